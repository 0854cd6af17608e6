"""The only place that knows where the shipped files are: in a checkout, a wheel or a frozen app."""

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


def _folder(name: str) -> Path:
    installed = _PACKAGE / f"_{name}"
    return installed if installed.is_dir() else _PACKAGE.parent.parent / name


@cache
def resources() -> Path:
    """Return the folder of knowledge, typst templates, fonts, icons, themes and catalogues."""
    return _folder("resources")


@cache
def sample_organizations() -> Path:
    """Return the folder of the sample organizations, ordinary `.raci` files."""
    return _folder("sample_orgs")
