"""The floor of a start: a bare PySide6 program that shows an empty table and leaves."""

import sys

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QTableView

if __name__ == "__main__":
    app = QApplication(sys.argv[:1])
    view = QTableView()
    view.resize(1280, 720)
    view.show()
    memory = "--memory" in sys.argv
    QTimer.singleShot(500 if memory else 0, app.quit)
    code = app.exec()
    if memory:
        with open("/proc/self/status", encoding="ascii") as status:  # noqa: PTH123 - nothing but PySide6 is loaded
            print(status.read())
    sys.exit(code)
