"""Open the window on a scaled screen and say as JSON what does not fit: `python scaled.py [folder for pictures]`.

The environment says by how much (`QT_SCALE_FACTOR`), which Qt reads only when it starts: hence a program of its own.
"""

import json
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QBuffer, QSettings, QSize
from PySide6.QtGui import QPixmap
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QTabBar, QToolBar, QToolButton, QWidget

from raciapp.base.resources import sample_organizations
from raciapp.base.words import Language
from raciapp.ui.app import Desk
from raciapp.ui.grid.badges import Badges
from raciapp.ui.settings import Settings
from raciapp.ui.theme import Choice
from raciapp.ui.window import MainWindow

SAMPLE = "coastal_stewardship.raci"
SIZES = ((1366, 768), (1920, 1080))
"""Logical pixels: a small laptop and a projector at 100 %, and what larger screens leave at their own scale."""

Complaint = tuple[str, str]
"""What does not fit and its text."""


def clipped(window: QWidget) -> Iterator[Complaint]:
    """Yield each label, button and tab of `window` that is given less room than its text needs."""
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or widget.visibleRegion().isEmpty():
            continue
        kind = f"{type(widget).__name__} {widget.objectName()}".strip()
        yield from ((kind, text) for text in _cut(widget))


def _cut(widget: QWidget) -> list[str]:
    if isinstance(widget, QLabel):
        return [] if _label_fits(widget) else [widget.text()]
    if isinstance(widget, (QPushButton, QToolButton)):
        return [] if _button_fits(widget) else [widget.text()]
    if isinstance(widget, QTabBar):
        places = range(widget.count())
        return [widget.tabText(place) for place in places if widget.tabRect(place).right() >= widget.width()]
    return []


def _label_fits(label: QLabel) -> bool:
    room = label.contentsRect()
    if not label.text():
        return True
    if label.wordWrap():
        return label.heightForWidth(label.width()) <= label.height()
    metrics = label.fontMetrics()
    return metrics.horizontalAdvance(label.text()) <= room.width() and metrics.height() <= room.height()


def _button_fits(button: QPushButton | QToolButton) -> bool:
    # The arrow at the end of a tool bar stands for buttons that found no room.
    if isinstance(button.parent(), QToolBar) and button.objectName() == "qt_toolbar_ext_button":
        return False
    needed = button.minimumSizeHint() if button.layout() else button.sizeHint()
    return needed.width() <= button.width() and needed.height() <= button.height()


def shortened(widget: QWidget) -> list[str]:
    """Return the texts that `widget` draws with «…» at their end."""
    buffer = QBuffer()
    drawing = QSvgGenerator()
    drawing.setOutputDevice(buffer)
    drawing.setSize(widget.size())
    widget.render(drawing)
    drawn = ET.fromstring(buffer.data().data()).findall(".//{*}text")  # noqa: S314 - Qt has just written it
    return [text for text in ("".join(one.itertext()) for one in drawn) if text.rstrip().endswith("…")]


def looked_at(window: MainWindow, name: str, folder: Path | None) -> dict[str, object]:
    """Return what does not fit in the window at each size, and keep pictures of it in `folder`."""
    found: dict[str, object] = {}
    for width, height in SIZES:
        window.resize(QSize(width, height))
        QApplication.processEvents()
        grid = window.grid
        found[f"{name} {width}x{height}"] = {
            "size": [window.width(), window.height()],
            "clipped": list(clipped(window)),
            "shortened": shortened(grid.units.viewport()) + shortened(grid.activities.viewport()),
        }
        if folder is not None:
            window.grab().save(str(folder / f"{name}_{width}.png"))
    return found


def watched_badges() -> set[float]:
    """Return a set that will hold the ratio of every badge that is drawn."""
    ratios: set[float] = set()
    picture = Badges.picture

    def watched(self: Badges, mask: int) -> QPixmap:
        made = picture(self, mask)
        ratios.add(made.devicePixelRatio())
        return made

    Badges.picture = watched  # type: ignore[method-assign] # to look on
    return ratios


def main(folder: Path | None) -> None:
    """Look at a sample in both languages."""
    app = QApplication([])
    badges = watched_badges()
    found: dict[str, object] = {}
    with tempfile.TemporaryDirectory() as kept:
        for language in Language:
            settings = Settings(QSettings(f"{kept}/{language}.ini", QSettings.Format.IniFormat))
            settings.language, settings.theme = language, Choice.LIGHT
            desk = Desk(app, settings)
            desk.window.files.start_from_sample(sample_organizations() / SAMPLE)
            desk.window.show()
            QTest.qWaitForWindowExposed(desk.window)
            found |= looked_at(desk.window, language.value, folder)
            desk.window.hide()
    picture = desk.window.grid.grab()
    found["screen"] = desk.window.devicePixelRatioF()
    found["painted"] = [picture.devicePixelRatio(), picture.width() / desk.window.grid.width()]
    found["badges"] = sorted(badges)
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
