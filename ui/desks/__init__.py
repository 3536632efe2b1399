"""Each part of the house as one person meets it: who they are here, the moment, what they may see and do."""
