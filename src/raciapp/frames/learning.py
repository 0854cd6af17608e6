"""A document that learns activities and units from the lines of a frame: by their ids, else by their names."""

import re
from collections.abc import Iterable, Mapping
from typing import TypeAlias

from raciapp.base.words import Language, Words, same
from raciapp.document.edits import add_activity, add_group, add_unit, fresh_id, rename_activity, rename_unit
from raciapp.document.records import Activity, Document, Group, Unit
from raciapp.document.stored import IDENTITY
from raciapp.frames.lines import Line


class Learner:
    """A document that learns activities and units from the lines of frames."""

    def __init__(self, document: Document, language: Language) -> None:
        """Begin with what `document` knows; new names are in `language`."""
        self.document, self._language = document, language
        self._units = _by_name(document.units)
        self._activities = _by_name(document.activities)
        self._groups = _by_name(document.groups)
        self._named: set[tuple[str, str]] = set()

    def unit(self, line: Line) -> str:
        """Return the id of a line's unit, which the document has from now on."""
        places = self.document.unit_places
        identity, new = _identity(line.unit_id, line.unit, self._units, places)
        if new:
            self.document = add_unit(self.document, Unit(identity, self._words(line.unit)))
        elif line.unit.strip() and self._first("unit", identity):
            self.document = rename_unit(self.document, identity, line.unit, self._language)
        return identity

    def activity(self, line: Line) -> str:
        """Return the id of a line's activity, which the document has from now on."""
        places = self.document.activity_places
        identity, new = _identity(line.activity_id, line.activity, self._activities, places)
        if new:
            activity = Activity(identity, self._words(line.activity), self._group(line))
            self.document = add_activity(self.document, activity)
        elif line.activity.strip() and self._first("activity", identity):
            self.document = rename_activity(self.document, identity, line.activity, self._language)
        return identity

    def _group(self, line: Line) -> str:
        if not line.group_id and not line.group.strip():
            return ""
        identity, new = _identity(line.group_id, line.group, self._groups, self.document.group_places)
        if new:
            self.document = add_group(self.document, Group(identity, self._words(line.group)))
        return identity

    def _first(self, kind: str, identity: str) -> bool:
        """Return whether something is named for the first time: the first name counts."""
        known = (kind, identity) in self._named
        self._named.add((kind, identity))
        return not known

    def _words(self, text: str) -> Words:
        return Words(fr=text) if self._language is Language.FR else same(text)


_Names: TypeAlias = dict[tuple[str, str], str]
"""Ids by what lines say: an odd id, or no id and a name."""


def _by_name(records: Iterable[Unit | Activity | Group]) -> _Names:
    """Return ids by names in either language; the first of several counts."""
    names: _Names = {}
    for record in records:
        for name in (record.name.en, record.name.fr):
            names.setdefault(("", name), record.id)
    return names


def _identity(identity: str, name: str, names: _Names, known: Mapping[str, int]) -> tuple[str, bool]:
    """Return the id that a line means, and whether it is new; what is new is remembered."""
    said = (identity, "" if identity else name)
    if identity in known:
        return identity, False
    if said in names:
        return names[said], False
    new = identity if re.fullmatch(IDENTITY, identity) else fresh_id(name or identity, known)
    names[said] = new
    names.setdefault(("", name), new)
    return new, True
