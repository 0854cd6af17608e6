"""A document on the screen: who it is about, the grid, the findings."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSplitter, QTabBar, QVBoxLayout, QWidget

from raciapp.base.messages import mark
from raciapp.checks.findings import Place
from raciapp.document.changes import Changes
from raciapp.document.records import Document, OperatingModel, Size, Tone
from raciapp.ui.choices import SECTOR_NAMES
from raciapp.ui.elided import ElidedLabel
from raciapp.ui.findings import FindingsPanel
from raciapp.ui.grid.badges import draw_badge
from raciapp.ui.grid.corner import TotalLine
from raciapp.ui.grid.view import GridView
from raciapp.ui.grid.words import STATUS_NAMES, letters_in_words
from raciapp.ui.language import current_language, explained, tool_tip, tr
from raciapp.ui.session import Session
from raciapp.ui.theme import current_theme

if TYPE_CHECKING:
    from raciapp.ui.details import DetailsPanel
    from raciapp.ui.figures.place import FiguresPlace
    from raciapp.ui.filter_bar import FilterBar
    from raciapp.ui.find_bar import FindBar

FIGURES = 360
"""Pixels that the figures have at first."""
REST = 40
"""Milliseconds after which the details follow: what is typed fast is not kept waiting for their words."""


class Legend(QWidget):
    """The letters and what they mean, for those who look at the projection."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Explain the scheme of the session's document."""
        super().__init__(parent)
        self._session = session
        language = current_language()
        self._entries = [(letter, letter.name.text(language)) for letter in session.document.alphabet.legend]
        self.setToolTip("\n".join(explained(one.symbol, one.meaning.text(language)) for one, _ in self._entries))
        self.setAccessibleName(", ".join(explained(one.symbol, name) for one, name in self._entries))

    def sizeHint(self) -> QSize:
        """Return the room that all letters and names need."""
        names = sum(self.fontMetrics().horizontalAdvance(name) for _, name in self._entries)
        return QSize(names + len(self._entries) * 42, 26)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw each badge with its name."""
        del event  # the whole is small enough to draw at once
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.Bold)
        x, top = 0, (self.height() - 20) // 2
        for letter, name in self._entries:
            painter.setFont(bold)
            draw_badge(painter, QRectF(x, top, 20, 20), letter, theme)
            painter.setFont(self.font())
            painter.setPen(theme.text)
            width = self.fontMetrics().horizontalAdvance(name) + 4
            painter.drawText(QRectF(x + 26, 0, width, self.height()), Qt.AlignmentFlag.AlignVCenter, name)
            x += 26 + width + 12
        painter.end()


class Editor(QWidget):
    """The strip with name and legend, the grid, the findings beside it."""

    said = Signal(str)
    """A sentence about the current cell, for the status bar."""
    remark_asked = Signal(str)
    """The person wants to write a remark on the "cell", the "activity" or the "unit"."""
    status_asked = Signal(str)
    """The person gives the current cell this status: the value of a `Status`."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Show the document of `session`."""
        super().__init__(parent)
        self.session = session
        self.grid = GridView(session, self)
        self.grid.setAccessibleName(tr(mark("Matrix of activities and units")))
        self.totals = TotalLine(self.grid, self)
        self.findings = FindingsPanel(session, self)
        self.headline = ElidedLabel()
        self.subline = ElidedLabel()
        self.tabs = QTabBar()
        self._build()
        self._describe()
        self._list_matrices()
        self._show_parts()
        self.findings.place_chosen.connect(self._go_to)
        self.grid.matrix.arranged.connect(self._count_shown)
        session.sight_changed.connect(self._show_parts)
        self.tabs.currentChanged.connect(self._on_tab)
        self.grid.selectionModel().currentChanged.connect(lambda *_: self.tell())
        session.changed.connect(self._on_change)
        session.matrix_chosen.connect(self._list_matrices)
        self.tell()

    def _build(self) -> None:
        self.headline.setObjectName("headline")
        self.subline.setObjectName("subline")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName(tr(mark("Matrices")))
        names = QVBoxLayout()
        names.setSpacing(1)
        names.addWidget(self.headline)
        names.addWidget(self.subline)
        strip = QWidget()
        strip.setObjectName("strip")
        row = QHBoxLayout(strip)
        row.setContentsMargins(14, 8, 14, 8)
        row.setSpacing(20)
        row.addLayout(names, 1)
        row.addWidget(self.tabs, 0, Qt.AlignmentFlag.AlignBottom)
        row.addWidget(Legend(self.session), 0, Qt.AlignmentFlag.AlignVCenter)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self._figures_place, self._figures_column = _place()
        for place, part in enumerate((self._sheet(), self._figures_place, self._side())):
            self.splitter.addWidget(part)
            self.splitter.setStretchFactor(place, 0 if place else 1)
        self._figures_width = FIGURES
        self.splitter.setSizes([680, FIGURES, 326])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(strip)
        column.addWidget(self.splitter, 1)

    def _sheet(self) -> QWidget:
        """Return the grid with the bars over and under it."""
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.grid, 1)
        column.addWidget(self.totals)
        self._bars = column
        return sheet

    def _side(self) -> QWidget:
        """Return the panels beside the grid."""
        self.side = QSplitter(Qt.Orientation.Vertical)
        self.side.setHandleWidth(1)
        self.side.setChildrenCollapsible(False)
        self.side.addWidget(self.findings)
        self._details_place, self._details_column = _place()
        self.side.addWidget(self._details_place)
        self.side.setStretchFactor(0, 3)
        self.side.setStretchFactor(1, 2)
        self.side.setSizes([360, 240])
        self.side.setMinimumWidth(250)
        return self.side

    def sizes(self) -> tuple[int, ...]:
        """Return the pixels of grid, figures and side, and of the two panels at the side."""
        grid, figures, side = self.splitter.sizes()
        return (grid, self._figures_width if self._figures_place.isHidden() else figures, side, *self.side.sizes())

    def restore_sizes(self, sizes: tuple[int, ...]) -> None:
        """Give the parts the pixels they had, where these are known."""
        if len(sizes) == 5:
            self._figures_width = sizes[1]
            self.splitter.setSizes(list(sizes[:3]))
            self.side.setSizes(list(sizes[3:]))

    def _show_parts(self) -> None:
        """Show the panels that are wanted."""
        sight = self.session.sight
        self.findings.setVisible(sight.findings_panel)
        self._details_place.setVisible(sight.details_panel)
        self.side.setVisible(sight.findings_panel or sight.details_panel)
        self._show_figures()
        if sight.filter or sight.hidden_activities or sight.hidden_units:
            self.filter_bar.show()
        self._count_shown()

    def _show_figures(self) -> None:
        """Show the figures where they are wanted: beside the grid, unless they have a window of their own."""
        wanted, made = self.session.sight.figures_panel, "figures" in self.__dict__
        if made and not wanted:
            self.figures.come_back()
        if wanted and self.isVisible():
            made = bool(self.figures)
        shown = wanted and not (made and self.figures.apart)
        if shown is self._figures_place.isHidden():
            self._put_figures(shown=shown)

    def _put_figures(self, *, shown: bool) -> None:
        """Show the panel as wide as it was, or hide it and let the grid have the keyboard that was in it."""
        place, focused = self._figures_place, QApplication.focusWidget()
        leaving = not shown and focused is not None and place.isAncestorOf(focused)
        self._figures_width = self.sizes()[1]
        place.setVisible(shown)
        if leaving:
            self._take_the_keyboard_back()

    # -- parts that are made when they are first needed, for they would cost a tenth of every start ---------

    @cached_property
    def details(self) -> "DetailsPanel":
        """Return what is known of the current cell."""
        from raciapp.ui.details import DetailsPanel

        panel = DetailsPanel(self.session, self._details_place, REST)
        panel.rule_asked.connect(self.findings.open_rule)
        panel.remark_asked.connect(self.remark_asked)
        panel.status_asked.connect(self.status_asked)
        self._details_column.addWidget(panel)
        panel.show_place(self.grid.current_place())
        return panel

    @cached_property
    def figures(self) -> "FiguresPlace":
        """Return the place of the figures."""
        from raciapp.ui.figures.place import FiguresPlace

        place = FiguresPlace(self.session, self._figures_place)
        place.place_chosen.connect(self._go_to)
        place.left.connect(self._take_the_keyboard_back)
        place.moved.connect(self._show_parts)
        self._figures_column.addWidget(place)
        return place

    @cached_property
    def filter_bar(self) -> "FilterBar":
        """Return the bar that says and asks what is shown."""
        from raciapp.ui.filter_bar import FilterBar

        bar = FilterBar(self.session, self)
        bar.left.connect(self._take_the_keyboard_back)
        self._bars.insertWidget(0, bar)
        self._count_on(bar)
        return bar

    @cached_property
    def finder(self) -> "FindBar":
        """Return the bar that finds while one types."""
        from raciapp.ui.find_bar import FindBar

        bar = FindBar(self.session, self.grid.go_to, self.grid.current_place, self)
        bar.closed.connect(self._take_the_keyboard_back)
        self._bars.addWidget(bar)
        return bar

    def _take_the_keyboard_back(self) -> None:
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        """Let the details and the journal follow once the grid is painted."""
        super().showEvent(event)
        QTimer.singleShot(REST, self, self._follow_up)

    def _follow_up(self) -> None:
        self.session.workspace.begin_journal()
        if self.session.sight.details_panel:
            self.details.show_place(self.grid.current_place())
        self._show_figures()

    def _count_shown(self) -> None:
        if "filter_bar" in self.__dict__:
            self._count_on(self.filter_bar)

    def _count_on(self, bar: "FilterBar") -> None:
        matrix, document = self.grid.matrix, self.session.document
        shown = len(matrix.present_activities)
        bar.set_counts(shown, len(document.activities), matrix.columnCount(), len(document.units))

    def _describe(self) -> None:
        organization = self.session.document.organization
        language = current_language()
        self.headline.show_text(organization.name.text(language))
        parts = [organization.kind.text(language) or tr(SECTOR_NAMES[organization.sector])]
        traits = (
            (organization.program_channels, mark("program channels")),
            ("gc" in organization.packs, mark("Government of Canada rules")),
            (organization.regulated, mark("regulated")),
            (organization.size is Size.SMALL, mark("small organization")),
            (organization.model is OperatingModel.CENTRALIZED, mark("centralized team")),
            (organization.model is OperatingModel.HUB_AND_SPOKE, mark("hub and spoke")),
            (organization.tone is Tone.RESTRICTIONS, mark("guidelines seen as restrictions")),
        )
        parts += [tr(text) for true, text in traits if true]
        line = " · ".join(parts)
        self.subline.show_text(line)
        story = organization.story.text(language)
        self.subline.setToolTip(tool_tip(f"{line}\n\n{story}") if story else "")

    def _list_matrices(self) -> None:
        self.tabs.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        while self.tabs.count():
            self.tabs.removeTab(0)
        for place, matrix in enumerate(self.session.document.matrices):
            self.tabs.addTab(matrix.name.text(current_language()).replace("&", "&&"))
            self.tabs.setTabData(place, matrix.id)
            if matrix.id == self.session.matrix:
                self.tabs.setCurrentIndex(place)
        self.tabs.setVisible(self.tabs.count() > 1)
        self.tabs.blockSignals(False)  # noqa: FBT003 - Qt's own signature

    def _on_tab(self, place: int) -> None:
        self.session.show_matrix(str(self.tabs.tabData(place)))

    def _on_change(self, _document: Document, changes: Changes) -> None:
        if changes.header:
            self._describe()
        if changes.matrices:
            self._list_matrices()
        self.tell()

    def _go_to(self, place: Place) -> None:
        if place.activity in self.session.document.activity_places or place.unit:
            self.grid.go_to(place.activity, place.unit)

    def tell(self) -> None:
        """Say in words what the current cell holds, and more of it in the details."""
        place = self.grid.current_place()
        if "details" in self.__dict__:
            self.details.show_place(place)
        if place is None:
            index = self.grid.currentIndex()
            self.said.emit(str(index.data(Qt.ItemDataRole.AccessibleTextRole) or "") if index.isValid() else "")
            return
        document, language = self.session.document, current_language()
        cell = document.cell(self.session.matrix, *place)
        activity = document.activities[document.activity_places[place[0]]].name.text(language)
        unit = document.units[document.unit_places[place[1]]].name.text(language)
        held = letters_in_words(cell.letters, document.alphabet) or tr(mark("no part"))
        parts = (tr(STATUS_NAMES[cell.status]) if cell.status else "", cell.remark)
        self.said.emit("  ·  ".join(part for part in (activity, explained(unit, held), *parts) if part))


def _place() -> tuple[QWidget, QVBoxLayout]:
    """Return the place of a panel that is made when it is first needed, and the layout that takes it."""
    place = QWidget()
    column = QVBoxLayout(place)
    column.setContentsMargins(0, 0, 0, 0)
    return place, column
