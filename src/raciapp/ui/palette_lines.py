"""What the command palette offers: every action and every place of the document, and how both are searched."""

from collections.abc import Callable, Mapping, Sequence

import msgspec
from PySide6.QtGui import QAction, QKeySequence

from raciapp.base.messages import mark
from raciapp.document.records import Document
from raciapp.ui.actions import Needs
from raciapp.ui.language import current_language, tr
from raciapp.ui.menus import MENUS
from raciapp.ui.searching import Place, match
from raciapp.ui.shortcuts import title_of

PLACES = "@"
"""Before a text: search activities and units alone."""
LEAST_FOR_PLACES = 2
"""Characters from which on places are offered besides actions."""
MOST_PLACES = 30
"""Places offered besides actions."""
ITSELF = "palette"
"""The action that opens the palette, which need not offer it."""

NOT_NOW = mark("not possible now")
REASONS: dict[Needs, str] = {
    Needs.DOCUMENT: mark("needs an open document"),
    Needs.CELL: mark("needs a cell"),
    Needs.ROW: mark("needs a row"),
    Needs.COLUMN: mark("needs a unit"),
    Needs.UNDO: mark("nothing to undo"),
    Needs.REDO: mark("nothing to redo"),
    Needs.SEVERAL_MATRICES: mark("needs a second matrix"),
}


class Entry(msgspec.Struct, frozen=True):
    """Something to choose: an action by id, or a place of the document.

    `name`: what is searched; `title`: what is shown, in which the name stands from `shift` on; `also`: what else it may
    be found by; `where`: the menu or group it is in; `keys`: its shortcut; `reason`: why it is not possible now.
    """

    name: str
    title: str
    where: str = ""
    also: tuple[str, ...] = ()
    keys: str = ""
    reason: str = ""
    shift: int = 0
    action: str = ""
    place: Place | None = None


class Line(msgspec.Struct, frozen=True):
    """A line of the palette: an entry and which characters of its title were searched."""

    entry: Entry
    marks: tuple[int, ...] = ()

    @property
    def sentence(self) -> str:
        """Return the whole line in words."""
        one = self.entry
        return ", ".join(part for part in (one.title, one.where, one.keys, one.reason) if part)


def action_entries(built: Mapping[str, QAction]) -> list[Entry]:
    """Return what can be done, in the order of the menus, with the shortcuts and the state of the window's actions."""
    entries = []
    for menu, actions in MENUS.items():
        for action in actions:
            made = built[action.id]
            if action.id == ITSELF or not made.isVisible():
                continue
            name, where = title_of(action.title), title_of(menu.value)
            if made.isCheckable():
                where = tr(mark("{menu}, on") if made.isChecked() else mark("{menu}, off"), menu=where)
            reason = "" if made.isEnabled() else tr(REASONS.get(action.needs, NOT_NOW))
            entries.append(
                Entry(
                    name, name, where, (_english(action.title),), made.shortcut().toString(_NATIVE), reason,
                    action=action.id,
                )
            )  # fmt: skip
    return entries


_NATIVE = QKeySequence.SequenceFormat.NativeText


def _english(title: str) -> str:
    return title.replace("&", "").removesuffix("…")


def place_entries(document: Document) -> list[Entry]:
    """Return the activities and units of a document, in the order of its matrix."""
    language = current_language()
    entries = []
    for group, places in document.sections():
        where = group.name.text(language) if group else tr(mark("Activity"))
        for place in places:
            activity = document.activities[place]
            entries.append(_place(activity.name.text(language), where, (activity.id, "")))
    units = tr(mark("Unit"))
    entries += [_place(unit.name.text(language), units, ("", unit.id)) for unit in document.units]
    return entries


def _place(name: str, where: str, place: Place) -> Entry:
    title = tr(mark("Go to «{name}»"), name=name)
    return Entry(name, title, where, shift=max(0, title.find(name)), place=place)


def search(
    text: str, actions: Sequence[Entry], places: Callable[[], Sequence[Entry]], recent: Sequence[str]
) -> list[Line]:
    """Return the lines for a text, the best first; without one all actions, those used last first."""
    wanted = text.strip()
    if wanted.startswith(PLACES):
        named = wanted.removeprefix(PLACES).strip()
        return _ranked(named, places()) if named else [Line(entry) for entry in places()]
    if not wanted:
        return [Line(entry) for entry in sorted(actions, key=lambda one: (bool(one.reason), _age(one, recent)))]
    by_age = sorted(actions, key=lambda one: _age(one, recent))
    lines = _ranked(wanted, by_age)
    if len(wanted) >= LEAST_FOR_PLACES:
        lines += _ranked(wanted, places())[:MOST_PLACES]
    return lines


def _age(entry: Entry, recent: Sequence[str]) -> int:
    return recent.index(entry.action) if entry.action in recent else len(recent)


def _ranked(wanted: str, entries: Sequence[Entry]) -> list[Line]:
    """Return the entries that are found, the best first, what is not possible after what is as good."""
    found = []
    for entry in entries:
        hit = match(wanted, entry.name, entry.also)
        if hit:
            line = Line(entry, tuple(place + entry.shift for place in hit.marks))
            found.append((hit.score - (_LESS if entry.reason else 0.0), line))
    found.sort(key=lambda one: -one[0])
    return [line for _, line in found]


_LESS = 15.0
