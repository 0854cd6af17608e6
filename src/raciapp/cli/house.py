"""House rules and templates on the command line: which are read, what is wrong with them, checking a file of them."""

from collections.abc import Iterable
from pathlib import Path

import typer

from raciapp.base.errors import UserError
from raciapp.base.messages import mark, translate, translate_count
from raciapp.base.words import Language
from raciapp.cli.codes import BAD_INPUT
from raciapp.cli.terminal import complain, say
from raciapp.knowledge.house import houses_beside
from raciapp.knowledge.library import Knowledge, knowledge_with


def known(houses: Iterable[Path] | None, language: Language, document: Path | None = None) -> Knowledge:
    """Return the knowledge with the house folders, and with the one beside the document; say what is left out.

    Raises UserError when a folder that was asked for is none.
    """
    found = _knowledge([*_folders(houses), *(houses_beside(document) if document else ())])
    for complaint in found.complaints:
        complain(complaint.text(language))
    return found


def _folders(houses: Iterable[Path] | None) -> list[Path]:
    folders = list(houses or ())
    for folder in folders:
        if not folder.is_dir():
            raise UserError(
                mark("--house {folder}: there is no such folder. Give the one that holds your house rules."),
                folder=str(folder),
            )
    return folders


def _knowledge(houses: list[Path]) -> Knowledge:
    return knowledge_with(houses)


def validate(file: Path, houses: Iterable[Path] | None, language: Language, *, rules: bool) -> None:
    """Say that a file of house rules, or else a house template, is sound; or every fault of it, and exit with 2.

    The houses are those whose rules and templates it may name.
    """
    found = knowledge_with([file, *_folders(houses)])
    told = [complaint.text(language) for complaint in found.complaints if complaint.file == str(file)]
    read = next((one for one in found.house.files if one.path == file), None)
    if read is not None and read.holds_rules is not rules:
        told = [f"{file}:1: {translate(_OTHER_KIND[rules], language)}"]
    if told:
        for line in told:
            complain(line)
        raise typer.Exit(BAD_INPUT)
    if not rules:
        say(translate(mark("{file}: 1 template, all well"), language, file=str(file)))
        return
    number = sum(rule in found.rules for rule in ())
