"""A table made ready to look for a matrix in it: cells told apart, our own marks and the legends taken away."""

from collections.abc import Mapping

import msgspec
from msgspec.structs import replace

from raciapp.formats.finding.drafts import Draft
from raciapp.formats.finding.grid import explanation
from raciapp.formats.finding.legends import read_legends
from raciapp.formats.finding.ownmarks import take_own_marks
from raciapp.formats.finding.reading import Part, Reason, Region, Skipped
from raciapp.formats.finding.sheets import Place, Sheet
from raciapp.formats.finding.tables import Table


class Legend(msgspec.Struct, frozen=True):
    """The explanations of letters in a sheet: what they say, and where they stand."""

    skipped: tuple[Skipped, ...]
    places: tuple[Place, ...]

    def beside(self, draft: Draft | None) -> Draft | None:
        """Return the draft with the places of the legend among its regions."""
        regions = (Region(Part.LEGEND, *place, *place) for place in self.places)
        return None if draft is None else replace(draft, regions=(*draft.regions, *regions))


class Ground:
    """A table with its cells told apart and its legends found, both once."""

    def __init__(self, table: Table) -> None:
        """Look at `table`."""
        self.table = table
        self.sheet = Sheet(table)
        self.marks = take_own_marks(self.sheet)
        self.legends = read_legends(self.sheet)
        self.legend = self.legend_of()

    def sheet_with(self, meanings: Mapping[str, str]) -> Sheet:
        """Return the sheet whose cells say what `meanings` make of them, without its legends."""
        sheet = self.sheet
        if meanings:
            sheet = Sheet(self.table, meanings)
            take_own_marks(sheet)
        sheet.hide(self.legends.places)
        return sheet

    def legend_of(self) -> "Legend":
        """Return what the legends say and where they stand."""
        rows: dict[int, list[int]] = {}
        for row, column in sorted(self.legends.places):
            rows.setdefault(row, []).append(column)
        found = tuple(
            Skipped(self.sheet.address(row, columns[0]), explanation(self.sheet, row, columns), Reason.LEGEND)
            for row, columns in rows.items()
        )
        return Legend((*self.marks, *found), tuple(sorted(self.legends.places)))


def name_of(table: Table) -> str:
    """Return what to call a table: its sheet, or its number."""
    return table.sheet or f"#{table.number}"


def first_text(table: Table) -> str:
    """Return the first text of a table, empty where it has none."""
    return next((cell.text for row in table.rows for cell in row if cell.text), "")
