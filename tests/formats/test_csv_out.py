"""The matrix as CSV: what spreadsheets need to open it rightly, and nothing that they would take for a formula."""

import csv
import datetime as dt
import io
from pathlib import Path

import msgspec
import pytest
from formats.talked import TALKED

from raciapp.base.errors import UserError
from raciapp.base.resources import sample_organizations
from raciapp.base.words import Language, Words, same
from raciapp.document.letters import scheme
from raciapp.document.records import AS_IS, Activity, Document, Group, Matrix, Organization, Row, Unit
from raciapp.document.storage import load
from raciapp.formats.branding import PLAIN
from raciapp.formats.csv_out import CsvOptions, CsvShape, export_csv, write_csv
from raciapp.formats.importing import import_file
from raciapp.formats.options import with_values
from raciapp.formats.report import build_report
from raciapp.knowledge.library import knowledge

EN, FR = Language
RACI = scheme("raci").bits
DOCUMENT = Document(
    Organization(same("Ours")),
    (
        Matrix(
            "as_is",
            AS_IS,
            (
                Row(bytes((RACI["A"] | RACI["R"], RACI["C"])), (("x_law", "until May"),)),
                Row(bytes((0, 0))),
                Row(bytes((0, RACI["A"])), (("x_web", "{open}"),)),
            ),
        ),
    ),
    units=(Unit("x_web", Words("Web", "Toile")), Unit("x_law", same("Law, and order"))),
    groups=(Group("x_group", Words("Content", "Contenu")),),
    activities=(
        Activity("x_one", same("Plan")),
        Activity("x_two", same("Wait")),
        Activity("x_three", same('Say "no"'), "x_group"),
    ),
)


def content(document: Document, folder: Path, language: Language = EN) -> bytes:
    path = folder / "a.csv"
    write_csv(build_report(document, knowledge(), language, dt.date(2026, 11, 23)), path)
    return path.read_bytes()


def rows(document: Document, folder: Path, language: Language = EN) -> list[list[str]]:
    text = content(document, folder, language).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";" if language is FR else ","))


def test_rows_of_units_groups_and_activities(tmp_path: Path) -> None:
    assert rows(DOCUMENT, tmp_path) == [
        ["Activity", "Web", "Law, and order"],
        ["Plan", "A/R", "C (until May)"],
        ["Wait", "–", "–"],
        ["Content", "", ""],
        ['Say "no"', "– ({open})", "A"],
    ]


def test_excel_finds_a_mark_and_the_delimiter_of_the_language(tmp_path: Path) -> None:
    english, french = content(DOCUMENT, tmp_path), content(DOCUMENT, tmp_path, FR)
    assert english.startswith(b'\xef\xbb\xbfActivity,Web,"Law, and order"\r\n')
    assert french.startswith("\ufeffActivité;Toile;Law, and order\r\n".encode())


def test_remarks_on_activities_and_units_stand_below_the_matrix(tmp_path: Path) -> None:
    matrix, below = rows(TALKED, tmp_path)[:5], rows(TALKED, tmp_path)[5:]
    assert matrix == [
        ["Activity", "North", "South", "Law", "Board"],
        ["Talk", "", "", "", ""],
        ["Plan", "A (Only sensitive topics)", "R", "– (Since the merger)", "C"],
        ["Answer", "A/R", "", "– (Two days are too long)", ""],
        ["Count", "", "A", "R", "I"],
    ]
    assert below == [
        [],
        ["Remarks"],
        ["South: Led by two people"],
        ["Plan: Once a year"],
        ["Count: Nobody asks for it"],
    ]
    assert rows(TALKED, tmp_path, FR)[-1] == ["Count\u00a0: Nobody asks for it"]


@pytest.mark.parametrize("name", ["=SUM(A1)", "+1", "-1", "@home", "\t=1", "＝1", "'=1", "''+1"])
def test_no_text_is_a_formula(name: str, tmp_path: Path) -> None:
    hostile = Document(
        Organization(same(name)),
        (Matrix("as_is", AS_IS, (Row(bytes((RACI["A"],)), (("x_web", name),)),)),),
        units=(Unit("x_web", same(name)),),
        groups=(Group("x_group", same(name)),),
        activities=(Activity("x_one", same(name), "x_group"),),
    )
    written = rows(hostile, tmp_path)
    assert [row[0] for row in written[1:]] == [f"'{name}", f"'{name}"]
    assert written[0][1] == f"'{name}"
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "＝")) for row in written for cell in row)


def test_an_unusual_scheme_is_explained_below(tmp_path: Path) -> None:
    daci = scheme("daci")
    document = Document(
        Organization(same("Ours")),
        (Matrix("as_is", AS_IS, (Row(bytes((daci.bits["D"],))),)),),
        scheme="daci",
        units=(Unit("x_web", same("Web")),),
        activities=(Activity("x_one", same("Plan")),),
    )
    *_, blank, last = rows(document, tmp_path)
    assert blank == []
    assert last[0].startswith("DACI: D = Driver, A = ")


def test_a_folder_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(UserError):
        content(DOCUMENT, tmp_path / "missing")


# -- a line for each letter -------------------------------------------------------------------------------


def long_lines(document: Document, folder: Path, language: Language = EN) -> list[list[str]]:
    path = folder / "long.csv"
    report = build_report(document, knowledge(), language, dt.date(2026, 11, 23))
    export_csv(report, path, CsvOptions(CsvShape.LONG), PLAIN)
    text = path.read_bytes().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";" if language is FR else ","))


def test_a_line_for_each_letter(tmp_path: Path) -> None:
    assert long_lines(TALKED, tmp_path) == [
        ["Group", "Activity", "Unit", "Letter", "Remark", "Status"],
        ["Talk", "Plan", "North", "A", "Only sensitive topics", "Agreed"],
        ["Talk", "Plan", "South", "R", "", "Open question"],
        ["Talk", "Plan", "Law", "–", "Since the merger", ""],
        ["Talk", "Plan", "Board", "C", "", ""],
        ["Talk", "Answer", "North", "A", "", ""],
        ["Talk", "Answer", "North", "R", "", ""],
        ["Talk", "Answer", "Law", "–", "Two days are too long", "Contested"],
        ["Talk", "Count", "South", "A", "", ""],
        ["Talk", "Count", "Law", "R", "", ""],
        ["Talk", "Count", "Board", "I", "", "Agreed"],
    ]


def test_units_and_activities_without_letters_have_a_line(tmp_path: Path) -> None:
    lines = long_lines(DOCUMENT, tmp_path)
    assert ["", "Wait", "Web", "–", "", ""] in lines
    assert [line[2] for line in lines[1:4]] == ["Web", "Web", "Law, and order"]


def test_a_list_is_as_harmless_as_a_table(tmp_path: Path) -> None:
    odd = msgspec.structs.replace(DOCUMENT, units=(Unit("x_web", same("=1")), Unit("x_law", same("@home"))))
    assert {line[2] for line in long_lines(odd, tmp_path)[1:]} == {"'=1", "'@home"}


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("name", ["coastal_stewardship", "talked"])
def test_a_list_comes_back_equal(name: str, language: Language, tmp_path: Path) -> None:
    document = TALKED if name == "talked" else load(sample_organizations() / f"{name}.raci")
    long_lines(document, tmp_path, language)
    found = import_file(tmp_path / "long.csv", knowledge())
    (theirs,), (ours, *_) = found.document.matrices, document.matrices
    assert [unit.name.text(language) for unit in found.document.units] == [
        unit.name.text(language) for unit in document.units
    ]
    assert [one.name.text(language) for one in found.document.activities] == [
        one.name.text(language) for one in document.activities
    ]
    assert [row.letters for row in theirs.rows] == [row.letters for row in ours.rows]
    assert not found.questions
    wide, long = rows(document, tmp_path, language), long_lines(document, tmp_path, language)
    assert wide != long


def test_the_shape_is_an_option() -> None:
    assert with_values(CsvOptions(), {"shape": "long"}) == CsvOptions(CsvShape.LONG)
    assert CsvOptions().shape is CsvShape.WIDE
