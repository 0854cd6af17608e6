"""A known matrix written down in a layout, and where each of its cells came to stand."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import msgspec
from importing.canvas import Canvas, Place
from importing.drawn import DIVISIONS, Known, Layout

from raciapp.formats.finding.reading import Shape
from raciapp.formats.finding.tables import Area, Table, one_line

# -- letters ----------------------------------------------------------------------------------------------

_CYRILLIC = {"A": "\u0410", "C": "\u0421", "I": "\u0406", "R": "R"}
_ENGLISH = {"R": "Responsible", "A": "Accountable", "C": "Consulted", "I": "Informed"}
_FRENCH = {"R": "Réalisateur", "A": "Approbateur", "C": "Consulté(e)", "I": "Informé"}
_SPELLED: dict[str, Callable[[str], str]] = {
    "": str,
    "lower": str.lower,
    "space": lambda letter: letter,
    "bold": lambda letter: f"**{letter}**",
    "code": lambda letter: f"`{letter}`",
    "cyrillic": _CYRILLIC.__getitem__,
    "english": _ENGLISH.__getitem__,
    "french": _FRENCH.__getitem__,
}


def _written(letters: str, layout: Layout, remark: str = "") -> str:
    text = layout.joined.join(map(_SPELLED[layout.spelling], letters))
    text += "\u00a0 " if layout.spelling == "space" and text else ""
    return f"{text} ({remark})" if remark and layout.remark == "brackets" else text


class Laid(NamedTuple):
    """The table, and where each activity, unit and cell of the matrix stands in it; all places of names."""

    table: Table
    activities: dict[int, list[Place]]
    units: dict[int, list[Place]]
    cells: dict[Place, list[Place]]


def lay(known: Known, layout: Layout) -> Laid:
    """Return the matrix written down as the layout says."""
    core = _CORES[layout.shape](known, layout)
    top = layout.down + _above(Canvas(), layout)
    whole = core.moved(lambda place: (place[0] + top, place[1] + layout.right))
    _above(whole, layout)
    _around(whole, known, layout, top)
    return Laid(whole.table(), whole.activities, whole.units, whole.cells)


# -- shapes -----------------------------------------------------------------------------------------------


def _grid(known: Known, layout: Layout) -> Canvas:
    canvas = Canvas()
    beside = "beside" in layout.groups and bool(known.activities[0][0])
    names = bool(layout.numbers) + beside
    first = names + 1 + (layout.extra in ("Status", "Deliverable"))
    step = 2 if layout.pairs else 1
    body = _headings(canvas, known, layout, names, [first + step * place for place in range(len(known.units))])
    group = ""
    row = body
    for place, (its_group, _) in enumerate(known.activities):
        if its_group != group and not beside:
            row += layout.blank_rows and place > 0
            _group_row(canvas, layout, row, names, its_group, first + step * len(known.units))
            row += 1
        elif its_group != group or layout.groups == "repeated beside":
            canvas.put(row, names - 1, its_group)
        group = its_group
        _activity_row(canvas, known, layout, row, place, names)
        for column in range(len(known.units)):
            _cell(canvas, known, layout, (place, column), row, first + step * column)
        row += 1
    if layout.groups == "merged beside" and beside:
        _merge_groups(canvas, known, names - 1, body)
    if layout.pairs:
        canvas.merged += [
            Area(line, column, line, column + 1)
            for line in (body - 1, *(places[0][0] for places in canvas.activities.values()))
            for column in (first + step * place for place in range(len(known.units)))
        ]
    return canvas


def _headings(canvas: Canvas, known: Known, layout: Layout, names: int, columns: Sequence[int]) -> int:
    """Write the rows of headings and return the row below them."""
    divisions = layout.divisions if not layout.pairs and layout.shape is Shape.GRID else ""
    row = int(divisions in ("above", "repeated"))
    if layout.numbers:
        canvas.put(row, 0, layout.numbers)
    if names > bool(layout.numbers):
        canvas.put(row, names - 1, "Phase")
    canvas.put(row, names, layout.corner)
    if layout.extra in ("Status", "Deliverable"):
        canvas.put(row, names + 1, layout.extra)
    elif layout.extra:
        canvas.put(row, columns[-1] + 1 + layout.pairs, layout.extra)
    for place, (unit, column) in enumerate(zip(known.units, columns, strict=True)):
        canvas.put(row, column, unit)
        canvas.units[place] = [(row, column)]
    if divisions:
        _divisions(canvas, divisions, 1 - row, columns)
    return row + 1 + (divisions in ("below", "people"))


def _divisions(canvas: Canvas, how: str, row: int, columns: Sequence[int]) -> None:
    if how == "people":
        for place, column in enumerate(columns):
            canvas.put(row, column, ("Ann Lee", "Bob Roy", "Cy Ito", "Di Fox", "Ed Kay", "Flo Paz")[place])
        return
    for place in range(0, len(columns), 2):
        last = min(place + 1, len(columns) - 1)
        canvas.put(row, columns[place], DIVISIONS[place // 2])
        if how == "repeated":
            canvas.put(row, columns[last], DIVISIONS[place // 2])
        elif last > place:
            canvas.merged.append(Area(row, columns[place], row, columns[last]))


def _group_row(canvas: Canvas, layout: Layout, row: int, names: int, name: str, width: int) -> None:
    column = 0 if layout.groups == "merged rows" else names
    canvas.put(row, column, name)
    if layout.groups == "merged rows":
        canvas.merged.append(Area(row, 0, row, width - 1))
    if layout.groups == "bold rows":
        canvas.bold.add((row, column))


def _activity_row(canvas: Canvas, known: Known, layout: Layout, row: int, place: int, names: int) -> None:
    number = place + 1
    if layout.numbers:
        canvas.put(row, 0, f"{1 + number // 4}.{number % 4 + 1}" if layout.numbers == "WBS" else str(number))
    name = known.activities[place][1]
    canvas.put(row, names, f"{layout.name_mark}{name}{layout.name_mark}")
    canvas.activities[place] = [(row, names)]
    if layout.extra in ("Status", "Deliverable"):
        canvas.put(row, names + 1, ("Open", "Done")[number % 2] if layout.extra == "Status" else f"Paper {number}")
    elif layout.extra:
        columns = [places[0][1] for places in canvas.units.values()]
        text = f"2026-0{1 + number % 9}-15" if layout.extra == "Échéance" else str(4 * number)
        canvas.put(row, max(columns) + 1 + layout.pairs, text)


def _merge_groups(canvas: Canvas, known: Known, column: int, body: int) -> None:
    groups = [group for group, _ in known.activities]
    for group in dict.fromkeys(groups):
        first = groups.index(group)
        last = len(groups) - 1 - groups[::-1].index(group)
        if last > first:
            canvas.merged.append(Area(body + first, column, body + last, column))


def _cell(canvas: Canvas, known: Known, layout: Layout, key: Place, row: int, column: int) -> None:
    remark = known.remarks.get(key, "")
    canvas.put(row, column, _written(known.letters.get(key, ""), layout, remark))
    canvas.cells[key] = [(row, column)]
    if remark and layout.remark == "comment":
        canvas.comments[row, column] = remark


def _transposed(known: Known, layout: Layout) -> Canvas:
    plain = msgspec.structs.replace(
        layout, divisions="", numbers="", extra="", groups="merged beside", pairs=False, corner="Role"
    )
    return _grid(known, plain).moved(lambda place: (place[1], place[0]))


def _inverted(known: Known, layout: Layout) -> Canvas:
    canvas = Canvas()
    letters = "RACI" if layout.numbers else "ARCI"
    headings = _FRENCH if layout.spelling == "french" else _ENGLISH
    canvas.put(0, 0, layout.corner, *(headings[letter] if layout.titles else letter for letter in letters))
    row = 1
    group = ""
    for place, (its_group, name) in enumerate(known.activities):
        if its_group != group:
            canvas.put(row, 0, its_group)
            group = its_group
            row += 1
        canvas.put(row, 0, name)
        canvas.activities[place] = [(row, 0)]
        for column, letter in enumerate(letters, 1):
            holders = [unit for unit in range(len(known.units)) if letter in known.letters.get((place, unit), "")]
            said = (one_line(known.units[unit]) for unit in holders)
            canvas.put(row, column, (", ", "; ", "\n")[layout.titles % 3].join(said))
            for unit in holders:
                canvas.units.setdefault(unit, []).append((row, column))
                canvas.cells.setdefault((place, unit), []).append((row, column))
        row += 1
    return canvas


def _long(known: Known, layout: Layout) -> Canvas:
    canvas = Canvas()
    grouped = bool(known.activities[0][0])
    canvas.put(0, 0, *(("Phase", "Activity", "Unit", "RACI") if grouped else ("Activity", "Unit", "RACI")))
    row = 1
    for (place, unit), letters in sorted(known.letters.items()):
        group, name = known.activities[place]
        lines = letters if layout.pairs else (letters,)
        for line in lines:
            texts = (name, known.units[unit], _written(line, layout))
            canvas.put(row, 0, *((group, *texts) if grouped else texts))
            canvas.activities.setdefault(place, []).append((row, int(grouped)))
            canvas.units.setdefault(unit, []).append((row, 1 + grouped))
            canvas.cells.setdefault((place, unit), []).append((row, 2 + grouped))
            row += 1
    return canvas


_CORES: dict[Shape, Callable[[Known, Layout], Canvas]] = {
    Shape.GRID: _grid,
    Shape.TRANSPOSED: _transposed,
    Shape.INVERTED: _inverted,
    Shape.LONG: _long,
}

# -- around it --------------------------------------------------------------------------------------------

_TITLES = ("RACI – Governance 2026", "Project: the responsible use of social media", "4 May 2026")
_LEGEND = (("R", "Responsible"), ("A", "Accountable"), ("C", "Consulted"), ("I", "Informed"))


def _above(canvas: Canvas, layout: Layout) -> int:
    """Write titles and a legend above the matrix and return the number of rows they take."""
    for place in range(layout.titles):
        canvas.put(layout.down + place, layout.right, _TITLES[place])
    rows = layout.titles + (layout.titles > 0)
    if layout.legend == "above":
        for place, texts in enumerate(_LEGEND):
            canvas.put(layout.down + rows + place, layout.right, *texts)
        rows += len(_LEGEND) + 1
    return rows


def _around(canvas: Canvas, known: Known, layout: Layout, top: int) -> None:
    """Write what stands below and beside the matrix."""
    row, left = canvas.height, layout.right
    columns = sorted({places[0][1] for places in canvas.units.values()})
    names = {"marker": "Insert new rows above this one", "copyright": "© 2024 Somebody & Partners"}
    if layout.footer in names:
        canvas.put(row, left, names[layout.footer])
        row += 1
    elif layout.shape is Shape.GRID and layout.footer in ("total", "signatures"):
        first = "Total" if layout.footer == "total" else "I agree"
        canvas.put(row, next(iter(canvas.activities.values()))[0][1], first)
        for place, column in enumerate(columns):
            canvas.put(row, column, str(place + 2) if layout.footer == "total" else f"{'ACIR'[place % 4]}. Lee")
        row += 1
    elif layout.shape is Shape.GRID and layout.footer == "filler" and layout.numbers:
        for place in range(3):
            canvas.put(row + place, left, str(len(known.activities) + 1 + place))
        row += 3
    if layout.legend in ("below", "touching"):
        row += 2 if layout.legend == "below" else 0
        for place, texts in enumerate((("Symbol", "Meaning"), *_LEGEND)):
            canvas.put(row + place, left, *texts)
    elif layout.legend == "right":
        column = canvas.width + 1
        for place, texts in enumerate((("Key", ""), *_LEGEND)):
            canvas.put(top + place, column, *texts)
