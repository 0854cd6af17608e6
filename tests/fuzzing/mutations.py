"""Hypothesis strategies: valid files after damage, malice, or a program that meant well."""

import json
from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

RUBBISH = (
    b"\x00", b"\xff", b"\xef\xbb\xbf", b"\xc3", b"\r", b"\n", b"\t", b";", b",", b"|", b'"', b"'", b"\\", b"\\u0000",
    b"\\ud800", b"\xe2\x80\xa8", b"\xe2\x80\xae", b"\xed\xa0\x80", b"[", b"]", b"{", b"}", b"[[", b"=", b".", b":",
    b"NaN", b"Infinity", b"-Infinity", b"1e999", b"-1e999", b"-0", b"-1", b"0x7fffffff", b"0o7", b"1_000", b"true",
    b"null", b"9" * 40, b"9" * 5000, b"1979-05-27T07:32:00Z", b"24:61:00", b"=SUM(A1)", b"<b>", b"{0}", b"{file}", b"#",
)  # fmt: skip
NESTINGS = (b"[", b'{"a":', b"[[", b"(", b"a.", b'"a".', b"{a={", b"\\", b'"', b";", b"\t", b"\n", b"R/")
ENCODINGS = ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig", "cp1252", "mac_roman", "cp850", "utf-7")

places = st.integers(0, 1 << 30)
lengths = st.integers(0, 40) | st.integers(0, 1 << 16)


@st.composite
def damaged(draw: DrawFn, seeds: Sequence[bytes]) -> bytes:
    """Draw a file that differs from a valid one in one to four ways."""
    content = draw(st.sampled_from(seeds))
    for _ in range(draw(st.integers(1, 4))):
        content = draw(st.sampled_from(WAYS))(draw, content)
    return content


def anything(seeds: Sequence[bytes]) -> SearchStrategy[bytes]:
    """Return a strategy of bytes: mostly damaged files, some that were none."""
    return st.one_of(damaged(seeds), damaged(seeds), damaged(seeds), st.binary(max_size=300))


def _part(draw: DrawFn, content: bytes) -> tuple[int, int]:
    start = draw(places) % (len(content) + 1)
    return start, min(len(content), start + draw(lengths))


def _flip(draw: DrawFn, content: bytes) -> bytes:
    if not content:
        return content
    changed = bytearray(content)
    for _ in range(draw(st.integers(1, 3))):
        changed[draw(places) % len(changed)] ^= 1 << draw(st.integers(0, 7))
    return bytes(changed)


def _cut(draw: DrawFn, content: bytes) -> bytes:
    start, end = _part(draw, content)
    return content[:start] if draw(st.booleans()) else content[:start] + content[end:]


def _repeat(draw: DrawFn, content: bytes) -> bytes:
    start, end = _part(draw, content)
    times = draw(st.integers(2, 20)) if end - start < 2_000 else 2
    return content[:end] + content[start:end] * times + content[end:]


def _swap(draw: DrawFn, content: bytes) -> bytes:
    first, second, third, fourth = sorted(draw(places) % (len(content) + 1) for _ in range(4))
    parts = content[:first], content[third:fourth], content[second:third], content[first:second], content[fourth:]
    return b"".join(parts)


def _insert(draw: DrawFn, content: bytes) -> bytes:
    start, end = _part(draw, content)
    return content[:start] + draw(st.sampled_from(RUBBISH)) + content[end if draw(st.booleans()) else start :]


def _nest(draw: DrawFn, content: bytes) -> bytes:
    start, _ = _part(draw, content)
    return content[:start] + draw(st.sampled_from(NESTINGS)) * draw(st.sampled_from((3, 50, 1500))) + content[start:]


def _number(draw: DrawFn, content: bytes) -> bytes:
    """Put a number, huge or odd, where one stands."""
    digits = [place for place, sign in enumerate(content) if chr(sign).isdigit()]
    if not digits:
        return content
    start = draw(st.sampled_from(digits))
    found = draw(st.sampled_from((b"-1", b"1e400", b"0.5", b"1" + b"0" * 400, b"2147483648", b"18446744073709551616")))
    return content[:start] + found + content[start + 1 :]


def _recode(draw: DrawFn, content: bytes) -> bytes:
    text = content.decode("utf-8", "replace")
    return text.encode(draw(st.sampled_from(ENCODINGS)), "replace")


def _lines(draw: DrawFn, content: bytes) -> bytes:
    return b"\n".join(draw(st.permutations(content.splitlines()[:60])))


WAYS = (_flip, _cut, _repeat, _swap, _insert, _insert, _nest, _number, _recode, _lines)


# -- JSON -------------------------------------------------------------------------------------------------

json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.sampled_from(("", "com", "hr", "A", "ghost", "\x00", "é" * 200, "../x", "as_is", "str_strategy")),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(("id", "en", "com", "type")), inner, max_size=2)
    ),
    max_leaves=4,
)


@st.composite
def restated(draw: DrawFn, seed: bytes) -> bytes:
    """Draw the JSON of `seed` with other values in some places, or values that stand elsewhere in it."""
    stored: Any = json.loads(seed)
    for _ in range(draw(st.integers(1, 3))):
        step, key = _somewhere(draw, stored)
        if step is None:
            return json.dumps(draw(json_values)).encode()
        other, where = _somewhere(draw, stored)
        known = other[where] if other is not None else None
        step[key] = json.loads(json.dumps(draw(st.just(known) | json_values)))
    return json.dumps(stored).encode()


def _somewhere(draw: DrawFn, stored: Any) -> tuple[Any, Any]:
    """Return a list or table of what is stored and a key of it, or nothing where there is none."""
    step = stored
    if not (isinstance(step, dict | list) and step):
        return None, None
    while True:
        key = draw(st.sampled_from(list(step) if isinstance(step, dict) else list(range(len(step)))))
        if not (isinstance(step[key], dict | list) and step[key] and draw(st.booleans())):
            return step, key
        step = step[key]
