"""From a document to data frames."""

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from raciapp.base.words import Language
from raciapp.checks.engine import check
from raciapp.checks.findings import accepted_text, finding_text
from raciapp.document.records import WHOLE_ROW, Document, Matrix, Row, Status
from raciapp.frames.columns import FINDINGS, LONG, Frames
from raciapp.knowledge.library import Knowledge, knowledge
from raciapp.knowledge.records import Severity

if TYPE_CHECKING:
    import pandas as pd


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
