"""The menus in which a person says what a row, a column or a text of a client's sheet is."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QActionGroup, QColor, QPalette
from PySide6.QtWidgets import QLabel, QMenu, QWidget, QWidgetAction

from raciapp.base.messages import mark
from raciapp.formats.finding.corrections import Corrections, Role
from raciapp.formats.finding.reading import Part, shortened
from raciapp.formats.finding.tables import TableCell, column_letters
from raciapp.ui.grid.marks import weighted
from raciapp.ui.importing.preview import (
    Preview,
    column_roles,
    meanings,
    row_roles,
    turned,
    with_column,
    with_meaning,
    with_row,
)
from raciapp.ui.importing.wording import ROLE_NAMES, column_name, letters_name, row_name
from raciapp.ui.language import tr
from raciapp.ui.theme import current_theme

_NAMES = {Part.UNIT, Part.ACTIVITY, Part.GROUP}
LONGEST = 40
"""Signs of a text in a menu."""


class SheetMenus:
    """Makes menus for the preview that is shown now; what is chosen becomes new corrections."""

    def __init__(self, shown: Callable[[], Preview], correct: Callable[[Corrections], object]) -> None:
        """Ask `shown` what is on display, and hand corrections to `correct`."""
        self._shown, self._correct = shown, correct

    def row(self, row: int, parent: QWidget) -> QMenu:
        """Return the menu of a row, counted from 0 in the file."""
        menu = _menu(parent)
        self._fill_row(menu, row)
        return menu

    def column(self, column: int, parent: QWidget) -> QMenu:
        """Return the menu of a column, counted from 0 in the file."""
        menu = _menu(parent)
        self._fill_column(menu, column)
        return menu

    def cell(self, cell: TableCell, part: Part | None, parent: QWidget) -> QMenu:
        """Return the menu of a cell: what its text means where it is no name, and what its row and its column are."""
        menu = _menu(parent)
        if cell.text and part not in _NAMES:
            self._fill_meanings(menu, cell.text)
            menu.addSeparator()
        # Their keys are those of no letter.
        self._fill_row(menu.addMenu(tr(mark("Ro&w {n} is"), n=cell.row + 1)), cell.row)
        self._fill_column(
            menu.addMenu(tr(mark("Colu&mn {letters} is"), letters=column_letters(cell.column))), cell.column
        )
        menu.addSeparator()
        menu.addAction(tr(mark("Exchange rows and columns\tCtrl+T")), lambda: self._correct(turned(self._shown())))
        return menu

    # -- making -------------------------------------------------------------------------------------------

    def _fill_row(self, menu: QMenu, row: int) -> None:
        preview = self._shown()
        _title(menu, tr(mark("{place} is:"), place=row_name(row)))
        roles, now = row_roles(preview.shape), preview.corrections.rows.get(row)
        self._fill_roles(menu, roles, now, lambda role: with_row(self._shown().corrections, row, role))

    def _fill_column(self, menu: QMenu, column: int) -> None:
        preview = self._shown()
        _title(menu, tr(mark("{place} is:"), place=column_name(column)))
        roles, now = column_roles(preview.shape), preview.corrections.columns.get(column)
        self._fill_roles(menu, roles, now, lambda role: with_column(self._shown().corrections, column, role))

    def _fill_roles(
        self, menu: QMenu, roles: Sequence[Role], now: Role | None, said: Callable[[Role | None], Corrections]
    ) -> None:
        group = QActionGroup(menu)
        for role in roles:
            self._add(menu, group, tr(ROLE_NAMES[role]), checked=role is now, say=partial(said, role))
        menu.addSeparator()
        self._add(menu, group, tr(mark("as it was found")), checked=now is None, say=partial(said, None))

    def _fill_meanings(self, menu: QMenu, text: str) -> None:
        preview = self._shown()
        short = shortened(text)
        short = short if len(short) <= LONGEST else f"{short[: LONGEST - 1]}…"
        _title(menu, tr(mark("«{text}» means, wherever it stands:"), text=short))
        group, now = QActionGroup(menu), preview.corrections.meanings.get(text)

        def said(symbols: str | None) -> Corrections:
            return with_meaning(self._shown().corrections, text, symbols)

        for symbols in meanings(preview.alphabet):
            name = letters_name(symbols, preview.alphabet)
            shown = f"&{name}" if len(symbols) == 1 else name
            self._add(menu, group, shown, checked=now == symbols, say=partial(said, symbols))
        self._add(menu, group, tr(mark("as it was found")), checked=now is None, say=partial(said, None))

    def _add(
        self, menu: QMenu, group: QActionGroup, text: str, *, checked: bool, say: Callable[[], Corrections]
    ) -> None:
        action = menu.addAction(text)
        action.setCheckable(True)
        action.setChecked(checked)
        group.addAction(action)
        action.triggered.connect(lambda *_: self._correct(say()))


def _menu(parent: QWidget) -> QMenu:
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return menu


def _title(menu: QMenu, text: str) -> None:
    """Begin a menu with what it is about; a greyed entry would be too pale to be read."""
    label = QLabel(text, menu)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setContentsMargins(10, 5, 14, 5)
    label.setFont(weighted(label.font(), bold=True))
    palette = label.palette()
    palette.setColor(QPalette.ColorGroup.Disabled, QPalette.ColorRole.WindowText, QColor(current_theme().muted))
    label.setPalette(palette)
    action = QWidgetAction(menu)
    action.setDefaultWidget(label)
    action.setText(text)
    action.setEnabled(False)
    menu.addAction(action)
