"""A document that was talked about: statuses of cells and rows, remarks of every kind, divisions over units."""

import datetime as dt

from msgspec.structs import replace

from raciapp.base.words import Language, Words, same
from raciapp.document.records import (
    AS_IS,
    NO_WORDS,
    WHOLE_ROW,
    Activity,
    Document,
    Group,
    Matrix,
    Organization,
    Row,
    Status,
    Unit,
)
from raciapp.formats.report import Report, build_report
from raciapp.knowledge.library import knowledge

FIELD, OFFICE = Words("Field", "Terrain"), Words("Head office", "Siège")

TALKED = Document(
    Organization(same("Ours")),
    (
        Matrix(
            "as_is",
            AS_IS,
            (
                Row(
                    bytes((1, 2, 0, 4)),
                    (("u0", "Only sensitive topics"), ("u2", "Since the merger")),
                    (("u0", Status.AGREED), ("u1", Status.QUESTION)),
                ),
                Row(bytes((3, 0, 0, 0)), (("u2", "Two days are too long"),), (("u2", Status.CONTESTED),)),
                Row(bytes((0, 1, 2, 8)), (), ((WHOLE_ROW, Status.CONTESTED), ("u3", Status.AGREED))),
            ),
        ),
    ),
    units=(
        Unit("u0", same("North"), division=FIELD),
        Unit("u1", same("South"), remark="Led by two people", division=FIELD),
        Unit("u2", same("Law")),
        Unit("u3", same("Board"), division=OFFICE),
    ),
    groups=(Group("g0", same("Talk")),),
    activities=(
        Activity("a0", same("Plan"), "g0", remark="Once a year"),
        Activity("a1", same("Answer"), "g0"),
        Activity("a2", same("Count"), "g0", remark="Nobody asks for it"),
    ),
)


def talked_report(document: Document = TALKED, language: Language = Language.EN) -> Report:
    """Return the report on the document, or on one made of it."""
    return build_report(document, knowledge(), language, dt.date(2026, 11, 23))


def silent(document: Document = TALKED) -> Document:
    """Return the document without anything that was said, and without divisions."""
    return replace(
        document,
        units=tuple(replace(unit, remark="", division=NO_WORDS) for unit in document.units),
        activities=tuple(replace(activity, remark="") for activity in document.activities),
        matrices=tuple(
            replace(matrix, rows=tuple(Row(row.letters) for row in matrix.rows)) for matrix in document.matrices
        ),
    )
