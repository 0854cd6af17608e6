"""Writing files to hand out, each whole or not at all, and the list of what can be chosen for each format."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import msgspec
import typer

from raciapp.base.errors import UserError
from raciapp.base.messages import mark, translate
from raciapp.base.words import Language
from raciapp.cli.codes import BAD_INPUT
from raciapp.cli.context import not_among
from raciapp.cli.page import Page
from raciapp.cli.terminal import complain, say
from raciapp.document.records import Document
from raciapp.formats.branding import PLAIN, Branding, read_branding
from raciapp.formats.exporting import FORMATS, ExportFormat, export, format_of
from raciapp.formats.options import Option, OptionKind, described, with_values
from raciapp.formats.paper import Paper
from raciapp.formats.report import BRIEF, EVERYTHING, Cover, Report, ReportPart, Wishes, report_on
from raciapp.knowledge.library import Knowledge

Texts = Mapping[str, Mapping[str, str]]
"""The options given, as text, by the suffix of the format and their name."""


# -- what is asked for ------------------------------------------------------------------------------------


def parts_of(added: Iterable[ReportPart], cover: Cover, template: str, *, everything: bool) -> frozenset[ReportPart]:
    """Return the parts of the report: the usual ones and those added.

    What is typed for the cover brings the cover, a template that is named the gap to it.
    """
    if everything:
        return EVERYTHING
    implied = {part for part, given in ((ReportPart.COVER, cover != Cover()), (ReportPart.GAP, template)) if given}
    return BRIEF | frozenset(added) | implied


def check_template(template: str, known: Knowledge) -> None:
    """Make sure that there is such a template, if one is named. Raises UserError."""
    if template and template not in known.templates:
        raise not_among("--template", template, list(known.templates))


def branding_of(path: Path | None, targets: Iterable[Path]) -> Branding:
    """Return the look in a branding file, our own without one.

    Raises UserError where it is faulty, and where its logo or font is one of the files to write.
    """
    branding = PLAIN if path is None else read_branding(path)
    for target in targets:
        _check_not_read(target, branding)
    return branding


def options_for(
    targets: Sequence[Path], settings: Iterable[str], paper: Paper | None
) -> tuple[tuple[Path, msgspec.Struct], ...]:
    """Return the files to write with the options of their formats, as `--set` and `--paper` give them.

    Raises UserError, before anything is written, for a file or an option that cannot be.
    """
    wanted = {target: format_of(target).suffix for target in targets}
    texts = _texts(settings, frozenset(wanted.values()))
    options = {suffix: _options(FORMATS[suffix], texts.get(suffix, {}), paper) for suffix in wanted.values()}
    for target, suffix in wanted.items():
        _check_not_read(target, options[suffix])
    return tuple((target, options[suffix]) for target, suffix in wanted.items())


def _texts(settings: Iterable[str], wanted: frozenset[str]) -> Texts:
    texts: dict[str, dict[str, str]] = {}
    for setting in settings:
        place, equals, value = (part.strip() for part in setting.partition("="))
        format_, dot, name = place.partition(".")
        if not (equals and dot):
            raise UserError(
                mark("--set «{setting}»: write it as FORMAT.OPTION=VALUE, such as pdf.paper=a4."), setting=setting
            )
        suffix = f".{format_.casefold()}"
        if suffix not in FORMATS:
            raise not_among("--set", format_, [one.removeprefix(".") for one in FORMATS])
        if suffix not in wanted:
            raise UserError(
                mark("--set {place}: no {suffix} file is written here. Add one with -o, or leave this out."),
                place=place,
                suffix=suffix,
            )
        texts.setdefault(suffix, {})[name] = value
    return texts


def _options(format_: ExportFormat, texts: Mapping[str, str], paper: Paper | None) -> msgspec.Struct:
    usual, _ = format_.load()
    given = dict(texts)
    if paper is not None and "paper" in usual.__struct_fields__:
        given.setdefault("paper", paper.value)
    try:
        options = with_values(usual, given)
    except UserError as error:
        raise UserError(mark("--set {format}: {what}"), format=format_.suffix.removeprefix("."), what=error) from error
    for option in described(type(options)):
        if option.kind is OptionKind.FILE and option.name in given and not Path(given[option.name]).is_file():
            raise UserError(
                mark("--set {format}.{option}: there is no file «{file}»."),
                format=format_.suffix.removeprefix("."),
                option=option.name,
                file=given[option.name],
            )
    return options


def _check_not_read(target: Path, read: msgspec.Struct) -> None:
    """Make sure that a file to write is none of those that options or a look name. Raises UserError."""
    for value in msgspec.structs.asdict(read).values():
        if isinstance(value, Path) and target.exists() and target.samefile(value):
            raise UserError(mark("{file}: is read for this export, and would be lost. Give -o another name."),
                            file=target.name)  # fmt: skip


# -- writing ----------------------------------------------------------------------------------------------


def export_all(
    document: Document,
    known: Knowledge,
    wishes: Wishes,
    targets: Sequence[tuple[Path, msgspec.Struct]],
    branding: Branding,
) -> None:
    """Write every file and say so; those that cannot be written are told, and the others written all the same.

    Raises typer.Exit where there were any of those.
    """
    report = report_on(document, known, dt.datetime.now().astimezone().date(), wishes)
    refused = [target for target, options in targets if not _is_written(report, target, options, branding)]
    if refused:
        raise typer.Exit(BAD_INPUT)


def _is_written(report: Report, target: Path, options: msgspec.Struct, branding: Branding) -> bool:
    language = report.language
    try:
        export(report, target, options=options, branding=branding)
    except UserError as error:
        complain(error.text(language))
        return False
    name = translate(format_of(target).name, language)
    say(translate(mark("{file}: written ({format})."), language, file=str(target), format=name))
    return True


# -- the list of formats ----------------------------------------------------------------------------------


def listing() -> list[dict[str, object]]:
    """Return the formats with their options as a program wants them."""
    return [
        {
            "suffix": one.suffix,
            "name": one.name,
            "options": [
                {
                    "name": option.name,
                    "title": option.title,
                    "kind": option.kind.value,
                    "choices": list(option.choices),
                    "default": _default(option),
                }
                for option in _options_of(one)
            ],
        }
        for one in FORMATS.values()
    ]


def show_formats(language: Language) -> None:
    """Print each format with its options, as `--set` takes them."""
    page = Page()
    for number, one in enumerate(FORMATS.values()):
        if number:
            page.line()
        page.line(f"{one.suffix}  {translate(one.name, language)}", "bold")
        options = _options_of(one)
        places = [f"{one.suffix.removeprefix('.')}.{option.name}={_values(option)}" for option in options]
        for place, option in zip(places, options, strict=True):
            page.entry(place, _explained(option, language), hang=max(map(len, places)) + 2)


def _options_of(format_: ExportFormat) -> tuple[Option, ...]:
    usual, _ = format_.load()
    return described(type(usual))


def _values(option: Option) -> str:
    shown = {OptionKind.SWITCH: "true|false", OptionKind.FILE: "FILE", OptionKind.NUMBER: "N", OptionKind.TEXT: "TEXT"}
    return "|".join(option.choices) or shown[option.kind]


def _explained(option: Option, language: Language) -> str:
    title, default = translate(option.title, language), _default(option)
    return title if default in (None, "") else translate(
        mark("{option} (usually {default})"), language, option=title, default=str(default).lower()
    )  # fmt: skip


def _default(option: Option) -> object:
    found: object = msgspec.to_builtins(option.default, enc_hook=str)
    return found
