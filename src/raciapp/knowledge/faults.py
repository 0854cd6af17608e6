"""What may be wrong with a rule or a template that is well formed: names nobody knows, tests that say nothing."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from string import Formatter
from typing import Protocol

import msgspec

from raciapp.base.errors import UserError
from raciapp.base.messages import mark
from raciapp.base.words import Words
from raciapp.knowledge.records import CountTest, NobodyTest, Rule, ShareTest, SomeTest, Template, Test, When

Place = tuple[str | int, ...]
"""Where something stands inside an entry: keys and, in lists, numbers from 0 on."""

ACTIVITY = mark("an activity")
CLAIM = mark("a claim")
FUNCTION = mark("a function")
LETTER = mark("a letter")
RULE = mark("a rule")
SOURCE = mark("a source")
SURVEY = mark("a survey")
TEMPLATE = mark("a template")

LETTERS = "RACI"
FILLED = frozenset({"activities", "units", "functions", "n"})
"""What a rule's message may have filled in."""

_IDENTITY = re.compile(r"[A-Za-z0-9_.:-]{1,80}")
_LONGEST_NAME = 60
_LONGEST_LIST = 160
_LIKENESS = 0.65
"""From this share of common letters on (of 1), a known name is proposed for an unknown one."""


class Fault(msgspec.Struct, frozen=True):
    """What is wrong at a place inside an entry, and what to write instead."""

    place: Place
    what: UserError


class Names(Protocol):
    """The names that rules and templates may use, by what they are."""

    @property
    def functions(self) -> Mapping[str, object]: ...
    @property
    def function_sets(self) -> Mapping[str, object]: ...
    @property
    def activities(self) -> Mapping[str, object]: ...
    @property
    def claims(self) -> Mapping[str, object]: ...
    @property
    def sources(self) -> Mapping[str, object]: ...
    @property
    def surveys(self) -> Mapping[str, object]: ...


def nearest(name: str, known: Iterable[str]) -> str:
    """Return the known name that `name` was probably meant to be, or the empty string."""
    import difflib  # only what is wrong needs it

    folded = {one.casefold(): one for one in known}
    found = difflib.get_close_matches(name[:_LONGEST_NAME].casefold(), folded, 1, _LIKENESS)
    return folded[found[0]] if found else ""


def shown(name: object) -> str:
    """Return a name from a file as a sentence may quote it: not too long."""
    text = str(name)
    return text if len(text) <= _LONGEST_NAME else f"{text[:_LONGEST_NAME]}…"


def unknown(name: str, known: Collection[str], kind: str) -> UserError:
    """Return the sentence that nothing of that `kind` (a marked text) is called `name`, and what is."""
    near = nearest(name, known)
    values = {"id": shown(name), "kind": UserError(kind)}
    if near:
        return UserError(mark("«{id}» is not known as {kind}; did you mean «{near}»?"), **values, near=near)
    listed = ", ".join(known)
    if listed and len(listed) <= _LONGEST_LIST:
        return UserError(mark("«{id}» is not known as {kind}. Choose from: {known}."), **values, known=listed)
    return UserError(
        mark("«{id}» is not known as {kind}. HOUSE_RULES.md says where the known ones are listed."), **values
    )


def rule_faults(rule: Rule, names: Names) -> Iterator[Fault]:
    """Yield what is wrong with a rule, apart from the rules it names."""
    yield from _identity_faults(rule.id)
    yield from _empty_faults(("statement",), rule.statement)
    yield from _empty_faults(("message",), rule.message)
    yield from _each(("needs",), rule.needs, names.activities, ACTIVITY)
    yield from _when_faults(("when",), rule.when, names)
    if not rule.tests:
        yield Fault(("tests",), UserError(mark("a rule needs at least one test")))
    for number, test in enumerate(rule.tests):
        for fault in _test_faults(test, names):
            yield Fault(("tests", number, *fault.place), fault.what)
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
    if not _IDENTITY.fullmatch(identity):
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


def _test_faults(test: Test, names: Names) -> Iterator[Fault]:
    for key in ("rows", "given"):
        rows = getattr(test, key, ())
        if rows != ("*",) or not isinstance(test, CountTest | NobodyTest):
            yield from _each((key,), rows, names.activities, ACTIVITY)
    if getattr(test, "row", None) is not None:
        yield from _each(("row",), [test.row], names.activities, ACTIVITY)
    yield from _function_faults(("by",), getattr(test, "by", ""), names)
    for number, function in enumerate(getattr(test, "functions", ())):
        yield from _function_faults(("functions", number), function, names)
    yield from _when_faults(("when",), getattr(test, "when", When()), names)
    for key in ("letters", "also"):
        if getattr(test, key, "*") != "*":
            yield from _letter_faults((key,), getattr(test, key))
    yield from _idle_faults(test)


def _letter_faults(place: Place, letters: str) -> Iterator[Fault]:
    if not letters:
        yield Fault(place, UserError(mark("name at least one letter of R, A, C, I")))
    for letter in dict.fromkeys(letters):
        if letter not in LETTERS:
            yield Fault(place, unknown(letter, LETTERS, LETTER))


def _idle_faults(test: Test) -> Iterator[Fault]:
    """Yield why a test could never fail, or never be decided."""
    for key in ("rows", "functions"):
        if getattr(test, key, None) == ():
            yield Fault((key,), UserError(mark("the list is empty, so nothing would be tested")))
    if isinstance(test, SomeTest):
        if not test.by:
            yield Fault(("by",), UserError(mark('name a function; for units of any function, write test = "count"')))
        if test.at_least < 1:
            yield Fault(("at_least",), UserError(mark("nothing could fail this test; write 1 or more")))
    if isinstance(test, CountTest):
        yield from _bound_faults(test)
    shares = {CountTest: "or_share", ShareTest: "at_most"}
    key = shares.get(type(test), "")
    if key and not 0 <= getattr(test, key) <= 1:
        yield Fault((key,), UserError(mark("a share is a number from 0 to 1, such as 0.5")))


def _bound_faults(test: CountTest) -> Iterator[Fault]:
    if test.at_most is None and test.at_least < 1:
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
