"""Letters that are crossed out, as a workbook and a document say it."""

from pathlib import Path

from importing.building import sheet, workbook
from importing.expecting import Case, Expected, Fact, case

from raciapp.formats.finding.reading import Doubt

_CROSSED = """
    Task  | PM | Dev | QA
    Plan  | A  | R   | C
    Build | A  | R   | I
    Test  | A  | C   | R
"""


_CROSSED_OUT = Expected(
    units="PM | Dev | QA",
    rows="""
    Plan : . R C
    Build : A R .
    Test : A C R
    """,
    remarks={("Plan", "PM"): "~~A~~", ("Build", "QA"): "~~C~~ I"},
    asked=(("B2", Doubt.CELL), ("D3", Doubt.CELL)),
    calm=True,
)


@case
def letters_crossed_out_in_a_workbook() -> Case:
    """One cell is crossed out as a whole, of the other a part."""

    def make(folder: Path) -> Path:
        from openpyxl import load_workbook
        from openpyxl.cell.rich_text import CellRichText, TextBlock
        from openpyxl.cell.text import InlineFont
        from openpyxl.styles import Font

        path = workbook(sheet("", _CROSSED))(folder)
        assert isinstance(path, Path)
        book = load_workbook(path)
        book.active["B2"].font = Font(strike=True)
        book.active["D3"] = CellRichText(TextBlock(InlineFont(strike=True), "C"), " I")
        book.save(path)
        return path

    return Case(Fact.LISTED, make, _CROSSED_OUT)


@case
def letters_crossed_out_in_a_document() -> Case:
    def make(folder: Path) -> Path:
        import docx

        document = docx.Document()
        lines = [line.split("|") for line in _CROSSED.strip().split("\n")]
        table = document.add_table(len(lines), 4)
        for row, line in enumerate(lines):
            for column, text in enumerate(line):
                run = table.cell(row, column).paragraphs[0].add_run(text.strip())
                run.font.strike = (row, column) == (1, 1) or None
        crossed = table.cell(2, 3).paragraphs[0]
        crossed.runs[0].text = " I"
        crossed.clear()
        crossed.add_run("C").font.double_strike = True
        crossed.add_run(" I")
        path = folder / "crossed.docx"
        document.save(str(path))
        return path

    return Case(Fact.LISTED, make, _CROSSED_OUT)
