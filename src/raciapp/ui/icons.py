"""Lucide icons tinted for the current theme."""

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from raciapp.base.resources import resources
from raciapp.ui.theme import current_theme


def icon(name: str) -> QIcon:
    """Return the icon called `name` (a file in `resources/icons`), with a paler face for what is disabled."""
    theme = current_theme()
    normal = _pixmap(name, theme.text)
    paler = QPixmap(normal)
    painter = QPainter(paler)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.fillRect(paler.rect(), QColor(theme.strong_line))
    painter.end()
    made = QIcon(normal)
    made.addPixmap(paler, QIcon.Mode.Disabled)
    return made


def tinted(name: str, colour: str, size: int = 20) -> QPixmap:
    """Return the icon as a picture of `size` logical pixels in one colour."""
    return _pixmap(name, colour, size)


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
