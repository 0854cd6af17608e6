"""Finding names by a few of their characters: what is found, in which order, and where in a document."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from raciapp.base.words import Language, Words
from raciapp.document.records import Activity, Document, Group, Matrix, Organization, Row, Unit
from raciapp.ui.searching import LONGEST_QUERY, first_from, folded, match, places_of

TEXT = st.text(st.characters(codec="utf-8"), max_size=30)


def _marked(query: str, text: str) -> str:
    """Return the characters of `text` that a search marks."""
    hit = match(query, text)
    assert hit is not None, f"{query!r} does not find {text!r}"
    return "".join(text[place] for place in hit.marks)


def _best(query: str, *texts: str) -> list[str]:
    """Return the texts that are found, the best first."""
    scores = {text: hit.score for text in texts if (hit := match(query, text))}
    return sorted(scores, key=lambda text: -scores[text])


# -- comparing ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "plain"),
    [("Établir", "etablir"), ("ŒUVRE", "oeuvre"), ("Straße", "strasse"), ("ﬁle", "file"), ("Åse’s", "ase's"), ("", "")],
)
def test_accents_and_case_do_not_count(text: str, plain: str) -> None:
    assert folded(text).text == plain


def test_a_folded_character_knows_where_it_came_from() -> None:
    assert folded("aŒé").origins == (0, 1, 1, 2)


@given(TEXT)
def test_folding_keeps_a_place_for_each_character(text: str) -> None:
    found = folded(text)
    assert len(found.origins) == len(found.text)
    assert all(0 <= place < len(text) for place in found.origins)
    assert not any(map(unicodedata.combining, found.text))
    assert all(found.text[start : start + len(word)] == word for start, word in found.words)


# -- what is found ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "text", "marks"),
    [
        ("mu", "Move the unit left", "Mu"),
        ("exc", "Export to Excel", "Exc"),
        ("expex", "Export to Excel", "ExpEx"),
        ("unit move", "Move the unit left", "Moveunit"),
        ("etab", "Établir la stratégie", "Étab"),
        ("STRATEGIE", "Établir la stratégie", "stratégie"),
        ("oeu", "Main-d'œuvre", "œu"),
        ("trat", "Set the strategy", "trat"),
        ("cmpr", "Compare", "Cmpr"),
        ("", "Anything", ""),
    ],
)
def test_a_name_is_found_by_some_of_it(query: str, text: str, marks: str) -> None:
    assert _marked(query, text) == marks


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("x", "Export"),  # a letter inside a word is in too many
        ("xyz", "Export to Excel"),
        ("unit zebra", "Move the unit"),
        ("ut", "Move the unit"),
        ("cmprz", "Compare"),
        ("ca", "Compare"),  # too short to shorten a word
        ("a", ""),
    ],
)
def test_what_is_not_in_a_name_is_not_found(query: str, text: str) -> None:
    assert match(query, text) is None


def test_initials_may_need_a_second_look() -> None:
    """«moo» is found though «Move» has no second o: «over» begins with one."""
    hit = match("moo", "Move over")
    assert hit is not None
    assert hit.marks == (0, 1, 5)


def test_the_better_is_first() -> None:
    names = (
        "Compare",
        "Copy",
        "A copy",
        "Consent on paying yearly",
        "Photocopy",
        "Clumsy old party",
        "Chronophotography",
    )
    assert _best("copy", *names) == ["Copy", "A copy", "Consent on paying yearly", "Photocopy"]
    assert _best("cpy", "Copy", "Consent (paying) yearly", "Occupy") == ["Consent (paying) yearly", "Copy"]


def test_the_shorter_of_two_is_first() -> None:
    assert _best("unit", "Remove the unit with all it holds", "Remove the unit") == [
        "Remove the unit",
        "Remove the unit with all it holds",
    ]


def test_of_words_that_begin_so_the_nearer_are_first() -> None:
    assert _best("mu", "Move the group up", "Move the unit left") == ["Move the unit left", "Move the group up"]


def test_a_name_is_found_by_its_other_names_but_later() -> None:
    own, other = match("undo", "Undo"), match("undo", "Annuler", ["Undo"])
    assert own is not None
    assert other is not None
    assert other.marks == ()
    assert other.score < own.score
    assert match("undo", "Annuler") is None


def test_words_may_be_found_in_different_names() -> None:
    hit = match("cell clear", "Vider la cellule", ["Clear cells"])
    assert hit is not None
    assert hit.marks == tuple(range(9, 13))


def test_a_long_query_is_cut() -> None:
    text = "a" * LONGEST_QUERY
    assert match(text + "zzz", text) is not None


@given(TEXT, TEXT)
def test_any_query_is_answered_with_places_of_the_text(query: str, text: str) -> None:
    hit = match(query, text)
    if hit:
        assert all(0 <= place < len(text) for place in hit.marks)
        assert list(hit.marks) == sorted(set(hit.marks))


@given(TEXT)
def test_a_name_is_found_by_itself(text: str) -> None:
    words = [word for word in folded(text).text.split() if word.isalnum()]
    assert all(match(word, text) is not None or len(word) == 1 for word in words)


def test_many_short_words_do_not_take_for_ever() -> None:
    assert match("a" * (LONGEST_QUERY - 1) + "b", "a " * 200) is None


# -- in a document ------------------------------------------------------------------------------------------


def _document() -> Document:
    return Document(
        organization=Organization(Words("Town")),
        matrices=(
            Matrix(
                "as_is",
                Words("As-is"),
                (
                    Row(bytes(3)),
                    Row(bytes(3), (("legal", "Ask the strategy team"),)),
                    Row(bytes(3)),
                    Row(bytes(3)),
                ),
            ),
            Matrix("to_be", Words("To-be"), tuple(Row(bytes(3)) for _ in range(4))),
        ),
        units=(
            Unit("com", Words("Communications", "Communications")),
            Unit("legal", Words("Legal", "Affaires juridiques"), remark="outside counsel"),
            Unit("str", Words("Strategy", "Stratégie")),
        ),
        groups=(Group("late", Words("Reports")), Group("early", Words("Strategy and mandate", "Stratégie et mandat"))),
        activities=(
            Activity("set", Words("Set the strategy", "Établir la stratégie"), "early"),
            Activity("write", Words("Write posts", "Rédiger"), "late", remark="with legal advice"),
            Activity("free", Words("Answer questions", "Répondre")),
            Activity("read", Words("Read comments", "Lire"), "late"),
        ),
    )


def _places(query: str, matrix: str = "as_is", language: Language = Language.EN) -> list[tuple[str, str]]:
    return places_of(query, _document(), matrix, ("read", "com"), language)


def test_names_and_remarks_are_found_in_reading_order() -> None:
    """Ungrouped rows come first, then the groups; a group stands for its first row."""
    assert _places("strategy") == [("write", "legal"), ("read", "str"), ("set", "com")]
    assert _places("legal") == [("write", "com"), ("read", "legal")]
    assert _places("report") == [("write", "com")]
    assert _places("counsel") == [("read", "legal")]
    assert _places("mandate") == [("set", "com")]


def test_remarks_are_those_of_the_shown_matrix() -> None:
    assert ("write", "legal") in _places("strategy")
    assert ("write", "legal") not in _places("strategy", "to_be")


def test_names_are_found_as_they_are_shown() -> None:
    assert _places("juridiques", language=Language.FR) == [("read", "legal")]
    assert _places("juridiques") == []
    assert _places("STRATEGIE", language=Language.FR) == [("read", "str"), ("set", "com")]


def test_word_starts_are_found_where_nothing_contains_the_text() -> None:
    assert _places("strategy set") == [("set", "com")]
    assert _places("the strat") == [("write", "legal"), ("set", "com")]
    assert _places("rat") == _places("strategy")


@pytest.mark.parametrize("query", ["", "   ", "zebra", "set zebra"])
def test_nothing_is_found_by_nothing_or_nonsense(query: str) -> None:
    assert _places(query) == []


def test_an_empty_document_has_no_places() -> None:
    empty = Document(organization=Organization(Words("x")), matrices=(Matrix("m", Words("m")),))
    assert places_of("a", empty, "m", ("", ""), Language.EN) == []


def test_units_are_found_before_there_are_activities() -> None:
    early = Document(
        organization=Organization(Words("x")), matrices=(Matrix("m", Words("m")),), units=(Unit("u", Words("Audit")),)
    )
    assert places_of("aud", early, "m", ("", ""), Language.EN) == [("", "u")]


def test_the_first_place_is_the_next_from_where_one_is() -> None:
    places = [("write", "legal"), ("read", "str"), ("set", "com")]
    document = _document()
    assert first_from(places, ("free", "str"), document) == 0
    assert first_from(places, ("write", "legal"), document) == 0
    assert first_from(places, ("write", "str"), document) == 1
    assert first_from(places, ("set", "com"), document) == 2
    assert first_from(places, ("set", "str"), document) == 0
    assert first_from([], ("set", "str"), document) == 0
