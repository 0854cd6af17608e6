"""A slim bar above the grid: what rows and units are asked for, how many there are, and the way back to all of them."""

from msgspec.structs import replace
from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)

from raciapp.base.messages import mark
from raciapp.document.records import Document, Status
from raciapp.ui.filter_choices import CHOICES, Picker, entries_of
from raciapp.ui.flow import FlowLayout
from raciapp.ui.grid.filters import accountable, answerable, filter_words
from raciapp.ui.icons import tinted
from raciapp.ui.language import tool_tip, tr, tr_count
from raciapp.ui.session import Session
from raciapp.ui.sight import Filter, Sight
from raciapp.ui.theme import current_theme


class FilterBar(QFrame):
    """Shown while a filter is set or something is hidden, and once opened until it is left."""

    left = Signal()
    """The keyboard shall go back to the grid."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Follow what `session` looks at; the controls are made when they are first seen."""
        super().__init__(parent)
        self.setObjectName("filterBar")
        self.session = session
        self._opened = False
        self._built = False
        self._counts = (0, 0, 0, 0)
        session.sight_changed.connect(self._follow)
        session.checked.connect(self._follow)  # after each edit, and where other rules bring other functions
        self._follow()

    def _build(self) -> None:
        self._built = True
        self.setAccessibleName(tr(mark("Filter")))
        self.text = QLineEdit(self)
        self.text.setPlaceholderText(tr(mark("Rows with…")))
        self.text.setAccessibleName(tr(mark("Filter by words in rows and remarks")))
        self.text.setToolTip(tool_tip(tr(mark("Enter or Esc leads back to the grid"))))
        self.text.setClearButtonEnabled(True)
        self.text.addAction(
            QIcon(tinted("search", current_theme().muted, 16)), QLineEdit.ActionPosition.LeadingPosition
        )
        self.text.setFixedWidth(190)
        self.choices = {name: Picker(tr(title), self) for name, (_, title) in CHOICES.items()}
        self.with_findings = QCheckBox(tr(mark("With findings")), self)
        self.only_accountable = QCheckBox(self)
        self.counts = QLabel(self)
        self.counts.setTextFormat(Qt.TextFormat.PlainText)
        self.reset = QPushButton(self)
        self.reset.setToolTip(
            tool_tip(tr(mark("Clear the filter and show what is hidden. Esc in the grid clears the filter alone.")))
        )
        self._arrange()
        for name, choice in self.choices.items():
            choice.currentIndexChanged.connect(lambda _place, name=name, choice=choice: self._choose(name, choice))
        self.text.textChanged.connect(lambda text: self._ask("text", text.strip()))
        self.text.returnPressed.connect(self.leave)
        self.with_findings.toggled.connect(lambda on: self._ask("findings", on))
        self.only_accountable.toggled.connect(lambda on: self._ask("only_accountable", on))
        self.reset.clicked.connect(self.show_all)

    def _arrange(self) -> None:
        flow = FlowLayout(self)
        flow.setContentsMargins(14, 7, 14, 7)
        flow.setSpacing(8)
        for widget in (self.text, *self.choices.values()):
            flow.addWidget(widget)
        for pair, margin in (((self.with_findings, self.only_accountable), 4), ((self.counts, self.reset), 0)):
            together = QWidget(self)
            row = QHBoxLayout(together)
            row.setContentsMargins(margin, 0, margin, 0)
            row.setSpacing(14)
            for part in pair:
                row.addWidget(part)
            flow.addWidget(together)

    # -- what others ask of the bar -----------------------------------------------------------------------

    def open(self) -> None:
        """Show the bar and put the keyboard into its text."""
        self._opened = True
        self._follow()
        self.text.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.text.selectAll()

    def leave(self) -> None:
        """Give the keyboard back; the bar stays only where it has something to say."""
        self._opened = False
        self.left.emit()
        self._follow()

    def show_all(self) -> None:
        """Clear the filter, show what is hidden, and give the keyboard back."""
        self.session.look(
            replace(self.session.sight, filter=Filter(), hidden_activities=frozenset(), hidden_units=frozenset())
        )
        self.leave()

    def set_counts(self, shown_rows: int, all_rows: int, shown_units: int, all_units: int) -> None:
        """Say how many activities and units the grid shows of how many there are."""
        self._counts = (shown_rows, all_rows, shown_units, all_units)
        if self._built:
            self.counts.setText(counts_text(*self._counts))

    # -- asking -------------------------------------------------------------------------------------------

    def _ask(self, name: str, value: object) -> None:
        """Ask for something else in one field of the filter; what the document no longer has is forgotten then."""
        sight = self.session.sight
        before = answerable(self.session.document, sight.filter)
        if getattr(before, name) != value:
            self._opened = True  # the bar must not go away under the hand that uses it
            self.session.look(replace(sight, filter=replace(before, **{name: value})))

    def _choose(self, name: str, choice: Picker) -> None:
        identity = str(choice.currentData())
        self._ask(name, Status(identity) if name == "status" else identity)

    def event(self, event: QEvent) -> bool:
        """Keep Esc for the bar, whatever it is a shortcut for in the window."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_escape(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave with Esc."""
        if _is_escape(event):
            self.leave()
        else:
            super().keyPressEvent(event)

    # -- following ----------------------------------------------------------------------------------------

    def _follow(self, *_: object) -> None:
        """Show what is asked for, in the words of the document as it is now."""
        document, sight = self.session.document, self.session.sight
        asked = answerable(document, sight.filter)
        # A filter whose unit was removed asks for nothing, but undo revives it: it stays in view and can be cleared.
        active = bool(sight.filter) or _hides(document, sight)
        if active or self._opened:
            if not self._built:
                self._build()
            self._offer(document)
            self._show(asked)
            self.reset.setText(tr(mark("Show all")) if active else tr(mark("Close")))
            if self.property("active") is not active:
                self.setProperty("active", active)
                self.style().unpolish(self)
                self.style().polish(self)
        self.setVisible(active or self._opened)

    def _offer(self, document: Document) -> None:
        """Fill the choices anew where the document has other things to choose from."""
        for name, entries in entries_of(document, self.session.knowledge).items():
            self.choices[name].offer(entries)
        symbol = accountable(document.alphabet)
        self.only_accountable.setText(tr(mark("Only {letter}"), letter=symbol))
        self.only_accountable.setVisible(bool(symbol))

    def _show(self, asked: Filter) -> None:
        """Let the controls say what is asked for."""
        if self.text.text().strip() != asked.text:
            self.text.setText(asked.text)
        for name, choice in self.choices.items():
            choice.show_chosen(str(getattr(asked, name)))
        for box, on in ((self.with_findings, asked.findings), (self.only_accountable, asked.only_accountable)):
            with QSignalBlocker(box):
                box.setChecked(on)
        words = filter_words(self.session.document, self.session.knowledge, asked)
        self.counts.setToolTip(tool_tip("\n".join(words)))
        self.counts.setAccessibleDescription("; ".join(words))
        self.counts.setText(counts_text(*self._counts))


def counts_text(shown_rows: int, all_rows: int, shown_units: int, all_units: int) -> str:
    """Return what the grid shows in words, such as «14 of 40 activities · 2 units hidden»."""
    if shown_rows == all_rows:
        rows = tr_count("{n} activity", "{n} activities", all_rows)
    else:
        rows = tr_count("{shown} of {n} activity", "{shown} of {n} activities", all_rows, shown=shown_rows)
    if shown_units == all_units:
        return rows
    return " · ".join((rows, tr_count("{n} unit hidden", "{n} units hidden", all_units - shown_units)))


def _hides(document: Document, sight: Sight) -> bool:
    """Return whether anything that the document still has is hidden."""
    return not (
        document.activity_places.keys().isdisjoint(sight.hidden_activities)
        and document.unit_places.keys().isdisjoint(sight.hidden_units)
    )


def _is_escape(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_Escape and not event.modifiers()
