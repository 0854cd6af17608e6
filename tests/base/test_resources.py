from collections.abc import Iterator
from pathlib import Path

import pytest

from raciapp.base import resources as module
from raciapp.base.resources import resources, sample_organizations

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Pretend that the package lives in an empty site-packages folder."""
    folder = tmp_path / "site-packages" / "raciapp"
    folder.mkdir(parents=True)
    monkeypatch.setattr(module, "_PACKAGE", folder)
    resources.cache_clear()
    sample_organizations.cache_clear()
    yield folder
    resources.cache_clear()
    sample_organizations.cache_clear()


def test_a_checkout_has_them_at_its_root() -> None:
    assert resources() == ROOT / "resources"
    assert sample_organizations() == ROOT / "sample_orgs"


def test_a_wheel_has_them_inside_the_package(package: Path) -> None:
    (package / "_resources").mkdir()
    (package / "_sample_orgs").mkdir()
    assert resources() == package / "_resources"
    assert sample_organizations() == package / "_sample_orgs"


def test_what_is_shipped_is_there() -> None:
    assert {path.name for path in sample_organizations().glob("*.raci")} >= {
        "coastal_stewardship.raci",
        "lakehead_bank.raci",
        "maple_narrows.raci",
        "tallowtree_software.raci",
    }
    assert (resources() / "knowledge" / "functions.toml").is_file()
