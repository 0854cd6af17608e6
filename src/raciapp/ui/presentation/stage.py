"""The painted screen of a presentation: a slide, the curtain over it, the sheet of keys."""

import msgspec
from PySide6.QtCore import QPointF, QRectF, Signal
from PySide6.QtGui import QColor, QFont, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from raciapp.base.messages import mark
from raciapp.document.records import Status
from raciapp.ui.language import tr
from raciapp.ui.presentation import group_sheet, unit_sheet
from raciapp.ui.presentation.board import Board, Centre, Hit, Measure, Right
from raciapp.ui.presentation.contents import EmptySlide, GroupSlide, RowSlide, Slide, UnitSlide
from raciapp.ui.presentation.keys import SHEET
from raciapp.ui.presentation.row_sheet import paint_row
from raciapp.ui.presentation.slides import Pages, Show
from raciapp.ui.presentation.typesetting import fitted, sizes
from raciapp.ui.presentation.wording import progress
from raciapp.ui.theme import current_theme

Bold = QFont.Weight.DemiBold


class Scene(msgspec.Struct, frozen=True):
    """Everything there is to see.

    `label` stands over the title, `foot` below everything; `curtain` is what is written on the lowered curtain.
    """

    slide: Slide = EmptySlide("")
    show: Show = Show()
    label: str = ""
    foot: str = ""
    letters: str = ""
    keys: bool = False
    curtain: str | None = None


class Stage(QWidget):
    """Paints a scene; a click on a cell makes it current."""

    chosen = Signal(str, str)
    """The activity and unit ids of a clicked cell; an empty id means that of the current cell."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Paint an empty scene."""
        super().__init__(parent)
        self.scene = Scene()
        self.hits: list[Hit] = []

    @property
    def measure(self) -> Measure:
        """Return the size that everything derives from."""
        return Measure(self.width(), self.height())

    def show_scene(self, scene: Scene) -> None:
        """Paint another scene."""
        self.scene = scene
        self.update()

    def pages(self, slide: Slide) -> Pages:
        """Return the activities on each page of a slide, at the size the screen has."""
        match slide:
            case RowSlide():
                return [[slide.activity]]
            case GroupSlide():
                return group_sheet.pages([line.activity for line in slide.lines], self.measure, len(slide.units))
            case UnitSlide():
                return unit_sheet.pages(slide, self.measure)
            case EmptySlide():
                return []

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the cell under the pointer."""
        for hit in self.hits:
            if hit.area.contains(QPointF(event.position())):
                self.chosen.emit(hit.activity, hit.unit)
                return

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw everything: a projected screen is small work, and all of it derives from the scene."""
        del event
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        board = Board(painter, theme, self.measure)
        self.hits = []
        if self.scene.curtain is None:
            painter.fillRect(self.rect(), QColor(theme.window))
            self.hits = self._paint_slide(board)
            self._paint_edges(board)
            if self.scene.keys:
                _paint_keys(board, self.scene.letters)
        else:
            painter.fillRect(self.rect(), QColor(theme.window if theme.dark else theme.text))
            colour = theme.muted if theme.dark else theme.strong_line
            board.text(self.scene.curtain, board.measure.zone(44, 56), (2.8, 2.0), colour, across=Centre, centred=True)
        painter.end()

    def _paint_slide(self, board: Board) -> list[Hit]:
        slide, show = self.scene.slide, self.scene.show
        match slide:
            case RowSlide():
                return paint_row(board, slide, show.unit)
            case GroupSlide():
                return group_sheet.paint_group(board, slide, show.activity, show.unit)
            case UnitSlide():
                return unit_sheet.paint_unit(board, slide, show.activity)
            case EmptySlide():
                zone = board.measure.zone(40, 60)
                board.text(slide.text, zone, (4.4, 2.6), board.theme.muted, across=Centre, centred=True)
                return []

    def _paint_edges(self, board: Board) -> None:
        """Draw what stands on every slide: how far we are, where we are, what the current cell holds."""
        theme, u, slide = board.theme, board.u, self.scene.slide
        if not isinstance(slide, EmptySlide):
            painter = board.painter
            painter.fillRect(QRectF(0, 0, self.width(), 0.5 * u), QColor(theme.line))
            painter.fillRect(QRectF(0, 0, self.width() * slide.number / slide.count, 0.5 * u), QColor(theme.accent))
        strip = board.measure.zone(4.0, 8.0)
        pages = self.pages(slide)
        page = next((number for number, page in enumerate(pages) if self.scene.show.activity in page), 0)
        far = QRectF(strip.right() - 34 * u, strip.top(), 34 * u, strip.height())
        board.text(progress(slide, page, max(1, len(pages))), far, (2.4, 1.8), theme.muted, across=Right, centred=True)
        label = fitted(self.scene.label, strip.width() * 0.5, strip.height(), sizes(2.6 * u, 2.0 * u), Bold)
        board.setting(label, strip, theme.accent, centred=True)
        x = strip.left() + label.width + (4 * u if label.lines else 0)
        self._paint_state(board, QRectF(x, strip.top(), far.left() - x, strip.height()))
        foot = board.measure.zone(95.2, 98.8)
        hint = tr(mark("F1: keys"))
        board.text(hint, foot, (2.0, 1.7), theme.muted, across=Right, centred=True)
        foot.setWidth(foot.width() - 14 * u)
        board.text(self.scene.foot, foot, (2.3, 1.8), theme.text, centred=True)

    def _paint_state(self, board: Board, area: QRectF) -> None:
        """Write where the talk about the row stands, and that some letters are not drawn."""
        slide = self.scene.slide
        status = slide.status if isinstance(slide, RowSlide) else Status.NONE
        x = area.left() + board.status(status, area, 2.6) + (3 * board.u if status else 0)
        if self.scene.show.only_accountable:
            room = QRectF(x, area.top(), area.right() - x, area.height())
            board.text(
                tr(mark("Only who is accountable")), room, (2.4, 1.7), board.theme.mark, weight=Bold, centred=True
            )


def _paint_keys(board: Board, letters: str) -> None:
    """Draw the sheet of keys over the slide."""
    theme, u, measure = board.theme, board.u, board.measure
    step = 4.3 * u
    width, height = min(92 * u, measure.width * 0.94), len(SHEET) * step + 12 * u
    area = QRectF((measure.width - width) / 2, (measure.height - height) / 2, width, height)
    veil = QColor(theme.window)
    veil.setAlphaF(0.72)
    board.painter.fillRect(QRectF(0, 0, measure.width, measure.height), veil)
    board.frame(area, fill=theme.surface, edge=theme.strong_line, thick=0.16, radius=1.8)
    inside = area.adjusted(4 * u, 3 * u, -4 * u, -3 * u)
    board.text(tr(mark("Keys")), inside, (3.4, 2.4), theme.text, weight=Bold)
    for place, (keys, meaning) in enumerate(SHEET):
        line = QRectF(inside.left(), inside.top() + 6 * u + place * step, inside.width(), step)
        left = QRectF(line.left(), line.top(), line.width() * 0.38, step)
        named = letters if keys == "{letters}" else tr(keys)
        board.text(named, left, (2.5, 1.7), theme.accent, weight=Bold, centred=True)
        right = QRectF(line.left() + line.width() * 0.41, line.top(), line.width() * 0.59, step)
        board.text(tr(meaning), right, (2.5, 1.7), theme.text, centred=True)
