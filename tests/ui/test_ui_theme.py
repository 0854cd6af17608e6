"""Colours: legible in both themes, and worn by the whole application."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from raciapp.document.letters import schemes
from raciapp.knowledge.records import Severity
from raciapp.ui import theme as theme_module
from raciapp.ui.theme import Choice, Theme, choose_theme, current_theme, dress, theme_of

THEMES = pytest.mark.parametrize("theme", [theme_of(dark=False), theme_of(dark=True)], ids=["light", "dark"])

LEGIBLE = 4.5
"""The least contrast of text with its ground (WCAG 2.2, success criterion 1.4.3)."""

VISIBLE = 3.0
"""The least contrast of a sign that is no text (WCAG 2.2, success criterion 1.4.11)."""


def _luminance(colour: str) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_computed_as_the_standard_does() -> None:
    assert _contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert _contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


TEXTS = (
    ("text", ("window", "surface", "band", "header", "selection", "crosshair", "notice", "trouble")),
    ("muted", ("window", "surface", "band")),
    ("accent", ("window", "surface")),
    ("accent_text", ("accent",)),
    ("must", ("window", "surface")),
    ("should", ("window", "surface")),
    ("hint", ("window", "surface")),
    ("fine", ("window", "surface")),
    ("accepted", ("window", "surface")),
)


@THEMES
@pytest.mark.parametrize(("text", "grounds"), TEXTS, ids=[text for text, _ in TEXTS])
def test_text_is_legible_on_its_grounds(theme: Theme, text: str, grounds: tuple[str, ...]) -> None:
    for ground in grounds:
        assert _contrast(getattr(theme, text), getattr(theme, ground)) >= LEGIBLE, ground


@THEMES
def test_marks_are_visible_on_what_they_mark(theme: Theme) -> None:
    for mark, grounds in (
        (theme.mark, (theme.surface, theme.crosshair, theme.selection)),
        (theme.must, (theme.header, theme.selection, theme.notice, theme.trouble)),
        (theme.should, (theme.header, theme.selection)),
        (theme.hint, (theme.header, theme.selection)),
        (theme.fine, (theme.notice,)),
        (theme.accent, (theme.surface, theme.crosshair, theme.selection)),
    ):
        for ground in grounds:
            assert _contrast(mark, ground) >= VISIBLE, (mark, ground)


@THEMES
def test_letters_are_legible_on_their_badges(theme: Theme) -> None:
    for scheme in schemes().values():
        for letter in scheme.letters:
            ink = theme.ink(letter)
            assert _contrast(ink.text, ink.fill) >= LEGIBLE, (scheme.id, letter.symbol)


@THEMES
def test_every_severity_has_a_colour_of_its_own(theme: Theme) -> None:
    colours = [theme.severity(severity).name() for severity in Severity]
    assert len(set(colours)) == len(Severity)
    assert theme.severity(Severity.MUST) == QColor(theme.must)


@THEMES
def test_colours_are_colours(theme: Theme) -> None:
    names = [name for name in theme.__struct_fields__ if name != "dark"]
    assert all(QColor.isValidColorName(getattr(theme, name)) for name in names)
    assert all(len(getattr(theme, name)) == 7 for name in names)


def test_the_style_sheet_fills_every_role_it_names(face: QApplication, dark: None) -> None:
    sheet = face.styleSheet()
    assert "$" not in sheet.split("*/", 1)[1]
    assert theme_of(dark=True).surface in sheet
    assert theme_of(dark=False).surface not in sheet


def test_the_palette_wears_the_theme(face: QApplication, dark: None) -> None:
    theme, palette = theme_of(dark=True), face.palette()
    assert palette.color(QPalette.ColorRole.Text) == QColor(theme.text)
    assert palette.color(QPalette.ColorRole.Base) == QColor(theme.surface)
    assert palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text) == QColor(theme.strong_line)


def test_the_choice_decides_and_the_system_where_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    class Hints:
        scheme = Qt.ColorScheme.Dark

        @classmethod
        def colorScheme(cls) -> Qt.ColorScheme:
            return cls.scheme

    class System:
        styleHints = Hints

    choose_theme(Choice.DARK)
    assert current_theme().dark
    choose_theme(Choice.LIGHT)
    assert not current_theme().dark
    choose_theme(Choice.SYSTEM)
    assert current_theme().dark == (QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark)
    monkeypatch.setattr(theme_module, "QGuiApplication", System)
    assert current_theme().dark
    Hints.scheme = Qt.ColorScheme.Light
    assert not current_theme().dark


def test_dressing_twice_changes_nothing(face: QApplication) -> None:
    before = (face.styleSheet(), face.palette())
    dress(face)
    assert (face.styleSheet(), face.palette()) == before
