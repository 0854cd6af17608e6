"""The sections of the export dialog: ticks, the cover, the options of each format."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QFrame,
    QGridLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from raciapp.base.messages import mark
from raciapp.formats.exporting import FORMATS
from raciapp.formats.report import Cover
from raciapp.ui.exporting.choices import Texts, options_of_format
from raciapp.ui.exporting.form import LookFor, OptionForm
from raciapp.ui.language import tr


class Ticks(QWidget):
    """Boxes to tick, in columns that are read downwards."""

    changed = Signal()

    def __init__(self, names: Mapping[str, str], ticked: Iterable[str], columns: int = 2) -> None:
        """Offer `names` by key."""
        super().__init__()
        self.boxes: dict[str, QCheckBox] = {}
        held = frozenset(ticked)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(4)
        rows = -(-len(names) // columns)
        for place, (key, name) in enumerate(names.items()):
            box = QCheckBox(name.replace("&", "&&"))
            box.setChecked(key in held)
            box.toggled.connect(self.changed)
            grid.addWidget(box, place % rows, place // rows)
            self.boxes[key] = box
        for column in range(columns):
            grid.setColumnStretch(column, 1)

    def ticked(self) -> tuple[str, ...]:
        """Return the keys that are ticked, in their order."""
        return tuple(key for key, box in self.boxes.items() if box.isChecked())

    def tick(self, keys: Iterable[str]) -> None:
        """Tick exactly `keys`; `changed` is told once."""
        wanted = frozenset(keys)
        before = self.ticked()
        for key, box in self.boxes.items():
            with QSignalBlocker(box):
                box.setChecked(key in wanted)
        if self.ticked() != before:
            self.changed.emit()


class CoverForm(QWidget):
    """What stands on the first page beside the organization."""

    changed = Signal()

    def __init__(self, cover: Cover) -> None:
        """Start from `cover`."""
        super().__init__()
        form = QFormLayout(self)
        form.setContentsMargins(14, 14, 14, 14)
        form.setSpacing(9)
        self.client = self._line(form, mark("Cl&ient"), cover.client)
        self.version = self._line(form, mark("&Version"), cover.version)
        self.author = self._line(form, mark("A&uthor"), cover.author)
        self.note = self._line(form, mark("N&ote"), cover.note)

    def _line(self, form: QFormLayout, name: str, text: str) -> QLineEdit:
        line = QLineEdit(text)
        line.setAccessibleName(tr(name).replace("&", ""))
        line.textChanged.connect(self.changed)
        form.addRow(tr(name), line)
        return line

    def cover(self) -> Cover:
        """Return what was typed."""
        lines = (self.client, self.version, self.author, self.note)
        return Cover(*(line.text().strip() for line in lines))


class FormatOptions(QScrollArea):
    """The forms of the formats that are ticked, one below the other; each is made when it is first needed."""

    changed = Signal()

    def __init__(self, kept: Mapping[str, Texts], look_for: LookFor) -> None:
        """Start from the options that `kept` holds by suffix."""
        super().__init__()
        self._kept = dict(kept)
        self._look_for = look_for
        self.forms: dict[str, OptionForm | None] = {}
        self._parts: dict[str, QWidget] = {}
        self._nothing = QLabel(tr(mark("The formats that are ticked have no options.")))
        self._nothing.setObjectName("subline")
        self._nothing.setWordWrap(True)
        page = QWidget()
        self._column = QVBoxLayout(page)
        self._column.setContentsMargins(14, 12, 14, 12)
        self._column.setSpacing(14)
        self._column.addWidget(self._nothing)
        self._column.addStretch(1)
        self.setWidget(page)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its fields take the keyboard, and it follows them
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_formats(self, suffixes: Iterable[str]) -> None:
        """Show the forms of these formats, in the order of the formats."""
        wanted = frozenset(suffixes)
        for suffix in FORMATS:
            if suffix in wanted and suffix not in self.forms:
                self._add(suffix)
        for suffix, part in self._parts.items():
            part.setVisible(suffix in wanted)
        self._nothing.setVisible(not wanted.intersection(self._parts))

    def _add(self, suffix: str) -> None:
        options = options_of_format(suffix)
        if not options:
            self.forms[suffix] = None
            return
        name = tr(FORMATS[suffix].name)
        form = OptionForm(name, options, self._kept.get(suffix, {}), self._look_for)
        form.changed.connect(self.changed)
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        title = QLabel(name)
        title.setObjectName("sheetHeading")
        column.addWidget(title)
        column.addWidget(form)
        self.forms[suffix], self._parts[suffix] = form, part
        before = [one for one in FORMATS if one in self._parts].index(suffix)
        self._column.insertWidget(before + 1, part)

    def values(self) -> dict[str, Texts]:
        """Return the options that are not as usual, by suffix; those of formats without a form as they were kept."""
        made = {suffix: form.values() for suffix, form in self.forms.items() if form is not None}
        return {suffix: values for suffix, values in {**self._kept, **made}.items() if values}
