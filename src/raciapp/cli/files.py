"""The files that commands are given: only `.raci` documents are read and written as such."""

from pathlib import Path

from raciapp.base.errors import UserError
from raciapp.base.messages import mark, translate, translate_count
from raciapp.base.words import Language
from raciapp.cli.context import not_among
from raciapp.cli.password import password_of
from raciapp.document.records import Document
from raciapp.document.storage import SUFFIX, load


def opened(path: Path) -> Document:
    """Return the document in a `.raci` file, asking for the password of a protected one.

    Raises UserError for any other file: it must be imported first.
    """
    if path.suffix.casefold() != SUFFIX:
        raise UserError(
            mark("{file}: not a .raci document. Import it first, with «raciapp import»."), file=path.name or str(path)
        )
    return load(path, password_of(path))


def check_target(target: Path, source: Path | None = None) -> None:
    """Make sure that a document may be written to `target`. Raises UserError when it would replace `source`."""
    name = target.name or str(target)
    if target.suffix.casefold() != SUFFIX:
        raise UserError(mark("{file}: a document ends in .raci. Give -o such a name."), file=name)
    if source is not None and _same(target, source):
        raise UserError(mark("{file}: is the file that is read, and would be lost. Give -o another name."), file=name)


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:  # one of them does not exist, so they are not the same
        return False


def matrix_of(document: Document, identity: str | None, path: Path) -> str:
    """Return the id of the matrix asked for, the first one by default. Raises UserError when there is none such."""
    known = [matrix.id for matrix in document.matrices]
    if identity is None:
        return known[0]
    if identity not in known:
        raise not_among(f"--matrix ({path.name})", identity, known)
    return identity


def size_of(document: Document, language: Language) -> str:
    """Return how large a document is, such as «57 activities, 16 units»."""
    activities = translate_count("{n} activity", "{n} activities", len(document.activities), language)
    units = translate_count("{n} unit", "{n} units", len(document.units), language)
    return f"{activities}, {units}"


def written(document: Document, target: Path, language: Language) -> str:
    """Return the sentence that says which document was written where."""
    return translate(mark("{file}: written ({size})."), language, file=str(target), size=size_of(document, language))
