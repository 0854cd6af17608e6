"""A client's matrix as a document: known activities and units recognised, everything else kept as the client has it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from pathlib import Path

import msgspec
from msgspec.structs import replace

from raciapp.base.words import Words, same
from raciapp.document.edits import fresh_id
from raciapp.document.records import AS_IS, Activity, Document, Group, Matrix, Organization, Row, Unit
from raciapp.formats.finding.corrections import NONE, Corrections
from raciapp.formats.finding.finder import find_matrix
from raciapp.formats.finding.reading import Confidence, Doubt, Question, ReadActivity, Reading, Skipped
from raciapp.formats.finding.tables import Table, one_line
from raciapp.formats.readers.opening import read_tables
from raciapp.formats.returned import is_ours, read_returned
from raciapp.knowledge.library import Knowledge
from raciapp.knowledge.matching import CERTAIN, Match, matcher_of


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
    reading: Reading
    mappings: tuple[Mapped, ...]
    questions: tuple[Question, ...]

    @property
    def skipped(self) -> tuple[Skipped, ...]:
        """Return what was left out."""
        return self.reading.skipped

    @property
    def confidence(self) -> Confidence:
        """Return how sure the finder is."""
        return self.reading.confidence


Chosen = Mapping[tuple[Subject, str], str | None]
"""What a person says names mean: the id of a known activity or unit, or None for none of them."""


class _KnownNames:
    """What the finder may know of names."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._matcher = matcher_of(knowledge)

    def unit(self, name: str) -> bool:
        match = self._matcher.unit(name)
        return match is not None and match.confidence >= CERTAIN

    def activity(self, name: str) -> bool:
        match = self._matcher.activity(name)
        return match is not None and match.confidence >= CERTAIN


def import_file(path: Path, knowledge: Knowledge, name: str | None = None, corrections: Corrections = NONE) -> Imported:
    """Return the document made of the matrix in a file, named after the file unless `name` is given.

    A workbook of ours comes back as the document that it is. Raises UserError when the file cannot be read,
    NoMatrixError when it holds no matrix.
    """
    reading = read(read_tables(path), knowledge, corrections)
    if corrections == NONE and is_ours(path):
        returned = read_returned(path)
        document = returned.theirs
        if name:
            document = replace(document, organization=replace(document.organization, name=same(name)))
        return Imported(document, replace(reading, skipped=returned.skipped), (), returned.questions)
    return document_from_reading(reading, knowledge, same(name or name_of(path)))


def name_of(path: Path) -> str:
    """Return what to call the organization whose matrix is in a file."""
    return one_line(path.stem) or path.name


def read(tables: Sequence[Table], knowledge: Knowledge, corrections: Corrections = NONE) -> Reading:
    """Return the matrix in the tables of a file, found with the help of the names in `knowledge`.

    Raises NoMatrixError where there is none, and UserError for one larger than any.
    """
    return find_matrix(tables, corrections, _KnownNames(knowledge))


def document_from_reading(
    reading: Reading,
    knowledge: Knowledge,
    name: Words,
    settings: Organization | None = None,
    chosen: Chosen | None = None,
) -> Imported:
    """Return the document of a reading, for an organization called `name` with the answers in `settings`.

    `chosen` is what a person says names mean; what they say nothing about is taken where it is certain.
    """
    recogniser = _Recogniser(knowledge, chosen or {})
    activities, repeated = _activities(reading, recogniser)
    units = _units(reading, recogniser)
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
    return Imported(document, reading, tuple(recogniser.mappings), (*reading.questions, *repeated))


class _Recogniser:
    """Says what names mean, by a person's choice or by their likeness, and keeps account of it."""

    def __init__(self, knowledge: Knowledge, chosen: Chosen) -> None:
        self.knowledge = knowledge
        self.mappings: list[Mapped] = []
        self._matcher, self._chosen = matcher_of(knowledge), chosen

    def unit(self, name: str) -> str | None:
        """Return the id of the known unit that a name means for certain."""
        return self._known(Subject.UNIT, name, self._matcher.unit(name), repeated=False)

    def activity(self, name: str, taken: Mapping[str, object]) -> tuple[str | None, bool]:
        """Return the id of the known activity that a name means for certain, and whether it is `taken` already."""
        match = self._matcher.activity(name)
        chosen = self._chosen.get((Subject.ACTIVITY, name), match.id if match and match.confidence >= CERTAIN else None)
        repeated = chosen is not None and chosen in taken
        return self._known(Subject.ACTIVITY, name, match, repeated=repeated), repeated

    def _known(self, subject: Subject, name: str, match: Match | None, *, repeated: bool) -> str | None:
        decided = (subject, name) in self._chosen
        chosen = self._chosen.get((subject, name))
        identity = chosen if decided else match.id if match else None
        if identity is None:
            return None
        sure = decided or (match is not None and match.confidence >= CERTAIN)
        taken = sure and not repeated
        self.mappings.append(Mapped(subject, name, identity, 1.0 if decided or not match else match.confidence, taken))
        return identity if taken else None


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


def _units(reading: Reading, recogniser: _Recogniser) -> tuple[Unit, ...]:
    units: dict[str, Unit] = {}
    ids = _Ids()
    for read_ in reading.units:
        identity = ids.fresh(read_.name)
        match = recogniser.unit(read_.name)
        known = recogniser.knowledge.units[match] if match else None
        functions = known.functions if known else ()
        division = same(read_.division) if read_.division else Words()
        name = _words(read_.name, known.name if known else None)
        units[identity] = Unit(identity, name, functions, division=division)
    return tuple(units.values())


def _activities(reading: Reading, recogniser: _Recogniser) -> tuple[tuple[Activity, ...], list[Question]]:
    """Return the activities, and a question for each known one that comes again."""
    activities: dict[str, Activity] = {}
    ids = _Ids()
    questions = []
    for read_ in reading.activities:
        match, repeated = recogniser.activity(read_.name, activities)
        if repeated:
            questions.append(Question(read_.where, read_.name, Doubt.SAME))
        if match:
            known = recogniser.knowledge.activities[match]
            activities[known.id] = Activity(known.id, _words(read_.name, known.name), known.group)
        else:
            identity = ids.fresh(read_.name)
            while identity in activities:
                identity = ids.fresh(read_.name)
            activities[identity] = Activity(identity, same(read_.name))
    return tuple(activities.values()), questions


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
