"""What every encoder does to texts before the model reads them."""

from __future__ import annotations

import re
from collections.abc import Sequence

MAX_CHARACTERS = 16_384  # 512 tokens of the longest pieces; the rest would be cut off anyway
_SURROGATES = re.compile("[\ud800-\udfff]")


def prefixed(prefix: str, texts: Sequence[str]) -> list[str]:
    """Each text behind its prefix, cut to a length that can matter, without lone surrogates.

    A lone surrogate (half a character, from broken JSON or file names) cannot be written as UTF-8;
    it becomes U+FFFD instead of an exception deep in a tokenizer.
    """
    return [prefix + text for text in readable([text[:MAX_CHARACTERS] for text in texts])]


def readable(texts: Sequence[str]) -> list[str]:
    """Each text without lone surrogates."""
    return [_SURROGATES.sub("\ufffd", text) for text in texts]
