"""The options of a format as a form, made from their description alone."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QLabel, QLineEdit, QSpinBox, QWidget

from raciapp.base.messages import mark
from raciapp.formats.options import Option, OptionKind
from raciapp.ui.exporting.choices import Texts, as_text, differing
from raciapp.ui.exporting.fields import PathField
from raciapp.ui.exporting.wording import choice_name
from raciapp.ui.language import tr

MOST = 999_999
"""The largest number that an option takes."""

_TITLES = 92
"""Pixels that the names of options take at least, so that the forms stand in line."""

LookFor = Callable[[str], Path | None]
"""Lets a person look for the file that a title asks for."""


class OptionForm(QWidget):
    """A field for each option of one format; `values` are those that differ from the usual ones."""

    changed = Signal()

    def __init__(self, format_name: str, options: tuple[Option, ...], values: Texts, look_for: LookFor) -> None:
        """Show what `values` say of the options, else the usual; `format_name` is told to screen readers."""
        super().__init__()
        self._options = options
        self._format = format_name
        self._look_for = look_for
        self._answers: dict[str, Callable[[], str]] = {}
        self._layout = QFormLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(8)
        self._layout.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        make = {
            OptionKind.SWITCH: self._switch,
            OptionKind.CHOICE: self._choice,
            OptionKind.FILE: self._file,
            OptionKind.NUMBER: self._number,
            OptionKind.TEXT: self._line,
        }
        for option in options:
            make[option.kind](option, values.get(option.name, as_text(option.default)))

    def values(self) -> Texts:
        """Return the options that are not as usual."""
        return differing(self._options, {name: answer() for name, answer in self._answers.items()})

    def _called(self, option: Option) -> str:
        return tr(mark("{format}: {option}"), format=self._format, option=tr(option.title))

    def _add(self, option: Option, field: QWidget, answer: Callable[[], str]) -> None:
        field.setAccessibleName(self._called(option))
        title = QLabel(tr(option.title))
        title.setBuddy(field)
        title.setMinimumWidth(_TITLES)
        self._layout.addRow(title, field)
        self._answers[option.name] = answer

    def _switch(self, option: Option, value: str) -> None:
        box = QCheckBox(tr(option.title))
        box.setAccessibleName(self._called(option))
        box.setChecked(value == "true")
        box.toggled.connect(self.changed)
        self._layout.addRow(box)
        self._answers[option.name] = lambda: as_text(box.isChecked())

    def _choice(self, option: Option, value: str) -> None:
        box = QComboBox()
        for choice in option.choices:
            box.addItem(choice_name(choice), choice)
        box.setCurrentIndex(max(box.findData(value), 0))
        box.setAccessibleDescription(self._called(option))
        box.currentIndexChanged.connect(self.changed)
        self._add(option, box, lambda: str(box.currentData()))

    def _file(self, option: Option, value: str) -> None:
        field = PathField(self._called(option), partial(self._look_for, tr(option.title)), value)
        field.changed.connect(self.changed)
        self._add(option, field, field.text)

    def _number(self, option: Option, value: str) -> None:
        box = QSpinBox()
        box.setRange(0, MOST)
        box.setValue(int(value) if value.isdecimal() else 0)
        box.valueChanged.connect(self.changed)
        self._add(option, box, lambda: str(box.value()))

    def _line(self, option: Option, value: str) -> None:
        line = QLineEdit(value)
        line.textChanged.connect(self.changed)
        self._add(option, line, line.text)
