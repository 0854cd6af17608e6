"""House rules and templates: a consultancy's own TOML files, read as data beside what is shipped.

A faulty file or entry is left out and complained about by file and line; it never stops anything else.
"""

import re
import stat
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Generic, TypeVar

import msgspec
from msgspec.structs import replace

from raciapp.base.errors import UserError
from raciapp.base.files import read_bounded, system_reason
from raciapp.base.messages import mark
from raciapp.base.words import Language, Words
from raciapp.knowledge.faults import RULE, TEMPLATE, Fault, Names, Place, rule_faults, template_faults, unknown
from raciapp.knowledge.lines import line_at, lines_of
from raciapp.knowledge.records import Basis, Family, Rule, Template
from raciapp.knowledge.shapes import shape_faults

BESIDE = "raciapp-house"
"""The folder beside a document in which its own house rules and templates are looked for."""

SUFFIX = ".toml"
LARGEST_FILE = 1_000_000

_SUBFOLDERS = ("rules", "templates")
_AT_LINE = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)$")

Item = TypeVar("Item", Rule, Template)


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
        return "rule" in self.content

    @cached_property
    def _lines(self) -> Mapping[Place, int]:
        return lines_of(self.text)

    def complaint(self, place: Place, what: UserError) -> Complaint:
        """Return the complaint about a place in this file."""
        return Complaint(str(self.path), line_at(self._lines, place), what)


class House(msgspec.Struct, frozen=True):
    """The files of the house folders that could be read, and complaints about the others."""

    files: tuple[HouseFile, ...]
    complaints: tuple[Complaint, ...]


class Gathered(msgspec.Struct, Generic[Item], frozen=True):
    """The sound rules or templates of a house by id, and complaints about the others."""

    items: Mapping[str, Item]
    complaints: tuple[Complaint, ...]
    families: tuple[Family, ...] = ()


def houses_beside(document: Path) -> tuple[Path, ...]:
    """Return the house folder beside a document, if there is one."""
    folder = document.parent / BESIDE
    return (folder,) if folder.is_dir() else ()


# -- files ------------------------------------------------------------------------------------------------


def read_houses(folders: Iterable[Path]) -> House:
    """Read every house file of the folders, each file once, in the order of folders and names."""
    files: dict[Path, HouseFile] = {}
    complaints: dict[Path, Complaint] = {}
    for folder in folders:
        for path in _toml_files(folder):
            if isinstance(path, Complaint):
                complaints[Path(path.file)] = path
                continue
            known = path.parent.resolve() / path.name
            if known not in files and known not in complaints:
                found = read_house_file(path)
                if isinstance(found, Complaint):
                    complaints[known] = found
                else:
                    files[known] = found
    return House(tuple(files.values()), tuple(complaints.values()))


def _toml_files(house: Path) -> Iterator[Path | Complaint]:
    for folder in (house, *(house / name for name in _SUBFOLDERS)):
        try:
            names = sorted(path.name for path in folder.iterdir())
        except OSError as error:
            if folder == house or not isinstance(error, FileNotFoundError):
                what = UserError(mark("the folder cannot be read ({reason})"), reason=system_reason(error))
                yield Complaint(str(folder), 1, what)
            continue
        # Names with a dot in front are what editors and systems leave behind.
        yield from (folder / name for name in names if name.casefold().endswith(SUFFIX) and name[0] != ".")


def read_house_file(path: Path) -> HouseFile | Complaint:
    """Return the content of a house file, or why it is left out."""
    try:
        _check_plain(path)
        text = read_bounded(path, LARGEST_FILE).decode("utf-8-sig")
        content = tomllib.loads(text)
    except UserError as error:
        return Complaint(str(path), 1, error)
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        return Complaint(str(path), line, UserError(mark("the text is not UTF-8; save the file in that encoding")))
    except ValueError as error:
        return _not_toml(path, text, str(error))
    except RecursionError:
        return Complaint(str(path), 1, UserError(mark("lists or tables are nested too deeply")))
    file = HouseFile(path, text, content)
    return _kind_complaint(file) or file


def _check_plain(path: Path) -> None:
    """Make sure that a path leads to a file in the house, not to something that may lie anywhere or never end."""
    if path.suffix.casefold() != SUFFIX:
        raise UserError(mark("house files end in .toml; others are not read"))
    try:
        mode = path.lstat().st_mode
    except OSError:
        return  # reading it says why
    if stat.S_ISLNK(mode):
        raise UserError(mark("links are not followed; put the file itself here"))
    if not stat.S_ISREG(mode):
        raise UserError(mark("not a file; only files are read"))


def _not_toml(path: Path, text: str, reason: str) -> Complaint:
    place = _AT_LINE.search(reason)
    line = int(place[1] or text.count("\n") + 1) if place else 1
    what = UserError(mark("not valid TOML: {reason}"), reason=_AT_LINE.sub("", reason))
    return Complaint(str(path), line, what)


def _kind_complaint(file: HouseFile) -> Complaint | None:
    if file.holds_rules == ("id" in file.content or "rows" in file.content):
        what = UserError(mark("a house file holds either rules, each under [[rule]], or one template with id and rows"))
        return file.complaint(("rule",) if file.holds_rules else (), what)
    return None


# -- entries ----------------------------------------------------------------------------------------------


class _Entry(msgspec.Struct, Generic[Item], frozen=True):
    """A rule or template with the place it stands at."""

    item: Item
    file: HouseFile
    place: Place

    def complaint(self, place: Place, what: UserError) -> Complaint:
        return self.file.complaint((*self.place, *place), what)


class _Rules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The top of a file of rules; the rules themselves are read one by one."""

    rule: tuple[dict[str, object], ...]
    family: Words = Words()


def _of_kind(files: Iterable[HouseFile], *, rules: bool) -> list[HouseFile]:
    return [file for file in files if file.holds_rules is rules]


def house_rules(files: Sequence[HouseFile], names: Names, shipped: Mapping[str, Rule]) -> Gathered[Rule]:
    """Return the sound rules of the files; `shipped` are those they may follow or yield to."""
    complaints: list[Complaint] = []
    entries = list(_sound_rules(_of_kind(files, rules=True), names, complaints))
    kept = _connected(_unique(entries, shipped, complaints), shipped, _rules_named, RULE, complaints)
    families = [
        Family(_family_name(file), tuple(identity for identity, entry in kept.items() if entry.file is file))
        for file in _of_kind(files, rules=True)
    ]
    return Gathered(
        {identity: entry.item for identity, entry in kept.items()},
        tuple(complaints),
        tuple(family for family in families if family.rules),
    )


def _family_name(file: HouseFile) -> Words:
    if list(shape_faults(file.content.get("family", {}), Words)):
        return Words(file.path.name)
    family = msgspec.convert(file.content.get("family", {}), Words)
    return family if family.en or family.fr else Words(file.path.name)


def _sound_rules(files: Iterable[HouseFile], names: Names, complaints: list[Complaint]) -> Iterator[_Entry[Rule]]:
    for file in files:
        faults = list(shape_faults(file.content, _Rules))
        complaints += [file.complaint(fault.place, fault.what) for fault in faults]
        given = file.content["rule"]
        for number, one in enumerate(given if isinstance(given, list) else ()):
            place: Place = ("rule", number)
            if not isinstance(one, dict):
                continue  # complained about above
            wrong = list(shape_faults(one, Rule))
            if not wrong:
                rule = replace(msgspec.convert(one, Rule), origin=file.path.name)
                wrong = list(rule_faults(rule, names))
            if not wrong:
                yield _Entry(rule, file, place)
            complaints += [file.complaint((*place, *fault.place), fault.what) for fault in wrong]


def _rules_named(rule: Rule) -> dict[str, str]:
    return {"yields_to": rule.yields_to, "follows": rule.follows}


def house_templates(files: Sequence[HouseFile], names: Names, shipped: Mapping[str, Template]) -> Gathered[Template]:
    """Return the sound templates of the files, with what they take from their base."""
    complaints: list[Complaint] = []
    entries = list(_sound_templates(_of_kind(files, rules=False), names, complaints))
    unique = _without_circles(_unique(entries, shipped, complaints), complaints)
    kept = _connected(unique, shipped, _templates_named, TEMPLATE, complaints)
    return Gathered({identity: _inherited(identity, kept, shipped) for identity in kept}, tuple(complaints))


def _sound_templates(
    files: Iterable[HouseFile], names: Names, complaints: list[Complaint]
) -> Iterator[_Entry[Template]]:
    for file in files:
        wrong = list(shape_faults(file.content, Template))
        if not wrong:
            template = _with_basis(replace(msgspec.convert(file.content, Template), origin=file.path.name))
            wrong = list(template_faults(template, names))
        if not wrong:
            yield _Entry(template, file, ())
        complaints += [file.complaint(fault.place, fault.what) for fault in wrong]


def _with_basis(template: Template) -> Template:
    """Return the template with our own judgement as the basis of the rows that name none."""
    rows = {
        activity: row
        if row.basis
        else replace(row, basis=dict.fromkeys("".join(row.letters.values()).replace("/", ""), Basis.DERIVED))
        for activity, row in template.rows.items()
    }
    return replace(template, rows=rows)


def _templates_named(template: Template) -> dict[str, str]:
    return {"base": template.base}


# -- entries among each other -----------------------------------------------------------------------------


def _unique(
    entries: Iterable[_Entry[Item]], shipped: Mapping[str, Item], complaints: list[Complaint]
) -> dict[str, _Entry[Item]]:
    """Return the entries by id, without those whose id is taken."""
    found: dict[str, _Entry[Item]] = {}
    for entry in entries:
        identity = entry.item.id
        if identity in shipped:
            what = UserError(mark("the id «{id}» is that of a shipped one; choose another"), id=identity)
        elif identity in found:
            taken = found[identity].complaint(("id",), UserError("x"))
            what = UserError(
                mark("the id «{id}» stands already in {file}, line {line}; choose another"),
                id=identity,
                file=taken.file,
                line=taken.line,
            )
        else:
            found[identity] = entry
            continue
        complaints.append(entry.complaint(("id",), what))
    return found


def _connected(
    entries: Mapping[str, _Entry[Item]],
    shipped: Mapping[str, Item],
    named: Callable[[Item], dict[str, str]],
    kind: str,
    complaints: list[Complaint],
) -> dict[str, _Entry[Item]]:
    """Return the entries without those that name one that is not there, and those that name these in turn."""
    kept = dict(entries)
    while True:
        known = {**shipped, **kept}
        lost = {
            identity: (key, name)
            for identity, entry in kept.items()
            for key, name in named(entry.item).items()
            if name and name not in known
        }
        if not lost:
            return kept
        for identity, (key, name) in lost.items():
            complaints.append(kept.pop(identity).complaint((key,), unknown(name, known, kind)))


def _without_circles(
    entries: Mapping[str, _Entry[Template]], complaints: list[Complaint]
) -> dict[str, _Entry[Template]]:
    """Return the templates without those that are their own base by way of others."""
    kept = dict(entries)
    for identity, entry in entries.items():
        seen = {identity}
        base = entry.item.base
        while base in entries and base not in seen:
            seen.add(base)
            base = entries[base].item.base
        if base == identity:
            what = UserError(mark("templates that inherit from each other"))
            complaints.append(kept.pop(identity).complaint(("base",), what))
    return kept


def _inherited(identity: str, entries: Mapping[str, _Entry[Template]], shipped: Mapping[str, Template]) -> Template:
    """Return a template with the rows and settings that it leaves to its base."""
    line = [entries[identity]]
    while line[-1].item.base in entries:
        line.append(entries[line[-1].item.base])
    base = shipped.get(line[-1].item.base)
    rows = dict(base.rows) if base else {}
    settings = msgspec.to_builtins(base.context) if base else {}
    for entry in reversed(line):
        rows |= entry.item.rows
        settings |= entry.file.content.get("context", {})
    own = entries[identity].item
    return replace(own, rows=rows, context=msgspec.convert(settings, type(own.context)))
