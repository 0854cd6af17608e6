"""After a crash: what was found, and bringing it back."""

from functools import partial
from typing import TYPE_CHECKING

import msgspec

from raciapp.base.messages import mark
from raciapp.document.changes import apply
from raciapp.document.workspace import Workspace
from raciapp.ui.commands.commands import Commands
from raciapp.ui.commands.passwords import Passwords
from raciapp.ui.language import current_language, tr, tr_count

if TYPE_CHECKING:
    from raciapp.document.recovery import Found


class RecoveryCommands(Commands):
    """The commands that bring back what crashed sessions left behind."""

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

        passwords = Passwords(self._window.prompts)
        unlocked = self._unsealed(one, passwords)
        if unlocked is None or unlocked.document is None:
            return
        saved = apply(unlocked.document, unlocked.unsaved().reversed())
        dialog = DifferenceDialog(
            saved, unlocked.document, names=(tr(mark("saved")), tr(mark("found"))), knowledge=knowledge(),
            parent=self._window,
        )  # fmt: skip
        if self._window.prompts.run(dialog):
            self.recover(msgspec.structs.replace(unlocked, document=dialog.answer()), passwords)

    def _unsealed(self, one: "Found", passwords: Passwords) -> "Found | None":
        """Return a session with its documents, by its password where it is sealed; None where the person gives up."""
        from raciapp.document.recovery import unlocked

        if not one.sealed or one.document is not None:
            return one
        return passwords.open(one.name(current_language()), partial(unlocked, one))

    def recover(self, one: "Found", passwords: Passwords | None = None) -> None:
        """Open a crashed session's document with everything that was typed, as one edit where there is a file."""
        from raciapp.document.recovery import discard

        passwords = passwords or Passwords(self._window.prompts)
        found = self._unsealed(one, passwords)
        if found is None or found.document is None:
            return
        one = found
        document = found.document
        opened: Workspace | None = Workspace(document, seal=one.seal)
        if one.path is not None and one.path.exists():
            opened = self._window.safety.opened(one.path, passwords)
            if opened is not None and opened.read_only:  # what was typed goes on in a copy
                opened = Workspace(opened.document, seal=opened.seal)
            if opened is not None and one.base is not None and opened.document != one.base:
                # Others have saved the file since: both sides' work is brought together.
                merged = self._window.comparison.merged(one.base, document, opened.document)
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
