"""What Word documents and slides share: people's text made harmless, the day of a report, colours one can read."""

import datetime as dt
import re

from raciapp.base.messages import mark, translate
from raciapp.formats.characters import whole
from raciapp.formats.report import Report, long_date

INK = "1F2733"
MUTED = "5B6575"
LINES = "D9DEE7"
BAND = "E9EDF4"
WHITE = "FFFFFF"

_NOT_XML = re.compile("[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_BREAKS = re.compile("\r\n|[\r\x85\u2028\u2029]")
_READABLE = 4.5
"""The contrast that WCAG 2.2 asks of text (1.4.3)."""


def plain(text: str) -> str:
    """Return text that XML can hold: line breaks are line feeds, tabs are spaces, controls a substitute character."""
    if text.isprintable():  # none of what follows is there
        return text
    return _NOT_XML.sub("\ufffd", _BREAKS.sub("\n", whole(text)).replace("\t", " "))


def one_line(text: str) -> str:
    """Return text on one line, without blanks around it."""
    return " ".join(plain(text).split())


def shortened(text: str, most: int) -> str:
    """Return a text on one line with at most `most` characters, an ellipsis for what is missing."""
    line = one_line(text)
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def unbroken(text: str, most: int = 40) -> str:
    """Return a text that no line breaks, unless it has more than `most` characters."""
    return text.replace(" ", "\u00a0") if len(text) <= most else text


def explained(report: Report, name: str, meaning: str) -> str:
    """Return a name and what it stands for, as the language of the report spaces its colons."""
    return translate(mark("{name}: {meaning}"), report.language, name=name, meaning=meaning).rstrip()


def heading_of(report: Report) -> str:
    """Return what the deliverable is called: the organization, or the scheme where nobody gave it a name."""
    return one_line(report.title) or report.scheme.name


def day_of(report: Report) -> dt.datetime:
    """Return midnight of the report's day in UTC; the first day of 2000 where its date is no date."""
    numbers = [int(number) for number in re.findall(r"\d+", report.date)[:2]]
    if len(numbers) == 2:
        day, year = numbers
        for month in range(1, 13):
            try:
                date = dt.date(year, month, day)
            except ValueError:
                continue
            if report.date.startswith(long_date(date, report.language)):
                return dt.datetime(date.year, date.month, date.day, tzinfo=dt.UTC)
    return dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


def _luminance(colour: str) -> float:
    """Return the relative luminance of a colour `RRGGBB` (WCAG 2.2)."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def hexadecimal(colour: str) -> str:
    """Return a colour `#rrggbb` as `RRGGBB`."""
    return colour.lstrip("#").upper()


def readable_on_white(colour: str) -> str:
    """Return the colour `#rrggbb` as `RRGGBB` where it can be read on white, our ink where it cannot."""
    found = hexadecimal(colour)
    return found if 1.05 / (_luminance(found) + 0.05) >= _READABLE else INK
