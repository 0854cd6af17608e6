"""Comparing plain values from a file with the record they should become: every fault with its place, not the first."""

import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache, singledispatch

import msgspec
from msgspec import inspect

from raciapp.base.errors import UserError
from raciapp.base.messages import mark
from raciapp.base.words import Words
from raciapp.knowledge.faults import Fault, Place, nearest, shown

SET_WHEN_READ = frozenset({"origin"})
"""Fields of records that no file gives."""

LARGEST_NUMBER = 1_000_000
"""No count of rows or units comes near it."""

_NEVER_TEXT = frozenset("\ufffe\uffff")
"""Signs beside the control characters that a workbook cannot hold."""


@cache
def _shape(kind: type[msgspec.Struct]) -> inspect.Type:
    return inspect.type_info(kind)


def shape_faults(value: object, kind: type[msgspec.Struct]) -> Iterator[Fault]:
    """Yield why `value` cannot become a record of this kind; without any fault, `msgspec.convert` takes it."""
    yield from _faults(_shape(kind), value, ())


@singledispatch
def _faults(_wanted: inspect.Type, _value: object, _place: Place) -> Iterator[Fault]:
    raise NotImplementedError(type(_wanted).__name__)


@_faults.register
def _struct(wanted: inspect.StructType, value: object, place: Place) -> Iterator[Fault]:
    if not isinstance(value, dict):
        yield _no_table(wanted, place)
        return
    fields = {field.encode_name: field for field in wanted.fields if field.name not in SET_WHEN_READ}
    tag = wanted.tag_field
    for key in value:
        if key not in fields and key != tag:
            yield Fault((*place, key), _unknown_key(key, [*([tag] if tag else []), *fields]))
    for key, field in fields.items():
        if key in value:
            yield from _faults(field.type, value[key], (*place, key))
        elif field.required:
            yield Fault(place, UserError(mark("«{key}» is missing"), key=key))


def _no_table(wanted: inspect.StructType, place: Place) -> Fault:
    if wanted.cls is Words:
        key = next((part for part in reversed(place) if isinstance(part, str)), "")
        return Fault(place, UserError(mark("say the language of the text: write {key}.en = and the text"), key=key))
    return Fault(place, UserError(mark("a table is expected here, with keys and values")))


def _unknown_key(key: str, known: Sequence[str]) -> UserError:
    near = nearest(key, known)
    if near:
        return UserError(mark("there is no key «{key}» here; did you mean «{near}»?"), key=shown(key), near=near)
    return UserError(mark("there is no key «{key}» here. Keys: {known}."), key=shown(key), known=", ".join(known))


@_faults.register
def _union(wanted: inspect.UnionType, value: object, place: Place) -> Iterator[Fault]:
    kinds = {str(one.tag): one for one in wanted.types if isinstance(one, inspect.StructType)}
    if not kinds:  # a value that may be left out, which TOML says by leaving out its key
        yield from _faults(next(one for one in wanted.types if not isinstance(one, inspect.NoneType)), value, place)
        return
    if not isinstance(value, dict):
        yield Fault(place, UserError(mark("a table is expected here, with keys and values")))
        return
    field = next(one.tag_field or "" for one in kinds.values())
    tag = value.get(field)
    if tag is None:
        yield Fault(place, UserError(mark("«{key}» is missing"), key=field))
    elif isinstance(tag, str) and tag in kinds:
        yield from _faults(kinds[tag], value, place)
    else:
        yield Fault((*place, field), _not_among(tag, list(kinds)))


def _not_among(value: object, known: Sequence[str]) -> UserError:
    near = nearest(value, known) if isinstance(value, str) else ""
    if near:
        return UserError(
            mark("«{value}» cannot stand here; did you mean «{near}»? Choose from: {known}."),
            value=shown(value),
            near=near,
            known=", ".join(known),
        )
    return UserError(
        mark("«{value}» cannot stand here. Choose from: {known}."), value=shown(value), known=", ".join(known)
    )


@_faults.register
def _list(wanted: inspect.VarTupleType, value: object, place: Place) -> Iterator[Fault]:
    if not isinstance(value, list):
        yield Fault(place, UserError(mark("a list is expected here, in square brackets")))
        return
    for number, element in enumerate(value):
        yield from _faults(wanted.item_type, element, (*place, number))


@_faults.register
def _dict(wanted: inspect.DictType, value: object, place: Place) -> Iterator[Fault]:
    if not isinstance(value, dict):
        yield Fault(place, UserError(mark("a table is expected here, with keys and values")))
        return
    for key, inner in value.items():
        yield from _faults(wanted.key_type, key, (*place, key))
        yield from _faults(wanted.value_type, inner, (*place, key))


@_faults.register
def _anything(_wanted: inspect.AnyType, _value: object, _place: Place) -> Iterator[Fault]:
    yield from ()


@_faults.register
def _enum(wanted: inspect.EnumType, value: object, place: Place) -> Iterator[Fault]:
    known = [str(member.value) for member in wanted.cls]
    if value not in known:
        yield Fault(place, _not_among(value, known))


@_faults.register
def _text(_wanted: inspect.StrType, value: object, place: Place) -> Iterator[Fault]:
    if not isinstance(value, str):
        yield Fault(place, UserError(mark("a text is expected here, in quotes")))
        return
    for sign in value:
        if sign in _NEVER_TEXT or (unicodedata.category(sign) == "Cc" and sign not in "\t\n"):
            what = UserError(mark("the text holds the sign {sign}, which no page can show"), sign=f"U+{ord(sign):04X}")
            yield Fault(place, what)
            return


@_faults.register
def _flag(_wanted: inspect.BoolType, value: object, place: Place) -> Iterator[Fault]:
    if not isinstance(value, bool):
        yield Fault(place, UserError(mark("true or false is expected here")))


@_faults.register
def _whole(_wanted: inspect.IntType, value: object, place: Place) -> Iterator[Fault]:
    if not isinstance(value, int) or isinstance(value, bool):
        yield Fault(place, UserError(mark("a whole number is expected here")))
    elif abs(value) > LARGEST_NUMBER:
        yield Fault(place, UserError(mark("the number is too large")))


@_faults.register
def _number(_wanted: inspect.FloatType, value: object, place: Place) -> Iterator[Fault]:
    if not isinstance(value, int | float) or isinstance(value, bool):
        yield Fault(place, UserError(mark("a number is expected here")))
    elif not abs(value) <= LARGEST_NUMBER:  # nor is it something that is no number at all
        yield Fault(place, UserError(mark("the number is too large")))
