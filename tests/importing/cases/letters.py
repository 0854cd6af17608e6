"""What stands in the cells: letters in every spelling, nothing, remarks, and the letters of other schemes."""

from importing.building import delimited, sheet, tables, text_file, workbook
from importing.expecting import Case, Expected, Fact, case

from raciapp.formats.finding.reading import Doubt, Shape


@case
def letters_in_every_spelling() -> Case:
    text = """
    Activity | Web     | Legal  | HR     | Board
    One      | R       | r      | R_     | A/R
    Two      | R/A     | AR     | R,A    | R, A
    Three    | R et A  | R and A | C /I  | R & A
    Four     | R+A     | C\\nI  | a / r  | \u00a0R\u00a0
    Five     | C / I   | ra     | C;I    | A, C
    Six      | R / C/I | A      | i      | c
    """
    return Case(
        Fact.SPELLINGS,
        workbook(sheet("RACI", text)),
        Expected(
            units="Web | Legal | HR | Board",
            rows="""
            One : R R R A/R
            Two : A/R A/R A/R A/R
            Three : A/R A/R C/I A/R
            Four : A/R C/I A/R R
            Five : C/I A/R C/I A/C
            Six : R/C/I A I C
            """,
            calm=True,
        ),
    )


@case
def letters_with_markdown_around_them() -> Case:
    text = """
| Activity | Web | Legal | HR |
|---|---|---|---|
| Plan | **R** | `A` | *C* |
| **Answer** | **A**/**R** | __I__ | `C/I` |
| Train | **R/A** | ***C*** | `R`, `A` |
"""
    return Case(
        Fact.SPELLINGS,
        text_file(text, "raci.md"),
        Expected(units="Web | Legal | HR", rows="Plan : R A C\nAnswer : A/R I C/I\nTrain : A/R C A/R", calm=True),
    )


@case
def letters_from_cyrillic_and_greek_keyboards() -> Case:
    """С, А, І and Е look like Latin letters; Я does not, whatever the film posters say."""
    text = """
    Activity | Web      | Legal   | HR       | Board
    Plan     | R/\u0410 | \u0421  | \u0406   | \u0410
    Answer   | \u0410/R | C/\u0406 | \u0391 | R
    Train    | R        | \u0391   | \u0399  | \u042f
    """
    return Case(
        Fact.LOOK_ALIKES,
        delimited(text),
        Expected(
            units="Web | Legal | HR | Board",
            rows="Plan : A/R C I A\nAnswer : A/R C/I A R\nTrain : R A I .",
            remarks={("Train", "Board"): "\u042f"},
            asked=(("E4", Doubt.CELL),),
        ),
    )


@case
def every_way_to_say_nothing() -> Case:
    text = """
    Activity | Web | Legal | HR  | Board | Sales | Stock
    One      | A   | -     | –   | —     | /     | R
    Two      | R   | N     | N/A | n/a   | .     | A
    Three    | 0   | A     | R   |       | \u00a0 | −
    Four     | A/R | -     | --  | ---   | n.a.  | C
    """
    return Case(
        Fact.NOTHING,
        tables(text),
        Expected(
            units="Web | Legal | HR | Board | Sales | Stock",
            rows="""
            One : A . . . . R
            Two : R . . . . A
            Three : . A R . . .
            Four : A/R . . . . C
            """,
        ),
    )


@case
def a_cross_takes_part_and_is_asked_about() -> Case:
    text = """
    Activité | Web | Droit | RH
    Planifier | A/R | X    | x
    Répondre | R   | ✓     | A
    Former   | X   | C     | A/R
    """
    return Case(
        Fact.NOTHING,
        tables(text),
        Expected(
            units="Web | Droit | RH",
            rows="Planifier : A/R . .\nRépondre : R . A\nFormer : . C A/R",
            remarks={
                ("Planifier", "Droit"): "X",
                ("Planifier", "RH"): "x",
                ("Répondre", "Droit"): "✓",
                ("Former", "Web"): "X",
            },
            asked=(("C2", Doubt.PART), ("D2", Doubt.PART), ("C3", Doubt.PART), ("B4", Doubt.PART)),
        ),
    )


@case
def letters_with_remarks() -> Case:
    text = """
    Activity        | Web        | Legal                       | HR
    Plan the year   | R (backup) | C (sensitive topics)        | A
    Answer          | A/R        | I [on request]              | C
    Train the staff | C          | **A** (delegated until May) | R (with the union, if there is one)
    """
    return Case(
        Fact.REMARKS,
        tables(text),
        Expected(
            units="Web | Legal | HR",
            rows="Plan the year : R C A\nAnswer : A/R I C\nTrain the staff : C A R",
            remarks={
                ("Plan the year", "Web"): "backup",
                ("Plan the year", "Legal"): "sensitive topics",
                ("Answer", "Legal"): "on request",
                ("Train the staff", "Legal"): "delegated until May",
                ("Train the staff", "HR"): "with the union, if there is one",
            },
        ),
    )


@case
def comments_hang_on_cells() -> Case:
    text = """
    Activity        | Web        | Legal | HR
    Plan the year   | R (backup) | C     | A
    Answer          | A/R        |       | I
    Train the staff | C          | I     | A/R
    """
    comments = {
        "B2": "since March",
        "C2": "only where the law is concerned",
        "C3": "ask them first",
    }
    return Case(
        Fact.REMARKS,
        workbook(sheet("RACI", text, comments=comments)),
        Expected(
            units="Web | Legal | HR",
            rows="Plan the year : R C A\nAnswer : A/R . I\nTrain the staff : C I A/R",
            remarks={
                ("Plan the year", "Web"): "backup · since March",
                ("Plan the year", "Legal"): "only where the law is concerned",
                ("Answer", "Legal"): "ask them first",
            },
        ),
    )


@case
def remarks_beside_several_letters_in_bold() -> Case:
    text = """
    Activity | Web                   | Legal                  | HR
    Plan     | **A**/**R** (backup)  | Consulté(e) (si possible) | **I**
    Answer   | **R** *(until May)*   | C / I (law only)       | **A**
    """
    return Case(
        Fact.REMARKS,
        tables(text),
        Expected(
            units="Web | Legal | HR",
            rows="Plan : A/R C I\nAnswer : R C/I A",
            remarks={
                ("Plan", "Web"): "backup",
                ("Plan", "Legal"): "si possible",
                ("Answer", "Web"): "until May",
                ("Answer", "Legal"): "law only",
            },
        ),
    )


# -- other schemes ----------------------------------------------------------------------------------------


@case
def rasci_says_so_in_its_title() -> Case:
    text = """
    RASCI – Help desk
    Task             | IT manager | Agent | Trainer | Users
    Answer tickets   | A          | R     | S       | I
    Replace laptops  | A/R        | S     |         | C
    Write guides     | A          | S     | R       | I
    """
    return Case(
        Fact.SCHEMES,
        tables(text),
        Expected(
            scheme="rasci",
            units="IT manager | Agent | Trainer | Users",
            rows="Answer tickets : A R S I\nReplace laptops : A/R S . C\nWrite guides : A S R I",
            skipped="A1",
        ),
    )


@case
def raci_vs_with_its_legend() -> Case:
    text = """
    Activity      | Author | Editor | Checker | Director
    Draft         | R      | A      |         | I
    Verify        | C      | I      | V       | A
    Publish       | R      | A      | V       | S

    R | Responsible
    A | Accountable
    C | Consulted
    I | Informed
    V | Verify
    S | Sign off
    """
    return Case(
        Fact.SCHEMES,
        tables(text),
        Expected(
            scheme="raci-vs",
            units="Author | Editor | Checker | Director",
            rows="Draft : R A . I\nVerify : C I V A\nPublish : R A V S",
            skipped="A6 B6 A11",
        ),
    )


@case
def daci_of_a_product_team() -> Case:
    text = """
    DACI | Product lead | Designer | Engineer | Sales
    Choose the feature | D | C | C | A
    Draw the screens   | A | D | C | I
    Set the price      | D | I | I | A
    """
    return Case(
        Fact.SCHEMES,
        tables(text),
        Expected(
            scheme="daci",
            units="Product lead | Designer | Engineer | Sales",
            rows="Choose the feature : D C C A\nDraw the screens : A D C I\nSet the price : D I I A",
        ),
    )


@case
def rapid_of_a_board() -> Case:
    text = """
    RAPID decisions
    Decision        | Board | Director | Finance | Programmes
    Open an office  | D     | R        | A       | I
    Hire the head   | D     | R        | I       | P
    Close a project | A     | D        | I       | R/P
    """
    return Case(
        Fact.SCHEMES,
        tables(text),
        Expected(
            scheme="rapid",
            units="Board | Director | Finance | Programmes",
            rows="Open an office : D R A I\nHire the head : D R I P\nClose a project : A D I R/P",
            skipped="A1",
        ),
    )


@case
def pacsi_with_its_legend() -> Case:
    text = """
    Activity        | Foreman | Owner | Adviser | Auditor
    Dig the pit     | P       | A     | S       | C
    Pour the slab   | P       | A     |         | C
    Test the slab   | P       | I     | S       | A

    P = Perform, A = Accountable, C = Control, S = Suggest, I = Informed (PACSI)
    """
    return Case(
        Fact.SCHEMES,
        tables(text),
        Expected(
            scheme="pacsi",
            units="Foreman | Owner | Adviser | Auditor",
            rows="Dig the pit : P A S C\nPour the slab : P A . C\nTest the slab : P I S A",
            skipped="A6",
        ),
    )


@case
def unknown_letters_are_kept_and_asked_about() -> Case:
    text = """
    Activity | Web | Legal | HR
    Plan     | A/R | F     | I
    Answer   | R/L | Q     | A
    Train    | C   | O     | A/R
    Measure  | A   | C     | R
    Report   | A   | I     | R
    """
    return Case(
        Fact.SCHEMES,
        tables(text),
        Expected(
            units="Web | Legal | HR",
            rows="Plan : A/R . I\nAnswer : . . A\nTrain : C . A/R\nMeasure : A C R\nReport : A I R",
            remarks={
                ("Plan", "Legal"): "F",
                ("Answer", "Web"): "R/L",
                ("Answer", "Legal"): "Q",
                ("Train", "Legal"): "O",
            },
            asked=(("C2", Doubt.CELL), ("B3", Doubt.CELL), ("C3", Doubt.CELL), ("C4", Doubt.CELL)),
        ),
    )


@case
def a_unit_with_nothing_but_unknown_letters() -> Case:
    """No legend explains F: whoever holds it is a unit all the same."""
    text = """
    Activity | Web | Supplier | HR
    Plan     | A/R | F        | I
    Answer   | R   |          | A
    Train    | C   | F        | A/R
    """
    return Case(
        Fact.SCHEMES,
        tables(text),
        Expected(
            units="Web | Supplier | HR",
            rows="Plan : A/R . I\nAnswer : R . A\nTrain : C . A/R",
            remarks={("Plan", "Supplier"): "F", ("Train", "Supplier"): "F"},
            asked=(("C2", Doubt.CELL), ("C4", Doubt.CELL)),
        ),
    )


# -- names ------------------------------------------------------------------------------------------------


@case
def names_hold_slashes_and_words_of_letters() -> Case:
    text = """
    Activity                                 | DPO/Security | R&D | Public informed desk | A. Roy
    Keep the staff informed                  | A            | I   | R                    | I
    Name a responsible person                | R            | C   | I                    | A
    Responsible disclosure                   | A/R          | R   |                      | C
    Consult the unions / inform the press    | I            |     | A/R                  | C
    """
    return Case(
        Fact.NAMES,
        tables(text),
        Expected(
            units="DPO/Security | R&D | Public informed desk | A. Roy",
            rows="""
            Keep the staff informed : A I R I
            Name a responsible person : R C I A
            Responsible disclosure : A/R R . C
            Consult the unions / inform the press : I . A/R C
            """,
        ),
    )


@case
def a_unit_called_r_and_d_in_a_list() -> Case:
    """«R&D» is the name of a unit, however much it looks like two letters."""
    text = """
    Activity        | Unit     | RACI
    Write the plan  | IT       | A
    Write the plan  | R&D      | C/I
    Train the staff | IT       | C
    Train the staff | R&D      | A/C/I
    Train the staff | Supplier | C/I
    Pour concrete   | IT       | R
    Pour concrete   | R&D      | A
    """
    return Case(
        Fact.NAMES,
        tables(text),
        Expected(
            kind=Shape.LONG,
            units="IT | R&D | Supplier",
            rows="Write the plan : A C/I .\nTrain the staff : C A/C/I C/I\nPour concrete : R A .",
        ),
    )


@case
def a_unit_called_r_and_d_under_letters() -> Case:
    text = """
    Activity        | A    | R        | C                 | I
    Write the plan  | IT   |          | R&D               | R&D
    Choose the tool | R&D  | Supplier | IT, R&D           | Supplier
    Train the staff |      |          | IT                |
    Pour concrete   | R&D  | IT       | R&D, Supplier     | R&D
    """
    return Case(
        Fact.NAMES,
        tables(text),
        Expected(
            kind=Shape.INVERTED,
            units="IT | R&D | Supplier",
            rows="""
            Write the plan : A C/I .
            Choose the tool : C A/C R/I
            Train the staff : C . .
            Pour concrete : R A/C/I C
            """,
        ),
    )


@case
def units_called_it_and_r_and_d_under_departments() -> Case:
    text = """
                    | Head office |           | Field
    Activity        | IT          | R&D       | Bailleur
    Write the plan  | A           | C/I       |
    Choose the tool |             | C/I       | A
    Train the staff | C           | A/C/I     | C/I
    """
    return Case(
        Fact.NAMES,
        tables(sheet("", text, merges="B1:C1")),
        Expected(
            units="IT | R&D | Bailleur",
            divisions="Head office | Head office | Field",
            rows="Write the plan : A C/I .\nChoose the tool : . C/I A\nTrain the staff : C A/C/I C/I",
        ),
    )


@case
def a_word_is_never_read_by_its_first_letter() -> Case:
    text = """
    Activity | Web      | Legal         | HR        | Board
    Plan     | A/R      | Rarely        | C         | Chair
    Answer   | R        | Inactive      | A         | as agreed
    Train    | C        | I             | Ana Costa | A/R
    Measure  | Approved | R             | Reviewer  | A
    """
    return Case(
        Fact.WHOLE_TOKENS,
        tables(text),
        Expected(
            units="Web | Legal | HR | Board",
            rows="Plan : A/R . C .\nAnswer : R . A .\nTrain : C I . A/R\nMeasure : . R . A",
            remarks={
                ("Plan", "Legal"): "Rarely",
                ("Plan", "Board"): "Chair",
                ("Answer", "Legal"): "Inactive",
                ("Answer", "Board"): "as agreed",
                ("Train", "HR"): "Ana Costa",
                ("Measure", "Web"): "Approved",
                ("Measure", "HR"): "Reviewer",
            },
            asked=tuple((where, Doubt.CELL) for where in ("C2", "E2", "C3", "E3", "D4", "B5", "D5")),
        ),
    )
