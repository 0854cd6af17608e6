"""A consultancy's look: what is wrong with it is told so that it can be mended, and nothing hostile comes through."""

import contextlib
import struct
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from seeing import contrast as seen_contrast

from raciapp.base.errors import UserError
from raciapp.base.resources import resources
from raciapp.base.words import Language
from raciapp.formats.branding import PLAIN, Branding, contrast, read_branding

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06X}")
INTER = resources() / "fonts" / "Inter-Regular.ttf"


def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def png(wide: int = 2, high: int = 1) -> bytes:
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", wide, high, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(bytes(7))) + chunk(b"IEND", b"")


def jpeg(wide: int = 2, high: int = 1) -> bytes:
    frame = b"\xff\xc0" + struct.pack(">HBHHB", 11, 8, high, wide, 1) + b"\x01\x11\x00"
    return b"\xff\xd8\xff\xe0\x00\x04JF" + frame + b"\xff\xd9"


def branding(folder: Path, text: str, **files: bytes) -> Branding:
    for name, content in files.items():
        (folder / name.replace("__", ".")).write_bytes(content)
    path = folder / "house.toml"
    path.write_text(text, "utf-8")
    return read_branding(path)


def test_everything_that_can_be_said(tmp_path: Path) -> None:
    text = """
    accent = "#7a1fa2"
    on_accent = "#ffffff"
    logo = "logo.png"
    font = "house.ttf"
    footer = " House & Partners "
    """
    found = branding(tmp_path, text, logo__png=png(), house__ttf=INTER.read_bytes())
    assert found == Branding(
        "#7A1FA2", "#FFFFFF", tmp_path / "logo.png", tmp_path / "house.ttf", "Inter", "House & Partners"
    )


def test_nothing_said_is_our_own_look(tmp_path: Path) -> None:
    assert branding(tmp_path, "") == PLAIN
    assert contrast(PLAIN.accent, PLAIN.on_accent) >= 4.5


def test_a_name_of_its_own_for_a_font(tmp_path: Path) -> None:
    assert branding(tmp_path, 'font = "a.ttf"\nfont_name = "House"', a__ttf=INTER.read_bytes()).font_name == "House"


@given(colours, colours)
def test_contrast_is_that_of_the_guidelines(one: str, other: str) -> None:
    assert contrast(one, other) == pytest.approx(seen_contrast(one, other), rel=1e-6)


@given(accent=colours)
def test_any_accent_alone_can_be_written_on(accent: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("branding")
    found = branding(folder, f'accent = "{accent}"')
    assert contrast(found.accent, found.on_accent) >= 4.5


def test_too_little_contrast_says_what_to_change(tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        branding(tmp_path, 'accent = "#FFE066"\non_accent = "#FFFFFF"')
    assert str(caught.value) == (
        "house.toml: text in «on_accent» #FFFFFF cannot be read on «accent» #FFE066: the contrast is 1.3 : 1 and has "
        "to be at least 4.5 : 1. Make «on_accent» #000000, or choose another «accent»."
    )


def test_a_contrast_is_written_as_its_readers_do(tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        branding(tmp_path, 'accent = "#FFE066"\non_accent = "#FFFFFF"')
    assert "est de 1,3" in caught.value.text(Language.FR)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('colour = "#123456"', "«colour» means nothing here"),
        ('accent = "red"', "«accent» is red"),
        ('accent = "#12345"', "is #12345"),
        ('on_accent = "#FFFFFF; }"', "«on_accent»"),
        ("accent = 5", "«accent» has to be one line"),
        ('footer = "a\\nb"', "«footer» has to be one line"),
        (f'footer = "{"x" * 301}"', "at most 300"),
        ("accent", "is not written as TOML"),
        ("a = " + "[" * 5000, "is not written as TOML"),
        ('logo = "gone.png"', "house.toml, «logo»: gone.png: cannot be read"),
        ('font = "gone.ttf"', "house.toml, «font»: gone.ttf: cannot be read"),
    ],
)
def test_a_mistake_is_told_with_its_key(text: str, told: str, tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        branding(tmp_path, text)
    assert told in str(caught.value)


def test_a_file_that_is_no_text_or_too_large(tmp_path: Path) -> None:
    path = tmp_path / "house.toml"
    path.write_bytes(b'footer = "\xff"')
    with pytest.raises(UserError, match="UTF-8"):
        read_branding(path)
    path.write_bytes(b"#" * 100_001)
    with pytest.raises(UserError, match="larger"):
        read_branding(path)
    path.write_bytes(b'\xef\xbb\xbffooter = "x"')
    assert read_branding(path).footer == "x"


# -- logos ------------------------------------------------------------------------------------------------

DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">%s</svg>'
LINK = b'<image xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="%s"/>'


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.png", png()),
        ("a.jpg", jpeg()),
        ("a.svg", DRAWING % b'<path d="M0 0h9v9z" fill="url(#g)"/><use href="#a"/>'),
        ("a.svg", DRAWING % b"<style>.a { fill: url('#g') }</style>"),
        ("a.svg", DRAWING % (LINK % b"data:image/png;base64,AA")),
    ],
)
def test_pictures_that_are_taken(name: str, content: bytes, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    assert branding(tmp_path, f'logo = "{name}"').logo == tmp_path / name


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.png", b"GIF89a", "neither PNG nor JPEG nor SVG"),
        ("a.png", b"", "neither PNG"),
        ("a.png", png()[:-12], "damaged"),
        ("a.png", png(0, 1), "damaged"),
        ("a.png", png(9000, 1), "9000 x 1 pixels"),
        ("a.jpg", jpeg()[:9], "damaged"),
        ("a.jpg", jpeg(0, 0), "damaged"),
        ("a.jpg", jpeg(1, 8001), "1 x 8001 pixels"),
        ("a.svg", b"no drawing", "no SVG that can be read"),
        ("a.svg", b"<html/>", "holds more than a drawing (html)"),
        ("a.svg", DRAWING % b"<script>1</script>", "(script)"),
        ("a.svg", DRAWING % b"<foreignObject/>", "(foreignObject)"),
        ("a.svg", DRAWING % b'<path onclick="1"/>', "(onclick)"),
        ("a.svg", DRAWING % b'<a href="https://x"/>', "(href)"),
        ("a.svg", DRAWING % (LINK % b"file:///etc/passwd"), "(xlink:href)"),
        ("a.svg", DRAWING % (LINK % b"data:image/svg+xml,x"), "(xlink:href)"),
        ("a.svg", DRAWING % b'<path fill="url(http://x)"/>', "(fill)"),
        ("a.svg", DRAWING % b"<style>@import 'x';</style>", "(style)"),
        ("a.svg", DRAWING % b"<style>.a { fill: u\\72l(http://x) }</style>", "(style)"),
        ("a.svg", b"<!DOCTYPE svg [<!ENTITY a 'b'>]>" + DRAWING % b"", "(DOCTYPE)"),
    ],
)
def test_pictures_that_are_not_taken(name: str, content: bytes, told: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(UserError) as caught:
        branding(tmp_path, f'logo = "{name}"')
    assert told in str(caught.value)


# -- fonts ------------------------------------------------------------------------------------------------


def without_right(content: bytes) -> bytes:
    """Return a font whose makers forbid to embed it."""
    count = struct.unpack(">H", content[4:6])[0]
    for at in range(12, 12 + 16 * count, 16):
        tag, _, offset, _ = struct.unpack(">4sIII", content[at : at + 16])
        if tag == b"OS/2":
            return content[: offset + 8] + b"\x00\x02" + content[offset + 10 :]
    raise AssertionError


def named(*records: tuple[int, int, bytes]) -> bytes:
    """Return Inter with the names (platform, kind, text) in place of its own."""
    content = INTER.read_bytes()
    count = struct.unpack(">H", content[4:6])[0]
    texts = b"".join(text for *_, text in records)
    table, at = struct.pack(">HHH", 0, len(records), 6 + 12 * len(records)), 0
    for platform, kind, text in records:
        table += struct.pack(">6H", platform, 0, 0, kind, len(text), at)
        at += len(text)
    table += texts
    for place in range(12, 12 + 16 * count, 16):
        if content[place : place + 4] == b"name":
            entry = struct.pack(">4sIII", b"name", 0, len(content), len(table))
            return content[:place] + entry + content[place + 16 :] + table
    raise AssertionError


@pytest.mark.parametrize(
    ("records", "name"),
    [
        ([(1, 1, b"Caf\x8e")], "Café"),
        ([(3, 1, "Café Bold".encode("utf-16-be")), (3, 16, "Café".encode("utf-16-be"))], "Café"),
        ([(3, 1, "New".encode("utf-16-be")), (1, 1, b"Old"), (3, 2, b"\0B")], "New"),
        ([(1, 1, b"Old"), (3, 1, "New".encode("utf-16-be"))], "New"),
    ],
)
def test_a_font_says_what_it_is_called(records: list[tuple[int, int, bytes]], name: str, tmp_path: Path) -> None:
    assert branding(tmp_path, 'font = "a.ttf"', a__ttf=named(*records)).font_name == name


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (named((3, 1, b"\0\n")), "damaged"),
        (named(), "damaged"),
        (b"", "no TrueType or OpenType font"),
        (b"wOF2" + bytes(99), "no TrueType or OpenType font"),
        (b"ttcf" + bytes(99), "no TrueType or OpenType font"),
        (b"OTTO", "damaged"),
        (b"OTTO\x00\x00" + bytes(99), "damaged"),
        (INTER.read_bytes()[:5000], "damaged"),
        (without_right(INTER.read_bytes()), "do not allow"),
    ],
)
def test_fonts_that_are_not_taken(content: bytes, told: str, tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        branding(tmp_path, 'font = "a.ttf"', a__ttf=content)
    assert told in str(caught.value)


@given(odd=st.binary(max_size=80), at=st.integers(0, 2000))
def test_a_broken_font_is_never_a_crash(odd: bytes, at: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    content = INTER.read_bytes()
    broken = content[:at] + odd + content[at + len(odd) :]
    with contextlib.suppress(UserError):
        branding(tmp_path_factory.mktemp("font"), 'font = "a.ttf"', a__ttf=broken)
