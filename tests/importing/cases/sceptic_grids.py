"""Grids that a sceptical consultant brought: columns in doubt, two matrices side by side, verbs that are letters."""

from importing.building import tables
from importing.expecting import Case, Expected, Fact, case

from raciapp.formats.finding.reading import Doubt, Shape


@case
def a_unit_whose_letters_are_all_doubtful() -> Case:
    text = """
    Task  | PM | Dev    | QA
    Plan  | A  | R?     | C
    Build | A  | (R)    | I
    Test  | A  | R or C | R
    Ship  | A  | R1     | I
    """
    return Case(
        Fact.WHOLE_TOKENS,
        tables(text),
        Expected(
            units="PM | Dev | QA",
            rows="""
            Plan : A . C
            Build : A . I
            Test : A . R
            Ship : A . I
            """,
            remarks={("Plan", "Dev"): "R?", ("Build", "Dev"): "(R)", ("Test", "Dev"): "R or C", ("Ship", "Dev"): "R1"},
            asked=(
                ("C1", Doubt.UNIT),
                ("C2", Doubt.CELL),
                ("C3", Doubt.CELL),
                ("C4", Doubt.CELL),
                ("C5", Doubt.CELL),
            ),
            calm=True,
        ),
    )


@case
def a_last_unit_with_notes_instead_of_letters() -> Case:
    text = """
    Task  | PM | Dev
    Plan  | A  | lead writer
    Build | A  | helps R
    Test  | R  | see HR
    """
    return Case(
        Fact.WHOLE_TOKENS,
        tables(text),
        Expected(
            units="PM | Dev",
            rows="""
            Plan : A .
            Build : A .
            Test : R .
            """,
            remarks={("Plan", "Dev"): "lead writer", ("Build", "Dev"): "helps R", ("Test", "Dev"): "see HR"},
            asked=(("C2", Doubt.CELL), ("C3", Doubt.CELL), ("C4", Doubt.CELL)),
        ),
    )


@case
def a_column_of_marks_that_nobody_knows() -> Case:
    text = """
    Task  | PM | Dev | QA
    Plan  | A  | R   | zzz
    Build | A  | R   | zzz
    """
    return Case(
        Fact.LISTED,
        tables(text),
        Expected(
            units="PM | Dev",
            rows="""
            Plan : A R
            Build : A R
            """,
            skipped="D1 D2",
            asked=(("D", Doubt.COLUMN),),
            calm=True,
        ),
    )


@case
def columns_of_text_among_units() -> Case:
    """Long texts and priorities are no letters; short texts among units are asked about."""
    text = """
    Task  | PM | Tool | Dev | Made                                  | Prio
    Plan  | A  | CMS  | R   | Report R on what the client wants     | P1
    Build | A  | CRM  | R   | A first version that the client sees  | P2
    Test  | R  | CMS  | A   | Results of tests                      | P1
    """
    return Case(
        Fact.NOT_UNITS,
        tables(text),
        Expected(
            units="PM | Dev",
            rows="""
            Plan : A R
            Build : A R
            Test : R A
            """,
            skipped="C1 C2 E1 E2 F1 F2",
            asked=(("C", Doubt.COLUMN), ("F", Doubt.COLUMN)),
            calm=True,
        ),
    )


@case
def two_matrices_side_by_side() -> Case:
    text = """
    Task  | PM | Dev | | Task  | Lead | Ops
    Plan  | A  | R   | | Run   | I    | C
    Build | A  | R   | | Fix   | A    | R
          |    |     | | Scale | R    | A
    """
    return Case(
        Fact.SEVERAL,
        tables(text),
        Expected(
            units="PM | Dev",
            rows="""
            Plan : A R
            Build : A R
            """,
            skipped="E1 E2 E3 E4",
            asked=(("E1", Doubt.TABLE),),
            calm=True,
        ),
    )


@case
def the_same_units_again_beside_another_phase() -> Case:
    text = """
    Phase 1 | PM | Dev | Phase 2 | PM | Dev
    Plan    | A  | R   | Run     | I  | C
    Build   | A  | R   | Fix     | A  | R
    """
    return Case(
        Fact.SEVERAL,
        tables(text),
        Expected(
            units="PM | Dev",
            rows="""
            Plan : A R
            Build : A R
            """,
            skipped="D1 D2 D3",
            asked=(("D1", Doubt.TABLE),),
        ),
    )


@case
def names_said_again_in_the_middle_of_a_wide_matrix() -> Case:
    text = """
    Task  | PM | Dev | Task  | Lead | Ops
    Plan  | A  | R   | Plan  | I    | C
    Build | A  | R   | Build | C    | R
    """
    return Case(
        Fact.NOT_UNITS,
        tables(text),
        Expected(
            units="PM | Dev | Lead | Ops",
            rows="""
            Plan : A R I C
            Build : A R C R
            """,
            skipped="D1 D2",
        ),
    )


@case
def activities_that_are_words_for_letters() -> Case:
    text = """
    Activity | Comms | Legal | IT
    Draft    | R     | C     | I
    Review   | R     | C     | I
    Consult  | A/R   | C/I   | I
    Approve  | I     | R     | A
    Inform   | C     | R     | A
    """
    return Case(
        Fact.NAMES,
        tables(text),
        Expected(
            units="Comms | Legal | IT",
            rows="""
            Draft : R C I
            Review : R C I
            Consult : A/R C/I I
            Approve : I R A
            Inform : C R A
            """,
            calm=True,
        ),
    )


@case
def activities_across_that_are_words_for_letters() -> Case:
    text = """
    Role     | Draft | Consult | Approve | Inform
    Clerk    | R     | R       | I       | A
    Manager  | C     | A       | R       | R
    Director | A     | I       | A       | I
    """
    return Case(
        Fact.TRANSPOSED,
        tables(text),
        Expected(
            kind=Shape.TRANSPOSED,
            units="Clerk | Manager | Director",
            rows="""
            Draft : R C A
            Consult : R A I
            Approve : I R A
            Inform : A R I
            """,
        ),
    )


@case
def three_levels_of_activities() -> Case:
    text = """
    Phase  | Task       | Subtask         | PM | Dev
    1 Plan | 1.1 Scope  | 1.1.1 Interview | A  | R
           |            | 1.1.2 Write     | R  | A
           | 1.2 Budget | 1.2.1 Estimate  | R  | A
    2 Do   | 2.1 Code   | 2.1.1 Program   | A  | R
    """
    return Case(
        Fact.GROUPS,
        tables(text),
        Expected(
            units="PM | Dev",
            rows="""
            # 1.1 Scope
            1.1.1 Interview : A R
            1.1.2 Write : R A
            # 1.2 Budget
            1.2.1 Estimate : R A
            # 2.1 Code
            2.1.1 Program : A R
            """,
            skipped="A1 A2",
        ),
    )


@case
def classes_that_look_like_letters() -> Case:
    text = """
    Data | Classification | Owner | Steward | Impact
    Pay  | C              | A     | R       | I
    Web  | I              | A     | R       | C
    Tax  | C              | A     | R       | A
    """
    return Case(
        Fact.NOT_UNITS,
        tables(text),
        Expected(
            units="Owner | Steward",
            rows="""
            Pay : A R
            Web : A R
            Tax : A R
            """,
            skipped="B1 B2 E1 E2",
            asked=(("B", Doubt.COLUMN), ("E", Doubt.COLUMN), ("C1", Doubt.UNIT)),
            calm=True,
        ),
    )


@case
def groups_in_the_corners_of_repeated_headings() -> Case:
    text = """
    Planning | PM | Dev
    Plan     | A  | R
    Spec     | A  | R
    Delivery | PM | Dev
    Build    | A  | R
    Ship     | A  | R
    """
    return Case(
        Fact.GROUPS,
        tables(text),
        Expected(
            units="PM | Dev",
            rows="""
            # Planning
            Plan : A R
            Spec : A R
            # Delivery
            Build : A R
            Ship : A R
            """,
            skipped="A4",
            asked=(("A4", Doubt.GROUP),),
            calm=True,
        ),
    )


@case
def totals_of_hours_beside_the_units() -> Case:
    text = """
    Activity    | PM | h | Dev | h
    Plan        | A  | 2 | R   | 3
    Build       | A  | 1 | R   | 4
    Total hours |    | 3 |     | 7
    """
    return Case(
        Fact.NOT_UNITS,
        tables(text),
        Expected(
            units="PM | Dev",
            rows="""
            Plan : A R
            Build : A R
            """,
            skipped="C1 C2 E1 A4 E4",
            calm=True,
        ),
    )
