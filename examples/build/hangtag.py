"""The photograph of a product with its hang-tag, drawn."""

from __future__ import annotations

import io

from PIL import Image, ImageDraw

from pictures import font
from source import Source

SIZE = (1200, 900)
WALL, COAT, SEAM, CARD, INK = "#d9d4cb", "#3f6f8f", "#325a75", "#fffdf7", "#26323a"
CARD_BOX = (600, 110, 1130, 800)


def write_hangtag(source: Source) -> bytes:
    picture = Image.new("RGB", SIZE, WALL)
    draw = ImageDraw.Draw(picture)
    draw_coat(draw)
    draw_card(draw, source)
    canary = source.blocks[-1].text
    draw.text((30, SIZE[1] - 40), canary, font=font(18), fill="#8a8478")
    buffer = io.BytesIO()
    picture.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def draw_coat(draw: ImageDraw.ImageDraw) -> None:
    """A quilted jacket: body, sleeves, hood, seams and a zip."""
    draw.polygon([(160, 300), (60, 640), (140, 670), (215, 430)], fill=COAT)
    draw.polygon([(440, 300), (540, 640), (460, 670), (385, 430)], fill=COAT)
    draw.rounded_rectangle((150, 250, 450, 740), 50, fill=COAT)
    draw.ellipse((210, 140, 390, 320), fill=COAT)
    draw.ellipse((245, 180, 355, 300), fill=SEAM)
    for y in range(350, 740, 75):
        draw.line((155, y, 445, y), fill=SEAM, width=6)
    draw.line((300, 300, 300, 738), fill="#e8e2d6", width=7)


def draw_card(draw: ImageDraw.ImageDraw, source: Source) -> None:
    left, top, right, _ = CARD_BOX
    draw.rounded_rectangle(CARD_BOX, 22, fill=CARD, outline="#b9ad97", width=3)
    draw.ellipse(((left + right) // 2 - 14, top + 22, (left + right) // 2 + 14, top + 50), fill=WALL)
    draw.line((315, 305, (left + right) // 2, top + 36), fill="#8d7b5f", width=4)
    draw.text((left + 40, top + 70), source.blocks[0].text, font=font(38), fill=INK)
    draw.line((left + 36, top + 138, right - 36, top + 138), fill="#b9ad97", width=2)
    rows = next(block.rows for block in source.blocks if block.kind == "table")
    for number, (name, value) in enumerate(rows[1:]):
        y = top + 165 + number * 68
        draw.text((left + 40, y), f"{name}:", font=font(30), fill="#5d6a72")
        draw.text((left + 196, y), value, font=font(30), fill=INK)
