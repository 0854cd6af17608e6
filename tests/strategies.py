"""Hypothesis strategies: random valid documents and their parts. Random edits of them are in `edit_strategies`."""

from collections.abc import Sequence
from typing import TypeVar

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from raciapp.base.words import Language, Words
from raciapp.document.letters import Scheme, schemes
from raciapp.document.records import (
    NO_WORDS,
    WHOLE_ROW,
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
    Status,
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
divisions = st.sampled_from(
    (NO_WORDS, NO_WORDS, Words("Field"), Words("Field", "Terrain"), Words(fr="Siège"), Words(" "))
)
statuses = st.sampled_from(Status)

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
    return st.builds(Unit, st.just(identity), words, functions, texts, divisions)


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
    said = texts.map(lambda text: text or "remark")
    remarks = st.dictionaries(st.sampled_from(units), said, max_size=2) if units else st.just({})
    decided = st.dictionaries(st.sampled_from((WHOLE_ROW, *units)), statuses.filter(bool), max_size=2)
    return st.builds(Row, letters, remarks.map(_sorted), decided.map(_sorted))


def _sorted(said: dict[str, Item]) -> tuple[tuple[str, Item], ...]:
    return tuple(sorted(said.items(), key=lambda one: one[0]))


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


# -- what is so of a document -----------------------------------------------------------------------------


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
            assert [unit for unit, _ in row.statuses] == sorted(
                {unit for unit, _ in row.statuses} & {*known, WHOLE_ROW}
            )
            assert all(status for _, status in row.statuses)


def cells_of(document: Document) -> dict[tuple[str, str, str], Cell]:
    """Return every cell that is not empty by the ids of its matrix, activity and unit (`WHOLE_ROW` for a row's own)."""
    found = {
        (matrix.id, activity.id, unit): document.cell(matrix.id, activity.id, unit)
        for matrix in document.matrices
        for activity in document.activities
        for unit in (*document.unit_places, WHOLE_ROW)
    }
    return {place: cell for place, cell in found.items() if cell != Cell()}


def order_of(document: Document) -> list[tuple[str, list[str]]]:
    """Return the ids of the rows as they are shown, by group."""
    return [
        (group.id if group else "", [document.activities[place].id for place in places])
        for group, places in document.sections()
    ]
