"""The two files that `raciapp diff` holds against each other, as documents that can be compared by ids."""

from pathlib import Path

from raciapp.cli.files import opened
from raciapp.document.records import Document
from raciapp.document.storage import SUFFIX
from raciapp.formats.aligning import aligned
from raciapp.formats.importing import import_file
from raciapp.formats.returned import Returned, is_ours, read_returned
from raciapp.formats.shown import belongs, completed
from raciapp.knowledge.library import Knowledge


def sides(one: Path, other: Path, knowledge: Knowledge) -> tuple[Document, Document]:
    """Return the documents of two files, comparable by ids. Raises UserError when one cannot be read.

    What a workbook does not show is no difference: it is taken from the file on the other side.
    """
    found = [_opened(path, knowledge) for path in (one, other)]
    documents = [side.theirs if isinstance(side, Returned) else side[0] for side in found]
    for place, side in enumerate(found):
        across, opposite = documents[1 - place], found[1 - place]
        if isinstance(side, Returned):
            if not isinstance(opposite, Returned) and not opposite[1] and belongs(side.base, across):
                documents[place] = completed(side.theirs, across, side.base)
        elif side[1] and not (place == 0 and not isinstance(opposite, Returned) and opposite[1]):
            documents[place] = aligned(side[0], across)
    return documents[0], documents[1]


def _opened(path: Path, knowledge: Knowledge) -> Returned | tuple[Document, bool]:
    """Return what came back of a workbook of ours, or else a document and whether it was imported."""
    if path.suffix.casefold() == SUFFIX:
        return opened(path), False
    if is_ours(path):
        return read_returned(path)
    return import_file(path, knowledge).document, True
