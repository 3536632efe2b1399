"""Any sentence-transformers CrossEncoder as a reranker, by folder or by name."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from knowledge.encoders.sentence import sentence_transformers
from knowledge.encoders.texts import readable
from knowledge.errors import ModelUnavailable
from knowledge.rerank import DEPTH

_JUDGES = ("ForSequenceClassification", "ForCausalLM")  # what an architecture is called that gives a score
_LONGEST = 512  # tokens of question and passage together; a passage has at most 320
_AT_ONCE = 8  # pairs in a batch: more only pad each other on a few cores


class CrossEncoderReranker:
    """A Reranker over sentence-transformers; safe to share between threads."""

    def __init__(self, name_or_folder: str | Path, depth: int = DEPTH, threads: int = 2) -> None:
        """A folder is opened without network; a name is looked up in the local hub cache, then the hub.

        Code that comes with a model is not run. `threads` holds for torch in the whole process.
        Raises ModelUnavailable when sentence-transformers is not installed, or when what is named does
        not open or gives no score for a pair.
        """
        self._model = _open(str(name_or_folder), threads)
        self._depth = depth

    @property
    def depth(self) -> int:
        return self._depth

    def relevances(self, query: str, texts: Sequence[str]) -> list[float]:
        if not texts:
            return []
        from torch.nn import Sigmoid

        pairs = list(zip(readable([query] * len(texts)), readable(texts), strict=True))
        values = self._model.predict(
            pairs, batch_size=_AT_ONCE, show_progress_bar=False, activation_fn=Sigmoid()
        )
        return [float(value) for value in values]


def _open(name: str, threads: int) -> Any:
    folder = Path(name).expanduser()
    if not folder.is_dir() and (folder.is_absolute() or name.startswith((".", "~"))):
        raise ModelUnavailable(f"ATRIUM_RERANKER names the folder {name}, which does not exist.")
    library = sentence_transformers(f"The reranker {name}", "leave ATRIUM_RERANKER empty", threads)
    where, local = (str(folder), True) if folder.is_dir() else (name, False)
    try:
        _refuse_an_encoder(where, local)
        model = library.CrossEncoder(where, device="cpu", local_files_only=local)
    except ModelUnavailable:
        raise
    except Exception as error:  # the hub, torch and the loaders raise without a common root
        raise ModelUnavailable(f"sentence-transformers cannot open the reranker {name}: {error}") from error
    if model.num_labels != 1:
        raise ModelUnavailable(
            f"The reranker {name} sorts pairs into {model.num_labels} classes; a reranker gives one score."
        )
    model.max_length = min(model.max_length or _LONGEST, _LONGEST)
    return model


def _refuse_an_encoder(where: str, local: bool) -> None:
    """A model without a scoring head would be given a random one, and rank at random without a word."""
    from transformers import AutoConfig

    named = AutoConfig.from_pretrained(where, local_files_only=local).architectures or []
    if named and not any(name.endswith(_JUDGES) for name in named):
        raise ModelUnavailable(
            f"{where} is a {named[0]}, which gives no score for a question and a passage;"
            " ATRIUM_RERANKER wants a CrossEncoder such as BAAI/bge-reranker-v2-m3."
        )
