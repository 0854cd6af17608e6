"""Reading the knowledge files: typed, cross-checked, and complained about by file and place."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

import msgspec
from msgspec.structs import replace

from raciapp.base.cache import computed_once
from raciapp.base.errors import UserError
from raciapp.base.files import read_bounded
from raciapp.base.messages import mark
from raciapp.base.resources import resources
from raciapp.base.words import Words
from raciapp.knowledge.faults import Fault, shown
from raciapp.knowledge.records import (
    Claim,
    Family,
    Function,
    FunctionSet,
    KnownActivity,
    KnownGroup,
    KnownUnit,
    Rule,
    Source,
    Survey,
    Template,
)
from raciapp.knowledge.soundness import rule_faults, template_faults

if TYPE_CHECKING:
    from raciapp.knowledge.house import Complaint, House
    from raciapp.knowledge.house_entries import Gathered

LARGEST_FILE = 4_000_000

_LONGEST_REASON = 200


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


class _SourcesFile(msgspec.Struct, forbid_unknown_fields=True):
    source: tuple[Source, ...]


class _SurveysFile(msgspec.Struct, forbid_unknown_fields=True):
    survey: tuple[Survey, ...]


class Knowledge:
    """The knowledge in one folder. Each file is read when it is first asked for: the window needs few of them.

    The rules and templates of house folders come after the shipped ones; what is faulty in them is left out and
    complained about, while a fault in the folder itself raises UserError.
    """

    def __init__(self, folder: Path, houses: Sequence[Path] = ()) -> None:
        """Read from `folder`, laid out as `resources/knowledge`, and from house folders or single house files."""
        self._folder = folder
        self.houses = tuple(houses)

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
    def sources(self) -> Mapping[str, Source]:
        """Return what the knowledge rests on, by key."""
        sources = _read(self._folder / "sources.toml", _SourcesFile).source
        return _by_key("sources.toml", ((source.key, source) for source in sources))

    @cached_property
    def surveys(self) -> Mapping[str, Survey]:
        """Return the figures that show where others stand, by key."""
        surveys = _read(self._folder / "surveys.toml", _SurveysFile).survey
        return _by_key("surveys.toml", ((survey.key, survey) for survey in surveys))

    @cached_property
    def rules(self) -> Mapping[str, Rule]:
        """Return the rules by id, in the order of their files. Raises UserError when there is none at all."""
        return {**self._shipped_rules, **(self._house_rules.items if self.houses else {})}

    @cached_property
    def families(self) -> tuple[Family, ...]:
        """Return the rules in their families: one per file."""
        shipped = (Family(file.family, tuple(rule.id for rule in file.rule)) for file in self._rules_files.values())
        return (*shipped, *(self._house_rules.families if self.houses else ()))

    @cached_property
    def templates(self) -> Mapping[str, Template]:
        """Return the templates by id, with the rows they take from their base."""
        return {**self._shipped_templates, **(self._house_templates.items if self.houses else {})}

    @cached_property
    def complaints(self) -> "tuple[Complaint, ...]":
        """Return what is wrong in the house folders, by file and line."""
        if not self.houses:
            return ()
        found = (*self.house.complaints, *self._house_rules.complaints, *self._house_templates.complaints)
        return tuple(sorted(found, key=lambda complaint: (complaint.file, complaint.line)))

    @cached_property
    def _rules_files(self) -> Mapping[str, _RulesFile]:
        paths = sorted((self._folder / "rules").glob("*.toml"))
        return {path.name: _read(path, _RulesFile) for path in paths}

    @cached_property
    def _shipped_rules(self) -> Mapping[str, Rule]:
        for name, file in self._rules_files.items():
            for rule in file.rule:
                _check_sound(name, rule.id, next(rule_faults(rule, self), None))
        found = [rule for file in self._rules_files.values() for rule in file.rule]
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
    def _shipped_templates(self) -> Mapping[str, Template]:
        paths = sorted((self._folder / "templates").glob("*.toml"))
        read = _by_id("templates", [_read(path, Template) for path in paths])
        files = dict(zip(read, (path.name for path in paths), strict=True))
        for template in read.values():
            file = files[template.id]
            _check_known(file, template.id, filter(None, [template.base]), read)
            _check_sound(file, template.id, next(template_faults(template, self), None))
        return {identity: _inherited(files[identity], template, read) for identity, template in read.items()}

    @cached_property
    def house(self) -> "House":
        """Return the house files that could be read; what is sound in them is among the rules and templates."""
        from raciapp.knowledge.house import read_houses  # most documents have no house

        return read_houses(self.houses)

    @cached_property
    def _house_rules(self) -> "Gathered[Rule]":
        from raciapp.knowledge.house_entries import house_rules

        return house_rules(self.house.files, self, self._shipped_rules)

    @cached_property
    def _house_templates(self) -> "Gathered[Template]":
        from raciapp.knowledge.house_entries import house_templates

        return house_templates(self.house.files, self, self._shipped_templates)


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


def knowledge_with(houses: Sequence[Path]) -> Knowledge:
    """Return the shipped knowledge with the rules and templates of house folders, read anew where there are any."""
    return Knowledge(resources() / "knowledge", houses) if houses else knowledge()


def _read(path: Path, kind: type[Content]) -> Content:
    """Return a knowledge file; TOML takes ten times as long to read as what is kept of it from an earlier start."""
    content = read_bounded(path, LARGEST_FILE)
    return computed_once(path, content, kind, lambda: _parsed(path, content, kind))


def _parsed(path: Path, content: bytes, kind: type[Content]) -> Content:
    import tomllib  # not needed where what was parsed is kept

    try:
        return msgspec.convert(tomllib.loads(content.decode("utf-8")), kind)
    except msgspec.ValidationError as error:
        what, _, place = str(error).partition(" - at `$")
        raise _wrong(path.name, place.rstrip("`").lstrip(".") or UserError(mark("the top")), what) from error
    except ValueError as error:
        # Not only tomllib's own: bytes that are no text, numbers of thousands of digits.
        raise UserError(
            mark("{file}: not valid TOML: {reason}"), file=path.name, reason=shown(error, _LONGEST_REASON)
        ) from error
    except RecursionError as error:
        reason = UserError(mark("nested too deeply"))
        raise UserError(mark("{file}: not valid TOML: {reason}"), file=path.name, reason=reason) from error


def _by_id(file: str, items: Iterable[Item]) -> dict[str, Item]:
    return _by_key(file, ((item.id, item) for item in items))


def _by_key(file: str, items: Iterable[tuple[str, Content]]) -> dict[str, Content]:
    found: dict[str, Content] = {}
    for key, item in items:
        if key in found:
            raise _wrong(file, key, UserError(mark("the id «{id}» stands twice"), id=shown(key)))
        found[key] = item
    return found


def _check_known(file: str, place: str, names: Iterable[str], known: Mapping[str, object]) -> None:
    for name in names:
        if name not in known:
            raise _wrong(file, place, UserError(mark("«{id}» is not known"), id=shown(name)))


def _check_sound(file: str, identity: str, fault: Fault | None) -> None:
    """Raise UserError about a fault of a shipped entry: at the row of a template, or the message of a rule."""
    if fault is None:
        return
    place = identity
    if fault.place[:1] == ("message",):
        place = f"{identity}.message"
    elif fault.place[:1] == ("rows",) and len(fault.place) > 2:
        place = str(fault.place[1])
    raise _wrong(file, place, fault.what)


def _wrong(file: str, place: UserError | str, what: UserError | str) -> UserError:
    said = [shown(one, _LONGEST_REASON) if isinstance(one, str) else one for one in (place, what)]
    return UserError(mark("{file}: at {place}: {what}"), file=file, place=said[0], what=said[1])
