"""How colours look to people: contrast as the accessibility guidelines define it, and colour vision deficiencies."""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

Light = npt.NDArray[np.float64]
"""Red, green and blue as amounts of light, 0 to 1."""

LEGIBLE = 4.5
"""The least contrast of text with its ground (WCAG 2.2, success criterion 1.4.3)."""
HIGHLY_LEGIBLE = 7.0
"""The same for people who see little (1.4.6)."""
VISIBLE = 3.0
"""The least contrast of a sign that is no text (1.4.11)."""

EYES: Mapping[str, Light] = {
    "usual": np.eye(3),
    "no red": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "no green": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "no blue": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}
"""What is left of the light's colours without one kind of cone: protanopia, deuteranopia, tritanopia.

G. M. Machado, M. M. Oliveira, L. A. F. Fernandes, «A Physiologically-based Model for Simulation of Color Vision
Deficiency», IEEE Transactions on Visualization and Computer Graphics 15 (2009), severity 1.0.
"""

TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)
"""From sRGB's light to CIE XYZ (IEC 61966-2-1)."""
DAYLIGHT = np.array([0.95047, 1.0, 1.08883])
"""White as D65."""


def seen(colour: str, eyes: str = "usual") -> Light:
    """Return the light of `#rrggbb` as these eyes see it."""
    parts = np.array([int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)])
    light = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    return np.clip(EYES[eyes] @ light, 0.0, 1.0)


def contrast(one: str, other: str, eyes: str = "usual") -> float:
    """Return the contrast of two colours, 1 to 21, as WCAG 2.2 defines it."""
    darker, lighter = sorted(float(seen(colour, eyes) @ (0.2126, 0.7152, 0.0722)) for colour in (one, other))
    return (lighter + 0.05) / (darker + 0.05)


def difference(one: str, other: str, eyes: str = "usual") -> float:
    """Return how far apart two colours look: CIE 1976 Delta E; two is just noticed, 100 is black and white."""
    return float(np.linalg.norm(_lab(seen(one, eyes)) - _lab(seen(other, eyes))))


def _lab(light: Light) -> Light:
    ratio = TO_XYZ @ light / DAYLIGHT
    x, y, z = np.where(ratio > 216 / 24389, np.cbrt(ratio), (24389 / 27 * ratio + 16) / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])
