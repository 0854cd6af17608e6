"""Which unit is part of which, with no unit inside itself."""

from collections.abc import Mapping


def in_loops(parents: Mapping[str, str]) -> frozenset[str]:
    """Return what would contain itself, directly or by way of others, if each key were part of its value."""
    known: set[str] = set()
    looping: set[str] = set()
    for start in parents:
        path: dict[str, None] = {}
        at = start
        while at in parents and at not in known and at not in path:
            path[at] = None
            at = parents[at]
        if at in path:
            way = list(path)
            looping.update(way[way.index(at) :])
        known.update(path)
    return frozenset(looping)


def only_top(units: Mapping[str, str]) -> str:
    """Return the one unit that all the others are part of, or the empty string; each unit is given with its parent."""
    tops = [unit for unit, parent in units.items() if not parent]
    return tops[0] if len(tops) == 1 and len(units) > 1 else ""
