"""Large documents and hostile texts: the window opens, paints, scrolls, and takes no text for markup."""

from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot
from ui.acting import Opener, answers, colours, letters, press

from raciapp.base.words import Words
from raciapp.checks.findings import Place
from raciapp.document import edits
from raciapp.document.records import Activity, Document, Group, Matrix, Organization, Row, Unit, Waiver
from raciapp.ui.findings_lines import Kind
from raciapp.ui.grid.marks import shortened
from raciapp.ui.grid.sizes import NARROWEST
from raciapp.ui.grid.unit_header import LONGEST_UPRIGHT
from raciapp.ui.window import MainWindow

UNITS, ACTIVITIES = 200, 300

HOSTILE = (
    "n" * 300,
    "word " * 60,
    "👩🏽‍🚀 équipe 🇨🇦 " * 20,
    "\u202eright to left \u05e9\u05dc\u05d5\u05dd",
    "{units} {0} {",
    "<b>markup</b> <img src='file:///etc/passwd'> &amp;",
    "&File && &",
    "line\nline\u2028line\ttab",
    "\x00\x1f\x7f\ufffd",
    "[*] %1 %n $text",
    " ",
    "",
)


def _name(kind: str, number: int) -> Words:
    text = f"{HOSTILE[number % len(HOSTILE)]} {kind} {number}"
    return Words((text + " " + "x" * 300)[:300])


@pytest.fixture(scope="module")
def large() -> Document:
    """Return 300 activities in 12 groups by 200 units, all named with 300 characters of trouble."""
    rows = tuple(Row(bytes((n * m) % 16 for m in range(UNITS)), (("u7", HOSTILE[5]),)) for n in range(ACTIVITIES))
    return Document(
        organization=Organization(_name("organization", 5), kind=_name("kind", 5), story=_name("story", 5)),
        matrices=(Matrix("as_is", _name("matrix", 6), rows), Matrix("to_be", _name("matrix", 5), rows)),
        units=tuple(Unit(f"u{n}", _name("unit", n)) for n in range(UNITS)),
        groups=tuple(Group(f"g{n}", _name("group", n)) for n in range(12)),
        activities=tuple(Activity(f"a{n}", _name("activity", n), f"g{n % 12}") for n in range(ACTIVITIES)),
        waivers=(Waiver("RACI-2", HOSTILE[5]),),
    )


@pytest.fixture
def hostile(large: Document) -> Document:
    """Return a corner of the large document."""
    fewer = edits.arrange_units(large, range(12))
    return edits.arrange_activities(fewer, range(24))


def test_a_large_document_opens_and_paints_on_a_small_screen(opened: Opener, large: Document) -> None:
    window = opened(large)
    window.resize(1366, 768)
    QApplication.processEvents()
    assert (window.width(), window.height()) == (1366, 768)
    assert (window.grid.matrix.rowCount(), window.grid.matrix.columnCount()) == (ACTIVITIES + 12, UNITS)
    assert len(colours(window.grab().toImage())) > 20
    assert window.grid.units.height() <= LONGEST_UPRIGHT
    assert window.grid.columnWidth(0) == NARROWEST


def test_a_far_cell_is_reached_typed_into_and_painted(opened: Opener, large: Document) -> None:
    window = opened(large)
    grid = window.grid
    press(window, "Ctrl+End", "Delete", "R")
    place = grid.current_place()
    assert place == ("a299", "u199")
    assert letters(window, *place) == "R"
    area = grid.visualRect(grid.currentIndex())
    assert grid.viewport().rect().contains(area)
    assert len(colours(grid.viewport().grab(area).toImage())) > 2
    window.open_session().mark(frozenset({Place("a299"), Place(unit="u198")}))
    assert not grid.grab().isNull()
    press(window, "Ctrl+Z", "Ctrl+Home")
    assert grid.horizontalScrollBar().value() == 0


def test_every_finding_about_hostile_names_opens_and_paints(opened: Opener, hostile: Document) -> None:
    window = opened(hostile)
    assert window.editor is not None
    panel = window.editor.findings
    rules = [finding.rule.id for finding in window.open_session().report.findings]
    assert rules
    for rule in rules:
        panel.view.chosen.emit(panel.model.line(panel.model.index(panel.model.row_of(rule))))
        assert panel.model.opened == rule
        assert not panel.grab().isNull()
        panel.view.chosen.emit(panel.model.line(panel.model.index(panel.model.row_of(rule))))


def test_no_label_takes_a_clients_text_for_markup(opened: Opener, hostile: Document) -> None:
    window = opened(hostile)
    window.notices.complain(HOSTILE[5])
    shown = [label for label in window.findChildren(QLabel) if "<b>" in label.text()]
    assert shown
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in shown)


def test_ampersands_in_a_tab_are_no_shortcut(opened: Opener, hostile: Document) -> None:
    editor = opened(hostile).editor
    assert editor is not None
    assert editor.tabs.tabText(0).startswith("&&File &&&& &&")
    editor.tabs.setCurrentIndex(1)
    assert editor.session.matrix == "to_be"


@pytest.mark.parametrize("text", HOSTILE)
def test_any_name_can_be_given_shown_saved_and_read_back(
    opened: Opener, small: Document, tmp_path: Path, text: str
) -> None:
    window = opened(small)
    ready = answers(window)
    ready.texts.extend([text] * 4)
    ready.paragraphs.append(text)
    press(window, "F2", "Ctrl+F2", "Ctrl+Shift+A", "Ctrl+Shift+U", "Shift+F2")
    assert not window.grab().isNull()
    ready.save_paths.append(tmp_path / "hostile.raci")
    press(window, "Ctrl+S")
    document = window.open_session().document
    window.files.open_path(tmp_path / "hostile.raci")
    assert window.open_session().document == document
    assert not window.notices.isVisible()


def test_names_with_surrogates_do_no_harm(opened: Opener, small: Document) -> None:
    window = opened(small)
    answers(window).texts.append("half \ud83d a pair")
    press(window, "F2")
    assert not window.grab().isNull()


# -- cutting names ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", [*HOSTILE, "ab", "abc", "Set the social media strategy"])
@pytest.mark.parametrize("size", [QSize(80, 40), QSize(200, 20), QSize(5, 5), QSize(0, 0), QSize(5000, 5000)])
def test_a_name_is_cut_to_what_fits(face: QApplication, text: str, size: QSize) -> None:
    metrics = QFontMetrics(face.font())
    shown = shortened(metrics, text, size)
    assert shown == text or shown.removesuffix("…") == text[: len(shown) - 1].rstrip()
    if shown != text and len(shown) > 2:
        box = metrics.boundingRect(0, 0, size.width(), 10_000, Qt.TextFlag.TextWordWrap, shown)
        assert box.height() <= size.height()


def test_a_header_is_as_high_as_its_names_need(opened: Opener, small: Document, qtbot: QtBot) -> None:
    window = opened(small)
    high = window.grid.units.height()
    short = opened(replace(small, units=tuple(replace(unit, name=Words("IT")) for unit in small.units)))
    assert short.grid.units.height() < high


def test_long_activity_names_get_higher_rows(opened: Opener, small: Document) -> None:
    long = replace(small.activities[0], name=Words("many words " * 20))
    window = opened(replace(small, activities=(long, *small.activities[1:])))
    grid = window.grid
    assert grid.rowHeight(1) > grid.rowHeight(3)
    assert grid.rowHeight(0) < grid.rowHeight(1)


def test_a_narrow_window_scrolls_instead_of_squeezing(window: MainWindow) -> None:
    window.resize(700, 400)
    QApplication.processEvents()
    assert window.grid.columnWidth(0) == NARROWEST
    assert window.grid.horizontalScrollBar().maximum() > 0
    press(window, "End")
    assert window.grid.viewport().rect().contains(window.grid.visualRect(window.grid.currentIndex()))


def test_findings_wrap_to_the_width_of_the_panel(window: MainWindow) -> None:
    assert window.editor is not None
    panel = window.editor.findings
    row = next(n for n in range(panel.model.rowCount()) if panel.model.line(panel.model.index(n)).kind is Kind.FINDING)
    wide = panel.view.visualRect(panel.model.index(row)).height()
    window.editor.splitter.setSizes([1200, 250])
    QApplication.processEvents()
    assert panel.view.visualRect(panel.model.index(row)).height() > wide
