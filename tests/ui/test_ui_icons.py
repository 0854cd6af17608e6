"""Icons are drawn once."""

import pytest
from PySide6.QtCore import Qt

from raciapp.ui.icons import icon, tinted

pytestmark = pytest.mark.usefixtures("qapp")


def test_an_icon_that_is_shown_again_is_the_same_picture() -> None:
    """Qt keeps a copy of each picture it has shown, known by its key."""
    shown = tinted("circle-check", "#112233", 18)
    assert tinted("circle-check", "#112233", 18).cacheKey() == shown.cacheKey()
    assert tinted("circle-check", "#332211", 18).cacheKey() != shown.cacheKey()
    assert icon("circle-check").cacheKey() == icon("circle-check").cacheKey()
    before = shown.toImage()
    shown.fill(Qt.GlobalColor.red)
    assert tinted("circle-check", "#112233", 18).toImage() == before, "who paints on it has a copy"
