"""A client's matrix as a document: known activities and units recognised, everything else kept as the client has it."""

from collections import Counter
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path

import msgspec
from msgspec.structs import replace

from raciapp.base.errors import UserError
from raciapp.base.messages import mark
from raciapp.base.words import Words, same
from raciapp.document.edits import fresh_id
from raciapp.document.records import AS_IS, Activity, Document, Group, Matrix, Organization, Row, Unit
from raciapp.formats.csv_in import read_csv
from raciapp.formats.finding.finder import find_matrix
from raciapp.formats.finding.reading import Doubt, Question, ReadActivity, Reading, Skipped
from raciapp.formats.finding.tables import one_line
from raciapp.knowledge.library import Knowledge
from raciapp.knowledge.matching import CERTAIN, Matcher

READERS = {".csv": read_csv, ".tsv": read_csv, ".txt": read_csv}
"""The formats that can be read, by suffix."""


class Subject(StrEnum):
    """What was recognised."""

    ACTIVITY = "activity"
    UNIT = "unit"


class Mapped(msgspec.Struct, frozen=True):
    """A name of the file and the known activity or unit it may be; `taken` where that was certain enough to act on."""

    subject: Subject
    name: str
    id: str
    confidence: float
    taken: bool


class Imported(msgspec.Struct, frozen=True):
    """A document made of a client's file, and everything a person should look at."""

    document: Document
    mappings: tuple[Mapped, ...]
    skipped: tuple[Skipped, ...]
    questions: tuple[Question, ...]
    confidence: float


def import_file(path: Path, knowledge: Knowledge, name: str | None = None) -> Imported:
    """Return the document made of the matrix in a file, named after the file unless `name` is given.

    Raises UserError when the file cannot be read, NoMatrixError when it holds no matrix.
    """
    read = READERS.get(path.suffix.casefold())
    if read is None:
        raise UserError(
            mark("{file}: cannot be read; files that end in {known} can. Save the table as CSV (UTF-8)."),
            file=path.name or str(path),
            known=", ".join(READERS),
        )
    return document_from_reading(find_matrix(read(path)), knowledge, same(name or one_line(path.stem) or path.name))


def document_from_reading(
    reading: Reading, knowledge: Knowledge, name: Words, settings: Organization | None = None
) -> Imported:
    """Return the document of a reading, for an organization called `name` with the answers in `settings`."""
    matcher = Matcher(knowledge)
    units, unit_mappings = _units(reading, knowledge, matcher)
    activities, activity_mappings, repeated = _activities(reading, knowledge, matcher)
    groups, activities = _grouped(reading, knowledge, activities)
    organization = replace(settings, name=name) if settings else Organization(name)
    document = Document(
        organization=organization,
        matrices=(Matrix("as_is", AS_IS, tuple(_row(activity, units) for activity in reading.activities)),),
        scheme=reading.scheme,
        units=units,
        groups=groups,
        activities=activities,
    )
    return Imported(
        document=document,
        mappings=(*activity_mappings, *unit_mappings),
        skipped=reading.skipped,
        questions=(*reading.questions, *repeated),
        confidence=reading.confidence,
    )


def _row(activity: ReadActivity, units: Iterable[Unit]) -> Row:
    remarks = sorted((unit.id, cell.remark) for unit, cell in zip(units, activity.cells, strict=True) if cell.remark)
    return Row(bytes(cell.letters for cell in activity.cells), tuple(remarks))


class _Ids:
    """Makes ids that differ; numbers are counted on, for a hostile file says one name many thousand times."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._numbers: Counter[str] = Counter()

    def fresh(self, name: str) -> str:
        stem = identity = fresh_id(name, ())
        while identity in self._taken:
            self._numbers[stem] += 1
            identity = f"{stem}_{self._numbers[stem] + 1}"
        self._taken.add(identity)
        return identity


def _words(text: str, known: Words | None) -> Words:
    """Return the client's own words; only where they are exactly the known ones, the other language comes along."""
    return known if known and text in (known.en, known.fr) else same(text)


def _units(reading: Reading, knowledge: Knowledge, matcher: Matcher) -> tuple[tuple[Unit, ...], list[Mapped]]:
    units: dict[str, Unit] = {}
    ids = _Ids()
    mappings = []
    for read in reading.units:
        identity = ids.fresh(read.name)
        match = matcher.unit(read.name)
        taken = match is not None and match.confidence >= CERTAIN
        known = knowledge.units[match.id] if match and taken else None
        if match:
            mappings.append(Mapped(Subject.UNIT, read.name, match.id, match.confidence, taken))
        functions = known.functions if known else ()
        units[identity] = Unit(identity, _words(read.name, known.name if known else None), functions)
    return tuple(units.values()), mappings


def _activities(
    reading: Reading, knowledge: Knowledge, matcher: Matcher
) -> tuple[tuple[Activity, ...], list[Mapped], list[Question]]:
    """Return the activities, what they were recognised as, and a question for each known one that comes again."""
    activities: dict[str, Activity] = {}
    ids = _Ids()
    mappings = []
    repeated = []
    for read in reading.activities:
        match = matcher.activity(read.name)
        certain = match is not None and match.confidence >= CERTAIN
        if match and certain and match.id in activities:
            repeated.append(Question(read.where, read.name, Doubt.SAME))
            certain = False
        if match:
            mappings.append(Mapped(Subject.ACTIVITY, read.name, match.id, match.confidence, certain))
        if match and certain:
            known = knowledge.activities[match.id]
            activities[known.id] = Activity(known.id, _words(read.name, known.name), known.group)
        else:
            identity = ids.fresh(read.name)
            activities[identity] = Activity(identity, same(read.name))
    return tuple(activities.values()), mappings, repeated


def _grouped(
    reading: Reading, knowledge: Knowledge, activities: tuple[Activity, ...]
) -> tuple[tuple[Group, ...], tuple[Activity, ...]]:
    """Return the client's groups where the file has any, else those of the known activities in their own order."""
    names = list(dict.fromkeys(read.group for read in reading.activities if read.group))
    if not names:
        used = {activity.group for activity in activities}
        groups = tuple(Group(group.id, group.name) for group in knowledge.groups.values() if group.id in used)
        return groups, activities
    found: dict[str, Group] = {}
    taken: set[str] = set()
    ids = _Ids()
    for name in names:
        known = next((group for group in knowledge.groups.values() if name in (group.name.en, group.name.fr)), None)
        free = known is not None and known.id not in taken
        identity = known.id if known and free else ids.fresh(name)
        taken.add(identity)
        found[name] = Group(identity, known.name if known and free else same(name))
    placed = tuple(
        replace(activity, group=found[read.group].id if read.group else "")
        for activity, read in zip(activities, reading.activities, strict=True)
    )
    return tuple(found.values()), placed
