"""Room for a matrix in a sheet that somebody else made: what stands below moves down."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet


class Below:
    """What stands below a row of a sheet, taken out of it until it is put back further down.

    Cells with their looks and notes, heights, merged areas and pictures move; formulas elsewhere are left as they are.
    """

    def __init__(self, sheet: "Worksheet", row: int) -> None:
        """Take out everything below `row`, and take apart the merged cells that reach into it."""
        self._sheet, self._row = sheet, row
        areas = list(sheet.merged_cells.ranges)
        for area in areas:
            if area.min_row <= row <= area.max_row:
                sheet.unmerge_cells(area.coord)
        self._areas = [area.bounds for area in areas if area.min_row > row]
        for area in areas:
            if area.min_row > row:
                sheet.merged_cells.remove(area)
        cells = sheet._cells  # noqa: SLF001 - the public way to move cells loses their looks
        self._cells = [cells.pop(place) for place in sorted(cells) if place[0] > row]
        heights = sheet.row_dimensions
        self._heights = [(place, heights.pop(place)) for place in sorted(heights) if place > row]

    def put_back(self, row: int) -> None:
        """Put it back from `row` on, which is no further up than where it was."""
        sheet, down = self._sheet, row - self._row - 1
        for cell in self._cells:
            cell.row += down
            sheet._cells[cell.row, cell.column] = cell  # noqa: SLF001 - as above
            link = getattr(cell, "hyperlink", None)
            if link is not None:
                link.ref = cell.coordinate
        for place, height in self._heights:
            height.index = place + down
            sheet.row_dimensions[place + down] = height
        for left, top, right, bottom in self._areas:
            sheet.merged_cells.add(f"{_name(left, top + down)}:{_name(right, bottom + down)}")
        self._move_pictures(down)

    def _move_pictures(self, down: int) -> None:
        for picture in (*self._sheet._images, *self._sheet._charts):  # noqa: SLF001 - there is no other way to them
            for corner in (getattr(picture.anchor, "_from", None), getattr(picture.anchor, "to", None)):
                if corner is not None and corner.row >= self._row:
                    corner.row += down


def _name(column: int, row: int) -> str:
    from openpyxl.utils import get_column_letter

    return f"{get_column_letter(column)}{row}"
