"""The report as Markdown for wikis and repositories: tables as GitHub reads them, every text of a client only text."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Annotated

import msgspec

from raciapp.base.files import write_atomically
from raciapp.base.messages import mark, translate
from raciapp.document.letters import Letter
from raciapp.document.records import Status
from raciapp.formats.branding import PLAIN, Branding
from raciapp.formats.markdown_parts import Voice, cards_part, figures_part, gap_part, method_part, sign_off_part
from raciapp.formats.markdown_text import lines, plain, table
from raciapp.formats.places import places_text
from raciapp.formats.points import count_of, other_remarks, points, to_settle
from raciapp.formats.report import (
    SEVERITY_NAMES,
    STATUS_NAMES,
    STATUS_SIGNS,
    Report,
    ReportCell,
    ReportFinding,
    ReportPart,
    ReportRow,
)

_NOTHING = "–"


class MarkdownOptions(msgspec.Struct, frozen=True):
    """What can be chosen for a Markdown file."""

    signs: Annotated[bool, msgspec.Meta(title=mark("Show statuses in the matrix"))] = True


def export_markdown(report: Report, path: Path, options: msgspec.Struct, branding: Branding) -> None:
    """Write the report to `path` as GitHub Flavored Markdown in UTF-8. Raises UserError."""
    assert isinstance(options, MarkdownOptions)  # noqa: S101 - the table of formats pairs them
    write_atomically(path, markdown(report, options, branding).encode())


def markdown(report: Report, options: MarkdownOptions | None = None, branding: Branding = PLAIN) -> str:
    """Return the report as Markdown: blocks with an empty line between them."""
    voice = Voice(report)
    page = _Page(voice, options or MarkdownOptions())
    blocks = [*page.head()]
    for part, title, content in (
        (ReportPart.MATRIX, mark("Matrix"), page.matrix),
        (ReportPart.TALK, mark("Open questions and remarks"), page.talk),
        (ReportPart.FINDINGS, mark("Findings"), page.findings),
        (ReportPart.GAP, mark("Gap to the template"), partial(gap_part, voice)),
        (ReportPart.PICTURES, mark("In pictures"), partial(figures_part, voice)),
        (ReportPart.CARDS, mark("Role cards"), partial(cards_part, voice)),
        (ReportPart.DEVIATIONS, mark("Accepted deviations"), page.deviations),
        (ReportPart.METHOD, mark("Method and legend"), partial(method_part, voice)),
        (ReportPart.SIGN_OFF, mark("Sign-off"), partial(sign_off_part, voice)),
    ):
        found = list(content()) if report.wants(part) else []
        blocks += [f"## {plain(report.say(title))}", *found] if found else []
    if branding.footer.strip():
        blocks += ["---", plain(branding.footer)]
    return "\n\n".join(blocks) + "\n"


class _Page:
    """The head of the page, the matrix, and what was said and found."""

    def __init__(self, voice: Voice, options: MarkdownOptions) -> None:
        self._report, self._options, self._say = voice.report, options, voice.say
        self._points = points(voice.report)

    def translate_count(self, one: str, many: str, n: int) -> str:
        """Return a counted sentence; it bears the name by which sentences are gathered for the catalogue."""
        return plain(self._report.spoken.say_count(one, many, n))

    def head(self) -> Iterator[str]:
        report, cover = self._report, self._report.cover
        yield f"# {plain(report.title) or plain(report.scheme.name)}"
        if report.subtitle.strip():
            yield plain(report.subtitle)
        covered = report.particulars if report.wants(ReportPart.COVER) else ((mark("Date"), report.date),)
        told = ((mark("Matrix"), report.matrix), *covered)
        named = [(translate(mark("{label}:"), report.language, label=self._say(label)), text) for label, text in told]
        yield "\n".join(f"- **{label}** {plain(text)}" for label, text in named if plain(text))
        if report.wants(ReportPart.COVER) and lines(cover.note):
            yield f"> {lines(cover.note)}"

    # -- the matrix ---------------------------------------------------------------------------------------

    def matrix(self) -> Iterator[str]:
        report = self._report
        yield "\n".join(f"- **{plain(letter.symbol)}** {self._meaning(letter)}" for letter in report.legend)
        if not report.units or not report.sections:
            yield self._say(mark("The matrix has no activities yet."))
            return
        if self._signed():
            yield " · ".join(
                f"{plain(STATUS_SIGNS[status])} {self._say(name)}"
                for status, name in STATUS_NAMES.items()
                if count_of(self._points, status)
            )
        heads = [self._say(mark("Activity")), *(plain(unit.name) or _NOTHING for unit in report.units)]
        yield table(heads, self._rows(), centred=True)

    def _meaning(self, letter: Letter) -> str:
        name, meaning = map(self._report.spoken.text, (letter.name, letter.meaning))
        return plain(translate(mark("{name}: {meaning}"), self._report.language, name=name, meaning=meaning))

    def _signed(self) -> bool:
        return self._options.signs and self._report.wants(ReportPart.TALK) and any(one.status for one in self._points)

    def _rows(self) -> Iterator[list[str]]:
        for section in self._report.sections:
            if plain(section.name):
                yield [f"**{plain(section.name)}**", *("" for _ in self._report.units)]
            for row in section.rows:
                yield [self._signed_name(row), *map(self._cell, row.cells)]

    def _signed_name(self, row: ReportRow) -> str:
        return " ".join(filter(None, [plain(row.name) or _NOTHING, self._sign(row.status)]))

    def _cell(self, cell: ReportCell) -> str:
        return " ".join(filter(None, ["/".join(map(plain, cell.symbols)), self._sign(cell.status)]))

    def _sign(self, status: Status) -> str:
        return plain(STATUS_SIGNS[status]) if status and self._signed() else ""

    # -- what was said and found --------------------------------------------------------------------------

    def talk(self) -> Iterator[str]:
        settle, others = to_settle(self._points), other_remarks(self._points)
        if settle:
            yield f"### {self._say(mark('To settle'))}"
            heads = [self._say(head) for head in (mark("Where"), mark("Status"), mark("Letters"), mark("Remark"))]
            rows = (
                [plain(one.where), self._say(STATUS_NAMES[one.status]), "/".join(one.symbols), lines(one.remark)]
                for one in settle
            )
            yield table(heads, rows)
        agreed = count_of(self._points, Status.AGREED)
        if agreed:
            yield self.translate_count("{n} point is agreed.", "{n} points are agreed.", agreed)
        if others:
            yield f"### {self._say(mark('Other remarks'))}"
            yield "\n".join(f"- **{plain(one.where) or _NOTHING}** {lines(one.remark)}" for one in others)

    def findings(self) -> Iterator[str]:
        found = self._report.open_findings
        if not found:
            yield self._say(mark("There are no open findings."))
        for severity, name in SEVERITY_NAMES.items():
            group = [finding for finding in found if finding.severity is severity]
            if group:
                yield f"### {self._say(name)} ({len(group)})"
                yield from map(self._finding, group)

    def deviations(self) -> Iterator[str]:
        yield from map(self._finding, self._report.accepted_findings)

    def _finding(self, finding: ReportFinding) -> str:
        told = [
            (mark("Where:"), lines(places_text(self._report, finding.places, len(finding.places)))),
            (mark("Why:"), f"{lines(finding.reason)} ({plain(finding.basis)})"),
            (mark("What to do:"), lines(finding.fix)),
            (mark("Accepted because:"), lines(finding.accepted)),
        ]
        items = [f"  - *{self._say(label)}* {text}" for label, text in told if text]
        return "\n".join([f"- **{lines(finding.message)}**", *items])
