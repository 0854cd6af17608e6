"""The gap to a template in its own dialog, opened with F9 and worked with keys and clicks."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QStyle,
    QStyleOptionViewItem,
    QTabBar,
    QTreeWidget,
    QTreeWidgetItem,
    QTreeWidgetItemIterator,
    QWidget,
)
from ui.acting import Opener, all_cells, answers, child, click, in_dialog, letters, press

from raciapp.base.words import Language, Words
from raciapp.checks.gap import CellGap, Gap, accept, add_missing, compare_templates, fill_empty, gap
from raciapp.document import edits
from raciapp.document.records import Activity, Document, Unit
from raciapp.knowledge.fitting import document_from
from raciapp.knowledge.library import knowledge
from raciapp.ui import gap_dialog
from raciapp.ui.gap_dialog import GapDialog
from raciapp.ui.language import set_language
from raciapp.ui.prompts import Prompts
from raciapp.ui.window import MainWindow

ON, OFF, PARTLY = Qt.CheckState.Checked, Qt.CheckState.Unchecked, Qt.CheckState.PartiallyChecked
GOVERNMENT = knowledge().templates["government"]


@pytest.fixture
def window(opened: Opener, small: Document) -> MainWindow:
    """Return a window on 7 activities in 3 groups, 14 cells of which depart from the template for governments."""
    return opened(small)


def _compare(window: MainWindow, act: Callable[[GapDialog], object]) -> None:
    """Press F9, act in the dialog that opens, and come back to the window."""

    def acted(dialog: QWidget) -> None:
        assert isinstance(dialog, GapDialog)
        act(dialog)

    def shown(dialog: QWidget) -> bool:
        assert isinstance(dialog, GapDialog)
        seen.extend(in_dialog(acted))
        return Prompts.run(answers(window), dialog)

    seen: list[QWidget] = []
    answers(window).acts.append(shown)
    press(window, "F9")
    window.activateWindow()  # there is no window manager to do it
    assert QTest.qWaitForWindowActive(window)


def _key(dialog: QWidget, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(dialog.windowHandle(), key)


def _leave(dialog: QWidget) -> None:
    _key(dialog, Qt.Key.Key_Escape)


def _press(dialog: QWidget, button: QWidget) -> None:
    assert button.isVisibleTo(dialog)
    click(button, button.rect().center())


def _tops(tree: QTreeWidget) -> list[QTreeWidgetItem]:
    return [item for row in range(tree.topLevelItemCount()) if (item := tree.topLevelItem(row)) is not None]


def _items(tree: QTreeWidget) -> list[QTreeWidgetItem]:
    found = []
    items = QTreeWidgetItemIterator(tree)
    while items.value() is not None:
        found.append(items.value())
        items += 1
    return found


def _below(item: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    return [one for row in range(item.childCount()) if (one := item.child(row)) is not None]


def _named(dialog: GapDialog, *names: str) -> QTreeWidgetItem:
    """Return the item under these names, from the top down."""
    items = _tops(dialog.tree)
    for depth, name in enumerate(names):
        (item,) = [one for one in items if one.text(0) == name]
        if depth == len(names) - 1:
            return item
        items = _below(item)
    raise AssertionError(names)


def _texts(item: QTreeWidgetItem) -> tuple[str, ...]:
    return tuple(item.text(column) for column in range(4))


def _tick_box(tree: QTreeWidget, item: QTreeWidgetItem) -> QPoint:
    """Return the middle of an item's tick box, brought into view."""
    tree.scrollToItem(item)
    option = QStyleOptionViewItem()
    option.rect = tree.visualItemRect(item)
    option.features |= QStyleOptionViewItem.ViewItemFeature.HasCheckIndicator
    return tree.style().subElementRect(QStyle.SubElement.SE_ItemViewItemCheckIndicator, option, tree).center()


def _click_box(dialog: GapDialog, item: QTreeWidgetItem) -> None:
    click(dialog.tree.viewport(), _tick_box(dialog.tree, item))


def _space(dialog: GapDialog, item: QTreeWidgetItem) -> None:
    dialog.tree.setFocus()
    dialog.tree.setCurrentItem(item)
    _key(dialog, Qt.Key.Key_Space)


TICK = pytest.mark.parametrize("tick", [_click_box, _space], ids=["click", "space bar"])
Tick = Callable[[GapDialog, QTreeWidgetItem], None]


def _gap(document: Document) -> Gap:
    return gap(document, "as_is", GOVERNMENT)


def _of(document: Document, *activities: str) -> list[CellGap]:
    return [cell for cell in _gap(document).cells if cell.activity in activities]


# -- what is listed ---------------------------------------------------------------------------------------


def test_the_gap_is_listed_in_the_order_of_the_document(window: MainWindow, small: Document) -> None:
    def look(dialog: GapDialog) -> None:
        tops = _tops(dialog.tree)
        assert [top.text(0) for top in tops] == [
            f"{len(_gap(small).missing)} activities of the template are not here",
            "Strategy and mandate",
            "Guidelines and policy",
            "Engagement",
        ]
        questions = _below(_named(dialog, "Engagement", "Answer general and service questions"))
        assert _texts(questions[1]) == ("Digital Communications", "R", "I", "different")
        (strategy,) = _below(_named(dialog, "Strategy and mandate"))
        assert [_texts(item) for item in _below(strategy)] == [
            ("Minister's Office", "C", "I", "different, as advice"),
            ("Client Contact Centre", "–", "C", "missing, as advice"),
        ]
        _leave(dialog)

    _compare(window, look)
    assert window.open_session().document == small


def test_activities_and_groups_that_agree_are_not_listed(opened: Opener, small: Document) -> None:
    window = opened(accept(small, "as_is", _of(small, "eng_soft", "str_strategy")))

    def look(dialog: GapDialog) -> None:
        listed = {item.text(0) for item in _items(dialog.tree)}
        assert "Engagement" in listed
        assert not {"Answer general and service questions", "Strategy and mandate"} & listed
        _leave(dialog)

    _compare(window, look)


def test_an_own_activity_is_never_called_wrong(opened: Opener, small: Document) -> None:
    own = edits.add_activity(small, Activity("x_cat", Words("Feed the cat")))
    window = opened(own)

    def look(dialog: GapDialog) -> None:
        assert "Feed the cat" not in {item.text(0) for item in _items(dialog.tree)}
        _leave(dialog)

    _compare(window, look)


def test_the_dialog_speaks_french(window: MainWindow, small: Document) -> None:
    set_language(Language.FR)

    def look(dialog: GapDialog) -> None:
        names = {item.text(0) for item in _items(dialog.tree)}
        assert small.units[0].name.fr != small.units[0].name.en
        assert small.units[2].name.fr in names
        assert dialog.templates.currentText() == GOVERNMENT.name.fr
        _leave(dialog)

    _compare(window, look)


# -- ticking and taking -----------------------------------------------------------------------------------


@TICK
def test_one_cell_is_ticked_and_taken(window: MainWindow, small: Document, tick: Tick) -> None:
    def take(dialog: GapDialog) -> None:
        group = _named(dialog, "Engagement")
        row = _named(dialog, "Engagement", "Answer general and service questions")
        first_cell, second_cell, _ = _below(row)
        tick(dialog, first_cell)
        assert (group.checkState(0), row.checkState(0), second_cell.checkState(0)) == (PARTLY, PARTLY, OFF)
        assert dialog.count.text() == "Taking it changes 1 cell."
        _press(dialog, dialog.take)

    first = _of(small, "eng_soft")[0]
    _compare(window, take)
    session = window.open_session()
    assert session.document == accept(small, "as_is", [first])
    assert letters(window, first.activity, first.unit) == small.alphabet.text(first.expected)
    assert session.workspace.history.undo_label == "Take from a template"
    press(window, "Ctrl+Z")
    assert session.document == small
    assert session.workspace.history.undo_label is None


@TICK
def test_a_whole_activity_is_ticked_and_taken(window: MainWindow, small: Document, tick: Tick) -> None:
    def take(dialog: GapDialog) -> None:
        tick(dialog, _named(dialog, "Engagement", "Answer general and service questions"))
        assert dialog.count.text() == "Taking it changes 3 cells."
        _press(dialog, dialog.take)

    _compare(window, take)
    assert window.open_session().document == accept(small, "as_is", _of(small, "eng_soft"))
    press(window, "Ctrl+Z")
    assert window.open_session().document == small


@TICK
def test_a_whole_group_is_ticked_and_taken(window: MainWindow, small: Document, tick: Tick) -> None:
    def take(dialog: GapDialog) -> None:
        tick(dialog, _named(dialog, "Engagement"))
        assert dialog.count.text() == "Taking it changes 9 cells."
        _press(dialog, dialog.take)

    _compare(window, take)
    wanted = _of(small, "eng_official", "eng_soft", "eng_program")
    assert window.open_session().document == accept(small, "as_is", wanted)


@TICK
def test_everything_is_ticked_and_taken(window: MainWindow, small: Document, tick: Tick) -> None:
    def take(dialog: GapDialog) -> None:
        for top in _tops(dialog.tree):
            tick(dialog, top)
        assert dialog.count.text().endswith(f" and adds {len(_gap(small).missing)} activities.")
        _press(dialog, dialog.take)

    _compare(window, take)
    document = window.open_session().document
    left = _gap(document)
    assert (left.missing, left.cells) == ((), ())
    assert len(document.activities) == len(GOVERNMENT.rows)
    press(window, "Ctrl+Z")
    assert window.open_session().document == small


@TICK
def test_a_missing_activity_is_added_with_its_letters(window: MainWindow, small: Document, tick: Tick) -> None:
    def take(dialog: GapDialog) -> None:
        head = _tops(dialog.tree)[0]
        assert not head.isExpanded()
        head.setExpanded(True)
        tick(dialog, _below(head)[3])
        assert dialog.count.text().endswith(" and adds 1 activity.")
        _press(dialog, dialog.take)

    identity = _gap(small).missing[3]
    before = all_cells(window)
    _compare(window, take)
    document = window.open_session().document
    assert document == add_missing(small, "as_is", GOVERNMENT, [identity], knowledge())
    assert identity in document.activity_places
    assert any(letters(window, identity, unit.id) for unit in document.units)
    press(window, "Ctrl+Z")
    assert all_cells(window) == before


def test_one_cell_of_a_ticked_activity_may_be_left_out(window: MainWindow, small: Document) -> None:
    def take(dialog: GapDialog) -> None:
        row = _named(dialog, "Engagement", "Answer general and service questions")
        _click_box(dialog, row)
        _click_box(dialog, _below(row)[1])
        assert row.checkState(0) is PARTLY
        assert dialog.count.text() == "Taking it changes 2 cells."
        _press(dialog, dialog.take)

    _compare(window, take)
    first, _, third = _of(small, "eng_soft")
    assert window.open_session().document == accept(small, "as_is", [first, third])


def test_remarks_stay_where_letters_are_taken(opened: Opener, small: Document) -> None:
    window = opened(edits.set_remark(small, "as_is", "eng_soft", "dig", "since May"))

    def take(dialog: GapDialog) -> None:
        _click_box(dialog, _named(dialog, "Engagement"))
        _press(dialog, dialog.take)

    _compare(window, take)
    cell = window.open_session().document.cell("as_is", "eng_soft", "dig")
    assert (small.alphabet.text(cell.letters), cell.remark) == ("I", "since May")


def test_where_nothing_is_ticked_nothing_can_be_taken(window: MainWindow, small: Document) -> None:
    def try_to_take(dialog: GapDialog) -> None:
        group = _named(dialog, "Engagement")
        assert not dialog.take.isEnabled()
        _press(dialog, dialog.take)
        assert dialog.isVisible()
        _space(dialog, group)
        assert dialog.take.isEnabled()
        _space(dialog, group)
        assert not dialog.take.isEnabled()
        assert dialog.count.text() == "Taking it changes 0 cells."
        _leave(dialog)

    _compare(window, try_to_take)
    assert window.open_session().document == small


def test_enter_in_the_list_takes_what_is_ticked(window: MainWindow, small: Document) -> None:
    def take(dialog: GapDialog) -> None:
        _space(dialog, _named(dialog, "Engagement"))
        _key(dialog, Qt.Key.Key_Return)

    _compare(window, take)
    assert window.open_session().document != small
    assert window.open_session().workspace.history.undo_label == "Take from a template"


def test_a_tick_on_a_group_is_counted_once(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    counted: list[int] = []

    def counting(document: Document, matrix: str, cells: list[CellGap]) -> Document:
        counted.append(len(cells))
        return accept(document, matrix, cells)

    def tick(dialog: GapDialog) -> None:
        counted.clear()
        _click_box(dialog, _named(dialog, "Engagement"))
        assert counted == [9]
        _click_box(dialog, _below(_below(_named(dialog, "Engagement"))[0])[0])
        assert counted == [9, 8]
        _leave(dialog)

    monkeypatch.setattr(gap_dialog, "accept", counting)
    _compare(window, tick)


@pytest.mark.parametrize("how", ["Escape", "Close", "corner"])
def test_closing_takes_nothing(window: MainWindow, small: Document, how: str) -> None:
    def leave(dialog: GapDialog) -> None:
        _click_box(dialog, _named(dialog, "Engagement"))
        if how == "Escape":
            _leave(dialog)
        elif how == "Close":
            _press(dialog, child(dialog, QDialogButtonBox).button(QDialogButtonBox.StandardButton.Close))
        else:
            dialog.close()

    _compare(window, leave)
    assert window.open_session().document is small


# -- filling ----------------------------------------------------------------------------------------------


def test_only_empty_cells_are_filled_whatever_is_ticked(window: MainWindow, small: Document) -> None:
    def fill(dialog: GapDialog) -> None:
        _click_box(dialog, _named(dialog, "Engagement"))
        _press(dialog, dialog.fill)

    _compare(window, fill)
    document = window.open_session().document
    assert document == fill_empty(small, "as_is", GOVERNMENT)
    assert document != small
    for activity in small.activities:
        for unit in small.units:
            held = small.cell("as_is", activity.id, unit.id)
            assert not held.letters or document.cell("as_is", activity.id, unit.id) == held
    press(window, "Ctrl+Z")
    assert window.open_session().document == small


def test_where_nothing_is_empty_filling_is_no_edit(opened: Opener) -> None:
    window = opened(document_from(GOVERNMENT, knowledge()))

    def fill(dialog: GapDialog) -> None:
        assert _items(dialog.tree) == []
        assert not dialog.take.isEnabled()
        _press(dialog, dialog.fill)

    _compare(window, fill)
    assert not window.open_session().workspace.modified


# -- other templates, other matrices ----------------------------------------------------------------------


def test_another_template_lists_another_gap_and_drops_the_ticks(window: MainWindow, small: Document) -> None:
    other = knowledge().templates["small"]

    def choose(dialog: GapDialog) -> None:
        _click_box(dialog, _named(dialog, "Engagement"))
        dialog.templates.setFocus()
        _key(dialog, Qt.Key.Key_Home)
        while dialog.templates.currentData() != "small":
            _key(dialog, Qt.Key.Key_Down)
        leaves = [item for item in _items(dialog.tree) if isinstance(item.data(0, gap_dialog.TICK), CellGap)]
        assert [item.data(0, gap_dialog.TICK) for item in leaves] == list(gap(small, "as_is", other).cells)
        assert {item.checkState(0) for item in _items(dialog.tree)} == {OFF}
        assert not dialog.take.isEnabled()
        _press(dialog, dialog.fill)

    _compare(window, choose)
    assert window.open_session().document == fill_empty(small, "as_is", other)


@pytest.mark.parametrize(
    ("followed", "first", "second"),
    [("", "government", "corporate"), ("corporate", "corporate", "government"), ("gone", "government", "corporate")],
)
def test_the_dialog_starts_with_the_template_of_the_document(
    opened: Opener, small: Document, followed: str, first: str, second: str
) -> None:
    window = opened(replace(small, template=followed))

    def look(dialog: GapDialog) -> None:
        assert (dialog.templates.currentData(), dialog.other.currentData()) == (first, second)
        offered = [dialog.templates.itemData(row) for row in range(dialog.templates.count())]
        assert offered == list(knowledge().templates)
        _leave(dialog)

    _compare(window, look)


def test_the_matrix_on_the_screen_is_compared(window: MainWindow, small: Document) -> None:
    window.actions_by_id["copy_matrix"].trigger()

    def take(dialog: GapDialog) -> None:
        _click_box(dialog, _named(dialog, "Engagement"))
        _press(dialog, dialog.take)

    _compare(window, take)
    document = window.open_session().document
    assert document.matrix("as_is") == small.matrix("as_is")
    assert document.matrix("to_be").rows != small.matrix("as_is").rows


def test_activities_without_a_group_are_listed_first(opened: Opener, small: Document) -> None:
    loose = tuple(replace(one, group="" if one.id == "eng_soft" else one.group) for one in small.activities)
    window = opened(replace(small, activities=loose))

    def look(dialog: GapDialog) -> None:
        top = _tops(dialog.tree)[1]
        assert (top.text(0), _below(top)[0].text(0)) == ("No group", "Answer general and service questions")
        _leave(dialog)

    _compare(window, look)


def test_an_empty_document_may_take_everything(opened: Opener, small: Document) -> None:
    window = opened(edits.remove_activities(small, [one.id for one in small.activities]))

    def take(dialog: GapDialog) -> None:
        (head,) = _tops(dialog.tree)
        _space(dialog, head)
        _press(dialog, dialog.take)

    _compare(window, take)
    assert set(window.open_session().document.activity_places) == set(GOVERNMENT.rows)


def test_names_of_units_are_no_markup(opened: Opener, small: Document) -> None:
    window = opened(edits.add_unit(small, Unit("odd", Words("<b>R&D</b> {0}"), ("legal",))))

    def look(dialog: GapDialog) -> None:
        assert "<b>R&D</b> {0}" in {item.text(0) for item in _items(dialog.tree)}
        assert not dialog.grab().isNull()
        _leave(dialog)

    _compare(window, look)


# -- two templates ----------------------------------------------------------------------------------------


def _differences(dialog: GapDialog) -> list[tuple[str, ...]]:
    return [_texts(item) for item in _tops(dialog.differences)]


def _expected_differences(document: Document, first: str, second: str) -> list[tuple[str, ...]]:
    templates = knowledge().templates
    return [
        (
            document.activities[document.activity_places[cell.activity]].name.en,
            document.units[document.unit_places[cell.unit]].name.en,
            document.alphabet.text(cell.actual) or "–",
            document.alphabet.text(cell.expected) or "–",
        )
        for cell in compare_templates(document, templates[first], templates[second])
    ]


def test_two_templates_are_compared_for_the_units_that_there_are(window: MainWindow, small: Document) -> None:
    def compare(dialog: GapDialog) -> None:
        bar = child(dialog, QTabBar)
        assert not dialog.differences.isVisible()
        click(bar, bar.tabRect(1).center())
        assert dialog.differences.isVisible()
        assert _differences(dialog) == _expected_differences(small, "government", "corporate")
        names = [str(dialog.differences.model().headerData(column, Qt.Orientation.Horizontal)) for column in (2, 3)]
        assert names == [knowledge().templates[one].name.en for one in ("government", "corporate")]
        dialog.other.setFocus()
        _key(dialog, Qt.Key.Key_End)
        last = str(dialog.other.currentData())
        assert last != "corporate"
        assert _differences(dialog) == _expected_differences(small, "government", last)
        dialog.templates.setCurrentIndex(dialog.templates.findData(last))
        assert _differences(dialog) == []
        dialog.templates.setCurrentIndex(dialog.templates.findData("corporate"))
        assert _differences(dialog) == _expected_differences(small, "corporate", last)
        _leave(dialog)

    assert _expected_differences(small, "government", "corporate")
    _compare(window, compare)
    assert window.open_session().document is small
