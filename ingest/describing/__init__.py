"""What is known about a document besides its text, and where it was said."""
