"""A workbook of ours that a client sends back, and any other file held against the document."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from raciapp.base.messages import mark
from raciapp.document.storage import SUFFIX
from raciapp.document.workspace import Workspace
from raciapp.ui.commands.commands import Commands
from raciapp.ui.language import current_language, tr, tr_count

if TYPE_CHECKING:
    from raciapp.document.records import Document
    from raciapp.formats.import_notes import Notes
    from raciapp.formats.returned import Returned


class ReturnCommands(Commands):
    """The commands that take back what went out."""

    def take_back(self, path: Path) -> bool:
        """Take a file back where it is a workbook of ours, and return whether it is one.

        Held against the document that it was made of; where that is not the one that is open, it is offered as a
        document of its own.
        """
        from raciapp.formats.returned import is_ours

        if not is_ours(path):
            return False
        self._window.files.attempt(lambda: self._take_back(path))
        return True

    def compare_with(self, path: Path) -> bool:
        """Hold a file that is no document against the open one, and return whether it was such a file."""
        if path.suffix.casefold() == SUFFIX:
            return False
        self._window.files.attempt(lambda: self._compare(path))
        return True

    def _take_back(self, path: Path) -> None:
        from raciapp.formats.returned import read_returned
        from raciapp.formats.shown import belongs

        returned = read_returned(path)
        session = self._window.session
        if session is not None and belongs(returned.base, session.document):
            self._merge(path, returned)
        elif self._agreed(path, returned):
            self._window.files.show(Workspace(returned.theirs))
            self._tell(path, returned)

    def _compare(self, path: Path) -> None:
        from raciapp.formats.aligning import aligned
        from raciapp.formats.importing import import_file
        from raciapp.formats.returned import is_ours, read_returned
        from raciapp.formats.shown import belongs

        session = self._session
        if is_ours(path):
            returned = read_returned(path)
            if belongs(returned.base, session.document):
                self._merge(path, returned)
            else:
                self._choose(path, aligned(returned.theirs, session.document))
            return
        self._choose(path, aligned(import_file(path, session.knowledge).document, session.document))

    # -- the document that it was made of ---------------------------------------------------------------------

    def _merge(self, path: Path, returned: "Returned") -> None:
        """Bring together what both sides did since the workbook was made: first the conflicts, then all of it."""
        from raciapp.document.threeway import merge
        from raciapp.formats.shown import completed

        session = self._session
        ours = session.document
        base = completed(returned.base, ours, returned.base)
        theirs = completed(returned.theirs, ours, returned.base)
        if theirs == base:
            self._tell(path, returned, tr(mark("Nothing was changed in {file}."), file=path.name))
            return
        merged = merge(base, ours, theirs)
        together = merged.document
        if merged.conflicts:
            from raciapp.ui.merge_dialog import MergeDialog

            names = (self._window.document_name(), path.name)
            dialog = MergeDialog(merged, names, knowledge=session.knowledge, parent=self._window)
            if not self._window.prompts.run(dialog):
                return
            together = dialog.answer()
        if together == ours:
            text = mark("Everything that was changed in {file} is in the document already, or was left.")
            self._tell(path, returned, tr(text, file=path.name))
        else:
            self._choose(path, together, returned)

    def _choose(self, path: Path, other: "Document", returned: "Returned | None" = None) -> None:
        """Show what differs and take what the person ticks, as one edit."""
        from raciapp.ui.difference.dialog import DifferenceDialog

        session = self._session
        dialog = DifferenceDialog(
            session.document, other, names=(self._window.document_name(), path.name), knowledge=session.knowledge,
            title=tr(mark("What changed in {file}"), file=path.name) if returned else "", parent=self._window,
        )  # fmt: skip
        if self._window.prompts.run(dialog):
            session.commit(tr(mark("Take from {file}"), file=path.name), dialog.answer())
            if returned is not None:
                self._tell(path, returned)

    # -- another document, or none ----------------------------------------------------------------------------

    def _agreed(self, path: Path, returned: "Returned") -> bool:
        theirs = returned.theirs
        spoken = current_language()
        lines = [
            theirs.organization.name.text(spoken),
            theirs.matrices[0].name.text(spoken),
            tr_count("{n} activity", "{n} activities", len(theirs.activities)),
            tr_count("{n} unit", "{n} units", len(theirs.units)),
        ]
        question = tr(
            mark("The document that {file} was exported from is not open. Open the workbook as a document of its own?"),
            file=path.name,
        )
        title = tr(mark("A workbook of raciapp"))
        return self._window.prompts.agree(title, question, lines, tr(mark("&Open as a document")))

    # -- what a person should look at -------------------------------------------------------------------------

    def _tell(self, path: Path, returned: "Returned", text: str = "") -> None:
        """Say what happened, and what there is to look at; nothing where there is neither."""
        parts = [text] if text else []
        questions, skipped = len(returned.questions), len(returned.skipped)
        if questions:
            parts.append(tr_count("{n} cell needs your eye.", "{n} cells need your eye.", questions))
        if skipped:
            parts.append(tr_count("{n} cell was left out.", "{n} cells were left out.", skipped))
        if not parts:
            return
        if not questions and not skipped:
            self._window.notices.say(text)
            return
        show = partial(self._window.prompts.show_notes, path.name, _notes(returned))
        self._window.notices.say(" ".join(parts), (tr(mark("Details…")), show))


def _notes(returned: "Returned") -> "tuple[Notes, ...]":
    from raciapp.formats.finding.sentences import asked_sentence, left_sentence
    from raciapp.formats.import_notes import Notes

    spoken = current_language()
    notes = (
        Notes(tr(mark("Questions")), tuple(asked_sentence(one, spoken) for one in returned.questions)),
        Notes(tr(mark("Left out")), tuple(left_sentence(one, spoken) for one in returned.skipped)),
    )
    return tuple(note for note in notes if note.lines)
