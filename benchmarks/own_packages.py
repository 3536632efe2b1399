"""Imported by every script here that uses our packages: makes `ingest` the package, not the script of that name.

Python looks into a script's own folder first; from here on it looks into the project's first.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
