import gettext

import pytest

from raciapp.base import messages
from raciapp.base.messages import mark, translate, translate_count
from raciapp.base.words import Language


class French(gettext.NullTranslations):
    """A catalogue of three messages."""

    def gettext(self, message: str) -> str:
        return {"Open": "Ouvrir", "{n} units": "{n} unités"}.get(message, message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return {"{n} row": "{n} ligne", "{n} rows": "{n} lignes"}[msgid1 if n < 2 else msgid2]


@pytest.fixture
def french(monkeypatch: pytest.MonkeyPatch) -> None:
    catalogues = {Language.EN: gettext.NullTranslations(), Language.FR: French()}
    monkeypatch.setattr(messages, "_catalogue", catalogues.__getitem__)


def test_marking_changes_nothing() -> None:
    assert mark("Open {file}") == "Open {file}"


@pytest.mark.usefixtures("french")
def test_the_language_is_an_argument_and_never_a_state() -> None:
    spoken = [translate("Open", language) for language in (Language.FR, Language.EN, Language.FR)]
    assert spoken == ["Ouvrir", "Open", "Ouvrir"]


@pytest.mark.usefixtures("french")
def test_values_are_filled_after_translation() -> None:
    assert translate("{n} units", Language.FR, n=2) == "2 unités"
    assert translate("{n} units", Language.EN, n="{n}") == "{n} units"


@pytest.mark.parametrize("language", Language)
def test_a_text_without_values_keeps_its_braces(language: Language) -> None:
    assert translate("braces {like} these are in no catalogue", language) == "braces {like} these are in no catalogue"


@pytest.mark.parametrize("language", Language)
def test_an_unknown_text_is_shown_in_english(language: Language) -> None:
    assert translate("in no catalogue: {place}", language, place="A1") == "in no catalogue: A1"


@pytest.mark.usefixtures("french")
def test_counts_choose_the_plural_of_their_language() -> None:
    english = [translate_count("{n} row", "{n} rows", n, Language.EN) for n in (0, 1, 2)]
    french = [translate_count("{n} row", "{n} rows", n, Language.FR) for n in (0, 1, 2)]
    assert english == ["0 rows", "1 row", "2 rows"]
    assert french == ["0 ligne", "1 ligne", "2 lignes"]


def test_counts_fill_other_values_too() -> None:
    assert translate_count("{n} row of {name}", "{n} rows of {name}", 2, Language.EN, name="{n}") == "2 rows of {n}"
