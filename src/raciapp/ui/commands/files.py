"""Opening, saving, importing and exporting."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtGui import QGuiApplication

from raciapp.base.errors import UserError
from raciapp.base.messages import mark
from raciapp.base.resources import sample_organizations
from raciapp.base.words import Words
from raciapp.document.records import Document
from raciapp.document.storage import SUFFIX, load
from raciapp.document.workspace import ChangedUnderneathError, Workspace
from raciapp.knowledge.fitting import document_from
from raciapp.knowledge.library import knowledge, knowledge_with
from raciapp.ui.commands.advice import house_folders
from raciapp.ui.commands.commands import Commands
from raciapp.ui.commands.safety import same_file
from raciapp.ui.language import current_language, tr, tr_count
from raciapp.ui.prompts import Answer

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData

    from raciapp.formats.finding.tables import Table
    from raciapp.formats.importing import Imported


class FileCommands(Commands):
    """The commands of the File menu."""

    # -- opening ------------------------------------------------------------------------------------------

    def new(self) -> None:
        """Go to the welcome page, where templates and samples are."""
        if self._may_leave():
            self._window.show_welcome()

    def start_from_template(self, identity: str) -> None:
        """Open a new document with a template's letters."""
        if self._may_leave():
            known = knowledge_with(house_folders(self._window.settings.house, None))
            document = document_from(known.templates[identity], known)
            self._window.show_document(Workspace(document))
            self._window.advice.edit_organization()

    def start_empty(self) -> None:
        """Open a new document without activities and units."""
        if self._may_leave():
            from raciapp.document.records import new_document

            self._window.show_document(Workspace(new_document(Words("New organization", "Nouvelle organisation"))))
            self._window.advice.edit_organization()

    def start_from_sample(self, path: Path) -> None:
        """Open a copy of a sample organization; the sample itself is never overwritten."""
        self.attempt(lambda: self._show_unless_kept(lambda: Workspace(load(path))))

    def open(self) -> None:
        """Ask for a document and open it."""
        path = self._window.prompts.open_path(tr(mark("Open")), self._kinds(tr(mark("raciapp documents")), SUFFIX))
        if path:
            self.open_path(path)

    def open_path(self, path: Path) -> None:
        """Open the document at `path`, or a copy where it is a sample; import it where it is a spreadsheet."""
        if path.suffix.lower() != SUFFIX:
            self.import_path(path)
            return
        if path.resolve().parent == sample_organizations().resolve():
            self.start_from_sample(path)
        elif self.attempt(lambda: self._show_unless_kept(lambda: self._window.safety.opened(path))):
            self._window.settings.remember(path)

    def read(self, path: Path) -> Document | None:
        """Return the document in another file, or None where it cannot be read."""
        found: list[Workspace | None] = []
        self.attempt(lambda: found.append(self._window.safety.unlocked(path)))
        return next((other.document for other in found if other is not None), None)

    def show(self, workspace: Workspace) -> bool:
        """Show another document unless something would be lost of this one, and return whether it is shown."""
        if not self._may_leave():
            workspace.let_go()
            return False
        self._window.show_document(workspace)
        return True

    def import_matrix(self) -> None:
        """Ask for a client's matrix and read it."""
        from raciapp.formats.readers.opening import SUFFIXES

        kinds = self._kinds(tr(mark("Matrices")), *SUFFIXES)
        path = self._window.prompts.open_path(tr(mark("Import a matrix")), kinds)
        if path:
            self.import_path(path)

    def import_path(self, path: Path) -> None:
        """Take a workbook of ours back; of any other file show how it was read, and open the document made of it."""
        if not self._window.returning.take_back(path):
            self.attempt(lambda: self._import(path))

    def import_clipboard(self) -> None:
        """Show how the table on the clipboard was read, and open the document made of it."""
        from raciapp.formats.readers.pasted import SOURCE, read_pasted

        content = cast("QMimeData | None", QGuiApplication.clipboard().mimeData())
        text, html = (content.text(), content.html()) if content else ("", "")
        name = tr(SOURCE)
        self.attempt(lambda: self._agree_on(read_pasted(text, html, name), name))

    def _import(self, path: Path) -> None:
        from raciapp.formats.readers.opening import read_tables

        self._agree_on(read_tables(path), path.name)

    def _agree_on(self, tables: "Sequence[Table]", name: str) -> None:
        """Show how tables were read, and open the document made of them once the person agrees."""
        from raciapp.ui.importing.dialog import ImportDialog

        dialog = ImportDialog(tables, name, knowledge(), self._window)
        imported = dialog.answer() if self._window.prompts.run(dialog) else None
        if imported is not None and self._may_leave():
            self._window.show_document(Workspace(imported.document))
            self._tell_about(name, imported)

    def _tell_about(self, name: str, imported: "Imported") -> None:
        from raciapp.formats.import_notes import import_notes

        notes = import_notes(imported, knowledge(), current_language())
        details = (tr(mark("Details…")), lambda: self._window.prompts.show_notes(name, notes))
        organization = (tr(mark("About the organization…")), self._window.advice.edit_organization)
        buttons = (details, organization) if notes else (organization,)
        self._window.notices.say(_import_summary(name, imported), *buttons)

    def _show_unless_kept(self, make: Callable[[], Workspace | None]) -> None:
        workspace = make()  # a file that cannot be read must not cost the document on the screen
        if workspace is not None:
            self.show(workspace)

    # -- saving -------------------------------------------------------------------------------------------

    def save(self) -> bool:
        """Save to the document's own file, asking for one where it has none, and return whether it was saved."""
        session = self._session
        if session.workspace.path is None:
            return self.save_as()
        return self._save_to(session.workspace.path)

    def save_as(self) -> bool:
        """Ask for a file, save there, and return whether it was saved."""
        kinds = self._kinds(tr(mark("raciapp documents")), SUFFIX)
        path = self._window.prompts.save_path(tr(mark("Save as")), self.suggestion(SUFFIX), kinds)
        if path is None or not self._save_to(path):
            return False
        self._window.remember()  # the new file is to open as the document looks now
        return True

    def save_over(self) -> bool:
        """Save to the document's own file whatever it holds now, and return whether it was saved."""
        path = self._session.workspace.path
        return path is not None and self._save_to(path, over=True)

    def _save_to(self, path: Path, *, over: bool = False) -> bool:
        session, safety = self._session, self._window.safety
        workspace = session.workspace
        elsewhere = not same_file(path, workspace.path)
        lock = safety.holding(path) if elsewhere else None
        if elsewhere and lock is None:
            return False
        try:
            session.save(path, over=over)
        except ChangedUnderneathError as error:
            return self._window.comparison.settle_underneath(error.text(current_language()))
        except UserError as error:
            if lock is not None:
                lock.release()
            self._window.notices.complain(
                error.text(current_language()), (tr(mark("Save under another name…")), self.save_as)
            )
            return False
        self._window.settings.remember(path)
        self._window.say_briefly(tr(mark("Saved {file}"), file=path.name))
        if workspace.trouble is not None:
            self._window.notices.complain(workspace.trouble.text(current_language()))
        if lock is not None:
            safety.move_to(lock)
        self._window.advice.heed_houses()
        return True

    def close_document(self) -> None:
        """Close the document and go to the welcome page."""
        self.new()

    def may_close(self) -> bool:
        """Return whether nothing is lost when the document goes: saved, or given up by the person."""
        return self._may_leave()

    def _may_leave(self) -> bool:
        session = self._window.session
        if session is None or not session.workspace.modified:
            return True
        answer = self._window.prompts.unsaved(self._window.document_name())
        return self.save() if answer is Answer.SAVE else answer is Answer.DISCARD

    # -- small things -------------------------------------------------------------------------------------

    def attempt(self, work: Callable[[], object]) -> bool:
        """Run `work`; the user's kind of error is said calmly above the document, and nothing is lost."""
        try:
            work()
        except UserError as error:
            self._window.notices.complain(error.text(current_language()))
            return False
        return True

    def suggestion(self, suffix: str) -> Path:
        """Return where a file beside the document may go, called like it; a home of its own before it has one."""
        session = self._session
        path = session.workspace.path
        name = path.stem if path else session.document.organization.name.text(current_language())
        safe = "".join(sign if sign.isalnum() or sign in " -_'" else "_" for sign in name).strip()[:80] or "matrix"
        return (path.parent if path else Path.home()) / f"{safe}{suffix}"

    def _kinds(self, name: str, *suffixes: str) -> str:
        patterns = " ".join(f"*{suffix}" for suffix in suffixes)
        return f"{name} ({patterns})"


def _import_summary(name: str, imported: "Imported") -> str:
    document = imported.document
    parts = [
        tr(
            mark("Read {file}: {activities} activities, {units} units."),
            file=name,
            activities=len(document.activities),
            units=len(document.units),
        ),
    ]
    if imported.questions:
        parts.append(tr_count("{n} cell needs your eye.", "{n} cells need your eye.", len(imported.questions)))
    if imported.skipped:
        parts.append(tr_count("{n} cell was left out.", "{n} cells were left out.", len(imported.skipped)))
    unknown = [unit.name.text(current_language()) for unit in document.units if not unit.functions]
    if unknown:
        parts.append(
            tr_count(
                "Say what {n} unit is for (Ctrl+F3): {names}.",
                "Say what {n} units are for (Ctrl+F3): {names}.",
                len(unknown),
                names=", ".join(unknown[:4]) + ("…" if len(unknown) > 4 else ""),
            )
        )
    return " ".join(parts)
