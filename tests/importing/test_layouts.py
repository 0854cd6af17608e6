"""A known matrix in any layout is read back exactly, or what differs is asked about; no wrong letter is ever silent."""

import re

from hypothesis import given, note, settings
from importing.canvas import Place, address
from importing.comparing import unspoken
from importing.drawn import Known, Layout, known_matrices, layouts
from importing.layouts import Laid, lay

from raciapp.document.letters import scheme
from raciapp.formats.finding.finder import find_matrix
from raciapp.formats.finding.reading import Doubt, Reading, Shape
from raciapp.formats.finding.tables import column_letters, one_line

WHOLE = frozenset({Doubt.SHAPE, Doubt.TABLE, Doubt.SCHEME, Doubt.HEADINGS})
"""Questions about the whole of a matrix, which a person answers before looking at its cells."""


def asked_about(reading: Reading, places: list[Place]) -> bool:
    """Return whether a question is asked about one of some cells, or about the whole row or column of one."""
    where = {question.where for question in reading.questions}
    rows = {question.where for question in reading.questions if question.kind in (Doubt.ROW, Doubt.GROUP)}
    lines = {int(number) for text in rows for number in re.findall(r"\d+$", text)}
    return any(
        {address(place), column_letters(place[1]), str(place[0] + 1)} & where or place[0] + 1 in lines
        for place in places
    )


def faults(reading: Reading, known: Known, laid: Laid) -> list[str]:
    """Return a sentence for each difference that nobody asks about."""
    alphabet = scheme(reading.scheme)
    units = {unit.name: place for place, unit in enumerate(reading.units)}
    rows = {activity.name: activity for activity in reading.activities}
    about_all = any(question.kind in WHOLE for question in reading.questions)
    found = []
    for key in ((row, column) for row in range(len(known.activities)) for column in range(len(known.units))):
        group, name = known.activities[key[0]]
        unit = one_line(known.units[key[1]])
        places = laid.cells.get(key, [])
        if unit not in units:
            if not about_all and not asked_about(reading, laid.units[key[1]]):
                found.append(f"the unit {unit} is missing")
        elif name not in rows:
            if not about_all and not asked_about(reading, [*laid.activities[key[0]], *places]):
                found.append(f"the activity {name} is missing")
        else:
            cell = rows[name].cells[units[unit]]
            wanted = sum(alphabet.bits.get(letter, 0) for letter in known.letters.get(key, ""))
            if cell.letters != wanted and not asked_about(reading, places):
                found.append(f"{name} × {unit} is {alphabet.text(wanted)}, read as {alphabet.text(cell.letters)}")
            remark = known.remarks.get(key, "") if reading.shape in (Shape.GRID, Shape.TRANSPOSED) else ""
            if remark not in cell.remark and not asked_about(reading, places):
                found.append(f"{name} × {unit} says «{remark}», read «{cell.remark}»")
            if rows[name].group != group and not asked_about(reading, laid.activities[key[0]]) and not about_all:
                found.append(f"{name} belongs to «{group}», read in «{rows[name].group}»")
    return found if about_all else [*found, *_invented(reading, known)]


def _invented(reading: Reading, known: Known) -> list[str]:
    """Return a sentence for each unit or activity that nobody wrote and nobody asks about."""
    asked = {question.where for question in reading.questions}
    names = {name for _, name in known.activities}
    units = {one_line(unit) for unit in known.units}
    return [
        *(
            f"{unit.name} at {unit.where} is no unit"
            for unit in reading.units
            if unit.name not in units and unit.where not in asked
        ),
        *(
            f"{row.name} at {row.where} is no activity"
            for row in reading.activities
            if row.name not in names and row.where not in asked
        ),
    ]


@given(known_matrices(), layouts)
@settings(max_examples=120, derandomize=True)  # the same layouts in every run: what is left to find is for a campaign
def test_a_matrix_in_any_layout_is_read_back_or_asked_about(known: Known, layout: Layout) -> None:
    laid = lay(known, layout)
    note("\n".join(" | ".join(cell.text for cell in row) for row in laid.table.rows))
    reading = find_matrix([laid.table])
    note(str([(question.where, question.kind, question.text) for question in reading.questions]))
    wrong = faults(reading, known, laid)
    assert not wrong, "\n".join(wrong)
    lost = [f"{cell.address} «{cell.text}»" for cell in unspoken(reading, laid.table)]
    assert not lost, f"disappeared silently: {', '.join(lost)}"
