"""The measures that tests of colours go by are the published ones."""

import pytest
from seeing import EYES, contrast, difference


def test_contrast_is_computed_as_the_standard_does() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_differences_are_those_of_cie_lab() -> None:
    assert difference("#000000", "#FFFFFF") == pytest.approx(100, abs=0.01)
    # Lindbloom's calculator: sRGB red is (53.24, 80.09, 67.20), green (87.73, -86.18, 83.18).
    assert difference("#FF0000", "#00FF00") == pytest.approx(170.6, abs=0.1)


@pytest.mark.parametrize("eyes", EYES)
def test_greys_are_the_same_to_all_eyes(eyes: str) -> None:
    assert contrast("#808080", "#FFFFFF", eyes) == pytest.approx(contrast("#808080", "#FFFFFF"), abs=0.01)
    assert difference("#808080", "#FFFFFF", eyes) == pytest.approx(difference("#808080", "#FFFFFF"), abs=0.5)


@pytest.mark.parametrize(
    ("eyes", "one", "other"),
    [("no red", "#D03030", "#6A6A10"), ("no green", "#D03030", "#8A8A20"), ("no blue", "#1E90A0", "#1E9878")],
)
def test_colours_that_some_eyes_confuse(eyes: str, one: str, other: str) -> None:
    assert difference(one, other, eyes) < difference(one, other) / 2
