"""Matrices of a document: as it is, as it shall be."""

from raciapp.base.messages import mark
from raciapp.document import edits
from raciapp.document.records import TO_BE
from raciapp.ui.commands.commands import Commands
from raciapp.ui.language import tr


class MatrixCommands(Commands):
    """The commands that change the list of matrices."""

    def copy(self) -> None:
        """Start a to-be matrix from the one on the screen and show it."""
        session = self._session
        taken = [matrix.id for matrix in session.document.matrices]
        identity = "to_be" if "to_be" not in taken else edits.fresh_id("to_be", taken)
        copied = edits.copy_matrix(session.document, session.matrix, identity, TO_BE)
        session.commit(tr(mark("Start a to-be matrix")), copied)
        session.show_matrix(identity)

    def remove(self) -> None:
        """Remove the matrix on the screen; the last one stays."""
        session = self._session
        document = edits.remove_matrix(session.document, session.matrix)
        session.commit(tr(mark("Remove this matrix")), document)
