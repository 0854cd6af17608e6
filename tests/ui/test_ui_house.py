"""House rules and templates in the window: chosen, found beside the document, complained about, never in the way."""

import os
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot
from ui.acting import Opener, answers, child, click, in_dialog, notice_buttons, press

from raciapp.base.words import Language
from raciapp.checks.gap import expected_letters
from raciapp.document.records import Document, Waiver
from raciapp.document.storage import load
from raciapp.document.workspace import Workspace
from raciapp.knowledge.library import knowledge
from raciapp.ui.findings import FindingsPanel
from raciapp.ui.findings_lines import Kind, Line
from raciapp.ui.gap_dialog import GapDialog
from raciapp.ui.language import set_language
from raciapp.ui.prompts import Prompts
from raciapp.ui.settings import Settings
from raciapp.ui.welcome import Card
from raciapp.ui.window import MainWindow

RULE = """
[[rule]]
id = "ACME-1"
severity = "must"
statement.en = "Privacy <b>decides</b> on the strategy & more."
message.en = "Nobody for <b>privacy</b> & access has A or R: {activities}."
tests = [{ test = "some", rows = ["str_strategy"], letters = "AR", by = "info_privacy" }]
"""

MORE = """
basis = "derived"
reason.en = "Acme has seen it go wrong."
fix.fr = "Donnez le R."
sources = ["SEED"]
surveys = ["SHRM12"]
remedy = [{ step = "give", rows = ["str_strategy"], letters = "R", by = "info_privacy", first = true }]
"""

TEMPLATE = """
id = "acme"
base = "government"
name.en = "As Acme sees it"

[rows.str_strategy]
letters = { info_privacy = "A/R" }
"""

FAULTY = """
[[rule]]
id = "ACME-2"
severity = "terrible"
"""


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """Return a folder with a sound rule and a sound template."""
    folder = tmp_path / "our house"
    _write(folder, rule=RULE, template=TEMPLATE)
    return folder


def _write(folder: Path, **files: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.toml").write_text(text, "utf-8")
    return folder


def _beside(tmp_path: Path, **files: str) -> Path:
    return _write(tmp_path / "raciapp-house", **files)


@pytest.fixture
def document(tmp_path: Path, small: Document) -> Path:
    """Return a small document with a unit for privacy, on disk."""
    units = tuple(replace(unit, functions=("info_privacy",)) if unit.id == "dm" else unit for unit in small.units)
    path = tmp_path / "small.raci"
    Workspace(replace(small, units=units)).save(path)
    return path


def _panel(window: MainWindow) -> FindingsPanel:
    assert window.editor is not None
    return window.editor.findings


def _lines(window: MainWindow, rule: str, *kinds: Kind) -> list[Line]:
    """Open a rule's finding and return its lines."""
    panel = _panel(window)
    if panel.model.opened != rule:
        panel.view.chosen.emit(panel.model.line(panel.model.index(panel.model.row_of(rule))))
    lines = [panel.model.line(panel.model.index(row)) for row in range(panel.model.rowCount())]
    return [line for line in lines if line.rule == rule and (not kinds or line.kind in kinds)]


def _found(window: MainWindow) -> set[str]:
    return {finding.rule.id for finding in window.open_session().report.findings}


def _choose(window: MainWindow, folder: Path | None) -> None:
    answers(window).folders.append(folder)
    window.actions_by_id["house"].trigger()


# -- the folder that is chosen ----------------------------------------------------------------------------


def test_a_chosen_folder_is_heeded_at_once_and_remembered(
    window: MainWindow, house: Path, settings: Settings, tmp_path: Path
) -> None:
    assert "ACME-1" not in _found(window)
    _choose(window, house)
    assert answers(window).asked[-1] == ("Folder of house rules and templates",)
    assert "ACME-1" in _found(window)
    assert window.notices.text == "1 house rule, 1 house template."
    assert not window.open_session().workspace.modified
    assert Settings(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)).house == house
    assert settings.house == house


def test_the_next_window_goes_by_the_folder_that_was_chosen(
    window: MainWindow, house: Path, settings: Settings, qtbot: QtBot, document: Path
) -> None:
    _choose(window, house)
    other = MainWindow(settings, path=document)
    qtbot.addWidget(other)
    assert "ACME-1" in _found(other)
    assert not other.notices.isVisibleTo(other)
    other.close()
    window.files.open_path(document)
    assert "ACME-1" in _found(window)


def test_another_folder_takes_the_place_of_the_first(window: MainWindow, house: Path, tmp_path: Path) -> None:
    _choose(window, house)
    other = _write(tmp_path / "other", rule=RULE.replace("ACME-1", "OTHER-1"))
    _choose(window, other)
    assert {"ACME-1", "OTHER-1"} & _found(window) == {"OTHER-1"}
    assert window.notices.text == "1 house rule, 0 house templates."


def test_choosing_can_be_cancelled(window: MainWindow, house: Path, settings: Settings) -> None:
    _choose(window, None)
    assert window.settings.house is None
    assert not window.notices.isVisible()
    _choose(window, house)
    _choose(window, None)
    assert settings.house == house
    assert "ACME-1" in _found(window)


def test_the_folder_is_asked_for_in_the_systems_dialog(
    window: MainWindow, house: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def choose(_parent: QWidget, title: str) -> str:
        asked.append(title)
        return str(house)

    monkeypatch.setattr(QFileDialog, "getExistingDirectory", choose)
    window.prompts = Prompts(window)
    window.actions_by_id["house"].trigger()
    assert asked == ["Folder of house rules and templates"]
    assert "ACME-1" in _found(window)


# -- what a house rule says -------------------------------------------------------------------------------


def test_a_house_rule_names_its_file(window: MainWindow, house: Path) -> None:
    _choose(window, house)
    lines = _lines(window, "ACME-1")
    assert lines[0].text == "Nobody for <b>privacy</b> & access has A or R: Set the social media strategy."
    assert [line.text for line in lines if line.kind is Kind.REASON] == ["(ACME-1: house rule, rule.toml)"]
    assert {line.kind for line in lines} == {Kind.FINDING, Kind.REASON, Kind.PLACE, Kind.ACCEPT}
    assert not _panel(window).grab().isNull()


def test_a_house_rule_may_say_all_that_a_shipped_one_does(window: MainWindow, house: Path) -> None:
    _write(house, rule=RULE + MORE)
    _choose(window, house)
    lines = _lines(window, "ACME-1")
    known = knowledge()
    survey = known.surveys["SHRM12"]
    texts = [line.text for line in lines[1:7]]
    assert texts == [
        "Acme has seen it go wrong.  (ACME-1: house rule, rule.toml)",
        known.sources["SEED"].title.en,
        f"For comparison: {survey.figure.en} ({survey.sample.en}, {survey.year})",
        "What to do: Donnez le R.",
        "Do this: 1 cell changes",
        "Set the social media strategy · Access, Privacy and Records: – → R",
    ]
    window.advice.take_remedy("ACME-1")
    assert "ACME-1" not in _found(window)
    press(window, "Ctrl+Z")
    assert "ACME-1" in _found(window)


def test_a_house_rule_is_accepted_like_any_other(window: MainWindow, house: Path, tmp_path: Path) -> None:
    _choose(window, house)
    answers(window).texts.append("Agreed")
    window.advice.accept_finding("ACME-1")
    assert [finding.rule.id for finding in window.open_session().report.waived] == ["ACME-1"]
    press(window, "Ctrl+S")
    assert load(tmp_path / "coastal.raci").waivers[0].rule == "ACME-1"


def test_a_house_rule_is_exported(window: MainWindow, house: Path, tmp_path: Path, qtbot: QtBot) -> None:
    _choose(window, house)
    path = tmp_path / "out.xlsx"
    with qtbot.waitSignal(window.export_ended, timeout=30_000):
        window.exporting.export_to(path)
    with ZipFile(path) as book:
        texts = "".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xml"))
    assert "ACME-1" in texts


def test_a_waiver_of_a_house_that_is_not_at_hand_does_no_harm(opened: Opener, small: Document) -> None:
    window = opened(replace(small, waivers=(Waiver("ACME-1", "Agreed"),), template="acme"))
    for rule in sorted(_found(window)):
        assert _lines(window, rule, Kind.ACCEPT)


# -- house templates --------------------------------------------------------------------------------------


def test_a_house_template_is_expected_and_compared_with(opened: Opener, small: Document, house: Path) -> None:
    window = opened(replace(small, template="acme"))
    _choose(window, house)
    session = window.open_session()
    press(window, "F8")
    assert window.statusBar().currentMessage() == "Outlines show what «As Acme sees it» expects."
    assert session.expected == expected_letters(session.document, session.knowledge.templates["acme"])

    def look(dialog: object) -> bool:
        assert isinstance(dialog, GapDialog)
        assert dialog.templates.currentText() == "As Acme sees it"
        return False

    answers(window).acts.append(look)
    press(window, "F9")
    assert not answers(window).acts


def test_a_document_starts_from_a_house_template(welcome: MainWindow, house: Path, settings: Settings) -> None:
    settings.house = house
    welcome.show_welcome()
    (card,) = [one for one in welcome.findChildren(Card) if one.accessibleName().startswith("As Acme sees it. ")]
    assert card.accessibleName() == "As Acme sees it. template.toml. "
    answers(welcome).organizations.append(None)
    card.click()
    session = welcome.open_session()
    assert session.document.template == "acme"
    assert set(session.document.activity_places) == set(session.knowledge.templates["acme"].rows)
    press(welcome, "F8")
    assert session.template == "acme"


def test_outlines_go_with_the_template_they_are_of(
    opened: Opener, small: Document, house: Path, tmp_path: Path
) -> None:
    window = opened(replace(small, template="acme"))
    _choose(window, house)
    press(window, "F8")
    assert window.open_session().expected
    _choose(window, _write(tmp_path / "other", rule=RULE))
    assert (window.open_session().template, window.open_session().expected) == (None, {})
    press(window, "F8")
    assert window.open_session().template == "government"


def test_outlines_follow_a_template_that_is_written_anew(opened: Opener, small: Document, house: Path) -> None:
    window = opened(replace(small, template="acme"))
    _choose(window, house)
    press(window, "F8")
    before = window.open_session().expected
    _write(house, template=TEMPLATE.replace("info_privacy", "exec"))
    _choose(window, house)
    session = window.open_session()
    assert session.expected != before
    assert session.expected == expected_letters(session.document, session.knowledge.templates["acme"])


# -- the folder beside the document -----------------------------------------------------------------------


def test_a_house_beside_the_document_is_found(window: MainWindow, document: Path, tmp_path: Path) -> None:
    _beside(tmp_path, rule=RULE)
    window.files.open_path(document)
    assert "ACME-1" in _found(window)
    assert not window.notices.isVisible()
    assert window.settings.house is None


def test_both_houses_are_heeded(window: MainWindow, document: Path, house: Path, tmp_path: Path) -> None:
    beside = _beside(tmp_path, rule=RULE.replace("ACME-1", "CLIENT-1"))
    _choose(window, house)
    window.files.open_path(document)
    assert {"ACME-1", "CLIENT-1"} <= _found(window)
    assert window.houses() == (house, beside)


def test_a_house_is_of_its_own_folder_only(window: MainWindow, document: Path, tmp_path: Path, small: Document) -> None:
    _beside(tmp_path, rule=RULE)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    Workspace(small).save(elsewhere / "other.raci")
    window.files.open_path(document)
    window.files.open_path(elsewhere / "other.raci")
    assert "ACME-1" not in _found(window)


def test_a_new_document_heeds_the_house_once_it_lies_beside_it(opened: Opener, document: Path, tmp_path: Path) -> None:
    _beside(tmp_path, rule=RULE)
    window = opened(load(document))
    assert "ACME-1" not in _found(window)
    answers(window).save_paths.append(tmp_path / "new.raci")
    press(window, "Ctrl+S")
    assert "ACME-1" in _found(window)
    assert window.notices.text == "1 house rule, 0 house templates."
    window.notices.hide()
    press(window, "Ctrl+S")
    assert not window.notices.isVisible()


def test_a_document_that_is_saved_elsewhere_leaves_the_house(
    window: MainWindow, document: Path, tmp_path: Path
) -> None:
    _beside(tmp_path, rule=RULE)
    window.files.open_path(document)
    (tmp_path / "elsewhere").mkdir()
    answers(window).save_paths.append(tmp_path / "elsewhere" / "copy.raci")
    press(window, "Ctrl+Shift+S")
    assert "ACME-1" not in _found(window)
    assert window.notices.text == "0 house rules, 0 house templates."


# -- complaints -------------------------------------------------------------------------------------------


def test_what_is_wrong_is_told_with_file_and_line(window: MainWindow, house: Path) -> None:
    _write(house, faulty=FAULTY)
    _choose(window, house)
    complaints = window.open_session().knowledge.complaints
    assert len(complaints) > 1
    assert window.notices.text == f"1 house rule, 1 house template. {len(complaints)} entries were left out."
    assert window.notices.property("trouble")
    button = notice_buttons(window)["Details…"]
    click(button, button.rect().center())
    title, lines = answers(window).asked[-1]
    assert title == "House rules"
    assert lines == tuple(one.text() for one in complaints)
    assert str(lines[0]).startswith(f"{house / 'faulty.toml'}:2: ")
    assert "ACME-1" in _found(window)
    assert "ACME-2" not in window.open_session().knowledge.rules


def test_one_complaint_is_in_the_singular(window: MainWindow, house: Path) -> None:
    _write(house, faulty="not toml")
    _choose(window, house)
    assert window.notices.text.endswith(" 1 entry was left out.")


def test_details_can_be_read_and_copied(window: MainWindow, house: Path) -> None:
    _write(house, faulty=FAULTY.replace("terrible", "<b>terrible</b> {0}"))
    _choose(window, house)
    window.prompts = Prompts(window)
    read: list[str] = []

    def act(dialog: QWidget) -> None:
        text = child(dialog, QPlainTextEdit)
        assert text.isReadOnly()
        read.append(text.toPlainText())
        QTest.keyClick(dialog.windowHandle(), Qt.Key.Key_Escape)

    in_dialog(act)
    notice_buttons(window)["Details…"].click()
    assert read == ["\n".join(one.text() for one in window.open_session().knowledge.complaints)]
    assert "<b>" in read[0]


def test_complaints_speak_french(window: MainWindow, house: Path) -> None:
    set_language(Language.FR)
    _write(house, faulty="not toml")
    _choose(window, house)
    (button,) = notice_buttons(window).values()
    button.click()
    (complaint,) = window.open_session().knowledge.complaints
    assert answers(window).asked[-1][1] == (complaint.text(Language.FR),)


def test_complaints_about_the_house_beside_are_told_when_the_document_is_opened(
    window: MainWindow, document: Path, tmp_path: Path
) -> None:
    _beside(tmp_path, rule=RULE, faulty="not toml")
    window.files.open_path(document)
    assert window.notices.text == "1 house rule, 0 house templates. 1 entry was left out."
    assert "Details…" in notice_buttons(window)
    assert window.grid.hasFocus()


# -- nothing stops a document from opening ----------------------------------------------------------------


def _binary(folder: Path) -> None:
    (folder / "a.toml").write_bytes(bytes(range(256)))


def _huge(folder: Path) -> None:
    (folder / "a.toml").write_bytes(b"#" * 1_100_000)


def _nested(folder: Path) -> None:
    (folder / "a.toml").write_text("a = " + "[" * 3000 + "]" * 3000)


def _a_folder(folder: Path) -> None:
    (folder / "a.toml").mkdir()


def _a_link(folder: Path) -> None:
    (folder / "a.toml").symlink_to("/dev/zero")


def _a_pipe(folder: Path) -> None:
    os.mkfifo(folder / "a.toml")


def _odd_names(folder: Path) -> None:
    rule = RULE.replace('"str_strategy"', '"no_such_row"').replace('"info_privacy"', '"nobody"')
    (folder / "a.toml").write_text(rule)


def _odd_message(folder: Path) -> None:
    (folder / "a.toml").write_text(RULE.replace("{activities}", "{0.__class__} {"))


def _circle(folder: Path) -> None:
    (folder / "a.toml").write_text('id = "a"\nbase = "b"\nname.en = "A"\n')
    (folder / "b.toml").write_text('id = "b"\nbase = "a"\nname.en = "B"\n')


def _taken(folder: Path) -> None:
    (folder / "a.toml").write_text(RULE.replace("ACME-1", "RACI-1"))
    (folder / "b.toml").write_text(TEMPLATE.replace('"acme"', '"government"'))


SPOIL = [_binary, _huge, _nested, _a_folder, _a_link, _a_pipe, _odd_names, _odd_message, _circle, _taken]


@pytest.mark.skipif(os.name == "nt", reason="links and pipes")
@pytest.mark.parametrize("spoil", SPOIL)
@pytest.mark.parametrize("where", ["beside", "chosen"])
def test_a_faulty_house_never_stops_a_document_from_opening(
    window: MainWindow, document: Path, tmp_path: Path, spoil: Callable[[Path], None], where: str
) -> None:
    folder = tmp_path / ("raciapp-house" if where == "beside" else "our house")
    folder.mkdir()
    spoil(folder)
    (folder / "sound.toml").write_text(RULE, "utf-8")
    if where == "chosen":
        window.settings.house = folder
    window.files.open_path(document)
    assert window.open_session().document == load(document)
    assert window.open_session().knowledge.complaints
    assert "left out" in window.notices.text
    assert "ACME-1" in _found(window)
    press(window, "R", "F8")
    assert window.open_session().expected
    assert window.open_session().knowledge.rules["RACI-1"] == knowledge().rules["RACI-1"]


@pytest.mark.parametrize("gone", ["gone", "gone.toml", "small.raci", "x" * 5000])
def test_a_chosen_house_that_is_gone_is_told_and_no_more(window: MainWindow, document: Path, gone: str) -> None:
    window.settings.house = document.parent / gone
    window.files.open_path(document)
    assert window.open_session().document == load(document)
    assert window.notices.text == "0 house rules, 0 house templates. 1 entry was left out."


def test_a_chosen_house_that_is_no_path_is_none(window: MainWindow, document: Path) -> None:
    window.settings.house = document.parent / "gone\0"
    window.files.open_path(document)
    assert window.open_session().document == load(document)
    assert window.settings.house is None


def test_a_file_in_the_place_of_the_house_is_no_house(window: MainWindow, document: Path, tmp_path: Path) -> None:
    (tmp_path / "raciapp-house").write_text("not a folder")
    window.files.open_path(document)
    assert window.open_session().document == load(document)
    assert not window.notices.isVisible()


def test_an_empty_house_says_nothing(window: MainWindow, document: Path, tmp_path: Path) -> None:
    _beside(tmp_path)
    window.files.open_path(document)
    assert not window.notices.isVisible()
