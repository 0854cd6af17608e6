"""The parts of the page below the matrix: what was said, findings, the gap, deviations, method, signatures."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from raciapp.base.messages import mark
from raciapp.document.records import Status
from raciapp.formats.departing import ReportGapCell, weight_of
from raciapp.formats.method import LEGEND_HEADS, SIGNING, SIGNING_HEADS, method
from raciapp.formats.places import MOST_PLACES, gathered
from raciapp.formats.points import count_of, other_remarks, to_settle
from raciapp.formats.report import BETWEEN, SEVERITY_NAMES, STATUS_NAMES, ReportFinding
from raciapp.formats.web.elements import Content, Element, Node, element
from raciapp.formats.web.matrix import MatrixPage, badges, sign
from raciapp.formats.web.tongues import lines


def table(caption: Sequence[Node], heads: Sequence[Sequence[Node]], rows: Iterable[Sequence[Content]]) -> Element:
    """Return a plain table with headings over its columns; the first cell of a row names it."""
    body = []
    for first, *rest in rows:
        body.append(element("tr", element("th", first, scope="row"), [element("td", cell) for cell in rest]))
    return _framed(caption, heads, [element("tbody", body)])


def _framed(caption: Sequence[Node], heads: Sequence[Sequence[Node]], bodies: Iterable[Element]) -> Element:
    return element(
        "table",
        element("caption", caption, class_="unseen"),
        element("thead", element("tr", [element("th", head, scope="col") for head in heads])),
        bodies,
        class_="plain",
    )


def talk_part(page: MatrixPage) -> list[Node]:
    """Return what is to settle, how much is agreed, and the other remarks; nothing where nobody said anything."""
    if page.remarks is None:
        return []
    tongues, found = page.tongues, page.remarks.points
    parts: list[Node] = []
    settle = to_settle(found)
    if settle:
        heads = [mark("Where"), mark("Status"), mark("Letters"), mark("Remark")]
        rows = [
            [
                _anchored(page, point.key, [*tongues.name(point.activity_name), *_unit(page, point.unit_name)]),
                [*sign(page, point.status), " ", *tongues.say(STATUS_NAMES[point.status])],
                badges(page, point.symbols),
                lines(point.remark),
            ]
            for point in settle
        ]
        title = tongues.say(mark("To settle"))
        settled = table(title, [tongues.say(head) for head in heads], rows)
        parts += [element("h3", title), element("div", settled, class_="wide")]
    agreed = count_of(found, Status.AGREED)
    if agreed:
        parts.append(element("p", tongues.translate_count("{n} point is agreed.", "{n} points are agreed.", agreed)))
    others = other_remarks(found)
    if others:
        listed = [
            element(
                "li",
                _anchored(page, point.key, [*tongues.name(point.activity_name), *_unit(page, point.unit_name)]),
                element("p", lines(point.remark)),
            )
            for point in others
        ]
        parts += [element("h3", tongues.say(mark("Other remarks"))), element("ul", listed, class_="remarks")]
    return parts


def _unit(page: MatrixPage, name: str) -> list[Node]:
    return [" · ", *page.tongues.name(name)] if name else []


def _anchored(page: MatrixPage, key: tuple[str, str], nodes: list[Node]) -> list[Node]:
    """Return where a point is, with the number that the matrix names it by as a place to jump to."""
    number = page.number_of(*key)
    place = nodes[1:] if not key[0] else nodes
    place = place[1:] if place and place[0] == " · " else place
    if not number:
        return [element("span", place)]
    return [element("span", str(number), class_="number", id=f"remark-{number}"), " ", element("span", place)]


def findings_part(page: MatrixPage) -> list[Node]:
    """Return the open findings, the gravest first, or that there are none."""
    tongues, found = page.tongues, page.report.open_findings
    if not found:
        return [element("p", tongues.say(mark("There are no open findings.")))]
    parts: list[Node] = []
    for severity, name in SEVERITY_NAMES.items():
        group = [finding for finding in found if finding.severity is severity]
        if group:
            shape = element("span", class_=f"weight {severity.value}", aria_hidden="true")
            parts.append(element("h3", shape, " ", tongues.say(name), f" ({len(group)})"))
            parts += [_finding(page, finding) for finding in group]
    return parts


def deviations_part(page: MatrixPage) -> list[Node]:
    """Return the findings that were accepted and why; nothing where there are none."""
    return [_finding(page, finding) for finding in page.report.accepted_findings]


def _finding(page: MatrixPage, finding: ReportFinding) -> Element:
    tongues = page.tongues
    told = [
        (mark("Where:"), _places(page, finding.places)),
        (
            mark("Why:"),
            [
                *tongues.sentence(finding.reason),
                " ",
                element("span", "(", tongues.name(finding.basis), ")", class_="quiet"),
            ],
        ),
        (mark("What to do:"), tongues.sentence(finding.fix)),
        (mark("Accepted because:"), tongues.sentence(finding.accepted)),
    ]
    rows = [
        element("div", element("dt", tongues.say(label)), element("dd", content))
        for label, content in told
        if any(content)
    ]
    return element(
        "article",
        element("h4", tongues.sentence(finding.message)),
        element("dl", rows if finding.fix or finding.accepted or finding.reason else rows[:1]),
        class_=f"finding {'accepted' if finding.accepted else finding.severity.value}",
    )


def _places(page: MatrixPage, places: tuple[str, ...]) -> list[Node]:
    if not places:
        return []
    shown_first, left = places[:MOST_PLACES], places[MOST_PLACES:]
    first, rest = (
        [element("li", _place(page, row, units)) for row, *units in gathered(some)] for some in (shown_first, left)
    )
    shown: list[Node] = [element("ul", first, class_="places")]
    if rest:
        more = page.tongues.translate_count("{n} more place", "{n} more places", len(left))
        shown.append(element("details", element("summary", more), element("ul", rest, class_="places")))
    return shown


def _place(page: MatrixPage, row: str, units: Sequence[str]) -> list[Node]:
    """Return the name of an activity and of its units; in two languages each is marked."""
    nodes = list(page.tongues.name(row))
    for unit in units:
        nodes += [BETWEEN if unit is units[0] else ", ", *page.tongues.name(unit)]
    return nodes


def gap_part(page: MatrixPage) -> list[Node]:
    """Return what tells the matrix from the template; nothing where none was compared."""
    gap, tongues = page.report.gap, page.tongues
    if gap is None:
        return []
    parts: list[Node] = [element("p", tongues.say(mark("Compared with the template «{name}»."), name=gap.template))]
    if not (gap.missing or gap.own or gap.cells):
        return [*parts, element("p", tongues.say(mark("The matrix does what the template says.")))]
    for title, names in (
        (mark("Activities that only the template has"), gap.missing),
        (mark("Activities of your own"), gap.own),
    ):
        if names:
            parts += [
                element("h3", tongues.say(title)),
                element("ul", [element("li", tongues.name(one)) for one in names]),
            ]
    if gap.cells:
        heading = tongues.say(mark("Cells that differ"))
        parts += [element("h3", heading), element("div", _differing(page, heading, gap.cells), class_="wide")]
    return parts


def _differing(page: MatrixPage, caption: Sequence[Node], cells: Sequence[ReportGapCell]) -> Element:
    """Return the cells that differ, those of an activity beside its name, which screen readers tell with each."""
    heads = [mark("Activity"), mark("Unit"), mark("Held"), mark("Expected"), mark("Difference"), mark("Weight")]
    bodies = []
    for activity, found in groupby(cells, lambda cell: cell.activity):
        rows = [_differs(page, cell) for cell in found]
        name = element("th", page.tongues.name(activity or "–"), scope="rowgroup", rowspan=len(rows))
        bodies.append(element("tbody", [element("tr", name if row is rows[0] else None, row) for row in rows]))
    return _framed(caption, [page.tongues.say(head) for head in heads], bodies)


def _differs(page: MatrixPage, cell: ReportGapCell) -> list[Node]:
    tongues = page.tongues
    letters = [badges(page, symbols) or "–" for symbols in (cell.actual, cell.expected)]
    told: list[Content] = [*letters, tongues.name(cell.difference), tongues.say(weight_of(cell))]
    return [element("th", tongues.name(cell.unit or "–"), scope="row"), *[element("td", one) for one in told]]


def method_part(page: MatrixPage) -> list[Node]:
    """Return how the matrix is to be read and how the findings came about."""
    tongues, report = page.tongues, page.report
    heads = [tongues.say(head) for head in LEGEND_HEADS]
    rows = [
        [badges(page, [letter.symbol]), tongues.words(letter.name), tongues.words(letter.meaning)]
        for letter in report.legend
    ]
    told = [
        element("p", element("strong", tongues.say(title)), " ", tongues.say(text)) for title, text in method(report)
    ]
    return [table(tongues.say(mark("Legend")), heads, rows), *told]


def sign_off_part(page: MatrixPage) -> list[Node]:
    """Return lines on which the people who answer for the matrix sign."""
    tongues = page.tongues
    rows = [
        element("tr", [element("th", tongues.name(unit.name or "–"), scope="row")], [element("td", "\u00a0")] * 3)
        for unit in page.report.units
    ]
    return [
        element("p", tongues.say(SIGNING)),
        element(
            "table",
            element("caption", tongues.say(mark("Sign-off")), class_="unseen"),
            element("thead", element("tr", [element("th", tongues.say(head), scope="col") for head in SIGNING_HEADS])),
            element("tbody", rows),
            class_="plain signing",
        ),
    ]
