"""Finding one's way: all commands, the keys, preferences, what this is."""

from PySide6.QtGui import QKeySequence

from raciapp import __version__
from raciapp.base.messages import mark
from raciapp.ui.commands.commands import Commands
from raciapp.ui.language import tr
from raciapp.ui.menus import ACTIONS
from raciapp.ui.shortcuts import assigned


class HelpCommands(Commands):
    """The commands that explain the others, or change their keys."""

    def show_palette(self) -> None:
        """Show every command to choose one by typing."""
        from raciapp.ui.palette import Palette

        Palette(self._window).open()

    def show_shortcuts(self) -> None:
        """Show what every key does on one page."""
        from raciapp.ui.shortcut_sheet import ShortcutSheet

        self._window.prompts.run(ShortcutSheet(self._window.settings.shortcuts, self._window))

    def edit_preferences(self) -> None:
        """Change shortcuts and where the keyboard goes after a letter."""
        from raciapp.ui.preferences import Preferences, PreferencesDialog

        settings = self._window.settings
        dialog = PreferencesDialog(Preferences(settings.shortcuts, settings.advance), self._window)
        if self._window.prompts.run(dialog):
            answer = dialog.answer()
            settings.shortcuts = answer.shortcuts
            self._window.looks.choose_advance(answer.advance)
            for identity, keys in assigned(ACTIONS, answer.shortcuts).items():
                self._window.actions_by_id[identity].setShortcuts([QKeySequence(key) for key in keys])

    def show_about(self) -> None:
        """Say what this is and on whose thoughts it rests."""
        self._window.prompts.about(
            tr(
                mark(
                    "raciapp {version}. Who does what on social media, checked against good practice. "
                    "Rests on «A quick note on social media governance» by Mike Kujawski and its comments. "
                    "Letters, rules and reasons are marked by where they come from: the post, another source, "
                    "or our own judgement."
                ),
                version=__version__,
            )
        )
