import pytest

from raciapp.formats.exporting import FORMATS
from raciapp.formats.options import described
from raciapp.formats.paper import Orientation, Paper


@pytest.mark.parametrize(
    ("paper", "inches"),
    [(Paper.A4, (8.27, 11.69)), (Paper.A3, (11.69, 16.54)), (Paper.LETTER, (8.5, 11)), (Paper.TABLOID, (11, 17))],
)
def test_papers_have_their_size_portrait(paper: Paper, inches: tuple[float, float]) -> None:
    assert paper.millimetres == pytest.approx(tuple(25.4 * inch for inch in inches), abs=0.2)


def test_papers_are_named_as_people_type_them() -> None:
    assert [paper.value for paper in Paper] == ["a4", "a3", "letter", "tabloid"]


def test_every_format_that_prints_calls_papers_and_their_lie_alike() -> None:
    found = {}
    for suffix, known in FORMATS.items():
        options = {option.name: option for option in described(type(known.load()[0]))}
        for name, choices in (("paper", Paper), ("orientation", Orientation)):
            if name in options:
                found[suffix, name] = options[name].choices == tuple(choices)
    assert set(found.values()) == {True}
    assert {(".pdf", "orientation"), (".docx", "orientation"), (".docx", "paper")} <= found.keys()


def test_the_lie_is_named_as_people_type_it() -> None:
    assert [lie.value for lie in Orientation] == ["auto", "landscape", "portrait"]
