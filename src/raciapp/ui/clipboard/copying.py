"""What goes to the clipboard of the chosen cells: letters and remarks as people write them, names where asked for."""

from collections.abc import Collection, Sequence

from raciapp.base.messages import mark, translate
from raciapp.base.words import Language
from raciapp.document.letters import Scheme
from raciapp.document.records import Cell, Document
from raciapp.formats.finding.tables import visible
from raciapp.formats.finding.tokens import read_token
from raciapp.ui.clipboard.blocks import Copied, CopiedCell

Place = tuple[str, str]

_NOTHING = "–"
_NO_BRACKETS = str.maketrans("()[]", "{}{}")


def copied_cells(document: Document, matrix: str, places: Collection[Place], language: Language) -> Copied:
    """Return the rectangle around (activity id, unit id) `places`, given row by row; cells outside are empty."""
    activities, units = _sides(document, places)
    return tuple(
        tuple(
            _copied(document.cell(matrix, activity, unit), document.alphabet, language)
            if (activity, unit) in places
            else CopiedCell()
            for unit in units
        )
        for activity in activities
    )


def with_names(cells: Copied, document: Document, places: Collection[Place], language: Language) -> Copied:
    """Return copied cells with the names of their units above and of their activities before them."""
    activities, units = _sides(document, places)
    top = [translate(mark("Activity"), language)]
    top += [document.units[document.unit_places[unit]].name.text(language) for unit in units]
    names = [document.activities[document.activity_places[one]].name.text(language) for one in activities]
    head = tuple(CopiedCell(text, name=True) for text in top)
    return (head, *((CopiedCell(name, name=True), *row) for name, row in zip(names, cells, strict=True)))


def _sides(document: Document, places: Collection[Place]) -> tuple[Sequence[str], Sequence[str]]:
    """Return the activities of places in their order, and the units in that of the columns."""
    units = {unit for _, unit in places}
    return list(dict.fromkeys(activity for activity, _ in places)), sorted(units, key=document.unit_places.__getitem__)


def _copied(cell: Cell, alphabet: Scheme, language: Language) -> CopiedCell:
    return CopiedCell(written(cell, alphabet, language), cell.letters)


def written(cell: Cell, alphabet: Scheme, language: Language) -> str:
    """Return a cell as people write it, such as «A/R (until May)», so that it reads the same again.

    A remark that would be taken for letters («A (R)») or end its brackets too early is introduced as a remark.
    """
    letters = alphabet.text(cell.letters)
    if not visible(cell.remark):
        return letters
    named = translate(mark("Remark: {remark}"), language, remark=cell.remark)
    for remark in (cell.remark, named):
        text = _with_remark(letters, remark)
        token = read_token(text, alphabet)
        if token.letters == cell.letters and token.doubt is None:
            return text
    return _with_remark(letters, named.translate(_NO_BRACKETS))


def _with_remark(letters: str, remark: str) -> str:
    return f"{letters or _NOTHING} ({remark})"
