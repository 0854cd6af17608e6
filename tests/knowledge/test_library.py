"""Reading a folder of knowledge: faults named by file and place, house rules without code, what is kept."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from raciapp.base import cache
from raciapp.base.errors import UserError
from raciapp.base.resources import resources
from raciapp.base.words import Language
from raciapp.knowledge.library import Knowledge, knowledge
from raciapp.knowledge.records import Severity

SHIPPED = knowledge()
PARTS = ("functions", "function_sets", "units", "groups", "activities", "claims", "rules", "templates")


# -- what is wrong with a folder --------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a copy of the shipped knowledge that a test may spoil."""
    return Path(shutil.copytree(resources() / "knowledge", tmp_path / "knowledge"))


def read_all(folder: Path) -> None:
    """Read every part of the knowledge."""
    for part in PARTS:
        getattr(Knowledge(folder), part)


def replaced(file: str, old: str, new: str) -> Callable[[Path], None]:
    def spoil(folder: Path) -> None:
        path = folder / file
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")

    return spoil


def added(file: str, text: str) -> Callable[[Path], None]:
    def spoil(folder: Path) -> None:
        path = folder / file
        before = path.read_text("utf-8") if path.exists() else ""
        path.write_text(before + text, "utf-8")

    return spoil


def rule(test: str, **more: str) -> str:
    """Return a house rule with one test."""
    fields = {
        "id": '"HOUSE-1"',
        "severity": '"hint"',
        "basis": '"derived"',
        "statement": '{ en = "x" }',
        "message": '{ en = "x" }',
        "reason": '{ en = "x" }',
        "fix": '{ en = "x" }',
        "waiver": '{ en = "x" }',
        "tests": f"[{{ {test} }}]" if test else "[]",
    }
    return "\n[[rule]]\n" + "\n".join(f"{name} = {value}" for name, value in (fields | more).items())


SOUND = 'test = "nobody", rows = ["mon_field"], letters = "A", by = "hr"'
TEMPLATE = """
id = "acme"
base = "corporate"
name = { en = "Acme" }
summary = { en = "x" }
[context]
[rows.mon_field]
letters = { hr = "A" }
why = { en = "x" }
basis = { A = "derived" }
cited = "DERIVED"
"""


def _no_rules(folder: Path) -> None:
    shutil.rmtree(folder / "rules")


def _empty_rules(folder: Path) -> None:
    for path in (folder / "rules").iterdir():
        path.write_text("# nothing\n", "utf-8")


def _no_functions(folder: Path) -> None:
    (folder / "functions.toml").unlink()


def _not_utf8(folder: Path) -> None:
    (folder / "claims.toml").write_bytes(b"\xff\xfe")


def house(text: str) -> Callable[[Path], None]:
    return added("rules/house.toml", text)


SPOILED: dict[str, tuple[Callable[[Path], None], str, str]] = {
    # what is wrong: how, the file and the place that the sentence names
    "bad TOML": (added("units.toml", "\nid = \n"), "units.toml", "line"),
    "not UTF-8": (_not_utf8, "claims.toml", "not valid TOML"),
    "missing file": (_no_functions, "functions.toml", "cannot be read"),
    "misspelled key": (
        replaced("functions.toml", "meaning =", "meening ="),
        "functions.toml",
        "function[0]: Object contains unknown field `meening`",
    ),
    "misspelled table": (replaced("claims.toml", "[[claim]]", "[[claims]]"), "claims.toml", "the top"),
    "missing key": (house("\n[[rule]]\nid = 'X'\n"), "house.toml", "rule[0]"),
    "wrong type": (replaced("activities.toml", "core = true", 'core = "yes"'), "activities.toml", "activity["),
    "unknown severity": (house(rule(SOUND, severity='"grave"')), "house.toml", "rule[0].severity"),
    "unknown test": (house(rule('test = "perhaps"')), "house.toml", "rule[0].tests[0]"),
    "function twice": (
        replaced("functions.toml", 'id = "hr"', 'id = "legal"'),
        "functions.toml",
        "legal: the id «legal» stands twice",
    ),
    "rule twice": (house(rule(SOUND, id='"STR-1"')), "rules", "STR-1: the id «STR-1» stands twice"),
    "template twice": (
        added("templates/copy.toml", TEMPLATE.replace("acme", "small")),
        "templates",
        "small: the id «small» stands twice",
    ),
    "unknown function of a unit": (
        replaced("units.toml", 'functions = ["strategy"]', 'functions = ["magic"]'),
        "units.toml",
        "u_comms: «magic» is not known",
    ),
    "unknown function of a set": (
        replaced("functions.toml", 'functions = ["hr", "legal"]', 'functions = ["hr", "magic"]'),
        "functions.toml",
        "approvers: «magic» is not known",
    ),
    "unknown group": (
        replaced("activities.toml", 'group = "str"', 'group = "ghost"'),
        "activities.toml",
        "«ghost» is not",
    ),
    "unknown claim": (house(rule(SOUND, claims='["S99"]')), "house.toml", "HOUSE-1: «S99» is not known"),
    "unknown row": (house(rule(SOUND.replace("mon_field", "ghost"))), "house.toml", "HOUSE-1: «ghost» is not known"),
    "unknown needed row": (house(rule(SOUND, needs='["ghost"]')), "house.toml", "HOUSE-1: «ghost» is not known"),
    "unknown single row": (
        house(rule('test = "every", row = "ghost", letters = "R"')),
        "house.toml",
        "HOUSE-1: «ghost» is not known",
    ),
    "unknown given row": (
        house(rule('test = "listed", rows = ["mon_field"], given = ["ghost"]')),
        "house.toml",
        "HOUSE-1: «ghost» is not known",
    ),
    "every row where one is meant": (
        house(rule('test = "only", rows = ["*"], letters = "A", by = "hr"')),
        "house.toml",
        "HOUSE-1: «*» is not known",
    ),
    "unknown function of a test": (house(rule(SOUND.replace('"hr"', '"magic"'))), "house.toml", "«magic» is not known"),
    "unknown function of several": (
        house(rule('test = "together", rows = ["mon_field"], functions = ["magic"]')),
        "house.toml",
        "«magic» is not known",
    ),
    "unknown function of a context": (
        house(rule(SOUND, when='{ has = "magic" }')),
        "house.toml",
        "«magic» is not known",
    ),
    "unknown function of a test's context": (
        house(rule('test = "some", rows = ["mon_field"], letters = "A", by = "", when = { has_several = "magic" }')),
        "house.toml",
        "«magic» is not known",
    ),
    "unknown letter": (house(rule(SOUND.replace('"A"', '"AS"'))), "house.toml", "HOUSE-1: «S» is not known"),
    "any letter among others": (house(rule(SOUND.replace('"A"', '"A*"'))), "house.toml", "HOUSE-1: «*» is not known"),
    "unknown second letter": (
        house(rule('test = "also", row = "mon_field", letters = "R", rows = ["mon_brand"], also = "x"')),
        "house.toml",
        "HOUSE-1: «x» is not known",
    ),
    "unknown rule that it follows": (house(rule(SOUND, follows='"NO-1"')), "rules", "HOUSE-1: «NO-1» is not known"),
    "unknown rule that it yields to": (house(rule(SOUND, yields_to='"NO-1"')), "rules", "HOUSE-1: «NO-1» is not known"),
    "unknown placeholder": (
        house(rule(SOUND, message='{ en = "{unit} does" }')),
        "house.toml",
        "HOUSE-1.message: only {activities}, {units}, {functions} and {n} are filled",
    ),
    "numbered placeholder": (house(rule(SOUND, message='{ en = "x", fr = "{}" }')), "house.toml", "HOUSE-1.message"),
    "broken placeholder": (house(rule(SOUND, message='{ en = "{units" }')), "house.toml", "HOUSE-1.message"),
    "reaching placeholder": (house(rule(SOUND, message='{ en = "{units.x}" }')), "house.toml", "HOUSE-1.message"),
    "no rules at all": (_no_rules, "knowledge/rules", "holds no rules"),
    "rule files without rules": (_empty_rules, "knowledge/rules", "holds no rules"),
    "unknown base": (
        added("templates/mine.toml", TEMPLATE.replace('"corporate"', '"ghost"')),
        "mine.toml",
        "acme: «ghost» is not known",
    ),
    "unknown activity of a template": (
        added("templates/mine.toml", TEMPLATE.replace("rows.mon_field", "rows.ghost")),
        "mine.toml",
        "acme: «ghost» is not known",
    ),
    "unknown function of a template": (
        added("templates/mine.toml", TEMPLATE.replace("hr =", "magic =")),
        "mine.toml",
        "mon_field: «magic» is not known",
    ),
    "unknown letter of a template": (
        added("templates/mine.toml", TEMPLATE.replace('hr = "A"', 'hr = "S"').replace("A =", "S =")),
        "mine.toml",
        "mon_field: «S» is not known as a letter. Choose from: R, A, C, I.",
    ),
    "letter without a basis": (
        added("templates/mine.toml", TEMPLATE.replace('hr = "A"', 'hr = "A/R"')),
        "mine.toml",
        "mon_field: each letter",
    ),
    "template that is its own base": (
        added("templates/mine.toml", TEMPLATE.replace('"corporate"', '"acme"')),
        "mine.toml",
        "base: templates that inherit from each other",
    ),
    "circle of templates": (
        replaced("templates/corporate.toml", 'id = "corporate"', 'id = "corporate"\nbase = "government"'),
        ".toml",
        "base: templates that inherit from each other",
    ),
}


@pytest.mark.parametrize("case", SPOILED)
def test_a_fault_in_a_folder_is_named_with_its_place(folder: Path, case: str) -> None:
    spoil, file, place = SPOILED[case]
    spoil(folder)
    with pytest.raises(UserError) as raised:
        read_all(folder)
    for language in Language:
        assert file in raised.value.text(language)
    assert place in str(raised.value)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    "test",
    [
        SOUND,
        'test = "nobody", rows = ["*"], letters = "*", by = "experts"',
        'test = "count", rows = ["*"], letters = "ARCI", at_most = 9',
        'test = "part"',
    ],
)
def test_a_house_rule_needs_no_code(folder: Path, test: str) -> None:
    house(rule(test, message='{ en = "{n}: {units}, {activities}, {functions}" }'))(folder)
    rules = Knowledge(folder).rules
    assert len(rules) == len(SHIPPED.rules) + 1
    assert rules["HOUSE-1"].severity is Severity.HINT


def test_a_house_template_takes_its_other_rows_from_its_base(folder: Path) -> None:
    added("templates/mine.toml", TEMPLATE)(folder)
    template = Knowledge(folder).templates["acme"]
    assert len(template.rows) == 59
    assert template.rows["mon_field"].letters == {"hr": "A"}


def test_a_part_is_read_only_when_it_is_asked_for(tmp_path: Path) -> None:
    empty = Knowledge(tmp_path)
    shutil.copy(resources() / "knowledge" / "functions.toml", tmp_path)
    assert len(empty.functions) == 22
    with pytest.raises(UserError, match=r"^units\.toml: cannot be read"):
        _ = empty.units


# -- what is kept from an earlier start -------------------------------------------------------------------


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the empty cache folder of this test."""
    folder = tmp_path / "cache"
    monkeypatch.setattr(cache, "cache_folder", lambda: folder)
    return folder


def test_an_earlier_start_spares_the_reading_of_toml(folder: Path, kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read_all(folder)
    files = len(list(folder.rglob("*.toml")))
    assert len(list(kept.iterdir())) == files
    wanted = {part: getattr(SHIPPED, part) for part in PARTS}
    monkeypatch.setattr("tomllib.loads", None)
    assert {part: getattr(Knowledge(folder), part) for part in PARTS} == wanted


def test_an_edited_file_is_read_anew(folder: Path, kept: Path) -> None:
    read_all(folder)
    replaced("functions.toml", "Human resources", "People and culture")(folder)
    assert Knowledge(folder).functions["hr"].name.en == "People and culture"


@pytest.mark.parametrize("damaged", [b"", b"\xc1", b"\xa1\xff", b"\x91" * 100_000, b"\x81\xa1x\xc0"])
def test_what_is_kept_and_damaged_is_computed_again(folder: Path, kept: Path, damaged: bytes) -> None:
    source = folder / "claims.toml"
    cache.keep(source, source.read_bytes(), damaged)
    assert Knowledge(folder).claims == SHIPPED.claims
    assert cache.recall(source, source.read_bytes()) != damaged


def test_a_faulty_file_is_not_kept(folder: Path, kept: Path) -> None:
    added("units.toml", "\nid = \n")(folder)
    for _ in range(2):
        with pytest.raises(UserError, match="not valid TOML"):
            _ = Knowledge(folder).units
