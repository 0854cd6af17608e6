"""Filling cells from other cells: letters alone travel; remarks and statuses stay where they were written."""

from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from raciapp.document.edits import set_cells, set_letters
from raciapp.document.records import Document

Block = Sequence[Sequence[tuple[str, str]]]
"""Rows of (activity id, unit id), as they are shown."""


def fill_down(document: Document, matrix: str, activities: Sequence[str], units: Sequence[str]) -> Document:
    """Return the document with the letters of the first activity on the others, unit by unit.

    Raises KeyError for an id the document does not have.
    """
    held = {unit: _held(document, matrix, activities[0], unit) for unit in units} if activities else {}
    return _with_masks(
        document, matrix, {(activity, unit): mask for activity in activities[1:] for unit, mask in held.items()}
    )


def fill_right(document: Document, matrix: str, activities: Sequence[str], units: Sequence[str]) -> Document:
    """Return the document with the letters of the first unit on the others, activity by activity.

    Raises KeyError for an id the document does not have.
    """
    held = {activity: _held(document, matrix, activity, units[0]) for activity in activities} if units else {}
    return _with_masks(
        document, matrix, {(activity, unit): mask for activity, mask in held.items() for unit in units[1:]}
    )


def repeat(document: Document, matrix: str, source: Block, targets: Block) -> Document:
    """Return the document with the letters of the block `source` laid over `targets` again and again.

    The first target takes the first source. To fill upwards or leftwards, hand over both blocks turned round.
    Raises KeyError for an id the document does not have.
    """
    held = [[_held(document, matrix, *place) for place in row] for row in source if row]
    if not held:
        return document
    masks = {}
    for down, row in enumerate(targets):
        pattern = held[down % len(held)]
        for across, place in enumerate(row):
            masks[place] = pattern[across % len(pattern)]
    return _with_masks(document, matrix, masks)


def fill_empty(document: Document, matrix: str, places: Iterable[tuple[str, str]], mask: int) -> Document:
    """Return the document with the letters of `mask` on each place that has none."""
    return set_letters(document, matrix, places, lambda held: held or mask)


def set_alone(document: Document, matrix: str, places: Sequence[tuple[str, str]], bit: int) -> Document:
    """Return the document with the letter alone on every place, or with no letter where all have it alone."""
    alone = all(_held(document, matrix, *place) == bit for place in places)
    return set_letters(document, matrix, places, lambda _held: 0 if alone else bit)


def _held(document: Document, matrix: str, activity: str, unit: str) -> int:
    return document.cell(matrix, activity, unit).letters


def _with_masks(document: Document, matrix: str, masks: Mapping[tuple[str, str], int]) -> Document:
    cells = {place: replace(document.cell(matrix, *place), letters=mask) for place, mask in masks.items()}
    return set_cells(document, matrix, cells)
