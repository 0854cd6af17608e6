"""Units from lists and organization charts: what is read, what is asked, what becomes of a document."""

import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from raciapp.base.errors import UserError
from raciapp.base.words import Language, Words, same
from raciapp.document.records import Activity, Document, Matrix, Organization, Row, Unit
from raciapp.formats.charts.chart import MOST_UNITS, Chart, certain, chart_in, present, read_units, with_units
from raciapp.formats.charts.notes import Ask, Asked, LeftOut, Why
from raciapp.formats.finding.reading import Doubt, Question, Reason, Skipped
from raciapp.formats.finding.sentences import asked_sentence, left_sentence
from raciapp.formats.finding.tables import Area, Table, TableCell
from raciapp.knowledge.library import knowledge
from raciapp.knowledge.matching import CERTAIN


def _table(*rows: str, merged: Sequence[Area] = (), sheet: str = "", number: int = 1, hidden: bool = False) -> Table:
    """Return a table; the cells of a row are separated by `|`."""
    cells = tuple(
        tuple(TableCell(text.strip(), at, column) for column, text in enumerate(row.split("|")) if row)
        for at, row in enumerate(rows)
    )
    return Table("chart.csv", cells, merged=tuple(merged), sheet=sheet, number=number, hidden=hidden)


def _read(*rows: str) -> Chart:
    return read_units([_table(*rows)], knowledge())


def _names(chart: Chart) -> list[str]:
    return [unit.name for unit in chart.units]


def _parents(chart: Chart) -> dict[str, str]:
    return {unit.name: unit.parent for unit in chart.units}


def _divisions(chart: Chart) -> dict[str, str]:
    return {unit.name: unit.division for unit in chart.units}


def _functions(chart: Chart) -> dict[str, tuple[str, ...]]:
    return {unit.name: unit.certain for unit in chart.units}


def _asked(chart: Chart) -> list[tuple[str, str, str]]:
    return [(asked.where, asked.text, asked.kind.value) for asked in chart.questions]


def _skipped(chart: Chart) -> list[tuple[str, str, str]]:
    return [(left.where, left.text, left.why.value) for left in chart.skipped]


# -- lists ------------------------------------------------------------------------------------------------


def test_a_plain_list_is_units_with_what_their_names_tell() -> None:
    chart = _read("Human Resources", "", "Services juridiques", "Zzyzx Desk")
    assert _functions(chart) == {"Human Resources": ("hr",), "Services juridiques": ("legal",), "Zzyzx Desk": ()}
    assert [(unit.known, unit.where) for unit in chart.units] == [("u_hr", "A1"), ("u_legal", "A3"), ("", "A4")]
    assert (_asked(chart), _skipped(chart)) == ([], [])


@pytest.mark.parametrize(
    "heading", ["Unit", "Units", "Unité", "UNITÉS ADMINISTRATIVES", "Unidad", "Unità", "Abteilung", "Afdeling", "Nom"]
)
def test_a_heading_is_no_unit(heading: str) -> None:
    chart = _read(heading, "Alpha", "Beta")
    assert _names(chart) == ["Alpha", "Beta"]
    assert _skipped(chart) == [("A1", heading, "headings")]


def test_a_title_with_air_below_it_is_left_out_and_asked() -> None:
    chart = _read("Everything we have", "", "Alpha", "Beta")
    assert _names(chart) == ["Alpha", "Beta"]
    assert _skipped(chart) == [("A1", "Everything we have", "title")]
    assert _asked(chart) == [("A1", "Everything we have", "title")]


def test_a_title_above_headings_is_left_out() -> None:
    chart = _read("Our chart", "Unit | Parent", "Alpha |", "Beta | Alpha")
    assert _parents(chart) == {"Alpha": "", "Beta": "Alpha"}
    assert ("A1", "Our chart", "title") in _skipped(chart)


@pytest.mark.parametrize(
    "rows",
    [
        ("Ministry", "- Comms", "-- Digital", "- Law"),
        ("• Ministry", "•• Comms", "••• Digital", "•• Law"),
        ("1. Ministry", "1.1 Comms", "1.1.1 Digital", "1.2 Law"),
        ("1.0 Ministry", "1.1 Comms", "1.1.1 Digital", "1.2 Law"),
        ("Ministry", "| Comms", "| | Digital", "| Law"),
        ("Level 1 | Level 2 | Level 3", "Ministry", "| Comms", "| | Digital", "| Law"),
        ("Niveau 1 | Niveau 2 | Niveau 3", "Ministry | Comms | Digital", "Ministry | Law"),
    ],
)
def test_an_indented_list_says_what_contains_what(rows: tuple[str, ...]) -> None:
    chart = _read(*rows)
    assert _parents(chart) == {"Ministry": "", "Comms": "Ministry", "Digital": "Comms", "Law": "Ministry"}
    assert _asked(chart) == []


def test_numbers_that_belong_to_names_stay() -> None:
    assert _names(_read("311 Services", "Alpha", "Beta")) == ["311 Services", "Alpha", "Beta"]


@pytest.mark.parametrize(("total", "dropped"), [("Total", True), ("Grand total 12", True), ("Total Rewards", False)])
def test_totals_are_left_out(total: str, dropped: bool) -> None:
    chart = _read("Unit", "Alpha", total)
    assert (total not in _names(chart)) == dropped
    assert (("A3", total, "totals") in _skipped(chart)) == dropped


# -- parents ----------------------------------------------------------------------------------------------

TREE = (
    "Unit | Parent | Head count | Email",
    "Ministry | | 99 | m@x.org",
    "Communications Branch | Ministry | 20 | c@x.org",
    "Digital Team | Communications Branch | 5 | d@x.org",
    "Zzyzx Group | Ministry | 9 | z@x.org",
    "HR | Zzyzx Group | 3 | h@x.org",
)


def test_a_chart_of_units_and_parents() -> None:
    chart = _read(*TREE)
    assert _divisions(chart) == {
        "Ministry": "",
        "Communications Branch": "Communications Branch",  # heads its own, for the ministry contains everything
        "Digital Team": "Communications Branch",
        "Zzyzx Group": "",
        "HR": "Zzyzx Group",
    }
    assert [unit.name for unit in chart.units if unit.contains] == ["Ministry", "Zzyzx Group"]
    assert certain(chart) == {
        "Communications Branch": ("strategy",),
        "Digital Team": ("channel_ops",),
        "HR": ("hr",),
    }
    assert _skipped(chart) == [
        ("A1", "Unit | Parent | Head count | Email", "headings"),
        ("C", "Head count", "other_column"),
        ("D", "Email", "other_column"),
        ("A2", "Ministry", "container"),
        ("A5", "Zzyzx Group", "container"),
    ]


@pytest.mark.parametrize(
    "headings",
    ["Reports to | Department", "Relève de | Unité", "Parent | Name", "Depende de | Departamento", "Valt onder | Naam"],
)
def test_columns_in_either_order(headings: str) -> None:
    chart = _read(headings, "| Alpha", "Alpha | Beta", "Beta | Gamma")
    assert _parents(chart) == {"Alpha": "", "Beta": "Alpha", "Gamma": "Beta"}


@pytest.mark.parametrize("turned", [False, True])
def test_parents_without_headings_are_told_by_being_units(turned: bool) -> None:
    rows = [("Alpha", ""), ("Beta", "Alpha"), ("HR", "Alpha"), ("Legal", "Beta")]
    chart = _read(*(f"{b} | {a}" if turned else f"{a} | {b}" for a, b in rows))
    assert _parents(chart) == {"Alpha": "", "Beta": "Alpha", "HR": "Alpha", "Legal": "Beta"}
    assert [kind for _, _, kind in _asked(chart)] == ["direction"]


def test_parents_by_code() -> None:
    chart = _read("ID | Name | Parent ID", "1 | Alpha |", "2 | Beta | 1")
    assert _parents(chart) == {"Alpha": "", "Beta": "Alpha"}
    assert _asked(chart) == []


def test_what_cannot_be_is_asked() -> None:
    chart = _read(
        "Unit | Parent", "Self | Self", "A1 | B1", "B1 | C1", "C1 | A1", "Lone | Nowhere", "Other | Nowhere", "In | B1"
    )
    assert _parents(chart) == {"Self": "", "A1": "", "B1": "", "C1": "", "Lone": "", "Other": "", "In": "B1"}
    assert _divisions(chart)["Lone"] == _divisions(chart)["Other"] == "Nowhere"
    assert _asked(chart) == [
        ("A2", "Self", "own_parent"),
        ("A6", "Nowhere", "unknown_parent"),
        ("A3", "A1", "loop"),
        ("A4", "B1", "loop"),
        ("A5", "C1", "loop"),
    ]


def test_repeated_units_become_one_and_are_asked_once() -> None:
    chart = _read("Unit | Parent", "Alpha |", "Beta |", "HR | Alpha", "H.R. | Beta", "HR | Alpha")
    assert _names(chart) == ["Alpha", "Beta", "HR"]
    assert _parents(chart)["HR"] == "Alpha"
    assert _asked(chart) == [("A5", "H.R.", "repeated"), ("A5", "H.R.", "parents")]


def test_divisions_written_once_go_on_below_and_are_asked() -> None:
    chart = _read("Division | Team", "Zzyzx | Alpha", "| Beta", "Qwerty | Gamma", "| Delta")
    assert _divisions(chart) == {
        "Zzyzx": "", "Alpha": "Zzyzx", "Beta": "Zzyzx", "Qwerty": "", "Gamma": "Qwerty", "Delta": "Qwerty",
    }  # fmt: skip
    assert _asked(chart) == [("A3", "Zzyzx", "filled")]


def test_merged_divisions_are_no_question() -> None:
    table = _table("Division | Team", "Zzyzx | Alpha", "| Beta", merged=[Area(1, 0, 2, 0), Area(9, 9, 12, 9)])
    chart = read_units([table], knowledge())
    assert _divisions(chart) == {"Zzyzx": "", "Alpha": "", "Beta": ""}  # it contains everything
    assert _parents(chart) == {"Zzyzx": "", "Alpha": "Zzyzx", "Beta": "Zzyzx"}
    assert _asked(chart) == []


@pytest.mark.parametrize(
    "rows",
    [
        ("Zzyzx | Alpha", "Zzyzx | Beta", "Qwerty | Gamma"),
        ("Alpha | Zzyzx", "Beta | Zzyzx", "Gamma | Qwerty"),
        ("Team | Department", "Alpha | Zzyzx", "Beta | Zzyzx", "Gamma | Qwerty"),
    ],
)
def test_of_two_columns_the_one_that_repeats_contains_the_other(rows: tuple[str, ...]) -> None:
    chart = _read(*rows)
    assert {name: parent for name, parent in _parents(chart).items() if parent} == {
        "Alpha": "Zzyzx", "Beta": "Zzyzx", "Gamma": "Qwerty",
    }  # fmt: skip
    assert [kind for _, _, kind in _asked(chart)] == ["direction"]


def test_units_called_by_functions_stay_units_below_divisions() -> None:
    chart = _read("Zzyzx | Human resources", "Zzyzx | Legal", "Qwerty | Client service")
    assert _parents(chart)["Legal"] == "Zzyzx"


def test_a_list_of_people_gives_their_departments() -> None:
    chart = _read("Name | Title | Department", "Ann | Clerk | HR", "Bob | Boss | Legal")
    assert _names(chart) == ["HR", "Legal"]


# -- functions --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "functions"),
    [
        ("hr", ("hr",)),
        ("Human resources", ("hr",)),
        ("Ressources humaines", ("hr",)),
        ("Channel_Ops", ("channel_ops",)),
        ("hr, legal", ("hr", "legal")),
        ("hr;legal/media_issues", ("hr", "legal", "media_issues")),
        ("hr\nlegal", ("hr", "legal")),
        ("Records, access and privacy", ("info_privacy",)),
        ("Records, access and privacy; Documents, accès à l'information et vie privée", ("info_privacy",)),
    ],
)
def test_functions_by_id_and_name(said: str, functions: tuple[str, ...]) -> None:
    for headings in ("Unit | Function", "Unité | Fonction", "Einheit | Funktion", "Eenheid | Functie"):
        chart = _read(headings, f"Zzyzx | {said}")
        assert _functions(chart) == {"Zzyzx": functions}
        assert chart.units[0].told


def test_functions_without_headings_in_either_order() -> None:
    rows = (("Zzyzx", "hr"), ("Qwerty", "legal"), ("Uiop", "strategy"))
    for turned in (False, True):
        chart = _read(*(f"{b} | {a}" if turned else f"{a} | {b}" for a, b in rows))
        assert _functions(chart) == {"Zzyzx": ("hr",), "Qwerty": ("legal",), "Uiop": ("strategy",)}


def test_what_the_file_says_goes_before_the_name() -> None:
    chart = _read("Unit | Function", "Legal | hr", "Human Resources |")
    assert _functions(chart) == {"Legal": ("hr",), "Human Resources": ("hr",)}
    assert [unit.told for unit in chart.units] == [True, False]


def test_an_unknown_function_is_asked_once() -> None:
    chart = _read("Unit | Function", "Zzyzx | Qwfpgj", "Uiop | Qwfpgj, legal")
    assert _functions(chart) == {"Zzyzx": (), "Uiop": ("legal",)}
    assert _asked(chart) == [("B2", "Qwfpgj", "function")]


def test_a_unit_on_several_lines_has_all_their_functions() -> None:
    table = _table("Unit | Function", "Zzyzx | hr", "| legal", merged=[Area(1, 0, 2, 0)])
    chart = read_units([table], knowledge())
    assert (_functions(chart), _asked(chart)) == ({"Zzyzx": ("hr", "legal")}, [])


def test_a_near_name_is_proposed_and_not_taken() -> None:
    (unit,) = _read("Personnel Office of things").units
    assert unit.functions
    assert all(one.confidence < CERTAIN for one in unit.functions)
    assert (unit.certain, unit.known) == ((), "")


def test_a_column_of_roles_alone_is_units() -> None:
    assert _names(_read("Role", "Alpha", "Beta")) == ["Alpha", "Beta"]


# -- which table ------------------------------------------------------------------------------------------


def test_the_table_with_headings_is_read_and_the_others_are_listed() -> None:
    notes = _table("Written by Ann", "on a Monday", "in the rain", sheet="Notes")
    chart = _table("Unit | Parent", "Alpha |", "Beta | Alpha", sheet="Chart", number=2)
    hidden = _table("Unit", "Old", "Older", "Oldest", "Dead", sheet="Old", hidden=True)
    matrix = _table("Activity | HR | Legal", "Post | R | A", "Hire | A | C", sheet="RACI")
    found = read_units([notes, hidden, chart, matrix], knowledge())
    assert (found.sheet, found.table, _names(found)) == ("Chart", 2, ["Alpha", "Beta"])
    assert _skipped(found)[-3:] == [
        ("Notes!A1", "Written by Ann", "other_table"),
        ("Old!A2", "Old", "other_table"),
        ("RACI", "Activity | HR | Legal", "matrix"),
    ]


def test_what_readers_say_comes_along() -> None:
    table = Table(
        "a.csv",
        (((TableCell("Alpha", 0, 0)),),),
        doubts=(Question("A1", "cp1252", Doubt.ENCODING),),
        left_out=(Skipped("B9", "x", Reason.NO_VALUE),),
    )
    chart = read_units([table], knowledge())
    assert asked_sentence(chart.questions[0], Language.EN).startswith("A1: the accents were read as cp1252")
    assert left_sentence(chart.skipped[0], Language.EN).startswith("B9: «x» It is a formula")


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ((), "chart.csv: no units found. Bring a list"),
        (("1 | 2", "3 | 4"), "chart.csv: no units found. Bring a list"),
        (("Unit | Parent",), "chart.csv: no units found. Bring a list"),
        (("Unit", "12", "a@b.org", "http://x.org/a", "+1 (613) 555-0199"), "chart.csv: no units found. Bring a list"),
        (("Activity | HR | Legal", "Post | R | A", "Hire | A | C"), "chart.csv: no units found; it holds a matrix."),
    ],
)
def test_no_units_is_one_sentence(rows: tuple[str, ...], said: str) -> None:
    with pytest.raises(UserError) as caught:
        _read(*rows)
    assert str(caught.value).startswith(said)


def test_no_tables_is_no_units(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no units found"):
        read_units([], knowledge())
    page = tmp_path / "page.html"
    page.write_text("<p>Nothing here</p>")
    with pytest.raises(UserError, match=r"page\.html: no units found"):
        chart_in(page, knowledge())


def test_too_many_units_are_refused_quickly() -> None:
    began = time.monotonic()
    with pytest.raises(UserError, match=f"more than {MOST_UNITS} units"):
        _read(*(f"Unit of kind {number}" for number in range(9000)))
    assert time.monotonic() - began < 2


def test_rows_without_a_name_are_listed() -> None:
    chart = _read("Unit | Function", "Alpha | hr", "| legal", f"{'x' * 121} | hr")
    assert _names(chart) == ["Alpha"]
    assert _functions(_read("Organisme | Function", "Zzyzx | hr")) == {"Zzyzx": ("hr",)}
    assert _parents(_read("Organisme | Parent", "A | ", "B | A")) == {"A": "", "B": "A"}
    assert [(where, why) for where, _, why in _skipped(chart)[1:]] == [("B3", "no_name"), ("A4", "no_name")]


def test_a_file_is_read_whole(tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["Unité", "Relève de"], ["Alpha", None], ["Bêta", "Alpha"]):
        sheet.append(row)
    book.save(tmp_path / "a.xlsx")
    assert _parents(chart_in(tmp_path / "a.xlsx", knowledge())) == {"Alpha": "", "Bêta": "Alpha"}


def test_every_note_has_a_sentence() -> None:
    assert all("«{text}»" in ask.sentence and ask.sentence.endswith("?") for ask in Ask)
    assert all(why.sentence.endswith(".") for why in Why)
    assert (str(Ask.LOOP), Why.TOTALS.value) == ("loop", "totals")
    assert asked_sentence(Asked("A1", "{x}", Ask.LOOP), Language.EN).startswith("A1: «{x}» would contain itself")
    assert left_sentence(LeftOut("A1", "{x}", Why.TOTALS), Language.EN) == "A1: «{x}» It counts or adds up."


# -- documents --------------------------------------------------------------------------------------------


def _document() -> Document:
    return Document(
        Organization(same("Org")),
        (Matrix("as_is", same("As-is"), (Row(b"\x01\x02", (("law", "why"),)),)),),
        units=(
            Unit("law", Words("Legal", "Affaires juridiques"), ("legal",), division=Words("Zzyzx", "Zzyzx-fr")),
            Unit("web", same("Web"), ("channel_ops",)),
        ),
        activities=(Activity("post", same("Post")),),
    )


def test_new_units_come_at_the_right_with_their_divisions_together() -> None:
    chart = _read("Division | Team", "Zzyzx | Alpha", "Qwerty | Beta", "Zzyzx | Human Resources", "Uiop | Web")
    document = with_units(_document(), chart, certain(chart))
    assert [unit.name.en for unit in document.units] == ["Legal", "Web", "Alpha", "Human Resources", "Beta"]
    assert [unit.division.en for unit in document.units] == ["Zzyzx", "Uiop", "Zzyzx", "Zzyzx", "Qwerty"]
    assert document.units[2].division == Words("Zzyzx", "Zzyzx-fr")
    assert document.units[3].name == Words("Human Resources", "Ressources humaines")
    assert document.units[3].functions == ("hr",)
    assert document.matrices[0].rows == (Row(b"\x01\x02\0\0\0", (("law", "why"),)),)
    assert present(chart, _document()) == {"Web": _document().units[1]}


def test_units_that_are_there_keep_what_the_chart_does_not_say() -> None:
    chart = _read("Unit | Function", "AFFAIRES JURIDIQUES | hr", "Web |")
    document = with_units(_document(), chart, certain(chart))
    assert [unit.functions for unit in document.units] == [("hr",), ("channel_ops",)]
    assert document.units[0].division == Words("Zzyzx", "Zzyzx-fr")
    assert document.matrices is _document().matrices or document.matrices == _document().matrices


def test_only_what_is_chosen_is_taken() -> None:
    chart = _read("Alpha", "Legal", "Beta")
    before = _document()
    assert with_units(before, chart, {}) is before
    assert with_units(before, chart, {"Legal": ()}) is before
    after = with_units(before, chart, {"Beta": ("hr",)})
    assert [(unit.name.en, unit.functions) for unit in after.units[2:]] == [("Beta", ("hr",))]


# -- anything at all --------------------------------------------------------------------------------------

_TEXTS = st.sampled_from(
    ["", "", "Unit", "Parent", "Function", "Department", "ID", "Name", "HR", "Legal", "hr", "A", "B", "R", "1", "1.1 A",
     "- B", "Total", "hr, legal", "x@y.z", "*A*", "…", "Ministry"]
) | st.text(max_size=6)  # fmt: skip


@st.composite
def _tables(draw: st.DrawFn) -> list[Table]:
    tables = []
    for number in range(draw(st.integers(0, 2))):
        rows = draw(st.lists(st.lists(_TEXTS, max_size=4), max_size=8))
        areas = st.builds(Area, *[st.integers(0, 5)] * 4)
        cells = tuple(tuple(TableCell(text, at, c) for c, text in enumerate(row)) for at, row in enumerate(rows))
        merged = tuple(draw(st.lists(areas, max_size=2)))
        tables.append(Table("any.csv", cells, merged=merged, number=number + 1, hidden=draw(st.booleans())))
    return tables


@settings(max_examples=300, deadline=None)
@given(_tables())
def test_any_tables_give_a_chart_or_one_sentence(tables: list[Table]) -> None:
    try:
        chart = read_units(tables, knowledge())
    except UserError:
        return
    names = _names(chart)
    assert names
    assert len(names) == len(set(names))
    parents = _parents(chart)
    for name in names:
        seen = set()
        at = name
        while at:
            assert at not in seen, "a unit contains itself"
            seen.add(at)
            at = parents[at]
    document = with_units(_document(), chart, certain(chart))
    assert len(document.unit_places) == len(document.units)
    assert all(len(row.letters) == len(document.units) for row in document.matrices[0].rows)
    for asked in chart.questions:
        assert asked_sentence(asked, Language.EN).startswith(asked.where)
