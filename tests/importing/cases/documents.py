"""Documents and pages: paragraphs between tables, of which one is the matrix, or none."""

from importing.building import Line, page, sheet, word
from importing.expecting import Case, Expected, Fact, NoMatrix, case

from raciapp.formats.finding.reading import Shape


@case
def names_with_groups_in_a_spanish_document() -> Case:
    text = """
    N.º | Actividad              | Responsable       | Aprobador | Consultado          | Informado
    1   | Preparación            |                   |           |                     |
    1.1 | Evaluar necesidades    | Terreno           | Dirección | Comunidad           | Donante
    1.2 | Elegir proveedores     | Logística         | Dirección | Finanzas            |
    2   | Entrega                |                   |           |                     |
    2.1 | Distribuir alimentos   | Terreno/Logística | Terreno   | Comunidad           | todos
    2.2 | Informar al donante    | Finanzas          | Dirección | Terreno, Logística  | Donante
    """
    return Case(
        Fact.INVERTED,
        word(sheet("", text)),
        Expected(
            kind=Shape.INVERTED,
            units="Terreno | Dirección | Comunidad | Donante | Logística | Finanzas | todos",
            rows="""
            # Preparación
            Evaluar necesidades : R A C I . . .
            Elegir proveedores : . A . . R C .
            # Entrega
            Distribuir alimentos : A/R . C . R . I
            Informar al donante : C A . I C R .
            """,
        ),
    )


@case
def several_tables_of_a_document() -> Case:
    key = "Letter | Meaning\nR | Responsible\nA | Accountable\nC | Consulted\nI | Informed"
    text = """
    Phase   | Activity          | Site manager | Engineer | Client
    Design  | Draw              | C            | R        | A
            | Calculate         |              | A/R      | I
    Build   | Dig               | A/R          | C        | I
            | Pour              | A            | R        |
    """
    return Case(
        Fact.SEVERAL,
        word(
            Line("Responsibilities on site"),
            sheet("", key, bold="A1 B1"),
            Line("The matrix:"),
            sheet("", text, merges="A2:A3 A4:A5", bold="A1 B1 C1 D1 E1"),
        ),
        Expected(
            table=2,
            units="Site manager | Engineer | Client",
            rows="# Design\nDraw : C R A\nCalculate : . A/R I\n# Build\nDig : A/R C I\nPour : A R .",
        ),
    )


@case
def several_tables_of_a_page() -> Case:
    key = "Key | Meaning\nR | Responsible\nA | Accountable\nC | Consulted\nI | Informed"
    text = """
             | Care    |           | Office
    Task     | Nurse   | Physician | Clerk
    Admissions
    Admit    | R       | A         | R
    Examine  | C       | A\\nR     |
    Billing
    Send     |         | I         | A/R
    """
    return Case(
        Fact.SEVERAL,
        page(
            Line("RACI & friends"),
            sheet("", key, bold="A1 B1"),
            sheet("", text, merges="B1:C1 A3:D3 A6:D6", bold="A3 A6"),
        ),
        Expected(
            table=2,
            units="Nurse | Physician | Clerk",
            divisions="Care | Care | Office",
            rows="# Admissions\nAdmit : R A R\nExamine : C A/R .\n# Billing\nSend : . I A/R",
        ),
    )


@case
def a_legend_without_its_matrix() -> Case:
    legend = sheet("", "R | Responsible\nA | Accountable\nC | Consulted\nI | Informed")
    return Case(
        Fact.NO_MATRIX, word(Line("How to read the matrix"), legend, Line("The matrix follows.")), NoMatrix(("docx",))
    )
