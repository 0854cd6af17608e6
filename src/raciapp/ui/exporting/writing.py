"""Writing what was ordered, file by file, in a worker thread that can be stopped between two files."""

import datetime as dt
from collections.abc import Callable, Iterable
from pathlib import Path
from threading import Event
from typing import TypeAlias

import msgspec
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from raciapp.base.errors import UserError
from raciapp.base.words import Language
from raciapp.document.records import Document
from raciapp.formats.branding import PLAIN, Branding
from raciapp.formats.exporting import export, format_of
from raciapp.formats.report import Wishes, report_on
from raciapp.knowledge.library import Knowledge
from raciapp.ui.exporting.choices import Texts, options_from
from raciapp.ui.jobs import Job

Target: TypeAlias = tuple[Path, Texts]
"""A file to write, and the options of its format that are not as usual, as text."""


class Order(msgspec.Struct, frozen=True):
    """What to write of which document: files with the options of their formats, and the branding's file or None."""

    document: Document
    knowledge: Knowledge
    wishes: Wishes
    targets: tuple[Target, ...]
    branding: Path | None = None


class Refused(msgspec.Struct, frozen=True):
    """A file that could not be written, with the options it was to have, and why."""

    path: Path
    options: Texts
    error: UserError

    @property
    def another_name_helps(self) -> bool:
        """Return whether it is the file itself that stands in the way, and not what was to be written."""
        return str(self.error.values.get("file", ""))[:79] == self.path.name[:79]


class Outcome(msgspec.Struct, frozen=True):
    """What became of an order: files written, files refused, and whether it was stopped before its end."""

    written: tuple[Path, ...]
    refused: tuple[Refused, ...] = ()
    stopped: bool = False


def reasons(refused: Iterable[Refused], language: Language) -> list[str]:
    """Return why files were refused, in sentences: one for all whose reason is the same."""
    names: dict[tuple[str, str], dict[str, None]] = {}
    errors: dict[tuple[str, str], UserError] = {}
    for error in (one.error for one in refused):
        circumstances = {name: str(value) for name, value in error.values.items() if name != "file"}
        reason = error.template, str(circumstances)
        names.setdefault(reason, {})[str(error.values.get("file", ""))] = None
        errors.setdefault(reason, error)
    together = (UserError(one.template, **{**one.values, "file": ", ".join(names[key])}) for key, one in errors.items())
    return [one.text(language) for one in together]


def free_name(path: Path) -> Path:
    """Return the first name like that of `path` that is free: «matrix (2).xlsx»."""
    number = 2
    while (found := path.with_name(f"{path.stem} ({number}){path.suffix}")).exists():
        number += 1
    return found


def carry_out(order: Order, began: Callable[[int], object], stopped: Callable[[], bool]) -> Outcome:
    """Write the files in turn, telling `began` the number of each but the first; `stopped` is asked before each.

    A file that is refused does not keep the others from being written. Raises UserError for a branding that cannot be
    read.
    """
    look = look_of(order.branding)
    today = dt.datetime.now().astimezone().date()
    report = report_on(order.document, order.knowledge, today, order.wishes)
    written: list[Path] = []
    refused: list[Refused] = []
    for number, (path, options) in enumerate(order.targets):
        if stopped():
            return Outcome(tuple(written), tuple(refused), stopped=True)
        if number:
            began(number)
        try:
            export(report, path, options=options_from(format_of(path).suffix, options), branding=look)
        except UserError as error:
            refused.append(Refused(path, options, error))
        else:
            written.append(path)
    return Outcome(tuple(written), tuple(refused))


def drawn(order: Order) -> QImage:
    """Return the matrix of an order as a picture. Raises UserError for a branding that cannot be read."""
    from raciapp.formats.picture import PictureOptions, matrix_picture

    look = look_of(order.branding)
    ((_, texts),) = order.targets
    options = options_from(".png", texts)
    assert isinstance(options, PictureOptions)  # noqa: S101 - those of the suffix .png
    report = report_on(order.document, order.knowledge, dt.datetime.now().astimezone().date(), order.wishes)
    return QImage.fromData(matrix_picture(report, "png", options, look))


def look_of(path: Path | None) -> Branding:
    """Return the branding in a file, or our own look where there is none. Raises UserError."""
    if path is None:
        return PLAIN
    from raciapp.formats.branding import read_branding

    return read_branding(path)


class ExportJob(Job):
    """Carries out an order; `succeeded` brings its `Outcome`."""

    began = Signal(int)
    """The number of the file that is being written; the first, 0, is not told."""

    def __init__(self, order: Order, parent: QObject | None = None) -> None:
        """Prepare to carry out `order`."""
        super().__init__(lambda: carry_out(order, self.began.emit, self._stop.is_set), parent)
        self.order = order
        self._stop = Event()

    @property
    def stopping(self) -> bool:
        """Return whether no further file will be begun."""
        return self._stop.is_set()

    def stop(self) -> None:
        """Begin no further file; the one under way is finished, so that nothing is half written."""
        self._stop.set()
