"""What the shipped knowledge says: complete, in two languages, and the same as the domain study."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from raciapp.base.words import Words
from raciapp.knowledge.library import knowledge
from raciapp.knowledge.records import Basis, Rule

ROOT = Path(__file__).resolve().parents[2]
DOMAIN = ROOT.parent / "shared" / "domain" / "domain.json"
SHIPPED = knowledge()
PARTS = ("functions", "function_sets", "units", "groups", "activities", "claims", "rules", "templates")
RULES = [pytest.param(rule, id=rule.id) for rule in SHIPPED.rules.values()]

OWN_PACKS = {"classic", "names"}
"""Questions that are ours, not the domain's; they are asked when their pack is on."""

PRACTICE = {rule.id: rule for rule in SHIPPED.rules.values() if rule.when.pack not in OWN_PACKS}


def words_of(value: object, place: str = "") -> Iterator[tuple[str, Words]]:
    """Yield every text in two languages inside a value, with its place."""
    if isinstance(value, Words):
        yield place, value
    elif isinstance(value, msgspec.Struct):
        for field in value.__struct_fields__:
            yield from words_of(getattr(value, field), f"{place}.{field}")
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from words_of(inner, f"{place}.{key}")
    elif isinstance(value, tuple):
        for number, inner in enumerate(value):
            yield from words_of(inner, f"{place}[{number}]")


ALL_WORDS = [found for part in PARTS for found in words_of(getattr(SHIPPED, part), part)]


# -- what is shipped --------------------------------------------------------------------------------------


def test_nothing_is_missing() -> None:
    assert len(SHIPPED.functions) == 22
    assert len(SHIPPED.units) == 26
    assert len(SHIPPED.activities) == 59
    assert sum(activity.core for activity in SHIPPED.activities.values()) == 21
    assert len(SHIPPED.groups) == 10
    assert [len(template.rows) for template in SHIPPED.templates.values()] == [59] * 6
    assert len(PRACTICE) == 47
    assert {rule.when.pack for identity, rule in SHIPPED.rules.items() if identity not in PRACTICE} == OWN_PACKS
    assert len(SHIPPED.claims) == 27


def test_it_is_read_once() -> None:
    assert knowledge() is SHIPPED
    assert SHIPPED.rules is SHIPPED.rules


def test_every_text_exists_in_both_languages() -> None:
    assert len(ALL_WORDS) > 800
    assert [place for place, words in ALL_WORDS if not (words.en.strip() and words.fr.strip())] == []
    assert [place for place, words in ALL_WORDS for text in (words.en, words.fr) if text != text.strip()] == []


def test_french_has_a_no_break_space_where_it_wants_one() -> None:
    broken = re.compile(r"(?<!\u00a0)[:;?!»%]|«(?!\u00a0)")
    assert [(place, words.fr) for place, words in ALL_WORDS if broken.search(words.fr)] == []


def test_english_has_no_french_signs() -> None:
    assert [place for place, words in ALL_WORDS if re.search(r"[«»\u00a0]", words.en)] == []


@pytest.mark.parametrize("rule", RULES)
def test_both_languages_of_a_message_fill_the_same_places(rule: Rule) -> None:
    def fields(text: str) -> set[str]:
        return set(re.findall(r"\{(\w+)\}", text))

    assert fields(rule.message.en) == fields(rule.message.fr)
    for words in (rule.statement, rule.reason, rule.fix, rule.waiver):
        assert not fields(words.en) | fields(words.fr)


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_says_where_it_comes_from(rule: Rule) -> None:
    assert rule.tests
    if rule.basis is Basis.SEED:
        assert rule.claims
        assert "SEED" in rule.sources
    if rule.basis is Basis.SOURCE and not rule.id.startswith("RACI-"):
        assert rule.sources


def test_every_letter_of_every_template_has_a_basis_and_a_reason() -> None:
    for template in SHIPPED.templates.values():
        for activity, row in template.rows.items():
            letters = set("".join(row.letters.values())) - {"/"}
            assert letters, (template.id, activity)
            assert set(row.basis) == letters
            assert row.cited
            assert set(row.letters) <= set(SHIPPED.functions)


def test_nobody_answers_for_what_is_unowned_by_design() -> None:
    assert SHIPPED.unowned == {"per_participate", "per_presence"}


def test_every_function_is_carried_by_a_known_unit() -> None:
    carried = {function for unit in SHIPPED.units.values() for function in unit.functions}
    assert carried == set(SHIPPED.functions)


def test_inherited_rows_are_those_of_the_base() -> None:
    base, heir = SHIPPED.templates["corporate"], SHIPPED.templates["regulated"]
    assert heir.base == "corporate"
    assert heir.rows["mon_field"] is base.rows["mon_field"]
    assert heir.rows["con_clear"] != base.rows["con_clear"]


# -- the same as the domain file --------------------------------------------------------------------------

TEMPLATES = dict(
    zip("abcdef", ("corporate", "government", "small", "hub_and_spoke", "centralized", "regulated"), strict=True)
)


@pytest.fixture(scope="module")
def domain() -> Any:
    if not DOMAIN.is_file():
        pytest.skip("the domain file is not beside this checkout")
    return json.loads(DOMAIN.read_text("utf-8"))


def _words(entry: Any) -> Words:
    return Words(entry["en"], entry["fr"])


def _same_apostrophes(words: Words) -> Words:
    return Words(*(text.replace("’", "'").replace("\u00a0", " ") for text in (words.en, words.fr)))


def test_functions_are_those_of_the_domain(domain: Any) -> None:
    assert {entry["id"]: (_words(entry), entry["meaning"], entry["basis"]) for entry in domain["functions"]} == {
        function.id: (_same_apostrophes(function.name), function.meaning.en, function.basis)
        for function in SHIPPED.functions.values()
    }


def test_units_are_those_of_the_domain(domain: Any) -> None:
    assert {entry["id"]: (_words(entry), (entry["function"],)) for entry in domain["units"]} == {
        unit.id: (_same_apostrophes(unit.name), unit.functions) for unit in SHIPPED.units.values()
    }
    for entry in domain["units"]:
        assert set(entry["aliases"]) <= set(SHIPPED.units[entry["id"]].aliases)


def test_groups_and_activities_are_those_of_the_domain(domain: Any) -> None:
    assert [(entry["id"], _words(entry)) for entry in domain["groups"]] == [
        (group.id, _same_apostrophes(group.name)) for group in SHIPPED.groups.values()
    ]
    assert [
        (
            entry["id"],
            entry["group"],
            _words(entry),
            entry["definition"],
            entry["sources"],
            entry["core"],
            entry["no_owner"],
        )
        for entry in domain["activities"]
    ] == [
        (
            activity.id,
            activity.group,
            _same_apostrophes(activity.name),
            activity.definition.en,
            activity.sources,
            activity.core,
            activity.unowned,
        )
        for activity in SHIPPED.activities.values()
    ]


def test_templates_are_those_of_the_domain(domain: Any) -> None:
    assert set(TEMPLATES.values()) == set(SHIPPED.templates)
    for entry in domain["templates"]:
        template = SHIPPED.templates[TEMPLATES[entry["id"]]]
        assert _same_apostrophes(template.name) == _words(entry)
        context = entry["context"]
        assert template.context.sector == context["sector"]
        assert template.context.size == context["size"]
        assert template.context.model == {"hub": "hub_and_spoke"}.get(context["model"], context["model"])
        assert template.context.program_channels == context.get("program_channels", False)
        assert template.context.regulated == context.get("regulated", False)
        letters = {
            activity: {function: "".join(sorted(found.replace("/", ""))) for function, found in row.letters.items()}
            for activity, row in template.rows.items()
        }
        assert letters == {
            activity: {function: "".join(sorted(found)) for function, found in row["letters"].items()}
            for activity, row in entry["rows"].items()
        }
        for activity, row in entry["rows"].items():
            assert (template.rows[activity].why.en, template.rows[activity].cited) == (row["why"], row["basis"])


def test_rules_and_claims_are_those_of_the_domain(domain: Any) -> None:
    assert {entry["id"]: entry["severity"] for entry in domain["rules"]} == {
        rule.id: rule.severity for rule in PRACTICE.values()
    }
    for entry in domain["rules"]:
        rule = SHIPPED.rules[entry["id"]]
        claims = set(re.findall(r"\bS\d+\b", entry["claims"]))
        assert set(rule.claims) == claims or not rule.claims
        assert rule.statement.en == entry["statement"]
    assert {entry["id"]: entry["where"] for entry in domain["claims"]} == {
        claim.id: claim.where for claim in SHIPPED.claims.values()
    }


def test_every_claim_is_covered_as_the_domain_says(domain: Any) -> None:
    """`covered_by` names rules; a claim that no rule covers says so in words."""
    for entry in domain["claims"]:
        named = set(re.findall(r"\b[A-Z]+-\d\b", entry["covered_by"]))
        assert named <= set(SHIPPED.rules)
