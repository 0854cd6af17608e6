"""Whole words instead of letters, in seven languages, and what is known of names in two."""

from importing.building import delimited, sheet, tables, workbook
from importing.expecting import Case, Expected, Fact, case

from raciapp.formats.finding.reading import Doubt

WORDS_ROWS = "{} : R A C I\n{} : A/R . I C\n{} : C R A ."


def _said(*names: str) -> str:
    return WORDS_ROWS.format(*names)


@case
def words_in_english() -> Case:
    text = """
    Activity     | Web                       | Legal       | HR          | Board
    Plan         | Responsible               | Accountable | Consulted   | Informed
    Answer       | Accountable / Responsible |             | informed    | CONSULTED
    Train        | consulted                 | responsible | accountable | n/a
    """
    return Case(
        Fact.WORDS,
        delimited(text),
        Expected(units="Web | Legal | HR | Board", rows=_said("Plan", "Answer", "Train"), calm=True),
    )


@case
def words_in_french() -> Case:
    """Réalisateur is R, approbateur and autorité are A: neither begins with its letter in the other language."""
    text = """
    Activité     | Web                       | Droit       | RH          | Conseil
    Planifier    | Réalisateur               | Approbateur | Consulté    | Informé
    Répondre     | Autorité et réalisateur   |             | informée(s) | Consultée
    Former       | consultés                 | réalisateur | Autorité    | s.o.
    """
    return Case(
        Fact.WORDS,
        delimited(text, ";", "mac_roman"),
        Expected(units="Web | Droit | RH | Conseil", rows=_said("Planifier", "Répondre", "Former")),
    )


@case
def words_in_french_that_may_both_mean_doing() -> Case:
    """«Responsable» is R here; beside «réalisateur» one of them may well mean A, and that is asked."""
    text = """
    Activité     | Web         | Droit       | RH
    Planifier    | Réalisateur | Responsable | Consulté
    Répondre     | Réalisateur | Responsable | Informé
    """
    return Case(
        Fact.WORDS,
        tables(text),
        Expected(
            units="Web | Droit | RH",
            rows="Planifier : R R C\nRépondre : R R I",
            asked=(("", Doubt.WORDS),),
        ),
    )


@case
def words_in_spanish() -> Case:
    text = """
    Actividad    | Web                     | Legal       | Personal    | Consejo
    Planificar   | Responsable             | Aprobador   | Consultado  | Informado
    Responder    | Aprobador y responsable |             | informada   | Consultada
    Formar       | consultado              | responsable | aprobador   | –
    """
    return Case(
        Fact.WORDS,
        tables(text),
        Expected(units="Web | Legal | Personal | Consejo", rows=_said("Planificar", "Responder", "Formar")),
    )


@case
def words_in_portuguese() -> Case:
    text = """
    Atividade    | Canteiro                | Projeto     | Compras     | Cliente
    Planejar     | Responsável             | Aprovador   | Consultado  | Informado
    Concretar    | Aprovador e responsável |             | informado   | Consultado
    Comprar      | consultado              | responsável | Aprovador   |
    """
    return Case(
        Fact.WORDS,
        tables(text),
        Expected(units="Canteiro | Projeto | Compras | Cliente", rows=_said("Planejar", "Concretar", "Comprar")),
    )


@case
def words_in_italian() -> Case:
    text = """
    Attività     | Reparto                  | Farmacia     | Laboratorio | Direzione
    Ricoverare   | Responsabile             | Approvatore  | Consultato  | Informato
    Dimettere    | Approvatore/Responsabile |              | informato   | Consultata
    Ordinare     | consultato               | responsabile | approvatore | -
    """
    return Case(
        Fact.WORDS,
        tables(text),
        Expected(
            units="Reparto | Farmacia | Laboratorio | Direzione", rows=_said("Ricoverare", "Dimettere", "Ordinare")
        ),
    )


@case
def words_in_german() -> Case:
    text = """
    Aufgabe      | Betrieb                                  | Einkauf                | Personal    | Leitung
    Planen       | Verantwortlich                           | Rechenschaftspflichtig | Konsultiert | Informiert
    Beschaffen   | Rechenschaftspflichtig und verantwortlich |                       | informiert  | konsultiert
    Einstellen   | konsultiert                              | verantwortlich | rechenschaftspflichtig | entfällt
    """
    return Case(
        Fact.WORDS,
        tables(text.replace("entfällt", "–")),
        Expected(units="Betrieb | Einkauf | Personal | Leitung", rows=_said("Planen", "Beschaffen", "Einstellen")),
    )


@case
def words_in_dutch() -> Case:
    text = """
    Activiteit   | Web                                     | Juridisch            | Personeel    | Directie
    Plannen      | Verantwoordelijk                        | Eindverantwoordelijk | Geraadpleegd | Geïnformeerd
    Antwoorden   | Eindverantwoordelijk en verantwoordelijk |                     | geïnformeerd | geraadpleegd
    Opleiden     | geraadpleegd                            | verantwoordelijk     | eindverantwoordelijk | n.v.t.
    """
    return Case(
        Fact.WORDS,
        tables(text.replace("n.v.t.", "-")),
        Expected(units="Web | Juridisch | Personeel | Directie", rows=_said("Plannen", "Antwoorden", "Opleiden")),
    )


@case
def words_mixed_with_letters_of_two_languages() -> Case:
    """Federal bodies say things twice, and one column is in French."""
    text = """
    Activity / Activité             | Communications | Affaires juridiques | Ressources humaines
    Policy / Politique              | Responsible    | Consulté            | A
    Training / Formation            | I              | C                   | Accountable
    Crisis / Crise                  | R              | Approbateur         | Informé(e)
    """
    return Case(
        Fact.WORDS,
        workbook(sheet("Matrice", text)),
        Expected(
            units="Communications | Affaires juridiques | Ressources humaines",
            rows="""
            Policy / Politique : R C A
            Training / Formation : I C A
            Crisis / Crise : R A I
            """,
        ),
    )
