"""The report of a fault that nobody expected: where it happened, in which versions, and not one word of a client.

The message of an exception may quote a name, a cell or a path of a document, and so may its notes, its cause and the
variables of its frames. Only what stands in the program itself is told: types, places in the code, our own sentences
before their values are filled in.
"""

import errno
import platform
import re
import sysconfig
from collections.abc import Iterator
from pathlib import Path, PurePath
from types import CodeType, TracebackType

from raciapp import __version__
from raciapp.base.errors import UserError

MOST_FRAMES = 40
"""Frames of one exception that are told; of more, which a recursion without end has, the first and the last."""
MOST_ERRORS = 10
"""Exceptions of one chain or group that are told."""

_PACKAGE = Path(__file__).resolve().parent.parent
_FROZEN = re.compile(r"<frozen [\w.]{1,80}>")
_ELSEWHERE = "elsewhere"


def fault_report(error: BaseException, traceback: TracebackType | None = None, toolkit: str = "") -> str:
    """Return what a developer needs of an unexpected `error`: versions, types and places, the error before its causes.

    `traceback` is where the error itself was raised, by default what it says of that; `toolkit` names the versions of
    what draws the windows, where there are any.
    """
    lines = [*_versions(toolkit), ""]
    for place, (one, link) in enumerate(_chain(error)):
        if place == MOST_ERRORS:
            lines.append("… and others")
            break
        if link:
            lines += [link, ""]
        lines += [*_frames((traceback if one is error else None) or one.__traceback__), kind_of(one), ""]
    return "\n".join(lines)


def _versions(toolkit: str) -> Iterator[str]:
    yield f"raciapp {__version__}"
    yield ", ".join(filter(None, (f"Python {platform.python_version()}", toolkit)))
    yield f"{platform.system()} {platform.release()} {platform.machine()}"


def _chain(error: BaseException) -> list[tuple[BaseException, str]]:
    """Return the error and then what led to it, each with what links it to the one before."""
    told: list[tuple[BaseException, str]] = []
    seen: set[int] = set()
    waiting: list[tuple[BaseException, str]] = [(error, "")]
    while waiting and len(told) <= MOST_ERRORS:
        one, link = waiting.pop()
        if id(one) in seen:  # a chain can bite its own tail
            continue
        seen.add(id(one))
        told.append((one, link))
        if isinstance(one, BaseExceptionGroup):
            waiting += [(inner, "Together with:") for inner in reversed(one.exceptions)]
        if one.__cause__ is not None:
            waiting.append((one.__cause__, "Caused by:"))
        elif one.__context__ is not None and not one.__suppress_context__:
            waiting.append((one.__context__, "While handling:"))
    return told


def _frames(trace: TracebackType | None) -> list[str]:
    frames = []
    while trace is not None:
        frames.append(_place(trace.tb_frame.f_code, trace.tb_lineno))
        trace = trace.tb_next
    half = MOST_FRAMES // 2
    if len(frames) > MOST_FRAMES:
        frames[half:-half] = [f"  … {len(frames) - MOST_FRAMES} more"]
    return frames


def _place(code: CodeType, line: int | None) -> str:
    """Return where a frame is. The name of a function is told where the program, or Python, gave it."""
    file = _file(code.co_filename)
    return f"  {file}:{line}" if file == _ELSEWHERE else f"  {file}:{line} in {code.co_qualname}"


def _file(name: str) -> str:
    """Return the name of a code file from its library on: a path of this machine would say whose it is."""
    if _FROZEN.fullmatch(name):
        return name
    paths = sysconfig.get_paths()
    roots = [
        (_PACKAGE, "raciapp"),
        (Path(paths["purelib"]), "site-packages"),
        (Path(paths["platlib"]), "site-packages"),
        (Path(paths["stdlib"]), "python"),
    ]
    path = PurePath(name)
    for root, called in roots:
        if path.is_relative_to(root):
            return PurePath(called, path.relative_to(root)).as_posix()
    return _ELSEWHERE


def kind_of(error: BaseException) -> str:
    """Return the type of an error, with what the system, or our own sentence, says is wrong."""
    kind = type(error)
    module = kind.__module__
    name = kind.__qualname__ if module == "builtins" else f"{module}.{kind.__qualname__}"
    if isinstance(error, UserError):
        return f"{name}: {error.template}"
    if isinstance(error, OSError) and isinstance(error.errno, int):
        return f"{name}: {errno.errorcode.get(error.errno, 'unknown')}"
    return name
