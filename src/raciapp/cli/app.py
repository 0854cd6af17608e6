"""The commands: what `--help` shows of them is what scripts may rely on."""

from typing import Annotated

import typer
from msgspec.structs import replace

from raciapp import __version__
from raciapp.base.messages import mark
from raciapp.base.words import same
from raciapp.cli import charts, difference, exports, findings, imports, lists, lore, options, recover
from raciapp.cli.choices import FailOn, Form
from raciapp.cli.codes import DIFFERENT
from raciapp.cli.context import not_among, with_settings
from raciapp.cli.files import check_target, matrix_of, opened, written
from raciapp.cli.house import known
from raciapp.cli.language import system_language
from raciapp.cli.sides import sides
from raciapp.cli.terminal import say, say_json
from raciapp.document.storage import save
from raciapp.formats.charts.chart import chart_in
from raciapp.formats.finding.corrections import Corrections
from raciapp.formats.finding.nothing import NoMatrixFoundError
from raciapp.formats.importing import import_file
from raciapp.formats.report import Cover, Wishes
from raciapp.knowledge.anonymous import anonymised
from raciapp.knowledge.fitting import document_from
from raciapp.knowledge.library import knowledge

# \b keeps the lines of a paragraph as they are.
SUMMARY = mark(
    "Who does what on social media: make a RACI matrix, check it against good practice, hand it out.\n"
    "\n"
    "\b\n"
    "raciapp [FILE]       open the window on FILE, or on the welcome page\n"
    "raciapp COMMAND ...  work without a window; «raciapp COMMAND --help» says more"
)

EPILOG = mark(
    "A document behind a password asks for it at the terminal, or reads the first line of the file that the "
    "environment variable RACIAPP_PASSWORD_FILE names.\n"
    "\n"
    "\b\n"
    "Exit codes:\n"
    "  0   fine\n"
    "  1   findings at or above --fail-on (check), differences (diff)\n"
    "  2   bad input or usage, told in one line on stderr (validate: a line for each fault)\n"
    "  3   no matrix found (import)\n"
    "  70  a fault of raciapp itself; the line on stderr names a file to report"
)

app = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    context_settings={"max_content_width": 100, "help_option_names": ["-h", "--help"]},
)


def _show_version(asked: bool) -> None:  # noqa: FBT001 - typer hands the flag over by position
    if asked:
        say(f"raciapp {__version__}")
        raise typer.Exit


@app.callback(help=SUMMARY, epilog=EPILOG, subcommand_metavar="COMMAND ...")
def raciapp(
    *,
    _version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help=mark("Show the version and exit."))
    ] = False,
) -> None:
    """Take the options that stand before a command."""


@app.command(help=mark("Make a document from a template."))
def new(
    *,
    target: options.Target,
    template: options.Template,
    units_from: options.UnitsFrom = None,
    name: options.Name = "",
    context: options.Settings = None,
    core: options.Core = False,
    houses: options.HousesBeside = None,
) -> None:
    """Make a document from a template."""
    check_target(target, units_from)
    found = known(houses, system_language(), target)
    if template not in found.templates:
        raise not_among("--template", template, list(found.templates))
    source = charts.units_from(units_from, found) if units_from else charts.Units()
    document = document_from(
        found.templates[template],
        found,
        same(name) if name else source.name,
        source.units,
        core_only=core,
    )
    document = replace(document, organization=with_settings(document.organization, context or ()))
    save(document, target)
    say(written(document, target, system_language()))
    if source.chart is not None:
        charts.show(source.chart, found, system_language())


@app.command("import", help=mark("Make a document of the matrix found in a file."))
def import_table(
    source: options.Source,
    *,
    target: options.Imported = None,
    name: options.Name = "",
    context: options.Settings = None,
    sheet: options.SheetName = "",
    table: options.TableNumber = 0,
    shape: options.Shaped = None,
    dry: options.DryRun = False,
    form: options.Answered = Form.TEXT,
    lang: options.Spoken,
) -> None:
    """Make a document of the matrix found in a file."""
    if target is not None:
        check_target(target, source)
    try:
        imported = import_file(source, knowledge(), name or None, Corrections(sheet, table, shape))
    except NoMatrixFoundError as error:
        imports.no_matrix(error, form, lang)
        raise
    organization = with_settings(imported.document.organization, context or ())
    imported = replace(imported, document=replace(imported.document, organization=organization))
    imports.import_(source, target, imported, form, lang, dry=dry)


@app.command(help=mark("Check a document against good practice."))
def check(
    file: options.Opened,
    *,
    form: options.Answered = Form.TEXT,
    lang: options.Spoken,
    fail_on: options.Failing = FailOn.MUST,
    matrix: options.MatrixId = None,
    houses: options.HousesBeside = None,
) -> None:
    """Check a document against good practice."""
    document = opened(file)
    chosen = matrix_of(document, matrix, file)
    answer = findings.answer(document, chosen, known(houses, lang, file), lang)
    if form is Form.JSON:
        say_json(findings.as_json(answer))
    else:
        findings.show(answer)
    raise typer.Exit(findings.exit_code(answer.report, fail_on))


@app.command("export", help=mark("Write a report on a matrix as files to hand out."))
def export_files(
    file: options.Opened,
    *,
    targets: options.Targets,
    lang: options.Spoken,
    second: options.Second = None,
    added: options.Parts = None,
    everything: options.Everything = False,
    settings: options.FormatSettings = None,
    paper: options.Printed = None,
    brand: options.Brand = None,
    client: options.Client = "",
    version: options.DocumentVersion = "",
    author: options.Author = "",
    note: options.Note = "",
    template: options.GapTemplate = "",
    matrix: options.MatrixId = None,
    houses: options.HousesBeside = None,
) -> None:
    """Write a report on a matrix as files to hand out."""
    ordered = exports.options_for(targets, settings or (), paper)  # first of all, so that a slip leaves nothing written
    branding = exports.branding_of(brand, targets)
    document = opened(file)
    found = known(houses, lang, file)
    exports.check_template(template, found)
    cover = Cover(client, version, author, note)
    parts = exports.parts_of(added or (), cover, template, everything=everything)
    wishes = Wishes(lang, second, matrix_of(document, matrix, file), parts, cover, template)
    exports.export_all(document, found, wishes, ordered, branding)


@app.command(help=mark("List the formats of exports and their options."))
def formats(*, form: options.Answered = Form.TEXT, lang: options.Spoken) -> None:
    """List the formats of exports and their options."""
    if form is Form.JSON:
        say_json(exports.listing())
    else:
        exports.show_formats(lang)


@app.command("diff", help=mark("Say what differs between two documents or workbooks."))
def diff_files(
    before: options.Before,
    after: options.After,
    *,
    form: options.Answered = Form.TEXT,
    lang: options.Spoken,
) -> None:
    """Say what differs between two documents or workbooks."""
    found = difference.difference(*sides(before, after, knowledge()), lang)
    if form is Form.JSON:
        say_json(difference.as_json(found))
    else:
        difference.show(found, lang)
    raise typer.Exit(DIFFERENT if found else 0)


@app.command(help=mark("Show the units of a list or an organization chart."))
def units(source: options.Listed, *, form: options.Answered = Form.TEXT, lang: options.Spoken) -> None:
    """Show the units of a list or an organization chart."""
    charts.answer(chart_in(source, knowledge()), knowledge(), form, lang)


@app.command(help=mark("Make a copy of a document without names, remarks and reasons."))
def anonymise(file: options.Opened, *, target: options.Target, lang: options.Spoken) -> None:
    """Make a copy of a document without names, remarks and reasons."""
    check_target(target, file)
    document = anonymised(opened(file), knowledge(), lang)
    save(document, target)
    say(written(document, target, lang))


@app.command("recover", help=mark("List what crashed sessions left, or recover one."))
def recover_document(
    file: options.Crashed = None,
    *,
    target: options.Recovered = None,
    listing: options.Listing = False,
    form: options.Answered = Form.TEXT,
    lang: options.Spoken,
) -> None:
    """List what crashed sessions left, or recover one."""
    if target is None or listing:
        recover.show(recover.crashed(file), form, lang)
    else:
        check_target(target)
        document = recover.write(recover.only(recover.crashed(file), file), target)
        say(written(document, target, lang))


@app.command(help=mark("List the sample organizations and where their files are."))
def samples(*, form: options.Answered = Form.TEXT, lang: options.Spoken) -> None:
    """List the sample organizations and where their files are."""
    lists.list_samples(form, lang)


app.add_typer(lore.templates, name="templates")
app.add_typer(lore.rules, name="rules")
