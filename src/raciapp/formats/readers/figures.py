"""Numbers, dates and truth values of spreadsheets as the texts a person sees in their cells.

Number formats after ECMA-376 part 1, 18.8.30 and 18.8.31; what is too fine for a matrix, such as colours and
conditions, is left to the spreadsheet.
"""

import re
from datetime import date, datetime, time, timedelta
from enum import Enum
from math import isfinite
from typing import NamedTuple

BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 14: "yyyy-mm-dd", 15: "yyyy-mm-dd",
    16: "yyyy-mm-dd", 17: "yyyy-mm-dd", 18: "hh:mm", 19: "hh:mm:ss", 20: "hh:mm", 21: "hh:mm:ss",
    22: "yyyy-mm-dd hh:mm", 27: "yyyy-mm-dd", 28: "yyyy-mm-dd", 29: "yyyy-mm-dd", 30: "yyyy-mm-dd", 31: "yyyy-mm-dd",
    32: "hh:mm", 33: "hh:mm:ss", 34: "hh:mm", 35: "hh:mm:ss", 36: "yyyy-mm-dd", 45: "mm:ss", 46: "[h]:mm:ss",
    47: "mm:ss", 50: "yyyy-mm-dd", 51: "yyyy-mm-dd", 52: "yyyy-mm-dd", 53: "yyyy-mm-dd", 54: "yyyy-mm-dd",
    55: "yyyy-mm-dd", 56: "yyyy-mm-dd", 57: "yyyy-mm-dd", 58: "yyyy-mm-dd",
}  # fmt: skip
"""Number formats that files refer to by number only; any other number is the general format."""

_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - the time of a spreadsheet has no zone
_EPOCH_1904 = datetime(1904, 1, 1)  # noqa: DTZ001 - as above
_FIRST_OF_MARCH = 61
"""The day from which counting is right: spreadsheets believe that 1900 had a 29th of February."""

_SECTION = re.compile(r'(?:"[^"]*"|\\.|[^;"\\])*', re.DOTALL)
_LITERAL = re.compile(r'"([^"]*)"|\\(.)|[_*].|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.DOTALL | re.IGNORECASE)
_DIGITS = re.compile(r"[#0?](?:[#0?.,\s]*[#0?])?")
_LONGEST_FORMAT = 255


class Kind(Enum):
    """What a number stands for."""

    NUMBER = "number"
    DATE = "date"
    TIME = "time"
    MOMENT = "moment"
    DURATION = "duration"


class Format(NamedTuple):
    """How a number is shown: before and after it, decimals (None for as many as it has), whole digits, times what."""

    kind: Kind = Kind.NUMBER
    before: str = ""
    after: str = ""
    decimals: int | None = None
    digits: int = 1
    times: int = 1


GENERAL = Format()


def format_of(code: str) -> Format:
    """Return what a format code such as `0.00%` asks for, as far as it matters to a matrix."""
    found = _SECTION.match(code[:_LONGEST_FORMAT])
    section = found[0] if found else ""
    bare = _LITERAL.sub("", section).lower()
    if re.search(r"[dmyhs]", bare):
        return Format(_kind_of_time(bare))
    if "e+" in bare or "e-" in bare or "/" in bare or "general" in bare or "standard" in bare:
        return GENERAL
    number = _DIGITS.search(bare)
    if not number:
        return GENERAL
    whole, _, fraction = number[0].partition(".")
    before, after = _around(section)
    return Format(
        Kind.NUMBER, before, after, sum(map(fraction.count, "0#?")), max(1, whole.count("0")), 100 ** bare.count("%")
    )


def _kind_of_time(bare: str) -> Kind:
    if re.search(r"\[[hms]", bare):
        return Kind.DURATION
    day = "d" in bare or "y" in bare or not re.search(r"[hs]", bare)
    hour = "h" in bare or "s" in bare
    return Kind.MOMENT if day and hour else Kind.DATE if day else Kind.TIME


def _around(section: str) -> tuple[str, str]:
    """Return the signs that a format puts before and after the number."""
    signs = _LITERAL.sub(lambda found: "\x00" if found[1] or found[2] else "", section)
    said = [found[1] or found[2] for found in _LITERAL.finditer(section) if found[1] or found[2]]
    number = _DIGITS.search(signs)
    if not number:
        return "", ""

    def spoken(part: str) -> str:
        return "".join(said.pop(0) if sign == "\x00" else sign for sign in part)

    before = spoken(signs[: number.start()])
    inside = number[0].count("\x00")
    del said[:inside]
    return before, spoken(signs[number.end() :])


def shown_number(value: float, form: Format = GENERAL, *, since_1904: bool = False) -> str:
    """Return a number as a cell shows it: 3 without decimals, dates as ISO writes them."""
    if not isfinite(value):
        return str(value)
    if form.kind is not Kind.NUMBER:
        return _shown_time(value, form.kind, since_1904=since_1904)
    if form.decimals is None or abs(value) >= 1e15:
        return _plain(value)
    said = f"{abs(value) * form.times:.{min(form.decimals, 15)}f}"
    whole, point, fraction = said.partition(".")
    return f"{'-' if value < 0 else ''}{form.before}{whole.zfill(min(form.digits, 15))}{point}{fraction}{form.after}"


def _plain(value: float) -> str:
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    return f"{value:.11g}"


def _shown_time(value: float, kind: Kind, *, since_1904: bool) -> str:
    if kind is Kind.DURATION:
        return shown_time(timedelta(seconds=round(value * 86_400))) if abs(value) < 1e6 else _plain(value)
    days = value if since_1904 or value >= _FIRST_OF_MARCH or value < 1 else value + 1
    try:
        moment = (_EPOCH_1904 if since_1904 else _EPOCH) + timedelta(seconds=round(days * 86_400))
    except OverflowError:
        return _plain(value)
    if value < 0:
        return _plain(value)
    if kind is Kind.TIME or (kind is Kind.MOMENT and value < 1):
        return shown_time(moment.time())
    return shown_time(moment.date() if kind is Kind.DATE else moment)


def shown_time(value: date | time | timedelta) -> str:
    """Return a date, a time, both, or a duration, without seconds where there are none."""
    if isinstance(value, datetime):
        return (
            f"{value.date().isoformat()} {shown_time(value.time())}"
            if value.time() != time()
            else shown_time(value.date())
        )
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.isoformat("seconds" if value.second else "minutes")
    seconds = round(abs(value.total_seconds()))
    said = f"{seconds // 3600}:{seconds // 60 % 60:02}" + (f":{seconds % 60:02}" if seconds % 60 else "")
    return f"-{said}" if value < timedelta() else said


def shown_truth(value: bool) -> str:  # noqa: FBT001 - there is nothing else to say
    """Return a truth value as spreadsheets show it."""
    return "TRUE" if value else "FALSE"
