"""Hypothesis strategies: random valid documents, and random edits of a given document."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from raciapp.base.words import Language, Words
from raciapp.document import edits
from raciapp.document.letters import Scheme, schemes
from raciapp.document.records import (
    Activity,
    Cell,
    Document,
    Group,
    Matrix,
    OperatingModel,
    Organization,
    Row,
    Sector,
    Size,
    Threshold,
    Tone,
    Unit,
    Waiver,
)

Item = TypeVar("Item")

ODD_TEXTS = (
    "",
    " ",
    "{units} {0} {",
    '=SUM(A1)"',
    "line\nline\r\nline",
    "separators \u2028 and \u2029 and \x85",
    "quotes \" ' « » \\ /",
    "\x00\x1f\x7f",
    "\u202eright to left",
    "👩🏽‍🚀 équipe 🇨🇦",
    "e\u0301 is not \u00e9",
    "\ufeffbyte order mark",
    "\U0010ffff",
    "<b>&amp;</b> #set page(1pt)",
    "long " * 60,
)
"""Texts that break careless readers and writers; a lone surrogate is no text at all."""

any_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
# One draw each: a document holds dozens of texts, and what matters is how odd they are, not how many there are.
texts = st.sampled_from((*ODD_TEXTS, "Legal", "Ressources humaines"))
words = st.sampled_from([Words(one, other) for one in ODD_TEXTS for other in (one, "", "Legal", "{n}", "l'été\u00a0!")])
languages = st.sampled_from(Language)

# Ids come from small pools, so that two documents drawn apart still have some in common.
UNIT_IDS = ("com", "hr", "legal", "A.b:c-d_1", "0", "x_unit", "x_unit_2")
GROUP_IDS = ("str", "eng", "x_group")
ACTIVITY_IDS = ("str_strategy", "eng_official", "con_create", "per_participate", "x_row", "1", "a" * 80)
MATRIX_IDS = ("as_is", "to_be", "crisis")
RULE_IDS = ("ENG-1", "RACI-1", "SPEC-1")
ADJUSTABLE_IDS = ("APP-1", "RACI-1", "RACI-4", "no_such_rule")
numbers = st.integers(0, 1_000_000) | st.integers(0, 6)
functions = st.lists(st.sampled_from(("strategy", "hr", "legal", "all_staff")), max_size=3, unique=True).map(tuple)

organizations = st.builds(
    Organization,
    name=words,
    kind=words,
    story=words,
    sector=st.sampled_from(Sector),
    size=st.sampled_from(Size),
    model=st.sampled_from(OperatingModel),
    tone=st.sampled_from(Tone),
    program_channels=st.booleans(),
    regulated=st.booleans(),
    no_alternative=st.booleans(),
    no_alternative_reason=texts,
    packs=st.sampled_from(((), ("gc",), ("gc", "other"), ("classic", "names"))),
)


def _ids(pool: Sequence[str]) -> SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(pool), unique=True, max_size=5)


def unit_called(identity: str) -> SearchStrategy[Unit]:
    """Return a strategy of units with this id."""
    return st.builds(Unit, st.just(identity), words, functions, texts)


def activity_called(identity: str) -> SearchStrategy[Activity]:
    """Return a strategy of activities with this id; some name a group that no document has."""
    return st.builds(Activity, st.just(identity), words, st.sampled_from(("", *GROUP_IDS, "gone")), texts)


def waiver_of(rule: str) -> SearchStrategy[Waiver]:
    """Return a strategy of waivers of this rule."""
    return st.builds(Waiver, st.just(rule), texts, texts, st.sampled_from(("", "2026-11-23")))


def masks(alphabet: Scheme) -> SearchStrategy[int]:
    """Return a strategy of cell masks, empty ones among them."""
    return st.integers(0, alphabet.everything)


def _rows(alphabet: Scheme, units: Sequence[str]) -> SearchStrategy[Row]:
    known = bytes(cell & alphabet.everything for cell in range(256))
    letters = st.binary(min_size=len(units), max_size=len(units)).map(lambda cells: cells.translate(known))
    if not units:
        return letters.map(Row)
    remarks = st.dictionaries(st.sampled_from(units), texts.map(lambda text: text or "remark"), max_size=2)
    return st.builds(Row, letters, remarks.map(lambda found: tuple(sorted(found.items()))))


@st.composite
def documents(draw: DrawFn) -> Document:
    """Draw a valid document of any scheme: up to 5 units and 5 activities, 1 to 3 matrices."""
    alphabet = draw(st.sampled_from(list(schemes().values())))
    units = draw(_ids(UNIT_IDS))
    activities = draw(_ids(ACTIVITY_IDS))
    rows = st.lists(_rows(alphabet, units), min_size=len(activities), max_size=len(activities)).map(tuple)
    return Document(
        organization=draw(organizations),
        matrices=tuple(Matrix(identity, draw(words), draw(rows)) for identity in draw(_ids(MATRIX_IDS).filter(bool))),
        scheme=alphabet.id,
        template=draw(st.sampled_from(("", "corporate", 'odd "one"'))),
        units=tuple(draw(unit_called(identity)) for identity in units),
        groups=tuple(Group(identity, draw(words)) for identity in draw(_ids(GROUP_IDS))),
        activities=tuple(draw(activity_called(identity)) for identity in activities),
        waivers=tuple(draw(waiver_of(rule)) for rule in draw(_ids(RULE_IDS))),
        thresholds=tuple(Threshold(rule, draw(numbers)) for rule in sorted(draw(_ids(ADJUSTABLE_IDS)))),
    )


# -- edits ------------------------------------------------------------------------------------------------


def _one(draw: DrawFn, items: Sequence[Item]) -> Item:
    return draw(st.sampled_from(items))


def _some(draw: DrawFn, items: Sequence[Item]) -> list[Item]:
    return draw(st.lists(st.sampled_from(items), max_size=3)) if items else []


def _matrix(draw: DrawFn, document: Document) -> str:
    return _one(draw, document.matrices).id


def _places(draw: DrawFn, document: Document) -> list[tuple[str, str]]:
    return _some(draw, [(activity.id, unit.id) for activity in document.activities for unit in document.units])


def _fresh(draw: DrawFn, taken: Sequence[Unit | Group | Activity | Matrix]) -> str:
    return edits.fresh_id(draw(texts), [item.id for item in taken])


def _set_cells(draw: DrawFn, document: Document) -> Document:
    cell = st.builds(Cell, masks(document.alphabet), texts)
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


def _move_activity(draw: DrawFn, document: Document) -> Document:
    for activity in _some(draw, document.activities):
        document = edits.move_activity(document, activity.id, draw(st.sampled_from((-1, 1))))
    return document


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


def _move_unit(draw: DrawFn, document: Document) -> Document:
    for unit in _some(draw, document.units):
        document = edits.move_unit(document, unit.id, draw(st.sampled_from((-1, 1))))
    return document


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
        _move_activity,
        _add_group,
        _rename_group,
        _add_unit,
        _rename_unit,
        _set_functions,
        _remove_units,
        _arrange_units,
        _move_unit,
        _set_organization,
        _copy_matrix,
        _remove_matrix,
        _waive,
        _withdraw_waiver,
        _set_threshold,
    )
}
"""How to draw an edit, by the name of its function in `raciapp.document.edits`."""


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


def assert_valid(document: Document) -> None:
    """Check what every document must hold to, whatever was done to it."""
    for items in (document.units, document.groups, document.activities, document.matrices):
        identities = [item.id for item in items]
        assert len(identities) == len(set(identities))
    assert document.matrices
    known = set(document.unit_places)
    for matrix in document.matrices:
        assert len(matrix.rows) == len(document.activities)
        for row in matrix.rows:
            assert len(row.letters) == len(document.units)
            assert all(cell <= document.alphabet.everything for cell in row.letters)
            assert [unit for unit, _ in row.remarks] == sorted({unit for unit, _ in row.remarks} & known)
            assert all(remark for _, remark in row.remarks)
