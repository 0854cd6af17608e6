"""The findings beside the grid: one line per rule, calm, opening to its reason, its remedy and its places."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QLabel,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from raciapp.base.messages import mark
from raciapp.ui.findings_lines import CHOOSABLE, Kind, Line
from raciapp.ui.findings_model import LINE_ROLE, FindingsModel
from raciapp.ui.grid.marks import LONGEST
from raciapp.ui.language import tr, tr_count
from raciapp.ui.session import Session
from raciapp.ui.theme import Theme, current_theme
from raciapp.ui.viewports import give_viewport

Index = QModelIndex | QPersistentModelIndex


MOST_HEIGHTS = 1000
UNSEEN = 40
"""The height of a line in pixels while nobody sees it."""


class FindingPainter(QStyledItemDelegate):
    """Draws the lines of the panel with wrapped text. Qt asks for heights many times over; they are kept."""

    def __init__(self, view: QAbstractItemView) -> None:
        """Draw for `view`."""
        super().__init__(view)
        self._view = view
        self._heights: dict[tuple[Kind, str, int, str], int] = {}

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one line."""
        theme = current_theme()
        line: Line = index.data(LINE_ROLE)
        area = option.rect
        chosen = self._view.selectionModel().isSelected(index)  # the option's state would load all names of QStyle
        if line.kind is Kind.FINDING:
            _draw_card(painter, area, theme, line, chosen=chosen)
        elif chosen:
            painter.fillRect(area, QColor(theme.selection))
        painter.setPen(QColor(theme.text if chosen else _colour(line, theme)))
        painter.setFont(_font(line, option.font))
        painter.drawText(
            _text_area(line, area), Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter, line.text[:LONGEST]
        )

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height that the wrapped text needs in the width of the panel."""
        line: Line = index.data(LINE_ROLE)
        width = self._view.viewport().width()
        if not self._view.isVisible():  # it is laid out anew when it is shown; Qt asks five times until then
            return QSize(width, UNSEEN)
        key = (line.kind, line.text, width, option.font.key())
        if key not in self._heights:
            if len(self._heights) > MOST_HEIGHTS:
                self._heights.clear()
            area = _text_area(line, QRect(0, 0, width, 10_000))
            metrics = QFontMetrics(_font(line, option.font))
            height = metrics.boundingRect(area, Qt.TextFlag.TextWordWrap, line.text[:LONGEST]).height()
            self._heights[key] = height + {Kind.HEADING: 18, Kind.FINDING: 20, Kind.NOTE: 16}.get(line.kind, 8)
        return QSize(width, self._heights[key])


class FindingsView(QListView):
    """The list of findings."""

    chosen = Signal(object)
    """A `Line` was clicked, or entered with the keyboard."""

    def __init__(self, model: FindingsModel, parent: QWidget | None = None) -> None:
        """Show `model`."""
        super().__init__(parent)
        give_viewport(self)
        self.setObjectName("findings")
        self.findings = model
        self.setModel(model)
        self.setItemDelegate(FindingPainter(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.clicked.connect(self._choose)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose with Enter or the space bar."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self._choose(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap the texts anew."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def showEvent(self, event: QShowEvent) -> None:
        """Measure the texts that nobody saw before."""
        super().showEvent(event)
        self.scheduleDelayedItemsLayout()

    def keyboardSearch(self, search: str) -> None:
        """Do nothing: letters belong to the grid."""

    def _choose(self, index: Index) -> None:
        if index.isValid():
            line = self.findings.line(index)
            if line.kind in CHOOSABLE:
                self.chosen.emit(line)


class FindingsPanel(QWidget):
    """A title with the counts, and the findings under it."""

    place_chosen = Signal(object)
    """A `Place` to go to."""
    asked = Signal(object)
    """A `Line` that asks for something to be done: a remedy, an acceptance, a link."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Show what the check of `session` finds."""
        super().__init__(parent)
        self.setObjectName("findingsPanel")
        self.session = session
        self.model = FindingsModel(session, self)
        self.view = FindingsView(self.model, self)
        self.view.setAccessibleName(tr(mark("Findings")))
        self.title = QLabel(tr(mark("Findings")))
        self.title.setObjectName("panelTitle")
        self.counts = QLabel()
        self.counts.setObjectName("subline")
        self.counts.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 12, 6, 0)
        layout.setSpacing(4)
        layout.addWidget(self.title)
        layout.addWidget(self.counts)
        layout.addWidget(self.view, 1)
        self.view.chosen.connect(self._on_chosen)
        session.checked.connect(self._count)
        self._count()

    def _count(self) -> None:
        report = self.session.report
        total = len(report.open())
        text = tr_count("{n} rule to talk about", "{n} rules to talk about", total)
        fine = tr_count("{n} kept", "{n} kept", len(report.passed))
        absent = tr_count(
            "{n} not assessed: its activities are not in the matrix",
            "{n} not assessed: their activities are not in the matrix",
            len(report.not_assessed),
        )
        self.counts.setText(" · ".join((text, fine, absent) if report.not_assessed else (text, fine)))
        # A finding that is gone or has moved takes its marks along.
        marked = next((finding for finding in report.findings if finding.rule.id == self.model.opened), None)
        self.session.mark(frozenset(marked.places) if marked else frozenset())

    def _on_chosen(self, line: Line) -> None:
        if line.kind is Kind.PLACE and line.place:
            self.place_chosen.emit(line.place)
            return
        if line.kind is not Kind.FINDING:
            self.asked.emit(line)
            return
        self._toggle(line.rule)

    def open_rule(self, rule: str) -> None:
        """Open what the check says of a rule, and bring it into view."""
        if self.model.opened != rule and self.model.row_of(rule) >= 0:
            self._toggle(rule)

    def _toggle(self, rule: str) -> None:
        opened = "" if rule == self.model.opened else rule
        self.model.open(opened)
        index = self.model.index(self.model.row_of(rule))
        self.view.setCurrentIndex(index)
        # What opens below the finding is what one wants to read.
        hint = QAbstractItemView.ScrollHint
        self.view.scrollTo(index, hint.PositionAtTop if opened else hint.EnsureVisible)
        finding = next(finding for finding in self.session.report.findings if finding.rule.id == rule)
        self.session.mark(frozenset(finding.places) if opened else frozenset())
        if opened and finding.places:
            self.place_chosen.emit(finding.places[0])


def _draw_card(painter: QPainter, area: QRect, theme: Theme, line: Line, *, chosen: bool) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    card = area.adjusted(0, 3, -8, -3)
    painter.setPen(QColor(theme.accent if chosen or line.open else theme.line))
    painter.setBrush(QColor(theme.surface))
    painter.drawRoundedRect(card, 6, 6)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.severity(line.severity) if line.severity else QColor(theme.accepted))
    painter.drawRoundedRect(QRect(card.left() + 1, card.top() + 6, 4, card.height() - 12), 2, 2)
    painter.restore()


def _text_area(line: Line, area: QRect) -> QRect:
    left = {Kind.HEADING: 2, Kind.FINDING: 16, Kind.NOTE: 4, Kind.CHANGE: 34}.get(line.kind, 18)
    right = 18 if line.kind is Kind.FINDING else 12
    return area.adjusted(left, 6 if line.kind is Kind.HEADING else 0, -right, 0)


def _font(line: Line, base: QFont) -> QFont:
    font = QFont(base)
    if line.kind in {Kind.HEADING, Kind.REMEDY}:
        font.setWeight(QFont.Weight.DemiBold)
    return font


def _colour(line: Line, theme: Theme) -> str:
    if line.kind is Kind.HEADING:
        return theme.severity(line.severity).name() if line.severity else theme.accepted
    if line.kind in {Kind.REASON, Kind.NOTE} or (line.kind is Kind.SOURCE and not line.link):
        return theme.muted
    return theme.accent if line.kind in CHOOSABLE - {Kind.FINDING} else theme.text
