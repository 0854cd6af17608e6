"""`raciapp export`: several files from one report, each whole or not at all; `raciapp formats`: what can be chosen."""

import datetime as dt
import json
from pathlib import Path
from typing import Annotated

import msgspec
import pytest
from cli.running import Run
from msgspec.structs import replace

from raciapp.base.errors import UserError
from raciapp.base.words import Language, Words
from raciapp.cli import exports
from raciapp.document.records import Matrix, Row
from raciapp.document.storage import load, save
from raciapp.formats.branding import PLAIN, Branding
from raciapp.formats.exporting import FORMATS, ExportFormat, format_of
from raciapp.formats.paper import Paper
from raciapp.formats.report import BRIEF, EVERYTHING, Cover, Report, ReportPart, long_date


class Letterhead(msgspec.Struct, frozen=True):
    """Options of each kind, for a format of the tests."""

    paper: Annotated[Paper, msgspec.Meta(title="Paper")] = Paper.LETTER
    tagged: Annotated[bool, msgspec.Meta(title="Tagged")] = True
    template: Annotated[Path | None, msgspec.Meta(title="Template")] = None
    dots: Annotated[int, msgspec.Meta(title="Dots")] = 96
    heading: Annotated[str, msgspec.Meta(title="Heading")] = ""


class Exported(msgspec.Struct):
    """What an export was asked for."""

    report: Report
    path: Path
    options: msgspec.Struct
    branding: Branding


@pytest.fixture
def exported(monkeypatch: pytest.MonkeyPatch) -> list[Exported]:
    """Let exports be remembered, not written: the formats have tests of their own."""
    calls: list[Exported] = []

    def remember(report: Report, path: Path, *, options: msgspec.Struct, branding: Branding) -> None:
        calls.append(Exported(report, path, options, branding))

    monkeypatch.setattr(exports, "export", remember)
    return calls


@pytest.fixture
def letterhead(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let `.pdf` have an option of each kind."""
    made = ExportFormat(".pdf", "PDF report", lambda: (Letterhead(), lambda *_: None))
    monkeypatch.setitem(FORMATS, ".pdf", made)


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


def test_several_files_come_from_one_report(run: Run, coastal: Path, tmp_path: Path, exported: list[Exported]) -> None:
    targets = [tmp_path / "a.xlsx", tmp_path / "b.pdf", tmp_path / "c.csv"]
    ran = run("export", coastal, *(part for target in targets for part in ("-o", target)))
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        f"{targets[0]}: written (Excel workbook).",
        f"{targets[1]}: written (PDF report).",
        f"{targets[2]}: written (CSV table).",
    ]
    assert [one.path for one in exported] == targets
    assert exported[0].report is exported[1].report is exported[2].report


def test_the_report_is_of_today_in_the_language_asked_for(run: Run, coastal: Path, exported: list[Exported]) -> None:
    days = {dt.datetime.now().astimezone().date()}
    run("export", coastal, "-o", "a.pdf", "--lang", "fr")
    days.add(dt.datetime.now().astimezone().date())
    report = exported[0].report
    assert (report.language, report.second, report.parts) == (Language.FR, None, BRIEF)
    assert exported[0].branding == PLAIN
    assert report.title == "Ministère de l'Intendance côtière"
    assert report.date in {long_date(day, Language.FR) for day in days}


@pytest.mark.parametrize("paper", Paper)
def test_the_paper_may_be_chosen(run: Run, coastal: Path, exported: list[Exported], paper: Paper) -> None:
    assert run("export", coastal, "-o", "a.pdf", "--paper", paper).code == 0
    assert getattr(exported[0].options, "paper", None) is paper


def test_another_matrix_may_be_exported(run: Run, coastal: Path, tmp_path: Path, exported: list[Exported]) -> None:
    document = load(coastal)
    blank = tuple(Row(bytes(len(document.units))) for _ in document.activities)
    matrices = (*document.matrices, Matrix("crisis", Words("Crisis", "Crise"), blank))
    save(replace(document, matrices=matrices), tmp_path / "two.raci")
    assert run("export", tmp_path / "two.raci", "-o", "a.pdf", "--matrix", "crisis").code == 0
    assert exported[0].report.matrix == "Crisis"


@pytest.mark.usefixtures("framed", "exported")
def test_the_answer_is_in_the_language_asked_for(run: Run, coastal: Path) -> None:
    assert run("export", coastal, "-o", "a.xlsx", "--lang", "fr").out == "‹a.xlsx: written (‹Excel workbook›).›\n"


def test_a_wrong_suffix_leaves_nothing_written(run: Run, coastal: Path, tmp_path: Path) -> None:
    ran = run("export", coastal, "-o", tmp_path / "a.xlsx", "-o", tmp_path / "a.docm")
    assert (ran.code, ran.out) == (2, "")
    known = ", ".join(FORMATS)
    assert ran.err == f"raciapp: a.docm: nothing is exported as «.docm». End the name in one of: {known}.\n"
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


def test_an_unknown_matrix_is_told(run: Run, coastal: Path, exported: list[Exported]) -> None:
    ran = run("export", coastal, "-o", "a.pdf", "--matrix", "to_be")
    assert ran.code == 2
    assert f"--matrix ({coastal.name}): «to_be» is not known. Choose from: as_is." in ran.err
    assert exported == []


# -- what the report holds --------------------------------------------------------------------------------


def test_two_languages_stand_side_by_side(run: Run, coastal: Path, exported: list[Exported]) -> None:
    assert run("export", coastal, "-o", "a.pdf", "--lang", "en", "--second", "fr").code == 0
    assert (exported[0].report.language, exported[0].report.second) == (Language.EN, Language.FR)
    assert exported[0].report.title.endswith(" / Ministère de l'Intendance côtière")


@pytest.mark.parametrize(
    ("asked", "parts"),
    [
        ([], BRIEF),
        (["--with", "cards", "--with", "cover"], BRIEF | {ReportPart.CARDS, ReportPart.COVER}),
        (["--everything"], EVERYTHING),
        (["--template", "corporate"], BRIEF | {ReportPart.GAP}),
        (["--client", "Acme"], BRIEF | {ReportPart.COVER}),
        (["--note", "For the workshop"], BRIEF | {ReportPart.COVER}),
        (["--author", ""], BRIEF),
    ],
)
def test_parts_are_added_to_the_usual_ones(
    run: Run, coastal: Path, exported: list[Exported], asked: list[str], parts: frozenset[ReportPart]
) -> None:
    assert run("export", coastal, "-o", "a.pdf", *asked).code == 0
    assert exported[0].report.parts == parts


def test_the_gap_is_told_from_the_template_named(run: Run, coastal: Path, exported: list[Exported]) -> None:
    names = set()
    for template in ("corporate", "government"):
        assert run("export", coastal, "-o", "a.pdf", "--lang", "en", "--template", template).code == 0
        gap = exported[-1].report.gap
        assert gap is not None
        names.add(gap.template)
    assert len(names) == 2


def test_the_cover_says_what_was_typed(run: Run, coastal: Path, exported: list[Exported]) -> None:
    typed = ["--client", "Acme & <b>", "--version", "2", "--author", "Zoé", "--note", "=1+1\nTo be agreed"]
    assert run("export", coastal, "-o", "a.pdf", *typed).code == 0
    assert exported[0].report.cover == Cover("Acme & <b>", "2", "Zoé", "=1+1\nTo be agreed")


def test_a_branding_is_read(run: Run, coastal: Path, tmp_path: Path, exported: list[Exported]) -> None:
    (tmp_path / "house.toml").write_text('footer = "Harbour & Co."\n', "utf-8")
    assert run("export", coastal, "-o", "a.pdf", "--brand", tmp_path / "house.toml").code == 0
    assert exported[0].branding.footer == "Harbour & Co."


@pytest.mark.parametrize("key", ["logo", "font"])
def test_a_file_that_the_look_needs_is_never_written_over(
    run: Run, coastal: Path, tmp_path: Path, exported: list[Exported], monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    look = tmp_path / "look.svg"
    look.write_text("<svg/>", "utf-8")
    monkeypatch.setattr(exports, "read_branding", lambda _: replace(PLAIN, **{key: look}))
    ran = run("export", coastal, "-o", look, "--brand", "house.toml")
    assert (ran.code, exported, look.read_text("utf-8")) == (2, [], "<svg/>")
    assert ran.err == "raciapp: look.svg: is read for this export, and would be lost. Give -o another name.\n"


# -- options of the formats -------------------------------------------------------------------------------


@pytest.mark.usefixtures("letterhead")
def test_options_of_a_format_are_set(run: Run, coastal: Path, tmp_path: Path, exported: list[Exported]) -> None:
    master = tmp_path / "master.pptx"
    master.write_bytes(b"")
    settings = ["pdf.paper=a3", "PDF.tagged=no", f"pdf.template={master}", "pdf.dots=120", "pdf.heading=A=B"]
    asked = [part for setting in settings for part in ("--set", setting)]
    assert run("export", coastal, "-o", "a.pdf", "-o", "b.csv", "--paper", "a4", *asked).code == 0
    assert exported[0].options == Letterhead(Paper.A3, tagged=False, template=master, dots=120, heading="A=B")
    assert exported[1].path == Path("b.csv")


@pytest.mark.usefixtures("letterhead")
@pytest.mark.parametrize(
    ("setting", "complaint"),
    [
        ("paper=a4", "--set «paper=a4»: write it as FORMAT.OPTION=VALUE, such as pdf.paper=a4."),
        ("pdf.paper", "--set «pdf.paper»: write it as FORMAT.OPTION=VALUE, such as pdf.paper=a4."),
        ("odt.paper=a4", "--set: «odt» is not known. Choose from: "),
        ("csv.form=long", "--set csv.form: no .csv file is written here."),
        ("pdf.logo=x", "--set pdf: there is no option «logo» here. There are: paper, tagged, template, dots, heading."),
        ("pdf.paper=a5", "--set pdf: paper: «a5» is not known. Choose one of: a4, a3, letter, tabloid."),
        ("pdf.tagged=maybe", "--set pdf: tagged: «maybe» is neither true nor false."),
        ("pdf.dots=many", "--set pdf: dots: «many» is no number."),
        ("pdf.template=gone.pptx", "--set pdf.template: there is no file «gone.pptx»."),
    ],
)
def test_a_wrong_setting_leaves_nothing_written(
    run: Run, coastal: Path, exported: list[Exported], setting: str, complaint: str
) -> None:
    ran = run("export", coastal, "-o", "a.pdf", "--set", setting)
    assert (ran.code, ran.out, exported) == (2, "", [])
    assert ran.err.startswith(f"raciapp: {complaint}")
    assert ran.err.count("\n") == 1


@pytest.mark.usefixtures("letterhead")
def test_a_file_that_an_option_reads_is_never_written_over(
    run: Run, coastal: Path, tmp_path: Path, exported: list[Exported]
) -> None:
    master = tmp_path / "a.pdf"
    master.write_bytes(b"")
    ran = run("export", coastal, "-o", master, "--set", f"pdf.template={master}")
    assert (ran.code, exported) == (2, [])
    assert ran.err == "raciapp: a.pdf: is read for this export, and would be lost. Give -o another name.\n"


@pytest.mark.parametrize(
    ("asked", "complaint"),
    [
        (["--with", "poem"], "--with: «poem» is not known. Choose from: cover, matrix,"),
        (["--template", "school"], "--template: «school» is not known. Choose from: "),
        (["--second", "de"], "--second: «de» is not known. Choose from: en, fr."),
        (["--brand", "gone.toml"], "gone.toml: cannot be read"),
    ],
)
def test_a_wrong_wish_leaves_nothing_written(
    run: Run, coastal: Path, exported: list[Exported], asked: list[str], complaint: str
) -> None:
    ran = run("export", coastal, "-o", "a.pdf", *asked)
    assert (ran.code, ran.out, exported) == (2, "", [])
    assert ran.err.startswith(f"raciapp: {complaint}")


# -- one file fails ---------------------------------------------------------------------------------------


def test_a_file_that_fails_is_named_and_the_others_are_written(run: Run, coastal: Path, tmp_path: Path) -> None:
    (tmp_path / "b.csv").mkdir()
    targets = [tmp_path / "a.csv", tmp_path / "no" / "x.csv", tmp_path / "b.csv", tmp_path / "c.csv"]
    ran = run("export", coastal, *(part for target in targets for part in ("-o", target)))
    assert ran.code == 2
    assert [line.split(":")[1] for line in ran.err.splitlines()] == [" x.csv", " b.csv"]
    assert ran.out.splitlines() == [f"{targets[0]}: written (CSV table).", f"{targets[3]}: written (CSV table)."]
    assert {path.name for path in tmp_path.iterdir()} - {"log"} == {"a.csv", "b.csv", "c.csv"}


def test_a_file_that_fails_stays_as_it_was(
    run: Run, coastal: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise UserError("a.csv: no")

    (tmp_path / "a.csv").write_text("old", "utf-8")
    monkeypatch.setattr(exports, "export", broken)
    ran = run("export", coastal, "-o", tmp_path / "a.csv")
    assert (ran.code, ran.out, ran.err) == (2, "", "raciapp: a.csv: no\n")
    assert (tmp_path / "a.csv").read_text("utf-8") == "old"


# -- the list of formats ----------------------------------------------------------------------------------


@pytest.mark.usefixtures("letterhead")
def test_formats_are_listed_with_their_options(run: Run) -> None:
    ran = run("formats", "--lang", "en")
    assert (ran.code, ran.err) == (0, "")
    lines = ran.out.splitlines()
    assert [line for line in lines if not line.startswith(" ") and line] == [
        f"{one.suffix}  {one.name}" for one in FORMATS.values()
    ]
    entries = {part[0]: part[1] for line in lines if len(part := line.strip().split("  ", 1)) == 2}
    assert entries["pdf.paper=a4|a3|letter|tabloid"].strip() == "Paper (usually letter)"
    assert entries["pdf.tagged=true|false"].strip() == "Tagged (usually true)"
    assert entries["pdf.template=FILE"].strip() == "Template"
    assert entries["pdf.dots=N"].strip() == "Dots (usually 96)"
    assert entries["pdf.heading=TEXT"].strip() == "Heading"


@pytest.mark.usefixtures("framed")
def test_formats_are_listed_in_the_language_asked_for(run: Run) -> None:
    assert f"‹{format_of(Path('a.csv')).name}›" in run("formats", "--lang", "fr").out


@pytest.mark.usefixtures("letterhead")
def test_formats_are_listed_for_programs(run: Run) -> None:
    found = json.loads(run("formats", "--format", "json").out)
    assert [one["suffix"] for one in found] == list(FORMATS)
    options = {option["name"]: option for option in found[list(FORMATS).index(".pdf")]["options"]}
    assert options["paper"] == {
        "name": "paper", "title": "Paper", "kind": "choice", "choices": ["a4", "a3", "letter", "tabloid"],
        "default": "letter",
    }  # fmt: skip
    assert (options["template"]["default"], options["tagged"]["default"]) == (None, True)
