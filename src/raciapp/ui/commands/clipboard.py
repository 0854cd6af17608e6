"""Cutting, copying and pasting, to and from this window, spreadsheets and text processors.

What reads and writes the clipboard is imported when it is asked for: it would cost a tenth of every start.
"""

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from raciapp.base.errors import UserError
from raciapp.base.messages import mark
from raciapp.document.edits import clear_cells
from raciapp.ui.commands.commands import Commands
from raciapp.ui.language import current_language, tr, tr_count

if TYPE_CHECKING:
    from raciapp.document.records import Document
    from raciapp.ui.clipboard.blocks import Block
    from raciapp.ui.clipboard.plan import PastePlan
    from raciapp.ui.clipboard.planning import Target

OWN = "application/x-raciapp-cells"
"""The cells alone as tab-separated text: spreadsheets get whole rows with their names, this app puts them anywhere."""

_MOST_TEXTS, _LONGEST_TEXT = 5, 40
"""How many texts a complaint names, and how much of each."""


class ClipboardCommands(Commands):
    """The commands that work with the clipboard."""

    # -- copying ------------------------------------------------------------------------------------------

    def copy(self) -> None:
        """Put the rectangle around the chosen cells on the clipboard; whole rows and columns bring their names."""
        grid = self._window.grid
        self._put(named=bool(grid.choice.whole_rows() or grid.choice.whole_columns()), by_names=False)

    def copy_with_headers(self) -> None:
        """Put the rectangle around the chosen cells on the clipboard with the names of its units and activities."""
        self._put(named=True, by_names=True)

    def cut(self) -> None:
        """Copy the chosen cells and empty them."""
        self.copy()
        session = self._session
        emptied = clear_cells(session.document, session.matrix, self._window.grid.choice.places())
        session.commit(tr(mark("Cut")), emptied)

    def _put(self, *, named: bool, by_names: bool) -> None:
        """Copy with names or without; `by_names` lets this app go by them when it pastes."""
        from raciapp.ui.clipboard.copying import copied_cells, with_names
        from raciapp.ui.clipboard.page import table_page
        from raciapp.ui.clipboard.tabbed import tabbed_text

        session, language = self._session, current_language()
        places = dict.fromkeys(self._window.grid.choice.places())
        if not places:
            return
        cells = copied_cells(session.document, session.matrix, places, language)
        shown = with_names(cells, session.document, places, language) if named else cells
        content = QMimeData()
        content.setText(tabbed_text(shown))
        content.setHtml(table_page(shown, session.document.alphabet))
        if not by_names:
            content.setData(OWN, tabbed_text(cells).encode())
        QGuiApplication.clipboard().setMimeData(content)

    # -- pasting ------------------------------------------------------------------------------------------

    def paste(self) -> None:
        """Paste what is on the clipboard; what is doubtful is shown before anything is changed."""
        from raciapp.ui.clipboard.plan import pasted

        try:
            block = self._block()
        except UserError as error:
            self._window.notices.complain(error.text(current_language()))
            return
        if block is None:
            self._window.say_briefly(tr(mark("There is no text on the clipboard.")))
            return
        plan = self._plan(block)
        if plan.is_vain:
            self._complain(plan)
        elif plan.to_be_seen:
            self._ask(block)
        else:
            session = self._session
            self._commit(pasted(session.document, session.matrix, plan), len(plan.cells))

    def _block(self) -> "Block | None":
        """Return what is on the clipboard as a block: this app's own cells, else a table, else text.

        A table tells merged cells and line breaks from new cells; programs that have one put it beside the text.
        """
        from raciapp.ui.clipboard.hypertext import read_table
        from raciapp.ui.clipboard.tabbed import read_tabbed

        # None where nothing was ever copied, which the bindings do not tell.
        content = cast("QMimeData | None", QGuiApplication.clipboard().mimeData())
        if content is None:
            return None
        if content.hasFormat(OWN):
            return read_tabbed(bytes(content.data(OWN).data()).decode("utf-8", "replace"))
        table = read_table(content.html()) if content.hasHtml() else None
        return table or (read_tabbed(content.text()) if content.hasText() else None)

    def _plan(self, block: "Block", *, by_names: bool = True) -> "PastePlan":
        from raciapp.ui.clipboard.planning import plan_paste

        session = self._session
        return plan_paste(
            block, session.document, session.matrix, self._target(block), session.knowledge, by_names=by_names
        )

    def _target(self, block: "Block") -> "Target":
        from raciapp.ui.clipboard.planning import Target

        grid = self._window.grid
        chosen = tuple(grid.choice.places())
        if not chosen:  # a folded heading is no cell, and what is below it was not chosen
            return Target((), ())
        height = max(block.height, len({activity for activity, _ in chosen}))
        width = max(block.width, len({unit for _, unit in chosen}))
        return Target(chosen, tuple(map(tuple, grid.choice.block(height, width))))

    def _ask(self, block: "Block") -> None:
        from raciapp.ui.paste_dialog import PasteDialog

        session = self._session
        dialog = PasteDialog(
            session.document,
            session.matrix,
            lambda by_names: self._plan(block, by_names=by_names),
            self._window,
        )
        if self._window.prompts.run(dialog):
            self._commit(dialog.answer, dialog.count)

    def _commit(self, document: "Document", count: int) -> None:
        if self._session.commit(tr(mark("Paste")), document):
            self._window.say_briefly(tr_count("{n} cell pasted", "{n} cells pasted", count))

    def _complain(self, plan: "PastePlan") -> None:
        """Say why nothing was pasted."""
        texts = dict.fromkeys(problem.text[:_LONGEST_TEXT] for problem in plan.problems)
        if not texts:
            self._window.say_briefly(tr(mark("There is no cell to paste into.")))
            return
        named = ", ".join(tr(mark("«{text}»"), text=text) for text in list(texts)[:_MOST_TEXTS])
        scheme = self._session.document.alphabet.name
        nothing = mark("Nothing was pasted: {texts} cannot be read as letters of {scheme}.")
        self._window.notices.complain(tr(nothing, texts=named, scheme=scheme))
