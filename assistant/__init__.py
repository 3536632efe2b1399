"""A question and a viewer to a cited answer; a product and a channel to checked drafts."""
