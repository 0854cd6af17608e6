"""`raciapp export`: several files from one report."""

import datetime as dt
from pathlib import Path

import pytest
from cli.running import Run
from msgspec.structs import replace

from raciapp.base.words import Language, Words
from raciapp.cli import app
from raciapp.document.records import Matrix, Row
from raciapp.document.storage import load, save
from raciapp.formats.paper import Paper
from raciapp.formats.report import Report, long_date

Exported = list[tuple[Report, Path, Paper]]


@pytest.fixture
def exported(monkeypatch: pytest.MonkeyPatch) -> Exported:
    """Let exports be remembered, not written: the formats have tests of their own."""
    calls: Exported = []

    def remember(report: Report, path: Path, paper: Paper) -> None:
        calls.append((report, path, paper))

    monkeypatch.setattr(app, "export", remember)
    return calls


@pytest.mark.parametrize(("suffix", "start"), [(".xlsx", b"PK"), (".pdf", b"%PDF"), (".PDF", b"%PDF")])
def test_a_file_is_written(run: Run, coastal: Path, tmp_path: Path, suffix: str, start: bytes) -> None:
    target = tmp_path / f"out{suffix}"
    ran = run("export", coastal, "-o", target)
    assert (ran.code, ran.err, ran.out.count("\n")) == (0, "", 1)
    assert ran.out.startswith(f"{target}: written (")
    assert target.read_bytes().startswith(start)


def test_a_table_is_written(run: Run, coastal: Path, tmp_path: Path) -> None:
    assert run("export", coastal, "-o", tmp_path / "out.csv", "--lang", "fr").code == 0
    assert "Bureau du sous-ministre" in (tmp_path / "out.csv").read_text("utf-8-sig")


def test_several_files_come_from_one_report(run: Run, coastal: Path, tmp_path: Path, exported: Exported) -> None:
    targets = [tmp_path / "a.xlsx", tmp_path / "b.pdf", tmp_path / "c.csv"]
    ran = run("export", coastal, *(part for target in targets for part in ("-o", target)))
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        f"{targets[0]}: written (Excel workbook).",
        f"{targets[1]}: written (PDF report).",
        f"{targets[2]}: written (CSV table).",
    ]
    assert [path for _, path, _ in exported] == targets
    assert exported[0][0] is exported[1][0] is exported[2][0]


def test_the_report_is_of_today_in_the_language_asked_for(run: Run, coastal: Path, exported: Exported) -> None:
    days = {dt.datetime.now().astimezone().date()}
    run("export", coastal, "-o", "a.pdf", "--lang", "fr")
    days.add(dt.datetime.now().astimezone().date())
    ((report, _, paper),) = exported
    assert (report.language, paper) == (Language.FR, Paper.LETTER)
    assert report.title == "Ministère de l'Intendance côtière"
    assert report.date in {long_date(day, Language.FR) for day in days}


@pytest.mark.parametrize("paper", Paper)
def test_the_paper_may_be_chosen(run: Run, coastal: Path, exported: Exported, paper: Paper) -> None:
    assert run("export", coastal, "-o", "a.pdf", "--paper", paper).code == 0
    assert exported[0][2] is paper


def test_another_matrix_may_be_exported(run: Run, coastal: Path, tmp_path: Path, exported: Exported) -> None:
    document = load(coastal)
    blank = tuple(Row(bytes(len(document.units))) for _ in document.activities)
    matrices = (*document.matrices, Matrix("crisis", Words("Crisis", "Crise"), blank))
    save(replace(document, matrices=matrices), tmp_path / "two.raci")
    assert run("export", tmp_path / "two.raci", "-o", "a.pdf", "--matrix", "crisis").code == 0
    assert exported[0][0].matrix == "Crisis"


@pytest.mark.usefixtures("framed", "exported")
def test_the_answer_is_in_the_language_asked_for(run: Run, coastal: Path) -> None:
    assert run("export", coastal, "-o", "a.xlsx", "--lang", "fr").out == "‹a.xlsx: written (‹Excel workbook›).›\n"


def test_a_wrong_suffix_leaves_nothing_written(run: Run, coastal: Path, tmp_path: Path) -> None:
    ran = run("export", coastal, "-o", tmp_path / "a.xlsx", "-o", tmp_path / "a.docm")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "raciapp: a.docm: nothing is exported as «.docm». End the name in one of: .xlsx, .pdf, .csv.\n"
    assert list(tmp_path.glob("a.*")) == []


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["a.xlsx", "-o", "b.pdf"], "a.xlsx: not a .raci document."),
        (["a.raci", "-o", "b.pdf"], "a.raci: cannot be read"),
        (["a.raci"], "-o is missing."),
        (
            ["a.raci", "-o", "b.pdf", "--paper", "a5"],
            "--paper: «a5» is not known. Choose from: a4, a3, letter, tabloid.",
        ),
    ],
)
def test_bad_input_is_one_line_and_two(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], complaint: str
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = run("export", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"raciapp: {complaint}")
    assert ran.err.count("\n") == 1


def test_a_folder_that_is_missing_is_told(run: Run, coastal: Path, tmp_path: Path) -> None:
    ran = run("export", coastal, "-o", tmp_path / "no" / "a.xlsx")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("raciapp: a.xlsx: cannot be saved in")


def test_an_unknown_matrix_is_told(run: Run, coastal: Path, exported: Exported) -> None:
    ran = run("export", coastal, "-o", "a.pdf", "--matrix", "to_be")
    assert ran.code == 2
    assert "--matrix: «to_be» is not known. Choose from: as_is." in ran.err
    assert exported == []
