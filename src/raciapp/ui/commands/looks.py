"""How the document is looked at: zoom, folding, hiding, filters, panels, colours. Nothing of it is an edit."""

from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import Qt

from raciapp.base.messages import mark
from raciapp.ui.advance import Advance
from raciapp.ui.commands.commands import Commands
from raciapp.ui.language import tr, tr_count
from raciapp.ui.sight import Filter, Sight, next_zoom

if TYPE_CHECKING:
    from raciapp.ui.editor import Editor


class LookCommands(Commands):
    """The commands of the View menu."""

    @property
    def _editor(self) -> "Editor":
        editor = self._window.editor
        if editor is None:
            raise RuntimeError("no document is open")
        return editor

    @property
    def sight(self) -> Sight:
        """Return how the document is looked at now."""
        session = self._window.session
        return session.sight if session else Sight()

    def _look(self, **changes: object) -> None:
        self._session.look(replace(self.sight, **changes))

    # -- size ---------------------------------------------------------------------------------------------

    def zoom(self, step: int) -> None:
        """Make everything larger (1) or smaller (-1), or as it was (0)."""
        self._look(zoom=next_zoom(self.sight.zoom, step) if step else 100)
        self._window.say_briefly(tr(mark("Zoom {percent} %"), percent=self.sight.zoom))

    def toggle(self, name: str) -> None:
        """Switch a sign or a panel on or off, by its field in `Sight`."""
        self._look(**{name: not getattr(self.sight, name)})

    # -- folding and hiding -------------------------------------------------------------------------------

    def fold(self, group: str) -> None:
        """Fold a group away, or unfold it."""
        folded = self.sight.folded
        if group in folded:
            self._look(folded=folded - {group})
            return
        current = self._window.grid.current_place()
        document = self._session.document
        inside = current is not None and document.activities[document.activity_places[current[0]]].group == group
        self._look(folded=folded | {group})
        if inside:
            self._window.grid.stand_on_heading(group)

    def fold_current(self, *, folded: bool) -> None:
        """Fold or unfold the group of the current row."""
        group = self._window.activities.current_group()
        if group and (group in self.sight.folded) is not folded:
            self.fold(group)

    def fold_all(self, *, folded: bool) -> None:
        """Fold or unfold every group."""
        group, place = self._window.activities.current_group(), self._window.grid.current_place()
        groups = frozenset(self._session.document.group_places) if folded else frozenset[str]()
        self._look(folded=groups)
        if folded and group:
            self._window.grid.stand_on_heading(group)
        elif place:
            self._window.grid.go_to(*place)

    def hide_activities(self) -> None:
        """Hide the rows with a chosen cell."""
        chosen = self._window.grid.choice.activities()
        if chosen:
            self._look(hidden_activities=self.sight.hidden_activities | set(chosen))
            self._window.say_briefly(
                tr_count("{n} activity hidden. Ctrl+Shift+9 shows it again.",
                         "{n} activities hidden. Ctrl+Shift+9 shows them again.", len(chosen))
            )  # fmt: skip

    def hide_units(self) -> None:
        """Hide the columns with a chosen cell."""
        chosen = self._window.grid.choice.units()
        if chosen:
            self._look(hidden_units=self.sight.hidden_units | set(chosen))
            self._window.say_briefly(
                tr_count("{n} unit hidden. Ctrl+Shift+9 shows it again.",
                         "{n} units hidden. Ctrl+Shift+9 shows them again.", len(chosen))
            )  # fmt: skip

    def show_all(self) -> None:
        """Show every row and column: no filter, nothing hidden."""
        place = self._window.grid.current_place()
        self._look(filter=Filter(), hidden_activities=frozenset(), hidden_units=frozenset())
        if place:
            self._window.grid.go_to(*place)

    def escape(self) -> None:
        """Put the notice away, or else the filter; what is hidden on purpose stays hidden."""
        if self._window.notices.isVisible():
            self._window.notices.hide()
        elif self.sight.filter:
            place = self._window.grid.current_place()
            self._look(filter=Filter())
            if place:
                self._window.grid.go_to(*place)

    def filter_findings(self) -> None:
        """Show only the rows with findings, or all again."""
        self._look(filter=replace(self.sight.filter, findings=not self.sight.filter.findings))

    def filter_accountable(self) -> None:
        """Draw only the letters that answer for the result, or all again."""
        wanted = self.sight.filter
        self._look(filter=replace(wanted, only_accountable=not wanted.only_accountable))

    def sift_again(self) -> None:
        """Ask the filter anew after edits."""
        self._window.grid.matrix.sift_again()

    # -- finding one's way --------------------------------------------------------------------------------

    def focus_findings(self) -> None:
        """Put the keyboard into the findings."""
        self._editor.findings.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focus_details(self) -> None:
        """Put the keyboard into the details."""
        self._editor.details.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def find(self) -> None:
        """Ask what to find."""
        self._editor.finder.open()

    def find_next(self, step: int) -> None:
        """Find the next place, or the one before."""
        (self._editor.finder.next if step > 0 else self._editor.finder.previous)()

    def filter(self) -> None:
        """Ask what to show."""
        self._editor.filter_bar.open()

    # -- the way of letters -------------------------------------------------------------------------------

    def choose_advance(self, advance: Advance) -> None:
        """Let the keyboard go on after a letter, or stay."""
        self._window.settings.advance = advance
        self._window.follow_settings()

    def change_advance(self) -> None:
        """Let the keyboard go another way after a letter: stay, right, down and stay again."""
        ways = list(Advance)
        self.choose_advance(ways[(ways.index(self._window.settings.advance) + 1) % len(ways)])

    # -- figures ------------------------------------------------------------------------------------------

    def figures(self) -> None:
        """Show the figures with the keyboard in them, or put them away, wherever they are."""
        if self.sight.figures_panel:
            self.toggle("figures_panel")
        else:
            self.focus_figures()

    def focus_figures(self) -> None:
        """Put the keyboard into the figures, which are shown for that."""
        self._look(figures_panel=True)
        self._editor.figures.take_the_keyboard()

    # -- presentation -------------------------------------------------------------------------------------

    def present(self) -> None:
        """Show the matrix row by row on the whole screen."""
        from raciapp.ui.presentation.presentation import Presentation

        window, grid = self._window, self._window.grid
        if window.presentation is not None:
            return
        matrix = grid.matrix
        stage = Presentation(
            self._session, grid.current_place(), matrix.present_activities, matrix.shown_units, parent=window
        )
        window.presentation = stage
        stage.closed.connect(self._come_back)
        stage.open()

    def _come_back(self, place: tuple[str, str] | None) -> None:
        self._window.presentation = None
        self._window.activateWindow()
        if place:
            self._window.grid.go_to(*place)
        self._window.focus_grid()
