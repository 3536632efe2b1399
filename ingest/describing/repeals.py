"""Which earlier papers a paper says it repeals: 原《停车规则V2》同时废止, 2025年3月1日公示的收费标准同时废止."""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.dated import CALLED
from knowledge.text import fold

_ENDS = re.compile(r"废止|作废|停止执行|停止使用|不再执行|不再适用")
_OF_ITSELF = r"本(?:[办规制章细流标方须公通指手文]|价目)"
_QUOTED = re.compile(r"《([^《》]{2,60})》")
_NUMBER = r"[a-z]{2,}(?:-[a-z]+)*-\d{2,}(?![a-z0-9.-])"  # KKM-WY-003
_EDITION = r"(?<![\da-z\u4e00-\u9fff])原?(?:20\d\d年?版|v\d{1,2}(?:\.\d{1,2}){0,2}版?)"  # of the same matter: 2025年版
_AT_ONCE = r"(?:同时|即行|随之|相应|一并|予以|自行|自[^,;。]{4,12}起){0,2}"
_UNQUOTED = re.compile(
    rf"(?P<over>{CALLED}|(?<![a-z0-9-]){_NUMBER}|{_EDITION})\s?{_AT_ONCE}(?:{_ENDS.pattern})"
    rf"|{_OF_ITSELF}[^,;。《》]{{0,18}}(?:替代|取代|代替)原?(?P<replaced>{CALLED}|{_NUMBER})(?=[,;。]|$)"
)
_SENTENCE = re.compile(r"[。;!\n]")


def repealed_in(text: str) -> Iterator[str]:
    """The papers that a text repeals, by title, by day or by number, as they are called there."""
    for sentence in _SENTENCE.split(text.replace("；", ";").replace("！", "!")):
        shadow = fold(sentence)
        over = _abolished(shadow)
        yield from (title for title in _QUOTED.findall(sentence) if fold(title) in over)
        for match in _UNQUOTED.finditer(shadow):
            yield (match["over"] or match["replaced"]).removeprefix("原")


def _abolished(sentence: str) -> list[str]:
    """The titles in the clause that abolishes, where a paper speaks of itself or of what it was before."""
    if not _ENDS.search(sentence) or not re.search(rf"同时|{_OF_ITSELF}|原《", sentence):
        return []
    clause = next((part for part in sentence.split(",") if _ENDS.search(part) and "《" in part), "")
    end = _ENDS.search(clause)
    last = clause.rfind("》")
    if not end or not 0 <= end.start() - last <= 12 or re.search("不|未|尚|拟", clause[last : end.start()]):
        return []
    return _QUOTED.findall(clause[: end.start()])
