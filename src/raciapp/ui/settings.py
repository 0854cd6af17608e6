"""What the window remembers between starts. Nothing of a document is kept here but where it lies."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from raciapp.base.errors import UserError
from raciapp.base.files import system_reason
from raciapp.base.messages import mark
from raciapp.base.words import Language
from raciapp.ui.advance import Advance
from raciapp.ui.language import current_language
from raciapp.ui.settings_file import FORMAT, is_damaged, is_understood, put_aside, settings_file
from raciapp.ui.shortcuts import read, written
from raciapp.ui.theme import Choice

MOST_RECENT = 8


class Settings:
    """Choices of this user on this machine."""

    def __init__(self, store: QSettings | None = None) -> None:
        """Read and write `store`, or the user's own. A damaged file is put aside, which `notice` tells."""
        path = Path(store.fileName()) if store else settings_file()
        self._notice: UserError | None = None
        # Qt tells of a fault in a file only once: whoever was the first to read it.
        if is_damaged(path) or (store and not is_understood(store)):
            self._store = self._begun_anew(path)
        else:
            self._store = store or QSettings(str(path), FORMAT)

    @property
    def notice(self) -> str:
        """Return a sentence about settings that could not be read, or nothing where all is well."""
        return self._notice.text(current_language()) if self._notice else ""

    def _begun_anew(self, path: Path) -> QSettings:
        try:
            aside = put_aside(path, date.today())  # noqa: DTZ011 - the day on the person's own calendar
        except OSError as error:
            self._notice = UserError(
                mark(
                    "{file}: these settings cannot be read, nor put aside ({reason}). raciapp goes by the usual ones "
                    "and keeps no others; remove the file."
                ),
                file=str(path),
                reason=system_reason(error),
            )
            return QSettings("", FORMAT)  # lasts as long as the application
        self._notice = UserError(
            mark(
                "{file}: these settings could not be read. The file is now called {aside}, and raciapp goes by the "
                "usual settings."
            ),
            file=str(path),
            aside=aside.name,
        )
        return QSettings(str(path), FORMAT)

    @property
    def recent(self) -> list[Path]:
        """Return the files opened last, the newest first, that still exist."""
        kept = self._store.value("recent", [])
        names = [kept] if isinstance(kept, str) else kept if isinstance(kept, list) else []
        return [Path(name) for name in names if isinstance(name, str) and _is_there(Path(name))]

    def remember(self, path: Path) -> None:
        """Put `path` on top of the recent files."""
        own = path.absolute()
        others = [known for known in self.recent if known != own]
        self._store.setValue("recent", [str(known) for known in (own, *others)][:MOST_RECENT])

    @property
    def language(self) -> Language | None:
        """Return the language the user chose, or None to follow the system."""
        try:
            return Language(str(self._store.value("language", "")))
        except ValueError:
            return None

    @language.setter
    def language(self, language: Language) -> None:
        self._store.setValue("language", language.value)

    @property
    def theme(self) -> Choice:
        """Return whose colours the user chose."""
        try:
            return Choice(str(self._store.value("theme", "")))
        except ValueError:
            return Choice.SYSTEM

    @theme.setter
    def theme(self, choice: Choice) -> None:
        self._store.setValue("theme", choice.value)

    @property
    def house(self) -> Path | None:
        """Return the folder of house rules and templates, or None where none was chosen."""
        name = self._store.value("house", "")
        # A null character is in no path, and no system takes one.
        return Path(name) if isinstance(name, str) and name and "\0" not in name else None

    @house.setter
    def house(self, folder: Path) -> None:
        self._store.setValue("house", str(folder))

    @property
    def shortcuts(self) -> dict[str, tuple[str, ...]]:
        """Return the shortcuts the user chose instead of the usual ones, by action id."""
        return read(self._store.value("shortcuts", ""))

    @shortcuts.setter
    def shortcuts(self, custom: Mapping[str, tuple[str, ...]]) -> None:
        self._store.setValue("shortcuts", written(custom))

    @property
    def exports(self) -> str:
        """Return what the user had exported last, as `ui/exporting/choices.py` wrote it; empty for nothing yet."""
        kept = self._store.value("exports", "")
        return kept if isinstance(kept, str) else ""

    @exports.setter
    def exports(self, choices: str) -> None:
        self._store.setValue("exports", choices)

    @property
    def advance(self) -> Advance:
        """Return where the user wants the keyboard to go after a letter."""
        try:
            return Advance(str(self._store.value("advance", "")))
        except ValueError:
            return Advance.STAY

    @advance.setter
    def advance(self, advance: Advance) -> None:
        self._store.setValue("advance", advance.value)

    @property
    def geometry(self) -> QByteArray | None:
        """Return where the window was, or None on the first start."""
        kept = self._store.value("geometry")
        return kept if isinstance(kept, QByteArray) else None

    @geometry.setter
    def geometry(self, geometry: QByteArray) -> None:
        self._store.setValue("geometry", geometry)


def _is_there(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a share that is not connected, a folder that may not be entered
        return False
