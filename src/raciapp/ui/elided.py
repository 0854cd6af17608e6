"""A line of text that ends in «…» where there is no room for all of it."""

import re

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QHelpEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QToolTip, QWidget

from raciapp.ui.language import tool_tip

BREAKS = re.compile(r"[^\S\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}]+")


class ElidedLabel(QLabel):
    """Shows one line, as much as fits; the whole is read out, and shown on hover where no other tip is set."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._whole = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    @property
    def whole(self) -> str:
        """Return the text without cuts."""
        return self._whole

    def show_text(self, text: str) -> None:
        """Show `text`; line breaks become spaces, no-break spaces stay."""
        self._whole = BREAKS.sub(" ", text).strip()
        self.setAccessibleName(self._whole)
        self._shorten()

    def minimumSizeHint(self) -> QSize:
        """Return that a few letters are enough."""
        return QSize(60, super().minimumSizeHint().height())

    def event(self, event: QEvent) -> bool:
        """Show the whole on hover where some of it is cut away and nothing else is to be shown."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip and not self.toolTip():
            if self.text() != self._whole:
                QToolTip.showText(event.globalPos(), tool_tip(self._whole), self)
            return True
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as much as the new width holds."""
        super().resizeEvent(event)
        self._shorten()

    def _shorten(self) -> None:
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, self.contentsRect().width())
        if shown != self.text():
            self.setText(shown)
