"""The findings at the foot of a slide: two sentences at most, all in one size."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF

from raciapp.base.messages import mark
from raciapp.ui.language import tr
from raciapp.ui.presentation.board import Board, Right
from raciapp.ui.presentation.contents import Statement
from raciapp.ui.presentation.typesetting import LEADING, fitted, sizes
from raciapp.ui.presentation.wording import more_findings

ZONE = (82.4, 94.6)
"""From where to where the findings reach, in hundredths of the height."""
MOST = 2


def paint_statements(board: Board, statements: Sequence[Statement]) -> None:
    """Write the gravest findings, and how many more there are."""
    theme, u = board.theme, board.u
    zone = board.measure.zone(*ZONE)
    shown, left = statements[:MOST], len(statements) - MOST
    if not shown:
        area = QRectF(zone.left(), zone.top(), zone.width(), 4 * u)
        board.text(tr(mark("No finding on this row.")), area, (2.4, 2.0), theme.muted, centred=True)
        return
    gap, side = 0.9 * u, 1.6 * u
    height = (zone.height() - gap) / MOST
    width = zone.width() - 2 * side - (24 * u if left > 0 else 0)
    steps = sizes(2.6 * u, 1.9 * u)
    size = min(fitted(one.text, width, height, steps).pixels for one in shown)
    y = zone.top()
    for statement in shown:
        last = y
        board.weight_mark(statement.severity, zone.left(), y + size * LEADING / 2, side)
        text = fitted(statement.text, width, height, (size,))
        y = board.setting(text, QRectF(zone.left() + 2 * side, y, width, height), theme.text) + gap
    if left > 0:
        area = QRectF(zone.right() - 22 * u, last, 22 * u, size * LEADING)
        board.text(more_findings(left), area, (2.2, 1.8), theme.muted, across=Right, centred=True)
