"""A stream of pieces cut into sentences, each with the citation marks that follow it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_N = r"\^?\d+(?:\s*(?:[,，、&-]|–|~|至|和|and)\s*\^?\d+)*"
_SOURCE = r"(?:资料|資料|来源|來源|出处|出處|参考|參考|见|見|[Pp]assages?|[Ss]ources?|[Ss]ee)"
_MARK = (
    rf"\s*(?:[\[［【〔]\s*(?:{_SOURCE}[\s:：]*)*({_N})\s*[\]］】〕]"
    rf"|[(（]\s*(?:{_SOURCE}[\s:：]*)+({_N})\s*[)）])"
)
MARK = re.compile(_MARK)
# A sentence may name its source at its beginning instead.
_LED = re.compile(
    r"(?:根据|根據|依据|依據|按照|按|由|据|據|[Aa]ccording to )?(?:资料|資料|[Pp]assage|[Ss]ource)\s*(\d+)"
    r"(?!\d|\s*[份张張个個条條页頁])(?:显示|顯示|所述|可知|指出|规定|規定|says(?: that)?)?\s*[,，:：]?\s*"
)
_RANGE = re.compile(r"(\d+)\s*(?:-|–|~|至)\s*\^?(\d+)")
_WIDEST = 10  # passages in [1-10]
_MARKS = "(?:" + re.sub(r"\((?!\?)(?=\\\^)", "(?:", _MARK) + r"[。．.；;]?)*"
# A full stop in English ends a sentence before a capital or another script only: not in "Nov. 20".
_END = re.compile(
    rf"(?:[。！？]+[”’\"』」）)]*{_MARKS}(?=\s*(?:[^\s\[【]|[\[【]\s*[^\s\d资pP]))"
    rf"|[!?]+[”’\")]*{_MARKS}(?=\s+\S|[\u4e00-\u9fff“])"  # not in an address: ?q=1
    rf"|(?<!^\d)(?<!^\d\d)\.[”\")]*{_MARKS}(?=\s+[A-Z\u4e00-\u9fff“\"])"
    rf"|{_MARKS}[ \t]*\n)",
    re.MULTILINE,
)
_ENDED = re.compile(r"[。！？.!?…：:；;|）)」』”\"]\s*$")


def cut(pieces: Iterable[str]) -> Iterator[str]:
    """The sentences of a stream, as soon as each is certainly complete.

    A sentence on a line of its own, after another, begins with its line break.
    """
    buffer, broken, begun = "", "", False
    for piece in pieces:
        buffer += piece
        while match := _END.search(buffer):
            sentence, buffer = buffer[: match.end()], buffer[match.end() :]
            if sentence.strip():
                yield broken + sentence.strip()
                broken, begun = "", True
            if begun and sentence.endswith("\n"):
                broken = "\n"
    if buffer.strip():
        yield broken + buffer.strip()


def marks_of(sentence: str) -> list[int]:
    """The numbers that a sentence cites, in order, each once; [1-3] cites three."""
    groups = [one or other for one, other in MARK.findall(sentence)]
    led = _LED.findall(MARK.sub("", sentence))
    return list(dict.fromkeys(n for group in [*groups, *led] for n in _numbers(group)))


def unmarked(sentence: str) -> str:
    """The sentence without its citation marks."""
    return _LED.sub("", MARK.sub("", sentence))


def is_broken_off(sentence: str) -> bool:
    """Whether a stream ended in the middle of this sentence: no mark, no full stop, on the line of another."""
    return not (sentence.startswith("\n") or MARK.search(sentence) or _ENDED.search(sentence))


def _numbers(group: str) -> list[int]:
    ranges = [(int(first), int(last)) for first, last in _RANGE.findall(group)]
    between = [n for first, last in ranges for n in range(first, min(last, first + _WIDEST) + 1)]
    return [*between, *(int(n) for n in re.findall(r"\d+", group))]
