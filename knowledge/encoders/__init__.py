"""Embedders: the built-in model, any sentence-transformers model, an OpenAI-compatible endpoint; and rerankers."""

from knowledge.encoders.builtin import prepare
from knowledge.encoders.cross import CrossEncoderReranker
from knowledge.encoders.onnx import OnnxEmbedder
from knowledge.encoders.opening import open_embedder
from knowledge.encoders.paired import PairedEmbedder, first_of
from knowledge.encoders.remembering import RememberingEmbedder
from knowledge.encoders.remote import RemoteEmbedder
from knowledge.encoders.sentence import SentenceTransformerEmbedder

__all__ = [
    "CrossEncoderReranker",
    "OnnxEmbedder",
    "PairedEmbedder",
    "RememberingEmbedder",
    "RemoteEmbedder",
    "SentenceTransformerEmbedder",
    "first_of",
    "open_embedder",
    "prepare",
]
