"""The tables that an answer, a draft and a judgement rest on."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

from knowledge.yamlfile import read_yaml


def read_table(name: str) -> Any:
    """The table in this folder's file of that name."""
    return read_yaml(files(__name__).joinpath(name))
