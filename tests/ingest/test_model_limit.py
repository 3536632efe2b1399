"""Whatever is ingested, the model reads all of it: breadcrumb and passage fit together."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.cutting.chunking import Piece, pieces_of
from ingest.model import Section
from ingest.pipeline import Ingest
from ingest.sandbox import Sandbox
from ingest.tables import row_text
from knowledge.embedding import Embedder
from knowledge.encoders import open_embedder
from knowledge.library import Library
from knowledge.measure import Estimate
from knowledge.model import Passage
from knowledge.shelves import embedding_text
from tests.knowledge.shelf_life import WordEmbedder, document

_AROUND = 8  # tokens: the prefix "passage: ", the signs around a text, what a join may add


@pytest.fixture(scope="module")
def embedder() -> Embedder:
    return open_embedder("builtin", threads=1)


def _embedded(pieces: list[Piece], title: str, room: int = 128) -> list[str]:
    paper = document("K1", title=title)
    return [
        embedding_text(paper, Passage(f"{n}", "K1", n, piece.text, section=piece.path), room)
        for n, piece in enumerate(pieces)
    ]


@pytest.mark.parametrize("title", ["停车规则", "很长的标题" * 200, "🎈" * 300, "㍿㋿ﷺ" * 100])
def test_long_breadcrumbs_leave_room_for_the_passage(embedder: Embedder, title: str) -> None:
    paragraph = "".join(f"第{n}款规定了停车的时间和费用，凭会员码登记。" for n in range(200))
    columns = {"店铺": "禾也咖啡"} | {f"二〇二六年第{n}周同比指标": f"{n * 37}.{n}万元" for n in range(59)}
    path = tuple(f"{title}·第{n}级" for n in range(7))
    sections = [
        Section(paragraph, path),
        Section("x9-" * 3_000, path),
        Section(row_text(columns), path, kind="row", columns=columns),
    ]
    pieces = pieces_of(sections, embedder)
    assert max(embedder.count_tokens([piece.text for piece in pieces])) > 150
    assert max(embedder.count_tokens(_embedded(pieces, title))) <= embedder.longest - _AROUND


@given(st.text(max_size=900), st.text(max_size=300))
@settings(deadline=None, max_examples=60)
def test_any_text_fits_beneath_any_title(embedder: Embedder, text: str, title: str) -> None:
    embedded = _embedded(pieces_of([Section(text, (title, title))], embedder), title)
    assert all(count <= embedder.longest - _AROUND for count in embedder.count_tokens(embedded))


def test_a_model_that_reads_little_gets_little_pieces() -> None:
    small = Estimate(128)
    pieces = pieces_of([Section("停车规则适用于全部楼层。" * 100, ("停车" * 100,))], small)
    embedded = _embedded(pieces, "规则" * 100, room=128 // 4)
    assert max(small.count_tokens(embedded)) <= 128 - _AROUND


class _Remembering(WordEmbedder):
    """Remembers what it was given to embed; reads little."""

    def __init__(self) -> None:
        super().__init__()
        self.longest = 128
        self.embedded: list[str] = []

    def embed_passages(self, texts: Sequence[str]) -> np.ndarray:
        self.embedded += texts
        return super().embed_passages(texts)


def test_a_library_embeds_nothing_that_its_model_would_cut(tmp_path: Path) -> None:
    embedder = _Remembering()
    library = Library(tmp_path / "home", embedder)
    paper = tmp_path / "很长的规则.md"
    text = "".join(f"第{n}层平日两小时免费，凭小票登记。" for n in range(80))
    paper.write_text(f"# {'停车规则' * 40}\n\n## {'收费' * 80}\n\n{text}", encoding="utf-8")
    with Sandbox() as sandbox:
        Ingest(library, sandbox, chunk=partial(pieces_of, measure=embedder)).run([paper])
    library.close()
    counts = embedder.count_tokens(embedder.embedded)
    assert len(counts) > 5
    assert 60 < max(counts) <= 128 - _AROUND
