"""What keeps a client's work: journals and their recovery, locks, earlier versions, merging, passwords."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QTimer

from raciapp.base.messages import mark
from raciapp.document.changes import apply
from raciapp.document.storage import SUFFIX
from raciapp.document.workspace import Workspace
from raciapp.ui.language import current_language, tr, tr_count
from raciapp.ui.prompts import Held, Underneath

if TYPE_CHECKING:
    from raciapp.document.journal import Journal
    from raciapp.document.locks import Holder
    from raciapp.document.records import Document
    from raciapp.document.recovery import Found
    from raciapp.document.vault import Seal
    from raciapp.ui.window import MainWindow

STILL_OPEN = 600_000
"""Milliseconds between two notes in the lock that the document is still open."""
LOOK = 400
"""Milliseconds between two looks at whether everything typed is on the disk."""


class SafetyCommands:
    """The commands and duties that lose nothing."""

    def __init__(self, window: "MainWindow") -> None:
        """Work for `window`."""
        self._window = window
        self._told = ""
        self._refresh = QTimer(window, interval=STILL_OPEN)
        self._refresh.timeout.connect(self._still_open)
        self._looking = QTimer(window, interval=LOOK)
        self._looking.timeout.connect(self.look_at_the_disk)

    # -- opening ------------------------------------------------------------------------------------------

    def opened(self, path: Path) -> Workspace | None:
        """Return a workspace on the file `path`, or None where the person gives up. Raises UserError.

        A protected file asks for its password as often as it takes; one that somebody has open is offered for
        reading, or as a copy.
        """
        workspace = self.unlocked(path)
        if workspace is None:
            return None
        from raciapp.document.locks import Lock, seize, take

        session = self._window.session
        if session is not None and _same(session.workspace.path, path) and session.workspace.lock is not None:
            return workspace  # opened anew: the lock is ours already and goes over to it
        taken = take(path)
        if not isinstance(taken, Lock):
            choice = self._window.prompts.held(_held_by(path, taken))
            if choice is Held.CANCEL:
                return None
            if choice is Held.COPY:
                return Workspace(workspace.document, seal=workspace.seal)
            if choice is Held.READ:
                workspace.read_only = True
                return workspace
            taken = seize(path)
        workspace.lock = taken
        return workspace

    def unlocked(self, path: Path) -> Workspace | None:
        """Return a workspace on the file `path`, by its password where it has one; None where the person gives up."""
        from raciapp.document.vault import WrongPasswordError

        trouble = ""
        while True:
            given: list[str | None] = []

            def ask(trouble: str = trouble, given: list[str | None] = given) -> str:
                given.append(self._window.prompts.password(path.name, trouble))
                return given[0] or ""

            try:
                return Workspace.opened(path, ask)
            except WrongPasswordError as error:
                if given and given[0] is None:
                    return None
                trouble = error.text(current_language())

    def begin(self, workspace: Workspace) -> None:
        """Watch over a document that comes on the screen."""
        if workspace.journal is None:
            workspace.keep_journal(_journal_of)
        self._told = ""
        self._refresh.start()
        self._looking.start()
        if workspace.read_only:
            self._window.notices.say(
                tr(mark("Opened for reading: nothing can be changed. Save it under another name to work on a copy.")),
                (tr(mark("Save as…")), self._window.files.save_as),
            )
        elif workspace.path is not None:
            self._tell_of_copies(workspace.path)

    def end(self, workspace: Workspace, coming: Workspace | None = None) -> None:
        """Let a document go: nothing of it is lost. Where the same file is `coming`, it stays held."""
        workspace.end_journal()
        self._looking.stop()
        self._refresh.stop()
        if coming is not None and _same(coming.path, workspace.path) and coming.lock is None and not coming.read_only:
            coming.lock, workspace.lock = workspace.lock, None
        workspace.let_go()

    def hold_new_file(self, path: Path) -> None:
        """Hold the file that the document was just saved under for the first time."""
        from raciapp.document.locks import Lock, take

        workspace = self._window.open_session().workspace
        workspace.let_go()
        taken = take(path)
        workspace.lock = taken if isinstance(taken, Lock) else None

    def _still_open(self) -> None:
        workspace = self._window.open_session().workspace
        if workspace.lock is not None and not workspace.lock.refresh():
            workspace.lock = None
            text = mark("Somebody else has opened this document to change it. Saving will show what differs.")
            self._window.notices.complain(tr(text))

    def look_at_the_disk(self) -> None:
        """Mark what is not yet on the disk, and say once what keeps the journal from it."""
        session = self._window.session
        journal = session.workspace.journal if session else None
        self._window.status.mark_unwritten(unwritten=journal is not None and not journal.durable)
        trouble = journal.trouble if journal else None
        if journal is not None and trouble is not None:
            journal.retry(patiently=True)
        text = trouble.text(current_language()) if trouble else ""
        if text and text != self._told:
            self._window.notices.complain(text, (tr(mark("Save")), self._window.files.save))
        self._told = text

    # -- after a crash ------------------------------------------------------------------------------------

    def offer_recovery(self, *, told: bool = False) -> None:
        """Show what crashed sessions left behind and bring back what is chosen; say that there is nothing if `told`."""
        from raciapp.document.recovery import discard, found, sweep

        sweep()
        sessions = found()
        if not sessions:
            if told:
                self._window.say_briefly(tr(mark("There is nothing to recover.")))
            return
        from raciapp.knowledge.library import knowledge
        from raciapp.ui.recovery_dialog import Action, RecoveryDialog

        dialog = RecoveryDialog(sessions, knowledge=knowledge(), parent=self._window)
        self._window.prompts.run(dialog)
        for one, action in dialog.answer():  # what was decided before the dialog was put away counts too
            if action is Action.DISCARD:
                discard(one)
            elif action is Action.RECOVER:
                self._window.files.attempt(partial(self.recover, one))
            else:
                self._window.files.attempt(partial(self.compare_found, one))

    def compare_found(self, one: "Found") -> None:
        """Show what a crashed session has that its file has not, and recover what the person ticks."""
        from raciapp.knowledge.library import knowledge
        from raciapp.ui.difference.dialog import DifferenceDialog

        unlocked = self._unsealed(one)
        if unlocked is None or unlocked.document is None:
            return
        saved = apply(unlocked.document, unlocked.unsaved().reversed())
        dialog = DifferenceDialog(
            saved, unlocked.document, names=(tr(mark("saved")), tr(mark("found"))), knowledge=knowledge(),
            parent=self._window,
        )  # fmt: skip
        if self._window.prompts.run(dialog):
            self.recover(msgspec.structs.replace(unlocked, document=dialog.answer()))

    def _unsealed(self, one: "Found") -> "Found | None":
        """Return a session with its documents, by its password where it is sealed; None where the person gives up."""
        from raciapp.document.recovery import unlocked
        from raciapp.document.vault import WrongPasswordError

        trouble = ""
        while one.sealed and one.document is None:
            password = self._window.prompts.password(one.name(current_language()), trouble)
            if password is None:
                return None
            try:
                return unlocked(one, partial(str, password))
            except WrongPasswordError as error:
                trouble = error.text(current_language())
        return one

    def recover(self, one: "Found") -> None:
        """Open a crashed session's document with everything that was typed, as one edit where there is a file."""
        from raciapp.document.recovery import discard

        found = self._unsealed(one)
        if found is None or found.document is None:
            return
        one = found
        document = found.document
        opened: Workspace | None = Workspace(document, seal=one.seal)
        if one.path is not None and one.path.exists():
            opened = self.opened(one.path)
            if opened is not None and opened.read_only:  # what was typed goes on in a copy
                opened = Workspace(opened.document, seal=opened.seal)
            if opened is not None and one.base is not None and opened.document != one.base:
                # Others have saved the file since: both sides' work is brought together.
                merged = self._merge(one.base, document, opened.document)
                if merged is None:
                    opened.let_go()
                    return
                document = merged
        if opened is None or not self._window.files.show(opened):
            return
        if opened.seal is None and one.seal is not None:  # protected, and not saved since
            opened.protect(one.seal)
        opened.commit(tr(mark("Recover")), document)
        opened.begin_journal()
        if opened.journal is not None and opened.journal.wait():  # until then the old journal is what keeps it
            discard(one)
        text = tr_count(
            "Recovered: {n} edit since the last save.", "Recovered: {n} edits since the last save.", one.edits
        )
        self._window.notices.say(text)

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
        session = self._window.open_session()
        base, theirs = session.workspace.read_theirs()
        merged = self._merge(base, session.document, theirs)
        if merged is None:
            return False
        session.workspace.accept_theirs(theirs)
        session.commit(tr(mark("Merge")), merged)
        return True

    def _merge(self, base: "Document", ours: "Document", theirs: "Document") -> "Document | None":
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

    def _tell_of_copies(self, path: Path) -> None:
        from raciapp.document.underneath import conflict_copies

        copies = conflict_copies(path)
        if copies:
            names = ", ".join(copy.name for copy in copies[:3])
            text = tr_count(
                "Beside it lies a conflict copy: {names}.", "Beside it lie {n} conflict copies: {names}.",
                len(copies), names=names,
            )  # fmt: skip
            compare = tr(mark("Compare…"))
            self._window.notices.say(text, (compare, partial(self.compare_with, copies[0])))

    def compare_with(self, path: Path) -> None:
        """Show what differs between the document and another file, and take what the person ticks."""
        from raciapp.ui.difference.dialog import DifferenceDialog

        session = self._window.open_session()
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
        path = self._window.prompts.open_path(tr(mark("Compare with a file")), f"raciapp (*{SUFFIX})")
        if path:
            self.compare_with(path)

    # -- earlier versions ---------------------------------------------------------------------------------

    def browse_versions(self) -> None:
        """Show the earlier versions of the document and restore one, as one edit."""
        from raciapp.document.storage import open_content
        from raciapp.document.vault import is_sealed
        from raciapp.document.versions import Version, kept
        from raciapp.ui.versions_dialog import VersionsDialog

        session = self._window.open_session()
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

    # -- protection ---------------------------------------------------------------------------------------

    def protect(self) -> None:
        """Ask for a password that protects the document from the next save on; an empty one takes it away."""
        from raciapp.document.vault import Seal

        session = self._window.open_session()
        removable = session.workspace.seal is not None
        password = self._window.prompts.new_password(self._window.document_name(), removable=removable)
        if password is None:
            return
        session.workspace.protect(Seal.new(password) if password else None)
        self._window.follow_settings()  # the title tells that there is something to save
        told = mark("Protected from the next save on. Nobody can help you without the password.")
        freed = mark("No longer protected from the next save on.")
        self._window.notices.say(tr(told if password else freed), (tr(mark("Save")), self._window.files.save))

    def save_anonymised(self) -> None:
        """Ask for a file and save a copy without names and remarks there; the document stays as it is."""
        from raciapp.document.storage import save
        from raciapp.knowledge.anonymous import anonymised
        from raciapp.knowledge.library import knowledge

        session = self._window.open_session()
        suggestion = (session.workspace.path or Path.home() / "matrix").with_name("anonymous" + SUFFIX)
        title = tr(mark("Save a copy without names"))
        path = self._window.prompts.save_path(title, suggestion, f"raciapp (*{SUFFIX})")
        if path and path == session.workspace.path:
            complaint = mark("{file} is the document itself. Choose another name for the copy without names.")
            self._window.notices.complain(tr(complaint, file=path.name))
        elif path and self._window.files.attempt(
            lambda: save(anonymised(session.document, knowledge(), current_language()), path)
        ):
            self._window.say_briefly(tr(mark("Saved {file}"), file=path.name))


def _journal_of(document: "Document", path: Path | None, seal: "Seal | None") -> "Journal":
    from raciapp.document.journal import Journal

    return Journal.begin(document, path, seal=seal)


def _same(one: Path | None, other: Path | None) -> bool:
    """Return whether two paths lead to one file; one of them may be relative, as on a command line."""
    return one is not None and other is not None and one.resolve() == other.resolve()


def _held_by(path: Path, holder: "Holder") -> str:
    if holder.is_us:
        return tr(mark("«{file}» is open in another window of raciapp."), file=path.name)
    if not holder.user:
        return tr(mark("«{file}» is open elsewhere."), file=path.name)
    return tr(mark("«{file}» is open: {user} on {machine}."), file=path.name, user=holder.user, machine=holder.machine)
