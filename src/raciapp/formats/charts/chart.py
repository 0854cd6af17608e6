"""Units from an organization chart: a list, or a table that says what contains them or what they are for.

A unit that contains others becomes their division. It stays a unit itself only where it is for something; else it
merely contains them, and is proposed to be left out: nobody in a matrix is called «Corporate Services» who does nothing
there. What stays stands at the head of its own division, unless something contains it too. The one unit that contains
all the others divides nothing.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec
from msgspec.structs import replace

from raciapp.base.errors import NoMatrixError, UserError
from raciapp.base.messages import mark
from raciapp.base.words import Words, same
from raciapp.document.edits import fresh_id
from raciapp.document.records import NO_WORDS, Document, Row, Unit
from raciapp.formats.charts.functions import FunctionNames, Proposal, proposals
from raciapp.formats.charts.notes import Ask, Asked, LeftOut, Why
from raciapp.formats.charts.rows import Draft, Entry, draft
from raciapp.formats.charts.tree import in_loops, only_top
from raciapp.formats.finding.reading import Question, Skipped, shortened
from raciapp.formats.finding.tables import MOST_COLUMNS, Table
from raciapp.formats.readers.opening import read_tables
from raciapp.knowledge.library import Knowledge
from raciapp.knowledge.matching import CERTAIN, Matcher, normalized

MOST_UNITS = MOST_COLUMNS


class ChartUnit(msgspec.Struct, frozen=True):
    """A unit of a chart: its name, where that stands, what it is part of, what it may be for.

    `parent` is the name of another unit of the chart, `division` the heading it gets in a matrix; both may be empty.
    `known` is the id of the known unit that it is for certain, `words` its name with the known translation where there
    is one. `contains`: it merely contains others. `told`: the file itself says what it is for.
    """

    name: str
    where: str
    parent: str
    division: str
    functions: tuple[Proposal, ...]
    known: str
    words: Words
    contains: bool = False
    told: bool = False

    @property
    def certain(self) -> tuple[str, ...]:
        """Return the ids of the functions that it has for certain."""
        return tuple(one.function for one in self.functions if one.confidence >= CERTAIN)


class Chart(msgspec.Struct, frozen=True):
    """The units of a file. Nothing of it is lost without being listed in `skipped` or asked about."""

    units: tuple[ChartUnit, ...]
    skipped: tuple[LeftOut | Skipped, ...] = ()
    questions: tuple[Asked | Question, ...] = ()
    sheet: str = ""
    table: int = 1


Chosen = Mapping[str, tuple[str, ...]]
"""The names of the units to be taken, each with the ids of its functions."""


def certain(chart: Chart) -> dict[str, tuple[str, ...]]:
    """Return what may be taken without asking: all but what merely contains others, with what it surely is for."""
    return {unit.name: unit.certain for unit in chart.units if not unit.contains}


# -- reading ----------------------------------------------------------------------------------------------


def chart_in(path: Path, knowledge: Knowledge) -> Chart:
    """Return the units in a file of any format. Raises UserError where it cannot be read or holds none."""
    try:
        tables = read_tables(path)
    except NoMatrixError as error:  # the readers' word for a file without a table
        raise _no_units(path.name, ()) from error
    return read_units(tables, knowledge)


def read_units(tables: Sequence[Table], knowledge: Knowledge) -> Chart:
    """Return the units in the tables of a file. Raises UserError where there are none, or more than a matrix holds."""
    names, matcher = FunctionNames(knowledge), Matcher(knowledge)

    def is_unit(text: str) -> bool:
        match = matcher.unit(text)
        return match is not None and match.confidence >= CERTAIN

    found = [(table, draft(table, names.is_function, is_unit)) for table in tables]
    drafts = [(table, one) for table, one in found if isinstance(one, Draft)]
    source = tables[0].source if tables else ""
    if not drafts:
        raise _no_units(source, [one.why for _, one in found if isinstance(one, LeftOut)])
    table, best = max(drafts, key=lambda pair: (not pair[0].hidden, pair[1].by_heading, len(pair[1].entries)))
    if len({_key(entry.name) for entry in best.entries}) > MOST_UNITS:
        raise UserError(
            mark("{file}: lists more than {most} units. Leave those in it that take part."),
            file=source,
            most=MOST_UNITS,
        )
    others = [
        one
        if isinstance(one, LeftOut)
        else LeftOut(_place(other, one), shortened(one.entries[0].name), Why.OTHER_TABLE)
        for other, one in found
        if other is not table
    ]
    chart = _chart(best, names, matcher, knowledge)
    containers = [LeftOut(unit.where, unit.name, Why.CONTAINER) for unit in chart.units if unit.contains]
    return replace(
        chart,
        skipped=(*best.skipped, *containers, *others, *(left for one in tables for left in one.left_out)),
        questions=(*table.doubts, *best.questions, *chart.questions),
        sheet=table.sheet,
        table=table.number,
    )


def _no_units(source: str, whys: Sequence[Why]) -> UserError:
    if Why.MATRIX in whys:
        return UserError(mark("{file}: no units found; it holds a matrix. Import that instead."), file=source)
    return UserError(
        mark("{file}: no units found. Bring a list with one unit in each row, or a table with a column of units."),
        file=source,
    )


def _place(table: Table, chart: Draft) -> str:
    return f"{table.sheet}!{chart.entries[0].where}" if table.sheet else chart.entries[0].where


def _key(name: str) -> str:
    """Return a name as names of one chart are compared: «R&D» and «R & D» are one, «HR 1» and «HR 2» are not."""
    return normalized(name) or name


class _Lines(msgspec.Struct):
    """A unit while its lines are gathered: the first of them, what contains it by whatever name, its functions."""

    entry: Entry
    parent: str
    times: int = 0
    functions: dict[str, float] = {}


def _chart(chart: Draft, names: FunctionNames, matcher: Matcher, knowledge: Knowledge) -> Chart:
    questions: list[Asked] = []
    lines = _gathered(chart.entries, names, matcher, questions)
    parents = _parents(lines, chart.entries, questions)
    tops = only_top({key: parents.get(key, line.parent) for key, line in lines.items()})
    containing = set(parents.values())
    units = []
    for key, line in lines.items():
        match = matcher.unit(line.entry.name)
        said = proposals(line.functions, match, knowledge)
        known = knowledge.units[match.id] if match and match.confidence >= CERTAIN else None
        name = line.entry.name
        unit = ChartUnit(
            name=name,
            where=line.entry.where,
            parent=lines[parents[key]].entry.name if key in parents else "",
            division="",
            functions=said,
            known=known.id if known else "",
            words=known.name if known and name in (known.name.en, known.name.fr) else same(name),
        )
        division = (
            "" if parents.get(key) == tops and tops else unit.parent or (key not in parents and line.parent) or ""
        )
        contains = key in containing and not unit.certain
        heads = key in containing and not contains and not division and key != tops
        units.append(replace(unit, division=name if heads else division, contains=contains, told=_is_told(line)))
    return Chart(tuple(units), questions=tuple(questions))


def _is_told(line: _Lines) -> bool:
    return any(confidence >= CERTAIN for confidence in line.functions.values())


def _gathered(
    entries: Sequence[Entry], names: FunctionNames, matcher: Matcher, questions: list[Asked]
) -> dict[str, _Lines]:
    """Return each unit once, by its key; what its lines say differently is asked."""
    lines: dict[str, _Lines] = {}
    unknown: set[str] = set()
    for entry in entries:
        key = _key(entry.name)
        line = lines.setdefault(key, _Lines(entry, entry.parent))
        line.times += entry.own
        if line.times == 2 and entry.own:
            questions.append(Asked(entry.where, entry.name, Ask.REPEATED))
        if not line.parent:
            line.parent = entry.parent
        elif entry.parent and _key(entry.parent) != _key(line.parent):
            questions.append(Asked(entry.where, entry.name, Ask.PARENTS))
        said, others = names.said(entry.functions, matcher)
        for function, confidence in said.items():
            line.functions[function] = max(confidence, line.functions.get(function, 0.0))
        for text in others:
            if text not in unknown:
                unknown.add(text)
                questions.append(Asked(entry.functions_where, shortened(text), Ask.FUNCTION))
    return lines


def _parents(lines: dict[str, _Lines], entries: Sequence[Entry], questions: list[Asked]) -> dict[str, str]:
    """Return the key of the unit that each one is part of; a parent that is no unit stays a heading, and is asked."""
    codes = {_key(entry.code): _key(entry.name) for entry in entries if entry.code}
    parents: dict[str, str] = {}
    unknown: set[str] = set()
    for key, line in lines.items():
        told = _key(line.parent)
        parent = told if told in lines else codes.get(told, "")
        if parent == key:
            questions.append(Asked(line.entry.where, line.entry.name, Ask.OWN_PARENT))
            line.parent = ""
        elif parent:
            parents[key] = parent
        elif line.parent and told not in unknown:
            unknown.add(told)
            questions.append(Asked(line.entry.where, shortened(line.parent), Ask.UNKNOWN_PARENT))
    for key in sorted(in_loops(parents), key=list(lines).index):
        questions.append(Asked(lines[key].entry.where, lines[key].entry.name, Ask.LOOP))
        lines[key].parent = ""
        del parents[key]
    return parents


# -- taking -----------------------------------------------------------------------------------------------


def with_units(document: Document, chart: Chart, chosen: Chosen) -> Document:
    """Return the document with the chosen units of a chart: new ones at the right, those of a division side by side.

    A unit that is there by name, in either language, keeps its letters; it gets the functions and the division that the
    chart has for it, where it has any.
    """
    taken = [unit for unit in chart.units if unit.name in chosen]
    places = _places(document)
    units, new = list(document.units), []
    ids = set(document.unit_places)
    for one in taken:
        division = _division(one, document)
        place = places.get(_key(one.name))
        if place is None:
            identity = fresh_id(one.name, ids)
            ids.add(identity)
            new.append(Unit(identity, one.words, chosen[one.name], division=division))
        else:
            old = units[place]
            functions = chosen[one.name] or old.functions
            units[place] = replace(
                old, functions=functions, division=old.division if division == NO_WORDS else division
            )
    heads = {unit.division: place for place, unit in reversed(list(enumerate(new)))}
    order = sorted(range(len(new)), key=lambda at: at if new[at].division == NO_WORDS else heads[new[at].division])
    if not new and units == list(document.units):
        return document
    return _widened(document, (*units, *(new[at] for at in order)), len(new))


def present(chart: Chart, document: Document) -> dict[str, Unit]:
    """Return the units of a document that a chart names too, in either language, by their names there."""
    places = _places(document)
    return {one.name: document.units[places[_key(one.name)]] for one in chart.units if _key(one.name) in places}


def _places(document: Document) -> dict[str, int]:
    return {
        _key(name): place for place, unit in enumerate(document.units) for name in (unit.name.fr, unit.name.en) if name
    }


def _division(unit: ChartUnit, document: Document) -> Words:
    """Return the division of a unit, in the very words of the document where it has such a one."""
    if not unit.division:
        return NO_WORDS
    key = _key(unit.division)
    headings = (old.division for old in document.units)
    return next((one for one in headings if key in (_key(one.en), _key(one.fr))), same(unit.division))


def _widened(document: Document, units: tuple[Unit, ...], count: int) -> Document:
    """Return the document with other units, the last `count` of which have empty columns."""
    blank = bytes(count)

    def widened(row: Row) -> Row:
        return replace(row, letters=row.letters + blank) if count else row

    matrices = tuple(
        replace(matrix, rows=tuple(map(widened, matrix.rows))) if count else matrix for matrix in document.matrices
    )
    return replace(document, units=units, matrices=matrices)
