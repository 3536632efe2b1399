"""The hand-over: a shopper's conversation waits for a person, is with one, and comes back to the assistant."""
