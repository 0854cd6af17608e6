"""What is not painted: the check, the journal, files opened, saved and read."""

from itertools import cycle, pairwise
from pathlib import Path

from benchmarks.subjects import document_of, edited, written_durably
from benchmarks.timing import Budget, Figure, median_ms, p95_ms
from openpyxl import Workbook, load_workbook

from raciapp.checks.engine import check
from raciapp.document.changes import diff
from raciapp.document.journal import Journal
from raciapp.document.storage import encode, load, save
from raciapp.formats.importing import import_file
from raciapp.knowledge.library import knowledge

RECORDS = 400
"""Edits of which the journal's 95th percentile is taken."""


def file_figures(folder: Path) -> list[Figure]:
    """Measure everything about documents and files, which go to `folder`."""
    return [
        measure_check(60, 20, Budget(1)),
        measure_check(2000, 200, Budget(10)),
        measure_journal(folder),
        *measure_files(folder),
        measure_reading(folder),
    ]


def measure_check(activities: int, units: int, budget: Budget) -> Figure:
    """Check every rule after an edit, each time another; the floor reads every cell once."""
    document = document_of(activities, units)
    known, turn = knowledge(), cycle(edited(document, 30))
    ours = median_ms(lambda: check(next(turn), "as_is", known), 30)
    floor = median_ms(lambda: [row.letters.count(1) for row in document.matrices[0].rows], 30)
    what = f"check of {len(known.rules)} rules after an edit, {activities} x {units}"
    return Figure(what, ours, floor, "each cell read once", budget)


def measure_journal(folder: Path) -> Figure:
    """Record edits one after the other; the floor writes as many bytes without making them durable."""
    documents = edited(document_of(60, 20), RECORDS + 1)
    pairs = list(pairwise(documents))
    ready = iter([(diff(before, after), after) for before, after in [*pairs, pairs[0]]])
    journal = Journal.begin(documents[0], None, folder / "journals")
    journal.wait()
    before = _size(journal.folder)
    ours = p95_ms(lambda: journal.record("Edit", *next(ready)), RECORDS)
    assert journal.trouble is None
    frame = bytes((_size(journal.folder) - before) // (RECORDS + 1))
    journal.close()
    with (folder / "frames").open("wb", buffering=0) as file:
        floor = p95_ms(lambda: file.write(frame), RECORDS)
    what = f"journal of an edit, 60 x 20, p95 ({len(frame)} bytes)"
    return Figure(what, ours.clock, floor.clock, "write", Budget(2), ours.processor)


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.iterdir())


def measure_files(folder: Path) -> list[Figure]:
    """Open and save a 60 x 20 document; the floor reads and durably writes the same bytes."""
    document = document_of(60, 20)
    path, content = folder / "a.raci", encode(document)
    saving = median_ms(lambda: save(document, path), 30)
    floor = median_ms(lambda: written_durably(folder / "b.raci", content), 30)
    reading = median_ms(path.read_bytes, 30)
    return [
        Figure("open, 60 x 20", median_ms(lambda: load(path), 30), reading, "read", Budget(5)),
        Figure("save with fsync, 60 x 20", saving, floor, "write and fsync", Budget(15)),
    ]


def measure_reading(folder: Path) -> Figure:
    """Read a 1,000 x 40 workbook of unknown layout; the floor reads all its cells with bare openpyxl."""
    what, budget = "reading a 1,000 x 40 workbook of unknown layout", Budget(1.5, "x")
    document = document_of(1000, 40)
    path, book = folder / "unknown.xlsx", Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["A workbook of a client"])
    sheet.append(["", "What", *(unit.name.en for unit in document.units)])
    for number, (activity, row) in enumerate(zip(document.activities, document.matrices[0].rows, strict=True)):
        letters = [document.alphabet.text(mask) for mask in row.letters]
        sheet.append([number, activity.name.en, *letters])
    book.save(path)

    def bare() -> None:
        opened = load_workbook(path)
        for line in opened.active.iter_rows(values_only=True):
            tuple(line)
        opened.close()

    ours = median_ms(lambda: import_file(path, knowledge()), 3)
    return Figure(what, ours, median_ms(bare, 3), "bare openpyxl reading all cells", budget)
