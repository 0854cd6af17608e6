"""How each kind of work grows with the document: five sizes, the floor beside each, and the exponent."""

import csv
import datetime as dt
import gc
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path
from typing import NamedTuple

import msgspec
import typst
from benchmarks.subjects import bare_workbook, document_of, edited, written_durably
from benchmarks.timing import Work, exponent, patient_ms

from raciapp.base.errors import UserError
from raciapp.base.resources import resources
from raciapp.base.words import Language
from raciapp.checks.engine import check
from raciapp.document.changes import diff
from raciapp.document.edits import set_cells
from raciapp.document.records import Cell, Document
from raciapp.document.storage import load, save
from raciapp.formats.csv_out import write_csv
from raciapp.formats.excel.workbook import write_workbook
from raciapp.formats.importing import import_file
from raciapp.formats.pdf import write_pdf
from raciapp.formats.report import Report, build_report
from raciapp.knowledge.library import knowledge

SIZES = ((60, 20), (300, 40), (1000, 80), (2000, 200), (10_000, 500))
MOST_SECONDS = 20.0
"""What would take longer, ours and the floor together, is left out with its reason."""
TODAY = dt.date(2026, 1, 31)


class Spot(msgspec.Struct, frozen=True):
    """One kind of work at one size: milliseconds, or why it was left out."""

    size: tuple[int, int]
    ours: float | None = None
    floor: float | None = None
    left_out: str = ""

    @property
    def cells(self) -> int:
        """Return how many cells the document has."""
        return self.size[0] * self.size[1]


class Growth(msgspec.Struct, frozen=True):
    """One kind of work at every size; the exponents of ours and of the floor over the number of cells."""

    what: str
    floor_name: str
    spots: tuple[Spot, ...]

    def exponents(self) -> tuple[float | None, float | None]:
        """Return how ours and the floor grow: 0 not at all, 1 with the cells, 2 with their square."""
        measured = [(spot.cells, spot.ours, spot.floor) for spot in self.spots if spot.ours and spot.floor]
        cells = [float(one[0]) for one in measured]
        return exponent(cells, [one[1] for one in measured]), exponent(cells, [one[2] for one in measured])


class Subject:
    """A document of one size and edits of it, made once for all kinds of work."""

    def __init__(self, size: tuple[int, int], folder: Path) -> None:
        """Make it; its files go to `folder`."""
        self.size = size
        self.document = document_of(*size)
        self.edits = edited(self.document, 12)
        self.folder = folder

    def path(self, suffix: str) -> Path:
        """Return where the document lies in a format."""
        return self.folder / f"{self.size[0]}x{self.size[1]}{suffix}"


class Pair(NamedTuple):
    """Our work and the floor's."""

    ours: Work
    floor: Work


Making = Callable[[Subject], Pair]


def _edit(subject: Subject) -> Pair:
    rows, turn = subject.document.matrices[0].rows, cycle((1, 2))
    place = subject.document.activities[-1].id, subject.document.units[-1].id
    return Pair(
        lambda: set_cells(subject.document, "as_is", {place: Cell(next(turn) | 4)}),
        lambda: (*rows[:-1], bytes(bytearray(rows[-1].letters))),
    )


def _diff(subject: Subject) -> Pair:
    before, after = subject.document, subject.edits[0]
    rows = list(zip(before.matrices[0].rows, after.matrices[0].rows, strict=True))
    return Pair(lambda: diff(before, after), lambda: [was is now for was, now in rows])


def _check_after_edit(subject: Subject) -> Pair:
    turn = cycle(subject.edits)
    return Pair(lambda: check(next(turn), "as_is", knowledge()), _reading(subject.document))


def _reading(document: Document) -> Work:
    return lambda: [row.letters.count(1) for row in document.matrices[0].rows]


def _open(subject: Subject) -> Pair:
    path = subject.path(".raci")
    save(subject.document, path)
    return Pair(lambda: load(path), lambda: msgspec.json.decode(path.read_bytes()))


def _save(subject: Subject) -> Pair:
    path = subject.path(".raci")
    save(subject.document, path)
    content = path.read_bytes()
    return Pair(lambda: save(subject.document, path), lambda: written_durably(subject.path(".bytes"), content))


def _import(subject: Subject) -> Pair:
    path = subject.path(".csv")
    write_csv(_report(subject.document), path)

    def floor() -> None:
        with path.open(encoding="utf-8-sig", newline="") as file:
            list(csv.reader(file))

    return Pair(lambda: import_file(path, knowledge()), floor)


def _excel(subject: Subject) -> Pair:
    turn, report = cycle(subject.edits), _report(subject.document)
    return Pair(
        lambda: write_workbook(_report(next(turn)), subject.path(".xlsx")),
        lambda: bare_workbook(report, subject.path(".bare.xlsx")),
    )


def _pdf(subject: Subject) -> Pair:
    turn, bare = cycle(subject.edits), cycle(subject.edits)
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[resources() / "fonts"])

    def floor() -> None:
        document = next(bare)
        texts = [document.alphabet.text(mask) for row in document.matrices[0].rows for mask in row.letters]
        content = {"content": msgspec.json.encode(texts).decode()}
        source = (
            '#set page(width: auto, height: 200mm)\n#set text(font: "Inter")\n'
            f"#table(columns: {len(document.units)}, ..json(bytes(sys.inputs.content)))"
        )
        typst.Compiler(font_paths=fonts).compile(input=source.encode(), sys_inputs=content, format="pdf")

    return Pair(lambda: write_pdf(_report(next(turn)), subject.path(".pdf")), floor)


def _report(document: Document) -> Report:
    return build_report(document, knowledge(), Language.EN, TODAY)


KINDS: tuple[tuple[str, str, Making], ...] = (
    ("edit of a cell", "the rows copied", _edit),
    ("diff after an edit", "rows compared by identity", _diff),
    ("check after an edit", "each cell read once", _check_after_edit),
    ("open", "read and parsed by msgspec, unchecked", _open),
    ("save with fsync", "the same bytes, write and fsync", _save),
    ("import of CSV", "the csv module", _import),
    ("Excel export", "bare openpyxl, same styled cells", _excel),
    ("PDF export", "typst, a bare table of the letters", _pdf),
)
"""What is measured, its floor, and what makes both."""


def growths(folder: Path, sizes: tuple[tuple[int, int], ...] = SIZES) -> list[Growth]:
    """Measure every kind of work at every size; files go to `folder`."""
    found: dict[str, list[Spot]] = {what: [] for what, _, _ in KINDS}
    for size in sizes:
        subject = Subject(size, folder)
        for what, _, making in KINDS:
            found[what].append(_measured(subject, making, found[what]))
        del subject
        gc.collect()
    return [Growth(what, floor_name, tuple(found[what])) for what, floor_name, _ in KINDS]


def _measured(subject: Subject, making: Making, before: list[Spot]) -> Spot:
    seconds = expected_seconds(before, subject.size[0] * subject.size[1])
    if seconds > MOST_SECONDS:
        return Spot(subject.size, left_out=f"would take about {seconds:.0f} s with its floor")
    try:
        pair = making(subject)
        return Spot(subject.size, patient_ms(pair.ours), patient_ms(pair.floor))
    except UserError as error:
        return Spot(subject.size, left_out=f"refused: {error.text(Language.EN)}")


def expected_seconds(before: list[Spot], cells: int) -> float:
    """Return what the next size will take by how it grew so far, at least in proportion; 0 where nothing is known."""
    known = list(_totals(before))
    if not known:
        return 0.0
    steepness = max(1.0, exponent(*zip(*known[-2:], strict=True)) or 1.0)
    return float(known[-1][1] / 1000 * (cells / known[-1][0]) ** steepness)


def _totals(spots: list[Spot]) -> Iterator[tuple[float, float]]:
    for spot in spots:
        if spot.ours is not None and spot.floor is not None:
            yield spot.cells, spot.ours + spot.floor
