"""Embedders: the built-in model, any sentence-transformers model, an OpenAI-compatible endpoint; and rerankers."""

from knowledge.encoders.builtin import prepare
from knowledge.encoders.cross import CrossEncoderReranker
from knowledge.encoders.onnx import OnnxEmbedder
from knowledge.encoders.opening import open_embedder
from knowledge.encoders.remembering import RememberingEmbedder
from knowledge.encoders.remote import RemoteEmbedder
from knowledge.encoders.sentence import SentenceTransformerEmbedder

__all__ = [
    "CrossEncoderReranker",
    "OnnxEmbedder",
    "RememberingEmbedder",
    "RemoteEmbedder",
    "SentenceTransformerEmbedder",
    "open_embedder",
    "prepare",
]
