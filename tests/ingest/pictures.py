"""Pictures of Chinese text for the tests, drawn with a CJK font of the system where it has one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from ingest.model import Reading

_FONTS = (
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc",
    "/System/Library/Fonts/PingFang.ttc",
    "C:/Windows/Fonts/msyh.ttc",
)
FONT = next((path for path in _FONTS if Path(path).exists()), "")
needs_font = pytest.mark.skipif(not FONT, reason="needs a CJK font of the system to draw with")
SCAN = (1240, 1754)  # A4 at 150 dots an inch


def font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONT, size, index=2 if FONT.endswith(".ttc") and "Noto" in FONT else 0)


def drawn(
    lines: Iterable[str], size: int = 30, page: tuple[int, int] = SCAN, left: int = 110, top: int = 140
) -> Image.Image:
    """A white page with lines of type on it."""
    picture = Image.new("RGB", page, "white")
    write(picture, lines, size, left, top)
    return picture


def write(picture: Image.Image, lines: Iterable[str], size: int, left: int, top: int) -> None:
    draw = ImageDraw.Draw(picture)
    for at, line in enumerate(lines):
        draw.text((left, top + at * round(size * 1.6)), line, font=font(size), fill=(25, 25, 25))


def wrapped(text: str, chars: int) -> list[str]:
    return [text[at : at + chars] for at in range(0, len(text), chars)]


def ruled(rows: Sequence[Sequence[str]], widths: Sequence[int], size: int = 28) -> Image.Image:
    """A page with a table drawn with lines."""
    picture = Image.new("RGB", SCAN, "white")
    draw = ImageDraw.Draw(picture)
    edges = [120 + sum(widths[:at]) for at in range(len(widths) + 1)]
    height = round(size * 1.9)
    for row, texts in enumerate([*rows, []]):
        y = 200 + row * height
        draw.line((edges[0], y, edges[-1], y), fill=0, width=2)
        for x, text in zip(edges, texts, strict=False):
            draw.text((x + 14, y + round(size * 0.3)), text, font=font(size), fill=(20, 20, 20))
    for x in edges:
        draw.line((x, 200, x, 200 + len(rows) * height), fill=0, width=2)
    return picture


def scan(path: Path, pages: Iterable[Image.Image | str], rotation: int = 0) -> Path:
    """A PDF whose pages are pictures, or a typed line; turned ones are shown upright, as scanners make them."""
    canvas = Canvas(str(path), pagesize=A4)
    for page in pages:
        canvas.setPageRotation(rotation)
        if isinstance(page, str):
            canvas.drawString(72, 700, page)
        else:
            lying = page.rotate(rotation, expand=True)
            canvas.drawImage(ImageReader(lying), 0, 0, *(A4[::-1] if rotation % 180 else A4))
        canvas.showPage()
    canvas.save()
    return path


def words(reading: Reading) -> str:
    return "\n".join(section.text for section in reading.sections)


def error_rate(truth: str, found: str) -> float:
    """Wrong, missing and added characters as a share of the true ones; blanks and full-width forms are equal."""
    one, other = (re.sub(r"\s", "", unicodedata.normalize("NFKC", text)) for text in (truth, found))
    row = list(range(len(other) + 1))
    for at, char in enumerate(one, start=1):
        last, row = row, [at]
        for column, match in enumerate(other, start=1):
            row.append(min(last[column] + 1, row[-1] + 1, last[column - 1] + (char != match)))
    return row[-1] / len(one)
