"""How a document was looked at is remembered for each, in private, and never gets in the way."""

import os
import stat
import sys
from pathlib import Path

import msgspec
import platformdirs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from raciapp.base.words import same
from raciapp.document import edits
from raciapp.document.records import Document, Status, Unit
from raciapp.ui.memory import MOST_DOCUMENTS, Memory, Remembered, fitting, state_folder
from raciapp.ui.sight import LARGEST, SMALLEST, Filter, Sight

POSIX = pytest.mark.skipif(os.name == "nt", reason="Windows keeps the user's folders private by itself")


@pytest.fixture
def memory(tmp_path: Path) -> Memory:
    return Memory(tmp_path / "state" / "raciapp")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return the one file in which everything is kept."""
    return tmp_path / "state" / "raciapp" / "looks.json"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "Confidential client.raci"


@pytest.fixture
def looked(sample: Document) -> Remembered:
    """Return how someone looked at the sample: everything is other than at first."""
    activities, units = [one.id for one in sample.activities], [one.id for one in sample.units]
    asked = Filter(
        "", units[2], "A", sample.units[4].functions[0], sample.groups[1].id, Status.CONTESTED, True, True,
    )  # fmt: skip
    sight = Sight(
        150, frozenset({sample.groups[0].id}), frozenset(activities[:3]), frozenset(units[:2]), asked,
        False, True, False, False, False,
    )  # fmt: skip
    return Remembered(sight, sample.matrices[-1].id, activities[5], units[4], (900, 300), b"\x01\xd9\xd0\xcb\x00")


# -- keeping and recalling --------------------------------------------------------------------------------


def test_nothing_is_known_at_first(memory: Memory, path: Path, sample: Document, file: Path) -> None:
    assert memory.recall(path, sample) == Remembered()
    assert not file.exists()


def test_everything_is_recalled_in_the_next_session(
    memory: Memory, path: Path, sample: Document, looked: Remembered, file: Path
) -> None:
    every = [name for name in looked.__struct_fields__ if getattr(looked, name) == getattr(Remembered(), name)]
    assert every == []
    memory.keep(path, looked)
    assert Memory(file.parent).recall(path, sample) == looked


def test_documents_are_told_apart_by_their_place(
    memory: Memory, path: Path, sample: Document, looked: Remembered, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = path.with_name("other.raci")
    memory.keep(path, looked)
    memory.keep(other, replace(looked, sizes=(1, 2)))
    assert memory.recall(path, sample) == looked
    assert memory.recall(other, sample).sizes == (1, 2)
    assert memory.recall(path.parent / "elsewhere" / path.name, sample) == Remembered()
    monkeypatch.chdir(path.parent)
    assert memory.recall(Path(path.name), sample) == looked


def test_the_last_look_counts(memory: Memory, path: Path, sample: Document, looked: Remembered) -> None:
    memory.keep(path, looked)
    memory.keep(path, Remembered(sizes=(7,)))
    assert memory.recall(path, sample) == Remembered(sizes=(7,))


def test_two_windows_do_not_forget_for_each_other(
    memory: Memory, path: Path, sample: Document, looked: Remembered, file: Path
) -> None:
    other = Memory(file.parent)
    memory.keep(path, looked)
    other.keep(path.with_name("other.raci"), Remembered(sizes=(7,)))
    assert memory.recall(path, sample) == looked
    assert memory.recall(path.with_name("other.raci"), sample) == Remembered(sizes=(7,))


def test_the_documents_looked_at_longest_ago_are_forgotten(
    memory: Memory, path: Path, sample: Document, file: Path
) -> None:
    def at(number: int) -> Path:
        return path.with_name(f"{number}.raci")

    for number in range(MOST_DOCUMENTS):
        memory.keep(at(number), Remembered(sizes=(number + 1,)))
    memory.keep(at(0), Remembered(sizes=(500,)))
    for number in (MOST_DOCUMENTS, MOST_DOCUMENTS + 1):
        memory.keep(at(number), Remembered(sizes=(number + 1,)))
    assert len(msgspec.json.decode(file.read_bytes())) == MOST_DOCUMENTS
    assert [memory.recall(at(number), sample).sizes for number in (0, 1, 2, 3, MOST_DOCUMENTS + 1)] == [
        (500,), (), (), (4,), (MOST_DOCUMENTS + 2,),
    ]  # fmt: skip


# -- in private -------------------------------------------------------------------------------------------


def test_no_name_is_kept_in_clear(memory: Memory, path: Path, sample: Document, file: Path) -> None:
    unit = edits.fresh_id("Dismissals desk", sample.unit_places)
    assert "dismissals" in unit
    document = edits.add_unit(sample, Unit(unit, same("Dismissals desk")))
    asked = Filter("who is dismissed", unit=unit, group=document.groups[0].id)
    hidden = frozenset(one.id for one in document.units)
    activity = document.activities[0].id
    remembered = Remembered(Sight(hidden_units=hidden, filter=asked), document.matrices[0].id, activity, unit)
    memory.keep(path, remembered)
    kept = file.read_text("utf-8").lower()
    ids = (*document.unit_places, *document.group_places, activity, document.matrices[0].id)
    said = ["dismiss", "confidential", "client", path.parent.name.lower(), *(f'"{identity}"' for identity in ids)]
    assert [word for word in said if word in kept] == []
    recalled = memory.recall(path, document)
    assert recalled == replace(remembered, sight=replace(remembered.sight, filter=replace(asked, text=""))), (
        "all but the searched words"
    )


@POSIX
def test_only_the_user_may_read_it(memory: Memory, path: Path, looked: Remembered, file: Path) -> None:
    memory.keep(path, looked)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    file.chmod(0o644)
    memory.keep(path, looked)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@POSIX
def test_it_is_private_from_its_first_byte(
    memory: Memory, path: Path, looked: Remembered, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []
    write = Path.write_bytes

    def watched(self: Path, content: bytes) -> int:
        seen.append(stat.S_IMODE(self.stat().st_mode))
        return write(self, content)

    monkeypatch.setattr(Path, "write_bytes", watched)
    memory.keep(path, looked)
    assert seen == [0o600]


def test_it_lies_in_the_folder_of_the_system(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(platformdirs, "user_state_path", lambda name, *, appauthor: tmp_path / name / str(appauthor))
    assert state_folder() == tmp_path / "raciapp" / "False"


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such variable")
def test_the_variable_of_the_desktop_is_honoured(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, path: Path, looked: Remembered
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "chosen"))
    Memory().keep(path, looked)
    assert (tmp_path / "chosen" / "raciapp" / "looks.json").is_file()


def _write_over_the_first(file: Path, record: bytes) -> None:
    kept = msgspec.json.decode(file.read_bytes(), type=dict[str, msgspec.Raw])
    kept[next(iter(kept))] = msgspec.Raw(record)
    file.write_bytes(msgspec.json.encode(kept))


# -- never in the way -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "damaged",
    [
        b"", b"\x00" * 40, b"[]", b'"looks"', b'{"1": ', b"\xff\xfe", b'{"a":' + b"[" * 100_000, b"7",
        b'{"x":' + b" " * 9_000_000 + b"1}", b'{"\xe5": {}}',
    ],
    ids=range(10),
)  # fmt: skip
def test_a_damaged_file_is_as_good_as_none(
    damaged: bytes, memory: Memory, path: Path, sample: Document, looked: Remembered, file: Path
) -> None:
    file.parent.mkdir(parents=True)
    file.write_bytes(damaged)
    assert memory.recall(path, sample) == Remembered()
    memory.keep(path, looked)
    assert memory.recall(path, sample) == looked


@pytest.mark.parametrize(
    "foreign",
    [
        b"7", b"[1]", b"null", b'{"sight": 3}', b'{"sight": {"zoom": "huge"}}', b'{"sizes": [1.5]}',
        b'{"geometry": "\xc3\xa9"}', b'{"sight": {"filter": {"status": "someday"}}}', b'{"matrix": ["x"]}',
    ],
    ids=range(9),
)  # fmt: skip
def test_a_foreign_record_gives_the_defaults_and_costs_the_others_nothing(
    foreign: bytes, memory: Memory, path: Path, sample: Document, looked: Remembered, file: Path
) -> None:
    other = path.with_name("other.raci")
    memory.keep(path, Remembered())
    _write_over_the_first(file, foreign)
    memory.keep(other, looked)
    assert memory.recall(path, sample) == Remembered()
    assert memory.recall(other, sample) == looked
    memory.keep(path, looked)
    assert memory.recall(path, sample) == memory.recall(other, sample) == looked


def test_a_record_of_a_later_version_is_read_as_far_as_it_is_known(
    memory: Memory, path: Path, sample: Document, file: Path
) -> None:
    memory.keep(path, Remembered())
    _write_over_the_first(file, b'{"sizes":[4711],"colour":"blue","sight":{"zoom":80,"depth":3}}')
    assert memory.recall(path, sample) == Remembered(Sight(zoom=80), sizes=(4711,))


def test_a_folder_that_cannot_be_made_stops_nothing(
    memory: Memory, path: Path, sample: Document, looked: Remembered, file: Path
) -> None:
    file.parent.parent.write_bytes(b"a file where the folder should be")
    memory.keep(path, looked)
    assert memory.recall(path, sample) == Remembered()


def test_a_file_that_cannot_be_written_stops_nothing(
    memory: Memory, path: Path, sample: Document, looked: Remembered, file: Path
) -> None:
    file.mkdir(parents=True)
    memory.keep(path, looked)
    assert memory.recall(path, sample) == Remembered()
    assert list(file.parent.iterdir()) == [file]


def test_a_path_of_any_bytes_is_remembered(memory: Memory, sample: Document, looked: Remembered) -> None:
    for strange in (Path("/x/\udcff.raci"), Path("C:/\ud800.raci")):
        memory.keep(strange, looked)
        assert memory.recall(strange, sample) == looked


# -- what still fits --------------------------------------------------------------------------------------


def test_what_fits_stays_as_it_is(sample: Document, looked: Remembered) -> None:
    assert fitting(looked, sample) == looked
    assert fitting(Remembered(), sample) == Remembered()
    assert fitting(replace(looked, sight=Sight(filter=Filter("late"))), sample).sight.filter.text == "late"


def test_what_is_gone_from_the_document_is_forgotten(
    memory: Memory, path: Path, sample: Document, looked: Remembered
) -> None:
    memory.keep(path, looked)
    document = edits.remove_units(sample, [one.id for one in sample.units[:1]])
    document = edits.remove_activities(document, [one.id for one in sample.activities[:2]])
    sight = looked.sight
    expected = replace(
        looked,
        sight=replace(
            sight,
            hidden_units=sight.hidden_units - {sample.units[0].id},
            hidden_activities=sight.hidden_activities - {one.id for one in sample.activities[:2]},
        ),
    )
    assert expected != looked
    assert fitting(looked, document) == memory.recall(path, document) == expected


def test_nothing_fits_an_empty_document(sample: Document, looked: Remembered) -> None:
    empty = Document(sample.organization, (replace(sample.matrices[0], id="other", rows=()),))
    asked = Filter("", letter="A", status=Status.CONTESTED, findings=True, only_accountable=True)
    bare = replace(
        looked.sight, folded=frozenset(), hidden_units=frozenset(), hidden_activities=frozenset(), filter=asked
    )
    assert fitting(looked, empty) == Remembered(bare, sizes=looked.sizes, geometry=looked.geometry)


@pytest.mark.parametrize("half", ["activity", "unit"])
def test_half_a_place_is_none(sample: Document, looked: Remembered, half: str) -> None:
    kept = fitting(replace(looked, **{half: "gone"}), sample)
    assert (kept.activity, kept.unit) == ("", "")


def test_a_letter_that_the_scheme_has_not_is_not_asked_for(sample: Document) -> None:
    assert fitting(Remembered(Sight(filter=Filter(letter="S"))), sample) == Remembered()


@pytest.mark.parametrize("sizes", [(-1, 300), (10, 10**9)])
def test_impossible_sizes_are_not_taken(sample: Document, sizes: tuple[int, ...]) -> None:
    assert fitting(Remembered(sizes=sizes), sample) == Remembered()


@given(st.integers())
def test_zoom_stays_within_reason(sample: Document, zoom: int) -> None:
    fitted = fitting(Remembered(Sight(zoom=zoom)), sample).sight.zoom
    assert SMALLEST <= fitted <= LARGEST
    assert fitted == zoom or not SMALLEST <= zoom <= LARGEST
