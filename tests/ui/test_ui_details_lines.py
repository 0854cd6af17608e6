"""What the details panel says: every sentence about a cell, its template, its activity and its unit."""

import re
from collections.abc import Iterator

import pytest
from msgspec.structs import replace

from raciapp.base.words import Language, Words
from raciapp.checks.engine import check
from raciapp.checks.findings import Finding, Place, finding_text
from raciapp.document import edits
from raciapp.document.records import WHOLE_ROW, Activity, Cell, Document, Row, Status, Unit, Waiver
from raciapp.formats.report import SEVERITY_NAMES
from raciapp.knowledge.library import Knowledge, knowledge
from raciapp.knowledge.records import TemplateRow
from raciapp.ui.details_lines import MOST_NAMES, details, listed, nothing_chosen
from raciapp.ui.details_template import cited_text
from raciapp.ui.details_topic import Detail, Kind, Subject, Topic
from raciapp.ui.language import set_language

STRATEGY, COMMUNICATIONS = "str_strategy", "com"


def _topic(document: Document, activity: str = STRATEGY, unit: str = COMMUNICATIONS, **others: object) -> Topic:
    matrix = document.matrices[0].id
    topic = Topic(document, matrix, activity, unit, knowledge(), check(document, matrix, knowledge()))
    return replace(topic, **others)


def _sections(topic: Topic) -> list[list[Detail]]:
    """Return the lines on the cell, the template, the activity and the unit, each under its heading."""
    sections: list[list[Detail]] = []
    for line in details(topic):
        if line.kind in {Kind.TITLE, Kind.HEADING}:
            sections.append([])
        sections[-1].append(line)
    assert len(sections) == 4
    return sections


def _texts(lines: list[Detail], *kinds: Kind) -> list[str]:
    return [line.text for line in lines if not kinds or line.kind in kinds]


def _lettered(lines: list[Detail]) -> list[tuple[str, str]]:
    """Return the badges with what they are said to mean."""
    return [(line.letter.symbol, line.text) for line in lines if line.letter]


def _with_letters(document: Document, symbols: str, activity: str = STRATEGY, unit: str = COMMUNICATIONS) -> Document:
    mask = document.alphabet.mask_of(symbols)
    return edits.set_letters(document, document.matrices[0].id, [(activity, unit)], lambda _: mask)


def _with_unit(document: Document, **others: object) -> Document:
    place = document.unit_places[COMMUNICATIONS]
    units = list(document.units)
    units[place] = replace(units[place], **others)
    return replace(document, units=tuple(units))


def _with_activity(document: Document, **others: object) -> Document:
    activities = list(document.activities)
    place = document.activity_places[STRATEGY]
    activities[place] = replace(activities[place], **others)
    return replace(document, activities=tuple(activities))


@pytest.fixture
def french() -> Iterator[None]:
    set_language(Language.FR)
    yield
    set_language(Language.EN)


# -- the cell ---------------------------------------------------------------------------------------------


def test_a_cell_is_named_and_its_letters_explained(sample: Document) -> None:
    cell = _sections(_topic(sample))[0]
    assert cell[0] == Detail(Kind.TITLE, "Communications Branch — Set the social media strategy")
    assert _lettered(cell) == [
        ("A", "Accountable: answers for the result; one per activity"),
        ("R", "Responsible: does the work"),
    ]
    assert _texts(cell, Kind.TEXT, Kind.REMARK) == []
    assert cell[-1] == Detail(Kind.ASK, "Add a remark on the cell…", subject=Subject.CELL)


def test_an_empty_cell_says_so(sample: Document) -> None:
    cell = _sections(_topic(_with_letters(sample, "")))[0]
    assert _texts(cell, Kind.TEXT) == ["No part in this activity."]
    assert _lettered(cell) == []


@pytest.mark.parametrize(("section", "subject"), [(0, Subject.CELL), (2, Subject.ACTIVITY), (3, Subject.UNIT)])
def test_each_remark_is_read_in_full_and_can_be_edited(sample: Document, section: int, subject: Subject) -> None:
    remark = "Sensitive <b>topics</b> only.\n" + "And so on. " * 40
    matrix = sample.matrices[0].id
    remarked = {
        Subject.CELL: edits.set_cells(sample, matrix, {(STRATEGY, COMMUNICATIONS): Cell(3, remark)}),
        Subject.ACTIVITY: _with_activity(sample, remark=remark),
        Subject.UNIT: _with_unit(sample, remark=remark),
    }[subject]
    before, after = _sections(_topic(sample)), _sections(_topic(remarked))
    for number in range(4):
        said = [remark] if number == section else []
        assert _texts(after[number], Kind.REMARK) == said
        assert _texts(before[number], Kind.REMARK) == []
    invitation, offer = (next(line for line in lines[section] if line.kind is Kind.ASK) for lines in (before, after))
    assert (invitation.text, invitation.subject) == (f"Add a remark on the {subject}…", subject)
    assert (offer.text, offer.subject) == (f"Edit the remark on the {subject}…", subject)
    assert invitation.choosable


# -- the template -----------------------------------------------------------------------------------------


def test_what_is_expected_is_said_with_its_reason_and_its_grounds(sample: Document) -> None:
    topic = _topic(sample)
    row = topic.knowledge.templates["government"].rows[STRATEGY]
    source = topic.knowledge.sources["TBS25"].title.en
    assert row.cited == "SEED b1 + SOURCE TBS25 4.1.4"
    assert [(line.kind, line.text) for line in _sections(topic)[1]] == [
        (Kind.HEADING, "What the template expects"),
        (Kind.QUIET, "Fits best: Government - program experts"),
        (Kind.TEXT, "The template expects what is there:"),
        (Kind.LETTER, "Accountable: stated by the founding post"),
        (Kind.LETTER, "Responsible: stated by the founding post"),
        (Kind.TEXT, f"Why: {row.why.en}"),
        (Kind.QUIET, f"Drawn from: the founding post, point 1; {source}"),
    ]


@pytest.mark.parametrize(
    ("unit", "held", "said"),
    [
        (COMMUNICATIONS, "AR", "The template expects what is there:"),
        (COMMUNICATIONS, "", "The template expects a part, and the cell is empty:"),
        (COMMUNICATIONS, "C", "The template expects something else:"),
        (COMMUNICATIONS, "A", "The template expects something else:"),
        ("atip", "", "The template expects no part here, and there is none."),
        ("atip", "C", "The template expects no part here, and the cell holds one."),
    ],
)
def test_what_is_there_is_compared_with_what_is_expected(sample: Document, unit: str, held: str, said: str) -> None:
    lines = _sections(_topic(_with_letters(sample, held, unit=unit), unit=unit))[1]
    assert _texts(lines, Kind.TEXT)[0] == said
    assert [symbol for symbol, _ in _lettered(lines)] == (["A", "R"] if unit == COMMUNICATIONS else [])


def test_the_template_held_against_the_matrix_comes_first_then_the_one_followed(sample: Document) -> None:
    def name(topic: Topic) -> str:
        return _texts(_sections(topic)[1], Kind.QUIET)[0]

    followed = replace(sample, template="corporate")
    names = {one.id: one.name.en for one in knowledge().templates.values()}
    assert name(_topic(sample)) == f"Fits best: {names['government']}"
    assert name(_topic(followed)) == names["corporate"]
    assert name(_topic(followed, held="small")) == names["small"]
    assert name(_topic(replace(sample, template="gone"), held="gone too")) == f"Fits best: {names['government']}"


def test_what_was_worked_out_for_the_held_template_is_used(sample: Document) -> None:
    consulted = bytes([sample.alphabet.mask_of("C")] * len(sample.units))
    held = _topic(sample, held="government", expected={STRATEGY: consulted})
    assert [symbol for symbol, _ in _lettered(_sections(held)[1])] == ["C"]
    for other in ("corporate", "gone"):
        stale = replace(held, held=other, expected={} if other == "corporate" else held.expected)
        assert [symbol for symbol, _ in _lettered(_sections(stale)[1])] == ["A", "R"]


def test_a_template_may_say_nothing_of_an_activity(sample: Document) -> None:
    own = edits.add_activity(sample, Activity("own", Words("Feed the office cat")))
    lines = _sections(_topic(own, "own"))[1]
    assert [line.kind for line in lines] == [Kind.HEADING, Kind.QUIET, Kind.TEXT]
    assert lines[-1].text == "The template says nothing of this activity."


def test_of_a_unit_without_functions_nothing_is_expected(sample: Document) -> None:
    lines = _sections(_topic(_with_unit(sample, functions=())))[1]
    assert _texts(lines, Kind.TEXT)[0] == "The unit has no function yet, so the template expects nothing of it."
    assert _lettered(lines) == []
    assert _texts(lines, Kind.TEXT)[1].startswith("Why: ")


def test_where_two_units_would_answer_the_second_does_the_work(sample: Document) -> None:
    legal = replace(sample, units=(*sample.units, Unit("second", Words("Other counsel"), ("legal",))))
    rows = (Row(bytes(len(legal.units))),) * len(legal.activities)
    legal = replace(legal, matrices=(replace(legal.matrices[0], rows=rows),))
    assert knowledge().templates["government"].rows["pol_approve_legal"].letters["legal"] == "A/R"
    lines = _sections(_topic(legal, "pol_approve_legal", "second"))[1]
    assert ("R", "Responsible: stated by the founding post") in _lettered(lines)
    only_answers = TemplateRow({"legal": "A"})
    template = knowledge().templates["government"]
    ours = _Ours({"government": replace(template, rows={"pol_approve_legal": only_answers})})
    shifted = _sections(_topic(legal, "pol_approve_legal", "second", knowledge=ours))[1]
    assert _lettered(shifted) == [("R", "Responsible: another unit with the same function answers for it")]
    assert _texts(shifted, Kind.TEXT, Kind.QUIET)[1:] == ["The template expects a part, and the cell is empty:"]


class _Ours(Knowledge):
    """The shipped knowledge with templates of our own."""

    def __init__(self, templates: object) -> None:
        super().__init__(knowledge()._folder)
        self.__dict__["templates"] = templates


def test_letters_without_a_named_basis_are_a_judgement(sample: Document) -> None:
    row = TemplateRow({"strategy": "A/R"}, cited="our study of 2024")
    template = replace(knowledge().templates["government"], rows={STRATEGY: row})
    lines = _sections(_topic(sample, knowledge=_Ours({"government": template})))[1]
    assert _lettered(lines) == [("A", "Accountable: our own judgement"), ("R", "Responsible: our own judgement")]
    assert lines[-1] == Detail(Kind.QUIET, "Drawn from: our study of 2024")


POINT, COMMENT = "the founding post, point {}", "the founding post, comment {}"


@pytest.mark.parametrize(
    ("cited", "expected"),
    [
        ("", []),
        ("DERIVED", []),
        ("DERIVED (FFIEC audit item not in the visible text)", []),
        ("SEED b1", [POINT.format(1)]),
        ("SEED b2, c2; C/I DERIVED from c3", [POINT.format(2), COMMENT.format(2)]),
        ("SEED c2, c6; SOURCE CGE15", [COMMENT.format(2), COMMENT.format(6), "CGE15"]),
        ("SEED b1 + SOURCE TBS25 4.1.4", [POINT.format(1), "TBS25"]),
        ("SOURCE TBS25; chain limit SOURCE CBC15", ["TBS25", "CBC15"]),
        ("SOURCE TBS25/NZ/UKGCS; letters DERIVED", ["TBS25", "NZ", "UKGCS"]),
        ("SOURCE IIROC/FINRA; departs from SEED", ["IIROC", "FINRA"]),
        ("DERIVED; SOURCE UKAI", ["UKAI"]),
        ("SOURCE SHRM12; letters DERIVED", ["SHRM12"]),
        ("SOURCE TBS11 (name accountability), Acme 2024; letters DERIVED", ["TBS11", "Acme 2024"]),
        ("DERIVED from SEED c2, c6", [COMMENT.format(2), COMMENT.format(6)]),
    ],
)
def test_what_a_row_cites_is_put_in_words(cited: str, expected: list[str]) -> None:
    titles = {key: source.title.en for key, source in knowledge().sources.items()}
    titles |= {key: survey.source for key, survey in knowledge().surveys.items()}
    words = [titles.get(one, one) for one in expected]
    assert cited_text(cited, knowledge()) == "; ".join(words)


@pytest.mark.parametrize("cited", ["our study of 2024", "SEED of doubt"])
def test_what_a_house_cites_in_its_own_words_is_kept(cited: str) -> None:
    assert cited_text(cited, knowledge()) == cited


def test_every_shipped_remark_names_what_the_letters_rest_on() -> None:
    for template in knowledge().templates.values():
        for row in template.rows.values():
            said = cited_text(row.cited, knowledge())
            assert bool(said) == ("SEED " in row.cited or "SOURCE " in row.cited), row.cited
            assert not re.search(r"[A-Z]\d\d|SEED|SOURCE|DERIVED", said), row.cited


# -- the activity -----------------------------------------------------------------------------------------


def test_an_activity_is_defined(sample: Document) -> None:
    lines = _sections(_topic(sample))[2]
    assert lines[:3] == [
        Detail(Kind.HEADING, "Set the social media strategy"),
        Detail(Kind.QUIET, "Activity · Strategy and mandate"),
        Detail(Kind.TEXT, knowledge().activities[STRATEGY].definition.en),
    ]


def test_an_activity_of_our_own_has_neither_group_nor_definition(sample: Document) -> None:
    own = edits.add_activity(sample, Activity("own", Words("Feed the office cat")))
    lines = _sections(_topic(own, "own"))[2]
    assert _texts(lines, Kind.HEADING, Kind.QUIET, Kind.TEXT) == [
        "Feed the office cat",
        "Activity",
        "Not an activity of the catalogue, so there is no definition.",
    ]


@pytest.mark.parametrize(("status", "said"), [(Status.AGREED, ["Status of the row: agreed"]), (Status.NONE, [])])
def test_the_status_of_the_row_is_said(sample: Document, status: Status, said: list[str]) -> None:
    changed = edits.set_cells(sample, sample.matrices[0].id, {(STRATEGY, WHOLE_ROW): Cell(status=status)})
    assert [text for text in _texts(_sections(_topic(changed))[2]) if "Status" in text] == said


def test_who_answers_does_advises_and_hears(sample: Document) -> None:
    everyone = {unit.id: "" for unit in sample.units} | {"com": "AR", "dig": "R", "hr": "C", "all": "I", "atip": "I"}
    for unit, symbols in everyone.items():
        sample = _with_letters(sample, symbols, unit=unit)
    names = {unit.id: unit.name.en for unit in sample.units}
    assert _lettered(_sections(_topic(sample))[2]) == [
        ("A", f"Answers for it: {names['com']}"),
        ("R", f"Do the work: {names['com']} and {names['dig']}"),
        ("C", f"Is asked before: {names['hr']}"),
        ("I", f"Are told after: {names['atip']} and {names['all']}"),
    ]


def test_two_who_answer_and_one_who_does(sample: Document) -> None:
    for unit in sample.units:
        sample = _with_letters(sample, {"com": "A", "dig": "AR", "hr": "C", "atip": "C"}.get(unit.id, ""), unit=unit.id)
    verbs = [text.partition(":")[0] for _, text in _lettered(_sections(_topic(sample))[2])]
    assert verbs == ["Answer for it", "Does the work", "Are asked before"]


def test_where_nobody_answers_or_works_that_is_said(sample: Document) -> None:
    for unit in sample.units:
        sample = _with_letters(sample, "", unit=unit.id)
    expected = [("A", "Nobody answers for it yet."), ("R", "Nobody does the work yet.")]
    assert _lettered(_sections(_topic(sample))[2]) == expected


def test_nobody_answers_for_some_activities_by_design(sample: Document) -> None:
    assert "per_participate" in knowledge().unowned
    for unit in sample.units:
        sample = _with_letters(sample, "", "per_participate", unit.id)
    lines = _sections(_topic(sample, "per_participate"))[2]
    assert _lettered(lines)[0] == ("A", "Nobody answers for it, by design.")


def test_schemes_of_other_letters_speak_of_them_by_name(sample: Document) -> None:
    rapid = replace(sample, scheme="rapid")
    for unit in rapid.units:
        rapid = _with_letters(rapid, {"com": "DR", "hr": "A"}.get(unit.id, ""), unit=unit.id)
    names = {unit.id: unit.name.en for unit in rapid.units}
    topic = replace(_topic(sample), document=rapid)
    said = dict(_lettered(_sections(topic)[2]))
    assert said["D"] == f"Decides: {names['com']}"
    assert said["P"] == "Performs: nobody yet"
    assert said["A"] == f"Agrees: {names['hr']}"
    load = dict(_lettered(_sections(topic)[3]))
    assert load["D"].startswith("Decides, ")
    assert "activit" in load["D"]


def test_its_findings_are_read_with_their_weight(sample: Document) -> None:
    topic = _topic(sample)
    lines = [line for line in _sections(topic)[2] if line.kind is Kind.FINDING]
    about = [one for one in topic.report.findings if STRATEGY in one.activities]
    assert len(lines) == len(about) > 1
    for line, finding in zip(lines, about, strict=True):
        assert (line.rule, line.severity) == (finding.rule.id, finding.severity)
        assert line.text == finding_text(finding, sample, topic.knowledge, Language.EN)
        assert line.label == SEVERITY_NAMES[finding.severity]
        assert line.spoken == f"{line.label}: {line.text}"
        assert line.choosable


def test_what_is_accepted_is_called_so(sample: Document) -> None:
    rule = next(one.rule.id for one in _topic(sample).report.findings if STRATEGY in one.activities)
    accepted = edits.waive(sample, Waiver(rule, "We are few."))
    line = next(line for line in _sections(_topic(accepted))[2] if line.rule == rule)
    assert (line.label, line.severity) == ("Accepted", None)


# -- the unit ---------------------------------------------------------------------------------------------


def test_a_unit_is_what_it_is_for(sample: Document) -> None:
    unit = _with_unit(sample, functions=("strategy", "hr", "unheard_of"), division=Words("Corporate services"))
    lines = _sections(_topic(unit))[3]
    functions = knowledge().functions
    assert _texts(lines, Kind.HEADING, Kind.QUIET, Kind.TEXT) == [
        "Communications Branch",
        "Unit · Corporate services",
        *(f"{functions[one].name.en}: {functions[one].meaning.en}" for one in ("strategy", "hr")),
    ]


def test_a_unit_without_functions_and_letters_says_so(sample: Document) -> None:
    bare = replace(sample, units=(*sample.units, Unit("new", Words("New"))))
    matrix = bare.matrices[0]
    rows = tuple(replace(row, letters=row.letters + b"\0") for row in matrix.rows)
    lines = _sections(_topic(replace(bare, matrices=(replace(matrix, rows=rows),)), unit="new"))[3]
    assert _texts(lines, Kind.QUIET, Kind.TEXT) == [
        "Unit",
        "No function is named for this unit yet.",
        "No part in any activity.",
    ]


def _alone(sample: Document, symbols: str, count: int) -> Document:
    """Return the sample in which Communications holds the letters on the first rows and nothing besides."""
    for number, activity in enumerate(sample.activities):
        sample = _with_letters(sample, symbols if number < count else "", activity.id)
    return sample


@pytest.mark.parametrize(
    ("symbol", "one", "several"),
    [
        ("A", "Answers for 1 activity: ", "Answers for 2 activities: "),
        ("R", "Does the work of 1 activity: ", "Does the work of 2 activities: "),
        ("C", "Is consulted on 1 activity: ", "Is consulted on 2 activities: "),
        ("I", "Is informed of 1 activity: ", "Is informed of 2 activities: "),
    ],
)
def test_its_letters_are_sentences(sample: Document, symbol: str, one: str, several: str) -> None:
    first, second = (activity.name.en for activity in sample.activities[:2])
    assert _lettered(_sections(_topic(_alone(sample, symbol, 1)))[3]) == [(symbol, one + first)]
    assert _lettered(_sections(_topic(_alone(sample, symbol, 2)))[3]) == [(symbol, f"{several}{first} and {second}")]


def test_of_many_activities_some_are_named(sample: Document) -> None:
    ((_, text),) = _lettered(_sections(_topic(_alone(sample, "C", 20)))[3])
    names = [activity.name.en for activity in sample.activities]
    assert text == f"Is consulted on 20 activities: {', '.join(names[: MOST_NAMES - 1])} and {20 - MOST_NAMES + 1} more"


def test_findings_on_the_whole_unit_stand_with_it(sample: Document) -> None:
    topic = _topic(_alone(sample, "", 0))
    about = [one for one in topic.report.findings if Place("", COMMUNICATIONS) in one.places]
    assert about, "a unit without any letter is a finding"
    lines = [line for line in _sections(topic)[3] if line.kind is Kind.FINDING]
    assert [line.rule for line in lines] == [finding.rule.id for finding in about]


# -- both languages, lists, nothing -----------------------------------------------------------------------


def test_names_are_listed_up_to_a_number() -> None:
    names = [f"Unit {n}" for n in range(MOST_NAMES + 1)]
    assert listed(names[:1]) == "Unit 0"
    assert listed(names[:MOST_NAMES]) == "Unit 0, Unit 1, Unit 2, Unit 3, Unit 4 and Unit 5"
    assert (
        listed(names) == listed(names[:MOST_NAMES], len(names)) == "Unit 0, Unit 1, Unit 2, Unit 3, Unit 4 and 2 more"
    )


@pytest.mark.usefixtures("french")
def test_words_of_the_knowledge_and_the_document_are_french(sample: Document) -> None:
    topic = _topic(sample)
    cell, template, activity, unit = _sections(topic)
    row = topic.knowledge.templates["government"].rows[STRATEGY]
    assert cell[0].text == f"{topic.unit.name.fr} — {topic.activity.name.fr}"
    assert "Réalise" in " ".join(text for _, text in _lettered(cell))
    assert any(text.endswith(row.why.fr) for text in _texts(template))
    assert any(text.endswith(topic.knowledge.sources["TBS25"].title.fr) for text in _texts(template))
    assert knowledge().activities[STRATEGY].definition.fr in _texts(activity)
    assert any(text.endswith(knowledge().functions["strategy"].meaning.fr) for text in _texts(unit))
    findings = [one for one in topic.report.findings if STRATEGY in one.activities]
    assert finding_text(findings[0], sample, topic.knowledge, Language.FR) in _texts(activity, Kind.FINDING)


def test_clients_words_are_never_read_as_placeholders(sample: Document) -> None:
    odd = Words("{units} & <b>{n}</b> {0}")
    named = _with_activity(_with_unit(sample, name=odd, division=odd), name=odd)
    said = [line.spoken for line in details(_topic(named))]
    assert said[0] == f"{odd.en} — {odd.en}"
    assert f"Unit · {odd.en}" in said
    assert f"Answers for it: {odd.en}" in said


@pytest.mark.parametrize(("activity", "unit"), [("gone", COMMUNICATIONS), (STRATEGY, "gone")])
def test_a_cell_that_is_gone_is_no_topic(sample: Document, activity: str, unit: str) -> None:
    assert _topic(sample).exists
    assert not _topic(sample, activity, unit).exists


def test_without_a_cell_the_panel_says_what_to_do() -> None:
    assert nothing_chosen() == (Detail(Kind.QUIET, "Choose a cell to read about it."),)


def test_a_finding_about_nothing_here_is_left_out(sample: Document) -> None:
    topic = _topic(sample)
    elsewhere = Finding(topic.report.findings[0].rule, (Place("pol_draft", "hr"), Place("", "hr")))
    alone = replace(topic, report=replace(topic.report, findings=(elsewhere,)))
    assert [line for line in details(alone) if line.kind is Kind.FINDING] == []
