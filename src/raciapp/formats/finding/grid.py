"""A matrix with activities down and units across; turned round, one with units down and activities across."""

from collections.abc import Iterable, Iterator, Sequence

from raciapp.formats.finding.columns import Divisions, Units, pick_units, read_divisions
from raciapp.formats.finding.corrections import NONE, Corrections
from raciapp.formats.finding.drafts import Draft, DraftActivity, Said
from raciapp.formats.finding.layout import Layout, find_layouts
from raciapp.formats.finding.reading import Doubt, Part, Question, ReadUnit, Reason, Region, Shape, Skipped, shortened
from raciapp.formats.finding.rows import Activities, read_rows
from raciapp.formats.finding.sheets import Sheet
from raciapp.formats.finding.tokens import CellText, Sense


def read_grid(sheet: Sheet, legend: tuple[Skipped, ...], corrections: Corrections = NONE) -> Draft | None:
    """Return the largest matrix of a sheet, or None where there is none; `legend` was taken from the sheet before."""
    layouts = find_layouts(sheet, corrections)
    if not layouts:
        return None
    layout = layouts[0]
    aside, asked = _take_away(sheet, layout)
    units = pick_units(sheet, layout, corrections)
    activities = read_rows(sheet, layout, units.columns, corrections)
    if not activities.rows or not units.units:
        return None
    divisions = read_divisions(sheet, layout, units)
    around = _around(sheet, layout, activities.end, divisions.rows, units.columns[0])
    marks, marked = _marks(sheet, layout, units)
    return Draft(
        shape=Shape.TRANSPOSED if sheet.table.is_turned else Shape.GRID,
        corner=sheet.address(layout.headings, layout.names),
        units=tuple(
            ReadUnit(unit.heading, sheet.address(*unit.owner), division)
            for unit, division in zip(units.units, divisions.names, strict=True)
        ),
        activities=tuple(_activities(sheet, layout, units, activities, marks)),
        skipped=(*legend, *around, *aside, *units.skipped, *activities.skipped),
        questions=(
            *_others(sheet, layouts, activities.end),
            *asked,
            *(_question(sheet, row, Doubt.HEADINGS) for row in layout.second if row not in divisions.rows),
            *divisions.questions,
            *marked,
            *units.questions,
            *activities.questions,
        ),
        regions=tuple(_regions(sheet, layout, units, activities, divisions)),
        around=tuple(skipped.text for skipped in (*legend, *around)),
    )


def _take_away(sheet: Sheet, layout: Layout) -> tuple[list[Skipped], list[Question]]:
    """Hide another matrix to the right of this one; return what its rows say, and a question about it."""
    if layout.beside is None:
        return [], []
    found = []
    for row in range(layout.headings, layout.end):
        columns = [column for column in sheet.filled(row) if column >= layout.beside]
        if columns:
            text = shortened(" | ".join(sheet.text(row, column) for column in columns))
            found.append(Skipped(sheet.address(row, columns[0]), text, Reason.OTHER_TABLE))
    heading = sheet.text(layout.headings, layout.beside)
    asked = Question(sheet.address(layout.headings, layout.beside), shortened(heading), Doubt.TABLE)
    rows = range(layout.headings, layout.end)
    sheet.hide((row, column) for row in rows for column in range(layout.beside, len(sheet.cells[row])))
    return found, [asked]


def _around(sheet: Sheet, layout: Layout, end: int, divisions: frozenset[int], first: int) -> list[Skipped]:
    """Return what stands above and below the matrix, and further rows of headings."""
    rows = {
        **dict.fromkeys(range(layout.headings), Reason.ABOVE),
        **dict.fromkeys(layout.second, Reason.SECOND_HEADING),
        **dict.fromkeys(range(end, len(sheet)), Reason.BELOW),
    }
    found = []
    for row, reason in rows.items():
        filled = sheet.own(row)
        if row in divisions:  # what names the departments is no department
            filled = [column for column in filled if column < first]
        if filled:
            found.append(Skipped(sheet.address(row, filled[0]), explanation(sheet, row, filled), reason))
    return found


def explanation(sheet: Sheet, row: int, columns: Sequence[int]) -> str:
    """Return what a row says as one line; a letter and its meaning side by side read «R = Responsible»."""
    texts = [sheet.text(row, column) for column in columns]
    explains = 1 < len(texts) < 4 and any(len(text) == 1 for text in texts[:2])
    if not explains:
        return shortened(" | ".join(texts))
    letter, meaning, *rest = texts if len(texts[0]) == 1 else (texts[1], texts[0], *texts[2:])
    return shortened(" | ".join((f"{letter} = {meaning}", *rest)))


def _others(sheet: Sheet, layouts: Sequence[Layout], end: int) -> list[Question]:
    """Return a question for each other matrix in the sheet, and for each row outside all of them that holds letters."""
    best, *others = layouts
    known = {row for layout in others for row in range(layout.headings, layout.end)}
    questions = [_question(sheet, layout.headings, Doubt.TABLE) for layout in others]
    touching = True
    for row in (*range(best.headings), *range(end, len(sheet))):
        filled = sheet.filled(row)
        touching = (touching or row == end) and row >= end and len(filled) > 1
        letters = sum(sheet.at(row, column).sense is Sense.LETTERS for column in filled)
        if (letters > 1 or touching) and row not in known:
            questions.append(_question(sheet, row, Doubt.ROW))
    return questions


def _question(sheet: Sheet, row: int, kind: Doubt) -> Question:
    return Question(sheet.address(row, sheet.filled(row)[0]), shortened(sheet.line(row)), kind)


# -- the cells --------------------------------------------------------------------------------------------


def _marks(sheet: Sheet, layout: Layout, units: Units) -> tuple[dict[int, CellText], list[Question]]:
    """Return the letter that the marks of each column stand for, and a question for each unit that has such columns."""
    if layout.marks is None:
        return {}, []
    marks = {column: sheet.at(layout.marks, column) for column in units.columns}
    asked = [
        Question(sheet.address(*unit.owner), shortened(unit.heading), Doubt.MARKS)
        for unit in units.units
        if any(sheet.at(row, column).sense is Sense.PART for column in unit.columns for row in _body(layout))
    ]
    return {column: cell for column, cell in marks.items() if cell.sense is Sense.LETTERS}, asked


def _body(layout: Layout) -> range:
    return range(layout.body, layout.end)


def _activities(
    sheet: Sheet, layout: Layout, units: Units, activities: Activities, marks: dict[int, CellText]
) -> Iterable[DraftActivity]:
    single = [(place, unit.columns[0]) for place, unit in enumerate(units.units) if len(unit.columns) == 1]
    several = [(place, unit.columns) for place, unit in enumerate(units.units) if len(unit.columns) > 1]
    for activity in activities.rows:
        row = activity.row
        said: dict[int, tuple[Said, ...]] = {}
        for place, column in single:
            cell = sheet.at(row, column)
            if cell.sense or (row, column) in sheet.comments:
                said[place] = (Said(_marked(cell, marks.get(column)), row, column),)
        for place, columns in several:
            firsts = {sheet.first(row, column): column for column in reversed(columns)}
            found = [
                Said(_marked(cell, marks.get(column)), *first)
                for first, column in reversed(firsts.items())
                if (cell := sheet.at(row, column)).sense or first in sheet.comments
            ]
            if found:
                said[place] = tuple(found)
        yield DraftActivity(activity.name, sheet.address(row, layout.names), activity.group, said)


def _marked(cell: CellText, mark: CellText | None) -> CellText:
    """Return the letter over a mark instead of the mark."""
    return mark if mark is not None and cell.sense is Sense.PART else cell


# -- what was read as what --------------------------------------------------------------------------------


def _regions(
    sheet: Sheet, layout: Layout, units: Units, activities: Activities, divisions: Divisions
) -> Iterable[Region]:
    """Return what was read as what, the rows and columns as the file has them."""
    found = (*_heading_regions(layout, units, divisions), *_row_regions(sheet, layout, units, activities))
    return map(_turned, found) if sheet.table.is_turned else found


def _turned(region: Region) -> Region:
    return Region(region.part, region.left, region.top, region.right, region.bottom)


def _heading_regions(layout: Layout, units: Units, divisions: Divisions) -> Iterator[Region]:
    for column in (layout.names, layout.groups):
        if column is not None:
            yield Region(Part.HEADING, layout.headings, column, layout.headings, column)
    columns = units.columns
    for row in (*divisions.rows, *(() if layout.marks is None else (layout.marks,))):
        yield Region(Part.HEADING, row, columns[0], row, columns[-1])
    for unit in units.units:
        yield Region(Part.UNIT, *unit.owner, unit.owner[0], unit.columns[-1])


def _row_regions(sheet: Sheet, layout: Layout, units: Units, activities: Activities) -> Iterator[Region]:
    for row in activities.groups:
        first = min(sheet.first(row, layout.names)[1], *sheet.filled(row))
        across = sheet.first(row, units.columns[0]) == sheet.first(row, first)
        yield Region(Part.GROUP, row, first, row, units.columns[-1] if across else layout.names)
    spans = _spans(units.columns)
    for activity in activities.rows:
        if layout.groups is not None and sheet.text(activity.row, layout.groups):
            yield Region(Part.GROUP, activity.row, layout.groups, activity.row, layout.groups)
        yield Region(Part.ACTIVITY, activity.row, layout.names, activity.row, layout.names)
        for left, right in spans:
            yield Region(Part.LETTERS, activity.row, left, activity.row, right)


def _spans(columns: Sequence[int]) -> list[tuple[int, int]]:
    """Return columns as stretches of neighbours, first and last."""
    spans: list[tuple[int, int]] = []
    for column in sorted(columns):
        if spans and spans[-1][1] == column - 1:
            spans[-1] = spans[-1][0], column
        else:
            spans.append((column, column))
    return spans
