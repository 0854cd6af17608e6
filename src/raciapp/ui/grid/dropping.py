"""What was dragged along a header: what is chosen goes together, and lands before something, or at the end."""

from typing import TYPE_CHECKING

from raciapp.ui.grid.lines import Line

if TYPE_CHECKING:
    from raciapp.ui.grid.view import GridView


def drop_rows(view: "GridView", section: int, before: int) -> None:
    """Tell which lines were dragged by the header of one, and before which they were dropped."""
    own = view.matrix.line(section)
    chosen = [Line(identity, heading=False) for identity in view.choice.whole_rows()]
    target = view.matrix.line(before) if before < view.matrix.rowCount() else None
    view.rows_dropped.emit(chosen if own in chosen else [own], target)


def drop_columns(view: "GridView", section: int, before: int) -> None:
    """Tell which units were dragged by the header of one, and before which they were dropped."""
    own = view.matrix.unit(section).id
    chosen = view.choice.whole_columns()
    target = view.matrix.unit(before).id if before < view.matrix.columnCount() else ""
    view.columns_dropped.emit(chosen if own in chosen else [own], target)
