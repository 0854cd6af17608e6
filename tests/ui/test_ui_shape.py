"""Adding, naming, moving and removing activities, units and matrices by their shortcuts."""

import pytest
from msgspec.structs import replace
from ui.acting import Opener, answers, cell, letters, press, select

from raciapp.base.words import Language, Words
from raciapp.document.records import Activity, Document, Group, Unit, new_document
from raciapp.ui.grid.view import GridView
from raciapp.ui.language import set_language
from raciapp.ui.window import MainWindow


def _activities(window: MainWindow) -> list[str]:
    return [activity.id for activity in window.open_session().document.activities]


def _units(window: MainWindow) -> list[str]:
    return [unit.id for unit in window.open_session().document.units]


def _activity(window: MainWindow, identity: str) -> Activity:
    document = window.open_session().document
    return document.activities[document.activity_places[identity]]


def _unit(window: MainWindow, identity: str) -> Unit:
    document = window.open_session().document
    return document.units[document.unit_places[identity]]


# -- activities -------------------------------------------------------------------------------------------


def test_a_new_activity_stands_below_the_current_one_in_its_group(window: MainWindow, grid: GridView) -> None:
    grid.go_to("pol_draft", "hr")
    answers(window).texts.append("Feed the {office} cat")
    press(window, "Ctrl+Shift+A")
    assert _activities(window)[1:3] == ["pol_draft", "x_feed_the_office_cat"]
    assert _activity(window, "x_feed_the_office_cat") == Activity(
        "x_feed_the_office_cat", Words("Feed the {office} cat"), "pol"
    )
    assert grid.current_place() == ("x_feed_the_office_cat", "hr")
    press(window, "R")
    assert letters(window, "x_feed_the_office_cat", "hr") == "R"


def test_two_activities_of_one_name_are_two(window: MainWindow) -> None:
    for _ in range(2):
        answers(window).texts.append("Feed the cat")
        press(window, "Ctrl+Shift+A")
    assert _activities(window)[1:3] == ["x_feed_the_cat", "x_feed_the_cat_2"]


def test_a_known_activity_brings_its_meaning_and_its_group(opened: Opener) -> None:
    window = opened(replace(new_document(Words("Empty")), units=(Unit("com", Words("Communications")),)))
    answers(window).texts.append("set the social media strategy")
    press(window, "Ctrl+Shift+A")
    (activity,) = window.open_session().document.activities
    assert (activity.id, activity.group) == ("str_strategy", "str")
    assert activity.name == Words("set the social media strategy")
    assert window.open_session().document.groups[0].name.fr == "Stratégie et mandat"
    assert window.grid.matrix.line(0) == ("str", True)
    assert window.grid.current_place() == ("str_strategy", "com")


def test_a_known_activity_by_its_own_name_reads_in_both_languages(window: MainWindow) -> None:
    knowledge = window.open_session().knowledge
    known = next(one for one in knowledge.activities.values() if one.id not in _activities(window))
    answers(window).texts.append(known.name.fr)
    press(window, "Ctrl+Shift+A")
    assert _activity(window, known.id).name == known.name
    assert len(window.open_session().document.groups) == 9


def test_a_known_activity_that_is_there_already_is_added_as_another(window: MainWindow) -> None:
    answers(window).texts.append("Set the social media strategy")
    press(window, "Ctrl+Shift+A")
    assert _activities(window)[:2] == ["str_strategy", "x_set_the_social_media_strategy"]


def test_the_first_activity_of_an_empty_document(opened: Opener) -> None:
    window = opened(new_document(Words("Empty")))
    answers(window).texts.append("Feed the cat")
    press(window, "Ctrl+Shift+A")
    assert _activities(window) == ["x_feed_the_cat"]
    assert window.grid.current_place() is None
    answers(window).texts.append("Us")
    press(window, "Ctrl+Shift+U")
    assert window.grid.current_place() == ("x_feed_the_cat", "x_us")
    press(window, "A")
    assert letters(window, "x_feed_the_cat", "x_us") == "A"


@pytest.mark.parametrize("keys", ["Ctrl+Shift+A", "Ctrl+Shift+U", "F2", "Ctrl+F2"])
def test_a_question_that_is_cancelled_changes_nothing(window: MainWindow, keys: str) -> None:
    before = window.open_session().document
    answers(window).texts.append("")
    press(window, keys)
    assert window.open_session().document is before


def test_an_activity_is_renamed_in_the_language_of_the_window(window: MainWindow, grid: GridView) -> None:
    grid.go_to("pol_draft", "com")
    answers(window).texts.append("Write <b>the</b> rules")
    press(window, "F2")
    assert answers(window).asked[-1][2] == "Write the social media guidelines"
    assert _activity(window, "pol_draft").name == Words("Write <b>the</b> rules")
    set_language(Language.FR)
    answers(window).texts.append("Rédiger les règles")
    press(window, "F2")
    assert _activity(window, "pol_draft").name == Words(fr="Rédiger les règles")


def test_an_activity_moves_and_stays_current(window: MainWindow, grid: GridView) -> None:
    grid.go_to("pol_approve_hr", "hr")
    press(window, "Alt+Up")
    assert _activities(window)[1:3] == ["pol_approve_hr", "pol_draft"]
    assert grid.current_place() == ("pol_approve_hr", "hr")
    assert letters(window, "pol_approve_hr", "hr") == "A/R"
    press(window, "Alt+Down", "Alt+Down")
    assert _activities(window)[1:4] == ["pol_draft", "pol_approve_legal", "pol_approve_hr"]
    assert grid.current_place() == ("pol_approve_hr", "hr")


def test_an_activity_passes_into_the_next_group(window: MainWindow, grid: GridView) -> None:
    grid.go_to("str_strategy", "com")
    press(window, "Alt+Down")
    assert _activity(window, "str_strategy").group == "pol"
    assert grid.matrix.line(0) == ("pol", True)
    assert grid.current_place() == ("str_strategy", "com")


def test_at_the_edge_an_activity_stays(window: MainWindow, grid: GridView) -> None:
    before = window.open_session().document
    press(window, "Alt+Up")
    grid.go_to("rsk_records", "com")
    press(window, "Alt+Down")
    assert window.open_session().document is before


def test_the_chosen_activities_are_removed_and_come_back(window: MainWindow, grid: GridView, sample: Document) -> None:
    select(window, "pol_draft", "com", down=1)
    press(window, "Ctrl+Delete")
    assert not {"pol_draft", "pol_approve_hr"} & set(_activities(window))
    assert window.statusBar().currentMessage() == "2 activities removed. Ctrl+Z brings them back."
    assert grid.current_place() == ("pol_approve_legal", "com")
    press(window, "Ctrl+Z")
    assert window.open_session().document == sample


def test_removing_the_last_of_a_group_leaves_a_current_cell(window: MainWindow, grid: GridView) -> None:
    for activity, after in (
        ("str_strategy", "pol_draft"),
        ("acc_open", "pol_reminders"),
        ("rsk_records", "per_presence"),
    ):
        grid.go_to(activity, "com")
        press(window, "Ctrl+Delete")
        assert grid.current_place() == (after, "com")


def test_all_activities_can_be_removed(window: MainWindow, grid: GridView, sample: Document) -> None:
    press(window, "Ctrl+A", "Ctrl+Delete")
    assert _activities(window) == []
    assert grid.current_place() is None
    assert not window.actions_by_id["rename_unit"].isEnabled()
    press(window, "Ctrl+Z")
    assert window.open_session().document == sample
    assert grid.current_place() is not None


# -- units ------------------------------------------------------------------------------------------------


def test_a_new_unit_stands_right_of_the_current_one(window: MainWindow, grid: GridView) -> None:
    grid.go_to("pol_draft", "com")
    answers(window).texts.append("Office Cats")
    press(window, "Ctrl+Shift+U")
    assert _units(window)[2:4] == ["com", "x_office_cats"]
    assert _unit(window, "x_office_cats").functions == ()
    assert grid.current_place() == ("pol_draft", "x_office_cats")
    assert window.statusBar().currentMessage() == "Say what «Office Cats» is for with Ctrl+F3."
    assert letters(window, "str_strategy", "dig") == "C"


def test_a_unit_with_a_known_name_is_recognised(window: MainWindow) -> None:
    answers(window).texts.append("Human Resources")
    press(window, "Ctrl+Shift+U")
    assert _unit(window, "x_human_resources").functions == ("hr",)
    said = window.statusBar().currentMessage()
    assert said.startswith("«Human Resources» is taken for: ")
    assert said.endswith("Ctrl+F3 changes it.")


def test_a_unit_is_renamed(window: MainWindow, grid: GridView) -> None:
    grid.go_to("pol_draft", "com")
    answers(window).texts.append("Public Affairs")
    press(window, "Ctrl+F2")
    assert answers(window).asked[-1][2] == "Communications Branch"
    assert _unit(window, "com").name == Words("Public Affairs")
    assert grid.matrix.headerData(2, grid.units.orientation()) == "Public Affairs"


def test_a_unit_moves_and_stays_current(window: MainWindow, grid: GridView) -> None:
    grid.go_to("str_strategy", "com")
    press(window, "Alt+Right")
    assert _units(window)[2:4] == ["dig", "com"]
    assert grid.current_place() == ("str_strategy", "com")
    assert letters(window, "str_strategy", "com") == "A/R"
    press(window, "Alt+Left", "Alt+Left")
    assert _units(window)[1:3] == ["com", "mo"]


def test_at_the_edge_a_unit_stays(window: MainWindow, grid: GridView) -> None:
    before = window.open_session().document
    press(window, "Alt+Left")
    grid.go_to("str_strategy", "all")
    press(window, "Alt+Right")
    assert window.open_session().document is before


def test_the_chosen_units_are_removed_and_come_back(window: MainWindow, grid: GridView, sample: Document) -> None:
    select(window, "pol_draft", "com", right=1)
    press(window, "Ctrl+Shift+Delete")
    assert _units(window)[:3] == ["dm", "mo", "med"]
    assert window.statusBar().currentMessage() == "2 units removed. Ctrl+Z brings them back."
    assert letters(window, "mon_field", "med") == "A/R"
    press(window, "Ctrl+Z")
    assert window.open_session().document == sample


def test_all_units_can_be_removed(window: MainWindow, grid: GridView, sample: Document) -> None:
    press(window, "Ctrl+A", "Ctrl+Shift+Delete")
    assert _units(window) == []
    assert grid.current_place() is None
    press(window, "Ctrl+Z")
    assert window.open_session().document == sample


def test_what_a_unit_is_for_is_asked_and_checked_anew(window: MainWindow, grid: GridView) -> None:
    grid.go_to("str_strategy", "com")
    report = window.open_session().report
    answers(window).functions_chosen.append(["legal"])
    press(window, "Ctrl+F3")
    name, choices, held = answers(window).asked[-1]
    assert (name, held) == ("Communications Branch", ("strategy",))
    assert isinstance(choices, tuple)
    assert len(choices) == len(window.open_session().knowledge.functions)
    assert _unit(window, "com").functions == ("legal",)
    assert window.open_session().report != report
    answers(window).functions_chosen.append(None)
    press(window, "Ctrl+F3")
    assert _unit(window, "com").functions == ("legal",)


# -- remarks, groups, the organization --------------------------------------------------------------------


def test_a_remark_is_asked_for_shown_and_taken_off(window: MainWindow, grid: GridView) -> None:
    grid.go_to("str_strategy", "com")
    answers(window).paragraphs.append("only for\nsensitive topics")
    press(window, "Shift+F2")
    assert cell(window, "str_strategy", "com").remark == "only for\nsensitive topics"
    assert letters(window, "str_strategy", "com") == "A/R"
    answers(window).paragraphs.append(None)
    press(window, "Shift+F2")
    assert answers(window).asked[-1][2] == "only for\nsensitive topics"
    answers(window).paragraphs.append("")
    press(window, "Shift+F2")
    assert cell(window, "str_strategy", "com").remark == ""


def test_a_group_is_renamed(window: MainWindow) -> None:
    answers(window).texts.append("Mandate")
    window.activities.rename_line("str", heading=True)
    assert answers(window).asked[-1][2] == "Strategy and mandate"
    assert window.open_session().document.groups[0] == Group("str", Words("Mandate"))


def test_the_organization_is_asked_about_and_checked_anew(window: MainWindow) -> None:
    old = window.open_session().document.organization
    answers(window).organizations.append(replace(old, name=Words("Acme {0}"), packs=(), program_channels=False))
    report = window.open_session().report
    press(window, "Ctrl+,")
    editor = window.editor
    assert editor is not None
    assert editor.headline.whole == "Acme {0}"
    assert "Government of Canada" not in editor.subline.whole
    assert window.open_session().report != report
    answers(window).organizations.append(None)
    press(window, "Ctrl+,")
    assert window.open_session().document.organization.name == Words("Acme {0}")


# -- matrices ---------------------------------------------------------------------------------------------


def test_a_to_be_matrix_starts_from_the_as_is_and_is_shown_in_a_tab(window: MainWindow, grid: GridView) -> None:
    editor = window.editor
    assert editor is not None
    assert not editor.tabs.isVisible()
    window.actions_by_id["copy_matrix"].trigger()
    assert [editor.tabs.tabText(place) for place in range(editor.tabs.count())] == ["As-is", "To-be"]
    assert editor.tabs.isVisible()
    assert window.open_session().matrix == "to_be"
    grid.go_to("str_strategy", "hr")
    press(window, "R")
    assert letters(window, "str_strategy", "hr") == "R"
    editor.tabs.setCurrentIndex(0)
    assert window.open_session().matrix == "as_is"
    assert letters(window, "str_strategy", "hr") == ""
    assert grid.current_place() == ("str_strategy", "hr")


def test_the_findings_are_those_of_the_shown_matrix(window: MainWindow, grid: GridView) -> None:
    session = window.open_session()
    as_is = session.report
    window.actions_by_id["copy_matrix"].trigger()
    press(window, "Ctrl+A", "Delete")
    assert session.report != as_is
    session.show_matrix("as_is")
    assert session.report == as_is


def test_a_further_matrix_gets_an_id_of_its_own(window: MainWindow) -> None:
    window.actions_by_id["copy_matrix"].trigger()
    window.actions_by_id["copy_matrix"].trigger()
    assert [matrix.id for matrix in window.open_session().document.matrices] == ["as_is", "to_be", "x_to_be"]


def test_the_shown_matrix_is_removed_but_never_the_last(window: MainWindow, grid: GridView, sample: Document) -> None:
    remove = window.actions_by_id["remove_matrix"]
    assert not remove.isEnabled()
    window.matrices.remove()
    assert window.open_session().document == sample
    window.actions_by_id["copy_matrix"].trigger()
    assert remove.isEnabled()
    press(window, "R")
    remove.trigger()
    assert window.open_session().matrix == "as_is"
    assert [matrix.id for matrix in window.open_session().document.matrices] == ["as_is"]
    assert letters(window, "str_strategy", "dm") == "C"
    assert not remove.isEnabled()
    press(window, "Ctrl+Z")
    assert [matrix.id for matrix in window.open_session().document.matrices] == ["as_is", "to_be"]


def test_undoing_the_new_matrix_shows_the_one_that_is_left(window: MainWindow) -> None:
    window.actions_by_id["copy_matrix"].trigger()
    press(window, "Ctrl+Z")
    assert window.open_session().matrix == "as_is"
    press(window, "R", "Ctrl+Z", "Ctrl+Y")
    assert letters(window, "str_strategy", "dm") == "R/C"


def test_commands_on_a_cell_without_a_cell_ask_nothing(opened: Opener) -> None:
    window = opened(new_document(Words("Empty")))
    before = window.open_session().document
    window.activities.rename()
    window.units.rename()
    window.units.edit_functions()
    window.activities.move(1)
    window.units.move(1)
    window.activities.remove()
    window.units.remove()
    window.cells.edit_remark()
    assert answers(window).asked == []
    assert window.open_session().document is before
