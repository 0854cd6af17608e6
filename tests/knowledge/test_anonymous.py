"""An anonymised copy says nothing of whose it was: it would be the same whatever the names had been."""

import pytest
from hypothesis import given
from msgspec.structs import replace
from strategies import assert_valid, documents, languages

from raciapp.base.resources import sample_organizations
from raciapp.base.words import Language, Words, same
from raciapp.checks.engine import check
from raciapp.document.records import (
    AS_IS,
    TO_BE,
    Activity,
    Document,
    Group,
    Matrix,
    Organization,
    Row,
    Status,
    Threshold,
    Unit,
    Waiver,
)
from raciapp.document.storage import SUFFIX, decode, encode, load
from raciapp.knowledge.anonymous import anonymised
from raciapp.knowledge.library import knowledge

A, R, C = 1, 2, 8

GRAND = Document(
    organization=Organization(
        Words("Grand Lake Ferries", "Traversiers du Grand Lac"),
        kind=same("Ferry operator"),
        story=same("Founded by the Grand family"),
        no_alternative=True,
        no_alternative_reason="Only the Grands",
        packs=("gc", "grand"),
    ),
    template="grand_house",
    units=(
        Unit("x_grand_docks", same("Docks of Grand"), (), "Ask Ms. Grand", same("Grand North")),
        Unit("legal", same("Grand & Daughters LLP"), ("legal", "grand_function"), division=same("Grand South")),
        Unit("x_counsel", same("Counsel"), ("legal",), division=same("Grand North")),
        Unit("x_ice", same("Ice"), ("grand_function",)),
    ),
    groups=(Group("str", same("Grand strategy")), Group("x_grand", same("Grand season"))),
    activities=(
        Activity("str_strategy", same("Set the Grand strategy"), "str", "As Ms. Grand wants it"),
        Activity("x_grand_road", same("Open the Grand road"), "x_grand"),
        Activity("x_gone", same("Close the Grand road"), "grand_group_that_is_gone"),
    ),
    matrices=(
        Matrix(
            "to_be",
            same("As Grand wants it"),
            (
                Row(bytes((A, R, 0, 0)), (("legal", "Grand!"),), (("", Status.AGREED), ("legal", Status.QUESTION))),
                Row(bytes((0, 0, C, 0)), (), (("x_counsel", Status.AGREED), ("x_grand_docks", Status.CONTESTED))),
                Row(bytes(4)),
            ),
        ),
        Matrix("grand_flood", same("Flood of Grand"), (Row(bytes(4)), Row(bytes(4)), Row(bytes(4)))),
        Matrix("as_is", same("Grand today"), (Row(bytes(4)), Row(bytes(4)), Row(bytes(4)))),
    ),
    waivers=(
        Waiver("ENG-1", "Grand says so", "G. Grand", "2026-11-23"),
        Waiver("RACI-5", " "),
        Waiver("GRAND-1", "Grand"),
    ),
    thresholds=(Threshold("APP-1", 3), Threshold("GRAND-1", 3)),
)


def _english(document: Document) -> Document:
    return anonymised(document, knowledge(), Language.EN)


def test_what_is_kept_and_what_stands_for_the_rest() -> None:
    known = knowledge()
    legal = known.functions["legal"].name
    copy = _english(GRAND)
    assert b"grand" not in encode(copy).lower()
    assert copy.organization == Organization(copy.organization.name, no_alternative=True, packs=("gc",))
    assert copy.organization.name.en == "An organization"
    assert [(unit.id, unit.name.en, unit.functions, unit.division.en) for unit in copy.units] == [
        ("unit_1", "Unit 1", (), "Division 1"),
        ("unit_2", f"{legal.en} 1", ("legal",), "Division 2"),
        ("unit_3", f"{legal.en} 2", ("legal",), "Division 1"),
        ("unit_4", "Unit 2", (), ""),
    ]
    assert copy.units[1].name.fr == f"{legal.fr} 1"
    assert [(group.id, group.name.en) for group in copy.groups] == [
        ("str", known.groups["str"].name.en),
        ("group_1", "Group 1"),
    ]
    assert [(activity.id, activity.name.en, activity.group) for activity in copy.activities] == [
        ("str_strategy", known.activities["str_strategy"].name.en, "str"),
        ("activity_1", "Activity 1", "group_1"),
        ("activity_2", "Activity 2", ""),
    ]
    assert [(matrix.id, matrix.name.en) for matrix in copy.matrices] == [
        ("to_be", TO_BE.en),
        ("matrix_1", "Matrix 1"),
        ("as_is", AS_IS.en),
    ]
    assert copy.matrices[0].rows == (
        Row(bytes((A, R, 0, 0)), (), (("", Status.AGREED), ("unit_2", Status.QUESTION))),
        Row(bytes((0, 0, C, 0)), (), (("unit_1", Status.CONTESTED), ("unit_3", Status.AGREED))),
        Row(bytes(4)),
    )
    assert copy.waivers == (Waiver("ENG-1", "Accepted; the reason was taken out."), Waiver("RACI-5", ""))
    assert copy.thresholds == (Threshold("APP-1", 3),)
    assert copy.template == ""


def _whispered(text: str) -> str:
    return f"secret of {text}" if text.strip() else text


def _told(words: Words) -> Words:
    return Words(_whispered(words.en), _whispered(words.fr))


def _renamed(document: Document) -> Document:
    """Return the document with every text another one, and remarks that were not there."""
    organization = replace(
        document.organization,
        name=same("Secret"),
        kind=same("Secret"),
        story=same("Secret"),
        no_alternative_reason="Secret",
    )
    return replace(
        document,
        organization=organization,
        units=tuple(
            replace(unit, name=_told(unit.name), remark="Secret", division=_told(unit.division))
            for unit in document.units
        ),
        groups=tuple(replace(group, name=same("Secret")) for group in document.groups),
        activities=tuple(replace(one, name=same("Secret"), remark="Secret") for one in document.activities),
        matrices=tuple(
            replace(
                matrix,
                name=same("Secret"),
                rows=tuple(
                    replace(row, remarks=tuple((unit, "Secret") for unit in sorted(document.unit_places)))
                    for row in matrix.rows
                ),
            )
            for matrix in document.matrices
        ),
        waivers=tuple(
            replace(waiver, reason=_whispered(waiver.reason), author="Secret", date="2001-01-01")
            for waiver in document.waivers
        ),
    )


@given(document=documents(), language=languages)
def test_it_would_be_the_same_whatever_the_names_had_been(document: Document, language: Language) -> None:
    copy = anonymised(document, knowledge(), language)
    assert_valid(copy)
    assert decode(encode(copy), "copy.raci") == copy
    assert copy == anonymised(_renamed(document), knowledge(), language)
    assert [[row.letters for row in matrix.rows] for matrix in copy.matrices] == [
        [row.letters for row in matrix.rows] for matrix in document.matrices
    ]


@given(document=documents())
def test_a_copy_of_a_copy_is_the_copy(document: Document) -> None:
    assert _english(_english(document)) == _english(document)


@pytest.mark.parametrize("path", sorted(sample_organizations().glob(f"*{SUFFIX}")), ids=lambda path: path.stem)
def test_practice_is_judged_as_before(path: object) -> None:
    document = load(sample_organizations() / str(path))

    def judged(one: Document) -> list[tuple[str, bool]]:
        findings = check(one, one.matrices[0].id, knowledge()).findings
        return sorted((finding.rule.id, finding.waived is not None) for finding in findings)

    assert judged(_english(document)) == judged(document)
