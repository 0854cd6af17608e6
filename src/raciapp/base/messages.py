"""Sentences of the app itself, from gettext catalogues; English is the source text.

App and exports may speak different languages in one session, so the language is an argument, never global state.
"""

from functools import cache
from typing import TYPE_CHECKING

from raciapp.base.resources import resources
from raciapp.base.words import Language

if TYPE_CHECKING:
    import gettext


def mark(text: str) -> str:
    """Mark a text for the catalogues without translating it yet."""
    return text


@cache
def _catalogue(language: Language) -> "gettext.NullTranslations":
    import gettext  # not needed to start in English, the source language

    return gettext.translation("raciapp", str(resources() / "locale"), [language.value], fallback=True)


def translate(text: str, language: Language, /, **values: object) -> str:
    """Return `text` in `language` with its `{placeholders}` filled."""
    found = text if language is Language.EN else _catalogue(language).gettext(text)
    return found.format(**values) if values else found


def translate_count(one: str, many: str, count: int, language: Language, /, **values: object) -> str:
    """Return the singular or plural sentence for `count`, which fills `{n}`."""
    if language is Language.EN:
        found = one if count == 1 else many
    else:
        found = _catalogue(language).ngettext(one, many, count)
    return found.format(n=count, **values)
