"""A whole token is a letter or a known word; everything else is kept and asked about, never guessed."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from raciapp.document.letters import scheme, schemes
from raciapp.formats.finding.reading import Doubt
from raciapp.formats.finding.tokens import Sense, holds_letters, parsed, read_token, symbol_of_word

RACI = scheme("raci")


def said(text: str, identity: str = "raci") -> tuple[str, str, Doubt | None]:
    alphabet = scheme(identity)
    token = read_token(text, alphabet)
    return alphabet.symbols(token.letters), token.remark, token.doubt


@pytest.mark.parametrize(
    ("text", "symbols"),
    [
        *((text, "R") for text in ("R", "r", "R ", "\u00a0R", "R.", "`R`", "**R**", "_R_", "R\u200b", "Ｒ")),
        *(
            (text, "AR")
            for text in ("A/R", "R/A", "AR", "RA", "ar", "R,A", "R, A", "R;A", "R & A", "R+A", "R\nA", "R A")
        ),
        *((text, "AR") for text in ("R et A", "R and A", "R ET A", "A|R", "**R**/**A**", "R\u00a0/\u00a0A", "R/R/A")),
        *((text, "CI") for text in ("C /I", "CI", "consulted / informed", "Consulté et informé")),
        *((text, "A") for text in ("А", "Α", "а", "Accountable", "APPROBATEUR", "Autorité", "Approuve", "Approver")),
        *((text, "AC") for text in ("А/С", "A/С", "Α, Ϲ")),
        *((text, "I") for text in ("І", "Ι", "Ⅰ", "Informed", "Informé", "Informée", "informé·e·s", "à informer")),
        *((text, "R") for text in ("Responsible", "Responsable", "Réalisateur", "Réalise", "RESPONSABLE")),
        *((text, "C") for text in ("Consulted", "Consulté(e)", "Consulte", "С")),
        ("R/A/C/I", "ARCI"),
        ("Responsible and Accountable", "AR"),
        ("R (Responsible)", "R"),
        ("R - Responsible", "R"),
    ],
)
def test_spellings_of_letters(text: str, symbols: str) -> None:
    assert said(text) == (symbols, "", None)


@pytest.mark.parametrize(
    "text",
    ["", " ", *"-–—/N.0…", "---", "N/A", "n/a", "aucun", "s.o.", "Sans objet", "\u200b"],
)
def test_nothing(text: str) -> None:
    assert said(text) == ("", "", None)


@pytest.mark.parametrize("text", ["X", "x", "х", "×", "✓", "✅", "oui", "Yes"])
def test_a_tick_takes_part_and_is_asked_about(text: str) -> None:
    assert said(text) == ("", text, Doubt.PART)


@pytest.mark.parametrize(
    ("text", "symbols", "remark"),
    [
        ("R (backup)", "R", "backup"),
        ("R(backup)", "R", "backup"),
        ("**A** (delegated until May)", "A", "delegated until May"),
        ("C [sensitive topics]", "C", "sensitive topics"),
        ("R (a (b) c)", "R", "a (b) c"),
        ("A/R\n(both)", "AR", "both"),
        ("R (lead), C (budget)", "RC", "R (lead), C (budget)"),
        ("R*", "R", "*"),
        ("R¹", "R", "¹"),
        ("R* (until May)", "R", "* until May"),
        ("– (until May)", "", "until May"),
    ],
)
def test_a_letter_keeps_its_remark(text: str, symbols: str, remark: str) -> None:
    assert said(text) == (symbols, remark, None)


@pytest.mark.parametrize(("text", "symbols", "remark"), [("R - backup", "R", "backup"), ("C: drive", "C", "drive")])
def test_a_remark_after_a_sign_is_asked_about(text: str, symbols: str, remark: str) -> None:
    assert said(text) == (symbols, remark, Doubt.REMARK)


@pytest.mark.parametrize(
    "text",
    [
        *("A team", "I think so", "R backup", "Reviewer", "Assists", "C-level", "A responsible", "CEO", "IT", "tbd"),
        *("AI", "IA", "CA", "RACI", "Ra", "r a", "R?", "R1", "2R", "R or A", "R/", "/R", "R//A", "~~R~~", "'R'"),
        *("R (A)", "R (X)", "R (n/a)", "A: C", "R (", "(R)", "- (R)", "R (C) later", "R (A), C (I)"),
        *("Я", "Р", "Ρ", "S", "D", "P", "V", "Q", "Support", "Driver", "réalisé", "approuvé", "R (x) y", "R" * 100),
    ],
)
def test_nothing_is_guessed(text: str) -> None:
    assert said(text) == ("", text, Doubt.CELL)


def test_a_remark_alone_is_kept_without_its_brackets() -> None:
    assert said("(see the annex)") == ("", "see the annex", Doubt.CELL)


@pytest.mark.parametrize(
    ("identity", "text", "symbols"),
    [
        ("rasci", "S", "S"),
        ("rasci", "Soutien", "S"),
        ("raci-vs", "V/S", "VS"),
        ("raci-vs", "Sign off", "S"),
        ("daci", "Driver", "D"),
        ("daci", "Contributeur", "C"),
        ("rapid", "Recommends", "R"),
        ("rapid", "Input", "I"),
    ],
)
def test_each_scheme_has_its_letters_and_words(identity: str, text: str, symbols: str) -> None:
    assert said(text, identity) == (symbols, "", None)


@pytest.mark.parametrize("alphabet", schemes().values(), ids=lambda alphabet: alphabet.id)
def test_the_names_of_a_scheme_stand_for_its_letters(alphabet: object) -> None:
    known = schemes()[getattr(alphabet, "id", "")]
    for letter in known.letters:
        for name in (letter.name.en, letter.name.fr):
            assert symbol_of_word(name, known) == letter.symbol


@given(st.integers(1, 15))
def test_every_cell_reads_as_it_is_shown(mask: int) -> None:
    assert read_token(RACI.text(mask), RACI).letters == mask


@given(st.text(max_size=30))
def test_nothing_of_a_text_is_lost(text: str) -> None:
    token = read_token(text, RACI)
    sense = parsed(text).sense
    assert token.letters or token.remark or sense <= Sense.NOTHING
    assert holds_letters(text) == (sense is Sense.LETTERS)
    assert not token.letters or holds_letters(text)


@pytest.mark.parametrize(
    "text",
    [
        *("R" + " " * 100_000 + "x", "R" + ":" * 100_000, "(" * 60_000 + ")" * 60_000),
        *("-(" * 60_000 + ")" * 60_000, "R(" * 50_000, "*" * 100_000 + "R", "R ()" * 30_000),
    ],
    ids=range(7),
)
def test_hostile_texts_take_no_time(text: str) -> None:
    begun = time.perf_counter()
    read_token(text, RACI)
    assert time.perf_counter() - begun < 1
