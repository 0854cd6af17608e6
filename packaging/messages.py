"""Gather the app's sentences into the French catalogue and compile it.

`python packaging/messages.py` after writing or changing a sentence: new ones appear in `raciapp.po` without a
translation, gone ones disappear, and `raciapp.mo`, which the app reads, is made from it.
"""

import datetime as dt
import sys
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "locale" / "fr" / "LC_MESSAGES"
KEYWORDS: dict[str, tuple[int, ...] | None] = {
    "mark": None,
    "translate": None,
    "translate_count": (1, 2),
    "tr": None,
    "tr_count": (1, 2),
    "say": None,
    "say_count": (1, 2),
    "UserError": None,
}


def extracted() -> Catalog:
    """Return the sentences that stand in the sources, with the files they stand in."""
    catalog = Catalog(project="raciapp", charset="utf-8")
    found = extract_from_dir(str(ROOT / "src" / "raciapp"), [("**.py", "python")], {}, keywords=KEYWORDS)
    for file, _line, message, _comments, _context in found:
        catalog.add(message, locations=[(file.replace("\\", "/"), 0)])
    return catalog


def read_catalogue() -> Catalog:
    """Return the French catalogue as it is in the repository."""
    path = FOLDER / "raciapp.po"
    if not path.exists():
        return Catalog(locale="fr", charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale="fr")


def updated() -> Catalog:
    """Return the French catalogue with exactly the sentences of the sources."""
    catalog = read_catalogue()
    catalog.update(extracted(), no_fuzzy_matching=True)
    catalog.obsolete.clear()
    return catalog


def po_bytes(catalog: Catalog) -> bytes:
    """Return a catalogue as people edit it: sorted, without line numbers and dates, so that differences read well."""
    buffer = BytesIO()
    write_po(buffer, catalog, omit_header=False, sort_output=True, width=110, include_lineno=False)
    lines = buffer.getvalue().decode().splitlines(keepends=True)
    dated = ('"POT-Creation-Date', '"PO-Revision-Date', '"Generated-By')
    return "".join(line for line in lines if not line.startswith(dated)).encode()


def mo_bytes(catalog: Catalog) -> bytes:
    """Return a catalogue as the app reads it."""
    # The moment of compiling is no part of what is compiled.
    catalog.creation_date = catalog.revision_date = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    buffer = BytesIO()
    write_mo(buffer, catalog)
    return buffer.getvalue()


def main() -> int:
    """Update and compile the catalogue; say what is still to be translated."""
    catalog = updated()
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / "raciapp.po").write_bytes(po_bytes(catalog))
    (FOLDER / "raciapp.mo").write_bytes(mo_bytes(catalog))
    missing = [message.id for message in catalog if message.id and not message.string]
    print(f"{len(catalog)} sentences, {len(missing)} without French")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
