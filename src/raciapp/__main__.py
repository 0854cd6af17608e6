"""The one entry: a command, or the window on a file."""

import gc
import os
import sys
from collections.abc import Mapping
from pathlib import Path

from raciapp.base.errors import UserError
from raciapp.base.messages import mark
from raciapp.cli import COMMANDS
from raciapp.cli.language import system_language
from raciapp.cli.terminal import complain, speak_utf8

NO_WINDOW = 2
INTERRUPTED = 130


def main(arguments: list[str] | None = None) -> int:
    """Run a command or open the window, and return the exit code. Neither loads the libraries of the other."""
    given = sys.argv[1:] if arguments is None else arguments
    if len(given) > 1 or (given[:1] and (given[0] in COMMANDS or given[0].startswith("-"))):
        from raciapp.cli.boundary import run

        return run(given)
    try:
        return _open_window(Path(given[0]) if given else None)
    except UserError as error:
        speak_utf8()
        complain(error.text(system_language()))
        return NO_WINDOW
    except KeyboardInterrupt:
        return INTERRUPTED


def _open_window(path: Path | None) -> int:
    """Open the window and return its exit code. Raises UserError where there can be none."""
    if not _has_display(os.environ):
        raise UserError(
            mark("there is no display to open a window on. Without one, use «raciapp check» and «raciapp export».")
        )
    # A start makes much that stays and next to nothing that goes; collecting meanwhile would cost a tenth of it.
    gc.disable()
    try:
        from raciapp.ui.app import run_app
    except ImportError as error:
        if (error.name or "").partition(".")[0] not in {"PySide6", "shiboken6"}:
            raise
        raise UserError(
            mark(
                "there is no display to open a window on: PySide6 cannot be loaded ({reason}). "
                "Without it, use «raciapp check» and «raciapp export»."
            ),
            reason=str(error),
        ) from error
    finally:
        gc.enable()
    return run_app(path)


def _has_display(environment: Mapping[str, str]) -> bool:
    """Return whether a window can appear; only Linux may be without any screen, and says so in its environment."""
    known = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return not sys.platform.startswith("linux") or any(environment.get(name) for name in known)


if __name__ == "__main__":
    sys.exit(main())
