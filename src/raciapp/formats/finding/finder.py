"""Finding the matrix in a table: what it holds, what was left out of it, and what only a person can decide."""

from collections import Counter
from collections.abc import Iterable, Sequence

from raciapp.base.errors import NoMatrixError, UserError
from raciapp.base.messages import mark
from raciapp.document.letters import Duty, Scheme
from raciapp.document.records import Cell
from raciapp.formats.finding.columns import Units, pick_units
from raciapp.formats.finding.headings import is_unit_corner
from raciapp.formats.finding.layout import Layout, find_layouts
from raciapp.formats.finding.legends import legend_places, strange_meanings
from raciapp.formats.finding.lettering import choose_scheme, scheme_questions, schemes_named
from raciapp.formats.finding.reading import Doubt, Question, ReadActivity, Reading, ReadUnit, Reason, Skipped, shortened
from raciapp.formats.finding.rows import Activities, read_rows
from raciapp.formats.finding.sheets import Sheet
from raciapp.formats.finding.tables import Table
from raciapp.formats.finding.tokens import Sense, token_of

MOST_ACTIVITIES = 5_000
MOST_UNITS = 500

_FEWEST_NAMES = 0.5

_DOING = frozenset({"respon", "réalis"})
"""How «responsable» and «réalise» begin. Either is R, but where a file uses both, one of them may well mean A."""


def find_matrix(table: Table) -> Reading:
    """Return the matrix in a table: activities down, units across.

    Raises NoMatrixError when there is none.
    """
    sheet = Sheet(table)
    legend = _legend(sheet)
    layouts = find_layouts(sheet)
    if not layouts:
        raise _no_matrix(table)
    layout = layouts[0]
    units = pick_units(sheet, layout)
    activities = read_rows(sheet, layout, [unit.place for unit in units.columns])
    if not activities.rows or not units.columns or _is_list(units, activities):
        raise _no_matrix(table)
    if len(activities.rows) > MOST_ACTIVITIES or len(units.columns) > MOST_UNITS:
        raise _too_large(table, units, activities)
    around = (*legend, *_around(sheet, layout, activities.end))
    named = schemes_named(skipped.text for skipped in around)
    alphabet = _scheme(sheet, units, activities, named)
    rows, questions = _cells(sheet, layout, units, activities, alphabet)
    corner = sheet.address(layout.headings, layout.names)
    return Reading(
        scheme=alphabet.id,
        units=tuple(ReadUnit(unit.heading, sheet.address(unit.row, unit.place)) for unit in units.columns),
        activities=rows,
        skipped=(*around, *units.skipped, *activities.skipped),
        questions=(
            *table.doubts,
            *scheme_questions(alphabet, named, corner),
            *_legend_questions(around, alphabet),
            *_shape(sheet, layout, rows, alphabet),
            *_others(sheet, layouts, activities.end),
            *(_question(sheet, row, Doubt.HEADINGS) for row in layout.second),
            *units.questions,
            *activities.questions,
            *questions,
        ),
        confidence=_confidence(rows, questions),
    )


def _no_matrix(table: Table) -> NoMatrixError:
    return NoMatrixError(
        mark(
            "{file}: no matrix was found among {rows} rows and {columns} columns. Check that it is the right file, "
            "with activities down, units across and letters such as R, A, C, I between them."
        ),
        file=table.source,
        rows=len(table.rows),
        columns=table.width,
    )


def _too_large(table: Table, units: Units, activities: Activities) -> UserError:
    return UserError(
        mark(
            "{file}: seems to hold {activities} activities and {units} units, more than any matrix. "
            "Check that it is the right file."
        ),
        file=table.source,
        activities=len(activities.rows),
        units=len(units.columns),
    )


def _is_list(units: Units, activities: Activities) -> bool:
    """Return whether it is a list with one line per letter: a single column of letters, and names again and again."""
    names = {(row.group, row.name) for row in activities.rows}
    return len(units.columns) == 1 and len(activities.rows) > 3 and len(names) <= _FEWEST_NAMES * len(activities.rows)


# -- what stands around the matrix ------------------------------------------------------------------------


def _legend(sheet: Sheet) -> tuple[Skipped, ...]:
    """Return the explanations of letters, and take them from the sheet so that nothing reads them as a matrix."""
    places = sorted(legend_places(sheet))
    rows: dict[int, list[int]] = {}
    for row, column in places:
        rows.setdefault(row, []).append(column)
    found = tuple(
        Skipped(sheet.address(row, columns[0]), _explanation(sheet, row, columns), Reason.LEGEND)
        for row, columns in rows.items()
    )
    sheet.hide(places)
    return found


def _explanation(sheet: Sheet, row: int, columns: Sequence[int]) -> str:
    """Return what a row says as one line; a letter and its meaning side by side read «R = Responsible»."""
    texts = [sheet.text(row, column) for column in columns]
    explains = 1 < len(texts) < 4 and any(len(text) == 1 for text in texts[:2])
    if not explains:
        return shortened(" | ".join(texts))
    letter, meaning, *rest = texts if len(texts[0]) == 1 else (texts[1], texts[0], *texts[2:])
    return shortened(" | ".join((f"{letter} = {meaning}", *rest)))


def _around(sheet: Sheet, layout: Layout, end: int) -> list[Skipped]:
    """Return what stands above and below the matrix, and further rows of headings."""
    rows = {
        **dict.fromkeys(range(layout.headings), Reason.ABOVE),
        **dict.fromkeys(layout.second, Reason.SECOND_HEADING),
        **dict.fromkeys(range(end, len(sheet)), Reason.BELOW),
    }
    return [
        Skipped(sheet.address(row, filled[0]), _explanation(sheet, row, filled), reason)
        for row, reason in rows.items()
        if (filled := sheet.filled(row))
    ]


def _legend_questions(around: Iterable[Skipped], alphabet: Scheme) -> list[Question]:
    texts = ((skipped.where, skipped.text) for skipped in around)
    return [Question(where, text, Doubt.LEGEND) for where, text in strange_meanings(texts, alphabet)]


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


def _scheme(sheet: Sheet, units: Units, activities: Activities, named: set[str]) -> Scheme:
    cells = Counter(sheet.at(row.row, unit.place) for row in activities.rows for unit in units.columns)
    return choose_scheme({cell: count for cell, count in cells.items() if cell.sense is Sense.LETTERS}, named)


def _cells(
    sheet: Sheet, layout: Layout, units: Units, activities: Activities, alphabet: Scheme
) -> tuple[tuple[ReadActivity, ...], list[Question]]:
    """Return the rows with their cells, and a question for each cell that was not fully understood."""
    rows = []
    questions = []
    known: dict[str, tuple[Cell, Doubt | None]] = {}
    doing: dict[str, Question] = {}
    for row in activities.rows:
        cells = []
        for unit in units.columns:
            said = sheet.at(row.row, unit.place)
            if said.text not in known:
                token = token_of(said, alphabet)
                known[said.text] = Cell(token.letters, token.remark), token.doubt
                for word in _DOING.intersection(word[:6] for word in said.tokens):
                    where = sheet.address(row.row, unit.place)
                    doing.setdefault(word, Question(where, shortened(said.text), Doubt.WORDS))
            cell, doubt = known[said.text]
            cells.append(cell)
            if doubt:
                questions.append(Question(sheet.address(row.row, unit.place), shortened(said.text), doubt))
        rows.append(ReadActivity(row.name, sheet.address(row.row, layout.names), row.group, tuple(cells)))
    if len(doing) > 1:
        questions += doing.values()
    return tuple(rows), questions


def _shape(sheet: Sheet, layout: Layout, rows: Sequence[ReadActivity], alphabet: Scheme) -> list[Question]:
    """Return a question where units seem to stand down and activities across: one answers for each column, not row."""
    accountable = alphabet.duties[Duty.ACCOUNTABLE]
    by_row = [[bool(cell.letters & accountable) for cell in row.cells] for row in rows]
    by_column = list(zip(*by_row, strict=True))
    one_in_row = sum(sum(held) == 1 for held in by_row) / len(by_row)
    one_in_column = sum(sum(held) == 1 for held in by_column) / len(by_column)
    turned = len(by_column) > 2 and one_in_column > 0.8 and one_in_row < 0.5
    corner = sheet.text(layout.headings, layout.names)
    if turned or is_unit_corner(corner):
        where = sheet.address(layout.headings, layout.names)
        return [Question(where, shortened(corner or rows[0].name), Doubt.SHAPE)]
    return []


def _confidence(rows: Sequence[ReadActivity], questions: Sequence[Question]) -> float:
    """Return the share of cells that were understood, less where there are few."""
    letters = sum(bool(cell.letters) for row in rows for cell in row.cells)
    return round(letters / (letters + len(questions) + 1), 2)
