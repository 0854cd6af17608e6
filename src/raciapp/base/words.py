"""Text that exists in English and French, chosen when it is shown."""

from enum import StrEnum

import msgspec


class Language(StrEnum):
    """A language a person reads raciapp in."""

    EN = "en"
    FR = "fr"


class Words(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """One text in English, French or both; a missing language falls back to the other."""

    en: str = ""
    fr: str = ""

    def text(self, language: Language) -> str:
        """Return the text in `language`, or in the other one where it was never given."""
        return (self.fr or self.en) if language is Language.FR else (self.en or self.fr)

    def format(self, **values: str) -> "Words":
        """Fill the `{placeholders}` of both languages."""
        return Words(self.en.format(**values), self.fr.format(**values))


def same(text: str) -> Words:
    """Return words that read the same in every language, such as what a client typed."""
    return Words(text)


def join_names(names: list[str], language: Language) -> str:
    """Join names as a sentence does: «A, B and C»."""
    if len(names) < 2:
        return "".join(names)
    last = " et " if language is Language.FR else " and "
    return ", ".join(names[:-1]) + last + names[-1]
