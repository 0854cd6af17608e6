"""A list with a column for each letter: activities down, and the names of units in the cells."""

from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec

from raciapp.document.letters import schemes
from raciapp.formats.finding.corrections import NONE, Corrections, Role
from raciapp.formats.finding.drafts import Draft, DraftActivity
from raciapp.formats.finding.grid import explanation
from raciapp.formats.finding.headings import (
    is_activity_heading,
    is_group_heading,
    is_marker,
    is_number,
    is_other_heading,
)
from raciapp.formats.finding.names import Names
from raciapp.formats.finding.reading import Doubt, Part, Question, ReadUnit, Reason, Region, Shape, Skipped, shortened
from raciapp.formats.finding.sheets import Sheet
from raciapp.formats.finding.splitting import Splitter
from raciapp.formats.finding.tokens import CellText, Sense
from raciapp.formats.finding.wording import folded, word_letters
from raciapp.knowledge.matching import normalized

_FEWEST_LETTERS = 2
_FEWEST_UNTITLED = 3
"""Letters that make headings where nothing beside them says so."""
_MOST_OTHERS = 6
"""Names below the headings for each letter elsewhere; a grid has more letters than texts."""
_MOST_ROWS_ABOVE = 60


_PLAYED_HEADINGS = """
    lead, leader, leads, lead team, team lead, lead unit, owner, owners, task owner, process owner, action owner, doer,
    done by, performed by, executed by, carried out by, prepared by, led by, driven by, managed by, owned by,
    approved by, approval, approver, validated by, signed off by, sign off, decided by, decision, decision maker,
    reviewed by, reviewer, review, checked by, verified by, support, supported by, backup, deputy, assigned to,
    assigned, assignee, advised by, informs, contact, sponsor, driver, actor, actors, who, by whom, in charge,
    pilote, porteur, porteuse, responsable, resp, realise par, fait par, execute par, mene par, pilote par,
    approuve par, valide par, validation, valideur, decide par, decideur, verifie par, relu par, signe par, appui,
    soutien, suppleant, referent, acteur, acteurs, qui, contributeur, contributeurs,
    lider, encargado, hecho por, aprobado por, apoyo, quien, feito por, aprovado por, apoio, quem, fatto da,
    approvato da, supporto, chi, leitung, federfuhrung, federfuhrend, durchgefuhrt von, genehmigt von,
    freigegeben von, unterstutzung, wer, trekker, uitgevoerd door, goedgekeurd door, ondersteuning, wie
"""
_PLAYED = frozenset(" ".join(phrase.split()) for phrase in _PLAYED_HEADINGS.split(","))
"""Headings of people that are one letter in one firm and another in the next, or none."""
_NEEDED = frozenset("RA")
_COMMON = frozenset("RASCIV")


class _Header(msgspec.Struct, frozen=True):
    """The row of headings of a list: which columns are letters, which holds the names, which the groups."""

    row: int
    letters: dict[int, CellText]
    names: int
    groups: int | None


def read_inverted(
    sheet: Sheet, legend: tuple[Skipped, ...], known: Names, corrections: Corrections = NONE
) -> Draft | None:
    """Return the matrix of a list with a column for each letter, or None where the sheet holds none."""
    header = _header(sheet, corrections)
    if header is None:
        return None
    rows = list(range(header.row + 1, _end(sheet, header)))
    splitter = Splitter(sheet, header.letters, rows, known)
    activities: list[DraftActivity] = []
    skipped: list[Skipped] = [*legend, *_outside(sheet, range(header.row), Reason.ABOVE)]
    groups: list[int] = []
    group = ""
    for row, kind in _kinds(sheet, header, rows, corrections).items():
        if kind is Role.GROUP:
            group = sheet.text(row, header.names) or sheet.line(row)
            groups.append(row)
        elif kind is Role.ACTIVITY:
            group = (sheet.text(row, header.groups) if header.groups is not None else "") or group
            name = sheet.text(row, header.names)
            activities.append(DraftActivity(name, sheet.address(row, header.names), group, splitter.said(row)))
        elif kind is Role.LEFT_OUT:
            why = Reason.BY_HAND if row in corrections.rows else _why(sheet, header, row)
            skipped.append(Skipped(sheet.address(row, sheet.filled(row)[0]), shortened(sheet.line(row)), why))
    if not activities or not splitter.units:
        return None
    skipped += _outside(sheet, range(rows[-1] + 1, len(sheet)), Reason.BELOW)
    skipped += [*splitter.skipped, *_columns_beside(sheet, header, rows)]
    asked = (*_missing(sheet, header), *_may_be_letters(sheet, header, rows, splitter), *splitter.questions)
    return Draft(
        shape=Shape.INVERTED,
        corner=sheet.address(header.row, header.names),
        units=tuple(ReadUnit(name, where) for name, where in splitter.units.items()),
        activities=tuple(activities),
        skipped=tuple(skipped),
        questions=asked,
        regions=tuple(_regions(header, groups, rows)),
        around=tuple(one.text for one in skipped),
    )


# -- the headings -----------------------------------------------------------------------------------------


def _header(sheet: Sheet, corrections: Corrections) -> _Header | None:
    told = [row for row, role in corrections.rows.items() if role is Role.HEADINGS]
    insisted = bool(told) or corrections.shape is Shape.INVERTED
    everywhere = sum(cell.sense in (Sense.LETTERS, Sense.PART) for cells in sheet.cells for cell in cells)
    for row in told or range(min(len(sheet) - 1, _MOST_ROWS_ABOVE)):
        letters = _letters(sheet, row, corrections) if 0 <= row < len(sheet) else {}
        enough = len(letters) >= (_FEWEST_LETTERS if insisted or _speaks(sheet, row, letters) else _FEWEST_UNTITLED)
        if enough and _names_below(sheet, row, letters, 0 if insisted else everywhere - len(letters)):
            names = _names_column(sheet, row, letters, corrections)
            if names is not None:
                return _Header(row, letters, names, _groups_column(sheet, row, names, letters, corrections))
    return None


def _letters(sheet: Sheet, row: int, corrections: Corrections) -> dict[int, CellText]:
    """Return the columns whose headings are letters or words for them, each once."""
    found: dict[int, CellText] = {}
    for column, cell in enumerate(sheet.cells[row]):
        told = corrections.columns.get(column)
        if cell.sense is Sense.LETTERS and len(cell.tokens) == 1 and told in (None, Role.LETTERS):
            found[column] = msgspec.structs.replace(cell, text=cell.tokens[0], remark="", unsure=False)
    tokens = Counter(cell.tokens for cell in found.values())
    return found if all(count == 1 for count in tokens.values()) else {}


def _speaks(sheet: Sheet, row: int, letters: dict[int, CellText]) -> bool:
    """Return whether a row names a column of activities beside its letters, or spells the letters out."""
    others = (sheet.text(row, column) for column in sheet.filled(row) if column not in letters)
    return any(map(is_activity_heading, others)) or all(len(cell.tokens[0]) > 1 for cell in letters.values())


def _names_below(sheet: Sheet, row: int, letters: dict[int, CellText], others: int) -> bool:
    """Return whether names stand below the headings, and hardly any of the `others`, the letters in the sheet.

    Where the headings leave no doubt, units may be called by single letters.
    """
    texts = sum(
        sheet.at(below, column).sense is Sense.TEXT for below in range(row + 1, len(sheet)) for column in letters
    )
    titled = any(is_activity_heading(sheet.text(row, column)) for column in sheet.filled(row) if column not in letters)
    spelled = len(letters) >= _FEWEST_UNTITLED and all(len(cell.tokens[0]) > 1 for cell in letters.values())
    return texts >= _FEWEST_LETTERS and texts > (1 if titled and spelled else _MOST_OTHERS) * others


def _names_column(sheet: Sheet, row: int, letters: dict[int, CellText], corrections: Corrections) -> int | None:
    """Return the column of the activities: the one before the letters with most and longest different texts."""
    told = [column for column, role in corrections.columns.items() if role is Role.NAMES]
    if told:
        return told[0]
    rows = range(row + 1, len(sheet))
    scores: dict[int, float] = {}
    for column in range(sheet.width):
        heading = sheet.text(row, column)
        other = bool(heading) and (is_other_heading(heading) or is_group_heading(heading))
        texts = {sheet.text(below, column) for below in rows} - {""}
        if column not in letters and texts and not other:
            length = sum(map(len, texts)) / len(texts)
            place = (1.0 if column < min(letters) else 0.3) * (0.3 if normalized(heading) in _PLAYED else 1.0)
            scores[column] = len(texts) * (1 + min(length, 30) / 60) * place
    return max(scores, key=lambda column: scores[column], default=None)


def _groups_column(
    sheet: Sheet, row: int, names: int, letters: dict[int, CellText], corrections: Corrections
) -> int | None:
    told = [column for column, role in corrections.columns.items() if role is Role.GROUPS]
    found = (
        column
        for column in range(sheet.width)
        if column != names and column not in letters and is_group_heading(sheet.text(row, column))
    )
    return told[0] if told else next(found, None)


# -- the rows ---------------------------------------------------------------------------------------------


def _kind(sheet: Sheet, header: _Header, row: int, corrections: Corrections) -> Role | None:
    told = corrections.rows.get(row)
    if told is not None:
        return told if told in (Role.GROUP, Role.ACTIVITY) else Role.LEFT_OUT
    filled = sheet.filled(row)
    if not filled:
        return None
    name = sheet.text(row, header.names)
    again = _repeats(sheet, header, row)
    if again or not name or is_marker(name):
        lone = len(filled) == 1 and filled[0] < header.names and not again
        return Role.GROUP if lone else Role.LEFT_OUT
    across = any(sheet.first(row, column) == sheet.first(row, header.names) for column in header.letters)
    beside = [column for column in sheet.own(row) if column != header.names and not is_number(sheet.text(row, column))]
    return Role.GROUP if across or not beside else Role.ACTIVITY


def _kinds(sheet: Sheet, header: _Header, rows: Sequence[int], corrections: Corrections) -> dict[int, Role | None]:
    """Return what each row is; a group without activities is an activity that nobody has yet."""
    kinds = {row: _kind(sheet, header, row, corrections) for row in rows}
    solid = [row for row, kind in kinds.items() if kind in (Role.GROUP, Role.ACTIVITY)]
    for row, following in zip(solid, [*solid[1:], -1], strict=True):
        empty = kinds[row] is Role.GROUP and (following < 0 or kinds[following] is Role.GROUP)
        if empty and row not in corrections.rows:
            kinds[row] = Role.ACTIVITY
    return kinds


def _repeats(sheet: Sheet, header: _Header, row: int) -> bool:
    """Return whether a row says again what the headings say."""
    return all(sheet.at(row, column).tokens == cell.tokens for column, cell in header.letters.items())


def _why(sheet: Sheet, header: _Header, row: int) -> Reason:
    if _repeats(sheet, header, row):
        return Reason.HEADING_AGAIN
    return Reason.MARKER if is_marker(sheet.text(row, header.names)) else Reason.NO_NAME


def _end(sheet: Sheet, header: _Header) -> int:
    """Return the row after the last one that names anybody."""
    for row in range(len(sheet) - 1, header.row, -1):
        if any(sheet.at(row, column).sense is Sense.TEXT for column in header.letters) and sheet.text(
            row, header.names
        ):
            return row + 1
    return header.row + 1


def _outside(sheet: Sheet, rows: range, reason: Reason) -> Iterator[Skipped]:
    for row in rows:
        filled = sheet.own(row)
        if filled:
            yield Skipped(sheet.address(row, filled[0]), explanation(sheet, row, filled), reason)


def _columns_beside(sheet: Sheet, header: _Header, rows: Sequence[int]) -> Iterator[Skipped]:
    """Yield every cell beside the columns that were read."""
    read = {header.names, header.groups, *header.letters}
    for row in (header.row, *rows):
        for column in sheet.own(row):
            if column not in read and (row == header.row or sheet.text(row, header.names)):
                yield Skipped(sheet.address(row, column), shortened(sheet.text(row, column)), Reason.BESIDE)


def _may_be_letters(sheet: Sheet, header: _Header, rows: Sequence[int], splitter: Splitter) -> Iterator[Question]:
    """Yield a question about each column beside those of letters that names people: it may be a letter, too."""
    beside: dict[int, list[str]] = {}
    people: set[str] = set()
    for column in range(sheet.width):
        heading = sheet.text(header.row, column)
        played = normalized(heading) in _PLAYED
        texts = [text for row in rows if (text := sheet.text(row, column))]
        read = column in header.letters or column in (header.names, header.groups)
        if texts and not read and (played or not heading or not is_other_heading(heading)):
            beside[column] = texts
            people.update(texts if played else ())
    for column, texts in beside.items():
        if any(text in people or splitter.names(text) for text in texts):
            heading = sheet.text(header.row, column) or texts[0]
            yield Question(sheet.address(header.row, column), shortened(heading), Doubt.COLUMN)


def _missing(sheet: Sheet, header: _Header) -> Iterator[Question]:
    """Yield a question where nobody does the work or nobody answers for it, for want of such a heading."""
    said = {symbol for cell in header.letters.values() for symbol in _symbols(cell.tokens[0])}
    if said and said <= _COMMON and not said >= _NEEDED:
        headings = ", ".join(sheet.text(header.row, column) for column in header.letters)
        yield Question(sheet.address(header.row, min(header.letters)), shortened(headings), Doubt.SCHEME)


def _symbols(token: str) -> str:
    """Return the letter of a heading in the schemes that have both R and A as RACI has, or what it says."""
    found = (word_letters(folded(token), schemes()[identity])[:1] for identity in ("raci", "rasci", "raci-vs"))
    return token if len(token) == 1 else next(filter(None, found), "?")


def _regions(header: _Header, groups: Sequence[int], rows: Sequence[int]) -> Iterator[Region]:
    yield Region(Part.HEADING, header.row, header.names, header.row, header.names)
    for column in header.letters:
        yield Region(Part.LETTERS, header.row, column, header.row, column)
        yield Region(Part.UNIT, rows[0], column, rows[-1], column)
    yield Region(Part.ACTIVITY, rows[0], header.names, rows[-1], header.names)
    if header.groups is not None:
        yield Region(Part.GROUP, rows[0], header.groups, rows[-1], header.groups)
    for row in groups:
        yield Region(Part.GROUP, row, header.names, row, header.names)
