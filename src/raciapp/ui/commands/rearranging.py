"""Another order of rows or columns, in which what was chosen stays chosen."""

from typing import TYPE_CHECKING

from raciapp.document.records import Document

if TYPE_CHECKING:
    from raciapp.ui.window import MainWindow


def rearrange(window: "MainWindow", label: str, document: Document) -> None:
    """Commit `document`, which has other groups or another order, and choose the same cells in it."""
    grid = window.grid
    places, current = grid.choice.places(), grid.current_place()
    if window.open_session().commit(label, document):
        grid.choice.choose(places, current)
