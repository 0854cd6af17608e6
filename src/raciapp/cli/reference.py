"""The rules as a page of Markdown: each with where it comes from, why it stands, and where others do.

What stands in knowledge files is text, never markup, and house files are anybody's.
"""

import re
from enum import Enum

from msgspec.structs import asdict

from raciapp.base.messages import mark, translate
from raciapp.base.words import Language, Words
from raciapp.formats.report import BASIS_NAMES, SEVERITY_NAMES
from raciapp.knowledge.library import Knowledge
from raciapp.knowledge.records import Rule, Source, Survey, When

_MARKUP = re.compile(r"[\\`*_{}\[\]<>#|~$]|&(?=#?\w+;)")
_BREAKS = re.compile(r"\s*[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]\s*")


def reference(knowledge: Knowledge, language: Language) -> str:
    """Return every rule by family, in one language, as Markdown that ends in a line break."""
    page = _Page(knowledge, language)
    parts = [
        "# " + page.say(mark("Rules of good practice")),
        page.say(
            mark(
                "What each rule says, how much it weighs, what it rests on, why it stands, what helps when a matrix "
                "departs from it, and when the departure may be accepted. Surveys show where others stand; most "
                "describe the years 2010 to 2017, not today."
            )
        ),
    ]
    for family in knowledge.families:
        parts.append(f"## {page.text(family.name)}")
        parts += [page.rule(knowledge.rules[identity]) for identity in family.rules]
    return "\n\n".join(parts) + "\n"


def escaped(text: str) -> str:
    """Return text as Markdown that reads as it stands, in one line."""
    return _MARKUP.sub(lambda found: f"\\{found[0]}", _BREAKS.sub(" ", text))


class _Page:
    """Writes in one language what one body of knowledge holds."""

    def __init__(self, knowledge: Knowledge, language: Language) -> None:
        self._knowledge = knowledge
        self._language = language

    def say(self, text: str, **values: object) -> str:
        return translate(text, self._language, **values)

    def text(self, words: Words) -> str:
        return escaped(words.text(self._language))

    def rule(self, rule: Rule) -> str:
        basis = f"**{self.say(SEVERITY_NAMES[rule.severity])}** · {self.say(BASIS_NAMES[rule.basis])}"
        if rule.origin:
            basis += f" · {self.say(mark('House rule, {file}'), file=escaped(rule.origin))}"
        claims = [f"{self.text(self._knowledge.claims[key].text)} ({key})" for key in rule.claims]
        lines = [
            self._labelled(mark("Applies when"), _settings(rule.when)),
            self._labelled(mark("Why"), self.text(rule.reason)),
            self._labelled(mark("The founding post"), "; ".join(claims)),
            self._labelled(mark("What helps"), self.text(rule.fix)),
            self._labelled(mark("Accepting it"), self.text(rule.waiver)),
            self._labelled(
                mark("Sources"), "; ".join(self._source(self._knowledge.sources[key]) for key in rule.sources)
            ),
            *(self._labelled(mark("Survey"), self._survey(self._knowledge.surveys[key])) for key in rule.surveys),
        ]
        listed = "\n".join(f"- {line}" for line in lines if line)
        heading = f"### {escaped(rule.id)} · {self.text(rule.statement)}"
        return "\n\n".join(part for part in (heading, basis, listed) if part)

    def _labelled(self, label: str, content: str) -> str:
        return self.say(mark("{label}: {content}"), label=f"**{self.say(label)}**", content=content) if content else ""

    def _source(self, source: Source) -> str:
        return _linked(self.text(source.title), source.link)

    def _survey(self, survey: Survey) -> str:
        sample = f"{self.text(survey.sample)}, {escaped(survey.year)}"
        where = _linked(escaped(survey.source), survey.link)
        if survey.secondary:
            where += " (" + self.say(mark("read in the words of others only")) + ")"
        return " · ".join((self.text(survey.figure), sample, where))


def _linked(text: str, link: str) -> str:
    return f"[{text}](<{link}>)" if link else text


def _settings(when: When) -> str:
    """Return the settings a rule asks for, as `--context` spells them."""
    given = []
    for key, value in asdict(when).items():
        values = value if isinstance(value, tuple) else (value,) if value not in ("", None) else ()
        spelled = [str(one.value if isinstance(one, Enum) else one) for one in values]
        if spelled:
            given.append(f"{key}={'|'.join(spelled)}".replace("True", "true").replace("False", "false"))
    return ", ".join(f"`{one.replace('`', '')}`" for one in given)
