"""Opened findings: the remedy with its cells, why it is said and by whom, and accepting it with a reason."""

import datetime as dt
import getpass
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QModelIndex, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from ui.acting import Opener, answers, click, colours, in_dialog, press

from raciapp.checks.findings import Finding
from raciapp.checks.remedies import remedy
from raciapp.document import edits
from raciapp.document.changes import CellChange, diff
from raciapp.document.records import Document, OperatingModel, Organization, Size, Waiver
from raciapp.document.storage import load
from raciapp.document.workspace import Workspace
from raciapp.knowledge.library import knowledge
from raciapp.ui.findings import FindingsPanel
from raciapp.ui.findings_lines import MOST_PLACES, Kind, Line, change_text
from raciapp.ui.language import current_language
from raciapp.ui.prompts import Prompts
from raciapp.ui.theme import Choice, choose_theme, current_theme, dress
from raciapp.ui.window import MainWindow


def _panel(window: MainWindow) -> FindingsPanel:
    assert window.editor is not None
    return window.editor.findings


def _lines(window: MainWindow, *kinds: Kind, rule: str = "") -> list[Line]:
    model = _panel(window).model
    lines = [model.line(model.index(row)) for row in range(model.rowCount())]
    return [line for line in lines if (not kinds or line.kind in kinds) and (not rule or line.rule == rule)]


def _index(window: MainWindow, rule: str, kind: Kind) -> QModelIndex:
    """Return the first line of a kind that belongs to a rule."""
    model = _panel(window).model
    rows = (model.index(row) for row in range(model.rowCount()))
    return next(index for index in rows if (model.line(index).rule, model.line(index).kind) == (rule, kind))


def _click(window: MainWindow, index: QModelIndex) -> None:
    view = _panel(window).view
    view.scrollTo(index)
    click(view.viewport(), view.visualRect(index).center())


def _enter(window: MainWindow, index: QModelIndex, key: str = "Return") -> None:
    press(window, "F7")
    _panel(window).view.setCurrentIndex(index)
    press(window, key)


def _open(window: MainWindow, rule: str) -> None:
    if _panel(window).model.opened != rule:
        _click(window, _index(window, rule, Kind.FINDING))
    assert _panel(window).model.opened == rule


def _finding(window: MainWindow, rule: str) -> Finding | None:
    return next((one for one in window.open_session().report.findings if one.rule.id == rule), None)


Choose = Callable[[MainWindow, QModelIndex], None]
CHOOSE = pytest.mark.parametrize(
    "choose",
    [_click, _enter, partial(_enter, key="Enter"), partial(_enter, key="Space")],
    ids=["click", "Return", "Enter", "space bar"],
)


# -- remedies ---------------------------------------------------------------------------------------------


def test_every_opened_finding_shows_the_cells_its_remedy_would_change(window: MainWindow) -> None:
    session, shipped = window.open_session(), knowledge()
    offered = 0
    for finding in session.report.findings:
        _open(window, finding.rule.id)
        after = remedy(finding, session.document, session.matrix, shipped)
        assert after is not None, finding.rule.id
        changes = diff(session.document, after).cells
        shown = [line.text for line in _lines(window, Kind.CHANGE)]
        assert shown == [change_text(one, after, shipped, current_language()) for one in changes[:MOST_PLACES]]
        (offer,) = _lines(window, Kind.REMEDY)
        assert offer.text.startswith("Do this: ")
        if changes:
            assert f"{len(changes)} cell" in offer.text
        offered += len(changes)
    assert offered > 50
    assert not session.workspace.modified


def test_a_change_names_place_and_letters_before_and_after(window: MainWindow) -> None:
    _open(window, "GOV-1")
    assert [line.text for line in _lines(window, Kind.CHANGE)][2:4] == [
        "Answer program, policy or specialist questions · Ocean Science: – → C",
        "Train experts who will engage · Habitat Programs: – → R",
    ]


@CHOOSE
def test_a_remedy_is_one_edit_and_one_step_of_undo(window: MainWindow, choose: Choose) -> None:
    session = window.open_session()
    before = session.document
    finding = _finding(window, "GOV-1")
    assert finding is not None
    wanted = remedy(finding, before, session.matrix, knowledge())
    _open(window, "GOV-1")
    lines = _lines(window)
    choose(window, _index(window, "GOV-1", Kind.REMEDY))
    assert session.document == wanted
    assert "GOV-1" not in {one.rule.id for one in session.report.findings}
    assert session.marks == frozenset()
    assert session.workspace.history.undo_label == "Remedy for GOV-1"
    assert window.statusBar().currentMessage() == "Done. Ctrl+Z takes it back."
    press(window, "Ctrl+Z")
    assert session.document == before
    assert _lines(window) == lines
    assert window.open_session().workspace.history.undo_label is None
    press(window, "Ctrl+Y")
    assert session.document == wanted


def _changes(window: MainWindow, rule: str) -> tuple[CellChange, ...]:
    """Return the cells that the remedy of a rule's finding would change."""
    session, finding = window.open_session(), _finding(window, rule)
    assert finding is not None
    after = remedy(finding, session.document, session.matrix, session.knowledge)
    assert after is not None
    return diff(session.document, after).cells


def test_the_offer_follows_the_edits(window: MainWindow) -> None:
    _open(window, "RACI-2")
    before = len(_changes(window, "RACI-2"))
    assert _lines(window, Kind.REMEDY)[0].text == f"Do this: {before} cells change"
    window.grid.go_to("eng_expert_reply", "hab")
    press(window, "F6", "A", "R")
    after = len(_changes(window, "RACI-2"))
    assert after < before
    assert _lines(window, Kind.REMEDY)[0].text == f"Do this: {after} cells change"
    assert len(_lines(window, Kind.CHANGE)) == after


def test_many_changes_are_counted_and_the_first_dozen_is_shown(window: MainWindow) -> None:
    press(window, "Ctrl+A", "Delete")
    _open(window, "RACI-2")
    count = len(_changes(window, "RACI-2"))
    assert count > MOST_PLACES
    assert _lines(window, Kind.REMEDY)[0].text == f"Do this: {count} cells change"
    assert len(_lines(window, Kind.CHANGE)) == MOST_PLACES


def test_a_finding_without_a_remedy_offers_none(opened: Opener, sample: Document) -> None:
    window = opened(replace(sample, organization=replace(sample.organization, packs=("classic",))))
    without = [one.rule.id for one in window.open_session().report.open() if not one.rule.remedy]
    assert without
    for rule in without:
        _open(window, rule)
        assert _lines(window, Kind.REMEDY, Kind.CHANGE) == []
        assert len(_lines(window, Kind.FIX, Kind.ACCEPT)) == 2
        window.advice.take_remedy(rule)
    assert not window.open_session().workspace.modified


def test_what_a_remedy_changes_can_be_looked_at_but_does_nothing(window: MainWindow) -> None:
    _open(window, "GOV-1")
    lines = _lines(window)
    _click(window, _index(window, "GOV-1", Kind.CHANGE))
    _enter(window, _index(window, "GOV-1", Kind.CHANGE))
    assert _lines(window) == lines
    assert not window.open_session().workspace.modified
    window.advice.follow(lines[0])
    assert not window.open_session().workspace.modified


# -- why ----------------------------------------------------------------------------------------------------


@pytest.fixture
def visited(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the list of addresses handed to the system."""
    addresses: list[str] = []

    def visit(url: QUrl) -> bool:
        addresses.append(url.toString())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", visit)
    return addresses


@CHOOSE
def test_a_source_is_opened(window: MainWindow, visited: list[str], choose: Choose) -> None:
    _open(window, "PER-6")
    titles = [line.text for line in _lines(window, Kind.SOURCE)]
    sources = [knowledge().sources[key] for key in knowledge().rules["PER-6"].sources]
    assert titles == [source.title.en for source in sources]
    choose(window, _index(window, "PER-6", Kind.SOURCE))
    assert visited == [sources[0].link]
    assert _panel(window).model.opened == "PER-6"


@pytest.mark.parametrize(
    "link", ["", "file:///etc/passwd", "javascript:alert(1)", "mailto:a@example.org", "httpsx://x", "ftp://example.org"]
)
def test_only_addresses_of_the_web_are_opened(window: MainWindow, visited: list[str], link: str) -> None:
    _panel(window).view.chosen.emit(Line(Kind.SOURCE, "Somewhere", "PER-6", link=link))
    assert visited == []


@pytest.mark.parametrize("link", ["https://example.org/a?b=c", "http://example.org/"])
def test_both_kinds_of_address_are_opened(window: MainWindow, visited: list[str], link: str) -> None:
    _panel(window).view.chosen.emit(Line(Kind.SOURCE, "Somewhere", "PER-6", link=link))
    assert visited == [link]


def test_surveys_are_shown_for_comparison(window: MainWindow) -> None:
    _open(window, "ENG-1")
    rule = knowledge().rules["ENG-1"]
    assert len(rule.surveys) == 2
    reasons = [line.text for line in _lines(window, Kind.REASON)]
    assert reasons[0] == f"{rule.reason.en}  (ENG-1: The founding post says so)"
    surveys = [knowledge().surveys[key] for key in rule.surveys]
    assert reasons[1:] == [
        f"For comparison: {survey.figure.en} ({survey.sample.en}, {survey.year})" for survey in surveys
    ]


# -- accepting ----------------------------------------------------------------------------------------------


REASON = "Agreed with {counsel} <b>in</b> May"


@pytest.fixture
def dana(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let Dana sit in front of the window."""
    monkeypatch.setattr(getpass, "getuser", lambda: "dana")


def _today() -> str:
    return dt.datetime.now().astimezone().date().isoformat()


@CHOOSE
@pytest.mark.usefixtures("dana")
def test_a_finding_is_accepted_with_reason_author_and_date(window: MainWindow, choose: Choose) -> None:
    session = window.open_session()
    before = session.document
    _open(window, "PER-1")
    answers(window).texts.append(REASON)
    earliest = _today()
    choose(window, _index(window, "PER-1", Kind.ACCEPT))
    title, question, _ = answers(window).asked[-1]
    assert (title, question) == (
        "Accept a finding",
        "Why is this accepted? The reason is printed in the exports.",
    )
    (waiver,) = session.document.waivers
    assert waiver in {Waiver("PER-1", REASON, "dana", earliest), Waiver("PER-1", REASON, "dana", _today())}
    assert session.document == edits.waive(before, waiver)
    assert session.workspace.history.undo_label == "Accept PER-1"
    press(window, "Ctrl+Z")
    assert session.document == before


@pytest.mark.usefixtures("dana")
def test_what_is_accepted_moves_under_accepted_and_stays_open(window: MainWindow) -> None:
    total = len(window.open_session().report.open())
    _open(window, "PER-1")
    answers(window).texts.append(REASON)
    _click(window, _index(window, "PER-1", Kind.ACCEPT))
    lines = _lines(window)
    heading = next(number for number, line in enumerate(lines) if line.text == "Accepted  ·  1")
    under = lines[heading + 1 :]
    assert {line.rule for line in under} == {"PER-1"}
    assert (under[0].kind, under[0].open, under[0].severity) == (Kind.FINDING, True, None)
    (fix,) = [line for line in under if line.kind is Kind.FIX]
    (waiver,) = window.open_session().document.waivers
    assert fix.text == f"Accepted because: {REASON} (dana, {waiver.date})"
    assert [line.text for line in under if line.kind in {Kind.REMEDY, Kind.ACCEPT, Kind.WITHDRAW}] == [
        "No longer accept it"
    ]
    assert _panel(window).counts.text().startswith(f"{total - 1} rules to talk about · ")


@pytest.mark.usefixtures("dana")
def test_an_acceptance_survives_saving_and_is_withdrawn_after(opened: Opener, sample: Document, tmp_path: Path) -> None:
    first = opened(sample)
    _open(first, "PER-1")
    answers(first).texts.append(REASON)
    _click(first, _index(first, "PER-1", Kind.ACCEPT))
    answers(first).save_paths.append(tmp_path / "accepted.raci")
    press(first, "Ctrl+S")
    waivers = load(tmp_path / "accepted.raci").waivers
    assert [(one.rule, one.reason, one.author) for one in waivers] == [("PER-1", REASON, "dana")]

    window = opened(sample)
    window.show_document(Workspace.opened(tmp_path / "accepted.raci"))
    _open(window, "PER-1")
    assert _lines(window, Kind.FIX, rule="PER-1")[0].text.startswith(f"Accepted because: {REASON} (dana, ")
    _enter(window, _index(window, "PER-1", Kind.WITHDRAW))
    assert window.open_session().document == sample
    assert window.open_session().workspace.history.undo_label == "No longer accept PER-1"
    assert [line.text for line in _lines(window, Kind.HEADING) if line.text.startswith("Accepted")] == []
    assert len(_lines(window, Kind.ACCEPT, Kind.REMEDY, rule="PER-1")) == 2
    press(window, "Ctrl+Z")
    assert window.open_session().document.waivers == waivers


@pytest.mark.parametrize("typed", ["", "   "])
def test_without_a_reason_nothing_is_accepted(window: MainWindow, typed: str) -> None:
    window.prompts = Prompts(window)
    _open(window, "PER-1")

    def answer(dialog: QWidget) -> None:
        QTest.keyClicks(dialog.focusWidget(), typed)
        press(dialog, "Return")

    seen = in_dialog(answer)
    _click(window, _index(window, "PER-1", Kind.ACCEPT))
    assert len(seen) == 1
    assert not window.open_session().workspace.modified


@pytest.mark.parametrize("error", [OSError, KeyError, ImportError])
def test_an_acceptance_by_nobody_known_has_a_date_only(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    def nobody() -> str:
        raise error

    monkeypatch.setattr(getpass, "getuser", nobody)
    _open(window, "PER-1")
    answers(window).texts.append("Agreed")
    _click(window, _index(window, "PER-1", Kind.ACCEPT))
    (waiver,) = window.open_session().document.waivers
    assert waiver.author == ""
    assert _lines(window, Kind.FIX)[0].text == f"Accepted because: Agreed ({waiver.date})"


# -- what settings accept -----------------------------------------------------------------------------------


SETTINGS: dict[str, Callable[[Organization], Organization]] = {
    "small": lambda old: replace(old, size=Size.SMALL),
    "centralized": lambda old: replace(old, model=OperatingModel.CENTRALIZED),
    "no alternative": lambda old: replace(old, no_alternative=True, no_alternative_reason="two <people>"),
}


@pytest.mark.parametrize("setting", list(SETTINGS))
def test_what_a_setting_accepts_is_neither_accepted_nor_withdrawn_by_hand(
    opened: Opener, sample: Document, setting: str
) -> None:
    window = opened(replace(sample, organization=SETTINGS[setting](sample.organization)))
    waived = [finding.rule.id for finding in window.open_session().report.waived]
    assert waived
    for rule in waived:
        _open(window, rule)
        assert _lines(window, Kind.ACCEPT, Kind.WITHDRAW, Kind.REMEDY, Kind.CHANGE) == []
        (why,) = _lines(window, Kind.FIX)
        assert why.text.startswith("Accepted because: Setting «")


def test_what_was_accepted_by_hand_stays_accepted_by_the_setting(opened: Opener, sample: Document) -> None:
    organization = replace(sample.organization, size=Size.SMALL)
    window = opened(replace(sample, organization=organization, waivers=(Waiver("ENG-1", "Agreed"),)))
    _open(window, "ENG-1")
    assert _lines(window, Kind.FIX)[0].text == "Accepted because: Agreed"
    _click(window, _index(window, "ENG-1", Kind.WITHDRAW))
    assert window.open_session().document.waivers == ()
    assert _lines(window, Kind.FIX)[0].text.startswith("Accepted because: Setting «small organization»")
    assert _lines(window, Kind.ACCEPT, Kind.WITHDRAW) == []


def test_an_acceptance_without_a_reason_counts_for_nothing(opened: Opener, sample: Document) -> None:
    window = opened(replace(sample, waivers=(Waiver("PER-1", "  "),)))
    _open(window, "PER-1")
    answers(window).texts.append("Now with a reason")
    _click(window, _index(window, "PER-1", Kind.ACCEPT))
    (waiver,) = window.open_session().document.waivers
    assert waiver.reason == "Now with a reason"


# -- how it looks -------------------------------------------------------------------------------------------


@pytest.fixture(params=[Choice.LIGHT, Choice.DARK], ids=["light", "dark"])
def _worn(request: pytest.FixtureRequest, face: QApplication) -> Iterator[None]:
    choose_theme(request.param)
    dress(face)
    yield
    choose_theme(Choice.LIGHT)
    dress(face)


def _ink(window: MainWindow, index: QModelIndex) -> str:
    """Return which of three colours a line is written in: that of the theme's accent, its text or what is muted."""
    view = _panel(window).view
    view.scrollTo(index)
    found = colours(view.viewport().grab().toImage(), view.visualRect(index))
    theme = current_theme()
    inks = {"accent": theme.accent, "muted": theme.muted, "text": theme.text}
    (ink,) = [name for name, colour in inks.items() if colour.lower() in found]
    return ink


@pytest.mark.usefixtures("_worn")
def test_what_can_be_chosen_looks_so(opened: Opener, sample: Document) -> None:
    window = opened(sample)
    _open(window, "SPEC-1")
    inks = {
        Kind.REASON: "muted",
        Kind.SOURCE: "accent",
        Kind.FIX: "text",
        Kind.REMEDY: "accent",
        Kind.CHANGE: "text",
        Kind.PLACE: "accent",
        Kind.ACCEPT: "accent",
    }
    assert {kind: _ink(window, _index(window, "SPEC-1", kind)) for kind in inks} == inks


@pytest.mark.usefixtures("_worn")
def test_a_source_without_an_address_does_not_look_like_one(
    opened: Opener, sample: Document, visited: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    source = knowledge().sources["SEED"]
    monkeypatch.setitem(knowledge().sources, "SEED", replace(source, link=""))
    window = opened(sample)
    _open(window, "SPEC-1")
    index = _index(window, "SPEC-1", Kind.SOURCE)
    assert _ink(window, index) == "muted"
    _click(window, index)
    assert visited == []
