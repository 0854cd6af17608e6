"""The container of older Office files: streams of any size, and chains that lead nowhere."""

import struct

import pytest
from formats.readers.making import compound, old_stream

from raciapp.formats.readers.compound import SIGNATURE, Compound, CompoundError
from raciapp.formats.readers.legacy import read_old

STREAMS = {"First": bytes(range(256)) * 20, "Second": b"x" * 5_000, "Third": b"y" * 4_096, "Fourth": b"z" * 9_000}


def test_streams_come_back() -> None:
    found = Compound(compound(STREAMS))
    assert found.names == set(STREAMS)
    for name, stream in STREAMS.items():
        assert found.read(name).rstrip(b"\0") == stream.rstrip(b"\0")


def small(stream: bytes) -> bytes:
    """Return a compound file whose first stream is kept among small ones: in pieces of 64 bytes, here in two halves."""
    content = bytearray(compound({"Workbook": b"", "Table": b""}))
    pieces = -(-len(stream) // 64)
    half = pieces // 2
    order = [*range(half, pieces), *range(half)]  # the second half of the room holds the first half of the stream
    room = bytearray(pieces * 64)
    table = [0xFFFFFFFF] * 1024
    for number, place in enumerate(order):
        room[place * 64 : place * 64 + 64] = stream[number * 64 : number * 64 + 64].ljust(64, b"\0")
        table[place] = order[number + 1] if number + 1 < pieces else 0xFFFFFFFE
    directory = 512 + 512
    root, book, other = (directory + 128 * place for place in range(3))
    first, following = (struct.unpack_from("<I", content, place + 116)[0] for place in (book, other))
    content[root + 116 : root + 124] = struct.pack("<II", first, len(room))
    content[book + 116 : book + 124] = struct.pack("<II", order[0], len(stream))
    content[60:68] = struct.pack("<II", following, 8)
    content[512 * (first + 1) : 512 * (first + 1) + len(room)] = room
    content[512 * (following + 1) : 512 * (following + 1) + 4096] = struct.pack("<1024I", *table)
    return bytes(content)


def test_small_streams_are_put_together_of_their_pieces() -> None:
    stream = bytes(range(250)) * 3
    assert Compound(small(stream)).read("Workbook") == stream


def test_a_small_workbook_is_read() -> None:
    (table,) = read_old(small(old_stream({(0, 0): "Plan", (0, 1): "R"})), "a.xls")
    assert [cell.text for cell in table.rows[0]] == ["Plan", "R"]


def test_a_table_of_sectors_may_go_on_elsewhere() -> None:
    content = bytearray(compound(STREAMS))
    content[72:76] = struct.pack("<I", 1)
    content[68:72] = struct.pack("<I", len(content) // 512 - 1)
    more = struct.pack("<127I", *[0xFFFFFFFF] * 127) + struct.pack("<I", 0xFFFFFFFE)
    assert Compound(bytes(content) + more).read("Second").startswith(b"x" * 5_000)
    content[68:72] = struct.pack("<I", 0xFFFFFFFE)
    assert Compound(bytes(content)).names == set(STREAMS)


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (48, 9_999),  # the directory begins nowhere
        (30, 77),  # sectors of no known size
        (512 + 4, 1),  # the directory goes in circles
        (512 + 4, 100_000),  # and leads out of the file
    ],
)
def test_chains_that_lead_nowhere_are_damage(place: int, value: int) -> None:
    content = bytearray(compound(STREAMS))
    content[place : place + 4] = struct.pack("<I", value)
    with pytest.raises(CompoundError):
        Compound(bytes(content))


@pytest.mark.parametrize("content", [b"", SIGNATURE, bytes(600)])
def test_what_is_no_container_is_damage(content: bytes) -> None:
    with pytest.raises(CompoundError):
        Compound(content)
