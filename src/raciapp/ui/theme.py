"""Colours by role, light, dark and of high contrast, and the palette and style sheet made from them."""

from collections.abc import Callable
from enum import StrEnum
from functools import cache
from string import Template

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from raciapp.base.cache import computed_once
from raciapp.base.resources import resources
from raciapp.document.letters import Ink, Letter
from raciapp.knowledge.records import Severity


class Theme(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The colours of one theme as `#rrggbb`, by the role they play.

    `heat`: the ground of a column that carries as much as one may; `status_*`: small marks on a cell; `drop`: the line
    that shows where what is dragged will go.
    """

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
    heat: str
    status_question: str
    status_contested: str
    status_agreed: str
    drop: str
    name: str

    @property
    def dark(self) -> bool:
        """Return whether the ground is darker than what is written on it."""
        return self.name != "light"

    def severity(self, severity: Severity) -> QColor:
        """Return the colour of a finding's weight."""
        return QColor({Severity.MUST: self.must, Severity.SHOULD: self.should, Severity.HINT: self.hint}[severity])

    def ink(self, letter: Letter) -> Ink:
        """Return a letter's colours in this theme."""
        ink: Ink = getattr(letter, self.name)
        return ink


@cache
def theme_of(name: str) -> Theme:
    """Return the shipped theme called `name`: light, dark or contrast."""
    path = resources() / "themes" / f"{name}.toml"
    content = path.read_bytes()

    def parsed() -> Theme:
        import tomllib  # not needed where what was parsed is kept

        return msgspec.convert(tomllib.loads(content.decode("utf-8")) | {"name": str(name)}, Theme)

    return computed_once(path, content, Theme, parsed)


class Choice(StrEnum):
    """Whose colours the window wears; all but the system's are names of themes."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


_choice = Choice.SYSTEM


def current_theme() -> Theme:
    """Return the theme the user chose, or the one that fits the system's."""
    return theme_of(_wanted_by_the_system() if _choice is Choice.SYSTEM else _choice)


def _wanted_by_the_system() -> Choice:
    hints = QGuiApplication.styleHints()
    # Qt hears of a wish for contrast from 6.10 on.
    accessibility = getattr(hints, "accessibility", None)
    if accessibility is not None and accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast:
        return Choice.CONTRAST
    return Choice.DARK if hints.colorScheme() is Qt.ColorScheme.Dark else Choice.LIGHT


def follow_the_system(renew: Callable[[], object]) -> None:
    """Call `renew` whenever the system turns light or dark, or begins or ceases to ask for contrast."""
    hints = QGuiApplication.styleHints()
    hints.colorSchemeChanged.connect(renew)
    accessibility = getattr(hints, "accessibility", None)
    if accessibility is not None:
        accessibility().contrastPreferenceChanged.connect(renew)


def choose_theme(choice: Choice) -> None:
    """Let the app wear light, dark or contrasting colours, or follow the system; `dress` puts them on.

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
    folder = resources() / "themes"
    sheet = Template((folder / "window.qss").read_text("utf-8"))
    shade = "dark" if theme.dark else "light"
    return sheet.substitute(msgspec.structs.asdict(theme), folder=folder.as_posix(), shade=shade)
