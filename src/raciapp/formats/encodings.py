"""Bytes of a text file as text, whichever program and system wrote it."""

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE

from raciapp.base.errors import UserError
from raciapp.base.messages import mark

# The mark of UTF-32 begins like that of UTF-16, so it is looked for first.
_MARKED = (
    (BOM_UTF32_LE, "utf-32"),
    (BOM_UTF32_BE, "utf-32"),
    (BOM_UTF8, "utf-8-sig"),
    (BOM_UTF16_LE, "utf-16"),
    (BOM_UTF16_BE, "utf-16"),
)
_WESTERN = {"cp1252": "Windows-1252", "mac_roman": "Mac OS Roman", "cp850": "DOS 850"}
"""What Excel writes in the west when it is not asked for UTF-8: for Windows, for the Macintosh, for MS-DOS."""

_ODD_SIGN = re.compile("[^\x00-\x7f]")
_IN_WORDS = frozenset("éèêëàâäçîïíìôöóòõœùûüúÿñãáæåøß‘’\u00a0")
_CAPITALS = frozenset("ÉÈÊËÀÂÄÇÎÏÍÔÖÓÕŒÙÛÜÚŸÑÃÁÆÅØ")
_AROUND_WORDS = frozenset("«»“”„–—…•°º©®™€£§·²³½¼¿¡×")
_SAMPLE = 4_000


def decoded(content: bytes, file: str) -> tuple[str, str]:
    """Return the text, and the name of the encoding where it is only a guess.

    Raises UserError, naming `file`, for what is no text.
    """
    for signature, encoding in _MARKED:
        if content.startswith(signature):
            return _strictly(content, encoding, file), ""
    if b"\0" in content:
        return _strictly(content, _unmarked_utf16(content, file), file), ""
    try:
        return content.decode("utf-8"), ""
    except UnicodeDecodeError:
        return _single_bytes(content, file)


def _strictly(content: bytes, encoding: str, file: str) -> str:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise _no_text(file) from error
    if "\0" in text:
        raise _no_text(file)
    return text


def _no_text(file: str) -> UserError:
    return UserError(
        mark("{file}: holds bytes that are no text. Open it in the program it comes from and save it as CSV (UTF-8)."),
        file=file,
    )


def _unmarked_utf16(content: bytes, file: str) -> str:
    """Return the byte order of UTF-16 without a mark: nearly every second byte of western text is zero."""
    first, second = content[0::2].count(0), content[1::2].count(0)
    enough = len(content) // 4
    if len(content) % 2 or max(first, second) < enough or min(first, second) > enough // 8:
        raise _no_text(file)
    return "utf-16-be" if first > second else "utf-16-le"


def _single_bytes(content: bytes, file: str) -> tuple[str, str]:
    mostly_utf8 = content.decode("utf-8", "replace")
    broken = mostly_utf8.count("\ufffd")
    if len(_ODD_SIGN.findall(mostly_utf8)) > 2 * broken:
        return mostly_utf8, "UTF-8"
    likely = {encoding: _likelihood(content, encoding) for encoding in _WESTERN}
    encoding = max(likely, key=lambda encoding: likely[encoding])
    if likely[encoding] >= 0.9:
        return content.decode(encoding), "" if encoding == "cp1252" else _WESTERN[encoding]
    return _guessed(content, file)


def _likelihood(content: bytes, encoding: str) -> float:
    """Return the share of signs beyond ASCII that stand where English and French put them."""
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return 0
    found = 0
    fitting = 0
    for sign in _ODD_SIGN.finditer(text):
        found += 1
        fitting += _fits(sign[0], text[max(sign.start() - 1, 0) : sign.start()], text[sign.end() : sign.end() + 1])
        if found == _SAMPLE:
            break
    return fitting / found


def _fits(sign: str, before: str, after: str) -> bool:
    if before.isalpha() and after.isalpha() and not before.isascii() and not after.isascii():
        return False  # three odd letters in a row are Greek or Cyrillic in disguise
    if sign in _CAPITALS:
        return not before.islower()
    return sign in _IN_WORDS or (sign in _AROUND_WORDS and not (before.isalpha() and after.isalpha()))


def _guessed(content: bytes, file: str) -> tuple[str, str]:
    """Let charset-normalizer guess from the lines that are not plain ASCII; all others read alike anyway."""
    from charset_normalizer import from_bytes

    lines = b"\n".join(line for line in content.splitlines() if not line.isascii())
    best = from_bytes(lines[: 4 * _SAMPLE]).best()
    if best is None:
        raise _no_text(file)
    text = content.decode(best.encoding, "replace")
    return text, best.encoding.replace("_", "-")
