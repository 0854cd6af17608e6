import hashlib
import subprocess
import sys

from raciapp.base.hashing import blake2b


def test_it_is_the_hash_that_everybody_knows() -> None:
    for content in (b"", b"a document", bytes(range(256)) * 1000):
        assert blake2b(content, digest_size=32).digest() == hashlib.blake2b(content, digest_size=32).digest()


def test_nothing_of_openssl_is_loaded() -> None:
    program = "import raciapp.base.hashing, sys; print('_hashlib' in sys.modules)"
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, check=True, capture_output=True, encoding="utf-8")  # noqa: S603 - our own
    assert done.stdout == "False\n"
