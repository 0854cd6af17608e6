"""Every deliverable of every sample is what was looked at and trusted; `tests/golden/accept.py` alone changes that."""

from pathlib import Path

import pytest
from golden.deliverables import LANGUAGES, digest_of, made, read_digests, samples, text_file

from raciapp.formats.exporting import FORMATS


@pytest.mark.parametrize("sample", samples())
def test_the_deliverables_are_the_trusted_ones(sample: str, tmp_path: Path) -> None:
    trusted = read_digests()
    wrong = [f"{one.name} {one.part}" for one in made(tmp_path, [sample])
             if digest_of(one.text) != trusted.get(f"{one.name} {one.part}")]  # fmt: skip
    assert wrong == [], "python tests/golden/accept.py shows how they differ"


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
