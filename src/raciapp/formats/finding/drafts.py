"""A matrix while it is being read: names and what stands in each cell, before the scheme of the letters is known."""

from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from raciapp.document.letters import Scheme, schemes
from raciapp.document.records import Cell
from raciapp.formats.finding.explaining import Explained
from raciapp.formats.finding.legends import legend_questions, letters_explained
from raciapp.formats.finding.lettering import choose_scheme, doing_words, scheme_questions, schemes_named
from raciapp.formats.finding.reading import (
    Confidence,
    Doubt,
    Question,
    ReadActivity,
    Reading,
    ReadUnit,
    Region,
    Shape,
    Skipped,
    shortened,
)
from raciapp.formats.finding.sheets import Sheet
from raciapp.formats.finding.tokens import CellText, Sense, Token, token_of

_BETWEEN_REMARKS = " · "
_SPEAKING = (Sense.LETTERS, Sense.PART)


class Said(msgspec.Struct, frozen=True, gc=False):
    """Something that one place of a sheet says about one activity and one unit."""

    cell: CellText
    row: int
    column: int


class DraftActivity(msgspec.Struct, frozen=True):
    """A row: its name, where that stands, its group, and what is said about each unit, by the unit's place."""

    name: str
    where: str
    group: str
    said: dict[int, tuple[Said, ...]]


class Draft(msgspec.Struct, frozen=True):
    """A matrix as its shape shows it.

    `certainty` of the shape is 0 to 1; `around` are the texts near the matrix, which may name the scheme.
    """

    shape: Shape
    corner: str
    units: tuple[ReadUnit, ...]
    activities: tuple[DraftActivity, ...]
    skipped: tuple[Skipped, ...]
    questions: tuple[Question, ...]
    regions: tuple[Region, ...]
    certainty: float = 1.0
    around: tuple[str, ...] = ()

    @property
    def weight(self) -> int:
        """Return how many cells say something about a unit."""
        return sum(
            any(one.cell.sense in _SPEAKING for one in found)
            for activity in self.activities
            for found in activity.said.values()
        )


class Lore(msgspec.Struct, frozen=True):
    """What a file says about its letters: its explanations, what was learned from them, a scheme that a person names.

    `meanings` are those of whole texts, as `tokens.parsed` takes them; `likely` is the scheme whose letters the
    explanations describe.
    """

    explained: tuple[Explained, ...] = ()
    meanings: dict[str, str] = {}
    scheme: str = ""
    likely: str = ""


def read_draft(sheet: Sheet, draft: Draft, lore: Lore) -> Reading:
    """Return the reading of a draft in the scheme that a person names, or else the one that explains most of it."""
    named = schemes_named((*draft.around, *(one.meaning for one in lore.explained))) | ({lore.likely} - {""})
    counts: Counter[CellText] = Counter(
        said.cell for activity in draft.activities for found in activity.said.values() for said in found
    )
    telling = {cell: count for cell, count in counts.items() if cell.tokens}
    alphabet = schemes().get(lore.scheme) or choose_scheme(telling, named, letters_explained(lore.explained))
    tokens = {cell: token_of(cell, alphabet) for cell in counts}
    activities, questions = _activities(sheet, draft, tokens)
    asked = () if lore.scheme else tuple(scheme_questions(alphabet, named, draft.corner))
    legend = tuple(legend_questions(lore.explained, alphabet, lore.meanings))
    every = (*sheet.table.doubts, *asked, *legend, *draft.questions, *_doing(sheet, draft, alphabet), *questions)
    return Reading(
        scheme=alphabet.id,
        units=draft.units,
        activities=activities,
        skipped=draft.skipped,
        questions=every,
        confidence=_confidence(draft, activities, questions, every),
        shape=draft.shape,
        sheet=sheet.table.sheet,
        table=sheet.table.number,
        regions=draft.regions,
    )


def _activities(
    sheet: Sheet, draft: Draft, tokens: dict[CellText, Token]
) -> tuple[tuple[ReadActivity, ...], list[Question]]:
    """Return the rows with their cells, and a question for each cell that was not fully understood."""
    empty = Cell()
    plain = {cell: Cell(token.letters, token.remark) for cell, token in tokens.items()}
    questions: list[Question] = []
    rows = []
    width = range(len(draft.units))
    for activity in draft.activities:
        cells = []
        for unit in width:
            found = activity.said.get(unit, ())
            for one in found:
                doubt = tokens[one.cell].doubt
                if doubt:
                    questions.append(Question(sheet.address(one.row, one.column), shortened(one.cell.text), doubt))
            if not found:
                cells.append(empty)
            elif len(found) == 1 and not sheet.comments:
                cells.append(plain[found[0].cell])
            else:
                cells.append(_united(sheet, found, tokens))
        rows.append(ReadActivity(activity.name, activity.where, activity.group, tuple(cells)))
    return tuple(rows), questions


def _united(sheet: Sheet, found: Iterable[Said], tokens: dict[CellText, Token]) -> Cell:
    """Return the cell of several places, or of one with a comment: all letters and all remarks."""
    letters = 0
    remarks: list[str] = []
    for one in found:
        token = tokens[one.cell]
        letters |= token.letters
        remarks += [token.remark, sheet.comment(one.row, one.column)]
    return Cell(letters, _BETWEEN_REMARKS.join(dict.fromkeys(filter(None, remarks))))


def _doing(sheet: Sheet, draft: Draft, alphabet: Scheme) -> list[Question]:
    """Return a question for each of two words for doing where a file uses both: one of them may well mean A."""
    if draft.shape is Shape.INVERTED:
        return []
    words: dict[CellText, frozenset[str]] = {}
    first: dict[str, Question] = {}
    for activity in draft.activities:
        for found in activity.said.values():
            for one in found:
                if one.cell not in words:
                    words[one.cell] = doing_words(one.cell, alphabet)
                    for word in words[one.cell] - first.keys():
                        where = sheet.address(one.row, one.column)
                        first[word] = Question(where, shortened(one.cell.text), Doubt.WORDS)
    return list(first.values()) if len(first) > 1 else []


def _confidence(
    draft: Draft, activities: Sequence[ReadActivity], unclear: Sequence[Question], asked: Sequence[Question]
) -> Confidence:
    """Return how much of each part was understood: what was read, over that and what was asked."""
    letters = sum(bool(cell.letters) for activity in activities for cell in activity.cells)
    about = Counter(question.kind for question in asked)
    units = sum(about[kind] for kind in (Doubt.COLUMN, Doubt.UNIT, Doubt.HEADINGS, Doubt.JOINED, Doubt.EVERYBODY))
    rows = sum(about[kind] for kind in (Doubt.ROW, Doubt.GROUP, Doubt.ACTIVITY))
    parts = (
        draft.certainty,
        _share(letters, len(unclear)),
        _share(len(draft.units), units),
        _share(len(activities), rows),
    )
    whole = _share(letters, len(asked)) * draft.certainty
    shape, cells, columns, names = (round(part, 2) for part in parts)
    return Confidence(shape, cells, columns, names, round(whole, 2))


def _share(understood: int, asked: int) -> float:
    return understood / (understood + asked + 1) if understood else 0.0
