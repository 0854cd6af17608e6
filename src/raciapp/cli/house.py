"""House rules and templates on the command line: which are read, what is wrong with them, whether a file is sound."""

from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import typer

from raciapp.base.errors import UserError
from raciapp.base.messages import mark, translate, translate_count
from raciapp.base.words import Language
from raciapp.cli.codes import BAD_INPUT
from raciapp.cli.terminal import complain, say
from raciapp.knowledge.house import Complaint, HouseFile, houses_beside, is_folder, read_house_file
from raciapp.knowledge.library import Knowledge, knowledge_with

Houses = Sequence[Path] | None
"""The folders that `--house` names."""


def known(houses: Houses, language: Language, document: Path | None = None) -> Knowledge:
    """Return the knowledge with the house folders and that beside the document, having said what is left out of it.

    Raises UserError when a folder that is asked for is none.
    """
    found = knowledge_with([*_folders(houses), *(houses_beside(document) if document else ())])
    _tell(found.complaints, language)
    return found


def _folders(houses: Houses) -> Sequence[Path]:
    for folder in houses or ():
        if not is_folder(folder):
            raise UserError(
                mark("--house {folder}: there is no such folder. Give the one that holds your house files."),
                folder=str(folder),
            )
    return houses or ()


def _tell(complaints: Sequence[Complaint], language: Language) -> None:
    for complaint in complaints:
        complain(complaint.text(language))


def validate_rules(file: Path, houses: Houses, language: Language) -> None:
    """Say how many rules are in a sound file of house rules, or every fault of it and exit with 2.

    The rules and templates in `houses` are those that it may name.
    """
    found = _sound(file, houses, language)
    if not found.holds_rules:
        _refuse(file, UserError(mark("a template; check it with «raciapp templates validate»")), language)
    rules = found.content["rule"]
    number = len(rules) if isinstance(rules, list) else 0
    say(translate_count("{file}: {n} rule, all well", "{file}: {n} rules, all well", number, language, file=str(file)))


def validate_template(file: Path, houses: Houses, language: Language) -> None:
    """Say that a house template is sound, or every fault of it and exit with 2; see `validate_rules`."""
    found = _sound(file, houses, language)
    if found.holds_rules:
        _refuse(file, UserError(mark("a file of rules; check it with «raciapp rules validate»")), language)
    say(translate(mark("{file}: 1 template, all well"), language, file=str(file)))


def _sound(file: Path, houses: Houses, language: Language) -> HouseFile:
    folders = _folders(houses)
    found = read_house_file(file)
    if isinstance(found, Complaint):
        _refuse(file, found.what, language, found.line)
    faults = [one for one in knowledge_with([file, *folders]).complaints if one.file == str(file)]
    _tell(faults, language)
    if faults:
        raise typer.Exit(BAD_INPUT)
    return found


def _refuse(file: Path, what: UserError, language: Language, line: int = 1) -> NoReturn:
    _tell([Complaint(str(file), line, what)], language)
    raise typer.Exit(BAD_INPUT)
