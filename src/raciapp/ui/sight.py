"""How the matrix is looked at: zoom, folded groups, what is hidden, filters. Never part of the document."""

import msgspec

from raciapp.document.records import Status

SMALLEST, LARGEST = 50, 300
"""Percent of zoom."""
STEPS = (50, 60, 70, 80, 90, 100, 110, 125, 150, 175, 200, 250, 300)
"""Percent of zoom that the keys go through."""


class Filter(msgspec.Struct, frozen=True, omit_defaults=True):
    """What must be true of a row or a unit to be shown; what is not named does not matter.

    `unit`: rows in which this unit takes part; `letter`: rows in which that letter is held (by `unit` where one is
    named); `function`: units with that function; `group`: rows of that group; `findings`: rows some open finding
    points at; `only_accountable`: letters that do not answer for the result are not drawn; `status`: rows where it
    stands on the row or a cell; `text`: rows whose name or remarks contain its words, whatever the accents and case.
    """

    text: str = ""
    unit: str = ""
    letter: str = ""
    function: str = ""
    group: str = ""
    status: Status = Status.NONE
    findings: bool = False
    only_accountable: bool = False

    def __bool__(self) -> bool:
        """Return whether anything is asked for."""
        return self != Filter()

    @property
    def sifts_rows(self) -> bool:
        """Return whether rows are left out; what passes is shown even in folded groups."""
        return any((self.text, self.unit, self.letter, self.group, self.status, self.findings))


class Sight(msgspec.Struct, frozen=True, omit_defaults=True):
    """What one person sees of a document on one machine."""

    zoom: int = 100
    folded: frozenset[str] = frozenset()
    hidden_activities: frozenset[str] = frozenset()
    hidden_units: frozenset[str] = frozenset()
    filter: Filter = Filter()
    load: bool = True
    heat: bool = False
    equal_columns: bool = True
    findings_panel: bool = True
    details_panel: bool = True
    figures_panel: bool = False


def next_zoom(zoom: int, step: int) -> int:
    """Return the next larger (1) or smaller (-1) step of zoom, or the same at the end."""
    further = [one for one in STEPS if (one > zoom if step > 0 else one < zoom)]
    return (min(further) if step > 0 else max(further)) if further else zoom
