"""`raciapp anonymise`: a copy that can be shown to anyone."""

from pathlib import Path

import pytest
from cli.running import Run

from raciapp.base.words import Language
from raciapp.document.storage import load
from raciapp.knowledge.anonymous import anonymised
from raciapp.knowledge.library import knowledge


@pytest.mark.parametrize("language", Language)
def test_a_copy_is_written_beside_the_original(run: Run, coastal: Path, tmp_path: Path, language: Language) -> None:
    target, before = tmp_path / "copy.raci", coastal.read_bytes()
    ran = run("anonymise", coastal, "-o", target, "--lang", language)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"{target}")
    assert load(target) == anonymised(load(coastal), knowledge(), language)
    assert b"Coastal" not in target.read_bytes()
    assert coastal.read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["a.raci"], "-o is missing."),
        (["a.csv", "-o", "b.raci"], "a.csv: not a .raci document."),
        (["a.raci", "-o", "b.xlsx"], "b.xlsx: a document ends in .raci."),
        (["a.raci", "-o", "a.raci"], "a.raci: is the file that is read, and would be lost."),
        (["gone.raci", "-o", "b.raci"], "gone.raci: cannot be read"),
    ],
)
def test_bad_input_writes_nothing(
    run: Run,
    coastal: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    complaint: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.raci").write_bytes(coastal.read_bytes())
    ran = run("anonymise", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"raciapp: {complaint}")
    assert ran.err.count("\n") == 1
    assert not Path("b.raci").exists()
    assert Path("a.raci").read_bytes() == coastal.read_bytes()
