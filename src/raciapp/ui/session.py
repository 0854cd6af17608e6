"""A document on the screen: which matrix is shown, what its check says, in Qt's signals."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from raciapp.checks.engine import check
from raciapp.checks.findings import Place, Report
from raciapp.checks.gap import expected_letters
from raciapp.document.changes import Changes
from raciapp.document.records import Document
from raciapp.document.workspace import Workspace
from raciapp.knowledge.library import Knowledge, knowledge, knowledge_with
from raciapp.ui.sight import Sight


class Session(QObject):
    """Turns a workspace's one notification into signals and keeps the check of the shown matrix."""

    changed = Signal(object, object)
    """After each edit, undo and redo: the new document and the `Changes` that led to it."""
    checked = Signal()
    """After each check; read `report`."""
    marked = Signal()
    """The places that a finding points at have changed; read `marks`."""
    matrix_chosen = Signal()
    """Another matrix of the document is shown."""
    expectation_changed = Signal()
    """Another template, or none, is held against the matrix; read `template` and `expected`."""
    saved = Signal()
    refused = Signal()
    """An edit of a document that was opened for reading."""
    sight_changed = Signal(object)
    """The matrix is looked at otherwise: the `Sight` before; read `sight`."""

    def __init__(self, workspace: Workspace, parent: QObject | None = None, houses: Sequence[Path] = ()) -> None:
        """Show the first matrix of the workspace's document, checked with the house rules in `houses` too."""
        super().__init__(parent)
        self.workspace = workspace
        self.knowledge: Knowledge = knowledge_with(houses) if houses else knowledge()
        self.matrix = workspace.document.matrices[0].id
        self.marks: frozenset[Place] = frozenset()
        self.template: str | None = None
        """The template that is held against the matrix."""
        self.expected: dict[str, bytes] = {}
        """What that template expects, one mask per unit, by activity id."""
        self.sight = Sight()
        self.report: Report = self._check()
        self._stop_listening = workspace.listen(self._on_change)

    def leave(self) -> None:
        """Stop following the workspace, which may live on in another window."""
        self._stop_listening()
        self.deleteLater()

    @property
    def document(self) -> Document:
        """Return the current document."""
        return self.workspace.document

    def commit(self, label: str, document: Document, place: object = None) -> bool:
        """Make `document` current; see `Workspace.commit`."""
        if self.workspace.read_only and document != self.document:
            self.refused.emit()
        return self.workspace.commit(label, document, place)

    def show_matrix(self, identity: str) -> None:
        """Show another matrix of the document."""
        if identity != self.matrix:
            self.matrix = identity
            self.report = self._check()
            self.marks = frozenset()
            self.matrix_chosen.emit()
            self.checked.emit()

    def mark(self, places: frozenset[Place]) -> None:
        """Mark the places that a finding points at, until another is chosen."""
        if places != self.marks:
            self.marks = places
            self.marked.emit()

    def look(self, sight: Sight) -> None:
        """Look at the matrix otherwise: folded, filtered, larger. That is no edit."""
        before, self.sight = self.sight, sight
        if before != sight:
            self.sight_changed.emit(before)

    def expect(self, template: str | None) -> None:
        """Hold a template against the matrix, or none."""
        self.template = template
        self._renew_expectation()
        self.expectation_changed.emit()

    def _renew_expectation(self) -> None:
        template = self.knowledge.templates.get(self.template or "")
        self.expected = expected_letters(self.document, template) if template else {}

    def learn(self, houses: Sequence[Path]) -> None:
        """Check with the rules and templates of these house folders besides the shipped ones."""
        self.knowledge = knowledge_with(houses) if houses else knowledge()
        self.report = self._check()
        self.expect(self.template if self.template in self.knowledge.templates else None)
        self.checked.emit()

    def save(self, path: Path | None = None, *, over: bool = False) -> Path:
        """Save to `path` or to the document's own file, tell, and return where. Raises what `Workspace.save` does."""
        target = self.workspace.save(path, over=over)
        self.saved.emit()
        return target

    def _check(self) -> Report:
        return check(self.document, self.matrix, self.knowledge)

    def _on_change(self, _before: Document, after: Document, changes: Changes, _label: str) -> None:
        if all(matrix.id != self.matrix for matrix in after.matrices):
            self.matrix = after.matrices[0].id
            self.matrix_chosen.emit()
        self.report = self._check()
        if self.template and (changes.header or not changes.shape_kept):
            self._renew_expectation()
        self.changed.emit(after, changes)
        self.checked.emit()
