"""Sections to pieces: where a text may be cut and where not."""
