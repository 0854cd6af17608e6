"""Word documents (.docx): every table, those within the cells of others included (ECMA-376 part 1, 17.4).

The document's part is read here rather than by python-docx, which takes every picture of a file into memory, leaves out
what was inserted with changes tracked, and says nothing of merged cells. What was deleted with changes tracked, and
hidden text, are not shown; what is merely crossed out keeps a mark. Comments come along.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from raciapp.formats.finding.tables import MOST_COLUMNS, Area, Table, visible
from raciapp.formats.readers.elements import is_on, name_of, value_of
from raciapp.formats.readers.gathering import Gathering, TooLargeError, damaged, limited, too_large
from raciapp.formats.readers.package import Package, faults
from raciapp.formats.readers.strings import STRUCK, struck

_SKIPPED = frozenset(
    {"del", "moveFrom", "delText", "instrText", "delInstrText", "tcPr", "tblPr", "tblGrid",
     "Fallback", "sectPr", "sdtPr", "drawing", "pict", "object"}
)  # fmt: skip
"""Elements of which nothing is seen in a cell, or nothing that is text."""
_MOST_STEPS = 700_000
"""Elements within cells, counted anew for each table around them; forty thousand cells take half of it."""
_MOST_LOOKED_AT = 5_000
"""Tables of a document, empty ones included."""
_WIDEST = 1_000
_DEEPEST = 6

_PROPERTIES = frozenset({"pPr", "rPr", "trPr"})
"""What says how its siblings look; it comes before them."""
_WRAPPERS = frozenset({"sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"})
_SIGNS = {"br": "\n", "cr": "\n", "tab": " ", "ptab": " ", "noBreakHyphen": "-"}
_SYMBOLS = {"F0FC": "✓", "F0FE": "☑", "F052": "☑", "F0A8": "☐", "F06F": "☐", "F0FB": "✗", "F0FD": "☒", "F054": "☒"}
"""Ticks and boxes of the Wingdings fonts, by the code that stands in the file."""
_AFTER = {"p": "\n", "tc": " ", "tr": "\n"}


def read_word(content: bytes, file: str) -> tuple[Table, ...]:
    """Return every table of a document, each before those within it.

    Raises UserError when the file is damaged, would unpack to far too much, or is larger than any matrix.
    """
    package = Package(content, file)
    with faults(file):
        main = next((part for kind, part in package.targets("").values() if kind == "officeDocument"), "")
        if main not in package:
            raise damaged(file)
        try:
            return limited(_Document(package, main).tables(file))
        except TooLargeError as error:
            raise too_large(file) from error


class _Look(NamedTuple):
    """How a piece of text looks."""

    bold: bool = False
    struck: bool = False


class _Document:
    """The main part of a document, and what its runs refer to."""

    def __init__(self, package: Package, main: str) -> None:
        parts = {kind: part for kind, part in package.targets(main).values() if part in package}
        self._root = package.tree(main)
        self._left = _MOST_STEPS
        self._comments = _comments(package.tree(parts["comments"])) if "comments" in parts else {}
        self._bold = _bold_styles(package.tree(parts["styles"])) if "styles" in parts else frozenset()

    def tables(self, file: str) -> list[Table]:
        """Return the tables that hold anything. Raises TooLargeError."""
        found: list[Table] = []
        for count, table in enumerate(self._root.iter("{*}tbl")):
            if count == _MOST_LOOKED_AT:
                raise TooLargeError
            if sum(name_of(above) == "tbl" for above in table.iterancestors()) >= _DEEPEST:
                continue
            gathering, areas = self._gathered(table)
            merged = gathering.clipped(areas)
            if rows := gathering.rows(merged):
                found.append(Table(file, rows, merged=merged, number=len(found) + 1))
        return found

    def _gathered(self, table: Any) -> tuple[Gathering, list[Area]]:
        gathering = Gathering()
        merging = _Merging()
        place = 0
        for row in _within(table, "tr"):
            self._step()
            about = _properties(row, "trPr")
            if not is_on(about.get("del")):
                self._add_row(row, about, place, gathering, merging)
                place += 1
        return gathering, merging.areas()

    def _add_row(self, row: Any, about: dict[str, Any], place: int, gathering: Gathering, merging: "_Merging") -> None:
        heading = is_on(about.get("tblHeader"))
        column = _number(about.get("gridBefore"), 0)
        for cell in _within(row, "tc"):
            self._step()
            if column >= MOST_COLUMNS:
                raise TooLargeError
            shape = _properties(cell, "tcPr")
            if is_on(shape.get("cellDel")):
                continue
            across = max(1, _number(shape.get("gridSpan"), 1))
            if merging.add(shape.get("vMerge"), place, column, across):
                text, bold, comment = self._said(cell)
                if text or comment:
                    gathering.put(place, column, text, bold or (heading and bool(text)), comment)
            column += across

    def _said(self, cell: Any) -> tuple[str, bool, str]:
        """Return the text of a cell, whether all of it is bold, and the comments on it."""
        notes: list[str] = []
        pieces = list(self._pieces(cell, notes, _Look()))
        weights = {look.bold for text, look in pieces if text.strip()}
        return visible(_marked(pieces)), weights == {True}, "\n".join(filter(None, notes))

    def _pieces(self, element: Any, notes: list[str], look: _Look) -> Iterator[tuple[str, _Look]]:
        """Yield the texts below an element and how each looks; collect the comments in `notes`."""
        for child in element:
            self._step()
            name = name_of(child)
            if name == "t":
                yield child.text or "", look
            elif name in _PROPERTIES:
                if _is_gone(child):
                    return
                look = self._look(child, look)
            elif name in _SIGNS:
                yield _SIGNS[name], look
            elif name == "sym":
                yield _SYMBOLS.get(value_of(child, "char").upper(), "•"), look
            elif name == "commentReference":
                notes.append(self._comments.get(value_of(child, "id"), ""))
            elif name not in _SKIPPED:
                yield from self._pieces(child, notes, look)
                if name in _AFTER:
                    yield _AFTER[name], look

    def _look(self, properties: Any, before: _Look) -> _Look:
        """Return how what has these properties looks: what is said nearest to it counts."""
        bold, crossed = before
        for one in properties:
            name = name_of(one)
            if name in ("pStyle", "rStyle") and value_of(one, "val") in self._bold:
                bold = True
            elif name == "b":
                bold = is_on(one)
            elif name in ("strike", "dstrike"):
                crossed = crossed or is_on(one)
        return _Look(bold, crossed)

    def _step(self) -> None:
        self._left -= 1
        if self._left < 0:
            raise TooLargeError


class _Merging:
    """The areas of cells that a table merges, while its rows are read."""

    def __init__(self) -> None:
        self._areas: list[Area] = []
        self._open: dict[int, int] = {}
        """The place among the areas of the one that may go on, by its first column."""

    def add(self, merge: Any, row: int, column: int, across: int) -> bool:
        """Note a cell and what it says about merging; return whether it is the first of its area, with the text."""
        goes_on = merge is not None and value_of(merge, "val") != "restart"
        if goes_on and column in self._open:
            place = self._open[column]
            area = self._areas[place]
            if area.bottom == row - 1:
                self._areas[place] = Area(area.top, area.left, row, area.right)
                return False
        self._open.pop(column, None)
        if merge is not None:
            self._open[column] = len(self._areas)
        if merge is not None or across > 1:
            self._areas.append(Area(row, column, row, column + across - 1))
        return True

    def areas(self) -> list[Area]:
        """Return the areas."""
        return self._areas


def _marked(pieces: list[tuple[str, _Look]]) -> str:
    """Return the text of pieces, with a sign where what is crossed out begins and ends."""
    text = "".join(struck(text) if look.struck else text for text, look in pieces)
    return text.replace(2 * STRUCK, "") if any(look.struck for _, look in pieces) else text


def _is_gone(properties: Any) -> bool:
    """Return whether what has these properties is hidden or, with changes tracked, deleted."""
    gone = "vanish" if name_of(properties) == "rPr" else "del"
    return any(name_of(one) == gone and is_on(one) for one in properties)


def _comments(root: Any) -> dict[str, str]:
    """Return the texts of comments by id."""
    found = {}
    for comment in root.iterfind("{*}comment"):
        lines = ("".join(text.text or "" for text in line.iter("{*}t")) for line in comment.iter("{*}p"))
        found[value_of(comment, "id")] = visible("\n".join(lines))
    return found


def _bold_styles(root: Any) -> frozenset[str]:
    """Return the ids of the styles that are bold by themselves."""
    styles = root.iterfind("{*}style")
    return frozenset(value_of(style, "styleId") for style in styles if is_on(style.find("{*}rPr/{*}b")))


def _within(element: Any, name: str) -> Iterator[Any]:
    """Yield the rows of a table or the cells of a row, those in wrappers such as content controls included."""
    for child in element:
        found = name_of(child)
        if found == name:
            yield child
        elif found in _WRAPPERS:
            yield from _within(child, name)


def _properties(element: Any, name: str) -> dict[str, Any]:
    """Return the properties of an element by name; they are among its first children."""
    found = next((child for child in element[:2] if name_of(child) == name), ())
    return {name_of(one): one for one in found}


def _number(element: Any, otherwise: int) -> int:
    value = "" if element is None else value_of(element, "val")
    return min(int(value), _WIDEST) if value.isdecimal() and len(value) < 10 else otherwise
