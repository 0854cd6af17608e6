"""Documents as tidy pandas data frames and back, for people who script.

    from pathlib import Path
    from raciapp.document.storage import load, save
    from raciapp.frames import from_long, to_frames

    document = load(Path("client.raci"))
    frames = to_frames(document)
    frames.long.groupby("unit")["letter"].value_counts()
    save(from_long(frames.long, document), Path("client.raci"))

Names are in one language; ids tell what is meant where names come twice. pandas is imported when it is first needed.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import msgspec
from msgspec.structs import replace

from raciapp.base.errors import UserError
from raciapp.base.messages import mark
from raciapp.base.words import Language, Words, same
from raciapp.checks.engine import check
from raciapp.checks.findings import accepted_text, finding_text
from raciapp.document.edits import add_activity, add_group, add_unit, fresh_id, rename_activity, rename_unit
from raciapp.document.letters import Scheme, scheme, schemes
from raciapp.document.records import (
    AS_IS,
    WHOLE_ROW,
    Activity,
    Cell,
    Document,
    Group,
    Matrix,
    Organization,
    Row,
    Status,
    Unit,
)
from raciapp.knowledge.library import Knowledge, knowledge
from raciapp.knowledge.records import Severity

if TYPE_CHECKING:
    import pandas as pd

LONG = ("group_id", "group", "activity_id", "activity", "unit_id", "unit", "letter", "remark", "status")
FINDINGS = (
    *("rule", "severity", "accepted", "activity_id", "activity", "unit_id", "unit"),
    *("message", "reason", "fix", "why_accepted"),
)
_IDENTITY = re.compile(r"[A-Za-z0-9_.:-]{1,80}")
_SEPARATORS = re.compile(r"[\s/,+&]")


class Frames(NamedTuple):
    """One matrix of a document as four data frames.

    `long` has a line for each letter of each cell, in the order of the matrix, and one without a letter for a cell of
    which only something is said, or for a row that has a status (then `unit_id` and `unit` are empty):

    | column | dtype | |
    |---|---|---|
    | group_id, group | string | empty for an activity without a group |
    | activity_id, activity, unit_id, unit | string | |
    | letter | category | the letters of the scheme in their order; missing where there is none |
    | remark | string | the cell's; empty for none |
    | status | category | question, contested, agreed; missing for none |

    `wide` is the matrix as it looks: one row per activity, indexed by group_id, group, activity_id and activity, one
    column per unit, called by unit_id and unit; its texts (string) are letters such as `A/R`, empty for none.

    `findings` has a line for each place of each finding, one with empty ids for what is about the organization:

    | column | dtype | |
    |---|---|---|
    | rule | string | its id, such as RACI-1 |
    | severity | category | must, should, hint |
    | accepted | bool | whether somebody accepted it |
    | activity_id, activity, unit_id, unit | string | empty for a whole column or row |
    | message, reason, fix, why_accepted | string | |

    `load` has a line for each unit: unit_id, unit (string), a column for each letter with how many cells hold it
    (int64), `cells`, how many hold any (int64), and `share`, that number among all activities (float64, 0 to 1).
    """

    long: "pd.DataFrame"
    wide: "pd.DataFrame"
    findings: "pd.DataFrame"
    load: "pd.DataFrame"


def to_frames(
    document: Document,
    matrix: str | None = None,
    *,
    language: Language = Language.EN,
    known: Knowledge | None = None,
) -> Frames:
    """Return one matrix of a document (by its id, the first unless given) as data frames.

    `known` is the knowledge whose rules are checked, our own unless given. Raises KeyError for a matrix that the
    document does not have.
    """
    shown = document.matrix(matrix) if matrix else document.matrices[0]
    found = _Lines(document, shown, language)
    return Frames(found.long(), found.wide(), _findings(document, shown, language, known or knowledge()), found.load())


def from_long(
    frame: "pd.DataFrame",
    document: Document | None = None,
    *,
    matrix: str | None = None,
    language: Language = Language.EN,
    letters: str | None = None,
) -> Document:
    """Return a document with the cells of a long frame: exactly those, all others are empty.

    Needed are the columns `activity` or `activity_id`, `unit` or `unit_id`, and `letter`, where several may stand in
    one text (`A/R`); the others of `Frames.long` may be missing. Activities and units are told by their ids, else by
    their names; the first word on a cell's remark and status counts.

    With a document, its other matrices, order, groups and everything else stay as they are; names that differ are
    taken, and what is new comes last. Without one, a document is made of what the frame names, with the scheme called
    `letters`, else the one that fits the frame. Raises UserError for a column that is missing and for a letter that the
    scheme does not have, KeyError for a matrix or scheme that does not exist.
    """
    return _made(frame, (), (), document, matrix, language, letters)


def from_frames(
    frames: Frames,
    document: Document | None = None,
    *,
    matrix: str | None = None,
    language: Language = Language.EN,
    letters: str | None = None,
) -> Document:
    """Return a document of frames: the cells of `long`, and of `wide` the activities and units nobody has a letter in.

    Findings and load follow from these and are not read. For the rest see `from_long`.
    """
    activities = [tuple(map(str, labels)) for labels in frames.wide.index]
    units = [tuple(map(str, labels)) for labels in frames.wide.columns]
    return _made(frames.long, activities, units, document, matrix, language, letters)


# -- to frames --------------------------------------------------------------------------------------------


class _Lines:
    """One matrix on its way into frames."""

    def __init__(self, document: Document, matrix: Matrix, language: Language) -> None:
        self._alphabet = document.alphabet
        self._units = [(unit.id, unit.name.text(language)) for unit in document.units]
        self._rows: list[tuple[tuple[str, str, str, str], Row]] = []
        for group, places in document.sections():
            heading = (group.id, group.name.text(language)) if group else ("", "")
            for place in places:
                activity = document.activities[place]
                self._rows.append(((*heading, activity.id, activity.name.text(language)), matrix.rows[place]))

    def long(self) -> "pd.DataFrame":
        """Return a line for each letter."""
        import pandas as pd

        frame = pd.DataFrame(self._letters(), columns=list(LONG)).astype(dict.fromkeys(LONG, "string"))
        kinds = {"letter": list(self._alphabet.bits), "status": [status.value for status in Status if status]}
        return frame.assign(**{name: pd.Categorical(frame[name], known) for name, known in kinds.items()})

    def _letters(self) -> Iterator[tuple[str | None, ...]]:
        for names, row in self._rows:
            remarks, statuses = dict(row.remarks), dict(row.statuses)
            if WHOLE_ROW in statuses:
                yield *names, "", "", None, "", statuses[WHOLE_ROW].value
            for (identity, unit), mask in zip(self._units, row.letters, strict=True):
                remark, status = remarks.get(identity, ""), statuses.get(identity, Status.NONE)
                if mask or remark or status:
                    for letter in self._alphabet.symbols(mask) or (None,):
                        yield *names, identity, unit, letter, remark, status.value or None

    def wide(self) -> "pd.DataFrame":
        """Return the matrix as it looks."""
        import pandas as pd

        named = ["group_id", "group", "activity_id", "activity"]
        index = pd.MultiIndex.from_tuples([names for names, _ in self._rows] or [("",) * 4], names=named)
        columns = pd.MultiIndex.from_tuples(self._units or [("", "")], names=["unit_id", "unit"])
        texts = [[self._alphabet.text(mask) for mask in row.letters] for _, row in self._rows]
        return pd.DataFrame(
            texts or None, index=index[: len(self._rows)], columns=columns[: len(self._units)], dtype="string"
        )

    def load(self) -> "pd.DataFrame":
        """Return how many letters each unit holds."""
        import pandas as pd

        lines = []
        for place, (identity, name) in enumerate(self._units):
            held = [row.letters[place] for _, row in self._rows]
            counted = Counter(letter for mask in held for letter in self._alphabet.symbols(mask))
            cells = sum(map(bool, held))
            share = cells / len(held) if held else 0.0
            lines.append((identity, name, *(counted[letter] for letter in self._alphabet.bits), cells, share))
        numbers = dict.fromkeys((*self._alphabet.bits, "cells"), "int64")
        kinds = {"unit_id": "string", "unit": "string", **numbers, "share": "float64"}
        return pd.DataFrame(lines, columns=list(kinds)).astype(kinds)


def _findings(document: Document, matrix: Matrix, language: Language, known: Knowledge) -> "pd.DataFrame":
    import pandas as pd

    units = {unit.id: unit.name.text(language) for unit in document.units}
    activities = {activity.id: activity.name.text(language) for activity in document.activities}
    lines = [
        (
            *(finding.rule.id, finding.severity.value, finding.waived is not None),
            *(place.activity, activities.get(place.activity, ""), place.unit, units.get(place.unit, "")),
            finding_text(finding, document, known, language),
            finding.rule.reason.text(language),
            finding.rule.fix.text(language),
            accepted_text(finding, document, language),
        )
        for finding in check(document, matrix.id, known).findings
        for place in finding.places
    ]
    kinds = dict.fromkeys(FINDINGS, "string") | {"accepted": "bool"}
    frame = pd.DataFrame(lines, columns=list(FINDINGS)).astype(kinds)
    return frame.assign(severity=pd.Categorical(frame["severity"], [severity.value for severity in Severity]))


# -- back from frames -------------------------------------------------------------------------------------


class _Said(msgspec.Struct, frozen=True):
    """A line of a long frame, as plain texts."""

    group_id: str = ""
    group: str = ""
    activity_id: str = ""
    activity: str = ""
    unit_id: str = ""
    unit: str = ""
    letter: str = ""
    remark: str = ""
    status: str = ""


def _made(
    frame: "pd.DataFrame",
    activities: Iterable[tuple[str, ...]],
    units: Iterable[tuple[str, ...]],
    document: Document | None,
    matrix: str | None,
    language: Language,
    letters: str | None,
) -> Document:
    lines = _read(frame)
    start = document or _empty(_scheme_of(frame, lines) if letters is None else scheme(letters))
    shown = start.matrix(matrix) if matrix else start.matrices[0]
    back = _Back(start, language)
    for group_id, group, activity_id, activity in activities:
        back.activity(_Said(group_id=group_id, group=group, activity_id=activity_id, activity=activity))
    for unit_id, unit in units:
        back.unit(_Said(unit_id=unit_id, unit=unit))
    cells: dict[str, dict[str, Cell]] = {}
    for line in lines:
        unit = back.unit(line) if line.unit_id or line.unit else WHOLE_ROW
        held = cells.setdefault(back.activity(line), {})
        held[unit] = _joined(held.get(unit, Cell()), line, start.alphabet)
    done = back.document
    places = done.unit_places
    empty = Row(bytes(len(places)))
    rows = tuple(empty.with_cells(cells.get(activity.id, {}), places) for activity in done.activities)
    return replace(
        done, matrices=tuple(replace(one, rows=rows) if one.id == shown.id else one for one in done.matrices)
    )


def _empty(alphabet: Scheme) -> Document:
    return Document(Organization(Words()), (Matrix("as_is", AS_IS),), scheme=alphabet.id)


def _read(frame: "pd.DataFrame") -> list[_Said]:
    """Return the lines of a long frame as texts; what is missing is empty."""
    for needed in (("activity", "activity_id"), ("unit", "unit_id"), ("letter",)):
        if not any(name in frame.columns for name in needed):
            raise UserError(
                mark("the frame has no column «{name}». It needs activity, unit and letter; see Frames.long."),
                name=needed[0],
            )
    own = [name for name in LONG if name in frame.columns]
    texts = frame[own].astype("object").where(frame[own].notna(), "")
    lines = [_Said(**dict(zip(own, map(str, line), strict=True))) for line in texts.itertuples(index=False, name=None)]
    for number, line in enumerate(lines, start=1):
        if not (line.activity_id or line.activity) or (line.letter and not (line.unit_id or line.unit)):
            raise UserError(mark("line {n} of the frame names no activity or no unit."), n=number)
    return lines


def _scheme_of(frame: "pd.DataFrame", lines: Iterable[_Said]) -> Scheme:
    """Return the scheme whose letters are the categories of the frame, else the first that has all its letters."""
    categories = list(getattr(frame["letter"].dtype, "categories", ()))
    used = {letter for line in lines for letter in _SEPARATORS.sub("", line.letter)}
    fitting = [one for one in schemes().values() if used <= one.bits.keys()]
    return next((one for one in fitting if list(one.bits) == categories), (fitting or [scheme("raci")])[0])


def _joined(cell: Cell, line: _Said, alphabet: Scheme) -> Cell:
    """Return a cell with what another line says of it. Raises UserError for what is no letter or no status."""
    try:
        mask = alphabet.mask_of(_SEPARATORS.sub("", line.letter))
        status = Status(line.status)
    except (KeyError, ValueError) as error:
        raise UserError(
            mark("activity «{activity}», unit «{unit}»: «{text}» is neither a letter of {scheme} nor a status."),
            activity=line.activity or line.activity_id,
            unit=line.unit or line.unit_id,
            text=line.letter if isinstance(error, KeyError) else line.status,
            scheme=alphabet.name,
        ) from error
    return Cell(cell.letters | mask, cell.remark or line.remark, cell.status or status)


class _Back:
    """A document that learns activities and units from the lines of frames."""

    def __init__(self, document: Document, language: Language) -> None:
        self.document, self._language = document, language
        self._units = _by_name(document.units)
        self._activities = _by_name(document.activities)
        self._groups = _by_name(document.groups)
        self._named: set[tuple[str, str]] = set()

    def unit(self, line: _Said) -> str:
        """Return the id of a line's unit, which the document has from now on."""
        places = self.document.unit_places
        identity, new = _identity(line.unit_id, line.unit, self._units, places)
        if new:
            self.document = add_unit(self.document, Unit(identity, self._words(line.unit)))
        elif line.unit.strip() and self._first("unit", identity):
            self.document = rename_unit(self.document, identity, line.unit, self._language)
        return identity

    def activity(self, line: _Said) -> str:
        """Return the id of a line's activity, which the document has from now on."""
        places = self.document.activity_places
        identity, new = _identity(line.activity_id, line.activity, self._activities, places)
        if new:
            activity = Activity(identity, self._words(line.activity), self._group(line))
            self.document = add_activity(self.document, activity)
        elif line.activity.strip() and self._first("activity", identity):
            self.document = rename_activity(self.document, identity, line.activity, self._language)
        return identity

    def _group(self, line: _Said) -> str:
        if not line.group_id and not line.group.strip():
            return ""
        identity, new = _identity(line.group_id, line.group, self._groups, self.document.group_places)
        if new:
            self.document = add_group(self.document, Group(identity, self._words(line.group)))
        return identity

    def _first(self, kind: str, identity: str) -> bool:
        """Return whether something is named for the first time: the first name counts."""
        known = (kind, identity) in self._named
        self._named.add((kind, identity))
        return not known

    def _words(self, text: str) -> Words:
        return Words(fr=text) if self._language is Language.FR else same(text)


_Names: TypeAlias = dict[tuple[str, str], str]
"""Ids by what lines say: an odd id, or no id and a name."""


def _by_name(records: Iterable[Unit | Activity | Group]) -> _Names:
    """Return ids by names in either language; the first of several counts."""
    names: _Names = {}
    for record in records:
        for name in (record.name.en, record.name.fr):
            names.setdefault(("", name), record.id)
    return names


def _identity(identity: str, name: str, names: _Names, known: Mapping[str, int]) -> tuple[str, bool]:
    """Return the id that a line means, and whether it is new; what is new is remembered."""
    said = (identity, "" if identity else name)
    if identity in known:
        return identity, False
    if said in names:
        return names[said], False
    new = identity if _IDENTITY.fullmatch(identity) else fresh_id(name or identity, known)
    names[said] = new
    names.setdefault(("", name), new)
    return new, True
