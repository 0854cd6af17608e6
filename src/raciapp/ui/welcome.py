"""The first page: what one can start from."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from raciapp.base.errors import UserError
from raciapp.base.messages import mark
from raciapp.base.resources import sample_organizations
from raciapp.document.letters import Duty
from raciapp.document.records import Document
from raciapp.document.storage import load
from raciapp.knowledge.fitting import document_from
from raciapp.knowledge.library import knowledge_with
from raciapp.ui.choices import SECTOR_NAMES
from raciapp.ui.commands.advice import house_folders
from raciapp.ui.icons import icon
from raciapp.ui.language import current_language, tool_tip, tr
from raciapp.ui.theme import current_theme

if TYPE_CHECKING:
    from raciapp.ui.window import MainWindow

PICTURE = QSize(132, 92)
WIDEST = 1240
"""Pixels of the page: lines of text stay readable on a wide screen."""


class Card(QToolButton):
    """A thing to start from: its name, its kind, a line about it, a small picture of its matrix."""

    def __init__(self, title: str, kind: str, text: str, picture: QPixmap, run: Callable[[], object]) -> None:
        """Run `run` when the card is chosen."""
        super().__init__()
        self.setObjectName("card")
        self.setAccessibleName(f"{title}. {kind}. {text}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(lambda *_: run())
        words = QVBoxLayout()
        words.setSpacing(3)
        for content, name in ((title, "cardTitle"), (kind, "cardText"), (text, "cardText")):
            if content:
                words.addWidget(_label(content, name))
        words.addStretch(1)
        image = QLabel()
        image.setPixmap(picture)
        image.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 12, 14, 12)
        row.setSpacing(14)
        row.addWidget(image, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)

    def sizeHint(self) -> QSize:
        """Return the room the texts need, not that of an empty button."""
        layout = self.layout()
        return layout.totalSizeHint() if layout else super().sizeHint()

    def hasHeightForWidth(self) -> bool:
        """Return that the texts wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the wrapped texts."""
        layout = self.layout()
        return layout.totalHeightForWidth(width) if layout else 100

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter choose as the space bar does."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: object) -> None:
        """Keep the height that the texts need in the new width."""
        del event
        # The layout must follow at once: it would keep the old height and cut the last line.
        self.setFixedHeight(max(PICTURE.height() + 26, self.heightForWidth(self.width())))
        layout = self.layout()
        if layout:
            layout.setGeometry(self.rect())


class WelcomePage(QScrollArea):
    """Samples, templates, recent files."""

    def __init__(self, window: "MainWindow") -> None:
        """Offer what `window` can open."""
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the first button has the keyboard, which is seen
        self.setObjectName("welcome")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._window = window
        page = QWidget()
        page.setObjectName("welcomePage")
        middle = QWidget()
        middle.setMaximumWidth(WIDEST)
        across = QHBoxLayout(page)
        across.setContentsMargins(40, 26, 40, 26)
        across.addStretch(1)
        across.addWidget(middle, 1000)
        across.addStretch(1)
        self._column = QVBoxLayout(middle)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)
        self._column.addWidget(_label(tr(mark("Who does what on social media?")), "welcomeTitle"))
        promise = mark("Start from a sample, a template or a client's spreadsheet; type R, A, C, I while people talk.")
        self._column.addWidget(_label(tr(promise), "subline"))
        self._add_buttons()
        self._add_cards(tr(mark("Template organizations")), self._samples())
        self._add_cards(tr(mark("Best-practice templates")), self._templates())
        self._column.addStretch(1)
        self.setWidget(page)

    def _add_buttons(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        for title, name, run in (
            (mark("Open…"), "folder-open", self._window.files.open),
            (mark("Import a matrix…"), "download", self._window.files.import_matrix),
            (mark("Empty document"), "file-plus", self._window.files.start_empty),
        ):
            button = QPushButton(icon(name), tr(title))
            button.clicked.connect(lambda _checked=False, run=run: run())
            row.addWidget(button)
        row.addSpacing(16)
        recent = self._window.settings.recent[:4]
        if recent:
            row.addWidget(_label(tr(mark("Recent:")), "cardText"))
        for path in recent:
            row.addWidget(self._recent(path))
        row.addStretch(1)
        self._column.addSpacing(8)
        self._column.addLayout(row)

    def _recent(self, path: Path) -> QPushButton:
        link = QPushButton(path.stem.replace("&", "&&"))
        link.setObjectName("link")
        link.setToolTip(tool_tip(str(path)))
        link.setCursor(Qt.CursorShape.PointingHandCursor)
        link.clicked.connect(lambda _checked=False: self._window.files.open_path(path))
        return link

    def _add_cards(self, title: str, cards: list[Card]) -> None:
        self._column.addSpacing(14)
        self._column.addWidget(_label(title, "sectionTitle"))
        grid = QGridLayout()
        grid.setSpacing(12)
        for number, card in enumerate(cards):
            grid.addWidget(card, number // 2, number % 2, Qt.AlignmentFlag.AlignTop)
        self._column.addLayout(grid)

    def _samples(self) -> list[Card]:
        cards = []
        for path in sorted(sample_organizations().glob("*.raci")):
            try:
                document = load(path)
            except UserError:
                continue  # a damaged sample is no reason to have no first page
            organization, language = document.organization, current_language()
            kind = f"{tr(SECTOR_NAMES[organization.sector])} · {organization.kind.text(language)}"
            open_sample = lambda path=path: self._window.files.start_from_sample(path)  # noqa: E731
            title = organization.name.text(language)
            cards.append(Card(title, kind, organization.story.text(language), picture_of(document), open_sample))
        return cards

    def _templates(self) -> list[Card]:
        cards = []
        language = current_language()
        known = knowledge_with(house_folders(self._window.settings.house, None))
        order = ("corporate", "government", "small", "hub_and_spoke", "centralized", "regulated")
        for identity in dict.fromkeys((*order, *known.templates)):
            template = known.templates[identity]
            start = lambda identity=identity: self._window.files.start_from_template(identity)  # noqa: E731
            picture = picture_of(document_from(template, known))
            cards.append(
                Card(template.name.text(language), template.origin, template.summary.text(language), picture, start)
            )
        return cards


def _label(text: str, name: str) -> QLabel:
    label = QLabel(text)
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    return label


def picture_of(document: Document) -> QPixmap:
    """Return a small picture of the first matrix: one dot per cell, coloured by its leading letter."""
    theme = current_theme()
    picture = QPixmap(PICTURE * 2)
    picture.setDevicePixelRatio(2)
    picture.fill(QColor(theme.band))
    rows = document.matrices[0].rows[:21]
    step = min(PICTURE.width() / max(1, len(document.units)), PICTURE.height() / max(1, len(rows)), 9)
    left = (PICTURE.width() - step * len(document.units)) / 2
    top = (PICTURE.height() - step * len(rows)) / 2
    painter = QPainter(picture)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    size = max(1.5, step - 1.2)
    for number, row in enumerate(rows):
        for place, mask in enumerate(row.letters):
            if mask:
                painter.setBrush(_leading_colour(document, mask))
                painter.drawRoundedRect(int(left + place * step), int(top + number * step), int(size), int(size), 1, 1)
    painter.end()
    return picture


def _leading_colour(document: Document, mask: int) -> QColor:
    theme = current_theme()
    letter = next(letter for place, letter in enumerate(document.alphabet.letters) if mask >> place & 1)
    ink = theme.ink(letter)
    return QColor(ink.fill if letter.duty in {Duty.ACCOUNTABLE, Duty.RESPONSIBLE} else ink.edge)
