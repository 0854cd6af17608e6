"""The part of a scroll area that scrolls, as a widget that PySide6 has met."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QAbstractScrollArea, QWidget


def give_viewport(area: QAbstractScrollArea, ground: QPalette.ColorRole = QPalette.ColorRole.Base) -> None:
    """Let `area` scroll a widget made here instead of the one that Qt has made for it, which it is otherwise like.

    When Python first asks for a widget that C++ has made, PySide6 builds the class of every widget that it might be,
    and Qt has many that are never seen here: a fortieth of the start, and a megabyte.
    """
    viewport = QWidget()
    viewport.setObjectName("qt_scrollarea_viewport")
    viewport.setBackgroundRole(ground)
    viewport.setAutoFillBackground(True)
    viewport.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
    area.setViewport(viewport)
