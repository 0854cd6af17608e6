"""The preview: one page at a time, as it will be printed."""

from PySide6.QtCore import QByteArray, QEvent, QObject, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QColor, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from raciapp.base.errors import UserError
from raciapp.base.messages import mark
from raciapp.ui.exporting.latest import Latest, Work
from raciapp.ui.exporting.pages import Pages, Stretch
from raciapp.ui.icons import icon
from raciapp.ui.language import current_language, tr
from raciapp.ui.shortcuts import native
from raciapp.ui.theme import current_theme

_AIR = 14
"""Pixels around the page."""
_LARGER, _NEARLY = 1.6, 0.8
"""How much wider than the room a page is drawn to be read, where the whole of it is nearly as wide as that."""


class _Sheet(QWidget):
    """The picture of a page on the ground of the window; without one, a sentence in its place."""

    def __init__(self) -> None:
        super().__init__()
        self.page: QSvgRenderer | None = None
        self.sentence = ""
        self._drawn = QPixmap()

    def show_page(self, page: QSvgRenderer | None, sentence: str = "") -> None:
        """Show a page, or `sentence`."""
        self.page, self.sentence, self._drawn = page, sentence, QPixmap()
        self.update()

    def height_for(self, width: int) -> int:
        """Return how high the sheet is when the page is as wide as there is room."""
        if self.page is None:
            return 0
        size = self.page.defaultSize()
        return round((width - 2 * _AIR) * size.height() / size.width() + 2 * _AIR)

    def fills(self, room: QSize) -> bool:
        """Return whether the whole page in a room is nearly as wide as that, and would hardly gain from being so."""
        shown = self.page.defaultSize().scaled(room, Qt.AspectRatioMode.KeepAspectRatio) if self.page else QSize()
        return shown.width() > _NEARLY * room.width()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the page with a fine line around it, as large as there is room."""
        theme, painter = current_theme(), QPainter(self)
        painter.fillRect(event.rect(), QColor(theme.band))
        if self.page is None:
            painter.setPen(QColor(theme.muted))
            room = self.rect().adjusted(30, 30, -30, -30)
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self.sentence)
            return
        place = self._place(self.page)
        painter.drawPixmap(place.topLeft(), self._picture(self.page, place.size()))
        painter.setPen(QPen(QColor(theme.strong_line), 1))
        painter.drawRect(place.adjusted(-1, -1, 0, 0))

    def _place(self, page: QSvgRenderer) -> QRect:
        room = self.rect().adjusted(_AIR, _AIR, -_AIR, -_AIR)
        size = page.defaultSize().scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRect(0, 0, size.width(), size.height())
        place.moveCenter(room.center())
        return place

    def _picture(self, page: QSvgRenderer, size: QSize) -> QPixmap:
        """Return the page drawn in a size; once, for there are thousands of strokes on it."""
        ratio = self.devicePixelRatioF()
        if self._drawn.size() != size * ratio:
            self._drawn = QPixmap(size * ratio)
            self._drawn.setDevicePixelRatio(ratio)
            self._drawn.fill(Qt.GlobalColor.white)
            painter = QPainter(self._drawn)
            page.render(painter, QRectF(0, 0, size.width(), size.height()))
            painter.end()
        return self._drawn


class _Scroll(QScrollArea):
    """The sheet, as large as the room there is, or wider, so that small print can be read."""

    def __init__(self, sheet: _Sheet) -> None:
        super().__init__()
        self.sheet = sheet
        self.wide = False
        self.setWidget(sheet)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the sheet into the new room."""
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Give the sheet its size."""
        room = self.viewport().size()
        larger = self.wide and self.sheet.fills(self.maximumViewportSize())  # asked of the room without scroll bars
        width = round(_LARGER * room.width()) if larger else room.width()
        height = self.sheet.height_for(width) if self.wide else 0
        self.sheet.resize(width, max(height, room.height()))


class Preview(QWidget):
    """Shows the pages that the newest wish gives; the ones before stay until they are there."""

    shown = Signal()
    """Pages, or a sentence in their place, are on the screen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without pages."""
        super().__init__(parent)
        self._worker = Latest(self)
        self._pages: tuple[bytes, ...] = ()
        self._stretches: tuple[Stretch, ...] = ()
        self._number = 0
        self.sheet = _Sheet()
        self.pane = _Scroll(self.sheet)
        self.where = QLabel()
        self.back, self.on, self.width_ = QToolButton(), QToolButton(), QToolButton()
        self._build()
        self._worker.done.connect(self._show_pages)
        self._worker.failed.connect(self._show_failure)
        self._say(tr(mark("The preview is being made…")))

    def _build(self) -> None:
        title = QLabel(tr(mark("Preview of the PDF")))
        title.setObjectName("sheetHeading")
        buttons = (
            (self.back, "arrow-left", mark("Previous page"), "Ctrl+PgUp"),
            (self.on, "arrow-right", mark("Next page"), "Ctrl+PgDown"),
            (self.width_, "zoom-in", mark("In a size to read"), "Ctrl+0"),
        )
        bar = QHBoxLayout()
        bar.setSpacing(4)
        bar.addWidget(title)
        bar.addStretch(1)
        bar.addWidget(self.where)
        for button, picture, name, keys in buttons:
            button.setIcon(icon(picture))
            # A shortcut of the button itself would let it look pressed for a while before anything happens.
            action = QAction(self)
            action.setShortcut(QKeySequence(keys))
            action.triggered.connect(button.click)
            self.addAction(action)
            button.setToolTip(f"{tr(name)} ({native(keys)})")
            button.setAccessibleName(tr(name))
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            bar.addWidget(button)
        self.width_.setCheckable(True)
        self.where.setObjectName("subline")
        self.back.clicked.connect(lambda: self.turn(-1))
        self.on.clicked.connect(lambda: self.turn(1))
        self.width_.toggled.connect(self._widen)
        self.pane.setAccessibleName(tr(mark("Preview of the PDF")))
        self.pane.installEventFilter(self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        column.addLayout(bar)
        column.addWidget(self.pane, 1)

    # -- asking -------------------------------------------------------------------------------------------

    def ask(self, *works: Work) -> None:
        """Show the pages that these give one after the other, unless something newer is asked for before their turn."""
        self._worker.ask(*works)

    def stop(self) -> None:
        """Show nothing more, once the thread has ended."""
        self._worker.stop()

    # -- showing ------------------------------------------------------------------------------------------

    @property
    def place(self) -> tuple[int, int]:
        """Return the number of the page on the screen, from 1 on, and how many there are; 0 for none."""
        return (self._number + 1 if self._pages else 0), len(self._pages)

    @property
    def stretch(self) -> Stretch:
        """Return the stretch that the page on the screen belongs to."""
        return self._stretches[self._number] if self._pages else None

    def turn(self, step: int) -> None:
        """Go `step` pages on or back, as far as there are any."""
        self._show_page(self._number + step)
        self.pane.verticalScrollBar().setValue(0)

    def _show_pages(self, pages: Pages) -> None:
        stretch = self.stretch
        within = self._number - self._stretches.index(stretch) if self._pages else 0
        self._pages = tuple(picture for _, pictures in pages.stretches for picture in pictures)
        self._stretches = tuple(stretch for stretch, pictures in pages.stretches for _ in pictures)
        if stretch in self._stretches:  # where pages before it came or went, the same page stays on the screen
            last = self._stretches.count(stretch) - 1
            self._number = self._stretches.index(stretch) + min(within, last)
        self._show_page(self._number)
        self.shown.emit()

    def _show_page(self, number: int) -> None:
        self._number = max(0, min(number, len(self._pages) - 1))
        if not self._pages:
            self._say(tr(mark("Nothing of this would be on paper.")))
            return
        self.sheet.show_page(QSvgRenderer(QByteArray(self._pages[self._number])))
        self.pane.fit()
        self._tell(tr(mark("Page {page} of {pages}"), page=self._number + 1, pages=len(self._pages)))

    def _show_failure(self, error: Exception) -> None:
        """Say in place of the page what is wrong; what is a fault of ours goes on to who looks after those."""
        self._pages = ()
        known = isinstance(error, UserError)
        self._say(error.text(current_language()) if known else tr(mark("The preview could not be made.")))  # type: ignore[attr-defined] # a UserError has a text
        self.shown.emit()
        if not known:
            raise error

    def _say(self, sentence: str) -> None:
        self.sheet.show_page(None, sentence)
        self.pane.fit()
        self._tell(sentence)

    def _tell(self, text: str) -> None:
        self.where.setText(text if self._pages else "")
        self.pane.setAccessibleDescription(text)
        page, pages = self.place
        self.back.setEnabled(page > 1)
        self.on.setEnabled(page < pages)

    def _widen(self, wide: bool) -> None:  # noqa: FBT001 - what the signal carries
        self.pane.wide = wide
        self.pane.fit()
        self.sheet.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Turn pages with the keys that turn pages, once there is nothing left to scroll."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            bar = self.pane.verticalScrollBar()
            steps = {
                Qt.Key.Key_PageDown: 1 if bar.value() == bar.maximum() else 0,
                Qt.Key.Key_PageUp: -1 if bar.value() == bar.minimum() else 0,
                Qt.Key.Key_Home: -len(self._pages),
                Qt.Key.Key_End: len(self._pages),
            }
            step = steps.get(Qt.Key(event.key()), 0)
            if step:
                self.turn(step)
                return True
        return super().eventFilter(watched, event)
