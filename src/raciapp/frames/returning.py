"""From data frames back to a document."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from msgspec.structs import replace

from raciapp.base.words import Language, Words
from raciapp.document.letters import Scheme, scheme
from raciapp.document.records import AS_IS, WHOLE_ROW, Cell, Document, Matrix, Organization, Row
from raciapp.frames.columns import Frames
from raciapp.frames.learning import Learner
from raciapp.frames.lines import Line, joined, read_lines, scheme_of

if TYPE_CHECKING:
    import pandas as pd


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


def _made(
    frame: "pd.DataFrame",
    activities: Iterable[tuple[str, ...]],
    units: Iterable[tuple[str, ...]],
    document: Document | None,
    matrix: str | None,
    language: Language,
    letters: str | None,
) -> Document:
    lines = read_lines(frame)
    start = document or _empty(scheme_of(frame, lines) if letters is None else scheme(letters))
    shown = start.matrix(matrix) if matrix else start.matrices[0]
    learner = Learner(start, language)
    for group_id, group, activity_id, activity in activities:
        learner.activity(Line(group_id=group_id, group=group, activity_id=activity_id, activity=activity))
    for unit_id, unit in units:
        learner.unit(Line(unit_id=unit_id, unit=unit))
    cells: dict[str, dict[str, Cell]] = {}
    for line in lines:
        unit = learner.unit(line) if line.unit_id or line.unit else WHOLE_ROW
        held = cells.setdefault(learner.activity(line), {})
        held[unit] = joined(held.get(unit, Cell()), line, start.alphabet)
    done = learner.document
    places = done.unit_places
    empty = Row(bytes(len(places)))
    rows = tuple(empty.with_cells(cells.get(activity.id, {}), places) for activity in done.activities)
    return replace(
        done, matrices=tuple(replace(one, rows=rows) if one.id == shown.id else one for one in done.matrices)
    )


def _empty(alphabet: Scheme) -> Document:
    return Document(Organization(Words()), (Matrix("as_is", AS_IS),), scheme=alphabet.id)
