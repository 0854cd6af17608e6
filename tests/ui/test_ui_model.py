"""The matrix as Qt's item model: what it answers, and that it announces exactly what changed."""

from collections.abc import Callable
from random import Random

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy
from pytestqt.modeltest import ModelTester
from ui.acting import Opener, changed_cells, press, select

from raciapp.base.words import Language, Words
from raciapp.document import arranging, edits
from raciapp.document.records import TO_BE, Activity, Cell, Document, Group, Unit
from raciapp.ui.grid.model import MatrixModel
from raciapp.ui.grid.view import GridView
from raciapp.ui.language import set_language
from raciapp.ui.session import Session
from raciapp.ui.window import MainWindow

Role = Qt.ItemDataRole


@pytest.fixture
def model(grid: GridView) -> MatrixModel:
    return grid.matrix


def _heading_row(model: MatrixModel) -> int:
    return next(row for row in range(model.rowCount()) if model.line(row).heading)


# -- what it answers --------------------------------------------------------------------------------------


def test_the_model_keeps_qts_rules(model: MatrixModel, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(model)  # type: ignore[no-untyped-call] # pytest-qt has no types here


def test_the_findings_keep_qts_rules(window: MainWindow, qtmodeltester: ModelTester) -> None:
    assert window.editor is not None
    qtmodeltester.check(window.editor.findings.model)  # type: ignore[no-untyped-call] # pytest-qt has no types here


def test_lines_are_headings_and_activities(model: MatrixModel, sample: Document) -> None:
    assert (model.rowCount(), model.columnCount()) == (31, 16)
    assert model.line(0) == ("str", True)
    assert model.line(1) == ("str_strategy", False)
    assert model.activity(0) is None
    assert model.activity(1) == sample.activities[0]
    assert model.letters(0) is None
    assert model.unit(2) == sample.units[2]


def test_activities_without_a_group_come_first(opened: Opener, sample: Document) -> None:
    loose = edits.add_activity(sample, Activity("x_loose", Words("Loose")))
    model = opened(loose).grid.matrix
    assert model.line(0) == ("x_loose", False)
    assert model.line(1) == ("str", True)


def test_a_cell_reads_as_letters_and_as_a_sentence(model: MatrixModel) -> None:
    index = model.find("str_strategy", "com")
    assert index.data() == "A/R"
    said = index.data(Role.AccessibleTextRole)
    assert said == "Set the social media strategy, Communications Branch: Accountable and Responsible"
    empty = model.find("str_strategy", "hr")
    assert empty.data(Role.AccessibleTextRole) == "Set the social media strategy, Human Resources Branch: no part"
    assert empty.data(Role.ToolTipRole) == ""
    assert index.data(Role.DecorationRole) is None


def test_the_sentence_speaks_the_language_of_the_window(model: MatrixModel) -> None:
    set_language(Language.FR)
    said = model.find("str_strategy", "com").data(Role.AccessibleTextRole)
    assert said == (
        "Établir la stratégie en matière de médias sociaux, Direction générale des communications"
        "\N{NO-BREAK SPACE}: Approuve et Réalise"
    )


def test_a_remark_is_read_out_and_shown_on_hovering(window: MainWindow, model: MatrixModel) -> None:
    session = window.open_session()
    text = "ask <b>legal</b> & hr"
    session.commit("Remark", edits.set_remark(session.document, session.matrix, "str_strategy", "com", text))
    index = model.find("str_strategy", "com")
    assert str(index.data(Role.AccessibleTextRole)).endswith(f": Accountable and Responsible; {text}")
    assert "ask &lt;b&gt;legal&lt;/b&gt; &amp; hr" in str(index.data(Role.ToolTipRole))


def test_a_client_writes_no_markup_into_tool_tips(window: MainWindow, model: MatrixModel) -> None:
    session = window.open_session()
    name = "<img src=x> & co"
    document = edits.rename_unit(session.document, "com", name, Language.EN)
    session.commit("Rename", edits.rename_activity(document, "str_strategy", name, Language.EN))
    for section, orientation in ((2, Qt.Orientation.Horizontal), (1, Qt.Orientation.Vertical)):
        assert model.headerData(section, orientation) == name
        assert model.headerData(section, orientation, Role.AccessibleTextRole) == name
        assert "&lt;img src=x&gt; &amp; co" in str(model.headerData(section, orientation, Role.ToolTipRole))
        assert model.headerData(section, orientation, Role.DecorationRole) is None


def test_a_heading_has_no_cells(model: MatrixModel) -> None:
    index = model.index(_heading_row(model), 0)
    assert model.flags(index) == Qt.ItemFlag.NoItemFlags
    assert model.place(index) is None
    assert index.data() is None
    assert index.data(Role.AccessibleTextRole) is None


def test_nothing_is_outside(model: MatrixModel) -> None:
    outside = QModelIndex()
    assert model.data(outside) is None
    assert model.place(outside) is None
    assert model.flags(outside) == Qt.ItemFlag.NoItemFlags
    assert not model.find("gone", "com").isValid()
    assert model.find("", "gone") == model.index(1, 0)
    inside = model.index(1, 1)
    assert (model.rowCount(inside), model.columnCount(inside)) == (0, 0)


# -- what it announces ------------------------------------------------------------------------------------


class _Spies:
    """What a model announced since the spies were set."""

    def __init__(self, model: QAbstractItemModel) -> None:
        self.reset = QSignalSpy(model.modelReset)
        self.data = QSignalSpy(model.dataChanged)
        self.shape = [
            QSignalSpy(signal)
            for signal in (
                model.rowsInserted, model.rowsRemoved, model.rowsMoved,
                model.columnsInserted, model.columnsRemoved, model.columnsMoved, model.layoutChanged,
            )
        ]  # fmt: skip

    @property
    def shape_changes(self) -> int:
        return sum(spy.count() for spy in self.shape)


def test_typing_announces_that_very_cell(window: MainWindow, model: MatrixModel) -> None:
    spies = _Spies(model)
    window.grid.go_to("pol_draft", "leg")
    press(window, "R")
    index = model.find("pol_draft", "leg")
    assert changed_cells(spies.data) == [(index.row(), index.column())]
    press(window, "Ctrl+Z")
    assert changed_cells(spies.data) == [(index.row(), index.column())] * 2
    assert (spies.reset.count(), spies.shape_changes) == (0, 0)


def test_a_block_announces_only_the_cells_that_differ(window: MainWindow, model: MatrixModel) -> None:
    select(window, "str_strategy", "com", down=2, right=1)
    spies = _Spies(model)
    press(window, "Delete")
    wanted = [("str_strategy", "com"), ("str_strategy", "dig"), ("pol_draft", "com"), ("pol_approve_hr", "com")]
    cells = [(model.find(*place).row(), model.find(*place).column()) for place in wanted]
    assert changed_cells(spies.data) == cells
    assert (spies.reset.count(), spies.shape_changes) == (0, 0)


def test_edits_of_another_matrix_announce_nothing(window: MainWindow, model: MatrixModel) -> None:
    session = window.open_session()
    session.commit("Copy", edits.copy_matrix(session.document, "as_is", "to_be", TO_BE))
    spies = _Spies(model)
    session.commit("Clear", edits.clear_cells(session.document, "to_be", [("str_strategy", "com")]))
    assert spies.data.count() == 0


@pytest.mark.parametrize(
    ("edit", "inserted", "removed"),
    [
        (lambda document: edits.add_activity(document, Activity("x_new", Words("New"), "pol"), 2), [(4, 4)], []),
        (lambda document: edits.remove_activities(document, ["pol_draft"]), [], [(3, 3)]),
        (lambda document: edits.remove_activities(document, ["str_strategy"]), [], [(0, 1)]),
        (lambda document: edits.rename_activity(document, "pol_draft", "Draft", Language.EN), [], []),
        (lambda document: edits.rename_group(document, "pol", "Rules", Language.EN), [], []),
    ],
)
def test_rows_come_and_go_where_they_stand(
    window: MainWindow,
    model: MatrixModel,
    edit: Callable[[Document], Document],
    inserted: list[tuple[int, int]],
    removed: list[tuple[int, int]],
) -> None:
    came, went = QSignalSpy(model.rowsInserted), QSignalSpy(model.rowsRemoved)
    spies = _Spies(model)
    session = window.open_session()
    session.commit("Edit", edit(session.document))
    assert [tuple(came.at(number)[1:3]) for number in range(came.count())] == inserted
    assert [tuple(went.at(number)[1:3]) for number in range(went.count())] == removed
    assert spies.reset.count() == 0


def test_columns_come_and_go_where_they_stand(window: MainWindow, model: MatrixModel) -> None:
    came, went = QSignalSpy(model.columnsInserted), QSignalSpy(model.columnsRemoved)
    session = window.open_session()
    session.commit("Add", edits.add_unit(session.document, Unit("x_new", Words("New")), 3))
    session.commit("Remove", edits.remove_units(session.document, ["dm", "mo"]))
    assert tuple(came.at(0)[1:3]) == (3, 3)
    assert tuple(went.at(0)[1:3]) == (0, 1)
    assert (came.count(), went.count()) == (1, 1)


def test_rows_and_columns_may_change_in_one_edit(window: MainWindow, model: MatrixModel, grid: GridView) -> None:
    session = window.open_session()
    grid.go_to("str_strategy", "dm")
    document = edits.remove_activities(session.document, ["str_strategy", "pol_draft"])
    document = edits.remove_units(document, ["dm", "com"])
    document = edits.add_group(document, Group("x_group", Words("New")))
    document = edits.add_activity(document, Activity("x_new", Words("New"), "x_group"))
    session.commit("Everything", edits.add_unit(document, Unit("x_unit", Words("New"))))
    _assert_shows(model, session)
    assert grid.current_place() is not None
    session.workspace.undo()
    _assert_shows(model, session)


# -- random edits under Qt's own tester -------------------------------------------------------------------


def _assert_shows(model: MatrixModel, session: Session) -> None:
    """Check that the model, asked through Qt, shows the session's document."""
    document = session.document
    rows = document.matrix(session.matrix).rows
    lines: list[list[str] | None] = []
    for group, places in document.sections():
        lines += [None] if group else []
        lines += [[document.alphabet.text(mask) for mask in rows[place].letters] for place in places]
    assert model.rowCount() == len(lines)
    assert model.columnCount() == len(document.units)
    for row, expected in enumerate(lines):
        shown = [model.index(row, column).data() for column in range(model.columnCount())]
        assert shown == ([None] * len(shown) if expected is None else expected)


def _random_edit(document: Document, matrix: str, chance: Random) -> Document:
    activities = [activity.id for activity in document.activities]
    units = [unit.id for unit in document.units]
    number = chance.randrange(10**9)
    if not activities or not units:
        document = edits.add_unit(document, Unit(f"x_{number}", Words("Another")))
        return edits.add_activity(document, Activity(f"x_{number}", Words("Another")))
    activity, unit = chance.choice(activities), chance.choice(units)
    places = [(chance.choice(activities), chance.choice(units)) for _ in range(4)]
    steps: list[Callable[[], Document]] = [
        lambda: edits.toggle_letter(document, matrix, places, chance.choice([1, 2, 4, 8])),
        lambda: edits.clear_cells(document, matrix, places),
        lambda: edits.set_cells(document, matrix, {place: Cell(chance.randrange(16), "remark") for place in places}),
        lambda: edits.add_activity(
            document,
            Activity(f"x_{number}", Words("New"), chance.choice(["", "pol", "gone", "eng"])),
            chance.randrange(len(activities) + 1),
        ),
        lambda: edits.add_unit(document, Unit(f"x_{number}", Words("New")), chance.randrange(len(units) + 1)),
        lambda: edits.remove_activities(document, chance.sample(activities, min(3, len(activities)))),
        lambda: edits.remove_units(document, chance.sample(units, min(2, len(units)))),
        lambda: arranging.shift_activities(document, [activity], chance.choice([-1, 1])),
        lambda: arranging.shift_units(document, [unit], chance.choice([-1, 1])),
        lambda: edits.arrange_activities(document, chance.sample(range(len(activities)), len(activities))),
        lambda: edits.rename_unit(document, unit, f"Unit {number}", Language.EN),
        lambda: edits.set_organization(document, replace(document.organization, regulated=chance.random() < 0.5)),
    ]
    return chance.choice(steps)()


@pytest.mark.parametrize("seed", range(3))
def test_random_edits_and_undos_keep_qts_rules(opened: Opener, small: Document, seed: int) -> None:
    window = opened(small)
    model = window.grid.matrix
    # Warnings of the tester fail the test as those of Qt itself do.
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    spies = _Spies(model)
    session = window.open_session()
    chance = Random(seed)  # noqa: S311 - a test, not a secret
    for _ in range(40):
        step = chance.random()
        if step < 0.15:
            session.workspace.undo()
        elif step < 0.25:
            session.workspace.redo()
        else:
            session.commit("Edit", _random_edit(session.document, session.matrix, chance))
        _assert_shows(model, session)
        assert window.grid.currentIndex().isValid() == bool(session.document.activities and session.document.units)
        assert (window.grid.current_place() is not None) == window.grid.currentIndex().isValid()
    while session.workspace.undo():
        _assert_shows(model, session)
    assert spies.reset.count() == 0
    tester.deleteLater()
