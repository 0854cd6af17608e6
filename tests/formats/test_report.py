import datetime as dt

import pytest
from formats.talked import talked_report
from msgspec.structs import replace

from raciapp.base.resources import sample_organizations
from raciapp.base.words import Language, Words, same
from raciapp.checks.engine import check
from raciapp.document import edits
from raciapp.document.records import Activity, Document, Status, Unit, Waiver
from raciapp.document.storage import load
from raciapp.formats import spoken as module
from raciapp.formats.report import (
    BASIS_NAMES,
    SEVERITY_NAMES,
    STATUS_NAMES,
    STATUS_SIGNS,
    Report,
    ReportCell,
    build_report,
    long_date,
)
from raciapp.knowledge.library import knowledge
from raciapp.knowledge.records import Basis, Severity

KNOWLEDGE = knowledge()
DAY = dt.date(2026, 11, 23)
EN, FR = Language
COASTAL = load(sample_organizations() / "coastal_stewardship.raci")
WEIGHT = [None, Severity.HINT, Severity.SHOULD, Severity.MUST]


def report(document: Document = COASTAL, language: Language = EN) -> Report:
    return build_report(document, KNOWLEDGE, language, DAY)


def test_the_heading() -> None:
    english, french = report(), report(language=FR)
    assert (english.title, french.title) == (COASTAL.organization.name.en, COASTAL.organization.name.fr)
    assert (english.subtitle, french.subtitle) == (COASTAL.organization.kind.en, COASTAL.organization.kind.fr)
    assert (english.matrix, french.matrix) == ("As-is", "Situation actuelle")
    assert (english.date, french.date) == ("November 23, 2026", "23 novembre 2026")
    assert (english.language, french.language) == (EN, FR)
    assert english.scheme is COASTAL.alphabet
    assert [letter.symbol for letter in english.legend] == ["R", "A", "C", "I"]


def test_every_unit_with_its_functions_in_words() -> None:
    units = report(language=FR).units
    assert [unit.id for unit in units] == [unit.id for unit in COASTAL.units]
    assert units[0].functions == ("Haut dirigeant responsable",)
    assert all(unit.name and unit.functions for unit in units)


def test_a_function_nobody_knows_is_left_out() -> None:
    odd = edits.set_functions(COASTAL, "dm", ("exec", "house_function"))
    assert report(odd).units[0].functions == ("Executive sponsor",)


def test_sections_follow_the_document() -> None:
    found = report()
    assert [section.name for section in found.sections] == [
        group.name.en if group else "" for group, _ in COASTAL.sections()
    ]
    rows = [row for section in found.sections for row in section.rows]
    assert sorted(row.id for row in rows) == sorted(COASTAL.activity_places)
    assert all(len(row.cells) == len(COASTAL.units) for row in rows)


def test_rows_without_a_group_come_first_without_a_heading() -> None:
    free = edits.add_activity(COASTAL, Activity("x_free", same("Free")))
    first = report(free).sections[0]
    assert (first.name, [row.id for row in first.rows]) == ("", ["x_free"])


def test_cells_have_symbols_and_remarks() -> None:
    noted = edits.set_remark(COASTAL, "as_is", "str_strategy", "com", "{sensitive} topics only")
    (row,) = (row for section in report(noted).sections for row in section.rows if row.id == "str_strategy")
    cells = dict(zip((unit.id for unit in COASTAL.units), row.cells, strict=True))
    assert cells["com"] == ReportCell(("A", "R"), "{sensitive} topics only")
    assert cells["dm"] == ReportCell(("C",))
    assert cells["all"] == ReportCell()


def test_remarks_statuses_and_divisions_of_units_and_rows() -> None:
    english, french = talked_report(), talked_report(language=FR)
    assert [(unit.remark, unit.division) for unit in english.units] == [
        ("", "Field"),
        ("Led by two people", "Field"),
        ("", ""),
        ("", "Head office"),
    ]
    assert [unit.division for unit in french.units] == ["Terrain", "Terrain", "", "Siège"]
    (section,) = english.sections
    assert [(row.remark, row.status) for row in section.rows] == [
        ("Once a year", Status.NONE),
        ("", Status.NONE),
        ("Nobody asks for it", Status.CONTESTED),
    ]
    assert [cell.status for cell in section.rows[0].cells] == [Status.AGREED, Status.QUESTION, Status.NONE, Status.NONE]


def test_a_row_weighs_what_its_gravest_open_finding_weighs() -> None:
    found = check(COASTAL, "as_is", KNOWLEDGE)
    for section in report().sections:
        for row in section.rows:
            about = [finding.severity for finding in found.open() if row.id in finding.activities]
            assert row.weight == max(about, key=WEIGHT.index, default=None)
    weights = {row.weight for section in report().sections for row in section.rows}
    assert {None, Severity.MUST, Severity.SHOULD} <= weights


def test_accepted_findings_weigh_nothing_and_say_why() -> None:
    must = [finding.rule.id for finding in check(COASTAL, "as_is", KNOWLEDGE).open(Severity.MUST)]
    document = replace(COASTAL, waivers=tuple(Waiver(rule, f"because of {rule}") for rule in must))
    found = report(document)
    assert {row.weight for section in found.sections for row in section.rows} == {None, Severity.HINT, Severity.SHOULD}
    assert [finding.accepted for finding in found.accepted_findings] == [f"because of {rule}" for rule in must]
    assert {finding.rule for finding in found.open_findings}.isdisjoint(must)
    assert len(found.open_findings) + len(found.accepted_findings) == len(found.findings)


def test_a_waiver_without_a_reason_leaves_the_finding_open() -> None:
    document = replace(COASTAL, waivers=(Waiver("PER-1", " "),))
    assert report(document) == report()


@pytest.mark.parametrize("language", Language)
def test_findings_in_words(language: Language) -> None:
    found = report(language=language)
    rules = [finding.rule.id for finding in check(COASTAL, "as_is", KNOWLEDGE).findings]
    assert [finding.rule for finding in found.findings] == rules
    for finding in found.findings:
        rule = KNOWLEDGE.rules[finding.rule]
        assert finding.severity is rule.severity
        assert (finding.reason, finding.fix) == (rule.reason.text(language), rule.fix.text(language))
        assert all((finding.severity_name, finding.basis, finding.message, *finding.places))
        assert not finding.accepted


def test_places_of_a_finding() -> None:
    places = {finding.rule: finding.places for finding in report().findings}
    assert places["ELEC-1"] == ("Clear content for release · Minister's Office",)
    assert places["POL-4"] == ("Settings of the organization",)
    assert places["SPEC-3"] == ("Design specialised roles and back-ups",)


def test_every_weight_and_every_basis_has_a_name() -> None:
    assert set(SEVERITY_NAMES) == set(Severity)
    assert set(BASIS_NAMES) == set(Basis)


def test_every_status_has_a_name_and_a_sign() -> None:
    assert set(STATUS_NAMES) == set(STATUS_SIGNS) == set(Status) - {Status.NONE}


def test_a_matrix_by_name() -> None:
    both = edits.copy_matrix(COASTAL, "as_is", "to_be", Words("To-be", "Situation visée"))
    empty = edits.clear_cells(
        both, "to_be", [(row, unit) for row in COASTAL.activity_places for unit in COASTAL.unit_places]
    )
    found = build_report(empty, KNOWLEDGE, FR, DAY, "to_be")
    assert found.matrix == "Situation visée"
    assert not any(cell.symbols for section in found.sections for row in section.rows for cell in row.cells)
    assert report(empty).matrix == "As-is"
    with pytest.raises(KeyError):
        build_report(empty, KNOWLEDGE, FR, DAY, "crisis")


def test_the_report_speaks_its_own_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        module, "translate", lambda text, language, **values: f"{language.value}:{text.format(**values)}"
    )
    assert report().say("{n} open", n=3) == "en:3 open"
    assert report(language=FR).say("{n} open", n=3) == "fr:3 open"


@pytest.mark.parametrize(
    ("date", "english", "french"),
    [
        (dt.date(2026, 1, 1), "January 1, 2026", "1er janvier 2026"),
        (dt.date(2026, 2, 11), "February 11, 2026", "11 février 2026"),
        (dt.date(2027, 8, 31), "August 31, 2027", "31 août 2027"),
        (dt.date(999, 12, 21), "December 21, 999", "21 décembre 999"),
    ],
)
def test_dates_as_people_write_them(date: dt.date, english: str, french: str) -> None:
    assert long_date(date, EN) == english
    assert long_date(date, FR) == french


def test_an_empty_document_has_a_report() -> None:
    found = report(edits.remove_units(edits.remove_activities(COASTAL, COASTAL.activity_places), COASTAL.unit_places))
    assert (found.units, found.sections) == ((), ())
    alone = edits.remove_activities(COASTAL, COASTAL.activity_places)
    assert [unit.id for unit in report(edits.add_unit(alone, Unit("x", same("X")))).units][-1] == "x"
