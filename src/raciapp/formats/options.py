"""What can be chosen for a format: described once, for the form of the export dialog and for the command line.

Each format has a frozen record of options whose fields say by `Annotated[kind, Meta(title=…)]` what they are called. A
field is a switch (bool), a choice (an enumeration), a file (Path or None), a number (int) or a line of text.
"""

import types
import typing
from collections.abc import Mapping
from enum import Enum, StrEnum
from pathlib import Path
from typing import TypeVar

import msgspec

from raciapp.base.errors import UserError
from raciapp.base.messages import mark


class OptionKind(StrEnum):
    """What kind of answer an option takes."""

    SWITCH = "switch"
    CHOICE = "choice"
    FILE = "file"
    NUMBER = "number"
    TEXT = "text"


class Option(msgspec.Struct, frozen=True):
    """An option: its field, what it is called (to be translated), its kind, what there is to choose, the default."""

    name: str
    title: str
    kind: OptionKind
    choices: tuple[str, ...]
    default: object


Options = TypeVar("Options", bound=msgspec.Struct)


def described(kind: type[msgspec.Struct]) -> tuple[Option, ...]:
    """Return the options of a record of options, in their order."""
    hints = typing.get_type_hints(kind, include_extras=True)
    return tuple(_option(field, hints[field.name]) for field in msgspec.structs.fields(kind))


def _option(field: msgspec.structs.FieldInfo, hint: object) -> Option:
    bare, *notes = typing.get_args(hint) if typing.get_origin(hint) is typing.Annotated else (hint,)
    title = next((note.title for note in notes if isinstance(note, msgspec.Meta) and note.title), field.name)
    kinds = [one for one in typing.get_args(bare) if one is not types.NoneType] or [bare]
    (kind,) = kinds
    choices = tuple(str(one.value) for one in kind) if isinstance(kind, type) and issubclass(kind, Enum) else ()
    return Option(field.name, title, _kind_of(kind, choices), choices, field.default)


def _kind_of(kind: object, choices: tuple[str, ...]) -> OptionKind:
    if choices:
        return OptionKind.CHOICE
    kinds = {bool: OptionKind.SWITCH, Path: OptionKind.FILE, int: OptionKind.NUMBER, str: OptionKind.TEXT}
    return kinds[kind]  # type: ignore[index] # what else stands there is a mistake in a format


def with_values(options: Options, values: Mapping[str, str]) -> Options:
    """Return the options with values given as text, as on a command line. Raises UserError for what does not fit."""
    known = {option.name: option for option in described(type(options))}
    changed: dict[str, object] = {}
    for name, text in values.items():
        if name not in known:
            raise UserError(
                mark("there is no option «{name}» here. There are: {known}."), name=name, known=", ".join(known) or "–"
            )
        changed[name] = _value(known[name], text)
    fields = {**msgspec.to_builtins(options, enc_hook=str), **changed}
    return msgspec.convert(fields, type(options), dec_hook=lambda kind, value: kind(value))


def _value(option: Option, text: str) -> object:
    if option.kind is OptionKind.SWITCH:
        answers = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
        if text.casefold() not in answers:
            raise UserError(mark("{option}: «{text}» is neither true nor false."), option=option.name, text=text)
        return answers[text.casefold()]
    if option.kind is OptionKind.CHOICE and text not in option.choices:
        raise UserError(
            mark("{option}: «{text}» is not known. Choose one of: {choices}."),
            option=option.name,
            text=text,
            choices=", ".join(option.choices),
        )
    if option.kind is OptionKind.NUMBER:
        if not text.isdecimal() or len(text) > 6:
            raise UserError(mark("{option}: «{text}» is no number."), option=option.name, text=text)
        return int(text)
    return text
