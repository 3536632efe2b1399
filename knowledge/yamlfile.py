"""Tables that ship with the code, in YAML: read by libyaml where it is there, ten times as fast as in Python.

What people write by hand (settings, rules and channels of a house) is read by `yaml.safe_load`, for its errors.
"""

from __future__ import annotations

from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import yaml

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(path: Path | Traversable) -> Any:
    """What the file holds, in lists, dicts and scalars."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)  # a safe one
