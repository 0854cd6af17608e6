"""The settings of an organization as `--context KEY=VALUE` gives them."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import TypeVar

from msgspec.structs import replace

from raciapp.base.errors import UserError
from raciapp.base.messages import mark
from raciapp.document.records import OperatingModel, Organization, Sector, Size, Tone

PACKS = ("gc", "classic", "names")
"""Packs of rules that are on or off: Government of Canada, the classic questions, questions about names."""

CHOICES: dict[str, type[StrEnum]] = {"sector": Sector, "size": Size, "model": OperatingModel, "tone": Tone}
SWITCHES = ("program_channels", "regulated", "gc", "no_alternative", "classic", "names")

_ANSWERS = {"true": True, "false": False}
Option = TypeVar("Option", bound=StrEnum)


def with_settings(organization: Organization, settings: Iterable[str]) -> Organization:
    """Return the organization with each `KEY=VALUE` of `settings` set, the last one of a key deciding.

    Raises UserError that lists what is allowed when a key or a value is not.
    """
    for setting in settings:
        key, equals, value = (part.strip() for part in setting.partition("="))
        if not equals:
            raise UserError(
                mark("--context «{setting}»: write it as KEY=VALUE, such as sector=government."), setting=setting
            )
        organization = _with_setting(organization, key, value)
    return organization


def _with_setting(organization: Organization, key: str, value: str) -> Organization:
    if key in CHOICES:
        return replace(organization, **{key: chosen(f"--context {key}", CHOICES[key], value)})
    if key not in SWITCHES:
        raise UserError(
            mark("--context «{key}»: there is no such setting. Settings: {known}."),
            key=key,
            known=", ".join((*CHOICES, *SWITCHES)),
        )
    if value not in _ANSWERS:
        raise not_among(f"--context {key}", value, list(_ANSWERS))
    if key in PACKS:
        others = tuple(pack for pack in organization.packs if pack != key)
        return replace(organization, packs=(*others, key) if _ANSWERS[value] else others)
    return replace(organization, **{key: _ANSWERS[value]})


def chosen(place: str, kind: type[Option], value: str) -> Option:
    """Return the member of `kind` called `value`; `place` says in an error which option or setting it is."""
    try:
        return kind(value)
    except ValueError as error:
        raise not_among(place, value, list(kind)) from error


def not_among(place: str, value: str, known: Sequence[str]) -> UserError:
    """Return the error that `value` is none of those `known` at `place`."""
    return UserError(
        mark("{place}: «{value}» is not known. Choose from: {known}."),
        place=place,
        value=value,
        known=", ".join(known),
    )
