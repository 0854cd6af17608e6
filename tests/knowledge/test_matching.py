"""Known names are recognised in both languages; no name is ever taken for a function it does not have."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from raciapp.base.words import Language
from raciapp.knowledge.library import knowledge
from raciapp.knowledge.matching import CERTAIN, Matcher, normalized

MATCHER = Matcher(knowledge())

# The units of the four sample organizations (domain section 6): English, French, function.
SAMPLE_UNITS = """
Deputy Minister's Office | Bureau du sous-ministre | exec
Minister's Office | Cabinet du ministre | elected_office
Communications Branch | Direction générale des communications | strategy
Digital Communications | Communications numériques | channel_ops
Media Relations | Relations avec les médias | media_issues
Client Contact Centre | Centre de contact avec la clientèle | client_service
Habitat Programs | Programmes sur l'habitat | program_expert
Licensing Policy | Politiques des permis | program_expert
Ocean Science | Sciences océaniques | content_expert
Human Resources Branch | Direction des ressources humaines | hr
Legal Services Unit | Unité des services juridiques | legal
Information Technology | Technologies de l'information | it_security
Access, Privacy and Records | Accès, vie privée et documents | info_privacy
Official Languages and Translation | Langues officielles et traduction | languages
Regional Offices | Bureaux régionaux | regions
All employees | Tous les employés | all_staff
City Manager's Office | Bureau du directeur municipal | exec
Mayor's Office | Cabinet du maire | elected_office
Corporate Communications | Communications corporatives | strategy
Service Maple Narrows (311) | Service 311 | client_service
Recreation and Culture | Loisirs et culture | program_expert
Transit | Transport en commun | program_expert
Public Library | Bibliothèque publique | content_expert
City Clerk | Greffe | info_privacy
People and Culture | Ressources humaines | hr
City Solicitor | Contentieux | legal
Technology Services | Services technologiques | it_security
Fire and Emergency | Incendies et urgences | emergency
All staff | Tout le personnel | all_staff
Executive Committee | Comité de direction | exec
Marketing | Marketing | strategy
Brightquill Agency | Agence Brightquill | agency
Client Care Centre | Centre de service à la clientèle | client_service
Wealth Advisers | Conseillers en patrimoine | content_expert
Economics Desk | Bureau économique | content_expert
Compliance | Conformité | risk_audit
General Counsel | Contentieux | legal
Human Resources | Ressources humaines | hr
Information Security | Sécurité de l'information | it_security
Records and Privacy | Documents et vie privée | info_privacy
Branches | Succursales | regions
Founders | Fondateurs | exec
Growth Marketing | Marketing de croissance | strategy
Customer Support | Soutien à la clientèle | client_service
Developer Relations | Relations avec les développeurs | content_expert
Product Management | Gestion de produits | content_expert
Engineering | Ingénierie | content_expert
People Operations | Ressources humaines | hr
Outside Counsel | Conseillers juridiques externes | legal
Security and IT | Sécurité et TI | it_security
Freelance Content Studio | Studio de contenu pigiste | agency
Everyone | Tout le monde | all_staff
"""
SAMPLES = [
    (name.strip(), function.strip())
    for line in SAMPLE_UNITS.strip().splitlines()
    for *names, function in [line.split("|")]
    for name in names
]


def certain_functions(name: str) -> tuple[str, ...]:
    match = MATCHER.unit(name)
    return knowledge().units[match.id].functions if match and match.confidence >= CERTAIN else ()


@pytest.mark.parametrize(("name", "function"), SAMPLES)
def test_a_sample_unit_is_never_taken_for_something_else(name: str, function: str) -> None:
    assert certain_functions(name) in ((), (function,))


def test_most_sample_units_are_recognised() -> None:
    assert sum(bool(certain_functions(name)) for name, _ in SAMPLES) > 0.75 * len(SAMPLES)


@pytest.mark.parametrize("unit", knowledge().units.values(), ids=lambda unit: unit.id)
def test_every_alias_means_its_unit(unit: object) -> None:
    known = knowledge().units[getattr(unit, "id", "")]
    for name in (known.name.en, known.name.fr, *known.aliases):
        expected = () if name == "Personnel" else known.functions
        assert certain_functions(name) == expected, name


@pytest.mark.parametrize(
    ("name", "functions"),
    [
        ("Digital Engagement", ("channel_ops",)),
        ("Clerk", ("info_privacy",)),
        ("Values and Ethics", ("hr",)),
        ("Product", ("content_expert",)),
        ("Faculty", ("content_expert",)),
        ("Communications", ("strategy",)),
        ("Marketing", ("strategy",)),
    ],
)
def test_the_mapping_traps_of_the_domain(name: str, functions: tuple[str, ...]) -> None:
    assert certain_functions(name) == functions


@pytest.mark.parametrize(
    "name",
    [
        *("Client", "Clients", "Members", "Students", "Citoyens", "Media", "Finance", "Jane Smith", "PR", "IA"),
        *("Personnel", "Personnel Office", "Service du personnel", "Staff Office", "Employee Services"),
        *("Police", "Police services", "Delivery Team", "Emergency Department", "Service Desk", "Security"),
        *("IT (vendor)", "Legal/HR", "DPO/Security", "Internal Communications", "Public Library", "", "()", "…"),
    ],
)
def test_what_only_sounds_like_a_unit_is_not_taken(name: str) -> None:
    assert certain_functions(name) == ()


@pytest.mark.parametrize(
    ("name", "functions"),
    [
        ("H.R.", ("hr",)),
        ("Human Ressources", ("hr",)),
        ("Human Resources (HR)", ("hr",)),
        ("HR (People & Culture)", ("hr",)),
        ("Legal / General Counsel", ("legal",)),
        ("LEGAL   SERVICES", ("legal",)),
        ("Legal Service", ("legal",)),
        ("Bureau des politiques", ("program_expert",)),
        ("Service des travaux publics", ("program_expert",)),
        ("Direction des services aux citoyens", ("client_service",)),
        ("Médias Sociaux", ("channel_ops",)),
        ("IT and Security", ("it_security",)),
        ("Minister’s Office", ("elected_office",)),
    ],
)
def test_spellings_of_a_known_name_are_recognised(name: str, functions: tuple[str, ...]) -> None:
    assert certain_functions(name) == functions


@pytest.mark.parametrize(
    ("name", "identity"),
    [("Habitat Programs", "u_program"), ("Service Maple Narrows (311)", "u_contact"), ("Legal/HR", "u_legal")],
)
def test_part_of_a_name_is_proposed(name: str, identity: str) -> None:
    match = MATCHER.unit(name)
    assert match
    assert match.id == identity
    assert match.confidence < CERTAIN


@pytest.mark.parametrize("activity", knowledge().activities)
def test_every_name_and_alias_of_an_activity_means_it_alone(activity: str) -> None:
    known = knowledge().activities[activity]
    assert len(known.aliases) >= 2
    for name in (known.name.en, known.name.fr, *known.aliases):
        match = MATCHER.activity(name)
        assert match is not None
        assert (match.id, match.confidence) == (activity, 1.0), name


@pytest.mark.parametrize(
    "name", ["1.1 Set the social media strategy", "2) Social media strategy", "a) Stratégie de médias sociaux"]
)
def test_a_number_before_an_activity_does_not_matter(name: str) -> None:
    match = MATCHER.activity(name)
    assert match is not None
    assert (match.id, match.confidence) == ("str_strategy", 1.0)


@pytest.mark.parametrize(
    "name",
    ["Approve the social media strategy", "Approve the guidelines", "Answer questions", "Content", "Train staff", "R"],
)
def test_an_activity_that_is_only_near_is_not_taken(name: str) -> None:
    match = MATCHER.activity(name)
    assert match is None or match.confidence < CERTAIN


def test_a_story_is_no_name() -> None:
    assert MATCHER.unit("word " * 100) is None
    assert MATCHER.activity("word " * 100) is None


@pytest.mark.parametrize(
    ("name", "normal"),
    [("Œuvres & Été", "oeuvres and ete"), ("R.H.", "rh"), ("Mayor's  Office", "mayor office"), ("—", "")],
)
def test_names_are_compared_without_accents_and_signs(name: str, normal: str) -> None:
    assert normalized(name) == normal


@given(st.text(max_size=60))
def test_any_text_can_be_asked_about(name: str) -> None:
    for match in (MATCHER.unit(name), MATCHER.activity(name)):
        assert match is None or 0 < match.confidence <= 1


def test_both_languages_are_known() -> None:
    for language in Language:
        for unit in knowledge().units.values():
            match = MATCHER.unit(unit.name.text(language))
            assert match is not None
            assert knowledge().units[match.id].functions == unit.functions
