"""The details panel: it follows the session, costs nothing where nothing changes, and is gone through with the keys."""

from collections.abc import Callable, Iterator

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPoint, QRect, Qt
from PySide6.QtTest import QSignalSpy, QTest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot
from ui.acting import click, colours, press

from raciapp.base.words import Language
from raciapp.document import edits
from raciapp.document.records import Document, Status
from raciapp.document.workspace import Workspace
from raciapp.ui.details import DetailsModel, DetailsPanel
from raciapp.ui.details_lines import details, nothing_chosen
from raciapp.ui.details_painting import MOST_TEXTS, DetailPainter
from raciapp.ui.details_topic import Detail, Kind, Subject, Topic
from raciapp.ui.language import set_language
from raciapp.ui.session import Session
from raciapp.ui.theme import current_theme

PLACE = ("str_strategy", "com")
Shower = Callable[[Document], DetailsPanel]


@pytest.fixture
def shown(qtbot: QtBot) -> Shower:
    def show(document: Document) -> DetailsPanel:
        panel = DetailsPanel(Session(Workspace(document)))
        panel.session.setParent(panel)
        panel.resize(350, 320)
        qtbot.addWidget(panel)
        with qtbot.waitExposed(panel):
            panel.show()
        qtbot.waitUntil(panel.isActiveWindow)
        return panel

    return show


@pytest.fixture
def panel(shown: Shower, sample: Document) -> DetailsPanel:
    panel = shown(sample)
    panel.show_place(PLACE)
    return panel


@pytest.fixture
def french() -> Iterator[None]:
    set_language(Language.FR)
    yield
    set_language(Language.EN)


def _expected(panel: DetailsPanel, place: tuple[str, str] = PLACE) -> tuple[Detail, ...]:
    """Return what the panel ought to say."""
    session = panel.session
    return details(
        Topic(
            session.document, session.matrix, *place, session.knowledge, session.report,
            session.template, session.expected,
        )
    )  # fmt: skip


def _give(panel: DetailsPanel, symbols: str, activity: str = PLACE[0], unit: str = PLACE[1]) -> None:
    session = panel.session
    mask = session.document.alphabet.mask_of(symbols)
    assert session.commit("x", edits.set_letters(session.document, session.matrix, [(activity, unit)], lambda _: mask))


def _set_cell(panel: DetailsPanel, **values: object) -> None:
    session = panel.session
    cell = replace(session.document.cell(session.matrix, *PLACE), **values)
    assert session.commit("x", edits.set_cells(session.document, session.matrix, {PLACE: cell}))


def _row(panel: DetailsPanel, kind: Kind, number: int = 0) -> int:
    return [row for row, line in enumerate(panel.model.lines) if line.kind is kind][number]


def _changes(panel: DetailsPanel) -> list[QSignalSpy]:
    return [QSignalSpy(panel.model.modelReset), QSignalSpy(panel.model.dataChanged)]


# -- following the session --------------------------------------------------------------------------------


def test_without_a_cell_it_invites_to_choose_one(panel: DetailsPanel) -> None:
    panel.show_place(None)
    assert panel.model.lines == nothing_chosen()
    assert not panel.status.isEnabled()
    assert panel.status.text() == "No status"


def test_it_speaks_of_the_place_it_is_shown(panel: DetailsPanel) -> None:
    assert panel.model.lines == _expected(panel)
    panel.show_place(("pol_draft", "hr"))
    assert panel.model.lines == _expected(panel, ("pol_draft", "hr"))
    assert panel.model.lines[0].text.startswith("Human Resources Branch — ")


def test_it_follows_every_edit_and_undo(panel: DetailsPanel) -> None:
    before = panel.model.lines
    _give(panel, "C")
    after = panel.model.lines
    assert after == _expected(panel) != before
    panel.session.workspace.undo()
    assert panel.model.lines == before
    panel.session.workspace.redo()
    assert panel.model.lines == after


def test_it_follows_the_matrix_that_is_shown(panel: DetailsPanel) -> None:
    session = panel.session
    rows = tuple(replace(row, letters=bytes(len(row.letters))) for row in session.document.matrices[0].rows)
    blank = replace(session.document.matrices[0], id="blank", rows=rows)
    session.commit("x", replace(session.document, matrices=(*session.document.matrices, blank)))
    assert "No part in this activity." not in [line.text for line in panel.model.lines]
    session.show_matrix("blank")
    assert "No part in this activity." in [line.text for line in panel.model.lines]
    assert panel.model.lines == _expected(panel)


def test_it_follows_the_template_that_is_held_against_the_matrix(panel: DetailsPanel) -> None:
    session = panel.session
    session.expect("small")
    name = session.knowledge.templates["small"].name.en
    assert name in [line.text for line in panel.model.lines]
    assert panel.model.lines == _expected(panel)
    session.expect(None)
    assert name not in [line.text for line in panel.model.lines]


def test_a_place_that_is_removed_is_no_longer_spoken_of_until_it_is_back(panel: DetailsPanel) -> None:
    session = panel.session
    session.commit("x", edits.remove_activities(session.document, [PLACE[0]]))
    assert panel.model.lines == nothing_chosen()
    assert not panel.status.isEnabled()
    session.workspace.undo()
    assert panel.model.lines == _expected(panel)
    assert panel.status.isEnabled()


def test_out_of_sight_it_does_nothing_and_catches_up_when_it_is_shown(panel: DetailsPanel) -> None:
    spies = _changes(panel)
    before = panel.model.lines
    panel.setVisible(False)
    _give(panel, "I")
    panel.show_place(("pol_draft", "hr"))
    assert panel.model.lines == before
    assert [spy.count() for spy in spies] == [0, 0]
    panel.setVisible(True)
    assert panel.model.lines == _expected(panel, ("pol_draft", "hr"))


def test_nothing_is_drawn_anew_where_it_reads_the_same(panel: DetailsPanel) -> None:
    panel.show_place(("acc_open", "hr"))
    spies = _changes(panel)
    session = panel.session
    session.checked.emit()
    session.expectation_changed.emit()
    panel.show_place(("acc_open", "hr"))
    assert [spy.count() for spy in spies] == [0, 0]


def test_of_as_many_lines_only_those_that_read_otherwise_change(panel: DetailsPanel) -> None:
    _set_cell(panel, remark="One")
    resets, changed = _changes(panel)
    _set_cell(panel, remark="Another " * 40)
    assert (resets.count(), changed.count()) == (0, 1)
    first, last = changed.at(0)[:2]
    assert isinstance(first, QModelIndex)
    assert isinstance(last, QModelIndex)
    assert first.row() == last.row() == _row(panel, Kind.REMARK)


def test_a_longer_text_gets_the_room_it_needs(panel: DetailsPanel) -> None:
    _set_cell(panel, remark="One")
    index = panel.model.index(_row(panel, Kind.REMARK))
    low, below = panel.view.visualRect(index), panel.view.visualRect(index.siblingAtRow(index.row() + 1)).top()
    _set_cell(panel, remark="Another " * 40)
    high = panel.view.visualRect(index)
    assert high.height() > 3 * low.height()
    assert panel.view.visualRect(index.siblingAtRow(index.row() + 1)).top() == below + high.height() - low.height()


def test_another_place_is_read_from_the_top_and_an_edit_leaves_the_eye_where_it_is(panel: DetailsPanel) -> None:
    bar = panel.view.verticalScrollBar()
    panel.view.scrollTo(panel.model.index(_row(panel, Kind.FINDING)), panel.view.ScrollHint.PositionAtTop)
    here = bar.value()
    assert here > 0
    _set_cell(panel, remark="One line more")
    assert bar.value() == here
    panel.show_place(("pol_draft", "hr"))
    assert bar.value() == 0


def test_a_list_of_lines_is_a_sound_model(panel: DetailsPanel, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(panel.model, force_py=True)  # type: ignore[no-untyped-call] # pytest-qt has no types here
    _give(panel, "")
    model: QAbstractItemModel = panel.model
    assert model.rowCount(model.index(0, 0)) == 0
    assert model.data(QModelIndex()) is None


# -- keys and mouse ---------------------------------------------------------------------------------------


def _enter(panel: DetailsPanel, row: int) -> None:
    """Go to a line with the arrow keys."""
    panel.view.setFocus()
    panel.view.setCurrentIndex(panel.model.index(0))
    press(panel, *["Down"] * row)
    assert panel.view.currentIndex().row() == row


@pytest.mark.parametrize("key", ["Return", "Enter", "Space"])
@pytest.mark.parametrize(("number", "subject"), list(enumerate(Subject)))
def test_a_remark_is_asked_for_with_the_keyboard(panel: DetailsPanel, key: str, number: int, subject: Subject) -> None:
    asked = QSignalSpy(panel.remark_asked)
    _enter(panel, _row(panel, Kind.ASK, number))
    press(panel, key)
    assert [asked.at(n) for n in range(asked.count())] == [[subject.value]]


def test_a_finding_is_opened_with_the_keyboard_and_the_mouse(panel: DetailsPanel) -> None:
    asked = QSignalSpy(panel.rule_asked)
    row = _row(panel, Kind.FINDING)
    rule = panel.model.lines[row].rule
    _enter(panel, row)
    press(panel, "Return")
    click(panel.view.viewport(), panel.view.visualRect(panel.model.index(row)).center())
    assert [asked.at(n) for n in range(asked.count())] == [[rule], [rule]]


def test_a_line_that_only_says_something_does_nothing(panel: DetailsPanel) -> None:
    spies = [QSignalSpy(signal) for signal in (panel.remark_asked, panel.rule_asked, panel.status_asked)]
    _enter(panel, 0)
    press(panel, "Return", "Space")
    click(panel.view.viewport(), panel.view.visualRect(panel.model.index(0)).center())
    assert [spy.count() for spy in spies] == [0, 0, 0]


def test_the_arrow_keys_bring_every_line_into_view(panel: DetailsPanel) -> None:
    last = panel.model.rowCount() - 1
    _enter(panel, last)
    assert panel.view.viewport().rect().contains(panel.view.visualRect(panel.model.index(last)).center())
    press(panel, "Home")
    assert panel.view.currentIndex().row() == 0
    assert panel.view.verticalScrollBar().value() == 0


def test_letters_are_not_searched_for(panel: DetailsPanel) -> None:
    _enter(panel, 1)
    press(panel, "W")
    assert panel.view.currentIndex().row() == 1


def test_the_tab_key_leads_through_the_panel(panel: DetailsPanel) -> None:
    panel.status.setFocus()
    press(panel, "Tab")
    assert panel.view.hasFocus()
    press(panel, "Shift+Tab")
    assert panel.status.hasFocus()


def test_the_keyboard_stays_on_what_it_was_on(panel: DetailsPanel) -> None:
    _enter(panel, _row(panel, Kind.ASK, 2))
    _give(panel, "")
    assert panel.model.lines[panel.view.currentIndex().row()].subject is Subject.UNIT
    _set_cell(panel, remark="One line more")
    assert panel.model.lines[panel.view.currentIndex().row()].subject is Subject.UNIT
    row = _row(panel, Kind.HEADING)
    _enter(panel, _row(panel, Kind.ASK))
    _set_cell(panel, remark="")
    assert panel.model.lines[panel.view.currentIndex().row()].text == "Add a remark on the cell…"
    _set_cell(panel, remark="One line more")
    assert panel.model.lines[panel.view.currentIndex().row()].text == "Edit the remark on the cell…"
    _enter(panel, row)
    _set_cell(panel, remark="")
    assert panel.model.lines[panel.view.currentIndex().row()].text == "What the template expects"
    panel.show_place(None)
    assert panel.view.currentIndex().row() == 0


@pytest.mark.parametrize("elsewhere", [True, False])
def test_the_eye_stays_where_it_is_and_the_keyboard_too(panel: DetailsPanel, elsewhere: bool) -> None:
    _enter(panel, _row(panel, Kind.ASK))
    if elsewhere:
        panel.status.setFocus()
    bar = panel.view.verticalScrollBar()
    bar.setValue(bar.maximum() - elsewhere)
    here = bar.value()
    assert here > panel.view.viewport().height()
    _set_cell(panel, remark="One line more")
    assert bar.value() == here
    assert panel.model.lines[panel.view.currentIndex().row()].subject is Subject.CELL
    panel.view.setFocus()
    press(panel, "End")
    assert bar.value() == bar.maximum()


def test_a_line_without_the_keyboard_is_let_go_out_of_view(panel: DetailsPanel) -> None:
    _enter(panel, _row(panel, Kind.ASK))
    panel.status.setFocus()
    _set_cell(panel, remark="Another " * 150)
    assert panel.view.verticalScrollBar().value() == 0


def test_what_has_the_keyboard_is_kept_in_view(panel: DetailsPanel) -> None:
    _enter(panel, _row(panel, Kind.ASK))
    _set_cell(panel, remark="Another " * 150)
    panel.view.scrollTo(panel.view.currentIndex())
    low = panel.view.verticalScrollBar().value()
    assert low > 0
    _set_cell(panel, remark="")
    assert panel.view.viewport().rect().contains(panel.view.visualRect(panel.view.currentIndex()).center())
    assert panel.view.verticalScrollBar().value() < low
    _set_cell(panel, remark="Another " * 150)
    assert panel.view.viewport().rect().contains(panel.view.visualRect(panel.view.currentIndex()).center())


def test_the_hand_shows_where_a_click_does_something(panel: DetailsPanel) -> None:
    viewport = panel.view.viewport()

    def hover(row: int) -> Qt.CursorShape:
        QTest.mouseMove(viewport, panel.view.visualRect(panel.model.index(row)).center())
        return viewport.cursor().shape()

    assert hover(0) is Qt.CursorShape.ArrowCursor
    assert hover(_row(panel, Kind.ASK)) is Qt.CursorShape.PointingHandCursor
    assert hover(0) is Qt.CursorShape.ArrowCursor
    assert hover(_row(panel, Kind.ASK)) is Qt.CursorShape.PointingHandCursor
    panel.show_place(None)
    QTest.mouseMove(viewport, QPoint(100, viewport.height() - 5))
    assert viewport.cursor().shape() is Qt.CursorShape.ArrowCursor


# -- the status -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "text"),
    [
        (Status.NONE, "No status"),
        (Status.QUESTION, "Status: open question"),
        (Status.CONTESTED, "Status: contested"),
        (Status.AGREED, "Status: agreed"),
    ],
)
def test_the_status_of_the_cell_is_in_words(panel: DetailsPanel, status: Status, text: str) -> None:
    if status:
        _set_cell(panel, status=status)
    assert panel.status.text() == text
    name = text.removeprefix("Status: ").lower()
    assert panel.status.accessibleName() == f"Status of the cell: {name}"


def test_a_status_is_asked_for_in_the_menu(panel: DetailsPanel) -> None:
    _set_cell(panel, status=Status.CONTESTED)
    asked = QSignalSpy(panel.status_asked)
    menu = panel.status.menu()
    menu.aboutToShow.emit()
    assert [(one.text(), one.isChecked()) for one in menu.actions()] == [
        ("No status", False),
        ("Open question", False),
        ("Contested", True),
        ("Agreed", False),
    ]
    for action in menu.actions():
        action.trigger()
    assert [asked.at(n)[0] for n in range(asked.count())] == [status.value for status in Status]
    menu.aboutToShow.emit()
    assert [one.isChecked() for one in menu.actions()] == [False, False, True, False]


# -- how it looks -----------------------------------------------------------------------------------------


def test_each_line_is_heard_as_it_is_read(panel: DetailsPanel) -> None:
    heard = [panel.model.index(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(panel.model.rowCount())]
    assert heard == [line.spoken for line in panel.model.lines]
    assert panel.view.accessibleName() == "Details of the current cell"


def test_badges_cards_and_remarks_wear_the_theme(panel: DetailsPanel) -> None:
    _set_cell(panel, remark="Sensitive topics only")
    panel.resize(350, 1400)
    theme, alphabet = current_theme(), panel.session.document.alphabet
    seen = colours(panel.view.viewport().grab().toImage())
    for letter in alphabet.letters[:3]:
        assert theme.ink(letter).fill.lower() in seen
    assert colours(panel.grab().toImage(), QRect(0, 0, panel.width(), 1)) == {theme.line.lower()}
    severities = {line.severity for line in panel.model.lines if line.severity}
    assert severities
    for severity in severities:
        assert theme.severity(severity).name() in seen
    for colour in (theme.notice, theme.mark, theme.surface, theme.window):
        assert colour.lower() in seen


@pytest.mark.usefixtures("dark")
def test_in_the_dark_it_is_dark(panel: DetailsPanel) -> None:
    panel.resize(350, 1400)
    theme = current_theme()
    seen = colours(panel.grab().toImage())
    assert theme.dark
    assert theme.window.lower() in seen
    assert "#ffffff" not in seen


def test_what_has_the_keyboard_is_outlined(panel: DetailsPanel) -> None:
    row = _row(panel, Kind.ASK)
    area = panel.view.visualRect(panel.model.index(row))

    def line() -> object:
        return panel.view.viewport().grab(area).toImage()

    _enter(panel, row)
    outlined = line()
    press(panel, "Up")
    assert line() != outlined
    press(panel, "Down")
    assert line() == outlined


def test_an_accepted_finding_is_grey(panel: DetailsPanel) -> None:
    panel.resize(350, 200)
    line = Detail(Kind.FINDING, "Text", label="Accepted", rule="X")
    panel.view.tell((line,))
    assert current_theme().accepted.lower() in colours(panel.view.viewport().grab().toImage())


def test_a_card_has_room_for_its_weight_and_its_text(panel: DetailsPanel) -> None:
    card = Detail(Kind.FINDING, "Text", label="Accepted", rule="X")
    panel.view.tell((card, replace(card, label="")))
    high, low = (panel.view.visualRect(panel.model.index(row)).height() for row in (0, 1))
    assert high >= low + panel.view.fontMetrics().height()


def test_markup_is_text_and_long_words_are_broken(panel: DetailsPanel) -> None:
    panel.status.setFocus()

    def picture(text: str) -> object:
        panel.view.tell((Detail(Kind.REMARK, text),))
        return panel.view.viewport().grab().toImage()

    assert picture("<i></i>Text") != picture("<u></u>Text")
    height = panel.view.visualRect(panel.model.index(0)).height()
    picture("w" * 200)
    assert panel.view.visualRect(panel.model.index(0)).height() > 3 * height
    assert panel.view.horizontalScrollBar().maximum() == 0


def test_a_narrower_panel_wraps_anew(panel: DetailsPanel, qtbot: QtBot) -> None:
    index = panel.model.index(_row(panel, Kind.FINDING))
    before = panel.view.visualRect(index).height()
    panel.resize(220, 320)
    qtbot.waitUntil(lambda: panel.view.visualRect(index).height() > before)


def test_laid_out_texts_are_not_kept_for_ever(panel: DetailsPanel) -> None:
    painter = panel.view.itemDelegate()
    assert isinstance(painter, DetailPainter)
    panel.view.tell(tuple(Detail(Kind.TEXT, f"Line {n}") for n in range(MOST_TEXTS + 50)))
    panel.view.doItemsLayout()
    assert 0 < len(painter._texts) <= MOST_TEXTS


def test_it_speaks_french(french: None, shown: Shower, sample: Document) -> None:
    panel = shown(sample)
    panel.show_place(PLACE)
    assert panel.model.lines == _expected(panel)
    assert panel.model.lines[0].text == "Direction générale des communications — " + (
        sample.activities[sample.activity_places[PLACE[0]]].name.fr
    )


def test_a_model_starts_without_a_line() -> None:
    model = DetailsModel()
    assert (model.lines, model.rowCount()) == ((), 0)
