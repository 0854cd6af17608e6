"""Earlier versions of a document: which there are, what differs, and taking one back."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QDateTime, QLocale, Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTreeWidget, QTreeWidgetItem, QWidget

from raciapp.base.errors import UserError
from raciapp.base.messages import mark
from raciapp.document.records import Document
from raciapp.document.versions import Version
from raciapp.knowledge.library import Knowledge
from raciapp.ui.difference.view import DifferenceView
from raciapp.ui.language import current_language, tr
from raciapp.ui.listed_differences import lay_out

_LIST = 250


def locale() -> QLocale:
    """Return how the window's language writes days and times."""
    return QLocale(f"{current_language().value}_CA")


class VersionsDialog(QDialog):
    """Shows what each earlier version would change; one can be restored, or opened beside the document."""

    def __init__(
        self,
        path: Path,
        versions: Sequence[Version],
        current: Document,
        read: Callable[[Version], Document],
        *,
        knowledge: Knowledge | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """List `versions` of the document at `path`; `read` opens one and may raise UserError."""
        super().__init__(parent)
        self.setWindowTitle(tr(mark("Earlier versions")))
        self._current, self._read = current, read
        self.chosen: Document | None = None
        self.as_copy = False
        self.list = QTreeWidget()
        self.list.setHeaderHidden(True)
        self.list.setAccessibleName(tr(mark("Earlier versions")))
        self.view = DifferenceView(tr(mark("Now")), tr(mark("Then")), choosing=False, knowledge=knowledge)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.restore = self.buttons.addButton(tr(mark("&Restore")), QDialogButtonBox.ButtonRole.AcceptRole)
        self.copy = self.buttons.addButton(tr(mark("&Open as a copy")), QDialogButtonBox.ButtonRole.ActionRole)
        self.restore.setDefault(True)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.copy.clicked.connect(self._open_copy)
        lay_out(self, path.name, self.list, _LIST, self.view, self.buttons)
        self.list.currentItemChanged.connect(lambda item, _old: self._show(item))
        self._fill(versions)

    def answer(self) -> Document | None:
        """Return the version to restore, or to open where `as_copy`; None where none can be read."""
        return self.chosen

    def _fill(self, versions: Sequence[Version]) -> None:
        days: dict[str, QTreeWidgetItem] = {}
        first = None
        for version in sorted(versions, key=lambda one: one.when, reverse=True):
            moment = QDateTime.fromSecsSinceEpoch(int(version.when.timestamp()))
            day = locale().toString(moment.date(), QLocale.FormatType.LongFormat)
            if day not in days:
                days[day] = QTreeWidgetItem(self.list, [day])
                days[day].setFlags(Qt.ItemFlag.ItemIsEnabled)
                days[day].setExpanded(True)
            item = QTreeWidgetItem(days[day], [locale().toString(moment.time(), QLocale.FormatType.ShortFormat)])
            item.setData(0, Qt.ItemDataRole.UserRole, version)
            first = first or item
        if first:
            self.list.setCurrentItem(first)
        else:
            self._show(None)
        self.list.setFocus()

    def _show(self, item: QTreeWidgetItem | None) -> None:
        version = item.data(0, Qt.ItemDataRole.UserRole) if item else None
        self.chosen = None
        if not isinstance(version, Version):
            self.view.say(tr(mark("No earlier version is chosen.")))
        else:
            try:
                self.chosen = self._read(version)
                self.view.show_difference(self._current, self.chosen)
            except UserError as error:
                self.view.say(error.text(current_language()))
        self.copy.setEnabled(self.chosen is not None)
        self.restore.setEnabled(self.chosen is not None and self.chosen != self._current)

    def _open_copy(self) -> None:
        self.as_copy = True
        self.accept()
