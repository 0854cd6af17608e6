"""A scheme is chosen by what explains most cells, RACI if it will do."""

from collections import Counter

import pytest

from raciapp.document.letters import scheme, schemes
from raciapp.formats.finding.lettering import choose_scheme, doing_words, scheme_questions, schemes_named
from raciapp.formats.finding.reading import Doubt
from raciapp.formats.finding.tokens import CellText, Sense, parsed


def cells(texts: str, meanings: dict[str, str] | None = None) -> Counter[CellText]:
    said = Counter(parsed(text, meanings) for text in texts.split(","))
    return Counter({cell: count for cell, count in said.items() if cell.sense is Sense.LETTERS})


@pytest.mark.parametrize(
    ("texts", "named", "identity"),
    [
        ("R,A,C,I", "", "raci"),
        ("R,A,C,I", "RASCI", "raci"),
        ("R,A,C,I", "RAPID", "raci"),
        ("R,A,S,C,I", "", "rasci"),
        ("R,A,S,C,I", "RACI-VS", "raci-vs"),
        ("R,A,V,S,C,I", "", "raci-vs"),
        ("D,D,A,C,I", "", "daci"),
        ("D,A,C,I", "DACI", "daci"),
        ("D,A,C,I", "", "raci"),
        ("R,A,P,I,D,P,D", "", "rapid"),
        ("P,A,C,S,I,P,S", "", "pacsi"),
        ("P,A,C,I", "PACSI", "pacsi"),
        ("P,A,C,S,I,P,S,R,R,R,R", "", "rasci"),
        ("D,P,D,P,R,A,I,R,A,I,D,P,D,P,R,A,I,R,A,I,C", "", "rapid"),
        ("R,A,C,I,D,P,D,P", "", "raci"),
        ("Driver,Approver,Contributor,Informed,D", "DACI", "daci"),
    ],
)
def test_the_scheme_that_explains_most(texts: str, named: str, identity: str) -> None:
    assert choose_scheme(cells(texts), schemes_named([named])).id == identity


def test_a_scheme_that_the_legend_contradicts_comes_last() -> None:
    texts = cells("R,A,S,C,I")
    assert choose_scheme(texts, set(), {"S": "Support"}).id == "rasci"
    assert choose_scheme(texts, set(), {"S": "Signs off"}).id == "raci-vs"
    taught = cells("R,V,C,I", {"v": "=Valide"})
    assert choose_scheme(taught, set(), {"V": "Valide"}).id == "raci"
    assert choose_scheme(cells("R,V,C,I", {"v": "=Vérifie"}), set(), {"V": "Vérifie"}).id == "raci-vs"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("RACI matrix", set()),
        ("a rapid answer", set()),
        ("RASCI", {"rasci"}),
        ("The RASIC of 2026", {"rasci"}),
        ("RACI-VS", {"raci-vs"}),
        ("RACI VS", {"raci-vs"}),
        ("RACI (VS)", {"raci-vs"}),
        ("RACIVS", {"raci-vs"}),
        ("DACI, then RAPID", {"daci", "rapid"}),
        ("PACSI", {"pacsi"}),
        ("CAIRO", {"cairo"}),
        ("RACI-Q", {"raciq"}),
        ("RACIO", {"racio"}),
        ("RACINE", set()),
    ],
)
def test_names_of_schemes(text: str, named: set[str]) -> None:
    assert schemes_named([text]) == named


@pytest.mark.parametrize(
    ("identity", "named", "asked"),
    [
        ("raci", set(), False),
        ("raci", {"rasci"}, False),
        ("raci", {"cairo"}, True),
        ("raci", {"daci"}, True),
        ("rasci", set(), True),
        ("rasci", {"rasci"}, False),
        ("pacsi", set(), True),
        ("pacsi", {"pacsi"}, False),
    ],
)
def test_a_scheme_that_is_not_named_is_asked_about(identity: str, named: set[str], *, asked: bool) -> None:
    questions = list(scheme_questions(scheme(identity), named, "A1"))
    assert [question.kind for question in questions] == [Doubt.SCHEME] * asked


def test_nothing_to_read_is_raci() -> None:
    assert choose_scheme({}, set()) is schemes()["raci"]


def test_words_for_doing() -> None:
    raci = scheme("raci")
    assert doing_words(parsed("Approbateur"), raci) == frozenset()
    assert doing_words(parsed("Responsable"), raci) == doing_words(parsed("Responsible"), raci) == {"respon"}
    assert doing_words(parsed("Réalise"), raci) == {"réalis"}
    assert doing_words(parsed("Verantwortlich, consulté"), raci) == {"verant"}
    assert doing_words(parsed("R"), raci) == frozenset()
