"""Typing, clearing, copying and pasting letters."""

from typing import TYPE_CHECKING, cast

from msgspec.structs import replace
from PySide6.QtGui import QGuiApplication

from raciapp.base.messages import mark
from raciapp.document.edits import clear_cells, set_cells, set_letters, set_remark, toggle_letter
from raciapp.document.records import Document
from raciapp.ui.clipboard import block_text, parse_block
from raciapp.ui.language import tr, tr_count

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData

    from raciapp.ui.window import MainWindow


class CellCommands:
    """The commands that work on the chosen cells."""

    def __init__(self, window: "MainWindow") -> None:
        """Work for `window`."""
        self._window = window

    def undo(self) -> None:
        """Take the last edit back."""
        self._window.open_session().workspace.undo()

    def redo(self) -> None:
        """Bring the next edit again."""
        self._window.open_session().workspace.redo()

    def type_letter(self, symbol: str) -> None:
        """Set a letter on the chosen cells, or take it off where all of them have it."""
        session = self._window.open_session()
        places = self._window.grid.chosen_places()
        bit = session.document.alphabet.bits[symbol]
        label = tr(mark("Type {letter}"), letter=symbol)
        session.commit(label, toggle_letter(session.document, session.matrix, places, bit), tuple(places))

    def refuse_letter(self, symbol: str) -> None:
        """Say which letters there are."""
        alphabet = self._window.open_session().document.alphabet
        letters = ", ".join(letter.symbol for letter in alphabet.legend)
        self._window.say_briefly(
            tr(mark("«{typed}» is no letter of {scheme}. Type {letters}."),
               typed=symbol, scheme=alphabet.name, letters=letters)
        )  # fmt: skip

    def clear(self) -> None:
        """Empty the chosen cells."""
        self._clear(tr(mark("Clear cells")))

    def _clear(self, label: str) -> None:
        session = self._window.open_session()
        session.commit(label, clear_cells(session.document, session.matrix, self._window.grid.chosen_places()))

    def copy(self) -> None:
        """Put the rectangle around the chosen cells on the clipboard, as text that spreadsheets read."""
        QGuiApplication.clipboard().setText(block_text(self._window.grid))

    def cut(self) -> None:
        """Copy the chosen cells and empty them."""
        self.copy()
        self._clear(tr(mark("Cut")))

    def paste(self) -> None:
        """Write a block of letters from the current cell on; one cell fills the whole selection."""
        session = self._window.open_session()
        # None where nothing was ever copied, which the bindings do not tell.
        content = cast("QMimeData | None", QGuiApplication.clipboard().mimeData())
        if content is None or not content.hasText():
            self._window.say_briefly(tr(mark("There is no text on the clipboard.")))
            return
        block = parse_block(content.text(), session.document.alphabet)
        if block.unknown:
            texts = ", ".join(tr(mark("«{text}»"), text=text) for text in block.unknown[:5])
            scheme = session.document.alphabet.name
            nothing = mark("Nothing was pasted: {texts} cannot be read as letters of {scheme}.")
            self._window.notices.complain(tr(nothing, texts=texts, scheme=scheme))
            return
        document, count = self._pasted(session.document, session.matrix, block.masks)
        if session.commit(tr(mark("Paste")), document):
            self._window.say_briefly(tr_count("{n} cell pasted", "{n} cells pasted", count))

    def _pasted(self, document: Document, matrix: str, masks: tuple[tuple[int, ...], ...]) -> tuple[Document, int]:
        if len(masks) == 1 and len(masks[0]) == 1:
            places = self._window.grid.chosen_places()
            return set_letters(document, matrix, places, lambda _: masks[0][0]), len(places)
        targets = self._window.grid.block_places(len(masks), max((len(line) for line in masks), default=0))
        cells = {
            place: replace(document.cell(matrix, *place), letters=mask)
            for line, row in zip(masks, targets, strict=False)
            for mask, place in zip(line, row, strict=False)
        }
        return set_cells(document, matrix, cells), len(cells)

    def edit_remark(self) -> None:
        """Ask for the remark on the current cell."""
        session = self._window.open_session()
        place = self._window.grid.current_place()
        if place is None:
            return
        old = session.document.cell(session.matrix, *place).remark
        title, question = tr(mark("Remark")), tr(mark("Remark on this cell (it is printed in the exports):"))
        text = self._window.prompts.paragraph(title, question, old)
        if text is not None:
            session.commit(tr(mark("Remark")), set_remark(session.document, session.matrix, *place, text))
