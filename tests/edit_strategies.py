"""Hypothesis strategies: random edits of a given document, and chains of them."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn
from strategies import (
    ADJUSTABLE_IDS,
    RULE_IDS,
    activity_called,
    divisions,
    documents,
    functions,
    languages,
    masks,
    numbers,
    organizations,
    statuses,
    texts,
    unit_called,
    waiver_of,
    words,
)

from raciapp.document import arranging, edits, filling, merging
from raciapp.document.records import WHOLE_ROW, Activity, Cell, Document, Group, Matrix, Unit

Item = TypeVar("Item")


def _one(draw: DrawFn, items: Sequence[Item]) -> Item:
    return draw(st.sampled_from(items))


def _some(draw: DrawFn, items: Sequence[Item]) -> list[Item]:
    return draw(st.lists(st.sampled_from(items), max_size=3)) if items else []


def _some_rows(draw: DrawFn, document: Document) -> list[str]:
    return _some(draw, list(document.activity_places))


def _some_columns(draw: DrawFn, document: Document) -> list[str]:
    return _some(draw, list(document.unit_places))


def _matrix(draw: DrawFn, document: Document) -> str:
    return _one(draw, document.matrices).id


def _places(draw: DrawFn, document: Document) -> list[tuple[str, str]]:
    return _some(draw, [(activity.id, unit.id) for activity in document.activities for unit in document.units])


def _fresh(draw: DrawFn, taken: Sequence[Unit | Group | Activity | Matrix]) -> str:
    return edits.fresh_id(draw(texts), [item.id for item in taken])


def _set_cells(draw: DrawFn, document: Document) -> Document:
    cell = st.builds(Cell, masks(document.alphabet), texts, statuses)
    cells = {place: draw(cell) for place in _places(draw, document)}
    return edits.set_cells(document, _matrix(draw, document), cells)


def _toggle_letter(draw: DrawFn, document: Document) -> Document:
    bit = _one(draw, list(document.alphabet.bits.values()))
    return edits.toggle_letter(document, _matrix(draw, document), _places(draw, document), bit)


def _clear_cells(draw: DrawFn, document: Document) -> Document:
    return edits.clear_cells(document, _matrix(draw, document), _places(draw, document))


def _set_remark(draw: DrawFn, document: Document) -> Document:
    for activity, unit in _places(draw, document):
        document = edits.set_remark(document, _matrix(draw, document), activity, unit, draw(texts))
    return document


def _set_status(draw: DrawFn, document: Document) -> Document:
    rows = [(activity.id, WHOLE_ROW) for activity in document.activities]
    places = _places(draw, document) + _some(draw, rows)
    return edits.set_status(document, _matrix(draw, document), places, draw(statuses))


def _set_activity_remark(draw: DrawFn, document: Document) -> Document:
    for activity in _some_rows(draw, document):
        document = edits.set_activity_remark(document, activity, draw(texts))
    return document


def _set_unit_remark(draw: DrawFn, document: Document) -> Document:
    for unit in _some_columns(draw, document):
        document = edits.set_unit_remark(document, unit, draw(texts))
    return document


def _set_division(draw: DrawFn, document: Document) -> Document:
    return edits.set_division(document, _some_columns(draw, document), draw(divisions))


def _add_activity(draw: DrawFn, document: Document) -> Document:
    activity = draw(activity_called(_fresh(draw, document.activities)))
    return edits.add_activity(document, activity, draw(st.none() | st.integers(0, len(document.activities))))


def _rename_activity(draw: DrawFn, document: Document) -> Document:
    for activity in _some(draw, document.activities):
        document = edits.rename_activity(document, activity.id, draw(texts), draw(languages))
    return document


def _remove_activities(draw: DrawFn, document: Document) -> Document:
    return edits.remove_activities(document, [activity.id for activity in _some(draw, document.activities)])


def _arrange_activities(draw: DrawFn, document: Document) -> Document:
    return edits.arrange_activities(document, draw(st.permutations(range(len(document.activities)))))


def _add_group(draw: DrawFn, document: Document) -> Document:
    group = Group(_fresh(draw, document.groups), draw(words))
    return edits.add_group(document, group, draw(st.none() | st.integers(0, len(document.groups))))


def _rename_group(draw: DrawFn, document: Document) -> Document:
    for group in _some(draw, document.groups):
        document = edits.rename_group(document, group.id, draw(texts), draw(languages))
    return document


def _add_unit(draw: DrawFn, document: Document) -> Document:
    unit = draw(unit_called(_fresh(draw, document.units)))
    return edits.add_unit(document, unit, draw(st.none() | st.integers(0, len(document.units))))


def _rename_unit(draw: DrawFn, document: Document) -> Document:
    for unit in _some(draw, document.units):
        document = edits.rename_unit(document, unit.id, draw(texts), draw(languages))
    return document


def _set_functions(draw: DrawFn, document: Document) -> Document:
    for unit in _some(draw, document.units):
        document = edits.set_functions(document, unit.id, draw(functions))
    return document


def _remove_units(draw: DrawFn, document: Document) -> Document:
    return edits.remove_units(document, [unit.id for unit in _some(draw, document.units)])


def _arrange_units(draw: DrawFn, document: Document) -> Document:
    return edits.arrange_units(document, draw(st.permutations(range(len(document.units)))))


def _set_organization(draw: DrawFn, document: Document) -> Document:
    return edits.set_organization(document, draw(organizations))


def _copy_matrix(draw: DrawFn, document: Document) -> Document:
    source = _matrix(draw, document)
    return edits.copy_matrix(document, source, _fresh(draw, document.matrices), draw(words))


def _remove_matrix(draw: DrawFn, document: Document) -> Document:
    return edits.remove_matrix(document, _matrix(draw, document))


def _waive(draw: DrawFn, document: Document) -> Document:
    return edits.waive(document, draw(waiver_of(_one(draw, RULE_IDS))))


def _withdraw_waiver(draw: DrawFn, document: Document) -> Document:
    return edits.withdraw_waiver(document, _one(draw, RULE_IDS))


def _set_threshold(draw: DrawFn, document: Document) -> Document:
    return edits.set_threshold(document, _one(draw, ADJUSTABLE_IDS), draw(st.none() | numbers))


# -- edits of many things at once -------------------------------------------------------------------------

steps = st.sampled_from((-1, 1, -1, 1, 0, 2, -3))


def _fill_down(draw: DrawFn, document: Document) -> Document:
    rows, columns = _some_rows(draw, document), _some_columns(draw, document)
    return filling.fill_down(document, _matrix(draw, document), rows, columns)


def _fill_right(draw: DrawFn, document: Document) -> Document:
    rows, columns = _some_rows(draw, document), _some_columns(draw, document)
    return filling.fill_right(document, _matrix(draw, document), rows, columns)


def _repeat(draw: DrawFn, document: Document) -> Document:
    source = [_places(draw, document) for _ in range(draw(st.integers(0, 2)))]
    targets = [_places(draw, document) for _ in range(draw(st.integers(0, 3)))]
    return filling.repeat(document, _matrix(draw, document), source, targets)


def _fill_empty(draw: DrawFn, document: Document) -> Document:
    mask = draw(masks(document.alphabet))
    return filling.fill_empty(document, _matrix(draw, document), _places(draw, document), mask)


def _set_alone(draw: DrawFn, document: Document) -> Document:
    bit = _one(draw, list(document.alphabet.bits.values()))
    return filling.set_alone(document, _matrix(draw, document), _places(draw, document), bit)


def _shift_activities(draw: DrawFn, document: Document) -> Document:
    return arranging.shift_activities(document, _some_rows(draw, document), draw(steps))


def _place_activities(draw: DrawFn, document: Document) -> Document:
    before = draw(st.sampled_from((None, *document.activity_places)))
    group = _one(draw, ("", *document.group_places))
    return arranging.place_activities(document, _some_rows(draw, document), before, group)


def _shift_groups(draw: DrawFn, document: Document) -> Document:
    return arranging.shift_groups(document, _some(draw, list(document.group_places)), draw(steps))


def _place_group(draw: DrawFn, document: Document) -> Document:
    for group in _some(draw, list(document.group_places)):
        document = arranging.place_group(document, group, draw(st.sampled_from((None, *document.group_places))))
    return document


def _remove_group(draw: DrawFn, document: Document) -> Document:
    for group in set(_some(draw, list(document.group_places))):
        document = arranging.remove_group(document, group)
    return document


def _shift_units(draw: DrawFn, document: Document) -> Document:
    return arranging.shift_units(document, _some_columns(draw, document), draw(steps))


def _place_units(draw: DrawFn, document: Document) -> Document:
    before = draw(st.sampled_from((None, *document.unit_places)))
    return arranging.place_units(document, _some_columns(draw, document), before)


def _gather_divisions(_draw: DrawFn, document: Document) -> Document:
    return arranging.gather_divisions(document)


def _duplicate_activities(draw: DrawFn, document: Document) -> Document:
    return arranging.duplicate_activities(document, _some_rows(draw, document))[0]


def _duplicate_units(draw: DrawFn, document: Document) -> Document:
    return arranging.duplicate_units(document, _some_columns(draw, document))[0]


def _merge_units(draw: DrawFn, document: Document) -> Document:
    return merging.merge_units(document, _some_columns(draw, document))[0]


def _merge_activities(draw: DrawFn, document: Document) -> Document:
    return merging.merge_activities(document, _some_rows(draw, document))[0]


def _split_unit(draw: DrawFn, document: Document) -> Document:
    for unit in _some_columns(draw, document):
        document = merging.split_unit(document, unit, draw(words))[0]
    return document


EDITS: dict[str, Callable[[DrawFn, Document], Document]] = {
    draws.__name__.removeprefix("_"): draws
    for draws in (
        _set_cells,
        _toggle_letter,
        _clear_cells,
        _set_remark,
        _add_activity,
        _rename_activity,
        _remove_activities,
        _arrange_activities,
        _add_group,
        _rename_group,
        _add_unit,
        _rename_unit,
        _set_functions,
        _remove_units,
        _arrange_units,
        _set_organization,
        _copy_matrix,
        _remove_matrix,
        _waive,
        _withdraw_waiver,
        _set_threshold,
        _set_status,
        _set_activity_remark,
        _set_unit_remark,
        _set_division,
        _fill_down,
        _fill_right,
        _repeat,
        _fill_empty,
        _set_alone,
        _shift_activities,
        _place_activities,
        _duplicate_activities,
        _shift_groups,
        _place_group,
        _remove_group,
        _shift_units,
        _place_units,
        _duplicate_units,
        _gather_divisions,
        _merge_units,
        _merge_activities,
        _split_unit,
    )
}
"""How to draw an edit, by the name of its function in `raciapp.document`."""


@st.composite
def edited(draw: DrawFn, document: Document, edit: str | None = None) -> Document:
    """Draw the document after one edit, of the kind called `edit` or of any kind."""
    return EDITS[edit or draw(st.sampled_from(list(EDITS)))](draw, document)


@st.composite
def edit_chains(draw: DrawFn, longest: int = 8) -> list[Document]:
    """Draw a document and what becomes of it, edit after edit."""
    chain = [draw(documents())]
    for _ in range(draw(st.integers(1, longest))):
        chain.append(draw(edited(chain[-1])))
    return chain
