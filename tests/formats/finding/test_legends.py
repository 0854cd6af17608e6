"""What stands around a matrix explains its letters: it is no activity, and it teaches what symbols mean."""

import pytest

from raciapp.document.letters import scheme
from raciapp.formats.finding.explaining import Explained
from raciapp.formats.finding.legends import (
    explained_in,
    explanations,
    learned,
    legend_places,
    legend_questions,
    letters_explained,
    strange_meanings,
)
from raciapp.formats.finding.reading import Doubt
from raciapp.formats.finding.sheets import Sheet
from raciapp.formats.finding.tables import Table, TableCell
from raciapp.formats.finding.tokens import read_token

GRID = "Activity|Web|Legal|HR\nPlan|A/R|C|I\nAnswer|R||A\nTrain|C|I|A/R\n"
RACI = scheme("raci")


def sheet(text: str) -> Sheet:
    rows = enumerate(line.split("|") for line in text.splitlines())
    return Sheet(
        Table(
            "client.csv",
            tuple(
                tuple(TableCell(cell.strip().replace("\\n", "\n"), row, column) for column, cell in enumerate(line))
                for row, line in rows
            ),
        )
    )


def said(text: str) -> dict[str, str]:
    return {one.symbol: one.meaning for one in explanations(sheet(text))}


def rows_of(text: str) -> set[int]:
    return {row for row, _ in legend_places(sheet(text))}


WORDS = {"R": "Responsible", "A": "Accountable", "C": "Consulted", "I": "Informed"}
PLACED = [
    ("below", GRID + "|\n|\nR|Responsible\nA|Accountable\nC|Consulted\nI|Informed\n", {6, 7, 8, 9}),
    ("above", "R|Responsible\nA|Accountable\nC|Consulted\nI|Informed\n|\n" + GRID, {0, 1, 2, 3}),
    ("announced", "Symbol|Meaning\nR|Responsible\nA|Accountable\nC|Consulted\nI|Informed\n|\n" + GRID, {0, 1, 2, 3, 4}),
    ("colons", GRID + "|\nR: Responsible\nA: Accountable\nC: Consulted\nI: Informed\n", {5, 6, 7, 8}),
    ("dashes", GRID + "|\nR - Responsible\nA – Accountable\nC — Consulted\nI - Informed\n", {5, 6, 7, 8}),
    ("one cell", GRID + "|\nR = Responsible, A = Accountable, C = Consulted, I = Informed\n", {5}),
    ("spaces", GRID + "|\nR = Responsible A = Accountable C = Consulted I = Informed\n", {5}),
    ("brackets", GRID + "|\nR (Responsible), A (Accountable), C (Consulted), I (Informed)\n", {5}),
    ("letters last", GRID + "|\nResponsible (R), Accountable (A), Consulted (C), Informed (I)\n", {5}),
    ("lines", GRID + "|\nR: Responsible\\nA: Accountable\\nC: Consulted\\nI: Informed\n", {5}),
    ("several in a row", GRID + "|\nR|Responsible|A|Accountable\nC|Consulted|I|Informed\n", {5, 6}),
    ("cells in a row", GRID + "|\nR: Responsible|A: Accountable|C: Consulted|I: Informed\n", {5}),
    ("two cells in a row", GRID + "|\nR: Responsible|A: Accountable\nC: Consulted|I: Informed\n", {5, 6}),
    ("turned", GRID + "|\nResponsible|R\nAccountable|A\nConsulted|C\nInformed|I\n", {5, 6, 7, 8}),
    ("bold", GRID + "|\n**R**|Responsible\n**A**|Accountable\n**C**|Consulted\n**I**|Informed\n", {5, 6, 7, 8}),
    ("title", "Matrix (R = Responsible; A = Accountable; C = Consulted; I = Informed)\n|\n" + GRID, {0}),
]


@pytest.mark.parametrize(("text", "rows"), [found[1:] for found in PLACED], ids=[found[0] for found in PLACED])
def test_a_legend_is_found_wherever_it_stands(text: str, rows: set[int]) -> None:
    assert rows_of(text) == rows
    assert {letter: meaning for letter, meaning in said(text).items() if letter in WORDS} == WORDS
    assert learned(explanations(sheet(text))) == {}
    assert not list(legend_questions(explanations(sheet(text)), RACI))


def test_a_legend_beside_the_matrix() -> None:
    beside = ("", "R|Responsible", "A|Accountable", "C|Consulted")
    pairs = "\n".join(f"{line}||{legend}" for line, legend in zip(GRID.splitlines(), beside, strict=True))
    assert legend_places(sheet(pairs)) == {(row, column) for row in (1, 2, 3) for column in (5, 6)}
    single = pairs.replace("R|Responsible", "R: Responsible").replace("A|Acc", "A: Acc").replace("C|Cons", "C: Cons")
    assert legend_places(sheet(single)) == {(row, 5) for row in (1, 2, 3)}
    assert said(single) == {letter: WORDS[letter] for letter in "RAC"}


def test_a_whole_legend_in_one_cell_beside_the_matrix() -> None:
    beside = "R = Responsible, A = Accountable, C = Consulted, I = Informed"
    text = GRID.replace("Plan|A/R|C|I", f"Plan|A/R|C|I||{beside}")
    assert legend_places(sheet(text)) == {(1, 5)}


@pytest.mark.parametrize(
    "text",
    [
        GRID,
        "Activity|Web|HR\nPlan|R - Responsible|A - Accountable\nAnswer|A - Accountable|R - Responsible\n",
        "Activity|Web\nInform the public|I\nConsult the staff|C\nApprove the plan|A\n",
        "Activity|Web|Why|HR|Why\nPlan|R|Responsible|A|Accountable\nAnswer|A|Accountable|R|Responsible\n",
        "No|Activity|Web|HR\n1|Inform|A|R\n2|Consult|R|A\n",
        "1|Inform the public\n2|Consult the staff\n3|Plan\n",
        "A|Plan the year\nB|Inform the staff\nC|Train the staff\n",
        "Activity|Web|HR\nPlan|R: Responsible\\nA: Accountable|I\n",
        "Version A: final\nStep R: done\n",
    ],
    ids=["grid", "spelled out", "titles", "pairs", "numbers", "list", "lettered list", "one cell", "texts"],
)
def test_a_matrix_is_no_legend(text: str) -> None:
    assert legend_places(sheet(text)) == set()


@pytest.mark.parametrize(
    ("legend", "symbol", "letters"),
    [
        ("E = Exécute, V = Valide, C = Consulté, I = Informé", "E", "R"),
        ("E = Exécute, V = Valide, C = Consulté, I = Informé", "V", "A"),
        ("E = Exécute, V = Valide, C = Consulté, I = Informé", "E/V", "AR"),
        ("E = Exécute, V = Valide, C = Consulté, I = Informé", "e (until May)", "R"),
        ("L = Leads, A = Accountable, C = Consulted", "L", "R"),
        ("1 = Responsible, 2 = Accountable, 3 = Informed", "1", "R"),
        ("1 = Responsible, 2 = Accountable, 3 = Informed", "2", "A"),
        ("N = Notified, R = Responsible, A = Accountable", "N", "I"),
        ("X = Responsible, O = Informed", "x", "R"),
        ("● = Responsible; ○ = Consulted", "●", "R"),
        ("● = Responsible; ○ = Consulted", "○", "C"),
        ("B = Responsible and Accountable, C = Consulted", "B", "AR"),
        ("D: Durchführung, E: Entscheidet, M: Mitwirkend, I: Informiert", "D", "R"),
        ("D: Durchführung, E: Entscheidet, M: Mitwirkend, I: Informiert", "E", "A"),
    ],
)
def test_own_symbols_are_learned_and_asked_about_once(legend: str, symbol: str, letters: str) -> None:
    explained = explanations(sheet(f"{GRID}|\n{legend}\n"))
    meanings = learned(explained)
    token = read_token(symbol, RACI, meanings)
    assert (RACI.symbols(token.letters), token.doubt) == (letters, None)
    asked = [question.text for question in legend_questions(explained, RACI, meanings)]
    assert any(text.startswith(f"{symbol[0].upper()} = ") for text in asked)
    assert len(asked) == len(set(asked))


def test_a_table_of_own_symbols() -> None:
    text = GRID + "|\nSymbole|Signification\nE|Exécute la tâche\nV|Valide le résultat\nX|Participe\n"
    assert rows_of(text) == {5, 6, 7, 8}
    explained = explanations(sheet(text))
    assert learned(explained) == {"e": "=Exécute la tâche", "v": "=Valide le résultat"}
    questions = [question.text for question in legend_questions(explained, RACI, learned(explained))]
    assert questions == ["E = Exécute la tâche → R", "V = Valide le résultat → A"]


def test_a_symbol_that_says_nothing_may_be_explained() -> None:
    text = GRID + "|\nR|Responsible\nA|Accountable\nN|Notified\n"
    assert rows_of(text) == {5, 6, 7}
    assert read_token("N", RACI, learned(explanations(sheet(text)))).letters == RACI.bits["I"]


@pytest.mark.parametrize(
    ("legend", "text"),
    [
        ("R = Réalise, A = Assiste, C = Consulté", "A = Assiste"),
        ("R = Redevable, A = Approbateur, C = Consulté", "R = Redevable"),
        ("R = Réalise, A = Approbateur, C = Contrôle", "C = Contrôle"),
        ("R = Reviewer, A = Accountable, C = Consulted", "R = Reviewer"),
        ("R = Not responsible, A = Accountable, C = Consulted", "R = Not responsible"),
    ],
)
def test_a_letter_explained_otherwise_keeps_its_place_and_is_asked_about(legend: str, text: str) -> None:
    explained = explanations(sheet(f"{GRID}|\n{legend}\n"))
    assert [question.text for question in legend_questions(explained, RACI)] == [text]
    assert all(
        question.kind is Doubt.LEGEND and question.where == "A6" for question in legend_questions(explained, RACI)
    )
    symbol = text[0]
    assert read_token(symbol, RACI, learned(explained)).letters == RACI.bits[symbol]


def test_a_contradiction_within_a_table_is_part_of_it() -> None:
    text = GRID + "|\nR|Redevable\nA|Approbateur\nC|Consulté\nI|Informé\n"
    assert rows_of(text) == {5, 6, 7, 8}
    beside = "\n".join(
        f"{line}||{legend}"
        for line, legend in zip(
            GRID.splitlines(), ("R|Redevable", "A|Approbateur", "C|Consulté", "I|Informé"), strict=True
        )
    )
    assert legend_places(sheet(beside)) == {(row, column) for row in range(4) for column in (5, 6)}


@pytest.mark.parametrize(
    "legend",
    [
        "E = Not responsible, A = Accountable, C = Consulted",
        "E = Zebra, A = Accountable, C = Consulted",
        "E = Exécute, E = Informé, C = Consulté",
    ],
)
def test_nothing_is_learned_from_what_is_not_clear(legend: str) -> None:
    assert learned(explained_in([("A1", legend)])) == {}
    assert read_token("E", RACI, learned(explained_in([("A1", legend)]))).doubt is Doubt.CELL


def test_letters_of_other_schemes_keep_their_meaning_there() -> None:
    explained = list(explained_in([("A1", "V = Valide, S = Support")]))
    meanings = learned(explained)
    vs, rasci = scheme("raci-vs"), scheme("rasci")
    assert read_token("V", vs, meanings).letters == vs.bits["V"]
    assert read_token("S", rasci, meanings).letters == rasci.bits["S"]
    assert read_token("S", RACI, meanings).doubt is Doubt.CELL
    assert [question.text for question in legend_questions(explained, vs, meanings)] == ["V = Valide", "S = Support"]


def test_what_a_person_said_is_not_asked_again() -> None:
    explained = [Explained("E", "Exécute", "A1")]
    assert not list(legend_questions(explained, RACI, {**learned(explained), "e": "A"}))


def test_letters_written_together_are_not_learned() -> None:
    assert learned([Explained("AR", "Responsible"), Explained("R", "Reviewer")]) == {}


def test_the_letters_a_file_explains() -> None:
    explained = [Explained("С", "Consulted"), Explained("c", "Other"), Explained("●", "Responsible")]
    assert letters_explained(explained) == {"C": "Consulted"}


def test_one_symbol_is_asked_about_once() -> None:
    explained = [Explained("A", "Assiste", "A1"), Explained("a", "assiste", "B1")]
    assert [question.where for question in legend_questions(explained, RACI)] == ["A1"]


def test_a_title_with_a_list_of_letters_teaches_too() -> None:
    text = GRID.replace("Activity|", "R = Responsible, E = Approves, C = Consulted|")
    assert legend_places(sheet(text)) == {(0, 0)}
    assert learned(explanations(sheet(text))) == {"e": "=Approves"}


@pytest.mark.parametrize("line", ["N|Nothing special", "Inform the public|I", "Informed|I"])
def test_a_line_alone_is_no_legend(line: str) -> None:
    assert legend_places(sheet(f"{GRID}|\n{line}\n")) == set()


def test_strange_meanings() -> None:
    texts = [("A6", "R = Reviewer, A = Accountable"), ("A7", "Nothing here")]
    assert list(strange_meanings(texts, RACI)) == [("A6", "R = Reviewer")]
