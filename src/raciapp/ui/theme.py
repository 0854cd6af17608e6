"""Colours by role, light and dark, and the palette and style sheet made from them."""

import tomllib
from enum import StrEnum
from functools import cache
from string import Template

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from raciapp.base.resources import resources
from raciapp.document.letters import Ink, Letter
from raciapp.knowledge.records import Severity


class Theme(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The colours of one theme as `#rrggbb`, by the role they play."""

    window: str
    surface: str
    band: str
    header: str
    text: str
    muted: str
    line: str
    strong_line: str
    accent: str
    accent_text: str
    selection: str
    crosshair: str
    mark: str
    must: str
    should: str
    hint: str
    fine: str
    accepted: str
    notice: str
    trouble: str
    dark: bool = False

    def severity(self, severity: Severity) -> QColor:
        """Return the colour of a finding's weight."""
        return QColor({Severity.MUST: self.must, Severity.SHOULD: self.should, Severity.HINT: self.hint}[severity])

    def ink(self, letter: Letter) -> Ink:
        """Return a letter's colours in this theme."""
        return letter.dark if self.dark else letter.light


@cache
def theme_of(*, dark: bool) -> Theme:
    """Return the shipped dark or light theme."""
    text = (resources() / "themes" / f"{'dark' if dark else 'light'}.toml").read_text("utf-8")
    return msgspec.convert(tomllib.loads(text) | {"dark": dark}, Theme)


class Choice(StrEnum):
    """Whose colours the window wears."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


_choice = Choice.SYSTEM


def current_theme() -> Theme:
    """Return the theme the user chose, or the one that fits the system's."""
    if _choice is Choice.SYSTEM:
        return theme_of(dark=QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark)
    return theme_of(dark=_choice is Choice.DARK)


def choose_theme(choice: Choice) -> None:
    """Let the app wear light or dark colours, or follow the system; `dress` puts them on.

    Not every platform lets an application choose its own colour scheme, so the choice is kept here.
    """
    global _choice  # noqa: PLW0603 - the application wears one theme
    _choice = choice


def dress(app: QApplication) -> None:
    """Give the whole application the current theme."""
    theme = current_theme()
    app.setPalette(_palette(theme))
    app.setStyleSheet(_style_sheet(theme))


def _palette(theme: Theme) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for name, colour in (
        (role.Window, theme.window),
        (role.WindowText, theme.text),
        (role.Base, theme.surface),
        (role.AlternateBase, theme.band),
        (role.Text, theme.text),
        (role.Button, theme.header),
        (role.ButtonText, theme.text),
        (role.PlaceholderText, theme.muted),
        (role.Highlight, theme.accent),
        (role.HighlightedText, theme.accent_text),
        (role.ToolTipBase, theme.surface),
        (role.ToolTipText, theme.text),
        (role.Link, theme.accent),
        (role.Light, theme.surface),
        (role.Mid, theme.strong_line),
        (role.Dark, theme.strong_line),
    ):
        palette.setColor(name, QColor(colour))
    for name in (role.Text, role.WindowText, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, name, QColor(theme.strong_line))
    return palette


def _style_sheet(theme: Theme) -> str:
    sheet = Template((resources() / "themes" / "window.qss").read_text("utf-8"))
    return sheet.substitute({name: getattr(theme, name) for name in theme.__struct_fields__})
