"""Scroll areas whose viewport was made here behave as those whose viewport Qt made."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QAbstractScrollArea, QHeaderView, QListView, QTableView

from raciapp.base.resources import sample_organizations
from raciapp.ui.viewports import give_viewport
from raciapp.ui.window import MainWindow


@pytest.mark.parametrize("kind", [QTableView, QListView])
def test_the_viewport_is_like_the_one_of_qt(window: MainWindow, kind: type[QAbstractScrollArea]) -> None:
    usual, ours = kind(window), kind(window)
    give_viewport(ours)
    attributes = [one for one in Qt.WidgetAttribute if one is not Qt.WidgetAttribute.WA_AttributeCount]
    for ask in (
        lambda area: area.viewport().objectName(),
        lambda area: area.viewport().backgroundRole(),
        lambda area: area.viewport().autoFillBackground(),
        lambda area: area.viewport().hasMouseTracking(),
        lambda area: area.viewport().focusPolicy(),
        lambda area: area.viewport().focusProxy() is area,
        lambda area: area.viewport().acceptDrops(),
        lambda area: [one for one in attributes if area.viewport().testAttribute(one)],
    ):
        assert ask(ours) == ask(usual)


def test_headers_follow_the_mouse_on_their_own_ground(window: MainWindow) -> None:
    usual = QHeaderView(Qt.Orientation.Horizontal, window).viewport()
    for ours in (window.grid.units.viewport(), window.grid.activities.viewport()):
        assert ours.backgroundRole() is usual.backgroundRole() is QPalette.ColorRole.Button
        assert ours.hasMouseTracking() is usual.hasMouseTracking() is True


STARTED = """
import builtins, sys
from pathlib import Path
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QDialog
from raciapp.ui.app import Desk, application
from raciapp.ui.settings import Settings

app = application()
desk = Desk(app, Settings(), Path(sys.argv[1]))
desk.window.show()
QTimer.singleShot(0, app.quit)
app.exec()
built = {kind.__name__ for base in (QObject, QDialog) for kind in type.__subclasses__(base)}
print(*sorted(built & {"QStyle", "QWizard"}), *({"_hashlib"} & set(sys.modules)), builtins.__import__.__name__)
app.setStyleSheet("")
print(app.style().name())
"""


def test_a_start_makes_nothing_that_is_never_seen(tmp_path: Path) -> None:
    """No class that PySide6 makes when it has to guess, no OpenSSL, and no reading of sources at each import."""
    sample = sample_organizations() / "coastal_stewardship.raci"
    folders = {name: str(tmp_path) for name in ("HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")}
    command, environment = [sys.executable, "-c", STARTED, str(sample)], {**os.environ, **folders}
    done = subprocess.run(command, env=environment, check=True, capture_output=True, encoding="utf-8")  # noqa: S603 - ours
    assert done.stdout.splitlines() == ["__lazy_import__", "fusion"]
