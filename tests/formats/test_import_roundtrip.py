"""What is written comes back: our own CSV, and the same matrix in every layout that clients think of."""

import csv
import datetime as dt
import io
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy
from msgspec.structs import replace
from strategies import documents

from raciapp.base.errors import UserError
from raciapp.base.words import Language, same
from raciapp.document.letters import scheme
from raciapp.document.records import AS_IS, Activity, Document, Group, Matrix, Organization, Row, Unit
from raciapp.formats.csv_out import write_csv
from raciapp.formats.finding.finder import find_matrix
from raciapp.formats.finding.reading import Doubt, Reason
from raciapp.formats.importing import Imported, document_from_reading, import_file
from raciapp.formats.readers.separated import read_csv
from raciapp.formats.report import build_report
from raciapp.knowledge.fitting import document_from
from raciapp.knowledge.library import knowledge

RACI = scheme("raci")
HARMLESS = {Doubt.UNIT, Doubt.ROW, Doubt.GROUP, Doubt.SHAPE, Doubt.SAME, Doubt.DELIMITER, Doubt.QUOTES}
"""Questions about what was read rightly: better too many of them than one too few."""
TODAY = dt.date(2026, 11, 23)
BEGINNINGS = ("Plan", "Répondre", "=SUM(1)", "+1 team", "-delegate", "@home", "'quoted", "Œuvrer", "1.2 Do it")
ENDINGS = (
    *(
        "",
        "content",
        "à l’équipe",
        "n°1",
        "(x)",
        "a,b",
        'the "quoted" one',
        "d'été",
        ";",
        "|",
        "{0} {",
        "<b>&amp;",
        "=2",
    ),
    *(
        "«\u00a0non\u00a0»",
        "quoi\u00a0?",
        "R/A",
        "informed",
        "- A",
        "a very long name " * 9,
        "/ B",
        "12",
        "100",
        "50 %",
    ),
)


def names_of(beginnings: Sequence[str]) -> SearchStrategy[str]:
    parts = (st.sampled_from(beginnings), st.sampled_from(ENDINGS), st.sampled_from(ENDINGS))
    return st.tuples(*parts).map(lambda found: " ".join(part.strip() for part in found if part))


class Plain(msgspec.Struct, frozen=True):
    """What has to come back: units, and each activity with its group (unless it is one we know) and its letters."""

    units: tuple[str, ...]
    rows: tuple[tuple[str, str, tuple[str, ...]], ...]


def plain(document: Document, language: Language = Language.EN) -> Plain:
    groups = {group.id: group.name.text(language) for group in document.groups if group.id.startswith("x_")}
    return Plain(
        tuple(unit.name.text(language) for unit in document.units),
        tuple(
            (
                groups.get(activity.group, ""),
                activity.name.text(language),
                tuple(document.alphabet.symbols(mask) for mask in row.letters),
            )
            for activity, row in zip(document.activities, document.matrices[0].rows, strict=True)
        ),
    )


@st.composite
def matrices(draw: DrawFn, beginnings: Sequence[str] = BEGINNINGS) -> Document:
    """Draw a RACI document with letters in it, whose rows stand in the order of their groups."""
    names = names_of(beginnings)
    units = tuple(Unit(f"x_unit_{place}", same(draw(names))) for place in range(draw(st.integers(1, 6))))
    count = draw(st.integers(1, 8))
    titles = draw(st.lists(names, max_size=3, unique=True))
    groups = tuple(Group(f"x_group_{place}", same(title)) for place, title in enumerate(titles))
    activities = tuple(
        Activity(f"x_row_{row}", same(draw(names)), groups[row * len(groups) // count].id if groups else "")
        for row in range(count)
    )
    row = st.binary(min_size=len(units), max_size=len(units)).map(lambda cells: bytes(cell % 16 for cell in cells))
    rows = draw(st.lists(row, min_size=count, max_size=count))
    assume(sum(cell > 0 for cells in rows for cell in cells) >= 3)
    assume(len(units) > 1 or len({activity.name for activity in activities}) == count)  # else it is a list, not a grid
    used = {activity.group for activity in activities}
    return Document(
        Organization(same("Ours")),
        (Matrix("as_is", AS_IS, tuple(map(Row, rows))),),
        units=units,
        groups=tuple(group for group in groups if group.id in used),
        activities=activities,
    )


# -- our own file -----------------------------------------------------------------------------------------


def through_csv(document: Document, language: Language = Language.EN) -> Imported:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "matrix.csv"
        write_csv(build_report(document, knowledge(), language, TODAY), path)
        return import_file(path, knowledge())


@given(matrices((*BEGINNINGS, "'=Bureau", "''+", "＝x")), st.sampled_from(Language))
def test_our_own_file_comes_back(document: Document, language: Language) -> None:
    imported = through_csv(document, language)
    assert plain(imported.document, language) == plain(document, language)
    assert not imported.skipped


@given(documents())
def test_any_document_is_written_and_read_without_a_fault(document: Document) -> None:
    try:
        imported = through_csv(document)
    except UserError:
        return
    written = {RACI.symbols(0)} | {
        document.alphabet.symbols(mask) for row in document.matrices[0].rows for mask in row.letters
    }
    read = {
        imported.document.alphabet.symbols(mask) for row in imported.document.matrices[0].rows for mask in row.letters
    }
    assert {frozenset(symbols) for symbols in read} <= {frozenset(symbols) for symbols in written}


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("template", ["government", "corporate", "small"])
def test_a_template_comes_back_as_the_document_it_was(template: str, language: Language) -> None:
    document = document_from(knowledge().templates[template], knowledge())
    imported = through_csv(document, language)
    assert plain(imported.document) == plain(document)
    assert imported.document.activities == document.activities
    assert imported.document.groups == document.groups
    assert [unit.name for unit in imported.document.units] == [unit.name for unit in document.units]
    assert [unit.functions for unit in imported.document.units] == [unit.functions for unit in document.units]


@pytest.mark.parametrize("identity", ["rasci", "raci-vs", "daci", "rapid"])
def test_another_scheme_comes_back_as_itself(identity: str) -> None:
    alphabet = scheme(identity)
    units = (Unit("x_a", same("Somebody")), Unit("x_b", same("Another one")))
    document = Document(
        Organization(same("Ours")),
        (Matrix("as_is", AS_IS, tuple(Row(bytes((bit, 0))) for bit in alphabet.bits.values())),),
        scheme=identity,
        units=units,
        activities=tuple(Activity(f"x_{bit}", same(f"Do it {bit}")) for bit in alphabet.bits.values()),
    )
    imported = through_csv(document)
    assert imported.document.scheme == identity
    assert plain(imported.document) == plain(document)
    assert not imported.questions or {question.kind for question in imported.questions} == {Doubt.UNIT}


def test_remarks_come_back(tmp_path: Path) -> None:
    units = tuple(Unit(f"x_{name}", same(name.title())) for name in ("one", "two", "three"))
    row = Row(bytes((2, 3, 0)), (("x_one", "backup"), ("x_three", "see (annex) 2"), ("x_two", "=until May")))
    document = Document(
        Organization(same("Ours")),
        (Matrix("as_is", AS_IS, (row,)),),
        units=units,
        activities=(Activity("x_row", same("Do it")),),
    )
    assert through_csv(document).document.matrices[0].rows == (row,)


@given(matrices((*BEGINNINGS, "Inform", "A")), st.data(), st.sampled_from(Language))
def test_remarks_below_the_matrix_change_nothing_in_it(
    document: Document, drawn: st.DataObject, language: Language
) -> None:
    said = st.sampled_from(("", "R", "A: signs", "R = Réviseur", "yes", "–", "DACI until May", "one\nR\ntwo", "=1+1"))
    talked = replace(
        document,
        units=tuple(replace(unit, remark=drawn.draw(said)) for unit in document.units),
        activities=tuple(replace(activity, remark=drawn.draw(said)) for activity in document.activities),
    )
    before, after = through_csv(document, language), through_csv(talked, language)
    assert after.document == before.document
    below = {skipped.why for skipped in after.skipped[len(before.skipped) :]}
    assert below <= {Reason.BELOW, Reason.LEGEND}


# -- layouts of clients -----------------------------------------------------------------------------------

SPELLINGS: dict[str, tuple[str, ...]] = {
    "": ("", "", "-", "–", "—", "/", "N/A", ".", "0", " "),
    "A": ("A", "a", " A ", "Accountable", "А", "**A**", "Approbateur", "\u200bA", "Autorité"),
    "R": ("R", "r", "R\u00a0", "responsible", "`R`", "Responsable", "Ｒ"),
    "C": ("C", "c", "С", "Consulted", "Consulté(e)", "__C__"),
    "I": ("I", "i", "І", "informed", "Informée", "Ι"),
    "AR": ("A/R", "R/A", "AR", "R,A", "R, A", "R et A", "A & R", "R+A", "R\nA", "a / r", "A|R", "R and A"),
}
JOINS = ("/", ", ", " & ", "+", " et ", "\n")


class Layout(msgspec.Struct, frozen=True):
    """A client's habits."""

    delimiter: str
    encoding: str
    newline: str
    quoted: bool
    above: int
    left: int
    number: bool
    status: bool
    notes: bool
    gaps: bool
    groups_beside: bool
    corner: str
    below: tuple[str, ...]
    padded: bool
    name_break: str


layouts = st.builds(
    Layout,
    delimiter=st.sampled_from((",", ";", "\t", "|")),
    encoding=st.sampled_from(("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252")),
    newline=st.sampled_from(("\n", "\r\n", "\r")),
    quoted=st.booleans(),
    above=st.integers(0, 4),
    left=st.integers(0, 2),
    number=st.booleans(),
    status=st.booleans(),
    notes=st.booleans(),
    gaps=st.booleans(),
    groups_beside=st.booleans(),
    corner=st.sampled_from(("Activity", "Tâche", "Activity / Role", "", "Project work", "Task")),
    below=st.sampled_from(
        (
            (),
            ("© 2026 Somebody & Co.",),
            ("Legend", "R;Responsible", "A;Accountable", "C;Consulted", "I;Informed"),
            ("R = Responsible, A = Accountable, C = Consulted, I = Informed",),
            ("Responsible;R", "Accountable;A"),
        )
    ),
    padded=st.booleans(),
    name_break=st.sampled_from((" ", "\n", "\u00a0", "  ", " \r\n")),
)


class Writer:
    """Writes a document as a client would."""

    def __init__(self, document: Document, layout: Layout, choose: Callable[[tuple[str, ...]], str]) -> None:
        self.document, self.layout, self.choose = document, layout, choose

    def rows(self) -> Iterator[list[str]]:
        layout, units = self.layout, self.document.units
        for line in ("Who does what", "2026-11-23", "", "Department of Things")[: layout.above]:
            yield ["", line]
        yield self._row("No", "Phase", layout.corner, "Status", [self._broken(u.name.en) for u in units], "Notes")
        matrix = self.document.matrices[0]
        number = 0
        for group, places in self.document.sections():
            title = group.name.en if group else ""
            if title and not layout.groups_beside:
                yield ["" for _ in range(layout.left)] + ([""] if layout.number else []) + [title]
            for place in places:
                number += 1
                cells = [self._letters(mask) for mask in matrix.rows[place].letters]
                if not any(matrix.rows[place].letters):
                    cells = ["-" for _ in cells]
                name = self._broken(self.document.activities[place].name.en)
                yield self._row(str(number), title if place == places[0] else "", name, "Open", cells, "so: what?")
                if layout.gaps and number % 3 == 0:
                    yield []
        yield []
        for line in layout.below:
            yield ["" for _ in range(layout.left + 1)] + line.split(";")

    def _row(self, number: str, group: str, name: str, status: str, cells: list[str], notes: str) -> list[str]:
        layout = self.layout
        row = ["" for _ in range(layout.left)]
        row += [number] if layout.number else []
        row += [group] if self.beside else []
        row += [name]
        row += [status] if layout.status else []
        return [*row, *cells, *([notes] if layout.notes else [])]

    @property
    def beside(self) -> bool:
        return self.layout.groups_beside and bool(self.document.groups)

    def _broken(self, name: str) -> str:
        """Return a name with another kind of break between two of its words."""
        return re.sub(r"(?<=\w) (?=\w)", self.layout.name_break, name, count=1)

    def _letters(self, mask: int) -> str:
        symbols = RACI.symbols(mask)
        if symbols in SPELLINGS:
            return self.choose(SPELLINGS[symbols])
        return self.choose(JOINS).join(symbols)

    def content(self) -> bytes:
        rows = list(self.rows())
        if self.layout.padded:
            width = max(map(len, rows))
            rows = [row + [""] * (width - len(row)) for row in rows]
        text = io.StringIO(newline="")
        csv.writer(
            text,
            delimiter=self.layout.delimiter,
            quoting=csv.QUOTE_ALL if self.layout.quoted else csv.QUOTE_MINIMAL,
        ).writerows(rows)
        content = text.getvalue().replace("\r\n", self.layout.newline)
        try:
            return content.encode(self.layout.encoding)
        except UnicodeEncodeError:
            return content.encode("utf-8")


@settings(derandomize=True)
@given(matrices(), layouts, st.data())
def test_a_matrix_is_the_same_in_every_layout(document: Document, layout: Layout, data: st.DataObject) -> None:
    writer = Writer(document, layout, lambda spellings: data.draw(st.sampled_from(spellings)))
    with TemporaryDirectory() as folder:
        path = Path(folder) / "client.csv"
        path.write_bytes(writer.content())
        reading = find_matrix([read_csv(path)])
    imported = document_from_reading(reading, knowledge(), same("Client"))
    assert plain(imported.document) == plain(document)
    doubts = {question.kind for question in imported.questions}
    assert doubts <= HARMLESS, imported.questions
