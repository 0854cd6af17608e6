"""The findings beside the grid: what they say, how they follow the edits, where they lead."""

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtTest import QSignalSpy
from ui.acting import Opener, click, press

from raciapp.base.words import Language, Words
from raciapp.checks.findings import Place, finding_text
from raciapp.document.records import Activity, Document, Matrix, Row, Unit, Waiver, new_document
from raciapp.knowledge.records import Severity
from raciapp.ui.findings import FindingsPanel
from raciapp.ui.findings_lines import MOST_PLACES, Kind, Line
from raciapp.ui.window import MainWindow


@pytest.fixture
def panel(window: MainWindow) -> FindingsPanel:
    return _panel(window)


def _panel(window: MainWindow) -> FindingsPanel:
    assert window.editor is not None
    return window.editor.findings


def _lines(panel: FindingsPanel, *kinds: Kind) -> list[Line]:
    lines = [panel.model.line(panel.model.index(row)) for row in range(panel.model.rowCount())]
    return [line for line in lines if not kinds or line.kind in kinds]


def _finding(panel: FindingsPanel, rule: str) -> QModelIndex:
    index = panel.model.index(panel.model.row_of(rule))
    assert index.isValid()
    return index


def _choose(panel: FindingsPanel, index: QModelIndex) -> None:
    """Click on a line of the panel."""
    panel.view.scrollTo(index)
    click(panel.view.viewport(), panel.view.visualRect(index).center())


def _place(panel: FindingsPanel, place: Place) -> QModelIndex:
    return next(
        panel.model.index(row)
        for row in range(panel.model.rowCount())
        if panel.model.line(panel.model.index(row)).place == place
    )


def test_findings_are_grouped_by_severity_the_gravest_first(window: MainWindow, panel: FindingsPanel) -> None:
    report = window.open_session().report
    headings = [line.text for line in _lines(panel, Kind.HEADING)]
    assert headings == [
        f"Must be resolved  ·  {len(report.open(Severity.MUST))}",
        f"Should be discussed  ·  {len(report.open(Severity.SHOULD))}",
        f"Worth a thought  ·  {len(report.open(Severity.HINT))}",
    ]
    assert [line.rule for line in _lines(panel, Kind.FINDING)] == [finding.rule.id for finding in report.open()]
    assert [line.severity for line in _lines(panel, Kind.HEADING)] == list(Severity)


def test_a_finding_reads_as_the_check_puts_it(window: MainWindow, panel: FindingsPanel) -> None:
    session = window.open_session()
    for line, finding in zip(_lines(panel, Kind.FINDING), session.report.findings, strict=True):
        assert line.text == finding_text(finding, session.document, session.knowledge, Language.EN)
        assert line.severity is finding.severity


def test_the_counts_stand_above(window: MainWindow, panel: FindingsPanel) -> None:
    report = window.open_session().report
    assert panel.counts.text().startswith(f"{len(report.open())} rules to talk about · {len(report.passed)} kept · ")
    press(window, "Ctrl+A", "Delete")
    report = window.open_session().report
    assert panel.counts.text().startswith(f"{len(report.open())} rules to talk about · ")


def test_the_findings_follow_every_key(window: MainWindow, panel: FindingsPanel) -> None:
    assert panel.model.row_of("ENG-6") >= 0
    before = _lines(panel)
    window.grid.go_to("eng_expert_reply", "hab")
    press(window, "R")
    assert panel.model.row_of("ENG-6") == -1
    press(window, "Ctrl+Z")
    assert _lines(panel) == before


def test_an_edit_that_finds_the_same_leaves_the_list_alone(window: MainWindow, panel: FindingsPanel) -> None:
    resets = QSignalSpy(panel.model.modelReset)
    window.grid.go_to("acc_open", "reg")
    press(window, "I")
    assert window.open_session().workspace.modified
    assert resets.count() == 0


def test_a_click_opens_reason_remedy_and_places_and_leads_there(window: MainWindow, panel: FindingsPanel) -> None:
    rule = window.open_session().knowledge.rules["GOV-1"]
    _choose(panel, _finding(panel, "GOV-1"))
    shown = [line for line in _lines(panel) if line.rule == "GOV-1"]
    kinds = [Kind.FINDING, Kind.REASON, Kind.SOURCE, Kind.FIX, Kind.REMEDY, *[Kind.CHANGE] * 6, *[Kind.PLACE] * 6]
    assert [line.kind for line in shown] == [*kinds, Kind.ACCEPT]
    assert shown[0].open
    assert shown[1].text.startswith(rule.reason.en)
    assert shown[3].text == f"What to do: {rule.fix.en}"
    assert shown[4].text == "Do this: 6 cells change"
    assert shown[5].text == "Answer program, policy or specialist questions · Habitat Programs: I → C"
    assert shown[11].text == "Answer program, policy or specialist questions · Habitat Programs"
    finding = next(one for one in window.open_session().report.findings if one.rule.id == "GOV-1")
    assert window.open_session().marks == frozenset(finding.places)
    assert window.grid.current_place() == ("eng_program", "hab")


def test_a_second_click_closes_it_and_takes_the_marks_off(window: MainWindow, panel: FindingsPanel) -> None:
    before = _lines(panel)
    _choose(panel, _finding(panel, "GOV-1"))
    _choose(panel, _finding(panel, "GOV-1"))
    assert _lines(panel) == before
    assert panel.model.opened == ""
    assert window.open_session().marks == frozenset()


def test_only_one_finding_is_open_at_a_time(window: MainWindow, panel: FindingsPanel) -> None:
    _choose(panel, _finding(panel, "GOV-1"))
    _choose(panel, _finding(panel, "CON-1"))
    assert [line.rule for line in _lines(panel, Kind.FINDING) if line.open] == ["CON-1"]
    assert {line.rule for line in _lines(panel, Kind.PLACE)} == {"CON-1"}


def test_a_click_on_a_place_goes_there_and_keeps_the_finding_open(window: MainWindow, panel: FindingsPanel) -> None:
    _choose(panel, _finding(panel, "GOV-1"))
    marks = window.open_session().marks
    _choose(panel, _place(panel, Place("eng_program", "sci")))
    assert window.grid.current_place() == ("eng_program", "sci")
    assert panel.model.opened == "GOV-1"
    assert window.open_session().marks == marks


def test_a_click_on_a_whole_row_goes_to_it_in_the_same_column(window: MainWindow, panel: FindingsPanel) -> None:
    window.grid.go_to("str_strategy", "leg")
    _choose(panel, _finding(panel, "RACI-2"))
    assert window.grid.current_place() == ("eng_expert_reply", "leg")


@pytest.mark.parametrize("key", ["Return", "Enter", "Space"])
def test_the_keyboard_does_the_same(window: MainWindow, panel: FindingsPanel, key: str) -> None:
    press(window, "F7")
    panel.view.setCurrentIndex(_finding(panel, "GOV-1"))
    press(window, key)
    assert panel.model.opened == "GOV-1"
    assert window.grid.current_place() == ("eng_program", "hab")
    assert panel.view.hasFocus()
    panel.view.setCurrentIndex(_place(panel, Place("eng_program", "hab")))
    press(window, "Down", key)
    assert window.grid.current_place() == ("eng_program", "lic")
    panel.view.setCurrentIndex(_finding(panel, "GOV-1"))
    press(window, key)
    assert panel.model.opened == ""


def test_enter_on_a_heading_a_reason_or_nothing_does_nothing(window: MainWindow, panel: FindingsPanel) -> None:
    chosen = QSignalSpy(panel.view.chosen)
    press(window, "F7")
    panel.view.setCurrentIndex(QModelIndex())
    press(window, "Return")
    panel.view.setCurrentIndex(panel.model.index(0))
    press(window, "Return")
    assert chosen.count() == 0


def test_letters_in_the_findings_neither_search_nor_type(window: MainWindow, panel: FindingsPanel) -> None:
    press(window, "F7")
    panel.view.setCurrentIndex(panel.model.index(1))
    press(window, "C", "I")
    panel.view.keyboardSearch("C")
    assert panel.view.currentIndex().row() == 1
    assert not window.open_session().workspace.modified


def test_a_finding_that_goes_takes_its_marks_along(window: MainWindow, panel: FindingsPanel) -> None:
    _choose(panel, _finding(panel, "ENG-6"))
    assert window.open_session().marks
    window.grid.go_to("eng_expert_reply", "hab")
    press(window, "F6", "R")
    assert panel.model.row_of("ENG-6") == -1
    assert window.open_session().marks == frozenset()
    press(window, "Ctrl+Z")
    assert window.open_session().marks


def test_marks_follow_a_finding_that_moves(window: MainWindow, panel: FindingsPanel) -> None:
    _choose(panel, _finding(panel, "RACI-2"))
    assert Place("eng_expert_reply") in window.open_session().marks
    window.grid.go_to("eng_expert_reply", "hab")
    press(window, "F6", "R")
    assert window.open_session().marks == {Place("per_participate"), Place("per_presence")}


def test_a_finding_about_an_absent_activity_leads_nowhere(window: MainWindow, panel: FindingsPanel) -> None:
    window.grid.go_to("pol_draft", "com")
    _choose(panel, _finding(panel, "SPEC-3"))
    assert window.grid.current_place() == ("pol_draft", "com")
    assert _lines(panel, Kind.PLACE)[0].place == Place("trn_roles")


def test_a_finding_about_a_unit_leads_to_its_column(opened: Opener, sample: Document) -> None:
    lazy = (*sample.units, Unit("idle", Words("Idle {unit}")))
    rows = tuple(replace(row, letters=row.letters + b"\0") for row in sample.matrices[0].rows)
    window = opened(replace(sample, units=lazy, matrices=(replace(sample.matrices[0], rows=rows),)))
    panel = _panel(window)
    _choose(panel, _finding(panel, "RACI-5"))
    assert window.open_session().marks == {Place(unit="idle")}
    assert window.grid.current_place() == ("str_strategy", "idle")
    assert _lines(panel, Kind.PLACE)[0].text == "Idle {unit}"


def test_many_places_are_counted_after_the_first_dozen(window: MainWindow, panel: FindingsPanel) -> None:
    _choose(panel, _finding(panel, "PER-2"))
    assert len(_lines(panel, Kind.PLACE)) == MOST_PLACES
    assert [line.text for line in _lines(panel, Kind.NOTE)] == ["and 4 more places"]


def test_an_accepted_finding_stands_under_accepted_with_its_reason(opened: Opener, sample: Document) -> None:
    window = opened(replace(sample, waivers=(Waiver("PER-1", "Agreed with {counsel} <b>in</b> May"),)))
    panel = _panel(window)
    last = _lines(panel)[-2:]
    assert [(line.kind, line.text) for line in last[:1]] == [(Kind.HEADING, "Accepted  ·  1")]
    assert (last[1].rule, last[1].severity) == ("PER-1", None)
    _choose(panel, _finding(panel, "PER-1"))
    (fix,) = _lines(panel, Kind.FIX)
    assert fix.text == "Accepted because: Agreed with {counsel} <b>in</b> May"
    assert window.grid.activities.weights["per_participate"] is not Severity.HINT


def test_an_empty_document_says_what_will_show_here(opened: Opener) -> None:
    panel = _panel(opened(new_document(Words("Empty"))))
    assert [line.kind for line in _lines(panel)] == [Kind.NOTE]
    assert _lines(panel)[0].text.startswith("Add activities and units")


def test_a_matrix_without_a_fault_says_so(opened: Opener) -> None:
    document = replace(
        new_document(Words("Good")),
        units=(Unit("us", Words("Us")),),
        activities=(Activity("x_cat", Words("Feed the cat")),),
    )
    window = opened(replace(document, matrices=(Matrix("as_is", Words("As-is"), (Row(bytes([3])),)),)))
    panel = _panel(window)
    assert window.open_session().report.open() == ()
    assert [(line.kind, line.text) for line in _lines(panel)] == [(Kind.NOTE, "Nothing departs from good practice.")]


def test_headers_carry_the_gravest_severity(window: MainWindow) -> None:
    grid = window.grid
    # POL-4 and others point at no row; GOV-1 (must) and ENG-2 (should) both point at client questions.
    assert grid.activities.weights["eng_program"] is Severity.MUST
    assert grid.activities.weights["eng_soft"] is Severity.SHOULD
    assert grid.units.weights["hr"] is Severity.MUST
    assert grid.units.weights["leg"] is Severity.SHOULD
    assert "pol_draft" not in grid.activities.weights


def test_headers_follow_every_key(window: MainWindow) -> None:
    grid = window.grid
    grid.go_to("pol_draft", "com")
    press(window, "Delete")
    assert grid.activities.weights["pol_draft"] is Severity.MUST
    press(window, "Ctrl+Z")
    assert "pol_draft" not in grid.activities.weights


def test_the_model_answers_what_qt_asks(panel: FindingsPanel) -> None:
    model: QAbstractItemModel = panel.model
    heading, finding = model.index(0, 0), model.index(1, 0)
    assert model.data(finding, Qt.ItemDataRole.AccessibleTextRole) == model.data(finding)
    assert model.data(finding, Qt.ItemDataRole.DecorationRole) is None
    assert model.data(QModelIndex()) is None
    assert model.rowCount(finding) == 0
    assert model.flags(QModelIndex()) == Qt.ItemFlag.NoItemFlags
    assert model.flags(heading) == Qt.ItemFlag.ItemIsEnabled
    assert model.flags(finding) & Qt.ItemFlag.ItemIsSelectable
