"""The panel of figures: shown by its key, follows edits, says its numbers to the ear and to the clipboard."""

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QImage, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from ui.acting import Opener, colours, press

from raciapp.base.words import Language
from raciapp.checks.findings import Place
from raciapp.document.edits import clear_cells, remove_units, set_letters
from raciapp.document.records import Document
from raciapp.formats.figures import Handover, figures
from raciapp.ui.figures.contents import CLEAR, Bars, HandoverMap, Piece, tabbed
from raciapp.ui.figures.panel import FiguresPanel
from raciapp.ui.figures.picture import Picture
from raciapp.ui.language import set_language
from raciapp.ui.theme import current_theme
from raciapp.ui.window import MainWindow


def show(window: MainWindow) -> FiguresPanel:
    """Show the figures by their key and return their panel, which has the keyboard."""
    press(window, "Ctrl+F8")
    assert window.editor is not None
    panel = window.editor.figures.panel
    assert panel.isVisible()
    assert QApplication.focusWidget() in panel.findChildren(QWidget)
    return panel


def _bars(shown: FiguresPanel, place: int) -> Bars:
    content = shown.pictures[place].content
    assert isinstance(content, Bars)
    return content


def _map(shown: FiguresPanel) -> HandoverMap:
    content = shown.pictures[2].content
    assert isinstance(content, HandoverMap)
    return content


def test_the_numbers_are_those_of_the_exports(window: MainWindow) -> None:
    shown = show(window)
    found = figures(shown.report())
    assert [(bar.name, tuple((one.kind, one.count) for one in bar.pieces), bar.total) for bar in _bars(shown, 0).bars] \
        == [(load.unit, load.letters, load.cells) for load in found.loads]  # fmt: skip
    assert tuple((bar.name, bar.total) for bar in _bars(shown, 1).bars) == found.accountability
    assert _map(shown).cells == found.handovers
    groups = _bars(shown, 3).bars
    assert [(bar.name, bar.total) for bar in groups] == [(group.group, group.activities) for group in found.groups]
    for bar, group in zip(groups, found.groups, strict=True):
        assert [one.count for one in bar.pieces[:-1]] == [count for _, count in group.weights]
        assert sum(one.count for one in bar.pieces) == group.activities
        assert bar.pieces[-1].kind == CLEAR


def test_the_pictures_follow_an_edit_after_a_pause(window: MainWindow, qtbot: QtBot) -> None:
    shown = show(window)
    session = window.open_session()
    before = shown.dashboard.contents()
    unit = session.document.units[0]
    places = [(activity.id, unit.id) for activity in session.document.activities]
    session.commit("Clear", clear_cells(session.document, session.matrix, places))
    assert shown.dashboard.contents() == before  # typing never waits for the pictures
    qtbot.waitUntil(lambda: shown.dashboard.contents() != before)
    assert _bars(shown, 0).bars[0].total == 0
    assert "0" in shown.pictures[0].accessibleDescription()


def test_another_matrix_is_shown_when_it_is_chosen(window: MainWindow, qtbot: QtBot) -> None:
    shown = show(window)
    window.matrices.copy()
    session = window.open_session()
    assert len(session.document.matrices) > 1
    places = [(one.id, session.document.units[0].id) for one in session.document.activities]
    session.commit("Clear", clear_cells(session.document, session.matrix, places))
    qtbot.waitUntil(lambda: _bars(shown, 0).bars[0].total == 0)
    session.show_matrix(next(one.id for one in session.document.matrices if one.id != session.matrix))
    qtbot.waitUntil(lambda: _bars(shown, 0).bars[0].total > 0)


def test_every_picture_tells_all_its_numbers_and_takes_the_keyboard(window: MainWindow) -> None:
    shown = show(window)
    assert QApplication.focusWidget() is shown.pictures[0]
    assert [picture.accessibleName() for picture in shown.pictures] == [
        "Load per unit", "Who answers for how much", "Who hands work to whom", "Activities with findings by group",
    ]  # fmt: skip
    names = dict(_bars(shown, 0).key)
    said = [picture.accessibleDescription() for picture in shown.pictures]
    for load in figures(shown.report()).loads:
        numbers = ", ".join(f"{names[symbol]} {count}" for symbol, count in load.letters)
        assert f"{load.unit}: {numbers}, Activities {load.cells}" in said[0]
    for name, count in figures(shown.report()).accountability:
        assert f"{name}: Activities {count}" in said[1]
    for one in figures(shown.report()).handovers:
        assert f"{one.answers} answers, {one.other} does {one.does} and is asked on {one.asked}" in said[2]
    assert "Must be resolved" in said[3]
    for picture in shown.pictures[1:]:
        press(shown, "Tab")
        assert QApplication.focusWidget() is picture


@pytest.mark.parametrize("way", ["button", "key"])
def test_all_numbers_go_to_the_clipboard(window: MainWindow, way: str) -> None:
    shown = show(window)
    if way == "button":
        shown.copy_button.click()
    else:
        press(shown, "Ctrl+C")
    blocks = QGuiApplication.clipboard().text().split("\n\n")
    found = figures(shown.report())
    lines = blocks[0].split("\n")
    assert lines[:2] == ["Load per unit", "\t".join(["Unit", *(name for _, name in _bars(shown, 0).key), "Activities"])]
    first = found.loads[0]
    assert lines[2] == "\t".join([first.unit, *(str(count) for _, count in first.letters), str(first.cells)])
    assert len(lines) == 2 + len(found.loads)
    assert blocks[1].split("\n")[2] == f"{found.accountability[0][0]}\t{found.accountability[0][1]}"
    one = found.handovers[0]
    assert blocks[2].split("\n")[2] == f"{one.answers}\t{one.other}\t{one.does}\t{one.asked}"
    assert len(blocks) == 4


def test_names_stay_in_their_cell_and_become_no_formula() -> None:
    picture = HandoverMap("T", "", ("a",), ("b",), (Handover("=A1", "x\ty\nz", 1, 2),), ())
    assert tabbed([picture]).split("\n", 2)[2] == '\'=A1\t"x\ty\nz"\t1\t2'


def test_keys_and_the_wheel_change_the_size(window: MainWindow) -> None:
    shown = show(window)
    picture = shown.pictures[0]
    usual = picture.sizeHint().height()
    press(shown, "Ctrl++")
    larger = picture.sizeHint().height()
    assert larger > usual
    press(shown, "Ctrl+-")
    assert picture.sizeHint().height() == usual
    for turned, held, wanted in (
        (120, Qt.KeyboardModifier.ControlModifier, larger),
        (0, Qt.KeyboardModifier.ControlModifier, larger),
        (-120, Qt.KeyboardModifier.NoModifier, larger),
        (-120, Qt.KeyboardModifier.ControlModifier, usual),
    ):
        event = QWheelEvent(
            QPointF(5, 5), QPointF(5, 5), QPoint(), QPoint(0, turned), Qt.MouseButton.NoButton, held,
            Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        shown.dashboard.wheelEvent(event)
        assert picture.sizeHint().height() == wanted
    press(shown, "Ctrl++", "Ctrl+0")
    assert picture.sizeHint().height() == usual


def _painted(picture: Picture) -> QImage:
    return picture.grab().toImage()


@pytest.mark.usefixtures("dark")
def test_pieces_wear_the_colours_of_the_letters_in_the_dark(window: MainWindow) -> None:
    shown = show(window)
    theme = current_theme()
    assert theme.name == "dark"
    found = colours(_painted(shown.pictures[0]))
    for letter in window.open_session().document.alphabet.letters:
        assert theme.ink(letter).fill.lower() in found
    assert theme.accent.lower() in colours(_painted(shown.pictures[1]))
    assert theme.accent.lower() in colours(_painted(shown.pictures[2]))
    assert theme.band.lower() in colours(_painted(shown.pictures[3]))


def test_a_piece_without_room_is_told_after_the_total(window: MainWindow) -> None:
    shown = show(window)
    picture = shown.pictures[0]
    content = _bars(shown, 0)
    letters = {letter.symbol: letter for letter in window.open_session().document.alphabet.letters}
    long = replace(content.bars[0], pieces=(Piece("R", 500), Piece("A", 1)), total=500)
    picture.show_content(replace(content, bars=(long,)), letters)
    picture.resize(picture.sizeHint())
    after = _painted(picture)
    picture.show_content(replace(content, bars=(replace(long, pieces=(Piece("R", 501),)),)), letters)
    assert _painted(picture) != after


def test_only_what_is_seen_is_painted(window: MainWindow) -> None:
    picture = show(window).pictures[0]
    part = picture.grab(picture.rect().adjusted(0, 0, 0, -picture.height() // 2)).toImage()
    whole = _painted(picture)
    assert part.pixel(300, 100) == whole.pixel(300, 100)


def test_an_empty_document_has_empty_pictures(opened: Opener, small: Document) -> None:
    empty = remove_units(small, [unit.id for unit in small.units])
    shown = show(opened(empty))
    assert _bars(shown, 0).longest == 1
    assert _map(shown).most == 1
    assert not _map(shown).cells
    assert _map(shown).note == "Nobody hands work to anybody."
    assert "For 7 activities nobody answers." in shown.pictures[1].accessibleDescription()
    assert not shown.grab().isNull()


def test_who_answers_for_nothing_unanswered_gets_no_note(opened: Opener, small: Document) -> None:
    unit = small.units[0].id
    places = [(activity.id, unit) for activity in small.activities]
    full = set_letters(small, small.matrices[0].id, places, lambda _: small.alphabet.mask_of("A"))
    shown = show(opened(full))
    assert _bars(shown, 1).note == ""
    assert not shown.dashboard.parts[1].note.isVisibleTo(shown)


def test_a_picture_without_content_takes_no_room_and_follows_the_font(qtbot: QtBot) -> None:
    picture = Picture()
    qtbot.addWidget(picture)
    assert picture.heightForWidth(500) == 0
    picture.resize(100, 50)
    assert current_theme().surface.lower() in colours(_painted(picture))
    places = (("a", Place(unit="a")), ("b", Place(unit="b")))
    picture.show_content(HandoverMap("T", "", ("a",), ("b",), (Handover("a", "b", 1, 2),), places), {})
    usual = picture.heightForWidth(500)
    assert usual > 50
    font = picture.font()
    font.setPointSizeF(font.pointSizeF() * 2)
    picture.setFont(font)
    assert picture.heightForWidth(500) > usual


def test_the_panel_speaks_french(opened: Opener, small: Document) -> None:
    set_language(Language.FR)
    shown = show(opened(small))
    assert shown.title.whole == "Chiffres"
    assert ("R", "Réalise") in _bars(shown, 0).key
