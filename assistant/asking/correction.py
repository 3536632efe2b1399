"""A message that puts right what was understood: 不对，我说的是下周五; no, I meant tomorrow."""

from __future__ import annotations

import re

from knowledge.text import fold

_END = r"[\s,，、。.!！~:：]"
_I_ASK = r"(?:我(?:刚才|想|系)*(?:是)?(?:说|问|指|讲)(?:的|嘅)(?:是|系)?|我的?意思(?:是|系))"
_I_MEAN = r"(?:i (?:meant|mean|said|was asking (?:about|for)|was asking|am asking about)|i'm asking about|the question (?:was|is))(?![a-z])"
# No, or a remark that one was not understood, and what was meant.
_CORRECTS = re.compile(
    rf"^(?:(?:不是|不对|错了|[搞弄]错了|唔系|唔啱)[的啊呀哦啦了]*(?:{_END}+|(?={_I_ASK}))(?:你?(?:理解|搞|弄|看|听)错了?{_END}*)?"
    rf"|(?:no+|nope|wrong|sorry)(?:[,.!]\s*|\s+(?={_I_MEAN}))|(?={_I_ASK}|{_I_MEAN}))"
    rf"(?:{_I_ASK}|{_I_MEAN}|应该是|是|系|it's)?{_END}*(?P<meant>.+)$"
)
_NOT_BUT = re.compile(
    rf"^(?:(?:不是|唔系)[^,，。]{{1,12}}?{_END}+|not (?!that)[^,，。]{{1,12}}?[,.]\s*){_I_ASK}?(?:而?是|系|but |i mean )?(?P<meant>[^,，。?？]{{1,16}})[?？。.!！]*$"
)
_BUT_NOT = re.compile(r"[,，\s]*(?:不是|唔系|not )[^,，。?？]{1,12}$")  # 是童车不是轮椅
_WHOLE = 10  # characters of Chinese from which what was meant may be a question of its own


def meant(message: str, asks: bool) -> str:
    """What a message that puts something right asks now, as a follow-up; empty where it corrects nothing.

    `asks` tells whether the message puts a question of its own.
    """
    text = fold(message).strip()
    match = _NOT_BUT.match(text) or _CORRECTS.match(text)
    if match is None:
        return ""
    said = _BUT_NOT.sub("", match["meant"]).strip(" ,，。.!！")
    if not said or len(said) > 60:
        return ""
    if said.isascii():
        return said if asks and len(said.split()) > 4 else f"what about {said.rstrip('?')}?"
    return said if said[-1] in "呢吗?？" or len(said) > _WHOLE else f"{said}呢"
