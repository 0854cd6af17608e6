"""Lists: letters across with names in the cells, and one line for each letter."""

from importing.building import delimited, sheet, tables, text_file, word, workbook
from importing.expecting import Case, Expected, Fact, case

from raciapp.formats.finding.reading import Doubt, Shape


@case
def names_under_the_words_of_the_letters() -> Case:
    """«Legal/Finance» is two units since both stand alone elsewhere; «DPO/Security» is one."""
    text = """
    Task                | Responsible         | Accountable     | Consulted     | Informed
    Design the campaign | Designer, Community | Marketing lead  | Legal/Finance | Everybody
    Write the posts     | Community           | Marketing lead  | Legal         | Designer
    Approve the budget  | Finance             | Director        | DPO/Security  | Marketing lead
    Handle a breach     | DPO/Security        | Director        | Legal         | Everybody
    """
    return Case(
        Fact.INVERTED,
        delimited(text),
        Expected(
            kind=Shape.INVERTED,
            units="Designer | Community | Marketing lead | Legal | Finance | Everybody | Director | DPO/Security",
            rows="""
            Design the campaign : R R A C C I . .
            Write the posts : I R A C . . . .
            Approve the budget : . . I . R . A C
            Handle a breach : . . . C . I A R
            """,
            asked=(("E2", Doubt.EVERYBODY),),
        ),
    )


@case
def names_under_letters_in_another_order_with_line_breaks() -> Case:
    text = """
    Projet : Centre de santé
    Activité               | A                | R                               | I              | C
    Recruter les soignants | Direction        | RH                              | tous           | Médecin-chef
    Former les soignants   | Médecin-chef     | RH\\nInfirmière cheffe          |                | Direction
    Commander les vaccins | Médecin-chef | Pharmacie | RH ; Direction | Infirmière cheffe et Pharmacie
    Ouvrir le centre       | Direction        | Médecin-chef & Infirmière cheffe | tous          | Bailleur
    """
    return Case(
        Fact.INVERTED,
        workbook(sheet("RACI", text)),
        Expected(
            kind=Shape.INVERTED,
            sheet="RACI",
            units="Direction | RH | tous | Médecin-chef | Infirmière cheffe | Pharmacie | Bailleur",
            rows="""
            Recruter les soignants : A R I C . . .
            Former les soignants : C R . A R . .
            Commander les vaccins : I I . A C C/R .
            Ouvrir le centre : A . I R R . C
            """,
            skipped="A1",
            asked=(("", Doubt.EVERYBODY),),
        ),
    )


@case
def names_in_german_markdown() -> Case:
    text = """
| Aufgabe | Verantwortlich | Rechenschaftspflichtig | Konsultiert | Informiert |
|---|---|---|---|---|
| Server warten | Betrieb | **IT-Leitung** | Sicherheit | alle |
| Konten sperren | Betrieb; Helpdesk | IT-Leitung | Personal | Sicherheit |
| Vorfall melden | Helpdesk | Sicherheit | IT-Leitung | alle |
"""
    return Case(
        Fact.INVERTED,
        text_file(text, "aufgaben.md"),
        Expected(
            kind=Shape.INVERTED,
            units="Betrieb | IT-Leitung | Sicherheit | alle | Helpdesk | Personal",
            rows="""
            Server warten : R A C I . .
            Konten sperren : R A I . R C
            Vorfall melden : . C A I R .
            """,
            asked=(("", Doubt.EVERYBODY),),
        ),
    )


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
def names_joined_by_a_word_that_stays_within_a_name() -> Case:
    """«Research and Development» never stands apart, so it is one unit."""
    text = """
    Process           | R                        | A        | C                        | I
    Test the material | Research and Development | Quality  | Supplier                 | Sales
    Choose a supplier | Purchasing               | Quality  | Research and Development | Sales and Purchasing
    Release it        | Quality                  | Director | Sales                    | Supplier
    """
    return Case(
        Fact.INVERTED,
        tables(text),
        Expected(
            kind=Shape.INVERTED,
            units="Research and Development | Quality | Supplier | Sales | Purchasing | Director",
            rows="""
            Test the material : R A C I . .
            Choose a supplier : C A . I I/R .
            Release it : . R I C . A
            """,
        ),
    )


# -- one line for each letter -----------------------------------------------------------------------------


@case
def one_line_for_each_letter() -> Case:
    text = """
    Phase   | Activity       | Role     | RACI
    Plan    | Write brief    | Editor   | R
    Plan    | Write brief    | Director | A
    Plan    | Approve budget | Finance  | C
    Plan    | Approve budget | Director | A
    Publish | Post           | Editor   | R
    Publish | Post           | Legal    | C
    Publish | Post           | Director | A
    Publish | Write brief    | Editor   | I
    """
    return Case(
        Fact.LONG,
        delimited(text, "\t", "utf-16", "long.tsv"),
        Expected(
            kind=Shape.LONG,
            units="Editor | Director | Finance | Legal",
            rows="""
            # Plan
            Write brief : R A . .
            Approve budget : . A C .
            # Publish
            Post : R A . C
            Write brief : I . . .
            """,
        ),
    )


@case
def one_line_for_each_letter_with_merged_activities() -> Case:
    """Dutch words; an activity stands once beside its lines, some of its lines say two letters."""
    text = """
    Activiteit          | Rol            | Verantwoordelijkheid | Opmerking
    Beleid schrijven    | Communicatie   | Verantwoordelijk     |
                        | Directie       | Eindverantwoordelijk | na het overleg
                        | Juridisch      | Geraadpleegd         |
    Reacties opvolgen   | Webteam        | Verantwoordelijk     |
                        | Communicatie   | Eindverantwoordelijk |
                        | Directie       | Geïnformeerd         |
    Meten               | Communicatie   | A/R                  |
                        | Webteam        | C                    |
    """
    return Case(
        Fact.LONG,
        workbook(sheet("RACI", text, merges="A2:A4 A5:A7 A8:A9")),
        Expected(
            kind=Shape.LONG,
            sheet="RACI",
            units="Communicatie | Directie | Juridisch | Webteam",
            rows="""
            Beleid schrijven : R A C .
            Reacties opvolgen : A I . R
            Meten : A/R . . C
            """,
            skipped="D3",
        ),
    )


@case
def one_line_for_each_letter_says_one_thing_twice() -> Case:
    """One unit twice for one activity: both letters; an X is asked about."""
    text = """
    Letter | Unit      | Task
    R      | Nurses    | Triage
    A      | Physician | Triage
    A      | Nurses    | Triage
    X      | Security  | Triage
    R      | Physician | Discharge
    A      | Physician | Discharge
    I      | Nurses    | Discharge
    """
    return Case(
        Fact.LONG,
        tables(text),
        Expected(
            kind=Shape.LONG,
            units="Nurses | Physician | Security",
            rows="""
            Triage : A/R A .
            Discharge : I A/R .
            """,
            remarks={("Triage", "Security"): "X"},
            asked=(("A5", Doubt.PART),),
        ),
    )
