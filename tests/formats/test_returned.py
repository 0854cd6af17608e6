"""A workbook of ours comes back: untouched as it was, changed with just those changes."""

import random
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from formats.talked import TALKED, talked_report
from formats.workbook_reading import DATE
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from strategies import documents, languages

from raciapp.base.errors import NoMatrixError, UserError
from raciapp.base.resources import sample_organizations
from raciapp.base.words import Language, Words, same
from raciapp.document import edits
from raciapp.document.changes import diff
from raciapp.document.records import Document, Status
from raciapp.document.storage import load
from raciapp.document.threeway import merge
from raciapp.formats.excel.workbook import write_workbook
from raciapp.formats.finding.reading import Doubt, Reason
from raciapp.formats.report import build_report
from raciapp.formats.returned import Returned, is_ours, read_returned
from raciapp.formats.shown import belongs, completed
from raciapp.knowledge.library import knowledge

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

SAMPLES = sorted(path.stem for path in sample_organizations().glob("*.raci"))
SOFFICE = shutil.which("soffice")
HEADER, UNITS = 7, 3
"""Of the sheet of `TALKED`: row of the headings, column of the first unit."""
BOTH = pytest.mark.parametrize("language", list(Language))
Change = Callable[["Worksheet"], object]


def sample(name: str) -> Document:
    return load(sample_organizations() / f"{name}.raci")


def exported(document: Document, path: Path, language: Language = Language.EN) -> Document:
    """Write the workbook and return what it carries."""
    report = build_report(document, knowledge(), language, DATE)
    write_workbook(report, path)
    assert report.exported is not None
    return report.exported


def changed(path: Path, change: Change) -> Returned:
    """Return what comes back after a client did something to the matrix."""
    book = load_workbook(path)
    change(book.worksheets[0])
    book.save(path)
    return read_returned(path)


def talked(folder: Path, change: Change, language: Language = Language.EN) -> Returned:
    path = folder / "talked.xlsx"
    exported(TALKED, path, language)
    return changed(path, change)


def letters(document: Document, activity: str, unit: str) -> str:
    return document.alphabet.text(document.cell("as_is", activity, unit).letters)


# -- untouched --------------------------------------------------------------------------------------------


@BOTH
@pytest.mark.parametrize("name", SAMPLES)
def test_every_sample_comes_back_as_it_was(name: str, language: Language, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    base = exported(sample(name), path, language)
    assert is_ours(path)
    returned = read_returned(path)
    assert returned.base == base
    assert returned.theirs == base
    assert (returned.questions, returned.skipped, returned.language) == ((), (), language)
    assert changed(path, lambda _: None) == returned
    document = sample(name)
    assert belongs(base, document)
    assert diff(completed(base, document, base), document).cells == ()
    assert merge(completed(base, document, base), document, completed(base, document, base)).document == document


@given(document=documents(), language=languages)
@settings(max_examples=60)
def test_any_document_comes_back_as_it_was(
    document: Document, language: Language, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("any") / "a.xlsx"
    base = exported(document, path, language)
    returned = changed(path, lambda _: None)
    assert returned.base == base
    assert diff(base, returned.theirs) == diff(base, base)
    assert returned.theirs == base
    assert not returned.questions


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("names", [("coastal_stewardship",), SAMPLES])
def test_another_program_may_save_it(names: tuple[str, ...], tmp_path: Path) -> None:
    source, out = tmp_path / "source", tmp_path / "out"
    source.mkdir()
    bases = {f"{name}_{language}": exported(sample(name), source / f"{name}_{language}.xlsx", language)
             for name in names for language in Language}  # fmt: skip
    bases["talked"] = exported(TALKED, source / "talked.xlsx")
    subprocess.run(  # noqa: S603 - the program found above, our own files
        [str(SOFFICE), "--headless", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--convert-to",
         "xlsx:Calc MS Excel 2007 XML", "--outdir", str(out), *(str(path) for path in source.glob("*.xlsx"))],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    for name, base in bases.items():
        path = out / f"{name}.xlsx"
        assert is_ours(path)
        returned = read_returned(path)
        assert returned.theirs == returned.base == base, name
        assert (returned.questions, returned.skipped) == ((), ()), name


# -- changed in looks and places only ---------------------------------------------------------------------


def recolour(sheet: "Worksheet") -> None:
    for row in sheet.iter_rows():
        for cell in row:
            cell.fill = PatternFill("solid", "FFFFEE00")
            cell.number_format = "General"
    for name in "ABCDEF":
        sheet.column_dimensions[name].width = 40
        sheet.column_dimensions[name].hidden = False
    sheet.row_dimensions[6].hidden = False
    sheet.title = "Renamed by us"


def add_around(sheet: "Worksheet") -> None:
    sheet.insert_rows(1, 3)
    sheet.insert_cols(1, 2)
    sheet["A1"] = "Please send back by Friday"
    sheet.cell(2, sheet.max_column + 3, "A note beside")
    sheet.cell(sheet.max_row + 3, 4, "Seen by the board")
    sheet.parent.create_sheet("Our notes")["B2"] = "We met on Tuesday"


@BOTH
@pytest.mark.parametrize("change", [recolour, add_around])
def test_looks_and_surroundings_change_nothing(change: Change, language: Language, tmp_path: Path) -> None:
    returned = talked(tmp_path, change, language)
    assert returned.theirs == returned.base
    assert not returned.questions


def test_what_was_added_around_is_listed(tmp_path: Path) -> None:
    skipped = {one.text: one for one in talked(tmp_path, add_around).skipped}
    assert set(skipped) == {
        "Please send back by Friday", "A note beside", "Seen by the board", "We met on Tuesday",
    }  # fmt: skip
    assert skipped["Please send back by Friday"].where == "A1"
    assert skipped["Please send back by Friday"].why is Reason.ABOVE
    assert skipped["Seen by the board"].why is Reason.BELOW
    assert skipped["We met on Tuesday"].where == "Our notes!B2"


def without_ids(sheet: "Worksheet") -> None:
    sheet.delete_cols(sheet.max_column)
    sheet.delete_rows(5)


@BOTH
@pytest.mark.parametrize("name", SAMPLES)
def test_without_ids_names_are_enough(name: str, language: Language, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    base = exported(sample(name), path, language)

    def strip(sheet: "Worksheet") -> None:
        for row in sheet.iter_rows():
            for cell in row:
                value = str(cell.value or "")
                if value.startswith(("raciapp:", "unit:", "group:", "activity:")):
                    cell.value = None

    assert changed(path, strip).theirs == base


# -- rows and columns in other places ---------------------------------------------------------------------


def rows_of(sheet: "Worksheet", first: int, last: int) -> list[list[object]]:
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=first, max_row=last)]


def put(sheet: "Worksheet", first: int, rows: list[list[object]], columns: slice = slice(None)) -> None:
    for number, row in enumerate(rows, first):
        for column in range(1, len(row) + 1)[columns]:
            sheet.cell(number, column).value = row[column - 1]


@pytest.mark.parametrize("columns", [slice(None), slice(0, -1)], ids=["with ids", "ids left behind"])
def test_sorted_rows_are_moved_rows(columns: slice, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    document = sample("coastal_stewardship")
    base = exported(document, path)

    def sort(sheet: "Worksheet") -> None:
        ids = next(cell.column for row in sheet.iter_rows() for cell in row if cell.value == "raciapp:ids")
        body = [row for row in range(1, sheet.max_row + 1)
                if str(sheet.cell(row, ids).value or "").startswith(("activity:", "group:"))]  # fmt: skip
        for area in list(sheet.merged_cells.ranges):
            if area.min_row >= body[0]:
                sheet.unmerge_cells(str(area))
        rows = rows_of(sheet, body[0], body[-1])
        put(sheet, body[0], sorted(rows, key=lambda row: str(row[1] or row[0])), columns)

    theirs = changed(path, sort).theirs
    assert {one.id: one for one in theirs.activities} == {one.id: one for one in base.activities}
    assert theirs.units == base.units
    assert diff(base, theirs).cells == ()
    assert [one.name.en for one in theirs.activities] == sorted(one.name.en for one in base.activities)


def test_columns_in_another_order_are_moved_units(tmp_path: Path) -> None:
    def turn(sheet: "Worksheet") -> None:
        for row in range(5, 13):
            values = [sheet.cell(row, column).value for column in range(UNITS, UNITS + 4)]
            for column, value in enumerate(reversed(values), UNITS):
                cell = sheet.cell(row, column)
                if type(cell).__name__ != "MergedCell":
                    cell.value = value

    returned = talked(tmp_path, turn)
    assert [unit.id for unit in returned.theirs.units] == ["u3", "u2", "u1", "u0"]
    for activity in ("a0", "a1", "a2"):
        for unit in ("u0", "u1", "u2", "u3"):
            assert letters(returned.theirs, activity, unit) == letters(TALKED, activity, unit)


def place(sheet: "Worksheet", text: str) -> tuple[int, int]:
    return next((cell.row, cell.column) for row in sheet.iter_rows() for cell in row if cell.value == text)


def test_a_new_row_is_a_new_activity_in_its_group(tmp_path: Path) -> None:
    def add(sheet: "Worksheet") -> None:
        row, column = place(sheet, "Answer")
        sheet.insert_rows(row)
        sheet.cell(row, column, "Listen")
        sheet.cell(row, UNITS, "r")
        sheet.cell(row, UNITS + 1, "C (sensitive topics)")

    returned = talked(tmp_path, add)
    assert [one.id for one in returned.theirs.activities] == ["a0", "x_listen", "a1", "a2"]
    new = returned.theirs.activities[1]
    assert (new.name, new.group) == (same("Listen"), "g0")
    assert letters(returned.theirs, "x_listen", "u0") == "R"
    assert returned.theirs.cell("as_is", "x_listen", "u1").remark == "sensitive topics"
    assert edits.remove_activities(returned.theirs, ["x_listen"]) == returned.base


def test_a_new_row_may_follow_the_last(tmp_path: Path) -> None:
    def add(sheet: "Worksheet") -> None:
        row, column = place(sheet, "Count")
        sheet.cell(row + 1, column, "Listen")
        sheet.cell(row + 1, UNITS + 3, "A/R")

    returned = talked(tmp_path, add)
    assert [one.id for one in returned.theirs.activities] == ["a0", "a1", "a2", "x_listen"]
    assert letters(returned.theirs, "x_listen", "u3") == "A/R"


def test_a_new_heading_is_a_new_group(tmp_path: Path) -> None:
    def add(sheet: "Worksheet") -> None:
        row, column = place(sheet, "Count")
        sheet.insert_rows(row)
        sheet.cell(row, column - 1, "Numbers")

    returned = talked(tmp_path, add)
    assert [group.name.en for group in returned.theirs.groups] == ["Talk", "Numbers"]
    assert [one.group for one in returned.theirs.activities] == ["g0", "g0", "x_numbers"]


def test_a_row_without_letters_is_asked_about(tmp_path: Path) -> None:
    def add(sheet: "Worksheet") -> None:
        row, column = place(sheet, "Count")
        sheet.insert_rows(row)
        sheet.cell(row, column, "Perhaps a heading")

    (question,) = talked(tmp_path, add).questions
    assert (question.kind, question.text) == (Doubt.ACTIVITY, "Perhaps a heading")


def test_a_new_column_of_letters_is_a_new_unit_and_one_of_words_is_not(tmp_path: Path) -> None:
    def add(sheet: "Worksheet") -> None:
        row, column = place(sheet, "Law")
        sheet.insert_cols(column)
        sheet.cell(row, column, "Finance")
        sheet.cell(row + 3, column, "I")
        column = sheet.max_column + 1
        sheet.cell(row, column, "Comments")
        sheet.cell(row + 3, column, "Who is that?")

    returned = talked(tmp_path, add)
    assert [unit.id for unit in returned.theirs.units] == ["u0", "u1", "x_finance", "u2", "u3"]
    assert letters(returned.theirs, "a0", "x_finance") == "I"
    assert edits.remove_units(returned.theirs, ["x_finance"]).matrices == returned.base.matrices
    (skipped,) = returned.skipped
    assert (skipped.text, skipped.why) == ("Comments", Reason.NOT_A_UNIT)


@pytest.mark.parametrize("clear", [False, True])
def test_what_is_deleted_is_gone(clear: bool, tmp_path: Path) -> None:
    def remove(sheet: "Worksheet") -> None:
        row, _ = place(sheet, "Answer")
        _, column = place(sheet, "South")
        if clear:
            for other in range(1, sheet.max_column):
                sheet.cell(row, other).value = None
            for other in range(HEADER, row + 3):
                sheet.cell(other, column).value = None
        else:
            sheet.delete_rows(row)
            sheet.delete_cols(column)

    theirs = talked(tmp_path, remove).theirs
    assert [one.id for one in theirs.activities] == ["a0", "a2"]
    assert [one.id for one in theirs.units] == ["u0", "u2", "u3"]


# -- names, letters, remarks ------------------------------------------------------------------------------


@BOTH
def test_a_new_name_is_a_renaming_in_the_language_of_the_workbook(language: Language, tmp_path: Path) -> None:
    document = sample("coastal_stewardship")
    path = tmp_path / "a.xlsx"
    base = exported(document, path, language)
    activity, unit, group = base.activities[3], base.units[2], base.groups[1]

    def rename(sheet: "Worksheet") -> None:
        for record, name in ((activity, "New one"), (unit, "New two"), (group, "New three")):
            sheet.cell(*place(sheet, record.name.text(language))).value = name

    theirs = changed(path, rename).theirs
    expected = edits.rename_activity(base, activity.id, "New one", language)
    expected = edits.rename_unit(expected, unit.id, "New two", language)
    expected = edits.rename_group(expected, group.id, "New three", language)
    assert theirs == expected
    wanted = Words(fr="New one") if language is Language.FR else Words("New one")
    assert theirs.activities[3].name == wanted


def test_a_name_far_from_its_id_is_no_renaming(tmp_path: Path) -> None:
    def shift(sheet: "Worksheet") -> None:
        for text, other in (("Plan", "Answer"), ("Answer", "Count"), ("Count", "Something new")):
            row, column = place(sheet, text)
            sheet.cell(row, column).value = f"#{other}"
        for row in sheet.iter_rows():
            for cell in row:
                if str(cell.value or "").startswith("#"):
                    cell.value = cell.value[1:]

    theirs = talked(tmp_path, shift).theirs
    assert [one.name.en for one in theirs.activities if one.id in {"a1", "a2"}] == ["Answer", "Count"]
    assert "a0" not in theirs.activity_places
    assert theirs.activities[2].id == "x_something_new"


@pytest.mark.parametrize(
    ("text", "expected", "remark", "doubt"),
    [
        ("c", "C", "", None),
        ("A, C", "A/C", "", None),
        ("A\nI", "A/I", "", None),
        ("–", "", "", None),
        (None, "", "", None),
        ("I (by mail)", "I", "by mail", None),
        ("X", "", "X", Doubt.PART),
        ("see Marie", "", "see Marie", Doubt.CELL),
        (3, "", "3", Doubt.CELL),
    ],
)
def test_cells_say_what_was_typed(
    text: object, expected: str, remark: str, doubt: Doubt | None, tmp_path: Path
) -> None:
    def write(sheet: "Worksheet") -> None:
        row, _ = place(sheet, "Answer")
        sheet.cell(row, UNITS).value = text

    returned = talked(tmp_path, write)
    (change,) = diff(returned.base, returned.theirs).cells
    assert (change.activity, change.unit) == ("a1", "u0")
    assert letters(returned.theirs, "a1", "u0") == expected
    assert change.after.remark == remark
    assert [question.kind for question in returned.questions] == ([doubt] if doubt else [])


def test_signs_and_words_of_statuses_are_read(tmp_path: Path) -> None:
    def write(sheet: "Worksheet") -> None:
        row, _ = place(sheet, "Answer")
        sheet.cell(row, UNITS).value = "A ?"
        sheet.cell(*place(sheet, "! Contested")).value = "Agreed"

    theirs = talked(tmp_path, write).theirs
    assert letters(theirs, "a1", "u0") == "A"
    assert theirs.cell("as_is", "a1", "u0").status is Status.QUESTION
    assert theirs.cell("as_is", "a2", "").status is Status.AGREED


def test_statuses_stay_where_letters_are_typed_over_their_signs(tmp_path: Path) -> None:
    def write(sheet: "Worksheet") -> None:
        row, _ = place(sheet, "Plan")
        sheet.cell(row, UNITS + 1).value = "C"

    theirs = talked(tmp_path, write).theirs
    assert letters(theirs, "a0", "u1") == "C"
    assert theirs.cell("as_is", "a0", "u1").status is Status.QUESTION


def test_remarks_are_those_of_the_comments(tmp_path: Path) -> None:
    threaded = (
        "[Threaded comment]\n\nYour version of Excel allows you to read this threaded comment.\n\nComment:\n    Who?"
    )

    def write(sheet: "Worksheet") -> None:
        row, column = place(sheet, "Plan")
        sheet.cell(row, UNITS).comment = None
        sheet.cell(row, UNITS + 1).comment = Comment(threaded, "Marie")
        sheet.cell(row, column).comment = Comment("Twice a year", "Marie")
        sheet.cell(*place(sheet, "North")).comment = Comment("Moves", "Marie")

    theirs = talked(tmp_path, write).theirs
    assert theirs.cell("as_is", "a0", "u0").remark == ""
    assert theirs.cell("as_is", "a0", "u1").remark == "Who?"
    assert theirs.activities[0].remark == "Twice a year"
    assert theirs.units[0].remark == "Moves"


def test_divisions_are_read(tmp_path: Path) -> None:
    def write(sheet: "Worksheet") -> None:
        sheet.cell(*place(sheet, "Field")).value = "Regions"
        sheet.cell(*place(sheet, "Head office")).value = None

    theirs = talked(tmp_path, write).theirs
    assert [unit.division for unit in theirs.units] == [same("Regions"), same("Regions"), Words(), Words()]


def test_a_division_taken_apart_stays(tmp_path: Path) -> None:
    def unmerge(sheet: "Worksheet") -> None:
        row, _ = place(sheet, "Field")
        for area in [one for one in sheet.merged_cells.ranges if one.min_row == row]:
            sheet.unmerge_cells(str(area))

    returned = talked(tmp_path, unmerge)
    assert returned.theirs == returned.base


@given(data=st.data())
@settings(max_examples=25)
def test_random_edits_give_just_those_differences(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    document = sample("coastal_stewardship")
    path = tmp_path_factory.mktemp("edits") / "a.xlsx"
    base = exported(document, path)
    chance = random.Random(data.draw(st.integers(0, 2**32)))  # noqa: S311 - a test
    masks = {(activity.id, unit.id): chance.randint(0, 15) for activity in chance.sample(base.activities, 5)
             for unit in chance.sample(base.units, 3)}  # fmt: skip
    expected = edits.set_cells(
        base, "as_is",
        {one: replace(base.cell("as_is", *one), letters=mask) for one, mask in masks.items()},
    )  # fmt: skip

    def write(sheet: "Worksheet") -> None:
        for (activity, unit), mask in masks.items():
            row, _ = place(sheet, f"activity:{activity}")
            _, column = place(sheet, f"unit:{unit}")
            symbols = list(base.alphabet.symbols(mask))
            chance.shuffle(symbols)
            sheet.cell(row, column).value = chance.choice(["/", ", ", " & ", "+"]).join(symbols).lower()
        sheet.insert_cols(chance.randint(1, sheet.max_column))
        sheet.insert_rows(chance.randint(1, 5))

    assert changed(path, write).theirs == expected


# -- files that are not as they were ----------------------------------------------------------------------


def edited(path: Path, change: Callable[["Workbook"], object]) -> None:
    book = load_workbook(path)
    change(book)
    book.save(path)


def test_other_files_are_not_ours(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    exported(TALKED, path)
    assert is_ours(path)
    edited(path, lambda book: book.remove(book["raciapp"]))
    assert not is_ours(path)
    with pytest.raises(NoMatrixError):
        read_returned(path)
    for name, content in (("b.xlsx", b"PK"), ("c.raci", b"{}")):
        (tmp_path / name).write_bytes(content)
        assert not is_ours(tmp_path / name)
    assert not is_ours(tmp_path / "missing.xlsx")
    (tmp_path / "b.xlsx").write_bytes(b"PK")
    with pytest.raises(UserError, match="damaged"):
        read_returned(tmp_path / "b.xlsx")


def test_a_workbook_without_its_matrix_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    exported(TALKED, path)
    edited(path, lambda book: [book.remove(book[name]) for name in ("Matrix", "Open questions and remarks")])
    with pytest.raises(NoMatrixError, match="no longer in it"):
        read_returned(path)


def test_a_report_by_hand_carries_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    write_workbook(replace(talked_report(), exported=None), path)
    assert not is_ours(path)


# -- back into the document -------------------------------------------------------------------------------


def test_work_on_both_sides_comes_together(tmp_path: Path) -> None:
    def write(sheet: "Worksheet") -> None:
        row, _ = place(sheet, "Answer")
        sheet.cell(row, UNITS + 1).value = "I"

    document = replace(
        TALKED,
        organization=replace(TALKED.organization, story=same("Ours alone")),
        matrices=(*TALKED.matrices, replace(TALKED.matrices[0], id="to_be", name=same("To be"))),
    )
    path = tmp_path / "a.xlsx"
    exported(document, path)
    returned = changed(path, write)
    assert len(returned.base.matrices) == 1
    ours = edits.rename_unit(document, "u1", "Sud", Language.EN)
    ours = edits.remove_activities(ours, ["a2"])
    merged = merge(completed(returned.base, ours, returned.base), ours, completed(returned.theirs, ours, returned.base))
    assert merged.conflicts == ()
    bit = document.alphabet.bits["I"]
    assert merged.document == edits.set_letters(ours, "as_is", [("a1", "u1")], lambda _: bit)
    assert belongs(returned.base, ours)
    assert not belongs(returned.base, sample("lakehead_bank"))


def test_what_declares_entities_is_not_read(tmp_path: Path) -> None:
    path, other = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    exported(TALKED, path)
    with zipfile.ZipFile(path) as package, zipfile.ZipFile(other, "w") as bomb:
        for name in package.namelist():
            content = package.read(name)
            start = b'<!DOCTYPE a [<!ENTITY b "bbb">]>' if name.endswith("sheet1.xml") else b""
            bomb.writestr(name, start + content)
    with pytest.raises(UserError, match="damaged"):
        read_returned(other)


def test_what_openpyxl_stumbles_over_is_damaged(tmp_path: Path) -> None:
    path, other = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    exported(TALKED, path)
    with zipfile.ZipFile(path) as package, zipfile.ZipFile(other, "w") as broken:
        for name in package.namelist():
            broken.writestr(name, package.read(name)[: 300 if name.endswith("sheet1.xml") else None])
    with pytest.raises(UserError, match="damaged"):
        read_returned(other)


def test_numbers_are_read_as_people_see_them(tmp_path: Path) -> None:
    def write(sheet: "Worksheet") -> None:
        sheet.cell(*place(sheet, "Law")).value = 2026.0

    theirs = talked(tmp_path, write).theirs
    assert theirs.units[2].name == same("2026")
    assert theirs.units[2].id == "u2"


def test_far_too_much_is_refused(tmp_path: Path) -> None:
    path, other = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    exported(TALKED, path)
    with zipfile.ZipFile(path) as package, zipfile.ZipFile(other, "w") as bomb:
        for name in package.namelist():
            bomb.writestr(name, package.read(name).replace(b'mergeCell ref="A1:', b'mergeCell ref="A1:XFD1048576" a="'))
    with pytest.raises(UserError, match="far larger"):
        read_returned(other)
