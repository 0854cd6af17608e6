"""The commands `rules` and `templates`: what is known, and whether a house file is sound."""

import typer

from raciapp.base.messages import mark
from raciapp.cli import lists, options
from raciapp.cli.choices import Form, RulesForm
from raciapp.cli.house import known, validate_rules, validate_template

# \b keeps the lines of a paragraph as they are.
RULES = mark(
    "List the rules that a document is checked against, or check a file of house rules.\n"
    "\n"
    "\b\n"
    "raciapp rules                list the rules\n"
    "raciapp rules validate FILE  check a file of house rules"
)

TEMPLATES = mark(
    "List the templates that a new document can start from, or check a house template.\n"
    "\n"
    "\b\n"
    "raciapp templates                list the templates\n"
    "raciapp templates validate FILE  check a house template"
)

rules = typer.Typer(
    invoke_without_command=True,
    help=RULES,
    short_help=mark("List the rules, or check a file of house rules."),
    rich_markup_mode=None,
)
templates = typer.Typer(
    invoke_without_command=True,
    help=TEMPLATES,
    short_help=mark("List the templates, or check a house template."),
    rich_markup_mode=None,
)


@rules.callback()
def list_rules(
    *,
    context: typer.Context,
    form: options.RulesAnswered = RulesForm.TEXT,
    lang: options.Spoken,
    houses: options.Houses = None,
) -> None:
    """List the rules, unless a command follows."""
    if context.invoked_subcommand is None:
        lists.list_rules(known(houses, lang), form, lang)


@rules.command("validate", help=mark("Check a file of house rules, and tell each fault."))
def validate_rules_file(*, file: options.HouseFile, lang: options.Spoken, houses: options.HousesNamed = None) -> None:
    """Check a file of house rules, and tell each fault."""
    validate_rules(file, houses, lang)


@templates.callback()
def list_templates(
    *,
    context: typer.Context,
    form: options.Answered = Form.TEXT,
    lang: options.Spoken,
    houses: options.Houses = None,
) -> None:
    """List the templates, unless a command follows."""
    if context.invoked_subcommand is None:
        lists.list_templates(known(houses, lang), form, lang)


@templates.command("validate", help=mark("Check a house template, and tell each fault."))
def validate_template_file(
    *, file: options.HouseFile, lang: options.Spoken, houses: options.HousesNamed = None
) -> None:
    """Check a house template, and tell each fault."""
    validate_template(file, houses, lang)
