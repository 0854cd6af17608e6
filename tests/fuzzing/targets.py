"""What reads files: each target takes the bytes of one, and fails if that is more than a document or a sentence.

The tests draw the bytes with hypothesis, `atheris_run.py` by coverage, `confined.py` from the worst we could think of.
"""

import contextlib
import shutil
import tempfile
from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple

import msgspec
from fuzzing.readers import SEEDS
from fuzzing.watching import assert_sentence
from msgspec.structs import replace
from strategies import assert_valid

from raciapp.base.errors import UserError
from raciapp.base.resources import resources, sample_organizations
from raciapp.base.words import Language
from raciapp.document import vault
from raciapp.document.changes import Changes, diff
from raciapp.document.edits import toggle_letter
from raciapp.document.journal import Journal
from raciapp.document.journal_records import SEGMENT, framed, unframed
from raciapp.document.locks import Holder, Lock, lock_file, take
from raciapp.document.records import Document
from raciapp.document.recovery import found, sweep, unlocked
from raciapp.document.storage import Opened, decode, encode, open_content
from raciapp.formats.finding.finder import find_matrix
from raciapp.formats.importing import import_file
from raciapp.formats.readers.separated import read_csv
from raciapp.knowledge.house import read_house_file
from raciapp.knowledge.library import Knowledge, knowledge

PASSWORD = "correct horse"  # noqa: S105 - protects nothing
FROZEN = Path(__file__).parent.parent / "document" / "frozen" / "version_2.raci"


class Target(NamedTuple):
    """A reader: valid files to begin with, and what to do with bytes; any exception of it is a fault of ours."""

    seeds: Callable[[], tuple[bytes, ...]]
    read: Callable[[bytes], None]


@contextlib.contextmanager
def folder() -> Iterator[Path]:
    """Yield a folder that is gone afterwards."""
    path = Path(tempfile.mkdtemp(prefix="raciapp-fuzz-"))
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


def assert_sound(document: Document) -> None:
    """Check that a document that was read can be saved and opened again, and is the same."""
    assert_valid(document)
    again = decode(encode(document), "again.raci")
    assert again == document
    assert encode(again) == encode(document)


# -- documents --------------------------------------------------------------------------------------------


@cache
def documents() -> tuple[bytes, ...]:
    """Return valid `.raci` files: a small one with everything in it, one of today's form, and a whole department."""
    frozen = FROZEN.read_bytes()
    return frozen, encode(decode(frozen, "")), (sample_organizations() / "coastal_stewardship.raci").read_bytes()


def read_document(content: bytes) -> None:
    """Read a `.raci` file that is not sealed."""
    with told("{client}.raci"):
        assert_sound(decode(content, "{client}.raci"))


@contextlib.contextmanager
def told(name: str) -> Iterator[None]:
    """Let an error pass that a person can do something about."""
    try:
        yield
    except UserError as error:
        assert_sentence(error, name)


@cache
def cheap_seal() -> vault.Seal:
    """Return a seal whose password costs next to nothing to try."""
    return vault.Seal._derived(replace(vault.COST, n=2, r=1, p=1), PASSWORD, "")


@cache
def sealed_documents() -> tuple[bytes, ...]:
    """Return valid sealed files."""
    return tuple(cheap_seal().seal(content) for content in documents()[:2])


def read_sealed(content: bytes) -> None:
    """Read a file that may be sealed, where trying the password costs little."""
    if bearable(content):
        open_sealed(content)


def open_sealed(content: bytes) -> None:
    """Read a file that may be sealed, whatever trying the password costs."""
    with told("{client}.raci"):
        opened: Opened = open_content(content, "{client}.raci", lambda: PASSWORD)
        assert_sound(opened.document)


def bearable(content: bytes) -> bool:
    """Return whether trying a password costs little: what a file may ask for is measured in `confined.py`."""
    line = content[: vault.LARGEST_HEADER].partition(b"\n")[0]
    with contextlib.suppress(msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        derivation = msgspec.json.decode(line, type=vault.Header).kdf
        return derivation.n * derivation.r * derivation.p < 2**12
    return True


def resealed(content: bytes) -> bytes:
    """Return `content` sealed by somebody who knows the password: the reader gets to see it."""
    return cheap_seal().seal(content)


def summed(content: bytes) -> bytes:
    """Return a sealed file whose checksum was made anew, so that damage to the rest is looked at."""
    line, _, body = content.partition(b"\n")
    try:
        header = msgspec.json.decode(line, type=vault.Header)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return content
    checksum = vault._checksum(vault._bare(header), body)
    return msgspec.json.encode(replace(header, sum=checksum)) + b"\n" + body


# -- sessions ---------------------------------------------------------------------------------------------


@cache
def journals() -> tuple[bytes, ...]:
    """Return the segments of journals: of a saved document, of one never saved, and of a sealed one."""
    before = decode(documents()[0], "")
    place = before.activities[0].id, before.units[0].id
    segments = []
    for path, seal in ((Path("client.raci"), None), (None, None), (Path("client.raci"), cheap_seal())):
        with folder() as where:
            journal = Journal.begin(before, path, where, seal)
            document = before
            for number in range(3):
                after = toggle_letter(document, document.matrices[0].id, [place], 1 << number)
                journal.record(f"edit {number}", diff(document, after), after)
                document = after
            journal.record("name", *_renamed(document))
            journal.wait()
            (segment,) = journal.folder.glob(f"*{SEGMENT}")
            segments.append(segment.read_bytes())
            journal.close()
    return tuple(segments)


def _renamed(document: Document) -> tuple[Changes, Document]:
    after = replace(
        document,
        organization=replace(document.organization, regulated=not document.organization.regulated),
        units=document.units[::-1],
        matrices=tuple(
            replace(matrix, rows=tuple(replace(row, letters=row.letters[::-1]) for row in matrix.rows))
            for matrix in document.matrices
        ),
    )
    return diff(document, after), after


def read_journal(content: bytes) -> None:
    """Look for crashed sessions where a journal has one segment, and recover and forget what there is."""
    with folder() as where:
        journal = where / "20261123-110000-1-abc"
        journal.mkdir()
        (journal / f"000001{SEGMENT}").write_bytes(content)
        for one in found(where):
            session = one
            if one.sealed and one.document is None and all(map(bearable, unframed(content)[0])):
                with told("journal"), contextlib.suppress(vault.WrongPasswordError):
                    session = unlocked(one, lambda: PASSWORD)
            for language in Language:
                session.name(language)
            session.unsaved()
            for document in filter(None, (session.document, session.base)):
                assert_sound(document)
        sweep(where, now=2e12)


def reframed(payloads: list[bytes]) -> bytes:
    """Return a segment of payloads with right checksums."""
    return b"".join(map(framed, payloads))


@cache
def records() -> tuple[bytes, ...]:
    """Return records of journals, one a line, without their checksums."""
    plain = [unframed(segment)[0] for segment in journals()[:2]]
    return tuple(b"\n".join(payload.replace(b"\n", b" ") for payload in payloads) for payloads in plain)


def read_records(content: bytes) -> None:
    """Look for crashed sessions where the journal holds these records, and its checksums are right."""
    read_journal(reframed(content.split(b"\n")))


@cache
def locks() -> tuple[bytes, ...]:
    """Return lock files: ours, and one of somebody else."""
    other = Holder("jane", "laptop", 4711, 1.8e9, "0123456789abcdef")
    return (msgspec.json.encode(other), msgspec.json.encode(replace(other, time=4e9, user="é" * 100)), b"{}")


def read_lock(content: bytes) -> None:
    """Take a lock where a lock file lies already."""
    with folder() as where:
        path = where / "client.raci"
        path.write_bytes(b"")
        lock_file(path).write_bytes(content)
        taken = take(path)
        if isinstance(taken, Lock):
            assert taken.holds
            assert taken.refresh()
            taken.release()
            assert not lock_file(path).exists()
        else:
            assert max(map(len, (taken.user, taken.machine, taken.mark))) <= 100
            assert not taken.is_us
            assert lock_file(path).read_bytes() == content


# -- knowledge --------------------------------------------------------------------------------------------


HOUSE_RULE = b"""
family.en = "Acme"
[[rule]]
id = "ACME-1"
severity = "must"
statement.en = "x"
message.en = "{n}: {units}, {activities}, {functions}"
tests = [{ test = "part" }]
"""
HOUSE_TEMPLATE = b"""
id = "acme"
base = "corporate"
name.en = "Acme"
[rows.mon_field]
letters = { hr = "A/R", legal = "I" }
"""


@cache
def houses() -> tuple[bytes, ...]:
    """Return house files: small ones, and shipped ones as if a house had written them."""
    shipped = resources() / "knowledge"
    return (
        HOUSE_RULE,
        HOUSE_TEMPLATE,
        (shipped / "rules" / "20_practice_content.toml").read_bytes(),
        (shipped / "templates" / "centralized.toml").read_bytes(),
    )


def read_house(content: bytes) -> None:
    """Read a house file and everything in it; complaints name the file, and nothing is raised."""
    with folder() as where:
        path = where / "{acme}.toml"
        path.write_bytes(content)
        read_house_file(path)
        known = Knowledge(resources() / "knowledge", (path,))
        shipped = knowledge()
        for complaint in known.complaints:
            assert complaint.line >= 1
            assert_sentence(UserError("{file}: {what}", file=complaint.file, what=complaint.what), "{acme}.toml")
        assert set(known.rules) >= set(shipped.rules)
        assert set(known.templates) >= set(shipped.templates)
        assert len(known.families) >= len(shipped.families)


KNOWLEDGE = ("functions.toml", "units.toml", "claims.toml", "activities.toml", "sources.toml", "surveys.toml")


@cache
def knowledge_files() -> tuple[bytes, ...]:
    """Return the files of the shipped knowledge that are lists."""
    return tuple((resources() / "knowledge" / name).read_bytes() for name in KNOWLEDGE)


def read_knowledge(content: bytes) -> None:
    """Read a file in the place of each that is shipped."""
    with folder() as where:
        for name in KNOWLEDGE:
            (where / name).write_bytes(content)
        known = Knowledge(where)
        for name, take_all in (
            ("functions.toml", lambda: known.functions),
            ("units.toml", lambda: known.units),
            ("activities.toml", lambda: known.activities),
            ("claims.toml", lambda: known.claims),
            ("sources.toml", lambda: known.sources),
            ("surveys.toml", lambda: known.surveys),
        ):
            try:
                take_all()
            except UserError as error:
                text = str(error)
                assert name in text or "functions.toml" in text
                assert_sentence(error, ".toml")


# -- imports ----------------------------------------------------------------------------------------------


TABLE = "Activité;Équipe A;Bureau, région;Direction\nÉcrire à l’été;A/R;C;\nRépondre;I;R (lead);A\nDéléguer;C;A;–\n"


@cache
def tables() -> tuple[bytes, ...]:
    """Return CSV and TSV files as spreadsheets write them, in several encodings."""
    tabbed = TABLE.replace(";", "\t").replace("\n", "\r\n")
    quoted = 'Group,"Activity, what",Legal,HR\n"Plan\nahead",Plan,R,A\n,Answer,"A,R",I\nLegend,R = Responsible,,\n'
    return (
        TABLE.encode(),
        tabbed.encode("utf-16"),
        TABLE.encode("cp1252"),
        b"\xef\xbb\xbf" + quoted.encode(),
        f"sep=|\r\n{TABLE.replace(';', '|')}".encode("mac_roman"),
    )


def read_table(content: bytes) -> None:
    """Import a text file."""
    with folder() as where:
        path = where / "{client}.csv"
        path.write_bytes(content)
        with told("{client}.csv"):
            imported = import_file(path, knowledge())
            assert_sound(imported.document)
            assert 0 <= imported.confidence.whole <= 1
        with told("{client}.csv"):
            find_matrix((read_csv(path),))


TARGETS: dict[str, Target] = {
    "document": Target(documents, read_document),
    "sealed": Target(sealed_documents, read_sealed),
    "journal": Target(journals, read_journal),
    "lock": Target(locks, read_lock),
    "house": Target(houses, read_house),
    "knowledge": Target(knowledge_files, read_knowledge),
    "table": Target(tables, read_table),
    **{name: Target(partial(tuple, seeds), read) for name, (seeds, read) in SEEDS.items()},
}
