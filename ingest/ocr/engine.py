"""The two models that read pictures: one finds lines of type, one reads a line.

They come with the rapidocr wheel and run on onnxruntime in one thread; nothing is fetched. Memory
depends on the size of what a model is given, so pictures are handed over in pieces (see `ocr_lines`).
"""

from __future__ import annotations

import ctypes
import functools
import logging
import sys
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]  # height × width × 3, blue green red
Corners = NDArray[np.float32]  # lines × 4 × 2: top left, top right, bottom right, bottom left of each
Alive = Callable[[], None]  # called again and again during long work

_TURNED = 0.8  # a line read with less may stand on its head
_AT_ONCE = 10  # lines between two signs of life
_CLEARLY = 0.1  # by how much the turned reading must be better

_PARAMETERS: dict[str, Any] = {
    "Global.log_level": "critical",
    "Global.text_score": 0.0,  # what is doubtful is named by us, not dropped without a word
    "Global.use_vertical_padding": False,
    # The detector sees pieces at the scale that they have: shrinking loses lines of small type.
    "Det.limit_type": "max",
    "Det.limit_side_len": 100_000,
    "Det.max_candidates": 3_000,
    "Rec.rec_batch_num": 1,  # six wide lines at once take twice the memory and no less time
    "EngineConfig.onnxruntime.intra_op_num_threads": 1,
    "EngineConfig.onnxruntime.inter_op_num_threads": 1,
}


class Engine:
    """Both models, loaded when first used."""

    def __init__(self) -> None:
        from rapidocr import RapidOCR

        logging.getLogger("RapidOCR").disabled = True
        self._models = RapidOCR(params=_PARAMETERS)

    def find(self, picture: Picture) -> Corners:
        """The corners of the lines of type in a piece of a picture, in its pixels."""
        from rapidocr.main import RapidOCRError

        height, width = picture.shape[:2]
        if height < 32 or width < 32:  # less than one cell of the network
            return np.zeros((0, 4, 2), np.float32)
        try:
            _, found = self._models.detect_and_crop(picture, {})
        except RapidOCRError:  # its way to say that there is none
            return np.zeros((0, 4, 2), np.float32)
        return np.asarray(found.boxes, np.float32).reshape(-1, 4, 2)

    def read(self, lines: Sequence[Picture], alive: Alive) -> list[tuple[str, float, bool]]:
        """Each line's text, how sure the model is (0-1), and whether it stood on its head.

        The classifier that the wheel has for this takes one long line in ten for a turned one;
        reading the doubtful ones both ways does not.
        """
        seen = self._read(lines, alive)
        doubtful = [at for at, (_, sure) in enumerate(seen) if sure < _TURNED]
        turned = self._read([np.ascontiguousarray(lines[at][::-1, ::-1]) for at in doubtful], alive)
        result = [(text, sure, False) for text, sure in seen]
        for at, (text, sure) in zip(doubtful, turned, strict=True):
            if sure > seen[at][1] + _CLEARLY:
                result[at] = (text, sure, True)
        return result

    def _read(self, lines: Sequence[Picture], alive: Alive) -> list[tuple[str, float]]:
        read: list[tuple[str, float]] = []
        for at in range(0, len(lines), _AT_ONCE):
            found = self._models.recognize_txt(list(lines[at : at + _AT_ONCE]))
            read += (
                (str(text), float(sure)) for text, sure in zip(found.txts or (), found.scores, strict=True)
            )
            alive()
        return read


@functools.cache
def engine() -> Engine:
    """The one engine of this process."""
    return Engine()


def give_memory_back() -> None:
    """Returns freed memory to the system, so that one page's does not add to the next one's."""
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # musl has none
        if trim:
            trim(0)
