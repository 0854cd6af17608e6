"""Presentation mode: the whole screen, keys and clickers, letters typed live, the curtain."""

from collections.abc import Callable, Iterator
from math import ceil

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from ui.acting import Clock, click, colours, press

from raciapp.base.words import Language, Words
from raciapp.document import edits
from raciapp.document.records import (
    WHOLE_ROW,
    Activity,
    Cell,
    Document,
    Group,
    Matrix,
    Organization,
    Row,
    Status,
    Unit,
    new_document,
)
from raciapp.document.workspace import Workspace
from raciapp.ui.language import set_language
from raciapp.ui.presentation import presentation as module
from raciapp.ui.presentation.board import Measure
from raciapp.ui.presentation.contents import EmptySlide, GroupSlide, RowSlide, UnitSlide
from raciapp.ui.presentation.presentation import Presentation
from raciapp.ui.presentation.row_sheet import tiling
from raciapp.ui.presentation.slides import View
from raciapp.ui.presentation.typesetting import fits, fitted, sizes
from raciapp.ui.session import Session
from raciapp.ui.theme import Choice, choose_theme, current_theme, theme_of

ROW, NEXT = "str_strategy", "pol_draft"
SCREENS = (QSize(1366, 768), QSize(1920, 1080), QSize(3840, 2160), QSize(768, 1366))

Presenter = Callable[..., Presentation]


@pytest.fixture
def present(qtbot: QtBot, clock: Clock) -> Iterator[Presenter]:
    """Return a function that presents a document over the whole screen."""
    opened: list[tuple[Presentation, Session]] = []

    def open_(
        document: Document, start: tuple[str, str] | None = None, size: QSize | None = SCREENS[0]
    ) -> Presentation:
        session = Session(Workspace(document, None, clock))
        activities = [document.activities[place].id for _, places in document.sections() for place in places]
        presentation = Presentation(session, start, activities, [unit.id for unit in document.units])
        presentation.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        opened.append((presentation, session))
        with qtbot.waitExposed(presentation):
            presentation.open()
        if size is not None:
            presentation.resize(size)
        qtbot.waitUntil(presentation.isActiveWindow)
        return presentation

    yield open_
    for presentation, session in opened:
        presentation.close()
        session.leave()
        presentation.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _place(presentation: Presentation) -> tuple[str, str] | None:
    return presentation.show_state.place


def _letters(presentation: Presentation, activity: str, unit: str) -> str:
    session = presentation.session
    return session.document.alphabet.text(session.document.cell(session.matrix, activity, unit).letters)


def _foot(presentation: Presentation) -> str:
    return presentation.stage.scene.foot


def _curtain(presentation: Presentation) -> str | None:
    return presentation.stage.scene.curtain


def _keys(presentation: Presentation) -> bool:
    return presentation.stage.scene.keys


# -- opening and leaving ----------------------------------------------------------------------------------


def test_it_fills_the_screen_from_the_cell_it_was_opened_on(present: Presenter, sample: Document) -> None:
    presentation = present(sample, (NEXT, "com"), None)
    assert presentation.isFullScreen()
    assert presentation.size() == presentation.screen().size()
    assert presentation.isWindow()
    assert presentation.stage.geometry() == presentation.rect()
    assert _place(presentation) == (NEXT, "com")
    assert presentation.hasFocus()


def test_it_opens_on_the_screen_it_is_told(qtbot: QtBot, present: Presenter, sample: Document) -> None:
    presentation = present(sample)
    screen = QApplication.primaryScreen()
    presentation.open(screen)
    assert presentation.screen() is screen
    assert presentation.isFullScreen()


@pytest.mark.parametrize("key", ["Esc", "F5"])
def test_leaving_tells_the_current_cell(qtbot: QtBot, present: Presenter, sample: Document, key: str) -> None:
    presentation = present(sample, (ROW, "com"))
    press(presentation, "PgDown", "Right")
    with qtbot.waitSignal(presentation.closed) as closed:
        press(presentation, key)
    assert closed.args == [(NEXT, "dig")]
    assert not presentation.isVisible()


def test_leaving_where_there_is_no_cell_tells_none(qtbot: QtBot, present: Presenter) -> None:
    presentation = present(new_document(Words("Empty")))
    with qtbot.waitSignal(presentation.closed) as closed:
        press(presentation, "Esc")
    assert closed.args == [None]


def test_it_goes_when_it_is_closed(qtbot: QtBot, sample: Document) -> None:
    session = Session(Workspace(sample))
    presentation = Presentation(session, None, [ROW], ["com"])
    presentation.open()
    with qtbot.waitSignal(presentation.destroyed):
        presentation.close()
    session.workspace.commit("after", edits.clear_cells(sample, "as_is", [(ROW, "com")]))
    session.leave()


# -- going about ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["PgDown", "Space", "Down", "Return"])
def test_the_next_slide(present: Presenter, sample: Document, key: str) -> None:
    presentation = present(sample, (ROW, "com"))
    press(presentation, key)
    assert _place(presentation) == (NEXT, "com")


@pytest.mark.parametrize("key", ["PgUp", "Backspace", "Up", "Shift+Return", "Shift+Space"])
def test_the_previous_slide(present: Presenter, sample: Document, key: str) -> None:
    presentation = present(sample, (NEXT, "com"))
    press(presentation, key)
    assert _place(presentation) == (ROW, "com")
    press(presentation, key)
    assert _place(presentation) == (ROW, "com")


@pytest.mark.parametrize(("key", "unit"), [("Right", "dig"), ("Tab", "dig"), ("Left", "mo"), ("Shift+Tab", "mo")])
def test_the_units_beside(present: Presenter, sample: Document, key: str, unit: str) -> None:
    ids = [one.id for one in sample.units]
    start = ids.index("com")
    beside = ids[start + 1] if unit == "dig" else ids[start - 1]
    presentation = present(sample, (ROW, "com"))
    press(presentation, key)
    assert _place(presentation) == (ROW, beside)


def test_home_and_end(present: Presenter, sample: Document) -> None:
    presentation = present(sample, (NEXT, "com"))
    press(presentation, "End")
    assert presentation.show_state.activity == sample.activities[-1].id
    press(presentation, "Home")
    assert presentation.show_state.activity == ROW


def test_one_key_for_each_view(present: Presenter, sample: Document) -> None:
    presentation = present(sample, (ROW, "com"))
    kinds = []
    for key in ("2", "3", "1"):
        press(presentation, key)
        kinds.append(type(presentation.stage.scene.slide))
    assert kinds == [GroupSlide, UnitSlide, RowSlide]
    assert _place(presentation) == (ROW, "com")


def test_in_a_group_the_arrows_go_about_its_matrix(present: Presenter, sample: Document) -> None:
    presentation = present(sample, (NEXT, "com"))
    press(presentation, "2", "Down", "Right")
    assert _place(presentation) == ("pol_approve_hr", "dig")
    press(presentation, "PgDown")
    slide = presentation.stage.scene.slide
    assert isinstance(slide, GroupSlide)
    assert slide.number == 3
    assert slide.lines[0].activity == presentation.show_state.activity


def test_in_a_units_slide_right_is_the_next_unit(present: Presenter, sample: Document) -> None:
    presentation = present(sample, (ROW, "com"))
    press(presentation, "3", "Right")
    slide = presentation.stage.scene.slide
    assert isinstance(slide, UnitSlide)
    assert slide.unit == "dig"
    assert presentation.show_state.activity == slide.sections[0].cells[0].activity


def test_a_large_group_is_turned_page_by_page(present: Presenter) -> None:
    presentation = present(_large(8, 60))
    press(presentation, "2")
    pages = presentation.stage.pages(presentation.stage.scene.slide)
    assert len(pages) > 1
    press(presentation, "PgDown")
    assert presentation.show_state.activity == pages[1][0]
    presentation.grab()
    assert {hit.activity for hit in presentation.stage.hits} == set(pages[1])


def test_a_click_makes_a_cell_current(present: Presenter, sample: Document) -> None:
    presentation = present(sample, (NEXT, "com"))
    for key, view in (("1", View.ROW), ("2", View.GROUP), ("3", View.UNIT)):
        press(presentation, key)
        presentation.grab()
        hit = presentation.stage.hits[-1]
        click(presentation.stage, hit.area.center().toPoint())
        assert presentation.show_state.view is view
        assert (hit.activity or NEXT, hit.unit) == _place(presentation)
        press(presentation, "1")
        presentation.grab()
        place = next(one for one in presentation.stage.hits if one.unit == "com").area.center().toPoint()
        click(presentation.stage, place)
        press(presentation, "Home", "PgDown")
    before = _place(presentation)
    click(presentation.stage, QPoint(2, 300))
    assert _place(presentation) == before


# -- typing -----------------------------------------------------------------------------------------------


def test_letters_are_typed_live(present: Presenter, sample: Document) -> None:
    presentation = present(sample, (ROW, "hr"))
    press(presentation, "R")
    assert _letters(presentation, ROW, "hr") == "R"
    assert _foot(presentation) == "Human Resources Branch: Responsible"
    assert presentation.session.workspace.history.undo_label == "Type R"
    press(presentation, "/", "A")
    assert _letters(presentation, ROW, "hr") == "A/R"
    press(presentation, "R")
    assert _letters(presentation, ROW, "hr") == "A"


def test_shift_sets_a_letter_alone(present: Presenter, sample: Document) -> None:
    presentation = present(sample, (ROW, "com"))
    assert _letters(presentation, ROW, "com") == "A/R"
    press(presentation, "Shift+C")
    assert _letters(presentation, ROW, "com") == "C"


def test_delete_empties_and_undo_and_redo_go_back_and_forth(present: Presenter, sample: Document) -> None:
    presentation = present(sample, (ROW, "com"))
    press(presentation, "Delete")
    assert _letters(presentation, ROW, "com") == ""
    press(presentation, "Ctrl+Z")
    assert _letters(presentation, ROW, "com") == "A/R"
    press(presentation, "Ctrl+Y")
    assert _letters(presentation, ROW, "com") == ""
    press(presentation, "Ctrl+Z", "Ctrl+Shift+Z")
    assert _letters(presentation, ROW, "com") == ""


def test_undo_goes_where_the_edit_was(present: Presenter, sample: Document) -> None:
    presentation = present(sample, (ROW, "hr"))
    press(presentation, "C", "End", "Right", "Ctrl+Z")
    assert _place(presentation) == (ROW, "hr")
    press(presentation, "Ctrl+Z")
    assert _foot(presentation) == "There is nothing more to undo or redo."
    press(presentation, "Right")
    assert "undo" not in _foot(presentation)


def test_an_edit_from_elsewhere_is_shown_and_leaves_the_place(present: Presenter, sample: Document) -> None:
    presentation = present(sample, (ROW, "hr"))
    session = presentation.session
    session.commit("elsewhere", edits.toggle_letter(session.document, session.matrix, [(ROW, "hr")], 8))
    assert _foot(presentation) == "Human Resources Branch: Informed"
    session.commit("far", edits.toggle_letter(session.document, session.matrix, [(NEXT, "com")], 8))
    assert _place(presentation) == (ROW, "hr")
    session.commit("gone", edits.remove_activities(session.document, [ROW]))
    assert _place(presentation) == (NEXT, "hr")
    session.workspace.undo()
    assert ROW in presentation.show_state.activities


def test_findings_are_renewed_with_each_letter(present: Presenter, sample: Document) -> None:
    presentation = present(sample, (ROW, "com"))

    def texts() -> str:
        slide = presentation.stage.scene.slide
        assert isinstance(slide, RowSlide)
        return " ".join(statement.text for statement in slide.statements)

    assert "exactly one accountable" not in texts()
    press(presentation, "A")
    assert "exactly one accountable unit (A). To settle: Set the social media strategy." in texts()
    press(presentation, "A")
    assert "exactly one accountable" not in texts()


def test_a_character_that_is_no_letter_is_refused_in_words(present: Presenter, sample: Document) -> None:
    presentation = present(sample, (ROW, "com"))
    press(presentation, "X")
    assert _foot(presentation) == "«X» is no letter of RACI. Type R, A, C, I."
    assert presentation.session.document == sample
    press(presentation, "Right")
    assert "«X»" not in _foot(presentation)


@pytest.mark.parametrize("scheme", ["raci", "rasci", "raci-vs", "daci", "rapid"])
def test_every_letter_of_every_scheme_types(present: Presenter, sample: Document, scheme: str) -> None:
    blank = edits.clear_cells(
        sample, "as_is", [(row.id, unit.id) for row in sample.activities for unit in sample.units]
    )
    document = replace(blank, scheme=scheme)
    presentation = present(document, (ROW, "com"))
    for symbol in document.alphabet.bits:
        press(presentation, symbol)
    assert presentation.session.document.cell("as_is", ROW, "com").letters == document.alphabet.everything


def test_held_keys_repeat_steps_but_no_letters(present: Presenter, sample: Document) -> None:
    presentation = present(sample, (ROW, "hr"))
    for key, text in ((Qt.Key.Key_C, "c"), (Qt.Key.Key_Period, "."), (Qt.Key.Key_Right, "")):
        event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, text, True)
        QApplication.sendEvent(presentation, event)
    assert presentation.session.document == sample
    assert _curtain(presentation) is None
    assert presentation.show_state.unit == sample.units[sample.unit_places["hr"] + 1].id


def test_other_keys_with_ctrl_or_alt_do_nothing(present: Presenter, sample: Document) -> None:
    presentation = present(sample, (ROW, "hr"))
    press(presentation, "Ctrl+R", "Alt+R", "Ctrl+1", "F9")
    assert presentation.session.document == sample
    assert _place(presentation) == (ROW, "hr")


def test_where_there_is_no_cell_nothing_is_typed(present: Presenter) -> None:
    empty = new_document(Words("Empty"))
    presentation = present(empty)
    press(presentation, "R", "Delete", "4", "R", "PgDown", "Right", "End", "2", "3")
    assert presentation.session.document == empty
    assert isinstance(presentation.stage.scene.slide, EmptySlide)


# -- only who is accountable ------------------------------------------------------------------------------


def test_only_the_letters_that_answer_are_drawn(present: Presenter, sample: Document) -> None:
    presentation = present(sample, (ROW, "com"))
    press(presentation, "4")
    slide = presentation.stage.scene.slide
    assert isinstance(slide, RowSlide)
    assert {cell.words for cell in slide.cells} == {"", "Accountable"}
    press(presentation, "4")
    slide = presentation.stage.scene.slide
    assert isinstance(slide, RowSlide)
    assert "Consulted" in {cell.words for cell in slide.cells}


def test_a_letter_that_is_not_drawn_is_told(present: Presenter, sample: Document) -> None:
    presentation = present(sample, (ROW, "hr"))
    press(presentation, "4", "C")
    assert _letters(presentation, ROW, "hr") == "C"
    assert _foot(presentation) == "C is set; only who is accountable is shown."
    press(presentation, "C")
    assert _foot(presentation) == "C is taken off."
    press(presentation, "A")
    assert _foot(presentation) == "Human Resources Branch: Accountable"


# -- curtain and keys -------------------------------------------------------------------------------------


@pytest.mark.parametrize("down", [".", "B"])
@pytest.mark.parametrize("up", [".", "B", "Esc"])
def test_the_curtain_hides_everything_and_letters_do_nothing(
    present: Presenter, sample: Document, down: str, up: str
) -> None:
    presentation = present(sample, (ROW, "com"))
    press(presentation, down, "R", "Right", "Delete", "Ctrl+Z", "PgDown")
    assert presentation.session.document == sample
    assert _curtain(presentation) == "Department of Coastal Stewardship"
    assert presentation.accessibleName() == "The screen is hidden."
    ground = current_theme().text.lower()
    assert ground in colours(presentation.grab().toImage())
    assert current_theme().accent.lower() not in colours(presentation.grab().toImage())
    click(presentation.stage, QPoint(300, 400))
    press(presentation, up)
    assert _curtain(presentation) is None
    assert presentation.isVisible()
    assert _place(presentation) == (ROW, "com")


def test_the_sheet_of_keys_names_the_letters_of_the_scheme(present: Presenter, sample: Document) -> None:
    presentation = present(replace(sample, scheme="daci"), (ROW, "com"))
    before = presentation.grab().toImage()
    press(presentation, "F1")
    assert _keys(presentation)
    assert presentation.stage.scene.letters == "D, A, C, I"
    assert presentation.grab().toImage() != before
    press(presentation, "Esc")
    assert presentation.isVisible()
    assert presentation.grab().toImage() == before
    QTest.keyClicks(presentation, "?")
    assert _keys(presentation)
    press(presentation, "F1")
    assert not _keys(presentation)


# -- hearing it -------------------------------------------------------------------------------------------


def test_the_slide_is_told_in_sentences(present: Presenter, sample: Document) -> None:
    presentation = present(sample, (ROW, "com"))
    told = presentation.accessibleName()
    assert told.startswith("Set the social media strategy. Choose audiences, goals, channels and priorities")
    assert "Communications Branch: Accountable, Responsible" in told
    assert presentation.accessibleDescription() == "Communications Branch: Accountable, Responsible"
    press(presentation, "PgDown")
    assert presentation.accessibleName().startswith("Write the social media guidelines.")


def test_each_change_is_announced_once(present: Presenter, sample: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []

    class Heard(QAccessibleAnnouncementEvent):
        def __init__(self, widget: QWidget, sentence: str) -> None:
            super().__init__(widget, sentence)
            told.append(sentence)

    monkeypatch.setattr(module, "QAccessibleAnnouncementEvent", Heard)
    presentation = present(sample, (ROW, "hr"))
    press(presentation, "Right", "Left", "C", "1")
    assert told == [
        "Human Resources Branch: no part",
        "Legal Services Unit: no part",
        "Human Resources Branch: no part",
        "Human Resources Branch: Consulted",
    ]


# -- what it looks like -----------------------------------------------------------------------------------


def _large(units: int, activities: int, name: Callable[[str, int], str] = "{} {}".format) -> Document:
    rows = tuple(
        Row(bytes((n * m) % 16 if m % 3 else 0 for m in range(units)), (("u1", "r" * 400),) if units > 1 else (),
            ((WHOLE_ROW, Status.QUESTION), *((("u0", Status.AGREED), ("u1", Status.CONTESTED)) if units > 1 else ())))
        for n in range(activities)
    )  # fmt: skip
    return Document(
        organization=Organization(Words(name("organization", 3))),
        matrices=(Matrix("as_is", Words(name("matrix", 3)), rows), Matrix("to_be", Words("To-be"), rows)),
        units=tuple(Unit(f"u{n}", Words(name("unit", n))) for n in range(units)),
        groups=(Group("g0", Words(name("group", 1))), Group("g1", Words(name("group", 2)))),
        activities=tuple(
            Activity(f"a{n}", Words(name("activity", n)), f"g{n % 2}", remark=name("remark", n))
            for n in range(activities)
        ),
    )


HOSTILE = (
    "n" * 300, "word " * 60, "👩🏽‍🚀 équipe 🇨🇦 " * 20, "\u202eright to left \u05e9\u05dc\u05d5\u05dd", "{units} {0} {",
    "<b>markup</b> &amp;", "line\nline\u2028line\ttab", "\x00\x1f\x7f\ufffd", " ", "",
)  # fmt: skip


def _hostile(kind: str, number: int) -> str:
    text = HOSTILE[number % len(HOSTILE)]
    return text and f"{text} {kind} {number} {'x' * 300}"[:300]


@pytest.mark.parametrize("size", SCREENS)
@pytest.mark.parametrize(("units", "activities"), [(200, 40), (12, 80), (1, 3), (0, 2), (5, 0)])
def test_any_document_is_painted_on_any_screen(present: Presenter, units: int, activities: int, size: QSize) -> None:
    presentation = present(_large(units, activities, _hostile), size=size)
    for keys in (["1"], ["2"], ["3"], ["1", "End", *["Right"] * 5, "4", "PgUp"], ["2", "PgDown"], ["3", "PgDown"]):
        press(presentation, *keys)
        picture = presentation.grab().toImage()
        assert picture.size() == size
        assert len(colours(picture.scaled(640, 360))) > 5
        for hit in presentation.stage.hits:
            assert presentation.stage.rect().adjusted(-1, -1, 1, 1).contains(hit.area.toRect())
        if _place(presentation) is not None:
            assert any(
                hit.unit == presentation.show_state.unit and hit.activity in {"", presentation.show_state.activity}
                for hit in presentation.stage.hits
            )


@pytest.mark.parametrize("choice", [Choice.LIGHT, Choice.DARK, Choice.CONTRAST])
@pytest.mark.parametrize("key", ["1", "2", "3"])
def test_it_wears_the_colours_of_the_theme(present: Presenter, sample: Document, choice: Choice, key: str) -> None:
    choose_theme(choice)
    presentation = present(sample, (ROW, "com"))
    press(presentation, key)
    found = colours(presentation.grab().toImage())
    theme = theme_of(choice.value)
    letter = sample.alphabet.letters[0]
    assert {theme.window.lower(), theme.accent.lower(), theme.text.lower(), theme.ink(letter).fill.lower()} <= found


def test_the_current_cell_is_outlined(present: Presenter, sample: Document) -> None:
    presentation = present(sample, (ROW, "com"))
    for key in ("1", "2", "3"):
        press(presentation, key)
        picture = presentation.grab().toImage()
        show = presentation.show_state
        for hit in presentation.stage.hits:
            edge = QRect(hit.area.center().toPoint().x() - 9, ceil(hit.area.top()), 18, 3)
            current = hit.unit == show.unit and hit.activity in {"", show.activity}
            assert (current_theme().accent.lower() in colours(picture, edge)) is current


@pytest.mark.parametrize("status", [Status.QUESTION, Status.CONTESTED, Status.AGREED])
def test_the_status_is_drawn_in_every_view(present: Presenter, sample: Document, status: Status) -> None:
    cells = {(ROW, unit): replace(sample.cell("as_is", ROW, unit), status=status) for unit in ("com", "hr")}
    told = edits.set_cells(sample, "as_is", {**cells, (ROW, WHOLE_ROW): Cell(status=status)})
    presentation = present(told, (ROW, "dig"))
    with_status = []
    for key in ("1", "2"):
        press(presentation, key)
        with_status.append(presentation.grab().toImage())
    session = presentation.session
    press(presentation, "1")
    session.commit("none", sample)
    for key, before in zip(("1", "2"), with_status, strict=True):
        press(presentation, key)
        assert presentation.grab().toImage() != before


def test_the_progress_line_grows(present: Presenter, sample: Document) -> None:
    presentation = present(sample, (ROW, "com"))

    def done() -> int:
        picture = presentation.grab().toImage()
        accent = current_theme().accent.lower()
        return sum(picture.pixelColor(x, 1).name() == accent for x in range(picture.width()))

    first = done()
    assert first == pytest.approx(1366 / 22, abs=2)
    press(presentation, "End")
    assert done() == 1366


def test_it_speaks_french(present: Presenter, sample: Document) -> None:
    set_language(Language.FR)
    presentation = present(sample, (ROW, "com"))
    slide = presentation.stage.scene.slide
    assert isinstance(slide, RowSlide)
    assert slide.title == "Établir la stratégie en matière de médias sociaux"
    assert presentation.stage.scene.label == "Stratégie et mandat"


def test_the_matrix_is_named_where_there_are_several(present: Presenter) -> None:
    presentation = present(_large(3, 3))
    assert presentation.stage.scene.label == "group 1  ·  matrix 3"
    presentation.session.show_matrix("to_be")
    assert presentation.stage.scene.label == "group 1  ·  To-be"
    press(presentation, "2")
    assert presentation.stage.scene.label == "To-be"


# -- tiles and text ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", SCREENS)
@pytest.mark.parametrize("count", [0, 1, 2, 7, 16, 40])
def test_tiles_fill_their_zone_and_no_more(count: int, size: QSize) -> None:
    measure = Measure(size.width(), size.height())
    plan = tiling(count, measure)
    assert plan.count >= count or size.width() < size.height()
    assert plan.width > 0
    assert plan.height > 0


def test_forty_units_are_seen_at_once_on_a_small_projector() -> None:
    assert tiling(40, Measure(1366, 768)).count >= 40
    assert tiling(200, Measure(1366, 768)).count < 200


def test_sizes_go_down_to_the_least() -> None:
    assert sizes(20, 10)[0] == 20
    assert sizes(20, 10.6)[-1] == 11
    assert sizes(5, 9) == (5,)
    assert sizes(0.2, 0.1) == (1,)
    assert all(first > second for first, second in zip(sizes(60, 8), sizes(60, 8)[1:], strict=False))


def test_text_shrinks_before_it_is_cut() -> None:
    large = fitted("Set the strategy", 2000, 60, sizes(40, 10))
    assert (large.lines, large.pixels) == (("Set the strategy",), 40)
    assert large.height == pytest.approx(40 * 1.24)
    small = fitted("Set the strategy " * 4, 300, 60, sizes(40, 10))
    assert 10 <= small.pixels < 40
    assert "…" not in "".join(small.lines)
    cut = fitted("Set the strategy " * 40, 300, 60, sizes(40, 10))
    assert cut.pixels == 10
    assert cut.lines[-1].endswith("…")
    assert cut.height <= 60
    assert fits("Set the strategy", 300, 60, sizes(40, 10))
    assert not fits("Set the strategy " * 40, 300, 60, sizes(40, 10))


def test_a_word_shrinks_before_it_is_broken() -> None:
    word = "Communications"
    assert fitted(word, 130, 200, sizes(40, 10)).lines == (word,)
    assert len(fitted("n" * 300, 130, 60, sizes(40, 10)).lines) > 1


def test_faces_and_flags_are_not_torn() -> None:
    text = "👩🏽‍🚀 équipe 🇨🇦 " * 6
    lines = fitted(text, 160, 1000, (16,)).lines
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_nothing_takes_no_room() -> None:
    empty = fitted("\x00 \n", 100, 100, (10,))
    assert (empty.lines, empty.height, empty.width) == ((), 0, 0)
    assert fits("", 10, 10, (10,))
