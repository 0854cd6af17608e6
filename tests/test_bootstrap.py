"""The script that sets a machine up: what it finds missing, and what it says of it."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).resolve().parent.parent / "packaging" / "bootstrap.py"
ALL = {
    "LibreOffice Calc": "libreoffice-calc",
    "LibreOffice Writer": "libreoffice-writer",
    "LibreOffice Impress": "libreoffice-impress",
}


@pytest.fixture
def bootstrap() -> ModuleType:
    """Give the script as a module."""
    found = importlib.util.spec_from_file_location("bootstrap", SCRIPT)
    assert found
    assert found.loader
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("libraries", "missing"),
    [
        (("libsclo.so",), ["LibreOffice Writer", "LibreOffice Impress"]),
        (("libsclo.so", "libswlo.so", "libsdlo.so"), []),
        (("libswlo.dll", "libsdlo.dll"), ["LibreOffice Calc"]),
        ((), []),
    ],
)
def test_each_part_of_libreoffice_is_looked_for(
    libraries: tuple[str, ...],
    missing: list[str],
    bootstrap: ModuleType,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("soffice", *libraries):
        (tmp_path / name).touch()
    linked = tmp_path / "bin" / "soffice"
    linked.parent.mkdir()
    linked.symlink_to(tmp_path / "soffice")
    monkeypatch.setattr(bootstrap.shutil, "which", lambda _: str(linked))
    assert bootstrap.missing_office() == {part: ALL[part] for part in missing}


def test_without_libreoffice_all_of_it_is_installed(bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    monkeypatch.setattr(bootstrap.shutil, "which", lambda _: None)
    monkeypatch.setattr(bootstrap, "missing_libraries", dict)
    monkeypatch.setattr(bootstrap, "install_packages", lambda *said: asked.append(said))
    bootstrap.require_system(office=True)
    assert asked == [(list(ALL.values()), ", ".join(ALL))]
    bootstrap.require_system(office=False)
    assert len(asked) == 1


def test_who_may_not_install_is_told_what_to_install(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bootstrap.shutil, "which", lambda name: "/usr/bin/apt-get" if name == "apt-get" else None)
    monkeypatch.setattr(bootstrap, "missing_libraries", dict)
    monkeypatch.setattr(bootstrap, "can_install", lambda: False)
    with pytest.raises(SystemExit):
        bootstrap.require_system(office=True)
    told = capsys.readouterr().err
    assert "LibreOffice Calc, LibreOffice Writer, LibreOffice Impress" in told
    assert told.rstrip().endswith("libreoffice-calc libreoffice-writer libreoffice-impress")
