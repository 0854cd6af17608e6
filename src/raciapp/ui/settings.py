"""What the window remembers between starts. Nothing of a document is kept here but where it lies."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from raciapp.base.words import Language
from raciapp.ui.advance import Advance
from raciapp.ui.shortcuts import read, written
from raciapp.ui.theme import Choice

MOST_RECENT = 8


class Settings:
    """Choices of this user on this machine."""

    def __init__(self, store: QSettings | None = None) -> None:
        """Read and write `store`, or the user's own."""
        scope = QSettings.Scope.UserScope
        self._store = store or QSettings(QSettings.Format.IniFormat, scope, "raciapp", "raciapp")

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
