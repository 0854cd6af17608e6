"""The band over the units of the matrix: what divisions are called, each over its neighbouring units."""

from collections.abc import Sequence
from itertools import groupby

import msgspec
from msgspec.structs import replace

from raciapp.formats.excel.measures import LINE, PADDING, lines_height, text_width, wrapped
from raciapp.formats.excel.styles import BAND, GRID, RULE, Look, Pen
from raciapp.formats.report import ReportUnit

_LEVEL = Look(size=9, bold=True, fill=BAND, line=GRID, bottom=RULE, across="center")
_TURNED = replace(_LEVEL, turned=True)
_LEAST_HEIGHT, _MOST_HEIGHT, _HEIGHT_STEP = 21.0, 156.0, 6.0
_MOST_LEVEL_LINES = 3


class Division(msgspec.Struct, frozen=True):
    """Neighbouring units under one name, as places counted from 0, `end` being the first behind them."""

    name: str
    first: int
    end: int


def divisions(units: Sequence[ReportUnit]) -> tuple[Division, ...]:
    """Return the stretches of units of one division; units of none belong to no stretch."""
    found = []
    first = 0
    for name, run in groupby(unit.division for unit in units):
        end = first + sum(1 for _ in run)
        if name:
            found.append(Division(name, first, end))
        first = end
    return tuple(found)


def widened(widths: Sequence[float], found: Sequence[Division]) -> list[float]:
    """Return the widths of the units' columns, with more room where a name fits over them in no way."""
    wide = list(widths)
    for division in found:
        over = sum(wide[division.first : division.end])
        lines = len(_turned_lines(division.name, _MOST_HEIGHT))
        missing = lines * _LEVEL.size * LINE + PADDING - over
        if missing > 0 and not _stands_level(division.name, over):
            for place in range(division.first, division.end):
                wide[place] += missing / (division.end - division.first)
    return wide


def write_divisions(pen: Pen, row: int, first_unit: int, found: Sequence[Division]) -> None:
    """Write the band into `row`: the names in merged cells, turned like those of units where they are narrow."""
    height = _LEAST_HEIGHT
    for division in found:
        over = sum(pen.widths[first_unit - 1 + division.first : first_unit - 1 + division.end])
        level = _stands_level(division.name, over)
        needed = _level_height(division.name, over) if level else _turned_height(division.name, over)
        height = max(height, needed)
        columns = first_unit + division.first, first_unit + division.end - 1
        pen.write_across(row, *columns, division.name, _LEVEL if level else _TURNED)
    pen.set_height(row, height)


def _stands_level(name: str, over: float) -> bool:
    """Return whether a name can stand as one reads it: no word broken, on a few lines."""
    free = over - PADDING
    whole = all(text_width(word, _LEVEL.size, bold=True) <= free for word in name.split())
    return whole and len(wrapped(name, free, _LEVEL.size, bold=True)) <= _MOST_LEVEL_LINES


def _level_height(name: str, over: float) -> float:
    return lines_height(len(wrapped(name, over - PADDING, _LEVEL.size, bold=True)), _LEVEL.size)


def _turned_height(name: str, over: float) -> float:
    """Return the height in which a turned name takes no more lines than its columns are wide."""
    height = _LEAST_HEIGHT
    while height < _MOST_HEIGHT and len(_turned_lines(name, height)) * _LEVEL.size * LINE + PADDING > over:
        height += _HEIGHT_STEP
    return height


def _turned_lines(name: str, height: float) -> list[str]:
    return wrapped(name, height - PADDING, _LEVEL.size, bold=True)
