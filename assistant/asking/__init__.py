"""A message read: in plain words, made whole from what was said before, and what it asks for."""
