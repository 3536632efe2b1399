"""Drafts without a language model: wordings filled from the facts, in the form of a channel."""
