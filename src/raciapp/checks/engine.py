"""The check: every rule against one matrix, again after each edit, because that is fast enough to be simple."""

from collections.abc import Mapping

from msgspec.structs import replace

from raciapp.base.messages import mark, translate
from raciapp.base.words import Language, Words, same
from raciapp.checks.findings import Finding, Place, Report
from raciapp.checks.view import MatrixView
from raciapp.checks.vocabulary import NOT_ASSESSED, Fault, Outcome, evaluate
from raciapp.document.records import Document, Organization
from raciapp.knowledge.library import Knowledge
from raciapp.knowledge.records import CountTest, Rule, Severity, ShareTest, Test, WaivedBy, When

_SEVERITIES = list(Severity)


def check(document: Document, matrix: str, knowledge: Knowledge) -> Report:
    """Return what departs from good practice in one matrix of the document, the gravest first.

    Raises KeyError when there is no such matrix and UserError when the knowledge holds no rules.
    """
    view = MatrixView(document, matrix, knowledge)
    outcomes = {rule.id: outcome_of(rule, view) for rule in knowledge.rules.values() if _applies(rule.when, view)}
    findings = []
    passed = []
    unassessed = []
    for identity, outcome in outcomes.items():
        rule = knowledge.rules[identity]
        if not _stands(rule, outcomes):
            continue
        if isinstance(outcome, Fault):
            finding = Finding(rule, outcome.places, outcome.functions, outcome.count)
            findings.append(replace(finding, waived=_waiver(rule, document)))
        elif outcome is NOT_ASSESSED:
            unassessed.append(identity)
        else:
            passed.append(identity)
    findings.sort(key=lambda finding: (finding.waived is not None, _SEVERITIES.index(finding.severity)))
    return Report(tuple(findings), tuple(passed), tuple(unassessed))


def _stands(rule: Rule, outcomes: Mapping[str, Outcome]) -> bool:
    """Return whether the rule has its say: not where a graver one covers it, nor without the one it follows."""
    if rule.yields_to and isinstance(outcomes.get(rule.yields_to), Fault):
        return False
    return not rule.follows or isinstance(outcomes.get(rule.follows), Fault)


def _applies(when: When, view: MatrixView) -> bool:
    organization = view.document.organization
    return (
        (not when.sector or organization.sector in when.sector)
        and (not when.size or organization.size in when.size)
        and (not when.tone or organization.tone in when.tone)
        and when.program_channels in (None, organization.program_channels)
        and when.regulated in (None, organization.regulated)
        and (not when.pack or when.pack in organization.packs)
        and (not when.has or bool(view.carriers(when.has)))
        and (not when.has_several or len(view.carriers(when.has_several)) > 1)
    )


def outcome_of(rule: Rule, view: MatrixView) -> Outcome:
    """Decide one rule on a matrix, whatever the organization is like and the other rules say."""
    if len(view.present(rule.needs)) < len(rule.needs):
        return NOT_ASSESSED
    most = own_threshold(view.document, rule.id)
    tests = rule.tests if most is None else [adjusted(test, most) for test in rule.tests]
    outcomes = [evaluate(test, view) for test in tests if _test_applies(test, view)]
    assessed = [outcome for outcome in outcomes if outcome is not NOT_ASSESSED]
    faults = [outcome for outcome in assessed if isinstance(outcome, Fault)]
    if not assessed:
        return NOT_ASSESSED
    if not faults or (rule.any and len(faults) < len(assessed)):
        return None
    return Fault(
        _without_doubles([place for fault in faults for place in fault.places]),
        tuple(dict.fromkeys(function for fault in faults for function in fault.functions)),
        max(fault.count for fault in faults),
    )


def own_threshold(document: Document, rule: str) -> int | None:
    """Return the most that `rule` lets pass in this document, or None where the rule's own number holds."""
    return next((threshold.most for threshold in document.thresholds if threshold.rule == rule), None)


def adjusted(test: Test, most: int) -> Test:
    """Return a test with the document's own threshold: a number of units, or a percentage of the activities."""
    if _threshold(test) is None:
        return test
    if isinstance(test, ShareTest):
        return replace(test, at_most=most / 100)
    return replace(test, at_most=most, or_share=0.0)


def threshold_of(rule: Rule) -> int | None:
    """Return the most that a rule lets pass before it asks, or None for a rule without a number worth adjusting."""
    return next((most for most in map(_threshold, rule.tests) if most is not None), None)


def _threshold(test: Test) -> int | None:
    """Return a test's number; that there is one A at most, or that nobody does everything, is no matter of taste."""
    if isinstance(test, ShareTest):
        percentage = round(test.at_most * 100)
        return percentage if percentage < 100 else None
    if isinstance(test, CountTest) and test.at_most is not None and not test.not_all:
        return test.at_most if test.at_most > 1 else None
    return None


def _without_doubles(places: list[Place]) -> tuple[Place, ...]:
    return tuple(dict.fromkeys(places))


def _test_applies(test: Test, view: MatrixView) -> bool:
    when: When | None = getattr(test, "when", None)
    return when is None or _applies(when, view)


def _waiver(rule: Rule, document: Document) -> Words | None:
    """Return why a finding of `rule` is accepted, or None; a consultant's own reason comes first.

    A waiver that gives no reason accepts nothing (domain section 0, choice 7).
    """
    for waiver in document.waivers:
        if waiver.rule == rule.id and waiver.reason.strip():
            return same(waiver.reason)
    return _setting_that_waives(rule.waived_by, document.organization)


def _setting_that_waives(waived_by: WaivedBy, organization: Organization) -> Words | None:
    if organization.size in waived_by.size:
        return _in_both(mark("Setting «small organization»: a few people share all the work."))
    if organization.model in waived_by.model:
        return _in_both(mark("Setting «centralized team»: an accepted trade-off of that model."))
    if waived_by.no_alternative and organization.no_alternative:
        setting = mark("Setting «no other alternative»: the jobs are combined on purpose. {reason}")
        reason = organization.no_alternative_reason.strip()
        return _in_both(setting, reason=reason)
    return None


def _in_both(text: str, **values: str) -> Words:
    return Words(*(translate(text, language, **values).strip() for language in (Language.EN, Language.FR)))
