"""What the tests of the command line share: a run of it here, and a catalogue that shows what is translated."""

import gettext
from pathlib import Path

import platformdirs
import pytest
from cli.running import Ran, Run

from raciapp.__main__ import main
from raciapp.base import messages
from raciapp.base.resources import sample_organizations
from raciapp.base.words import Language


@pytest.fixture(autouse=True)
def _known_surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Make the outcome independent of the machine: its language, its terminal, its user's folders."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "FORCE_COLOR", "COLUMNS", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)

    def log_path(*_names: object, **_options: object) -> Path:
        folder = tmp_path / "log"
        folder.mkdir(exist_ok=True)
        return folder

    monkeypatch.setattr(platformdirs, "user_log_path", log_path)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Return a function that runs the command line on its arguments."""

    def ran(*arguments: object) -> Ran:
        capsys.readouterr()
        code = main([str(argument) for argument in arguments])
        written = capsys.readouterr()
        return Ran(code, written.out, written.err)

    return ran


@pytest.fixture
def coastal() -> Path:
    """Return the sample department, whose matrix has findings of each severity."""
    return sample_organizations() / "coastal_stewardship.raci"


class _Framed(gettext.NullTranslations):
    def gettext(self, message: str) -> str:
        return f"‹{message}›"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"‹{msgid1 if n == 1 else msgid2}›"


@pytest.fixture
def framed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put every French sentence of the app in ‹ ›, whatever the shipped catalogue says."""
    plain = gettext.NullTranslations()

    def catalogue(language: Language) -> gettext.NullTranslations:
        return _Framed() if language is Language.FR else plain

    monkeypatch.setattr(messages, "_catalogue", catalogue)
