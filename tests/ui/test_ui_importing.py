"""Reading a client's matrix from the menu."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QWidget
from ui.acting import answers, click, in_dialog, letters, notice_buttons, press

from raciapp.formats.import_notes import Notes
from raciapp.ui.dialogs import TextDialog
from raciapp.ui.importing.dialog import ImportDialog
from raciapp.ui.prompts import Answer, Prompts
from raciapp.ui.window import MainWindow

TABLE = """Activity,Communications,Human Resources,Cats
Set the social media strategy,A/R,C,
Approve the guidelines - people side,I,A/R,maybe
Feed the cat,R,,A
"""


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "client {1}.csv"
    path.write_text(TABLE, "utf-8")
    return path


def agree(dialog: QDialog) -> bool:
    """Take what was read as it is."""
    return isinstance(dialog, ImportDialog)


def test_a_table_is_read_from_the_menu_and_what_became_of_it_is_said(window: MainWindow, table: Path) -> None:
    answers(window).open_paths.append(table)
    answers(window).acts.append(agree)
    press(window, "Ctrl+I")
    document = window.open_session().document
    assert [activity.id for activity in document.activities] == ["str_strategy", "pol_approve_hr", "x_feed_the_cat"]
    assert letters(window, "str_strategy", document.units[0].id) == "A/R"
    assert window.open_session().workspace.path is None
    assert window.grid.hasFocus()
    assert window.notices.text.startswith("Read client {1}.csv: 3 activities, 3 units.")
    assert "1 cell needs your eye." in window.notices.text
    assert "Say what 1 unit is for (Ctrl+F3): Cats." in window.notices.text


def test_from_the_notice_one_sees_the_details_and_answers_about_the_organization(
    window: MainWindow, table: Path
) -> None:
    answers(window).acts.append(agree)
    window.files.import_path(table)
    details, organization = notice_buttons(window).values()
    click(details, details.rect().center())
    name, notes = answers(window).asked[-1]
    assert name == "client {1}.csv"
    assert isinstance(notes, tuple)
    assert any("maybe" in line for note in notes for line in note.lines)
    answers(window).organizations.append(None)
    click(organization, organization.rect().center())
    assert answers(window).asked[-1] == (window.open_session().document.organization,)


def test_a_table_without_doubts_has_no_details(window: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "plain.csv"
    path.write_text("Activity,Human Resources,Legal Services\nFeed the cat,A,R\nWater the plants,R,A\n", "utf-8")
    answers(window).acts.append(agree)
    window.files.import_path(path)
    assert window.notices.text == "Read plain.csv: 2 activities, 2 units."
    assert list(notice_buttons(window)) == ["About the organization…"]


def test_what_was_left_out_and_many_unknown_units_are_counted(window: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "odd.csv"
    units = ",".join(f"Cats {name}" for name in ("Azz", "Bzz", "Czz", "Dzz", "Ezz"))
    table = f"Our cats,,,,,\n\nActivity,{units}\nFeed the cat,A,R,I,C,I\nWater the plants,R,A,C,I,R\n"
    path.write_text(table, "utf-8")
    answers(window).acts.append(agree)
    window.files.import_path(path)
    assert "1 cell was left out." in window.notices.text
    assert "Say what 5 units are for (Ctrl+F3): Cats Azz, Cats Bzz, Cats Czz, Cats Dzz…." in window.notices.text


def test_a_dropped_or_opened_spreadsheet_is_imported(window: MainWindow, table: Path) -> None:
    answers(window).acts.append(agree)
    window.files.open_path(table)
    assert len(window.open_session().document.activities) == 3
    assert window.settings.recent == []


@pytest.mark.parametrize("kind", ["text", "html", "markdown"])
def test_a_table_on_the_clipboard_is_imported(welcome: MainWindow, kind: str) -> None:
    content = QMimeData()
    lines = [line.split(",") for line in TABLE.splitlines()]
    if kind == "html":
        rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in line)}</tr>" for line in lines)
        content.setHtml(f"<table>{rows}</table>")
    elif kind == "text":
        content.setText("\n".join("\t".join(line) for line in lines))
    else:
        content.setText("\n".join("|".join(("", *line, "")) for line in [lines[0], ["---"] * 4, *lines[1:]]))
    QGuiApplication.clipboard().setMimeData(content)
    answers(welcome).acts.append(agree)
    press(welcome, "Ctrl+Shift+I")
    document = welcome.open_session().document
    assert [activity.id for activity in document.activities] == ["str_strategy", "pol_approve_hr", "x_feed_the_cat"]
    assert welcome.notices.text.startswith("Read Clipboard: 3 activities, 3 units.")


def test_an_empty_clipboard_is_one_sentence(window: MainWindow) -> None:
    session = window.open_session()
    QGuiApplication.clipboard().clear()
    press(window, "Ctrl+Shift+I")
    assert window.open_session() is session
    assert window.notices.text.startswith("Clipboard: ")


def test_importing_can_be_cancelled(window: MainWindow) -> None:
    session = window.open_session()
    answers(window).open_paths.append(None)
    press(window, "Ctrl+I")
    assert window.open_session() is session


def test_what_was_read_can_be_declined(window: MainWindow, table: Path) -> None:
    session = window.open_session()
    answers(window).acts.append(lambda _dialog: False)
    window.files.import_path(table)
    assert window.open_session() is session
    assert not window.notices.isVisible()


def test_a_file_without_a_matrix_is_shown_with_the_reason(window: MainWindow, tmp_path: Path) -> None:
    session = window.open_session()
    path = tmp_path / "letter.txt"
    path.write_text("Dear client,\nthank you.\n")

    def look(dialog: QDialog) -> bool:
        assert isinstance(dialog, ImportDialog)
        assert "letter.txt: no matrix was found" in dialog.nothing.text()
        return dialog.answer() is not None

    answers(window).acts.append(look)
    window.files.import_path(path)
    assert window.open_session() is session


@pytest.mark.parametrize("name", ["book.docx", "gone.csv", "noname"])
def test_a_file_that_cannot_be_read_is_named(window: MainWindow, tmp_path: Path, name: str) -> None:
    session = window.open_session()
    window.files.open_path(tmp_path / name)
    assert window.open_session() is session
    assert window.notices.text.startswith(f"{name}: ")


def test_a_changed_document_is_asked_about_only_once_the_table_was_read(
    window: MainWindow, table: Path, tmp_path: Path
) -> None:
    session = window.open_session()
    press(window, "R")
    answers(window).on_unsaved = Answer.CANCEL
    window.files.import_path(tmp_path / "gone.csv")
    assert answers(window).asked == []
    answers(window).acts.append(agree)
    window.files.import_path(table)
    assert answers(window).asked[-1] == ("coastal.raci",)
    assert window.open_session() is session
    answers(window).on_unsaved = Answer.DISCARD
    answers(window).acts.append(agree)
    window.files.import_path(table)
    assert window.open_session() is not session


def test_the_details_can_be_read_and_copied(window: MainWindow) -> None:
    def copy(dialog: QWidget) -> None:
        assert isinstance(dialog, TextDialog)
        assert dialog.text.isReadOnly()
        dialog.text.selectAll()
        dialog.text.copy()
        dialog.reject()

    in_dialog(copy)
    notes = [Notes("Left out", ("<b>x</b> {0}", "y")), Notes("Questions", ("z",))]
    Prompts(window).show_notes("client.csv", notes)
    assert QGuiApplication.clipboard().text() == "Left out (2)\n  <b>x</b> {0}\n  y\n\nQuestions (1)\n  z"


def test_the_details_are_put_away_with_escape(window: MainWindow) -> None:
    seen = in_dialog(lambda dialog: QTest.keyClick(dialog.windowHandle(), Qt.Key.Key_Escape))
    Prompts(window).show_notes("client.csv", [Notes("Questions", ("z",))])
    assert [dialog.windowTitle() for dialog in seen] == ["client.csv"]
