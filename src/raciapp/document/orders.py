"""Putting two people's orders of one list together."""

from bisect import bisect_left
from collections.abc import Collection, Sequence


def contested(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> bool:
    """Return whether both sides moved the same item of `base`, each to another place; all three hold the same items."""
    if list(ours) == list(theirs):
        return False
    return not moved(base, ours).isdisjoint(moved(base, theirs))


def merged(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> list[str]:
    """Return the items in our order with what they moved where they moved it; all three hold the same items."""
    if list(ours) == list(theirs):
        return list(ours)
    shifted = moved(base, theirs)
    return with_added([item for item in ours if item not in shifted], theirs, shifted)


def with_added(placed: Sequence[str], order: Sequence[str], wanted: Collection[str]) -> list[str]:
    """Return `placed` with each missing item of `order` that is `wanted` after the one it follows there.

    Items of `placed` that `order` does not know stay before those that are added at the same place.
    """
    here, known = set(placed), set(order)
    following: dict[str | None, list[str]] = {}
    anchor = None
    for item in order:
        if item in here:
            anchor = item
        elif item in wanted:
            following.setdefault(anchor, []).append(item)
    result: list[str] = []
    waiting = following.get(None, [])
    for item in placed:
        if item in known:
            result += waiting
            waiting = following.get(item, [])
        result.append(item)
    return result + waiting


def moved(before: Sequence[str], after: Sequence[str]) -> set[str]:
    """Return the fewest items whose moves lead from one order of the same items to the other."""
    places = {item: place for place, item in enumerate(before)}
    # For each length of a rising run: the lowest place one can end with, and the item there.
    lowest: list[int] = []
    ends: list[str] = []
    earlier: dict[str, str | None] = {}
    for item in after:
        length = bisect_left(lowest, places[item])
        earlier[item] = ends[length - 1] if length else None
        lowest[length : length + 1] = [places[item]]
        ends[length : length + 1] = [item]
    stay = set()
    last = ends[-1] if ends else None
    while last is not None:
        stay.add(last)
        last = earlier[last]
    return set(after) - stay
