"""What every test shares: the profiles of hypothesis, and folders of their own. Qt has its own `ui/conftest.py`."""

import os
import shutil
import tempfile

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile(
    "raciapp",
    deadline=None,
    max_examples=30,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
# The core tests run a second time without Qt (test_without_qt.py); a taste of each property is enough there.
settings.register_profile("taste", settings.get_profile("raciapp"), max_examples=3)
settings.load_profile(os.environ.get("RACIAPP_HYPOTHESIS", "raciapp"))


def pytest_configure(config: pytest.Config) -> None:
    """Keep the tests out of the person's own folders, from the moment the first test module is read."""
    folder = tempfile.mkdtemp(prefix="raciapp-tests-")
    for name in ("CACHE", "STATE", "CONFIG", "DATA"):
        os.environ[f"XDG_{name}_HOME"] = f"{folder}/{name.lower()}"
    config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))
