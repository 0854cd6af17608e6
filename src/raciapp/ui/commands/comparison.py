"""Two documents side by side: other files, earlier versions, what somebody else saved meanwhile."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from raciapp.base.messages import mark
from raciapp.document.storage import SUFFIX
from raciapp.document.workspace import Workspace
from raciapp.ui.commands.commands import Commands
from raciapp.ui.language import tr, tr_count
from raciapp.ui.prompts import Underneath

if TYPE_CHECKING:
    from raciapp.document.records import Document


class ComparisonCommands(Commands):
    """The commands that take over what another document has."""

    # -- others at the same file --------------------------------------------------------------------------

    def settle_underneath(self, text: str) -> bool:
        """Ask what to do with what somebody else saved, do it, and return whether the document is saved."""
        choice = self._window.prompts.underneath(text)
        if choice is Underneath.SAVE_AS:
            return self._window.files.save_as()
        if choice is Underneath.OVERWRITE:
            return self._window.files.save_over()
        merged: list[bool] = []
        if choice is Underneath.MERGE:
            self._window.files.attempt(lambda: merged.append(self._merge_theirs()))
        return any(merged) and self._window.files.save()

    def _merge_theirs(self) -> bool:
        """Take in what the file holds now and return whether the person did not give up. Raises UserError."""
        session = self._session
        base, theirs = session.workspace.read_theirs()
        merged = self.merged(base, session.document, theirs)
        if merged is None:
            return False
        session.workspace.accept_theirs(theirs)
        session.commit(tr(mark("Merge")), merged)
        return True

    def merged(self, base: "Document", ours: "Document", theirs: "Document") -> "Document | None":
        """Return both sides' work together, conflicts settled by the person, or None where they give up."""
        from raciapp.document.threeway import merge
        from raciapp.knowledge.library import knowledge
        from raciapp.ui.merge_dialog import MergeDialog

        merged = merge(base, ours, theirs)
        if not merged.conflicts:
            return merged.document
        session = self._window.session
        names = (tr(mark("ours")), tr(mark("theirs")))
        known = session.knowledge if session else knowledge()
        dialog = MergeDialog(merged, names, knowledge=known, parent=self._window)
        return dialog.answer() if self._window.prompts.run(dialog) else None

    def tell_of_copies(self, path: Path) -> None:
        """Say which conflict copies of cloud tools lie beside the document, after whatever else there is to say."""
        from raciapp.document.underneath import conflict_copies

        copies = conflict_copies(path)
        if copies:
            names = ", ".join(copy.name for copy in copies[:3])
            text = tr_count(
                "Beside it lies a conflict copy: {names}.", "Beside it lie {n} conflict copies: {names}.",
                len(copies), names=names,
            )  # fmt: skip
            compare = tr(mark("Compare…"))
            self._window.notices.say_next(text, (compare, partial(self.compare_with, copies[0])))

    def compare_with(self, path: Path) -> None:
        """Show what differs between the document and another file, and take what the person ticks."""
        from raciapp.ui.difference.dialog import DifferenceDialog

        if self._window.returning.compare_with(path):
            return
        session = self._session
        other = self._window.files.read(path)
        if other is None:
            return
        dialog = DifferenceDialog(
            session.document, other, names=(self._window.document_name(), path.name), knowledge=session.knowledge,
            parent=self._window,
        )  # fmt: skip
        if self._window.prompts.run(dialog):
            session.commit(tr(mark("Take from {file}"), file=path.name), dialog.answer())

    def compare(self) -> None:
        """Ask for another file to compare with."""
        from raciapp.formats.readers.opening import SUFFIXES

        patterns = " ".join(f"*{suffix}" for suffix in (SUFFIX, *SUFFIXES))
        path = self._window.prompts.open_path(tr(mark("Compare with a file")), f"raciapp ({patterns})")
        if path:
            self.compare_with(path)

    # -- earlier versions ---------------------------------------------------------------------------------

    def browse_versions(self) -> None:
        """Show the earlier versions of the document and restore one, as one edit."""
        from raciapp.document.storage import open_content
        from raciapp.document.vault import is_sealed
        from raciapp.document.versions import Version, kept
        from raciapp.ui.versions_dialog import VersionsDialog

        session = self._session
        path = session.workspace.path
        versions = kept(path) if path else []
        if path is None or not versions:
            self._window.say_briefly(tr(mark("There are no earlier versions yet: each save keeps one.")))
            return
        seal = session.workspace.seal

        def read(version: Version) -> "Document":
            content = version.read()
            plain = seal.open(content, path.name) if seal and is_sealed(content) else content
            return open_content(plain, path.name).document

        dialog = VersionsDialog(
            path, versions, session.document, read, knowledge=session.knowledge, parent=self._window
        )
        if self._window.prompts.run(dialog):
            restored, copy = dialog.answer(), dialog.as_copy
            if restored is not None and copy:
                self._window.files.show(Workspace(restored, seal=seal))
            elif restored is not None:
                session.commit(tr(mark("Restore an earlier version")), restored)
