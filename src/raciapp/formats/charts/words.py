"""What the columns of an organization chart are called, by whole words.

English and French in full, the commonest words in Spanish, Portuguese, Italian, German and Dutch.
"""

from enum import Enum, auto
from functools import cache

from raciapp.knowledge.matching import normalized


class Heading(Enum):
    """What a column of a chart holds by its heading."""

    UNIT = auto()
    LEVEL = auto()
    """Units, or what contains them where there is a column of smaller ones: «Department»."""
    NAME = auto()
    """Names: of units, where no other column says that it holds those."""
    PARENT = auto()
    FUNCTION = auto()
    CODE = auto()
    OTHER = auto()


_WORDS = {
    Heading.UNIT: """
        unit, units, unit name, name of unit, name of the unit, organizational unit, organizational units,
        organisational unit, organisational units, org unit, org units, business unit, business units, entity, entities,
        list of units, unite, unites, nom de l unite, nom d unite, unite organisationnelle, unites organisationnelles,
        unite administrative, unites administratives, unite d affaires, entite, entites, liste des unites,
        unidad, unidades, unidad organizativa, entidad, unidade, unidades organizacionais, entidade,
        unita, unita organizzativa, unita organizzative, einheit, einheiten, organisationseinheit,
        organisationseinheiten, eenheid, eenheden, organisatie eenheid
    """,
    Heading.LEVEL: """
        department, departments, department name, dept, division, divisions, division name, directorate, directorates,
        branch, branches, sector, sectors, team, teams, team name, section, sections, office, offices, bureau, group,
        level 1, level 2, level 3, level 4, level 5, departement, departements, direction, directions,
        direction generale, directions generales, service, services, secteur, secteurs, equipe, equipes, groupe,
        sous direction, niveau 1, niveau 2, niveau 3, niveau 4, niveau 5, departamento, departamentos, direccion, area,
        areas, equipo, equipos, nivel 1, nivel 2, nivel 3, direcao, setor, equipes, reparto, reparti, ufficio, uffici,
        direzione, squadra, settore, livello 1, livello 2, livello 3, abteilung, abteilungen, bereich, bereiche,
        referat, gruppe, ressort, ebene 1, ebene 2, ebene 3, stufe 1, stufe 2, stufe 3, afdeling, afdelingen,
        directie, sectie, niveau, groep
    """,
    Heading.NAME: "name, names, nom, noms, nombre, nombres, nome, nomes, nomi, namen, naam",
    Heading.PARENT: """
        parent, parent unit, parent units, parent name, parent id, parent code, parent department, parent division,
        parent organization, reports to, reporting to, reports to id, reports into, reporting line, part of, belongs to,
        under, within, superior, superior unit, higher unit, contained in, parente, unite parente, unite parent,
        unite superieure, unite mere, superieur, releve de, relevant de, rattachement, rattache a, rattachee a,
        fait partie de, appartient a, depend de, sous, id parent, code parent, unidad superior, superior jerarquico,
        depende de, reporta a, pertenece a, unidade superior, pertence a, subordinado a, unita superiore, riporta a,
        dipende da, appartiene a, ubergeordnet, ubergeordnete einheit, ubergeordnete abteilung, berichtet an, gehort zu,
        untersteht, teil von, bovenliggende eenheid, bovenliggende afdeling, rapporteert aan, valt onder, hoort bij,
        onderdeel van
    """,
    Heading.FUNCTION: """
        function, functions, function id, role, roles, mandate, purpose, is for, what it is for, what the unit is for,
        responsibility, responsibilities, fonction, fonctions, mandat, responsabilite, responsabilites, vocation,
        funcion, funciones, rol, funcao, funcoes, papel, funzione, funzioni, ruolo, funktion, funktionen, rolle, rollen,
        aufgabe, aufgaben, functie, functies, taak, taken
    """,
    Heading.CODE: """
        id, ids, code, codes, unit id, unit code, org code, org id, department id, department code, no, nr, n, number,
        key, identifier, numero, identifiant, code d unite, codigo, codice, kennung, nummer, kurzel, abbreviation,
        acronym, abreviation, sigle, acronyme, afkorting
    """,
    Heading.OTHER: """
        head, head of unit, head count, headcount, fte, ftes, staff, employees, number of employees, people, size,
        email, e mail, mail, phone, telephone, tel, phone number, extension, fax, manager, director, lead, leader,
        person, contact, contact person, title, position, job title, location, city, site, address, building, floor,
        country, region, cost centre, cost center, budget, comment, comments, note, notes, remark, remarks, description,
        website, url, date, status, effectif, effectifs, etp, employes, nombre d employes, personnes, courriel,
        adresse courriel, poste, directeur, directrice, gestionnaire, responsable, chef, titre, lieu, ville, adresse,
        centre de couts, commentaire, commentaires, remarque, remarques, site web, correo, correo electronico,
        telefono, empleados, ubicacion, comentarios, telefone, funcionarios, local, dipendenti, sede, posta elettronica,
        telefon, mitarbeiter, leiter, leitung, leiterin, standort, bemerkung, bemerkungen, kommentar, telefoon,
        medewerkers, locatie, opmerking, opmerkingen
    """,
}
_TOTAL_WORDS = "total totals totaux sum somme suma soma totale totali summe gesamt gesamtsumme totaal"
_TOTALS = frozenset(_TOTAL_WORDS.split())
_BESIDE_TOTALS = frozenset({"grand", "general", "units", "unites", "of", "des", "d"})


@cache
def _headings() -> dict[str, Heading]:
    found: dict[str, Heading] = {}
    for heading, words in _WORDS.items():
        for word in words.split(","):
            found.setdefault(" ".join(word.split()), heading)
    return found


def heading_of(text: str) -> Heading | None:
    """Return what a column with this heading holds, or None where that is not known."""
    return _headings().get(normalized(text)) if len(text) <= 60 else None


def is_total(text: str) -> bool:
    """Return whether a row says that it adds up others; «Total Rewards» is a unit."""
    words = {word for word in normalized(text[:60]).split() if not word.isdigit()}
    return not words.isdisjoint(_TOTALS) and words <= _TOTALS | _BESIDE_TOTALS
