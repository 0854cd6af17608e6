import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from strategies import documents

from raciapp.base.words import same
from raciapp.checks import view as module
from raciapp.checks.view import Answers, MatrixView, duty_mask
from raciapp.document.letters import scheme, schemes
from raciapp.document.records import Activity, Document, Matrix, Organization, Row, Unit
from raciapp.knowledge.library import knowledge

KNOWLEDGE = knowledge()
RACI = scheme("raci")


def row(*cells: str) -> Row:
    return Row(bytes(RACI.mask_of(cell) for cell in cells))


DOCUMENT = Document(
    organization=Organization(same("Us")),
    units=(
        Unit("com", same("Com"), ("strategy",)),
        Unit("lab", same("Lab"), ("content_expert", "strategy")),
        Unit("pol", same("Pol"), ("program_expert",)),
        Unit("new", same("New")),
    ),
    activities=(Activity("str_strategy", same("Plan")), Activity("con_create", same("Write"))),
    matrices=(
        Matrix("as_is", same("As-is"), (row("AR", "C", "", "I"), row("A", "R", "R", ""))),
        Matrix("to_be", same("To-be"), (row("", "", "", ""), row("", "", "", "A"))),
    ),
)
VIEW = MatrixView(DOCUMENT, "as_is", KNOWLEDGE)


def test_letters_of_a_rule_are_duties() -> None:
    assert duty_mask(RACI, "AR") == RACI.mask_of("AR")
    assert duty_mask(RACI, "*") == RACI.everything
    assert duty_mask(RACI, "") == 0
    rapid = scheme("rapid")
    assert rapid.symbols(duty_mask(rapid, "A")) == "D"
    assert rapid.symbols(duty_mask(rapid, "R")) == "P"


def test_rows_that_are_present() -> None:
    assert VIEW.present(("con_create", "ghost", "str_strategy")) == ["con_create", "str_strategy"]


def test_who_carries_a_function() -> None:
    assert VIEW.carriers("strategy") == {0, 1}
    assert VIEW.carriers("experts") == {1, 2}
    assert VIEW.carriers("hr") == frozenset()
    assert VIEW.carriers("") == VIEW.everyone == {0, 1, 2, 3}
    assert VIEW.carriers("experts") is VIEW.carriers("experts")


def test_who_carries_nothing_besides() -> None:
    assert VIEW.carriers_only("experts") == {2}
    assert VIEW.carriers_only("strategy") == {0}
    assert VIEW.carriers_only("hr") == frozenset()


def test_who_holds_a_letter() -> None:
    assert VIEW.holders("str_strategy", "A") == {0}
    assert VIEW.holders("str_strategy", "RC") == {0, 1}
    assert VIEW.holders("str_strategy", "*") == {0, 1, 3}
    assert VIEW.holders("con_create", "R") == {1, 2}
    with pytest.raises(KeyError):
        VIEW.holders("ghost", "A")


def test_a_view_is_of_one_matrix() -> None:
    view = MatrixView(DOCUMENT, "to_be", KNOWLEDGE)
    assert view.holders("con_create", "A") == {3}
    assert (1, 3) in view.held_cells("A")
    assert [row for row, unit in VIEW.held_cells("A") if unit == 0] == [0, 1]


def test_counts() -> None:
    assert VIEW.counts_by_row("R") == [1, 2]
    assert VIEW.counts_by_unit("*") == [2, 2, 1, 1]
    assert VIEW.idle_units() == []
    assert MatrixView(DOCUMENT, "to_be", KNOWLEDGE).idle_units() == [0, 1, 2]
    nobody = MatrixView(
        replace(DOCUMENT, units=(), matrices=(Matrix("as_is", same(""), (Row(b""),) * 2),)), "as_is", KNOWLEDGE
    )
    assert (nobody.counts_by_row("A"), nobody.counts_by_unit("A")) == ([0, 0], [])


@given(documents(), st.sampled_from(("A", "R", "ARC", "I", "*")))
def test_all_ways_of_counting_agree(document: Document, letters: str) -> None:
    view = MatrixView(document, document.matrices[0].id, KNOWLEDGE)
    wanted = duty_mask(schemes()[document.scheme], letters)
    held = {
        (activity.id, unit)
        for activity, stored in zip(document.activities, document.matrices[0].rows, strict=True)
        for unit, mask in enumerate(stored.letters)
        if mask & wanted
    }
    for place, activity in enumerate(document.activities):
        holders = {unit for row_id, unit in held if row_id == activity.id}
        assert view.holders(activity.id, letters) == holders
        assert view.counts_by_row(letters)[place] == len(holders)
    assert {(document.activities[place].id, unit) for place, unit in view.held_cells(letters)} == held
    counts = [sum(holder == unit for _, holder in held) for unit in range(len(document.units))]
    assert view.counts_by_unit(letters) == counts
    if letters == "*":
        assert view.idle_units() == [unit for unit, count in enumerate(counts) if count == 0]


class Asked:
    """Answers with the length of a line times the question, and remembers what it was asked."""

    def __init__(self) -> None:
        self.lines: list[bytes] = []

    def __call__(self, line: bytes, times: int) -> int:
        self.lines.append(line)
        return len(line) * times


def test_what_is_asked_again_is_known() -> None:
    asked = Asked()
    answers = Answers(asked)
    answers.begin()
    assert answers.about([b"a", b"bb", b"a"], 1) == [1, 2, 1]
    assert asked.lines == [b"a", b"bb"]
    assert (answers.of(b"bb", 1), answers.of(b"bb", 2), answers.of(b"ccc", 1)) == (2, 4, 3)
    assert asked.lines == [b"a", b"bb", b"bb", b"ccc"]
    assert answers.about([], 1) == []
    assert len(answers) == 4


def test_what_is_still_asked_is_never_forgotten_and_the_rest_is() -> None:
    asked = Asked()
    answers = Answers(asked)
    steady = [bytes((number,)) * 3 for number in range(20)]
    for number in range(10 * module.TURN):  # states of a document, each with one new line
        answers.begin()
        assert answers.about([*steady, b"%d" % number], 1)[:20] == [3] * 20
    assert len(asked.lines) == 20 + 10 * module.TURN, "no line was asked about twice"
    assert len(answers) <= 2 * (20 + module.TURN + 1)


def test_two_documents_in_turn_know_each_other_no_less(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_LINES", 100)
    asked = Asked()
    answers = Answers(asked)
    one, other = [b"1%d" % number for number in range(90)], [b"2%d" % number for number in range(90)]
    for _ in range(5):
        for document in (one, other):
            answers.begin()
            answers.about(document, 1)
    assert len(asked.lines) == 180
    assert len(answers) <= 2 * 180


def test_large_documents_that_are_gone_take_no_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_LINES", 100)
    answers = Answers(Asked())
    for number in range(30):
        answers.begin()
        answers.about([b"%d %d" % (number, place) for place in range(90)], 1)
    assert len(answers) <= 2 * (100 + 90)
    for _ in range(3):
        answers.begin()
        answers.about([b"small"] * 3, 1)
    assert len(answers) <= 2 * (100 + 90)
