"""The page of the preferences where keys are given to actions and taken from them."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QKeySequenceEdit,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from raciapp.base.messages import mark
from raciapp.ui.actions import Action
from raciapp.ui.language import tr
from raciapp.ui.menus import ACTIONS, MENUS
from raciapp.ui.searching import match
from raciapp.ui.shortcuts import FORMAT, Custom, assigned, chosen, native, normal, refusal, title_of

ACTION, MENU, KEYS = range(3)


class SearchField(QLineEdit):
    """A field from which Enter and Down lead into what it found, and which a dialog does not take for its own Enter."""

    def __init__(self, found: QWidget) -> None:
        """Lead to `found`."""
        super().__init__()
        self._found = found
        self.setClearButtonEnabled(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to what was found, or type."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down}:
            self._found.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)


class ShortcutPage(QWidget):
    """Every action with its keys; keys that are taken or needed by the grid are refused, and why is said at once."""

    def __init__(self, custom: Custom) -> None:
        """Start from the shortcuts in `custom`, by action id, and the usual ones of all other actions."""
        super().__init__()
        self._kept = {identity: keys for identity, keys in custom.items() if identity not in _BY_ID}
        self._held = assigned(ACTIONS, custom)
        self.table = QTableWidget(len(ACTIONS), 3)
        self._items: list[list[QTableWidgetItem]] = []
        self.box = QFrame()
        self.search = SearchField(self.table)
        self.whose = QLabel()
        self.keys = QKeySequenceEdit()
        self.says = QLabel()
        self.use = QPushButton(tr(mark("&Use these keys")))
        self.add = QPushButton(tr(mark("Add as a &second")))
        self.take = QPushButton(tr(mark("&Take them from there")))
        self.remove = QPushButton(tr(mark("&Remove")))
        self.usual = QPushButton(tr(mark("&Back to the usual")))
        self.all_usual = QPushButton(tr(mark("&All back to the usual")))
        self._fill()
        self._build()
        self._connect()
        self.table.setCurrentCell(0, ACTION)

    def _fill(self) -> None:
        self.table.setHorizontalHeaderLabels([tr(mark("Action")), tr(mark("Menu")), tr(mark("Shortcut"))])
        self.table.setObjectName("shortcutTable")
        self.table.setAccessibleName(tr(mark("Shortcuts")))
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(28)
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        header = self.table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, mode in ((ACTION, QHeaderView.ResizeMode.Stretch), (MENU, QHeaderView.ResizeMode.Fixed),
                             (KEYS, QHeaderView.ResizeMode.Fixed)):  # fmt: skip
            header.setSectionResizeMode(column, mode)
        self.table.setColumnWidth(MENU, 110)
        self.table.setColumnWidth(KEYS, 230)
        for row, action in enumerate(ACTIONS):
            texts = (title_of(action.title), title_of(_MENU_OF[action.id]), "")
            self._items.append([QTableWidgetItem(text) for text in texts])
            for column, item in enumerate(self._items[row]):
                self.table.setItem(row, column, item)
            self._write(row)

    def _build(self) -> None:
        self.search.setPlaceholderText(tr(mark("Find an action or a key")))
        self.search.setAccessibleName(tr(mark("Find an action or a key")))
        self.whose.setObjectName("sheetHeading")
        self.says.setObjectName("shortcutSays")
        self.says.setWordWrap(True)
        self.says.setMinimumHeight(36)  # two lines: the page must not jump when it says more
        for label in (self.whose, self.says):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.keys.setMaximumSequenceLength(1)
        self.keys.setClearButtonEnabled(True)
        self.keys.setAccessibleName(tr(mark("New keys")))
        for button in self._buttons():
            button.setAutoDefault(False)  # Enter is for the dialog
        self.box.setObjectName("shortcutKeys")
        grid = QGridLayout(self.box)
        grid.setContentsMargins(14, 10, 14, 10)
        grid.setVerticalSpacing(7)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self.whose, 0, 0, 1, 2)
        label = QLabel(tr(mark("Press the new &keys:")))
        label.setBuddy(self.keys)
        grid.addWidget(label, 1, 0)
        grid.addWidget(self.keys, 1, 1)
        grid.addWidget(self.says, 2, 0, 1, 2, Qt.AlignmentFlag.AlignTop)
        grid.addLayout(_row(self.use, self.add, self.take, None, self.remove, self.usual), 3, 0, 1, 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 14, 14, 12)
        layout.setSpacing(10)
        for widget in (self.search, self.table, self.box):
            layout.addWidget(widget)
        layout.addLayout(_row(None, self.all_usual))

    def _connect(self) -> None:
        self.search.textChanged.connect(self._filter)
        self.table.currentCellChanged.connect(lambda *_: self._choose())
        self.keys.keySequenceChanged.connect(lambda _: self._judge())
        self.use.clicked.connect(lambda: self._give(self._pressed()))
        self.add.clicked.connect(lambda: self._give(*self._held[self._action().id], self._pressed()))
        self.take.clicked.connect(self._take)
        self.remove.clicked.connect(self._clear)
        self.usual.clicked.connect(self._restore)
        self.all_usual.clicked.connect(self._restore_all)

    def _buttons(self) -> tuple[QPushButton, ...]:
        return self.use, self.add, self.take, self.remove, self.usual, self.all_usual

    # -- the table ----------------------------------------------------------------------------------------

    def answer(self) -> dict[str, tuple[str, ...]]:
        """Return the shortcuts that are not the usual ones, by action id; no keys do two things."""
        return self._kept | chosen(ACTIONS, self._held)

    def _action(self) -> Action:
        return ACTIONS[self.table.currentRow()]

    def _write(self, row: int) -> None:
        text = ",  ".join(native(keys) for keys in self._held[ACTIONS[row].id])
        self._items[row][KEYS].setText(text)
        none = tr(mark("It has no keys of its own."))
        self._items[row][KEYS].setData(Qt.ItemDataRole.AccessibleTextRole, text or none)

    def _filter(self) -> None:
        """Show the actions whose title, menu or keys are meant, and choose one that is shown."""
        wanted = self.search.text().strip()
        shown = []
        for row, items in enumerate(self._items):
            title, *also = (item.text() for item in items)
            if match(wanted, title, also) is not None:
                shown.append(row)
            self.table.setRowHidden(row, shown[-1:] != [row])
        if shown and self.table.currentRow() not in shown:
            self.table.setCurrentCell(shown[0], ACTION)
        self.box.setEnabled(bool(shown))

    def _choose(self) -> None:
        self.whose.setText(title_of(self._action().title))
        self.keys.clear()
        self._judge()

    # -- the keys -----------------------------------------------------------------------------------------

    def _pressed(self) -> str:
        return normal(self.keys.keySequence().toString(FORMAT.PortableText))

    def _judge(self) -> None:
        """Say what the pressed keys mean, and offer what can be done with them."""
        action, pressed = self._action(), self._pressed()
        held, usual = self._held[action.id], tuple(map(normal, action.shortcuts))
        holder = self._holder(pressed)
        mine = bool(pressed) and pressed in held
        unfit = "" if pressed in usual else refusal(pressed)
        if self.keys.keySequence().isEmpty():
            self._say(self._state(held))
        elif mine:
            self._say(tr(mark("{keys} does this already."), keys=native(pressed)))
        elif unfit:
            self._say(unfit)
        elif holder:
            does = tr(mark("{keys} already does «{action}»."), keys=native(pressed), action=title_of(holder.title))
            self._say(does)
        else:
            self._say(tr(mark("{keys} is free."), keys=native(pressed)))
        free = bool(pressed) and not mine and not unfit
        self.use.setEnabled(free and holder is None)
        self.add.setEnabled(free and holder is None and bool(held))
        self.take.setEnabled(free and holder is not None)
        self.remove.setEnabled(bool(held))
        self.usual.setEnabled(held != usual)
        self.all_usual.setEnabled(bool(chosen(ACTIONS, self._held)))

    def _state(self, held: tuple[str, ...]) -> str:
        if not held:
            return tr(mark("It has no keys of its own."))
        return tr(mark("Its keys: {keys}"), keys=", ".join(map(native, held)))

    def _say(self, text: str) -> None:
        self.says.setText(text)
        self.keys.setAccessibleDescription(text)

    def _holder(self, keys: str) -> Action | None:
        """Return the other action that has these keys."""
        mine = self._action().id
        return next((one for one in ACTIONS if one.id != mine and keys in self._held[one.id]), None)

    def _give(self, *keys: str) -> None:
        self._held[self._action().id] = keys
        self._write(self.table.currentRow())
        self.keys.clear()
        self._judge()

    def use_pressed(self) -> None:
        """Use the keys that were pressed and are free, as a person expects of OK."""
        if self.use.isEnabled():
            self.use.click()

    def _clear(self) -> None:
        self._give()

    def _take(self) -> None:
        """Take the pressed keys from the action that has them; they are the only ones of this one then."""
        pressed = self._pressed()
        for row, action in enumerate(ACTIONS):
            if pressed in self._held[action.id]:
                self._held[action.id] = tuple(one for one in self._held[action.id] if one != pressed)
                self._write(row)
        self._give(pressed)

    def _restore(self) -> None:
        """Give the chosen action its usual keys back, unless another has them now."""
        usual = tuple(map(normal, self._action().shortcuts))
        taken = next(((keys, holder) for keys in usual if (holder := self._holder(keys))), None)
        if taken:
            # Laid ready in the field, they can be taken from there with one more key.
            self.keys.setKeySequence(QKeySequence(taken[0], FORMAT.PortableText))
            self._judge()
        else:
            self._give(*usual)

    def _restore_all(self) -> None:
        self._held = assigned(ACTIONS, {})
        for row in range(self.table.rowCount()):
            self._write(row)
        self._choose()


_BY_ID = {action.id: action for action in ACTIONS}
_MENU_OF = {action.id: menu.value for menu, actions in MENUS.items() for action in actions}


def _row(*widgets: QWidget | None) -> QHBoxLayout:
    """Return widgets side by side; None takes the room that is left."""
    row = QHBoxLayout()
    row.setSpacing(8)
    for widget in widgets:
        if widget is None:
            row.addStretch(1)
        else:
            row.addWidget(widget)
    return row
