"""Take the README's pictures from the real window: `python packaging/screenshot.py` (no display needed)."""

import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["QT_LOGGING_RULES"] = "qt.qpa.*=false"

from PySide6.QtCore import QSettings, QSize, Qt  # noqa: E402 - after the path to the sources
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from raciapp.base.words import Language  # noqa: E402
from raciapp.ui.app import Desk  # noqa: E402
from raciapp.ui.findings import FindingsPanel  # noqa: E402
from raciapp.ui.findings_lines import Kind  # noqa: E402
from raciapp.ui.settings import Settings  # noqa: E402
from raciapp.ui.theme import Choice  # noqa: E402

PICTURES = ROOT / "packaging" / "pictures"
SIZE = QSize(1366, 768)


def take(name: str, sample: str | None, language: Language, theme: Choice, opened: str = "") -> None:
    """Show a sample, or the welcome page, open one finding and keep the picture as `name`.png."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)  # noqa: S101 - nothing else made one
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(QSettings(f"{folder}/settings.ini", QSettings.Format.IniFormat))
        settings.language, settings.theme = language, theme
        desk = Desk(app, settings)
        window = desk.window
        if sample:
            window.files.start_from_sample(ROOT / "sample_orgs" / sample)
        window.resize(SIZE)
        window.show()
        QTest.qWaitForWindowExposed(window)
        if window.editor and opened:
            _open_finding(window.editor.findings, opened)
        if window.editor:
            window.grid.setFocus(Qt.FocusReason.OtherFocusReason)
        app.processEvents()
        window.grab().save(str(PICTURES / f"{name}.png"))
        window.close()
        window.deleteLater()


def _open_finding(panel: FindingsPanel, rule: str) -> None:
    row = panel.model.row_of(rule)
    line = panel.model.line(panel.model.index(row))
    if line.kind is Kind.FINDING:
        panel.view.chosen.emit(line)


def main() -> None:
    """Take all pictures."""
    PICTURES.mkdir(exist_ok=True)
    sample = "coastal_stewardship.raci"
    take("window", sample, Language.EN, Choice.LIGHT, "CON-1")
    take("window_dark_fr", sample, Language.FR, Choice.DARK, "CON-1")
    take("welcome", None, Language.EN, Choice.LIGHT)
    print(f"Pictures in {PICTURES.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
