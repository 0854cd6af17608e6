"""The options of the commands, each declared once with what `--help` says of it: `help.py` puts it into words."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from raciapp.base.messages import mark
from raciapp.base.words import Language
from raciapp.cli.choices import FailOn, Form, RulesForm, listed, one_of
from raciapp.cli.language import system_language
from raciapp.formats.finding.reading import Shape
from raciapp.formats.paper import Paper
from raciapp.formats.report import ReportPart


def _choice(name: str, kind: type[StrEnum], told: str, **more: Any) -> Any:
    """Return an option that takes one of the values of `kind`, and names them all in the help and in its complaint."""
    return typer.Option(name, parser=one_of(name, kind), metavar=listed(kind), help=told, **more)


Opened = Annotated[Path, typer.Argument(metavar="FILE", help=mark("A .raci document."))]
Before = Annotated[
    Path,
    typer.Argument(
        metavar="A", help=mark("The one side: a .raci document, a workbook of raciapp, or a client's file.")
    ),
]
After = Annotated[Path, typer.Argument(metavar="B", help=mark("The other side."))]
Source = Annotated[
    Path,
    typer.Argument(metavar="SRC", help=mark("The file that holds the matrix: a workbook, a text, a page, a document.")),
]
Listed = Annotated[
    Path,
    typer.Argument(metavar="SRC", help=mark("A list of units or an organization chart: a workbook, a text, a page.")),
]
Target = Annotated[Path, typer.Option("-o", metavar="OUT.raci", help=mark("The document to write."))]
Imported = Annotated[
    Path | None,
    typer.Option(
        "-o", metavar="OUT.raci", help=mark("The document to write; beside SRC unless given."), show_default=False
    ),
]
SheetName = Annotated[
    str, typer.Option("--sheet", metavar="NAME", help=mark("Look at this sheet only."), show_default=False)
]
TableNumber = Annotated[
    int,
    typer.Option(
        "--table", metavar="N", min=0, help=mark("Look at this table only, counted from 1."), show_default=False
    ),
]
Shaped = Annotated[Shape | None, _choice("--shape", Shape, mark("How the matrix lies."))]
DryRun = Annotated[bool, typer.Option("--dry-run", help=mark("Look only, and write nothing."))]
Targets = Annotated[
    list[Path],
    typer.Option("-o", metavar="OUT", help=mark("A file to write: {formats}; may be given several times.")),
]
Template = Annotated[str, typer.Option("--template", metavar="ID", help=mark("The template: see «raciapp templates»."))]
UnitsFrom = Annotated[
    Path | None,
    typer.Option(
        "--units-from",
        metavar="FILE",
        help=mark(
            "Take the units of this .raci document, and its name unless --name; or those of a list or an organization "
            "chart: a workbook, a text (see «raciapp units»)."
        ),
    ),
]
Name = Annotated[
    str, typer.Option("--name", metavar="TEXT", help=mark("The name of the organization."), show_default=False)
]
Settings = Annotated[
    list[str] | None,
    typer.Option(
        "--context",
        metavar="KEY=VALUE",
        help=mark("A setting of the organization; may be given several times. {settings}; {switches}: true, false."),
    ),
]
Core = Annotated[bool, typer.Option("--core", help=mark("Only the activities of a first workshop."))]
MatrixId = Annotated[
    str | None, typer.Option("--matrix", metavar="ID", help=mark("The matrix by its id; the first one unless given."))
]
Answered = Annotated[Form, _choice("--format", Form, mark("For people or for programs."))]
Spoken = Annotated[
    Language,
    _choice(
        "--lang",
        Language,
        mark("The language of the answer, and of what is written."),
        default_factory=system_language,
        show_default=mark("that of the system"),
    ),
]
Failing = Annotated[
    FailOn,
    _choice("--fail-on", FailOn, mark("Exit with 1 when a finding that is not waived weighs this much or more.")),
]
Printed = Annotated[
    Paper | None, _choice("--paper", Paper, mark("The paper to print on, for every format that prints."))
]
Second = Annotated[
    Language | None, _choice("--second", Language, mark("A second language, side by side with that of --lang."))
]
Parts = Annotated[
    list[ReportPart] | None,
    typer.Option(
        "--with",
        parser=one_of("--with", ReportPart),
        metavar="PART",
        help=mark("A part besides {usual}; may be given several times: {parts}."),
    ),
]
Everything = Annotated[bool, typer.Option("--everything", help=mark("All parts."))]
FormatSettings = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="FORMAT.OPTION=VALUE",
        help=mark(
            "An option of a format, such as pdf.paper=a4; may be given several times. «raciapp formats» lists them."
        ),
    ),
]
Brand = Annotated[
    Path | None,
    typer.Option("--brand", metavar="FILE.toml", help=mark("A consultancy's own look: logo, colours, font, footer.")),
]
Client = Annotated[str, typer.Option("--client", metavar="TEXT", help=mark("For the cover: whom it is made for."))]
DocumentVersion = Annotated[
    str, typer.Option("--version", metavar="TEXT", help=mark("For the cover: the version of the document."))
]
Author = Annotated[str, typer.Option("--author", metavar="TEXT", help=mark("For the cover: who made it."))]
Note = Annotated[str, typer.Option("--note", metavar="TEXT", help=mark("For the cover: a remark to its readers."))]
GapTemplate = Annotated[
    str,
    typer.Option(
        "--template",
        metavar="ID",
        help=mark("Show the gap to this template; with --with gap alone, to the one that fits."),
    ),
]
RulesAnswered = Annotated[
    RulesForm, _choice("--format", RulesForm, mark("For people, for programs, or a page to read."))
]
Houses = Annotated[
    list[Path] | None,
    typer.Option(
        "--house", metavar="FOLDER", help=mark("A folder of house rules and templates; may be given several times.")
    ),
]
HousesBeside = Annotated[
    list[Path] | None,
    typer.Option(
        "--house",
        metavar="FOLDER",
        help=mark(
            "A folder of house rules and templates; may be given several times. One named {folder} beside the "
            "document is read as well."
        ),
    ),
]
HousesNamed = Annotated[
    list[Path] | None,
    typer.Option(
        "--house",
        metavar="FOLDER",
        help=mark("A folder of house rules and templates that FILE may name; may be given several times."),
    ),
]
HouseFile = Annotated[Path, typer.Argument(metavar="FILE", help=mark("The .toml file to check."))]
Crashed = Annotated[
    str | None,
    typer.Argument(
        metavar="FILE", help=mark("The document that was open, or the id that the list shows."), show_default=False
    ),
]
Recovered = Annotated[
    Path | None, typer.Option("-o", metavar="OUT.raci", help=mark("Write what was recovered to this document."))
]
Listing = Annotated[bool, typer.Option("--list", help=mark("List what was found; so it is without -o, too."))]
