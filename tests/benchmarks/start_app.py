"""Start the app on a file and leave as soon as its grid has been painted: measured as a whole process."""

import gc
import sys
from pathlib import Path

gc.disable()  # as `raciapp.__main__` and `run_app` do until the window is shown

from PySide6.QtCore import QEvent, QObject, QTimer  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from raciapp.ui.app import Desk, application  # noqa: E402
from raciapp.ui.settings import Settings  # noqa: E402

MEMORY = "--memory" in sys.argv
"""Whether to stay a little, then print what the kernel knows of this process."""


class Painted(QObject):
    """Leaves after the first painting of what it watches."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave once the event loop is idle again."""
        if event.type() is QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(500 if MEMORY else 0, QApplication.quit)
        return False


if __name__ == "__main__":
    app = application()
    desk = Desk(app, Settings(), Path(sys.argv[1]))
    painted = Painted()
    desk.window.grid.viewport().installEventFilter(painted)
    desk.window.show()
    code = app.exec()
    if MEMORY:
        print(Path("/proc/self/status").read_text("ascii"))
    sys.exit(code)
