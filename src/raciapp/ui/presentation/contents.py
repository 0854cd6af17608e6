"""What a slide says: names, letters, findings, in the language of the window, as values ready to be drawn."""

from collections.abc import Sequence
from functools import cache

import msgspec
from msgspec.structs import replace

from raciapp.base.messages import mark
from raciapp.base.words import Language, join_names
from raciapp.checks.findings import Finding, Report, finding_text
from raciapp.document.letters import Letter, scheme
from raciapp.document.records import WHOLE_ROW, Document, Status
from raciapp.knowledge.library import Knowledge
from raciapp.knowledge.records import Severity
from raciapp.ui.language import tr
from raciapp.ui.presentation.slides import Show, View, group_of, members, parts_of, visible


class Matter(msgspec.Struct, frozen=True):
    """What is presented: a matrix of a document, its check, and who reads it."""

    document: Document
    matrix: str
    report: Report
    knowledge: Knowledge
    language: Language


class Held(msgspec.Struct, frozen=True):
    """A cell: whose it is, its letters, what they are called, where the talk about it stands."""

    activity: str
    unit: str
    name: str
    letters: tuple[Letter, ...] = ()
    letter_names: tuple[str, ...] = ()
    status: Status = Status.NONE
    remark: str = ""

    @property
    def words(self) -> str:
        """Return what the letters are called, such as «Accountable, Responsible»."""
        return ", ".join(self.letter_names)


class Statement(msgspec.Struct, frozen=True):
    """A finding in words."""

    severity: Severity
    text: str


class RowSlide(msgspec.Struct, frozen=True):
    """An activity with every unit's part in it."""

    activity: str
    heading: str
    title: str
    definition: str
    remark: str
    status: Status
    cells: tuple[Held, ...]
    statements: tuple[Statement, ...]
    number: int
    count: int


class Line(msgspec.Struct, frozen=True):
    """A row of a group's matrix; `weight` is that of the gravest finding that points at it."""

    activity: str
    name: str
    status: Status
    weight: Severity | None
    cells: tuple[Held, ...]


class GroupSlide(msgspec.Struct, frozen=True):
    """A group's rows; `units` are the names over the columns, `statements` are about the current row."""

    heading: str
    units: tuple[str, ...]
    lines: tuple[Line, ...]
    statements: tuple[Statement, ...]
    number: int
    count: int


class Section(msgspec.Struct, frozen=True):
    """Activities on which a unit holds the same letters; without letters, those it has no part in."""

    letters: tuple[Letter, ...]
    title: str
    cells: tuple[Held, ...]


class UnitSlide(msgspec.Struct, frozen=True):
    """A unit with its activities under the words of its letters."""

    unit: str
    title: str
    functions: str
    sections: tuple[Section, ...]
    number: int
    count: int


class EmptySlide(msgspec.Struct, frozen=True):
    """What is said where there is nothing to present."""

    text: str


Slide = RowSlide | GroupSlide | UnitSlide | EmptySlide


def slide_of(show: Show, matter: Matter) -> Slide:
    """Return what the show has on the screen."""
    if show.view is View.UNIT:
        return _unit_slide(show, matter) if show.unit else EmptySlide(tr(mark("There are no units to show.")))
    if not show.activity:
        return EmptySlide(tr(mark("There are no activities to show.")))
    return _group_slide(show, matter) if show.view is View.GROUP else _row_slide(show, matter)


# -- the three slides -------------------------------------------------------------------------------------


def _row_slide(show: Show, matter: Matter) -> RowSlide:
    document, language = matter.document, matter.language
    activity = document.activities[document.activity_places[show.activity]]
    group = group_of(document, activity.id)
    known = matter.knowledge.activities.get(activity.id)
    return RowSlide(
        activity.id,
        document.groups[document.group_places[group]].name.text(language) if group else "",
        activity.name.text(language),
        known.definition.text(language) if known else "",
        activity.remark,
        _status(activity.id, WHOLE_ROW, matter),
        held_by(activity.id, show.units, show, matter),
        _statements(activity.id, matter),
        show.activities.index(activity.id) + 1,
        len(show.activities),
    )


def _group_slide(show: Show, matter: Matter) -> GroupSlide:
    document, language = matter.document, matter.language
    groups = members(show, document)
    group = group_of(document, show.activity)
    weights, _ = matter.report.weights()
    return GroupSlide(
        document.groups[document.group_places[group]].name.text(language) if group else tr(mark("Activities")),
        tuple(_unit_name(unit, matter) for unit in show.units),
        tuple(
            Line(
                activity,
                document.activities[document.activity_places[activity]].name.text(language),
                _status(activity, WHOLE_ROW, matter),
                weights.get(activity),
                held_by(activity, show.units, show, matter),
            )
            for activity in groups[group]
        ),
        _statements(show.activity, matter),
        list(groups).index(group) + 1,
        len(groups),
    )


def _unit_slide(show: Show, matter: Matter) -> UnitSlide:
    document, language = matter.document, matter.language
    unit = document.units[document.unit_places[show.unit]]
    functions = [matter.knowledge.functions[one].name.text(language) for one in unit.functions
                 if one in matter.knowledge.functions]  # fmt: skip
    return UnitSlide(
        unit.id,
        unit.name.text(language),
        ", ".join(functions),
        tuple(
            _section(mask, activities, show, matter)
            for mask, activities in parts_of(show, document, matter.matrix, unit.id).items()
        ),
        show.units.index(unit.id) + 1,
        len(show.units),
    )


def _section(mask: int, activities: tuple[str, ...], show: Show, matter: Matter) -> Section:
    letters, names = _lettering(matter.document.scheme, mask, matter.language)
    if not letters:
        title = tr(mark("Other activities")) if show.only_accountable else tr(mark("No part"))
    else:
        title = join_names(list(names), matter.language)
    places = matter.document.activity_places
    cells = tuple(
        replace(
            held_by(activity, (show.unit,), show, matter)[0],
            name=matter.document.activities[places[activity]].name.text(matter.language),
        )
        for activity in activities
    )
    return Section(letters, title, cells)


# -- their parts ------------------------------------------------------------------------------------------


def held_by(activity: str, units: Sequence[str], show: Show, matter: Matter) -> tuple[Held, ...]:
    """Return the cells of a row as they are presented, each named by its unit."""
    document, language = matter.document, matter.language
    row = document.matrix(matter.matrix).rows[document.activity_places[activity]]
    remarks, statuses = dict(row.remarks), dict(row.statuses)
    found = []
    for unit in units:
        place = document.unit_places[unit]
        letters, names = _lettering(document.scheme, visible(show, document, row.letters[place]), language)
        name = document.units[place].name.text(language)
        status = statuses.get(unit, Status.NONE)
        found.append(Held(activity, unit, name, letters, names, status, remarks.get(unit, "")))
    return tuple(found)


@cache
def _lettering(scheme_id: str, mask: int, language: Language) -> tuple[tuple[Letter, ...], tuple[str, ...]]:
    """Return the letters of a mask and what they are called."""
    letters = tuple(letter for place, letter in enumerate(scheme(scheme_id).letters) if mask >> place & 1)
    return letters, tuple(letter.name.text(language) for letter in letters)


def _unit_name(unit: str, matter: Matter) -> str:
    return matter.document.units[matter.document.unit_places[unit]].name.text(matter.language)


def _status(activity: str, unit: str, matter: Matter) -> Status:
    document = matter.document
    return document.matrix(matter.matrix).rows[document.activity_places[activity]].status_of(unit)


def _statements(activity: str, matter: Matter) -> tuple[Statement, ...]:
    found = [one for one in matter.report.open() if activity in one.activities]
    return tuple(Statement(one.severity, _about(one, activity, matter)) for one in found)


def _about(finding: Finding, activity: str, matter: Matter) -> str:
    """Return a finding as far as it is about one row: the names of the others would only distract."""
    places = tuple(place for place in finding.places if place.activity in {"", activity})
    return finding_text(replace(finding, places=places), matter.document, matter.knowledge, matter.language)
