"""The parts of the Markdown file that follow the findings: gap, figures, role cards, method, signatures."""

from collections.abc import Iterator, Sequence
from itertools import groupby

import msgspec

from raciapp.base.messages import mark
from raciapp.base.words import join_names
from raciapp.formats.cards import NOTHING_ASKED, CardLine, role_cards
from raciapp.formats.departing import ReportGapCell, weight_of
from raciapp.formats.figures import figures
from raciapp.formats.markdown_text import lines, plain, table
from raciapp.formats.method import LEGEND_HEADS, SIGNING, SIGNING_HEADS, method
from raciapp.formats.report import SEVERITY_NAMES, Report, ReportPart

_NOTHING = "–"


class Voice(msgspec.Struct, frozen=True):
    """Says sentences of the app in the language or languages of a report, as text of Markdown."""

    report: Report

    def say(self, text: str, **values: object) -> str:
        """Return a sentence in which nothing is markup."""
        return plain(self.report.say(text, **values))


def gap_part(voice: Voice) -> Iterator[str]:
    """Yield what tells the matrix from the template; nothing where none was compared."""
    gap = voice.report.gap
    if gap is None:
        return
    yield voice.say(mark("Compared with the template «{name}»."), name=gap.template)
    if not (gap.missing or gap.own or gap.cells):
        yield voice.say(mark("The matrix does what the template says."))
    for title, names in (
        (mark("Activities that only the template has"), gap.missing),
        (mark("Activities of your own"), gap.own),
    ):
        if names:
            yield f"### {voice.say(title)}"
            yield "\n".join(f"- {plain(name) or _NOTHING}" for name in names)
    if gap.cells:
        yield f"### {voice.say(mark('Cells that differ'))}"
        yield from _differing(voice, gap.cells)


def _differing(voice: Voice, cells: Sequence[ReportGapCell]) -> Iterator[str]:
    """Yield how to read a line, and the lines of each activity: read aloud, no table of this size can be followed.

    Nor does anybody who takes the file back take a list for the matrix.
    """
    heads = (mark("Unit"), mark("Held"), mark("Expected"), mark("Difference"), mark("Weight"))
    unit, held, expected, difference, weight = map(voice.say, heads)
    yield f"*{unit} · {held} → {expected} · {difference} · {weight}*"
    items = []
    for activity, found in groupby(cells, lambda cell: cell.activity):
        items += [f"- **{plain(activity) or _NOTHING}**", *(f"  - {_differs(voice, cell)}" for cell in found)]
    yield "\n".join(items)


def _differs(voice: Voice, cell: ReportGapCell) -> str:
    held, expected = ("/".join(map(plain, symbols)) or _NOTHING for symbols in (cell.actual, cell.expected))
    told = [plain(cell.unit) or _NOTHING, f"{held} → {expected}", plain(cell.difference), voice.say(weight_of(cell))]
    return " · ".join(told)


def figures_part(voice: Voice) -> Iterator[str]:
    """Yield how much each unit has to do, who hands over to whom, and where findings are."""
    found = figures(voice.report)
    if not found.loads:
        return
    yield f"### {voice.say(mark('Load per unit'))}"
    symbols = [letter.symbol for letter in voice.report.legend]
    heads = [voice.say(mark("Unit")), *symbols, voice.say(mark("Activities"))]
    loads = ([plain(one.unit), *(str(number) for _, number in one.letters), str(one.cells)] for one in found.loads)
    yield table(heads, loads, centred=True)
    if found.handovers:
        yield f"### {voice.say(mark('Hand-overs'))}"
        heads = [
            voice.say(one) for one in (mark("Answers"), mark("Takes part"), mark("Does the work"), mark("Is asked"))
        ]
        yield table(
            heads,
            ([plain(one.answers), plain(one.other), str(one.does), str(one.asked)] for one in found.handovers),
        )
    if found.groups:
        yield f"### {voice.say(mark('Findings by group'))}"
        heads = [voice.say(mark("Group")), *map(voice.say, SEVERITY_NAMES.values()), voice.say(mark("Activities"))]
        groups = (
            [
                plain(one.group) or _NOTHING,
                *(str(dict(one.weights)[weight]) for weight in SEVERITY_NAMES),
                str(one.activities),
            ]
            for one in found.groups
        )
        yield table(heads, groups, centred=True)


def cards_part(voice: Voice) -> Iterator[str]:
    """Yield what is asked of each unit."""
    for card in role_cards(voice.report):
        yield f"### {plain(card.unit.name) or _NOTHING}"
        if card.unit.functions:
            yield plain(", ".join(card.unit.functions))
        if card.is_empty:
            yield voice.say(NOTHING_ASKED)
        for title, found in card.stacks:
            yield "\n".join([f"**{voice.say(title)}** ({len(found)})", "", *(_line(voice, one) for one in found)])


def _line(voice: Voice, line: CardLine) -> str:
    told = [f"{'/'.join(line.symbols)} · {plain(line.activity) or _NOTHING}"]
    if line.answers:
        told.append(voice.say(mark("{names} answers"), names=join_names(list(line.answers), voice.report.language)))
    if voice.report.wants(ReportPart.TALK):
        told.append(lines(line.remark))
    return f"- {' · '.join(filter(None, told))}"


def method_part(voice: Voice) -> Iterator[str]:
    """Yield how the matrix is to be read and how the findings came about."""
    spoken = voice.report.spoken
    heads = [voice.say(head) for head in LEGEND_HEADS]
    yield table(
        heads,
        (
            [plain(letter.symbol), plain(spoken.text(letter.name)), plain(spoken.text(letter.meaning))]
            for letter in voice.report.legend
        ),
    )
    for title, text in method(voice.report):
        yield f"**{voice.say(title)}** {voice.say(text)}"


def sign_off_part(voice: Voice) -> Iterator[str]:
    """Yield lines on which the people who answer for the matrix sign."""
    yield voice.say(SIGNING)
    heads = [voice.say(head) for head in SIGNING_HEADS]
    yield table(heads, [[plain(unit.name) or _NOTHING, "", "", ""] for unit in voice.report.units])
