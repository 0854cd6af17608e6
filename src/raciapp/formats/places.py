"""The places that a finding points at, as a text."""

from collections.abc import Sequence

from raciapp.formats.report import BETWEEN, Report

MOST_PLACES = 24
"""Places a finding lists before it says how many more there are."""


def gathered(places: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """Return places by what they share: the name of an activity and those of its units, or one name."""
    rows: dict[str, list[str]] = {}
    for place in places:
        row, _, unit = place.rpartition(BETWEEN)
        rows.setdefault(row or unit, []).extend([unit] if row else [])
    return tuple((row, *units) for row, units in rows.items())


def places_text(report: Report, places: Sequence[str], most: int = MOST_PLACES) -> str:
    """Return at most so many places, an activity with its units on a line each, and how many more there are."""
    told = [
        BETWEEN.join(filter(None, (row, ", ".join(units)))) if units else row for row, *units in gathered(places[:most])
    ]
    left = len(places) - most
    if left > 0:
        told.append(report.spoken.say_count("{n} more place", "{n} more places", left))
    return "\n".join(told)
