"""The legend under the matrix: what letters and the signs of statuses mean, each beside its badge."""

from collections.abc import Sequence
from functools import partial

from raciapp.base.messages import translate
from raciapp.base.words import Language
from raciapp.document.letters import Letter
from raciapp.document.records import Status
from raciapp.formats.excel.styles import GRID, MUTED, Look, Pen, letter_look
from raciapp.formats.inks import STATUS_INKS
from raciapp.formats.report import STATUS_NAMES, STATUS_SIGNS, Report
from raciapp.formats.spoken import BELOW

NUMBER, ACTIVITY = 1, 2
"""The columns of the matrix that the legend stands in."""
LEAST_ROW = 21.0

_HEADING = Look(size=9, bold=True, ink=MUTED)
_MEANING = Look(size=9, indent=1)


def status_look(status: Status) -> Look:
    """Return the look of a cell in which the sign of a status stands alone."""
    return Look(bold=True, ink=STATUS_INKS[status], line=GRID, across="center")


def write_legend(pen: Pen, report: Report, statuses: Sequence[Status], row: int) -> int:
    """Explain the letters and those `statuses` from `row` on, which stays empty; return the first free row."""
    pen.set_height(row, 12)
    pen.write_across(row + 1, NUMBER, ACTIVITY, report.say("Legend"), _HEADING)
    pen.fit_height(row + 1, 1, _HEADING, LEAST_ROW)
    lines = explained(report, statuses)
    for place, (sign, look, meaning) in enumerate(lines, row + 2):
        pen.write(place, NUMBER, sign, look)
        pen.write(place, ACTIVITY, meaning, _MEANING)
        pen.fit_height(place, len(pen.lines(meaning, _MEANING, ACTIVITY)), _MEANING, LEAST_ROW)
    return row + 2 + len(lines)


def _told(letter: Letter, language: Language) -> str:
    return translate(
        "{name}: {meaning}", language, name=letter.name.text(language), meaning=letter.meaning.text(language)
    )


def explained(report: Report, statuses: Sequence[Status]) -> list[tuple[str, Look, str]]:
    """Return each sign with its look and its meaning."""
    found = []
    for letter in report.legend:
        said = report.spoken.of(partial(_told, letter), BELOW)
        found.append((letter.symbol, letter_look(letter.light), said))
    found += [(STATUS_SIGNS[status], status_look(status), report.say(STATUS_NAMES[status])) for status in statuses]
    return found
