"""Reading the knowledge files: typed, cross-checked, and complained about by file and place."""

import contextlib
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache, cached_property
from pathlib import Path
from typing import Protocol, TypeVar

import msgspec
from msgspec.structs import replace

from raciapp.base.cache import keep, recall
from raciapp.base.errors import UserError
from raciapp.base.files import read_bounded
from raciapp.base.messages import mark
from raciapp.base.resources import resources
from raciapp.base.words import Words
from raciapp.knowledge.records import (
    Claim,
    CountTest,
    Function,
    FunctionSet,
    KnownActivity,
    KnownGroup,
    KnownUnit,
    NobodyTest,
    Rule,
    Template,
    When,
)

LARGEST_FILE = 4_000_000


class _Identified(Protocol):
    @property
    def id(self) -> str: ...


Item = TypeVar("Item", bound=_Identified)
Content = TypeVar("Content")


class _FunctionsFile(msgspec.Struct, forbid_unknown_fields=True):
    function: tuple[Function, ...]
    set: tuple[FunctionSet, ...]


class _UnitsFile(msgspec.Struct, forbid_unknown_fields=True):
    unit: tuple[KnownUnit, ...]


class _ActivitiesFile(msgspec.Struct, forbid_unknown_fields=True):
    group: tuple[KnownGroup, ...]
    activity: tuple[KnownActivity, ...]


class _RulesFile(msgspec.Struct, forbid_unknown_fields=True):
    family: Words = Words()
    rule: tuple[Rule, ...] = ()


class _ClaimsFile(msgspec.Struct, forbid_unknown_fields=True):
    claim: tuple[Claim, ...]


class Knowledge:
    """The knowledge in one folder. Each file is read when it is first asked for: the window needs few of them."""

    def __init__(self, folder: Path) -> None:
        """Read from `folder`, laid out as `resources/knowledge`."""
        self._folder = folder

    @cached_property
    def _functions_file(self) -> _FunctionsFile:
        return _read(self._folder / "functions.toml", _FunctionsFile)

    @cached_property
    def functions(self) -> Mapping[str, Function]:
        """Return the functions by id."""
        return _by_id("functions.toml", self._functions_file.function)

    @cached_property
    def function_sets(self) -> Mapping[str, FunctionSet]:
        """Return the sets of functions by id."""
        sets = _by_id("functions.toml", self._functions_file.set)
        for one in sets.values():
            _check_known("functions.toml", one.id, one.functions, self.functions)
        return sets

    @cached_property
    def units(self) -> Mapping[str, KnownUnit]:
        """Return the known units by id."""
        units = _by_id("units.toml", _read(self._folder / "units.toml", _UnitsFile).unit)
        for unit in units.values():
            _check_known("units.toml", unit.id, unit.functions, self.functions)
        return units

    @cached_property
    def _activities_file(self) -> _ActivitiesFile:
        return _read(self._folder / "activities.toml", _ActivitiesFile)

    @cached_property
    def groups(self) -> Mapping[str, KnownGroup]:
        """Return the groups of activities by id."""
        return _by_id("activities.toml", self._activities_file.group)

    @cached_property
    def activities(self) -> Mapping[str, KnownActivity]:
        """Return the activities of the catalogue by id."""
        activities = _by_id("activities.toml", self._activities_file.activity)
        for activity in activities.values():
            _check_known("activities.toml", activity.id, [activity.group], self.groups)
        return activities

    @cached_property
    def unowned(self) -> frozenset[str]:
        """Return the ids of the activities that nobody answers for, by design."""
        return frozenset(activity.id for activity in self.activities.values() if activity.unowned)

    @cached_property
    def claims(self) -> Mapping[str, Claim]:
        """Return the claims of the founding post by id."""
        return _by_id("claims.toml", _read(self._folder / "claims.toml", _ClaimsFile).claim)

    @cached_property
    def rules(self) -> Mapping[str, Rule]:
        """Return the rules by id, in the order of their files. Raises UserError when there is none at all."""
        found: list[Rule] = []
        for path in sorted((self._folder / "rules").glob("*.toml")):
            rules = _read(path, _RulesFile).rule
            for rule in rules:
                self._check_rule(path.name, rule)
            found += rules
        if not found:
            raise UserError(
                mark("{file}: holds no rules, so nothing could be checked. Install raciapp again."),
                file="knowledge/rules",
            )
        rules_by_id = _by_id("rules", found)
        for rule in found:
            _check_known("rules", rule.id, filter(None, [rule.yields_to, rule.follows]), rules_by_id)
        return rules_by_id

    @cached_property
    def templates(self) -> Mapping[str, Template]:
        """Return the templates by id, with the rows they take from their base."""
        paths = sorted((self._folder / "templates").glob("*.toml"))
        read = _by_id("templates", [_read(path, Template) for path in paths])
        files = dict(zip(read, (path.name for path in paths), strict=True))
        for template in read.values():
            self._check_template(files[template.id], template, read)
        return {identity: _inherited(files[identity], template, read) for identity, template in read.items()}

    def _check_rule(self, file: str, rule: Rule) -> None:
        rows: set[str] = set(rule.needs)
        by: set[str] = {rule.when.has, rule.when.has_several}
        for test in rule.tests:
            named = getattr(test, "rows", ())
            every_row = named == ("*",) and isinstance(test, CountTest | NobodyTest)
            rows.update(() if every_row else named, getattr(test, "given", ()), [getattr(test, "row", "")])
            when: When = getattr(test, "when", rule.when)
            by.update([getattr(test, "by", ""), when.has, when.has_several], getattr(test, "functions", ()))
            _check_letters(file, rule.id, getattr(test, "letters", ""), getattr(test, "also", ""))
        _check_known(file, rule.id, rows - {""}, self.activities)
        _check_known(file, rule.id, by - {""}, {**self.functions, **self.function_sets})
        _check_known(file, rule.id, rule.claims, self.claims)
        _check_message(file, rule)

    def _check_template(self, file: str, template: Template, others: Mapping[str, Template]) -> None:
        _check_known(file, template.id, filter(None, [template.base]), others)
        _check_known(file, template.id, template.rows, self.activities)
        for activity, row in template.rows.items():
            _check_known(file, activity, row.letters, self.functions)
            unknown = set("".join(row.letters.values())) - set("RACI/")
            if unknown or set(row.basis) != set("".join(row.letters.values())) - {"/"}:
                raise _wrong(file, activity, UserError(mark("each letter of R, A, C, I needs its basis")))


def _inherited(file: str, template: Template, others: Mapping[str, Template]) -> Template:
    seen = [template.id]
    rows = dict(template.rows)
    base = template.base
    while base:
        if base in seen:
            raise _wrong(file, "base", UserError(mark("templates that inherit from each other")))
        seen.append(base)
        rows = {**others[base].rows, **rows}
        base = others[base].base
    return replace(template, rows=rows)


@cache
def knowledge() -> Knowledge:
    """Return the shipped knowledge."""
    return Knowledge(resources() / "knowledge")


def _read(path: Path, kind: type[Content]) -> Content:
    """Return a knowledge file; TOML takes ten times as long to read as what is kept of it from an earlier start."""
    content = read_bounded(path, LARGEST_FILE)
    kept = recall(path, content)
    if kept is not None:
        with contextlib.suppress(ValueError, RecursionError):  # what is kept may have been damaged since
            return msgspec.msgpack.decode(kept, type=kind)
    parsed = _parsed(path, content, kind)
    keep(path, content, msgspec.msgpack.encode(parsed))
    return parsed


def _parsed(path: Path, content: bytes, kind: type[Content]) -> Content:
    try:
        return msgspec.convert(tomllib.loads(content.decode("utf-8")), kind)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UserError(mark("{file}: not valid TOML: {reason}"), file=path.name, reason=str(error)) from error
    except msgspec.ValidationError as error:
        what, _, place = str(error).partition(" - at `$")
        raise _wrong(path.name, place.rstrip("`").lstrip(".") or UserError(mark("the top")), what) from error


def _by_id(file: str, items: Iterable[Item]) -> dict[str, Item]:
    found: dict[str, Item] = {}
    for item in items:
        if item.id in found:
            raise _wrong(file, item.id, UserError(mark("the id «{id}» stands twice"), id=item.id))
        found[item.id] = item
    return found


def _check_known(file: str, place: str, names: Iterable[str], known: Mapping[str, object]) -> None:
    for name in names:
        if name not in known:
            raise _wrong(file, place, UserError(mark("«{id}» is not known"), id=name))


def _check_letters(file: str, place: str, *letters: str) -> None:
    for several in letters:
        if several != "*":
            _check_known(file, place, several, dict.fromkeys("RACI"))


def _check_message(file: str, rule: Rule) -> None:
    try:
        rule.message.format(activities="", units="", functions="", n="")
    except (LookupError, ValueError, AttributeError) as error:
        what = UserError(mark("only {activities}, {units}, {functions} and {n} are filled"))
        raise _wrong(file, f"{rule.id}.message", what) from error


def _wrong(file: str, place: UserError | str, what: UserError | str) -> UserError:
    return UserError(mark("{file}: at {place}: {what}"), file=file, place=place, what=what)
