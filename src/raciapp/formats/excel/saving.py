"""Writing a workbook so that it is the same for the same report, with what its formulas amount to.

openpyxl writes formulas without results, which leaves those cells empty wherever nothing calculates: in previews, in
mail programs, for whoever reads the file with a script. It also writes the time into the file, and charts without names
and alternative texts.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from raciapp.formats.excel.styles import storable

if TYPE_CHECKING:
    from openpyxl.chart import BarChart
    from openpyxl.drawing.graphic import GraphicFrame
    from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
    from openpyxl.workbook import Workbook

_LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The first day a package can name; nobody takes it for a date."""
_FORMULA = re.compile(rb'(<c r="([A-Z]{1,3}[0-9]{1,7})"[^>]*><f>[^<]*</f>)<v ?(?:/>|></v>)')

_CORE = "docProps/core.xml"
_TIMES = re.compile(rb"<dcterms:(created|modified)[^>]*>[^<]*</dcterms:\1>")

Results = Mapping[str, Mapping[str, int]]
"""What formulas amount to, by title of the sheet and by cell."""


def tell(chart: "BarChart", name: str, words: str) -> None:
    """Give a chart a name and the words that somebody hears who does not see it."""
    vars(chart)["told"] = storable(name), storable(words)


def save(workbook: "Workbook", path: Path, results: Results) -> None:
    """Write the workbook to `path`. Raises OSError."""
    from openpyxl.writer.excel import ExcelWriter

    parts = {f"xl/worksheets/sheet{place}.xml": sheet.title for place, sheet in enumerate(workbook.worksheets, 1)}
    with _Package(path, {part: results[title] for part, title in parts.items() if title in results}) as package:
        # Not Workbook.save(), which has no place for results and writes the time of saving.
        writer = ExcelWriter(workbook, package)
        writer._write_drawing = partial(_write_drawing, writer._write_drawing)  # noqa: SLF001 - there is no other way to a drawing
        writer.save()


def _write_drawing(write: "Callable[[SpreadsheetDrawing], None]", drawing: "SpreadsheetDrawing") -> None:
    drawing._chart_frame = partial(_told_frame, drawing.charts, drawing._chart_frame)  # noqa: SLF001 - as above
    write(drawing)


def _told_frame(charts: "Sequence[BarChart]", frame_of: "Callable[[int], GraphicFrame]", place: int) -> "GraphicFrame":
    """Return the frame of the chart at `place`, which counts from 1, with its name and its alternative text."""
    frame = frame_of(place)
    told = vars(charts[place - 1]).get("told")
    if told is not None:
        frame.nvGraphicFramePr.cNvPr.name, frame.nvGraphicFramePr.cNvPr.descr = told
    return frame


class _Package(ZipFile):
    """A package without times, which puts results into sheets as they are written."""

    def __init__(self, path: Path, results: Results) -> None:
        super().__init__(path, "w", ZIP_DEFLATED)
        self._results = results

    def writestr(self, zinfo_or_arcname: Any, data: Any, *_: Any, **__: Any) -> None:
        """Write a part."""
        if zinfo_or_arcname == _CORE:
            data = _TIMES.sub(b"", data)
        info = ZipInfo(str(zinfo_or_arcname), _LONG_AGO)
        info.compress_type, info.external_attr = ZIP_DEFLATED, 0o600 << 16
        super().writestr(info, data)

    def write(self, filename: Any, arcname: Any = None, *_: Any, **__: Any) -> None:
        """Write a part that is a file: a sheet."""
        content = Path(filename).read_bytes()
        results = self._results.get(str(arcname))
        self.writestr(str(arcname), _with_results(content, results) if results else content)


def _with_results(content: bytes, results: Mapping[str, int]) -> bytes:
    def put(found: re.Match[bytes]) -> bytes:
        result = results.get(found[2].decode())
        return found[0] if result is None else b"%b<v>%d</v>" % (found[1], result)

    return _FORMULA.sub(put, content)
