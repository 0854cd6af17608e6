"""What a cell of a client's matrix says: letters, a remark, and what was not understood.

A whole token is a letter or a known word; anything else is a remark and a question. Nothing is ever read by its first
letter: a wrong letter taken silently is worse than any number of questions.
"""

import re
import unicodedata
from collections.abc import Mapping
from enum import IntEnum
from functools import cache

import msgspec

from raciapp.document.letters import Scheme, schemes
from raciapp.formats.tables import visible

LONGEST_TOKEN = 60
"""No spelling of letters is longer, remark apart."""

# Signs that look like a Latin letter. Cyrillic Р and Greek Ρ look like P, but who types them means R: they are asked.
_LOOK_ALIKES = str.maketrans("АаСсІіЅѕΑΙϹϲ", "AaCcIiSsAICc")

_NOTHING = frozenset(
    "|- – — − ― ‐ ‑ ‒ / \\ . · … 0 n na n/a n\\a n.a n.a. s.o s.o. s/o ø ∅ none nil aucun aucune|sans objet|"
    "not applicable|non applicable".replace(" objet", "_objet").split()
)
