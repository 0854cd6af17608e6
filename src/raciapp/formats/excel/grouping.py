"""Groups and orders of a workbook of ours as it stands now: by its headings, unless sorting has scattered them."""

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from raciapp.document import orders
from raciapp.document.records import Activity, Document, Group
from raciapp.formats.excel.places import Names

_MANY = 3
"""Rows under another heading than before; fewer were moved by hand."""


def groups_now(seen: Mapping[int, Group], base: Document, names: Names) -> tuple[Group, ...]:
    """Return the groups in the order of their headings; one without a name never had a heading, and stays."""
    found = {group.id: group for group in seen.values()}
    silent = {group.id: group for group in base.groups if group.id not in names.groups}
    order = orders.with_added(list(found), list(base.group_places), silent)
    return tuple((found | silent)[identity] for identity in order)


def headings_before(base: Document, names: Names) -> dict[str, str]:
    """Return the heading that each activity stood under in the sheet, which is not that of a nameless group."""
    found: dict[str, str] = {}
    heading = ""
    for group, places in base.sections():
        if group is not None and group.id in names.groups:
            heading = group.id
        found |= {base.activities[place].id: heading for place in places}
    return found


def grouped(
    seen: Sequence[Activity], under: Mapping[str, str], before: Mapping[str, str], groups: set[str]
) -> list[Activity]:
    """Return the activities in the groups they stand `under`, unless sorting has parted rows from their headings."""
    kept = [one.id for one in seen if before.get(one.id) in groups]
    parted = [identity for identity in kept if under[identity] != before[identity]]
    scattered = len(parted) >= _MANY and 2 * len(parted) > len(kept)
    return [
        activity
        if activity.id in before and (scattered or under[activity.id] == before[activity.id])
        else replace(activity, group=under[activity.id])
        for activity in seen
    ]


def in_order(seen: Sequence[Activity], groups: tuple[Group, ...], base: Document) -> list[Activity]:
    """Return the activities in the order they had, as far as it shows them as the sheet does, else in the sheet's.

    The order of a document may differ from that in which its groups show the rows.
    """
    by_id = {activity.id: activity for activity in seen}
    before = [identity for identity in base.activity_places if identity in by_id]
    order = orders.with_added(before, list(by_id), by_id)
    activities = tuple(by_id[identity] for identity in order)
    candidate = Document(base.organization, (), groups=groups, activities=activities)
    shown = [activities[place].id for _, places in candidate.sections() for place in places]
    return list(activities) if shown == list(by_id) else list(by_id.values())
