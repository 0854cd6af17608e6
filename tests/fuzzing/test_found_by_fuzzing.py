"""What the fuzzers broke once, each as small as it could be made."""

import json
from pathlib import Path

import pytest
from fuzzing import targets
from fuzzing.watching import assert_sentence

from raciapp.base.errors import UserError
from raciapp.base.files import read_bounded
from raciapp.document.journal_records import SEGMENT, unframed
from raciapp.document.parsing import MOST_CELLS
from raciapp.document.recovery import found, sweep, unlocked
from raciapp.document.storage import decode
from raciapp.knowledge.library import Knowledge


def _listed(letter: str, count: int) -> list[dict[str, object]]:
    return [{"id": f"{letter}{number}", "name": {}} for number in range(count)]


def _document(units: int, activities: int, matrices: int) -> bytes:
    return json.dumps(
        {
            "format": "raciapp",
            "version": 2,
            "organization": {"name": {}},
            "units": _listed("u", units),
            "activities": [{**one, "group": ""} for one in _listed("a", activities)],
            "matrices": _listed("m", matrices),
        }
    ).encode()


@pytest.mark.parametrize(("units", "activities", "matrices"), [(9_000, 9_000, 1), (0, 10_000, 100), (600, 600, 100)])
def test_a_small_file_cannot_ask_for_any_number_of_cells(units: int, activities: int, matrices: int) -> None:
    """Empty cells take no room in a file: 12,000 units by as many activities fit into a megabyte."""
    with pytest.raises(UserError, match="far more rows and columns") as raised:
        decode(_document(units, activities, matrices), "client.raci")
    assert_sentence(raised.value, "client.raci")


def test_what_a_promise_was_made_for_is_still_read() -> None:
    assert MOST_CELLS > 3 * 10_000 * (500 + 100)
    document = decode(_document(500, 1_000, 3), "client.raci")
    assert [len(matrix.rows) for matrix in document.matrices] == [1_000] * 3


def test_a_version_of_any_length_is_told_shortly() -> None:
    with pytest.raises(UserError, match="written by a newer raciapp") as raised:
        decode(b'{"format": "raciapp", "version": 1' + b"0" * 4_000 + b"}", "client.raci")
    assert_sentence(raised.value, "client.raci")


def test_a_path_with_a_null_character_is_no_file() -> None:
    with pytest.raises(UserError, match="no file is called so") as raised:
        read_bounded(Path("/client\0.raci"), 10)
    assert_sentence(raised.value, "client\N{REPLACEMENT CHARACTER}.raci")


@pytest.mark.parametrize(
    "content",
    [b"x = " + b"[" * 5_000, b"x = " + b"9" * 5_000, b'"a\\nb" = 1\n', b"x = \xff", b'"' + b"k" * 900 + b'"=1'],
)
def test_knowledge_nested_too_deeply_or_of_huge_numbers(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "units.toml").write_bytes(content)
    with pytest.raises(UserError) as raised:
        _ = Knowledge(tmp_path).units
    assert_sentence(raised.value, "units.toml")


@pytest.mark.parametrize("torn", [False, True])
def test_of_two_sealed_segments_the_one_that_is_whole_is_unlocked(tmp_path: Path, *, torn: bool) -> None:
    """A crash between two segments leaves both; what is wrong with the newer says nothing of the older."""
    whole = targets.journals()[2]
    header, opened, *edits = unframed(whole)[0]
    damaged = opened[:-1] + bytes([opened[-1] ^ 1])
    journal = tmp_path / "20261123-110000-1-abc"
    journal.mkdir()
    (journal / f"000001{SEGMENT}").write_bytes(whole)
    newer = targets.reframed([header]) + b"\x07" if torn else targets.reframed([header, damaged, *edits])
    (journal / f"000002{SEGMENT}").write_bytes(newer)
    (one,) = found(tmp_path)
    assert one.sealed
    assert one.document is None
    assert unlocked(one, lambda: targets.PASSWORD).edits == 4
    sweep(tmp_path, now=2e12)
    assert journal.exists()
