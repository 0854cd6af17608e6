"""Remedies: what a finding proposes, as a document to be compared with the present one before it is taken."""

from collections.abc import Callable, Iterable
from functools import singledispatch

from msgspec.structs import replace

from raciapp.checks.engine import check, outcome_of, own_threshold
from raciapp.checks.findings import Finding, Report
from raciapp.checks.view import MatrixView, duty_mask
from raciapp.checks.vocabulary import Fault
from raciapp.document.edits import set_cells, set_letters, set_organization
from raciapp.document.letters import Duty, Scheme
from raciapp.document.records import Document
from raciapp.knowledge.fitting import expected_row, reduced, with_known_activity
from raciapp.knowledge.library import Knowledge
from raciapp.knowledge.records import Severity, Template
from raciapp.knowledge.remedies import (
    AddRowsStep,
    AnyStep,
    GiveStep,
    KeepStep,
    ReduceStep,
    SetToneStep,
    ShareOutStep,
    TakeStep,
    TemplateStep,
)


class _Patient:
    """The document under treatment: each step reads it anew, because the step before may have changed it.

    What a step changes is settled at its end, at once: a remedy may be about thousands of rows.
    """

    def __init__(self, document: Document, matrix: str, finding: Finding, knowledge: Knowledge) -> None:
        self.document = document
        self.matrix = matrix
        self.finding = finding
        self.knowledge = knowledge
        self._pending: dict[str, dict[int, int]] = {}

    @property
    def alphabet(self) -> Scheme:
        return self.document.alphabet

    def view(self) -> MatrixView:
        return MatrixView(self.document, self.matrix, self.knowledge)

    def change(self, row: str, units: Iterable[int], letters: Callable[[int], int]) -> None:
        """Put the masks of these units on a row through `letters`; a step changes a cell once."""
        held = self.document.matrix(self.matrix).rows[self.document.activity_places[row]].letters
        self._pending.setdefault(row, {}).update({unit: letters(held[unit]) for unit in units})

    def settle(self) -> None:
        """Make the document the one in which the changes of a step are done."""
        cells = {}
        for row, masks in self._pending.items():
            for unit, mask in masks.items():
                place = (row, self.document.units[unit].id)
                cells[place] = replace(self.document.cell(self.matrix, *place), letters=mask)
        self.document = set_cells(self.document, self.matrix, cells)
        self._pending.clear()

    def offenders(self) -> frozenset[int]:
        """Return the places of the units that the finding points at still, after the steps before."""
        outcome = outcome_of(self.finding.rule, self.view())
        places = outcome.places if isinstance(outcome, Fault) else ()
        return frozenset(self.document.unit_places[place.unit] for place in places if place.unit)

    def template(self) -> Template:
        """Return the template the document follows, or the one its settings call for where that is not at hand."""
        templates = self.knowledge.templates
        return templates.get(self.document.template) or templates[template_for(self.document)]


def template_for(document: Document) -> str:
    """Return the id of the template that fits the organization's settings best."""
    organization = document.organization
    if organization.size == "small":
        return "small"
    if organization.sector == "government":
        return "government"
    if organization.regulated:
        return "regulated"
    return {"hub_and_spoke": "hub_and_spoke", "centralized": "centralized"}.get(organization.model, "corporate")


def remedy(finding: Finding, document: Document, matrix: str, knowledge: Knowledge) -> Document | None:
    """Return the document with a finding's remedy, or None where there is none that would resolve it.

    The proposal is checked before it is made: a remedy that leaves its own finding standing is no remedy, nor is one
    that leaves an activity without anyone to answer for it or do it, or breaks another rule of that weight.
    """
    patient = _Patient(document, matrix, finding, knowledge)
    for step in finding.rule.remedy:
        _take_step(step, patient)
        patient.settle()
    if patient.document == document:
        return None
    after = check(patient.document, matrix, knowledge)
    if any(other.rule.id == finding.rule.id for other in after.findings):
        return None
    brought = _gravest(after) - _gravest(check(document, matrix, knowledge))
    return None if brought else patient.document


def _gravest(report: Report) -> frozenset[tuple[str, str]]:
    """Return the rules of greatest weight that are broken, each with the activities where it is."""
    return frozenset(
        (finding.rule.id, activity)
        for finding in report.open(Severity.MUST)
        for activity in finding.activities or ("",)
    )


@singledispatch
def _take_step(step: AnyStep, patient: _Patient) -> None:
    raise NotImplementedError(type(step).__name__)


@_take_step.register
def _give(step: GiveStep, patient: _Patient) -> None:
    rows = patient.finding.activities if step.rows == ("*",) else step.rows
    view = patient.view()
    for row in view.present(rows):
        if view.holders(row, step.when_nobody) or view.holders(row, step.lacking) & view.carriers(step.by):
            continue
        if step.like:
            units = sorted(view.holders(step.like, step.like_letters)) if view.present([step.like]) else []
        elif step.idle:
            units = view.idle_units()
        else:
            units = sorted(view.carriers(step.by))
        _add(patient, row, units[:1] if step.first else units, step.letters)


@_take_step.register
def _take(step: TakeStep, patient: _Patient) -> None:
    view = patient.view()
    rows = list(patient.document.activity_places) if step.rows == ("*",) else view.present(step.rows)
    if step.not_by:
        units = view.everyone - view.carriers(step.not_by)
    else:
        units = view.carriers_only(step.by) if step.by_only else view.carriers(step.by)
    for row in rows:
        _swap(patient, row, view.holders(row, step.letters) & units, step.letters, step.instead)


@_take_step.register
def _keep(step: KeepStep, patient: _Patient) -> None:
    rows = patient.finding.activities if step.rows == ("*",) else step.rows
    view = patient.view()
    own = own_threshold(patient.document, patient.finding.rule.id)
    most = max(step.at_most, int(step.or_share * view.width)) if own is None else own
    preferred = [view.carriers(function) for function in step.prefer]
    ranks = [
        next((n for n, carriers in enumerate(preferred) if unit in carriers), len(preferred))
        for unit in range(view.width)
    ]
    acting = {row: view.holders(row, "AR") for row in view.present(rows)}
    for row, actors in acting.items():
        # Who acts stays; of the others the preferred ones in their order, then those that stand first.
        order = sorted(
            view.holders(row, step.letters),
            key=lambda unit, actors=actors: (unit not in actors, ranks[unit], unit),  # type: ignore[misc] # bound at once
        )
        _swap(patient, row, order[most:], step.letters, step.instead)


@_take_step.register
def _template(step: TemplateStep, patient: _Patient) -> None:
    alphabet = patient.alphabet
    wanted = duty_mask(alphabet, step.letters)
    rows = patient.template().rows
    view = patient.view()
    for row in view.present(patient.finding.activities):
        held = view.holders(row, step.letters)
        if held and (step.letters != Duty.ACCOUNTABLE or len(held) == 1):
            continue
        expected = expected_row(alphabet, rows[row], patient.document.units) if row in rows else b""
        units = [unit for unit, mask in enumerate(expected) if mask & wanted]
        # Nobody whom the template expects: who answers does it, who does it answers, or else the first who has a part.
        units = units or sorted(view.holders(row, "AR")) or sorted(view.holders(row, "*")) or [0][: view.width]
        if step.letters == Duty.ACCOUNTABLE:
            units = [unit for unit in units if unit in held][:1] or units[:1]
            _swap(patient, row, held - set(units), "A", "R")
        _add(patient, row, units, step.letters)


@_take_step.register
def _share_out(step: ShareOutStep, patient: _Patient) -> None:
    offenders = patient.offenders()
    view = patient.view()
    for row in view.present(step.owners):
        owners = view.carriers(step.owners[row])
        strangers = (view.holders(row, step.letters) & offenders) - owners
        if strangers and owners:
            _swap(patient, row, strangers, step.letters, "C")
            _add(patient, row, sorted(owners)[:1], step.letters)


@_take_step.register
def _add_rows(step: AddRowsStep, patient: _Patient) -> None:
    for row in step.rows:
        if row not in patient.document.activity_places:
            patient.document = with_known_activity(patient.document, row, patient.knowledge)
            template = patient.template().rows.get(row)
            if template:
                expected = expected_row(patient.alphabet, template, patient.document.units)
                for unit, mask in enumerate(expected):
                    patient.change(row, [unit], lambda _, mask=mask: mask)  # type: ignore[misc] # bound at once


@_take_step.register
def _reduce(_step: ReduceStep, patient: _Patient) -> None:
    alphabet = patient.alphabet
    rows = patient.document.activity_places
    places = [(place.activity, place.unit) for place in patient.finding.places if place.activity in rows and place.unit]
    patient.document = set_letters(patient.document, patient.matrix, places, lambda mask: reduced(alphabet, mask))


@_take_step.register
def _set_tone(step: SetToneStep, patient: _Patient) -> None:
    organization = replace(patient.document.organization, tone=step.tone)
    patient.document = set_organization(patient.document, organization)


def _add(patient: _Patient, row: str, units: Iterable[int], letters: str) -> None:
    alphabet = patient.alphabet
    mask = duty_mask(alphabet, letters)
    patient.change(row, units, lambda held: reduced(alphabet, held | mask))


def _swap(patient: _Patient, row: str, units: Iterable[int], letters: str, instead: str) -> None:
    """Take letters away; who is left with none gets `instead`."""
    alphabet = patient.alphabet
    gone, given = duty_mask(alphabet, letters), duty_mask(alphabet, instead)
    patient.change(row, units, lambda held: (held & ~gone) or given)
