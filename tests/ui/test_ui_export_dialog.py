"""The export dialog: what is ticked and typed, the form of each format's options, the preview beside."""

from collections.abc import Callable, Iterator
from enum import StrEnum
from pathlib import Path
from threading import Event
from typing import Annotated

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLineEdit, QSpinBox, QWidget
from pytestqt.qtbot import QtBot
from ui.acting import Answers, child, in_dialog, press
from ui.paging import Paging, stand_in
from ui.reading import focused_of, tree_of

from raciapp.base.errors import UserError
from raciapp.base.words import Language
from raciapp.document.records import Document
from raciapp.formats.exporting import FORMATS
from raciapp.formats.options import described
from raciapp.formats.paper import Paper
from raciapp.formats.pdf import Numbering, PdfOptions
from raciapp.formats.report import BRIEF, EVERYTHING, Cover, ReportPart
from raciapp.knowledge.library import knowledge
from raciapp.ui.exporting.choices import ExportChoices, kept, options_from, read
from raciapp.ui.exporting.dialog import ExportDialog
from raciapp.ui.exporting.form import OptionForm
from raciapp.ui.exporting.latest import Latest
from raciapp.ui.exporting.pages import Pager
from raciapp.ui.exporting.wording import PART_NAMES, choice_name
from raciapp.ui.language import set_language
from raciapp.ui.window import MainWindow

Make = Callable[..., ExportDialog]


@pytest.fixture
def paging(monkeypatch: pytest.MonkeyPatch) -> Iterator[Paging]:
    """Set plain sheets instead of pages."""
    made = stand_in(monkeypatch)
    yield made
    made.gate.set()


@pytest.fixture
def make(qtbot: QtBot, sample: Document, tmp_path: Path, paging: Paging) -> Iterator[Make]:
    """Return a function that shows the dialog, its first pages set, its questions answered by the test."""
    made: list[ExportDialog] = []

    def shown(**chosen: object) -> ExportDialog:
        choices = ExportChoices(**({"folder": str(tmp_path), "name": "out"} | chosen))  # type: ignore[arg-type] # fields
        known = knowledge()
        dialog = ExportDialog(Pager(sample, known), sample.matrices[0].id, known, choices)
        dialog.prompts = Answers(dialog)
        made.append(dialog)
        qtbot.addWidget(dialog)
        with qtbot.waitExposed(dialog):
            dialog.show()
        qtbot.waitUntil(dialog.isActiveWindow)
        qtbot.waitUntil(lambda: dialog.preview.place != (0, 0))
        return dialog

    yield shown
    paging.gate.set()
    for dialog in made:
        dialog.done(0)


def _answers(dialog: ExportDialog) -> Answers:
    assert isinstance(dialog.prompts, Answers)
    return dialog.prompts


def _settled(qtbot: QtBot, dialog: ExportDialog) -> None:
    qtbot.waitUntil(lambda: not dialog.preview._worker.busy)


# -- what is chosen ---------------------------------------------------------------------------------------


def test_the_dialog_answers_what_it_began_with(make: Make, tmp_path: Path) -> None:
    chosen = ExportChoices(
        formats=(".pdf", ".csv"),
        language=Language.FR,
        second=Language.EN,
        parts=(ReportPart.COVER, ReportPart.GAP),
        cover=Cover("Acme & <b>", "2", "Zoé", "Draft"),
        template="corporate",
        folder=str(tmp_path),
        name="Acme & Sons",
        options={".pdf": {"paper": "a3"}, ".xlsx": {"paper": "a4"}},
    )
    dialog = make(**msgspec.structs.asdict(chosen))
    assert dialog.answer() == chosen


def test_formats_and_parts_are_ticked_with_the_space_bar(make: Make, qtbot: QtBot, paging: Paging) -> None:
    dialog = make(formats=(".pdf",))
    dialog.formats.boxes[".csv"].setFocus()
    press(dialog, "Space")
    dialog.parts.boxes["cards"].setFocus()
    press(dialog, "Space")
    _settled(qtbot, dialog)
    assert dialog.answer().formats == (".pdf", ".csv")
    assert set(dialog.answer().parts) == BRIEF | {ReportPart.CARDS}
    assert paging.reports[-1].parts == BRIEF | {ReportPart.CARDS}


def test_everything_is_one_key_away_and_back(make: Make, qtbot: QtBot, paging: Paging) -> None:
    dialog = make()
    press(dialog, "Alt+Y")
    qtbot.waitUntil(lambda: set(dialog.answer().parts) == EVERYTHING)
    press(dialog, "Alt+B")
    qtbot.waitUntil(lambda: set(dialog.answer().parts) == BRIEF)
    _settled(qtbot, dialog)
    assert paging.reports[-1].parts == BRIEF


def test_every_part_has_a_name() -> None:
    assert set(PART_NAMES) == set(ReportPart)


def test_the_language_is_that_of_the_window_unless_chosen(make: Make, qtbot: QtBot, paging: Paging) -> None:
    set_language(Language.FR)
    dialog = make()
    assert dialog.answer().language is Language.FR
    dialog.language.setFocus()
    press(dialog, "Home")
    _settled(qtbot, dialog)
    assert (dialog.answer().language, dialog.answer().second) == (Language.EN, None)
    assert paging.reports[-1].title == "Department of Coastal Stewardship"


def test_a_template_is_asked_for_only_where_the_gap_is_wanted(make: Make) -> None:
    dialog = make()
    assert not dialog.template.isVisible()
    dialog.tabs.setCurrentIndex(0)
    dialog.parts.boxes["gap"].click()
    assert dialog.template.isVisible()


def test_the_options_are_those_of_the_formats_ticked(make: Make) -> None:
    dialog = make(formats=())
    dialog.tabs.setCurrentIndex(2)
    assert dialog.options._nothing.isVisible()
    dialog.formats.boxes[".pdf"].click()
    form = dialog.options.forms[".pdf"]
    assert form is not None
    assert form.isVisible()
    paper = child(form, QComboBox, lambda box: box.accessibleName() == "PDF report: Paper")
    paper.setFocus()
    press(dialog, "Home")
    assert dialog.answer().options == {".pdf": {"paper": "a4"}}
    dialog.formats.boxes[".pdf"].click()
    assert not form.isVisible()
    assert dialog.answer().options == {".pdf": {"paper": "a4"}}


# -- what is missing --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("chosen", "trouble"),
    [
        ({"formats": ()}, "Tick at least one kind of file."),
        ({"parts": ()}, "Tick at least one part."),
        ({"name": ""}, "A file name holds letters, and none of "),
        ({"name": "a/b"}, "A file name holds letters, and none of "),
        ({"name": ".."}, "A file name holds letters, and none of "),
        ({"name": "a\0"}, "A file name holds letters, and none of "),
        ({"folder": ""}, "There is no such folder."),
        ({"folder": "/no/where"}, "There is no such folder."),
        ({"folder": "\0"}, "There is no such folder."),
    ],
)
def test_what_is_missing_is_said_and_nothing_exported(make: Make, chosen: dict[str, object], trouble: str) -> None:
    dialog = make(**chosen)
    assert dialog.hint.text().startswith(trouble)
    assert not dialog.export.isEnabled()
    press(dialog, "Ctrl+Return")
    assert dialog.isVisible()


def test_what_will_be_made_is_said(make: Make, tmp_path: Path) -> None:
    (tmp_path / "out.csv").write_text("old", "utf-8")
    dialog = make(formats=(".pdf",))
    assert dialog.hint.text() == "1 file will be made."
    dialog.formats.boxes[".csv"].click()
    assert dialog.hint.text() == "2 files will be made. 1 is there already."
    dialog.name.setText("other")
    assert dialog.hint.text() == "2 files will be made."


def test_enter_exports_with_ctrl_from_anywhere(make: Make) -> None:
    dialog = make()
    dialog.parts.boxes["cover"].setFocus()
    press(dialog, "Ctrl+Return")
    assert dialog.result() == dialog.DialogCode.Accepted


def test_one_question_is_asked_about_all_files_that_are_there(make: Make, tmp_path: Path) -> None:
    for name in ("out.xlsx", "out.pdf"):
        (tmp_path / name).write_text("old", "utf-8")
    dialog = make()
    for answer in (False, True):
        _answers(dialog).acts.append(lambda _, answer=answer: answer)  # type: ignore[misc] # answers stand in order
        dialog.accept()
        assert dialog.isVisible() is not answer
    assert _answers(dialog).asked == [("Replace the file?",)] * 2


def test_folders_and_files_are_looked_for(make: Make, tmp_path: Path, qtbot: QtBot, paging: Paging) -> None:
    dialog = make(formats=(".xlsx",))
    (tmp_path / "sub").mkdir()
    (tmp_path / "look.toml").write_text('footer = "Harbour & Co."\n', "utf-8")
    _answers(dialog).folders.extend([None, tmp_path / "sub"])
    dialog.folder.button.click()
    assert dialog.answer().folder == str(tmp_path)
    dialog.folder.button.click()
    assert dialog.answer().folder == str(tmp_path / "sub")
    _answers(dialog).open_paths.append(tmp_path / "look.toml")
    dialog.branding.button.click()
    _settled(qtbot, dialog)
    assert dialog.answer().branding == str(tmp_path / "look.toml")
    assert paging.brandings[-1].footer == "Harbour & Co."
    _answers(dialog).open_paths.append(tmp_path / "own.xlsx")
    assert dialog._look_for_file("Your own workbook") == tmp_path / "own.xlsx"
    assert _answers(dialog).asked[-1] == ("Your own workbook", "All files (*)")


# -- the form ---------------------------------------------------------------------------------------------


class Size(StrEnum):
    """Choices that have no name of their own."""

    ONE_PAGE = "one_page"
    MANY = "many"


class Kinds(msgspec.Struct, frozen=True):
    """An option of each kind."""

    size: Annotated[Size, msgspec.Meta(title="Size")] = Size.ONE_PAGE
    tagged: Annotated[bool, msgspec.Meta(title="Tagged")] = True
    template: Annotated[Path | None, msgspec.Meta(title="Template")] = None
    dots: Annotated[int, msgspec.Meta(title="Dots")] = 96
    heading: Annotated[str, msgspec.Meta(title="Heading")] = "H"


def _form(qtbot: QtBot, values: dict[str, str], found: Path | None = None) -> OptionForm:
    form = OptionForm("Letter", described(Kinds), values, lambda _: found)
    qtbot.addWidget(form)
    return form


def test_a_form_has_a_field_for_each_kind_of_option(qtbot: QtBot, tmp_path: Path) -> None:
    form = _form(qtbot, {}, tmp_path / "master.pptx")
    assert form.values() == {}
    told: list[None] = []
    form.changed.connect(lambda: told.append(None))
    child(form, QComboBox).setCurrentIndex(1)
    child(form, QCheckBox).click()
    child(form, QSpinBox).setValue(120)
    child(form, QLineEdit, lambda line: line.accessibleName() == "Letter: Heading").setText("A & B")
    press_button = child(form, QWidget, lambda one: one.accessibleName() == "Browse: Letter: Template")
    press_button.click()  # type: ignore[attr-defined] # it is a button
    assert len(told) == 5
    values = {"size": "many", "tagged": "false", "dots": "120", "heading": "A & B"}
    assert form.values() == values | {"template": str(tmp_path / "master.pptx")}


def test_a_form_shows_what_was_kept(qtbot: QtBot) -> None:
    values = {"size": "many", "tagged": "false", "dots": "120", "heading": "", "template": "a.pptx"}
    assert _form(qtbot, values).values() == values
    assert _form(qtbot, {"dots": "many", "size": "gone"}).values() == {"dots": "0"}


@pytest.mark.parametrize("suffix", FORMATS)
def test_every_format_has_a_form_whose_choices_have_names(qtbot: QtBot, suffix: str) -> None:
    usual, _ = FORMATS[suffix].load()
    options = described(type(usual))
    form = OptionForm("x", options, {}, lambda _: None)
    qtbot.addWidget(form)
    assert form.values() == {}
    assert len(form._answers) == len(options)
    assert all(choice_name(choice) for option in options for choice in option.choices)


# -- what is kept -----------------------------------------------------------------------------------------


def test_choices_survive_the_settings() -> None:
    chosen = ExportChoices((".csv",), Language.FR, options={".pdf": {"paper": "a3"}}, branding="look.toml")
    again = read(kept(chosen))
    assert (again.formats, again.language, again.branding) == ((".csv",), Language.FR, "look.toml")
    assert again.options[".pdf"] == {"paper": "a3"}


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"parts": ["poem"]}', '{"formats": 1}', "x" * 100_001, '"\ud800"', 7, None]
)
def test_settings_that_hold_something_else_are_as_good_as_none(text: object) -> None:
    assert read(text) == ExportChoices()


def test_formats_and_options_that_are_gone_are_left_out() -> None:
    again = read('{"formats": [".csv", ".wks"], "options": {".pdf": {"ink": "blue"}}}')
    assert again.formats == (".csv",)
    assert options_from(".pdf", again.options[".pdf"]) == PdfOptions()
    assert options_from(".pdf", {"paper": "a3"}) == PdfOptions(paper=Paper.A3)


# -- the preview ------------------------------------------------------------------------------------------


def test_pages_are_turned_from_the_keyboard(make: Make) -> None:
    dialog = make()
    preview = dialog.preview
    assert (preview.place, preview.where.text()) == ((1, 3), "Page 1 of 3")
    press(dialog, "Ctrl+PgDown")
    assert preview.place == (2, 3)
    preview.pane.setFocus()
    press(dialog, "PgDown")
    assert (preview.place, preview.on.isEnabled()) == ((3, 3), False)
    assert preview.pane.accessibleDescription() == "Page 3 of 3"
    press(dialog, "PgDown", "PgUp")
    assert preview.place == (2, 3)
    press(dialog, "Home")
    assert (preview.place, preview.back.isEnabled()) == ((1, 3), False)
    press(dialog, "End")
    assert preview.place == (3, 3)
    press(dialog, "Ctrl+PgUp")
    assert preview.place == (2, 3)


def test_a_page_is_shown_as_wide_as_there_is_room(make: Make) -> None:
    dialog = make()
    dialog.resize(1100, 560)
    pane = dialog.preview.pane
    assert pane.sheet.height() == pane.viewport().height()
    press(dialog, "Ctrl+0")
    dialog.resize(1400, 560)
    assert pane.sheet.height() > pane.viewport().height()
    assert pane.sheet.width() == pane.viewport().width()
    pane.setFocus()
    press(dialog, "PgDown")
    assert (dialog.preview.place[0], pane.verticalScrollBar().value() > 0) == (1, True)
    press(dialog, "Ctrl+0")
    assert pane.sheet.height() == pane.viewport().height()


def test_a_page_that_fills_the_room_is_drawn_larger_than_it(make: Make, qtbot: QtBot) -> None:
    dialog = make()
    dialog.resize(1100, 620)
    pane = dialog.preview.pane
    across = pane.horizontalScrollBar()
    assert across.maximum() == 0
    press(dialog, "Ctrl+0")
    assert pane.sheet.width() > 1.5 * pane.viewport().width()
    assert pane.sheet.height() > pane.viewport().height()
    pane.setFocus()
    press(pane, "Right")
    assert across.value() > 0
    dialog.branding.line.setText("gone.toml")
    _settled(qtbot, dialog)
    assert across.maximum() == 0  # a sentence stands in its place


def test_only_the_newest_wish_is_set(make: Make, qtbot: QtBot, paging: Paging) -> None:
    dialog = make()
    _settled(qtbot, dialog)
    before = len(paging.reports)
    paging.gate.clear()
    dialog.cover.client.setFocus()
    QTest.keyClicks(dialog.cover.client, "Acme")
    paging.gate.set()
    _settled(qtbot, dialog)
    assert [report.cover.client for report in paging.reports[before:]] in (["A", "Acme"], ["Acme"])


def test_a_page_that_is_gone_gives_way_to_the_last_one(make: Make, qtbot: QtBot, paging: Paging) -> None:
    dialog = make()
    dialog.preview.turn(2)
    paging.pages = 2
    dialog.cover.client.setText("Acme")
    _settled(qtbot, dialog)
    assert dialog.preview.place == (2, 2)
    paging.pages = 0
    dialog.cover.client.setText("Acme 2")
    _settled(qtbot, dialog)
    assert dialog.preview.sheet.sentence == "Nothing of this would be on paper."


LONG = ("matrix", "findings", "pictures", "cards", "sign_off")
FRONT = frozenset({ReportPart.MATRIX, ReportPart.FINDINGS})
PICTURES, CARDS, SIGNED = (frozenset({ReportPart(part)}) for part in LONG[2:])


def test_what_is_looked_at_is_set_first(make: Make, qtbot: QtBot, paging: Paging) -> None:
    dialog = make(parts=tuple(map(ReportPart, LONG)))
    _settled(qtbot, dialog)
    assert dialog.preview.place == (1, 12)
    dialog.preview.turn(7)
    assert (dialog.preview.place, dialog.preview.stretch) == ((8, 12), ReportPart.CARDS)
    before = len(paging.stretches)
    dialog.cover.client.setText("Acme")
    _settled(qtbot, dialog)
    assert paging.stretches[before:] == [CARDS, FRONT, PICTURES, SIGNED]
    assert paging.numberings[before:] == [Numbering(at, 12) for at in (6, 0, 3, 9)]
    assert dialog.preview.place == (8, 12)


def test_pages_are_numbered_once_all_are_known(make: Make, qtbot: QtBot, paging: Paging) -> None:
    _settled(qtbot, make(parts=tuple(map(ReportPart, LONG))))
    assert len(paging.stretches) > 4, "the first pages are set before it is known how many there are"
    assert dict(zip(paging.stretches, paging.numberings, strict=True)) == {
        FRONT: Numbering(0, 12), PICTURES: Numbering(3, 12), CARDS: Numbering(6, 12), SIGNED: Numbering(9, 12),
    }  # fmt: skip


def test_the_page_stays_where_others_go(make: Make, qtbot: QtBot, paging: Paging) -> None:
    dialog = make(parts=tuple(map(ReportPart, LONG)))
    _settled(qtbot, dialog)
    dialog.preview.turn(7)
    dialog.parts.boxes["pictures"].setFocus()
    press(dialog, "Space")
    _settled(qtbot, dialog)
    assert (dialog.preview.place, dialog.preview.stretch) == ((5, 9), ReportPart.CARDS)
    dialog.parts.boxes["cards"].setFocus()
    press(dialog, "Space")
    _settled(qtbot, dialog)
    assert dialog.preview.place == (3, 3), "what was looked at is gone"


def test_other_pages_stay_until_theirs_are_there(make: Make, qtbot: QtBot) -> None:
    dialog = make(parts=tuple(map(ReportPart, LONG)))
    _settled(qtbot, dialog)
    preview = dialog.preview
    pages = [preview._pages]
    preview.shown.connect(lambda: pages.append(preview._pages))
    dialog.cover.client.setText("Acme")
    _settled(qtbot, dialog)
    assert len(pages) == 1 + 4 + 1
    assert all(len(some) == 12 for some in pages)


@pytest.mark.parametrize("parts", [tuple(BRIEF), tuple(ReportPart)])
def test_a_branding_that_is_wrong_is_told_in_place_of_the_page(
    make: Make, qtbot: QtBot, parts: tuple[ReportPart, ...]
) -> None:
    dialog = make(parts=parts)
    _settled(qtbot, dialog)
    _, pages = dialog.preview.place
    dialog.branding.line.setText("gone.toml")
    _settled(qtbot, dialog)
    assert dialog.preview.sheet.sentence.startswith("gone.toml: ")
    assert dialog.preview.place == (0, 0)
    dialog.branding.line.setText("")
    qtbot.waitUntil(lambda: dialog.preview.place == (1, pages))


def test_what_is_wrong_keeps_the_rest_from_being_done_and_nothing_newer(qtbot: QtBot) -> None:
    worker, begun = Latest(), Event()
    done: list[object] = []
    worker.done.connect(done.append)

    def fail() -> object:
        assert begun.wait(20)
        raise UserError("no")

    begun.set()
    with qtbot.waitSignal(worker.failed):
        worker.ask(fail, lambda: "rest")
    qtbot.waitUntil(lambda: not worker.busy)
    assert not done
    begun.clear()
    worker.ask(fail, lambda: "rest")
    worker.ask(lambda: "newer")
    begun.set()
    qtbot.waitUntil(lambda: not worker.busy)
    assert done == ["newer"]


def test_a_fault_of_ours_goes_to_who_looks_after_faults(make: Make, qtbot: QtBot, paging: Paging) -> None:
    dialog = make()
    paging.error = ZeroDivisionError()
    with qtbot.capture_exceptions() as caught:
        dialog.cover.client.setText("Acme")
        qtbot.waitUntil(lambda: bool(caught))
    assert caught[0][0] is ZeroDivisionError
    assert dialog.preview.sheet.sentence == "The preview could not be made."


def test_a_dialog_that_closes_shows_nothing_more(make: Make, qtbot: QtBot, paging: Paging) -> None:
    dialog = make()
    _settled(qtbot, dialog)
    with qtbot.assertNotEmitted(dialog.preview.shown):
        dialog.cover.client.setText("Acme")
        dialog.reject()
        dialog.cover.client.setText("Acme 2")
    assert not dialog.preview._worker._rest
    assert all(report.cover.client != "Acme 2" for report in paging.reports)


def test_what_fails_after_the_end_is_not_told(qtbot: QtBot) -> None:
    worker = Latest()

    def fail() -> object:
        raise UserError("no")

    with qtbot.assertNotEmitted(worker.failed), qtbot.assertNotEmitted(worker.done):
        worker.ask(fail)
        worker.stop()
        worker.ask(fail)
        qtbot.waitUntil(lambda: not worker.busy)


def test_the_pages_are_those_of_the_pdf(qtbot: QtBot, sample: Document, tmp_path: Path, face: QApplication) -> None:
    known = knowledge()
    choices = ExportChoices(folder=str(tmp_path), name="out")
    dialog = ExportDialog(Pager(sample, known), sample.matrices[0].id, known, choices)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.preview.place[1] > 1, timeout=30_000)
    assert dialog.preview.place[0] == 1
    picture = dialog.preview.sheet.grab().toImage()
    assert picture.pixelColor(picture.rect().center()).name() == "#ffffff"
    dialog.done(0)


# -- those who see nothing --------------------------------------------------------------------------------


def test_every_field_says_what_it_is(make: Make) -> None:
    dialog = make(formats=tuple(FORMATS), parts=tuple(ReportPart))
    for tab in range(3):
        dialog.tabs.setCurrentIndex(tab)
        for seen in tree_of(dialog):
            if seen.reachable:
                box = seen.source
                told = box.accessibleName() if isinstance(box, QComboBox) else seen.name
                assert told.strip(), seen


def test_the_keyboard_starts_with_the_formats_and_reaches_export(make: Make) -> None:
    dialog = make()
    assert dialog.formats.boxes[".xlsx"].hasFocus()
    reached = set()
    for _ in range(60):
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
        reached.add(focused_of(dialog).name)
    assert {"File name", "Folder", "Cover", "Everything", "Preview of the PDF", "Export"} <= reached


def test_the_underlined_letters_lead_to_the_fields(make: Make) -> None:
    dialog = make()
    for keys, reached in (
        ("Alt+F", dialog.folder.line),
        ("Alt+C", dialog.cover.client),
        ("Alt+K", dialog.branding.line),
        ("Alt+P", dialog.parts.boxes["cover"]),
        ("Alt+N", dialog.name),
        ("Alt+K", dialog.branding.line),
    ):
        press(dialog, keys)
        assert reached.hasFocus(), keys


def test_the_keyboard_stays_on_the_tabs_where_it_goes_along_them(make: Make) -> None:
    dialog = make()
    bar = dialog.tabs.tabBar()
    bar.setFocus()
    press(bar, "Right")
    assert dialog.tabs.currentIndex() == 1
    assert bar.hasFocus()


def test_the_window_asks_and_answers_with_keys_alone(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, paging: Paging
) -> None:
    window.prompts = type(window.prompts).__mro__[1](window)  # its real questions
    seen = in_dialog(lambda dialog: press(dialog, "Ctrl+Return"))
    window.settings.exports = '{"formats": [".csv"]}'
    with qtbot.waitSignal(window.export_ended, timeout=30_000):
        press(window, "Ctrl+Shift+E")
    assert seen
    assert (tmp_path / "coastal.csv").exists()
