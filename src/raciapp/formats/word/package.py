"""Office files of which the same report always makes the same bytes."""

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterable

_OLDEST = (1980, 1, 1, 0, 0, 0)
"""The first moment a zip archive knows; parts have no moment of their own."""
_MOMENT = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)")


def settled(content: bytes, moment: dt.datetime) -> bytes:
    """Return the package with `moment` for every moment in it; workbooks within it, as charts have, are settled too."""
    with zipfile.ZipFile(io.BytesIO(content)) as old:
        return packed(((part.filename, old.read(part)) for part in old.infolist()), moment)


def packed(parts: Iterable[tuple[str, bytes]], moment: dt.datetime) -> bytes:
    """Return the package of these parts, settled."""
    stamp = moment.strftime("%Y-%m-%dT%H:%M:%SZ").rjust(20, "0").encode()
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in parts:
            found = content
            if name == "docProps/core.xml":
                found = _MOMENT.sub(rb"\g<1>" + stamp + rb"\g<2>", found)
            elif name.endswith(".xlsx"):
                found = settled(found, moment)
            new.writestr(zipfile.ZipInfo(name, _OLDEST), found, zipfile.ZIP_DEFLATED)
    return target.getvalue()
