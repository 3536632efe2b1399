"""Directories of invented malls, in the habits of real ones; the chain brands in them are public facts."""
