"""How the document on the screen is looked at: kept when it leaves, taken up again when it comes back."""

from typing import TYPE_CHECKING

from raciapp.ui.memory import Remembered

if TYPE_CHECKING:
    from raciapp.ui.editor import Editor
    from raciapp.ui.session import Session
    from raciapp.ui.window import MainWindow


def looked_at(window: "MainWindow", session: "Session", editor: "Editor") -> Remembered:
    """Return how a document is looked at now."""
    activity, unit = editor.grid.current_place() or ("", "")
    geometry = bytes(window.saveGeometry().data())
    return Remembered(session.sight, session.matrix, activity, unit, editor.sizes(), geometry)


def look_again(session: "Session", remembered: Remembered) -> None:
    """Show of a document what was seen of it last."""
    session.look(remembered.sight)
    if remembered.matrix:
        session.show_matrix(remembered.matrix)


def stand_again(window: "MainWindow", editor: "Editor", remembered: Remembered) -> None:
    """Give the parts of a window their sizes, and go to the cell that was current; a window in sight stays put."""
    editor.restore_sizes(remembered.sizes)
    if remembered.activity:
        editor.grid.go_to(remembered.activity, remembered.unit)
    if remembered.geometry and not window.isVisible():
        window.restoreGeometry(remembered.geometry)
