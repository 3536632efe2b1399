"""A Chinese TrueType font whose licence allows embedding; looked up on this machine, never committed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class FontChoice:
    path: str
    index: int  # the face inside a .ttc
    package: str
    licence: str


# The committed files were built with the first; another one gives the same text in another face.
CHOICES = (
    FontChoice("/usr/share/fonts/truetype/wqy/wqy-microhei.ttc", 0, "fonts-wqy-microhei", "Apache-2.0"),
    FontChoice("/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc", 0, "fonts-wqy-zenhei", "GPL-2, embedding exception"),
    FontChoice("/usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf", 0, "fonts-lxgw-wenkai", "OFL-1.1"),
)


def find_font() -> FontChoice:
    """The first candidate that is installed; FileNotFoundError says what to install."""
    for choice in CHOICES:
        if Path(choice.path).exists():
            return choice
    packages = " or ".join(choice.package for choice in CHOICES)
    raise FileNotFoundError(
        f"No Chinese TrueType font found for the PDF files and pictures. Install one: apt-get install {packages}."
    )
