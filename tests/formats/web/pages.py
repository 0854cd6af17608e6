"""Reports for the tests of the page, and the page as a parser sees it."""

import datetime as dt
import re
from collections.abc import Iterator

from formats.talked import TALKED
from lxml import html
from lxml.html import HtmlElement

from raciapp.base.words import Language, same
from raciapp.document.letters import scheme
from raciapp.document.records import (
    AS_IS,
    Activity,
    Document,
    Group,
    Matrix,
    Organization,
    Row,
    Status,
    Unit,
)
from raciapp.formats.branding import PLAIN, Branding
from raciapp.formats.report import EVERYTHING, Cover, Report, Wishes, report_on
from raciapp.formats.web.page import HtmlOptions, html_page
from raciapp.knowledge.library import knowledge

EN, FR = Language
DAY = dt.date(2026, 11, 23)


def full(document: Document = TALKED, second: Language | None = None, text: str = "Somebody") -> Report:
    """Return a report with every part."""
    cover = Cover(text, text, text, text)
    return report_on(document, knowledge(), DAY, Wishes(EN, second, parts=EVERYTHING, cover=cover))


def seen(report: Report, options: HtmlOptions | None = None, branding: Branding = PLAIN) -> HtmlElement:
    """Return the page of a report as a parser sees it."""
    return html.document_fromstring(html_page(report, options, branding).encode(), html.HTMLParser(encoding="utf-8"))


_SIMPLE = re.compile(r"^([a-z0-9]*)((?:\.[\w-]+|\[[a-z-]+(?:=[\w-]+)?\]|#[\w-]+)*)$")


def find(page: HtmlElement, selector: str) -> list[HtmlElement]:
    """Return what a selector of names, classes, ids and attributes finds, as CSS would."""
    return list(page.xpath("|".join(_path(one) for one in selector.split(","))))


def _path(selector: str) -> str:
    path = "."
    for part in selector.split():
        found = _SIMPLE.match(part)
        assert found, part
        path += f"//{found[1] or '*'}"
        for kind, name, value in re.findall(r"([.#\[])([\w-]+)(?:=([\w-]+))?", found[2]):
            path += {
                ".": f"[contains(concat(' ', normalize-space(@class), ' '), ' {name} ')]",
                "#": f"[@id='{name}']",
                "[": f"[@{name}='{value}']" if value else f"[@{name}]",
            }[kind]
    return path


def texts(found: list[HtmlElement]) -> list[str]:
    """Return what elements say, without doubled blanks."""
    return [" ".join(_text(one).split()) for one in found]


def _text(found: HtmlElement) -> str:
    if found.tag == "br":
        return "\n" + (found.tail or "")
    return "".join((found.text or "", *(_text(one) + ("" if one.tag == "br" else one.tail or "") for one in found)))


def hostile(text: str, units: int = 2) -> Document:
    """Return a document that says `text` in every field that a person fills."""
    bits = scheme("raci").bits
    ids = [f"u{place}" for place in range(units)]
    row = Row(
        bytes((bits["A"] | bits["R"], *(bits["C"] for _ in ids[1:]))),
        tuple((one, text) for one in sorted(ids)),
        tuple((one, Status.QUESTION) for one in sorted(ids)),
    )
    return Document(
        Organization(same(text), same(text)),
        (Matrix("as_is", same(text) if text else AS_IS, (row, row)),),
        units=tuple(Unit(one, same(text), remark=text, division=same(text)) for one in ids),
        groups=(Group("g", same(text)),),
        activities=(Activity("a0", same(text), "g", text), Activity("a1", same(text), "", text)),
    )


def attributes_of(page: HtmlElement) -> Iterator[tuple[str, str, str]]:
    """Yield the name of each element with each of its attributes."""
    for one in page.iter():
        if isinstance(one.tag, str):
            for name, value in one.attrib.items():
                yield one.tag, name, value
