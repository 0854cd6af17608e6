"""What is behind a password opens with it alone, and every way of going wrong has a sentence of its own."""

import hashlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from strategies import documents

from raciapp.base.errors import UserError
from raciapp.base.words import same
from raciapp.document import vault
from raciapp.document.records import Document, new_document
from raciapp.document.storage import (
    Opened,
    PasswordNeededError,
    decode,
    encode,
    load,
    open_content,
    open_file,
    save,
)
from raciapp.document.vault import (
    COST,
    DamagedSealError,
    Derivation,
    Seal,
    TamperedError,
    WrongPasswordError,
    is_sealed,
    seal_document,
    unseal,
)

PASSWORD = "l'été à Gaspé"  # noqa: S105 - of these tests
CONTENT = encode(new_document(same("Frozen Lake Ferries")))


@pytest.fixture(autouse=True, scope="module")
def _quick() -> Iterator[None]:
    """Derive keys in a millisecond; one test looks at what people get."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(vault, "COST", Derivation(2**4, 8, 1, bytes(16)))
        yield


@pytest.fixture(scope="module")
def sealed(_quick: None) -> bytes:
    return seal_document(CONTENT, PASSWORD)


def _complaint(kind: type[UserError], content: bytes, password: str = PASSWORD) -> str:
    with pytest.raises(kind) as caught:
        unseal(content, password, "a.raci")
    assert type(caught.value) is kind
    assert caught.value.text().startswith("a.raci: ")
    return caught.value.text()


# -- what it promises -------------------------------------------------------------------------------------


@given(content=st.binary(max_size=200), password=st.text(min_size=1, max_size=20))
def test_the_password_opens_what_it_sealed(content: bytes, password: str) -> None:
    hidden = seal_document(content, password)
    assert is_sealed(hidden)
    assert unseal(hidden, password, "a.raci") == content


@given(document=documents())
def test_a_document_survives_its_seal(document: Document) -> None:
    assert decode(unseal(seal_document(encode(document), PASSWORD), PASSWORD, "a.raci"), "a.raci") == document


def test_nothing_of_the_content_can_be_read_and_no_two_seals_are_the_same(sealed: bytes) -> None:
    header, _, body = sealed.partition(b"\n")
    assert b"Ferries" not in sealed
    assert len(body) == len(CONTENT) + 16
    assert sealed != seal_document(CONTENT, PASSWORD)
    assert set(msgspec.json.decode(header)) == {"format", "version", "kdf", "cipher", "check", "nonce", "sum"}


def test_one_seal_serves_many_contents_without_deriving_again(sealed: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    seal = Seal.of(sealed, PASSWORD, "a.raci")

    def never(*_arguments: object) -> NoReturn:
        raise AssertionError("derived again")

    monkeypatch.setattr("cryptography.hazmat.primitives.kdf.scrypt.Scrypt.derive", never)
    made = [seal.seal(b"one"), seal.seal(b"one"), seal.seal(b"two")]
    assert len({msgspec.json.decode(one.partition(b"\n")[0])["nonce"] for one in made}) == 3
    assert [seal.open(one) for one in made] == [b"one", b"one", b"two"]
    assert seal.open(sealed) == CONTENT


def test_accents_open_however_the_keyboard_sends_them() -> None:
    assert unseal(seal_document(b"x", "\u00e9t\u00e9"), "e\u0301te\u0301", "a.raci") == b"x"


def test_half_a_surrogate_pair_is_a_password_like_any_other() -> None:
    assert unseal(seal_document(b"x", "\ud800"), "\ud800", "a.raci") == b"x"


def test_people_get_the_strength_that_is_advised() -> None:
    """OWASP Password Storage Cheat Sheet, scrypt: 64 MiB with two passes or more."""
    assert (COST.n, COST.r, COST.p) == (2**16, 8, 2)
    assert COST.bearable


def test_an_empty_password_protects_nothing() -> None:
    with pytest.raises(UserError, match="at least one character"):
        seal_document(CONTENT, "")


# -- what goes wrong --------------------------------------------------------------------------------------


@pytest.mark.parametrize("password", ["", "l'ete a Gaspe", PASSWORD + " ", PASSWORD.upper()])
def test_a_wrong_password(sealed: bytes, password: str) -> None:
    assert "the password is not right" in _complaint(WrongPasswordError, sealed, password)


def test_a_seal_of_another_password_or_salt(sealed: bytes) -> None:
    for other in (Seal.new("another"), Seal.new(PASSWORD)):
        with pytest.raises(WrongPasswordError, match="raciapp: the password"):
            other.open(sealed)


@pytest.mark.parametrize("content", [b"", b"{}", CONTENT, b'{"format": "raciapp-sealed"}'])
def test_what_is_not_sealed(content: bytes) -> None:
    assert not is_sealed(content)
    assert "not protected by a password" in _complaint(UserError, content)


@given(st.data())
@settings(max_examples=settings().max_examples * 6)
def test_a_changed_byte_is_damage_told_before_the_password_is_tried(data: st.DataObject) -> None:
    sealed = bytearray(seal_document(b"what was agreed", PASSWORD))
    place = data.draw(st.integers(len(vault._START), len(sealed) - 1))
    sealed[place] ^= data.draw(st.integers(1, 255))
    with pytest.raises(UserError) as caught:
        unseal(bytes(sealed), "not even the password", "a.raci")
    newer = b'"version":1' not in sealed and "newer" in caught.value.text()
    assert newer or isinstance(caught.value, DamagedSealError)


@given(st.data())
def test_a_torn_file_is_damage(data: st.DataObject) -> None:
    sealed = seal_document(b"what was agreed", PASSWORD)
    length = data.draw(st.integers(len(vault._START), len(sealed) - 1))
    assert "damaged" in _complaint(DamagedSealError, sealed[:length])
    assert "damaged" in _complaint(DamagedSealError, sealed + b"\0")


@given(st.binary(max_size=2_000), st.sampled_from([b"", b"\n"]))
def test_whatever_stands_after_the_start_is_no_bug(rest: bytes, end: bytes) -> None:
    with pytest.raises(UserError):
        unseal(vault._START + rest + end, PASSWORD, "a.raci")


def test_a_newer_raciapp_is_named(sealed: bytes) -> None:
    assert "newer raciapp" in _complaint(UserError, sealed.replace(b'"version":1', b'"version":2'))


def _forged(sealed: bytes, body: bytes | None = None, **fields: Any) -> bytes:
    """Return the sealed content as somebody without the password would change it: with a checksum that is right."""
    line, _, old = sealed.partition(b"\n")
    header = replace(msgspec.json.decode(line, type=vault.Header), sum=b"", **fields)
    bare, body = msgspec.json.encode(header), old if body is None else body
    whole = replace(header, sum=hashlib.sha256(bare + b"\n" + body).digest())
    return msgspec.json.encode(whole) + b"\n" + body


def test_tampering_is_told_from_damage(sealed: bytes) -> None:
    body = sealed.partition(b"\n")[2]
    assert unseal(_forged(sealed), PASSWORD, "a.raci") == CONTENT
    for forged in (
        _forged(sealed, body[:-1] + bytes([body[-1] ^ 1])),
        _forged(sealed, body[:-1]),
        _forged(sealed, b""),
        _forged(sealed, nonce=bytes(12)),
    ):
        assert "changed by somebody" in _complaint(TamperedError, forged)


def test_the_header_is_authenticated(sealed: bytes) -> None:
    """Of two contents of one seal, the body of one under the header of the other is none."""
    seal = Seal.of(sealed, PASSWORD, "a.raci")
    other = seal.seal(CONTENT).partition(b"\n")[2]
    with pytest.raises(TamperedError):
        seal.open(_forged(sealed, other))


def test_a_changed_cost_cannot_open_with_the_key_at_hand(sealed: bytes) -> None:
    seal = Seal.of(sealed, PASSWORD, "a.raci")
    kdf = msgspec.json.decode(sealed.partition(b"\n")[0], type=vault.Header).kdf
    with pytest.raises(TamperedError):
        seal.open(_forged(sealed, kdf=replace(kdf, n=2**5)))
    assert "not right" in _complaint(WrongPasswordError, _forged(sealed, kdf=replace(kdf, salt=bytes(16))))


@pytest.mark.parametrize(
    ("n", "r", "p"),
    [
        (2**19, 8, 1),  # 512 MiB
        (2**40, 8, 1),
        (2**18, 16, 1),  # 512 MiB by the block size
        (2**18, 8, 8),  # a quarter of a minute
        (3, 8, 1),  # not a power of two
        (0, 8, 1),
        (2, 2**30, 1),
        (2, 8, 2**30),
        (-2, 8, 1),
    ],
)
def test_a_file_cannot_ask_for_memory_or_time_without_end(
    sealed: bytes, monkeypatch: pytest.MonkeyPatch, n: int, r: int, p: int
) -> None:
    def never(*_arguments: object) -> NoReturn:
        raise AssertionError("derived")

    monkeypatch.setattr("cryptography.hazmat.primitives.kdf.scrypt.Scrypt.derive", never)
    kdf = Derivation(n, r, p, bytes(16))
    assert "damaged" in _complaint(DamagedSealError, _forged(sealed, kdf=kdf))


def test_a_header_without_end_is_damage() -> None:
    assert "damaged" in _complaint(DamagedSealError, vault._START + b" " * 5_000_000)
    assert "damaged" in _complaint(DamagedSealError, vault._START + b',"kdf":' + b"[" * 900)


def test_too_little_memory_is_a_sentence(sealed: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    def short(*_arguments: object) -> NoReturn:
        raise MemoryError

    monkeypatch.setattr("cryptography.hazmat.primitives.kdf.scrypt.Scrypt.derive", short)
    assert "too little memory" in _complaint(UserError, sealed)


# -- files ------------------------------------------------------------------------------------------------


def test_a_protected_file_asks_once_and_keeps_its_seal(tmp_path: Path) -> None:
    path, document, asked = tmp_path / "a.raci", new_document(same("Frozen Lake Ferries")), []

    def password() -> str:
        asked.append(True)
        return PASSWORD

    save(document, path, Seal.new(PASSWORD))
    assert is_sealed(path.read_bytes())
    opened = open_file(path, password)
    assert (opened.document, len(asked)) == (document, 1)
    assert opened.seal is not None
    save(document, path, opened.seal)
    assert load(path, lambda: PASSWORD) == document


def test_a_file_that_is_not_protected_asks_nobody(tmp_path: Path) -> None:
    path, document = tmp_path / "a.raci", new_document(same("Frozen Lake Ferries"))

    def never() -> NoReturn:
        raise AssertionError("asked")

    save(document, path)
    assert open_file(path, never) == Opened(document)
    assert open_content(CONTENT, "a.raci", never).seal is None


def test_a_protected_file_without_a_password_is_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "a.raci"
    save(new_document(same("Frozen Lake Ferries")), path, Seal.new(PASSWORD))
    before = path.read_bytes()
    with pytest.raises(PasswordNeededError, match=r"a\.raci: protected by a password, and none was given\."):
        load(path)
    with pytest.raises(WrongPasswordError):
        load(path, lambda: "another")
    assert path.read_bytes() == before


def test_damage_behind_the_password_is_told_as_in_any_file() -> None:
    with pytest.raises(UserError, match=r"a\.raci: not a whole \.raci file \(line 1, column 1\)"):
        open_content(seal_document(b"not JSON", PASSWORD), "a.raci", lambda: PASSWORD)


def test_files_that_are_not_protected_load_no_cryptography() -> None:
    program = (
        "import sys; from pathlib import Path; from raciapp.document.storage import load; load(Path(sys.argv[1])); "
        "print([name for name in sys.modules if name.startswith('cryptography')])"
    )
    root = Path(__file__).resolve().parents[2]
    sample = root / "sample_orgs" / "coastal_stewardship.raci"
    ended = subprocess.run(  # noqa: S603 - our own Python, our own program
        [sys.executable, "-c", program, sample],
        env={"PYTHONPATH": str(root / "src")},
        capture_output=True,
        text=True,
        check=True,
    )
    assert ended.stdout.strip() == "[]"
