"""Letters and the schemes they belong to; a cell's letters are one bit mask."""

from enum import StrEnum
from functools import cache, cached_property

import msgspec

from raciapp.base.cache import computed_once
from raciapp.base.resources import resources
from raciapp.base.words import Language, Words


class Duty(StrEnum):
    """What a letter asks of a unit, whatever the scheme calls it; rules speak of duties."""

    RESPONSIBLE = "R"
    ACCOUNTABLE = "A"
    CONSULTED = "C"
    INFORMED = "I"


class Ink(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A badge's colours as `#rrggbb`: fill, text and border."""

    fill: str
    text: str
    edge: str


class Letter(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One letter of a scheme: what it means, how many a row may hold, and how it looks."""

    symbol: str
    name: Words
    meaning: Words
    light: Ink
    dark: Ink
    contrast: Ink
    duty: Duty | None = None
    at_least: int = 0
    at_most: int | None = None


class Scheme(msgspec.Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """An alphabet of letters; a letter's bit is its place in `letters`, which is also the order in a cell."""

    id: str
    name: str
    spelled: str
    letters: tuple[Letter, ...]

    @cached_property
    def bits(self) -> dict[str, int]:
        """Return each symbol's bit."""
        return {letter.symbol: 1 << place for place, letter in enumerate(self.letters)}

    @cached_property
    def everything(self) -> int:
        """Return the mask in which every letter is set."""
        return (1 << len(self.letters)) - 1

    @cached_property
    def legend(self) -> tuple[Letter, ...]:
        """Return the letters in the order the scheme's name spells them."""
        return tuple(sorted(self.letters, key=lambda letter: self.spelled.index(letter.symbol)))

    @cached_property
    def duties(self) -> dict[Duty, int]:
        """Return for each duty the mask of the letters that stand for it."""
        return {duty: sum(self.bits[letter.symbol] for letter in self.letters if letter.duty is duty) for duty in Duty}

    def mask_of(self, symbols: str) -> int:
        """Return the mask of letters such as `AR`.

        Raises KeyError for a symbol the scheme does not have.
        """
        mask = 0
        for symbol in symbols:
            mask |= self.bits[symbol]
        return mask

    def symbols(self, mask: int) -> str:
        """Return the letters of `mask` without separators, such as `AR`; what a file keeps."""
        return "".join(symbol for symbol, bit in self.bits.items() if mask & bit)

    def text(self, mask: int) -> str:
        """Return the letters of `mask` as people write them, such as `A/R`."""
        return "/".join(self.symbols(mask))

    def sentence(self, mask: int, language: Language) -> str:
        """Return the names of the letters of `mask`, such as «Accountable, Responsible»."""
        return ", ".join(letter.name.text(language) for place, letter in enumerate(self.letters) if mask >> place & 1)


@cache
def schemes() -> dict[str, Scheme]:
    """Return the shipped schemes by id, in the order they are offered."""
    path = resources() / "schemes.toml"
    content = path.read_bytes()

    def parsed() -> list[Scheme]:
        import tomllib  # not needed where what was parsed is kept

        return msgspec.convert(tomllib.loads(content.decode("utf-8"))["scheme"], list[Scheme])

    found = computed_once(path, content, list[Scheme], parsed)
    return {scheme.id: scheme for scheme in found}


def scheme(identity: str) -> Scheme:
    """Return the scheme called `identity`, such as `raci`."""
    return schemes()[identity]
