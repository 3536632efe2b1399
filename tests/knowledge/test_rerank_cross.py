"""A CrossEncoder as a reranker: a small one made on the spot, and folders that are none."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from knowledge.encoders import CrossEncoderReranker
from knowledge.errors import ModelUnavailable
from knowledge.library import Library
from knowledge.model import Viewer
from knowledge.rerank import Reranker
from tests.contracts.reranker import QUESTION, TEXTS, RerankerContract
from tests.knowledge.shelf_life import NOW, WordEmbedder, document, passages
from ui.settings import Settings
from ui.wiring import build

_WITHOUT_TORCH = """
import sys
sys.modules["torch"] = None
from knowledge.encoders import CrossEncoderReranker
from knowledge.errors import ModelUnavailable
try:
    CrossEncoderReranker("BAAI/bge-reranker-v2-m3")
except ModelUnavailable as error:
    print(error)
"""


def made(folder: Path, kind: str = "BertForSequenceClassification", labels: int = 1) -> Path:
    """A BERT of two small layers with random weights, which reads single characters."""
    pytest.importorskip("sentence_transformers", reason="the slim environment has no torch")
    import torch
    import transformers

    torch.manual_seed(7)
    folder.mkdir()
    characters = sorted(set("".join(TEXTS) + QUESTION) - {" ", "\n"})
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *characters]
    (folder / "vocab.txt").write_text("\n".join(words), encoding="utf-8")
    config = transformers.BertConfig(
        vocab_size=len(words),
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
        num_labels=labels,
        initializer_range=0.5,
    )
    getattr(transformers, kind)(config).save_pretrained(folder)
    transformers.BertTokenizerFast(vocab=str(folder / "vocab.txt")).save_pretrained(folder)
    return folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("rerankers") / "small")


class TestASmallCrossEncoder(RerankerContract):
    @pytest.fixture(scope="class")
    def reranker(self, folder: Path) -> Reranker:
        return CrossEncoderReranker(folder, threads=1)

    def test_texts_are_told_apart(self, reranker: Reranker) -> None:
        assert len({round(value, 6) for value in reranker.relevances(QUESTION, TEXTS)}) > 3

    def test_the_question_counts(self, reranker: Reranker) -> None:
        assert reranker.relevances(QUESTION, TEXTS) != reranker.relevances("母婴室在三层", TEXTS)


def test_a_search_ranks_by_what_the_model_says(folder: Path, tmp_path: Path) -> None:
    reranker = CrossEncoderReranker(folder, threads=1)
    library = Library(tmp_path, WordEmbedder(), reranker)
    for number, text in enumerate(TEXTS[:3]):
        paper = document(f"K{number}")
        library.publish(paper, passages(paper, text))
    hits = library.search(Viewer()).find(QUESTION, as_of=NOW).hits
    library.close()
    shown = [f"{hit.document.title}\n{hit.passage.text}" for hit in hits]
    said = [4.0 * value for value in reranker.relevances(QUESTION, shown)]
    assert [hit.parts["rerank"] for hit in hits] == pytest.approx(said, abs=1e-3)


def test_the_setting_puts_a_reranker_into_the_house(folder: Path, tmp_path: Path) -> None:
    atrium = build(Settings(home=tmp_path / "home", reranker=str(folder), reranker_depth=5))
    try:
        paper = document("K")
        atrium.library.publish(paper, passages(paper, *TEXTS[:3]))
        hits = atrium.library.search(Viewer()).find(QUESTION, as_of=NOW).hits
        assert all("rerank" in hit.parts for hit in hits)
    finally:
        atrium.close()


@pytest.mark.parametrize(
    ("kind", "labels", "said"),
    [("BertModel", 1, "gives no score"), ("BertForSequenceClassification", 3, "3 classes")],
)
def test_a_model_that_gives_no_score_is_refused(tmp_path: Path, kind: str, labels: int, said: str) -> None:
    with pytest.raises(ModelUnavailable, match=said):
        CrossEncoderReranker(made(tmp_path / "other", kind, labels))


def test_a_folder_that_is_not_there_is_named_and_not_looked_for_elsewhere(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match="does not exist"):
        CrossEncoderReranker(tmp_path / "nowhere")


def test_a_folder_without_a_model_is_named(tmp_path: Path) -> None:
    pytest.importorskip("sentence_transformers", reason="the slim environment has no torch")
    with pytest.raises(ModelUnavailable, match=str(tmp_path)):
        CrossEncoderReranker(tmp_path)


def test_without_torch_the_error_says_what_to_install() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", _WITHOUT_TORCH], capture_output=True, text=True, timeout=120, check=True
    )
    assert "The reranker BAAI/bge-reranker-v2-m3 needs sentence-transformers" in ran.stdout
    assert "leave ATRIUM_RERANKER empty" in ran.stdout


def test_nothing_of_it_is_imported_without_the_setting() -> None:
    code = "import sys, ui.wiring; print([name for name in ('torch', 'sentence_transformers') if name in sys.modules])"
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=True
    )
    assert ran.stdout.strip() == "[]"
