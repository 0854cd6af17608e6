"""A workbook of ours, written for a sample organization, and what is in it."""

from pathlib import Path

from formats.workbook_reading import sample_report

from raciapp.base.words import Language
from raciapp.formats.excel.workbook import write_workbook
from raciapp.formats.report import Report


def own_report() -> Report:
    """Return the report on a sample organization, whose matrix has groups and cells with two letters."""
    return sample_report("maple_narrows", Language.EN)


def write_own(folder: Path) -> Path:
    """Write the workbook of the report."""
    path = folder / "maple_narrows.xlsx"
    write_workbook(own_report(), path)
    return path


def own_units() -> list[str]:
    """Return the names of the units."""
    return [unit.name for unit in own_report().units]


def own_rows() -> str:
    """Return the rows as an expectation has them."""
    lines = []
    for section in own_report().sections:
        lines.append(f"# {section.name}")
        lines += [
            f"{row.name} : {' '.join('/'.join(cell.symbols) or '.' for cell in row.cells)}" for row in section.rows
        ]
    return "\n".join(lines)
