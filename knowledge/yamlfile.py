"""Tables that ship with the code, in YAML: read by libyaml where it is there, ten times as fast as in Python.

What people write by hand (settings, rules and channels of a house) is read by `yaml.safe_load`, for its errors.
"""

from __future__ import annotations

from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import yaml

_SAFE: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_SAFE):
    """Reads a list that is tagged `!any` as one pattern of its alternatives, which need not stand on one line."""


_Loader.add_constructor("!any", lambda loader, node: "|".join(loader.construct_sequence(node)))


def read_yaml(path: Path | Traversable) -> Any:
    """What the file holds, in lists, dicts and scalars; a list tagged `!any` is a pattern of its alternatives."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # a safe one
