"""What is measured: documents of a given size, and the floors they are compared with."""

import os
import random
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

from raciapp.base.words import Words, same
from raciapp.document.edits import set_cells
from raciapp.document.letters import scheme
from raciapp.document.records import AS_IS, Activity, Cell, Document, Group, Matrix, Organization, Row, Sector, Unit
from raciapp.formats.report import Report
from raciapp.knowledge.fitting import document_from
from raciapp.knowledge.library import knowledge

DENSITY = 0.35
"""Share of cells with letters, as in the templates."""


def document_of(activities: int, units: int) -> Document:
    """Return a document of that size: the catalogue's activities first, then invented ones; every function used."""
    known = knowledge()
    rows = [Activity(activity.id, activity.name, activity.group) for activity in known.activities.values()]
    rows += [Activity(f"x_{n}", same(f"Invented activity {n}"), "mea") for n in range(len(rows), activities)]
    functions = list(known.functions)
    columns = [Unit(f"u_{n}", same(f"Unit number {n}"), (functions[n % len(functions)],)) for n in range(units)]
    dice = random.Random(7)
    alphabet = scheme("raci")
    accountable, informed = alphabet.bits["A"], (alphabet.bits["C"], alphabet.bits["I"], alphabet.bits["R"])

    def row() -> Row:
        letters = bytearray(dice.choice(informed) if dice.random() < DENSITY else 0 for _ in columns)
        letters[dice.randrange(units)] = accountable
        return Row(bytes(letters))

    return Document(
        organization=Organization(Words("Benchmark"), sector=Sector.GOVERNMENT, program_channels=True, packs=("gc",)),
        units=tuple(columns),
        groups=tuple(Group(group.id, group.name) for group in known.groups.values()),
        activities=tuple(rows[:activities]),
        matrices=(Matrix("as_is", AS_IS, tuple(row() for _ in range(activities))),),
    )


def government_template() -> Document:
    """Return the government template, 59 activities by 22 units: what is exported most like it."""
    return document_from(knowledge().templates["government"], knowledge())


def edited(document: Document, times: int) -> list[Document]:
    """Return `times` documents, each one edit of one cell after the other: whoever remembers must look anew."""
    dice = random.Random(11)
    matrix = document.matrices[0].id
    documents: list[Document] = []
    while len(documents) < times:
        place = dice.choice(document.activities).id, dice.choice(document.units).id
        after = set_cells(document, matrix, {place: Cell(dice.randrange(1, 9))})
        if after != document:
            document = after
            documents.append(document)
    return documents


def written_durably(path: Path, content: bytes) -> None:
    """Write bytes and wait for the disk: the floor of saving."""
    with path.open("wb") as file:
        file.write(content)
        os.fsync(file.fileno())


def bare_workbook(report: Report, path: Path) -> None:
    """Write the same cells in one style each with nothing but openpyxl: the floor of the Excel export."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    side = Side(style="thin", color="FFBBBBBB")
    font, fill = Font(bold=True), PatternFill("solid", fgColor="FFEEEEEE")
    border = Border(left=side, right=side, top=side, bottom=side)
    alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    for number, row in enumerate((row for section in report.sections for row in section.rows), 1):
        for column, text in enumerate((row.name, *("/".join(cell.symbols) for cell in row.cells)), 1):
            cell = sheet.cell(number, column, text)
            cell.font, cell.fill, cell.border, cell.alignment = font, fill, border, alignment
    book.save(path)
