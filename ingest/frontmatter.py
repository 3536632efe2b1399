"""YAML that describes a document: front matter and sidecars, every scalar as it was written.

Dates stay strings here: a date that does not exist must become a warning, not lose the other fields.
"""

from __future__ import annotations

import re

import yaml

from knowledge.errors import UnreadableFile

_FRONT_MATTER = re.compile(r"\A\s*---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_ALIAS = re.compile(r"(?m)(?::|-)\s+\*\w")
_MAX_YAML = 64_000  # characters


def split(text: str) -> tuple[dict[str, object], str]:
    """The front matter of a text and the rest; text that only looks like front matter stays text."""
    match = _FRONT_MATTER.match(text)
    if not match:
        return {}, text
    try:
        return parse(match[1]), text[match.end() :]
    except UnreadableFile:
        return {}, text


def parse(text: str) -> dict[str, object]:
    """A YAML mapping of strings, lists and mappings. Raises UnreadableFile for anything else."""
    if len(text) > _MAX_YAML or _ALIAS.search(text):
        raise UnreadableFile("The metadata is too long or uses YAML anchors. Write plain `key: value` lines.")
    loader = yaml.BaseLoader(text)
    try:
        data = loader.get_single_data()
    except yaml.YAMLError as error:
        place = getattr(error, "problem_mark", None)
        where = f" near line {place.line + 1}" if place else ""
        raise UnreadableFile(f"The metadata is not valid YAML{where}.") from error
    except RecursionError as error:
        raise UnreadableFile("The metadata is nested too deeply.") from error
    finally:
        loader.dispose()
    if data is None:
        return {}
    if not isinstance(data, dict):
        raise UnreadableFile("The metadata must be `key: value` lines.")
    return {str(key): value for key, value in data.items()}
