"""The matrix alone as a picture, for mails and chats: PNG or SVG, as wide and high as it takes."""

import math
from pathlib import Path
from typing import Annotated

import msgspec

from raciapp.base.files import write_atomically
from raciapp.base.messages import mark
from raciapp.formats.branding import PLAIN, Branding
from raciapp.formats.paper import POINTS_IN_MILLIMETRE
from raciapp.formats.pdf import brand_content
from raciapp.formats.pdf_matrix import matrix_content
from raciapp.formats.remarks import Remarks
from raciapp.formats.report import Report
from raciapp.formats.typesetting import Content, Picture, pictured, setting, visible

MOST_DOTS = 40_000_000
"""Dots of a PNG; a larger matrix gets fewer to the inch."""
LEAST_RESOLUTION, MOST_RESOLUTION = 24, 600
"""Dots per inch."""

_ACTIVITY = 306
_LEAST_ROOM = 420
_MARGINS = 40
_ROW = 16
"""Points: for the names of activities, of the narrowest picture, beside it, of a usual row."""


class PictureOptions(msgspec.Struct, frozen=True):
    """What can be chosen for a picture of the matrix."""

    resolution: Annotated[int, msgspec.Meta(title=mark("Dots per inch"))] = 192
    title: Annotated[bool, msgspec.Meta(title=mark("Title over the matrix"))] = True
    legend: Annotated[bool, msgspec.Meta(title=mark("Legend below the matrix"))] = True


AS_USUAL = PictureOptions()
"""What is chosen unless somebody chooses."""


def export_png(report: Report, path: Path, options: msgspec.Struct, branding: Branding) -> None:
    """Write the matrix to `path` as a PNG. Raises UserError."""
    assert isinstance(options, PictureOptions)  # noqa: S101 - the table of formats pairs them
    write_atomically(path, matrix_picture(report, "png", options, branding))


def export_svg(report: Report, path: Path, options: msgspec.Struct, branding: Branding) -> None:
    """Write the matrix to `path` as an SVG. Raises UserError."""
    assert isinstance(options, PictureOptions)  # noqa: S101 - the table of formats pairs them
    write_atomically(path, matrix_picture(report, "svg", options, branding))


def matrix_picture(
    report: Report, form: Picture = "png", options: PictureOptions = AS_USUAL, branding: Branding = PLAIN
) -> bytes:
    """Return the matrix of a report as a picture, whatever its parts; letters in an SVG are drawn, not written."""
    width = _width(report)
    wanted = setting(
        "picture.typ", _content(report, options, branding, width), msgspec.structs.replace(branding, logo=None)
    )
    resolution = _resolution(report, options.resolution, width)
    (picture,) = pictured(wanted, form, resolution)
    if form == "png" and (dots := _dots(picture)) > MOST_DOTS:  # how high it is, is known only once it is drawn
        (picture,) = pictured(wanted, form, 0.98 * resolution * math.sqrt(MOST_DOTS / dots))
    return picture


def _dots(picture: bytes) -> int:
    """Return how many dots a PNG has, as its head says."""
    return int.from_bytes(picture[16:20]) * int.from_bytes(picture[20:24])


def _content(report: Report, options: PictureOptions, branding: Branding, width: float) -> dict[str, Content]:
    """Return what `resources/typst/picture.typ` shows. `width` in points."""
    remarks = Remarks(report, listed=False)
    longest = max((len(unit.name) for unit in report.units), default=0)
    title = visible(report.title) or report.scheme.name
    return {
        **matrix_content(report, remarks),
        "language": report.language.value,
        # Names over columns may take a part of the height of a page, though the picture has none.
        "paper": {"width": width / POINTS_IN_MILLIMETRE, "height": 300 if longest <= 60 else 700},
        "brand": brand_content(branding),
        "picture": {"legend": int(options.legend)},
        "title": title if options.title else "",
        "subtitle": " · ".join(filter(None, [visible(report.matrix), report.date])),
        "labels": {
            "activity": report.say("Activity"),
            "legend": report.say("Legend"),
            "empty": report.say("The matrix has no activities yet."),
        },
    }


def _width(report: Report) -> float:
    """Return the width of the picture in points: few units get room for level names."""
    cells = (cell for section in report.sections for row in section.rows for cell in row.cells)
    abreast = min(3, max((len(cell.symbols) for cell in cells), default=1))
    count = len(report.units)
    column = 92 if count <= 8 else max(30, 13.5 * abreast + 1.5 * (abreast - 1) + 14)
    return _MARGINS + max(_LEAST_ROOM, _ACTIVITY + count * column)


def _resolution(report: Report, wanted: int, width: float) -> float:
    """Return the dots per inch: those wanted, fewer where the picture would have too many."""
    rows = sum(len(section.rows) + 1 for section in report.sections)
    inches = width / 72 * (rows * _ROW + 300) / 72
    return min(max(LEAST_RESOLUTION, min(wanted, MOST_RESOLUTION)), math.sqrt(MOST_DOTS / inches))
