"""A document behind a password: a readable header line, then the content in authenticated encryption.

The header says how the key is derived (scrypt) and which cipher seals (AES-256-GCM), and is authenticated with the
content. It also holds a check of the password, derived beside the key, and a plain checksum of everything, so that
damage, a wrong password and tampering are told apart. A tampered salt can only look like a wrong password.
"""

import os
from typing import TYPE_CHECKING, Annotated, Literal

import msgspec
from msgspec.structs import replace

from raciapp.base.errors import UserError
from raciapp.base.messages import mark

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

VERSION: Literal[1] = 1
LARGEST_HEADER = 1_000
"""Bytes; the header line has about 320."""

_START = b'{"format":"raciapp-sealed"'
_KEY, _CHECK, _SALT, _NONCE, _SUM = 32, 16, 16, 12, 32
_MOST_MEMORY = 256 * 2**20
_MOST_WORK = 2**23
"""Blocks of 128 bytes, eight times what `COST` takes: what a file may ask for before its password is looked at."""


class WrongPasswordError(UserError):
    """The password is not the one the content was sealed with; another one may be."""


class DamagedSealError(UserError):
    """Bytes of a sealed file were lost or changed since it was written; no password helps."""


class TamperedError(UserError):
    """The password is right, but somebody without it changed the file and made its checksum anew."""


class Derivation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How scrypt makes the key of a password: cost `n`, block size `r`, passes `p`; 128 * n * r bytes of memory."""

    n: Annotated[int, msgspec.Meta(ge=2, le=2**18)]
    r: Annotated[int, msgspec.Meta(ge=1, le=32)]
    p: Annotated[int, msgspec.Meta(ge=1, le=16)]
    salt: Annotated[bytes, msgspec.Meta(min_length=_SALT, max_length=_SALT)]
    name: Literal["scrypt"] = "scrypt"

    @property
    def bearable(self) -> bool:
        """Return whether scrypt takes the numbers, and with memory and time that any laptop has."""
        power_of_two = self.n & (self.n - 1) == 0
        return power_of_two and 128 * self.n * self.r <= _MOST_MEMORY and self.n * self.r * self.p <= _MOST_WORK


COST = Derivation(2**16, 8, 2, bytes(_SALT))
"""64 MiB and two passes: the OWASP Password Storage Cheat Sheet's scrypt setting for that memory."""


class Header(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The first line of a sealed file."""

    format: Literal["raciapp-sealed"]
    version: Literal[1]
    kdf: Derivation
    cipher: Literal["aes-256-gcm"]
    check: Annotated[bytes, msgspec.Meta(min_length=_CHECK, max_length=_CHECK)]
    nonce: Annotated[bytes, msgspec.Meta(min_length=_NONCE, max_length=_NONCE)]
    sum: Annotated[bytes, msgspec.Meta(min_length=_SUM, max_length=_SUM)]


class _Version(msgspec.Struct):
    version: int = 0


class Seal:
    """A key in memory, made of a password once; seals and opens any number of contents without asking again."""

    def __init__(self, derivation: Derivation, cipher: "AESGCM", check: bytes) -> None:
        """Keep what `new` and `of` derived."""
        self._derivation = derivation
        self._cipher = cipher
        self._check = check

    @classmethod
    def new(cls, password: str) -> "Seal":
        """Return a seal for a password that nothing was sealed with yet. Raises UserError for an empty one."""
        if not password:
            raise UserError(mark("A password needs at least one character."))
        return cls._derived(replace(COST, salt=os.urandom(_SALT)), password, "raciapp")

    @classmethod
    def of(cls, sealed: bytes, password: str, name: str) -> "Seal":
        """Return the seal of a sealed content from a file called `name`.

        Raises WrongPasswordError, DamagedSealError, or UserError when a newer raciapp wrote it.
        """
        header, _ = _parted(sealed, name)
        seal = cls._derived(header.kdf, password, name)
        seal.compare(header, name)
        return seal

    @classmethod
    def _derived(cls, derivation: Derivation, password: str, name: str) -> "Seal":
        import unicodedata

        from cryptography.hazmat.primitives.ciphers.aead import AESGCM
        from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

        # Keyboards of different systems send an accented letter as one sign or as two.
        secret = unicodedata.normalize("NFC", password).encode(errors="surrogatepass")
        scrypt = Scrypt(derivation.salt, _KEY + _CHECK, derivation.n, derivation.r, derivation.p)
        try:
            derived = scrypt.derive(secret)
        except MemoryError as error:
            raise UserError(
                mark("{file}: too little memory is free to try the password. Close other programs and try again."),
                file=name,
            ) from error
        return cls(derivation, AESGCM(derived[:_KEY]), derived[_KEY:])

    def seal(self, content: bytes) -> bytes:
        """Return `content` sealed anew: never the same bytes twice."""
        header = Header(
            "raciapp-sealed",
            VERSION,
            self._derivation,
            "aes-256-gcm",
            self._check,
            os.urandom(_NONCE),
            b"",
        )
        bare = msgspec.json.encode(header)
        body = self._cipher.encrypt(header.nonce, content, bare)
        return msgspec.json.encode(replace(header, sum=_checksum(bare, body))) + b"\n" + body

    def open(self, sealed: bytes, name: str = "raciapp") -> bytes:
        """Return the content that was sealed; errors speak of the file `name`.

        Raises WrongPasswordError when another password sealed it, DamagedSealError, TamperedError, or UserError when
        a newer raciapp wrote it.
        """
        from cryptography.exceptions import InvalidTag

        header, body = _parted(sealed, name)
        self.compare(header, name)
        try:
            return self._cipher.decrypt(header.nonce, body, _bare(header))
        except InvalidTag as error:
            raise TamperedError(
                mark("{file}: changed by somebody without its password. Do not trust it; open an earlier copy."),
                file=name,
            ) from error

    def compare(self, header: Header, name: str) -> None:
        """Make sure that this key sealed what stands under `header`. Raises WrongPasswordError."""
        from hmac import compare_digest

        if header.kdf.salt != self._derivation.salt or not compare_digest(header.check, self._check):
            raise WrongPasswordError(mark("{file}: the password is not right. Try again."), file=name)


def is_sealed(content: bytes) -> bool:
    """Return whether the content of a file asks for a password."""
    return content.startswith(_START)


def seal_document(content: bytes, password: str) -> bytes:
    """Return `content` sealed with a password. Raises UserError for an empty one."""
    return Seal.new(password).seal(content)


def unseal(sealed: bytes, password: str, name: str) -> bytes:
    """Return the content of a file called `name` that was sealed with `password`. Raises what `Seal.open` does."""
    return Seal.of(sealed, password, name).open(sealed, name)


def _bare(header: Header) -> bytes:
    """Return the header as it is authenticated: without the checksum, which is made last."""
    return msgspec.json.encode(replace(header, sum=b""))


def _checksum(bare: bytes, body: bytes) -> bytes:
    import hashlib

    return hashlib.sha256(bare + b"\n" + body).digest()


def _parted(sealed: bytes, name: str) -> tuple[Header, bytes]:
    """Return the header and the encrypted body. Raises DamagedSealError, or UserError for a newer version."""
    if not is_sealed(sealed):
        raise UserError(mark("{file}: not protected by a password."), file=name)
    line = sealed[:LARGEST_HEADER].partition(b"\n")[0]
    body = sealed[len(line) + 1 :]
    try:
        version = msgspec.json.decode(line, type=_Version).version
        if version > VERSION:
            raise UserError(
                mark("{file}: protected by a newer raciapp. Update raciapp to open it; it was left as it is."),
                file=name,
            )
        header = msgspec.json.decode(line, type=Header)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise _damaged(name) from error
    # One way of writing a header only: nothing can hide in a second one.
    if msgspec.json.encode(header) != line or _checksum(_bare(header), body) != header.sum or not header.kdf.bearable:
        raise _damaged(name)
    return header, body


def _damaged(name: str) -> DamagedSealError:
    return DamagedSealError(
        mark("{file}: protected by a password, but damaged. Open an earlier copy; this one was left as it is."),
        file=name,
    )
