"""The findings beside the grid: one line per rule, calm, opening to its reason and its places."""

from enum import Enum, auto

import msgspec
from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QLabel,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from raciapp.base.messages import mark
from raciapp.checks.findings import Finding, Place, finding_text, place_text
from raciapp.formats.report import BASIS_NAMES, SEVERITY_NAMES
from raciapp.knowledge.records import Severity
from raciapp.ui.language import current_language, tr, tr_count
from raciapp.ui.session import Session
from raciapp.ui.theme import Theme, current_theme

Index = QModelIndex | QPersistentModelIndex
MOST_PLACES = 12
"""Places shown under a finding; the rest is counted."""

LINE_ROLE = Qt.ItemDataRole.UserRole


class Kind(Enum):
    """What a line of the panel is."""

    HEADING = auto()
    FINDING = auto()
    REASON = auto()
    FIX = auto()
    PLACE = auto()
    NOTE = auto()


class Line(msgspec.Struct, frozen=True):
    """A line of the panel, ready to be drawn."""

    kind: Kind
    text: str
    rule: str = ""
    severity: Severity | None = None
    place: Place | None = None
    open: bool = False


class FindingsModel(QAbstractListModel):
    """The findings as a flat list: headings, findings and, under the opened ones, why and where."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        """Follow the check of `session`."""
        super().__init__(parent)
        self.session = session
        self._opened: str = ""
        self._lines = self._make()
        session.checked.connect(self.refresh)

    def line(self, index: Index) -> Line:
        """Return the line at `index`."""
        return self._lines[index.row()]

    def row_of(self, rule: str) -> int:
        """Return the row of a rule's finding, or -1 when it has none."""
        return next((n for n, line in enumerate(self._lines) if line.kind is Kind.FINDING and line.rule == rule), -1)

    def open(self, rule: str) -> None:
        """Open one finding to its reason and places; the empty string closes all."""
        self._opened = rule
        self.refresh()

    @property
    def opened(self) -> str:
        """Return the rule whose finding is open."""
        return self._opened

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of lines."""
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the text of a line, or the line itself for the painter."""
        if not index.isValid():
            return None
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self.line(index).text
        return self.line(index) if role == LINE_ROLE else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return that findings and places can be chosen."""
        if index.isValid() and self.line(index).kind in {Kind.FINDING, Kind.PLACE}:
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.ItemIsEnabled if index.isValid() else Qt.ItemFlag.NoItemFlags

    def refresh(self) -> None:
        """Show the current check; a list that reads the same is left alone."""
        lines = self._make()
        if lines != self._lines:
            self.beginResetModel()
            self._lines = lines
            self.endResetModel()

    def _make(self) -> list[Line]:
        report = self.session.report
        lines: list[Line] = []
        for severity in Severity:
            found = report.open(severity)
            if found:
                heading = f"{tr(SEVERITY_NAMES[severity])}  ·  {len(found)}"
                lines.append(Line(Kind.HEADING, heading, severity=severity))
                lines += [line for finding in found for line in self._finding(finding)]
        if report.waived:
            lines.append(Line(Kind.HEADING, f"{tr(mark('Accepted'))}  ·  {len(report.waived)}"))
            lines += [line for finding in report.waived for line in self._finding(finding)]
        if not lines:
            lines.append(Line(Kind.NOTE, self._nothing_found()))
        return lines

    def _nothing_found(self) -> str:
        if not self.session.document.activities:
            return tr(mark("Add activities and units, type letters, and what departs from good practice shows here."))
        return tr(mark("Nothing departs from good practice."))

    def _finding(self, finding: Finding) -> list[Line]:
        document, knowledge, language = self.session.document, self.session.knowledge, current_language()
        rule = finding.rule
        opened = rule.id == self._opened
        severity = None if finding.waived else finding.severity
        text = finding_text(finding, document, knowledge, language)
        lines = [Line(Kind.FINDING, text, rule.id, severity, open=opened)]
        if not opened:
            return lines
        why = f"{rule.reason.text(language)}  ({tr(BASIS_NAMES[rule.basis])})"
        lines.append(Line(Kind.REASON, why, rule.id))
        if finding.waived:
            accepted = tr(mark("Accepted because: {reason}"), reason=finding.waived.text(language))
            lines.append(Line(Kind.FIX, accepted, rule.id))
        else:
            lines.append(Line(Kind.FIX, tr(mark("What to do: {fix}"), fix=rule.fix.text(language)), rule.id))
        lines += [
            Line(Kind.PLACE, place_text(place, document, knowledge, language), rule.id, place=place)
            for place in finding.places[:MOST_PLACES]
        ]
        left = len(finding.places) - MOST_PLACES
        if left > 0:
            lines.append(Line(Kind.NOTE, tr_count("and {n} more place", "and {n} more places", left)))
        return lines


class FindingPainter(QStyledItemDelegate):
    """Draws the lines of the panel with wrapped text."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one line."""
        theme = current_theme()
        line: Line = index.data(LINE_ROLE)
        area = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if line.kind is Kind.FINDING:
            _draw_card(painter, area, theme, line, chosen=chosen)
        elif chosen:
            painter.fillRect(area, QColor(theme.selection))
        painter.setPen(QColor(theme.text if chosen else _colour(line, theme)))
        painter.setFont(_font(line, option.font))
        painter.drawText(_text_area(line, area), Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter, line.text)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height that the wrapped text needs in the width of the panel."""
        line: Line = index.data(LINE_ROLE)
        view = self.parent()
        width = view.viewport().width() if isinstance(view, QAbstractItemView) else 300
        area = _text_area(line, QRect(0, 0, width, 10_000))
        metrics = QFontMetrics(_font(line, option.font))
        height = metrics.boundingRect(area, Qt.TextFlag.TextWordWrap, line.text).height()
        return QSize(width, height + {Kind.HEADING: 18, Kind.FINDING: 20, Kind.NOTE: 16}.get(line.kind, 8))


class FindingsView(QListView):
    """The list of findings."""

    chosen = Signal(object)
    """A `Line` was clicked, or entered with the keyboard."""

    def __init__(self, model: FindingsModel, parent: QWidget | None = None) -> None:
        """Show `model`."""
        super().__init__(parent)
        self.setObjectName("findings")
        self.findings = model
        self.setModel(model)
        self.setItemDelegate(FindingPainter(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.clicked.connect(self._choose)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose with Enter or the space bar."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self._choose(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap the texts anew."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def keyboardSearch(self, search: str) -> None:
        """Do nothing: letters belong to the grid."""

    def _choose(self, index: Index) -> None:
        if index.isValid():
            line = self.findings.line(index)
            if line.kind in {Kind.FINDING, Kind.PLACE}:
                self.chosen.emit(line)


class FindingsPanel(QWidget):
    """A title with the counts, and the findings under it."""

    place_chosen = Signal(object)
    """A `Place` to go to."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Show what the check of `session` finds."""
        super().__init__(parent)
        self.setObjectName("findingsPanel")
        self.session = session
        self.model = FindingsModel(session, self)
        self.view = FindingsView(self.model, self)
        self.view.setAccessibleName(tr(mark("Findings")))
        self.title = QLabel(tr(mark("Findings")))
        self.title.setObjectName("panelTitle")
        self.counts = QLabel()
        self.counts.setObjectName("subline")
        self.counts.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 12, 6, 0)
        layout.setSpacing(4)
        layout.addWidget(self.title)
        layout.addWidget(self.counts)
        layout.addWidget(self.view, 1)
        self.view.chosen.connect(self._on_chosen)
        session.checked.connect(self._count)
        self._count()

    def _count(self) -> None:
        report = self.session.report
        total = len(report.open())
        text = tr_count("{n} rule to talk about", "{n} rules to talk about", total)
        fine = tr_count("{n} kept", "{n} kept", len(report.passed))
        absent = tr_count(
            "{n} not assessed: its activities are not in the matrix",
            "{n} not assessed: their activities are not in the matrix",
            len(report.not_assessed),
        )
        self.counts.setText(" · ".join((text, fine, absent) if report.not_assessed else (text, fine)))
        # A finding that is gone or has moved takes its marks along.
        marked = next((finding for finding in report.findings if finding.rule.id == self.model.opened), None)
        self.session.mark(frozenset(marked.places) if marked else frozenset())

    def _on_chosen(self, line: Line) -> None:
        if line.kind is Kind.PLACE and line.place:
            self.place_chosen.emit(line.place)
            return
        opened = "" if line.rule == self.model.opened else line.rule
        self.model.open(opened)
        row = self.model.row_of(line.rule)
        index = self.model.index(row)
        self.view.setCurrentIndex(index)
        self.view.scrollTo(index)
        finding = next(finding for finding in self.session.report.findings if finding.rule.id == line.rule)
        self.session.mark(frozenset(finding.places) if opened else frozenset())
        if opened and finding.places:
            self.place_chosen.emit(finding.places[0])


def _draw_card(painter: QPainter, area: QRect, theme: Theme, line: Line, *, chosen: bool) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    card = area.adjusted(0, 3, -8, -3)
    painter.setPen(QColor(theme.accent if chosen or line.open else theme.line))
    painter.setBrush(QColor(theme.surface))
    painter.drawRoundedRect(card, 6, 6)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.severity(line.severity) if line.severity else QColor(theme.accepted))
    painter.drawRoundedRect(QRect(card.left() + 1, card.top() + 6, 4, card.height() - 12), 2, 2)
    painter.restore()


def _text_area(line: Line, area: QRect) -> QRect:
    left = {Kind.HEADING: 2, Kind.FINDING: 16, Kind.NOTE: 4}.get(line.kind, 18)
    right = 18 if line.kind is Kind.FINDING else 12
    return area.adjusted(left, 6 if line.kind is Kind.HEADING else 0, -right, 0)


def _font(line: Line, base: QFont) -> QFont:
    font = QFont(base)
    if line.kind is Kind.HEADING:
        font.setWeight(QFont.Weight.DemiBold)
    return font


def _colour(line: Line, theme: Theme) -> str:
    if line.kind is Kind.HEADING:
        return theme.severity(line.severity).name() if line.severity else theme.accepted
    if line.kind in {Kind.REASON, Kind.NOTE}:
        return theme.muted
    return theme.accent if line.kind is Kind.PLACE else theme.text
