import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from seeing import EYES, HIGHLY_LEGIBLE, LEGIBLE, contrast, difference

from raciapp.base.words import Language
from raciapp.document.letters import Duty, Ink, Letter, Scheme, scheme, schemes

SCHEMES = [pytest.param(found, id=found.id) for found in schemes().values()]
LETTERS = [
    pytest.param(letter, id=f"{found.id} {letter.symbol}") for found in schemes().values() for letter in found.letters
]
INKS = ("light", "dark", "contrast")
UNMISTAKABLE = 40
"""How far apart colours must look to be told apart at a glance, from the back of a room (CIE Delta E)."""


def test_raci_comes_first() -> None:
    assert next(iter(schemes())) == "raci"
    assert {"raci", "rasci", "rapid"} <= set(schemes())
    assert all(scheme(identity) is found and found.id == identity for identity, found in schemes().items())


def test_an_unknown_scheme() -> None:
    with pytest.raises(KeyError):
        scheme("abc")


@pytest.mark.parametrize("found", SCHEMES)
def test_a_cell_fits_in_a_byte(found: Scheme) -> None:
    assert 1 <= len(found.letters) <= 8
    assert found.everything == sum(found.bits.values()) <= 0xFF


@pytest.mark.parametrize("found", SCHEMES)
def test_symbols_are_single_and_spelled_by_the_name(found: Scheme) -> None:
    symbols = [letter.symbol for letter in found.letters]
    assert all(re.fullmatch(r"[A-Z]", symbol) for symbol in symbols)
    assert sorted(symbols) == sorted(found.spelled)
    assert len(set(symbols)) == len(symbols)
    assert "".join(letter.symbol for letter in found.legend) == found.spelled
    assert re.sub(r"[^A-Z]", "", found.name) == found.spelled


@pytest.mark.parametrize("found", SCHEMES)
def test_rules_find_someone_who_answers_and_someone_who_works(found: Scheme) -> None:
    assert found.duties[Duty.ACCOUNTABLE]
    assert found.duties[Duty.RESPONSIBLE]
    assert set(found.duties) == set(Duty)
    shared = [one & other for one, other in itertools.combinations(found.duties.values(), 2)]
    assert not any(shared)


@pytest.mark.parametrize("letter", LETTERS)
def test_letters_are_explained_in_both_languages(letter: Letter) -> None:
    assert all((letter.name.en, letter.name.fr, letter.meaning.en, letter.meaning.fr))
    assert letter.at_most is None or letter.at_least <= letter.at_most


@pytest.mark.parametrize("eyes", EYES)
@pytest.mark.parametrize("letter", LETTERS)
@pytest.mark.parametrize("theme", INKS)
def test_letters_can_be_read_with_any_eyes(letter: Letter, theme: str, eyes: str) -> None:
    ink: Ink = getattr(letter, theme)
    assert all(re.fullmatch(r"#[0-9A-Fa-f]{6}", colour) for colour in (ink.fill, ink.text, ink.edge))
    assert contrast(ink.text, ink.fill, eyes) >= (HIGHLY_LEGIBLE if theme == "contrast" else LEGIBLE)


@pytest.mark.parametrize("found", SCHEMES)
@pytest.mark.parametrize("theme", INKS)
def test_no_two_letters_look_the_same(found: Scheme, theme: str) -> None:
    inks = [getattr(letter, theme).fill for letter in found.letters]
    assert len(set(inks)) == len(inks)


@pytest.mark.parametrize("eyes", EYES)
@pytest.mark.parametrize("found", SCHEMES)
@pytest.mark.parametrize("theme", INKS)
def test_who_answers_and_who_works_stand_out_to_any_eyes(found: Scheme, theme: str, eyes: str) -> None:
    # Who is asked or told is paler, and told apart by its letter alone, which is legible and differs always.
    for one, other in itertools.combinations(found.letters, 2):
        if {one.duty, other.duty} & {Duty.ACCOUNTABLE, Duty.RESPONSIBLE}:
            fills = getattr(one, theme).fill, getattr(other, theme).fill
            assert difference(*fills, eyes) >= UNMISTAKABLE, (one.symbol, other.symbol)


@pytest.mark.parametrize("letter", LETTERS)
def test_in_high_contrast_badges_stand_out_from_black_by_fill_or_outline(letter: Letter) -> None:
    ink = letter.contrast
    assert contrast(ink.edge, "#000000") >= LEGIBLE
    filled = contrast(ink.fill, "#000000") >= LEGIBLE
    assert filled == (letter.duty in {Duty.ACCOUNTABLE, Duty.RESPONSIBLE})


@given(st.data())
def test_letters_survive_being_written(data: st.DataObject) -> None:
    found = data.draw(st.sampled_from(list(schemes().values())))
    mask = data.draw(st.integers(0, found.everything))
    symbols = found.symbols(mask)
    assert found.mask_of(symbols) == mask
    assert found.mask_of("".join(data.draw(st.permutations(symbols)))) == mask
    assert found.text(mask) == "/".join(symbols)
    assert found.mask_of(found.text(mask).replace("/", "")) == mask


@given(st.text(max_size=4))
def test_unknown_letters_are_refused(symbols: str) -> None:
    raci = scheme("raci")
    if set(symbols) <= set("RACI"):
        assert set(raci.symbols(raci.mask_of(symbols))) == set(symbols)
    else:
        with pytest.raises(KeyError):
            raci.mask_of(symbols)


def test_letters_are_written_in_the_order_of_the_scheme() -> None:
    raci = scheme("raci")
    mask = raci.mask_of("RA")
    assert (raci.symbols(mask), raci.text(mask)) == ("AR", "A/R")
    assert raci.sentence(mask, Language.EN) == "Accountable, Responsible"
    assert raci.sentence(mask, Language.FR) == "Approuve, Réalise"
    assert (raci.symbols(0), raci.text(0), raci.sentence(0, Language.EN)) == ("", "", "")
