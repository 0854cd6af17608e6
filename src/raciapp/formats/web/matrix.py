"""The matrix as a table of HTML, and the choice of one unit that works without a script.

Signs and numbers of remarks are drawn by the style sheet and named for screen readers, so that whoever copies the table
gets names and letters and nothing else.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

import msgspec

from raciapp.base.messages import mark, translate
from raciapp.document.records import Status
from raciapp.formats.points import points
from raciapp.formats.remarks import Remarks
from raciapp.formats.report import SEVERITY_NAMES, STATUS_NAMES, Report, ReportCell, ReportPart, ReportRow
from raciapp.formats.spoken import BELOW, BESIDE
from raciapp.formats.web.elements import Element, Node, element
from raciapp.formats.web.tongues import Tongues

PAPER = 590
"""Points that the columns of units have on a landscape page of A4 or Letter; more are printed in several tables."""
NARROWEST, LINE, LINE_LENGTH = 28, 9.5, 24
"""Points of a column with two letters, points of a line of a turned name, and the characters it surely holds."""
UPRIGHT = 8
"""Units whose names stand upright; the names of more are turned, so that the columns stay narrow."""


class MatrixPage(msgspec.Struct, frozen=True):
    """What the parts of a page share: the report, its languages, numbers of remarks where they are told, the filter."""

    report: Report
    tongues: Tongues
    remarks: Remarks | None

    @property
    def talks(self) -> bool:
        """Return whether what was said stands in the report."""
        return self.remarks is not None

    def number_of(self, activity: str, unit: str = "") -> int:
        """Return the number of a remark, 0 where there is none or where it is not told."""
        return self.remarks.number_of(activity, unit) if self.remarks else 0


def page_of(report: Report) -> MatrixPage:
    """Return what the parts of a page share."""
    said = report.wants(ReportPart.TALK) and bool(points(report))
    return MatrixPage(report, Tongues(report), Remarks(report) if said else None)


def matrix_part(page: MatrixPage, *, filtered: bool) -> list[Node]:
    """Return the legend, the choice of a unit, and the matrix; on paper in several tables where it is too wide."""
    report = page.report
    if not report.sections or not report.units:
        return [legend(page), element("p", page.tongues.say(mark("The matrix has no activities yet.")), class_="quiet")]
    places = range(len(report.units))
    label = report.say(mark("Matrix, can be scrolled"))
    whole = element("div", _table(page, places), class_="scroll", role="region", aria_label=label, tabindex=0)
    parts: list[Node] = [legend(page), _choice(page) if filtered and len(places) > 1 else ""]
    pieces = _pieces(report)
    if len(pieces) == 1:
        return [*parts, whole]
    return [
        *parts,
        element("div", whole, class_="on-screen"),
        element("div", [_table(page, piece) for piece in pieces], class_="on-paper"),
    ]


def _pieces(report: Report) -> list[range]:
    """Return the units that stand side by side on one page, by how much room their names need."""
    starts, used = [0], 0.0
    for place, unit in enumerate(report.units):
        lines = sum(-(-len(part) // LINE_LENGTH) for part in unit.name.split(BESIDE))
        width = max(NARROWEST, LINE * lines + 5)
        if used + width > PAPER and used:
            starts.append(place)
            used = 0.0
        used += width
    return [range(*pair) for pair in pairwise([*starts, len(report.units)])]


def badge(page: MatrixPage, symbol: str, *, named: bool = True) -> Element:
    """Return a letter as a badge; what it means is its title where `named`."""
    place = next(place for place, letter in enumerate(page.report.scheme.letters) if letter.symbol == symbol)
    letter = page.report.scheme.letters[place]
    title = page.report.spoken.text(letter.name) if named else None
    return element("abbr" if named else "b", symbol, class_=f"letter l{place}", title=title)


def badges(page: MatrixPage, symbols: Sequence[str]) -> list[Node]:
    """Return the letters of a cell side by side."""
    nodes: list[Node] = []
    for symbol in symbols:
        nodes += [" ", badge(page, symbol)] if nodes else [badge(page, symbol)]
    return nodes


def sign(page: MatrixPage, status: Status) -> list[Node]:
    """Return the sign of a status, with its name for those who do not see it; nothing where nothing is said."""
    if not status or not page.talks:
        return []
    name = page.report.say(STATUS_NAMES[status])
    return [element("span", class_=f"sign {status.value}", role="img", aria_label=name, title=name)]


def legend(page: MatrixPage) -> Element:
    """Return what the letters mean, and the signs of statuses and findings where there are any."""
    report, tongues = page.report, page.tongues
    colon = translate(mark("{label}:"), report.language, label="")  # French puts a space before it
    items = [
        element(
            "li",
            badge(page, letter.symbol, named=False),
            " ",  # for whoever copies the legend, or reads it without the style sheet
            element("span", element("b", tongues.words(letter.name)), colon, " ", tongues.words(letter.meaning)),
        )
        for letter in report.legend
    ]
    items += [
        element("li", element("span", class_=drawn, aria_hidden="true"), element("span", tongues.say(name)))
        for drawn, name in _signs(page)
    ]
    return element("ul", items, class_="legend", aria_label=report.say(mark("Legend")))


def _signs(page: MatrixPage) -> Iterator[tuple[str, str]]:
    """Yield the classes and names of the signs that the matrix shows: of statuses, then of findings."""
    report = page.report
    if page.remarks:
        said = {point.status for point in page.remarks.points}
        yield from ((f"sign {status.value}", name) for status, name in STATUS_NAMES.items() if status in said)
    if report.wants(ReportPart.FINDINGS):
        held = {row.weight for section in report.sections for row in section.rows}
        yield from ((f"weight {one.value}", name) for one, name in SEVERITY_NAMES.items() if one in held)


def _choice(page: MatrixPage) -> Element:
    """Return radio buttons, of which the style sheet knows which is chosen."""
    tongues = page.tongues

    def choice(identity: str, name: Sequence[Node], *, checked: bool) -> Element:
        button = element("input", type="radio", name="unit", id=identity, checked=checked)
        return element("label", button, " ", element("span", name), " ")

    choices = [choice("unit-all", tongues.say(mark("All units")), checked=True)]
    choices += [
        choice(f"unit-{place}", tongues.name(unit.name or "–"), checked=False)
        for place, unit in enumerate(page.report.units)
    ]
    legend_ = element("legend", tongues.say(mark("Show what concerns one unit only")))
    return element(
        "details",
        element("summary", tongues.say(mark("Show one unit only"))),
        element("fieldset", legend_, choices, class_="choices"),
        class_="choice",
    )


def _table(page: MatrixPage, places: range) -> Element:
    report = page.report
    whole = len(places) == len(report.units)
    title = report.matrix or report.scheme.name
    caption: list[Node] = [*page.tongues.name(title)]
    if not whole:
        part = mark("Units {first} to {last} of {total}")
        caption += [" · ", *page.tongues.say(part, first=places[0] + 1, last=places[-1] + 1, total=len(report.units))]
    return element(
        "table",
        element("caption", element("span", caption, class_="stay")),
        element("thead", _divisions(page, places), _heads(page, places)),
        _bodies(page, places),
        class_=f"matrix{' turned' if len(places) > UPRIGHT else ''}{' whole' if whole else ''}",
    )


def _divisions(page: MatrixPage, places: range) -> Element | None:
    names = [page.report.units[place].division for place in places]
    if not any(names):
        return None
    cells: list[Node] = []
    for name, run in groupby(names):
        span = sum(1 for _ in run)
        shown = element("span", page.tongues.name(name), class_="stay") if name else None
        cells.append(element("th" if name else "td", shown, scope="colgroup" if name else None, colspan=span))
    return element("tr", element("td"), cells, class_="divisions")


def _heads(page: MatrixPage, places: range) -> Element:
    heads = [
        element(
            "th",
            element(
                "div", element("span", page.tongues.name(unit.name, BELOW)), note(page, page.number_of("", unit.id))
            ),
            scope="col",
        )
        for unit in page.report.units[places.start : places.stop]
    ]
    return element("tr", element("th", page.tongues.say(mark("Activity")), scope="col"), heads, class_="units")


def _bodies(page: MatrixPage, places: range) -> Iterator[Node]:
    for section in page.report.sections:
        heading = element(
            "th",
            element("span", page.tongues.name(section.name), class_="stay"),
            scope="rowgroup",
            colspan=len(places) + 1,
        )
        yield element(
            "tbody",
            element("tr", heading, class_="group") if section.name else None,
            [_row(page, row, places) for row in section.rows],
        )


def _row(page: MatrixPage, row: ReportRow, places: range) -> Element:
    weight = None
    if row.weight and page.report.wants(ReportPart.FINDINGS):
        name = page.report.say(SEVERITY_NAMES[row.weight])
        weight = element("span", class_=f"weight {row.weight.value}", role="img", aria_label=name, title=name)
    head = element(
        "th",
        weight,
        page.tongues.name(row.name, BELOW),
        note(page, page.number_of(row.id)),
        sign(page, row.status),
        scope="row",
    )
    units = page.report.units
    cells = [_cell(page, row.cells[place], page.number_of(row.id, units[place].id)) for place in places]
    return element("tr", head, cells, class_="row")


def _cell(page: MatrixPage, cell: ReportCell, number: int) -> Element:
    shown = [*badges(page, cell.symbols), *sign(page, cell.status), *note(page, number)]
    return element("td", shown, class_=f"said {cell.status.value}" if page.talks and cell.status else None)


def note(page: MatrixPage, number: int) -> list[Node]:
    """Return the number of a remark as a link to it; nothing for none."""
    if not number:
        return []
    label = page.report.say(mark("Remark {number}"), number=number)
    return [element("sup", element("a", href=f"#remark-{number}", data_number=number, aria_label=label))]
