"""YAML that describes a document: front matter and sidecars, every scalar as it was written.

Dates stay strings here: a date that does not exist must become a warning, not lose the other fields.
"""

from __future__ import annotations

import re

import yaml

from knowledge.errors import UnreadableFile

_FRONT_MATTER = re.compile(r"\A\s*---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_KEEPS_BACK = re.compile(r"(?mi)^\W*(visibility|audience|status|publish_from|internal_columns)\W*:")
_MAX_YAML = 64_000  # characters


_NOT_PLAIN = "The metadata is too long or uses YAML anchors. Write plain `key: value` lines."


class _PlainLoader(yaml.BaseLoader):
    """Takes no aliases, wherever they stand: a few lines of them stand for gigabytes."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            raise UnreadableFile(_NOT_PLAIN)
        return super().compose_node(parent, index)


def split(text: str) -> tuple[dict[str, object], str]:
    """The front matter of a text and the rest; text that only looks like front matter stays text.

    Raises UnreadableFile for broken front matter that says who may read the document, or when:
    taken for text, it would let everybody.
    """
    match = _FRONT_MATTER.match(text)
    if not match:
        return {}, text
    try:
        return parse(match[1]), text[match.end() :]
    except UnreadableFile:
        if _KEEPS_BACK.search(match[1]):
            raise
        return {}, text


def parse(text: str) -> dict[str, object]:
    """A YAML mapping of strings, lists and mappings; keys in lower case.

    Raises UnreadableFile for anything else, a key that stands twice included.
    """
    if len(text) > _MAX_YAML:
        raise UnreadableFile(_NOT_PLAIN)
    loader: _PlainLoader | None = None
    try:
        loader = _PlainLoader(text)
        node = loader.get_single_node()
        data = loader.construct_document(node) if node else None
    except yaml.YAMLError as error:
        place = getattr(error, "problem_mark", None)
        where = f" near line {place.line + 1}" if place else ""
        raise UnreadableFile(f"The metadata is not valid YAML{where}.") from error
    except RecursionError as error:
        raise UnreadableFile("The metadata is nested too deeply.") from error
    finally:
        if loader is not None:
            loader.dispose()
    if node is None:
        return {}
    if not isinstance(data, dict):
        raise UnreadableFile("The metadata must be `key: value` lines.")
    keys = [str(name.value).strip().lower() for name, _ in node.value]
    twice = next((key for key in keys if keys.count(key) > 1), None)
    if twice:
        raise UnreadableFile(f"The metadata says {twice} twice. Leave one of them.")
    return dict(zip(keys, data.values(), strict=True))
