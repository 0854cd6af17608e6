"""A document in which every field that a client fills holds something that some format could take for its own."""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator

from msgspec.structs import replace

from raciapp.base.words import Language, Words, same
from raciapp.checks.engine import check
from raciapp.document.records import (
    WHOLE_ROW,
    Activity,
    Document,
    Group,
    Matrix,
    Organization,
    Row,
    Status,
    Unit,
    Waiver,
)
from raciapp.formats.branding import Branding
from raciapp.formats.inks import reads_leftwards
from raciapp.formats.report import EVERYTHING, Cover, Report, ReportPart, Wishes, report_on
from raciapp.knowledge.library import knowledge

DAY = dt.date(2026, 11, 23)
LONG = ("Directorate of the longest official names " * 9)[:296]
"""296 characters; with the sign that makes each text another there are 300."""
UNBROKEN = "W" * 296

HOSTILE = (
    "=1+1",
    "+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "-2",
    '=HYPERLINK("http://evil.example","click")',
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    '{{typst #eval("1")}} #set page(fill: red) @ref <label> // /* \\',
    "[md](javascript:alert(1)) ![i](http://evil.example/i.png)",
    "| * ` _ ~~gone~~ **bold** | # 1. > --- :fox: https://evil.example www.evil.example <br>",
    "</w:t></w:r><w:br/></a:t></t></text> ]]> <!-- &amp; &lt; &#x41; \"q\" 's'",
    '$x$ $$\\frac{1}{2}$$ {1} {name} {0.__class__} %s %(a)s {{organization}} &P&F&"Arial"',
    "مكتبٌ الاتصالاتِ الرقميّةِ ١٢٣ (أ)",
    "שָׁלוֹם עוֹלָם abc 12",
    "\u202eright to left\u202c \u2067turned\u2069 \u200fmark\u200e",
    "👩\u200d👩\u200d👧\u200d👦 🏳️\u200d🌈 ✊🏽 🦊 R&D",
    "e\u0301le\u0300ve n\u0303 Z\u0351\u036b\u0343a\u035f\u0334lgo Ａ ﬁ",
    "a\x00b\x07c\x0bd\x1be\x7ff\x85g\u2028h\u2029i\ufffej\ufeffk\ttab",
    "half \ud800 and \udfff of a character",
    "first line\nsecond line\r\n\n=third()\rfourth line",
    "_x0041_ %41 \\u0041 #N/A TRUE 1E5 '1 0001",
    LONG,
    UNBROKEN,
)
"""What a client may have typed, or a file may have said, each dangerous to at least one format."""

FOOTER = "=1+1 <b>&P</b> #eval $x$ [a](javascript:x) | 🦊 مرحبا zqfoot"
ACCENT = Branding(accent="#7A1F5C", footer=FOOTER)
HARMLESS_ACCENT = Branding(accent="#7A1F5C", footer="A footer")
_UNSEEN = ("C", "Z")
"""Categories of characters that show nothing; formats change or drop them."""
_SUBSTITUTES = "\ufffd□"


MOST_SAID = 9
"""Units of which something is said."""


class Typist:
    """Types the hostile texts in turn, each with a sign of its own at the end; remembers which field got which."""

    def __init__(self, texts: tuple[str, ...] = HOSTILE, start: int = 0) -> None:
        """Begin with the text at `start`."""
        self._texts, self._next, self.typed = texts, start, dict[str, str]()

    def type(self, field: str) -> str:
        """Return what is typed into a field."""
        text = f"{self._texts[self._next % len(self._texts)]} {code(len(self.typed))}"
        if text.startswith(UNBROKEN):
            text = text.replace(" ", "")
        self._next += 1
        self.typed[field] = text
        return text

    def words(self, field: str) -> Words:
        """Return what is typed into a field that may be in two languages."""
        return same(self.type(field))


def code(number: int) -> str:
    """Return a word that stands for a number and occurs nowhere else: `zqaab`."""
    letters = "abcdefghijklmnop"
    return "zq" + "".join(letters[number // step % len(letters)] for step in (256, 16, 1))


def hostile_document(
    units: int = 8, activities: int = 12, texts: tuple[str, ...] = HOSTILE, start: int = 0
) -> tuple[Document, dict[str, str]]:
    """Return a document, and what was typed into it by field: `unit 3`, `remark of activity 2`, `reason of …`."""
    typist = Typist(texts, start)
    columns = [f"u{place}" for place in range(units)]
    names = tuple(
        Unit(
            one, typist.words(f"unit {one}"), ("strategy", "exec", "legal")[place : place + 1],
            typist.type(f"remark of unit {one}") if place < MOST_SAID else "",
            typist.words(f"division {place // 3}") if place < MOST_SAID and place % 3 == 0 else Words(),
        )
        for place, one in enumerate(columns)
    )  # fmt: skip
    groups = tuple(Group(f"g{place}", typist.words(f"group {place}")) for place in range(3))
    known = list(knowledge().activities)[: activities // 2]
    rows = tuple(
        Activity(
            known[place] if place < len(known) else f"x{place}", typist.words(f"activity {place}"),
            ("", "g0", "g1", "g2")[place % 4],
            typist.type(f"remark of activity {place}") if place % 2 else "",
        )
        for place in range(activities)
    )  # fmt: skip
    organization = Organization(typist.words("organization"), kind=typist.words("kind"))
    matrix = Matrix("m", typist.words("matrix"), tuple(_row(columns, place, typist) for place in range(activities)))
    document = Document(organization, (matrix,), units=names, groups=groups, activities=rows)
    return _with_waivers(document, typist), typist.typed


def _row(columns: list[str], place: int, typist: Typist) -> Row:
    """Return letters in all sets that occur, a remark on a cell and where the talk stands."""
    letters = bytes((place * 5 + at * 3) % 16 for at in range(len(columns)))
    said = columns[place % max(1, len(columns))] if columns else ""
    remarks = ((said, typist.type(f"remark of cell {place} {said}")),) if said else ()
    statuses = {WHOLE_ROW: list(Status)[place % 4], said: list(Status)[1 + place % 3]}
    return Row(letters, remarks, tuple((unit, status) for unit, status in sorted(statuses.items()) if status))


def _with_waivers(document: Document, typist: Typist) -> Document:
    """Return the document with three of its findings accepted."""
    found = check(document, "m", knowledge()).findings[:3]
    return replace(
        document,
        waivers=tuple(
            Waiver(one.rule.id, typist.type(f"reason of {one.rule.id}"), typist.type(f"author of {one.rule.id}"))
            for one in found
        ),
    )


def hostile_report(
    document: Document, parts: frozenset[ReportPart] = EVERYTHING, second: Language | None = None
) -> tuple[Report, dict[str, str]]:
    """Return the report with a hostile cover, and what was typed into the cover by field."""
    typist = Typist(start=5)
    fields = ("client", "version", "author", "note")
    typed = {field: f"{text}cover" for field, text in zip(fields, map(typist.type, fields), strict=True)}
    wishes = Wishes(Language.EN, second, parts=parts, cover=Cover(**typed))
    return report_on(document, knowledge(), DAY, wishes), typed


HARMLESS = ("Some words", LONG, UNBROKEN, "One line\nand another")


def harmless_document(units: int = 8, activities: int = 12) -> Document:
    """Return the document with harmless words of all lengths: whatever it is made of is our own."""
    return hostile_document(units, activities, HARMLESS)[0]


def essence(text: str) -> str:
    """Return what of a text is seen, whatever a format makes of blanks and of what it cannot show."""
    text = "".join(one for one in text if not unicodedata.category(one).startswith(_UNSEEN))
    return re.sub(f"[{_SUBSTITUTES}]", "", unicodedata.normalize("NFC", text))


def words_missing(typed: dict[str, str], text: str) -> Iterator[str]:
    """Yield the fields of which a word is missing, read from either side: a page knows where glyphs stand, not more.

    Arabic and Hebrew words are left out: what is read back of them depends on how their glyphs were joined.
    """
    whole = _letters(text)
    for field, said in typed.items():
        words = [_letters(word) for word in said.split() if not reads_leftwards(word)]
        if any(word not in whole and word[::-1] not in whole for word in words):
            yield field


def _letters(text: str) -> str:
    """Return the letters and digits of a text alone: no accents, no ligatures, no marks that are mirrored."""
    return "".join(one for one in unicodedata.normalize("NFKD", essence(text)) if one.isalnum())


def missing(typed: dict[str, str], text: str) -> Iterator[str]:
    """Yield the fields whose text does not stand in full in the text of a file."""
    whole = essence(text)
    yield from (field for field, said in typed.items() if essence(said) not in whole)
