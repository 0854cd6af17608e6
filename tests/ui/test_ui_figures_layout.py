"""How the pictures fit into a width: nothing sticks out, every number is there, whatever the names and the zoom."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QFont, QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from raciapp.checks.findings import Place
from raciapp.document.records import Document
from raciapp.formats.figures import Handover
from raciapp.ui.figures.bars import lay_out_bars
from raciapp.ui.figures.canvas import Canvas, Drawing, flow
from raciapp.ui.figures.contents import ANSWERS, CLEAR, Bar, Bars, HandoverMap, Piece
from raciapp.ui.figures.handovers import lay_out_map
from raciapp.ui.figures.marks import Block, Disc, Word
from raciapp.ui.figures.picture import Picture
from raciapp.ui.theme import current_theme

WIDTHS = (240, 300, 420, 640, 900, 1400)
LONG = "Direction générale des très longues communications " * 6
NAMES = ("", "IT", LONG, "וועדת תקשורת", "👩‍🚀" * 40, "<b>&amp;</b>\n=1+1")


@pytest.fixture
def canvas(face: QApplication, sample: Document) -> Canvas:
    """Return how the app draws."""
    return Canvas(QFont(face.font()), current_theme(), {one.symbol: one for one in sample.alphabet.letters})


def _bars(names: tuple[str, ...], *counts: int) -> Bars:
    pieces = tuple(Piece(kind, count) for kind, count in zip("RACI", counts, strict=True))
    key = tuple((kind, f"Letter {kind}") for kind in "RACI")
    return Bars("T", "", key, tuple(Bar(name, pieces, sum(counts), Place(unit=name)) for name in names), "Unit", "All")


def _pairs(names: tuple[str, ...], count: int = 7) -> HandoverMap:
    cells = tuple(Handover(one, other, count, 3) for one in names for other in names if one != other)
    return HandoverMap("T", "", names, names, cells, tuple((name, Place(unit=name)) for name in names))


def _stays_inside(drawing: Drawing, width: float) -> None:
    for mark in drawing.marks:
        assert mark.area.left() >= -0.5, mark
        assert mark.area.right() <= width + 1, mark
        assert mark.area.bottom() <= drawing.height + 3, mark
    for spot in drawing.spots:
        assert spot.area.bottom() <= drawing.height + 1


def _texts(drawing: Drawing) -> list[str]:
    return [mark.text for mark in drawing.marks if isinstance(mark, Word | Disc)]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("counts", [(0, 0, 0, 0), (1, 0, 0, 0), (500, 1, 1, 1), (3, 2, 900, 12_345)])
def test_bars_fit_and_say_every_number(canvas: Canvas, width: int, counts: tuple[int, ...]) -> None:
    drawing = lay_out_bars(_bars(NAMES, *counts), width, canvas)
    _stays_inside(drawing, width)
    texts = _texts(drawing)
    for kind, count in zip("RACI", counts, strict=True):
        assert texts.count(f"{kind} {count}") == (len(NAMES) if count else 0)
    assert texts.count(str(sum(counts))) == len(NAMES)
    assert all(texts.count(name) == 1 for name in NAMES)
    assert [spot.place.unit for spot in drawing.spots] == list(NAMES)
    blocks = [mark for mark in drawing.marks if isinstance(mark, Block)]
    assert len(blocks) == len(NAMES) * sum(map(bool, counts))


def test_names_stand_above_the_bars_only_where_there_is_no_room_beside_them(canvas: Canvas) -> None:
    content = _bars(("IT", "Legal"), 5, 3, 0, 2)
    heights = [lay_out_bars(content, width, canvas).height for width in (300, 900)]
    assert heights[0] > heights[1]
    spots = lay_out_bars(content, 300, canvas).spots
    assert all(one.area.bottom() <= other.area.top() + 1 for one, other in pairwise(spots))


def test_many_small_pieces_are_told_above_one_another_rather_than_cut(canvas: Canvas) -> None:
    content = _bars(("Unit",), 1, 1, 1, 1)
    huge = Bar("Huge", (Piece("R", 4000),), 4000)
    bars = Bars("T", "", content.key, (*content.bars, huge), "Unit", "All")
    more = _bars(("Unit",), 10**10, *[7_000_000] * 3)
    for width in WIDTHS:
        drawing = lay_out_bars(bars, width, canvas)
        _stays_inside(drawing, width)
        assert {"R 1", "A 1", "C 1", "I 1"} <= set(_texts(drawing))
        drawing = lay_out_bars(more, width, canvas)
        _stays_inside(drawing, width)
        assert {f"{kind} 7000000" for kind in "ACI"} <= set(_texts(drawing))


def test_numbers_of_weights_have_their_sign_and_the_accountable_none(canvas: Canvas) -> None:
    key = (("must", "Must"), (CLEAR, "Clear"))
    bars = Bars("T", "", key, (Bar("Group", (Piece("must", 3), Piece(CLEAR, 1)), 4),), "Group", "All")
    assert _texts(lay_out_bars(bars, 300, canvas)) == ["Must", "Clear", "Group", "4", "3", "1"]
    counts = (3, 90_000)
    alone = Bars("T", "", (), tuple(Bar("Unit", (Piece(ANSWERS, one),), one) for one in counts), "Unit", "All")
    assert _texts(lay_out_bars(alone, 300, canvas)) == ["Unit", "3", "Unit", "90000"]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("many", [2, 6, 30])
def test_the_map_fits_and_says_every_number(canvas: Canvas, width: int, many: int) -> None:
    names = tuple(f"{NAMES[place % 6]} {place}" for place in range(many))
    content = _pairs(names)
    drawing = lay_out_map(content, width, canvas)
    _stays_inside(drawing, width)
    discs = [mark for mark in drawing.marks if isinstance(mark, Disc) and mark.text]
    assert len(discs) == 2 * many * (many - 1)
    assert sum(disc.does for disc in discs) == len(discs) / 2
    assert {spot.place.unit for spot in drawing.spots} == set(names)
    for one, other in pairwise(discs[:20]):
        assert not one.area.intersects(other.area)


def test_the_map_is_a_table_where_it_fits_then_a_close_one_then_a_list(canvas: Canvas) -> None:
    content = _pairs(tuple(f"Unit {place}" for place in range(8)))
    wide, close, narrow = (lay_out_map(content, width, canvas) for width in (900, 460, 280))
    assert len(wide.spots) == len(close.spots) == 16
    assert len(narrow.spots) == 8 + 56
    assert wide.height < close.height < narrow.height
    assert wide.spots[0].words.startswith("Unit 0 answers, Unit 1 does 7 and is asked on 3; Unit 0 answers, Unit 2")
    assert narrow.spots[1].words == "Unit 0 answers, Unit 1 does 7 and is asked on 3"
    assert [_texts(one).count("Who answers") for one in (wide, close, narrow)] == [1, 1, 0]


def test_the_words_of_a_large_map_are_made_when_asked_for(canvas: Canvas, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[Handover] = []

    def words(_: HandoverMap, cell: Handover) -> str:
        made.append(cell)
        return "said"

    monkeypatch.setattr(HandoverMap, "words", words)
    for width in (900, 280):
        drawing = lay_out_map(_pairs(tuple(f"Unit {place}" for place in range(8))), width, canvas)
        assert not made
        assert drawing.spots[-1].words.startswith("said")
        assert made
        made.clear()


def test_nobody_who_hands_over_is_no_map(canvas: Canvas) -> None:
    assert lay_out_map(HandoverMap("T", "", (), (), (), ()), 300, canvas) == Drawing(0.0, (), ())


def test_no_circle_stands_for_nothing(canvas: Canvas) -> None:
    content = HandoverMap("T", "", ("a",), ("b",), (Handover("a", "b", 0, 2),), (("a", Place()), ("b", Place())))
    (disc,) = [one for one in lay_out_map(content, 300, canvas).marks if isinstance(one, Disc) and one.text]
    assert (disc.text, disc.does) == ("2", False)


def test_words_flow_into_lines() -> None:
    assert flow([], 5, 100) == []
    assert flow([40, 40, 40], 10, 100) == [(0, 0), (50, 0), (0, 1)]
    assert flow([300, 20], 10, 100) == [(0, 0), (0, 1)], "what is too wide has a line of its own"


def test_the_mouse_that_rests_is_told_the_whole_name_and_its_numbers(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    tips: list[str] = []
    monkeypatch.setattr(QToolTip, "showText", lambda _at, text, _widget: tips.append(text))
    picture = Picture()
    qtbot.addWidget(picture)
    picture.show_content(Bars("T", "", (), (Bar("<b>" + LONG, (Piece(ANSWERS, 3),), 3),), "Unit", "Activities"), {})
    picture.resize(300, 100)
    for point in (picture._area(picture.drawing().spots[0]).center(), QPoint(1, 1)):
        QApplication.sendEvent(picture, QHelpEvent(QHelpEvent.Type.ToolTip, point, QPoint()))
    assert "&lt;b&gt;Direction" in tips[0]
    assert tips[0].endswith("Activities 3</p>")
    assert tips[1] == ""


def test_a_border_that_is_dragged_keeps_few_layouts(qtbot: QtBot) -> None:
    picture = Picture()
    qtbot.addWidget(picture)
    picture.show_content(Bars("T", "", (), (Bar("Unit", (Piece(ANSWERS, 3),), 3),), "Unit", "Activities"), {})
    for width in range(300, 340):
        picture.heightForWidth(width)
    assert len(picture._drawings) < 12
    assert picture.drawing(320) is picture.drawing(320)
    assert picture.drawing(10) is picture.drawing(264), "no narrower than it must be"
