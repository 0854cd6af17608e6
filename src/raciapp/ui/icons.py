"""Lucide icons tinted for the current theme, drawn once.

Qt keeps a copy of every picture it has shown, up to 10 MB, and knows it by its identity: the same icon drawn anew for
each notice and each window would fill that up with one and the same picture.
"""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from raciapp.base.resources import resources
from raciapp.ui.theme import current_theme

ICONS_KEPT = 96
"""Those of one theme, which are about 60, and some of the one before."""


def icon(name: str) -> QIcon:
    """Return the icon called `name` (a file in `resources/icons`), with a paler face for what is disabled."""
    theme = current_theme()
    return QIcon(_icon(name, theme.text, theme.strong_line))


@lru_cache(maxsize=ICONS_KEPT)
def _icon(name: str, colour: str, pale: str) -> QIcon:
    normal = _pixmap(name, colour)
    paler = QPixmap(normal)
    painter = QPainter(paler)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.fillRect(paler.rect(), QColor(pale))
    painter.end()
    made = QIcon(normal)
    made.addPixmap(paler, QIcon.Mode.Disabled)
    return made


def tinted(name: str, colour: str, size: int = 20) -> QPixmap:
    """Return the icon as a picture of `size` logical pixels in one colour."""
    return QPixmap(_pixmap(name, colour, size))


@lru_cache(maxsize=ICONS_KEPT)
def _pixmap(name: str, colour: str, size: int = 20) -> QPixmap:
    drawing = (resources() / "icons" / f"{name}.svg").read_bytes().replace(b"currentColor", colour.encode())
    ratio = 4.0  # sharp on every screen there is
    picture = QPixmap(QSize(size, size) * ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(drawing)).render(painter)
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture
