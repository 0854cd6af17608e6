"""What parts, languages and options are called in the dialog."""

from raciapp.base.messages import mark
from raciapp.base.words import Language
from raciapp.formats.report import ReportPart
from raciapp.ui.language import tr

PART_NAMES = {
    ReportPart.COVER: mark("Cover"),
    ReportPart.MATRIX: mark("Matrix"),
    ReportPart.TALK: mark("Open questions and remarks"),
    ReportPart.FINDINGS: mark("Findings"),
    ReportPart.GAP: mark("Gap to a template"),
    ReportPart.PICTURES: mark("Charts"),
    ReportPart.CARDS: mark("Role cards"),
    ReportPart.DEVIATIONS: mark("Accepted deviations"),
    ReportPart.METHOD: mark("Method and legend"),
    ReportPart.SIGN_OFF: mark("Sign-off"),
}

LANGUAGE_NAMES: dict[tuple[Language, Language | None], str] = {
    (Language.EN, None): "English",
    (Language.FR, None): "Français",
    (Language.EN, Language.FR): "English / Français",
    (Language.FR, Language.EN): "Français / English",
}
"""The languages of a deliverable, each called as its readers do."""

_CHOICE_NAMES = {
    "a4": "A4",
    "a3": "A3",
    "letter": mark("Letter"),
    "tabloid": mark("Tabloid"),
    "landscape": mark("Landscape"),
    "portrait": mark("Portrait"),
    "auto": mark("Automatic"),
    "none": mark("None"),
    "long": mark("Long: a row for each letter"),
    "wide": mark("Wide: as in the window"),
}


def choice_name(value: str) -> str:
    """Return what a choice is called; one that has no name yet is shown as the command line writes it."""
    return tr(_CHOICE_NAMES[value]) if value in _CHOICE_NAMES else value.replace("_", " ").capitalize()
