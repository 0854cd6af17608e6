"""Where the values of a TOML text stand, compared with what tomllib finds in it."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from raciapp.base.resources import resources
from raciapp.knowledge.faults import Place
from raciapp.knowledge.lines import line_at, lines_of

TEXT = '''# a comment with = and [[rule]]
title = "a = 1 # no comment"

[[rule]]
id = "x"
words.en = "one"
words."fr" = 'deux'
[rule.when]
size = ["small",
        # "not this",
        "standard"]

[[rule]]
text = """
[[rule]]
id = "no"
\\"""
"""
raw = \'\'\'
tests = [ 'x' ]\'\'\'
tests = [
  { test = "a", rows = ["r", "s"] }, { test = "b" },
  { test = "c", "odd key" = [[1, 2], [3]], when = { n = 1.5 } },
]
last = 1979-05-27 07:32:00 # and more
[[rule.deep]]
[rule.deep.er]
n = -1_000

[other."quoted.part".x]
quotes = """"two"""""
'''
FOUND = {
    ("title",): 2,
    ("rule",): 4,
    ("rule", 0): 4,
    ("rule", 0, "id"): 5,
    ("rule", 0, "words"): 6,
    ("rule", 0, "words", "en"): 6,
    ("rule", 0, "words", "fr"): 7,
    ("rule", 0, "when"): 8,
    ("rule", 0, "when", "size"): 9,
    ("rule", 0, "when", "size", 0): 9,
    ("rule", 0, "when", "size", 1): 11,
    ("rule", 1): 13,
    ("rule", 1, "text"): 14,
    ("rule", 1, "raw"): 19,
    ("rule", 1, "tests"): 21,
    ("rule", 1, "tests", 0): 22,
    ("rule", 1, "tests", 0, "rows", 1): 22,
    ("rule", 1, "tests", 1, "test"): 22,
    ("rule", 1, "tests", 2): 23,
    ("rule", 1, "tests", 2, "odd key", 0, 1): 23,
    ("rule", 1, "tests", 2, "odd key", 1, 0): 23,
    ("rule", 1, "tests", 2, "when", "n"): 23,
    ("rule", 1, "last"): 25,
    ("rule", 1, "deep", 0): 26,
    ("rule", 1, "deep", 0, "er"): 27,
    ("rule", 1, "deep", 0, "er", "n"): 28,
    ("other", "quoted.part", "x"): 30,
    ("other", "quoted.part", "x", "quotes"): 31,
}


def places(value: object, place: Place = ()) -> Iterator[Place]:
    """Yield the place of everything inside a value."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in inner:
        yield (*place, key)
        yield from places(one, (*place, key))


def test_each_thing_stands_where_it_is_written() -> None:
    found = lines_of(TEXT)
    assert {place: found.get(place) for place in FOUND} == FOUND
    assert set(found) == set(places(tomllib.loads(TEXT)))


@pytest.mark.parametrize("path", sorted(resources().glob("knowledge/**/*.toml")), ids=lambda path: path.name)
def test_the_shipped_files_are_seen_through(path: Path) -> None:
    text = path.read_text("utf-8")
    assert set(lines_of(text)) == set(places(tomllib.loads(text)))


def test_what_has_no_line_stands_where_what_is_around_it_does() -> None:
    found = lines_of("a = 1\n[b]\nc = { d = 2 }\n")
    assert line_at(found, ("b", "c", "d")) == 3
    assert line_at(found, ("b", "c", "x", 7)) == 3
    assert line_at(found, ("b", "x")) == 2
    assert line_at(found, ("x",)) == 1
    assert line_at(lines_of(""), ()) == 1


def test_line_breaks_of_windows_are_breaks() -> None:
    assert lines_of("a = 1\r\nb = [\r\n 1 ]\r\n")["b", 0] == 3


def test_what_is_nested_too_deeply_to_follow_is_let_be() -> None:
    assert lines_of("a = 1\nb = " + "[" * 5000 + "]" * 5000)["a",] == 1


BARE = st.text("ab", min_size=1, max_size=2)
QUOTED = st.sampled_from(["a b", 'a"b', "a.b", "#", "[", "é", "\\"]).map(
    lambda key: '"' + key.replace("\\", "\\\\").replace('"', '\\"') + '"'
)
SCALARS = st.sampled_from(
    ["1", "-0.5", "true", '"x"', "'a # b'", '"""a\nb"""', "'''\n= '''", "1979-05-27", "07:32:00", '"\\""', '""', "''"]
)
SPACE = st.sampled_from(["", " ", "\n", "# x\n", " # [[\n"])
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.builds(
            lambda parts, space: "[" + space + (space + "," + space).join(parts) + space + "]",
            st.lists(inner, max_size=3),
            SPACE,
        )
        | st.dictionaries(BARE, inner.filter(lambda value: "\n" not in value), max_size=3).map(
            lambda pairs: "{" + ", ".join(f"{key} = {value}" for key, value in pairs.items()) + "}"
        )
    ),
    max_leaves=6,
)
STATEMENTS = st.one_of(
    st.builds(
        lambda keys, value: f"{'.'.join(keys)} = {value}", st.lists(BARE | QUOTED, min_size=1, max_size=3), VALUES
    ),
    st.builds(lambda keys: f"[{' . '.join(keys)}]", st.lists(BARE | QUOTED, min_size=1, max_size=3)),
    st.builds(lambda keys: f"[[{'.'.join(keys)}]] # x", st.lists(BARE | QUOTED, min_size=1, max_size=3)),
    st.just("# a = 1"),
)


@given(st.lists(STATEMENTS, max_size=8))
def test_whatever_tomllib_reads_is_seen_through(statements: list[str]) -> None:
    sound: list[str] = []
    for statement in statements:
        try:
            tomllib.loads("\n".join([*sound, statement]))
        except tomllib.TOMLDecodeError:
            continue
        sound.append(statement)
    text = "\n".join(sound)
    found = lines_of(text)
    assert set(found) == set(places(tomllib.loads(text)))
    lines = text.count("\n") + 1
    assert all(1 <= line <= lines for line in found.values())
    assert all(found[place] >= found[place[:-1]] for place in found if place[:-1])
