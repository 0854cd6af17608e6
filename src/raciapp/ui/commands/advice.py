"""What the findings and the templates advise: remedies, acceptances, gaps, mappings, house rules."""

import datetime as dt
import getpass
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from raciapp.base.messages import mark
from raciapp.checks.engine import threshold_of
from raciapp.checks.remedies import remedy, template_for
from raciapp.document.edits import set_threshold, waive, withdraw_waiver
from raciapp.document.records import Waiver
from raciapp.ui.commands.commands import Commands
from raciapp.ui.findings_lines import Kind, Line
from raciapp.ui.language import current_language, tr, tr_count


class AdviceCommands(Commands):
    """The commands that take advice or decline it; every one is a single edit that undo takes back."""

    def follow(self, line: Line) -> None:
        """Do what a line of the findings panel offers."""
        if line.kind is Kind.REMEDY:
            self.take_remedy(line.rule)
        elif line.kind is Kind.ACCEPT:
            self.accept_finding(line.rule)
        elif line.kind is Kind.WITHDRAW:
            self.withdraw(line.rule)
        elif line.kind is Kind.SOURCE and line.link.startswith(("https://", "http://")):
            QDesktopServices.openUrl(QUrl(line.link))

    def take_remedy(self, rule: str) -> None:
        """Take what a finding proposes."""
        session = self._session
        finding = next((one for one in session.report.findings if one.rule.id == rule), None)
        after = remedy(finding, session.document, session.matrix, session.knowledge) if finding else None
        if after is not None and session.commit(tr(mark("Remedy for {rule}"), rule=rule), after):
            self._window.say_briefly(tr(mark("Done. Ctrl+Z takes it back.")))

    def accept_finding(self, rule: str) -> None:
        """Ask why a finding is accepted, and keep the reason with author and date."""
        question = tr(mark("Why is this accepted? The reason is printed in the exports."))
        reason = self._window.prompts.text(tr(mark("Accept a finding")), question)
        if reason:
            today = dt.datetime.now().astimezone().date().isoformat()
            waiver = Waiver(rule, reason, _author(), today)
            self._session.commit(tr(mark("Accept {rule}"), rule=rule), waive(self._session.document, waiver))

    def withdraw(self, rule: str) -> None:
        """No longer accept a rule's finding."""
        label = tr(mark("No longer accept {rule}"), rule=rule)
        self._session.commit(label, withdraw_waiver(self._session.document, rule))

    # -- templates ----------------------------------------------------------------------------------------

    def show_expected(self) -> None:
        """Show or hide, in the grid, what the template expects."""
        session = self._session
        session.expect(None if session.template else self.template())
        self._window.statusBar().clearMessage()
        if session.template:
            name = session.knowledge.templates[session.template].name.text(current_language())
            shown = mark("Outlines show what «{template}» expects.")
            nothing = mark("«{template}» expects nothing of the activities here; outlines come with those it knows.")
            self._window.say_briefly(tr(shown if session.expected else nothing, template=name))

    def compare(self) -> None:
        """Show the gap to a template and take what the person ticks."""
        from raciapp.ui.gap_dialog import GapDialog

        session = self._session
        dialog = GapDialog(session.document, session.matrix, session.knowledge, self.template(), self._window)
        if self._window.prompts.run(dialog):
            session.commit(tr(mark("Take from a template")), dialog.answer)

    def template(self) -> str:
        """Return the template that is held against the matrix: the document's own, or the one that fits it."""
        document = self._session.document
        known = self._session.knowledge.templates
        return document.template if document.template in known else template_for(document)

    # -- what the rules go by -----------------------------------------------------------------------------

    def map_units(self) -> None:
        """Confirm in one table what the units are for."""
        from raciapp.ui.mapping_dialog import MappingDialog

        session = self._session
        dialog = MappingDialog(session.document, session.knowledge, self._window.prompts, self._window)
        if self._window.prompts.run(dialog):
            session.commit(tr(mark("What the units are for")), dialog.answer())

    def edit_organization(self) -> None:
        """Ask the questions that decide which rules apply, and say what the answers changed."""
        session = self._session
        answered = self._window.prompts.organization(session.document.organization)
        if answered is None:
            return
        from raciapp.document.edits import set_organization

        before = {finding.rule.id for finding in session.report.open()}
        changed = set_organization(session.document, answered)
        if session.commit(tr(mark("About the organization")), changed):
            after = {finding.rule.id for finding in session.report.open()}
            if before == after:
                self._window.notices.hide()
                self._window.say_briefly(tr(mark("The same findings as before.")))
            else:
                self._window.notices.say(_what_changed(before, after))

    def edit_thresholds(self) -> None:
        """Ask from which number on the rules that count ask their questions in this document."""
        session = self._session
        own = {threshold.rule: threshold.most for threshold in session.document.thresholds}
        language = current_language()
        choices = [
            (rule.id, rule.statement.text(language), own.get(rule.id, threshold), threshold)
            for rule in session.knowledge.rules.values()
            if (threshold := threshold_of(rule)) is not None
        ]
        numbers = self._window.prompts.thresholds(choices)
        if numbers is not None:
            document = session.document
            for rule, _, _, usual in choices:
                document = set_threshold(document, rule, None if numbers[rule] == usual else numbers[rule])
            session.commit(tr(mark("Thresholds")), document)

    def choose_house(self) -> None:
        """Ask for the folder of the consultancy's own rules and templates, and load it."""
        folder = self._window.prompts.folder(tr(mark("Folder of house rules and templates")))
        if folder:
            self._window.settings.house = folder
            self._session.learn(self._window.houses())
            self.tell_about_house()

    def heed_houses(self) -> None:
        """Go by the house beside the document where it lies now, if that is another."""
        houses = self._window.houses()
        if houses != self._session.knowledge.houses:
            self._session.learn(houses)
            self.tell_about_house()

    def tell_about_house(self) -> None:
        """Say what was loaded from the house folders, and what was left out and why."""
        known = self._session.knowledge
        rules = sum(1 for rule in known.rules.values() if rule.origin)
        templates = sum(1 for template in known.templates.values() if template.origin)
        text = tr_count("{n} house rule", "{n} house rules", rules) + ", "
        text += tr_count("{n} house template", "{n} house templates", templates) + "."
        complaints = known.complaints
        if not complaints:
            self._window.notices.say(text)
            return
        left_out = tr_count("{n} entry was left out.", "{n} entries were left out.", len(complaints))
        lines = tuple(complaint.text(current_language()) for complaint in complaints)
        self._window.notices.complain(
            f"{text} {left_out}",
            (tr(mark("Details…")), lambda: self._window.prompts.show_lines(tr(mark("House rules")), lines)),
        )


def _author() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no such user, as in some containers; no names of users at all on Windows
        return ""


def _what_changed(before: set[str], after: set[str]) -> str:
    new, gone = sorted(after - before), sorted(before - after)
    parts = []
    if new:
        parts.append(tr(mark("Now to talk about: {rules}."), rules=", ".join(new)))
    if gone:
        parts.append(tr(mark("No longer: {rules}."), rules=", ".join(gone)))
    return " ".join(parts)


def house_folders(chosen: Path | None, document: Path | None) -> tuple[Path, ...]:
    """Return the folders in which house rules are looked for: the user's own and the one beside the document."""
    from raciapp.knowledge.house import houses_beside

    beside = houses_beside(document) if document else ()
    return (*((chosen,) if chosen else ()), *beside)
