"""The logo as a picture in a sheet, as it came: openpyxl would decode it, and could not say what it shows."""

from openpyxl.drawing.fill import Blip
from openpyxl.drawing.geometry import PresetGeometry2D
from openpyxl.drawing.image import Image
from openpyxl.drawing.picture import PictureFrame
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, OneCellAnchor
from openpyxl.drawing.xdr import XDRPositiveSize2D

from raciapp.formats.excel.charts import EMU
from raciapp.formats.logo import Logo

_PNG = b"\x89PNG"


def logo_image(logo: Logo, size: tuple[float, float], place: tuple[int, int], words: str) -> Image:
    """Return a logo so wide and high in points, where a cell begins, with an alternative text.

    `place` is the cell's row and column, which count from 1.
    """
    image = Image.__new__(Image)  # without its __init__(), which decodes
    image.format = "png" if logo.content.startswith(_PNG) else "jpeg"
    image._data = lambda: logo.content  # noqa: SLF001 - openpyxl has no other way
    width, height = size
    extent = XDRPositiveSize2D(round(width * EMU), round(height * EMU))
    image.anchor = OneCellAnchor(_from=AnchorMarker(row=place[0] - 1, col=place[1] - 1), ext=extent)
    frame = PictureFrame()
    shown = frame.nvPicPr.cNvPr
    shown.id, shown.name, shown.descr = 1, words, words
    frame.blipFill.blip = Blip()
    frame.spPr.prstGeom, frame.spPr.ln = PresetGeometry2D(prst="rect"), None
    image.anchor.pic = frame
    return image
