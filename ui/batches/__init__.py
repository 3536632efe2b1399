"""Batches of copy: a table of communities in, the same table with drafts out, each text written once."""
