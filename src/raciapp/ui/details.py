"""The details under the findings: what there is to know about the current cell, its activity and its unit."""

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QMenu,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from raciapp.base.messages import mark
from raciapp.document.records import Status
from raciapp.ui.details_lines import details, nothing_chosen
from raciapp.ui.details_painting import LINE_ROLE, DetailPainter
from raciapp.ui.details_topic import Detail, Topic
from raciapp.ui.grid.words import STATUS_NAMES
from raciapp.ui.language import tr
from raciapp.ui.session import Session
from raciapp.ui.viewports import give_viewport

Index = QModelIndex | QPersistentModelIndex


class DetailsModel(QAbstractListModel):
    """The lines for Qt."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Start without a line."""
        super().__init__(parent)
        self._lines: tuple[Detail, ...] = ()

    @property
    def lines(self) -> tuple[Detail, ...]:
        """Return what is said."""
        return self._lines

    def tell(self, lines: tuple[Detail, ...]) -> None:
        """Say something else; what reads the same is left alone."""
        before = self._lines
        if lines == before:
            return
        if len(lines) != len(before):
            self.beginResetModel()
            self._lines = lines
            self.endResetModel()
            return
        self._lines = lines
        changed = [row for row, line in enumerate(lines) if line != before[row]]
        self.dataChanged.emit(self.index(changed[0]), self.index(changed[-1]))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of lines."""
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a line in words, or the line itself for the painter."""
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return line.spoken
        return line if role == LINE_ROLE else None


class DetailsView(QListView):
    """The list of lines; the arrow keys go through them, Enter does what a line offers."""

    chosen = Signal(object)
    """A `Detail` was clicked, or entered with the keyboard."""

    def __init__(self, model: DetailsModel, parent: QWidget | None = None) -> None:
        """Show `model`."""
        super().__init__(parent)
        give_viewport(self)
        self.setObjectName("details")
        self.setAccessibleName(tr(mark("Details of the current cell")))
        self.details = model
        self.setModel(model)
        self.setItemDelegate(DetailPainter(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.clicked.connect(self._choose)
        self.entered.connect(self._point)
        self.viewportEntered.connect(lambda: self.viewport().unsetCursor())

    def tell(self, lines: tuple[Detail, ...]) -> None:
        """Show other lines; the keyboard stays on what it was on, or where that was."""
        index = self.currentIndex()
        row, current = index.row(), self._line(index)
        watched = self.hasFocus() and self.viewport().rect().intersects(self.visualRect(index))
        self.details.tell(lines)
        if current and current != self._line(self.currentIndex()):
            row = next((row for row, line in enumerate(lines) if _same_place(line, current)), min(row, len(lines) - 1))
            self.setAutoScroll(watched)  # else it would pull away what is being read
            self.setCurrentIndex(self.details.index(row))
            self.setAutoScroll(True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap the texts anew, also where a scroll bar has come or gone."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose with Enter or the space bar."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self._choose(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Do nothing: letters belong to the grid."""

    def _line(self, index: Index) -> Detail | None:
        return self.details.lines[index.row()] if index.isValid() else None

    def _point(self, index: Index) -> None:
        line = self._line(index)
        shape = Qt.CursorShape.PointingHandCursor if line and line.choosable else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    def _choose(self, index: Index) -> None:
        line = self._line(index)
        if line and line.choosable:
            self.chosen.emit(line)


def _same_place(line: Detail, other: Detail) -> bool:
    """Return whether two lines stand for the same thing, though they may read differently."""
    if line.choosable or other.choosable:
        return (line.rule, line.subject) == (other.rule, other.subject)
    return line == other


class DetailsPanel(QWidget):
    """A title with the status of the cell, and what there is to know under it."""

    remark_asked = Signal(str)
    """The person wants to write a remark on the "cell", the "activity" or the "unit"."""
    rule_asked = Signal(str)
    """The person wants to read the finding of this rule."""
    status_asked = Signal(str)
    """The person gives the cell this status: the value of a `Status`."""

    def __init__(self, session: Session, parent: QWidget | None = None, rest: int = 0) -> None:
        """Speak of cells of the session's document; of none, at first.

        `rest`: milliseconds that pass before the panel follows, so that fast typing need not wait for it; 0 is at once.
        """
        super().__init__(parent)
        self.setObjectName("detailsPanel")
        self._rest = QTimer(self, singleShot=True, interval=rest)
        self._rest.timeout.connect(self._renew)
        self._to_the_top = False
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.session = session
        self.place: tuple[str, str] | None = None
        self.model = DetailsModel(self)
        self.view = DetailsView(self.model, self)
        self.status = QToolButton()
        self._build()
        self.setFocusProxy(self.view)
        self.view.chosen.connect(self._on_chosen)
        # Every edit, and every other matrix, is followed by a check.
        session.checked.connect(self._follow)
        session.expectation_changed.connect(self._follow)

    def _build(self) -> None:
        title = QLabel(tr(mark("Details")))
        title.setObjectName("panelTitle")
        self.status.setObjectName("detailsStatus")
        self.status.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.status.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        menu = QMenu(self.status)
        for status in Status:
            action = menu.addAction(_begun(tr(STATUS_NAMES[status])))
            action.setCheckable(True)
            action.setData(status.value)
        menu.triggered.connect(lambda action: self.status_asked.emit(action.data()))
        menu.aboutToShow.connect(self._tick)
        self.status.setMenu(menu)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(title, 1)
        head.addWidget(self.status)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 8, 6, 0)
        layout.setSpacing(2)
        layout.addLayout(head)
        layout.addWidget(self.view, 1)
        self._show_status(None)

    def show_place(self, place: tuple[str, str] | None) -> None:
        """Speak of the cell of an activity and a unit, given by id, or of none."""
        if place != self.place:
            self.place = place
            self._to_the_top = True
            self._follow()

    def showEvent(self, event: QShowEvent) -> None:
        """Say what was not worth saying out of sight."""
        super().showEvent(event)
        self._renew()

    def _follow(self) -> None:
        """Renew what is said, at once or when the hand rests."""
        if not self._rest.interval():
            self._renew()
        elif not self._rest.isActive():
            self._rest.start()

    def _renew(self) -> None:
        if not self.isVisible():
            return
        topic = self._topic()
        self.view.tell(details(topic) if topic else nothing_chosen())
        self._show_status(topic.cell.status if topic else None)
        if self._to_the_top:
            self._to_the_top = False
            self.view.scrollToTop()

    def _topic(self) -> Topic | None:
        """Return what is spoken of, or None where there is no such cell any more."""
        session = self.session
        if self.place is None:
            return None
        topic = Topic(
            session.document, session.matrix, *self.place, session.knowledge, session.report,
            session.template, session.expected,
        )  # fmt: skip
        return topic if topic.exists else None

    def _show_status(self, status: Status | None) -> None:
        """Say where the talk about the cell stands; None is no cell."""
        name = tr(STATUS_NAMES[status or Status.NONE])
        text = tr(mark("Status: {status}"), status=name) if status else _begun(name)
        if self.status.text() != text:
            self.status.setText(text)
            self.status.setAccessibleName(tr(mark("Status of the cell: {status}"), status=name))
        self.status.setEnabled(status is not None)

    def _tick(self) -> None:
        """Tick the status of the cell, whatever was chosen in the menu before."""
        topic = self._topic()
        for action in self.status.menu().actions():
            action.setChecked(topic is not None and action.data() == topic.cell.status.value)

    def _on_chosen(self, line: Detail) -> None:
        if line.rule:
            self.rule_asked.emit(line.rule)
        else:
            self.remark_asked.emit(str(line.subject))


def _begun(text: str) -> str:
    """Return words as the beginning of a sentence."""
    return text[:1].upper() + text[1:]
