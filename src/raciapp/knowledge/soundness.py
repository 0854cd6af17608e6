"""What may be wrong with a rule or a template that is well formed: names nobody knows, parts that say nothing."""

import re
from collections.abc import Collection, Iterable, Iterator
from string import Formatter

from raciapp.base.errors import UserError
from raciapp.base.messages import mark
from raciapp.base.words import Words
from raciapp.document.stored import IDENTITY
from raciapp.knowledge.faults import (
    ACTIVITY,
    CLAIM,
    FUNCTION,
    LETTER,
    SOURCE,
    SURVEY,
    Fault,
    Names,
    Place,
    unknown,
)
from raciapp.knowledge.records import CountTest, NobodyTest, Rule, ShareTest, SomeTest, Template, Test, When
from raciapp.knowledge.remedies import AnyStep, GiveStep, KeepStep, TakeStep, TemplateStep

LETTERS = "RACI"
FILLED = frozenset({"activities", "units", "functions", "n"})
"""What a rule's message may have filled in."""

_EVERY_ROW = (CountTest, NobodyTest, GiveStep, TakeStep, KeepStep)
"""The tests and steps whose rows may be `*`."""
_SHARES = {CountTest: "or_share", ShareTest: "at_most", KeepStep: "or_share"}


def rule_faults(rule: Rule, names: Names) -> Iterator[Fault]:
    """Yield what is wrong with a rule, apart from the rules it names."""
    yield from _identity_faults(rule.id)
    yield from _empty_faults(("statement",), rule.statement)
    yield from _empty_faults(("message",), rule.message)
    yield from _each(("needs",), rule.needs, names.activities, ACTIVITY)
    yield from _when_faults(("when",), rule.when, names)
    if not rule.tests:
        yield Fault(("tests",), UserError(mark("a rule needs at least one test")))
    for key, parts in (("tests", rule.tests), ("remedy", rule.remedy)):
        for number, part in enumerate(parts):
            for fault in _part_faults(part, names):
                yield Fault((key, number, *fault.place), fault.what)
    yield from _each(("claims",), rule.claims, names.claims, CLAIM)
    yield from _each(("sources",), rule.sources, names.sources, SOURCE)
    yield from _each(("surveys",), rule.surveys, names.surveys, SURVEY)
    for language, text in (("en", rule.message.en), ("fr", rule.message.fr)):
        if not _fillable(text):
            what = UserError(mark("only {activities}, {units}, {functions} and {n} are filled"))
            yield Fault(("message", language), what)


def template_faults(template: Template, names: Names) -> Iterator[Fault]:
    """Yield what is wrong with a template, apart from the template it takes rows from."""
    yield from _identity_faults(template.id)
    yield from _empty_faults(("name",), template.name)
    if not template.rows and not template.base:
        yield Fault((), UserError(mark("a template needs rows, or a base to take them from")))
    for activity, row in template.rows.items():
        place: Place = ("rows", activity)
        if activity not in names.activities:
            yield Fault(place, unknown(activity, names.activities, ACTIVITY))
        for function, letters in row.letters.items():
            if function not in names.functions:
                yield Fault((*place, "letters", function), unknown(function, names.functions, FUNCTION))
            yield from _letter_faults((*place, "letters", function), letters.replace("/", ""))
        if set(row.basis) != set("".join(row.letters.values())) - {"/"}:
            yield Fault((*place, "basis"), UserError(mark("each letter of R, A, C, I needs its basis")))


def _identity_faults(identity: str) -> Iterator[Fault]:
    if not re.fullmatch(IDENTITY, identity):
        yield Fault(("id",), UserError(mark("an id has 1 to 80 letters, digits and signs of _ . : -")))


def _empty_faults(place: Place, words: Words) -> Iterator[Fault]:
    if not (words.en.strip() or words.fr.strip()):
        yield Fault(place, UserError(mark("the text is empty")))


def _each(place: Place, used: Iterable[str], known: Collection[str], kind: str) -> Iterator[Fault]:
    for number, name in enumerate(used):
        if name not in known:
            yield Fault((*place, number), unknown(name, known, kind))


def _when_faults(place: Place, when: When, names: Names) -> Iterator[Fault]:
    for key, name in (("has", when.has), ("has_several", when.has_several)):
        yield from _function_faults((*place, key), name, names)


def _function_faults(place: Place, name: str, names: Names) -> Iterator[Fault]:
    known = {**names.functions, **names.function_sets}
    if name and name not in known:
        yield Fault(place, unknown(name, known, FUNCTION))


def _part_faults(part: Test | AnyStep, names: Names) -> Iterator[Fault]:
    """Yield what is wrong with a test, or with a step of a remedy: both name things by the same keys."""
    for key in ("rows", "given"):
        rows = getattr(part, key, ())
        if rows != ("*",) or not isinstance(part, _EVERY_ROW):
            yield from _each((key,), rows, names.activities, ACTIVITY)
    for key in ("row", "like"):
        row = getattr(part, key, "")
        if row and row not in names.activities:
            yield Fault((key,), unknown(row, names.activities, ACTIVITY))
    for key in ("by", "not_by"):
        yield from _function_faults((key,), getattr(part, key, ""), names)
    for key in ("functions", "prefer"):
        for number, function in enumerate(getattr(part, key, ())):
            yield from _function_faults((key, number), function, names)
    for row, function in getattr(part, "owners", {}).items():
        if row not in names.activities:
            yield Fault(("owners", row), unknown(row, names.activities, ACTIVITY))
        yield from _function_faults(("owners", row), function, names)
    yield from _when_faults(("when",), getattr(part, "when", When()), names)
    yield from _duty_faults(part)
    yield from _idle_faults(part)


def _duty_faults(part: Test | AnyStep) -> Iterator[Fault]:
    for key in ("letters", "also", "and_letters", "like_letters", "when_nobody", "lacking", "instead"):
        letters = getattr(part, key, None)
        given = key == "instead" or (key == "letters" and isinstance(part, GiveStep | TemplateStep))
        if letters is not None and (letters != "*" or given):
            yield from _letter_faults((key,), letters, needed=key in {"letters", "also"})


def _letter_faults(place: Place, letters: str, *, needed: bool = True) -> Iterator[Fault]:
    if needed and not letters:
        yield Fault(place, UserError(mark("name at least one letter of R, A, C, I")))
    for letter in dict.fromkeys(letters):
        if letter not in LETTERS:
            yield Fault(place, unknown(letter, LETTERS, LETTER))


def _idle_faults(part: Test | AnyStep) -> Iterator[Fault]:
    """Yield why a test could never fail or be decided, or a step never do anything."""
    for key in ("rows", "functions"):
        if getattr(part, key, None) == ():
            yield Fault((key,), UserError(mark("the list is empty, so nothing would be looked at")))
    if getattr(part, "row", None) == "":
        yield Fault(("row",), UserError(mark("the text is empty")))
    if isinstance(part, SomeTest):
        if not part.by:
            yield Fault(("by",), UserError(mark('name a function; for units of any function, write test = "count"')))
        if part.at_least < 1:
            yield Fault(("at_least",), UserError(mark("nothing could fail this test; write 1 or more")))
    if isinstance(part, CountTest):
        yield from _bound_faults(part)
    share = _SHARES.get(type(part), "")
    if share and not 0 <= getattr(part, share) <= 1:
        yield Fault((share,), UserError(mark("a share is a number from 0 to 1, such as 0.5")))


def _bound_faults(test: CountTest) -> Iterator[Fault]:
    if test.at_most is None and test.at_least < 1 and not test.not_all:
        yield Fault((), UserError(mark("nothing could fail this test; write at_least, at_most or both")))
    if test.at_most is not None and test.at_most < max(test.at_least, 0):
        yield Fault(
            ("at_most",),
            UserError(mark("no number is at least {least} and at most {most}"), least=test.at_least, most=test.at_most),
        )


def _fillable(text: str) -> bool:
    """Return whether a message asks for nothing but what is filled in, as it is."""
    try:
        parts = list(Formatter().parse(text))
    except ValueError:
        return False
    return all(name is None or (name in FILLED and not form and not turned) for _, name, form, turned in parts)
