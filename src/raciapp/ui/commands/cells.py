"""Typing letters, filling, clearing, and what is noted of cells."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from raciapp.base.messages import mark
from raciapp.checks.gap import expected_letters
from raciapp.document.changes import diff
from raciapp.document.edits import clear_cells, set_cells, set_letters, set_remark, set_status, toggle_letter
from raciapp.document.filling import fill_down, fill_empty, fill_right, repeat, set_alone
from raciapp.document.records import WHOLE_ROW, Document, Status
from raciapp.ui.commands.commands import Commands
from raciapp.ui.grid.keys import JOIN, REST
from raciapp.ui.language import tr, tr_count

if TYPE_CHECKING:
    from raciapp.ui.grid.choice import Span
    from raciapp.ui.grid.view import GridView
    from raciapp.ui.window import MainWindow

Places = Sequence[tuple[str, str]]
LetterEdit = Callable[[Document, str, Places, int], Document]


class Pending(NamedTuple):
    """An edit of a whole row or column that waits for Enter."""

    label: str
    before: Document
    after: Document
    question: str


class CellCommands(Commands):
    """The commands that work on the chosen cells."""

    def __init__(self, window: "MainWindow") -> None:
        """Work for `window`."""
        super().__init__(window)
        self._pending: Pending | None = None

    @property
    def _grid(self) -> "GridView":
        return self._window.grid

    def serve(self, grid: "GridView") -> None:
        """Do what the keys and the mouse ask of the cells of `grid`."""
        keys = grid.keyboard
        keys.letter_typed.connect(self.type_letter)
        keys.letter_alone.connect(self.type_alone)
        keys.letter_joined.connect(self.join_letter)
        keys.rest_typed.connect(self.type_rest)
        keys.expected_asked.connect(self.take_expected)
        keys.unknown_typed.connect(self.refuse_letter)
        keys.clear_asked.connect(self.clear)
        keys.answered.connect(self.answer)
        keys.waiting.connect(self.wait_for_letter)
        grid.selectionModel().selectionChanged.connect(self._withdraw)
        grid.stretched.connect(self.stretch)

    # -- going back ---------------------------------------------------------------------------------------

    def undo(self) -> None:
        """Take the last edit back and go where it was."""
        self._travel(self._session.workspace.undo)

    def redo(self) -> None:
        """Bring the next edit again and go where it is."""
        self._travel(self._session.workspace.redo)

    def _travel(self, move: Callable[[], bool]) -> None:
        before = self._session.document
        if not move():
            return
        document = self._session.document
        changed = [
            (change.activity, change.unit)
            for change in diff(before, document).cells
            if change.matrix == self._session.matrix
            and change.activity in document.activity_places
            and change.unit in document.unit_places
        ]
        if changed and self._grid.current_place() not in changed:
            self._grid.go_to(*changed[0])

    # -- letters ------------------------------------------------------------------------------------------

    def type_letter(self, symbol: str) -> None:
        """Set a letter on the chosen cells, or take it off where all of them have it."""
        self._type(symbol, toggle_letter)

    def type_alone(self, symbol: str) -> None:
        """Set a letter on the chosen cells and nothing else."""
        self._type(symbol, set_alone)

    def _type(self, symbol: str, edit: LetterEdit) -> None:
        session, places = self._session, self._grid.choice.places()
        if not places:
            return
        label = tr(mark("Type {letter}"), letter=symbol)
        after = edit(session.document, session.matrix, places, session.document.alphabet.bits[symbol])
        choice = self._grid.choice
        if choice.whole_rows() or choice.whole_columns() or choice.reaches_out_of_sight():
            self._ask(label, after, symbol)
        else:
            session.commit(label, after, tuple(places))

    def join_letter(self, symbol: str) -> None:
        """Add a letter to the cell that was typed in last, as in «A/R»."""
        place = self._grid.keyboard.typed_place
        session = self._session
        if place and place[0] in session.document.activity_places and place[1] in session.document.unit_places:
            bit = session.document.alphabet.bits[symbol]
            document = set_letters(session.document, session.matrix, [place], lambda mask: mask | bit)
            session.commit(tr(mark("Type {letter}"), letter=symbol), document, (place,))

    def type_rest(self, symbol: str) -> None:
        """Set a letter on the cells of the chosen rows that are still empty."""
        session = self._session
        units = self._grid.matrix.shown_units
        places = [(activity, unit) for activity in self._grid.choice.activities() for unit in units]
        bit = session.document.alphabet.bits[symbol]
        session.commit(tr(mark("The rest of the row: {letter}"), letter=symbol),
                       fill_empty(session.document, session.matrix, places, bit))  # fmt: skip

    def wait_for_letter(self, sign: str) -> None:
        """Say which letter is waited for."""
        told = {
            REST: mark("Every empty cell of the row: type a letter."),
            JOIN: mark("In the same cell as the letter before: type another."),
        }
        if sign:
            self._window.say_briefly(tr(told[sign]))
        else:
            self._window.statusBar().clearMessage()

    def refuse_letter(self, symbol: str) -> None:
        """Say which letters there are."""
        alphabet, capital = self._session.document.alphabet, symbol.upper()
        letters = ", ".join(letter.symbol for letter in alphabet.legend)
        self._window.say_briefly(
            tr(mark("«{typed}» is no letter of {scheme}. Type {letters}."),
               typed=capital if len(capital) == 1 else symbol, scheme=alphabet.name, letters=letters)
        )  # fmt: skip

    # -- whole rows and columns ---------------------------------------------------------------------------

    def _ask(self, label: str, after: Document, symbol: str) -> None:
        """Say how many cells a letter on whole rows or columns, or out of sight, would change, before it does."""
        before = self._session.document
        changes = diff(before, after).cells
        filled = sum(1 for change in changes if change.before.letters)
        text = tr_count("{letter} changes {n} cell.", "{letter} changes {n} cells.", len(changes), letter=symbol)
        if filled:
            text += " " + tr_count("{n} of them holds letters now.", "{n} of them hold letters now.", filled)
        text += " " + tr(mark("Enter does it, any other key does not."))
        self._pending = Pending(label, before, after, text)
        self._grid.keyboard.asking = True
        do_it = tr(mark("Do it"))
        self._window.notices.say(text, (do_it, lambda: self.answer(agreed=True)))

    def answer(self, agreed: bool) -> None:  # noqa: FBT001 - Qt hands it over so
        """Do what was asked about, or let it be; a question that is out of sight is let be."""
        pending, self._pending = self._pending, None
        self._grid.keyboard.asking = False
        notices = self._window.notices
        if pending is None or not notices.isVisible() or notices.text != pending.question:
            return
        notices.hide()
        if agreed and pending.before is self._session.document:
            self._session.commit(pending.label, pending.after)

    def _withdraw(self) -> None:
        """Let be what was asked about cells that are no longer the chosen ones."""
        if self._pending:
            self.answer(agreed=False)

    # -- filling ------------------------------------------------------------------------------------------

    def clear(self) -> None:
        """Empty the chosen cells."""
        session = self._session
        cleared = clear_cells(session.document, session.matrix, self._grid.choice.places())
        session.commit(tr(mark("Clear cells")), cleared)

    def fill_down(self) -> None:
        """Give the letters of the uppermost chosen row to those below; a single row takes those of the row above."""
        activities, units = self._grid.choice.activities(), self._grid.choice.units()
        shown = self._grid.matrix.shown_activities
        if len(activities) == 1 and shown.index(activities[0]):
            activities.insert(0, shown[shown.index(activities[0]) - 1])
        if len(activities) > 1:
            session = self._session
            session.commit(tr(mark("Fill down")), fill_down(session.document, session.matrix, activities, units))

    def fill_right(self) -> None:
        """Give the letters of the leftmost chosen unit to those at the right; a single one takes those of its left."""
        activities, units = self._grid.choice.activities(), self._grid.choice.units()
        shown = self._grid.matrix.shown_units
        if len(units) == 1 and shown.index(units[0]):
            units.insert(0, shown[shown.index(units[0]) - 1])
        if len(units) > 1 and activities:
            session = self._session
            session.commit(tr(mark("Fill right")), fill_right(session.document, session.matrix, activities, units))

    def fill_chosen(self) -> None:
        """Give the letters of the current cell to all chosen ones."""
        current, session = self._grid.current_place(), self._session
        if current:
            mask = session.document.cell(session.matrix, *current).letters
            places = self._grid.choice.places()
            document = set_letters(session.document, session.matrix, places, lambda _: mask)
            session.commit(tr(mark("Fill the chosen cells")), document)

    def stretch(self, source: "Span", aim: "Span") -> None:
        """Repeat the chosen block over what the fill handle was dragged to, and choose all of it."""
        session, grid = self._session, self._grid
        targets = grid.choice.cells_of(aim)
        block = grid.choice.cells_of(source)
        # Dragged upwards or to the left, the pattern goes on backwards from the block.
        up, back = aim.top < source.top, aim.left < source.left
        document = repeat(session.document, session.matrix, _turned(block, rows=up, columns=back),
                          _turned(targets, rows=up, columns=back))  # fmt: skip
        session.commit(tr(mark("Fill")), document)
        grid.choice.choose([place for row in targets for place in row], grid.current_place())

    def take_expected(self) -> None:
        """Set the chosen cells to what the template expects of them."""
        session = self._session
        template = session.knowledge.templates[session.template or self._window.advice.template()]
        expected = expected_letters(session.document, template)
        document = session.document
        cells = {
            (activity, unit): replace(
                document.cell(session.matrix, activity, unit),
                letters=expected[activity][document.unit_places[unit]],
            )
            for activity, unit in self._grid.choice.places()
            if activity in expected
        }
        if not cells:
            self._window.say_briefly(tr(mark("The template says nothing of this activity.")))
        session.commit(tr(mark("Take from a template")), set_cells(document, session.matrix, cells))

    # -- notes --------------------------------------------------------------------------------------------

    def edit_remark(self) -> None:
        """Ask for the remark on the current cell."""
        session = self._session
        place = self._grid.current_place()
        if place is None:
            return
        old = session.document.cell(session.matrix, *place).remark
        title, question = tr(mark("Remark")), tr(mark("Remark on this cell (it is printed in the exports):"))
        text = self._window.prompts.paragraph(title, question, old)
        if text is not None:
            session.commit(tr(mark("Remark")), set_remark(session.document, session.matrix, *place, text))

    def set_status(self, status: Status) -> None:
        """Note where the chosen cells, or whole chosen rows, stand; the same status again takes it off."""
        session = self._session
        rows = self._grid.choice.whole_rows()
        places = [(row, WHOLE_ROW) for row in rows] or self._grid.choice.places()
        document = session.document
        if places and all(document.cell(session.matrix, *place).status is status for place in places):
            status = Status.NONE
        session.commit(tr(mark("Status")), set_status(document, session.matrix, places, status))


def _turned(block: list[list[tuple[str, str]]], *, rows: bool, columns: bool) -> list[list[tuple[str, str]]]:
    """Return a block upside down, left to right, or both."""
    lines = block[::-1] if rows else block
    return [line[::-1] for line in lines] if columns else lines
