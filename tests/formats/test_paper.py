import pytest

from raciapp.formats.paper import Paper


@pytest.mark.parametrize(
    ("paper", "inches"),
    [(Paper.A4, (8.27, 11.69)), (Paper.A3, (11.69, 16.54)), (Paper.LETTER, (8.5, 11)), (Paper.TABLOID, (11, 17))],
)
def test_papers_have_their_size_portrait(paper: Paper, inches: tuple[float, float]) -> None:
    assert paper.millimetres == pytest.approx(tuple(25.4 * inch for inch in inches), abs=0.2)


def test_papers_are_named_as_people_type_them() -> None:
    assert [paper.value for paper in Paper] == ["a4", "a3", "letter", "tabloid"]
