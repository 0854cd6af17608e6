"""Every deliverable of every sample is what was looked at and trusted; `tests/golden/accept.py` alone changes that."""

import subprocess
import sys
from pathlib import Path

from golden.deliverables import LANGUAGES, digest_of, read_digests, samples, text_file

from raciapp.formats.exporting import FORMATS


def test_the_deliverables_are_the_trusted_ones() -> None:
    """A process of its own: coverage would double its minute, and each format's own tests reach these lines anyway."""
    accept = Path(__file__).with_name("accept.py")
    ran = subprocess.run([sys.executable, str(accept)], capture_output=True, text=True, check=False)  # noqa: S603 - ours
    assert ran.returncode == 0, f"{ran.stdout}{ran.stderr}"


def test_the_texts_are_those_of_the_digests() -> None:
    trusted = read_digests()
    checked = 0
    for key, digest in trusted.items():
        name, _, part = key.partition(" ")
        kept = text_file(name, part)
        if kept is not None:
            assert digest_of(kept.read_text("utf-8")) == digest, key
            checked += 1
    assert checked > len(FORMATS)


def test_every_sample_format_and_language_is_trusted() -> None:
    files = {key.partition(" ")[0] for key in read_digests()}
    assert files == {f"{one}.{spoken}{suffix}" for one in samples() for spoken, *_ in LANGUAGES for suffix in FORMATS}
