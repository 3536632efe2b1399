"""Wording: the shadow of a message that rules are matched on, and the short notation of the rules."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from knowledge.errors import InvalidSetting
from knowledge.text import fold
from knowledge.yamlfile import read_yaml

DATA = Path(__file__).parent.parent / "data"
Pattern = re.Pattern[str]

_CJK = "㐀-鿿豈-﫿𠀀-𪛟"
# People space or dot characters out to be seen, or to be missed by a filter.
_BETWEEN_CJK = re.compile(rf"(?<=[{_CJK}])[\s·•*_.…、~|-]+(?=[{_CJK}])")
_BLANKS = re.compile(r"\s+")
_NEXT_TO_CJK = re.compile(rf"(?<=[{_CJK}])\s+|\s+(?=[{_CJK}])")
_WORD = re.compile(r"(?<!\?)(?<!\?P)<([a-z][a-z0-9_]*)>")
_GAP = re.compile(r"~(\d+)")


def normalise(message: str) -> str:
    """NFKC, simplified, lower case; no blanks or decoration between Chinese characters."""
    text = fold(message).replace("’", "'").replace("‘", "'").replace("、", ",")
    text = _BETWEEN_CJK.sub(lambda match: "," if len(match[0]) > 3 or "…" in match[0] else "", text)
    return _BLANKS.sub(" ", _NEXT_TO_CJK.sub("", text)).strip()


class Notation:
    """Turns a rule's notation into a regular expression: <word> is a named list, ~8 a gap."""

    def __init__(self, words: Mapping[str, str]) -> None:
        self._words = dict(words)

    def expand(self, rule: str) -> str:
        """The rule without abbreviations; an unknown word is an error that names it."""
        spelled = _WORD.sub(lambda match: f"(?:{self.expand(self._word(match[1], rule))})", rule)
        return _GAP.sub(lambda match: f"[^。!?;]{{0,{match[1]}}}?", spelled)

    def compile(self, rule: str) -> Pattern:
        return re.compile(self.expand(rule))

    def _word(self, name: str, rule: str) -> str:
        try:
            return self._words[name]
        except KeyError:
            raise InvalidSetting(f"规则 {rule!r} 用了词表里没有的 <{name}>；请在 words 中补上。") from None


def read_rules(name: str) -> dict[str, Any]:
    """A table of rules from assistant/data."""
    loaded = read_yaml(DATA / name)
    if not isinstance(loaded, dict):
        raise InvalidSetting(f"{name} 不是一张规则表；请检查文件内容。")
    return loaded
