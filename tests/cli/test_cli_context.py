import pytest
from msgspec.structs import replace

from raciapp.base.errors import UserError
from raciapp.base.words import same
from raciapp.cli.context import CHOICES, SWITCHES, with_settings
from raciapp.document.records import OperatingModel, Organization, Sector, Size, Tone

ORGANIZATION = Organization(same("Coastal"))


def test_every_setting_can_be_given() -> None:
    given = with_settings(
        ORGANIZATION,
        [
            "sector=government",
            "size=small",
            "model=hub_and_spoke",
            "tone=restrictions",
            "program_channels=true",
            "regulated=true",
            "no_alternative=true",
            "gc=true",
        ],
    )
    assert given == Organization(
        name=same("Coastal"),
        sector=Sector.GOVERNMENT,
        size=Size.SMALL,
        model=OperatingModel.HUB_AND_SPOKE,
        tone=Tone.RESTRICTIONS,
        program_channels=True,
        regulated=True,
        no_alternative=True,
        packs=("gc",),
    )


def test_nothing_given_changes_nothing() -> None:
    assert with_settings(ORGANIZATION, []) == ORGANIZATION


@pytest.mark.parametrize(("key", "value"), [(key, kind) for key, kinds in CHOICES.items() for kind in kinds])
def test_each_value_of_a_choice_is_accepted(key: str, value: str) -> None:
    assert getattr(with_settings(ORGANIZATION, [f"{key}={value}"]), key) == value


def test_the_last_one_decides_and_spaces_do_not_matter() -> None:
    given = with_settings(ORGANIZATION, ["regulated=true", " regulated = false ", "size=small", "size=standard"])
    assert given == ORGANIZATION


@pytest.mark.parametrize(
    ("packs", "answer", "then"),
    [
        ((), "false", ()),
        (("gc",), "true", ("gc",)),
        (("house", "gc"), "false", ("house",)),
        (("house",), "true", ("house", "gc")),
    ],
)
def test_canada_is_one_of_the_packs(packs: tuple[str, ...], answer: str, then: tuple[str, ...]) -> None:
    assert with_settings(replace(ORGANIZATION, packs=packs), [f"gc={answer}"]).packs == then


@pytest.mark.parametrize(
    ("setting", "allowed"),
    [
        ("government", ("KEY=VALUE",)),
        ("colour=red", (*CHOICES, *SWITCHES, "colour")),
        ("sector=navy", ("--context sector", "navy", *Sector)),
        ("regulated=yes", ("--context regulated", "yes", "true", "false")),
        ("gc=", ("--context gc", "true", "false")),
        ("{x}={y}", ("{x}", *CHOICES)),
    ],
)
def test_what_is_not_allowed_is_answered_with_what_is(setting: str, allowed: tuple[str, ...]) -> None:
    with pytest.raises(UserError) as caught:
        with_settings(ORGANIZATION, [setting])
    assert [part for part in allowed if part not in str(caught.value)] == []
