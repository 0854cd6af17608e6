"""A calm page of text: headings and entries, readable without colour, in a terminal and through a pipe alike."""

import textwrap
from pathlib import Path

from rich.console import Console
from rich.text import Text

from raciapp.cli.terminal import plain
from raciapp.knowledge.records import Severity

WIDTH = 100
"""Characters of a line at most, and always where stdout is no terminal."""

STYLES = {Severity.MUST: "bold red", Severity.SHOULD: "bold yellow", Severity.HINT: "bold cyan"}
"""How a heading over findings or rules of a severity looks, where there is colour."""


class _Console(Console):
    def on_broken_pipe(self) -> None:
        """Leave a reader who went away to the boundary; rich would end the process with code 1, «findings»."""
        raise BrokenPipeError


class Page:
    """Prints lines and hanging paragraphs. What it is given is text, never markup."""

    def __init__(self) -> None:
        """Print to stdout as it is now."""
        self._console = _Console(highlight=False, markup=False, emoji=False, soft_wrap=True)
        self._width = min(self._console.width, WIDTH) if self._console.is_terminal else WIDTH

    def line(self, text: str = "", style: str = "") -> None:
        """Print a paragraph from the margin on, or an empty line."""
        self._print("", text, 0, style)

    def entry(self, label: str, text: str, *, hang: int) -> None:
        """Print `label`, then `text` at `hang` characters from an indent of two, where its further lines stand too."""
        self._print("  " + plain(label).ljust(hang), text, hang + 2)

    def path(self, path: Path, *, hang: int) -> None:
        """Print a path where an entry's text stands, in one line however long, so that it can be copied."""
        self._console.print(Text(" " * (hang + 2) + plain(str(path))))

    def _print(self, head: str, text: str, hang: int, style: str = "") -> None:
        # textwrap breaks at plain spaces only, so a French no-break space holds its words together; rich's does not.
        width = max(self._width - hang, 20)
        parts = textwrap.wrap(plain(text), width, break_long_words=False, break_on_hyphens=False) or [""]
        for part in parts:
            line = Text.assemble((head, "bold"), (part, style))
            line.rstrip()
            self._console.print(line)
            head = " " * hang
