"""The filter bar, used as a person does: keys are pressed in it, and what the session looks at is read."""

from collections.abc import Iterator

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QShortcut
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from ui.acting import press

from raciapp.base.words import Language, Words, same
from raciapp.document import edits
from raciapp.document.records import Document, Group, Status, Unit
from raciapp.document.workspace import Workspace
from raciapp.ui import filter_bar
from raciapp.ui.filter_bar import FilterBar, counts_text
from raciapp.ui.filter_choices import Picker
from raciapp.ui.language import set_language
from raciapp.ui.session import Session
from raciapp.ui.sight import Filter, Sight


class Room:
    """A window with a bar and something below it that stands for the grid."""

    def __init__(self, document: Document) -> None:
        self.session = Session(Workspace(document))
        self.window = QWidget()
        self.bar = FilterBar(self.session, self.window)
        self.grid = QPushButton("grid", self.window)
        column = QVBoxLayout(self.window)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.bar)
        column.addWidget(self.grid, 1)
        self.bar.left.connect(self.grid.setFocus)
        self.window.resize(1000, 400)

    @property
    def asked(self) -> Filter:
        return self.session.sight.filter

    def ask(self, wanted: Filter) -> None:
        """Set a filter from elsewhere."""
        self.session.look(replace(self.session.sight, filter=wanted))

    def press(self, *keys: str) -> None:
        press(self.window, *keys)

    def type(self, text: str) -> None:
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClicks(focused, text)

    def to(self, widget: QWidget) -> None:
        """Go to a control with the tabulator."""
        for _ in range(20):
            if widget.hasFocus():
                return
            self.press("Tab")
        raise AssertionError("the tabulator does not lead there")


@pytest.fixture
def room(qtbot: QtBot, sample: Document) -> Iterator[Room]:
    made = Room(sample)
    qtbot.addWidget(made.window)
    with qtbot.waitExposed(made.window):
        made.window.show()
    qtbot.waitUntil(made.window.isActiveWindow)
    made.grid.setFocus()
    yield made
    made.session.leave()


@pytest.fixture
def bar(room: Room) -> FilterBar:
    """Return the bar of the room, opened."""
    room.bar.open()
    return room.bar


def titles(picker: Picker) -> list[str]:
    return [picker.itemText(place) for place in range(picker.count())]


def renamed(document: Document, unit: str, name: Words) -> Document:
    units = tuple(replace(one, name=name) if one.id == unit else one for one in document.units)
    return replace(document, units=units)


# -- when it is there ---------------------------------------------------------------------------------------


def test_it_costs_nothing_until_it_is_needed(room: Room) -> None:
    assert room.bar.isHidden()
    assert room.bar.children() == []
    room.bar.set_counts(3, 3, 2, 2)
    assert room.bar.children() == []


def test_it_opens_with_the_keyboard_in_its_text(room: Room) -> None:
    room.bar.open()
    assert room.bar.isVisible()
    assert room.bar.text.hasFocus()
    assert room.bar.reset.text() == "Close"


def test_it_shows_while_a_filter_is_set(room: Room) -> None:
    room.ask(Filter(findings=True))
    assert room.bar.isVisible()
    assert room.bar.property("active") is True
    assert room.grid.hasFocus()
    assert room.bar.reset.text() == "Show all"
    room.ask(Filter())
    assert room.bar.isHidden()


def test_it_is_there_where_a_filter_was_set_before(room: Room, sample: Document) -> None:
    room.ask(Filter("plan"))
    other = FilterBar(room.session, room.window)
    assert not other.isHidden()
    assert other.text.text() == "plan"


@pytest.mark.parametrize("what", ["hidden_activities", "hidden_units"])
def test_it_shows_while_something_is_hidden(room: Room, sample: Document, what: str) -> None:
    some = sample.activities if what == "hidden_activities" else sample.units
    room.session.look(replace(Sight(), **{what: frozenset({some[0].id})}))
    assert room.bar.isVisible()
    room.session.look(replace(Sight(), **{what: frozenset({"ghost"})}))
    assert room.bar.isHidden()


def test_what_folds_or_grows_does_not_show_it(room: Room) -> None:
    room.session.look(Sight(zoom=150, folded=frozenset({"str"}), heat=True))
    assert room.bar.isHidden()


# -- asking with keys ---------------------------------------------------------------------------------------


def test_words_are_asked_for_as_they_are_typed(room: Room, bar: FilterBar) -> None:
    spy = QSignalSpy(room.session.sight_changed)
    room.type("ab ")
    assert room.asked == Filter("ab")
    assert bar.text.text() == "ab "
    room.type("c")
    assert room.asked == Filter("ab c")
    assert bar.text.text() == "ab c"
    assert spy.count() == 3


def test_opening_again_lets_one_type_over_the_words(room: Room, bar: FilterBar) -> None:
    room.type("old")
    room.press("Esc")
    bar.open()
    room.type("new")
    assert room.asked == Filter("new")


@pytest.mark.parametrize("name", ["unit", "letter", "function", "group", "status"])
def test_every_list_is_chosen_from_with_arrows(room: Room, bar: FilterBar, name: str) -> None:
    picker = bar.choices[name]
    room.to(picker)
    room.press("Down", "Down")
    assert room.asked == replace(Filter(), **{name: picker.itemData(2)})
    assert picker.itemData(2)
    assert picker.currentIndex() == 2
    room.press("Up", "Up")
    assert room.asked == Filter()


def test_the_status_that_is_chosen_is_a_status(room: Room, bar: FilterBar) -> None:
    room.to(bar.choices["status"])
    chosen: list[Status] = []
    for _ in range(3):
        room.press("Down")
        chosen.append(room.asked.status)
    assert chosen == [Status.QUESTION, Status.CONTESTED, Status.AGREED]
    assert all(isinstance(one, Status) for one in chosen)


def test_a_list_is_searched_by_typing(room: Room, bar: FilterBar, sample: Document) -> None:
    room.to(bar.choices["unit"])
    room.type("legal")
    (legal,) = [unit.id for unit in sample.units if unit.name.en.startswith("Legal")]
    assert room.asked.unit == legal


def test_the_switches_are_pressed_with_the_space_bar(room: Room, bar: FilterBar) -> None:
    room.to(bar.with_findings)
    room.press("Space")
    assert room.asked == Filter(findings=True)
    room.to(bar.only_accountable)
    room.press("Space")
    assert room.asked == Filter(findings=True, only_accountable=True)
    room.press("Space")
    assert room.asked == Filter(findings=True)


def test_one_thing_more_is_asked_besides_the_others(room: Room, bar: FilterBar) -> None:
    room.ask(Filter("e", letter="A", group="str"))
    room.to(bar.with_findings)
    room.press("Space")
    assert room.asked == Filter("e", letter="A", group="str", findings=True)


def test_the_rest_of_what_is_looked_at_stays(room: Room, bar: FilterBar) -> None:
    room.session.look(Sight(zoom=150, heat=True))
    bar.text.setFocus()
    room.type("x")
    assert room.session.sight == Sight(zoom=150, heat=True, filter=Filter("x"))


def test_the_bar_does_not_go_away_under_the_hand_that_uses_it(room: Room) -> None:
    room.ask(Filter("x"))
    room.bar.text.setFocus()
    room.press("Backspace")
    assert room.asked == Filter()
    assert room.bar.isVisible()
    assert room.bar.text.hasFocus()
    assert room.bar.reset.text() == "Close"
    assert room.bar.property("active") is False


def test_the_tabulator_goes_as_one_reads(room: Room, bar: FilterBar) -> None:
    controls = [bar.text, *bar.choices.values(), bar.with_findings, bar.only_accountable, bar.reset]
    reached = []
    for _ in controls:
        reached.append(QApplication.focusWidget())
        room.press("Tab")
    assert reached == controls
    assert QApplication.focusWidget() is room.grid


# -- the way back -------------------------------------------------------------------------------------------


def test_escape_leads_back_and_an_empty_bar_goes(room: Room, bar: FilterBar) -> None:
    room.press("Esc")
    assert room.grid.hasFocus()
    assert bar.isHidden()


@pytest.mark.parametrize("name", ["text", "unit", "with_findings", "reset"])
def test_escape_leads_back_from_everywhere_and_keeps_the_filter(room: Room, bar: FilterBar, name: str) -> None:
    room.ask(Filter("x"))
    room.to(bar.choices[name] if name in bar.choices else getattr(bar, name))
    spy = QSignalSpy(bar.left)
    room.press("Esc")
    assert spy.count() == 1
    assert room.grid.hasFocus()
    assert bar.isVisible()
    assert room.asked == Filter("x")


def test_enter_in_the_text_leads_back(room: Room, bar: FilterBar) -> None:
    room.type("x")
    room.press("Return")
    assert room.grid.hasFocus()
    assert room.asked == Filter("x")


def test_escape_is_the_bars_even_where_the_window_has_a_use_for_it(room: Room, bar: FilterBar) -> None:
    shortcut = QShortcut(Qt.Key.Key_Escape, room.window)
    spy = QSignalSpy(shortcut.activated)
    room.press("Esc")
    assert (spy.count(), room.grid.hasFocus()) == (0, True)
    room.press("Esc")
    assert spy.count() == 1


def test_other_keys_are_left_to_the_window(room: Room, bar: FilterBar) -> None:
    shortcut = QShortcut("Ctrl+F", room.window)
    spy = QSignalSpy(shortcut.activated)
    room.press("Ctrl+F", "Shift+Esc", "F5")
    assert spy.count() == 1
    assert bar.text.hasFocus()


def test_escape_in_an_opened_list_closes_the_list_only(room: Room, bar: FilterBar, qtbot: QtBot) -> None:
    picker = bar.choices["unit"]
    room.to(picker)
    room.press("Alt+Down")
    qtbot.waitUntil(picker.view().isVisible)
    QTest.keyClick(picker.view(), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not picker.view().isVisible())
    assert bar.isVisible()
    assert not room.grid.hasFocus()


def test_show_all_clears_everything_and_leads_back(room: Room, sample: Document) -> None:
    hidden = Sight(
        zoom=150,
        folded=frozenset({"str"}),
        hidden_activities=frozenset({sample.activities[0].id}),
        hidden_units=frozenset({sample.units[0].id}),
        filter=Filter("x", findings=True),
    )
    room.session.look(hidden)
    room.bar.open()
    room.to(room.bar.reset)
    assert "Esc" in room.bar.reset.toolTip()
    room.press("Space")
    assert room.session.sight == Sight(zoom=150, folded=frozenset({"str"}))
    assert room.bar.isHidden()
    assert room.grid.hasFocus()


def test_close_leads_back_where_there_is_nothing_to_show(room: Room, bar: FilterBar) -> None:
    room.to(bar.reset)
    room.press("Space")
    assert bar.isHidden()
    assert room.grid.hasFocus()


# -- what it says -------------------------------------------------------------------------------------------


def test_the_controls_say_what_was_asked_elsewhere(room: Room, sample: Document) -> None:
    spy = QSignalSpy(room.session.sight_changed)
    unit = sample.units[1]
    wanted = Filter(
        "plan", unit=unit.id, letter="A", function="legal", group=sample.groups[0].id, status=Status.AGREED,
        findings=True, only_accountable=True,
    )  # fmt: skip
    room.ask(wanted)
    bar = room.bar
    assert spy.count() == 1
    assert bar.text.text() == "plan"
    chosen = {name: picker.currentText() for name, picker in bar.choices.items()}
    assert chosen == {
        "unit": unit.name.en, "letter": "A · Accountable", "function": "Legal", "group": sample.groups[0].name.en,
        "status": "Agreed",
    }  # fmt: skip
    assert bar.with_findings.isChecked()
    assert bar.only_accountable.isChecked()
    assert f"Rows in which «{unit.name.en}» holds A; " in bar.counts.accessibleDescription().replace("&#39;", "'")
    room.ask(Filter())
    bar.open()
    assert bar.text.text() == ""
    assert {picker.currentText() for picker in bar.choices.values()} == {
        "Any unit", "Any letter", "Any function", "Any group", "Any status",
    }  # fmt: skip
    assert not bar.with_findings.isChecked()
    assert not bar.only_accountable.isChecked()


@pytest.mark.parametrize(
    ("counts", "text"),
    [
        ((14, 40, 10, 12), "14 of 40 activities · 2 units hidden"),
        ((14, 40, 11, 12), "14 of 40 activities · 1 unit hidden"),
        ((0, 40, 12, 12), "0 of 40 activities"),
        ((40, 40, 12, 12), "40 activities"),
        ((0, 1, 12, 12), "0 of 1 activity"),
        ((1, 1, 0, 0), "1 activity"),
    ],
)
def test_how_many_there_are_in_words(counts: tuple[int, int, int, int], text: str) -> None:
    assert counts_text(*counts) == text


def test_the_counts_are_those_it_was_told_last(room: Room) -> None:
    room.bar.set_counts(3, 22, 16, 16)
    room.bar.open()
    assert room.bar.counts.text() == "3 of 22 activities"
    room.bar.set_counts(4, 22, 15, 16)
    assert room.bar.counts.text() == "4 of 22 activities · 1 unit hidden"


def test_a_list_offers_what_the_document_has(bar: FilterBar, sample: Document) -> None:
    assert titles(bar.choices["unit"]) == ["Any unit", *(unit.name.en for unit in sample.units)]
    assert titles(bar.choices["letter"]) == [
        "Any letter", "R · Responsible", "A · Accountable", "C · Consulted", "I · Informed",
    ]  # fmt: skip
    functions = {function for unit in sample.units for function in unit.functions}
    assert {bar.choices["function"].itemData(place) for place in range(1, bar.choices["function"].count())} == functions
    used = {activity.group for activity in sample.activities}
    assert titles(bar.choices["group"]) == ["Any group", *(one.name.en for one in sample.groups if one.id in used)]
    assert titles(bar.choices["status"]) == ["Any status", "Open question", "Contested", "Agreed"]


def test_a_list_without_anything_to_choose_is_not_offered(room: Room, bar: FilterBar, sample: Document) -> None:
    bare = replace(
        sample,
        groups=(Group("empty", same("Empty")),),
        activities=tuple(replace(activity, group="") for activity in sample.activities),
        units=tuple(replace(unit, functions=()) for unit in sample.units),
    )
    room.session.commit("bare", bare)
    assert bar.choices["group"].isHidden()
    assert bar.choices["function"].isHidden()
    assert bar.choices["unit"].isVisible()
    room.session.workspace.undo()
    assert bar.choices["group"].isVisible()


def test_the_lists_follow_the_document(room: Room, bar: FilterBar, sample: Document) -> None:
    first = sample.units[0].id
    room.ask(Filter(unit=first))
    room.session.commit("rename", renamed(room.session.document, first, same("New name")))
    assert bar.choices["unit"].currentText() == "New name"
    added = edits.add_unit(room.session.document, Unit("x_new", same("Newcomers"), ("piloting", "legal")), 0)
    room.session.commit("add", added)
    assert titles(bar.choices["unit"])[:3] == ["Any unit", "Newcomers", "New name"]
    assert bar.choices["unit"].currentText() == "New name"
    assert titles(bar.choices["function"])[-1] == "piloting"


def test_a_filter_by_a_unit_asks_nothing_without_the_unit_and_comes_back_with_it(room: Room, sample: Document) -> None:
    first = sample.units[0].id
    room.ask(Filter(unit=first))
    room.session.commit("remove", edits.remove_units(sample, [first]))
    assert room.bar.isVisible()
    assert room.bar.choices["unit"].currentText() == "Any unit"
    assert room.bar.counts.toolTip() == ""
    assert room.bar.reset.text() == "Show all"
    room.session.workspace.undo()
    assert room.bar.choices["unit"].currentData() == first


def test_what_the_document_lost_is_forgotten_once_something_else_is_asked(room: Room, sample: Document) -> None:
    first = sample.units[0].id
    room.ask(Filter(unit=first))
    room.session.commit("remove", edits.remove_units(sample, [first]))
    room.bar.open()
    room.type("x")
    assert room.asked == Filter("x")


def test_the_switch_names_the_letter_that_answers(room: Room, bar: FilterBar, monkeypatch: pytest.MonkeyPatch) -> None:
    assert bar.only_accountable.text() == "Only A"
    rapid = replace(room.session.document, scheme="rapid")
    room.session.commit("scheme", rapid)
    assert bar.only_accountable.text() == "Only D"
    monkeypatch.setattr(filter_bar, "accountable", lambda _: "")
    room.session.workspace.undo()
    assert bar.only_accountable.isHidden()


def test_names_are_no_markup_and_take_one_line(room: Room, bar: FilterBar, sample: Document) -> None:
    first = sample.units[0].id
    room.session.commit("rename", renamed(sample, first, same("<b>Bold</b>\n& more")))
    room.ask(Filter(unit=first))
    picker = bar.choices["unit"]
    assert picker.currentText() == "<b>Bold</b> & more"
    assert "&lt;b&gt;" in picker.toolTip()
    assert "&lt;b&gt;" in bar.counts.toolTip()
    assert bar.counts.textFormat() is Qt.TextFormat.PlainText


def test_a_unit_without_a_name_is_called_by_its_id(room: Room, bar: FilterBar, sample: Document) -> None:
    room.session.commit("rename", renamed(sample, sample.units[0].id, Words()))
    assert titles(bar.choices["unit"])[1] == sample.units[0].id


def test_every_control_has_a_name_and_takes_the_keyboard(bar: FilterBar) -> None:
    assert bar.accessibleName() == "Filter"
    names = [bar.text.accessibleName(), *(picker.accessibleName() for picker in bar.choices.values())]
    assert all(names)
    assert len(set(names)) == len(names)
    for control in (bar.text, *bar.choices.values(), bar.with_findings, bar.only_accountable, bar.reset):
        assert control.focusPolicy() & Qt.FocusPolicy.TabFocus


# -- how it looks -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("width", [560, 760, 1000, 1600])
def test_everything_is_seen_whole_at_every_width(
    qtbot: QtBot, sample: Document, language: Language, width: int
) -> None:
    set_language(language)
    long = renamed(sample, sample.units[0].id, same("A unit with quite a long name " * 3))
    room = Room(long)
    qtbot.addWidget(room.window)
    room.window.resize(width, 400)
    room.ask(Filter("x", unit=long.units[0].id))
    room.bar.set_counts(1_400, 2_000, 180, 200)
    with qtbot.waitExposed(room.window):
        room.window.show()
    bar = room.bar
    controls = [bar.text, *bar.choices.values(), bar.with_findings, bar.only_accountable, bar.counts, bar.reset]
    areas = [QRect(one.mapTo(bar, QPoint()), one.size()) for one in controls]
    for control, area in zip(controls, areas, strict=True):
        assert bar.rect().contains(area), control
        assert control.height() >= control.sizeHint().height(), control
        assert isinstance(control, Picker) or control is bar.text or control.width() >= control.sizeHint().width()
    assert not any(one.intersects(other) for place, one in enumerate(areas) for other in areas[:place])
    if width >= 1000:
        assert len({area.center().y() // 20 for area in areas}) <= 2
    room.session.leave()


def test_a_long_name_is_shortened_and_what_is_asked_is_bold(qtbot: QtBot) -> None:
    def picture(*names: str, chosen: str = "") -> object:
        picker = Picker("Choice")
        qtbot.addWidget(picker)
        picker.offer([("", "Any"), *((name, name) for name in names)])
        picker.show_chosen(chosen)
        picker.resize(140, 30)
        return picker.grab().toImage()

    long, longer = "Communications and everything around it", "Communications and everything around them"
    assert picture(long, chosen=long) == picture(longer, chosen=longer)
    assert picture("Any name", chosen="Any name") != picture("Any")
    assert picture("Any", chosen="Any") != picture("Any")


def test_the_width_of_a_list_does_not_depend_on_what_is_chosen(bar: FilterBar, room: Room) -> None:
    widths = {name: picker.sizeHint().width() for name, picker in bar.choices.items()}
    room.ask(Filter(letter="A", status=Status.QUESTION))
    assert widths == {name: picker.sizeHint().width() for name, picker in bar.choices.items()}
