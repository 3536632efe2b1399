"""Ways to answer a message: of danger, by a person, by hand, out of tables, in a word."""
