"""LibreOffice opens every workbook, document and slide deck and shows all of it; any program finds nothing to repair.

LibreOffice says nothing of a repair when nobody sits before it: it gives up, or shows what it could save. So what
stands last in each part of a file has to be seen. `RACIAPP_OFFICE=all`, which `bootstrap.py test --with-office` sets,
opens every sample in every language in every format, which takes minutes; without it each package is examined in one
language, and two samples are opened.
"""

import io
import warnings
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from docx import Document as open_word
from docx.oxml.ns import qn as in_word
from formats.office import EVERY, bare, faults_of, needs_office, opened
from formats.talked import TALKED
from golden.deliverables import COVER, DATE, LANGUAGES, report_of, samples
from openpyxl import load_workbook
from pptx import Presentation
from pptx.oxml.ns import qn as on_slides

from raciapp.base.words import Language
from raciapp.formats.exporting import export
from raciapp.formats.report import EVERYTHING, Report, Wishes, report_on
from raciapp.knowledge.library import knowledge

BOTH = "third_rain_international"
"""The sample that is also written in two languages side by side."""
GROUPS = {"workbooks and documents": (".xlsx", ".docx"), "slides": (".pptx",)}
"""About as much work each, for two cores."""


@cache
def content_of(sample: str, language: Language, second: Language | None, suffix: str) -> bytes:
    """Return a deliverable with everything, written once."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"a{suffix}"
        export(report_of(sample, language, second), path)
        return path.read_bytes()


def wanted(suffixes: Sequence[str]) -> Iterator[tuple[str, Report, bytes]]:
    """Yield the name, the report and the content of each file that is to be opened."""
    for place, sample in enumerate(samples()):
        for number, (spoken, language, second) in enumerate(LANGUAGES):
            if second is not None and sample != BOTH:
                continue
            for suffix in suffixes:
                if EVERY or second or number == place % 2:
                    content = content_of(sample, language, second, suffix)
                    yield f"{sample}-{spoken}-{suffix[1:]}{suffix}", report_of(sample, language, second), content


def last_of_workbook(path: Path) -> list[str]:
    """Return the last text of each sheet that is seen, as often as it stands in the workbook."""
    seen: list[list[str]] = []
    for sheet in load_workbook(path):
        if sheet.sheet_state == "visible":
            hidden = {number for number, row in sheet.row_dimensions.items() if row.hidden}
            columns = {name for name, column in sheet.column_dimensions.items() if column.hidden}
            cells = [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "s" and cell.value]
            seen.append([str(one.value) for one in cells if one.row not in hidden and one.column_letter not in columns])
    last = {texts[-1] for texts in seen}
    return [text for texts in seen for text in texts if text in last]


def last_of_document(path: Path) -> list[str]:
    """Return the last text of the document and of each of its tables."""
    body = open_word(str(path)).element.body
    wholes = [body, *body.iter(in_word("w:tbl"))]
    return [[one.text for one in whole.iter(in_word("w:t")) if one.text][-1] for whole in wholes]


def last_of_slides(path: Path) -> list[str]:
    """Return the last text of each slide."""
    slides = [slide._element for slide in Presentation(str(path)).slides]
    return [
        [one.text for one in slide.iter(on_slides("a:t")) if one.text and one.getparent().tag != on_slides("a:fld")][-1]
        for slide in slides
    ]


LAST: dict[str, Callable[[Path], list[str]]] = {
    ".xlsx": last_of_workbook,
    ".docx": last_of_document,
    ".pptx": last_of_slides,
}


def not_shown(report: Report, path: Path, pages: list[str]) -> list[str]:
    """Return what LibreOffice does not show of a file, in words."""
    if not pages:
        return [f"{path.name}: could not be opened"]
    whole = "".join(pages)
    names = [report.title, *(unit.name for unit in report.units), report.sections[-1].rows[-1].name]
    faults = [f"{path.name}: nowhere stands {name}" for name in names if bare(name) not in whole]
    last = LAST[path.suffix](path)
    if path.suffix == ".pptx":
        if len(pages) != len(last):
            return [*faults, f"{path.name}: {len(pages)} pages of {len(last)} slides"]
        return faults + [
            f"{path.name}: slide {number} does not end in {text}"
            for number, (page, text) in enumerate(zip(pages, last, strict=True), 1)
            if bare(text) not in page
        ]
    return faults + [
        f"{path.name}: not {count} times, as last of something: {text}"
        for text, count in Counter(map(bare, last)).items()
        if whole.count(text) < count
    ]


@pytest.mark.parametrize("group", GROUPS)
def test_no_program_has_anything_to_repair(group: str) -> None:
    for name, _, content in wanted(GROUPS[group]):
        assert (name, faults_of(content)) == (name, [])


@pytest.mark.parametrize("group", GROUPS)
@needs_office
def test_libreoffice_shows_all_of_every_sample(group: str, tmp_path: Path) -> None:
    reports: dict[Path, Report] = {}
    for place, (name, report, content) in enumerate(wanted(GROUPS[group])):
        if EVERY or report.second or place < len(GROUPS[group]):
            (tmp_path / name).write_bytes(content)
            reports[tmp_path / name] = report
    shown = opened(list(reports), tmp_path)
    assert len(reports) == (19 if EVERY else 2) * len(GROUPS[group])
    assert [fault for path, report in reports.items() for fault in not_shown(report, path, shown.get(path, []))] == []


# -- what is noticed --------------------------------------------------------------------------------------


def talked() -> Report:
    return report_on(TALKED, knowledge(), DATE, Wishes(Language.EN, parts=EVERYTHING, cover=COVER))


def changed(content: bytes, change: Callable[[str, bytes], bytes | None]) -> bytes:
    """Return a package with its parts changed, or left out."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            made = change(part.filename, old.read(part))
            if made is not None:
                new.writestr(part, made)
    return target.getvalue()


def cut(part: str, share: float = 0.2) -> Callable[[str, bytes], bytes]:
    """Return what ends a part in the middle."""
    return lambda name, content: content[: int(len(content) * share)] if name == part else content


MAIN = {".xlsx": "xl/worksheets/sheet1.xml", ".docx": "word/document.xml", ".pptx": "ppt/slides/slide3.xml"}


@needs_office
def test_a_broken_part_is_noticed(tmp_path: Path) -> None:
    report, paths = talked(), []
    for suffix, part in MAIN.items():
        whole = tmp_path / f"whole-{suffix[1:]}{suffix}"
        export(report, whole)
        broken = tmp_path / f"broken-{suffix[1:]}{suffix}"
        broken.write_bytes(changed(whole.read_bytes(), cut(part)))
        torn = tmp_path / f"torn-{suffix[1:]}{suffix}"
        torn.write_bytes(whole.read_bytes()[:-100])
        paths += [whole, broken, torn]
    shown = opened(paths, tmp_path)
    whole_ones = {path.suffix: path for path in paths if path.name.startswith("whole")}
    for path in paths:
        faults = not_shown_as(whole_ones[path.suffix], report, path, shown.get(path, []))
        assert bool(faults) == (not path.name.startswith("whole")), (path.name, faults)


def not_shown_as(whole: Path, report: Report, path: Path, pages: list[str]) -> list[str]:
    """Return what is not shown of a file that should be as another is."""
    return not_shown(report, whole, pages) if pages else [f"{path.name}: could not be opened"]


def without(part: str) -> Callable[[str, bytes], bytes | None]:
    return lambda name, content: None if name == part else content


def instead(part: str, old: bytes, new: bytes) -> Callable[[str, bytes], bytes]:
    return lambda name, content: content.replace(old, new) if name == part else content


# A slide with a chart.
SLIDE, RELATIONS, TYPES = "ppt/slides/slide7.xml", "ppt/slides/_rels/slide7.xml.rels", "[Content_Types].xml"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (cut(SLIDE), f"{SLIDE}: "),
        (without(SLIDE), f"leads to {SLIDE}, which is missing"),
        (without(SLIDE), f"{SLIDE}: has a kind but is missing"),
        (without(SLIDE), f"{RELATIONS}: relations of a part that is missing"),
        (without(RELATIONS), "ppt/charts/chart1.xml: nothing leads to it"),
        (instead(RELATIONS, b'Id="rId3"', b'Id="rId99"'), f"{SLIDE}: rId3 is no relation"),
        (instead(RELATIONS, b"../charts/", b"../maps/"), "leads to ppt/maps/"),
        (without(TYPES), f"{TYPES}: missing"),
        (instead(TYPES, b'Extension="xlsx"', b'Extension="ods"'), ".xlsx: of no kind"),
    ],
)
def test_what_is_to_be_repaired_is_told(
    change: Callable[[str, bytes], bytes | None], told: str, tmp_path: Path
) -> None:
    export(talked(), tmp_path / "a.pptx")
    content = (tmp_path / "a.pptx").read_bytes()
    assert faults_of(content) == []
    assert any(told in fault for fault in faults_of(changed(content, change)))


def test_what_is_there_twice_is_told(tmp_path: Path) -> None:
    export(talked(), tmp_path / "a.pptx")
    with zipfile.ZipFile(tmp_path / "a.pptx", "a") as package, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        package.writestr(SLIDE, package.read(SLIDE))
    assert faults_of((tmp_path / "a.pptx").read_bytes()) == [f"{SLIDE}: twice in the archive"]
