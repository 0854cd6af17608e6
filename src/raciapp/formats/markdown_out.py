"""The report as Markdown for wikis and repositories: tables as GitHub reads them, every text of a client only text."""

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Annotated

import msgspec

from raciapp.base.files import write_atomically
from raciapp.base.messages import mark
from raciapp.base.words import join_names
from raciapp.document.records import Status
from raciapp.formats.branding import PLAIN, Branding
from raciapp.formats.cards import NOTHING_ASKED, CardLine, role_cards
from raciapp.formats.figures import figures
from raciapp.formats.method import LEGEND_HEADS, SIGNING, SIGNING_HEADS, method
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

_MARKUP = re.compile(r"[\\`*_\[\]<>|~&#$^{}]|(?<=[wW])\.|:(?=//)|:(?=[\w+-]+:)|!(?=\[)")
_LINE_START = re.compile(r"^(?:[-+=]|\d+[.)])")
_BREAKS = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_FORBIDDEN = {
    **dict.fromkeys([*range(0x20), *range(0x7F, 0xA0)], " "),
    **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),
}
_BREAK = "<br>"
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
    page = _Page(report, options or MarkdownOptions())
    blocks = [*page.head()]
    for part, title, content in (
        (ReportPart.MATRIX, mark("Matrix"), page.matrix),
        (ReportPart.TALK, mark("Open questions and remarks"), page.talk),
        (ReportPart.FINDINGS, mark("Findings"), page.findings),
        (ReportPart.GAP, mark("Gap to the template"), page.gap),
        (ReportPart.PICTURES, mark("In figures"), page.figures),
        (ReportPart.CARDS, mark("Role cards"), page.cards),
        (ReportPart.DEVIATIONS, mark("Accepted deviations"), page.deviations),
        (ReportPart.METHOD, mark("Method and legend"), page.method),
        (ReportPart.SIGN_OFF, mark("Sign-off"), page.sign_off),
    ):
        found = list(content()) if report.wants(part) else []
        blocks += [f"## {plain(report.say(title))}", *found] if found else []
    if branding.footer.strip():
        blocks += ["---", plain(branding.footer)]
    return "\n\n".join(blocks) + "\n"


def plain(text: str) -> str:
    """Return a text on one line in which nothing is markup, a link, a formula or an emoji's name."""
    line = " ".join(_BREAKS.sub(" ", text).translate(_FORBIDDEN).split())
    return _LINE_START.sub(lambda found: f"{found[0][:-1]}\\{found[0][-1]}", _MARKUP.sub(r"\\\g<0>", line))


def lines(text: str) -> str:
    """Return a text in which nothing is markup but its line breaks, for a cell of a table or a paragraph."""
    return _BREAK.join(filter(None, map(plain, _BREAKS.split(text))))


def table(heads: Sequence[str], rows: Iterable[Sequence[str]], centred: bool = False) -> str:  # noqa: FBT001, FBT002 - one of two looks
    """Return a table of texts that are Markdown already; with `centred`, all columns but the first."""
    rule = ["---", *([":-:" if centred else "---"] * (len(heads) - 1))]
    return "\n".join(f"| {' | '.join(cell or ' ' for cell in row)} |" for row in (heads, rule, *rows))


class _Page:
    """The parts of one report."""

    def __init__(self, report: Report, options: MarkdownOptions) -> None:
        self._report, self._options = report, options
        self._points = points(report)

    def _say(self, text: str, **values: object) -> str:
        return plain(self._report.say(text, **values))

    def translate_count(self, one: str, many: str, n: int) -> str:
        """Return a counted sentence; it bears the name by which sentences are gathered for the catalogue."""
        return plain(self._report.spoken.say_count(one, many, n))

    def head(self) -> Iterator[str]:
        report, cover = self._report, self._report.cover
        yield f"# {plain(report.title) or plain(report.scheme.name)}"
        if report.subtitle.strip():
            yield plain(report.subtitle)
        told = [(mark("Matrix"), report.matrix), (mark("Date"), report.date)]
        if report.wants(ReportPart.COVER):
            told = [
                (mark("Client"), cover.client),
                *told,
                (mark("Version"), cover.version),
                (mark("Author"), cover.author),
            ]
        yield "\n".join(f"- **{self._say(label)}** {plain(text)}" for label, text in told if plain(text))
        if report.wants(ReportPart.COVER) and lines(cover.note):
            yield f"> {lines(cover.note)}"

    # -- the matrix ---------------------------------------------------------------------------------------

    def matrix(self) -> Iterator[str]:
        report = self._report
        yield "\n".join(
            f"- **{plain(letter.symbol)}** {plain(report.spoken.text(letter.name))}: "
            f"{plain(report.spoken.text(letter.meaning))}"
            for letter in report.legend
        )
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
            (mark("Where:"), _BREAK.join(map(plain, finding.places))),
            (mark("Why:"), f"{lines(finding.reason)} ({plain(finding.basis)})"),
            (mark("What to do:"), lines(finding.fix)),
            (mark("Accepted because:"), lines(finding.accepted)),
        ]
        items = [f"  - *{self._say(label)}* {text}" for label, text in told if text]
        return "\n".join([f"- **{_BREAK.join(map(plain, _BREAKS.split(finding.message)))}**", *items])

    def gap(self) -> Iterator[str]:
        gap = self._report.gap
        if gap is None:
            return
        yield self._say(mark("Compared with the template «{name}»."), name=gap.template)
        if not (gap.missing or gap.own or gap.cells):
            yield self._say(mark("The matrix does what the template says."))
        for title, names in (
            (mark("Activities that only the template has"), gap.missing),
            (mark("Activities of your own"), gap.own),
        ):
            if names:
                yield f"### {self._say(title)}"
                yield "\n".join(f"- {plain(name) or _NOTHING}" for name in names)
        if gap.cells:
            yield f"### {self._say(mark('Cells that differ'))}"
            heads = (mark("Activity"), mark("Unit"), mark("Held"), mark("Expected"), mark("Difference"), mark("Weight"))
            firm, advice = self._say(mark("Firm")), self._say(mark("Advice"))
            rows = (
                [
                    plain(cell.activity),
                    plain(cell.unit),
                    "/".join(cell.actual) or _NOTHING,
                    "/".join(cell.expected) or _NOTHING,
                    plain(cell.difference),
                    firm if cell.strict else advice,
                ]
                for cell in gap.cells
            )
            yield table([self._say(head) for head in heads], rows)

    # -- figures, cards, method ---------------------------------------------------------------------------

    def figures(self) -> Iterator[str]:
        found = figures(self._report)
        if not found.loads:
            return
        yield f"### {self._say(mark('Load per unit'))}"
        symbols = [letter.symbol for letter in self._report.legend]
        heads = [self._say(mark("Unit")), *symbols, self._say(mark("Activities"))]
        loads = ([plain(one.unit), *(str(number) for _, number in one.letters), str(one.cells)] for one in found.loads)
        yield table(heads, loads, centred=True)
        if found.handovers:
            yield f"### {self._say(mark('Hand-overs'))}"
            heads = [
                self._say(one) for one in (mark("Answers"), mark("Takes part"), mark("Does the work"), mark("Is asked"))
            ]
            yield table(
                heads,
                ([plain(one.answers), plain(one.other), str(one.does), str(one.asked)] for one in found.handovers),
            )
        if found.groups:
            yield f"### {self._say(mark('Findings by group'))}"
            heads = [self._say(mark("Group")), *map(self._say, SEVERITY_NAMES.values()), self._say(mark("Activities"))]
            groups = (
                [
                    plain(one.group) or _NOTHING,
                    *(str(dict(one.weights)[weight]) for weight in SEVERITY_NAMES),
                    str(one.activities),
                ]
                for one in found.groups
            )
            yield table(heads, groups)

    def cards(self) -> Iterator[str]:
        for card in role_cards(self._report):
            yield f"### {plain(card.unit.name) or _NOTHING}"
            if card.unit.functions:
                yield plain(", ".join(card.unit.functions))
            if card.is_empty:
                yield self._say(NOTHING_ASKED)
            for title, found in card.stacks:
                yield "\n".join([f"**{self._say(title)}** ({len(found)})", "", *map(self._line, found)])

    def _line(self, line: CardLine) -> str:
        told = [f"{'/'.join(line.symbols)} · {plain(line.activity) or _NOTHING}"]
        if line.answers:
            told.append(self._say(mark("{names} answers"), names=join_names(list(line.answers), self._report.language)))
        if self._report.wants(ReportPart.TALK):
            told.append(lines(line.remark))
        return f"- {' · '.join(filter(None, told))}"

    def method(self) -> Iterator[str]:
        spoken = self._report.spoken
        heads = [self._say(head) for head in LEGEND_HEADS]
        yield table(
            heads,
            (
                [plain(letter.symbol), plain(spoken.text(letter.name)), plain(spoken.text(letter.meaning))]
                for letter in self._report.legend
            ),
        )
        for title, text in method(self._report):
            yield f"**{self._say(title)}** {self._say(text)}"

    def sign_off(self) -> Iterator[str]:
        yield self._say(SIGNING)
        heads = [self._say(head) for head in SIGNING_HEADS]
        yield table(heads, [[plain(unit.name) or _NOTHING, "", "", ""] for unit in self._report.units])
