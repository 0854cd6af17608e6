"""What `raciapp units` says of a list of units or an organization chart, and the units that `raciapp new` takes."""

from pathlib import Path

import msgspec

from raciapp.base.messages import mark, translate, translate_count
from raciapp.base.words import Language, Words
from raciapp.cli.choices import Form
from raciapp.cli.files import opened
from raciapp.cli.imports import MOST_LINES
from raciapp.cli.page import Page
from raciapp.cli.terminal import say_json
from raciapp.document.records import Unit, new_document
from raciapp.document.storage import SUFFIX
from raciapp.formats.charts.chart import Chart, ChartUnit, certain, chart_in, with_units
from raciapp.formats.charts.notes import Asked, LeftOut
from raciapp.formats.finding.reading import Question, Skipped
from raciapp.formats.finding.sentences import asked_sentence, left_sentence, why_sentence
from raciapp.knowledge.library import Knowledge


class Units(msgspec.Struct, frozen=True):
    """The units for a new document: from another one, whose name comes along, or from a chart."""

    units: tuple[Unit, ...] = ()
    name: Words | None = None
    chart: Chart | None = None


def units_from(path: Path, knowledge: Knowledge) -> Units:
    """Return the units of a document, or those of a chart with the functions they have for certain.

    Raises UserError when the file cannot be read or holds no units.
    """
    if path.suffix.casefold() == SUFFIX:
        document = opened(path)
        return Units(document.units, document.organization.name)
    chart = chart_in(path, knowledge)
    return Units(with_units(new_document(Words()), chart, certain(chart)).units, chart=chart)


def answer(chart: Chart, knowledge: Knowledge, form: Form, language: Language) -> None:
    """Say what was understood of a chart."""
    if form is Form.JSON:
        say_json(as_json(chart, knowledge, language))
    else:
        show(chart, knowledge, language)


def as_json(chart: Chart, knowledge: Knowledge, language: Language) -> dict[str, object]:
    """Return everything that was understood, as plain values."""
    return {
        "sheet": chart.sheet,
        "table": chart.table,
        "units": [_unit(unit, knowledge, language) for unit in chart.units],
        "skipped": [{**_fields(left), "sentence": why_sentence(left, language)} for left in chart.skipped],
        "questions": [{**_fields(asked), "sentence": asked_sentence(asked, language)} for asked in chart.questions],
    }


def _unit(unit: ChartUnit, knowledge: Knowledge, language: Language) -> dict[str, object]:
    return {
        "name": unit.name,
        "where": unit.where,
        "parent": unit.parent,
        "division": unit.division,
        "known": unit.known,
        "taken": not unit.contains,
        "functions": [
            {
                "id": one.function,
                "name": knowledge.functions[one.function].name.text(language),
                "confidence": one.confidence,
                "taken": one.function in unit.certain,
            }
            for one in unit.functions
        ],
    }


def _fields(note: Asked | Question | LeftOut | Skipped) -> dict[str, object]:
    fields: dict[str, object] = msgspec.to_builtins(note)
    return fields


def show(chart: Chart, knowledge: Knowledge, language: Language) -> None:
    """Print how many units there are and, in short lists, what they are for, what is asked and what was left out."""
    page = Page()
    taken = [unit for unit in chart.units if not unit.contains]
    told = translate(
        mark("Understood: {units}, {known} with known functions."),
        language,
        units=translate_count("{n} unit", "{n} units", len(taken), language),
        known=sum(bool(unit.certain) for unit in taken),
    )
    page.line(told)
    _list(page, translate(mark("Units"), language), [_line(unit, knowledge, language) for unit in taken], language)
    questions = [asked_sentence(asked, language) for asked in chart.questions]
    _list(page, translate(mark("Questions"), language), questions, language)
    skipped = [left_sentence(left, language) for left in chart.skipped]
    _list(page, translate(mark("Left out"), language), skipped, language)


def _line(unit: ChartUnit, knowledge: Knowledge, language: Language) -> str:
    """Return what a unit is for, or may be for, and the division it belongs to."""
    names = ", ".join(
        knowledge.functions[one.function].name.text(language)
        for one in unit.functions
        if one.function in unit.certain or not unit.certain
    )
    if unit.certain:
        said = translate(mark("«{unit}» is for: {functions}."), language, unit=unit.name, functions=names)
    elif names:
        said = translate(
            mark("«{unit}» may be for: {functions}; not taken."), language, unit=unit.name, functions=names
        )
    else:
        said = translate(mark("«{unit}»: what it is for is not known."), language, unit=unit.name)
    division = translate(mark("Division: {division}."), language, division=unit.division) if unit.division else ""
    return f"{said} {division}".strip()


def _list(page: Page, title: str, lines: list[str], language: Language) -> None:
    if not lines:
        return
    page.line()
    page.line(f"{title} ({len(lines)})", "bold")
    for line in lines[:MOST_LINES]:
        page.entry("-", line, hang=2)
    left = len(lines) - MOST_LINES
    if left > 0:
        more = mark("{n} more; «raciapp units» with --format json lists all.")
        page.entry("-", translate(more, language, n=left), hang=2)
