"""What keeps a client's work while it is open: its lock, its journal, and what stands in their way."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from raciapp.base.messages import mark
from raciapp.document.workspace import Workspace
from raciapp.ui.commands.commands import Commands
from raciapp.ui.commands.passwords import Passwords
from raciapp.ui.language import current_language, tr
from raciapp.ui.prompts import Held

if TYPE_CHECKING:
    from raciapp.document.journal import Journal
    from raciapp.document.locks import Holder, Lock
    from raciapp.document.records import Document
    from raciapp.document.vault import Seal
    from raciapp.ui.window import MainWindow

STILL_OPEN = 600_000
"""Milliseconds between two notes in the lock that the document is still open."""
LOOK = 400
"""Milliseconds between two looks at whether everything typed is on the disk."""


class SafetyCommands(Commands):
    """The duties that lose nothing."""

    def __init__(self, window: "MainWindow") -> None:
        """Work for `window`."""
        super().__init__(window)
        self._told = ""
        self._refresh = QTimer(window, interval=STILL_OPEN)
        self._refresh.timeout.connect(self._still_open)
        self._looking = QTimer(window, interval=LOOK)
        self._looking.timeout.connect(self.look_at_the_disk)

    def opened(self, path: Path, passwords: Passwords | None = None) -> Workspace | None:
        """Return a workspace on the file `path`, or None where the person gives up. Raises UserError.

        A protected file asks for its password as often as it takes; one that somebody has open is offered for
        reading, or as a copy.
        """
        workspace = self.unlocked(path, passwords)
        if workspace is None:
            return None
        from raciapp.document.locks import Lock, seize, take

        session = self._window.session
        if session is not None and same_file(session.workspace.path, path) and session.workspace.lock is not None:
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

    def unlocked(self, path: Path, passwords: Passwords | None = None) -> Workspace | None:
        """Return a workspace on the file `path`, by its password where it has one; None where the person gives up."""
        asking = passwords or Passwords(self._window.prompts)
        return asking.open(path.name, partial(Workspace.opened, path))

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
            self._window.comparison.tell_of_copies(workspace.path)

    def end(self, workspace: Workspace, coming: Workspace | None = None) -> None:
        """Let a document go: nothing of it is lost. Where the same file is `coming`, it stays held."""
        workspace.end_journal()
        self._looking.stop()
        self._refresh.stop()
        if (
            coming is not None
            and same_file(coming.path, workspace.path)
            and coming.lock is None
            and not coming.read_only
        ):
            coming.lock, workspace.lock = workspace.lock, None
        workspace.let_go()

    def holding(self, path: Path) -> "Lock | None":
        """Return a lock on another file that the document is to be saved to, or None, and say who has it open."""
        from raciapp.document.locks import Lock, take

        taken = take(path)
        if isinstance(taken, Lock):
            return taken
        advice = tr(mark("Nothing was written. Choose another name."))
        self._window.notices.complain(
            f"{_held_by(path, taken)} {advice}", (tr(mark("Save under another name…")), self._window.files.save_as)
        )
        return None

    def move_to(self, lock: "Lock") -> None:
        """Let the file go that the document lived in, and hold its new one."""
        workspace = self._session.workspace
        workspace.let_go()
        workspace.lock = lock

    def _still_open(self) -> None:
        workspace = self._session.workspace
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


def _journal_of(document: "Document", path: Path | None, seal: "Seal | None") -> "Journal":
    from raciapp.document.journal import Journal

    return Journal.begin(document, path, seal=seal)


def same_file(one: Path | None, other: Path | None) -> bool:
    """Return whether two paths lead to one file; one of them may be relative, as on a command line."""
    return one is not None and other is not None and one.resolve() == other.resolve()


def _held_by(path: Path, holder: "Holder") -> str:
    if holder.is_us:
        return tr(mark("«{file}» is open in another window of raciapp."), file=path.name)
    if not holder.user:
        return tr(mark("«{file}» is open elsewhere."), file=path.name)
    return tr(mark("«{file}» is open: {user} on {machine}."), file=path.name, user=holder.user, machine=holder.machine)
