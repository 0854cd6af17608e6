"""What the preview of an import says."""

from raciapp.base.messages import mark
from raciapp.document.letters import Scheme
from raciapp.formats.finding.corrections import Role
from raciapp.formats.finding.reading import Part, Reading, Shape, shortened
from raciapp.formats.finding.tables import Table, TableCell, column_letters
from raciapp.ui.importing.preview import Preview
from raciapp.ui.language import current_language, tr, tr_count

PART_NAMES = {
    Part.HEADING: mark("Headings"),
    Part.UNIT: mark("Units"),
    Part.ACTIVITY: mark("Activities"),
    Part.GROUP: mark("Groups"),
    Part.LETTERS: mark("Letters"),
    Part.LEGEND: mark("Legend"),
}
LEFT_OUT = mark("Left out")
"""What cells are called that were read as no part."""

PLACE_NAMES = {
    Part.HEADING: mark("heading"),
    Part.UNIT: mark("unit"),
    Part.ACTIVITY: mark("activity"),
    Part.GROUP: mark("group"),
    Part.LETTERS: mark("letters"),
    Part.LEGEND: mark("legend"),
    None: mark("left out"),
}
"""What one cell is."""

SHAPE_NAMES = {
    Shape.GRID: mark("Units across"),
    Shape.TRANSPOSED: mark("Units down"),
    Shape.INVERTED: mark("Letters across"),
    Shape.LONG: mark("A line per letter"),
}
SHAPE_MEANINGS = {
    Shape.GRID: mark("Activities down, units across, letters between them"),
    Shape.TRANSPOSED: mark("Units down, activities across, letters between them"),
    Shape.INVERTED: mark("Activities down, letters across, names of units in the cells"),
    Shape.LONG: mark("A list: each line names an activity, a unit and a letter"),
}

ROLE_NAMES = {
    Role.HEADINGS: mark("headings"),
    Role.NAMES: mark("names of activities"),
    Role.GROUPS: mark("names of groups"),
    Role.GROUP: mark("a group"),
    Role.ACTIVITY: mark("an activity"),
    Role.UNIT: mark("a unit"),
    Role.LETTERS: mark("letters"),
    Role.LEFT_OUT: mark("left out"),
}


def row_name(row: int) -> str:
    """Return what a row of a file is called, counted from 0."""
    return tr(mark("Row {n}"), n=row + 1)


def column_name(column: int) -> str:
    """Return what a column of a file is called, counted from 0."""
    return tr(mark("Column {letters}"), letters=column_letters(column))


def cell_description(cell: TableCell, part: Part | None) -> str:
    """Return a cell of the file as it is read out, such as «C9, letters: A/R»."""
    text = shortened(cell.text) or tr(mark("empty"))
    if part is None and not cell.text:
        return tr(mark("{address}: {text}"), address=cell.address, text=text)
    what = tr(PLACE_NAMES[part])
    said = tr(mark("{address}, {what}: {text}"), address=cell.address, what=what, text=text)
    if cell.comment:
        return tr(mark("{text}; comment: {comment}"), text=said, comment=shortened(cell.comment))
    return said


def letters_name(symbols: str, alphabet: Scheme) -> str:
    """Return letters with what they mean, such as «A/R  Accountable, Responsible»; «nothing» for none."""
    if not symbols:
        return tr(mark("nothing"))
    mask = alphabet.mask_of(symbols)
    return f"{alphabet.text(mask)}   {alphabet.sentence(mask, current_language())}"


def table_name(table: Table, tables: int = 1) -> str:
    """Return what a table of a file is called; `tables` is how many stand on its sheet."""
    if table.sheet and tables > 1:
        return tr(mark("{sheet}, table {n}"), sheet=table.sheet, n=table.number)
    return table.sheet or tr(mark("Table {n}"), n=table.number)


def headline(preview: Preview) -> str:
    """Return in one sentence what was read and how much is asked; where nothing was, that."""
    reading = preview.reading
    if reading is None:
        return tr(mark("No matrix was found here yet"))
    activities = len(reading.activities)
    units = len(reading.units)
    parts = {
        "activities": tr_count("{n} activity", "{n} activities", activities),
        "units": tr_count("{n} unit", "{n} units", units),
        "letters": tr_count("{n} letter", "{n} letters", _letters(reading)),
    }
    several = preview.table.sheet or len(preview.tables) > 1
    if several:
        read = tr(mark("Read {activities}, {units} and {letters} on «{table}»"), **parts, table=_table_name(preview))
    else:
        read = tr(mark("Read {activities}, {units} and {letters}"), **parts)
    questions = len(preview.questions)
    if not questions:
        return tr(mark("{read}; no questions"), read=read)
    return tr_count("{read}; {n} question", "{read}; {n} questions", questions, read=read)


def _letters(reading: Reading) -> int:
    """Return how many letters were read: an A/R cell holds two."""
    return sum(cell.letters.bit_count() for activity in reading.activities for cell in activity.cells)


def confidence_sentence(preview: Preview) -> str:
    """Return how sure the reading is of each of its parts; empty where nothing was read."""
    if preview.reading is None:
        return ""
    sure = preview.reading.confidence
    return tr(
        mark("How sure that is: shape {shape} %, letters {letters} %, units {units} %, activities {activities} %"),
        shape=percent(sure.shape),
        letters=percent(sure.letters),
        units=percent(sure.units),
        activities=percent(sure.activities),
    )


def percent(share: float) -> int:
    """Return a share as whole percents; only certainty is 100."""
    return 100 if share >= 1 else min(99, round(share * 100))


def explanation(preview: Preview) -> str:
    """Return why nothing was read and what a person can do about it."""
    trouble = preview.trouble.text(current_language()) if preview.trouble else ""
    help_ = tr(
        mark(
            "If there is a matrix, say what is what: click the number of the row with the headings and the letters of "
            "the columns with the names and the units, or press Enter on any cell. Another sheet or table, and how the "
            "matrix lies, are chosen above."
        )
    )
    return "\n\n".join(filter(None, (trouble, help_)))


def _table_name(preview: Preview) -> str:
    table = preview.table
    return table_name(table, sum(one.sheet == table.sheet for one in preview.tables))
