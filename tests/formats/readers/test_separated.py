"""Text files of every program and system become the same table, or one sentence says why not."""

import csv
from pathlib import Path

import pytest

from raciapp.base.errors import UserError
from raciapp.formats import encodings
from raciapp.formats.finding.reading import Doubt
from raciapp.formats.finding.tables import MOST_COLUMNS, Table, column_letters, one_line, visible
from raciapp.formats.readers import separated
from raciapp.formats.readers.separated import LARGEST_FILE, read_csv, read_separated

GRID = (
    ("Activité", "Équipe A", "Bureau, région; nord"),
    ("Écrire à l’été", "A/R", "C"),
    ("Répondre", "I", "R"),
    ("Déléguer", "C", "A"),
)


def written(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def texts(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


def delimited(delimiter: str, newline: str = "\r\n") -> str:
    lines = (delimiter.join(f'"{text}"' if {",", ";"} & set(text) else text for text in row) for row in GRID)
    return newline.join(lines) + newline


def sentence_of(path: Path) -> str:
    with pytest.raises(UserError) as caught:
        read_csv(path)
    sentence = str(caught.value)
    assert sentence.startswith(path.name)
    assert "\n" not in sentence
    return sentence


# -- delimiters -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_every_delimiter_and_line_end_gives_the_same_table(tmp_path: Path, delimiter: str, newline: str) -> None:
    table = read_csv(written(tmp_path / "a.csv", delimited(delimiter, newline)))
    assert texts(table) == [list(row) for row in GRID]
    assert table.source == "a.csv"
    assert not table.doubts


@pytest.mark.parametrize("line", ["sep=;\n", "SEP=;\r\n", '"sep=;"\r'])
def test_the_line_in_which_excel_names_the_delimiter_is_no_row(tmp_path: Path, line: str) -> None:
    table = read_csv(written(tmp_path / "a.csv", line + "a,b;c\n1,2;3\n"))
    assert texts(table) == [["a,b", "c"], ["1,2", "3"]]


def test_a_file_that_could_be_split_in_two_ways_is_asked_about(tmp_path: Path) -> None:
    table = read_csv(written(tmp_path / "a.csv", "a,b;c\nd,e;f\ng,h;i\n"))
    assert [doubt.kind for doubt in table.doubts] == [Doubt.DELIMITER]


def test_the_delimiter_of_a_long_file_is_found_from_its_beginning(tmp_path: Path) -> None:
    line = "Answer the public;R;A;C\n"
    table = read_csv(written(tmp_path / "a.csv", line * 3500))
    assert len(table.rows) == 3500
    assert all(len(row) == 4 for row in table.rows)


def test_a_title_with_a_comma_does_not_choose_the_delimiter(tmp_path: Path) -> None:
    content = "Social media, who does what, 2026\n\nActivity;Web;Legal\nPlan, do;R;A\nAnswer;C;I\n"
    assert texts(read_csv(written(tmp_path / "a.csv", content)))[2:] == [
        ["Activity", "Web", "Legal"],
        ["Plan, do", "R", "A"],
        ["Answer", "C", "I"],
    ]


# -- cells ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ('"Line\r\nbreak"', "Line\nbreak"),
        ('"a ""quoted"" name"', 'a "quoted" name'),
        ("\u00a0R \u200b", "R"),
        ("'=SUM(1)", "=SUM(1)"),
        ("''+1 team", "'+1 team"),
        ("'quoted", "'quoted"),
        ("'tis", "'tis"),
    ],
)
def test_a_cell_is_what_a_person_sees(tmp_path: Path, cell: str, text: str) -> None:
    table = read_csv(written(tmp_path / "a.csv", f"Activity,Web,Legal\nPlan,R,A\n{cell},R,A\n"))
    assert table.rows[2][0].text == text


def test_cells_know_where_a_spreadsheet_shows_them(tmp_path: Path) -> None:
    table = read_csv(written(tmp_path / "a.csv", ",,\n,Activity,Web,,\n,Plan,R,,\n,,,\n\n"))
    assert [[cell.address for cell in row] for row in table.rows] == [[], ["A2", "B2", "C2"], ["A3", "B3", "C3"]]
    assert table.width == 3


@pytest.mark.parametrize(("column", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_columns_have_the_letters_of_a_spreadsheet(column: int, letters: str) -> None:
    assert column_letters(column) == letters


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a \n b", "a b"),
        ("a\u2028b", "a b"),
        ("quoi\u00a0? «\u00a0oui\u00a0»", "quoi\u00a0? «\u00a0oui\u00a0»"),
        ("Web\u00a0team", "Web team"),
        ("\ufeffWeb\u00adteam", "Webteam"),
    ],
)
def test_a_name_is_one_line(text: str, line: str) -> None:
    assert one_line(text) == line


def test_what_is_printable_is_left_alone() -> None:
    assert visible("  Équipe  ") == "Équipe"


def test_an_empty_file_is_an_empty_table(tmp_path: Path) -> None:
    table = read_csv(written(tmp_path / "a.csv", b""))
    assert table.rows == ()
    assert table.width == 0


# -- quotation marks --------------------------------------------------------------------------------------


def test_an_open_quotation_mark_is_reported_with_its_line(tmp_path: Path) -> None:
    sentence = sentence_of(written(tmp_path / "a.csv", 'Activity,Web,Legal\nPlan,R,A\n"Answer,C,I\nStop,R,A\n'))
    assert "line 3" in sentence


def test_rows_that_two_forgotten_marks_joined_are_asked_about(tmp_path: Path) -> None:
    content = 'Activity,Web,Legal\nPlan,R,A\n"Answer,C,I\nStop,R,A\nGo",R,A\nRun,R,A\n'
    table = read_csv(written(tmp_path / "a.csv", content))
    assert [(doubt.where, doubt.kind) for doubt in table.doubts] == [("A3", Doubt.QUOTES)]


def test_a_cell_too_long_for_any_cell_is_reported_with_its_line(tmp_path: Path) -> None:
    long = "x" * (csv.field_size_limit() + 1)
    sentence = sentence_of(written(tmp_path / "a.csv", f"Activity,Web,Legal\nPlan,R,A\n{long},R,A\n"))
    assert "line 3" in sentence


def test_a_delimiter_that_makes_cells_too_long_is_not_chosen(tmp_path: Path) -> None:
    before = csv.field_size_limit(20)
    try:
        table = read_csv(written(tmp_path / "a.csv", "Activity;Web;Legal services\nAnswer the public;R;A\nStop;C;I\n"))
    finally:
        csv.field_size_limit(before)
    assert texts(table)[1] == ["Answer the public", "R", "A"]


# -- encodings --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"],
)
def test_every_encoding_of_spreadsheets_gives_the_same_table(tmp_path: Path, encoding: str) -> None:
    table = read_csv(written(tmp_path / "a.csv", delimited(";").encode(encoding)))
    assert texts(table) == [list(row) for row in GRID]
    assert not table.doubts


@pytest.mark.parametrize(("encoding", "name"), [("mac_roman", "Mac OS Roman"), ("cp850", "DOS 850")])
def test_a_guessed_encoding_is_said(tmp_path: Path, encoding: str, name: str) -> None:
    content = delimited(";").replace("’", "'").encode(encoding)
    table = read_csv(written(tmp_path / "a.csv", content))
    assert texts(table)[0] == list(GRID[0])
    assert [(doubt.text, doubt.kind) for doubt in table.doubts] == [(name, Doubt.ENCODING)]


def test_a_single_broken_byte_does_not_cost_the_accents_of_utf8(tmp_path: Path) -> None:
    content = delimited(";").encode() + b"Plan\xff;R;A\r\n"
    table = read_csv(written(tmp_path / "a.csv", content))
    assert texts(table)[: len(GRID)] == [list(row) for row in GRID]
    assert [(doubt.text, doubt.kind) for doubt in table.doubts] == [("UTF-8", Doubt.ENCODING)]


def test_another_alphabet_is_guessed_and_asked_about(tmp_path: Path) -> None:
    words = "Деятельность;Отдел коммуникаций;Юридический отдел\nПодготовить план работы;R;A\nОтветить гражданам;C;I\n"
    table = read_csv(written(tmp_path / "a.csv", (words * 5).encode("cp1251")))
    assert [doubt.kind for doubt in table.doubts] == [Doubt.ENCODING]
    assert texts(table)[1][1:] == ["R", "A"]


@pytest.mark.parametrize(
    "content",
    [
        b"\xff\xfea",  # half a sign of UTF-16
        b"\xef\xbb\xbf\xff\xff",
        b"\xef\xbb\xbfa\0b",
        b"a,b\0,c\nd,e,f\n",
        b"PK\x03\x04\0\0\0\0\x08\0abcdefgh" * 20,
        bytes(range(256)) * 8,
    ],
    ids=["utf-16", "utf-8", "zero", "zeros", "zip", "bytes"],
)
def test_what_is_no_text_is_refused(tmp_path: Path, content: bytes) -> None:
    assert "no text" in sentence_of(written(tmp_path / "a.csv", content))


def test_bytes_that_nobody_can_guess_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    import charset_normalizer

    monkeypatch.setattr(charset_normalizer, "from_bytes", lambda _: charset_normalizer.CharsetMatches())
    with pytest.raises(UserError, match="no text"):
        encodings.decoded(b"\x81\x8d\x8f\x90\x9d" * 9, "a.csv")


def test_a_long_text_is_judged_by_its_first_accents() -> None:
    text, guessed = encodings.decoded(("é été\n" * 3000).encode("cp1252"), "a.csv")
    assert text == "é été\n" * 3000
    assert not guessed


# -- refusals ---------------------------------------------------------------------------------------------


def test_a_missing_file_is_one_sentence(tmp_path: Path) -> None:
    sentence_of(tmp_path / "missing.csv")


def test_a_file_larger_than_any_matrix_is_one_sentence(tmp_path: Path) -> None:
    sentence_of(written(tmp_path / "a.csv", b"a" * (LARGEST_FILE + 1)))


@pytest.mark.parametrize(
    "content",
    ["Plan," + "R," * (MOST_COLUMNS + 1) + "A\n", "\n" * 10_001 + "Plan,R,A\n"],
    ids=["columns", "rows"],
)
def test_a_table_larger_than_any_matrix_is_one_sentence(tmp_path: Path, content: str) -> None:
    assert "more than any matrix" in sentence_of(written(tmp_path / "a.csv", content))


def test_a_table_with_too_many_cells_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(separated, "MOST_CELLS", 8)
    assert "more than any matrix" in sentence_of(written(tmp_path / "a.csv", "Activity,Web,Legal\n" * 3))


def test_content_larger_than_any_matrix_is_refused() -> None:
    with pytest.raises(UserError, match="more than any matrix"):
        read_separated(b"a" * (LARGEST_FILE + 1), "a.csv")
