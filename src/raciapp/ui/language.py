"""The language of the window: chosen once, asked for everywhere a widget says something."""

from PySide6.QtCore import QLocale
from PySide6.QtGui import Qt

from raciapp.base.messages import mark, translate, translate_count
from raciapp.base.words import Language

_current = Language.EN


def system_language() -> Language:
    """Return French for a French system, else English."""
    return Language.FR if QLocale.system().language() is QLocale.Language.French else Language.EN


def current_language() -> Language:
    """Return the language the window speaks."""
    return _current


def set_language(language: Language) -> None:
    """Let the window speak `language`; widgets made from now on do."""
    global _current  # noqa: PLW0603 - the window has one language, as it has one application
    _current = language


def tr(text: str, /, **values: object) -> str:
    """Return a sentence of the app in the window's language."""
    return translate(text, _current, **values)


def tr_count(one: str, many: str, count: int, /, **values: object) -> str:
    """Return the singular or plural sentence in the window's language."""
    return translate_count(one, many, count, _current, **values)


def explained(name: str, meaning: str) -> str:
    """Return a name and what it stands for, such as «Accountable: answers for the result»; French spaces its colons."""
    return tr(mark("{name}: {meaning}"), name=name, meaning=meaning)


def tool_tip(text: str) -> str:
    """Return `text` for a tool tip, the only place where Qt would take a client's words for markup unasked."""
    return Qt.convertFromPlainText(text, Qt.WhiteSpaceMode.WhiteSpaceNormal) if text else ""
