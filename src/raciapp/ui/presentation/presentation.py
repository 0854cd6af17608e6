"""Presentation mode: a window over the whole screen, its keys, and letters typed live."""

from collections.abc import Callable, Sequence

from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAccessibleEvent,
    QCloseEvent,
    QKeyEvent,
    QResizeEvent,
    QScreen,
)
from PySide6.QtWidgets import QWidget

from raciapp.base.messages import mark
from raciapp.document.changes import Changes
from raciapp.document.edits import clear_cells, toggle_letter
from raciapp.document.filling import set_alone
from raciapp.document.records import Document
from raciapp.ui.language import current_language, tr
from raciapp.ui.presentation.contents import Matter, RowSlide, slide_of
from raciapp.ui.presentation.keys import Act, act_of
from raciapp.ui.presentation.slides import (
    Show,
    View,
    at,
    go_to_end,
    kept,
    step_activity,
    step_slide,
    step_unit,
    turned,
    visible,
)
from raciapp.ui.presentation.stage import Scene, Stage
from raciapp.ui.presentation.wording import cell_sentence, slide_sentences
from raciapp.ui.session import Session

VIEWS = {Act.ROW: View.ROW, Act.GROUP: View.GROUP, Act.UNIT: View.UNIT}
STEPS = {
    Act.DOWN: (step_activity, 1),
    Act.UP: (step_activity, -1),
    Act.RIGHT: (step_unit, 1),
    Act.LEFT: (step_unit, -1),
}


class Presentation(QWidget):
    """The whole screen for one row, group or unit of the session's matrix."""

    closed = Signal(object)
    """The presentation is over: (activity id, unit id) of the cell that was current, or None."""

    def __init__(
        self,
        session: Session,
        start: tuple[str, str] | None,
        activities: Sequence[str],
        units: Sequence[str],
        parent: QWidget | None = None,
    ) -> None:
        """Present these activities and units, given by id in their order, beginning with the cell `start`."""
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("presentation")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.session = session
        self._activities, self._units = tuple(activities), tuple(units)
        first = kept(Show(), session.document, self._activities, self._units)
        self._show = at(first, *(start or ("", "")))
        self._note = ""
        self._keys = False
        self._curtain = False
        self._acting = False
        self._following = False
        self._told = ""
        self.stage = Stage(self)
        self.stage.chosen.connect(self._choose)
        session.changed.connect(self._follow)
        session.checked.connect(self._on_check)
        self._doings: dict[Act, Callable[[], None]] = {
            Act.KEYS: self._toggle_keys,
            Act.CURTAIN: self._toggle_curtain,
            Act.ONLY_ACCOUNTABLE: self._toggle_only,
            Act.CLEAR: self._clear,
            Act.UNDO: lambda: self._travel(session.workspace.undo),
            Act.REDO: lambda: self._travel(session.workspace.redo),
            Act.ESCAPE: self._escape,
            Act.LEAVE: self._leave,
        }
        self._refresh()

    def open(self, screen: QScreen | None = None) -> None:
        """Fill a screen, that of the parent where none is named, and take the keyboard."""
        if screen is not None:
            self.setScreen(screen)
            self.setGeometry(screen.geometry())
        self.showFullScreen()
        self.raise_()
        self.activateWindow()
        self.setFocus(Qt.FocusReason.ActiveWindowFocusReason)

    @property
    def show_state(self) -> Show:
        """Return what is presented now, and the current cell."""
        return self._show

    # -- what is on the screen ----------------------------------------------------------------------------

    def _matter(self) -> Matter:
        session = self.session
        return Matter(session.document, session.matrix, session.report, session.knowledge, current_language())

    def _refresh(self) -> None:
        """Show the document as it is now."""
        document, language = self.session.document, current_language()
        self._show = kept(self._show, document, self._activities, self._units)
        matter = self._matter()
        slide = slide_of(self._show, matter)
        sentence = cell_sentence(self._show, matter)
        name = document.organization.name.text(language)
        matrix = document.matrix(self.session.matrix).name.text(language)
        label = slide.heading if isinstance(slide, RowSlide) else ""
        self.stage.show_scene(
            Scene(
                slide,
                self._show,
                "  ·  ".join(
                    part for part in (label, matrix if not label or len(document.matrices) > 1 else "") if part
                ),
                self._note or sentence,
                ", ".join(letter.symbol for letter in document.alphabet.legend),
                self._keys,
                name if self._curtain else None,
            )
        )
        title = tr(mark("Presentation"))
        self.setWindowTitle(f"{title} · {name}")
        self._tell(
            tr(mark("The screen is hidden.")) if self._curtain else slide_sentences(slide), self._note or sentence
        )

    def _tell(self, slide: str, sentence: str) -> None:
        """Let those who hear the screen know what has changed on it."""
        if slide != self.accessibleName():
            self.setAccessibleName(slide)
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))
        self.setAccessibleDescription(sentence)
        if sentence and sentence != self._told and not self._curtain:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))
        self._told = sentence

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the stage all the room there is."""
        super().resizeEvent(event)
        self.stage.setGeometry(self.rect())

    def _choose(self, activity: str, unit: str) -> None:
        self._note = ""
        self._show = at(self._show, activity, unit)
        self._refresh()

    # -- keys ---------------------------------------------------------------------------------------------

    def focusNextPrevChild(self, _forward: bool) -> bool:  # noqa: FBT001 - Qt's own signature
        """Keep the Tab key, which leads to the next unit."""
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Type, step, or turn to another view."""
        asked = act_of(event, self.session.document.alphabet)
        if asked is None or (event.isAutoRepeat() and (isinstance(asked, str) or asked in self._doings)):
            event.ignore()
            return
        event.accept()
        if self._curtain:
            if asked in {Act.CURTAIN, Act.ESCAPE}:
                self._toggle_curtain()
                self._refresh()
            return
        self._note = ""
        self._acting = True  # an edit and its check are shown once, when the key has done its work
        try:
            if isinstance(asked, str):
                self._type(asked, alone=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
            elif asked in self._doings:
                self._doings[asked]()
            else:
                self._step(asked)
        finally:
            self._acting = False
        if self.isVisible():
            self._refresh()

    def _on_check(self) -> None:
        """Show an edit that was made elsewhere."""
        if not self._acting:
            self._refresh()

    def _step(self, asked: Act) -> None:
        document, matrix = self.session.document, self.session.matrix
        if asked in VIEWS:
            self._show = turned(self._show, VIEWS[asked])
        elif asked in STEPS:
            step, by = STEPS[asked]
            self._show = step(self._show, document, matrix, by)
        elif asked in {Act.NEXT, Act.PREVIOUS}:
            pages = self.stage.pages(slide_of(self._show, self._matter()))
            self._show = step_slide(self._show, document, matrix, 1 if asked is Act.NEXT else -1, pages)
        else:
            self._show = go_to_end(self._show, document, matrix, last=asked is Act.LAST)

    def _toggle_keys(self) -> None:
        self._keys = not self._keys

    def _toggle_curtain(self) -> None:
        self._curtain = not self._curtain

    def _toggle_only(self) -> None:
        self._show = replace(self._show, only_accountable=not self._show.only_accountable)

    def _escape(self) -> None:
        """Close the sheet of keys, or else the presentation."""
        if self._keys:
            self._keys = False
        else:
            self._leave()

    def _leave(self) -> None:
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Say which cell was current."""
        super().closeEvent(event)
        self.closed.emit(self._show.place)

    # -- edits --------------------------------------------------------------------------------------------

    def _type(self, symbol: str, *, alone: bool) -> None:
        """Set a letter on the current cell or take it off; with `alone` it takes the place of the others."""
        document, place = self.session.document, self._show.place
        bit = document.alphabet.bits.get(symbol)
        if bit is None:
            letters = ", ".join(letter.symbol for letter in document.alphabet.legend)
            self._note = tr(mark("«{typed}» is no letter of {scheme}. Type {letters}."),
                            typed=symbol, scheme=document.alphabet.name, letters=letters)  # fmt: skip
        elif place is not None:
            edit = set_alone if alone else toggle_letter
            label = tr(mark("Type {letter}"), letter=symbol)
            self.session.commit(label, edit(document, self.session.matrix, [place], bit), (place,))
            self._say_if_hidden(bit, symbol)

    def _say_if_hidden(self, bit: int, symbol: str) -> None:
        """Say what has become of a letter that is not drawn."""
        document = self.session.document
        if self._show.place is None or visible(self._show, document, bit):
            return
        held = document.cell(self.session.matrix, *self._show.place).letters & bit
        text = mark("{letter} is set; only who is accountable is shown.") if held else mark("{letter} is taken off.")
        self._note = tr(text, letter=symbol)

    def _clear(self) -> None:
        if self._show.place is not None:
            after = clear_cells(self.session.document, self.session.matrix, [self._show.place])
            self.session.commit(tr(mark("Clear cells")), after)

    def _travel(self, move: Callable[[], bool]) -> None:
        """Undo or redo, and go where that changes a cell."""
        self._following = True
        try:
            if not move():
                self._note = tr(mark("There is nothing more to undo or redo."))
        finally:
            self._following = False

    def _follow(self, _document: Document, changes: Changes) -> None:
        """Go to the cell that an undo has changed, unless the current one is among those."""
        places = [(change.activity, change.unit) for change in changes.cells if change.matrix == self.session.matrix]
        shown = [one for one in places if one[0] in self._show.activities and one[1] in self._show.units]
        if self._following and shown and self._show.place not in shown:
            self._show = at(self._show, *shown[0])
