"""What pasting would do: where cells go, headings recognised, doubts and what is left out listed."""

from collections.abc import Sequence

import pytest
from msgspec.structs import replace

from raciapp.base.words import Language, Words
from raciapp.document.edits import add_activity, add_group, add_unit, set_cells
from raciapp.document.letters import scheme
from raciapp.document.records import Activity, Cell, Document, Group, Status, Unit, new_document
from raciapp.knowledge.library import knowledge
from raciapp.ui.clipboard.blocks import Block
from raciapp.ui.clipboard.plan import Kind, PastePlan, Problem, pasted, tally
from raciapp.ui.clipboard.planning import Target, plan_paste
from raciapp.ui.clipboard.sentences import problem_sentence, where

RACI = scheme("raci")
ACTIVITIES = {
    "draft": Words("Draft the newsletter", "Rédiger le bulletin"),
    "approve": Words("Approve the newsletter", "Approuver le bulletin"),
    "send": Words("Send it out", "L'envoyer"),
    "measure": Words("Count who reads it"),
}
UNITS = {
    "com": Words("Communications", "Communications"),
    "leg": Words("Lawyers", "Avocats"),
    "pub": Words("Publishing house", "Maison d'édition"),
    "hr": Words("People team"),
}
DIVISION = "Newsletter"


def _document() -> Document:
    document = add_group(new_document(Words("Somebody")), Group("news", Words(DIVISION, "Bulletin")))
    for identity, name in UNITS.items():
        document = add_unit(document, Unit(identity, name))
    for identity, name in ACTIVITIES.items():
        document = add_activity(document, Activity(identity, name, "news"))
    return document


def _target(document: Document, *chosen: tuple[str, str], size: tuple[int, int] = (9, 9)) -> Target:
    """Return the target of a choice whose top left cell comes first."""
    activities = [activity.id for activity in document.activities]
    units = [unit.id for unit in document.units]
    (top, left), (height, width) = chosen[0], size
    rows, columns = activities[activities.index(top) :][:height], units[units.index(left) :][:width]
    return Target(chosen, tuple(tuple((row, column) for column in columns) for row in rows))


def _rectangle(document: Document, activities: Sequence[str], units: Sequence[str]) -> Target:
    return _target(document, *((activity, unit) for activity in activities for unit in units))


def _block(text: str) -> Block:
    """Return a block from rows of cells split at bars."""
    return Block(tuple(tuple(cell.strip() for cell in line.split("|")) for line in text.strip("\n").splitlines()))


def _plan(
    block: Block, document: Document | None = None, target: Target | None = None, *, by_names: bool = True
) -> PastePlan:
    document = document or _document()
    target = target or _target(document, ("draft", "com"))
    return plan_paste(block, document, "as_is", target, knowledge(), by_names=by_names)


def _letters(plan: PastePlan) -> dict[str, str]:
    return {f"{activity} {unit}": RACI.text(cell.letters) for (activity, unit), cell in plan.cells.items()}


def _told(plan: PastePlan) -> list[tuple[Kind, str]]:
    return [(problem.kind, problem.text) for problem in plan.problems]


# -- from a cell on ---------------------------------------------------------------------------------------


def test_a_block_goes_from_the_chosen_cell_on() -> None:
    plan = _plan(_block("R | A\n | C"), target=_target(_document(), ("approve", "leg")))
    assert _letters(plan) == {"approve leg": "R", "approve pub": "A", "send leg": "", "send pub": "C"}
    assert not plan.to_be_seen


def test_one_cell_fills_everything_chosen_even_apart() -> None:
    plan = _plan(_block("C"), target=_target(_document(), ("draft", "com"), ("send", "hr")))
    assert _letters(plan) == {"draft com": "C", "send hr": "C"}


@pytest.mark.parametrize(
    ("text", "activities", "units", "expected"),
    [
        ("R | A", ("draft", "approve"), ("com", "leg"), "RA RA"),
        ("R\nA", ("draft", "approve", "send", "measure"), ("com",), "R A R A"),
        ("R | A", ("draft", "approve", "send"), ("com",), "RA RA RA"),
        ("R\nA", ("draft",), ("com", "leg", "pub"), "RRR AAA"),
        ("R | A\nC | I", ("draft", "approve", "send", "measure"), ("com", "leg", "pub", "hr"), "RARA CICI RARA CICI"),
        ("R\nA", ("draft", "approve", "send"), ("com",), "R A"),
        ("R | A", ("draft", "approve"), ("com", "leg", "pub"), "RA"),
        ("R | A | C", ("draft",), ("com", "leg"), "RAC"),
    ],
)
def test_a_block_repeats_where_it_goes_evenly_into_the_choice(
    text: str, activities: Sequence[str], units: Sequence[str], expected: str
) -> None:
    plan = _plan(_block(text), target=_rectangle(_document(), activities, units))
    rows: dict[str, str] = {}
    for (activity, _), cell in plan.cells.items():
        rows[activity] = rows.get(activity, "") + RACI.text(cell.letters)
    assert list(rows.values()) == expected.split()


def test_a_block_does_not_repeat_over_cells_apart() -> None:
    plan = _plan(_block("R | A"), target=_target(_document(), ("draft", "com"), ("send", "leg")))
    assert _letters(plan) == {"draft com": "R", "draft leg": "A"}


def test_what_falls_outside_is_listed_where_it_says_something() -> None:
    plan = _plan(_block("R | A | \nC | | I\n | x | "), target=_target(_document(), ("send", "pub")))
    assert _letters(plan) == {"send pub": "R", "send hr": "A", "measure pub": "C", "measure hr": ""}
    assert plan.problems == (Problem(Kind.OUTSIDE, 2, 1, "x"), Problem(Kind.OUTSIDE, 1, 2, "I"))


def test_ragged_rows_touch_only_the_cells_they_name() -> None:
    plan = _plan(Block((("R",), ("A", "C"))))
    assert _letters(plan) == {"draft com": "R", "approve com": "A", "approve leg": "C"}


def test_a_document_without_cells_takes_nothing_from_a_place() -> None:
    empty = new_document(Words("Nobody"))
    plan = _plan(_block("R | A"), empty, Target((), ()))
    assert (plan.cells, _told(plan)) == ({}, [(Kind.OUTSIDE, "R"), (Kind.OUTSIDE, "A")])
    assert _plan(_block("R"), empty, Target((), ())) == PastePlan({})


# -- what cells say ---------------------------------------------------------------------------------------


def test_words_signs_and_look_alikes_are_read_with_their_remarks() -> None:
    plan = _plan(_block("Responsible (sensitive topics) | R, A | Réalise | С"))
    assert plan.cells == {
        ("draft", "com"): Cell(RACI.mask_of("R"), "sensitive topics"),
        ("draft", "leg"): Cell(RACI.mask_of("AR")),
        ("draft", "pub"): Cell(RACI.mask_of("R")),
        ("draft", "hr"): Cell(RACI.mask_of("C")),
    }
    assert not plan.to_be_seen


def test_what_is_not_understood_stays_as_it_is_and_is_listed() -> None:
    plan = _plan(_block("S | X | R: first | maybe"))
    assert _letters(plan) == {"draft pub": "R"}
    assert plan.problems == (
        Problem(Kind.UNREADABLE, 0, 0, "S", ("draft", "com")),
        Problem(Kind.PART, 0, 1, "X", ("draft", "leg")),
        Problem(Kind.REMARK, 0, 2, "R: first", ("draft", "pub"), "R"),
        Problem(Kind.UNREADABLE, 0, 3, "maybe", ("draft", "hr")),
    )


def test_a_doubt_is_listed_once_however_often_it_is_repeated() -> None:
    filled = _plan(_block("what"), target=_rectangle(_document(), ("draft", "send"), ("com", "hr")))
    assert _told(filled) == [(Kind.UNREADABLE, "what")]
    repeated = _plan(_block("R | x"), target=_rectangle(_document(), ("draft", "approve"), ("com", "leg")))
    assert _told(repeated) == [(Kind.PART, "x")]


def test_letters_keep_the_remark_and_the_status_that_are_there() -> None:
    held = Cell(RACI.mask_of("A"), "since 2019", Status.CONTESTED)
    document = set_cells(_document(), "as_is", {("draft", "com"): held})
    plan = _plan(_block("R | I (now)"), document)
    assert plan.cells["draft", "com"] == replace(held, letters=RACI.mask_of("R"))
    assert _plan(_block("I (now)"), document).cells["draft", "com"] == replace(held, letters=8, remark="now")


def test_a_merged_cell_is_set_once_and_listed() -> None:
    block = Block((("R", None), (None, "A"), ("", "C")), frozenset({(0, 0), (2, 0)}))
    plan = _plan(block)
    assert _letters(plan) == {"draft com": "R", "approve leg": "A", "send com": "", "send leg": "C"}
    assert plan.problems == (Problem(Kind.MERGED, 0, 0, "R", ("draft", "com")),)


def test_other_tables_are_told() -> None:
    assert _plan(Block((("R",),), tables=3)).problems == (Problem(Kind.TABLES, count=3),)


# -- headings ---------------------------------------------------------------------------------------------

FULL = """
Activity               | Publishing house | communications
Approve the newsletter | A                | C
Draft the newsletter   | R                |
"""
FULL_LETTERS = {"approve pub": "A", "approve com": "C", "draft pub": "R", "draft com": ""}


def test_letters_go_where_the_names_say_whatever_the_order_and_the_cursor() -> None:
    plan = _plan(_block(FULL), target=_target(_document(), ("send", "hr")))
    assert _letters(plan) == FULL_LETTERS
    assert plan.problems == ()
    assert (plan.named, plan.by_names, plan.to_be_seen) == (True, True, True)


def test_names_are_recognised_in_the_other_language_and_behind_numbers() -> None:
    plan = _plan(_block(" | Maison d'edition\n1.2 RÉDIGER LE BULLETIN | R\n3) L’envoyer | I"))
    assert _letters(plan) == {"draft pub": "R", "send pub": "I"}


def test_with_the_names_left_aside_the_letters_go_from_the_chosen_cell_on() -> None:
    plan = _plan(_block(FULL), target=_target(_document(), ("send", "pub")), by_names=False)
    assert _letters(plan) == {"send pub": "A", "send hr": "C", "measure pub": "R", "measure hr": ""}
    assert (plan.named, plan.by_names, plan.additions) == (True, False, ())


def test_a_single_cell_under_headings_fills_the_choice_without_them() -> None:
    target = _rectangle(_document(), ("draft", "send"), ("com",))
    plan = _plan(_block(" | Lawyers\nSend it out | R"), target=target, by_names=False)
    assert _letters(plan) == {"draft com": "R", "send com": "R"}


def test_units_alone_are_taken_from_the_chosen_row_on() -> None:
    block = _block("Lawyers | Communications\nR | A\nC | I")
    assert _letters(_plan(block, target=_target(_document(), ("measure", "hr")))) == {
        "measure leg": "R",
        "measure com": "A",
    }
    assert _told(_plan(block, target=_target(_document(), ("measure", "hr")))) == [
        (Kind.OUTSIDE, "C"),
        (Kind.OUTSIDE, "I"),
    ]


def test_activities_alone_are_taken_from_the_chosen_column_on() -> None:
    plan = _plan(_block("Send it out | R | A | C"), target=_target(_document(), ("draft", "pub")))
    assert _letters(plan) == {"send pub": "R", "send hr": "A"}
    assert _told(plan) == [(Kind.OUTSIDE, "C")]


def test_a_name_that_is_nearly_right_is_a_question() -> None:
    plan = _plan(_block(" | Publising house\nAproove the newsletter | A"))
    assert _letters(plan) == {"approve pub": "A"}
    assert plan.problems == (
        Problem(Kind.TAKEN_UNIT, column=1, text="Publising house", meaning="pub"),
        Problem(Kind.TAKEN_ACTIVITY, 1, text="Aproove the newsletter", meaning="approve"),
    )


def test_another_name_of_the_same_known_unit_is_a_question() -> None:
    document = add_unit(_document(), Unit("legal", Words("Legal Services", "Services juridiques")))
    plan = _plan(_block("Legal | Lawyers\nR | C"), document)
    assert _letters(plan) == {"draft legal": "R", "draft leg": "C"}
    assert plan.problems == (Problem(Kind.TAKEN_UNIT, column=0, text="Legal", meaning="legal"),)


def test_a_known_name_that_two_units_go_by_is_neither() -> None:
    document = add_unit(_document(), Unit("one", Words("Legal Services")))
    document = add_unit(document, Unit("two", Words("Legal Department")))
    plan = _plan(_block("Lawyers | Legal\nR | C"), document)
    assert _letters(plan) == {"draft leg": "R", "draft x_legal": "C"}


def test_a_name_that_two_units_have_is_a_question() -> None:
    document = add_unit(_document(), Unit("second", Words("Lawyers")))
    plan = _plan(_block("Lawyers\nR"), document)
    assert _letters(plan) == {"draft leg": "R"}
    assert plan.problems == (Problem(Kind.TAKEN_UNIT, column=0, text="Lawyers", meaning="leg"),)


def test_short_names_and_names_near_two_are_not_guessed() -> None:
    document = add_unit(_document(), Unit("it", Words("IT")))
    document = add_unit(add_unit(document, Unit("n", Words("Region north-a"))), Unit("s", Words("Region north-b")))
    plan = _plan(_block("Lawyers | IS | Region north-c\nR | A | C"), document)
    assert _letters(plan) == {"draft leg": "R", "draft x_is": "A", "draft x_region_north_c": "C"}


def test_a_workbook_brings_title_numbers_and_legend_that_are_listed() -> None:
    plan = _plan(
        _block("""
Somebody | | | |
RACI · today | | | |
No. | Activity | Communications | Lawyers | Findings
    | Newsletter | | |
1 | Draft the newsletter | R | C | Must
2 | Send it out | | I |
Legend | | | |
A | Accountable: answers | | |
 | | R | |
""")
    )
    assert _letters(plan) == {"draft com": "R", "draft leg": "C", "send com": "", "send leg": "I"}
    assert plan.problems == (
        Problem(Kind.BESIDE, 0, text="Somebody"),
        Problem(Kind.BESIDE, 1, text="RACI · today"),
        Problem(Kind.BESIDE, column=0, text="No. | 1 | 2 | Legend | A"),
        Problem(Kind.NO_LETTERS, column=4, text="Findings"),
        Problem(Kind.NO_LETTERS, 7, text="Accountable: answers"),
        Problem(Kind.NAMELESS, 8, text="R"),
    )


def test_a_name_that_comes_twice_is_pasted_once() -> None:
    plan = _plan(_block(" | Lawyers | Lawyers | New | new\nSend it out | R | A | C | I\nSend it out | A | A | A | A"))
    assert _letters(plan) == {"send leg": "R", "send x_new": "C"}
    assert _told(plan) == [(Kind.TWICE, "Lawyers"), (Kind.TWICE, "new"), (Kind.TWICE, "Send it out")]


def test_a_new_name_that_comes_twice_is_offered_once() -> None:
    plan = _plan(_block(" | Lawyers\nFold it | R\nfold it | A"))
    assert [addition.item.name.en for addition in plan.additions] == ["Fold it"]
    assert _told(plan) == [(Kind.TWICE, "fold it")]


def test_an_empty_column_before_the_letters_is_no_column_of_names() -> None:
    plan = _plan(_block("Activity | | Lawyers\nFold it | | R\nPress it | | A"))
    assert [addition.item.name.en for addition in plan.additions] == ["Fold it", "Press it"]


def test_units_between_letters_have_no_activities_before_them() -> None:
    plan = _plan(_block("Printers | Lawyers\nR | A\nC | I"))
    assert _letters(plan) == {"draft x_printers": "R", "draft leg": "A", "approve x_printers": "C", "approve leg": "I"}


def test_a_column_without_a_name_is_listed_and_one_without_anything_is_not() -> None:
    plan = _plan(_block(" | Lawyers | | \nSend it out | R | A | "))
    assert _letters(plan) == {"send leg": "R"}
    assert plan.problems == (Problem(Kind.NAMELESS, column=2, text="A"),)


@pytest.mark.parametrize(
    "text",
    [
        "Lawyers",
        "Lawyers | Communications",
        "Send it out\nDraft the newsletter",
        "R | Lawyers\nA | C",
        "what | ever\nR | A",
    ],
)
def test_letters_without_names_or_names_without_letters_are_no_table_with_headings(text: str) -> None:
    assert not _plan(_block(text)).named


# -- what the document lacks ------------------------------------------------------------------------------

NEW = """
Activity             | Lawyers | Printers
Newsletter           |         |
Draft the newsletter | R       | C
Fold the newsletter  | A       | R
"""


def test_new_names_are_offered_and_left_out_unless_accepted() -> None:
    document = _document()
    plan = _plan(_block(NEW), document)
    printers, fold = plan.additions
    assert (printers.item, printers.sure) == (Unit("x_printers", Words("Printers")), False)
    assert (fold.item, fold.sure) == (Activity("x_fold_the_newsletter", Words("Fold the newsletter"), "news"), False)
    after = pasted(document, "as_is", plan)
    assert after == set_cells(document, "as_is", {("draft", "leg"): Cell(RACI.mask_of("R"))})
    assert (tally(document, "as_is", plan).cells, tally(document, "as_is", plan, plan.additions).cells) == (1, 4)
    one = pasted(document, "as_is", plan, [fold])
    assert [activity.id for activity in one.activities] == [*ACTIVITIES, fold.id]
    assert one.cell("as_is", fold.id, "leg") == Cell(RACI.mask_of("A"))
    both = pasted(document, "as_is", plan, plan.additions)
    assert both.cell("as_is", fold.id, printers.id) == Cell(RACI.mask_of("R"))
    assert both.cell("as_is", "draft", printers.id) == Cell(RACI.mask_of("C"))


def test_a_known_name_brings_its_meaning_along() -> None:
    known = knowledge().activities["pol_draft"]
    name = known.name.en
    document = _document()
    plan = _plan(
        _block(f"Activity | Lawyers | Human Resources\n{name} | R | C\nDraft the newsletter | A | I"), document
    )
    human, policy = plan.additions
    assert isinstance(human.item, Unit)
    assert (human.item.functions, human.sure) == (("hr",), True)
    assert policy.item == Activity(known.id, known.name, known.group)
    after = pasted(document, "as_is", plan, plan.additions)
    assert [group.id for group in after.groups] == ["news", known.group]
    assert pasted(after, "as_is", _plan(_block(f"{name} | R"), after)).groups == after.groups


def test_a_known_activity_that_comes_under_two_names_is_two_activities() -> None:
    first = knowledge().activities["pol_draft"]
    names = (first.name.en, f"1. {first.name.fr}")
    document = _document()
    plan = _plan(_block(f" | Lawyers\n{names[0]} | R\n{names[1]} | A"), document)
    assert plan.additions[0].id == "pol_draft"
    assert [addition.sure for addition in plan.additions] == [True, False]


def test_an_empty_document_takes_a_table_of_known_names() -> None:
    empty = new_document(Words("Nobody"))
    plan = _plan(_block("Activity | Human Resources | Our printers\nFold it | R | A"), empty, Target((), ()))
    after = pasted(empty, "as_is", plan, plan.additions)
    assert [unit.name.en for unit in after.units] == ["Human Resources", "Our printers"]
    assert [row.letters for row in after.matrix("as_is").rows] == [bytes([RACI.mask_of("R"), RACI.mask_of("A")])]


def test_new_units_over_known_activities_are_recognised() -> None:
    plan = _plan(_block("Title\n | Printers | Post\nNewsletter\nSend it out | R | A"))
    assert [addition.item.name.en for addition in plan.additions] == ["Printers", "Post"]
    assert _told(plan) == [(Kind.BESIDE, "Title")]


def test_new_ids_differ_from_those_there_are() -> None:
    document = add_unit(_document(), Unit("x_printers", Words("Another")))
    plan = _plan(_block(NEW), document)
    assert plan.additions[0].id == "x_printers_2"


def test_units_and_activities_of_one_name_are_told_apart() -> None:
    document = _document()
    plan = _plan(_block("Activity | Lawyers | Post\nPost | R | A"), document)
    unit, activity = plan.additions
    assert unit.id == activity.id
    after = pasted(document, "as_is", plan, [activity])
    assert (len(after.units), len(after.activities)) == (len(UNITS), len(ACTIVITIES) + 1)


# -- counting and saying ----------------------------------------------------------------------------------


def test_the_tally_tells_what_is_overwritten() -> None:
    held = {("draft", "com"): Cell(2), ("draft", "leg"): Cell(2), ("draft", "pub"): Cell(0, "note")}
    document = set_cells(_document(), "as_is", {**held, ("draft", "hr"): Cell(0, "", Status.AGREED)})
    plan = _plan(_block("R | A | R | C"), document)
    found = tally(document, "as_is", plan)
    assert (found.cells, found.replaced) == (4, 2)


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        (Kind.UNREADABLE, "Is no letter of RACI; the cell stays as it is."),
        (Kind.PART, "Says that the unit takes part, not how; the cell stays as it is."),
        (Kind.REMARK, "Would be read as R with a remark. Is that right?"),
        (Kind.TABLES, "3 tables are on the clipboard; only the largest is pasted."),
    ],
)
def test_each_kind_has_its_sentence(kind: Kind, sentence: str) -> None:
    problem = Problem(kind, meaning="R", count=3)
    assert problem_sentence(problem, _document(), Language.EN) == sentence


def test_a_sentence_names_what_a_name_was_taken_for() -> None:
    document = _document()
    unit = Problem(Kind.TAKEN_UNIT, column=0, text="x", meaning="pub")
    activity = Problem(Kind.TAKEN_ACTIVITY, 0, text="x", meaning="draft")
    assert "Maison d'édition" in problem_sentence(unit, document, Language.FR)
    assert "«Draft the newsletter»" in problem_sentence(activity, document, Language.EN)
    for kind in Kind:
        if kind not in (Kind.TAKEN_UNIT, Kind.TAKEN_ACTIVITY):
            assert problem_sentence(Problem(kind, text="{x}"), document, Language.EN)


def test_a_place_is_told_by_its_number_and_its_names() -> None:
    document = _document()
    plan = _plan(_block(NEW), document)
    told = [
        where(problem, document, plan, Language.EN)
        for problem in (
            Problem(Kind.UNREADABLE, 1, 2, "x", ("draft", "leg")),
            Problem(Kind.UNREADABLE, 3, 2, "x", (plan.additions[1].id, plan.additions[0].id)),
            Problem(Kind.OUTSIDE, 8, 9, "x"),
            Problem(Kind.BESIDE, 0),
            Problem(Kind.BESIDE, column=0),
            Problem(Kind.TABLES),
        )
    ]
    assert told == [
        "Row 2, column 3: Draft the newsletter, Lawyers",
        "Row 4, column 3: Fold the newsletter, Printers",
        "Row 9, column 10",
        "Row 1",
        "Column 1",
        "Clipboard",
    ]
