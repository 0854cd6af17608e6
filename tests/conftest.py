"""What every test shares: the profiles of hypothesis. Qt has its own `ui/conftest.py`."""

import os

from hypothesis import HealthCheck, settings

settings.register_profile(
    "raciapp",
    deadline=None,
    max_examples=1500,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
# The core tests run a second time without Qt (test_without_qt.py); a taste of each property is enough there.
settings.register_profile("taste", settings.get_profile("raciapp"), max_examples=5)
settings.load_profile(os.environ.get("RACIAPP_HYPOTHESIS", "raciapp"))
