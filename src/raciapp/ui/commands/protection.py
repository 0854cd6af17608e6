"""Passwords of documents, and copies without names."""

from pathlib import Path

from raciapp.base.messages import mark
from raciapp.document.storage import SUFFIX
from raciapp.ui.commands.commands import Commands
from raciapp.ui.language import current_language, tr


class ProtectionCommands(Commands):
    """The commands that keep a client's names from others."""

    def protect(self) -> None:
        """Ask for a password that protects the document from the next save on; an empty one takes it away."""
        from raciapp.document.vault import Seal

        session = self._session
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

        session = self._session
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
