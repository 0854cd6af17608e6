"""Hold one whole workshop in the real window, with real keys, and keep pictures of it to look at.

    python tests/workshop.py [--to FOLDER] [--readme]

It starts a screen of its own (Xvfb, openbox), opens the app through its public entry, and goes the way of an afternoon:
welcome, a sample, letters, a finding with its remedy, one accepted, what the template expects, a filter, a folded
group, statuses and remarks, the palette, zoom, the presentation, exports, saving, dark and high contrast, French; once
on a small projector and once on a large screen. In the end it looks at the files that came of it. `--readme` also
renews the two pictures in packaging/pictures that the README shows.
"""

# A script speaks.
# ruff: noqa: T201

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]

from screen import Screen, ScreenError, Size, missing_programs  # noqa: E402 - after the path to it

from raciapp.document.records import Document, Status  # noqa: E402
from raciapp.document.storage import load  # noqa: E402
from raciapp.document.workspace import Workspace  # noqa: E402
from raciapp.ui.findings_lines import Kind, Line  # noqa: E402
from raciapp.ui.findings_model import FindingsModel  # noqa: E402
from raciapp.ui.session import Session  # noqa: E402

SIZES = (Size(1366, 768), Size(1920, 1080))
README = {"finding": "window.png", "presentation": "presentation.png"}
"""The steps whose pictures the README shows, from the small screen, and what they are called there."""
PICTURES = ROOT / "packaging" / "pictures"
REMARK = "Only for program questions; Legal sees it first."
REASON = "Agreed with the deputy minister until the spring."
EXPERTS = ("eng_expert_reply", ("hab", "lic", "sci"))
REMINDED = "pol_reminders"


class Workshop:
    """One afternoon on one screen."""

    def __init__(self, screen: Screen, home: Path, pictures: Path) -> None:
        """Work on `screen`; documents and exports go to `home`, pictures to `pictures`."""
        self._screen = screen
        self._home = home
        self._pictures = pictures
        self._count = 0
        self.file = home / "workshop.raci"
        self.log = home / "app.log"

    def hold(self) -> None:
        """Go through the whole afternoon. Raises ScreenError where the window does not do what it should."""
        app = self._screen.start((sys.executable, "-m", "raciapp"), log=self.log)
        self._screen.wait_for_title("raciapp")
        for part in (
            self._begin, self._type, self._discuss, self._compare, self._look_around, self._note, self._command,
            self._present, self._hand_out, self._change_face,
        ):  # fmt: skip
            part()
        self._screen.wait_for_end(app, "ctrl+q")
        if app.returncode:
            raise ScreenError(f"the app ended with {app.returncode}: {self.log.read_text()}")

    def _shoot(self, step: str) -> None:
        self._count += 1
        self._screen.shoot(self._pictures / f"{self._count:02} {step}.png")

    def _press(self, *keys: str) -> None:
        self._screen.press(*keys)

    # -- the parts of the afternoon -----------------------------------------------------------------------

    def _begin(self) -> None:
        self._shoot("welcome")
        self._press("Tab", "Tab", "Tab", "space")
        self._screen.wait_for_title("Coastal Stewardship")
        self._shoot("sample")

    def _type(self) -> None:
        self._press("ctrl+period")
        self._go_to_row("Give expert answers")
        self._press("6", "shift+r", "shift+r", "r")
        self._go_to_row("Present the guidelines")
        self._press("period", "i")
        self._shoot("letters")
        self._press("ctrl+s")
        self._save_as("Save as", self.file)
        self._screen.wait_for_title(self.file.name)

    def _go_to_row(self, name: str) -> None:
        self._press("ctrl+f")
        self._screen.write(name)
        self._press("Return", "Escape", "Home")

    def _save_as(self, title: str, path: Path) -> None:
        self._screen.wait_for_title(title)
        self._screen.write(str(path))
        self._press("Return")
        self._screen.wait_for(f"the file {path.name}", path.exists)

    def _discuss(self) -> None:
        """Open a finding, take its remedy; accept another one with a reason."""
        self._open_line(Kind.REMEDY)
        self._shoot("finding")
        self._press("Return")
        self._shoot("remedy taken")
        self._press("ctrl+s")
        self._open_line(Kind.ACCEPT)
        self._press("Return")
        self._screen.wait_for_title("Accept a finding")
        self._screen.write(REASON)
        self._shoot("accepting")
        self._press("Return")
        self._screen.wait_for_title(self.file.name)
        self._press("ctrl+s", "F6")
        self._shoot("accepted")

    def _open_line(self, kind: Kind) -> None:
        """Open a finding that has a line of this kind, as a reader of the list would, and go to that line."""
        place, lines = _findable(load(self.file), kind)
        self._press("F7", "Home", *["Down"] * place, "Return")
        self._press(*["Down"] * (next(number for number, line in enumerate(lines) if line.kind is kind) - place))

    def _compare(self) -> None:
        self._press("F6", "F8")
        self._shoot("template outlines")
        self._press("F8")

    def _look_around(self) -> None:
        self._press("ctrl+shift+l")
        self._screen.write("guidelines")
        self._shoot("filter")
        self._press("Escape", "Escape")
        self._go_to_row("Answer general")
        self._press("alt+minus")
        self._shoot("folded group")
        self._press("alt+equal")

    def _note(self) -> None:
        self._go_to_row("Answer program")
        self._press("Right", "Right", "alt+2", "shift+F2")
        self._screen.wait_for_title("Remark")
        self._screen.write(REMARK)
        self._shoot("remark")
        self._press("Tab", "Return")
        self._screen.wait_for_title(self.file.name)
        self._press("Down", "alt+1", "Down", "alt+3", "Up", "Up")
        self._shoot("statuses")

    def _command(self) -> None:
        self._press("ctrl+k")
        self._screen.write("merge")
        self._shoot("palette")
        self._press("Escape", "ctrl+plus", "ctrl+plus", "ctrl+plus")
        self._shoot("larger")
        self._press("ctrl+0", "ctrl+s", "F1")
        self._screen.wait_for_title("Keys and shortcuts")
        self._shoot("keys")
        self._press("Escape")
        self._screen.wait_for_title(self.file.name)

    def _present(self) -> None:
        self._press("F5")
        self._screen.wait_for_title("Presentation")
        self._shoot("presentation")
        self._press("2")
        self._shoot("presentation of a group")
        self._press("3")
        self._shoot("presentation of a unit")
        self._press("Escape")
        self._screen.wait_for_title(self.file.name)

    def _hand_out(self) -> None:
        for keys, suffix in (("ctrl+e", ".xlsx"), ("ctrl+p", ".pdf")):
            self._press(keys)
            self._save_as("Export", self.file.with_suffix(suffix))
        self._screen.settle()
        self._shoot("exported")
        self._press("ctrl+s")

    def _change_face(self) -> None:
        for command, step in (
            ("Dark colours", "dark"),
            ("High contrast", "high contrast"),
            ("Light colours", "light"),
            ("Francais", "french"),
        ):
            self._press("ctrl+k")
            self._screen.write(command)
            self._press("Return")
            self._screen.wait_for_title(self.file.name)
            self._shoot(step)

    # -- what came of it ----------------------------------------------------------------------------------

    def complaints(self) -> Iterator[str]:
        """Yield what is not as it should be in the files."""
        document = load(self.file)
        matrix = document.matrices[0].id
        text = document.alphabet.text
        activity, units = EXPERTS
        for unit in units:
            if text(document.cell(matrix, activity, unit).letters) != "R":
                yield f"{activity}, {unit} does not hold the R that was typed"
        if not all(document.matrices[0].rows[document.activity_places[REMINDED]].letters):
            yield f"{REMINDED} was not filled to the end"
        if [waiver.reason for waiver in document.waivers] != [REASON]:
            yield "the accepted finding was not kept with its reason"
        noted = [document.cell(matrix, "eng_program", unit.id) for unit in document.units]
        if [(cell.remark, cell.status) for cell in noted if cell.remark] != [(REMARK, Status.CONTESTED)]:
            yield "the remark and the status were not kept"
        for suffix, begins in ((".xlsx", b"PK"), (".pdf", b"%PDF")):
            path = self.file.with_suffix(suffix)
            if not path.exists() or not path.read_bytes().startswith(begins):
                yield f"{path.name} is no {suffix} file"
        if "Traceback" in self.log.read_text():
            yield f"the app complained:\n{self.log.read_text()}"


def _findable(document: Document, kind: Kind) -> tuple[int, list[Line]]:
    """Return the row of a finding that has a remedy and a line of a kind, and the lines of the panel then."""
    session = Session(Workspace(document))
    model = FindingsModel(session)
    findings = session.report.open()
    # One takes what weighs most first, and accepts what weighs least.
    for finding in reversed(findings) if kind is Kind.ACCEPT else findings:
        model.open(finding.rule.id)
        lines = [model.line(model.index(row)) for row in range(model.rowCount())]
        kinds = {line.kind for line in lines}
        if kind in kinds and Kind.CHANGE in kinds:  # a remedy that shows in the matrix, not only in a setting
            return model.row_of(finding.rule.id), lines
    raise ScreenError(f"no finding has a line of the kind {kind.name}")


def _hold(size: Size, pictures: Path) -> list[str]:
    """Hold the workshop on a screen of one size and return the complaints."""
    pictures.mkdir(parents=True, exist_ok=True)
    for old in pictures.glob("*.png"):
        old.unlink()
    with tempfile.TemporaryDirectory(prefix="raciapp-workshop-") as folder:
        home = Path(folder)
        with Screen(size, home) as screen:
            workshop = Workshop(screen, home, pictures)
            try:
                workshop.hold()
            except ScreenError as error:
                screen.shoot(pictures / "where it stopped.png")
                raise ScreenError(f"{error}. The app said: {workshop.log.read_text() or 'nothing'}") from error
        return list(workshop.complaints())


def _renew_readme(pictures: Path) -> None:
    for step, name in README.items():
        (found,) = pictures.glob(f"?? {step}.png")
        shutil.copy(found, PICTURES / name)
        print(f"README: {(PICTURES / name).relative_to(ROOT)}")


def main() -> int:
    """Hold the workshop at each size and return the exit code."""
    parser = argparse.ArgumentParser(description="Hold one whole workshop in the real window, with real keys.")
    parser.add_argument("--to", type=Path, default=ROOT / "build" / "workshop", help="folder for the pictures")
    parser.add_argument("--readme", action="store_true", help="renew the pictures that the README shows")
    given = parser.parse_args()
    missing = missing_programs()
    if missing:
        print("\n".join(missing), file=sys.stderr)
        return 2
    for size in SIZES:
        try:
            complaints = _hold(size, given.to / str(size))
        except ScreenError as error:
            complaints = [str(error)]
        if complaints:
            print(f"{size}: " + "\n".join(complaints), file=sys.stderr)
            return 1
        print(f"{size}: letters, remark, status and acceptance are in the saved file; Excel and PDF were written;")
        print(f"  the app said nothing untoward and ended well. Pictures in {given.to / str(size)}")
    if given.readme:
        _renew_readme(given.to / str(SIZES[0]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
