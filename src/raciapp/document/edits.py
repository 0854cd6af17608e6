"""Edits: pure functions from a document to the next one. Ids say what is meant, never positions."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from msgspec.structs import replace

from raciapp.base.words import Language, Words, same
from raciapp.document.records import (
    EMPTY,
    NO_WORDS,
    WHOLE_ROW,
    Activity,
    Cell,
    Document,
    Group,
    Matrix,
    Organization,
    Row,
    Status,
    Threshold,
    Unit,
    Waiver,
)

Item = TypeVar("Item")


def fresh_id(name: str, taken: Iterable[str]) -> str:
    """Return an id made from `name` that is not among `taken`; `x_` keeps it apart from the knowledge's own."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    stem = "x_" + (re.sub(r"[^a-z0-9]+", "_", plain.lower()).strip("_")[:40] or "item")
    used = set(taken)
    if stem not in used:
        return stem
    number = 2
    while f"{stem}_{number}" in used:
        number += 1
    return f"{stem}_{number}"


def renamed(name: Words, text: str, language: Language) -> Words:
    """Return the words after a person typed `text` in `language`.

    The other language is dropped: a translation of the old name would be wrong, and wrong is worse than missing.
    """
    if text == name.text(language):
        return name
    return Words(fr=text) if language is Language.FR else same(text)


# -- cells ------------------------------------------------------------------------------------------------


def set_cells(document: Document, matrix: str, cells: Mapping[tuple[str, str], Cell]) -> Document:
    """Return the document with each (activity id, unit id) of `cells` set; equal cells change nothing.

    Raises KeyError for an id the document does not have.
    """
    by_row: dict[int, dict[str, Cell]] = {}
    for (activity, unit), cell in cells.items():
        by_row.setdefault(document.activity_places[activity], {})[unit] = cell
    old = document.matrix(matrix)
    rows = list(old.rows)
    for place, changes in by_row.items():
        rows[place] = rows[place].with_cells(changes, document.unit_places)
    if all(new is before for new, before in zip(rows, old.rows, strict=True)):
        return document
    return _with_matrix(document, replace(old, rows=tuple(rows)))


def _with_matrix(document: Document, matrix: Matrix) -> Document:
    return replace(document, matrices=tuple(matrix if old.id == matrix.id else old for old in document.matrices))


def set_letters(
    document: Document, matrix: str, places: Iterable[tuple[str, str]], letters: Callable[[int], int]
) -> Document:
    """Return the document with the mask of each (activity id, unit id) put through `letters`; remarks stay."""
    cells = {}
    for activity, unit in places:
        cell = document.cell(matrix, activity, unit)
        cells[activity, unit] = replace(cell, letters=letters(cell.letters))
    return set_cells(document, matrix, cells)


def toggle_letter(document: Document, matrix: str, places: Sequence[tuple[str, str]], bit: int) -> Document:
    """Return the document with the letter set on every place, or taken off where all of them have it."""
    if all(document.cell(matrix, activity, unit).letters & bit for activity, unit in places):
        return set_letters(document, matrix, places, lambda mask: mask & ~bit)
    return set_letters(document, matrix, places, lambda mask: mask | bit)


def clear_cells(document: Document, matrix: str, places: Iterable[tuple[str, str]]) -> Document:
    """Return the document with the letters, remarks and statuses of the places gone."""
    return set_cells(document, matrix, dict.fromkeys(places, EMPTY))


def set_remark(document: Document, matrix: str, activity: str, unit: str, remark: str) -> Document:
    """Return the document with a cell's remark; the empty string takes it off."""
    cell = document.cell(matrix, activity, unit)
    return set_cells(document, matrix, {(activity, unit): replace(cell, remark=remark)})


def set_status(document: Document, matrix: str, places: Iterable[tuple[str, str]], status: Status) -> Document:
    """Return the document with the status of each (activity id, unit id or `WHOLE_ROW`)."""
    cells = {place: replace(document.cell(matrix, *place), status=status) for place in places}
    return set_cells(document, matrix, cells)


# -- activities and groups --------------------------------------------------------------------------------


def add_activity(document: Document, activity: Activity, at: int | None = None) -> Document:
    """Return the document with an empty row for `activity`, before place `at` or at the end."""
    place = len(document.activities) if at is None else at
    blank = Row(bytes(len(document.units)))
    return replace(
        document,
        activities=(*document.activities[:place], activity, *document.activities[place:]),
        matrices=tuple(
            replace(matrix, rows=(*matrix.rows[:place], blank, *matrix.rows[place:])) for matrix in document.matrices
        ),
    )


def add_group(document: Document, group: Group, at: int | None = None) -> Document:
    """Return the document with one more heading, before place `at` or at the end."""
    place = len(document.groups) if at is None else at
    return replace(document, groups=(*document.groups[:place], group, *document.groups[place:]))


def rename_activity(document: Document, activity: str, text: str, language: Language) -> Document:
    """Return the document with an activity's name as typed in `language`."""
    place = document.activity_places[activity]
    old = document.activities[place]
    return replace(
        document,
        activities=_put(document.activities, place, replace(old, name=renamed(old.name, text, language))),
    )


def rename_group(document: Document, group: str, text: str, language: Language) -> Document:
    """Return the document with a group's name as typed in `language`."""
    place = document.group_places[group]
    old = document.groups[place]
    return replace(document, groups=_put(document.groups, place, replace(old, name=renamed(old.name, text, language))))


def remove_activities(document: Document, activities: Iterable[str]) -> Document:
    """Return the document without these rows; groups stay, empty ones are simply not shown."""
    gone = set(activities)
    return arrange_activities(
        document, [place for place, activity in enumerate(document.activities) if activity.id not in gone]
    )


def arrange_activities(document: Document, places: Sequence[int]) -> Document:
    """Return the document with its rows picked and ordered by their old `places`."""
    return replace(
        document,
        activities=tuple(document.activities[place] for place in places),
        matrices=tuple(
            replace(matrix, rows=tuple(matrix.rows[place] for place in places)) for matrix in document.matrices
        ),
    )


def set_activity_remark(document: Document, activity: str, remark: str) -> Document:
    """Return the document with a remark on a whole row; the empty string takes it off."""
    place = document.activity_places[activity]
    old = document.activities[place]
    if old.remark == remark:
        return document
    return replace(document, activities=_put(document.activities, place, replace(old, remark=remark)))


# -- units ------------------------------------------------------------------------------------------------


def add_unit(document: Document, unit: Unit, at: int | None = None) -> Document:
    """Return the document with an empty column for `unit`, before place `at` or at the end."""
    place = len(document.units) if at is None else at

    def widened(row: Row) -> Row:
        return replace(row, letters=row.letters[:place] + b"\0" + row.letters[place:])

    return replace(
        document,
        units=(*document.units[:place], unit, *document.units[place:]),
        matrices=_with_rows(document, widened),
    )


def rename_unit(document: Document, unit: str, text: str, language: Language) -> Document:
    """Return the document with a unit's name as typed in `language`."""
    place = document.unit_places[unit]
    old = document.units[place]
    return replace(document, units=_put(document.units, place, replace(old, name=renamed(old.name, text, language))))


def set_functions(document: Document, unit: str, functions: tuple[str, ...]) -> Document:
    """Return the document with the functions a unit fulfils."""
    place = document.unit_places[unit]
    return replace(document, units=_put(document.units, place, replace(document.units[place], functions=functions)))


def set_unit_remark(document: Document, unit: str, remark: str) -> Document:
    """Return the document with a remark on a whole column; the empty string takes it off."""
    place = document.unit_places[unit]
    old = document.units[place]
    if old.remark == remark:
        return document
    return replace(document, units=_put(document.units, place, replace(old, remark=remark)))


def set_division(document: Document, units: Iterable[str], division: Words) -> Document:
    """Return the document with these columns under one heading, or under none where `division` says nothing."""
    heading = NO_WORDS if division == NO_WORDS else division
    columns = list(document.units)
    for place in [document.unit_places[unit] for unit in units]:
        if columns[place].division != heading:
            columns[place] = replace(columns[place], division=heading)
    return document if columns == list(document.units) else replace(document, units=tuple(columns))


def remove_units(document: Document, units: Iterable[str]) -> Document:
    """Return the document without these columns and their remarks."""
    gone = set(units)
    return arrange_units(document, [place for place, unit in enumerate(document.units) if unit.id not in gone])


def arrange_units(document: Document, places: Sequence[int]) -> Document:
    """Return the document with its columns picked and ordered by their old `places`."""
    kept = {WHOLE_ROW, *(document.units[place].id for place in places)}

    def arranged(row: Row) -> Row:
        return Row(
            bytes(row.letters[place] for place in places),
            tuple(remark for remark in row.remarks if remark[0] in kept),
            tuple(status for status in row.statuses if status[0] in kept),
        )

    return replace(
        document,
        units=tuple(document.units[place] for place in places),
        matrices=_with_rows(document, arranged),
    )


def _with_rows(document: Document, change: Callable[[Row], Row]) -> tuple[Matrix, ...]:
    return tuple(replace(matrix, rows=tuple(change(row) for row in matrix.rows)) for matrix in document.matrices)


# -- the document as a whole ------------------------------------------------------------------------------


def set_organization(document: Document, organization: Organization) -> Document:
    """Return the document about `organization`, which decides which rules apply."""
    return replace(document, organization=organization)


def copy_matrix(document: Document, source: str, identity: str, name: Words) -> Document:
    """Return the document with a copy of a matrix, such as a to-be that starts from the as-is."""
    copied = replace(document.matrix(source), id=identity, name=name)
    return replace(document, matrices=(*document.matrices, copied))


def remove_matrix(document: Document, identity: str) -> Document:
    """Return the document without a matrix; the last one stays."""
    kept = tuple(matrix for matrix in document.matrices if matrix.id != identity)
    return replace(document, matrices=kept) if kept else document


def waive(document: Document, waiver: Waiver) -> Document:
    """Return the document with a rule's findings accepted; an earlier waiver of that rule is replaced."""
    kept = tuple(waiver if old.rule == waiver.rule else old for old in document.waivers)
    return replace(document, waivers=kept if waiver in kept else (*kept, waiver))


def set_threshold(document: Document, rule: str, most: int | None) -> Document:
    """Return the document in which `rule` asks from another number on, or from its own again for None."""
    others = tuple(old for old in document.thresholds if old.rule != rule)
    own = () if most is None else (Threshold(rule, most),)
    return replace(document, thresholds=tuple(sorted((*others, *own), key=lambda one: one.rule)))


def withdraw_waiver(document: Document, rule: str) -> Document:
    """Return the document in which `rule` is no longer waived by the consultant."""
    return replace(document, waivers=tuple(waiver for waiver in document.waivers if waiver.rule != rule))


def _put(items: tuple[Item, ...], place: int, item: Item) -> tuple[Item, ...]:
    return (*items[:place], item, *items[place + 1 :])
