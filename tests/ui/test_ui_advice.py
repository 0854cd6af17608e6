"""Advice taken: remedies by click and key, thresholds, house rules, what a template expects."""

from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QModelIndex
from ui.acting import Opener, answers, click, letters, notice_buttons, press

from raciapp.base.words import Words
from raciapp.document.records import Document, Tone
from raciapp.ui.commands.advice import house_folders
from raciapp.ui.findings import FindingsPanel
from raciapp.ui.findings_lines import Kind
from raciapp.ui.window import MainWindow

HOUSE = """
[[rule]]
id = "ACME-1"
severity = "must"
statement.en = "Somebody feeds the cat."
message.en = "Nobody feeds the cat: {activities}."
tests = [{ test = "some", rows = ["str_strategy"], letters = "R", by = "hr" }]
"""

BROKEN = """
[[rule]]
id = "ACME-2"
severity = "terrible"
"""


@pytest.fixture
def panel(window: MainWindow) -> FindingsPanel:
    assert window.editor is not None
    return window.editor.findings


def _line(panel: FindingsPanel, rule: str, kind: Kind) -> QModelIndex:
    """Open a rule's finding, where it is closed, and return the first line of a kind in it."""
    if panel.model.opened != rule:
        panel.view.chosen.emit(panel.model.line(panel.model.index(panel.model.row_of(rule))))
    indexes = [panel.model.index(row) for row in range(panel.model.rowCount())]
    return next(
        index for index in indexes if panel.model.line(index).rule == rule and panel.model.line(index).kind is kind
    )


def _click(panel: FindingsPanel, index: QModelIndex) -> None:
    panel.view.scrollTo(index)
    click(panel.view.viewport(), panel.view.visualRect(index).center())


# -- remedies ---------------------------------------------------------------------------------------------


def test_a_remedy_is_taken_by_a_click_and_taken_back_by_undo(
    window: MainWindow, panel: FindingsPanel, sample: Document
) -> None:
    _click(panel, _line(panel, "GOV-1", Kind.REMEDY))
    assert panel.model.row_of("GOV-1") == -1
    assert letters(window, "eng_program", "hab") == "C"
    assert letters(window, "trn_experts", "sci") == "R"
    assert window.open_session().workspace.history.undo_label == "Remedy for GOV-1"
    assert window.statusBar().currentMessage() == "Done. Ctrl+Z takes it back."
    press(window, "Ctrl+Z")
    assert window.open_session().document == sample
    assert panel.model.row_of("GOV-1") >= 0


def test_a_remedy_is_taken_by_enter(window: MainWindow, panel: FindingsPanel) -> None:
    index = _line(panel, "PER-1", Kind.REMEDY)
    press(window, "F7")
    panel.view.setCurrentIndex(index)
    press(window, "Return")
    assert panel.model.row_of("PER-1") == -1
    assert letters(window, "per_participate", "hr") == ""


def test_every_remedy_that_is_offered_does_what_it_says(opened: Opener, sample: Document) -> None:
    window = opened(sample)
    assert window.editor is not None
    panel = window.editor.findings
    session = window.open_session()
    for rule in [finding.rule.id for finding in session.report.open()]:
        offer = panel.model.line(_line(panel, rule, Kind.REMEDY))
        assert offer.text.startswith("Do this: ")
        window.advice.take_remedy(rule)
        assert session.document != sample, rule
        press(window, "Ctrl+Z")
        assert session.document == sample


def test_a_remedy_that_is_no_longer_there_does_nothing(window: MainWindow, sample: Document) -> None:
    window.advice.take_remedy("GONE-1")
    assert window.open_session().document == sample


def test_a_remedy_may_add_an_activity_or_change_a_setting(window: MainWindow, panel: FindingsPanel) -> None:
    assert panel.model.line(_line(panel, "SPEC-3", Kind.REMEDY)).text == "Do this: 6 cells change, 1 activity is added"
    assert panel.model.line(_line(panel, "POL-4", Kind.REMEDY)).text == "Do this: a setting changes"
    window.advice.take_remedy("POL-4")
    assert window.open_session().document.organization.tone is Tone.REMINDERS


# -- settings and thresholds ------------------------------------------------------------------------------


def test_the_answers_about_the_organization_tell_what_they_changed(window: MainWindow) -> None:
    old = window.open_session().document.organization
    before = {finding.rule.id for finding in window.open_session().report.open()}
    answers(window).organizations.append(replace(old, tone=Tone.REMINDERS, regulated=True))
    press(window, "Ctrl+,")
    after = {finding.rule.id for finding in window.open_session().report.open()}
    new, gone = ", ".join(sorted(after - before)), ", ".join(sorted(before - after))
    assert "POL-4" in gone
    assert window.notices.text == f"Now to talk about: {new}. No longer: {gone}."
    answers(window).organizations.append(replace(old, tone=Tone.REMINDERS, regulated=True, name=Words("Acme")))
    press(window, "Ctrl+,")
    assert window.statusBar().currentMessage() == "The same findings as before."
    assert not window.notices.isVisible()
    answers(window).organizations.append(window.open_session().document.organization)
    press(window, "Ctrl+,")
    assert not window.notices.isVisible()


def _choices(window: MainWindow) -> dict[str, tuple[int, int]]:
    """Return what was last asked about thresholds: the number now and the usual one, by rule."""
    choices = answers(window).asked[-1][0]
    assert isinstance(choices, tuple)
    return {rule: (now, usual) for rule, _, now, usual in choices}


def test_thresholds_are_kept_where_they_differ_from_the_usual(window: MainWindow) -> None:
    session = window.open_session()
    answers(window).numbers.append(None)
    window.actions_by_id["thresholds"].trigger()
    usual = {rule: most for rule, (_, most) in _choices(window).items()}
    assert {"ENG-7", "RACI-3"} <= set(usual)
    assert not session.document.thresholds
    answers(window).numbers.append({**usual, "RACI-3": 1})
    window.actions_by_id["thresholds"].trigger()
    assert [(one.rule, one.most) for one in session.document.thresholds] == [("RACI-3", 1)]
    assert any(finding.rule.id == "RACI-3" for finding in session.report.open())
    answers(window).numbers.append(usual)
    window.actions_by_id["thresholds"].trigger()
    assert _choices(window)["RACI-3"] == (1, usual["RACI-3"])
    assert session.document.thresholds == ()


# -- house rules ------------------------------------------------------------------------------------------


@pytest.fixture
def house(tmp_path: Path) -> Path:
    folder = tmp_path / "our house"
    folder.mkdir()
    (folder / "cats.toml").write_text(HOUSE, "utf-8")
    return folder


def test_a_folder_of_house_rules_is_learnt_at_once_and_remembered(
    window: MainWindow, panel: FindingsPanel, house: Path
) -> None:
    answers(window).folders.append(house)
    window.actions_by_id["house"].trigger()
    assert window.notices.text == "1 house rule, 0 house templates."
    assert panel.model.row_of("ACME-1") >= 0
    assert "cats.toml" in panel.model.line(_line(panel, "ACME-1", Kind.REASON)).text
    assert window.settings.house == house
    assert window.houses() == (house,)


def test_choosing_a_house_can_be_cancelled(window: MainWindow) -> None:
    answers(window).folders.append(None)
    window.actions_by_id["house"].trigger()
    assert window.settings.house is None
    assert not window.notices.isVisible()


def test_what_is_wrong_with_house_rules_is_told_with_its_line(window: MainWindow, house: Path) -> None:
    (house / "broken.toml").write_text(BROKEN, "utf-8")
    answers(window).folders.append(house)
    window.actions_by_id["house"].trigger()
    assert window.notices.text.startswith("1 house rule, 0 house templates. ")
    assert "left out" in window.notices.text
    notice_buttons(window)["Details…"].click()
    title, lines = answers(window).asked[-1]
    assert title == "House rules"
    assert "broken.toml" in str(lines)


def test_a_house_beside_the_document_is_found_when_it_is_opened(
    opened: Opener, small: Document, tmp_path: Path
) -> None:
    window = opened(small)
    beside = tmp_path / "raciapp-house"
    beside.mkdir()
    (beside / "broken.toml").write_text(BROKEN, "utf-8")
    (beside / "cats.toml").write_text(HOUSE, "utf-8")
    answers(window).save_paths.append(tmp_path / "here.raci")
    press(window, "Ctrl+S")
    window.files.open_path(tmp_path / "here.raci")
    assert "ACME-1" in window.open_session().knowledge.rules
    assert "left out" in window.notices.text


def test_the_folders_of_houses(tmp_path: Path) -> None:
    document = tmp_path / "x.raci"
    assert house_folders(None, None) == ()
    assert house_folders(tmp_path, document) == (tmp_path,)
    (tmp_path / "raciapp-house").mkdir()
    assert house_folders(tmp_path, document) == (tmp_path, tmp_path / "raciapp-house")


def test_forgetting_the_house_forgets_its_rules(window: MainWindow, house: Path) -> None:
    session = window.open_session()
    session.learn((house,))
    assert "ACME-1" in session.knowledge.rules
    session.learn(())
    assert "ACME-1" not in session.knowledge.rules


# -- what a template expects ------------------------------------------------------------------------------


def test_what_the_template_expects_is_shown_and_hidden(window: MainWindow) -> None:
    session = window.open_session()
    assert session.expected == {}
    press(window, "F8")
    assert set(session.expected) <= set(session.document.activity_places)
    assert all(len(row) == len(session.document.units) for row in session.expected.values())
    assert window.statusBar().currentMessage().startswith("Outlines show what «")
    press(window, "F8")
    assert session.expected == {}
