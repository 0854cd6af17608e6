"""Documents as data frames and back: nothing is lost on the way, and what a person wrote by hand is read."""

import subprocess
import sys

import pandas as pd
import pytest
from formats.talked import TALKED
from hypothesis import given
from msgspec.structs import replace
from pandas.testing import assert_frame_equal
from strategies import assert_valid, documents, languages

from raciapp.base.errors import UserError
from raciapp.base.resources import sample_organizations
from raciapp.base.words import Language, Words, same
from raciapp.document.letters import schemes
from raciapp.document.records import WHOLE_ROW, Cell, Document, Status, Waiver
from raciapp.document.storage import load
from raciapp.frames import FINDINGS, LONG, from_frames, from_long, to_frames

EN, FR = Language
COASTAL = load(sample_organizations() / "coastal_stewardship.raci")


# -- to frames --------------------------------------------------------------------------------------------


def test_a_line_for_each_letter() -> None:
    long = to_frames(TALKED).long
    assert tuple(long.columns) == LONG
    lines = long.astype("object").where(long.notna(), None)[["activity", "unit", "letter", "remark", "status"]]
    assert lines.to_numpy().tolist() == [
        ["Plan", "North", "A", "Only sensitive topics", "agreed"],
        ["Plan", "South", "R", "", "question"],
        ["Plan", "Law", None, "Since the merger", None],
        ["Plan", "Board", "C", "", None],
        ["Answer", "North", "A", "", None],
        ["Answer", "North", "R", "", None],
        ["Answer", "Law", None, "Two days are too long", "contested"],
        ["Count", "", None, "", "contested"],
        ["Count", "South", "A", "", None],
        ["Count", "Law", "R", "", None],
        ["Count", "Board", "I", "", "agreed"],
    ]
    assert set(long["group"]) == {"Talk"}
    assert list(long["letter"].cat.categories) == ["A", "R", "C", "I"]


def test_the_matrix_as_it_looks() -> None:
    wide = to_frames(TALKED).wide
    assert wide.droplevel("unit_id", axis=1).loc[("g0", "Talk", "a1", "Answer")].to_dict() == {
        "North": "A/R", "South": "", "Law": "", "Board": "",
    }  # fmt: skip
    assert wide.index.names == ["group_id", "group", "activity_id", "activity"]
    assert wide.columns.names == ["unit_id", "unit"]


def test_the_load_of_units() -> None:
    load_ = to_frames(TALKED).load.set_index("unit")
    assert load_.loc["North", ["A", "R", "C", "I", "cells"]].tolist() == [2, 1, 0, 0, 2]
    assert load_.loc["South", "share"] == pytest.approx(2 / 3)


def test_findings_by_place() -> None:
    waived = replace(COASTAL, waivers=(Waiver("PER-1", "We know"),))
    findings = to_frames(waived, language=FR).findings
    assert tuple(findings.columns) == FINDINGS
    accepted = findings[findings["accepted"]]
    assert set(accepted["rule"]) <= {"PER-1"}
    cleared = findings[findings["rule"] == "ELEC-1"].iloc[0]
    assert (cleared["unit"], cleared["severity"]) == ("Cabinet du ministre", "should")
    assert list(findings["severity"].cat.categories) == ["must", "should", "hint"]
    assert (findings["message"].str.len() > 0).all()


@given(documents(), languages)
def test_dtypes_are_as_told(document: Document, language: Language) -> None:
    frames = to_frames(document, language=language)
    for frame in (frames.long, frames.findings):
        for name in ("activity_id", "activity", "unit_id", "unit"):
            assert isinstance(frame[name].dtype, pd.StringDtype)
    assert isinstance(frames.long["letter"].dtype, pd.CategoricalDtype)
    assert isinstance(frames.long["status"].dtype, pd.CategoricalDtype)
    assert frames.findings["accepted"].dtype == "bool"
    assert all(isinstance(one, pd.StringDtype) for one in frames.wide.dtypes)
    assert frames.wide.shape == (len(document.activities), len(document.units))
    assert len(frames.load) == len(document.units)
    assert frames.load["share"].dtype == "float64"
    assert {str(frames.load[letter].dtype) for letter in (*document.alphabet.bits, "cells")} == {"int64"}


def test_another_matrix_by_its_id() -> None:
    both = replace(
        TALKED, matrices=(*TALKED.matrices, replace(TALKED.matrices[0], id="to_be", rows=TALKED.matrices[0].rows[::-1]))
    )
    assert to_frames(both, "to_be").wide.iloc[0].tolist() == to_frames(TALKED).wide.iloc[2].tolist()
    with pytest.raises(KeyError):
        to_frames(TALKED, "crisis")


# -- back from frames -------------------------------------------------------------------------------------


@given(documents(), languages)
def test_a_document_comes_back_as_it_was(document: Document, language: Language) -> None:
    for matrix in document.matrices:
        frames = to_frames(document, matrix.id, language=language)
        assert from_long(frames.long, document, matrix=matrix.id, language=language) == document
        assert from_frames(frames, document, matrix=matrix.id, language=language) == document


@given(documents(), languages)
def test_frames_alone_give_a_document_with_the_same_frames(document: Document, language: Language) -> None:
    frames = to_frames(document, language=language)
    back = from_frames(frames, language=language)
    assert_valid(back)
    assert back.scheme == document.scheme
    again = to_frames(back, language=language)
    assert_frame_equal(again.long, frames.long)
    assert_frame_equal(again.wide, frames.wide)
    assert_frame_equal(again.load, frames.load)


def test_cells_that_the_frame_does_not_have_are_emptied() -> None:
    long = to_frames(COASTAL).long
    back = from_long(long[long["unit_id"] == "com"], COASTAL)
    (matrix, *_) = back.matrices
    place = COASTAL.unit_places["com"]
    assert [row.letters[place] for row in matrix.rows] == [row.letters[place] for row in COASTAL.matrices[0].rows]
    assert {mask for row in matrix.rows for other, mask in enumerate(row.letters) if other != place} == {0}
    assert (back.units, back.activities, back.waivers) == (COASTAL.units, COASTAL.activities, COASTAL.waivers)


def test_a_frame_written_by_hand() -> None:
    frame = pd.DataFrame(
        {
            "activity": ["Plan", "Plan", "Write", "Write"],
            "unit": ["Web", "Law", "Web", "Board"],
            "letter": ["A / R", "C", "R", None],
            "group": ["Work", "Work", float("nan"), None],
            "remark": [None, "by May", "", "asks"],
        }
    )
    found = from_long(frame)
    assert_valid(found)
    assert [unit.name for unit in found.units] == [same("Web"), same("Law"), same("Board")]
    assert [(one.name.en, one.group) for one in found.activities] == [("Plan", "x_work"), ("Write", "")]
    bits = found.alphabet.bits
    assert found.cell("as_is", "x_plan", "x_web") == Cell(bits["A"] | bits["R"])
    assert found.cell("as_is", "x_plan", "x_law") == Cell(bits["C"], "by May")
    assert found.cell("as_is", "x_write", "x_board") == Cell(0, "asks")
    assert from_long(frame, language=FR).units[0].name == Words(fr="Web")


def test_names_tell_what_ids_do_not() -> None:
    frame = pd.DataFrame({"activity": ["Plan", "New"], "unit": ["North", "East"], "letter": ["R", "A"]})
    found = from_long(frame, TALKED)
    assert_valid(found)
    assert found.cell("as_is", "a0", "u0") == Cell(found.alphabet.bits["R"])
    assert [unit.id for unit in found.units][4:] == ["x_east"]
    assert [one.id for one in found.activities][3:] == ["x_new"]
    assert found.units[:4] == TALKED.units


def test_a_new_name_renames_and_an_odd_id_is_replaced() -> None:
    frame = pd.DataFrame(
        {
            "activity_id": ["a0", "not an id!", "not an id!", "a9"],
            "activity": ["Planning", "", "", "Ninth"],
            "unit_id": ["u0", "u0", "u1", "u0"],
            "unit": ["Far north", "North again", "South", ""],
            "letter": ["R", "A", "C", "I"],
            "status": ["agreed", "", None, ""],
        }
    )
    found = from_long(frame, TALKED)
    assert (found.activities[0].name, found.units[0].name) == (same("Planning"), same("Far north"))
    assert [one.id for one in found.activities][3:] == ["x_not_an_id", "a9"]
    assert found.cell("as_is", "x_not_an_id", "u1").letters
    assert found.cell("as_is", "a0", "u0").status is Status.AGREED
    assert found.cell("as_is", "a0", WHOLE_ROW) == Cell()


@pytest.mark.parametrize("identity", schemes())
def test_the_scheme_is_told_by_its_letters(identity: str) -> None:
    symbols = list(schemes()[identity].bits)
    frame = pd.DataFrame({"activity": "Plan", "unit": symbols, "letter": pd.Categorical(symbols, symbols)})
    assert from_long(frame).scheme == identity
    assert from_long(frame[:0].astype(str), letters=identity).scheme == identity
    plain = from_long(frame.astype({"letter": str}))
    assert {plain.alphabet.text(mask) for mask in plain.matrices[0].rows[0].letters} == set(symbols)


@pytest.mark.parametrize("gone", ["activity", "unit", "letter"])
def test_a_column_that_is_missing_is_named(gone: str) -> None:
    frame = pd.DataFrame({"activity": ["a"], "unit": ["b"], "letter": ["A"]}).drop(columns=gone)
    with pytest.raises(UserError, match=gone):
        from_long(frame)


@pytest.mark.parametrize(("letter", "status"), [("X", ""), ("A", "perhaps"), ("accountable", "")])
def test_what_is_no_letter_or_status_is_told_with_its_place(letter: str, status: str) -> None:
    frame = pd.DataFrame({"activity": ["Plan"], "unit": ["Web"], "letter": [letter], "status": [status]})
    with pytest.raises(UserError, match=f"«Plan», unit «Web»: «{status or letter}»"):
        from_long(frame)


@pytest.mark.parametrize("line", [("", "Web", "A"), (None, "Web", "A"), ("Plan", "", "A"), ("Plan", None, "A")])
def test_a_line_about_nothing_is_told_with_its_number(line: tuple[str | None, ...]) -> None:
    frame = pd.DataFrame([("Plan", "Web", "R"), line], columns=["activity", "unit", "letter"])
    with pytest.raises(UserError, match="line 2"):
        from_long(frame)


def test_pandas_is_not_imported_before_it_is_needed() -> None:
    program = "import sys, raciapp.frames; print('pandas' in sys.modules)"
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)  # noqa: S603 - our own Python
    assert ended.stdout.strip() == "False"
