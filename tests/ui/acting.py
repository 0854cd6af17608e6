"""What a person does in a test of the window: press keys, answer questions, look at a cell."""

from collections import deque
from collections.abc import Callable, Sequence
from itertools import count
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QColor, QGuiApplication, QImage, QKeySequence, QWindow
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QWidget

from raciapp.document.records import Cell, Document, Organization
from raciapp.formats.import_notes import Notes
from raciapp.ui.prompts import Answer, Held, Prompts, Underneath
from raciapp.ui.window import MainWindow

Answered = TypeVar("Answered")
Found = TypeVar("Found", bound=QObject)
Opener = Callable[[Document], MainWindow]
"""What the fixture `opened` returns."""


class Clock:
    """A clock that goes on by `step` seconds each time it is read."""

    def __init__(self) -> None:
        self.now = 0.0
        self.step = 1.0

    def __call__(self) -> float:
        self.now += self.step
        return self.now


class Answers(Prompts):
    """Prompts whose answers are laid ready by the test; a question nobody laid an answer for fails it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.texts: deque[str] = deque()
        self.paragraphs: deque[str | None] = deque()
        self.open_paths: deque[Path | None] = deque()
        self.save_paths: deque[Path | None] = deque()
        self.functions_chosen: deque[list[str] | None] = deque()
        self.organizations: deque[Organization | None] = deque()
        self.folders: deque[Path | None] = deque()
        self.numbers: deque[dict[str, int] | None] = deque()
        self.choices: deque[str | None] = deque()
        self.acts: deque[Callable[[QDialog], bool]] = deque()
        """What is done to a dialog instead of showing it, and whether that accepted it."""
        self.helds: deque[Held] = deque()
        self.underneaths: deque[Underneath] = deque()
        self.passwords: deque[str | None] = deque()
        self.new_passwords: deque[str | None] = deque()
        self.on_unsaved = Answer.DISCARD
        self.asked: list[tuple[object, ...]] = []

    def _answer(self, ready: deque[Answered], *question: object) -> Answered:
        self.asked.append(question)
        assert ready, f"nobody expected the question {question}"
        return ready.popleft()

    def text(self, title: str, question: str, text: str = "") -> str:
        return self._answer(self.texts, title, question, text)

    def paragraph(self, title: str, question: str, text: str) -> str | None:
        return self._answer(self.paragraphs, title, question, text)

    def choice(self, title: str, question: str, names: Sequence[str], name: str) -> str | None:
        return self._answer(self.choices, title, question, tuple(names), name)

    def open_path(self, title: str, kinds: str) -> Path | None:
        return self._answer(self.open_paths, title, kinds)

    def save_path(self, title: str, suggestion: Path, kinds: str) -> Path | None:
        return self._answer(self.save_paths, title, suggestion, kinds)

    def unsaved(self, name: str) -> Answer:
        self.asked.append((name,))
        return self.on_unsaved

    def held(self, text: str) -> Held:
        return self._answer(self.helds, text)

    def underneath(self, text: str) -> Underneath:
        return self._answer(self.underneaths, text)

    def password(self, name: str, trouble: str = "") -> str | None:
        return self._answer(self.passwords, name, trouble)

    def new_password(self, name: str, *, removable: bool = False) -> str | None:
        return self._answer(self.new_passwords, name, removable)

    def functions(self, name: str, choices: Sequence[tuple[str, str, str]], held: Sequence[str]) -> list[str] | None:
        return self._answer(self.functions_chosen, name, tuple(choices), tuple(held))

    def organization(self, organization: Organization) -> Organization | None:
        return self._answer(self.organizations, organization)

    def run(self, dialog: QDialog) -> bool:
        return self._answer(self.acts, dialog.windowTitle())(dialog)

    def folder(self, title: str) -> Path | None:
        return self._answer(self.folders, title)

    def thresholds(self, choices: Sequence[tuple[str, str, int, int]]) -> dict[str, int] | None:
        return self._answer(self.numbers, tuple(choices))

    def show_lines(self, title: str, lines: Sequence[str]) -> None:
        self.asked.append((title, tuple(lines)))

    def show_notes(self, title: str, notes: Sequence[Notes]) -> None:
        self.asked.append((title, notes))

    def about(self, text: str) -> None:
        self.asked.append((text,))


def answers(window: MainWindow) -> Answers:
    """Return the scripted prompts of a window that the fixtures made."""
    assert isinstance(window.prompts, Answers)
    return window.prompts


def press(widget: QWidget, *keys: str) -> None:
    """Press keys such as `Ctrl+Z`, one after the other, as if they came from the keyboard to the widget's window."""
    handle = widget.window().windowHandle()
    for key in keys:
        QTest.keySequence(handle, QKeySequence(key))
        let_go()


def let_go() -> None:
    """Take the fingers off Ctrl, Shift and Alt: QTest leaves them down, and Qt asks for them when it is to choose."""
    if QGuiApplication.keyboardModifiers() != Qt.KeyboardModifier.NoModifier:
        QTest.keyRelease(QWindow(), Qt.Key.Key_Shift)


def click(widget: QWidget, at: QPoint, button: Qt.MouseButton = Qt.MouseButton.LeftButton) -> None:
    """Click at a point of a widget."""
    QTest.mouseClick(widget, button, Qt.KeyboardModifier.NoModifier, at)


def in_dialog(act: Callable[[QWidget], object]) -> list[QWidget]:
    """Do something that ends the modal dialog about to open; the list holds the dialog once that is done."""
    seen: list[QWidget] = []
    looks = count()

    def once_open() -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is None or not dialog.isActiveWindow():  # Qt also looks for events on the way to opening it
            assert next(looks) < 1000, "no dialog has opened"
            QTimer.singleShot(0, once_open)
            return
        try:
            act(dialog)
            assert not dialog.isVisible(), "the dialog is still open"
            seen.append(dialog)
        finally:
            dialog.close()

    QTimer.singleShot(0, once_open)
    return seen


def cell(window: MainWindow, activity: str, unit: str) -> Cell:
    """Return what the shown matrix holds."""
    session = window.open_session()
    return session.document.cell(session.matrix, activity, unit)


def letters(window: MainWindow, activity: str, unit: str) -> str:
    """Return the letters of a cell, such as `A/R`, as the grid shows them."""
    index = window.grid.matrix.find(activity, unit)
    shown = str(index.data())
    assert shown == window.open_session().document.alphabet.text(cell(window, activity, unit).letters)
    return shown


def all_cells(window: MainWindow) -> list[list[str]]:
    """Return every letter that the grid shows, line by line."""
    model = window.grid.matrix
    return [
        [str(model.index(row, column).data() or "") for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def select(window: MainWindow, activity: str, unit: str, down: int = 0, right: int = 0) -> None:
    """Choose a block of cells with the keyboard, starting at one."""
    window.grid.go_to(activity, unit)
    press(window, *["Shift+Down"] * down, *["Shift+Right"] * right)


def changed_cells(spy: QSignalSpy) -> list[tuple[int, int]]:
    """Return the (row, column) of every cell that a spy on `dataChanged` saw, in order."""
    cells = []
    for number in range(spy.count()):
        first, last = spy.at(number)[0], spy.at(number)[1]
        assert isinstance(first, QModelIndex)
        cells += [
            (row, column)
            for row in range(first.row(), last.row() + 1)
            for column in range(first.column(), last.column() + 1)
        ]
    return cells


def notice_buttons(window: MainWindow) -> dict[str, QPushButton]:
    """Return what can be done about the notice on display, by title."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # those of the last notice
    QApplication.processEvents()
    found = [button for button in window.notices.findChildren(QPushButton) if button.isVisibleTo(window.notices)]
    return {button.text(): button for button in found}


def colours(picture: QImage, area: QRect | None = None) -> set[str]:
    """Return the colours of a picture, or of a part of it, as `#rrggbb`."""
    part = (picture if area is None else picture.copy(area)).convertToFormat(QImage.Format.Format_RGB32)
    found = set(memoryview(part.constBits()).cast("I"))  # the bits are those of `part`, which must outlive this
    return {f"#{pixel & 0xFFFFFF:06x}" for pixel in found}


def child(parent: QObject, kind: type[Found], where: Callable[[Found], bool] = lambda _: True) -> Found:
    """Return the one child of a kind that fits."""
    (found,) = [one for one in parent.findChildren(kind) if where(one)]
    return found


def drag(widget: QWidget, start: QPoint, *way: QPoint) -> None:
    """Take hold of something with the left button and let go at the last of the points it is led over."""
    button, held = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mousePress(widget, button, held, start)
    for point in way:
        QTest.mouseMove(widget, point)
    QTest.mouseRelease(widget, button, held, way[-1])


def centre(window: MainWindow, activity: str, unit: str) -> QPoint:
    """Return the middle of a cell in the viewport of the grid."""
    return window.grid.visualRect(window.grid.matrix.find(activity, unit)).center()


def row_point(window: MainWindow, line: str, part: float = 0.5) -> QPoint:
    """Return a point on the name of an activity or a group, `part` of its height down, in the header's viewport."""
    header, matrix = window.grid.activities, window.grid.matrix
    row = next(row for row in range(matrix.rowCount()) if matrix.line(row).id == line)
    return QPoint(60, header.sectionViewportPosition(row) + round(header.sectionSize(row) * part))


def column_point(window: MainWindow, unit: str, part: float = 0.5) -> QPoint:
    """Return a point on the name of a unit, `part` of its width along, in the header's viewport."""
    header = window.grid.units
    column = window.grid.matrix.shown_units.index(unit)
    return QPoint(header.sectionViewportPosition(column) + round(header.sectionSize(column) * part), 40)


def row_ids(window: MainWindow) -> list[str]:
    """Return the ids of the activities in the order they are shown; headings stand as `# group`."""
    matrix = window.grid.matrix
    lines = [matrix.line(row) for row in range(matrix.rowCount())]
    return [f"# {line.id}" if line.heading else line.id for line in lines]


def trigger(window: MainWindow, action: str) -> None:
    """Run an action as its menu entry does; one that is greyed out cannot be run."""
    entry = window.actions_by_id[action]
    assert entry.isEnabled(), f"{action} is greyed out"
    entry.trigger()


def has_colour(found: set[str], colour: str, reach: int = 24) -> bool:
    """Return whether a colour is among those found, or one so near that the eye takes it for the same.

    Small letters have hardly a pixel of their full colour.
    """
    wanted = QColor(colour)
    return any(_distance(QColor(name), wanted) <= reach for name in found)


def _distance(one: QColor, other: QColor) -> int:
    red, green = abs(one.red() - other.red()), abs(one.green() - other.green())
    return max(red, green, abs(one.blue() - other.blue()))
