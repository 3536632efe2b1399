"""The shopper's chat for other people's pages: one script tag, and a page of our own in a frame."""
