import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from raciapp.ui.flow import BETWEEN_LINES, FlowLayout


class Block(QLabel):
    """A widget that wants a certain room."""

    def __init__(self, width: int, height: int) -> None:
        super().__init__()
        self._wanted = QSize(width, height)

    def sizeHint(self) -> QSize:
        return self._wanted

    def minimumSizeHint(self) -> QSize:
        return QSize(20, self._wanted.height())


@pytest.fixture
def host(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def flow_of(host: QWidget, *sizes: tuple[int, int]) -> tuple[FlowLayout, list[Block]]:
    flow = FlowLayout(host)
    flow.setContentsMargins(10, 5, 10, 5)
    flow.setSpacing(8)
    blocks = [Block(*size) for size in sizes]
    for block in blocks:
        flow.addWidget(block)
        block.show()
    return flow, blocks


def places(flow: FlowLayout, blocks: list[Block], width: int) -> list[QRect]:
    flow.setGeometry(QRect(0, 0, width, flow.heightForWidth(width)))
    return [block.geometry() for block in blocks]


def test_what_fits_stands_in_one_line_with_the_last_at_its_end(host: QWidget) -> None:
    flow, blocks = flow_of(host, (100, 30), (100, 20), (50, 30))
    assert places(flow, blocks, 400) == [
        QRect(10, 5, 100, 30), QRect(118, 10, 100, 20), QRect(340, 5, 50, 30),
    ]  # fmt: skip
    assert flow.heightForWidth(400) == 40


def test_one_line_is_enough_where_everything_just_fits(host: QWidget) -> None:
    flow, _ = flow_of(host, (100, 30), (100, 30), (50, 30))
    assert flow.sizeHint() == QSize(100 + 8 + 100 + 8 + 50 + 20, 40)
    assert flow.heightForWidth(flow.sizeHint().width()) == 40
    assert flow.heightForWidth(flow.sizeHint().width() - 1) == 40 + BETWEEN_LINES + 30


def test_the_rest_goes_on_in_new_lines(host: QWidget) -> None:
    flow, blocks = flow_of(host, (100, 30), (100, 20), (50, 30))
    second = 5 + 30 + BETWEEN_LINES
    assert places(flow, blocks, 230)[2] == QRect(170, second, 50, 30)
    assert flow.heightForWidth(130) == 10 + 30 + 20 + 30 + 2 * BETWEEN_LINES


def test_what_is_wider_than_the_whole_is_made_narrower(host: QWidget) -> None:
    flow, blocks = flow_of(host, (500, 30))
    assert places(flow, blocks, 220) == [QRect(10, 5, 200, 30)]


def test_what_is_hidden_takes_no_room(host: QWidget) -> None:
    flow, blocks = flow_of(host, (100, 30), (100, 60), (50, 30))
    blocks[1].hide()
    assert flow.sizeHint() == QSize(100 + 8 + 50 + 20, 40)
    assert places(flow, blocks, 400)[2] == QRect(340, 5, 50, 30)


def test_the_smallest_room_is_that_of_the_largest(host: QWidget) -> None:
    flow, _ = flow_of(host, (100, 30), (100, 60))
    assert flow.minimumSize() == QSize(20 + 20, 60 + 10)
    assert flow.hasHeightForWidth()
    assert flow.expandingDirections() == Qt.Orientation(0)


def test_an_empty_layout_is_its_margins(host: QWidget) -> None:
    flow, _ = flow_of(host)
    assert (flow.count(), flow.heightForWidth(100), flow.sizeHint()) == (0, 10, QSize(20, 10))


def test_items_are_counted_and_taken(host: QWidget) -> None:
    flow, blocks = flow_of(host, (100, 30), (50, 30))
    assert flow.count() == 2
    assert flow.itemAt(2) is None
    assert flow.itemAt(-1) is None
    assert flow.takeAt(2) is None
    taken = flow.takeAt(0)
    assert taken is not None
    assert taken.widget() is blocks[0]
    first = flow.itemAt(0)
    assert first is not None
    assert first.widget() is blocks[1]
    assert flow.count() == 1
