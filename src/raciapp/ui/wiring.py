"""How a document on the screen reaches the commands of its window: which signal calls what."""

from typing import TYPE_CHECKING

from raciapp.base.messages import mark
from raciapp.document.records import Status
from raciapp.ui.context_menu import open_context_menu
from raciapp.ui.language import tr

if TYPE_CHECKING:
    from raciapp.ui.editor import Editor
    from raciapp.ui.session import Session
    from raciapp.ui.window import MainWindow


def wire(window: "MainWindow", session: "Session", editor: "Editor") -> None:
    """Let what happens to a document and its editor be served by the commands of `window`."""
    for signal in (session.changed, session.matrix_chosen, session.saved, session.sight_changed,
                   session.expectation_changed):  # fmt: skip
        signal.connect(window.refresh)
    grid = editor.grid
    window.cells.serve(grid)
    grid.keyboard.escaped.connect(window.looks.escape)
    grid.rows_dropped.connect(window.activities.drop)
    grid.columns_dropped.connect(window.units.drop)
    grid.selectionModel().currentChanged.connect(lambda *_: window.possible.follow())
    grid.customContextMenuRequested.connect(lambda point: open_context_menu(window, point))
    grid.activities.rename_asked.connect(lambda row: _rename_line(window, row))
    grid.activities.fold_asked.connect(window.looks.fold)
    grid.units.rename_asked.connect(lambda column: window.units.rename_column(grid.matrix.unit(column).id))
    editor.findings.asked.connect(window.advice.follow)
    session.refused.connect(lambda: window.say_briefly(tr(mark("Opened for reading: nothing can be changed."))))
    editor.remark_asked.connect(lambda what: _edit_remark(window, what))
    editor.status_asked.connect(lambda status: window.cells.set_status(Status(status)))
    editor.said.connect(window.status.where.show_text)
    editor.tell()


def _rename_line(window: "MainWindow", row: int) -> None:
    line = window.grid.matrix.line(row)
    window.activities.rename_line(line.id, heading=line.heading)


def _edit_remark(window: "MainWindow", what: str) -> None:
    {
        "cell": window.cells.edit_remark, "activity": window.activities.edit_remark, "unit": window.units.edit_remark,
    }[what]()  # fmt: skip
