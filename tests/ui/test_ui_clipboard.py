"""Copying and pasting letters as text, the way spreadsheets do."""

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from ui.acting import Opener, all_cells, letters, press, select

from raciapp.base.words import Words
from raciapp.document.letters import scheme
from raciapp.document.records import new_document
from raciapp.ui.clipboard import Block, parse_block
from raciapp.ui.grid.view import GridView
from raciapp.ui.window import MainWindow

RACI = scheme("raci")
A, R, C, I = (RACI.bits[symbol] for symbol in "ARCI")  # noqa: E741 - the letter is the subject


def _put(text: str) -> None:
    QGuiApplication.clipboard().setText(text)


def _text() -> str:
    return QGuiApplication.clipboard().text()


# -- reading text -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "masks"),
    [
        ("R", ((R,),)),
        (" r ", ((R,),)),
        ("A/R", ((A | R,),)),
        ("a, r", ((A | R,),)),
        ("R;A + C & I", ((A | R | C | I,),)),
        ("AR\tC\nI\t", ((A | R, C), (I, 0))),
        ("R\r\nA\r\n", ((R,), (A,))),
        ("R\n\nA", ((R,), (0,), (A,))),
        ("-\t–\t—\t", ((0, 0, 0, 0),)),
        ("", ((0,),)),
        ("\n", ((0,),)),
    ],
)
def test_text_that_spreadsheets_copy_is_read(text: str, masks: tuple[tuple[int, ...], ...]) -> None:
    assert parse_block(text, RACI) == Block(masks)


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("X", ("X",)),
        ("R\tyes\nyes\tno", ("yes", "no")),
        ("=A1", ("=A1",)),
        ("<b>R</b>", ("<b>R</b>",)),
        ("R?", ("R?",)),
        (";", (";",)),
        ("{0}", ("{0}",)),
        ("\x00", ("\x00",)),
        ("word " * 30, ("word " * 8,)),
    ],
)
def test_anything_else_is_named_and_never_guessed(text: str, unknown: tuple[str, ...]) -> None:
    assert parse_block(text, RACI).unknown == unknown


# -- copying ----------------------------------------------------------------------------------------------


def test_one_cell_is_copied_as_people_write_it(window: MainWindow, grid: GridView) -> None:
    grid.go_to("str_strategy", "com")
    press(window, "Ctrl+C")
    assert _text() == "A/R"


def test_a_block_is_copied_without_its_headings(window: MainWindow) -> None:
    select(window, "str_strategy", "mo", down=2, right=2)
    press(window, "Ctrl+C")
    assert _text() == "C\tA/R\tC\n\tA/R\t\n\tI\t"


def test_cells_apart_are_copied_in_their_rectangle(window: MainWindow, grid: GridView) -> None:
    grid.go_to("str_strategy", "mo")
    other = grid.visualRect(grid.matrix.find("pol_draft", "com")).center()
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier, other)
    press(window, "Ctrl+C")
    assert _text() == "C\t\n\tA/R"


def test_cut_copies_and_empties(window: MainWindow) -> None:
    select(window, "str_strategy", "com", down=1)
    press(window, "Ctrl+X")
    assert _text() == "A/R\nA/R"
    assert (letters(window, "str_strategy", "com"), letters(window, "pol_draft", "com")) == ("", "")
    assert window.open_session().workspace.history.undo_label == "Cut"
    press(window, "Ctrl+Z")
    assert letters(window, "pol_draft", "com") == "A/R"


# -- pasting ----------------------------------------------------------------------------------------------


def test_a_block_is_pasted_from_the_current_cell_on_over_headings(window: MainWindow, grid: GridView) -> None:
    _put("R\tA/R\n\tc\nI\t-")
    grid.go_to("str_strategy", "com")
    press(window, "Ctrl+V")
    rows = ("str_strategy", "pol_draft", "pol_approve_hr")
    assert [[letters(window, row, unit) for unit in ("com", "dig")] for row in rows] == [
        ["R", "A/R"],
        ["", "C"],
        ["I", ""],
    ]
    assert window.statusBar().currentMessage() == "6 cells pasted"


def test_what_was_copied_comes_back_the_same(window: MainWindow) -> None:
    before = all_cells(window)
    press(window, "Ctrl+A", "Ctrl+X")
    assert {letter for line in all_cells(window) for letter in line} == {""}
    press(window, "Ctrl+V")
    assert all_cells(window) == before


def test_one_value_fills_the_whole_selection(window: MainWindow) -> None:
    _put("C")
    select(window, "acc_open", "it", down=2, right=1)
    press(window, "Ctrl+V")
    rows = ("acc_open", "con_create", "con_clear")
    assert {letters(window, row, unit) for row in rows for unit in ("it", "atip")} == {"C"}
    assert window.statusBar().currentMessage() == "6 cells pasted"


def test_the_copy_of_an_empty_cell_empties(window: MainWindow, grid: GridView) -> None:
    grid.go_to("str_strategy", "hr")
    press(window, "Ctrl+C")
    grid.go_to("str_strategy", "com")
    press(window, "Ctrl+V")
    assert letters(window, "str_strategy", "com") == ""


def test_what_is_wider_or_longer_than_the_grid_is_cut_off(window: MainWindow, grid: GridView) -> None:
    _put("\n".join(["I\tI\tI"] * 4))
    grid.go_to("per_presence", "reg")
    press(window, "Ctrl+V")
    held = [letters(window, row, unit) for row in ("per_presence", "rsk_records") for unit in ("reg", "all")]
    assert held == ["I", "I", "I", "I"]
    assert window.statusBar().currentMessage() == "4 cells pasted"


def test_ragged_lines_touch_only_the_cells_they_name(window: MainWindow, grid: GridView) -> None:
    _put("I\nI\tI")
    grid.go_to("str_strategy", "com")
    press(window, "Ctrl+V")
    held = [letters(window, row, unit) for row in ("str_strategy", "pol_draft") for unit in ("com", "dig")]
    assert held == ["I", "C", "I", "I"]


def test_pasting_keeps_the_remark(window: MainWindow, grid: GridView) -> None:
    from ui.acting import answers, cell

    answers(window).paragraphs.append("since 2019")
    grid.go_to("str_strategy", "com")
    press(window, "Shift+F2")
    _put("I\tI")
    press(window, "Ctrl+V")
    assert (letters(window, "str_strategy", "com"), cell(window, "str_strategy", "com").remark) == ("I", "since 2019")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("R\nmaybe", "«maybe»"),
        ("=cmd|' /C calc'!A0", "«=cmd|' /C calc'!A0»"),
        ("<img src=x>", "«<img src=x>»"),
        ("{units} {0}", "«{units} {0}»"),
        ("\u202ea", "«\u202ea»"),
        ("1\t2\t3\t4\t5\t6", "«1», «2», «3», «4», «5»"),
    ],
)
def test_text_that_is_no_letter_changes_nothing_and_is_named(
    window: MainWindow, grid: GridView, text: str, named: str
) -> None:
    before = window.open_session().document
    _put(text)
    press(window, "Ctrl+V")
    assert window.open_session().document is before
    assert window.notices.isVisible()
    assert window.notices.text == f"Nothing was pasted: {named} cannot be read as letters of RACI."
    assert window.notices.label.textFormat() is Qt.TextFormat.PlainText


def test_a_whole_book_on_the_clipboard_is_refused_in_one_sentence(window: MainWindow) -> None:
    before = window.open_session().document
    _put("word\t" * 100_000)
    press(window, "Ctrl+V")
    assert window.open_session().document is before
    assert window.notices.text == "Nothing was pasted: «word» cannot be read as letters of RACI."


def test_a_picture_on_the_clipboard_empties_nothing(window: MainWindow, grid: GridView) -> None:
    picture = QMimeData()
    picture.setImageData(QImage(4, 4, QImage.Format.Format_RGB32))
    QGuiApplication.clipboard().setMimeData(picture)
    grid.go_to("str_strategy", "com")
    press(window, "Ctrl+V")
    assert letters(window, "str_strategy", "com") == "A/R"
    assert window.statusBar().currentMessage() == "There is no text on the clipboard."


def test_an_empty_clipboard_empties_nothing(window: MainWindow, grid: GridView) -> None:
    grid.go_to("str_strategy", "com")
    press(window, "Ctrl+V")
    assert letters(window, "str_strategy", "com") == "A/R"


def test_pasting_what_is_there_already_is_no_edit(window: MainWindow, grid: GridView) -> None:
    grid.go_to("str_strategy", "com")
    press(window, "Ctrl+C", "Ctrl+V")
    assert not window.open_session().workspace.modified


def test_an_empty_document_takes_nothing(opened: Opener) -> None:
    window = opened(new_document(Words("Nobody yet")))
    before = window.open_session().document
    _put("R")
    window.cells.paste()
    window.cells.copy()
    assert window.open_session().document is before
    assert _text() == ""
