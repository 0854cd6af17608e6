"""What is painted anew, and what the model announces: no more than what an edit or a move has changed."""

import pytest
from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QRect
from PySide6.QtGui import QPaintEvent, QRegion
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget
from ui.acting import changed_cells, press, select

from raciapp.ui.grid.view import GridView
from raciapp.ui.window import MainWindow


class Painted(QObject):
    """Collects what widgets are asked to paint."""

    def __init__(self, *areas: QAbstractScrollArea) -> None:
        super().__init__()
        self._areas = {area.viewport(): area for area in areas}
        self.regions = {area: QRegion() for area in areas}
        for viewport in self._areas:
            viewport.installEventFilter(self)
        self.forget()

    def forget(self) -> None:
        """Let everything be painted that is to be, and begin anew."""
        QApplication.processEvents()
        self.regions = {area: QRegion() for area in self.regions}

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent) and isinstance(watched, QWidget) and watched in self._areas:
            area = self._areas[watched]
            self.regions[area] = self.regions[area].united(event.region())
        return False

    def outside(self, area: QAbstractScrollArea, *allowed: QRect) -> QRect:
        """Return what was painted of a widget besides what is allowed, with the thickness of a frame around."""
        QApplication.processEvents()
        left = self.regions[area]
        for one in allowed:
            left = left.subtracted(QRegion(one.adjusted(-2, -2, 2, 2)))
        return left.boundingRect()


class Announced:
    """Counts what a model says of its shape."""

    def __init__(self, model: QAbstractItemModel) -> None:
        self.cells = QSignalSpy(model.dataChanged)
        self._shape = [
            QSignalSpy(signal)
            for signal in (
                model.modelReset, model.layoutChanged, model.rowsInserted, model.rowsRemoved, model.columnsInserted,
                model.columnsRemoved, model.headerDataChanged,
            )
        ]  # fmt: skip

    @property
    def shape(self) -> int:
        return sum(spy.count() for spy in self._shape)


@pytest.fixture
def painted(grid: GridView) -> Painted:
    return Painted(grid, grid.units, grid.activities)


def _row(grid: GridView, row: int) -> QRect:
    return QRect(0, grid.rowViewportPosition(row), grid.viewport().width(), grid.rowHeight(row))


def _column(grid: GridView, column: int) -> QRect:
    return QRect(grid.columnViewportPosition(column), 0, grid.columnWidth(column), grid.viewport().height())


def _name(grid: GridView, *, row: int = -1, column: int = -1) -> QRect:
    """Return a section of a header."""
    if row >= 0:
        header = grid.activities
        return QRect(0, header.sectionViewportPosition(row), header.width(), header.sectionSize(row))
    top = grid.units
    return QRect(top.sectionViewportPosition(column), 0, top.sectionSize(column), top.height())


def test_the_observer_sees_a_whole_repaint(grid: GridView, painted: Painted) -> None:
    grid.viewport().update()
    assert painted.outside(grid) == grid.viewport().rect()


def test_a_letter_repaints_its_cell_and_the_names_beside_and_above(
    window: MainWindow, grid: GridView, painted: Painted
) -> None:
    grid.go_to("pol_draft", "it")
    said = Announced(grid.matrix)
    painted.forget()
    press(window, "I")
    index = grid.currentIndex()
    cell = grid.area(index.row(), index.column())
    assert painted.regions[grid].isEmpty() or not painted.outside(grid, cell).isValid()
    assert painted.outside(grid, cell) == QRect()
    assert not painted.regions[grid].isEmpty()
    assert painted.outside(grid.units, _name(grid, column=index.column())) == QRect()
    assert painted.outside(grid.activities, _name(grid, row=index.row())) == QRect()
    assert changed_cells(said.cells) == [(index.row(), index.column())]
    assert said.shape == 0


def test_a_letter_that_ends_a_finding_repaints_only_the_names_it_was_about(
    window: MainWindow, grid: GridView, painted: Painted
) -> None:
    grid.go_to("rsk_records", "dig")
    before = dict(grid.activities.weights)
    said = Announced(grid.matrix)
    painted.forget()
    press(window, "A")
    after = grid.activities.weights
    assert before != after
    rows = {grid.matrix.find(one).row() for one in before.keys() | after.keys() if before.get(one) != after.get(one)}
    rows.add(grid.currentIndex().row())
    assert painted.outside(grid.activities, *(_name(grid, row=row) for row in rows)) == QRect()
    assert painted.outside(grid, grid.visualRect(grid.currentIndex())) == QRect()
    assert said.shape == 0


def test_a_letter_on_a_block_repaints_its_cells(window: MainWindow, grid: GridView, painted: Painted) -> None:
    select(window, "pol_draft", "it", down=1, right=1)
    painted.forget()
    press(window, "I")
    index = grid.currentIndex()
    block = grid.area(index.row() - 1, index.column() - 1).united(grid.area(index.row(), index.column()))
    assert painted.outside(grid, block) == QRect()


@pytest.mark.parametrize("keys", ["Right", "Down", "Left", "Up", "Ctrl+Right", "Tab", "Return"])
def test_a_move_repaints_two_rows_and_two_columns(
    window: MainWindow, grid: GridView, painted: Painted, keys: str
) -> None:
    grid.go_to("pol_approve_hr", "med")
    start = grid.currentIndex()
    said = Announced(grid.matrix)
    painted.forget()
    press(window, keys)
    end = grid.currentIndex()
    assert end != start
    crosses = [
        _row(grid, start.row()),
        _row(grid, end.row()),
        _column(grid, start.column()),
        _column(grid, end.column()),
    ]
    assert painted.outside(grid, *crosses) == QRect()
    assert not painted.regions[grid].isEmpty()
    assert painted.outside(grid.units, *(_name(grid, column=one.column()) for one in (start, end))) == QRect()
    assert painted.outside(grid.activities, *(_name(grid, row=one.row()) for one in (start, end))) == QRect()
    assert (said.cells.count(), said.shape) == (0, 0)


def test_the_crosshair_is_repainted_whole(window: MainWindow, grid: GridView, painted: Painted) -> None:
    grid.go_to("pol_approve_hr", "med")
    painted.forget()
    press(window, "Down")
    QApplication.processEvents()
    index = grid.currentIndex()
    for cross in (_row(grid, index.row()), _row(grid, index.row() - 1)):
        assert QRegion(cross).subtracted(painted.regions[grid]).isEmpty()


def test_undo_repaints_the_cell_it_changes(window: MainWindow, grid: GridView, painted: Painted) -> None:
    grid.go_to("pol_draft", "it")
    press(window, "I")
    painted.forget()
    press(window, "Ctrl+Z")
    index = grid.currentIndex()
    assert painted.outside(grid, grid.area(index.row(), index.column())) == QRect()


def test_very_many_cells_are_announced_as_one_rectangle(window: MainWindow, grid: GridView) -> None:
    press(window, "Ctrl+A", "Shift+I")
    said = Announced(grid.matrix)
    press(window, "Return")
    assert said.cells.count() == 1
    assert {(1, 0), (30, 15)} <= set(changed_cells(said.cells))
    assert said.shape == 0


def test_zoom_and_folding_reset_no_model(window: MainWindow, grid: GridView) -> None:
    reset = [QSignalSpy(signal) for signal in (grid.matrix.modelReset, grid.matrix.layoutChanged)]
    press(window, "Ctrl++", "Alt+-", "Alt+=", "Ctrl+9", "Ctrl+Shift+9", "Ctrl+Shift+J", "Escape", "Alt+Down", "Ctrl+Z")
    assert [spy.count() for spy in reset] == [0, 0]


def test_no_cell_has_a_widget_of_its_own(window: MainWindow, grid: GridView) -> None:
    press(window, "R", "A")
    assert grid.viewport().children() == []
    assert all(grid.indexWidget(grid.matrix.index(row, column)) is None for row in range(3) for column in range(3))
