"""What we know: names of ours in two languages, and our own workbook."""

from pathlib import Path

from importing.building import Make, tables
from importing.expecting import Case, Expected, Fact, case
from importing.own import own_rows, own_units, write_own

from raciapp.knowledge.library import knowledge


@case
def names_that_are_known_in_both_languages() -> Case:
    """French activities of ours, units in both languages; the names are what the file says, not what we call them."""
    known = list(knowledge().activities.values())[:4]
    rows = "\n".join(f"{one.name.fr} | R | A | C" for one in known)
    return Case(
        Fact.KNOWN,
        tables(f"Activité | Communications | Legal | Informatique\n{rows}"),
        Expected(
            units="Communications | Legal | Informatique",
            rows="\n".join(f"{one.name.fr} : R A C" for one in known),
            calm=True,
        ),
    )


def _changed_workbook() -> Make:
    """Return what writes our workbook and does to it what a client does: reorder, recolour, resize, hide the ids."""

    def make(folder: Path) -> Path:
        from openpyxl import load_workbook
        from openpyxl.styles import PatternFill

        path = write_own(folder)
        book = load_workbook(path)
        for page in book.worksheets:
            page.column_dimensions["B"].width = 50
            for row in page.iter_rows():
                for cell in row:
                    cell.fill = PatternFill("solid", start_color="FFEECC")
        book.save(path)
        return path

    return make


@case
def our_own_workbook_in_other_colours() -> Case:
    return Case(
        Fact.OWN,
        _changed_workbook(),
        Expected(units=" | ".join(own_units()), rows=own_rows()),
    )
