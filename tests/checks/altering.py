"""Templates as people change them: a cell here, a row there, another answer about the organization."""

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from raciapp.document import edits
from raciapp.document.records import Cell, Document, OperatingModel, Organization, Sector, Size, Tone
from raciapp.knowledge.fitting import document_from
from raciapp.knowledge.library import knowledge

TEMPLATES = {template.id: document_from(template, knowledge()) for template in knowledge().templates.values()}
"""Each template, fitted to one unit per function."""

cells = st.builds(Cell, st.integers(0, 15), st.sampled_from(("", "", "sensitive topics only")))
settings_of_any = st.builds(
    Organization,
    name=st.just(TEMPLATES["corporate"].organization.name),
    sector=st.sampled_from(Sector),
    size=st.sampled_from(Size),
    model=st.sampled_from(OperatingModel),
    tone=st.sampled_from(Tone),
    program_channels=st.booleans(),
    regulated=st.booleans(),
    no_alternative=st.booleans(),
    packs=st.sampled_from(((), ("gc",), ("classic",), ("gc", "classic", "names"))),
)


def _one(items: tuple[edits.Item, ...]) -> SearchStrategy[edits.Item]:
    return st.sampled_from(items)


def _set_cell(draw: DrawFn, document: Document) -> Document:
    place = (draw(_one(document.activities)).id, draw(_one(document.units)).id)
    return edits.set_cells(document, "as_is", {place: draw(cells)})


def _clear_row(draw: DrawFn, document: Document) -> Document:
    activity = draw(_one(document.activities)).id
    return edits.clear_cells(document, "as_is", [(activity, unit.id) for unit in document.units])


def _remove_rows(draw: DrawFn, document: Document) -> Document:
    gone = draw(st.sets(_one(document.activities).map(lambda activity: activity.id), min_size=1, max_size=8))
    return edits.remove_activities(document, gone)


def _remove_unit(draw: DrawFn, document: Document) -> Document:
    return edits.remove_units(document, [draw(_one(document.units)).id])


def _answer(draw: DrawFn, document: Document) -> Document:
    return edits.set_organization(document, draw(settings_of_any))


_KINDS = (_set_cell, _set_cell, _set_cell, _clear_row, _remove_rows, _remove_unit, _answer)


@st.composite
def altered_templates(draw: DrawFn) -> Document:
    """Draw a template after one to six changes."""
    document = draw(st.sampled_from(list(TEMPLATES.values())))
    for _ in range(draw(st.integers(1, 6))):
        document = draw(st.sampled_from(_KINDS))(draw, document)
    return document


@st.composite
def one_cell_off(draw: DrawFn, document: Document) -> Document:
    """Draw the document with other letters in one cell."""
    return _set_cell(draw, document)
