"""What decides which rules ask: the answers about the organization, and from which number on rules that count ask."""

from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QDialog, QDialogButtonBox, QLabel, QWidget
from ui.acting import Opener, answers, child, click, in_dialog, press

from raciapp.base.words import Language, Words
from raciapp.checks.engine import threshold_of
from raciapp.document.records import Document, OperatingModel, Organization, Sector, Size, Threshold, Tone
from raciapp.document.storage import load
from raciapp.knowledge.library import knowledge
from raciapp.ui.dialogs import OrganizationDialog, ThresholdsDialog
from raciapp.ui.language import set_language
from raciapp.ui.prompts import Prompts
from raciapp.ui.window import MainWindow

USUAL = {rule.id: most for rule in knowledge().rules.values() if (most := threshold_of(rule)) is not None}


def _found(window: MainWindow) -> set[str]:
    return {finding.rule.id for finding in window.open_session().report.open()}


def _back(window: MainWindow) -> None:
    window.activateWindow()  # there is no window manager to do it
    assert QTest.qWaitForWindowActive(window)


def _key(dialog: QWidget, key: Qt.Key) -> None:
    QTest.keyClick(dialog.windowHandle(), key)


# -- thresholds -------------------------------------------------------------------------------------------


def _thresholds(window: MainWindow, act: Callable[[ThresholdsDialog], object]) -> None:
    """Choose the action, act in its dialog, and come back to the window."""
    window.prompts = Prompts(window)

    def acted(dialog: QWidget) -> None:
        assert isinstance(dialog, ThresholdsDialog)
        act(dialog)

    seen = in_dialog(acted)
    window.actions_by_id["thresholds"].trigger()
    assert len(seen) == 1
    _back(window)


def _type(dialog: ThresholdsDialog, rule: str, number: int, key: Qt.Key = Qt.Key.Key_Return) -> None:
    """Type another number over that of a rule, then press a key."""
    box = dialog.boxes[rule]
    box.setFocus()
    box.selectAll()
    QTest.keyClicks(box, str(number))
    _key(dialog, key)


def _own(window: MainWindow) -> dict[str, int]:
    return {one.rule: one.most for one in window.open_session().document.thresholds}


def test_every_rule_that_counts_has_a_number(window: MainWindow, sample: Document) -> None:
    def look(dialog: ThresholdsDialog) -> None:
        assert dialog.numbers() == USUAL
        shown = [label.text() for label in dialog.findChildren(QLabel)]
        for rule, most in USUAL.items():
            assert f"{rule}  {knowledge().rules[rule].statement.en}" in shown
            assert dialog.boxes[rule].toolTip() == f"Usually {most}"
        screen = dialog.screen().availableGeometry()
        assert dialog.sizeHint().height() < screen.height()
        _key(dialog, Qt.Key.Key_Escape)

    assert {"ENG-7", "RACI-3", "RACI-4", "APP-1"} <= set(USUAL)
    _thresholds(window, look)
    assert window.open_session().document == sample


def test_a_higher_number_silences_the_question_as_one_edit(window: MainWindow, sample: Document) -> None:
    assert "APP-1" in _found(window)
    _thresholds(window, lambda dialog: _type(dialog, "APP-1", 7))
    assert _own(window) == {"APP-1": 7}
    assert "APP-1" not in _found(window)
    assert window.open_session().workspace.history.undo_label == "Thresholds"
    press(window, "Ctrl+Z")
    assert window.open_session().document == sample
    assert "APP-1" in _found(window)


def test_a_lower_number_asks_sooner(window: MainWindow) -> None:
    assert "RACI-3" not in _found(window)
    _thresholds(window, lambda dialog: _type(dialog, "RACI-3", 1))
    assert "RACI-3" in _found(window)


def test_numbers_are_kept_in_the_file_and_forgotten_when_they_are_the_usual(
    window: MainWindow, tmp_path: Path, sample: Document
) -> None:
    _thresholds(window, lambda dialog: _type(dialog, "APP-1", 9))
    press(window, "Ctrl+S")
    assert load(tmp_path / "coastal.raci").thresholds == (Threshold("APP-1", 9),)

    def back(dialog: ThresholdsDialog) -> None:
        assert dialog.numbers() == USUAL | {"APP-1": 9}
        assert dialog.boxes["APP-1"].toolTip() == f"Usually {USUAL['APP-1']}"
        _type(dialog, "APP-1", USUAL["APP-1"])

    _thresholds(window, back)
    assert window.open_session().document == sample


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Return], ids=["Escape", "the same"])
def test_cancelling_or_the_same_numbers_are_no_edit(window: MainWindow, key: Qt.Key) -> None:
    number = 99 if key is Qt.Key.Key_Escape else USUAL["APP-1"]
    _thresholds(window, lambda dialog: _type(dialog, "APP-1", number, key))
    assert not window.open_session().workspace.modified


def test_a_number_of_the_document_is_never_cut(opened: Opener, small: Document) -> None:
    window = opened(replace(small, thresholds=(Threshold("APP-1", 500_000), Threshold("GONE-1", 3))))
    _thresholds(window, lambda dialog: _type(dialog, "RACI-3", 2))
    assert _own(window) == {"APP-1": 500_000, "GONE-1": 3, "RACI-3": 2}


def test_the_rules_of_a_house_have_thresholds_too(window: MainWindow, tmp_path: Path) -> None:
    house = tmp_path / "house"
    house.mkdir()
    (house / "acme.toml").write_text(
        '[[rule]]\nid = "ACME-1"\nseverity = "hint"\nstatement.en = "<b>R&D</b>"\nmessage.en = "{activities}"\n'
        'tests = [{ test = "count", rows = ["*"], letters = "ARCI", at_most = 2 }]\n',
        "utf-8",
    )
    answers(window).folders.append(house)
    window.actions_by_id["house"].trigger()
    assert "ACME-1" in _found(window)

    def raise_it(dialog: ThresholdsDialog) -> None:
        (label,) = [one for one in dialog.findChildren(QLabel) if one.text().startswith("ACME-1")]
        assert label.text() == "ACME-1  <b>R&D</b>"
        assert label.textFormat() is Qt.TextFormat.PlainText
        _type(dialog, "ACME-1", 20)

    _thresholds(window, raise_it)
    assert _own(window) == {"ACME-1": 20}
    assert "ACME-1" not in _found(window)


def test_statements_are_in_the_language_of_the_window(window: MainWindow) -> None:
    set_language(Language.FR)
    answers(window).numbers.append(None)
    window.advice.edit_thresholds()
    choices = answers(window).asked[-1][0]
    assert choices == tuple((rule, knowledge().rules[rule].statement.fr, most, most) for rule, most in USUAL.items())


# -- the answers about the organization -------------------------------------------------------------------


def _organization(window: MainWindow, act: Callable[[OrganizationDialog], object]) -> None:
    """Press Ctrl+, and act in the dialog that opens, and come back to the window."""
    window.prompts = Prompts(window)

    def acted(dialog: QWidget) -> None:
        assert isinstance(dialog, OrganizationDialog)
        act(dialog)

    seen = in_dialog(acted)
    press(window, "Ctrl+,")
    assert len(seen) == 1
    _back(window)


def _tick(box: QAbstractButton) -> None:
    """Tick a box with the space bar."""
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Space)


def _turn(window: MainWindow, box: Callable[[OrganizationDialog], QAbstractButton]) -> None:
    """Turn one answer round."""

    def turn(dialog: OrganizationDialog) -> None:
        _tick(box(dialog))
        _key(dialog, Qt.Key.Key_Return)

    _organization(window, turn)


def test_without_another_way_there_must_be_a_reason(window: MainWindow, sample: Document) -> None:
    def answer(dialog: OrganizationDialog) -> None:
        ok = child(dialog, QDialogButtonBox).button(QDialogButtonBox.StandardButton.Ok)
        assert not dialog.reason.isVisible()
        _tick(dialog.alternative)
        assert dialog.reason.isVisible()
        assert not ok.isEnabled()
        dialog.reason.setFocus()
        _key(dialog, Qt.Key.Key_Return)
        assert dialog.isVisible()
        QTest.keyClicks(dialog.reason, "   ")
        assert not ok.isEnabled()
        QTest.keyClicks(dialog.reason, "two <people> {only} ")
        assert ok.isEnabled()
        _key(dialog, Qt.Key.Key_Return)

    _organization(window, answer)
    organization = window.open_session().document.organization
    assert (organization.no_alternative, organization.no_alternative_reason) == (True, "two <people> {only}")
    assert [finding.rule.id for finding in window.open_session().report.waived] == ["SPEC-1", "SPEC-2"]
    assert window.notices.text == "No longer: SPEC-1, SPEC-2."
    press(window, "Ctrl+Z")
    assert window.open_session().document == sample


def test_the_reason_goes_with_the_answer(opened: Opener, small: Document) -> None:
    organization = replace(small.organization, no_alternative=True, no_alternative_reason="two people")
    window = opened(replace(small, organization=organization))

    def answer(dialog: OrganizationDialog) -> None:
        assert dialog.reason.text() == "two people"
        _tick(dialog.alternative)
        _key(dialog, Qt.Key.Key_Return)

    _organization(window, answer)
    assert window.open_session().document.organization == small.organization


@pytest.mark.parametrize("pack", ["classic", "names"])
def test_a_pack_of_questions_is_asked_for(window: MainWindow, pack: str) -> None:
    before = _found(window)
    _turn(window, lambda dialog: {"classic": dialog.classic, "names": dialog.names}[pack])
    assert set(window.open_session().document.organization.packs) == {"gc", pack}
    new = _found(window) - before
    assert all(knowledge().rules[rule].when.pack == pack for rule in new)
    assert bool(new) == (pack == "classic")
    assessed = {*window.open_session().report.passed, *_found(window)}
    assert any(knowledge().rules[rule].when.pack == pack for rule in assessed)
    _turn(window, lambda dialog: {"classic": dialog.classic, "names": dialog.names}[pack])
    assert window.open_session().document.organization.packs == ("gc",)
    assert _found(window) == before


@pytest.mark.parametrize("packs", [(), ("own",), ("names", "classic", "own", "gc")])
def test_packs_nobody_asks_about_are_kept(opened: Opener, small: Document, packs: tuple[str, ...]) -> None:
    window = opened(replace(small, organization=replace(small.organization, packs=packs)))
    _turn(window, lambda dialog: dialog.regulated)
    assert set(window.open_session().document.organization.packs) == set(packs)


def test_which_rules_are_new_and_which_are_gone_is_said(window: MainWindow) -> None:
    before = _found(window)

    def answer(dialog: OrganizationDialog) -> None:
        dialog.tone.setCurrentIndex(dialog.tone.findText("As reminders"))
        _tick(dialog.classic)
        _key(dialog, Qt.Key.Key_Return)

    _organization(window, answer)
    after = _found(window)
    assert before - after == {"POL-4"}
    new = sorted(after - before)
    assert new
    assert window.notices.text == f"Now to talk about: {', '.join(new)}. No longer: POL-4."
    press(window, "Ctrl+Z")
    assert _found(window) == before
    assert window.open_session().workspace.history.undo_label is None


def test_only_what_there_is_to_say_is_said(window: MainWindow) -> None:
    def rename(dialog: OrganizationDialog) -> None:
        dialog.name.setText("Acme")
        _key(dialog, Qt.Key.Key_Return)

    before = _found(window)
    _turn(window, lambda dialog: dialog.classic)
    assert window.notices.text == f"Now to talk about: {', '.join(sorted(_found(window) - before))}."
    _organization(window, rename)
    assert window.statusBar().currentMessage() == "The same findings as before."
    assert not window.notices.isVisible()
    _organization(window, lambda dialog: _key(dialog, Qt.Key.Key_Return))
    assert not window.notices.isVisible()


def test_dialogs_that_were_answered_are_gone(window: MainWindow) -> None:
    _turn(window, lambda dialog: dialog.regulated)
    _thresholds(window, lambda dialog: _key(dialog, Qt.Key.Key_Escape))
    in_dialog(lambda dialog: _key(dialog, Qt.Key.Key_Escape))
    window.prompts.show_lines("House rules", ["one"])
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert window.findChildren(QDialog) == []


# -- the opening questions --------------------------------------------------------------------------------


def _asked(window: MainWindow) -> Organization:
    ((organization,),) = answers(window).asked
    assert isinstance(organization, Organization)
    return organization


@pytest.mark.parametrize("identity", list(knowledge().templates))
def test_a_new_document_from_a_template_asks_the_opening_questions(welcome: MainWindow, identity: str) -> None:
    template = knowledge().templates[identity]
    answered = Organization(Words("Acme"), regulated=True, tone=Tone.REMINDERS)
    answers(welcome).organizations.append(answered)
    welcome.files.start_from_template(identity)
    asked = _asked(welcome)
    assert (asked.name, asked.sector, asked.size, asked.model) == (
        template.name,
        template.context.sector,
        template.context.size,
        template.context.model,
    )
    session = welcome.open_session()
    assert session.document.organization == answered
    assert session.document.template == identity
    assert session.workspace.history.undo_label == "About the organization"
    press(welcome, "Ctrl+Z")
    assert session.document.organization == asked


def test_an_empty_document_asks_the_opening_questions_in_front_of_it(welcome: MainWindow) -> None:
    welcome.prompts = Prompts(welcome)

    def answer(dialog: QWidget) -> None:
        assert isinstance(dialog, OrganizationDialog)
        assert welcome.session is not None
        dialog.name.selectAll()
        QTest.keyClicks(dialog.name, "Acme")
        for box, text in ((dialog.sector, "Government"), (dialog.model, "One central team")):
            box.setCurrentIndex(box.findText(text))
        dialog.size_.setCurrentIndex(1)
        _tick(dialog.canada)
        ok = child(dialog, QDialogButtonBox).button(QDialogButtonBox.StandardButton.Ok)
        click(ok, ok.rect().center())

    seen = in_dialog(answer)
    welcome.files.start_empty()
    assert len(seen) == 1
    _back(welcome)
    organization = welcome.open_session().document.organization
    assert organization == Organization(
        Words("Acme"),
        sector=Sector.GOVERNMENT,
        size=Size.SMALL,
        model=OperatingModel.CENTRALIZED,
        packs=("gc",),
    )
    assert welcome.grid.hasFocus()


@pytest.mark.parametrize("start", ["template", "empty"])
def test_without_answers_the_document_is_there_all_the_same(welcome: MainWindow, start: str) -> None:
    answers(welcome).organizations.append(None)
    if start == "template":
        welcome.files.start_from_template("corporate")
    else:
        welcome.files.start_empty()
    asked = _asked(welcome)
    assert welcome.open_session().document.organization == asked
    assert not welcome.open_session().workspace.modified
    assert not welcome.notices.isVisible()


def test_a_sample_and_a_file_ask_nothing(window: MainWindow, tmp_path: Path) -> None:
    window.files.start_from_sample(tmp_path / "coastal.raci")
    window.files.open_path(tmp_path / "coastal.raci")
    assert answers(window).asked == []
