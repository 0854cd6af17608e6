"""What the grid says in words: to screen readers, on hover, in the status bar."""

from raciapp.base.messages import mark
from raciapp.base.words import join_names
from raciapp.document.letters import Scheme
from raciapp.document.records import WHOLE_ROW, Activity, Row, Status, Unit
from raciapp.ui.language import current_language, explained, tr

STATUS_NAMES = {
    Status.NONE: mark("no status"),
    Status.QUESTION: mark("open question"),
    Status.CONTESTED: mark("contested"),
    Status.AGREED: mark("agreed"),
}


def cell_sentence(names: str, mask: int, remark: str, status: Status, alphabet: Scheme) -> str:
    """Return a cell in words, such as «Set the strategy, Communications: Accountable and Responsible»."""
    parts = [letters_in_words(mask, alphabet) or tr(mark("no part"))]
    if status:
        parts.append(tr(STATUS_NAMES[status]))
    if remark:
        parts.append(remark)
    return explained(names, "; ".join(parts))


def letters_in_words(mask: int, alphabet: Scheme) -> str:
    """Return the names of the letters of `mask`, such as «Accountable and Responsible»."""
    language = current_language()
    return join_names(
        [letter.name.text(language) for place, letter in enumerate(alphabet.letters) if mask >> place & 1], language
    )


def counts_of(column: bytes, alphabet: Scheme) -> list[tuple[str, int]]:
    """Return how many cells hold each letter, in the order the scheme is spelled; letters nobody holds are left out."""
    counts = [
        (letter.symbol, sum(1 for cell in column if cell & alphabet.bits[letter.symbol])) for letter in alphabet.legend
    ]
    return [(symbol, count) for symbol, count in counts if count]


def counts_text(column: bytes, alphabet: Scheme) -> str:
    """Return the counts of letters as a folded heading shows them, such as «R2 A1»."""
    return " ".join(f"{symbol}{count}" for symbol, count in counts_of(column, alphabet))


def counts_sentence(names: str, column: bytes, alphabet: Scheme) -> str:
    """Return the counts of letters in words, such as «Strategy, Legal: Consulted 3, Informed 1»."""
    called = {letter.symbol: letter.name.text(current_language()) for letter in alphabet.letters}
    told = ", ".join(f"{called[symbol]} {count}" for symbol, count in counts_of(column, alphabet))
    return explained(names, told or tr(mark("no part")))


def row_sentence(activity: Activity, row: Row) -> str:
    """Return an activity's name with its status and its remark."""
    status = row.status_of(WHOLE_ROW)
    parts = [activity.name.text(current_language()), tr(STATUS_NAMES[status]) if status else "", activity.remark]
    return "; ".join(part for part in parts if part)


def unit_sentence(unit: Unit) -> str:
    """Return a unit's name with its division and its remark."""
    language = current_language()
    return "; ".join(part for part in (unit.name.text(language), unit.division.text(language), unit.remark) if part)
