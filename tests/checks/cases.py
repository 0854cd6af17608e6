"""The cases in `cases.toml`: what a matrix looks like, and what a rule makes of it."""

import tomllib
from pathlib import Path

import msgspec
from msgspec.structs import replace

from raciapp.base.words import Words, same
from raciapp.checks.engine import check
from raciapp.checks.findings import Finding, Report
from raciapp.document.letters import Duty, Scheme, scheme, schemes
from raciapp.document.records import Activity, Document, Matrix, Organization, Row, Threshold, Unit
from raciapp.knowledge.library import knowledge

KNOWLEDGE = knowledge()
USUAL_CAST = (
    "com:strategy dig:channel_ops svc:client_service sci:content_expert pol:program_expert hr:hr leg:legal "
    "it:it_security rec:info_privacy cmp:risk_audit lang:languages mo:elected_office ag:agency dir:exec all:all_staff"
)


class Case(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A matrix and what a rule should make of it."""

    rows: dict[str, str]
    settings: dict[str, object] = msgspec.field(name="with", default={})
    cast: str = USUAL_CAST
    names: dict[str, str] = {}
    threshold: int | None = None
    activities: list[str] = []
    units: list[str] = []
    functions: list[str] = []
    n: int | None = None


class Cases(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The cases of one rule by the outcome they should have."""

    passed: list[Case]
    finding: list[Case]
    waived: list[Case] = []
    not_assessed: list[Case] = []
    silent: list[Case] = []


CASES = msgspec.convert(
    tomllib.loads((Path(__file__).parent / "cases.toml").read_text("utf-8")),
    dict[str, Cases],
)


def name_in(case: Case, identity: str) -> Words:
    """Return what a case calls a unit or an activity; other activities have the names of the catalogue."""
    if identity in case.names:
        return same(case.names[identity])
    return KNOWLEDGE.activities[identity].name if identity in case.rows else same(f"Unit {identity}")


def document_of(rule: str, case: Case) -> Document:
    """Return the document that a case of a rule describes."""
    raci = scheme("raci")
    units = tuple(
        Unit(identity, name_in(case, identity), tuple(filter(None, functions.split("+"))))
        for identity, functions in (column.split(":") for column in case.cast.split())
    )
    assert not set(case.rows) & {unit.id for unit in units}
    rows = []
    for letters in case.rows.values():
        held = dict(cell.split("=") for cell in letters.split())
        assert set(held) <= {unit.id for unit in units}, "a case names a unit that is not in its cast"
        rows.append(Row(bytes(raci.mask_of(held.get(unit.id, "")) for unit in units)))
    organization = msgspec.convert({"name": {"en": "Us"}} | case.settings, Organization)
    return Document(
        organization=organization,
        units=units,
        activities=tuple(Activity(identity, name_in(case, identity)) for identity in case.rows),
        matrices=(Matrix("as_is", same("As-is"), tuple(rows)),),
        thresholds=() if case.threshold is None else (Threshold("OTHER-1", 0), Threshold(rule, case.threshold)),
    )


def report_on(document: Document) -> Report:
    return check(document, "as_is", KNOWLEDGE)


def finding_of(report: Report, rule: str) -> Finding:
    """Return the one finding of a rule."""
    (found,) = (finding for finding in report.findings if finding.rule.id == rule)
    return found


def outcome_in(report: Report, rule: str) -> str:
    """Return what a report says about a rule, which is one thing at most."""
    said = [
        *("passed" for passed in report.passed if passed == rule),
        *("not_assessed" for not_assessed in report.not_assessed if not_assessed == rule),
        *("finding" if finding.waived is None else "waived" for finding in report.findings if finding.rule.id == rule),
    ]
    assert len(said) <= 1
    return said[0] if said else "silent"


def retold(document: Document, alphabet: Scheme) -> Document:
    """Return the document in another scheme, with one letter for each duty a cell holds."""
    table = {}
    for mask in range(document.alphabet.everything + 1):
        duties = [duty for duty in Duty if mask & document.alphabet.duties[duty]]
        table[mask] = sum(alphabet.duties[duty] & -alphabet.duties[duty] for duty in duties)
    return replace(
        document,
        scheme=alphabet.id,
        matrices=tuple(
            replace(
                matrix,
                rows=tuple(replace(row, letters=bytes(table[mask] for mask in row.letters)) for row in matrix.rows),
            )
            for matrix in document.matrices
        ),
    )


WITH_ALL_DUTIES = [alphabet for alphabet in schemes().values() if all(alphabet.duties.values())]
"""The schemes that can say everything the rules speak of."""
