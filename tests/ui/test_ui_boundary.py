"""A report of a fault says where it happened, and repeats nothing that a client may have written."""

import errno
import json
from collections.abc import Callable
from pathlib import Path

import msgspec
import PySide6
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import qVersion

import raciapp
from raciapp.base.errors import UserError
from raciapp.base.fault_report import MOST_ERRORS, MOST_FRAMES
from raciapp.base.words import same
from raciapp.document.records import Document, Unit, new_document
from raciapp.document.storage import decode, load
from raciapp.ui.boundary import report

CLIENT = "Ministère Zébulon"


def caught(fail: Callable[[], object]) -> BaseException:
    with pytest.raises(BaseException) as raised:  # noqa: PT011 - any at all
        fail()
    return raised.value


def raising(error: BaseException) -> Callable[[], object]:
    def fail() -> None:
        raise error

    return fail


def _unlike_utf8() -> None:
    CLIENT.encode("latin-1").decode("utf-8")


def _in_a_file_of_that_name() -> None:
    exec(compile(f"def {'Zébulon'}(): raise ValueError\nZébulon()", f"/home/{CLIENT}/{CLIENT}.py", "exec"))  # noqa: S102


def _with_notes() -> None:
    error = ValueError()
    error.add_note(CLIENT)
    raise error


def _with_a_cause() -> None:
    try:
        raising(KeyError(CLIENT))()
    except KeyError as error:
        raise ValueError(f"{CLIENT} again") from error


def _with_a_context() -> None:
    try:
        raising(FileNotFoundError(errno.ENOENT, CLIENT, f"/{CLIENT}.raci"))()
    except FileNotFoundError:
        raise TypeError(CLIENT)  # noqa: B904 - the context is what is tested


def _with_locals() -> None:
    name = CLIENT
    assert not name, name


def _group() -> None:
    inner = ExceptionGroup(CLIENT, [KeyError(CLIENT)])
    inner.add_note(CLIENT)
    raise ExceptionGroup(CLIENT, [ValueError(CLIENT), inner])


def _syntax() -> None:
    compile(f"{CLIENT} =", CLIENT, "exec")


def _ours() -> None:
    load(Path(f"/nowhere/{CLIENT}.raci"))


def _ours_within() -> None:
    raise UserError("{file}: at {place}", file=CLIENT, place=UserError("unit {name}", name=CLIENT))


def _document() -> None:
    document = new_document(same(CLIENT))
    document.organization[CLIENT]  # type: ignore[index] # what a bug does


def _msgspec() -> None:
    msgspec.convert({"id": 1, CLIENT: 2}, Unit)


FAULTS: dict[str, tuple[Callable[[], object], str]] = {
    "message": (raising(ValueError(CLIENT)), "ValueError"),
    "key": (lambda: dict[str, int]()[CLIENT], "KeyError"),
    "decoding": (_unlike_utf8, "UnicodeDecodeError"),
    "encoding": (lambda: CLIENT.encode("ascii"), "UnicodeEncodeError"),
    "file of the code": (_in_a_file_of_that_name, "ValueError"),
    "file of the system": (lambda: Path(f"/nowhere/{CLIENT}").read_bytes(), "FileNotFoundError: ENOENT"),
    "notes": (_with_notes, "ValueError"),
    "cause": (_with_a_cause, "ValueError"),
    "context": (_with_a_context, "TypeError"),
    "locals": (_with_locals, "AssertionError"),
    "group": (_group, "ExceptionGroup"),
    "syntax": (_syntax, "SyntaxError"),
    "our sentence": (_ours, "raciapp.base.errors.UserError: {file}: cannot be read ({reason})."),
    "our sentence within": (_ours_within, "raciapp.base.errors.UserError: {file}: at {place}"),
    "a document": (_document, "TypeError"),
    "msgspec": (_msgspec, "msgspec.ValidationError"),
    "json": (lambda: json.loads(f"[{CLIENT}"), "json.decoder.JSONDecodeError"),
    "attribute": (lambda: getattr(object(), CLIENT), "AttributeError"),
    "exit": (raising(SystemExit(CLIENT)), "SystemExit"),
}


@pytest.mark.parametrize("case", FAULTS)
def test_no_word_of_a_client_is_in_the_report(case: str) -> None:
    fail, kind = FAULTS[case]
    text = report(caught(fail))
    assert kind in text
    for word in CLIENT.split():
        assert word not in text
        assert ascii(word)[1:-1] not in text
    assert str(Path(raciapp.__file__).parent.parent) not in text


@given(st.text(st.characters(min_codepoint=0x400, categories=["L"]), min_size=1), st.integers(0, 3))
def test_whatever_a_client_is_called(name: str, depth: int) -> None:
    error: BaseException = UserError("{name}", name=name)
    for _ in range(depth):
        above: BaseException = ExceptionGroup(name, [KeyError(name), ValueError(name, {name: name})])
        above.__cause__ = error
        above.__notes__ = [name]
        error = above
    text = report(error)
    assert name not in text
    assert text.count("KeyError") == min(depth, (MOST_ERRORS + 1) // 3)


def test_the_versions_come_first() -> None:
    lines = report(ValueError()).splitlines()
    assert lines[0] == f"raciapp {raciapp.__version__}"
    assert f"Qt {qVersion()}, PySide {PySide6.__version__}" in lines[1]
    assert lines[1].startswith("Python 3.")
    assert lines[2]


def test_places_are_told_from_their_library_on() -> None:
    text = report(caught(lambda: decode(b"[]", CLIENT)))
    assert "  raciapp/document/storage.py:" in text
    assert " in decode\n" in text
    assert "\nCaused by:\n" in text
    assert "msgspec.ValidationError" in text
    text = report(caught(lambda: json.loads("[")))
    assert "  python/json/decoder.py:" in text
    assert "  elsewhere:" in text  # this very file


def test_libraries_and_frozen_modules_are_told() -> None:
    import importlib

    text = report(caught(lambda: importlib.import_module("no_such_module_at_all")))
    assert "  <frozen importlib._bootstrap>:" in text
    assert "no_such_module" not in text
    from hypothesis.strategies import sampled_from

    text = report(caught(lambda: sampled_from([]).example()))
    assert "  site-packages/hypothesis/" in text


def test_a_traceback_given_counts() -> None:
    error = caught(lambda: decode(b"[]", CLIENT))
    trace = error.__traceback__
    error.__traceback__ = None
    error.__cause__ = None
    assert "storage.py" in report(error, trace)
    assert "storage.py" not in report(error)


def test_a_context_that_is_suppressed_is_not_told() -> None:
    error = ValueError()
    error.__context__ = KeyError()
    assert "While handling:\n\nKeyError" in report(error)
    error.__suppress_context__ = True
    assert "KeyError" not in report(error)


def test_chains_that_bite_their_tail_end() -> None:
    first, second = ValueError(), KeyError()
    first.__cause__, second.__cause__ = second, first
    text = report(first)
    assert (text.count("ValueError"), text.count("KeyError")) == (1, 1)


def test_of_many_errors_the_first_are_told() -> None:
    text = report(ExceptionGroup("x", [ValueError() for _ in range(50)]))
    assert text.count("ValueError") == MOST_ERRORS - 1
    assert "… and others" in text


def test_of_a_recursion_without_end_both_ends_are_told() -> None:
    def again(document: Document) -> None:
        again(document)

    text = report(caught(lambda: again(new_document(same(CLIENT)))))
    assert text.count("elsewhere:") == MOST_FRAMES
    assert " more\n" in text
    assert "RecursionError" in text


def test_an_error_of_the_system_without_a_number() -> None:
    assert report(OSError(CLIENT)).rstrip().endswith("\nOSError")
    assert "OSError: unknown" in report(OSError(99_999, CLIENT))
