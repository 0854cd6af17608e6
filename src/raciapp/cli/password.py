"""The password of a protected document: typed at a terminal, or in a file; never on the command line itself.

What stands on a command line is seen by every program on the machine and kept in the shell's history.
"""

import os
import sys
from pathlib import Path

from raciapp.base.errors import UserError
from raciapp.base.files import read_bounded
from raciapp.base.messages import mark, translate
from raciapp.cli.language import system_language
from raciapp.cli.terminal import plain
from raciapp.document.storage import Password, PasswordNeededError

VARIABLE = "RACIAPP_PASSWORD_FILE"
LARGEST_FILE = 10_000


def password_of(document: Path) -> Password:
    """Return what asks for the password of `document` when it turns out to need one.

    The file named in RACIAPP_PASSWORD_FILE answers, else the person at the terminal. Raises PasswordNeededError where
    there is neither, and UserError when the file cannot be read.
    """

    def ask() -> str:
        file = os.environ.get(VARIABLE)
        if file:
            return _first_line(Path(file))
        typed = _typed(document) if sys.stdin is not None and sys.stdin.isatty() else ""
        if not typed:
            raise PasswordNeededError(
                mark("{file}: protected by a password. Type it at a terminal, or name a file with it in {variable}."),
                file=document.name,
                variable=VARIABLE,
            )
        return typed

    return ask


def _first_line(file: Path) -> str:
    """Return the first line, which editors end with a line break that is no part of the password."""
    content = read_bounded(file, LARGEST_FILE)
    try:
        return content.decode("utf-8-sig").partition("\n")[0].removesuffix("\r")
    except UnicodeDecodeError as error:
        raise UserError(mark("{file}: not a text in UTF-8, so no password can be read."), file=file.name) from error


def _typed(document: Path) -> str:
    from getpass import getpass

    question = translate(mark("Password of {file}: "), system_language(), file=plain(document.name))
    try:
        return getpass(question)  # typer's own prompt would turn Ctrl+C into an error of its own
    except EOFError:
        return ""
