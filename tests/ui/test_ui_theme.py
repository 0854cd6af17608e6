"""Colours: legible in every theme, to any eyes, and worn by the whole application."""

from collections.abc import Callable, Iterator

import numpy as np
import numpy.typing as npt
import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPalette
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QCheckBox,
    QComboBox,
    QDateEdit,
    QLineEdit,
    QListWidget,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QSpinBox,
    QTabBar,
    QTextBrowser,
    QToolButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot
from seeing import HIGHLY_LEGIBLE, LEGIBLE, VISIBLE, contrast, difference

from raciapp.document.letters import schemes
from raciapp.knowledge.records import Severity
from raciapp.ui import theme as theme_module
from raciapp.ui.theme import Choice, Theme, choose_theme, current_theme, dress, follow_the_system, theme_of
from raciapp.ui.window import MainWindow

NAMES = ("light", "dark", "contrast")
THEMES = pytest.mark.parametrize("theme", [theme_of(name) for name in NAMES], ids=NAMES)
NOTICEABLE = 10
"""The least difference of two grounds that mean different things (CIE Delta E)."""

CELL = ("surface", "selection", "crosshair", "heat")
"""What a cell's marks may stand on."""
TEXTS = (
    ("text", ("window", "surface", "band", "header", "selection", "crosshair", "heat", "notice", "trouble")),
    ("muted", ("window", "surface", "band", "heat")),
    ("accent", ("window", "surface")),
    ("accent_text", ("accent",)),
    ("must", ("window", "surface")),
    ("should", ("window", "surface")),
    ("hint", ("window", "surface")),
    ("fine", ("window", "surface")),
    ("accepted", ("window", "surface")),
)
SIGNS = (
    ("mark", CELL),
    ("must", ("header", "selection", "notice", "trouble")),
    ("should", ("header", "selection")),
    ("hint", ("header", "selection")),
    ("fine", ("notice",)),
    ("accent", ("window", "header", "band", *CELL)),
    ("status_question", CELL),
    ("status_contested", CELL),
    ("status_agreed", CELL),
    ("drop", ("window", "header", "band", *CELL)),
)


@THEMES
@pytest.mark.parametrize(("text", "grounds"), TEXTS, ids=[text for text, _ in TEXTS])
def test_text_is_legible_on_its_grounds(theme: Theme, text: str, grounds: tuple[str, ...]) -> None:
    for ground in grounds:
        least = HIGHLY_LEGIBLE if theme.name == "contrast" else LEGIBLE
        assert contrast(getattr(theme, text), getattr(theme, ground)) >= least, ground


@THEMES
@pytest.mark.parametrize(("sign", "grounds"), SIGNS, ids=[sign for sign, _ in SIGNS])
def test_signs_are_visible_on_what_they_mark(theme: Theme, sign: str, grounds: tuple[str, ...]) -> None:
    for ground in grounds:
        least = LEGIBLE if theme.name == "contrast" else VISIBLE
        assert contrast(getattr(theme, sign), getattr(theme, ground)) >= least, ground


def test_lines_are_strong_in_high_contrast() -> None:
    theme = theme_of("contrast")
    for line in (theme.line, theme.strong_line):
        assert contrast(line, theme.surface) >= LEGIBLE
        assert contrast(line, theme.header) >= LEGIBLE


@THEMES
def test_a_loaded_column_differs_from_the_other_grounds(theme: Theme) -> None:
    for ground in ("surface", "selection", "crosshair", "band", "header"):
        assert difference(theme.heat, getattr(theme, ground)) >= NOTICEABLE, ground


@THEMES
def test_badges_stand_out_from_every_ground_of_a_cell(theme: Theme) -> None:
    for scheme in schemes().values():
        for letter in scheme.letters:
            ink = theme.ink(letter)
            assert contrast(ink.text, ink.fill) >= LEGIBLE, (scheme.id, letter.symbol)
            for ground in CELL:
                shown = max(contrast(colour, getattr(theme, ground)) for colour in (ink.fill, ink.text, ink.edge))
                assert shown >= LEGIBLE, (scheme.id, letter.symbol, ground)


def test_each_theme_has_inks_of_its_own() -> None:
    letter = schemes()["raci"].letters[0]
    assert [theme_of(name).ink(letter) for name in NAMES] == [letter.light, letter.dark, letter.contrast]


@THEMES
def test_every_severity_has_a_colour_of_its_own(theme: Theme) -> None:
    colours = [theme.severity(severity).name() for severity in Severity]
    assert len(set(colours)) == len(Severity)
    assert theme.severity(Severity.MUST) == QColor(theme.must)


@THEMES
def test_colours_are_colours(theme: Theme) -> None:
    names = [name for name in theme.__struct_fields__ if name != "name"]
    assert all(QColor.isValidColorName(getattr(theme, name)) for name in names)
    assert all(len(getattr(theme, name)) == 7 for name in names)


def test_a_theme_knows_its_name_and_whether_it_is_dark() -> None:
    assert [(theme_of(name).name, theme_of(name).dark) for name in NAMES] == [
        ("light", False), ("dark", True), ("contrast", True),
    ]  # fmt: skip


# -- what the application wears ---------------------------------------------------------------------------


def test_the_style_sheet_fills_every_role_it_names(face: QApplication, dark: None) -> None:
    sheet = face.styleSheet()
    assert "$" not in sheet.split("*/", 1)[1]
    assert theme_of("dark").surface in sheet
    assert theme_of("light").surface not in sheet


def test_the_palette_wears_the_theme(face: QApplication, dark: None) -> None:
    theme, palette = theme_of("dark"), face.palette()
    assert palette.color(QPalette.ColorRole.Text) == QColor(theme.text)
    assert palette.color(QPalette.ColorRole.Base) == QColor(theme.surface)
    assert palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text) == QColor(theme.strong_line)


class Accessibility(QObject):
    """Qt's hints of how a person wants to see, answered by the test."""

    contrastPreferenceChanged = Signal()
    preference = Qt.ContrastPreference.NoPreference

    def contrastPreference(self) -> Qt.ContrastPreference:
        return self.preference


class Hints(QObject):
    """Qt's hints of the system's looks, answered by the test."""

    colorSchemeChanged = Signal()
    scheme = Qt.ColorScheme.Light

    def colorScheme(self) -> Qt.ColorScheme:
        return self.scheme


class NewerHints(Hints):
    """The same from Qt 6.10 on."""

    def __init__(self) -> None:
        super().__init__()
        self._accessibility = Accessibility()

    def accessibility(self) -> Accessibility:
        return self._accessibility


def _system(monkeypatch: pytest.MonkeyPatch, hints: Hints) -> None:
    system = type("System", (), {"styleHints": staticmethod(lambda: hints)})
    monkeypatch.setattr(theme_module, "QGuiApplication", system)


@pytest.mark.parametrize("choice", [Choice.LIGHT, Choice.DARK, Choice.CONTRAST])
def test_the_choice_decides(choice: Choice, monkeypatch: pytest.MonkeyPatch) -> None:
    hints = NewerHints()
    hints.scheme = Qt.ColorScheme.Dark if choice is Choice.LIGHT else Qt.ColorScheme.Light
    _system(monkeypatch, hints)
    choose_theme(choice)
    assert current_theme() == theme_of(choice.value)
    assert type(current_theme().name) is str


def test_without_a_choice_the_real_system_is_asked() -> None:
    choose_theme(Choice.SYSTEM)
    assert current_theme().dark == (QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark)


@pytest.mark.parametrize("kind", [Hints, NewerHints])
def test_the_system_decides_where_there_is_no_choice(kind: type[Hints], monkeypatch: pytest.MonkeyPatch) -> None:
    hints = kind()
    _system(monkeypatch, hints)
    choose_theme(Choice.SYSTEM)
    assert current_theme().name == "light"
    hints.scheme = Qt.ColorScheme.Dark
    assert current_theme().name == "dark"
    hints.scheme = Qt.ColorScheme.Unknown
    assert current_theme().name == "light"


@pytest.mark.parametrize("scheme", [Qt.ColorScheme.Light, Qt.ColorScheme.Dark])
def test_a_system_that_asks_for_contrast_gets_it(scheme: Qt.ColorScheme, monkeypatch: pytest.MonkeyPatch) -> None:
    hints = NewerHints()
    hints.scheme = scheme
    hints.accessibility().preference = Qt.ContrastPreference.HighContrast
    _system(monkeypatch, hints)
    choose_theme(Choice.SYSTEM)
    assert current_theme().name == "contrast"


def test_changes_of_the_system_are_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    older, newer = Hints(), NewerHints()
    for hints in (older, newer):
        _system(monkeypatch, hints)
        follow_the_system(lambda: told.append("renewed"))
    older.colorSchemeChanged.emit()
    assert len(told) == 1
    newer.colorSchemeChanged.emit()
    newer.accessibility().contrastPreferenceChanged.emit()
    assert len(told) == 3


def test_dressing_twice_changes_nothing(face: QApplication) -> None:
    before = (face.styleSheet(), face.palette())
    dress(face)
    assert (face.styleSheet(), face.palette()) == before


# -- where the keyboard is --------------------------------------------------------------------------------


def _named(name: str, button: QPushButton) -> QPushButton:
    button.setObjectName(name)
    return button


def _default() -> QPushButton:
    button = QPushButton("Save")
    button.setDefault(True)
    return button


def _tool(*, checked: bool) -> QToolButton:
    button = QToolButton()
    button.setText("Undo")
    button.setCheckable(checked)
    button.setChecked(checked)
    return button


def _text(kind: type[QPlainTextEdit] | type[QTextBrowser]) -> QWidget:
    text = kind()
    text.setPlainText("A remark")
    text.setCursorWidth(0)  # a bar that blinks is not what is looked for
    return text


def _combo() -> QComboBox:
    combo = QComboBox()
    combo.addItems(["Small", "Large"])
    return combo


def _tabs() -> QTabBar:
    tabs = QTabBar()
    tabs.setDrawBase(False)
    tabs.addTab("As it is")
    tabs.addTab("To be")
    return tabs


def _list() -> QListWidget:
    found = QListWidget()
    found.addItems(["Legal", "HR"])
    found.setCurrentRow(0)
    return found


def _tree() -> QTreeWidget:
    tree = QTreeWidget()
    item = QTreeWidgetItem(["Legal"])
    tree.addTopLevelItem(item)
    tree.setCurrentItem(item)
    return tree


def _checked() -> QCheckBox:
    box = QCheckBox("Regulated")
    box.setChecked(True)
    return box


FOCUSABLE: dict[str, Callable[[], QWidget]] = {
    "button": lambda: QPushButton("Open"),
    "default button": _default,
    "link": lambda: _named("link", QPushButton("coastal")),
    "card": lambda: _named("card", QPushButton("A department")),
    "tool button": lambda: _tool(checked=False),
    "checked tool button": lambda: _tool(checked=True),
    "line": QLineEdit,
    "text": lambda: _text(QPlainTextEdit),
    "browser": lambda: _text(QTextBrowser),
    "check box": _checked,
    "radio button": lambda: QRadioButton("Small"),
    "combo box": _combo,
    "number": QSpinBox,
    "date": QDateEdit,
    "tabs": _tabs,
    "list": _list,
    "tree": _tree,
}


@pytest.fixture(params=[Choice.LIGHT, Choice.DARK, Choice.CONTRAST])
def dressed(request: pytest.FixtureRequest, face: QApplication) -> Iterator[Theme]:
    """Wear each theme in turn."""
    choose_theme(request.param)
    dress(face)
    yield current_theme()
    choose_theme(Choice.LIGHT)
    dress(face)


def _pixels(widget: QWidget) -> npt.NDArray[np.uint32]:
    page = widget.window()
    picture = page.grab(widget.geometry()).toImage().convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(picture.constBits(), np.uint32).reshape(picture.height(), -1)
    return pixels & np.uint32(0xFFFFFF)


@pytest.mark.parametrize("kind", FOCUSABLE)
def test_one_sees_where_the_keyboard_is(dressed: Theme, kind: str, qtbot: QtBot) -> None:
    page, elsewhere, widget = QWidget(), QLineEdit(), FOCUSABLE[kind]()
    column = QVBoxLayout(page)
    column.addWidget(elsewhere)
    column.addWidget(widget)
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    elsewhere.setFocus()
    before = _pixels(widget)
    widget.setFocus(Qt.FocusReason.OtherFocusReason)
    after = _pixels(widget)
    changed = before != after
    pairs, counts = np.unique(np.stack([before[changed], after[changed]]), axis=1, return_counts=True)
    plain = sum(
        int(count)
        for (old, new), count in zip(pairs.T, counts, strict=True)
        if contrast(f"#{old:06x}", f"#{new:06x}") >= VISIBLE
    )
    # WCAG 2.2 asks for as much as a line round the whole (2.4.13); a row of tabs has the line round one tab.
    around = 2 * sum(before.shape)
    assert plain >= around * (0.3 if kind == "tabs" else 0.8)


def test_one_sees_which_line_of_a_menu_the_keyboard_is_on(dressed: Theme, qtbot: QtBot) -> None:
    menu = QMenu()
    qtbot.addWidget(menu)
    first = menu.addAction("Open")
    menu.addAction("Save")
    menu.popup(menu.pos())
    menu.setActiveAction(first)
    picture = menu.grab(menu.actionGeometry(first)).toImage()
    menu.hide()
    shown = {picture.pixelColor(x, y).name() for x in range(picture.width()) for y in range(picture.height())}
    assert dressed.accent.lower() in shown
    assert dressed.selection.lower() in shown


def test_what_is_ticked_has_a_tick(dressed: Theme, qtbot: QtBot) -> None:
    box = QCheckBox()
    qtbot.addWidget(box)
    box.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    empty = box.grab().toImage()
    box.setChecked(True)
    ticked = box.grab().toImage()
    inside = [(x, y) for x in range(ticked.width()) for y in range(ticked.height())]
    changed = [at for at in inside if empty.pixelColor(*at) != ticked.pixelColor(*at)]
    filled = [at for at in changed if ticked.pixelColor(*at) == QColor(dressed.accent)]
    tick = [at for at in changed if contrast(ticked.pixelColor(*at).name(), dressed.accent) >= VISIBLE]
    assert len(filled) > 40
    assert any(at for at in tick if (at[0] - 1, at[1]) in filled or (at[0] + 1, at[1]) in filled)


@pytest.mark.parametrize("kind", ["list", "tree"])
def test_nothing_in_a_list_moves_when_the_keyboard_comes(kind: str, face: QApplication, qtbot: QtBot) -> None:
    page, elsewhere, widget = QWidget(), QLineEdit(), FOCUSABLE[kind]()
    column = QVBoxLayout(page)
    column.addWidget(elsewhere)
    column.addWidget(widget)
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    assert isinstance(widget, QAbstractScrollArea)
    elsewhere.setFocus()
    before = widget.viewport().pos()
    widget.setFocus()
    assert widget.hasFocus()
    widget.setFrameStyle(widget.frameStyle())  # lets the frame be measured anew
    page.resize(page.width() + 20, page.height() + 20)
    QApplication.processEvents()
    assert widget.viewport().pos() == before


def test_the_grid_does_not_move_when_the_keyboard_leaves(window: MainWindow) -> None:
    grid = window.grid
    grid.setFocus()
    before = grid.viewport().geometry()
    assert grid.frameWidth() == 0
    grid.clearFocus()
    QApplication.processEvents()
    assert grid.viewport().geometry() == before
    assert grid.contentsRect() == grid.rect()
