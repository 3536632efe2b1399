"""The HTTP interface, a file a noun."""
