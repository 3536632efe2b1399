"""Shops out of the directory: which ones are asked for, and what is said of them."""
