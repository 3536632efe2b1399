"""Text from a file or a person on its way into HTML."""

from __future__ import annotations

import html
import re

# They turn the direction of what follows: exe.txt could be made of txt.exe.
_TURNING = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")


def escape(text: object) -> str:
    """The text as a browser may have it: no markup, no quotes, nothing that turns its direction."""
    return html.escape(_TURNING.sub("", str(text)))
