"""Making one row or column of several, and two columns of one, in every matrix."""

from collections.abc import Iterable, Sequence

import msgspec
from msgspec.structs import replace

from raciapp.base.words import Language, Words
from raciapp.document.edits import add_unit, fresh_id, remove_activities, remove_units, set_cells
from raciapp.document.letters import Scheme
from raciapp.document.records import NO_WORDS, WHOLE_ROW, Cell, Document, Status, Unit

JOINT = " · "
"""Stands between remarks that were merged."""

_STRONGEST = (Status.CONTESTED, Status.QUESTION, Status.AGREED, Status.NONE)


class Conflict(msgspec.Struct, frozen=True):
    """A merged cell to look at: the different letters that met in it, or one of too many holders of a letter.

    `letters` are the masks that met, without empty ones and repetitions.
    """

    matrix: str
    activity: str
    unit: str
    letters: tuple[int, ...]


# -- merging ----------------------------------------------------------------------------------------------


def merge_units(document: Document, units: Sequence[str]) -> tuple[Document, tuple[Conflict, ...]]:
    """Return the document with columns merged into the first one given, and where different letters met.

    Raises KeyError for an unknown unit.
    """
    merged = list(dict.fromkeys(units))
    places = [document.unit_places[unit] for unit in merged]
    if len(merged) < 2:
        return document, ()
    after, conflicts = document, []
    for matrix in document.matrices:
        met = {
            activity: [document.cell(matrix.id, activity, unit) for unit in merged]
            for activity in document.activity_places
        }
        united = {(activity, merged[0]): _united(cells) for activity, cells in met.items()}
        after = set_cells(after, matrix.id, united)
        for activity, cells in met.items():
            letters = _met(cells)
            if len(letters) > 1:
                conflicts.append(Conflict(matrix.id, activity, merged[0], letters))
    headers = list(document.units)
    headers[places[0]] = _united_unit([headers[place] for place in places])
    return remove_units(replace(after, units=tuple(headers)), merged[1:]), tuple(conflicts)


def merge_activities(document: Document, activities: Sequence[str]) -> tuple[Document, tuple[Conflict, ...]]:
    """Return the document with rows merged into the first one given, and the cells to look at.

    Those are where different letters met, and each holder of a letter that the scheme allows fewer of in a row.
    Raises KeyError for an unknown activity.
    """
    merged = list(dict.fromkeys(activities))
    places = [document.activity_places[activity] for activity in merged]
    if len(merged) < 2:
        return document, ()
    after, conflicts = document, []
    for matrix in document.matrices:
        met = {
            unit: [document.cell(matrix.id, activity, unit) for activity in merged]
            for unit in (*document.unit_places, WHOLE_ROW)
        }
        united = {unit: _united(cells) for unit, cells in met.items()}
        after = set_cells(after, matrix.id, {(merged[0], unit): cell for unit, cell in united.items()})
        crowded = _crowded(document.alphabet, [cell.letters for cell in united.values()])
        for unit, cell in united.items():
            letters = _met(met[unit])
            if len(letters) > 1 or cell.letters & crowded:
                conflicts.append(Conflict(matrix.id, merged[0], unit, letters))
    rows = list(document.activities)
    rows[places[0]] = replace(rows[places[0]], remark=_joined(rows[place].remark for place in places))
    return remove_activities(replace(after, activities=tuple(rows)), merged[1:]), tuple(conflicts)


def _united(cells: Sequence[Cell]) -> Cell:
    letters = 0
    for cell in cells:
        letters |= cell.letters
    status = min((cell.status for cell in cells), key=_STRONGEST.index)
    return Cell(letters, _joined(cell.remark for cell in cells), status)


def _met(cells: Iterable[Cell]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(cell.letters for cell in cells if cell.letters))


def _united_unit(units: Sequence[Unit]) -> Unit:
    functions = dict.fromkeys(function for unit in units for function in unit.functions)
    division = next((unit.division for unit in units if unit.division != NO_WORDS), NO_WORDS)
    return replace(
        units[0], functions=tuple(functions), remark=_joined(unit.remark for unit in units), division=division
    )


def _joined(remarks: Iterable[str]) -> str:
    """Return the remarks in one text, what was said twice once; one that was merged before counts in its parts."""
    said = list(dict.fromkeys(filter(None, remarks)))
    if len(said) < 2:
        return "".join(said)
    return JOINT.join(dict.fromkeys(part for remark in said for part in remark.split(JOINT) if part))


def _crowded(alphabet: Scheme, masks: Sequence[int]) -> int:
    """Return the mask of the letters that more units of one row hold than the scheme allows."""
    return sum(
        bit
        for letter, bit in zip(alphabet.letters, alphabet.bits.values(), strict=True)
        if letter.at_most is not None and sum(bool(mask & bit) for mask in masks) > letter.at_most
    )


# -- splitting --------------------------------------------------------------------------------------------


def split_unit(document: Document, unit: str, name: Words) -> tuple[Document, str]:
    """Return the document with a unit called `name` right of `unit`, doing what it does, and the new id.

    Letters that only one unit of a row may hold stay with the old one, as do remarks and statuses.
    Raises KeyError for an unknown unit.
    """
    place = document.unit_places[unit]
    old = document.units[place]
    identity = fresh_id(name.text(Language.EN), document.unit_places)
    after = add_unit(document, Unit(identity, name, old.functions, division=old.division), place + 1)
    shared = sum(
        bit
        for letter, bit in zip(document.alphabet.letters, document.alphabet.bits.values(), strict=True)
        if letter.at_most != 1
    )
    for matrix in document.matrices:
        rows = zip(document.activities, matrix.rows, strict=True)
        cells = {(activity.id, identity): Cell(row.letters[place] & shared) for activity, row in rows}
        after = set_cells(after, matrix.id, cells)
    return after, identity
