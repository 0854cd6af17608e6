"""Where this user's journals and earlier versions lie: readable by nobody else."""

import contextlib
import os
from pathlib import Path

from raciapp.base.files import MINE_ALONE, write_atomically

MY_FOLDER = 0o700
"""The permissions of a folder that nobody else may look into."""


def state_folder() -> Path:
    """Return this user's folder for what must outlive a crash; it need not exist yet."""
    given = os.environ.get("XDG_STATE_HOME", "").strip()
    if given:
        return Path(given) / "raciapp"
    from platformdirs import user_state_path

    return user_state_path("raciapp", appauthor=False)


def private_folder(path: Path) -> Path:
    """Make the folder `path` and what is missing above it, for this user alone, and return it. Raises OSError."""
    missing = [folder for folder in (path, *path.parents) if not folder.is_dir()]
    for folder in reversed(missing):
        folder.mkdir(MY_FOLDER, exist_ok=True)
    if not missing and path.stat().st_mode & 0o077 and os.name != "nt":
        path.chmod(MY_FOLDER)
    return path


def write_privately(path: Path, content: bytes) -> None:
    """Write a file for this user alone; the old one stays whole until the new one is. Raises UserError."""
    with contextlib.suppress(OSError):  # the new file takes over the permissions of an old one
        path.chmod(MINE_ALONE)
    write_atomically(path, content)
