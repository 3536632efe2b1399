"""The types on the wire, a file for each thing that is asked for."""
