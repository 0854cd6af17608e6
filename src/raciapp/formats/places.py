"""The places that a finding points at, as a text."""

from collections.abc import Sequence

from raciapp.formats.report import Report

MOST_PLACES = 24
"""Places a finding lists before it says how many more there are."""


def places_text(report: Report, places: Sequence[str], most: int = MOST_PLACES, between: str = "; ") -> str:
    """Return at most so many places, units of the same activity together, and how many more there are."""
    rows: dict[str, list[str]] = {}
    for place in places[:most]:
        row, _, unit = place.rpartition(" · ")
        rows.setdefault(row or unit, []).extend([unit] if row else [])
    told = [" · ".join([row, ", ".join(units)]) if units else row for row, units in rows.items()]
    left = len(places) - most
    if left > 0:
        told.append(report.spoken.say_count("{n} more place", "{n} more places", left))
    return between.join(told)
