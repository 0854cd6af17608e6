"""A workbook as large as any client's, for the benchmark: a thousand activities by forty units."""

from pathlib import Path

ROWS = 1_000
COLUMNS = 40
_CYCLE = ("R", "", "C", "", "", "A", "", "I", "A/R", "", "", "C/I", "R (backup)", "", "-")
_GROUP = 25
"""Activities under each group."""


def activity(row: int) -> str:
    """Return the name of the activity in a row, from 0."""
    return f"Work package {row // _GROUP + 1}: task {row % _GROUP + 1} of what there is to do"


def unit(column: int) -> str:
    """Return the name of the unit in a column, from 0."""
    return f"Department {column // 8 + 1} team {column % 8 + 1}"


def letters(row: int, column: int) -> str:
    """Return what stands in a cell."""
    return _CYCLE[(row * 7 + column * 3 + row // 11) % len(_CYCLE)]


def write_big(path: Path, rows: int = ROWS, columns: int = COLUMNS) -> Path:
    """Write the workbook: a title, numbers, groups in rows of their own, letters, and a legend below."""
    from openpyxl import Workbook
    from openpyxl.styles import Font

    book = Workbook()
    into = book.active
    into.title = "RACI"
    into.append(["Responsibilities"])
    into.append([])
    into.append(["No", "Activity", *map(unit, range(columns))])
    for row in range(rows):
        if row % _GROUP == 0:
            into.append([None, f"Work package {row // _GROUP + 1}"])
            into.cell(into.max_row, 2).font = Font(bold=True)
        into.append([row + 1, activity(row), *(letters(row, column) or None for column in range(columns))])
    into.append([])
    for said in (("R", "Responsible"), ("A", "Accountable"), ("C", "Consulted"), ("I", "Informed")):
        into.append([None, *said])
    book.save(path)
    return path
