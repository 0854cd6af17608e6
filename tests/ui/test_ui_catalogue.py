"""The French catalogue knows what the menus and dialogs say."""

import gettext

import pytest

from raciapp.base.messages import mark
from raciapp.base.resources import resources
from raciapp.formats.report import BASIS_NAMES, SEVERITY_NAMES
from raciapp.ui.actions import MenuName
from raciapp.ui.choices import MODEL_NAMES, SECTOR_NAMES, SIZE_NAMES, TONE_NAMES
from raciapp.ui.menus import ACTIONS, MENUS

OWN_NAMES = {"English", "Français"}
"""Languages are called by their own names in every language."""

SENTENCES = [
    *(action.title for action in ACTIONS if action.title not in OWN_NAMES),
    *(action.short for action in ACTIONS if action.short),
    *(name.value for name in MenuName),
    *(name for names in (SECTOR_NAMES, SIZE_NAMES, MODEL_NAMES, TONE_NAMES) for name in names.values()),
    *SEVERITY_NAMES.values(),
    *BASIS_NAMES.values(),
    mark("Findings"),
    mark("Nothing departs from good practice."),
    mark("Something went wrong inside raciapp. Your document is still here; save it to be sure."),
]


def _catalogue() -> dict[str, str]:
    """Return the French texts by their English source."""
    path = resources() / "locale" / "fr" / "LC_MESSAGES" / "raciapp.mo"
    with path.open("rb") as file:
        found = gettext.GNUTranslations(file)
    known: dict[object, str] = found._catalog  # type: ignore[attr-defined] # gettext has no other way to list them
    return {source: text for source, text in known.items() if isinstance(source, str)}


@pytest.mark.parametrize("sentence", list(dict.fromkeys(SENTENCES)))
def test_the_french_catalogue_translates_the_window(sentence: str) -> None:
    assert _catalogue().get(sentence), f"resources/locale/fr has no text for {sentence!r}"


TITLES = {
    "the menu bar": [name.value for name in MenuName],
    **{menu.value: [action.title for action in actions] for menu, actions in MENUS.items()},
}


@pytest.mark.parametrize("menu", TITLES)
def test_french_mnemonics_are_unique_within_a_menu(menu: str) -> None:
    found = [_catalogue().get(title, title) for title in TITLES[menu]]
    letters = [title[title.index("&") + 1].upper() for title in found if "&" in title]
    assert letters
    assert len(letters) == len(set(letters)), found
