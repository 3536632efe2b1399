"""As many passages as wanted, made of the demo mall's own papers: real words in their real frequencies.

Each passage is one of the demo's with its figures changed, and a sentence of another. Its vector is
the real one of the passage it was made of, with a little noise: a stand-in that costs nothing, and
that lies among its kin as the passages of many similar papers do. The same seed gives the same.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import own_packages  # noqa: F401

from knowledge.library import Library
from knowledge.model import Document, Passage, Publication, Shelf, Visibility
from knowledge.text import sentences

_A_PAPER = 15  # passages of one document
_NOISE = 0.25  # length of the noise on a unit vector: a cosine of 0.97 to the passage it was made of
_AT_ONCE = 1_500  # passages published together
_FIGURE = re.compile(r"\d+")


@dataclass(frozen=True)
class Stock:
    """What passages are made of: those of a mall's papers with their vectors, and its directories as they are."""

    passages: tuple[Passage, ...]
    vectors: np.ndarray
    titles: dict[str, str]
    directories: tuple[Publication, ...]

    @classmethod
    def of(cls, library: Library) -> Stock:
        known = library.catalogue.documents()
        shops = library.catalogue.shops()
        taken = [
            Publication(
                document,
                tuple(library.catalogue.passages_of(doc_id)),
                tuple(shop for shop in shops if shop.doc_id == doc_id),
            )
            for doc_id, document in known.items()
        ]
        vectors = library.embed(taken)
        found = [passage for each in taken for passage in each.passages]
        return cls(
            tuple(found),
            np.stack([vectors[passage.passage_id] for passage in found]),
            {doc_id: document.title for doc_id, document in known.items()},
            tuple(each for each in taken if each.shops),
        )


def fill(library: Library, stock: Stock, count: int, seed: int = 7) -> None:
    """Publishes the directories and then papers until there are `count` passages, two of three papers public."""
    places = {passage.passage_id: row for row, passage in enumerate(stock.passages)}
    for directory in stock.directories:
        vectors = {one.passage_id: stock.vectors[places[one.passage_id]] for one in directory.passages}
        library.publish_all([directory], vectors)
    missing = count - library.catalogue.count_passages()
    dice, noise = random.Random(seed), np.random.default_rng(seed)
    for start in range(0, max(missing, 0), _AT_ONCE):
        publications, rows = [], {}
        for first in range(start, min(start + _AT_ONCE, missing), _A_PAPER):
            size = min(_A_PAPER, missing - first)
            picked = [dice.randrange(len(stock.passages)) for _ in range(size)]
            publications.append(_paper(first, picked, stock, dice))
            rows |= zip((one.passage_id for one in publications[-1].passages), picked, strict=True)
        library.publish_all(
            publications, dict(zip(rows, _near(stock.vectors[[*rows.values()]], noise), strict=True))
        )


def _paper(number: int, picked: list[int], stock: Stock, dice: random.Random) -> Publication:
    public = number // _A_PAPER % 3 > 0
    doc_id = f"M{number:06}"
    document = Document(
        doc_id,
        f"{stock.titles[stock.passages[picked[0]].doc_id]} 第{number}号",
        f"{doc_id}.md",
        doc_id,
        Visibility.PUBLIC if public else Visibility.INTERNAL,
    )
    shelf = Shelf.PUBLIC if public else Shelf.INTERNAL
    return Publication(document, tuple(_made(document, shelf, picked, stock, dice)))


def _made(
    document: Document, shelf: Shelf, picked: list[int], stock: Stock, dice: random.Random
) -> Iterator[Passage]:
    for ordinal, row in enumerate(picked):
        model, other = stock.passages[row], dice.choice(stock.passages)
        text = f"{model.text}\n{dice.choice(sentences(other.text) or [''])}"
        changed = _FIGURE.sub(lambda figure: _another(figure[0], dice), text)
        yield replace(
            model,
            passage_id=f"{document.doc_id}:{ordinal}",
            doc_id=document.doc_id,
            ordinal=ordinal,
            text=changed,
            shelf=shelf,
        )


def _another(figure: str, dice: random.Random) -> str:
    return "".join(dice.choice("0123456789") for _ in figure)


def _near(vectors: np.ndarray, noise: np.random.Generator) -> np.ndarray:
    """Unit vectors beside these."""
    step = noise.standard_normal(vectors.shape, np.float32)
    moved = vectors + _NOISE * step / np.linalg.norm(step, axis=1, keepdims=True)
    return moved / np.linalg.norm(moved, axis=1, keepdims=True)


def read_stock(home: Path, papers: Path, embedder: object) -> Stock:
    """The stock of a folder of papers, read by the real pipeline into `home`."""
    from functools import partial

    from ingest.cutting.chunking import pieces_of
    from ingest.pipeline import Ingest

    library = Library(home, embedder)
    try:
        Ingest(library, chunk=partial(pieces_of, measure=embedder)).run([papers])
        return Stock.of(library)
    finally:
        library.close()
