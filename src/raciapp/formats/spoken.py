"""The language or languages of a deliverable: one, or two side by side."""

from collections.abc import Callable

import msgspec

from raciapp.base.messages import translate, translate_count
from raciapp.base.words import Language, Words

BESIDE = " / "
"""What stands between a name in one language and in the other."""
BELOW = "\n"
"""What stands between a sentence in one language and in the other."""


class Spoken(msgspec.Struct, frozen=True):
    """The language of a deliverable, and a second one where both stand side by side."""

    first: Language
    second: Language | None = None

    def of(self, tell: Callable[[Language], str], between: str = BESIDE) -> str:
        """Return what `tell` says in the language, or in both where they differ."""
        text = tell(self.first)
        if self.second is None:
            return text
        other = tell(self.second)
        return text if other == text or not other else between.join(filter(None, (text, other)))

    def text(self, words: Words, between: str = BESIDE) -> str:
        """Return words in the language or languages."""
        return self.of(words.text, between)

    def say(self, text: str, /, **values: object) -> str:
        """Return a sentence of the app in the language or languages."""
        return self.of(lambda language: translate(text, language, **values))

    def say_count(self, one: str, many: str, n: int, **values: object) -> str:
        """Return a counted sentence of the app in the language or languages."""
        return self.of(lambda language: translate_count(one, many, n, language, **values))
