"""A whole token is a letter or a known word; everything else is kept and asked about, never guessed."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from raciapp.document.letters import scheme, schemes
from raciapp.formats.finding.reading import Doubt
from raciapp.formats.finding.tokens import Sense, all_meanings, holds_letters, parsed, read_token, symbol_of_word
from raciapp.formats.finding.wording import all_words, hazards, wording

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
        *((text, "AR") for text in ("R und A", "R y A", "R e A", "R en A", "R\\A", "R · A", "R<br>A", "R<BR/>A")),
        *((text, "AR") for text in ("Ｒ／Ａ", "R\u00a0&\u00a0A", "R / А", "**R & A**", "`R`, `A`")),
        *((text, "ARC") for text in ("ARC", "R A C", "R, A, and C", "R, A & C", "АRС", "A/R/C")),
        *((text, "C") for text in ("Соnsulted", "Consulte\u0301", "Consultado/a", "consultato/i", "Konsultierte/r")),
        *((text, "A") for text in ("Approbateur/trice", "Aprobador(a)", "Aprovador/a", "Eindverantwoordelijke")),
        *((text, "R") for text in ("REALISATEUR", "RESPONSAVEL", "zustaendig", "ZUSTÄNDIG", "Rеsponsаble", "R:")),
        ("AC", "AC"),
        ("R/A/C/I", "ARCI"),
        ("Responsible / Responsable", "R"),
        ("R / verantwortlich", "R"),
        ("R = Responsible", "R"),
        ("Responsable (R)", "R"),
        ("Responsible/Accountable", "AR"),
        ("R/Responsible", "R"),
        ("Responsible and Accountable", "AR"),
        ("R (Responsible)", "R"),
        ("R - Responsible", "R"),
    ],
)
def test_spellings_of_letters(text: str, symbols: str) -> None:
    assert said(text) == (symbols, "", None)


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", *"-–—/N.0…☐", "---", "N/A", "n/a", "NA", "aucun", "s.o.", "Sans objet", "\u200b", "\u00a0", "none"),
        *("keine", "Entfällt", "nessuno", "ninguno", "nenhum", "geen", "n.v.t.", "no aplica", "não se aplica", "FALSE"),
    ],
)
def test_nothing(text: str) -> None:
    assert said(text) == ("", "", None)


@pytest.mark.parametrize("text", [*"XxхΧ×✓✅●○", "✔\ufe0f", "oui", "Yes", "ja", "sí", "Sì", "sim", "TRUE"])
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
        ("**R (backup)**", "R", "backup"),
        ("R (employé(e) absent)", "R", "employé(e) absent"),
        ("Consulté(e) (avant)", "C", "avant"),
        ("R [1]", "R", "1"),
        ("R (verantwortlich)", "R", "verantwortlich"),
        ("A - verantwortlich", "A", "verantwortlich"),
        ("Verantwortlich (A)", "A", ""),
    ],
)
def test_a_letter_keeps_its_remark(text: str, symbols: str, remark: str) -> None:
    assert said(text) == (symbols, remark, None)


@pytest.mark.parametrize(
    ("text", "symbols", "remark"),
    [("R - backup", "R", "backup"), ("C: drive", "C", "drive"), ("R – only events", "R", "only events")],
)
def test_a_remark_after_a_sign_is_asked_about(text: str, symbols: str, remark: str) -> None:
    assert said(text) == (symbols, remark, Doubt.REMARK)


@pytest.mark.parametrize(
    "text",
    [
        *("A team", "I think so", "R backup", "Reviewer", "Assists", "C-level", "A responsible", "CEO", "IT", "tbd"),
        *("AI", "IA", "CA", "RACI", "Ra", "r a", "R?", "R1", "2R", "R or A", "R/", "/R", "R//A", "~~R~~", "'R'"),
        *("R (A)", "R (X)", "R (n/a)", "A: C", "R (", "(R)", "- (R)", "R (C) later", "R (A), C (I)"),
        *("CR", "IR", "RI", "CAR", "AIR", "CIA", "RR", "ARCI", "arc", "Arc", "R E A", "R-A", "R.A.", "Rᴬ", "ʳ", "Aͬ"),
        *("PR", "VP", "RS", "SI", "DP", "consulted/a", "CONSULTADO/A", "R/Accountable", "AR(S)", "Verantwortlich (C)"),
        *("Inform the public", "Responsible use policy", "Find the responsible", "DPO/Security", "Owner", "Lead"),
        *("genehmigt", "aprobado", "approvato", "goedgekeurd", "approved", "REALISE", "No", "SI", "Р/А", "R ou A"),
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
        ("rapid", "RPD", "DPR"),
        ("rasci", "RS", "RS"),
        ("rasci", "Suррort", "S"),
        ("rasci", "Unterstützt", "S"),
        ("raci-vs", "Prüft", "V"),
        ("daci", "Contributor", "C"),
        ("pacsi", "P/A", "AP"),
        ("pacsi", "Performs", "P"),
        ("pacsi", "Contrôle", "C"),
        ("pacsi", "suggère", "S"),
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


LANGUAGES = {
    "en": ("Responsible", "Accountable", "Consulted", "Informed"),
    "en verbs": ("Executes", "Approves", "Consults", "Informs"),
    "fr": ("Responsable", "Approbateur", "Consulté", "Informé"),
    "fr verbs": ("Réalise", "Approuve", "Consulte", "Informe"),
    "fr infinitives": ("Réaliser", "Approuver", "Consulter", "Informer"),
    "fr feminine": ("Réalisatrice", "Approbatrice", "Consultées", "Informées"),
    "es": ("Responsable", "Aprobador", "Consultado", "Informado"),
    "es feminine": ("Encargada", "Aprobadora", "Consultadas", "Informada"),
    "es verbs": ("Ejecuta", "Aprueba", "Consulta", "Informa"),
    "pt": ("Responsável", "Aprovador", "Consultado", "Informado"),
    "pt verbs": ("Executa", "Aprova", "Consultar", "Informar"),
    "it": ("Responsabile", "Approvatore", "Consultato", "Informato"),
    "it plural": ("Responsabili", "Approvatori", "Consultati", "Informate"),
    "it verbs": ("Esegue", "Approva", "Consultare", "Da informare"),
    "de": ("Durchführungsverantwortung", "Rechenschaftspflichtig", "Konsultiert", "Informiert"),
    "de others": ("Zuständig", "Kostenverantwortlich", "Zu konsultieren", "Wird informiert"),
    "nl": ("Verantwoordelijk", "Eindverantwoordelijk", "Geraadpleegd", "Geïnformeerd"),
    "nl others": ("Uitvoerder", "Aansprakelijk", "Te raadplegen", "Informeren"),
}


@pytest.mark.parametrize("words", LANGUAGES.values(), ids=LANGUAGES)
def test_words_in_seven_languages(words: tuple[str, ...]) -> None:
    for word, symbol in zip(words, "RACI", strict=True):
        for text in (word, word.lower(), f" {word}\u00a0", f"**{word}**", f"{word} ({symbol})", f"{symbol} - {word}"):
            assert said(text) == (symbol, "", None), text
        assert said(f"{word} (until May)") == (symbol, "until May", None)
        assert said(f"{word} the public")[0] == ""


@pytest.mark.parametrize(
    ("text", "symbols"), [("Verantwortlich", "R"), ("Verantwortliche(r)", "R"), ("valide", "A"), ("Garant", "A")]
)
def test_words_that_may_mean_another_letter_are_asked_about(text: str, symbols: str) -> None:
    assert said(text) == (symbols, "", Doubt.WORDS)
    assert said(f"{text} (until May)") == (symbols, "until May", Doubt.WORDS)


@pytest.mark.parametrize("alphabet", schemes().values(), ids=lambda alphabet: alphabet.id)
def test_no_word_stands_for_two_letters_silently(alphabet: object) -> None:
    known = schemes()[getattr(alphabet, "id", "")]
    words = wording(known.id)
    for word, letters in words.letters.items():
        assert set(letters) <= known.bits.keys()
        assert len(letters) == 1 or word in words.unsure
        token = read_token(word, known)
        assert known.symbols(token.letters) == letters[0]
        assert (token.doubt is Doubt.WORDS) == (word in words.unsure)


def test_letters_that_are_words_too_are_asked_about() -> None:
    for letters in hazards():
        for alphabet in schemes().values():
            assert read_token(letters, alphabet).letters == 0


# -- meanings ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "symbols", "remark"),
    [
        ("lead", "R", ""),
        ("  LEAD ", "R", ""),
        ("Lead / C", "RC", ""),
        ("Lead (until May)", "R", "until May"),
        ("**lead**", "R", ""),
        ("x", "AR", ""),
        ("AI", "AI", ""),
        ("see  the\u00a0Annex", "", ""),
        ("R / see the annex", "R", ""),
        ("E", "R", ""),
        ("A/E", "AR", ""),
        ("leader", "", "leader"),
        ("R", "R", ""),
    ],
)
def test_meanings_go_before_everything(text: str, symbols: str, remark: str) -> None:
    meanings = all_meanings(
        {"e": "=Exécute", "lead": "C"}, {"Lead": "R", "x": "AR", "AI": "AI", "See the annex": "", "tbd": ""}
    )
    token = read_token(text, RACI, meanings)
    assert (set(RACI.symbols(token.letters)), token.remark) == (set(symbols), remark)
    assert token.doubt is (Doubt.CELL if remark == "leader" else None)


def test_a_meaning_that_the_scheme_lacks_is_asked_about() -> None:
    assert read_token("lead", RACI, {"lead": "D"}).doubt is Doubt.CELL
    assert read_token("e", RACI, {"e": "=Supports"}).doubt is Doubt.CELL


# -- laws -------------------------------------------------------------------------------------------------

SEPARATORS = [
    "/",
    " / ",
    ",",
    ", ",
    ";",
    "; ",
    " & ",
    "&",
    "+",
    " + ",
    "|",
    "\n",
    " et ",
    " and ",
    " und ",
    " y ",
    " e ",
]
DECORATIONS = ["{}", " {} ", "\u00a0{}", "**{}**", "_{}_", "`{}`", "{}\u200b", "*{}*", "{}\n"]


@given(st.data())
def test_letters_are_read_whatever_stands_between_and_around_them(data: st.DataObject) -> None:
    alphabet = data.draw(st.sampled_from(list(schemes().values())))
    symbols = data.draw(st.lists(st.sampled_from(list(alphabet.bits)), min_size=1, unique=True))
    small = data.draw(st.booleans())
    parts = [data.draw(st.sampled_from([*DECORATIONS[3:6], "{}"])).format(symbol) for symbol in symbols]
    text = data.draw(st.sampled_from(SEPARATORS)).join(part.lower() if small else part for part in parts)
    if parts == symbols:
        text = data.draw(st.sampled_from(DECORATIONS)).format(text)
    token = read_token(text, alphabet)
    assert (token.letters, token.remark, token.doubt) == (alphabet.mask_of("".join(symbols)), "", None)
    remark = data.draw(st.sampled_from(["backup", "until May", "à partir de mai", "1"]))
    with_remark = read_token(f"{text} ({remark})", alphabet)
    assert with_remark.letters == token.letters
    assert remark in with_remark.remark
    assert with_remark.doubt is None


@given(st.text(st.characters(categories=["L"]), min_size=2, max_size=12))
def test_a_random_word_is_never_a_letter_silently(word: str) -> None:
    known = {*"RASCIVDP", *all_words()}
    token = read_token(word, RACI)
    together = len(set(word)) == len(word) <= 3 and set(word.upper()) <= set("RACIАСІΑΙϹ")
    if token.letters and token.doubt is None:
        assert symbol_of_word(word, RACI) or together or "".join(word.split()).upper() in known


@given(st.sampled_from(sorted(all_words())), st.sampled_from([" ", "\u00a0", "  ", "\u200b", "\n", "\t"]))
def test_words_are_read_alike_with_any_spaces_and_case(word: str, space: str) -> None:
    for alphabet in schemes().values():
        plain = read_token(word, alphabet)
        spaced = read_token(f"{space}{word}{space}", alphabet)
        assert (spaced.letters, spaced.doubt) == (plain.letters, plain.doubt)
        assert read_token(word.title(), alphabet).letters == plain.letters


@given(st.text(max_size=30), st.dictionaries(st.text(max_size=5), st.sampled_from(["R", "AR", "", "=does", "D"])))
def test_nothing_of_a_text_is_lost_with_meanings(text: str, said: dict[str, str]) -> None:
    meanings = all_meanings(said)
    token = read_token(text, RACI, meanings)
    assert token.letters or token.remark or parsed(text, meanings).sense <= Sense.NOTHING
