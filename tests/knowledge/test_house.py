"""House rules and templates: read beside what is shipped, and complained about by file and line where faulty."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from raciapp.base.words import Language, Words
from raciapp.checks.engine import check
from raciapp.checks.findings import finding_text
from raciapp.document.records import OperatingModel, Sector, Size
from raciapp.knowledge.fitting import document_from
from raciapp.knowledge.house import HouseFile, houses_beside, read_house_file, read_houses
from raciapp.knowledge.house_entries import MOST_RULES, house_rules, house_templates
from raciapp.knowledge.library import Knowledge, knowledge, knowledge_with
from raciapp.knowledge.records import Basis, Rule, Severity
from raciapp.knowledge.records import Test as AnyTest

SHIPPED = knowledge()
RULE = """
[[rule]]
id = "ACME-1"
severity = "must"
statement.en = "x"
message.en = "{n}: {units}, {activities}, {functions}"
tests = [{ test = "part" }]
"""
TEMPLATE = """
id = "acme"
base = "corporate"
name.en = "Acme"
[rows.mon_field]
letters = { hr = "A/R", legal = "I" }
"""


def written(folder: Path, **files: str) -> Knowledge:
    """Return the knowledge with a house of these files, `__` in a name standing for a folder."""
    for name, text in files.items():
        path = folder.joinpath(*name.split("__")).with_suffix(".toml")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return knowledge_with([folder])


def told(known: Knowledge) -> list[str]:
    """Return the complaints as «file:line: what», without the folder."""
    return [f"{Path(one.file).name}:{one.line}: {one.what.text()}" for one in known.complaints]


def rule(test: str = 'test = "part"', identity: str = "ACME-1", more: str = "") -> str:
    """Return a rule of six lines with one test, which stands in line 6 where the rule is the first."""
    head = f'[[rule]]\nid = "{identity}"\nseverity = "must"\nstatement.en = "x"\nmessage.en = "x"\n'
    return f"{head}tests = [{{ {test} }}]\n{more}\n"


# -- what is sound ----------------------------------------------------------------------------------------


def test_without_a_house_there_is_only_what_is_shipped(tmp_path: Path) -> None:
    assert knowledge_with([]) is SHIPPED
    assert SHIPPED.complaints == ()
    assert SHIPPED.house.files == ()
    empty = knowledge_with([tmp_path])
    assert (empty.rules, empty.templates, empty.families) == (SHIPPED.rules, SHIPPED.templates, SHIPPED.families)
    assert empty.complaints == ()
    assert {one.origin for one in SHIPPED.rules.values()} == {""}
    assert {one.origin for one in SHIPPED.templates.values()} == {""}


def test_a_house_comes_after_what_is_shipped(tmp_path: Path) -> None:
    known = written(tmp_path, a=RULE, rules__b=rule(identity="ACME-2"), templates__c=TEMPLATE, rules__d__deeper=RULE)
    assert list(known.rules) == [*SHIPPED.rules, "ACME-1", "ACME-2"]
    assert list(known.templates) == [*SHIPPED.templates, "acme"]
    assert [known.rules[one].origin for one in ("STR-1", "ACME-1", "ACME-2")] == ["", "a.toml", "b.toml"]
    assert known.templates["acme"].origin == "c.toml"
    assert known.complaints == ()


def test_a_house_rule_may_leave_out_all_but_five_things(tmp_path: Path) -> None:
    found = written(tmp_path, a=RULE).rules["ACME-1"]
    assert (found.severity, found.basis) == (Severity.MUST, Basis.DERIVED)
    assert (found.reason, found.fix, found.waiver) == (Words(), Words(), Words())
    assert found.statement.text(Language.FR) == "x"
    french = written(tmp_path, a=RULE.replace(".en", ".fr")).rules["ACME-1"]
    assert french.statement == Words(fr="x")
    assert french.statement.text(Language.EN) == "x"


def test_a_house_rule_is_checked(tmp_path: Path) -> None:
    known = written(
        tmp_path, a=RULE.replace('test = "part"', 'test = "count", rows = ["*"], letters = "A", at_least = 9')
    )
    document = document_from(SHIPPED.templates["small"], SHIPPED)
    finding = next(one for one in check(document, "as_is", known).findings if one.rule.id == "ACME-1")
    for language in Language:
        assert finding_text(finding, document, known, language).startswith("1: , ")


def test_the_rules_of_a_file_are_a_family(tmp_path: Path) -> None:
    known = written(tmp_path, a=RULE, b='family.fr = "Maison"\n' + rule(identity="ACME-2"), c="family = {}\n" + RULE)
    assert [(one.name, one.rules) for one in known.families[len(SHIPPED.families) :]] == [
        (Words("a.toml"), ("ACME-1",)),
        (Words(fr="Maison"), ("ACME-2",)),
    ]


def test_every_shipped_rule_has_a_family() -> None:
    assert [identity for family in SHIPPED.families for identity in family.rules] == list(SHIPPED.rules)
    assert all(family.name.en and family.name.fr for family in SHIPPED.families)


def test_house_rules_may_name_each_other(tmp_path: Path) -> None:
    known = written(
        tmp_path,
        a=rule(more='follows = "ACME-2"\nyields_to = "STR-1"\nany = true'),
        b=rule(identity="ACME-2", more='yields_to = "ACME-1"'),
    )
    assert known.complaints == ()
    assert known.rules["ACME-1"].follows == "ACME-2"


def test_a_house_template_leaves_the_rest_to_its_base(tmp_path: Path) -> None:
    heir = 'id = "heir"\nbase = "acme"\nname.fr = "x"\n[context]\nsize = "small"\n'
    heir += '[rows.mon_brand]\nletters = { hr = "A" }\n'
    known = written(tmp_path, a=heir, b=TEMPLATE.replace("corporate", "government"))
    acme, found, base = known.templates["acme"], known.templates["heir"], SHIPPED.templates["government"]
    assert acme.context == base.context
    assert (found.context.sector, found.context.size, found.context.program_channels) == (
        Sector.GOVERNMENT,
        Size.SMALL,
        True,
    )
    assert list(found.rows) == list(base.rows)
    assert found.rows["mon_field"] is acme.rows["mon_field"]
    assert found.rows["str_strategy"] == base.rows["str_strategy"]
    assert found.rows["mon_brand"].letters == {"hr": "A"}
    assert found.name.text(Language.EN) == "x"


def test_a_house_template_may_stand_alone(tmp_path: Path) -> None:
    alone = TEMPLATE.replace('base = "corporate"', "") + 'basis = { A = "seed", R = "source", I = "derived" }\n'
    found = written(tmp_path, a=alone).templates["acme"]
    assert list(found.rows) == ["mon_field"]
    assert found.rows["mon_field"].basis["R"] is Basis.SOURCE
    assert found.context.model is OperatingModel.STANDARD
    assert [unit.functions for unit in document_from(found, SHIPPED).units] == [("hr",), ("legal",)]


def test_letters_without_a_basis_are_our_own_judgement(tmp_path: Path) -> None:
    row = written(tmp_path, a=TEMPLATE).templates["acme"].rows["mon_field"]
    assert row.basis == dict.fromkeys("ARI", Basis.DERIVED)


def test_a_house_is_read_anew_and_nothing_of_it_is_kept(tmp_path: Path) -> None:
    assert "ACME-1" in written(tmp_path, a=RULE).rules
    assert "ACME-1" not in written(tmp_path, a=rule(identity="ACME-9")).rules


def test_the_folder_beside_a_document(tmp_path: Path) -> None:
    document = tmp_path / "client.raci"
    assert houses_beside(document) == ()
    (tmp_path / "raciapp-house").write_text("not a folder")
    assert houses_beside(document) == ()
    (tmp_path / "raciapp-house").unlink()
    (tmp_path / "raciapp-house").mkdir()
    assert houses_beside(document) == (tmp_path / "raciapp-house",)


# -- what is faulty in an entry ---------------------------------------------------------------------------

SOUND = 'test = "nobody", rows = ["mon_field"], letters = "A", by = "hr"'
KINDS = ", ".join(str(kind.__struct_config__.tag) for kind in get_args(AnyTest))
FAULTY: dict[str, tuple[str, list[str]]] = {
    # a rule whose test stands in line 6 and what follows in line 7, and what is said of it
    "unknown function": (
        rule(SOUND.replace('"hr"', '"clientservice"')),
        ["6: «clientservice» is not known as a function; did you mean «client_service»?"],
    ),
    "function in capitals": (
        rule(SOUND.replace('"hr"', '"HR"')),
        ["6: «HR» is not known as a function; did you mean «hr»?"],
    ),
    "unknown row": (
        rule(SOUND.replace("mon_field", "con_craete")),
        ["6: «con_craete» is not known as an activity; did you mean «con_create»?"],
    ),
    "nothing like it": (
        rule(SOUND.replace("mon_field", "zzz")),
        ["6: «zzz» is not known as an activity. HOUSE_RULES.md says where the known ones are listed."],
    ),
    "very long name": (
        rule(SOUND.replace("mon_field", "z" * 999)),
        [f"6: «{'z' * 60}…» is not known as an activity. HOUSE_RULES.md says where the known ones are listed."],
    ),
    "unknown letter": (
        rule(SOUND.replace('"A"', '"AX"')),
        ["6: «X» is not known as a letter. Choose from: R, A, C, I."],
    ),
    "small letter": (rule(SOUND.replace('"A"', '"a"')), ["6: «a» is not known as a letter; did you mean «A»?"]),
    "no letter": (rule(SOUND.replace('"A"', '""')), ["6: name at least one letter of R, A, C, I"]),
    "no rows": (rule(SOUND.replace('"mon_field"', "")), ["6: the list is empty, so nothing would be looked at"]),
    "no row": (rule('test = "every", row = "", letters = "A"'), ["6: the text is empty"]),
    "no functions": (
        rule('test = "together", rows = ["mon_field"], functions = []'),
        ["6: the list is empty, so nothing would be looked at"],
    ),
    "any function of some": (
        rule('test = "some", rows = ["mon_field"], letters = "A", by = ""'),
        ['6: name a function; for units of any function, write test = "count"'],
    ),
    "none of some": (
        rule('test = "some", rows = ["mon_field"], letters = "A", by = "hr", at_least = 0'),
        ["6: nothing could fail this test; write 1 or more"],
    ),
    "count without bounds": (
        rule('test = "count", rows = ["*"], letters = "A"'),
        ["6: nothing could fail this test; write at_least, at_most or both"],
    ),
    "bounds that cross": (
        rule('test = "count", rows = ["*"], letters = "A", at_least = 2, at_most = 1'),
        ["6: no number is at least 2 and at most 1"],
    ),
    "share in percent": (
        rule('test = "share", letters = "A", at_most = 70, min_rows = 8'),
        ["6: a share is a number from 0 to 1, such as 0.5"],
    ),
    "share that is no number": (
        rule('test = "count", rows = ["*"], letters = "A", at_most = 1, or_share = nan'),
        ["6: the number is too large"],
    ),
    "endless share": (
        rule('test = "share", letters = "A", at_most = inf, min_rows = 8'),
        ["6: the number is too large"],
    ),
    "endless number": (
        rule(f'test = "share", letters = "A", at_most = 0.5, min_rows = {"9" * 40}'),
        ["6: the number is too large"],
    ),
    "unknown test": (
        rule('test = "perhaps"'),
        [f"6: «perhaps» cannot stand here. Choose from: {KINDS}."],
    ),
    "misspelled test": (
        rule('test = "cuont"'),
        [f"6: «cuont» cannot stand here; did you mean «count»? Choose from: {KINDS}."],
    ),
    "test without its kind": (rule('rows = ["mon_field"]'), ["6: «test» is missing"]),
    "numbered test": (rule("test = 1"), ["6: «1» cannot stand here. Choose from: only"]),
    "test that is a text": (rule() + 'tests = "x"\n', ["8: not valid TOML: Cannot overwrite a value"]),
    "tests that are texts": (
        rule().replace('{ test = "part" }', '"part"'),
        ["6: a table is expected here, with keys and values"],
    ),
    "tests without brackets": (
        rule().replace('[{ test = "part" }]', '{ test = "part" }'),
        ["6: a list is expected here, in square brackets"],
    ),
    "no tests": (rule().replace('{ test = "part" }', ""), ["6: a rule needs at least one test"]),
    "every fault of a test": (
        rule('test = "only", rows = ["a", "mon_field", "b"], letters = "AS", by = "c", at = 1'),
        ["6: there is no key «at» here. Keys: test, rows, letters, by."],
    ),
    "missing key of a test": (
        rule('test = "only", rows = []'),
        ["6: «letters» is missing", "6: «by» is missing"],
    ),
    "misspelled key": (
        rule(more='yieldsto = "STR-1"'),
        ["7: there is no key «yieldsto» here; did you mean «yields_to»?"],
    ),
    "what only we set": (rule(more='origin = "x"'), ["7: there is no key «origin» here. Keys: id, severity"]),
    "missing keys": (
        '[[rule]]\nid = "A"\n',
        ["1: «severity» is missing", "1: «statement» is missing", "1: «message» is missing", "1: «tests» is missing"],
    ),
    "unknown severity": (
        rule().replace('"must"', '"grave"'),
        ["3: «grave» cannot stand here. Choose from: must, should, hint."],
    ),
    "severity that is no text": (
        rule().replace('"must"', "[1]"),
        ["3: «[1]» cannot stand here. Choose from: must, should, hint."],
    ),
    "text without its language": (
        rule().replace("statement.en =", "statement ="),
        ["4: say the language of the text: write statement.en = and the text"],
    ),
    "another language": (
        rule().replace("statement.en =", "statement.de ="),
        ["4: there is no key «de» here. Keys: en, fr."],
    ),
    "empty text": (rule().replace('statement.en = "x"', 'statement.en = " "'), ["4: the text is empty"]),
    "number for text": (
        rule().replace('statement.en = "x"', "statement.en = 7"),
        ["4: a text is expected here, in quotes"],
    ),
    "date for text": (
        rule().replace('statement.en = "x"', "statement.en = 1979-05-27 07:32:00"),
        ["4: a text is expected here, in quotes"],
    ),
    "control sign": (
        rule().replace('statement.en = "x"', r'statement.en = "a\u0007"'),
        ["4: the text holds the sign U+0007, which no page can show"],
    ),
    "no sign at all": (
        rule().replace('statement.en = "x"', r'statement.en = "\uFFFE"'),
        ["4: the text holds the sign U+FFFE, which no page can show"],
    ),
    "text for a switch": (rule(more='any = "yes"'), ["7: true or false is expected here"]),
    "switch for a number": (
        rule('test = "some", rows = ["mon_field"], letters = "A", by = "hr", at_least = true'),
        ["6: a whole number is expected here"],
    ),
    "text for a number": (
        rule('test = "share", letters = "A", at_most = "half", min_rows = 8'),
        ["6: a number is expected here"],
    ),
    "table for a list": (rule(more="[rule.needs]\nx = 1"), ["7: a list is expected here, in square brackets"]),
    "list for a table": (rule(more="when = []"), ["7: a table is expected here, with keys and values"]),
    "unknown size": (
        rule(more='[rule.when]\nsize = ["tiny"]'),
        ["8: «tiny» cannot stand here. Choose from: standard, small."],
    ),
    "unknown function of the context": (
        rule(more='[rule.when]\nhas = "hr"\nhas_several = "expert"'),
        ["9: «expert» is not known as a function; did you mean «experts»?"],
    ),
    "unknown function of a test's context": (
        rule('test = "count", rows = ["*"], letters = "A", at_most = 1, when = { has = "x" }'),
        ["6: «x» is not known as a function. HOUSE_RULES.md says where the known ones are listed."],
    ),
    "unknown claim": (rule(more='claims = ["S1", "S99"]'), ["7: «S99» is not known as a claim; did you mean «S9»?"]),
    "unknown source": (rule(more='sources = ["SEEDS"]'), ["7: «SEEDS» is not known as a source; did you mean «SEED»?"]),
    "unknown survey": (
        rule(more='surveys = ["SHRM99"]'),
        ["7: «SHRM99» is not known as a survey; did you mean «SHRM12»?"],
    ),
    "unknown rule": (rule(more='follows = "STR-9"'), ["7: «STR-9» is not known as a rule; did you mean «STR-1»?"]),
    "two unknown rules": (
        rule(more='follows = "STR-9"\nyields_to = "@"'),
        [
            "7: «STR-9» is not known as a rule; did you mean «STR-1»?",
            "8: «@» is not known as a rule. HOUSE_RULES.md says where the known ones are listed.",
        ],
    ),
    "placeholder": (
        rule().replace('message.en = "x"', 'message.en = "{unit}"'),
        ["5: only {activities}, {units}, {functions} and {n} are filled"],
    ),
    "placeholder of the other language": (
        rule(more='message.fr = "{n:>99999999999}"'),
        ["7: only {activities}, {units}, {functions} and {n} are filled"],
    ),
    "placeholder that is turned": (
        rule().replace('message.en = "x"', 'message.en = "{n!r}"'),
        ["5: only {activities}, {units}, {functions} and {n} are filled"],
    ),
    "broken placeholder": (
        rule().replace('message.en = "x"', 'message.en = "{n"'),
        ["5: only {activities}, {units}, {functions} and {n} are filled"],
    ),
    "bad id": (rule(identity="A B"), ["2: an id has 1 to 80 letters, digits and signs of _ . : -"]),
    "shipped id": (rule(identity="STR-1"), ["2: the id «STR-1» is that of a shipped one; choose another"]),
    "id twice": (
        rule() + rule(),
        ["9: the id «ACME-1» stands already in a.toml, line 2; choose another"],
    ),
    "remedy": (
        rule(
            more='remedy = [\n{ step = "give", rows = ["*"], letters = "*", by = "xx", like = "yy" },\n'
            '{ step = "take", rows = ["*"], letters = "*", not_by = "zz", instead = "*" },\n'
            '{ step = "share_out", owners = { ghost = "hr", mon_field = "vv" }, letters = "A" },\n'
            '{ step = "keep", rows = ["mon_field"], letters = "C", at_most = 1, or_share = 2, prefer = ["hr", "ww"] }]'
        ),
        [
            "8: «yy» is not known as an activity.",
            "8: «xx» is not known as a function.",
            "8: «*» is not known as a letter.",
            "9: «zz» is not known as a function.",
            "9: «*» is not known as a letter.",
            "10: «ghost» is not known as an activity.",
            "10: «vv» is not known as a function.",
            "11: «ww» is not known as a function.",
            "11: a share is a number from 0 to 1",
        ],
    ),
    "several": (
        rule() + rule(identity="B", more="colour = 1") + rule(identity="C").replace('"must"', '"x"'),
        ["14: there is no key «colour» here. Keys: id, ", "17: «x» cannot stand here."],
    ),
    "family": (
        'family = "x"\ncolour = 1\n' + rule(),
        ["1: say the language of the text", "2: there is no key «colour»"],
    ),
    "a text for rules": ('rule = "x"', ["1: a list is expected here, in square brackets"]),
    "texts for rules": ('rule = ["x"]', ["1: a table is expected here, with keys and values"]),
    "one bracket": ("# x\n[rule]\nid = 'A'\n", ["2: write [[rule]], with two brackets on each side"]),
    "neither": ("# nothing", ["1: a house file holds either rules, each under [[rule]], or one template with id and"]),
    "no rule at all": ("rule = []", ["1: a house file holds either rules"]),
    "both": ("rows = {}\n" + rule(), ["2: a house file holds either rules"]),
    "bad TOML": ("id = 'x'\nname = \n", ["2: not valid TOML: Invalid value"]),
    "unfinished TOML": ('id = "x"\nname = ["a",\n\n', ["4: not valid TOML: "]),
    "number without end": ("id = " + "9" * 4500, ["1: not valid TOML: Exceeds the limit"]),
    "nested lists": ("\n".join(["id = "] + ["[" * 4000] * 9).replace("\n", "", 1), ["1: lists or tables are nested"]),
    "long line": (
        "id = 'x'\n" + "a." * 3000 + "a = 1",
        ["2: the line is too long, or holds too many dots; break it up"],
    ),
    "key of many parts": ("a" + ".a" * 101 + " = 1", ["1: the line is too long, or holds too many dots"]),
    "faults without end": (
        rule().replace("[{", "[\n" + '{ test = "every", row = "con_create", letters = "X" },\n' * 30 + "{"),
        [f"{line}: «X» is not known as a letter. Choose from: R, A, C, I." for line in range(7, 27)],
    ),
}


@pytest.mark.parametrize("case", FAULTY)
def test_a_faulty_rule_is_left_out_and_told_with_its_line(tmp_path: Path, case: str) -> None:
    text, wanted = FAULTY[case]
    known = written(tmp_path, a=text, b=rule(identity="WELL"))
    found = told(known)
    assert [one.startswith(f"a.toml:{start}") for one, start in zip(found, wanted, strict=True)] == [True] * len(
        wanted
    ), found
    assert set(known.rules) >= {*SHIPPED.rules, "WELL"}
    assert known.templates == SHIPPED.templates
    for complaint in known.complaints:
        assert "\n" not in complaint.text(Language.FR)


def test_the_sound_rules_of_a_faulty_file_stay(tmp_path: Path) -> None:
    known = written(tmp_path, a=FAULTY["several"][0], b=FAULTY["family"][0].replace("ACME-1", "D"))
    assert [identity for identity in known.rules if identity not in SHIPPED.rules] == ["ACME-1", "D"]
    assert known.families[-1].name == Words("b.toml")


def test_who_names_a_faulty_rule_is_left_out_in_turn(tmp_path: Path) -> None:
    known = written(
        tmp_path,
        a=rule(identity="ONE", more='follows = "TWO"'),
        b=rule(identity="TWO", more='yields_to = "THREE"'),
        c=rule(identity="THREE", more="colour = 1"),
    )
    assert known.rules == SHIPPED.rules
    assert [line.partition(" ")[0] for line in told(known)] == ["a.toml:7:", "b.toml:7:", "c.toml:7:"]


def test_an_id_belongs_to_the_first_house(tmp_path: Path) -> None:
    for name in ("one", "two"):
        written(tmp_path / name, a="\n" * len(name) + rule())
    known = knowledge_with([tmp_path / "two", tmp_path / "one"])
    assert known.rules["ACME-1"].origin == "a.toml"
    assert [complaint.text() for complaint in known.complaints] == [
        f"{tmp_path / 'one' / 'a.toml'}:5: the id «ACME-1» stands already in a.toml, line 5; choose another"
    ]


def test_only_so_many_rules_of_a_file_are_read(tmp_path: Path) -> None:
    known = written(tmp_path, a="".join(rule(identity=f"A-{number}") for number in range(MOST_RULES + 2)))
    assert len(known.rules) == len(SHIPPED.rules) + MOST_RULES
    assert told(known) == [f"a.toml:{MOST_RULES * 7 + 1}: more than 500 rules in a file; the others are left out"]


# -- what is faulty in a template -------------------------------------------------------------------------

FAULTY_TEMPLATES: dict[str, tuple[str, list[str]]] = {
    # its text begins with an empty line
    "unknown base": (
        TEMPLATE.replace("corporate", "corprate"),
        ["3: «corprate» is not known as a template; did you mean «corporate»?"],
    ),
    "its own base": (TEMPLATE.replace("corporate", "acme"), ["3: templates that inherit from each other"]),
    "unknown activity": (
        TEMPLATE.replace("mon_field", "mon_feild"),
        ["5: «mon_feild» is not known as an activity; did you mean «mon_field»?"],
    ),
    "a set of functions": (
        TEMPLATE.replace("legal =", "experts ="),
        ["6: «experts» is not known as a function. HOUSE_RULES.md says where the known ones are listed."],
    ),
    "unknown letter": (TEMPLATE.replace('"I"', '"X"'), ["6: «X» is not known as a letter. Choose from: R, A, C, I."]),
    "no letter": (TEMPLATE.replace('"I"', '""'), ["6: name at least one letter of R, A, C, I"]),
    "half a basis": (TEMPLATE + 'basis = { A = "seed" }', ["7: each letter of R, A, C, I needs its basis"]),
    "unknown basis": (
        TEMPLATE + 'basis = { A = "hearsay" }',
        ["7: «hearsay» cannot stand here. Choose from: seed, source, derived."],
    ),
    "control sign in a key": (
        TEMPLATE.replace("mon_field", r'"\u0001"'),
        ["5: the text holds the sign U+0001, which no page can show"],
    ),
    "missing name": (TEMPLATE.replace('name.en = "Acme"', ""), ["1: «name» is missing"]),
    "empty name": (TEMPLATE.replace('"Acme"', '""'), ["4: the text is empty"]),
    "bad id": (TEMPLATE.replace('"acme"', '"a b"'), ["2: an id has 1 to 80 letters, digits and signs of _ . : -"]),
    "shipped id": (
        TEMPLATE.replace('"acme"', '"small"'),
        ["2: the id «small» is that of a shipped one; choose another"],
    ),
    "nothing in it": ('\nid = "a"\nname.en = "x"', ["1: a template needs rows, or a base to take them from"]),
    "rows that are none": (
        '\nid = "a"\nname.en = "x"\nrows = 1',
        ["4: a table is expected here, with keys and values"],
    ),
    "row that is none": (TEMPLATE + "[rows]\nx = 1", ["8: a table is expected here, with keys and values"]),
    "unknown setting": (
        TEMPLATE + '[context]\nsector = "navy"',
        ["8: «navy» cannot stand here. Choose from: corporate, government, education, nonprofit."],
    ),
    "empty rules": (TEMPLATE.replace('base = "corporate"', "rule = []"), ["3: there is no key «rule» here."]),
}


@pytest.mark.parametrize("case", FAULTY_TEMPLATES)
def test_a_faulty_template_is_left_out_and_told_with_its_line(tmp_path: Path, case: str) -> None:
    text, wanted = FAULTY_TEMPLATES[case]
    known = written(tmp_path, a=text, b=TEMPLATE.replace('"acme"', '"well"'))
    found = told(known)
    assert [one.startswith(f"a.toml:{start}") for one, start in zip(found, wanted, strict=True)] == [True] * len(
        wanted
    ), found
    assert list(known.templates) == [*SHIPPED.templates, "well"]
    assert known.rules == SHIPPED.rules


def test_a_circle_takes_its_heirs_with_it(tmp_path: Path) -> None:
    bases = {"a": "b", "b": "c", "c": "a", "d": "c", "e": "d", "f": "small"}
    files = {one: f'id = "{one}"\nname.en = "x"\nbase = "{base}"\n' for one, base in bases.items()}
    known = written(tmp_path, **files)
    assert list(known.templates) == [*SHIPPED.templates, "f"]
    circle = "templates that inherit from each other"
    assert told(known) == [
        *(f"{one}.toml:3: {circle}" for one in "abc"),
        f"d.toml:3: «c» is not known as a template. Choose from: {', '.join(SHIPPED.templates)}, d, e, f.",
        f"e.toml:3: «d» is not known as a template. Choose from: {', '.join(SHIPPED.templates)}, e, f.",
    ]


# -- what is faulty in a folder ---------------------------------------------------------------------------


def _link(path: Path) -> None:
    path.with_suffix(".txt").write_text(RULE)
    path.symlink_to(path.with_suffix(".txt"))


def _pipe(path: Path) -> None:
    os.mkfifo(path)


PATHS: dict[str, tuple[Callable[[Path], object], str]] = {
    "folder": (lambda path: path.mkdir(), "1: not a file; only files are read"),
    "link": (_link, "1: links are not followed; put the file itself here"),
    "link to nowhere": (lambda path: path.symlink_to("nowhere"), "1: links are not followed"),
    "pipe": (_pipe, "1: not a file; only files are read"),
    "too large": (
        lambda path: path.write_bytes(b"#\n" * 500_001),
        "1: larger than 1 MB, more than any house file needs",
    ),
    "not UTF-8": (lambda path: path.write_bytes(b"# a\n# b\n# \xff\n"), "3: the text is not UTF-8; save the file"),
    "UTF-16": (lambda path: path.write_bytes(RULE.encode("utf-16")), "1: the text is not UTF-8"),
}


@pytest.mark.parametrize("case", PATHS)
def test_what_is_no_plain_file_is_not_read(tmp_path: Path, case: str) -> None:
    make, wanted = PATHS[case]
    make(tmp_path / "x.toml")
    known = written(tmp_path, y=RULE)
    (found,) = told(known)
    assert found.startswith(f"x.toml:{wanted}")
    assert "ACME-1" in known.rules


def test_a_large_file_is_read(tmp_path: Path) -> None:
    assert written(tmp_path, a=RULE + "#\n" * 499_000).complaints == ()


def test_a_file_from_windows_is_read(tmp_path: Path) -> None:
    (tmp_path / "A.TOML").write_bytes(b"\xef\xbb\xbf" + rule(more="colour = 1").replace("\n", "\r\n").encode())
    assert told(knowledge_with([tmp_path])) == [
        f"A.TOML:7: {told(written(tmp_path / 'b', a=rule(more='colour = 1')))[0][10:]}"
    ]


def test_other_files_are_none_of_ours(tmp_path: Path) -> None:
    for name in (".acme.toml", "._acme.toml", "acme.txt", "toml", "acme.toml~"):
        (tmp_path / name).write_text("nonsense")
    (tmp_path / "rules").write_text("not a folder")
    assert knowledge_with([tmp_path]).complaints == ()


def test_a_file_is_read_once_however_often_it_is_named(tmp_path: Path) -> None:
    written(tmp_path / "a", one=RULE)
    (tmp_path / "link").symlink_to(tmp_path / "a")
    folders = [tmp_path / "a", tmp_path / "link", tmp_path / "a" / ".." / "a", tmp_path / "a" / "one.toml"]
    known = knowledge_with(folders)
    assert known.complaints == ()
    assert [file.path for file in known.house.files] == [tmp_path / "a" / "one.toml"]


def test_a_single_file_may_be_a_house(tmp_path: Path) -> None:
    written(tmp_path, a=RULE, b=RULE)
    assert "ACME-1" in knowledge_with([tmp_path / "a.toml"]).rules
    missing = knowledge_with([tmp_path / "c.toml", tmp_path / "nowhere", tmp_path / "a.txt"])
    (tmp_path / "a.txt").write_text(RULE)
    assert told(missing) == [
        "a.txt:1: house files end in .toml; others are not read",
        "c.toml:1: cannot be read (No such file or directory)",
        "nowhere:1: cannot be read (No such file or directory)",
    ]


def test_a_folder_that_may_not_be_looked_into_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(tmp_path, rules__a=RULE, b=rule(identity="ACME-2"))
    entries = Path.iterdir

    def closed(path: Path) -> object:
        if path.name == "rules":
            raise PermissionError(13, "Permission denied", str(path))
        return entries(path)

    monkeypatch.setattr(Path, "iterdir", closed)
    known = knowledge_with([tmp_path])
    assert told(known) == ["rules:1: cannot be read (Permission denied)"]
    assert "ACME-2" in known.rules


def test_a_folder_that_may_not_even_be_looked_at_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(path: Path, *_: object, **__: object) -> object:
        raise PermissionError(13, "Permission denied", str(path))

    with monkeypatch.context() as changed:
        changed.setattr(Path, "is_dir", closed)
        changed.setattr(Path, "lstat", closed)
        (complaint,) = read_houses([tmp_path]).complaints
        assert houses_beside(tmp_path / "x.raci") == ()
    assert complaint.what.text() == "cannot be read (Permission denied)"


def test_a_reason_without_a_line_is_told_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.toml").write_text(RULE)

    def refuse(_text: str) -> None:
        raise ValueError("no")

    with monkeypatch.context() as changed:
        changed.setattr("tomllib.loads", refuse)
        (complaint,) = read_houses([tmp_path]).complaints
    assert complaint.text() == f"{tmp_path / 'a.toml'}:1: not valid TOML: no"


def test_complaints_are_told_in_the_language_asked_for(tmp_path: Path) -> None:
    (complaint,) = written(tmp_path, a=rule(more="colour = 1")).complaints
    assert complaint.line == 7
    assert complaint.text(Language.EN).startswith(f"{tmp_path / 'a.toml'}:7: there is no key «colour» here.")
    assert complaint.text(Language.FR).startswith(f"{tmp_path / 'a.toml'}:7: ")


# -- whatever a file holds --------------------------------------------------------------------------------

VALUES = st.recursive(
    st.none().map(lambda _: "x") | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
KEYS = st.sampled_from(Rule.__struct_fields__)
SOME_KINDS = st.sampled_from(["only", "some", "count", "share", "tone", "together", "listed", "nope"])
PARTS = st.sampled_from(["rows", "letters", "by", "at_most", "min_rows", "not", "functions", "or_share", "when"])
TESTS = st.lists(
    st.dictionaries(PARTS, VALUES, max_size=4).flatmap(lambda one: SOME_KINDS.map(lambda kind: {**one, "test": kind}))
)


@given(content=st.dictionaries(KEYS, VALUES, max_size=6), tests=TESTS | VALUES)
def test_nothing_in_a_file_stops_anything(content: dict[str, object], tests: object) -> None:
    whole = {"id": "X-1", "severity": "must", "statement": {"en": "x"}, "message": {"en": "x"}, "tests": tests}
    entries: list[object] = [{**whole, **content}, {**content, "tests": tests}]
    file = HouseFile(Path("a.toml"), "", {"rule": entries})
    found = house_rules([file], SHIPPED, SHIPPED.rules)
    assert len(found.items) <= 1
    assert found.complaints or found.items
    template = HouseFile(Path("b.toml"), "", {"id": "x", "name": {"en": "x"}, "rows": content, "context": tests})
    assert house_templates([template], SHIPPED, SHIPPED.templates).complaints


def test_a_file_that_is_read_is_told_apart_from_a_complaint(tmp_path: Path) -> None:
    written(tmp_path, a=RULE, b=TEMPLATE)
    rules, template = read_house_file(tmp_path / "a.toml"), read_house_file(tmp_path / "b.toml")
    assert isinstance(rules, HouseFile)
    assert isinstance(template, HouseFile)
    assert (rules.holds_rules, template.holds_rules) == (True, False)
