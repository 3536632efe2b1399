"""Drawing text into pictures: the pages of a scan."""

from __future__ import annotations

import functools
import io
import random

from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from fonts import find_font
from source import Block, Source

PAGE = (1075, 1520)  # A4 at 130 dots an inch
LINE_CHARS = 36
SIZES = {1: 40, 2: 30}


@functools.cache
def font(size: int) -> ImageFont.FreeTypeFont:
    choice = find_font()
    return ImageFont.truetype(choice.path, size, index=choice.index)


def write_scan(source: Source) -> bytes:
    """Pages that are pictures only: no text layer, a little crooked, a little dirty."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1)
    canvas.setTitle(source.title)
    for number, blocks in enumerate(pages_of(source.blocks)):
        picture = scan_page(blocks, random.Random(number))
        canvas.drawImage(ImageReader(jpeg(picture)), 0, 0, *A4)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def pages_of(blocks: tuple[Block, ...]) -> list[list[Block]]:
    """The first chapter on page one, the others on page two."""
    second = [n for n, block in enumerate(blocks) if block.level == 2][1]
    return [list(blocks[:second]), list(blocks[second:])]


def scan_page(blocks: list[Block], dice: random.Random) -> Image.Image:
    page = Image.new("L", PAGE, 244)
    draw = ImageDraw.Draw(page)
    top = 120
    for block in blocks:
        size = SIZES.get(block.level, 25)
        for line in wrap(block.text, LINE_CHARS):
            draw.text((90, top), line, font=font(size), fill=40)
            top += int(size * 1.7)
        top += 16
    for _ in range(260):
        x, y = dice.randrange(PAGE[0]), dice.randrange(PAGE[1])
        draw.point((x, y), fill=dice.randrange(120, 220))
    return page.rotate(dice.choice((-0.5, 0.4)), resample=Image.Resampling.BICUBIC, fillcolor=244)


def wrap(text: str, chars: int) -> list[str]:
    """Lines of at most `chars` full-width characters."""
    lines: list[str] = []
    line, length = "", 0.0
    for char in text:
        step = 1.0 if ord(char) > 0x2E7F else 0.56
        if length + step > chars:
            lines, line, length = [*lines, line], "", 0.0
        line, length = line + char, length + step
    return [*lines, line]


def jpeg(picture: Image.Image) -> io.BytesIO:
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", quality=55)
    buffer.seek(0)
    return buffer
