"""Copying, cutting and pasting letters in the window, as text and as tables, the way spreadsheets do."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QItemSelectionModel, QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from ui.acting import Opener, all_cells, answers, cell, letters, press, select

from raciapp.base.words import Words
from raciapp.document.records import Document, new_document
from raciapp.ui.clipboard.blocks import MOST_CELLS
from raciapp.ui.commands.clipboard import OWN, ClipboardCommands
from raciapp.ui.grid.view import GridView
from raciapp.ui.paste_dialog import PasteDialog
from raciapp.ui.window import MainWindow

ROWS = QItemSelectionModel.SelectionFlag.Rows
Act = Callable[[QDialog], bool]


def _put(text: str = "", html: str = "") -> None:
    content = QMimeData()
    if text:
        content.setText(text)
    if html:
        content.setHtml(html)
    QGuiApplication.clipboard().setMimeData(content)


def _text() -> str:
    return QGuiApplication.clipboard().text()


def _html() -> str:
    return QGuiApplication.clipboard().mimeData().html()


def _copy(window: MainWindow) -> None:
    ClipboardCommands(window).copy()


def _paste(window: MainWindow) -> None:
    ClipboardCommands(window).paste()


def _choose_lines(grid: GridView, activity: str, unit: str, lines: QItemSelectionModel.SelectionFlag) -> None:
    """Choose the whole row or column of a cell, as a click on its header does."""
    grid.go_to(activity, unit)
    grid.selectionModel().select(grid.currentIndex(), QItemSelectionModel.SelectionFlag.ClearAndSelect | lines)


def _accept(see: Callable[[PasteDialog], object] = lambda _: None) -> Act:
    """Return what looks at the dialog and accepts it."""

    def act(dialog: QDialog) -> bool:
        assert isinstance(dialog, PasteDialog)
        see(dialog)
        return True

    return act


# -- copying ----------------------------------------------------------------------------------------------


def test_one_cell_is_copied_as_people_write_it(window: MainWindow, grid: GridView) -> None:
    grid.go_to("str_strategy", "com")
    _copy(window)
    assert _text() == "A/R"


def test_a_block_is_copied_without_its_headings_as_text_and_as_a_table(window: MainWindow) -> None:
    select(window, "str_strategy", "mo", down=2, right=2)
    _copy(window)
    assert _text() == "C\tA/R\tC\n\tA/R\t\n\tI\t"
    assert _html().count("<tr>") == 3
    assert "A/R</font></b></td>" in _html()


def test_cells_apart_are_copied_in_their_rectangle(window: MainWindow, grid: GridView) -> None:
    grid.go_to("str_strategy", "mo")
    other = grid.visualRect(grid.matrix.find("pol_draft", "com")).center()
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier, other)
    _copy(window)
    assert _text() == "C\t\n\tA/R"


def test_whole_rows_bring_their_names_for_spreadsheets(window: MainWindow, grid: GridView, sample: Document) -> None:
    _choose_lines(grid, "pol_draft", "com", ROWS)
    _copy(window)
    head, line = _text().split("\n")
    assert head.split("\t") == ["Activity", *(unit.name.en for unit in sample.units)]
    assert line.startswith(sample.activities[sample.activity_places["pol_draft"]].name.en + "\t")


def test_whole_rows_go_anywhere_in_this_app(window: MainWindow, grid: GridView) -> None:
    before = [letters(window, "pol_draft", unit) for unit in grid.matrix.shown_units]
    _choose_lines(grid, "pol_draft", "com", ROWS)
    _copy(window)
    _choose_lines(grid, "str_strategy", "com", ROWS)
    _paste(window)
    assert [letters(window, "str_strategy", unit) for unit in grid.matrix.shown_units] == before
    assert any(before)


def test_whole_columns_bring_their_names(window: MainWindow, grid: GridView, sample: Document) -> None:
    _choose_lines(grid, "str_strategy", "com", QItemSelectionModel.SelectionFlag.Columns)
    _copy(window)
    lines = _text().split("\n")
    assert lines[0] == f"Activity\t{sample.units[sample.unit_places['com']].name.en}"
    assert len(lines) == len(sample.activities) + 1


def test_a_copy_with_headers_goes_by_them_when_it_is_pasted(window: MainWindow, grid: GridView) -> None:
    select(window, "str_strategy", "com", down=1)
    ClipboardCommands(window).copy_with_headers()
    assert _text().startswith("Activity\tCommunications Branch\nSet the social media strategy\tA/R\n")
    assert not QGuiApplication.clipboard().mimeData().hasFormat(OWN)
    window.cells.clear()
    grid.go_to("per_presence", "reg")
    answers(window).acts.append(_accept())
    _paste(window)
    assert (letters(window, "str_strategy", "com"), letters(window, "pol_draft", "com")) == ("A/R", "A/R")


def test_cut_copies_and_empties_in_one_edit(window: MainWindow) -> None:
    select(window, "str_strategy", "com", down=1)
    ClipboardCommands(window).cut()
    assert _text() == "A/R\nA/R"
    assert (letters(window, "str_strategy", "com"), letters(window, "pol_draft", "com")) == ("", "")
    assert window.open_session().workspace.history.undo_label == "Cut"
    window.cells.undo()
    assert letters(window, "pol_draft", "com") == "A/R"
    assert not window.open_session().workspace.modified


def test_the_keys_of_every_spreadsheet_work(window: MainWindow, grid: GridView) -> None:
    grid.go_to("str_strategy", "com")
    press(window, "Ctrl+C", "Right", "Ctrl+V")
    assert letters(window, "str_strategy", "dig") == "A/R"
    press(window, "Ctrl+X", "Right", "Ctrl+V")
    assert letters(window, "str_strategy", "dig") == ""
    assert letters(window, *grid.current_place() or ("", "")) == "A/R"


# -- pasting ----------------------------------------------------------------------------------------------


def test_a_block_is_pasted_from_the_current_cell_on_over_headings(window: MainWindow, grid: GridView) -> None:
    _put("R\tA/R\n\tc\nI\t-")
    grid.go_to("str_strategy", "com")
    _paste(window)
    rows = ("str_strategy", "pol_draft", "pol_approve_hr")
    assert [[letters(window, row, unit) for unit in ("com", "dig")] for row in rows] == [
        ["R", "A/R"],
        ["", "C"],
        ["I", ""],
    ]
    assert window.statusBar().currentMessage() == "6 cells pasted"
    window.cells.undo()
    assert not window.open_session().workspace.modified


def test_a_table_is_preferred_to_the_text_beside_it(window: MainWindow, grid: GridView) -> None:
    _put("nonsense", "<table><tr><td>R (until<br>May)</td><td>I</td></tr></table>")
    grid.go_to("str_strategy", "com")
    _paste(window)
    held = cell(window, "str_strategy", "com")
    assert (letters(window, "str_strategy", "com"), held.remark) == ("R", "until\nMay")
    assert letters(window, "str_strategy", "dig") == "I"


def test_text_is_read_where_the_page_has_no_table(window: MainWindow, grid: GridView) -> None:
    _put("I", "<meta charset='utf-8'><span>I</span>")
    grid.go_to("str_strategy", "com")
    _paste(window)
    assert letters(window, "str_strategy", "com") == "I"


def test_what_was_copied_comes_back_the_same(window: MainWindow) -> None:
    before = all_cells(window)
    press(window, "Ctrl+A")
    ClipboardCommands(window).cut()
    assert {letter for line in all_cells(window) for letter in line} == {""}
    _paste(window)
    assert all_cells(window) == before


def test_one_value_fills_the_whole_selection(window: MainWindow) -> None:
    _put("C")
    select(window, "acc_open", "it", down=2, right=1)
    _paste(window)
    rows = ("acc_open", "con_create", "con_clear")
    assert {letters(window, row, unit) for row in rows for unit in ("it", "atip")} == {"C"}
    assert window.statusBar().currentMessage() == "6 cells pasted"


def test_a_block_repeats_over_the_selection(window: MainWindow) -> None:
    _put("C\nI")
    select(window, "str_strategy", "it", down=3, right=1)
    _paste(window)
    rows = ("str_strategy", "pol_draft", "pol_approve_hr", "pol_approve_legal")
    ids = window.grid.matrix.shown_activities[:4]
    assert ids[:3] == list(rows[:3])
    assert [[letters(window, row, unit) for unit in ("it", "atip")] for row in ids] == [["C", "C"], ["I", "I"]] * 2


def test_the_copy_of_an_empty_cell_empties(window: MainWindow, grid: GridView) -> None:
    grid.go_to("str_strategy", "hr")
    _copy(window)
    grid.go_to("str_strategy", "com")
    _paste(window)
    assert letters(window, "str_strategy", "com") == ""


def test_what_is_wider_or_longer_than_the_grid_is_listed_before(window: MainWindow, grid: GridView) -> None:
    seen: list[int] = []
    _put("\n".join(["I\tI\tI"] * 4))
    grid.go_to("per_presence", "reg")
    answers(window).acts.append(_accept(lambda dialog: seen.append(dialog.problems.topLevelItemCount())))
    _paste(window)
    held = [letters(window, row, unit) for row in ("per_presence", "rsk_records") for unit in ("reg", "all")]
    assert held == ["I", "I", "I", "I"]
    assert seen == [8]
    assert window.statusBar().currentMessage() == "4 cells pasted"


def test_a_dialog_that_is_refused_changes_nothing(window: MainWindow, grid: GridView) -> None:
    before = window.open_session().document
    _put("R\tperhaps")
    answers(window).acts.append(lambda _: False)
    _paste(window)
    assert window.open_session().document is before


def test_what_is_not_understood_stays_as_it_is(window: MainWindow, grid: GridView) -> None:
    _put("R\tperhaps\nR\tI")
    grid.go_to("str_strategy", "com")
    old = letters(window, "str_strategy", "dig")
    answers(window).acts.append(_accept())
    _paste(window)
    assert [letters(window, "str_strategy", unit) for unit in ("com", "dig")] == ["R", old]
    assert letters(window, "pol_draft", "dig") == "I"


def test_names_lead_the_letters_wherever_the_cursor_is(window: MainWindow, grid: GridView) -> None:
    _put("\tCommunications Branch\nWrite the social media guidelines\tI")
    grid.go_to("per_presence", "reg")
    answers(window).acts.append(_accept())
    _paste(window)
    assert letters(window, "pol_draft", "com") == "I"
    assert letters(window, "per_presence", "reg") == ""


def test_pasting_keeps_the_remark(window: MainWindow, grid: GridView) -> None:
    answers(window).paragraphs.append("since 2019")
    grid.go_to("str_strategy", "com")
    window.cells.edit_remark()
    _put("I\tI")
    _paste(window)
    assert (letters(window, "str_strategy", "com"), cell(window, "str_strategy", "com").remark) == ("I", "since 2019")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("maybe", "«maybe»"),
        ("=cmd|' /C calc'!A0", "«=cmd|' /C calc'!A0»"),
        ("<img src=x>", "«<img src=x>»"),
        ("{units} {0}", "«{units} {0}»"),
        ("word " * 30, "«word word word word word word word word »"),
        ("1\t2\t3\t4\t5\t6", "«1», «2», «3», «4», «5»"),
    ],
)
def test_text_that_is_no_letter_changes_nothing_and_is_named(
    window: MainWindow, grid: GridView, text: str, named: str
) -> None:
    before = window.open_session().document
    _put(text)
    _paste(window)
    assert window.open_session().document is before
    assert window.notices.isVisible()
    assert window.notices.text == f"Nothing was pasted: {named} cannot be read as letters of RACI."
    assert window.notices.label.textFormat() is Qt.TextFormat.PlainText


def test_a_whole_book_on_the_clipboard_is_refused_in_one_sentence(window: MainWindow) -> None:
    before = window.open_session().document
    many, far = "There are more than 20000 cells on the clipboard. ", "There is far more text on the clipboard than "
    row = "<td>R" * (MOST_CELLS + 1)
    for book, complaint in (({"text": "word\t" * 100_000}, many), ({"html": f"<table><tr>{row}</table>"}, far)):
        _put(**book)
        _paste(window)
        assert window.open_session().document is before
        assert window.notices.text.startswith(complaint)
        window.notices.hide()


def test_a_picture_on_the_clipboard_empties_nothing(window: MainWindow, grid: GridView) -> None:
    picture = QMimeData()
    picture.setImageData(QImage(4, 4, QImage.Format.Format_RGB32))
    QGuiApplication.clipboard().setMimeData(picture)
    grid.go_to("str_strategy", "com")
    _paste(window)
    assert letters(window, "str_strategy", "com") == "A/R"
    assert window.statusBar().currentMessage() == "There is no text on the clipboard."


def test_an_empty_clipboard_empties_nothing(window: MainWindow, grid: GridView) -> None:
    grid.go_to("str_strategy", "com")
    _paste(window)
    assert letters(window, "str_strategy", "com") == "A/R"


def test_pasting_what_is_there_already_is_no_edit(window: MainWindow, grid: GridView) -> None:
    grid.go_to("str_strategy", "com")
    _copy(window)
    _paste(window)
    assert not window.open_session().workspace.modified


def test_an_empty_document_takes_nothing(opened: Opener) -> None:
    window = opened(new_document(Words("Nobody yet")))
    before = window.open_session().document
    _put("R")
    _paste(window)
    _copy(window)
    assert window.open_session().document is before
    assert window.statusBar().currentMessage() == "There is no cell to paste into."
    assert _text() == "R"


def test_an_empty_document_takes_a_table_of_known_names(opened: Opener) -> None:
    window = opened(new_document(Words("Nobody yet")))
    _put("Activity\tHuman Resources\nFold the newsletter\tR")

    def tick_all(dialog: PasteDialog) -> None:
        for number in range(dialog.additions.topLevelItemCount()):
            item = dialog.additions.topLevelItem(number)
            assert item is not None
            item.setCheckState(0, Qt.CheckState.Checked)

    answers(window).acts.append(_accept(tick_all))
    _paste(window)
    assert all_cells(window) == [["R"]]
