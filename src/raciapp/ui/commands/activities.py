"""Activities and groups: adding, naming, moving, doubling, merging, removing."""

from typing import TYPE_CHECKING

from raciapp.base.messages import mark
from raciapp.base.words import Words, same
from raciapp.document import arranging, edits
from raciapp.document.merging import merge_activities
from raciapp.document.records import Activity, Document, Group
from raciapp.knowledge.matching import CERTAIN, Matcher
from raciapp.ui.commands.commands import Commands
from raciapp.ui.commands.merging import may_merge
from raciapp.ui.commands.rearranging import rearrange
from raciapp.ui.language import current_language, tr, tr_count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from raciapp.ui.grid.lines import Line


class ActivityCommands(Commands):
    """The commands that change rows and their headings. They work on the activities with a chosen cell."""

    def _chosen(self) -> list[str]:
        return self._window.grid.choice.activities()

    def _current(self) -> Activity | None:
        place = self._window.grid.current_place()
        document = self._session.document
        return document.activities[document.activity_places[place[0]]] if place else None

    # -- coming and going ---------------------------------------------------------------------------------

    def add(self, *, above: bool = False) -> None:
        """Ask for a name and add an activity beside the current one; a known name brings its meaning along."""
        name = self._window.prompts.text(tr(mark("Add an activity")), tr(mark("What is to be done?")))
        if not name:
            return
        document = self._session.document
        current = self._current()
        place = None if current is None else document.activity_places[current.id] + (0 if above else 1)
        activity = self._recognised(name, document)
        if activity is None:
            taken = [*document.activity_places, *self._session.knowledge.activities]
            group = current.group if current else self.current_group()
            activity = Activity(edits.fresh_id(name, taken), same(name), group)
            document = edits.add_activity(document, activity, place)
        else:
            document = edits.add_activity(self._with_group(document, activity.group), activity)
        self._session.commit(tr(mark("Add an activity")), document)
        self._window.grid.go_to(activity.id)

    def _recognised(self, name: str, document: Document) -> Activity | None:
        match = Matcher(self._session.knowledge).activity(name)
        if match is None or match.confidence < CERTAIN or match.id in document.activity_places:
            return None
        known = self._session.knowledge.activities[match.id]
        return Activity(known.id, known.name if name in {known.name.en, known.name.fr} else same(name), known.group)

    def _with_group(self, document: Document, group: str) -> Document:
        if group in document.group_places:
            return document
        return edits.add_group(document, Group(group, self._session.knowledge.groups[group].name))

    def duplicate(self) -> None:
        """Put a copy of the chosen activities below them, letters and all."""
        chosen = self._chosen()
        if chosen:
            document, copies = arranging.duplicate_activities(self._session.document, chosen)
            self._session.commit(tr(mark("Duplicate activities")), document)
            self._window.grid.go_to(copies[0])

    def remove(self) -> None:
        """Remove the chosen activities; undo brings them back."""
        chosen = self._chosen()
        if chosen:
            document = edits.remove_activities(self._session.document, chosen)
            self._session.commit(tr(mark("Remove activities")), document)
            self._window.say_briefly(
                tr_count("{n} activity removed. Ctrl+Z brings it back.",
                         "{n} activities removed. Ctrl+Z brings them back.", len(chosen))
            )  # fmt: skip

    def merge(self) -> None:
        """Make one activity of the chosen ones, after showing where they contradict each other."""
        chosen = self._chosen()
        if len(chosen) < 2:
            self._window.say_briefly(tr(mark("Choose cells of two activities or more to merge them.")))
            return
        document, conflicts = merge_activities(self._session.document, chosen)
        names = [self._name(identity) for identity in chosen]
        if may_merge(self._window, tr(mark("Merge activities")), names, conflicts):
            self._session.commit(tr(mark("Merge activities")), document)
            self._window.grid.go_to(chosen[0])

    def _activity(self, identity: str) -> Activity:
        document = self._session.document
        return document.activities[document.activity_places[identity]]

    def _name(self, identity: str) -> str:
        return self._activity(identity).name.text(current_language())

    # -- names and notes ----------------------------------------------------------------------------------

    def rename(self) -> None:
        """Ask for the current activity's new name."""
        current = self._current()
        if current is not None:
            self.rename_line(current.id, heading=False)

    def rename_line(self, identity: str, *, heading: bool) -> None:
        """Ask for the new name of an activity or a group."""
        document, language = self._session.document, current_language()
        named = document.groups[document.group_places[identity]] if heading else self._activity(identity)
        old = named.name.text(language)
        name = self._window.prompts.text(tr(mark("Rename")), tr(mark("New name:")), old)
        if name:
            rename = edits.rename_group if heading else edits.rename_activity
            self._session.commit(tr(mark("Rename")), rename(self._session.document, identity, name, language))

    def edit_remark(self) -> None:
        """Ask for the remark on the current activity."""
        current = self._current()
        if current is None:
            return
        question = tr(mark("Remark on «{name}»:"), name=current.name.text(current_language()))
        text = self._window.prompts.paragraph(tr(mark("Remark")), question, current.remark)
        if text is not None:
            changed = edits.set_activity_remark(self._session.document, current.id, text)
            self._session.commit(tr(mark("Remark")), changed)

    # -- order --------------------------------------------------------------------------------------------

    def move(self, step: int) -> None:
        """Move the chosen activities up (-1) or down (1) together; they stay chosen."""
        chosen = self._chosen()
        if chosen:
            document = arranging.shift_activities(self._session.document, chosen, step)
            rearrange(self._window, tr(mark("Move activities")), document)
        else:  # on the heading of a folded group
            self.move_group(step)

    def drop(self, lines: "Sequence[Line]", before: "Line | None") -> None:
        """Put dragged activities, or a group, before the line they were dropped at; at the end for None."""
        document = self._session.document
        if lines[0].heading:
            document = arranging.place_group(document, lines[0].id, self._group_at(before))
        else:
            below, group = self._end_above(before)
            document = arranging.place_activities(document, [line.id for line in lines], below, group)
        rearrange(self._window, tr(mark("Move activities")), document)

    def _group_of(self, activity: str) -> str:
        group = self._activity(activity).group
        return group if group in self._session.document.group_places else ""

    def _group_at(self, line: "Line | None") -> str | None:
        """Return the group a line belongs to, the first one for lines above all headings, None behind the last."""
        if line is None:
            return None
        group = line.id if line.heading else self._group_of(line.id)
        return group or next((first.id for first, _ in self._session.document.sections() if first), None)

    def _end_above(self, before: "Line | None") -> tuple[str | None, str]:
        """Return the activity to go before, or None and the group whose rows end above a line, or at the bottom."""
        matrix = self._window.grid.matrix
        if before is not None and not before.heading:
            return before.id, ""
        row = matrix.rowCount() if before is None else matrix.row_of(before)
        if before is None or row > 0:
            above = matrix.line(row - 1)
            return None, above.id if above.heading else self._group_of(above.id)
        # Nothing stands above the first heading.
        return next(one.id for one in self._session.document.activities if one.group == before.id), ""

    # -- groups -------------------------------------------------------------------------------------------

    def group(self) -> None:
        """Ask for a group and put the chosen activities under it; a new name makes a new group."""
        chosen = self._chosen()
        if not chosen:
            return
        document, language = self._session.document, current_language()
        names = [group.name.text(language) for group in document.groups]
        old = next((name for name, group in zip(names, document.groups, strict=True)
                    if group.id == self._group_of(chosen[0])), "")  # fmt: skip
        name = self._window.prompts.choice(tr(mark("Put into a group")), tr(mark("Heading:")), names, old)
        if not name:
            return
        if name in names:
            identity = document.groups[names.index(name)].id
        else:
            identity = edits.fresh_id(name, [*document.group_places, *self._session.knowledge.groups])
            document = edits.add_group(document, Group(identity, edits.renamed(Words(), name, language)))
        document = arranging.place_activities(document, chosen, None, identity)
        rearrange(self._window, tr(mark("Put into a group")), document)

    def current_group(self) -> str:
        """Return the id of the group one stands in or on, or the empty string."""
        index = self._window.grid.currentIndex()
        if not index.isValid():
            return ""
        line = self._window.grid.matrix.line(index.row())
        return line.id if line.heading else self._group_of(line.id)

    def rename_group(self) -> None:
        """Ask for the new name of the group of the current activity."""
        group = self.current_group()
        if group:
            self.rename_line(group, heading=True)

    def move_group(self, step: int) -> None:
        """Move the group of the current activity up or down."""
        group, grid = self.current_group(), self._window.grid
        if group:
            on_heading = grid.current_place() is None
            document = arranging.shift_groups(self._session.document, [group], step)
            rearrange(self._window, tr(mark("Move the group")), document)
            if on_heading:
                grid.stand_on_heading(group)

    def remove_group(self) -> None:
        """Take the heading away; its activities stay, without a group."""
        group = self.current_group()
        if group:
            document = arranging.remove_group(self._session.document, group)
            rearrange(self._window, tr(mark("Remove the heading")), document)
