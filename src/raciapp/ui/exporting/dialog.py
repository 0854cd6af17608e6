"""The dialog that asks what is to be handed out, with a preview of it beside."""

import os
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from raciapp.base.messages import mark
from raciapp.formats.exporting import FORMATS
from raciapp.formats.report import BRIEF, ReportPart
from raciapp.knowledge.library import Knowledge
from raciapp.ui.exporting.choices import ExportChoices, options_from
from raciapp.ui.exporting.fields import PathField
from raciapp.ui.exporting.pages import Pager
from raciapp.ui.exporting.preview import Preview
from raciapp.ui.exporting.sections import CoverForm, FormatOptions, Ticks
from raciapp.ui.exporting.wording import LANGUAGE_NAMES, PART_NAMES
from raciapp.ui.language import current_language, tr, tr_count
from raciapp.ui.prompts import Prompts

_LARGEST, _SMALLEST, _SHARE = QSize(1500, 940), QSize(900, 560), 0.94
_LEFT = 456
"""Pixels."""
_FORBIDDEN = frozenset('<>:"/\\|?*')
"""Signs that no file name may hold on one of the systems it may be sent to."""


class ExportDialog(QDialog):
    """Asks for formats, languages, parts, look and place; `answer` is what was chosen."""

    def __init__(
        self, pager: Pager, matrix: str, knowledge: Knowledge, choices: ExportChoices, parent: QWidget | None = None
    ) -> None:
        """Start from `choices`; `pager` sets the pages of the preview, of the matrix with the id `matrix`."""
        super().__init__(parent)
        self.setWindowTitle(tr(mark("Export")))
        self.setSizeGripEnabled(True)
        self.prompts = Prompts(self)
        self._pager, self._matrix, self._start = pager, matrix, choices
        self.formats = Ticks({one.suffix: tr(one.name) for one in FORMATS.values()}, choices.formats)
        self.language = _languages(choices)
        self.name = QLineEdit(choices.name)
        self.folder = PathField(tr(mark("Folder")), self._look_for_folder, choices.folder)
        self.parts = Ticks({part.value: tr(name) for part, name in PART_NAMES.items()}, choices.parts)
        self.template = _templates(knowledge, choices.template)
        self.cover = CoverForm(choices.cover)
        self.branding = PathField(tr(mark("Branding")), self._look_for_branding, choices.branding)
        self.options = FormatOptions(choices.options, self._look_for_file)
        self.tabs = QTabWidget()
        self.preview = Preview()
        self.hint = QLabel()
        self.buttons = QDialogButtonBox()
        self._build()
        self._connect()
        self._follow()
        self._preview()

    # -- making -------------------------------------------------------------------------------------------

    def _build(self) -> None:
        left = QWidget()
        left.setFixedWidth(_LEFT)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        heading = _heading(tr(mark("Files to make")))
        heading.setMinimumHeight(self.preview.back.sizeHint().height())  # stands in line with that of the preview
        column.addWidget(heading)
        column.addWidget(self.formats)
        column.addLayout(self._place())
        column.addSpacing(2)
        column.addWidget(self.tabs, 1)
        for page, title in ((self._contents(), mark("&Parts")), (self.cover, mark("&Cover")),
                            (self._look(), mark("Loo&k and options"))):  # fmt: skip
            self.tabs.addTab(page, tr(title))
        self.tabs.currentChanged.connect(self._enter)
        self.tabs.tabBar().setAccessibleName(tr(mark("What the files hold")))
        body = QHBoxLayout()
        body.setSpacing(20)
        body.addWidget(left)
        body.addWidget(self.preview, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 14)
        layout.setSpacing(12)
        layout.addLayout(body, 1)
        layout.addLayout(self._foot())
        screen = (self.parentWidget() or self).screen()
        self.resize((screen.availableSize() * _SHARE).boundedTo(_LARGEST).expandedTo(_SMALLEST))

    def _enter(self) -> None:
        """Put the keyboard on the first field of the tab that was asked for, unless it goes along the tabs itself."""
        if self.tabs.tabBar().hasFocus():
            return
        first = next(iter(self.parts.boxes.values())), self.cover.client, self.branding
        first[self.tabs.currentIndex()].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _place(self) -> QFormLayout:
        form = QFormLayout()
        form.setSpacing(8)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self.name.setAccessibleName(tr(mark("File name")))
        form.addRow(tr(mark("&Language")), self.language)
        form.addRow(tr(mark("File &name")), self.name)
        form.addRow(tr(mark("&Folder")), self.folder)
        return form

    def _contents(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(14, 14, 14, 14)
        column.setSpacing(12)
        column.addWidget(self.parts)
        row = QHBoxLayout()
        for title, parts in ((mark("&Brief"), BRIEF), (mark("Ever&ything"), frozenset(ReportPart))):
            button = QPushButton(tr(title))
            button.setAutoDefault(False)
            button.clicked.connect(partial(self._tick_parts, parts))
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        self._gap = QFormLayout()
        self._gap.addRow(tr(mark("Gap &to")), self.template)
        column.addLayout(self._gap)
        column.addStretch(1)
        return page

    def _tick_parts(self, parts: frozenset[ReportPart]) -> None:
        self.parts.tick(part.value for part in parts)

    def _look(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 14, 0, 0)
        column.setSpacing(4)
        form = QFormLayout()
        form.setContentsMargins(14, 0, 14, 0)
        self.branding.line.setPlaceholderText(tr(mark("Our own look")))
        form.addRow(tr(mark("Brandin&g")), self.branding)
        column.addLayout(form)
        column.addWidget(self.options, 1)
        return page

    def _foot(self) -> QHBoxLayout:
        self.hint.setObjectName("subline")
        self.hint.setTextFormat(Qt.TextFormat.PlainText)
        self.hint.setWordWrap(True)
        roles = QDialogButtonBox.ButtonRole
        self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        self.export = self.buttons.addButton(tr(mark("E&xport")), roles.AcceptRole)
        self.export.setDefault(True)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.hint, 1)
        row.addWidget(self.buttons)
        return row

    def _connect(self) -> None:
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            action = QAction(self)
            action.setShortcut(QKeySequence(keys))
            action.triggered.connect(self.export.click)
            self.addAction(action)
        for changed in (self.formats.changed, self.parts.changed, self.name.textChanged, self.folder.changed):
            changed.connect(self._follow)
        for changed in (self.language.currentIndexChanged, self.parts.changed, self.template.currentIndexChanged,
                        self.cover.changed, self.branding.changed, self.options.changed):  # fmt: skip
            changed.connect(self._preview)

    # -- what is chosen -----------------------------------------------------------------------------------

    def answer(self) -> ExportChoices:
        """Return what is chosen now."""
        language, second = self.language.currentData()
        return ExportChoices(
            formats=self.formats.ticked(),
            language=language,
            second=second,
            parts=tuple(map(ReportPart, self.parts.ticked())),
            cover=self.cover.cover(),
            template=str(self.template.currentData()),
            branding=self.branding.text(),
            folder=self.folder.text(),
            name=self.name.text().strip(),
            options=self.options.values(),
        )

    def _preview(self) -> None:
        """Ask for the pages of what is chosen now."""
        choices = self.answer()
        wishes = choices.wishes(self._matrix, current_language())
        branding = Path(choices.branding) if choices.branding else None
        wanted = wishes, options_from(".pdf", choices.options.get(".pdf", {})), branding
        self.preview.ask(*self._pager.works(*wanted, first=self.preview.stretch))

    def _follow(self) -> None:
        """Show the options of what is ticked, and say what will be written or what is still missing."""
        self.options.show_formats(self.formats.ticked())
        self._gap.setRowVisible(self.template, ReportPart.GAP.value in self.parts.ticked())
        trouble = self._trouble()
        self.export.setEnabled(not trouble)
        self.hint.setText(trouble or self._promise())

    def _trouble(self) -> str:
        name, folder = self.name.text().strip(), self.folder.text()
        if not self.formats.ticked():
            return tr(mark("Tick at least one kind of file."))
        if not self.parts.ticked():
            return tr(mark("Tick at least one part."))
        if not name or name.startswith(".") or _FORBIDDEN.intersection(name) or not name.isprintable():
            return tr(mark("A file name holds letters, and none of {signs}"), signs=' < > : " / \\ | ? *')
        if not os.path.isdir(folder):  # noqa: PTH112 - Path.is_dir raises where one may not look
            return tr(mark("There is no such folder."))
        return ""

    def _promise(self) -> str:
        there = len(existing(self.answer()))
        promise = tr_count("{n} file will be made.", "{n} files will be made.", len(self.formats.ticked()))
        replaced = tr_count("{n} is there already.", "{n} are there already.", there) if there else ""
        return " ".join(filter(None, (promise, replaced)))

    # -- looking for files --------------------------------------------------------------------------------

    def _look_for_folder(self) -> Path | None:
        return self.prompts.folder(tr(mark("Folder")))

    def _look_for_branding(self) -> Path | None:
        return self.prompts.open_path(tr(mark("Branding")), f"{tr(mark('Branding'))} (*.toml)")

    def _look_for_file(self, title: str) -> Path | None:
        return self.prompts.open_path(title, f"{tr(mark('All files'))} (*)")

    # -- the end ------------------------------------------------------------------------------------------

    def accept(self) -> None:
        """Close, once the person agrees to replace what is there already."""
        there = existing(self.answer())
        if not there or self._may_replace(there):
            super().accept()

    def _may_replace(self, there: Sequence[Path]) -> bool:
        question = tr_count(
            "This file exists already. Replace it?", "These {n} files exist already. Replace them?", len(there)
        )
        names = [path.name for path in there]
        return self.prompts.agree(tr(mark("Replace the file?")), question, names, tr(mark("&Replace")))

    def done(self, result: int) -> None:
        """Close, once no page is being set any more."""
        self.preview.stop()
        super().done(result)


def existing(choices: ExportChoices) -> list[Path]:
    """Return the files of an export that are there already."""
    folder = Path(choices.folder)
    return [path for one in choices.formats if os.path.lexists(path := folder / f"{choices.name}{one}")]


def _heading(text: str) -> QLabel:
    label = QLabel(text)
    label.setObjectName("sheetHeading")
    return label


def _languages(choices: ExportChoices) -> QComboBox:
    box = QComboBox()
    for languages, name in LANGUAGE_NAMES.items():
        box.addItem(name, languages)
    wanted = (choices.language or current_language(), choices.second)
    box.setCurrentIndex(max(list(LANGUAGE_NAMES).index(wanted) if wanted in LANGUAGE_NAMES else 0, 0))
    box.setAccessibleDescription(tr(mark("Language of the files")))
    box.setAccessibleName(tr(mark("Language of the files")))
    return box


def _templates(knowledge: Knowledge, chosen: str) -> QComboBox:
    box = QComboBox()
    box.addItem(tr(mark("The template that fits")), "")
    for identity, template in knowledge.templates.items():
        box.addItem(template.name.text(current_language()), identity)
    box.setCurrentIndex(max(box.findData(chosen), 0))
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setAccessibleDescription(tr(mark("Template that the gap is told from")))
    box.setAccessibleName(tr(mark("Template that the gap is told from")))
    return box
