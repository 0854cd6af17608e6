"""Folding groups and hiding rows and columns: nothing of it is an edit, and the item model keeps Qt's rules."""

from random import Random

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy, QTest
from ui.acting import Opener, answers, click, colours, has_colour, letters, press, row_ids, row_point, select, trigger

from raciapp.document import arranging, edits
from raciapp.document.records import Document, Status
from raciapp.ui.grid.lines import Line
from raciapp.ui.grid.view import GridView
from raciapp.ui.sight import Filter, Sight
from raciapp.ui.theme import current_theme
from raciapp.ui.window import MainWindow

Role = Qt.ItemDataRole


def _stands_on(grid: GridView) -> Line:
    return grid.matrix.line(grid.currentIndex().row())


def _fold(window: MainWindow, *groups: str) -> None:
    session = window.open_session()
    session.look(replace(session.sight, folded=frozenset(groups)))


# -- folding ----------------------------------------------------------------------------------------------


def test_a_group_folds_under_its_heading_and_unfolds_where_one_was(window: MainWindow, grid: GridView) -> None:
    before = window.open_session().document
    grid.go_to("pol_approve_hr", "com")
    press(window, "Alt+-")
    assert row_ids(window)[:5] == ["# str", "str_strategy", "# pol", "# acc", "acc_open"]
    assert _stands_on(grid) == Line("pol", heading=True)
    assert grid.currentIndex().column() == 2
    press(window, "Alt+-")
    assert row_ids(window)[2:4] == ["# pol", "# acc"]
    press(window, "Alt+=")
    assert row_ids(window)[2:4] == ["# pol", "pol_draft"]
    assert grid.current_place() == ("pol_draft", "com")
    assert window.open_session().document is before
    assert window.open_session().workspace.history.undo_label is None


def test_a_click_on_a_heading_folds_and_a_double_click_on_its_triangle_only_folds(
    window: MainWindow, grid: GridView
) -> None:
    header = grid.activities.viewport()
    click(header, row_point(window, "pol"))
    assert "pol_draft" not in row_ids(window)
    assert grid.current_place() == ("str_strategy", "dm"), "who stands elsewhere stays there"
    triangle = QPoint(8, row_point(window, "pol").y())
    QTest.mouseDClick(header, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, triangle)
    QTest.mouseRelease(header, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, triangle)
    assert "pol_draft" in row_ids(window)
    assert answers(window).asked == []


def test_space_on_a_folded_heading_unfolds_it(window: MainWindow, grid: GridView) -> None:
    press(window, "Alt+-", "Space")
    assert row_ids(window)[:2] == ["# str", "str_strategy"]
    assert grid.current_place() == ("str_strategy", "dm")


def test_all_groups_fold_and_unfold(window: MainWindow, grid: GridView, sample: Document) -> None:
    grid.go_to("con_clear", "dig")
    trigger(window, "fold_all")
    assert row_ids(window) == [f"# {group.id}" for group in sample.groups]
    assert _stands_on(grid) == Line("con", heading=True)
    trigger(window, "unfold_all")
    assert len(grid.matrix.shown_activities) == 22
    grid.go_to("con_clear", "dig")
    trigger(window, "unfold_all")
    assert grid.current_place() == ("con_clear", "dig")


def test_rows_without_a_group_never_fold(opened: Opener, sample: Document) -> None:
    loose = replace(sample.activities[0], group="")
    window = opened(replace(sample, activities=(loose, *sample.activities[1:])))
    trigger(window, "fold_all")
    assert row_ids(window)[:2] == ["str_strategy", "# pol"]
    assert window.grid.current_place() == ("str_strategy", "dm")


def test_a_folded_group_shows_its_counts(window: MainWindow, grid: GridView) -> None:
    _fold(window, "pol")
    index = grid.matrix.index(2, 2)
    assert index.data() == "R1 A2 I2"
    assert index.data(Role.AccessibleTextRole) == (
        "Guidelines and policy, Communications Branch: Responsible 1, Accountable 2, Informed 2"
    )
    assert index.data(Role.ToolTipRole) == index.data(Role.AccessibleTextRole)
    empty = grid.matrix.index(2, 0)
    assert empty.data() == ""
    assert str(empty.data(Role.AccessibleTextRole)).endswith(": no part")


def test_the_counts_of_a_folded_group_follow_an_edit(window: MainWindow, grid: GridView) -> None:
    _fold(window, "pol")
    session, spy = window.open_session(), QSignalSpy(grid.matrix.dataChanged)
    session.commit("Clear", edits.clear_cells(session.document, "as_is", [("pol_draft", "com")]))
    assert grid.matrix.index(2, 2).data() == "A1 I2"
    assert [spy.at(number)[0].row() for number in range(spy.count())] == [2]


def test_counts_are_painted_on_the_heading(window: MainWindow, grid: GridView) -> None:
    _fold(window, "pol")
    text = current_theme().text.lower()
    picture = grid.viewport().grab().toImage()
    assert has_colour(colours(picture, grid.area(2, 2)), text)
    assert not has_colour(colours(picture, grid.area(2, 0)), text)
    assert not has_colour(colours(picture, grid.area(0, 2)), text), "an open heading has no counts"


def test_hidden_rows_are_not_counted(window: MainWindow, grid: GridView) -> None:
    grid.go_to("pol_draft", "com")
    press(window, "Ctrl+9", "Alt+-")
    assert grid.matrix.index(2, 2).data() == "A1 I2"


def test_going_to_a_folded_row_unfolds_it(window: MainWindow, grid: GridView) -> None:
    _fold(window, "pol", "con")
    grid.go_to("con_clear", "it")
    assert grid.current_place() == ("con_clear", "it")
    assert window.open_session().sight.folded == {"pol"}


def test_undo_unfolds_where_it_changes_something(window: MainWindow, grid: GridView) -> None:
    grid.go_to("pol_draft", "hr")
    press(window, "R", "Alt+-", "Ctrl+Z")
    assert grid.current_place() == ("pol_draft", "hr")
    assert letters(window, "pol_draft", "hr") == "C"


# -- hiding -----------------------------------------------------------------------------------------------


def test_chosen_rows_are_hidden_and_shown_again(window: MainWindow, grid: GridView) -> None:
    select(window, "pol_draft", "com", down=1)
    press(window, "Ctrl+9")
    assert row_ids(window)[2:4] == ["# pol", "pol_approve_legal"]
    assert window.statusBar().currentMessage() == "2 activities hidden. Ctrl+Shift+9 shows them again."
    assert not window.open_session().workspace.modified
    place = grid.current_place()
    press(window, "Ctrl+Shift+9")
    assert row_ids(window)[3] == "pol_draft"
    assert grid.current_place() == place


def test_chosen_columns_are_hidden_until_they_are_asked_for(window: MainWindow, grid: GridView) -> None:
    select(window, "pol_draft", "com", right=1)
    press(window, "Ctrl+8")
    assert grid.matrix.shown_units[:3] == ["dm", "mo", "med"]
    assert window.statusBar().currentMessage() == "2 units hidden. Ctrl+Shift+9 shows them again."
    sight = window.open_session().sight
    press(window, "Escape")
    assert window.open_session().sight is sight, "what is hidden on purpose stays hidden"
    press(window, "Ctrl+Shift+9")
    assert grid.matrix.shown_units[2:4] == ["com", "dig"]


def test_everything_can_be_hidden_and_comes_back(window: MainWindow, grid: GridView) -> None:
    press(window, "Ctrl+A", "Ctrl+9")
    assert row_ids(window) == []
    assert grid.current_place() is None
    press(window, "Ctrl+Shift+9")
    assert len(grid.matrix.shown_activities) == 22
    assert grid.current_place() is not None
    press(window, "Ctrl+A", "Ctrl+8", "Ctrl+Shift+9")
    assert len(grid.matrix.shown_units) == 16


def test_going_to_what_is_hidden_shows_it(window: MainWindow, grid: GridView) -> None:
    select(window, "pol_draft", "com")
    press(window, "Ctrl+9", "Ctrl+8")
    grid.go_to("pol_draft", "com")
    assert grid.current_place() == ("pol_draft", "com")


def test_going_to_what_the_filter_leaves_out_ends_the_filter(window: MainWindow, grid: GridView) -> None:
    session = window.open_session()
    session.look(replace(session.sight, filter=Filter(group="con")))
    assert "pol_draft" not in row_ids(window)
    grid.go_to("con_clear", "com")
    assert session.sight.filter
    grid.go_to("pol_draft", "com")
    assert not session.sight.filter
    assert grid.current_place() == ("pol_draft", "com")


def test_filters_are_switched_by_keys(window: MainWindow, grid: GridView) -> None:
    press(window, "Ctrl+Shift+J")
    assert window.open_session().sight.filter == Filter(findings=True)
    assert 0 < len(grid.matrix.shown_activities) < 22
    press(window, "Ctrl+Shift+J", "Ctrl+Shift+O")
    assert window.open_session().sight.filter == Filter(only_accountable=True)
    press(window, "Ctrl+Shift+O")
    assert not window.open_session().sight.filter


def test_a_filter_asks_again_only_when_it_is_told_to(window: MainWindow, grid: GridView) -> None:
    session = window.open_session()
    session.look(replace(session.sight, filter=Filter(unit="hr", letter="C")))
    assert row_ids(window) == ["# pol", "pol_draft", "# con", "con_clear"] or "pol_draft" in row_ids(window)
    grid.go_to("pol_draft", "hr")
    press(window, "C")
    assert "pol_draft" in row_ids(window), "a row does not vanish under the hand"
    press(window, "Ctrl+Shift+R")
    assert "pol_draft" not in row_ids(window)


def test_a_filter_for_a_unit_that_is_removed_lets_everything_through_and_lives_again(
    window: MainWindow, grid: GridView
) -> None:
    session = window.open_session()
    session.look(replace(session.sight, filter=Filter(unit="it")))
    few = row_ids(window)
    assert len(grid.matrix.shown_activities) < 5
    session.commit("Remove", edits.remove_units(session.document, ["it"]))
    assert len(grid.matrix.shown_activities) == 22
    press(window, "Ctrl+Z")
    assert row_ids(window) == few


def test_switches_of_the_view_are_ticked(window: MainWindow) -> None:
    for action in ("load", "heat", "equal_columns", "findings_panel", "details_panel"):
        before = getattr(window.open_session().sight, action)
        trigger(window, action)
        assert getattr(window.open_session().sight, action) is not before
        assert window.actions_by_id[action].isChecked() is not before


# -- random sights under Qt's own tester ------------------------------------------------------------------


def _expected_lines(document: Document, sight: Sight) -> list[Line]:
    """Return the lines that are shown, worked out by hand from what was folded and hidden."""
    lines: list[Line] = []
    for group, places in document.sections():
        shown = [document.activities[place].id for place in places]
        shown = [one for one in shown if one not in sight.hidden_activities]
        if group is not None and shown:
            lines.append(Line(group.id, heading=True))
        if group is None or group.id not in sight.folded:
            lines += [Line(one, heading=False) for one in shown]
    return lines


def _random_sight(document: Document, sight: Sight, chance: Random) -> Sight:
    def some(ids: list[str], share: float) -> frozenset[str]:
        return frozenset(one for one in ids if chance.random() < share)

    filters = (
        Filter(), Filter(), Filter(letter="A"), Filter(unit="com"), Filter(status=Status.AGREED), Filter(text="set"),
        Filter(function="strategy"), Filter(findings=True), Filter(only_accountable=True), Filter(group="pol"),
    )  # fmt: skip
    return chance.choice(
        [
            replace(sight, folded=some(list(document.group_places), 0.5)),
            replace(sight, hidden_activities=some(list(document.activity_places), 0.2)),
            replace(sight, hidden_units=some(list(document.unit_places), 0.2)),
            replace(sight, filter=chance.choice(filters)),
            replace(sight, zoom=chance.choice([50, 100, 200]), heat=not sight.heat, load=not sight.load),
        ]
    )


def _random_order(document: Document, chance: Random) -> Document:
    def some(ids: list[str]) -> list[str]:
        return chance.sample(ids, min(len(ids), chance.randrange(1, 4)))

    rows, columns, groups = list(document.activity_places), list(document.unit_places), list(document.group_places)
    if not rows or not columns:
        return document
    places = [(chance.choice(rows), chance.choice(columns)) for _ in range(3)]
    steps = (
        lambda: arranging.shift_activities(document, some(rows), chance.choice([-2, -1, 1, 2])),
        lambda: arranging.place_activities(document, some(rows), chance.choice(rows), ""),
        lambda: arranging.shift_groups(document, some(groups), chance.choice([-1, 1])),
        lambda: arranging.shift_units(document, some(columns), chance.choice([-1, 1])),
        lambda: arranging.place_units(document, some(columns), chance.choice(columns)),
        lambda: arranging.duplicate_activities(document, some(rows))[0],
        lambda: edits.remove_activities(document, some(rows)[:1]),
        lambda: edits.remove_units(document, some(columns)[:1]),
        lambda: edits.toggle_letter(document, "as_is", places, chance.choice([1, 2, 4, 8])),
    )
    return chance.choice(steps)()


@pytest.mark.parametrize("seed", range(3))
def test_random_sights_and_moves_keep_qts_rules(opened: Opener, small: Document, seed: int) -> None:
    window = opened(small)
    grid, session = window.grid, window.open_session()
    model = grid.matrix
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    reset, rearranged = QSignalSpy(model.modelReset), QSignalSpy(model.layoutChanged)
    chance = Random(seed)  # noqa: S311 - a test, not a secret
    for _ in range(40):
        step = chance.random()
        if step < 0.5:
            session.look(_random_sight(session.document, session.sight, chance))
        elif step < 0.6:
            session.workspace.undo()
        elif step < 0.7:
            press(window, chance.choice(["Down", "Right", "Ctrl+End", "Alt+-", "PgUp", "Shift+Down", "Ctrl+A"]))
        else:
            session.commit("Edit", _random_order(session.document, chance))
        lines = [model.line(row) for row in range(model.rowCount())]
        if not session.sight.filter:
            assert lines == _expected_lines(session.document, session.sight)
        shown = [unit.id for unit in session.document.units if unit.id not in session.sight.hidden_units]
        assert [one for one in shown if one in model.shown_units] == model.shown_units
        assert len(grid.choice.places()) <= len(session.document.activities) * len(session.document.units)
        assert grid.currentIndex().isValid() == (model.rowCount() > 0 and model.columnCount() > 0)
        if grid.currentIndex().isValid():
            assert model.flags(grid.currentIndex()) & Qt.ItemFlag.ItemIsEnabled, "nobody stands on an open heading"
    assert (reset.count(), rearranged.count()) == (0, 0)
    tester.deleteLater()
