"""Units: adding, naming, moving, doubling, merging, splitting, removing, dividing."""

from collections.abc import Sequence
from pathlib import Path

from raciapp.base.messages import mark
from raciapp.base.words import Words, same
from raciapp.document import arranging, edits
from raciapp.document.merging import merge_units, split_unit
from raciapp.document.records import Unit
from raciapp.knowledge.matching import CERTAIN, Matcher
from raciapp.ui.commands.commands import Commands
from raciapp.ui.commands.merging import may_merge
from raciapp.ui.commands.rearranging import rearrange
from raciapp.ui.language import current_language, tr, tr_count


class UnitCommands(Commands):
    """The commands that change columns. They work on the units with a chosen cell."""

    def _chosen(self) -> list[str]:
        return self._window.grid.choice.units()

    def _current(self) -> Unit | None:
        column = self._window.grid.currentIndex().column()
        return self._window.grid.matrix.unit(column) if column >= 0 else None

    # -- coming and going ---------------------------------------------------------------------------------

    def add(self, *, left: bool = False) -> None:
        """Ask for a name and add a unit beside the current one, with the functions its name tells for certain."""
        name = self._window.prompts.text(tr(mark("Add a unit")), tr(mark("Which unit takes part?")))
        if not name:
            return
        document = self._session.document
        current, row = self._current(), self._window.grid.current_place()
        place = None if current is None else document.unit_places[current.id] + (0 if left else 1)
        match = Matcher(self._session.knowledge).unit(name)
        certain = match is not None and match.confidence >= CERTAIN
        functions = self._session.knowledge.units[match.id].functions if match and certain else ()
        division = current.division if current else Words()
        unit = Unit(edits.fresh_id(name, document.unit_places), same(name), functions, division=division)
        self._session.commit(tr(mark("Add a unit")), edits.add_unit(document, unit, place))
        self._window.grid.go_to("" if row is None else row[0], unit.id)
        if functions:
            names = [self._session.knowledge.functions[one].name.text(current_language()) for one in functions]
            self._window.say_briefly(tr(mark("«{unit}» is taken for: {functions}. Ctrl+F3 changes it."),
                                        unit=name, functions=", ".join(names)))  # fmt: skip
        else:
            self._window.say_briefly(tr(mark("Say what «{unit}» is for with Ctrl+F3."), unit=name))

    def from_chart(self) -> None:
        """Ask for a list of units or an organization chart, and take the units that the person ticks."""
        from raciapp.formats.readers.opening import SUFFIXES

        name = tr(mark("Lists and charts"))
        patterns = " ".join(f"*{suffix}" for suffix in SUFFIXES)
        path = self._window.prompts.open_path(tr(mark("Units from a chart")), f"{name} ({patterns})")
        if path:
            self._window.files.attempt(lambda: self._take_chart(path))

    def _take_chart(self, path: Path) -> None:
        from raciapp.formats.charts.chart import chart_in
        from raciapp.ui.chart_dialog import ChartDialog

        before, known = self._session.document, self._session.knowledge
        chart = chart_in(path, known)
        dialog = ChartDialog(before, chart, known, self._window.prompts, self._window)
        if not self._window.prompts.run(dialog):
            return
        after = dialog.answer()
        row = self._window.grid.current_place()
        if not self._session.commit(tr(mark("Units from a chart")), after):
            return
        added = after.units[len(before.units) :]
        if added:
            self._window.grid.go_to(row[0] if row else "", added[0].id)
        self._window.say_briefly(
            tr_count("{n} unit added. Ctrl+Z takes it back.", "{n} units added. Ctrl+Z takes it back.", len(added))
        )

    def duplicate(self) -> None:
        """Put a copy of the chosen units right of them, letters and all."""
        chosen = self._chosen()
        if chosen:
            document, copies = arranging.duplicate_units(self._session.document, chosen)
            row = self._window.grid.current_place()
            self._session.commit(tr(mark("Duplicate units")), document)
            self._window.grid.go_to(row[0] if row else "", copies[0])

    def remove(self) -> None:
        """Remove the chosen units; undo brings them back."""
        chosen = self._chosen()
        if chosen:
            self._session.commit(tr(mark("Remove units")), edits.remove_units(self._session.document, chosen))
            self._window.say_briefly(
                tr_count("{n} unit removed. Ctrl+Z brings it back.",
                         "{n} units removed. Ctrl+Z brings them back.", len(chosen))
            )  # fmt: skip

    def merge(self) -> None:
        """Make one unit of the chosen ones, after showing where they contradict each other."""
        chosen = self._chosen()
        if len(chosen) < 2:
            self._window.say_briefly(tr(mark("Choose cells of two units or more to merge them.")))
            return
        document, conflicts = merge_units(self._session.document, chosen)
        names = [self._name(identity) for identity in chosen]
        if may_merge(self._window, tr(mark("Merge units")), names, conflicts):
            row = self._window.grid.current_place()
            self._session.commit(tr(mark("Merge units")), document)
            self._window.grid.go_to(row[0] if row else "", chosen[0])

    def split(self) -> None:
        """Ask for a name and make a second unit of the current one; who answers for the result stays the same."""
        current = self._current()
        if current is None:
            return
        title = tr(mark("Split the unit"))
        question = tr(mark("Name of the part that becomes a unit of its own:"))
        name = self._window.prompts.text(title, question)
        if name:
            document, identity = split_unit(self._session.document, current.id, same(name))
            row = self._window.grid.current_place()
            self._session.commit(title, document)
            self._window.grid.go_to(row[0] if row else "", identity)

    def _name(self, identity: str) -> str:
        document = self._session.document
        return document.units[document.unit_places[identity]].name.text(current_language())

    # -- names and notes ----------------------------------------------------------------------------------

    def rename(self) -> None:
        """Ask for the current unit's new name."""
        current = self._current()
        if current is not None:
            self.rename_column(current.id)

    def rename_column(self, identity: str) -> None:
        """Ask for the new name of a unit."""
        language = current_language()
        name = self._window.prompts.text(tr(mark("Rename")), tr(mark("New name:")), self._name(identity))
        if name:
            renamed = edits.rename_unit(self._session.document, identity, name, language)
            self._session.commit(tr(mark("Rename")), renamed)

    def edit_remark(self) -> None:
        """Ask for the remark on the current unit."""
        current = self._current()
        if current is None:
            return
        question = tr(mark("Remark on «{name}»:"), name=current.name.text(current_language()))
        text = self._window.prompts.paragraph(tr(mark("Remark")), question, current.remark)
        if text is not None:
            self._session.commit(tr(mark("Remark")), edits.set_unit_remark(self._session.document, current.id, text))

    def edit_functions(self) -> None:
        """Ask what the current unit is for; the rules speak of functions."""
        unit = self._current()
        if unit is None:
            return
        language = current_language()
        choices = [
            (function.id, function.name.text(language), function.meaning.text(language))
            for function in self._session.knowledge.functions.values()
        ]
        chosen = self._window.prompts.functions(unit.name.text(language), choices, unit.functions)
        if chosen is not None:
            changed = edits.set_functions(self._session.document, unit.id, tuple(chosen))
            self._session.commit(tr(mark("What the unit is for")), changed)

    # -- order --------------------------------------------------------------------------------------------

    def move(self, step: int) -> None:
        """Move the chosen units left (-1) or right (1) together; they stay chosen."""
        chosen = self._chosen()
        if chosen:
            document = arranging.shift_units(self._session.document, chosen, step)
            rearrange(self._window, tr(mark("Move units")), document)

    def drop(self, units: Sequence[str], before: str) -> None:
        """Put dragged units before the one they were dropped at; at the end for the empty string."""
        document = arranging.place_units(self._session.document, units, before or None)
        rearrange(self._window, tr(mark("Move units")), document)

    # -- divisions ----------------------------------------------------------------------------------------

    def divide(self) -> None:
        """Ask for the division of the chosen units; neighbours of one division stand under its name."""
        chosen = self._chosen()
        if not chosen:
            return
        document, language = self._session.document, current_language()
        names = list(dict.fromkeys(unit.division.text(language) for unit in document.units))
        old = document.units[document.unit_places[chosen[0]]].division.text(language)
        title = tr(mark("Division of the units"))
        name = self._window.prompts.choice(
            title, tr(mark("Division (empty: none):")), [one for one in names if one], old
        )
        if name is None:
            return
        known = next((unit.division for unit in document.units if name and unit.division.text(language) == name), None)
        division = known or edits.renamed(Words(), name, language)
        self._session.commit(title, edits.set_division(document, chosen, division))

    def gather(self) -> None:
        """Put the units of each division side by side."""
        document = arranging.gather_divisions(self._session.document)
        rearrange(self._window, tr(mark("Bring divisions together")), document)
