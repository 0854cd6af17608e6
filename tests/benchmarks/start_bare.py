"""The floor of a start: a bare PySide6 program that shows an empty table and leaves."""

import sys

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QTableView

if __name__ == "__main__":
    app = QApplication(sys.argv[:1])
    view = QTableView()
    view.resize(1280, 720)
    view.show()
    QTimer.singleShot(0, app.quit)
    sys.exit(app.exec())
