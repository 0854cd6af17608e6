import pytest
from hypothesis import given
from strategies import any_text

from raciapp.base.errors import NoMatrixError, UserError
from raciapp.base.messages import mark
from raciapp.base.words import Language


def test_the_sentence_is_made_when_it_is_shown() -> None:
    error = UserError("{file}: cannot be read, see {place}.", file="a.raci", place="line 3")
    assert str(error) == error.text() == error.text(Language.EN) == "a.raci: cannot be read, see line 3."


@given(any_text)
def test_values_are_never_read_as_placeholders(name: str) -> None:
    assert str(UserError("{file}: odd.", file=name)) == f"{name}: odd."


def test_a_sentence_without_values_may_hold_braces() -> None:
    assert str(UserError("only {n} is filled")) == "only {n} is filled"


@pytest.mark.parametrize("language", Language)
def test_an_error_inside_an_error_speaks_the_same_language(language: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    def spoken(text: str, language: Language, **values: object) -> str:
        return f"{language.value}({text.format(**values)})"

    monkeypatch.setattr("raciapp.base.errors.translate", spoken)
    error = UserError("outer {what}", what=UserError("inner {n}", n=1))
    tongue = language.value
    assert error.text(language) == f"{tongue}(outer {tongue}(inner 1))"


def test_the_sentence_survives_being_raised() -> None:
    with pytest.raises(UserError, match=r"^no matrix in x\.csv$") as raised:
        raise NoMatrixError(mark("no matrix in {file}"), file="x.csv")
    assert raised.value.values == {"file": "x.csv"}
