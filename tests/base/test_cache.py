from pathlib import Path

import platformdirs
import pytest

from raciapp.base import cache
from raciapp.base.cache import cache_folder, computed_once, keep, recall

SOURCE = Path("/anywhere/units.toml")
CONTENT, COMPUTED = b"what the file said", b"what came of it"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the cache folder of a user who starts raciapp for the first time."""
    folder = tmp_path / "cache" / "raciapp"
    monkeypatch.setattr(cache, "cache_folder", lambda: folder)
    return folder


def test_the_folder_is_the_one_of_the_system(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(platformdirs, "user_cache_path", lambda name, *, appauthor: tmp_path / name / str(appauthor))
    assert cache_folder() == tmp_path / "raciapp" / "False"


def test_nothing_is_known_at_first(folder: Path) -> None:
    assert recall(SOURCE, CONTENT) is None


def test_what_is_kept_is_recalled(folder: Path) -> None:
    keep(SOURCE, CONTENT, COMPUTED)
    assert recall(SOURCE, CONTENT) == COMPUTED
    keep(SOURCE, CONTENT, b"")
    assert recall(SOURCE, CONTENT) == b""
    assert len(list(folder.iterdir())) == 1


def test_another_content_or_place_is_not_taken_for_it(folder: Path) -> None:
    keep(SOURCE, CONTENT, COMPUTED)
    assert recall(SOURCE, CONTENT + b" ") is None
    assert recall(SOURCE.with_name("rules.toml"), CONTENT) is None


def test_another_version_computes_anew(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(SOURCE, CONTENT, COMPUTED)
    monkeypatch.setattr(cache, "__version__", "0.0.0+other")
    assert recall(SOURCE, CONTENT) is None


@pytest.mark.parametrize("damaged", [b"", b"\x00" * 20, b"\x00" * 80])
def test_a_damaged_file_is_not_taken_for_it(folder: Path, damaged: bytes) -> None:
    keep(SOURCE, CONTENT, COMPUTED)
    (kept,) = folder.iterdir()
    kept.write_bytes(damaged)
    assert recall(SOURCE, CONTENT) is None


def test_a_folder_that_cannot_be_written_loses_nothing(folder: Path) -> None:
    folder.parent.write_bytes(b"a file where the folder should be")
    keep(SOURCE, CONTENT, COMPUTED)
    assert recall(SOURCE, CONTENT) is None


def test_a_file_that_cannot_be_written_loses_nothing(folder: Path) -> None:
    keep(SOURCE, CONTENT, COMPUTED)
    (kept,) = folder.iterdir()
    kept.unlink()
    kept.mkdir()
    keep(SOURCE, CONTENT, COMPUTED)
    assert recall(SOURCE, CONTENT) is None
    assert list(folder.iterdir()) == [kept]


def test_what_is_computed_once_is_kept(folder: Path) -> None:
    def never() -> list[int]:
        raise AssertionError

    assert computed_once(SOURCE, CONTENT, list[int], lambda: [1, 2]) == [1, 2]
    assert computed_once(SOURCE, CONTENT, list[int], never) == [1, 2]


@pytest.mark.parametrize("kept", [b"", b"\xc1", b"\xa1x", b"\x91" * 100_000])
def test_what_cannot_be_read_is_computed_anew(folder: Path, kept: bytes) -> None:
    keep(SOURCE, CONTENT, kept)
    assert computed_once(SOURCE, CONTENT, list[int], lambda: [3]) == [3]
    assert computed_once(SOURCE, CONTENT, list[int], lambda: [4]) == [3]
