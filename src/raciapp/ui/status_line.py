"""What stands in the status bar: the current cell in words, where letters lead, how large, how many."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QStatusBar

from raciapp.base.messages import mark
from raciapp.ui.advance import Advance
from raciapp.ui.elided import ElidedLabel
from raciapp.ui.language import tr, tr_count
from raciapp.ui.session import Session

BRIEFLY = 6000
"""Milliseconds a passing remark stays."""
WAYS = {Advance.STAY: "", Advance.RIGHT: mark("Letters lead right →"), Advance.DOWN: mark("Letters lead down ↓")}


class StatusLine:
    """Fills the status bar of a window."""

    def __init__(self, bar: QStatusBar) -> None:
        """Take over `bar`."""
        self._bar = bar
        self.where = ElidedLabel()
        self.way = QLabel()
        self.zoom = QLabel()
        self.counts = QLabel()
        self.unwritten = QLabel()
        for label in (self.unwritten, self.way, self.zoom, self.counts):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.where.setContentsMargins(10, 0, 0, 0)
        self.counts.setContentsMargins(0, 0, 12, 0)
        bar.addWidget(self.where, 1)
        for label in (self.unwritten, self.way, self.zoom, self.counts):
            bar.addPermanentWidget(label)
        bar.setSizeGripEnabled(False)

    def clear(self) -> None:
        """Say nothing: no document is open."""
        self.where.show_text("")
        for label in (self.unwritten, self.way, self.zoom, self.counts):
            label.clear()

    def tell(self, session: Session, advance: Advance) -> None:
        """Say how many activities and units there are, how large they are shown and where letters lead."""
        document = session.document
        activities = tr_count("{n} activity", "{n} activities", len(document.activities))
        units = tr_count("{n} unit", "{n} units", len(document.units))
        self.counts.setText(f"{activities}  ·  {units}")
        self.way.setText(tr(WAYS[advance]) if WAYS[advance] else "")
        zoom = session.sight.zoom
        self.zoom.setText("" if zoom == 100 else tr(mark("{percent} %"), percent=zoom))

    def mark_unwritten(self, *, unwritten: bool) -> None:
        """Mark that what was typed last is not on the disk yet."""
        self.unwritten.setText(tr(mark("not yet on the disk")) if unwritten else "")

    def say_briefly(self, text: str) -> None:
        """Show a passing remark."""
        self._bar.showMessage(text, BRIEFLY)
