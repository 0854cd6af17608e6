"""What `--help` says, in the language asked for: our own sentences, and typer's few words around them."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import typer

from raciapp.base.messages import mark, translate
from raciapp.base.words import Language
from raciapp.cli.context import CHOICES, SWITCHES
from raciapp.formats.exporting import FORMATS
from raciapp.formats.report import BRIEF, ReportPart
from raciapp.knowledge.house import BESIDE

if TYPE_CHECKING:
    from typer._click import Command
    from typer._click.formatting import HelpFormatter
else:
    HelpFormatter = typer.Context.formatter_class  # typer calls it by no other public name

_NAMES = {
    "formats": ", ".join(FORMATS),
    "usual": ", ".join(part for part in ReportPart if part in BRIEF),
    "parts": ", ".join(part for part in ReportPart if part not in BRIEF),
    "settings": "; ".join(f"{key}: {', '.join(kind)}" for key, kind in CHOICES.items()),
    "switches": ", ".join(SWITCHES),
    "folder": BESIDE,
}
"""What fills the `{placeholders}` of the sentences: names that are the same in every language."""

_WORDS = {
    "Arguments": mark("Arguments"),
    "Commands": mark("Commands"),
    "Options": mark("Options"),
    "required": mark("required"),
    "Show this message and exit.": mark("Show this message and exit."),
}
"""Typer's own words."""

_MORE = re.compile(r"  \[([^\[\]]*)\]$")
"""What typer adds to what is said of an option."""


def spoken(command: "Command", language: Language) -> "Command":
    """Return a command with its help, and that of the commands below it, in a language."""
    command.context_class = _context_class(language)
    for name in ("help", "short_help", "epilog"):
        setattr(command, name, _said(getattr(command, name), language))
    command.short_help = command.short_help or (command.help or "").partition("\n")[0]  # which is never cut short
    for param in command.params:
        for name in ("help", "show_default"):
            setattr(param, name, _said(getattr(param, name), language))
    for below in getattr(command, "commands", {}).values():
        spoken(below, language)
    return command


def _said(text: object, language: Language) -> object:
    """Return a sentence in a language; what is none stays as it is."""
    return translate(text, language, **_NAMES) if isinstance(text, str) else text


class _Formatter(HelpFormatter):
    """Writes a page of help with typer's own words in a language."""

    language = Language.EN

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, prefix or translate(mark("Usage: "), self.language))

    def write_heading(self, heading: str) -> None:
        told = translate(mark("{label}:"), self.language, label=self._word(heading))
        self.write(f"{'':>{self.current_indent}}{told}\n")

    def write_dl(self, rows: Sequence[tuple[str, str]], *others: Any, **more: Any) -> None:
        super().write_dl([(name, self._explained(told)) for name, told in rows], *others, **more)

    def _explained(self, told: str) -> str:
        return _MORE.sub(lambda found: f"  [{'; '.join(map(self._word, found[1].split('; ')))}]", self._word(told))

    def _word(self, text: str) -> str:
        label, colon, value = text.partition(": ")
        if label == "default" and colon:
            return translate(mark("default: {value}"), self.language, value=value)
        return translate(_WORDS[text], self.language) if text in _WORDS else text


def _context_class(language: Language) -> type[typer.Context]:
    asked = language

    class Formatter(_Formatter):
        language = asked

    class Context(typer.Context):
        formatter_class = Formatter

    return Context
