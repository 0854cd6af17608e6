"""House rules and templates: a consultancy's own TOML files, read as data beside what is shipped.

A faulty file or entry is left out and complained about by file and line; it never stops anything else.
"""

import re
import stat
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path

import msgspec

from raciapp.base.errors import UserError
from raciapp.base.files import system_reason
from raciapp.base.messages import mark
from raciapp.base.words import Language
from raciapp.knowledge.faults import Place
from raciapp.knowledge.lines import line_at, lines_of

BESIDE = "raciapp-house"
"""The folder beside a document in which its own house rules and templates are looked for."""

SUFFIX = ".toml"
LARGEST_FILE = 1_000_000
LONGEST_LINE = 5_000
MOST_DOTS = 100
"""Dots of a line; a key of many parts takes a TOML reader time that grows with their square."""

_SUBFOLDERS = ("rules", "templates")
_AT_LINE = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)$")


class Complaint(msgspec.Struct, frozen=True):
    """What is wrong in a house file, at which line (from 1 on), and what to write instead."""

    file: str
    line: int
    what: UserError

    def text(self, language: Language = Language.EN) -> str:
        """Return one line, such as «house/acme.toml:12: «statement» is missing»."""
        return f"{self.file}:{self.line}: {self.what.text(language)}"


class HouseFile(msgspec.Struct, frozen=True, dict=True):
    """A house file that is sound TOML: what it holds, and its text for the lines of complaints."""

    path: Path
    text: str
    content: dict[str, object]

    @property
    def holds_rules(self) -> bool:
        """Return whether it is a file of rules rather than a template."""
        return bool(self.content.get("rule"))

    @cached_property
    def _lines(self) -> Mapping[Place, int]:
        return lines_of(self.text)

    def line(self, place: Place) -> int:
        """Return the line of a place in this file, from 1 on."""
        return line_at(self._lines, place)

    def complaint(self, place: Place, what: UserError) -> Complaint:
        """Return the complaint about a place in this file."""
        return Complaint(str(self.path), self.line(place), what)


class House(msgspec.Struct, frozen=True):
    """The files of the house folders that could be read, and complaints about the others."""

    files: tuple[HouseFile, ...]
    complaints: tuple[Complaint, ...]


def houses_beside(document: Path) -> tuple[Path, ...]:
    """Return the house folder beside a document, if there is one."""
    folder = document.parent / BESIDE
    return (folder,) if is_folder(folder) else ()


def is_folder(path: Path) -> bool:
    """Return whether there is a folder; one that may not even be looked at is none."""
    try:
        return path.is_dir()
    except OSError:
        return False


def read_houses(folders: Iterable[Path]) -> House:
    """Read every house file of the folders, each file once, in the order of folders and names.

    A folder may hold files itself and in `rules` and `templates`; a single file stands for itself.
    """
    files: list[HouseFile] = []
    complaints: list[Complaint] = []
    seen: set[Path] = set()
    for path in (path for folder in folders for path in _toml_files(folder)):
        place = path.parent.resolve() / path.name if isinstance(path, Path) else None
        if place in seen:
            continue
        if place:
            seen.add(place)
        found = read_house_file(path) if isinstance(path, Path) else path
        if isinstance(found, HouseFile):
            files.append(found)
        else:
            complaints.append(found)
    return House(tuple(files), tuple(complaints))


def _toml_files(house: Path) -> Iterator[Path | Complaint]:
    if not is_folder(house):
        yield house  # a single file, or nothing at all, which reading it tells
        return
    for folder in (house, *(house / name for name in _SUBFOLDERS)):
        try:
            names = sorted(path.name for path in folder.iterdir())
        except (FileNotFoundError, NotADirectoryError):
            continue
        except OSError as error:
            yield Complaint(str(folder), 1, UserError(mark("cannot be read ({reason})"), reason=system_reason(error)))
        else:
            # Names with a dot in front are what editors and systems leave behind.
            yield from (folder / name for name in names if name.casefold().endswith(SUFFIX) and name[0] != ".")


def read_house_file(path: Path) -> HouseFile | Complaint:
    """Return the content of a house file, or why it is left out."""
    content = _bytes(path)
    if isinstance(content, UserError):
        return Complaint(str(path), 1, content)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = content[: error.start].count(b"\n") + 1
        return Complaint(str(path), place, UserError(mark("the text is not UTF-8; save the file in that encoding")))
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > LONGEST_LINE or line.count(".") > MOST_DOTS:
            what = UserError(mark("the line is too long, or holds too many dots; break it up"))
            return Complaint(str(path), number, what)
    try:
        file = HouseFile(path, text, tomllib.loads(text))
    except ValueError as error:
        return _not_toml(path, text, str(error))
    except RecursionError:
        return Complaint(str(path), 1, UserError(mark("lists or tables are nested too deeply")))
    return _kind_complaint(file) or file


def _bytes(path: Path) -> bytes | UserError:
    """Return what is in a file of the house; what may lie anywhere, or never end, is no such file."""
    try:
        mode = path.lstat().st_mode
        if path.suffix.casefold() != SUFFIX:
            return UserError(mark("house files end in .toml; others are not read"))
        if stat.S_ISLNK(mode):
            return UserError(mark("links are not followed; put the file itself here"))
        if not stat.S_ISREG(mode):
            return UserError(mark("not a file; only files are read"))
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
    except OSError as error:
        return UserError(mark("cannot be read ({reason})"), reason=system_reason(error))
    if len(content) > LARGEST_FILE:
        return UserError(
            mark("larger than {limit} MB, more than any house file needs"), limit=LARGEST_FILE // 1_000_000
        )
    return content


def _not_toml(path: Path, text: str, reason: str) -> Complaint:
    place = _AT_LINE.search(reason)
    line = int(place[1] or text.count("\n") + 1) if place else 1
    what = UserError(mark("not valid TOML: {reason}"), reason=_AT_LINE.sub("", reason))
    return Complaint(str(path), line, what)


def _kind_complaint(file: HouseFile) -> Complaint | None:
    """Return what is wrong with a file that is neither one of rules nor a template, or both."""
    content = file.content
    if isinstance(content.get("rule"), dict):
        return file.complaint(("rule",), UserError(mark("write [[rule]], with two brackets on each side")))
    if file.holds_rules == ("id" in content or "rows" in content):
        what = UserError(mark("a house file holds either rules, each under [[rule]], or one template with id and rows"))
        return file.complaint(("rule",), what)
    return None
