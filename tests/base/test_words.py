import pytest
from hypothesis import given
from strategies import any_text

from raciapp.base.words import Language, Words, join_names, same


def test_words_are_shown_in_the_language_asked_for() -> None:
    words = Words("Legal", "Juridique")
    assert words.text(Language.EN) == "Legal"
    assert words.text(Language.FR) == "Juridique"


@pytest.mark.parametrize("words", [Words("Sales"), Words(fr="Sales"), same("Sales")])
@pytest.mark.parametrize("language", Language)
def test_a_missing_language_falls_back_to_the_other(words: Words, language: Language) -> None:
    assert words.text(language) == "Sales"


def test_no_language_at_all_is_an_empty_text() -> None:
    assert [Words().text(language) for language in Language] == ["", ""]


@given(any_text)
def test_what_a_client_typed_is_kept_to_the_letter(text: str) -> None:
    assert [same(text).text(language) for language in Language] == [text, text]


def test_placeholders_are_filled_in_both_languages() -> None:
    assert Words("{n} units", "{n} unités").format(n="3") == Words("3 units", "3 unités")


@given(any_text)
def test_a_name_that_looks_like_a_placeholder_stays_as_it_is(name: str) -> None:
    assert Words("<{name}>", "«{name}»").format(name=name) == Words(f"<{name}>", f"«{name}»")


@pytest.mark.parametrize(
    ("names", "english", "french"),
    [
        ([], "", ""),
        (["Legal"], "Legal", "Legal"),
        (["Legal", "HR"], "Legal and HR", "Legal et HR"),
        (["Legal", "HR", "IT"], "Legal, HR and IT", "Legal, HR et IT"),
    ],
)
def test_names_are_joined_as_a_sentence_does(names: list[str], english: str, french: str) -> None:
    assert join_names(names, Language.EN) == english
    assert join_names(names, Language.FR) == french
