"""Papers quoted: which parts answer, what is said beside them, and when nothing does."""
