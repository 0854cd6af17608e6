"""Characters that no deliverable holds, whatever its format; what else one forbids, its module says."""

TURNING = (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
"""Controls that turn the direction of all that follows, ours too; letters find their own direction."""

HALVES = range(0xD800, 0xE000)
"""Halves of characters, which no encoding writes."""

_UNWANTED: dict[int, str | None] = {**dict.fromkeys(TURNING), **dict.fromkeys(HALVES, "\N{REPLACEMENT CHARACTER}")}


def whole(text: str) -> str:
    """Return a text whose characters are whole and turn nothing."""
    return text if text.isprintable() else text.translate(_UNWANTED)
