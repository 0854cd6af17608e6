"""The report as one page of HTML: nothing to load, nothing to run, readable by people, printers and screen readers."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import msgspec

from raciapp.base.files import write_atomically
from raciapp.base.messages import mark
from raciapp.formats.branding import PLAIN, Branding
from raciapp.formats.report import Report, ReportPart
from raciapp.formats.web.cards import cards_part
from raciapp.formats.web.elements import Element, Node, Sheet, clean, element, rendered
from raciapp.formats.web.look import hash_of, logo_address, style_sheet
from raciapp.formats.web.matrix import MatrixPage, matrix_part, page_of
from raciapp.formats.web.parts import (
    deviations_part,
    findings_part,
    gap_part,
    method_part,
    sign_off_part,
    talk_part,
)
from raciapp.formats.web.pictures import pictures_part
from raciapp.formats.web.tongues import lines


class HtmlOptions(msgspec.Struct, frozen=True):
    """What can be chosen for a page of HTML."""

    unit_choice: Annotated[bool, msgspec.Meta(title=mark("Let readers choose a unit"))] = True
    contents: Annotated[bool, msgspec.Meta(title=mark("Begin with a table of contents"))] = True


_PARTS: tuple[tuple[ReportPart, str, Callable[[MatrixPage], list[Node]]], ...] = (
    (ReportPart.TALK, mark("Open questions and remarks"), talk_part),
    (ReportPart.FINDINGS, mark("Findings"), findings_part),
    (ReportPart.GAP, mark("Gap to the template"), gap_part),
    (ReportPart.PICTURES, mark("In pictures"), pictures_part),
    (ReportPart.CARDS, mark("Role cards"), cards_part),
    (ReportPart.DEVIATIONS, mark("Accepted deviations"), deviations_part),
    (ReportPart.METHOD, mark("Method and legend"), method_part),
    (ReportPart.SIGN_OFF, mark("Sign-off"), sign_off_part),
)
"""The parts below the matrix in their order."""


def export_html(report: Report, path: Path, options: msgspec.Struct, branding: Branding) -> None:
    """Write the report to `path` as one page of HTML. Raises UserError."""
    assert isinstance(options, HtmlOptions)  # noqa: S101 - the table of formats pairs them
    write_atomically(path, html_page(report, options, branding).encode())


def html_page(report: Report, options: HtmlOptions | None = None, branding: Branding = PLAIN) -> str:
    """Return the page. Raises UserError when the logo or the font of the branding cannot be read."""
    chosen = options or HtmlOptions()
    page = page_of(report)
    sheet = style_sheet(report.scheme, branding, len(report.units) if chosen.unit_choice else 0)
    parts = _parts(page, chosen)
    title = clean(" · ".join(filter(None, [report.title.strip(), report.matrix.strip()]))) or report.scheme.name
    skip = element("a", page.tongues.say(mark("Skip to the content")), href="#content", class_="skip")
    document = element(
        "html",
        _head(title, sheet, report),
        element(
            "body",
            skip,
            _cover(page, branding),
            element("main", _contents(page, parts) if chosen.contents else None, _sections(page, parts), id="content"),
            _footer(page, branding),
        ),
        lang=report.language.value,
    )
    return f"<!DOCTYPE html>\n{rendered(document)}\n"


def _head(title: str, sheet: str, report: Report) -> Element:
    policy = (
        f"default-src 'none'; style-src '{hash_of(sheet)}'; img-src data:; font-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    return element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=policy),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("meta", name="referrer", content="no-referrer"),
        element("meta", name="robots", content="noindex"),
        element("meta", name="author", content=report.cover.author) if report.cover.author else None,
        element("title", title),
        element("style", Sheet(sheet)),
    )


def _cover(page: MatrixPage, branding: Branding) -> Element:
    """Return the head of the page: the organization, and what the consultant typed for the cover where it is wanted."""
    report, tongues, cover = page.report, page.tongues, page.report.cover
    logo = logo_address(branding)
    covered = report.particulars if report.wants(ReportPart.COVER) else ((mark("Date"), report.date),)
    facts = [
        element("div", element("dt", tongues.say(label)), element("dd", tongues.name(text)))
        for label, text in ((mark("Matrix"), report.matrix), *covered)
        if text.strip()
    ]
    note = report.wants(ReportPart.COVER) and cover.note.strip()
    return element(
        "header",
        element("img", src=logo, alt="", class_="logo") if logo else None,
        element("h1", tongues.name(report.title) if report.title.strip() else report.scheme.name),
        element("p", tongues.name(report.subtitle), class_="subtitle") if report.subtitle.strip() else None,
        element("dl", facts),
        element("p", lines(cover.note), class_="note") if note else None,
        class_="cover",
    )


def _parts(page: MatrixPage, options: HtmlOptions) -> list[tuple[str, str, list[Node]]]:
    """Return the parts that are wanted and have something to show: id, heading (to be translated), content."""
    report = page.report
    found = []
    if report.wants(ReportPart.MATRIX):
        found.append(("matrix", mark("Matrix"), matrix_part(page, filtered=options.unit_choice)))
    for part, title, content in _PARTS:
        nodes = content(page) if report.wants(part) else []
        if nodes:
            found.append((part.value.replace("_", "-"), title, nodes))
    return found


def _contents(page: MatrixPage, parts: list[tuple[str, str, list[Node]]]) -> Element | None:
    if len(parts) < 2:
        return None
    items = [element("li", element("a", page.tongues.say(title), href=f"#{identity}")) for identity, title, _ in parts]
    return element("nav", element("ol", items), class_="contents", aria_label=page.report.say(mark("Contents")))


def _sections(page: MatrixPage, parts: list[tuple[str, str, list[Node]]]) -> list[Node]:
    return [
        element(
            "section",
            element("h2", page.tongues.say(title), id=f"{identity}-title"),
            content,
            id=identity,
            aria_labelledby=f"{identity}-title",
        )
        for identity, title, content in parts
    ]


def _footer(page: MatrixPage, branding: Branding) -> Element:
    named = [element("span", page.tongues.name(text)) for text in (page.report.title, page.report.date) if text.strip()]
    footer = branding.footer.strip()
    return element("footer", element("span", footer) if footer else None, named)
