"""Units and activities that a pasted table names and the document does not have yet."""

from msgspec.structs import replace

from raciapp.base.words import Words, same
from raciapp.document.edits import fresh_id
from raciapp.document.records import Activity, Document, Group, Unit
from raciapp.knowledge.library import Knowledge
from raciapp.knowledge.matching import CERTAIN, Matcher, normalized
from raciapp.ui.clipboard.plan import Addition


class Additions:
    """Makes one addition for each new name, with what the knowledge certainly knows about it."""

    def __init__(self, document: Document, knowledge: Knowledge) -> None:
        """Add to `document`."""
        self._knowledge = knowledge
        self._matcher = Matcher(knowledge)
        self._units: dict[str, Addition] = {}
        self._activities: dict[str, Addition] = {}
        self._unit_ids = set(document.unit_places)
        self._activity_ids = set(document.activity_places)

    def made(self) -> tuple[Addition, ...]:
        """Return the additions in the order of the table, units first."""
        return (*self._units.values(), *self._activities.values())

    def unit(self, name: str) -> str:
        """Return the id of a new unit; the same name is the same unit."""
        key = normalized(name) or name
        if key not in self._units:
            match = self._matcher.unit(name)
            known = self._knowledge.units[match.id] if match and match.confidence >= CERTAIN else None
            unit = Unit(self._fresh(name, self._unit_ids), same(name))
            if known:
                unit = replace(unit, name=_words(name, known.name), functions=known.functions)
            self._units[key] = Addition(unit, sure=known is not None)
        return self._units[key].id

    def activity(self, name: str, group: str) -> str:
        """Return the id of a new activity, of the group the knowledge has it in or else of `group`."""
        key = normalized(name) or name
        if key not in self._activities:
            self._activities[key] = self._new_activity(name, group)
        return self._activities[key].id

    def _new_activity(self, name: str, group: str) -> Addition:
        match = self._matcher.activity(name)
        if match and match.confidence >= CERTAIN and match.id not in self._activity_ids:
            self._activity_ids.add(match.id)
            known = self._knowledge.activities[match.id]
            heading = Group(known.group, self._knowledge.groups[known.group].name)
            return Addition(Activity(known.id, _words(name, known.name), known.group), sure=True, group=heading)
        return Addition(Activity(self._fresh(name, self._activity_ids), same(name), group))

    def _fresh(self, name: str, taken: set[str]) -> str:
        """Return an id that is not among `taken`, and put it there."""
        identity = fresh_id(name, ())
        if identity in taken:
            identity = fresh_id(name, taken)
        taken.add(identity)
        return identity


def _words(name: str, known: Words) -> Words:
    """Return the client's own words; only where they are exactly the known ones, the other language comes along."""
    return known if name in (known.en, known.fr) else same(name)
