"""Drafts by a language model: what it is told, and what its copy has to pass."""
