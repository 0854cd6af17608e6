"""Earlier versions of a document: the last ten that were saved, and one per day for a month.

They lie in the user's state folder and are as they were saved: those of a protected document are protected.
"""

import contextlib
import os
import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta, tzinfo
from pathlib import Path

import msgspec

from raciapp.base.errors import UserError
from raciapp.base.files import read_bounded, system_reason, write_atomically
from raciapp.base.hashing import blake2b
from raciapp.base.messages import mark
from raciapp.base.state import private_folder, state_folder
from raciapp.document.storage import LARGEST_FILE, SUFFIX

LAST = 10
"""So many versions are kept, however old they are."""

MONTH = timedelta(days=31)
"""For so long one version of each day is kept."""

LARGEST_VERSION = 2 * LARGEST_FILE
"""Bytes; a protected document is somewhat larger than what it holds."""

_NAME = "%Y-%m-%dT%H-%M-%S.%fZ"
_NAMED = re.compile(r"\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d\.\d{6}Z")


class Version(msgspec.Struct, frozen=True):
    """A document as it was saved at `when` (UTC), `size` bytes in `file`."""

    when: datetime
    size: int
    file: Path

    def read(self) -> bytes:
        """Return what was saved then. Raises UserError."""
        return read_bounded(self.file, LARGEST_VERSION)


def keep(path: Path, content: bytes, when: datetime) -> None:
    """Keep what was saved to `path` at `when`, unless the version before says the same, and let old ones go.

    `when` knows its time zone, whose days count. Raises UserError when the state folder cannot be written.
    """
    known = kept(path)
    if not (known and known[0].size == len(content) and _says(known[0], content)):
        moment = when.astimezone(UTC)
        taken = {version.when for version in known}
        while moment in taken:
            moment += timedelta(microseconds=1)
        write_atomically(_folder_of(path, make=True) / f"{moment.strftime(_NAME)}{SUFFIX}", content)
    staying = to_keep([version.when for version in kept(path)], when)
    for version in kept(path):
        if version.when not in staying:
            with contextlib.suppress(OSError):
                version.file.unlink()


def kept(path: Path) -> list[Version]:
    """Return the versions that are kept of the document at `path`, the newest first."""
    versions = []
    with contextlib.suppress(OSError), os.scandir(_folder_of(path)) as entries:
        for entry in entries:
            when = _moment(entry.name)
            if when and entry.is_file(follow_symlinks=False):
                versions.append(Version(when, entry.stat(follow_symlinks=False).st_size, Path(entry.path)))
    return sorted(versions, key=lambda version: version.when, reverse=True)


def forget(path: Path) -> None:
    """Remove every version that is kept of the document at `path`, as when it becomes protected."""
    for version in kept(path):
        with contextlib.suppress(OSError):
            version.file.unlink()


def to_keep(times: Iterable[datetime], now: datetime) -> set[datetime]:
    """Return the times of the versions to keep: the last ten, and the last of each day of the past month.

    Days begin and end in the time zone of `now`.
    """
    newest_first = sorted(set(times), reverse=True)
    last_of_day: dict[date, datetime] = {}
    for when in newest_first:
        if now - when <= MONTH:
            last_of_day.setdefault(_day(when, now.tzinfo), when)
    return {*newest_first[:LAST], *last_of_day.values()}


def _day(when: datetime, zone: tzinfo | None) -> date:
    return when.astimezone(zone).date()


def _says(version: Version, content: bytes) -> bool:
    try:
        return version.read() == content
    except UserError:
        return False


def _moment(name: str) -> datetime | None:
    """Return when the version in a file called `name` was saved, or None for the name of something else."""
    stem = name.removesuffix(SUFFIX)
    if stem == name or not _NAMED.fullmatch(stem):
        return None
    try:
        return datetime.strptime(stem, _NAME).replace(tzinfo=UTC)
    except ValueError:
        return None


def _folder_of(path: Path, *, make: bool = False) -> Path:
    """Return the folder of the versions of `path`, whose name tells nobody which document it is."""
    spelled = os.path.normcase(os.path.realpath(path)).encode(errors="surrogatepass")
    folder = state_folder() / "versions" / blake2b(spelled, digest_size=16).hexdigest()
    if make:
        try:
            private_folder(folder)
        except OSError as error:
            raise UserError(
                mark("{file}: saved, but no earlier version is kept of it: {folder} cannot be written ({reason})."),
                file=path.name,
                folder=str(folder.parent),
                reason=system_reason(error),
            ) from error
    return folder
