"""The first page: samples, templates, recent files, by mouse and by keyboard."""

from pathlib import Path
from shutil import copy

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot
from ui.acting import answers, child, click, press

from raciapp.base.resources import sample_organizations
from raciapp.base.words import Language, Words
from raciapp.document.records import Document, Organization, new_document
from raciapp.document.storage import load
from raciapp.document.workspace import Workspace
from raciapp.knowledge.library import knowledge
from raciapp.ui import welcome as welcome_module
from raciapp.ui.language import set_language
from raciapp.ui.settings import Settings
from raciapp.ui.welcome import Card, WelcomePage, picture_of
from raciapp.ui.window import MainWindow

SAMPLES = sorted(sample_organizations().glob("*.raci"))


def _page(window: MainWindow) -> WelcomePage:
    return child(window, WelcomePage)


def _cards(window: MainWindow) -> list[Card]:
    return _page(window).findChildren(Card)


def _card(window: MainWindow, title: str) -> Card:
    (card,) = [card for card in _cards(window) if card.accessibleName().startswith(f"{title}. ")]
    return card


def _button(window: MainWindow, text: str) -> QPushButton:
    (button,) = [button for button in _page(window).findChildren(QPushButton) if button.text() == text]
    return button


def test_there_is_a_card_for_every_sample_and_every_template(welcome: MainWindow) -> None:
    titles = [card.accessibleName().split(". ")[0] for card in _cards(welcome)]
    samples = [load(path).organization.name.en for path in SAMPLES]
    templates = [template.name.en for template in knowledge().templates.values()]
    assert titles[: len(SAMPLES)] == samples
    assert sorted(titles[len(SAMPLES) :]) == sorted(templates)
    assert len(templates) == 6


def test_cards_speak_the_language_of_the_window(qtbot: QtBot, settings: Settings) -> None:
    set_language(Language.FR)
    window = MainWindow(settings)
    qtbot.addWidget(window)
    assert _card(window, "Ministère de l'Intendance côtière").isEnabled()


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_click_opens_a_copy_of_a_sample(welcome: MainWindow, path: Path) -> None:
    before = path.read_bytes()
    card = _card(welcome, load(path).organization.name.en)
    click(card, card.rect().center())
    assert welcome.open_session().document == load(path)
    assert welcome.open_session().workspace.path is None
    assert welcome.grid.hasFocus()
    answers(welcome).save_paths.append(None)
    press(welcome, "R", "Ctrl+S")
    assert answers(welcome).asked[-1][0] == "Save as"
    assert path.read_bytes() == before
    assert welcome.settings.recent == []


@pytest.mark.parametrize("identity", list(knowledge().templates))
def test_a_click_opens_a_document_with_a_templates_letters(welcome: MainWindow, identity: str) -> None:
    template = knowledge().templates[identity]
    card = _card(welcome, template.name.en)
    answers(welcome).organizations.append(None)
    click(card, card.rect().center())
    document = welcome.open_session().document
    assert document.template == identity
    assert {activity.id for activity in document.activities} == set(template.rows)
    assert welcome.open_session().workspace.path is None
    assert welcome.grid.current_place() is not None


def test_an_empty_document_starts_with_nothing(welcome: MainWindow) -> None:
    new = new_document(Words("New organization", "Nouvelle organisation"))
    button = _button(welcome, "Empty document")
    answers(welcome).organizations.append(replace(new.organization, name=Words("Acme")))
    click(button, button.rect().center())
    assert answers(welcome).asked == [(new.organization,)]
    assert welcome.open_session().document == replace(new, organization=Organization(Words("Acme")))
    assert welcome.grid.hasFocus()


def test_open_and_import_ask_for_a_file(welcome: MainWindow) -> None:
    for text, title in (("Open…", "Open"), ("Import a matrix…", "Import a matrix")):
        answers(welcome).open_paths.append(None)
        button = _button(welcome, text)
        click(button, button.rect().center())
        assert answers(welcome).asked[-1][0] == title
    assert welcome.session is None


def test_every_card_and_button_is_reached_by_tab_and_chosen_by_keys(welcome: MainWindow) -> None:
    reached = set()
    for _ in range(30):
        press(welcome, "Tab")
        focused = QApplication.focusWidget()
        reached.add(focused)
        visible = _page(welcome).viewport().rect()
        if isinstance(focused, Card):
            top = focused.mapTo(_page(welcome).viewport(), focused.rect().topLeft())
            assert visible.contains(top)
    wanted = {*_cards(welcome), *_page(welcome).findChildren(QPushButton)}
    assert wanted <= reached


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_a_card_is_chosen_by_keys(welcome: MainWindow, key: Qt.Key) -> None:
    card = _cards(welcome)[0]
    card.setFocus()
    QTest.keyClick(welcome.windowHandle(), key)
    assert welcome.session is not None


def test_after_closing_the_keyboard_is_on_the_first_page(window: MainWindow) -> None:
    press(window, "Ctrl+W", "Tab", "Esc")
    focused = QApplication.focusWidget()
    assert focused is not None
    assert _page(window).isAncestorOf(focused)
    assert window.session is None


def test_recent_files_are_offered(qtbot: QtBot, settings: Settings, tmp_path: Path, small: Document) -> None:
    for name in ("one.raci", "R&D <b>.raci", "gone.raci"):
        Workspace(small).save(tmp_path / name)
        settings.remember(tmp_path / name)
    (tmp_path / "gone.raci").unlink()
    window = MainWindow(settings)
    qtbot.addWidget(window)
    links = [button for button in _page(window).findChildren(QPushButton) if button.objectName() == "link"]
    assert [link.text() for link in links] == ["R&&D <b>", "one"]
    assert "&lt;b&gt;" in links[0].toolTip()
    links[0].click()
    assert window.open_session().workspace.path == tmp_path / "R&D <b>.raci"


def test_four_recent_files_are_enough(qtbot: QtBot, settings: Settings, tmp_path: Path) -> None:
    for number in range(6):
        path = tmp_path / f"{number}.raci"
        path.touch()
        settings.remember(path)
    window = MainWindow(settings)
    qtbot.addWidget(window)
    links = [button for button in _page(window).findChildren(QPushButton) if button.objectName() == "link"]
    assert [link.text() for link in links] == ["5", "4", "3", "2"]


def test_a_damaged_sample_is_passed_over(
    qtbot: QtBot, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy(SAMPLES[0], tmp_path)
    (tmp_path / "broken.raci").write_text("{")
    monkeypatch.setattr(welcome_module, "sample_organizations", lambda: tmp_path)
    window = MainWindow(settings)
    qtbot.addWidget(window)
    assert len(_cards(window)) == 1 + 6


def test_a_sample_that_has_gone_is_said(welcome: MainWindow, tmp_path: Path) -> None:
    welcome.files.start_from_sample(tmp_path / "gone.raci")
    assert welcome.session is None
    assert welcome.notices.text.startswith("gone.raci: ")


def test_texts_on_cards_are_no_markup(
    qtbot: QtBot, settings: Settings, tmp_path: Path, small: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    bold = Words("<b>{bold}</b>")
    Workspace(replace(small, organization=replace(small.organization, name=bold, kind=bold, story=bold))).save(
        tmp_path / "bold.raci"
    )
    monkeypatch.setattr(welcome_module, "sample_organizations", lambda: tmp_path)
    window = MainWindow(settings)
    qtbot.addWidget(window)
    labels = _card(window, "<b>{bold}</b>").findChildren(QLabel)
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in labels if label.text())


def test_a_picture_shows_where_letters_are(face: QApplication, sample: Document) -> None:
    picture = picture_of(sample).toImage()
    ground = picture.pixelColor(0, 0)
    dots = {
        picture.pixelColor(x, y).name() for x in range(0, picture.width(), 2) for y in range(0, picture.height(), 2)
    }
    assert len(dots - {ground.name()}) > 3
    empty = picture_of(new_document(Words("Nobody"))).toImage()
    assert {empty.pixelColor(x, 50).name() for x in range(empty.width())} == {ground.name()}
