"""What the rules about names make of English and French, and that they are silent where they cannot tell."""

import pytest
from checks.cases import Case, document_of, finding_of, report_on
from hypothesis import given
from msgspec.structs import replace
from strategies import documents

from raciapp.base.resources import sample_organizations
from raciapp.base.words import Language, Words, same
from raciapp.checks.findings import Place
from raciapp.checks.names import flawed_names, reads_like_a_person, says_what_is_done
from raciapp.document.records import Activity, Document, Group, Unit, new_document
from raciapp.document.storage import load
from raciapp.knowledge.library import knowledge
from raciapp.knowledge.records import NameFlaw

KNOWLEDGE = knowledge()
SAMPLES = [load(path) for path in sorted(sample_organizations().glob("*.raci"))]


def both(words: Words) -> tuple[str, ...]:
    return tuple(words.text(language) for language in Language)


# -- persons and roles ------------------------------------------------------------------------------------

PERSONS = (
    "Jane Smith",
    "Marie Tremblay",
    "Jean-Pierre Côté",
    "Anne-Marie Roy",
    "Mary McDonald",
    "Sean O'Brien",
    "Chantal D’Amours",
    "Louis St-Laurent",
    "Wei Zhang",
    "Priya Sharma",
    "Zoë Müller",
    "Émilie Bouchard",
    "Ève Lemieux",
    "Bob Martin",
    "Robert J. Johnson",
    "Susan B Wong",
    "Mr. Jones",
    "Mrs Singh",
    "Ms. Patel",
    "Mx Rivera",
    "Dr Smith",
    "Dr. Lee, Medical Officer",
    "Dre Nguyen",
    "Prof. Okafor",
    "Mme Gagnon",
    "Mlle Dubé",
    "M. Tremblay",
    "Me Bélanger",
)

ROLES = (
    "",
    " ",
    "HR",
    "Legal",
    "Jane",
    "jane smith",
    "JANE SMITH",
    "Human Resources",
    "Ressources humaines",
    "Ressources Humaines",
    "Dock Crew",
    "Field Crews",
    "Front Desk",
    "Student Life",
    "Public Works",
    "Fire Department",
    "Brand Studio",
    "Web Design",
    "Data Science",
    "Vice President",
    "Board Chair",
    "City Clerk",
    "Privacy Commissioner",
    "Chief Scientist",
    "Youth Ambassadors",
    "Quality Assurance",
    "Emergency Preparedness",
    "Infection Control",
    "Academic Affairs",
    "Union Liaison",
    "East Region",
    "Santé Canada",
    "Haute Direction",
    "Direction Générale",
    "Relations Publiques",
    "Affaires Juridiques",
    "Rédaction Web",
    "Service Clients",
    "Conseil Municipal",
    "Cabinet Ministériel",
    "Communications (Jane Smith)",
    "Office of Jane Smith",
    "MS Teams",
    "DR site",
    "A.M. shift",
    "Comm. et marketing",
    "Mr",
    "Équipe du Dr Lee",
)


@pytest.mark.parametrize("name", PERSONS)
def test_a_persons_name_is_seen(name: str) -> None:
    assert reads_like_a_person(name, KNOWLEDGE)


@pytest.mark.parametrize("name", ROLES)
def test_a_role_is_no_person(name: str) -> None:
    assert not reads_like_a_person(name, KNOWLEDGE)


@pytest.mark.parametrize("unit", KNOWLEDGE.units)
def test_no_known_unit_reads_like_a_person(unit: str) -> None:
    known = KNOWLEDGE.units[unit]
    names = [*both(known.name), *known.aliases, *(name.title() for name in known.aliases)]
    assert [name for name in names if reads_like_a_person(name, KNOWLEDGE)] == []


@pytest.mark.parametrize("sample", [pytest.param(sample, id=sample.organization.name.en) for sample in SAMPLES])
def test_no_unit_of_a_sample_reads_like_a_person(sample: Document) -> None:
    names = [name for unit in sample.units for name in both(unit.name)]
    assert [name for name in names if reads_like_a_person(name, KNOWLEDGE)] == []


def test_no_function_reads_like_a_person() -> None:
    names = [name for function in KNOWLEDGE.functions.values() for name in both(function.name)]
    names += [name for one in KNOWLEDGE.function_sets.values() for name in both(one.name)]
    assert [name for name in names if reads_like_a_person(name, KNOWLEDGE)] == []


# -- something to do --------------------------------------------------------------------------------------

TO_DO = (
    "Approve posts",
    "Manage paid content",
    "Engage with clients",
    "Document decisions",
    "Comment on drafts",
    "Triage what comes in",
    "Bring the team together",
    "Ship the campaign",
    "Answer questions",
    "Monitor the brand",
    "3. Plan the week",
    "- Approve posts",
    "b) Keep a calendar",
    "Approuver les messages",
    "Établir la stratégie",
    "Répondre au public",
    "S'assurer du respect des règles",
    "S’abonner aux alertes",
    "Créer des comptes",
    "Choisir de ne pas répondre",
    "Se concerter avec les experts",
    "Publier",
    "",
    "  —  ",
    "42",
)

NOT_TO_DO = (
    "Crisis communication",
    "Content calendar",
    "Social media strategy",
    "The strategy",
    "Our guidelines",
    "Approval of posts",
    "Review of content",
    "Management of accounts",
    "Training and coaching",
    "Governance",
    "Community management",
    "Annual report",
    "Partnership with media",
    "Metrics",
    "Customer service",
    "2.1 Publication of results",
    "La veille",
    "L'accueil des abonnés",
    "L’écoute",
    "Les relations avec la presse",
    "Suivi des mentions",
    "Gestion des comptes",
    "Rédaction",
    "Mise de fonds",
    "Approbation du contenu",
)


@pytest.mark.parametrize("name", TO_DO)
def test_something_to_do_is_seen(name: str) -> None:
    assert says_what_is_done(name)


@pytest.mark.parametrize("name", NOT_TO_DO)
def test_a_topic_is_nothing_to_do(name: str) -> None:
    assert not says_what_is_done(name)


@pytest.mark.parametrize("activity", KNOWLEDGE.activities)
def test_what_the_catalogue_calls_its_activities_is_something_to_do(activity: str) -> None:
    """They are never asked about; under an id of one's own they would not be either."""
    names = both(KNOWLEDGE.activities[activity].name)
    document = named(activities=[Activity(f"x_{number}", same(name)) for number, name in enumerate(names)])
    assert flawed(NameFlaw.NO_VERB, document) == []


def test_known_activities_are_not_asked_about_whatever_they_are_called() -> None:
    document = named(activities=[Activity("con_plan", same("Content calendar")), Activity("x_1", same("Metrics"))])
    assert flawed(NameFlaw.NO_VERB, document) == [Place("x_1")]


# -- the same name twice ----------------------------------------------------------------------------------


def named(activities: list[Activity] | None = None, units: list[Unit] | None = None) -> Document:
    """Return a document with these rows and columns, and no letters: names are read without them."""
    return replace(
        new_document(same("Us")),
        activities=tuple(activities or ()),
        units=tuple(units or ()),
        groups=(Group("str", same("Strategy")), Group("con", same("Content"))),
    )


def flawed(flaw: NameFlaw, document: Document) -> list[Place]:
    return list(flawed_names(flaw, document, KNOWLEDGE))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Legal", "legal "),
        ("Human  Resources", "human resources"),
        ("H.R.", "HR"),
        ("Équipe web", "equipe Web"),
        ("Research & Insight", "Research and insight"),
        ("Cœur de métier", "coeur de metier"),
        ("Plan the week.", "Plan the week"),
    ],
)
def test_names_that_differ_in_signs_alone_are_the_same(one: str, other: str) -> None:
    units = [Unit("a", same(one)), Unit("b", same("Something else")), Unit("c", same(other))]
    assert flawed(NameFlaw.SAME, named(units=units)) == [Place(unit="a"), Place(unit="c")]
    rows = [Activity("a", same(one)), Activity("b", same(other))]
    assert flawed(NameFlaw.SAME, named(rows)) == [Place("a"), Place("b")]


def test_the_same_title_under_two_groups_is_two_activities() -> None:
    rows = [Activity("a", same("Report"), "str"), Activity("b", same("Report"), "con"), Activity("c", same("Report"))]
    assert flawed(NameFlaw.SAME, named(rows)) == []
    again = [*rows, Activity("d", same("REPORT"), "con")]
    assert flawed(NameFlaw.SAME, named(again)) == [Place("b"), Place("d")]


def test_those_that_are_the_same_stand_side_by_side() -> None:
    units = [
        Unit(letter, same(name)) for letter, name in zip("abcde", ("Law", "Press", "law", "IT", "press"), strict=True)
    ]
    assert [place.unit for place in flawed(NameFlaw.SAME, named(units=units))] == ["a", "c", "b", "e"]


def test_a_name_in_one_language_is_compared_with_what_is_shown_of_the_other() -> None:
    units = [Unit("a", Words(fr="Médias")), Unit("b", same("Medias")), Unit("c", Words("Press", "Médias"))]
    assert flawed(NameFlaw.SAME, named(units=units)) == [Place(unit="a"), Place(unit="b")]


def test_what_has_no_name_yet_has_no_flaw() -> None:
    document = named([Activity("a", same("")), Activity("b", same("?"))], [Unit("a", same(" ")), Unit("b", same(""))])
    for flaw in NameFlaw:
        assert flawed(flaw, document) == []


@given(documents())
def test_no_name_whatever_is_a_bug(document: Document) -> None:
    for flaw in NameFlaw:
        for place in flawed(flaw, document):
            assert place.activity in document.activity_places or place.unit in document.unit_places


# -- as findings ------------------------------------------------------------------------------------------


def test_names_are_read_in_english_where_there_are_two() -> None:
    case = Case({"x_plan": ""}, settings={"packs": ["names"]}, names={"x_plan": ""})
    document = document_of("NAME-2", case)
    named_twice = replace(document, activities=(Activity("x_plan", Words("Weekly plan", "Planifier la semaine")),))
    assert finding_of(report_on(named_twice), "NAME-2").activities == ("x_plan",)
    french = replace(document, activities=(Activity("x_plan", Words(fr="Planifier la semaine")),))
    assert "NAME-2" in report_on(french).passed
