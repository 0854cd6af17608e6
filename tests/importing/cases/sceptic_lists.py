"""Lists that a sceptic made: people beside the letters, nobody yet, names joined, few lines, what is crossed out."""

from pathlib import Path

from importing.building import delimited, sheet, text_file, workbook
from importing.expecting import Case, Expected, Fact, case

from raciapp.formats.finding.reading import Doubt, Shape


@case
def people_beside_the_letters_are_asked_about() -> Case:
    """«Lead» is R in one firm and A in the next."""
    text = """
    Task | Lead | Accountable | Consulted | Informed
    Plan | Anna | Eve         | Cleo      | Dan
    Post | Ben  | Eve         |           | Dan
    """
    return Case(
        Fact.INVERTED,
        delimited(text),
        Expected(
            kind=Shape.INVERTED,
            units="Eve | Cleo | Dan",
            rows="""
            Plan : A C I
            Post : A . I
            """,
            skipped="B1 B2 B3",
            asked=(("B1", Doubt.COLUMN), ("C1", Doubt.SCHEME)),
            calm=True,
        ),
    )


@case
def people_of_two_columns_beside_the_letters() -> Case:
    text = """
    Done by | Task | Approved by | Consulted | Informed
    Anna    | Plan | Eve         | Cleo      | Dan
    Ben     | Post | Eve         |           | Dan
    """
    return Case(
        Fact.INVERTED,
        delimited(text),
        Expected(
            kind=Shape.INVERTED,
            units="Cleo | Dan",
            rows="""
            Plan : C I
            Post : . I
            """,
            skipped="A1 A2 A3 C1 C2 C3",
            asked=(("A1", Doubt.COLUMN), ("C1", Doubt.COLUMN), ("D1", Doubt.SCHEME)),
            calm=True,
        ),
    )


@case
def people_beside_the_letters_under_a_name_of_their_own() -> Case:
    """Nobody knows what a «Champion» does, but Cleo is one, and she is a unit."""
    text = """
    Task | Responsible | Accountable | Champion | Consulted
    Plan | Anna        | Eve         | Cleo     | Dan
    Post | Cleo        | Eve         | Anna     | Dan
    """
    return Case(
        Fact.INVERTED,
        delimited(text),
        Expected(
            kind=Shape.INVERTED,
            units="Anna | Eve | Dan | Cleo",
            rows="""
            Plan : R A C .
            Post : . A C R
            """,
            skipped="D1 D2 D3",
            asked=(("D1", Doubt.COLUMN),),
            calm=True,
        ),
    )


@case
def nobody_yet_is_no_unit() -> Case:
    text = """
    Task | Responsible  | Accountable | Consulted       | Informed
    Plan | TBD          | CEO         | To be confirmed | -
    Post | Sales, vacant | CEO        | ?               | see note
    """
    return Case(
        Fact.INVERTED,
        delimited(text),
        Expected(
            kind=Shape.INVERTED,
            units="CEO | Sales",
            rows="""
            Plan : A .
            Post : A R
            """,
            skipped="B2 D2 B3 D3 E3",
            asked=tuple((where, Doubt.ROW) for where in ("B2", "D2", "B3", "D3", "E3")),
            calm=True,
        ),
    )


@case
def names_that_may_be_one_or_several() -> Case:
    """Both ways of reading are asked about, once for each text."""
    text = """
    Task | Responsible         | Accountable       | Consulted  | Informed
    Plan | Sales and Marketing | CEO               | HR & Legal | Smith, John
    Post | Sales               | CEO\\nLegal | HR         | Marketing
    Ship | Ops                 | CEO               | HR & Legal | Smith, John
    Pack | Dev/Web             | CEO               | HR, Legal  | Ops, Dev
    """
    return Case(
        Fact.INVERTED,
        delimited(text),
        Expected(
            kind=Shape.INVERTED,
            units="Sales | Marketing | CEO | HR | Legal | Smith | John | Ops | Dev/Web | Dev",
            rows="""
            Plan : R R A C C I I . . .
            Post : R I A C A . . . . .
            Ship : . . A C C I I R . .
            Pack : . . A C C . . I R I
            """,
            asked=(
                ("B2", Doubt.JOINED),
                ("D2", Doubt.JOINED),
                ("E2", Doubt.JOINED),
                ("B5", Doubt.JOINED),
            ),
            calm=True,
        ),
    )


@case
def units_called_by_letters_of_the_scheme() -> Case:
    text = """
    Task | Responsible | Accountable | Consulted  | Informed
    Plan | A           | Eve         | Ops        | Dan
    Post | Ops         | R           |            | Dan
    Ship | Ops         | Eve         | Ops, Sales | Dan
    """
    return Case(
        Fact.INVERTED,
        delimited(text),
        Expected(
            kind=Shape.INVERTED,
            units="A | Eve | Ops | Dan | R | Sales",
            rows="""
            Plan : R A C I . .
            Post : . . R I A .
            Ship : . A C/R I . C
            """,
            asked=(("B2", Doubt.UNIT), ("C3", Doubt.UNIT)),
        ),
    )


# -- one line for each letter -----------------------------------------------------------------------------


@case
def the_finer_of_two_columns_is_the_activity() -> Case:
    text = """
    Title    | Process | Role      | RACI
    Classify | Records | Manager   | A
    Classify | Records | Archivist | R
    Dispose  | Records | Manager   | A
    Dispose  | Records | Faculty   | I
    """
    return Case(
        Fact.LONG,
        delimited(text),
        Expected(
            kind=Shape.LONG,
            units="Manager | Archivist | Faculty",
            rows="""
            # Records
            Classify : A R .
            Dispose : A . I
            """,
            calm=True,
        ),
    )


@case
def a_short_list_with_plain_headings() -> Case:
    text = """
    Activity | Role      | RACI | Comment
    Classify | Manager   | A    | ok
    Classify | Archivist | R    |
    Dispose  | Manager   |      |
    Dispose  | Faculty   | I    |
    Burn     | Faculty   |      |
    """
    return Case(
        Fact.LONG,
        delimited(text),
        Expected(
            kind=Shape.LONG,
            units="Manager | Archivist | Faculty",
            rows="""
            Classify : A R .
            Dispose : . . I
            Burn : . . .
            """,
            skipped="D2",
            calm=True,
        ),
    )


@case
def one_letter_twice_for_one_activity_and_unit() -> Case:
    text = """
    Activity | Role | RACI
    Plan     | PM   | A
    Plan     | PM   | A
    Plan     | Dev  | R
    Build    | Dev  | R
    """
    return Case(
        Fact.LONG,
        delimited(text),
        Expected(
            kind=Shape.LONG,
            units="PM | Dev",
            rows="""
            Plan : A R
            Build : . R
            """,
            asked=(("C3", Doubt.SAME),),
            calm=True,
        ),
    )


# -- what is crossed out, and pictures --------------------------------------------------------------------


@case
def letters_crossed_out_on_a_page() -> Case:
    rows = (
        "<th>Task</th><th>PM</th><th>Dev</th><th>QA</th>",
        "<td>Plan</td><td><del>R</del> A</td><td>R</td><td>C</td>",
        "<td>Build</td><td>A</td><td>R</td><td><s>C</s></td>",
        "<td>Test</td><td>A</td><td style='text-decoration: line-through'>I</td><td><img alt='R' src='r.png'></td>",
    )
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    return Case(
        Fact.LISTED,
        text_file(f"<table>{body}</table>", "crossed.html"),
        Expected(
            units="PM | Dev | QA",
            rows="""
            Plan : . R C
            Build : A R .
            Test : A . R
            """,
            remarks={("Plan", "PM"): "~~R~~ A", ("Build", "QA"): "~~C~~", ("Test", "Dev"): "~~I~~"},
            asked=(("B2", Doubt.CELL), ("D3", Doubt.CELL), ("C4", Doubt.CELL)),
            calm=True,
        ),
    )


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


@case
def abbreviated_words_are_asked_about() -> Case:
    text = """
    Task  | PM   | Dev   | QA
    Plan  | Acc  | Resp  | Cons
    Build | Acc. | Resp. | Inf.
    """
    return Case(
        Fact.WORDS,
        delimited(text),
        Expected(
            units="PM | Dev | QA",
            rows="""
            Plan : A R C
            Build : A R I
            """,
            asked=tuple((where, Doubt.WORDS) for where in ("B2", "C2", "D2", "B3", "C3", "D3")),
        ),
    )
