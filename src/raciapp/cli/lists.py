"""What can be listed: sample organizations, templates, rules; as records that a page or JSON is made of."""

import msgspec

from raciapp.base.messages import mark, translate, translate_count
from raciapp.base.resources import sample_organizations
from raciapp.base.words import Language
from raciapp.cli.choices import Form, RulesForm
from raciapp.cli.files import size_of
from raciapp.cli.page import STYLES, Page
from raciapp.cli.reference import reference
from raciapp.cli.terminal import say_json, say_lines
from raciapp.document.storage import SUFFIX, load
from raciapp.formats.report import SEVERITY_NAMES
from raciapp.knowledge.library import Knowledge
from raciapp.knowledge.records import Severity


def list_samples(form: Form, language: Language) -> None:
    """List the sample organizations with the file each lies in."""
    found = [(path, load(path)) for path in sorted(sample_organizations().glob(f"*{SUFFIX}"))]
    if form is Form.JSON:
        say_json(
            [
                {
                    "id": path.stem,
                    "name": document.organization.name.text(language),
                    "kind": document.organization.kind.text(language),
                    "story": document.organization.story.text(language),
                    "activities": len(document.activities),
                    "units": len(document.units),
                    "file": str(path),
                }
                for path, document in found
            ]
        )
        return
    page = Page()
    hang = max(len(path.stem) for path, _ in found) + 2
    for number, (path, document) in enumerate(found):
        if number:
            page.line()
        page.entry(path.stem, document.organization.name.text(language), hang=hang)
        page.entry("", document.organization.kind.text(language), hang=hang)
        page.entry("", document.organization.story.text(language), hang=hang)
        page.entry("", size_of(document, language), hang=hang)
        page.path(path, hang=hang)


def list_templates(knowledge: Knowledge, form: Form, language: Language) -> None:
    """List the templates, with the settings of an organization that each is made for."""
    found = knowledge.templates
    if form is Form.JSON:
        say_json(
            [
                {
                    "id": template.id,
                    "name": template.name.text(language),
                    "summary": template.summary.text(language),
                    "activities": len(template.rows),
                    "context": msgspec.to_builtins(template.context),
                    "origin": template.origin,
                }
                for template in found.values()
            ]
        )
        return
    page = Page()
    hang = max(map(len, found)) + 2
    for number, template in enumerate(found.values()):
        if number:
            page.line()
        page.entry(template.id, template.name.text(language), hang=hang)
        if template.summary.text(language):
            page.entry("", template.summary.text(language), hang=hang)
        page.entry("", translate_count("{n} activity", "{n} activities", len(template.rows), language), hang=hang)
        if template.origin:
            page.entry("", translate(mark("House template, {file}"), language, file=template.origin), hang=hang)


def list_rules(knowledge: Knowledge, form: RulesForm, language: Language) -> None:
    """List the rules, for people by severity and briefly, for programs with their reasons, or as a page to read."""
    rules = knowledge.rules.values()
    if form is RulesForm.MARKDOWN:
        say_lines(reference(knowledge, language))
        return
    if form is RulesForm.JSON:
        say_json(
            [
                {
                    "id": rule.id,
                    "severity": rule.severity.value,
                    "basis": rule.basis.value,
                    "statement": rule.statement.text(language),
                    "reason": rule.reason.text(language),
                    "fix": rule.fix.text(language),
                    "waiver": rule.waiver.text(language),
                    "claims": list(rule.claims),
                    "sources": list(rule.sources),
                    "surveys": list(rule.surveys),
                    "origin": rule.origin,
                }
                for rule in rules
            ]
        )
        return
    page = Page()
    hang = max(map(len, knowledge.rules)) + 2
    for severity in Severity:
        weighing = [rule for rule in rules if rule.severity is severity]
        if severity is not Severity.MUST:
            page.line()
        page.line(f"{translate(SEVERITY_NAMES[severity], language)} ({len(weighing)})", STYLES[severity])
        for rule in weighing:
            page.entry(rule.id, rule.statement.text(language), hang=hang)
            if rule.origin:
                page.entry("", translate(mark("House rule, {file}"), language, file=rule.origin), hang=hang)
