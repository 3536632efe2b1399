"""Pictures: their text recognised, in reading order; each frame of a TIFF is a page."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from itertools import pairwise
from pathlib import Path

import numpy as np
from PIL import ExifTags, Image, ImageOps, ImageSequence, UnidentifiedImageError

from ingest.model import Reading, Recognised, Section
from ingest.ocr.engine import Picture
from ingest.ocr.recognition import SHORT_SIDE, Recognition
from ingest.outline import under_title
from ingest.readers.pdf_layout import blocks_of
from ingest.readers.pdf_page import A4_WIDTH, Page
from ingest.readers.pdf_walk import Walk
from knowledge.errors import UnreadableFile

_FORMATS = ("PNG", "JPEG", "WEBP", "BMP", "TIFF")
_JPEG = ("JPEG", "MPO")  # the second is what some phones put into a .jpg
_MOST_PIXELS = 50_000_000  # decoded at once: 150 MB
_MOST_JPEG_PIXELS = 120_000_000  # which can be decoded at half its size and less
_ENOUGH = 3_400  # pixels of the short side: twice what is recognised
_LEAST = 2  # letters: a single one is a shape that looks like it
_LONG = 3.0  # times its width: a screenshot of a long page, read in parts
_PART = 1.6  # times its width: the height of a part

Image.MAX_IMAGE_PIXELS = None  # our own limits are checked from the header, with a sentence


def read(path: Path, recognition: Recognition | None = None) -> Reading:
    """The text of a picture. Raises UnreadableFile for what is no picture, is too large, or holds no text."""
    recognition = recognition or Recognition()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(path, formats=_FORMATS) as image:
                pages = _pages(image, recognition)
    except UnidentifiedImageError as error:
        raise UnreadableFile(_what_it_is(path)) from error
    except (OSError, SyntaxError, ValueError, TypeError, EOFError, IndexError, KeyError) as error:
        raise UnreadableFile("The picture is damaged. Save it anew and add it again.") from error
    if sum(char.isalnum() for page in pages for char in page.text) < _LEAST:
        raise UnreadableFile(_nothing(recognition))
    walk = Walk([block for page in pages for block in blocks_of(page)], {})
    sections = under_title(walk.sections(), walk.title)
    if len({page.number for page in pages}) == 1:
        sections = tuple(_without_page(section) for section in sections)
    lines = tuple(Recognised(box.text, box.confidence or 0.0) for page in pages for box in page.boxes)
    told = (*recognition.warnings, *recognition.notes())
    return Reading(sections, title=walk.title, warnings=told, lines=lines)


def _pages(image: Image.Image, recognition: Recognition) -> list[Page]:
    frames = getattr(image, "n_frames", 1) if image.format == "TIFF" else 1
    pages: list[Page] = []
    for number, frame in enumerate(ImageSequence.Iterator(image) if frames > 1 else (image,), start=1):
        if number > frames:
            break
        _check_size(frame)
        if image.format in _JPEG:
            image.draft("RGB", _drafted(image))
        if recognition.begin(number, frames):
            pages += _parts(frame, number, frames, recognition)
    return pages


def _check_size(image: Image.Image) -> None:
    width, height = image.size
    most = _MOST_JPEG_PIXELS if image.format in _JPEG else _MOST_PIXELS
    if width * height > most:
        raise UnreadableFile(
            f"The picture has {width} × {height} pixels; at most {most // 1_000_000} million are read. "
            "Save it smaller."
        )


def _drafted(image: Image.Image) -> tuple[int, int]:
    """The size at which a large JPEG is decoded, if it can be."""
    scale = max(1.0, min(image.size) / _ENOUGH)
    return round(image.width / scale), round(image.height / scale)


def _parts(image: Image.Image, number: int, frames: int, recognition: Recognition) -> Iterator[Page]:
    """A frame as one page; a very long picture in parts, each recognised by itself, of the same number."""
    picture = _pixels(image)
    if frames == 1:
        image.close()  # its pixels would lie beside the models until the end
    height, width = picture.shape[:2]
    edges = _cuts(picture) if frames == 1 and height > _LONG * width else [0, height]
    for at, (top, bottom) in enumerate(pairwise(edges), start=1):
        place, places = (at, len(edges) - 1) if frames == 1 else (number, frames)
        page = recognition.page(place, places, A4_WIDTH, partial(_rows, picture, top, bottom))
        if page:
            yield replace(page, number=number)


def _rows(picture: Picture, top: int, bottom: int) -> Picture:
    return picture[top:bottom]


def _cuts(picture: Picture) -> list[int]:
    """Heights at which a long picture is cut: the blankest row near the end of each part."""
    height, width = picture.shape[:2]
    spread = np.ptp(picture.min(axis=2), axis=1).astype(np.int32)
    edges = [0]
    while height - edges[-1] > 1.5 * _PART * width:
        near = edges[-1] + round(_PART * width)
        low, high = near - round(0.4 * width), near
        blank = low + np.flatnonzero(spread[low:high] == spread[low:high].min())
        edges.append(int(blank[len(blank) // 2]))
    return [*edges, height]


def _pixels(image: Image.Image) -> Picture:
    """The picture as a camera or a person meant it to be seen: turned, on paper, in 8 bits; blue first."""
    if image.mode.startswith(("I", "F")):
        values = np.nan_to_num(np.asarray(image, np.float32))
        low, high = float(values.min()), float(values.max())
        image = Image.fromarray(((values - low) * (255 / max(high - low, 1e-6))).astype(np.uint8))
    if image.getexif().get(ExifTags.Base.Orientation, 1) != 1:
        image = ImageOps.exif_transpose(image) or image
    if image.has_transparency_data:
        image = _on_paper(_small_enough(image if image.mode == "RGBA" else image.convert("RGBA")))
    elif min(image.size) > SHORT_SIDE:
        image = _small_enough(image.convert("RGB"))
    return np.ascontiguousarray(np.asarray(image.convert("RGB"))[:, :, ::-1])


def _small_enough(image: Image.Image) -> Image.Image:
    """Brought down to what is recognised anyway, before it is copied again and again."""
    scale = SHORT_SIDE / min(image.size)
    if scale >= 1:
        return image
    size = max(1, round(image.width * scale)), max(1, round(image.height * scale))
    return image.resize(size, Image.Resampling.BOX)


def _on_paper(image: Image.Image) -> Image.Image:
    """A picture without a ground laid on white, or on black when its ink is light."""
    values = np.asarray(image)
    ink = values[values[:, :, 3] > 128]
    is_light = len(ink) and not (values[:, :, 3] > 128).all() and float(ink[:, :3].mean()) > 190
    paper = Image.new("RGBA", image.size, "black" if is_light else "white")
    return Image.alpha_composite(paper, image)


def _what_it_is(path: Path) -> str:
    with path.open("rb") as file:
        start = file.read(16)
    if start[4:8] == b"ftyp":
        return "This is a HEIC or AVIF picture, whatever its name says. Save it as JPEG and add it again."
    if start.startswith(b"%PDF"):
        return "This is a PDF, whatever its name says. Name it .pdf and add it again."
    return "The picture is damaged, or of another format than its name says. Save it anew and add it again."


def _nothing(recognition: Recognition) -> str:
    notes = recognition.notes()
    if notes:
        return " ".join(notes)
    seen = " ".join(recognition.warnings)
    return "No text was found in the picture. Describe it in a .md file beside it if it should be found." + (
        f" ({seen})" if seen else ""
    )


def _without_page(section: Section) -> Section:
    return replace(section, page=None)
