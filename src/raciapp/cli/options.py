"""The options of the commands, each declared once with what `--help` says of it."""

from pathlib import Path
from typing import Annotated

import typer

from raciapp.base.words import Language
from raciapp.cli.choices import FailOn, Form, RulesForm, listed, one_of
from raciapp.cli.context import CHOICES, SWITCHES
from raciapp.cli.language import system_language
from raciapp.formats.exporting import FORMATS
from raciapp.formats.finding.reading import Shape
from raciapp.formats.paper import Paper
from raciapp.formats.report import BRIEF, ReportPart
from raciapp.knowledge.house import BESIDE

_SETTINGS = "; ".join(f"{key}: {', '.join(kind)}" for key, kind in CHOICES.items())

Opened = Annotated[Path, typer.Argument(metavar="FILE", help="A .raci document.")]
_COMPARED = "A .raci document, a workbook of raciapp, or a client's file."
Before = Annotated[Path, typer.Argument(metavar="A", help=f"The one side: {_COMPARED[0].lower()}{_COMPARED[1:]}")]
After = Annotated[Path, typer.Argument(metavar="B", help="The other side.")]
Source = Annotated[
    Path, typer.Argument(metavar="SRC", help="The file that holds the matrix: a workbook, a text, a page, a document.")
]
Listed = Annotated[
    Path, typer.Argument(metavar="SRC", help="A list of units or an organization chart: a workbook, a text, a page.")
]
Target = Annotated[Path, typer.Option("-o", metavar="OUT.raci", help="The document to write.")]
Imported = Annotated[
    Path | None,
    typer.Option("-o", metavar="OUT.raci", help="The document to write; beside SRC unless given.", show_default=False),
]
SheetName = Annotated[str, typer.Option("--sheet", metavar="NAME", help="Look at this sheet only.", show_default=False)]
TableNumber = Annotated[
    int,
    typer.Option("--table", metavar="N", min=0, help="Look at this table only, counted from 1.", show_default=False),
]
Shaped = Annotated[
    Shape | None,
    typer.Option("--shape", parser=one_of("--shape", Shape), metavar=listed(Shape), help="How the matrix lies."),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Look only, and write nothing.")]
Targets = Annotated[
    list[Path],
    typer.Option("-o", metavar="OUT", help=f"A file to write: {', '.join(FORMATS)}; may be given several times."),
]
Template = Annotated[str, typer.Option("--template", metavar="ID", help="The template: see «raciapp templates».")]
UnitsFrom = Annotated[
    Path | None,
    typer.Option(
        "--units-from",
        metavar="FILE",
        help="Take the units of this .raci document, and its name unless --name; or those of a list or an organization "
        "chart: a workbook, a text (see «raciapp units»).",
    ),
]
Name = Annotated[str, typer.Option("--name", metavar="TEXT", help="The name of the organization.", show_default=False)]
Settings = Annotated[
    list[str] | None,
    typer.Option(
        "--context",
        metavar="KEY=VALUE",
        help=f"A setting of the organization; may be given several times. {_SETTINGS}; "
        f"{', '.join(SWITCHES)}: true, false.",
    ),
]
Core = Annotated[bool, typer.Option("--core", help="Only the activities of a first workshop.")]
MatrixId = Annotated[
    str | None, typer.Option("--matrix", metavar="ID", help="The matrix by its id; the first one unless given.")
]
Answered = Annotated[
    Form,
    typer.Option("--format", parser=one_of("--format", Form), metavar=listed(Form), help="For people or for programs."),
]
Spoken = Annotated[
    Language,
    typer.Option(
        "--lang",
        parser=one_of("--lang", Language),
        metavar=listed(Language),
        default_factory=system_language,
        show_default="that of the system",
        help="The language of the answer.",
    ),
]
Failing = Annotated[
    FailOn,
    typer.Option(
        "--fail-on",
        parser=one_of("--fail-on", FailOn),
        metavar=listed(FailOn),
        help="Exit with 1 when a finding that is not waived weighs this much or more.",
    ),
]
Printed = Annotated[
    Paper | None,
    typer.Option(
        "--paper",
        parser=one_of("--paper", Paper),
        metavar=listed(Paper),
        help="The paper to print on, for every format that prints.",
    ),
]
Second = Annotated[
    Language | None,
    typer.Option(
        "--second",
        parser=one_of("--second", Language),
        metavar=listed(Language),
        help="A second language, side by side with that of --lang.",
    ),
]
Parts = Annotated[
    list[ReportPart] | None,
    typer.Option(
        "--with",
        parser=one_of("--with", ReportPart),
        metavar="PART",
        help=f"A part besides {', '.join(part for part in ReportPart if part in BRIEF)}; may be given several times: "
        f"{', '.join(part for part in ReportPart if part not in BRIEF)}.",
    ),
]
Everything = Annotated[bool, typer.Option("--everything", help="All parts.")]
FormatSettings = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="FORMAT.OPTION=VALUE",
        help="An option of a format, such as pdf.paper=a4; may be given several times. «raciapp formats» lists them.",
    ),
]
Brand = Annotated[
    Path | None,
    typer.Option("--brand", metavar="FILE.toml", help="A consultancy's own look: logo, colours, font, footer."),
]
Client = Annotated[str, typer.Option("--client", metavar="TEXT", help="For the cover: whom it is made for.")]
DocumentVersion = Annotated[
    str, typer.Option("--version", metavar="TEXT", help="For the cover: the version of the document.")
]
Author = Annotated[str, typer.Option("--author", metavar="TEXT", help="For the cover: who made it.")]
GapTemplate = Annotated[
    str,
    typer.Option(
        "--template", metavar="ID", help="Show the gap to this template; with --with gap alone, to the one that fits."
    ),
]
RulesAnswered = Annotated[
    RulesForm,
    typer.Option(
        "--format",
        parser=one_of("--format", RulesForm),
        metavar=listed(RulesForm),
        help="For people, for programs, or a page to read.",
    ),
]
Houses = Annotated[
    list[Path] | None,
    typer.Option(
        "--house", metavar="FOLDER", help="A folder of house rules and templates; may be given several times."
    ),
]
HousesBeside = Annotated[
    list[Path] | None,
    typer.Option(
        "--house",
        metavar="FOLDER",
        help=f"A folder of house rules and templates; may be given several times. One named {BESIDE} beside the "
        "document is read as well.",
    ),
]
HousesNamed = Annotated[
    list[Path] | None,
    typer.Option(
        "--house",
        metavar="FOLDER",
        help="A folder of house rules and templates that FILE may name; may be given several times.",
    ),
]
HouseFile = Annotated[Path, typer.Argument(metavar="FILE", help="The .toml file to check.")]
Crashed = Annotated[
    str | None,
    typer.Argument(
        metavar="FILE", help="The document that was open, or the id that the list shows.", show_default=False
    ),
]
Recovered = Annotated[
    Path | None, typer.Option("-o", metavar="OUT.raci", help="Write what was recovered to this document.")
]
Listing = Annotated[bool, typer.Option("--list", help="List what was found; so it is without -o, too.")]
