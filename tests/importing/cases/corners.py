"""One matrix under corners with odd signs."""

from importing.building import sheet, workbook
from importing.cases.small_matrix import ROWS
from importing.expecting import Case, Expected, Fact, case


def _under_corner(corner: str) -> Case:
    text = f"""
    |||
    {corner}                  | Web\\nteam_ | Legal\u00a0 | Human\u00a0 resources
    Plan the\\nyear            | A/R         | C            | I
    \u00a0Answer the  public_  | R           |              | A
    Train the staff            | C           | I            | A/R
    """
    return Case(
        Fact.CORNERS,
        workbook(sheet("RACI", text)),
        Expected(
            units="Web team | Legal | Human resources",
            rows=ROWS,
        ),
    )


@case
def a_corner_with_a_slash() -> Case:
    return _under_corner("Activities / Roles")


@case
def a_corner_with_a_space() -> Case:
    return _under_corner("\u00a0")


@case
def a_corner_with_a_title() -> Case:
    return _under_corner("RACI matrix – Web 2 (draft)")


@case
def a_corner_with_nothing() -> Case:
    return _under_corner("")


@case
def a_corner_with_only_a_slash() -> Case:
    return _under_corner("/")
