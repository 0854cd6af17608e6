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
