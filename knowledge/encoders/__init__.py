"""Embedders: the built-in model, any sentence-transformers model, an OpenAI-compatible endpoint."""

from knowledge.encoders.builtin import prepare
from knowledge.encoders.onnx import OnnxEmbedder
from knowledge.encoders.opening import open_embedder
from knowledge.encoders.remembering import RememberingEmbedder
from knowledge.encoders.remote import RemoteEmbedder
from knowledge.encoders.sentence import SentenceTransformerEmbedder

__all__ = [
    "OnnxEmbedder",
    "RememberingEmbedder",
    "RemoteEmbedder",
    "SentenceTransformerEmbedder",
    "open_embedder",
    "prepare",
]
