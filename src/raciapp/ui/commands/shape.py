"""Activities, units and matrices: adding, naming, moving, removing."""

from typing import TYPE_CHECKING

from raciapp.base.messages import mark
from raciapp.base.words import same
from raciapp.document import edits
from raciapp.document.records import TO_BE, Activity, Document, Group, Unit
from raciapp.knowledge.matching import CERTAIN, Matcher
from raciapp.ui.language import current_language, tr, tr_count

if TYPE_CHECKING:
    from raciapp.ui.session import Session
    from raciapp.ui.window import MainWindow


class ShapeCommands:
    """The commands that change rows, columns and the list of matrices."""

    def __init__(self, window: "MainWindow") -> None:
        """Work for `window`."""
        self._window = window

    @property
    def _session(self) -> "Session":
        return self._window.open_session()

    # -- activities ---------------------------------------------------------------------------------------

    def add_activity(self) -> None:
        """Ask for a name and add an activity below the current one; a known name brings its meaning along."""
        name = self._window.prompts.text(tr(mark("Add an activity")), tr(mark("What is to be done?")))
        if not name:
            return
        document = self._session.document
        current = self._window.grid.current_place()
        place = None if current is None else document.activity_places[current[0]] + 1
        group = "" if current is None else document.activities[document.activity_places[current[0]]].group
        activity = self._recognised_activity(name, document)
        if activity is None:
            taken = [*document.activity_places, *self._session.knowledge.activities]
            activity = Activity(edits.fresh_id(name, taken), same(name), group)
            document = edits.add_activity(document, activity, place)
        else:
            document = edits.add_activity(self._with_group(document, activity.group), activity)
        self._session.commit(tr(mark("Add an activity")), document)
        self._window.grid.go_to(activity.id)

    def _recognised_activity(self, name: str, document: Document) -> Activity | None:
        match = Matcher(self._session.knowledge).activity(name)
        if match is None or match.confidence < CERTAIN or match.id in document.activity_places:
            return None
        known = self._session.knowledge.activities[match.id]
        return Activity(known.id, known.name if name in {known.name.en, known.name.fr} else same(name), known.group)

    def _with_group(self, document: Document, group: str) -> Document:
        if group in document.group_places:
            return document
        return edits.add_group(document, Group(group, self._session.knowledge.groups[group].name))

    def rename_activity(self) -> None:
        """Ask for the current activity's new name."""
        place = self._window.grid.current_place()
        if place is not None:
            self.rename_line(place[0], heading=False)

    def rename_line(self, identity: str, *, heading: bool) -> None:
        """Ask for the new name of an activity or a group."""
        document, language = self._session.document, current_language()
        if heading:
            old = document.groups[document.group_places[identity]].name.text(language)
        else:
            old = document.activities[document.activity_places[identity]].name.text(language)
        name = self._window.prompts.text(tr(mark("Rename")), tr(mark("New name:")), old)
        if name:
            rename = edits.rename_group if heading else edits.rename_activity
            self._session.commit(tr(mark("Rename")), rename(self._session.document, identity, name, language))

    def move_activity(self, step: int) -> None:
        """Move the current activity up or down; the cell stays current."""
        place = self._window.grid.current_place()
        if place is not None:
            document = edits.move_activity(self._session.document, place[0], step)
            if self._session.commit(tr(mark("Move an activity")), document):
                self._window.grid.go_to(*place)

    def remove_activities(self) -> None:
        """Remove the activities of the chosen cells; undo brings them back."""
        chosen = list(dict.fromkeys(activity for activity, _ in self._window.grid.chosen_places()))
        if chosen:
            document = edits.remove_activities(self._session.document, chosen)
            self._session.commit(tr(mark("Remove activities")), document)
            self._window.say_briefly(
                tr_count("{n} activity removed. Ctrl+Z brings it back.",
                         "{n} activities removed. Ctrl+Z brings them back.", len(chosen))
            )  # fmt: skip

    # -- units --------------------------------------------------------------------------------------------

    def add_unit(self) -> None:
        """Ask for a name and add a unit right of the current one, with the functions its name tells for certain."""
        name = self._window.prompts.text(tr(mark("Add a unit")), tr(mark("Which unit takes part?")))
        if not name:
            return
        document = self._session.document
        current = self._window.grid.current_place()
        place = None if current is None else document.unit_places[current[1]] + 1
        match = Matcher(self._session.knowledge).unit(name)
        certain = match is not None and match.confidence >= CERTAIN
        functions = self._session.knowledge.units[match.id].functions if match and certain else ()
        unit = Unit(edits.fresh_id(name, document.unit_places), same(name), functions)
        self._session.commit(tr(mark("Add a unit")), edits.add_unit(document, unit, place))
        self._window.grid.go_to("" if current is None else current[0], unit.id)
        if functions:
            names = [self._session.knowledge.functions[one].name.text(current_language()) for one in functions]
            self._window.say_briefly(tr(mark("«{unit}» is taken for: {functions}. Ctrl+F3 changes it."),
                                        unit=name, functions=", ".join(names)))  # fmt: skip
        else:
            self._window.say_briefly(tr(mark("Say what «{unit}» is for with Ctrl+F3."), unit=name))

    def rename_unit(self) -> None:
        """Ask for the current unit's new name."""
        place = self._window.grid.current_place()
        if place is not None:
            self.rename_column(place[1])

    def rename_column(self, identity: str) -> None:
        """Ask for the new name of a unit."""
        document, language = self._session.document, current_language()
        old = document.units[document.unit_places[identity]].name.text(language)
        name = self._window.prompts.text(tr(mark("Rename")), tr(mark("New name:")), old)
        if name:
            renamed = edits.rename_unit(self._session.document, identity, name, language)
            self._session.commit(tr(mark("Rename")), renamed)

    def edit_functions(self) -> None:
        """Ask what the current unit is for; the rules speak of functions."""
        place = self._window.grid.current_place()
        if place is None:
            return
        document, language = self._session.document, current_language()
        unit = document.units[document.unit_places[place[1]]]
        choices = [
            (function.id, function.name.text(language), function.meaning.text(language))
            for function in self._session.knowledge.functions.values()
        ]
        chosen = self._window.prompts.functions(unit.name.text(language), choices, unit.functions)
        if chosen is not None:
            changed = edits.set_functions(self._session.document, unit.id, tuple(chosen))
            self._session.commit(tr(mark("What the unit is for")), changed)

    def move_unit(self, step: int) -> None:
        """Move the current unit left or right; the cell stays current."""
        place = self._window.grid.current_place()
        if place is not None:
            document = edits.move_unit(self._session.document, place[1], step)
            if self._session.commit(tr(mark("Move a unit")), document):
                self._window.grid.go_to(*place)

    def remove_units(self) -> None:
        """Remove the units of the chosen cells; undo brings them back."""
        chosen = list(dict.fromkeys(unit for _, unit in self._window.grid.chosen_places()))
        if chosen:
            self._session.commit(tr(mark("Remove units")), edits.remove_units(self._session.document, chosen))
            self._window.say_briefly(
                tr_count("{n} unit removed. Ctrl+Z brings it back.",
                         "{n} units removed. Ctrl+Z brings them back.", len(chosen))
            )  # fmt: skip

    # -- the whole ----------------------------------------------------------------------------------------

    def copy_matrix(self) -> None:
        """Start a to-be matrix from the one on the screen and show it."""
        document = self._session.document
        taken = [matrix.id for matrix in document.matrices]
        identity = "to_be" if "to_be" not in taken else edits.fresh_id("to_be", taken)
        copied = edits.copy_matrix(document, self._session.matrix, identity, TO_BE)
        self._session.commit(tr(mark("Start a to-be matrix")), copied)
        self._session.show_matrix(identity)

    def remove_matrix(self) -> None:
        """Remove the matrix on the screen; the last one stays."""
        document = edits.remove_matrix(self._session.document, self._session.matrix)
        self._session.commit(tr(mark("Remove this matrix")), document)
