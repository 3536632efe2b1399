"""The admin page's own files: a page that its scripts fill."""
