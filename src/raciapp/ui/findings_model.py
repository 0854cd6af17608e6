"""The findings as a flat list for Qt: headings, findings and, under the opened one, why and what and where."""

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from raciapp.base.messages import mark
from raciapp.checks.findings import Finding
from raciapp.formats.report import SEVERITY_NAMES
from raciapp.knowledge.records import Severity
from raciapp.ui.findings_lines import CHOOSABLE, Kind, Line, finding_lines
from raciapp.ui.language import tr
from raciapp.ui.session import Session

Index = QModelIndex | QPersistentModelIndex

LINE_ROLE = Qt.ItemDataRole.UserRole


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
        """Return that lines which do something can be chosen."""
        if index.isValid() and self.line(index).kind in CHOOSABLE:
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
                lines += [line for finding in found for line in self._lines_of(finding)]
        if report.waived:
            lines.append(Line(Kind.HEADING, f"{tr(mark('Accepted'))}  ·  {len(report.waived)}"))
            lines += [line for finding in report.waived for line in self._lines_of(finding)]
        if not lines:
            lines.append(Line(Kind.NOTE, self._nothing_found()))
        return lines

    def _nothing_found(self) -> str:
        if not self.session.document.activities:
            return tr(mark("Add activities and units, type letters, and what departs from good practice shows here."))
        return tr(mark("Nothing departs from good practice."))

    def _lines_of(self, finding: Finding) -> list[Line]:
        session = self.session
        opened = finding.rule.id == self._opened
        return finding_lines(finding, session.document, session.matrix, session.knowledge, opened=opened)
