"""A client dictates 40 activities x 12 units; the keys are counted, and nobody loses their place."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pytest
from msgspec.structs import replace
from ui.acting import Opener, all_cells, answers, press
from ui.dictating import Heard, hear, keys_of, presses, read_dictation, row_of

from raciapp.base.resources import sample_organizations
from raciapp.base.words import Language, Words
from raciapp.document import edits
from raciapp.document.records import Activity, Document, Group, Matrix, Row, Unit, new_document
from raciapp.document.storage import load
from raciapp.knowledge.library import knowledge
from raciapp.ui.window import MainWindow

MOST = 1.1
"""Key presses per filled cell."""
GO_RIGHT = "Ctrl+."
"""Pressed once: after a letter the keyboard goes right."""
DICTATION = read_dictation(Path(__file__).with_name("dictation.toml"))
WIDTH = len(DICTATION.units)
HEARD = [hear(sentence, DICTATION) for sentence in DICTATION.said.values()]


def _wanted(heard: Sequence[Heard], width: int) -> list[list[str]]:
    rows: list[list[str]] = []
    for one in heard:
        rows.append(row_of(one, rows[-1] if rows else [], width))
    return rows


WANTED = _wanted(HEARD, WIDTH)


class Typed(NamedTuple):
    """What was pressed, and the document after every edit, the first one empty."""

    keys: list[str]
    documents: list[Document]


def _empty() -> Document:
    """Return the client's matrix before anybody has spoken, with the catalogue's own activities and groups."""
    known = [knowledge().activities[identity] for identity in DICTATION.said]
    groups = tuple(Group(one.group, knowledge().groups[one.group].name) for one in known)
    document = replace(
        new_document(Words(DICTATION.organization)),
        units=tuple(Unit(name.lower().replace(" ", "_"), Words(name)) for name in DICTATION.units),
        groups=tuple(dict.fromkeys(groups)),
        activities=tuple(Activity(one.id, one.name, one.group) for one in known),
    )
    rows = (Row(bytes(WIDTH)),) * len(known)
    return replace(document, matrices=(Matrix("as_is", document.matrices[0].name, rows),))


def _in_view(window: MainWindow) -> bool:
    grid = window.grid
    return grid.viewport().rect().contains(grid.visualRect(grid.currentIndex()))


def _type(window: MainWindow, heard: Sequence[Heard]) -> Typed:
    """Type row after row, and see after each that the hands are where the next one begins."""
    grid, session = window.grid, window.open_session()
    activities, first_unit = grid.matrix.shown_activities, grid.matrix.shown_units[0]
    typed = Typed([GO_RIGHT], [session.document])
    session.changed.connect(lambda document, _changes: typed.documents.append(document))
    press(window, GO_RIGHT)
    for place, one in enumerate(heard):
        assert grid.current_place() == (activities[place], first_unit)
        assert _in_view(window)
        keys = keys_of(one, grid.matrix.columnCount())
        press(window, *keys)
        typed.keys.extend(keys)
    return typed


def _shown(window: MainWindow) -> list[list[str]]:
    """Return the letters of every row that the grid shows, headings left out, written as they are dictated."""
    cells = all_cells(window)
    matrix = window.grid.matrix
    rows = [row for row in range(matrix.rowCount()) if not matrix.line(row).heading]
    return [[text.replace("/", "") for text in cells[row]] for row in rows]


def _report(what: str, count: int, filled: int) -> None:
    print(f"{what}: {count} presses for {filled} cells, {count / filled:.2f} a cell.")  # noqa: T201 - to be quoted


def _filled(rows: Sequence[Sequence[str]]) -> int:
    return sum(1 for row in rows for letters in row if letters)


@pytest.fixture
def window(opened: Opener) -> MainWindow:
    """Return a window on the empty matrix, with the keyboard on its first cell."""
    window = opened(_empty())
    activity, unit = next(iter(DICTATION.said)), window.grid.matrix.shown_units[0]
    window.grid.go_to(activity, unit)
    return window


def test_the_dictation_is_one_that_a_client_could_give() -> None:
    assert (len(WANTED), WIDTH) == (40, 12)
    catalogue = [identity for identity in knowledge().activities if identity in DICTATION.said]
    assert list(DICTATION.said) == catalogue  # the order of a workshop; each is one the catalogue knows
    core = {identity for identity, activity in knowledge().activities.items() if activity.core}
    assert core <= set(DICTATION.said)
    sparse = [row for row in WANTED if _filled([row]) <= 5]
    assert len(sparse) >= 0.4 * len(WANTED)
    accountable = [sum(1 for letters in row if "A" in letters) for row in WANTED]
    assert max(accountable) == 1
    nobody = [identity for identity, count in zip(DICTATION.said, accountable, strict=True) if not count]
    assert nobody == ["per_participate", "per_presence"]  # by design: people act in their own name


def test_a_dictation_of_40_x_12_takes_at_most_1_1_presses_per_filled_cell(window: MainWindow) -> None:
    typed = _type(window, HEARD)
    assert _shown(window) == WANTED
    count, filled = presses(typed.keys), _filled(WANTED)
    _report("Dictation of 40 x 12", count, filled)
    assert count <= MOST * filled


def test_nothing_asks_and_nothing_covers_the_grid_during_the_dictation(window: MainWindow) -> None:
    room = window.grid.size()
    for heard in HEARD:
        press(window, *keys_of(heard, WIDTH))
        assert answers(window).asked == []
        assert not window.notices.isVisible()
        assert window.grid.hasFocus()
        assert window.grid.size() == room


def test_every_step_of_the_dictation_can_be_undone_and_done_again(window: MainWindow) -> None:
    typed = _type(window, HEARD)
    session = window.open_session()
    for document in reversed(typed.documents[:-1]):
        press(window, "Ctrl+Z")
        assert session.document == document
        assert _in_view(window)
    assert _filled(_shown(window)) == 0
    assert not window.actions_by_id["undo"].isEnabled()
    while window.actions_by_id["redo"].isEnabled():
        press(window, "Ctrl+Y")
    assert _shown(window) == WANTED


def test_a_whole_sample_can_be_typed_from_empty(opened: Opener) -> None:
    """Nobody dictates a sample in words: its letters alone are typed, with no «everybody else»."""
    sample = load(sample_organizations() / "third_rain_international.raci")
    matrix = sample.matrices[0]
    places = [(activity.id, unit.id) for activity in sample.activities for unit in sample.units]
    window = opened(edits.clear_cells(sample, matrix.id, places))
    order = [sample.activity_places[identity] for identity in window.grid.matrix.shown_activities]
    text = sample.alphabet.text
    wanted = [[text(mask).replace("/", "") for mask in matrix.rows[place].letters] for place in order]
    window.grid.go_to(window.grid.matrix.shown_activities[0], sample.units[0].id)
    heard = [Heard({column: letters for column, letters in enumerate(row) if letters}) for row in wanted]
    typed = _type(window, heard)
    assert _shown(window) == wanted
    _report(sample.organization.name.text(Language.EN), presses(typed.keys), _filled(wanted))
