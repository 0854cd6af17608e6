"""What one export is to hold and where it goes, as a value that can be repeated and kept between starts."""

from enum import Enum
from pathlib import Path

import msgspec

from raciapp.base.errors import UserError
from raciapp.base.words import Language
from raciapp.formats.exporting import FORMATS
from raciapp.formats.options import Option, OptionKind, described, with_values
from raciapp.formats.report import BRIEF, Cover, ReportPart, Wishes

Texts = dict[str, str]
"""The options of a format that differ from the usual ones, as text by name."""

_LIMIT = 100_000
"""Characters of kept choices; what is longer was not written by raciapp."""


class ExportChoices(msgspec.Struct, frozen=True):
    """What somebody ticked: formats by suffix, languages (None for the window's), parts, cover, look, place, options.

    `branding` and `folder` are paths as text, empty for none; `options` are kept for formats that are not ticked, too.
    """

    formats: tuple[str, ...] = (".xlsx", ".pdf")
    language: Language | None = None
    second: Language | None = None
    parts: tuple[ReportPart, ...] = tuple(part for part in ReportPart if part in BRIEF)
    cover: Cover = Cover()
    template: str = ""
    branding: str = ""
    folder: str = ""
    name: str = ""
    options: dict[str, Texts] = {}

    def wishes(self, matrix: str, language: Language) -> Wishes:
        """Return what is wanted of the report on `matrix`; `language` is the window's."""
        first = self.language or language
        return Wishes(first, self.second, matrix, frozenset(self.parts), self.cover, self.template)

    def targets(self) -> tuple[tuple[Path, Texts], ...]:
        """Return the files to write with the options of their formats, in the order the formats are offered."""
        folder = Path(self.folder)
        return tuple(
            (folder / f"{self.name}{one}", self.options.get(one, {})) for one in FORMATS if one in self.formats
        )


def options_from(suffix: str, texts: Texts) -> msgspec.Struct:
    """Return the options of a format; where some of those kept are no longer known, the usual ones."""
    usual, _ = FORMATS[suffix].load()
    try:
        return with_values(usual, texts)
    except (UserError, msgspec.ValidationError):
        return usual


def kept(choices: ExportChoices) -> str:
    """Return choices as text for the settings: without what belongs to one document alone."""
    common = msgspec.structs.replace(choices, cover=Cover(author=choices.cover.author), folder="", name="")
    return msgspec.json.encode(common).decode()


def read(text: object) -> ExportChoices:
    """Return the choices that the settings kept, or the usual ones."""
    if not isinstance(text, str) or not text or len(text) > _LIMIT:
        return ExportChoices()
    try:
        found = msgspec.json.decode(text, type=ExportChoices)
    except (msgspec.DecodeError, UnicodeEncodeError):  # a half of a character, written by hand
        return ExportChoices()
    known = tuple(suffix for suffix in FORMATS if suffix in found.formats)
    return msgspec.structs.replace(found, formats=known, options={one: found.options.get(one, {}) for one in FORMATS})


def differing(usual: tuple[Option, ...], values: Texts) -> Texts:
    """Return the values that differ from the defaults of `usual`; an empty file is none."""
    return {
        option.name: values[option.name]
        for option in usual
        if values[option.name] != as_text(option.default)
        and not (option.kind is OptionKind.FILE and not values[option.name])
    }


def as_text(value: object) -> str:
    """Return a value of an option as `with_values` reads it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value.value) if isinstance(value, Enum) else str(value)


def options_of_format(suffix: str) -> tuple[Option, ...]:
    """Return what can be chosen for a format."""
    usual, _ = FORMATS[suffix].load()
    return described(type(usual))
