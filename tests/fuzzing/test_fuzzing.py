"""Whatever bytes a file holds: it reads as a sound document, or one sentence says why not, soon and within bounds."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from fuzzing import targets
from fuzzing.mutations import anything, damaged, restated
from fuzzing.targets import TARGETS
from fuzzing.watching import assert_sentence, within
from hypothesis import example, given, settings
from hypothesis import strategies as st

from raciapp.base.errors import UserError
from raciapp.document.journal_records import unframed

EXAMPLES = settings().max_examples


def times(factor: float) -> settings:
    """Return how many examples a test has: more of what is cheap to read."""
    return settings(max_examples=max(1, int(EXAMPLES * factor)))


def read(target: str, content: bytes) -> None:
    with within():
        TARGETS[target].read(content)


@pytest.mark.parametrize("name", TARGETS)
def test_valid_files_are_read(name: str) -> None:
    for seed in TARGETS[name].seeds():
        read(name, seed)


@pytest.mark.parametrize("name", TARGETS)
@times(0.6)
@given(content=st.binary(max_size=400))
@example(content=b"")
@example(content=bytes(4096))
@example(content=b"\xff\xfe")
@example(content=b"\xef\xbb\xbf")
def test_random_bytes(name: str, content: bytes) -> None:
    read(name, content)


@times(12)
@given(anything(targets.documents()))
def test_damaged_documents(content: bytes) -> None:
    read("document", content)


@times(12)
@given(restated(targets.documents()[1]))
def test_documents_that_say_something_else(content: bytes) -> None:
    read("document", content)


@times(9)
@given(anything(targets.sealed_documents()), st.booleans())
def test_damaged_sealed_documents(content: bytes, summed: bool) -> None:
    read("sealed", targets.summed(content) if summed else content)


@times(3)
@given(anything(targets.documents()).map(targets.resealed))
def test_sealed_documents_that_were_damaged_before(content: bytes) -> None:
    read("sealed", content)


@st.composite
def _headed(draw: st.DrawFn) -> bytes:
    line, _, body = targets.sealed_documents()[0].partition(b"\n")
    changed = draw(restated(line) | damaged([line]))
    content = changed.replace(b" ", b"") + b"\n" + body
    return targets.summed(content) if draw(st.booleans()) else content


@times(9)
@given(_headed())
def test_sealed_documents_with_another_header(content: bytes) -> None:
    read("sealed", content)


@times(3)
@given(anything(targets.journals()))
def test_damaged_journals(content: bytes) -> None:
    read("journal", content)


@st.composite
def _reframed(draw: st.DrawFn) -> bytes:
    """Draw a journal whose records are damaged, and whose checksums know nothing of it."""
    whole, _ = unframed(draw(st.sampled_from(targets.journals())))
    payloads = list(whole)
    for place in draw(st.lists(st.integers(0, len(whole) - 1), min_size=1, max_size=2, unique=True)):
        is_json = not whole[place].startswith(b'{"format":"raciapp-sealed"')
        payloads[place] = draw(restated(whole[place]) if is_json and draw(st.booleans()) else damaged([whole[place]]))
    if draw(st.booleans()):
        payloads.insert(draw(st.integers(0, len(whole))), draw(st.sampled_from(whole)))
    return targets.reframed(payloads)


@times(12)
@given(_reframed())
@example(
    targets.reframed(
        [
            json.dumps({**json.loads(payload), "path": "L3gAeQ=="}).encode() if place == 0 else payload
            for place, payload in enumerate(unframed(targets.journals()[0])[0])
        ]
    )
)
def test_journals_with_damaged_records(content: bytes) -> None:
    read("journal", content)


@times(12)
@given(anything(targets.locks()) | restated(targets.locks()[0]))
@example(b'{"user":"","machine":"","pid":0,"time":1e308,"mark":"x"}')
@example(b'{"pid":4294967296,"time":-1e308,"mark":"x"}')
def test_damaged_lock_files(content: bytes) -> None:
    read("lock", content)


@times(3)
@given(anything(targets.houses()))
def test_damaged_house_rules(content: bytes) -> None:
    read("house", content)


@times(1.5)
@given(anything(targets.knowledge_files()[:3]))
@example(b"x = " + b"[" * 5000)
@example(b"function = " + b"9" * 5000)
@example(b"'a\\nb' = 1\n" + b"'" + b"k" * 5000 + b"' = 1\n")
def test_damaged_knowledge(content: bytes) -> None:
    read("knowledge", content)


@times(9)
@given(anything(targets.tables()))
def test_damaged_tables(content: bytes) -> None:
    read("table", content)


cells = st.sampled_from(
    ("R", "A", "C", "I", "A/R", "", "-", "x", "Legal", "R (x)", '"', "a\nb", "=1+1", "\x00", "é" * 50)
)


@times(6)
@given(
    st.lists(st.lists(cells, max_size=7), max_size=9), st.sampled_from(",;\t|"), st.sampled_from(("utf-8", "utf-16"))
)
def test_tables_of_anything(rows: list[list[str]], delimiter: str, encoding: str) -> None:
    read("table", "\n".join(delimiter.join(row) for row in rows).encode(encoding))


# -- the worst of one megabyte ----------------------------------------------------------------------------


@pytest.mark.skipif(sys.platform == "win32", reason="no limits for a process there")
def test_the_worst_of_a_megabyte_stays_within_bounds() -> None:
    """Each case is read by a process of its own that may have 512 MB of memory, and so many seconds."""
    from fuzzing.confined import MEMORY, WORST  # only where there are limits

    script = Path(__file__).with_name("confined.py")
    tests = script.parent.parent
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(tests.parent / "src"), str(tests)))}
    ended = subprocess.run(  # noqa: S603 - this very interpreter
        [sys.executable, script], capture_output=True, text=True, env=environment, timeout=300, check=False
    )
    assert ended.returncode == 0, ended.stderr
    figures = [json.loads(line) for line in ended.stdout.splitlines()]
    assert [figure["case"] for figure in figures] == list(WORST)
    wrong = [figure for figure in figures if figure["ended"] or figure["megabytes"] > MEMORY / 2**20]
    assert not wrong, ended.stderr


# -- the watch itself -------------------------------------------------------------------------------------


def test_what_takes_too_long_fails() -> None:
    def busy() -> None:
        with within(busy=0.05):
            while True:
                pass

    with pytest.raises(AssertionError, match="took more than"):
        busy()


@pytest.mark.skipif(sys.platform == "win32", reason="no timers there")
def test_what_hangs_fails() -> None:
    def hang() -> None:
        with within(stuck=0.05):
            os.read(os.pipe()[0], 1)

    with pytest.raises(AssertionError, match="took more than"):
        hang()


@pytest.mark.parametrize("text", ["no name", "{file}\nmore", "{file} \x1b[31m", "{file}" + "x" * 1000])
def test_what_is_no_sentence_fails(text: str) -> None:
    with pytest.raises(AssertionError):
        assert_sentence(UserError(text, file="client.raci"), "client.raci")
    assert_sentence(UserError("{file}: damaged.", file="client.raci"), "client.raci")
