import pytest

from raciapp.base.words import Language
from raciapp.cli.language import asked_language, system_language


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, Language.EN),
        ({"LANG": "fr_CA.UTF-8"}, Language.FR),
        ({"LANG": "FR"}, Language.FR),
        ({"LANG": "de_DE"}, Language.EN),
        ({"LC_MESSAGES": "fr_FR", "LANG": "en_CA"}, Language.FR),
        ({"LC_ALL": "C", "LC_MESSAGES": "fr_FR", "LANG": "fr_FR"}, Language.EN),
        ({"LC_ALL": "", "LANG": "fr_FR"}, Language.FR),
    ],
)
def test_the_first_variable_that_is_set_decides(environment: dict[str, str], language: Language) -> None:
    assert system_language(environment) is language


@pytest.mark.parametrize(
    ("arguments", "language"),
    [
        (["check", "x.raci"], Language.EN),
        (["check", "x.raci", "--lang", "fr"], Language.FR),
        (["check", "--lang=fr", "--nonsense"], Language.FR),
        (["--lang", "fr", "--lang", "en"], Language.EN),
        (["--lang", "en", "--lang=de"], Language.EN),
        (["check", "--lang"], Language.EN),
    ],
)
def test_the_option_is_found_in_arguments_that_nobody_parsed(arguments: list[str], language: Language) -> None:
    assert asked_language(arguments, {"LANG": "en_CA"}) is language


def test_without_a_valid_option_the_system_decides() -> None:
    assert asked_language(["check", "--lang", "de"], {"LANG": "fr_CA"}) is Language.FR


def test_the_surroundings_of_the_process_are_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    assert (system_language(), asked_language([])) == (Language.EN, Language.EN)
    monkeypatch.setenv("LC_MESSAGES", "fr_CA.UTF-8")
    assert (system_language(), asked_language([])) == (Language.FR, Language.FR)
