"""The paper sizes a matrix can be printed on, and how the sheet lies."""

from enum import StrEnum


class Paper(StrEnum):
    """A sheet of paper by its common name."""

    A4 = "a4"
    A3 = "a3"
    LETTER = "letter"
    TABLOID = "tabloid"

    @property
    def millimetres(self) -> tuple[float, float]:
        """Give width and height in millimetres, portrait."""
        return _MILLIMETRES[self]


class Orientation(StrEnum):
    """How sheets lie: AUTO lets each format choose, by how wide the matrix is and how long."""

    AUTO = "auto"
    LANDSCAPE = "landscape"
    PORTRAIT = "portrait"


_MILLIMETRES = {
    Paper.A4: (210.0, 297.0),
    Paper.A3: (297.0, 420.0),
    Paper.LETTER: (215.9, 279.4),
    Paper.TABLOID: (279.4, 431.8),
}

POINTS_IN_MILLIMETRE = 72 / 25.4
