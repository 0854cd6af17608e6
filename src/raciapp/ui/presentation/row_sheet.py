"""A row on the screen: its name and definition, a tile for every unit, what the check says about it.

The zones and the tiles stand still from slide to slide, so that everybody finds their own unit at once.
"""

from math import ceil

import msgspec
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont

from raciapp.base.messages import mark
from raciapp.ui.language import tr
from raciapp.ui.presentation.board import PITCH, Board, Hit, Measure
from raciapp.ui.presentation.contents import Held, RowSlide
from raciapp.ui.presentation.statements import paint_statements
from raciapp.ui.presentation.typesetting import LEADING, fits, fitted, sizes
from raciapp.ui.presentation.wording import units_shown

Bold = QFont.Weight.DemiBold

TITLE, TILES = (8.5, 33.8), (35.8, 79.0)
"""From where to where the zones reach, in hundredths of the height."""

GAP = 1.4
NARROWEST, LOWEST = 14.4, 8.6
WIDEST, HIGHEST = 44.0, 19.0
STACKED = 4.4
"""Least height of each of several letters below one another; where there is less, they stand side by side."""
USUAL = 60
"""Characters of a name that all names are made small for."""
SHAPE = 1.75
"""Width to height of the most pleasant tile."""


class Tiling(msgspec.Struct, frozen=True):
    """How tiles are laid: how many across and down, and the size of one in pixels."""

    across: int
    down: int
    width: float
    height: float

    @property
    def count(self) -> int:
        """Return how many tiles there is room for."""
        return self.across * self.down


def tiling(count: int, measure: Measure) -> Tiling:
    """Return the layout in which the tiles are largest; of too many it takes as many as can be read."""
    area, u = measure.zone(*TILES), measure.unit
    gap = GAP * u
    most_across = max(1, int((area.width() + gap) / (NARROWEST * u + gap)))
    most_down = max(1, int((area.height() + gap) / (LOWEST * u + gap)))
    choices = []
    for down in range(1, most_down + 1):
        across = min(most_across, max(1, ceil(count / down)))
        width = min(WIDEST * u, (area.width() - (across - 1) * gap) / across)
        height = min(HIGHEST * u, (area.height() - (down - 1) * gap) / down)
        choices.append(Tiling(across, down, width, height))
    enough = [one for one in choices if one.count >= count] or choices[-1:]
    return max(enough, key=lambda one: min(one.width / SHAPE, one.height))


def paint_row(board: Board, slide: RowSlide, unit: str) -> list[Hit]:
    """Draw the slide with the tile of `unit` outlined; return where its tiles are."""
    _paint_title(board, slide)
    hits = _paint_tiles(board, slide, unit)
    paint_statements(board, slide.statements)
    return hits


def _paint_title(board: Board, slide: RowSlide) -> None:
    theme, u = board.theme, board.u
    area = board.measure.zone(*TITLE)
    title = fitted(slide.title, area.width(), area.height() * 0.66, sizes(7.6 * u, 3.6 * u), Bold)
    y = board.setting(title, area, theme.text) + 1.0 * u
    if slide.definition:
        room = QRectF(area.left(), y, area.width() * 0.86, area.bottom() - y - (3.6 * u if slide.remark else 0))
        y = board.text(slide.definition, room, (3.6, 2.2), theme.text) + 0.6 * u
    if slide.remark and area.bottom() - y >= 2.2 * u:
        text = tr(mark("Remark: {text}"), text=slide.remark)
        board.text(text, QRectF(area.left(), y, area.width() * 0.86, area.bottom() - y), (2.6, 2.1), theme.muted)


# -- tiles ------------------------------------------------------------------------------------------------


def _paint_tiles(board: Board, slide: RowSlide, unit: str) -> list[Hit]:
    zone, u = board.measure.zone(*TILES), board.u
    if not slide.cells:
        board.text(tr(mark("There are no units to show.")), zone, (3.0, 2.2), board.theme.muted)
        return []
    plan = tiling(len(slide.cells), board.measure)
    page = next((place for place, cell in enumerate(slide.cells) if cell.unit == unit), 0) // plan.count
    cells = slide.cells[page * plan.count : (page + 1) * plan.count]
    if len(slide.cells) > plan.count:
        _paint_elsewhere(board, slide, page * plan.count, len(cells))
    name_sizes = _common_sizes(cells, plan, u)
    hits = []
    for place, cell in enumerate(cells):
        left = zone.left() + place % plan.across * (plan.width + GAP * u)
        top = zone.top() + place // plan.across * (plan.height + GAP * u)
        area = QRectF(left, top, plan.width, plan.height)
        current = cell.unit == unit
        _paint_tile(board, cell, area, name_sizes, current=current)
        if current:
            board.outline(area.adjusted(-0.3 * u, -0.3 * u, 0.3 * u, 0.3 * u), 1.4)
        hits.append(Hit(area, "", cell.unit))
    return hits


def _paint_elsewhere(board: Board, slide: RowSlide, first: int, count: int) -> None:
    """Tell which units are shown, and who has a part among the others."""
    others = [cell for cell in (*slide.cells[:first], *slide.cells[first + count :]) if cell.letters]
    names = ", ".join(f"{cell.name} ({'/'.join(letter.symbol for letter in cell.letters)})" for cell in others)
    text = units_shown(first, count, len(slide.cells))
    if names:
        text = f"{text}  ·  " + tr(mark("on other pages: {names}"), names=names)
    board.text(text, board.measure.zone(TILES[1] + 0.5, TILES[1] + 2.9), (1.9, 1.7), board.theme.muted)


def _side(height: float, u: float) -> float:
    """Return the side of a badge on a tile of this height; two lines of a name must fit above it."""
    return min(6.4 * u, max(3.0 * u, min(height * 0.4, height - 7 * u)))


def _name_area(area: QRectF, u: float, *, lettered: bool) -> QRectF:
    """Return where a tile's name is written: above the badges, or all over an empty tile."""
    inside = area.adjusted(1.3 * u, 0.8 * u, -1.3 * u, -0.8 * u)
    return inside.adjusted(0, 0, 0, -_side(area.height(), u) - 0.3 * u) if lettered else inside


def _common_sizes(cells: tuple[Held, ...], plan: Tiling, u: float) -> tuple[int, ...]:
    """Return one size for all names, the largest that suits all; only a name far too long is shrunk on its own."""
    steps = sizes(3.0 * u, 1.8 * u)
    found = [steps[0]]
    for cell in cells:
        area = _name_area(QRectF(0, 0, plan.width, plan.height), u, lettered=bool(cell.letters))
        if len(cell.name) <= USUAL and fits(cell.name, area.width(), area.height(), steps, Bold):
            found.append(fitted(cell.name, area.width(), area.height(), steps, Bold).pixels)
    return sizes(min(found), min(*found, 1.7 * u))


def _paint_tile(board: Board, cell: Held, area: QRectF, name_sizes: tuple[int, ...], *, current: bool) -> None:
    theme, u = board.theme, board.u
    fill = theme.surface if cell.letters else theme.crosshair if current else ""
    board.frame(area, fill=fill, edge=theme.strong_line if cell.letters else theme.line, thick=0.14)
    place = _name_area(area, u, lettered=bool(cell.letters or cell.status))
    name = fitted(cell.name, place.width(), place.height(), name_sizes, Bold)
    below = board.setting(name, place, theme.text if cell.letters else theme.muted)
    side = _side(area.height(), u)
    foot = QRectF(place.left(), area.bottom() - 0.9 * u - side, place.width(), side)
    if not cell.letters:
        board.status(cell.status, foot, 2.0)
        return
    room = QRectF(foot.left(), below + 0.6 * u, foot.width(), foot.bottom() - below - 0.6 * u)
    if len(cell.letters) > 1 and room.height() / len(cell.letters) >= STACKED * u and not cell.status:
        _paint_stack(board, cell, room)
        return
    side *= 1 if len(cell.letters) == 1 else 0.84
    side = min(side, foot.width() / (PITCH * len(cell.letters)))
    end = board.badges(cell.letters, foot.left(), foot.center().y(), side) + 0.5 * u
    _paint_words(board, cell, QRectF(end, foot.top(), foot.right() - end, foot.height()))


def _paint_stack(board: Board, cell: Held, room: QRectF) -> None:
    """Draw several letters one below the other, each with its name."""
    u = board.u
    step = min(5.4 * u, room.height() / len(cell.letters))
    side = step / PITCH
    y = room.bottom() - step * len(cell.letters)
    for letter, word in zip(cell.letters, cell.letter_names, strict=True):
        end = board.badges((letter,), room.left(), y + step - side / 2, side) + 0.5 * u
        area = QRectF(end, y + step - side, room.right() - end, side)
        board.text(word, area, (2.6, 1.7), board.theme.text, centred=True)
        y += step


def _paint_words(board: Board, cell: Held, area: QRectF) -> None:
    """Write the names of the letters beside the badges, and where the talk stands.

    Names that do not fit are left out: half a word beside a badge says less than the badge.
    """
    u = board.u
    steps = sizes(2.6 * u, 1.6 * u)
    words = area.adjusted(0, 0, 0, -2.3 * u if cell.status else 0)
    if words.height() < steps[-1] * LEADING or not fits(cell.words, words.width(), words.height(), steps):
        board.status(cell.status, area, 2.0)
        return
    board.setting(fitted(cell.words, words.width(), words.height(), steps), words, board.theme.text, centred=True)
    board.status(cell.status, QRectF(area.left(), words.bottom(), area.width(), 2.3 * u), 1.9)
