"""Sources and surveys, the page of rules made from them, and the page that teaches to write house rules."""

import importlib.util
import json
import re
from pathlib import Path
from types import ModuleType
from typing import Any, get_args

import pytest

from raciapp.base.errors import UserError
from raciapp.base.resources import resources
from raciapp.base.words import Language, Words
from raciapp.cli.reference import escaped, reference
from raciapp.knowledge.library import Knowledge, knowledge, knowledge_with
from raciapp.knowledge.records import Rule, Severity
from raciapp.knowledge.records import Test as AnyTest

ROOT = Path(__file__).resolve().parents[2]
DOMAIN = ROOT.parent / "shared" / "domain" / "domain.json"
GUIDE = resources() / "knowledge" / "HOUSE_RULES.md"
SHIPPED = knowledge()
EVERY_WORDS: list[tuple[str, Words]] = [
    *((source.key, source.title) for source in SHIPPED.sources.values()),
    *((f"{survey.key} figure", survey.figure) for survey in SHIPPED.surveys.values()),
    *((f"{survey.key} sample", survey.sample) for survey in SHIPPED.surveys.values()),
    *((f"family {family.name.en}", family.name) for family in SHIPPED.families),
]


def _tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("reference_tool", ROOT / "packaging" / "reference.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


TOOL = _tool()


@pytest.fixture(scope="module")
def domain() -> Any:
    if not DOMAIN.is_file():
        pytest.skip("the domain file is not beside this checkout")
    return json.loads(DOMAIN.read_text("utf-8"))


# -- sources and surveys ----------------------------------------------------------------------------------


def test_every_source_and_survey_is_told_in_both_languages() -> None:
    assert (len(SHIPPED.sources), len(SHIPPED.surveys)) == (46, 21)
    assert [place for place, words in EVERY_WORDS if not (words.en.strip() and words.fr.strip())] == []
    assert [place for place, words in EVERY_WORDS for text in (words.en, words.fr) if text != text.strip()] == []
    assert all(survey.source and re.fullmatch(r"\d{4}(-\d{4})?", survey.year) for survey in SHIPPED.surveys.values())


def test_french_has_no_break_spaces_and_english_no_french_signs() -> None:
    broken = re.compile(r"(?<!\u00a0)[:;?!»%]|«(?!\u00a0)|\d \d{3}")
    assert [(place, words.fr) for place, words in EVERY_WORDS if broken.search(words.fr)] == []
    assert [place for place, words in EVERY_WORDS if re.search(r"[«»\u00a0]", words.en)] == []


def test_a_link_leads_to_the_web_or_is_not_there() -> None:
    links = [source.link for source in SHIPPED.sources.values()]
    links += [survey.link for survey in SHIPPED.surveys.values()]
    assert [link for link in links if link and not re.fullmatch(r"https?://[\w.-]+/[^\s<>\"']*", link)] == []
    assert [link for link in links if "..." in link] == []
    assert sum(not link for link in links) == 5


def test_what_is_cited_is_known() -> None:
    for rule in SHIPPED.rules.values():
        assert set(rule.sources) <= set(SHIPPED.sources)
        assert set(rule.surveys) <= set(SHIPPED.surveys)
    assert SHIPPED.rules["POL-1"].surveys == ("SHRM12",)
    assert sum(bool(rule.surveys) for rule in SHIPPED.rules.values()) == 10


def test_sources_are_those_of_the_domain(domain: Any) -> None:
    where = {entry["key"]: entry["where"] for entry in domain["sources"]}
    assert list(where) == list(SHIPPED.sources)
    # Of ALT13, the register cuts the link short; the survey of that name has it whole.
    others = [source for source in SHIPPED.sources.values() if source.key != "ALT13"]
    assert [source.key for source in others if source.link not in where[source.key]] == []
    assert [source.key for source in others if not source.link and "://" in where[source.key]] == []


def test_surveys_are_those_of_the_domain(domain: Any) -> None:
    entries = {entry["key"]: entry for entry in domain["surveys"]}
    assert list(entries) == list(SHIPPED.surveys)
    for survey in SHIPPED.surveys.values():
        entry = entries[survey.key]
        assert survey.year == entry["year"]
        assert survey.secondary == entry["seen"].startswith("secondary")
        assert survey.link in entry["where"] or survey.key == "ALT13"
        assert survey.figure.en == entry["figure"].replace(", undated in store", ", undated")
        numbers = re.findall(r"\d+", entry["figure"].replace(",", ""))
        french = re.sub(r"(?<=\d)\u00a0(?=\d{3})", "", survey.figure.fr)
        assert re.findall(r"\d+", french) == numbers


def test_a_key_stands_once(tmp_path: Path) -> None:
    for name in ("sources", "surveys"):
        text = (resources() / "knowledge" / f"{name}.toml").read_text("utf-8")
        (tmp_path / f"{name}.toml").write_text(text + "\n".join(text.split("\n\n")[1:2]), "utf-8")
        with pytest.raises(UserError, match=rf"^{name}\.toml: at \w+: the id «\w+» stands twice$"):
            getattr(Knowledge(tmp_path), name)


# -- the page of rules ------------------------------------------------------------------------------------


def test_the_page_of_rules_is_fresh() -> None:
    assert TOOL.main(["--check"]) == 0, "run: python packaging/reference.py"


def test_the_tool_writes_the_page_and_tells_a_stale_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(TOOL, "FILE", tmp_path / "RULES.md")
    assert TOOL.main(["--check"]) == 1
    assert TOOL.main([]) == 0
    assert TOOL.main(["--check"]) == 0
    assert (tmp_path / "RULES.md").read_text("utf-8") == TOOL.reference_text()
    with (tmp_path / "RULES.md").open("a") as file:
        file.write("\n")
    assert TOOL.main(["--check"]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "RULES.md: out of date, run packaging/reference.py",
        "RULES.md: up to date",
        "RULES.md: out of date, run packaging/reference.py",
    ]
    assert TOOL.main(["--chek"]) == 2
    assert "reference.py [--check]" in capsys.readouterr().err


@pytest.mark.parametrize("language", list(Language))
def test_the_page_tells_all_of_every_rule(language: Language) -> None:
    page = reference(SHIPPED, language)
    told = page.replace("\\", "")
    for family in SHIPPED.families:
        assert f"\n## {family.name.text(language)}\n" in told
    for rule in SHIPPED.rules.values():
        entry = _entry(page, rule).replace("\\", "")
        for words in (rule.statement, rule.reason, rule.fix, rule.waiver):
            assert words.text(language) in entry
        for key in rule.claims:
            assert f"{SHIPPED.claims[key].text.text(language)} ({key})" in entry
        for key in rule.sources:
            source = SHIPPED.sources[key]
            assert source.title.text(language) in entry
            assert f"](<{source.link}>)" in entry or not source.link
        for key in rule.surveys:
            survey = SHIPPED.surveys[key]
            assert survey.figure.text(language) in entry
            assert f"{survey.sample.text(language)}, {survey.year}" in entry
            assert f"[{survey.source}](<{survey.link}>)" in entry
    assert page.endswith("\n")
    assert "\n\n\n" not in page


def _entry(page: str, rule: Rule) -> str:
    _, _, after = page.partition(f"\n### {rule.id} · ")
    return re.split(r"\n##", after)[0]


def test_the_page_tells_when_a_rule_applies() -> None:
    page = reference(SHIPPED, Language.EN)
    assert "**Applies when**: `sector=government`, `program_channels=true`" in _entry(page, SHIPPED.rules["GOV-1"])
    assert "**Applies when**: `regulated=false`" in _entry(page, SHIPPED.rules["PER-6"])
    assert "**Applies when**: `pack=gc`" in _entry(page, SHIPPED.rules["GC-1"])
    assert "Applies when" not in _entry(page, SHIPPED.rules["RACI-1"])


def test_what_is_known_second_hand_says_so() -> None:
    entry = _entry(reference(SHIPPED, Language.EN), SHIPPED.rules["ENG-1"])
    assert entry.count("(read in the words of others only)") == 2


def test_a_house_rule_is_on_the_page_as_text(tmp_path: Path) -> None:
    hostile = r"<b>*x*</b> [y](http://z) `w` &amp; # {a} | a & b"
    (tmp_path / "a_b.toml").write_text(
        f"family.en = '{hostile}'\n[[rule]]\nid = 'ACME_1'\nseverity = 'hint'\nstatement.en = '''{hostile}\n# no'''\n"
        "message.en = 'x'\ntests = [{ test = 'part' }]\nwhen = { pack = 'a`b' }\n",
        "utf-8",
    )
    page = reference(knowledge_with([tmp_path]), Language.FR)
    shown = r"\<b\>\*x\*\</b\> \[y\](http://z) \`w\` \&amp; \# \{a\} \| a & b"
    assert page.endswith(f"\n## {shown}\n\n### ACME\\_1 · {shown} \\# no\n\n{page.rpartition('no' + chr(10) * 2)[2]}")
    last = page.splitlines()
    assert last[-1].endswith("`pack=ab`")
    assert last[-3].endswith(r"a\_b.toml")


def test_plain_text_stays_as_it_is() -> None:
    assert escaped("l'équipe, à 50 % (déjà) - R&D, a+b=c: «x»!") == "l'équipe, à 50 % (déjà) - R&D, a+b=c: «x»!"
    assert escaped("a \u2028 b\r\nc") == "a b c"


# -- the page that teaches --------------------------------------------------------------------------------

EXAMPLES = re.findall(r"```toml\n(.*?)```", GUIDE.read_text("utf-8"), re.DOTALL)


def test_the_examples_of_the_guide_are_sound(tmp_path: Path) -> None:
    assert len(EXAMPLES) == 4
    for number, example in enumerate(EXAMPLES):
        (tmp_path / f"{number}.toml").write_text(example, "utf-8")
    known = knowledge_with([tmp_path])
    assert [complaint.text() for complaint in known.complaints] == []
    assert [rule for rule in known.rules if rule not in SHIPPED.rules] == ["ACME-1", "ACME-2", "MAISON-1"]
    assert [template for template in known.templates if template not in SHIPPED.templates] == ["acme_bank"]
    assert known.rules["ACME-1"].remedy


def test_the_guide_shows_each_kind_of_test_once() -> None:
    shown = re.findall(r'test = "(\w+)"', EXAMPLES[1])
    assert sorted(shown) == sorted(str(kind.__struct_config__.tag) for kind in get_args(AnyTest))


def test_the_guide_lists_what_may_be_named() -> None:
    text = GUIDE.read_text("utf-8").partition("## Names to use")[2].partition("\n# ")[0]
    named = set(re.findall(r"`(\w+)`", text))
    assert named >= {*SHIPPED.functions, *SHIPPED.function_sets, *SHIPPED.activities}
    assert named <= {*SHIPPED.functions, *SHIPPED.function_sets, *SHIPPED.activities}
    for one in SHIPPED.function_sets.values():
        assert f"`{one.id}` ({', '.join(one.functions)})" in text


def test_the_guide_says_what_is_so() -> None:
    text = GUIDE.read_text("utf-8")
    assert all(f"{severity}" in text for severity in Severity)
    for name in ("raciapp-house", "--house", "raciapp rules validate", "raciapp templates validate", "1 MB"):
        assert name in text
    french = text.partition("\n# Règles")[2]
    assert not re.findall(r"(?<!\u00a0)[;?!»](?!\w)", re.sub(r"```.*?```", "", french, flags=re.DOTALL))
