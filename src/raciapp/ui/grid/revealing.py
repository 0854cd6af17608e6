"""Looking at a matrix so that a place in it is seen."""

from msgspec.structs import replace

from raciapp.document.records import Document
from raciapp.ui.grid.lines import Excluded
from raciapp.ui.sight import Filter, Sight


def revealing(sight: Sight, document: Document, excluded: Excluded, activity: str, unit: str) -> Sight:
    """Return a sight unfolded, unhidden and unfiltered as far as it takes to see an activity and a unit."""
    if activity in document.activity_places:
        group = document.activities[document.activity_places[activity]].group
        sight = replace(sight, folded=sight.folded - {group}, hidden_activities=sight.hidden_activities - {activity})
    sight = replace(sight, hidden_units=sight.hidden_units - {unit})
    hidden = activity in excluded.activities or unit in excluded.units
    return replace(sight, filter=Filter()) if hidden else sight
