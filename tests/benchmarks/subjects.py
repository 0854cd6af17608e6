"""What is measured: documents of a given size, and the floors they are compared with."""

import random

from raciapp.base.words import Words, same
from raciapp.document.letters import scheme
from raciapp.document.records import AS_IS, Activity, Document, Group, Matrix, Organization, Row, Sector, Unit
from raciapp.knowledge.fitting import document_from
from raciapp.knowledge.library import knowledge

DENSITY = 0.35
"""Share of cells with letters, as in the templates."""


def document_of(activities: int, units: int) -> Document:
    """Return a document of that size: the catalogue's activities first, then invented ones; every function used."""
    known = knowledge()
    rows = [Activity(activity.id, activity.name, activity.group) for activity in known.activities.values()]
    rows += [Activity(f"x_{n}", same(f"Invented activity {n}"), "mea") for n in range(len(rows), activities)]
    functions = list(known.functions)
    columns = [Unit(f"u_{n}", same(f"Unit number {n}"), (functions[n % len(functions)],)) for n in range(units)]
    dice = random.Random(7)
    alphabet = scheme("raci")
    accountable, informed = alphabet.bits["A"], (alphabet.bits["C"], alphabet.bits["I"], alphabet.bits["R"])

    def row() -> Row:
        letters = bytearray(dice.choice(informed) if dice.random() < DENSITY else 0 for _ in columns)
        letters[dice.randrange(units)] = accountable
        return Row(bytes(letters))

    return Document(
        organization=Organization(Words("Benchmark"), sector=Sector.GOVERNMENT, program_channels=True, packs=("gc",)),
        units=tuple(columns),
        groups=tuple(Group(group.id, group.name) for group in known.groups.values()),
        activities=tuple(rows[:activities]),
        matrices=(Matrix("as_is", AS_IS, tuple(row() for _ in range(activities))),),
    )


def government_template() -> Document:
    """Return the government template, 59 activities by 22 units: what is exported most like it."""
    return document_from(knowledge().templates["government"], knowledge())
