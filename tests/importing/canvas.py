"""A sheet that is filled cell by cell, turned and moved, and knows where each part of a matrix came to stand."""

from collections.abc import Callable

from raciapp.formats.finding.tables import Area, Table, TableCell, column_letters

Place = tuple[int, int]


class Canvas:
    """Cells that are filled one by one; a canvas can be turned and put onto another one."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.texts: dict[Place, str] = {}
        self.comments: dict[Place, str] = {}
        self.bold: set[Place] = set()
        self.merged: list[Area] = []
        self.activities: dict[int, list[Place]] = {}
        self.units: dict[int, list[Place]] = {}
        self.cells: dict[Place, list[Place]] = {}

    @property
    def height(self) -> int:
        """Return the number of rows."""
        return max((row for row, _ in self.texts), default=-1) + 1

    @property
    def width(self) -> int:
        """Return the number of columns."""
        return max((column for _, column in self.texts), default=-1) + 1

    def put(self, row: int, column: int, *texts: str) -> None:
        """Write texts side by side."""
        for beside, text in enumerate(texts):
            self.texts[row, column + beside] = text

    def moved(self, move: Callable[[Place], Place]) -> "Canvas":
        """Return the canvas with each place where `move` puts it."""
        made = Canvas()
        made.texts = {move(place): text for place, text in self.texts.items()}
        made.comments = {move(place): text for place, text in self.comments.items()}
        made.bold = set(map(move, self.bold))
        corners = [(move((area.top, area.left)), move((area.bottom, area.right))) for area in self.merged]
        made.merged = [Area(*first, *last) for first, last in corners]
        made.activities = {key: list(map(move, places)) for key, places in self.activities.items()}
        made.units = {key: list(map(move, places)) for key, places in self.units.items()}
        made.cells = {key: list(map(move, places)) for key, places in self.cells.items()}
        return made

    def table(self) -> Table:
        """Return the table as a reader would hand it over."""
        rows = tuple(
            tuple(
                TableCell(
                    self.texts.get((row, column), ""),
                    row,
                    column,
                    (row, column) in self.bold,
                    self.comments.get((row, column), ""),
                )
                for column in range(self.width)
            )
            for row in range(self.height)
        )
        return Table("drawn.xlsx", rows, merged=tuple(self.merged))


def address(place: Place) -> str:
    """Return where a spreadsheet shows a place."""
    return f"{column_letters(place[1])}{place[0] + 1}"
