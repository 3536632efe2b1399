"""The ways to make pieces that are held against one another: by structure, in fixed windows, by sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

import own_packages  # noqa: F401
from tokenizers import Tokenizer

from ingest.cutting.chunking import Chunk, Piece, pieces_of
from ingest.cutting.sizes import Sizes
from ingest.model import Section
from knowledge.embedding import Embedder
from knowledge.encoders import prepare


def ways(embedder: Embedder, wholes: Sequence[int]) -> Iterator[tuple[str, Chunk]]:
    """Every way to make pieces, by name."""
    yield "structure", partial(pieces_of, measure=embedder)
    for whole in wholes:
        usual = Sizes.within(embedder.longest)
        sizes = replace(
            usual,
            whole=whole,
            row=max(usual.row, whole),
            joined=min(usual.joined, whole),
            group=min(usual.group, whole),
        )
        yield f"structure, {whole}", partial(pieces_of, measure=embedder, sizes=sizes)
    tokenizer = Tokenizer.from_file(str(prepare() / "tokenizer.json"))
    tokenizer.no_truncation()
    for size in (128, 256, 512):
        for overlap in (0, size // 5):
            yield f"window {size}{' +20%' if overlap else ''}", partial(_windows, tokenizer, size, overlap)
    for size in (128, 256):
        yield f"sentences {size} +20%", _splitter(tokenizer, size)


def _windows(tokenizer: Tokenizer, size: int, overlap: int, sections: Sequence[Section]) -> list[Piece]:
    """Windows of `size` tokens over the whole document, wherever their edges fall."""
    text = _plain(sections)
    spans = tokenizer.encode(text, add_special_tokens=False).offsets
    starts = range(0, max(1, len(spans) - overlap), size - overlap)
    texts = (text[spans[at][0] : spans[min(at + size, len(spans)) - 1][1]].strip() for at in starts if spans)
    return [Piece(some, "prose") for some in texts if some]


def _splitter(tokenizer: Tokenizer, size: int) -> Chunk:
    """LlamaIndex's splitter, which fills its chunks with whole sentences."""
    from llama_index.core.node_parser import SentenceSplitter

    splitter = SentenceSplitter(
        chunk_size=size,
        chunk_overlap=size // 5,
        tokenizer=lambda text: tokenizer.encode(text, add_special_tokens=False).ids,
    )
    return lambda sections: [
        Piece(text, "prose") for text in splitter.split_text(_plain(sections)) if text.strip()
    ]


def _plain(sections: Sequence[Section]) -> str:
    """The document as plain text, its headings as lines of their own."""
    lines: list[str] = []
    path: tuple[str, ...] = ()
    for section in sections:
        new = [name for at, name in enumerate(section.path) if section.path[: at + 1] != path[: at + 1]]
        lines += [*new, section.text]
        path = section.path
    return "\n".join(lines)
