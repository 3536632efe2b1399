"""The search as a LlamaIndex retriever, bound to a viewer like every search.

Nothing in the house imports this: it is for those who build their own engine with LlamaIndex over a library.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from llama_index.core.callbacks import CallbackManager
from llama_index.core.retrievers import BaseRetriever
from llama_index.core.schema import NodeWithScore, QueryBundle, TextNode

from knowledge.library import Library
from knowledge.model import Hit, Viewer


class LibraryRetriever(BaseRetriever):
    """Finds passages for one viewer: what is in force and what this viewer may read, best first.

    The viewer is given once. Neither a question nor a retriever's attribute asks for more, and
    no global `Settings` of LlamaIndex is read.
    """

    def __init__(
        self,
        library: Library,
        viewer: Viewer,
        k: int = 10,
        as_of: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """`as_of` gives the moment of a question, with its zone; validity and embargo are judged by it."""
        super().__init__(callback_manager=CallbackManager([]))
        self._library = library
        self._viewer = viewer
        self._k = k
        self._as_of = as_of

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        search = self._library.search(self._viewer)
        found = search.find(query_bundle.query_str, as_of=self._as_of(), k=self._k)
        return [_node(hit, found.answerable) for hit in found.hits]


def _node(hit: Hit, answerable: float) -> NodeWithScore:
    """The passage's own words. A language model is told where they stand; the rest is for programs."""
    metadata = {
        "doc_id": hit.document.doc_id,
        "title": hit.document.title,
        "version": hit.document.version,
        "locator": hit.passage.locator,
        "source": hit.document.source,
        "answerable": answerable,
    }
    unread = [name for name in metadata if name not in ("title", "version", "locator")]
    node = TextNode(
        id_=hit.passage.passage_id,
        text=hit.passage.text,
        metadata=metadata,
        excluded_embed_metadata_keys=[*metadata],
        excluded_llm_metadata_keys=unread,
    )
    return NodeWithScore(node=node, score=hit.score)
