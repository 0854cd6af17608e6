"""What the cells of a workbook of ours say now, held against what they said when it was made."""

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from raciapp.document.records import EMPTY, WHOLE_ROW, Cell, Document, Status
from raciapp.formats.excel import carrying
from raciapp.formats.excel.carrying import Carried, fingerprint, plain
from raciapp.formats.excel.places import Line, Places
from raciapp.formats.excel.sheets import Place, Sheet, address
from raciapp.formats.excel.styles import clean
from raciapp.formats.finding.ownmarks import CORNER
from raciapp.formats.finding.reading import Doubt, Question, Reason, Skipped, shortened
from raciapp.formats.finding.tables import visible
from raciapp.formats.finding.tokens import read_token
from raciapp.formats.report import STATUS_NAMES, STATUS_SIGNS

_SIGNED = {sign: status for status, sign in STATUS_SIGNS.items()}
_MOST_LISTED = 2_000


class Contents:
    """Reads cells and remembers which, and what there is to ask."""

    def __init__(self, places: Places, carried: Carried) -> None:
        """Read the matrix that stands at `places`."""
        self.questions: list[Question] = []
        self._places, self._sheet, self._carried = places, places.sheet, carried
        self._base = carried.document
        self._matrix = self._base.matrices[0].id
        self._read: set[Place] = set()

    def ask(self, row: int, column: int, text: str, kind: Doubt) -> None:
        """Remember a question about a cell."""
        self.questions.append(Question(address(row, column), shortened(text), kind))

    def cell(self, line: Line, column: int, activity: str, unit: str) -> Cell:
        """Return what a cell of the matrix holds now; `activity` and `unit` are "" where they are new."""
        place = (line.at, column)
        self._read.add(place)
        known = activity and unit
        before = self._base.cell(self._matrix, activity, unit) if known else EMPTY
        source = self._sheet.merged.get(place, place)
        text = plain(self._sheet.texts.get(source, ""))
        remark = self.remark(*place, before.remark)
        if text == _shown(before, self._base):
            return replace(before, remark=remark)
        return self._typed(place, text, replace(before, remark=remark))

    def _typed(self, place: Place, text: str, before: Cell) -> Cell:
        """Return what somebody typed; what is no letter is kept as a remark and asked about."""
        status = before.status
        shown = visible(text)
        sign = shown[-1:]
        alone = sign == shown
        if sign in _SIGNED and not (alone and _SIGNED[sign] is Status.AGREED) and (alone or shown[-2:-1].isspace()):
            status, shown = _SIGNED[sign], shown[:-1].strip()
        token = read_token(shown, self._base.alphabet)
        if token.doubt is not None:
            self.ask(*place, text, token.doubt)
        said = token.remark
        remark = before.remark
        if said and plain(said) not in plain(remark):
            remark = f"{remark}\n{said}" if remark.strip() else said
        return Cell(token.letters, remark, status)

    def remark(self, row: int, column: int, before: str) -> str:
        """Return the remark of the comment on a cell; the one before where it says the same."""
        said = self._sheet.comment(row, column)
        shown = clean(before) if before.strip() else ""
        return before if plain(said) == plain(shown) else said.strip()

    def status(self, line: Line, activity: str) -> Status:
        """Return the status of a whole row; its own where nothing recognisable stands in the column for it."""
        before = self._base.cell(self._matrix, activity, WHOLE_ROW).status if activity else Status.NONE
        column = self._places.roles.get(carrying.STATUS)
        if column is None:
            return before
        text = self._sheet.text(line.at, column)
        words = {"": Status.NONE} | {sign: status for status, sign in STATUS_SIGNS.items()}
        for status, name in STATUS_NAMES.items():
            said = plain(self._carried.spoken.say(name))
            words |= {said: status, f"{STATUS_SIGNS[status]} {said}": status}
        if text in words:
            self._read.add((line.at, column))
        return words.get(text, before)

    def take(self, *places: Place) -> None:
        """Remember that these cells were read."""
        self._read.update(places)

    # -- what was not read ------------------------------------------------------------------------------------

    def holds_letters(self, column: int) -> bool:
        """Return whether a column says letters in most of the rows in which it says anything."""
        texts = [self._sheet.text(line.at, column) for line in self._places.lines if not line.heading]
        said = [text for text in texts if text]
        letters = [text for text in said if read_token(text, self._base.alphabet).letters]
        return bool(letters) and 2 * len(letters) >= len(said)

    def left_out(self, sheets: tuple[Sheet, ...]) -> Iterator[Skipped]:
        """Yield every text that somebody added and that is no part of the matrix."""
        listed = 0
        for place, text in sorted(self._sheet.texts.items()):
            reason = self._reason(place)
            if (
                place in self._read
                or self._places.is_count(place)
                or listed >= _MOST_LISTED
                or (self._known(text) and not self._inside(place))
            ):
                continue
            if plain(text):
                listed += 1
                yield Skipped(address(*place), shortened(text), reason)
        for sheet in sheets:
            if sheet is self._sheet or sheet.title == carrying.SHEET:
                continue
            new = [(place, text) for place, text in sorted(sheet.texts.items()) if not self._known(text)]
            added = len(new) == len(sheet.texts)
            for place, text in new[: 1 if added else _MOST_LISTED]:
                yield Skipped(f"{sheet.title}!{address(*place)}", shortened(text), Reason.BESIDE)

    def _known(self, text: str) -> bool:
        return fingerprint(text) in self._carried.texts or text == CORNER

    def _inside(self, place: Place) -> bool:
        """Return whether a place is among the letters, where the same text as elsewhere says something else."""
        row, column = place
        rows = {line.at for line in self._places.lines}
        return row in rows and any(one.at == column for one in self._places.columns)

    def _reason(self, place: Place) -> Reason:
        if place[0] < self._places.header:
            return Reason.ABOVE
        return Reason.BELOW if place[0] > self._places.last else Reason.BESIDE


def _shown(cell: Cell, document: Document) -> str:
    """Return what the workbook shows of a cell as its text."""
    return document.alphabet.text(cell.letters) or (STATUS_SIGNS[cell.status] if cell.status else "")


def divisions_now(places: Places, base: Document, carried: Carried) -> Mapping[int, str] | None:
    """Return the heading over each column, "" for none; None where the band of headings is gone or never was."""
    if places.divisions is None:
        return None
    row, sheet = places.divisions, places.sheet
    found = {}
    for column in places.columns:
        place = (row, column.at)
        found[column.at] = plain(sheet.texts.get(sheet.merged.get(place, place), ""))
    said = set(found.values())
    known = {unit.id: plain(clean(carried.spoken.text(unit.division).strip())) for unit in base.units}
    # Whoever takes merged cells apart leaves the name over the first of them only.
    return {
        column.at: found[column.at] or (known[column.id] if column.id and known[column.id] in said else "")
        for column in places.columns
    }
