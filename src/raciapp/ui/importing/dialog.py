"""The window between a client's file and the document it becomes: look, correct, then import."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPushButton,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from raciapp.base.messages import mark
from raciapp.formats.finding.corrections import Corrections
from raciapp.formats.finding.reading import Part
from raciapp.formats.finding.tables import Table
from raciapp.formats.importing import Imported, Subject
from raciapp.knowledge.library import Knowledge
from raciapp.ui.elided import ElidedLabel
from raciapp.ui.flow import FlowLayout
from raciapp.ui.importing.choices import Choices
from raciapp.ui.importing.frame import airy_splitter, explained_part, quiet, titled
from raciapp.ui.importing.lists import questions_list, skipped_list
from raciapp.ui.importing.matrix_view import MatrixPane
from raciapp.ui.importing.menus import SheetMenus
from raciapp.ui.importing.names import NamesTree
from raciapp.ui.importing.places import Place, place_of
from raciapp.ui.importing.preview import Preview, look, renamed_as, size, table_called, turned, with_table
from raciapp.ui.importing.sheet_view import SheetView
from raciapp.ui.importing.wording import confidence_sentence, explanation, headline
from raciapp.ui.importing.worker import Worker
from raciapp.ui.language import tr

LARGE = 20_000
"""Cells; more are read in a thread of their own, so that the window goes on answering."""
_LARGEST, _SMALLEST = QSize(1720, 980), QSize(940, 600)
_SHARE = 0.92
"""Of the screen."""


class ImportDialog(QDialog):
    """Shows the file beside the matrix it becomes; whatever is corrected is read anew at once.

    The open document is not touched: `answer` is a document of its own.
    """

    def __init__(
        self, tables: Sequence[Table], source: str, knowledge: Knowledge, parent: QWidget | None = None
    ) -> None:
        """Read `tables` of the file (or the clipboard) called `source`; names are matched with `knowledge`."""
        super().__init__(parent)
        self.setWindowTitle(tr(mark("Import a matrix")))
        self.setSizeGripEnabled(True)
        self._knowledge = knowledge
        self._worker = Worker(self, threaded=size(tables) > LARGE)
        self._history: list[Preview] = []
        self._asked_names = 0
        self._warned = False
        self._resting: QWidget | None = None
        self.preview = Preview(tuple(tables), source)
        self.headline = QLabel()
        self.sure = quiet()
        self.choices = Choices()
        self.sheet = SheetView(SheetMenus(lambda: self.preview, self.correct))
        self.matrix = MatrixPane()
        self.nothing = QLabel()
        self.names = NamesTree(knowledge)
        self.questions, self.skipped = questions_list(), skipped_list()
        self.tabs = QTabWidget()
        self.hint = quiet()
        self.buttons = QDialogButtonBox()
        self._build()
        self._connect()
        self.resize(self._fitting_size())
        self.sheet.setFocus()
        self._worker.do(partial(look, self.preview.tables, source, knowledge), self._begin)

    def answer(self) -> Imported | None:
        """Return what is to be imported where the dialog was accepted; None while there is no matrix."""
        return self.preview.imported

    # -- making -------------------------------------------------------------------------------------------

    def _build(self) -> None:
        file = ElidedLabel()
        file.setObjectName("subline")
        file.show_text(self.preview.source)
        self.headline.setObjectName("sectionTitle")
        self.headline.setTextFormat(Qt.TextFormat.PlainText)
        self.headline.setWordWrap(True)
        self._body = airy_splitter(Qt.Orientation.Horizontal)
        self._body.addWidget(self._left())
        self._body.addWidget(self._right())
        self._body.setSizes([580, 500])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 14)
        layout.setSpacing(6)
        layout.addWidget(file)
        layout.addWidget(self.headline)
        layout.addWidget(self.sure)
        layout.addSpacing(4)
        layout.addWidget(self.choices)
        layout.addSpacing(4)
        layout.addWidget(self._body, 1)
        layout.addWidget(self.hint)
        layout.addWidget(self.buttons)
        self._add_buttons()

    def _left(self) -> QWidget:
        side = QWidget()
        layout = titled(side, tr(mark("The file as it is")))
        layout.addWidget(self.sheet, 1)
        legend = QWidget()
        legend.setAccessibleName(tr(mark("What the colours and signs stand for")))
        row = FlowLayout(legend)
        row.setContentsMargins(0, 2, 0, 0)
        row.setSpacing(12)
        for part in (*Part, None):
            row.addWidget(explained_part(part))
        row.addWidget(QWidget())  # the last one stands at the right end
        layout.addWidget(legend)
        return side

    def _right(self) -> QWidget:
        self.nothing.setTextFormat(Qt.TextFormat.PlainText)
        self.nothing.setWordWrap(True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.nothing.setContentsMargins(14, 12, 14, 12)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.matrix)
        self._stack.addWidget(self.nothing)
        top = QWidget()
        layout = titled(top, tr(mark("The matrix it becomes")))
        layout.addWidget(self._stack, 1)
        for page in (self.names, self.questions, self.skipped):
            self.tabs.addTab(page, "")
        self.tabs.setAccessibleName(tr(mark("What to look at")))
        self.tabs.tabBar().setAccessibleName(tr(mark("What to look at")))
        self.tabs.setDocumentMode(True)
        side = airy_splitter(Qt.Orientation.Vertical)
        side.addWidget(top)
        side.addWidget(self.tabs)
        side.setSizes([330, 250])
        return side

    def _add_buttons(self) -> None:
        roles = QDialogButtonBox.ButtonRole
        self.undo = self.buttons.addButton(tr(mark("&Undo the last correction")), roles.ResetRole)
        self.cancel = self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        self.take = self.buttons.addButton(tr(mark("&Import")), roles.AcceptRole)
        self.take.setDefault(True)
        for keys, run in (("Ctrl+Z", self.take_back), ("Ctrl+T", self.turn)):
            action = QAction(self)
            action.setShortcut(QKeySequence(keys))
            action.triggered.connect(run)
            self.addAction(action)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            action = QAction(self)
            action.setShortcut(QKeySequence(keys))
            action.triggered.connect(self.take.click)
            self.addAction(action)

    def _connect(self) -> None:
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.undo.clicked.connect(self.take_back)
        self._worker.turned.connect(self._rest)
        self.choices.corrected.connect(self.correct)
        self.names.chosen.connect(self._choose)
        self.names.gone_to.connect(self._show_address)
        self.matrix.wandered.connect(self.sheet.show_place)
        for page in (self.questions, self.skipped):
            page.gone_to.connect(self._show_address)
            page.answering.connect(self._answer)

    def _fitting_size(self) -> QSize:
        screen = (self.parentWidget() or self).screen()
        return (screen.availableSize() * _SHARE).boundedTo(_LARGEST).expandedTo(_SMALLEST)

    # -- correcting ---------------------------------------------------------------------------------------

    def correct(self, corrections: Corrections) -> None:
        """Read everything anew by what a person said."""
        if corrections != self.preview.corrections:
            preview = self.preview
            self._worker.do(
                partial(look, preview.tables, preview.source, self._knowledge, corrections, preview.chosen),
                self._remember,
            )

    def turn(self) -> None:
        """Exchange rows and columns."""
        self.correct(turned(self.preview))

    def take_back(self) -> None:
        """Undo the last correction."""
        if self._history and not self._worker.busy:
            self._settle(self._history.pop())

    def _choose(self, subject: Subject, name: str, identity: str | None) -> None:
        self._worker.do(partial(renamed_as, self.preview, (subject, name), identity, self._knowledge), self._remember)

    def _begin(self, preview: Preview) -> None:
        """Show what was read first, with the list on top in which there is most to do."""
        self._settle(preview)
        if preview.reading is None:
            self.tabs.setCurrentWidget(self.skipped)
        elif preview.questions and not self._asked_names:
            self.tabs.setCurrentWidget(self.questions)

    def _remember(self, preview: Preview) -> None:
        self._history.append(self.preview)
        self._settle(preview)

    def _settle(self, preview: Preview) -> None:
        self.preview = preview
        self._warned = False
        self.headline.setText(headline(preview))
        self.sure.setText(confidence_sentence(preview))
        self.sure.setVisible(preview.reading is not None)
        self.choices.show_preview(preview)
        self.sheet.show_preview(preview)
        self.matrix.show_preview(preview)
        self._asked_names = self.names.show_preview(preview)
        self.questions.show_questions(preview.questions)
        self.skipped.show_skipped(preview.skipped)
        self.nothing.setText("" if preview.reading else explanation(preview))
        self._stack.setCurrentIndex(0 if preview.reading else 1)
        self._title_tabs()
        self._follow()

    def _title_tabs(self) -> None:
        asked = self._asked_names
        names = tr(mark("&Names")) if not asked else tr(mark("&Names ({n} to confirm)"), n=asked)
        titles = (
            names,
            tr(mark("&Questions ({n})"), n=len(self.preview.questions)),
            tr(mark("Left &out ({n})"), n=len(self.preview.skipped)),
        )
        for place, title in enumerate(titles):
            self.tabs.setTabText(place, title)

    # -- going about --------------------------------------------------------------------------------------

    def _follow(self) -> None:
        """Say what the keys do, and let be pressed what makes sense."""
        self.hint.setText(
            tr(mark("Click a row's number, a column's letter or a cell to say what it is; Enter or F2 does the same "
                    "from the keyboard. Ctrl+T exchanges rows and columns, Ctrl+Z undoes, Ctrl+Enter imports."))
        )  # fmt: skip
        self.take.setEnabled(self.preview.imported is not None and not self._worker.busy)
        self.undo.setEnabled(bool(self._history) and not self._worker.busy)

    def _rest(self) -> None:
        """Hold still while a large file is read, and go on where the keyboard was."""
        busy = self._worker.busy
        if busy:
            self._resting = QApplication.focusWidget()
            self.headline.setText(tr(mark("Reading {file}…"), file=self.preview.source))
        for part in (self.choices, self._body):
            part.setEnabled(not busy)
        self._follow()
        if not busy and self._resting is not None:
            self._resting.setFocus()

    def _show_address(self, where: str) -> None:
        place = self._place(where)
        if place is not None:
            self.sheet.show_place(place)

    def _answer(self, where: str, of_table: bool) -> None:  # noqa: FBT001 - what the signal carries
        """Offer at a place what can be said about it, or open another table; the keyboard stays in the list."""
        table = table_called(self.preview, where) if of_table else None
        place = self._place(where)
        if table is not None:
            self.correct(with_table(self.preview.corrections, table))
        elif place is not None:
            self.sheet.show_place(place)
            self.sheet.offer_at(place)

    def _place(self, where: str) -> Place | None:
        return place_of(where, self.preview.table.sheet)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep Enter from importing by accident: that is Ctrl+Enter, or the button."""
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if enter and not isinstance(self.focusWidget(), QPushButton):
            event.accept()
            return
        super().keyPressEvent(event)

    def reject(self) -> None:
        """Throw away what was corrected only when that is asked for twice."""
        if self.preview.touched and not self._warned:
            self._warned = True
            self.hint.setText(tr(mark("Esc once more throws away what you corrected; Ctrl+Enter imports it.")))
            return
        super().reject()

    def done(self, result: int) -> None:
        """Close, once nothing is being read any more."""
        self._worker.stop()
        super().done(result)
