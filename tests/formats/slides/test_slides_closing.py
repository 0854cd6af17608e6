"""The last slides: how the matrix is to be read, and a line for each unit to sign on."""

from formats.slides.deck_reading import check_slides, notes_of, opened, slides_called, table_of, texts
from formats.word.hostile_reports import LONG, full_report, made_report
from msgspec.structs import replace
from pptx.util import Pt

from raciapp.base.words import Language
from raciapp.formats.report import ReportPart

SIGNED = frozenset({ReportPart.SIGN_OFF})


def test_each_unit_has_a_line_to_sign_on() -> None:
    report = full_report()
    slides = slides_called(opened(report), "Sign-off")
    names: list[str] = []
    for slide in slides:
        head, *rows = texts(table_of(slide))
        assert head == ["Unit", "Name", "Signature", "Date"]
        assert all(row.height >= Pt(36) for row in list(table_of(slide).rows)[1:])
        assert all(row[1:] == ["", "", ""] for row in rows)
        names += [row[0] for row in rows]
        said = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
        assert "With their signatures the units confirm what this matrix asks of them." in said
    assert names == [unit.name for unit in report.units]


def test_two_hundred_units_sign() -> None:
    found = opened(replace(made_report(200, 1, LONG), parts=SIGNED))
    check_slides(found)
    assert sum(len(table_of(slide).rows) - 1 for slide in slides_called(found, "Sign-off")) == 200


def test_nobody_signs_where_there_are_no_units() -> None:
    assert len(opened(replace(full_report(), units=(), parts=SIGNED)).slides) == 1


def test_a_unit_without_a_name_signs_too() -> None:
    report = full_report()
    nameless = replace(report, units=(replace(report.units[0], name=" "),), parts=SIGNED)
    (slide,) = slides_called(opened(nameless), "Sign-off")
    assert texts(table_of(slide))[1][0] == "–"
    assert notes_of(slide)


def test_the_method_says_what_was_compared() -> None:
    report = full_report(language=Language.FR)
    (slide,) = slides_called(opened(report), "Méthode")
    assert [row[0] for row in texts(table_of(slide))[1:]] == [
        "La matrice",
        "La vérification",
        "Écarts acceptés",
        "La comparaison",
    ]
    (slide,) = slides_called(opened(replace(report, gap=None)), "Méthode")
    assert len(texts(table_of(slide))) == 4
