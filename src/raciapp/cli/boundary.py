"""The boundary of the command line: every way a command can end becomes an exit code and at most one line."""

import datetime as dt
import re
import sys
from collections.abc import Sequence
from pathlib import Path

import typer

from raciapp.base.errors import NoMatrixError, UserError
from raciapp.base.fault_report import fault_report, kind_of
from raciapp.base.files import system_reason
from raciapp.base.messages import mark
from raciapp.cli import COMMANDS
from raciapp.cli.app import app
from raciapp.cli.codes import BAD_INPUT, FAULT, INTERRUPTED, NO_MATRIX, PIPE_CLOSED
from raciapp.cli.help import spoken
from raciapp.cli.language import asked_language
from raciapp.cli.terminal import close_pipe, complain, speak_utf8

_MISUSES = (
    (
        r"Got unexpected extra argument(?:s|\(s\))? \((.*)\)",
        mark("«{what}» is too much here; put a text with blanks in quotation marks. See «{command} --help»."),
    ),
    (r"Option '(.*)' requires an argument", mark("{what} needs a value after it. See «{command} --help».")),
)
"""What typer says of common slips, and our own sentence for it."""


def run(arguments: Sequence[str]) -> int:
    """Run a command and return its exit code."""
    speak_utf8()
    try:
        return _command(arguments)
    except UserError as error:
        return _told(error, arguments, NO_MATRIX if isinstance(error, NoMatrixError) else BAD_INPUT)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        close_pipe()
        return PIPE_CLOSED
    except OSError as error:
        if error.filename is not None:  # a file of ours that is not where it should be: a bug like any other
            return _told(_fault(error), arguments, FAULT)
        close_pipe()
        return _told(
            UserError(mark("the answer cannot be written ({reason})."), reason=system_reason(error)),
            arguments,
            BAD_INPUT,
        )
    except Exception as error:  # noqa: BLE001 - the boundary of the command line: what gets here is a bug, and is kept
        return _told(_fault(error), arguments, FAULT)


def _told(error: UserError, arguments: Sequence[str], code: int) -> int:
    """Say what is wrong in the language asked for and return the exit code."""
    complain(error.text(asked_language(arguments)))
    return code


def _command(arguments: Sequence[str]) -> int:
    """Parse and run; typer's own `main` would end the process and print blocks of lines."""
    first = "".join(arguments[:1])
    if not first.startswith("-") and first not in COMMANDS:
        raise UserError(mark("there is no command «{name}». Commands: {known}."), name=first, known=", ".join(COMMANDS))
    try:
        command = spoken(typer.main.get_command(app), asked_language(arguments))
        with command.make_context("raciapp", list(arguments)) as context:
            context.command.invoke(context)
    except typer.Exit as end:
        code = end.exit_code
    except typer.TyperException as error:
        raise _misused(error) from error
    else:
        code = 0
    sys.stdout.flush()  # here, so that a reader who left is noticed inside the boundary
    return code


def _misused(error: typer.TyperException) -> UserError:
    """Return a usage error as one sentence; the rarer ones are told in typer's own English words."""
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "raciapp"
    if isinstance(error, typer.BadParameter) and error.param is not None and not error.message:
        missing = error.param.get_error_hint().strip("'")
        return UserError(mark("{option} is missing. See «{command} --help»."), option=missing, command=command)
    if hasattr(error, "option_name") and hasattr(error, "possibilities"):
        near = f" ({', '.join(error.possibilities)}?)" if error.possibilities else ""
        return UserError(
            mark("there is no option {option}{near}. See «{command} --help»."),
            option=error.option_name,
            near=near,
            command=command,
        )
    what = error.format_message().rstrip(".?")
    for pattern, sentence in _MISUSES:
        found = re.fullmatch(pattern, what)
        if found:
            return UserError(sentence, what=found[1], command=command)
    return UserError(mark("{what}. See «{command} --help»."), what=what, command=command)


def _fault(error: Exception) -> UserError:
    """Keep a report in a file and return the sentence that asks to send it; neither has a client's words in it."""
    what = kind_of(error)
    try:
        file = _keep(fault_report(error))
    except OSError:
        return UserError(mark("internal error ({what}); please report it."), what=what)
    return UserError(
        mark("internal error ({what}); please report it, with the file {file}."), what=what, file=str(file)
    )


def _keep(text: str) -> Path:
    from platformdirs import user_log_path

    folder = user_log_path("raciapp", appauthor=False, ensure_exists=True)
    moment = dt.datetime.now(dt.UTC).strftime("%Y-%m-%dT%H-%M-%SZ")
    file = folder / f"error-{moment}.txt"
    file.write_text(text, "utf-8", errors="backslashreplace")
    return file
