"""Who hands work to whom, as numbers: a map of units in which more is darker, and a list where the map is cut."""

from collections import Counter
from collections.abc import Sequence

import msgspec
from msgspec.structs import replace

from raciapp.formats.branding import Branding, contrast
from raciapp.formats.excel.legend import LEAST_ROW
from raciapp.formats.excel.measures import most_lines
from raciapp.formats.excel.planning import UNIT, turned_height
from raciapp.formats.excel.reacting import outline
from raciapp.formats.excel.styles import BAND, GRID, HEADING, Look, Pen, accented, clean
from raciapp.formats.figures import Handover
from raciapp.formats.report import Report

MOST_UNITS = 24
"""Units along each side of the map: those that hand over, or take on, the most."""
AIR = 6.0
"""Points above a turned name."""
_SHADES = 4
_LIGHTEST, _DARKEST = 0.12, 0.85
"""Parts of the accent in a shade."""
_NAME = Look(line=GRID, indent=1)
_HEAD = replace(HEADING, down="bottom")
_COUNT = Look(line=GRID, across="center", form='0;-0;"–"')
_NOTHING = Look(line=GRID)
_SELF = Look(fill=BAND, line=GRID)
_UNIT = Look(bold=True, fill=BAND, line=GRID, indent=1)

Pair = tuple[str, str]
"""The names of the unit that answers, and of the one that takes part."""


class Map(msgspec.Struct, frozen=True):
    """The units along the sides, in the order of the matrix; for each pair how often the other does and is asked."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    does: dict[Pair, int]
    asked: dict[Pair, int]
    cut: bool


def handover_map(report: Report, found: Sequence[Handover]) -> Map:
    """Return the map of all hand-overs, or of those between the units with the most."""
    answering, others = Counter[str](), Counter[str]()
    does, asked = Counter[Pair](), Counter[Pair]()
    for one in found:
        answering[one.answers] += one.does + one.asked
        others[one.other] += one.does + one.asked
        does[one.answers, one.other] += one.does
        asked[one.answers, one.other] += one.asked
    order = list(dict.fromkeys(unit.name for unit in report.units))
    cut = max(len(answering), len(others)) > MOST_UNITS
    return Map(_most(answering, order), _most(others, order), does, asked, cut)


def _most(counted: Counter[str], order: Sequence[str]) -> tuple[str, ...]:
    chosen = {name for name, _ in counted.most_common(MOST_UNITS)}
    return tuple(name for name in order if name in chosen)


def write_map(pen: Pen, report: Report, shown: Map, counts: dict[Pair, int], row: int, branding: Branding) -> int:
    """Write who answers down the side, the others along the top, and `counts`; return the first free row."""
    shades = _shades(branding)
    most = max(counts.values(), default=0) or 1
    names = [clean(name) for name in shown.columns]
    look = accented(UNIT, branding)
    pen.write(row, 1, report.say("Who answers"), accented(_HEAD, branding))
    for column, name in enumerate(names, 2):
        pen.write(row, column, name, look)
    pen.set_height(row, turned_height(names) + AIR)
    for answering in shown.rows:
        row += 1
        pen.write(row, 1, answering, _NAME)
        _fit_name(pen, row, answering, _NAME)
        for column, other in enumerate(shown.columns, 2):
            count = counts.get((answering, other), 0)
            if count:
                pen.number(row, column, count, shades[(count * _SHADES - 1) // most])
            else:
                pen.write(row, column, "", _SELF if answering == other else _NOTHING)
    return row + 1


def write_list(pen: Pen, report: Report, found: Sequence[Handover], row: int, branding: Branding) -> int:
    """Write all hand-overs, under each unit that answers those that take part; return the first free row."""
    heads = [
        report.say("Who answers"),
        report.say("Activities this unit does"),
        report.say("Activities it is asked about"),
    ]
    write_heads(pen, row, heads, [accented(_HEAD, branding), *[accented(UNIT, branding)] * 2])
    row += 1
    by_unit: dict[str, list[Handover]] = {unit.name: [] for unit in report.units}
    for one in found:
        by_unit[one.answers].append(one)
    stretches = []
    for answering, listed in by_unit.items():
        if listed:
            pen.write_across(row, 1, len(heads), answering, _UNIT)
            _fit_name(pen, row, answering, _UNIT)
            for place, one in enumerate(listed, row + 1):
                pen.write(place, 1, one.other, _NAME)
                _fit_name(pen, place, one.other, _NAME)
                pen.number(place, 2, one.does, _COUNT)
                pen.number(place, 3, one.asked, _COUNT)
            stretches.append((row + 1, row + len(listed)))
            row += 1 + len(listed)
    outline(pen, stretches)
    return row


def write_heads(pen: Pen, row: int, heads: Sequence[str], looks: Sequence[Look]) -> None:
    """Write the header of a table: the names of its columns, turned where their look is."""
    for column, (head, look) in enumerate(zip(heads, looks, strict=True), 1):
        pen.write(row, column, head, look)
    turned = [clean(head) for head, look in zip(heads, looks, strict=True) if look.turned]
    pen.set_height(row, turned_height(turned) + AIR)


def _fit_name(pen: Pen, row: int, name: str, look: Look) -> None:
    pen.fit_height(row, min(len(pen.lines(name, look, 1)), most_lines(look.size)), look, LEAST_ROW)


def _shades(branding: Branding) -> list[Look]:
    """Return looks from light to dark in the accent, each with an ink that can be read on it."""
    found = []
    for step in range(_SHADES):
        part = _LIGHTEST + (_DARKEST - _LIGHTEST) * step / (_SHADES - 1)
        fill = "".join(f"{round(255 + (int(branding.accent[at : at + 2], 16) - 255) * part):02X}" for at in (1, 3, 5))
        ink = max("000000", "FFFFFF", key=lambda ink: contrast(f"#{fill}", f"#{ink}"))
        found.append(replace(_COUNT, fill=fill, ink=ink, bold=step == _SHADES - 1))
    return found
