"""All keys on one page, from the same declarations that make the menus."""

from collections.abc import Sequence

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from raciapp.base.messages import mark
from raciapp.ui.actions import Action
from raciapp.ui.grid_keys import GRID_KEYS, GridKey
from raciapp.ui.key_caps import KeyCaps, either
from raciapp.ui.language import explained, tr
from raciapp.ui.menus import ACTIONS, MENUS
from raciapp.ui.shortcuts import Custom, assigned, caps, native, title_of

COLUMNS, COLUMN = 4, 314
"""How many columns, and the pixels of one: together they fit a screen of 1366."""
MARGIN, GAP = 14, 9
"""Pixels around the page, and between its parts."""
POINTS = 8.5


class SheetLine(msgspec.Struct, frozen=True):
    """What keys do; each of `keys` does it: the caps of its chord, and how it is read out."""

    does: str
    keys: tuple[tuple[tuple[str, ...], str], ...]

    @property
    def sentence(self) -> str:
        """Return the line in words."""
        keys = f" {either()} ".join(said for _, said in self.keys)
        return explained(self.does, keys)


class SheetSection(msgspec.Struct, frozen=True):
    """Lines under a heading."""

    title: str
    lines: tuple[SheetLine, ...]


def sections(custom: Custom) -> list[SheetSection]:
    """Return the keys of the grid and then those of each menu, as they are now."""
    held = assigned(ACTIONS, custom)
    found = [SheetSection(tr(group.title), tuple(_grid_line(key) for key in group.keys)) for group in GRID_KEYS]
    for menu, actions in MENUS.items():
        lines = tuple(_action_line(action, held[action.id]) for action in actions if held[action.id])
        found.append(SheetSection(title_of(menu.value), lines))
    return [section for section in found if section.lines]


def _grid_line(key: GridKey) -> SheetLine:
    said = [tr(one) for one in key.said]
    phrases = [(tuple(part for part in one.replace("+", " ").split(" ") if part), one) for one in said]
    return SheetLine(tr(key.does), (*phrases, *((caps(one), native(one)) for one in key.chords)))


def _action_line(action: Action, keys: Sequence[str]) -> SheetLine:
    return SheetLine(title_of(action.title), tuple((caps(one), native(one)) for one in keys))


def shared_out(heights: Sequence[int], columns: int, together: int = 0) -> list[list[int]]:
    """Return which parts go into each column so that the highest is as low as can be; the first ones stay together."""
    best: tuple[int, tuple[int, ...]] = (sum(heights) + 1, ())

    def place(chosen: tuple[int, ...], filled: tuple[int, ...]) -> None:
        nonlocal best
        if max(filled) >= best[0]:
            return
        number = len(chosen)
        if number == len(heights):
            best = (max(filled), chosen)
            return
        for column in range(1 if number < together else columns):
            grown = (*filled[:column], filled[column] + heights[number], *filled[column + 1 :])
            place((*chosen, column), grown)
            if not filled[column]:
                break  # one empty column is as good as another

    place((), (0,) * columns)
    found = [[number for number, one in enumerate(best[1]) if one == column] for column in range(columns)]
    return sorted(one for one in found if one)


class ShortcutSheet(QDialog):
    """One page to read; Esc puts it away."""

    def __init__(self, custom: Custom, parent: QWidget | None = None) -> None:
        """Show the shortcuts with those that the person chose, in `custom`."""
        super().__init__(parent)
        self.setObjectName("sheet")
        self.setWindowTitle(tr(mark("Keys and shortcuts")))
        self.sections = sections(custom)
        page = QWidget()
        page.setObjectName("sheetPage")
        across = QHBoxLayout(page)
        across.setContentsMargins(MARGIN, 14, MARGIN, 14)
        across.setSpacing(GAP)
        cards = [_card(section) for section in self.sections]
        heights = [card.heightForWidth(COLUMN) + GAP for card in cards]
        for places in shared_out(heights, COLUMNS, len(GRID_KEYS)):
            column = QVBoxLayout()
            column.setSpacing(GAP)
            for place in places:
                column.addWidget(cards[place])
            column.addStretch(1)
            across.addLayout(column, 1)
        self.area = QScrollArea()
        self.area.setObjectName("sheetPage")
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.setWidget(page)
        self.area.setAccessibleName(tr(mark("Keys and shortcuts")))
        self.area.setAccessibleDescription(self.text())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.area)
        # Where everything fits nothing scrolls; where it does not, the keys scroll it.
        room, width = self.screen().availableSize(), COLUMNS * (COLUMN + GAP) - GAP + 2 * MARGIN
        self.resize(min(width, room.width() - 20), min(page.heightForWidth(width) + 2, room.height() - 60))
        self.area.setFocus()

    def text(self) -> str:
        """Return the page as lines of text."""
        parts = []
        for section in self.sections:
            parts += [section.title, *(line.sentence for line in section.lines), ""]
        return "\n".join(parts).strip()


def _card(section: SheetSection) -> QFrame:
    card = QFrame()
    card.setObjectName("sheetCard")
    card.setAccessibleName(section.title)
    column = QVBoxLayout(card)
    column.setContentsMargins(12, 6, 9, 7)
    column.setSpacing(0)
    heading = _label(section.title, POINTS + 1.5)
    heading.setObjectName("sheetHeading")
    heading.setContentsMargins(0, 0, 0, 2)
    column.addWidget(heading)
    for line in section.lines:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(_label(line.does, POINTS), 1)
        row.addWidget(KeyCaps([drawn for drawn, _ in line.keys], line.sentence))
        column.addLayout(row)
    return card


def _label(text: str, points: float) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    font = label.font()
    font.setPointSizeF(points)
    label.setFont(font)
    return label
