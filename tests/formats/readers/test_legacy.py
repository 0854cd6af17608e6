"""Workbooks of older kinds through calamine, and what is kept from it because it would end the app."""

import struct
import time

import pytest
from formats.readers import making
from formats.readers.making import binary_workbook, compound, old_stream

from raciapp.base.errors import UserError
from raciapp.formats.finding.reading import Reason
from raciapp.formats.finding.tables import MOST_ROWS, Area, Table
from raciapp.formats.readers.legacy import read_binary, read_old

GRID: dict[tuple[int, int], str | float] = {
    (2, 1): "Activité",
    (2, 2): "Web",
    (3, 1): "Plan",
    (3, 2): "A/R",
    (4, 2): 3.0,
    (4, 3): 0.25,
}
SHOWN = [[], [], ["", "Activité", "Web"], ["", "Plan", "A/R"], ["", "", "3", "0.25"]]


def texts(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


def old(cells: dict[tuple[int, int], str | float], *merged: tuple[int, int, int, int]) -> bytes:
    return compound({"Workbook": old_stream(cells, merged)})


def test_both_kinds_give_the_same_table() -> None:
    (first,), (second,) = read_old(old(GRID), "a.xls"), read_binary(binary_workbook(GRID), "a.xlsb")
    assert texts(first) == texts(second) == SHOWN
    assert (first.sheet, first.source, second.sheet) == ("Matrix", "a.xls", "Matrix")


def test_merged_areas_of_old_workbooks_are_told() -> None:
    (table,) = read_old(old({**GRID, (3, 3): "covered"}, (3, 2, 3, 3)), "a.xls")
    assert table.merged == (Area(3, 2, 3, 3),)
    assert texts(table)[3] == ["", "Plan", "A/R"]


def test_a_stream_may_have_its_older_name() -> None:
    (table,) = read_old(compound({"Other": b"x", "Book": old_stream(GRID)}), "a.xls")
    assert texts(table) == SHOWN


def test_cells_far_apart_are_no_room_for_everything_between() -> None:
    content = old({(0, 0): "x", (65_535, 255): "y"})
    begun = time.process_time()
    with pytest.raises(UserError, match="more than any matrix"):
        read_old(content, "a.xls")
    with pytest.raises(UserError, match="more than any matrix"):
        read_binary(binary_workbook({(0, 0): "x", (1_048_575, 16_383): "y"}), "a.xlsb")
    assert time.process_time() - begun < 1


def test_many_numbers_in_one_record_count_as_far_as_they_reach() -> None:
    record = making._biff(0x00BD, struct.pack("<HHHIH", 65_000, 0, 0, 0, 200))
    with pytest.raises(UserError, match="more than any matrix"):
        read_old(compound({"Workbook": old_stream(GRID) + record}), "a.xls")


def test_a_sheet_longer_than_any_matrix_is_refused() -> None:
    with pytest.raises(UserError, match="more than any matrix"):
        read_old(old({(0, 0): "x", (MOST_ROWS, 0): "y"}), "a.xls")


def test_a_sheet_that_begins_within_a_record_is_damaged() -> None:
    stream = bytearray(old_stream(GRID))
    place = stream.index(b"Matrix") - 4 - 4
    stream[place : place + 4] = struct.pack("<I", len(stream) - 30)
    with pytest.raises(UserError, match="damaged"):
        read_old(compound({"Workbook": bytes(stream)}), "a.xls")


def test_sheets_that_are_none_are_listed() -> None:
    stream = bytearray(old_stream(GRID))
    stream[stream.index(b"Matrix") - 3] = 2  # a chart
    assert read_old(compound({"Workbook": bytes(stream)}), "a.xls") == ()


@pytest.mark.parametrize("state", [1, 2])
def test_hidden_sheets_are_read_and_said_to_be(state: int) -> None:
    stream = bytearray(old_stream(GRID))
    stream[stream.index(b"Matrix") - 4] = state
    (table,) = read_old(compound({"Workbook": bytes(stream)}), "a.xls")
    assert table.hidden


def test_dates_and_truth_are_shown_as_everywhere() -> None:
    stream = old_stream({(0, 0): "x"})
    end = making._biff(0x000A)
    assert stream.endswith(end)
    body = stream[: -len(end)]
    body += making._biff(0x0205, struct.pack("<HHHBB", 1, 0, 0, 1, 0))
    (table,) = read_old(compound({"Workbook": body + end}), "a.xls")
    assert texts(table) == [["x"], ["TRUE"]]


@pytest.mark.parametrize("content", [b"", making.compound({"Other": b"x"})])
def test_what_is_no_workbook_is_damaged(content: bytes) -> None:
    with pytest.raises(UserError, match="damaged"):
        read_old(content, "a.xls")


def test_a_panic_of_calamine_is_no_end() -> None:
    content = binary_workbook(GRID, **{"xl/worksheets/sheet1.bin": b"\x81\x01\x00\x94\x01\x02\x00\x00"})
    with pytest.raises(UserError, match="damaged"):
        read_binary(content, "a.xlsb")


def test_what_is_asked_of_the_program_is_not_swallowed(monkeypatch: pytest.MonkeyPatch) -> None:
    from raciapp.formats.readers import legacy

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(legacy, "_sheets", interrupted)
    with pytest.raises(KeyboardInterrupt):
        read_old(old(GRID), "a.xls")


def test_macros_and_settings_are_not_even_handed_on() -> None:
    (table,) = read_binary(binary_workbook(GRID, **{"xl/vbaProject.bin": b"\x00" * 50}), "a.xlsb")
    assert texts(table) == SHOWN
    assert Reason.NO_CELLS not in {left.why for left in table.left_out}
