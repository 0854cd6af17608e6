"""Numbers and times as a spreadsheet shows them."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from raciapp.formats.readers.figures import GENERAL, format_of, shown_number, shown_time, shown_truth


@pytest.mark.parametrize(
    ("code", "value", "text"),
    [
        ("General", 3, "3"),
        ("General", 1.25, "1.25"),
        ("0", 2.6, "3"),
        ("0.00", 1.5, "1.50"),
        ("#,##0.00", 1234.5, "1234.50"),
        ("0%", 0.256, "26%"),
        ("0.0%", -0.5, "-50.0%"),
        ("000", 7, "007"),
        ('"WP "0', 3, "WP 3"),
        ('0" h"', 8, "8 h"),
        ("\\S0", 4, "S4"),
        ("[Red]0;[Blue]-0", 5, "5"),
        ("_(0_)", 5, "5"),
        ("0.00E+00", 1234, "1234"),
        ("# ?/?", 0.5, "0.5"),
        ("@", 5, "5"),
        ("", 5, "5"),
        ('"text"', 5, "5"),
        ("0.0", 1e16, "1e+16"),
        ("yyyy-mm-dd", 46082, "2026-03-01"),
        ("[$-409]d\\ mmm\\ yy;@", 46082, "2026-03-01"),
        ("mmm-yy", 46082, "2026-03-01"),
        ("dd/mm/yyyy hh:mm", 46082.5, "2026-03-01 12:00"),
        ("dd/mm/yyyy hh:mm", 46082, "2026-03-01"),
        ("dd/mm/yyyy hh:mm", 0.5, "12:00"),
        ("h:mm AM/PM", 0.75, "18:00"),
        ("hh:mm:ss", 0.5 + 1 / 86400, "12:00:01"),
        ("[h]:mm", 1.5, "36:00"),
        ("[h]:mm", -0.5, "-12:00"),
        ("[h]:mm", 1e9, "1000000000"),
        ("yyyy-mm-dd", 60, "1900-03-01"),
        ("yyyy-mm-dd", 59, "1900-02-28"),
    ],
)
def test_numbers_are_shown_as_their_format_asks(code: str, value: float, text: str) -> None:
    assert shown_number(value, format_of(code)) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (date(2026, 3, 1), "2026-03-01"),
        (datetime(2026, 3, 1, tzinfo=UTC), "2026-03-01"),
        (datetime(2026, 3, 1, 9, 5, tzinfo=UTC), "2026-03-01 09:05"),
        (time(9, 5, 7), "09:05:07"),
        (timedelta(hours=26, minutes=3), "26:03"),
        (timedelta(seconds=-61), "-0:01:01"),
    ],
)
def test_times_are_shown_without_seconds_that_are_none(value: date | time | timedelta, text: str) -> None:
    assert shown_time(value) == text


def test_truth_is_shown_as_in_english() -> None:
    assert (shown_truth(True), shown_truth(False)) == ("TRUE", "FALSE")


@given(st.text(max_size=40), st.floats())
def test_every_format_shows_something(code: str, value: float) -> None:
    assert shown_number(value, format_of(code)).encode()


@given(st.integers(-(10**14), 10**14))
def test_whole_numbers_have_no_decimals(value: int) -> None:
    assert shown_number(float(value), GENERAL) == str(value)
