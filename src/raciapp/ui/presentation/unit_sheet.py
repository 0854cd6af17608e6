"""A unit on the screen: its name, what it is for, and its activities under the words of its letters."""

import msgspec
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont

from raciapp.base.messages import mark
from raciapp.ui.language import tr
from raciapp.ui.presentation.board import Board, Hit, Measure
from raciapp.ui.presentation.columns import Page, flow
from raciapp.ui.presentation.contents import Held, Section, UnitSlide
from raciapp.ui.presentation.typesetting import fitted, sizes

Bold = QFont.Weight.DemiBold

TITLE, LISTS = (8.5, 26.0), (27.5, 93.5)
"""From where to where the zones reach, in hundredths of the height."""
PITCHES = (6.0, 5.4, 4.9, 4.4, 4.0)
"""Heights of a line that are tried, in hundredths of the height."""
FAINT = 0.78
"""Height of a line without letters, in lines."""
GUTTER = 5.0


class Plan(msgspec.Struct, frozen=True):
    """The pages of a unit's lists, and the height of a line in pixels."""

    pages: tuple[Page, ...]
    pitch: float
    columns: int


def plan(slide: UnitSlide, measure: Measure) -> Plan:
    """Return the most generous layout in which all lists fit on one page, or the least in several pages."""
    height, u = measure.zone(*LISTS).height(), measure.unit
    sections = [(len(section.cells), 1.0 if section.letters else FAINT) for section in slide.sections]
    columns = 2 if measure.width > 1.1 * measure.height else 1
    for pitch in PITCHES:
        for together in (True, False):
            lines = max(4.0, height / (pitch * u))
            found = Plan(tuple(flow(sections, lines, columns, together=together)), pitch * u, columns)
            if len(found.pages) <= 1:
                return found
    return found


def pages(slide: UnitSlide, measure: Measure) -> list[list[str]]:
    """Return the activities on each page of a unit's slide."""
    return [
        [slide.sections[entry.section].cells[entry.cell].activity
         for column in page for entry in column if entry.cell is not None]
        for page in plan(slide, measure).pages
    ]  # fmt: skip


def paint_unit(board: Board, slide: UnitSlide, activity: str) -> list[Hit]:
    """Draw the slide with the line of `activity` outlined; return where its lines are."""
    theme, u = board.theme, board.u
    area = board.measure.zone(*TITLE)
    name = fitted(slide.title, area.width(), area.height() * 0.72, sizes(7.6 * u, 3.4 * u), Bold)
    y = board.setting(name, area, theme.text) + 0.4 * u
    if slide.functions:
        room = QRectF(area.left(), y, area.width(), area.bottom() - y)
        board.text(slide.functions, room, (2.8, 2.0), theme.muted)
    layout = plan(slide, board.measure)
    zone = board.measure.zone(*LISTS)
    if not layout.pages:
        board.text(tr(mark("There are no activities to show.")), zone, (3.0, 2.2), theme.muted)
        return []
    number = next((place for place, page in enumerate(pages(slide, board.measure)) if activity in page), 0)
    width = (zone.width() - (layout.columns - 1) * GUTTER * u) / layout.columns
    hits = []
    for place, column in enumerate(layout.pages[number]):
        left = zone.left() + place * (width + GUTTER * u)
        for entry in column:
            line = QRectF(left, zone.top() + entry.top * layout.pitch, width, entry.height * layout.pitch)
            section = slide.sections[entry.section]
            if entry.cell is None:
                _paint_heading(board, section, line, again=entry.again)
                continue
            cell = section.cells[entry.cell]
            _paint_line(board, cell, line, current=cell.activity == activity)
            hits.append(Hit(line, cell.activity, slide.unit))
    return hits


def _paint_heading(board: Board, section: Section, line: QRectF, *, again: bool) -> None:
    theme, u = board.theme, board.u
    side = min(5.0 * u, line.height() * 0.72)
    middle = line.top() + line.height() * 0.45
    x = board.badges(section.letters, line.left(), middle, side) + (0.6 * u if section.letters else 0)
    room = QRectF(x, middle - side / 2, line.right() - x, side)
    count = tr(mark("{title}, continued"), title=section.title) if again else f"{section.title}  ({len(section.cells)})"
    title = fitted(count, room.width(), room.height(), sizes(3.0 * u, 2.0 * u), Bold)
    board.setting(title, room, theme.text if section.letters else theme.muted, centred=True)


def _paint_line(board: Board, cell: Held, line: QRectF, *, current: bool) -> None:
    theme, u = board.theme, board.u
    if current:
        area = line.adjusted(-1.0 * u, 0, 1.0 * u, 0)
        board.frame(area, fill=theme.crosshair)
        board.outline(area, 1.0)
    size = line.height() / u * 0.58
    end = 0.0
    if cell.status:
        end = line.width() * 0.26
        board.status(cell.status, QRectF(line.right() - end, line.top(), end, line.height()), size * 0.78)
    room = QRectF(line.left(), line.top(), line.width() - end, line.height())
    text = fitted(cell.name, room.width(), room.height(), sizes(size * u, size * u * 0.82))
    board.setting(text, room, theme.text if cell.letters else theme.muted, centred=True)
