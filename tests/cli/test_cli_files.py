from pathlib import Path

import pytest
from msgspec.structs import replace

from raciapp.base.errors import UserError
from raciapp.base.words import Language, same
from raciapp.cli.files import check_target, matrix_of, opened, size_of, written
from raciapp.document.records import Matrix, Unit, new_document
from raciapp.document.storage import load, save

EMPTY = new_document(same("Coastal"))


def test_a_document_is_opened(coastal: Path) -> None:
    assert opened(coastal) == load(coastal)


def test_the_suffix_may_be_in_capitals(tmp_path: Path) -> None:
    save(EMPTY, tmp_path / "a.RACI")
    assert opened(tmp_path / "a.RACI") == EMPTY


@pytest.mark.parametrize("name", ["matrix.csv", "matrix", "/"])
def test_another_file_must_be_imported_first(name: str) -> None:
    with pytest.raises(UserError, match=f"^{Path(name).name or '/'}: .*raciapp import"):
        opened(Path(name))


def test_a_document_is_written_as_such(tmp_path: Path) -> None:
    check_target(tmp_path / "a.raci")
    check_target(tmp_path / "a.RACI", tmp_path / "a.csv")
    with pytest.raises(UserError, match=r"^a\.xlsx: a document ends in \.raci"):
        check_target(tmp_path / "a.xlsx")


def test_what_is_read_is_never_replaced(tmp_path: Path) -> None:
    source = tmp_path / "a.raci"
    save(EMPTY, source)
    (tmp_path / "link.raci").symlink_to(source)
    for target in (source, tmp_path / "link.raci", tmp_path / "." / "a.raci"):
        with pytest.raises(UserError, match="would be lost"):
            check_target(target, source)
    check_target(tmp_path / "b.raci", source)


def test_the_first_matrix_is_the_default(tmp_path: Path) -> None:
    document = replace(EMPTY, matrices=(*EMPTY.matrices, Matrix("crisis", same("Crisis"))))
    path = tmp_path / "a.raci"
    assert matrix_of(document, None, path) == "as_is"
    assert matrix_of(document, "crisis", path) == "crisis"
    with pytest.raises(UserError, match=r"^--matrix \(a\.raci\): «to_be» is not known. Choose from: as_is, crisis\.$"):
        matrix_of(document, "to_be", path)


def test_a_document_is_told_by_its_size() -> None:
    document = replace(EMPTY, units=(Unit("com", same("Communications")),))
    assert size_of(document, Language.EN) == "0 activities, 1 unit"
    assert written(document, Path("out", "{a}.raci"), Language.EN) == (
        f"{Path('out', '{a}.raci')}: written (0 activities, 1 unit)."
    )
