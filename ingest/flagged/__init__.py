"""Finders of what a person should look at: one file a kind, each a pure function of a text."""
