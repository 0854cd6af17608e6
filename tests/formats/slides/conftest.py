import struct
import zlib
from pathlib import Path

import pytest


@pytest.fixture
def logo(tmp_path: Path) -> Path:
    """Give a picture of 4 x 2 blue pixels."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    pixels = zlib.compress((b"\0" + b"\x10\x20\xa0" * 4) * 2)
    head = struct.pack(">IIBBBBB", 4, 2, 8, 2, 0, 0, 0)
    path = tmp_path / "logo.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b""))
    return path


@pytest.fixture
def drawing(tmp_path: Path) -> Path:
    """Give a drawing that is twice as wide as it is high."""
    path = tmp_path / "logo.svg"
    path.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20"/></svg>'
    )
    return path
