"""A rule's text as sums read it: one language of two, and every amount of money in 元."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.grounding.numerals import plain
from assistant.reckoning import english_charges

_DOLLARS = re.compile(
    r"(?:hk\$|mop\$|nt\$|s\$|(?<![a-z])\$|(?:hkd|mop|twd|ntd|rmb|cny|sgd|港币|新?台币|人民币|澳门[币元]|新加坡元)\s?)\s?(\d+(?:\.\d+)?)(?:\s?(?:元|蚊))?"
)
_OF_DOLLARS = re.compile(r"(?<=\d)\s?(?:港元|港币|新?台币|澳门[币元]|蚊)")
# English words behind Chinese ones say the same again: 每小时 per hour, 400元或以上 or above.
_GLOSS = re.compile(r"(?<=[\u4e00-\u9fff)元])\s*[a-z][a-z'’ ,&./()-]*(?=[:;,。)]|$)")
_BESIDE_A_FIGURE = re.compile(r"(?<=[\u4e00-\u9fff])[ \u3000]+(?=\d)|(?<=[\d%])[ \u3000]+(?=[\u4e00-\u9fff])")
# A remark that tells what was charged once, and that it is no longer: 2024年办法：首小时4元 … 以后都不按这个了.
IS_OVER = re.compile(
    r"不(?:再)?按(?:这个|这些|此|该|上述|以上)|(?:上述|以上|该)[^,。;，；]{0,8}(?:停止执行|停用|作废|废止)"
)
# The unit of a column in its header: 24小时封顶(元): 60; 计费(元/小时): 8.
_UNIT_OF = re.compile(
    r"\((?:单位:)?元(?:/(?:(每)?(半?小时|30分钟|15分钟|[天日次])))?\)\s*:\s*(\d+(?:\.\d+)?)(?=\s*(?:[;,。]|$))"
)
_SPACE = re.compile(r"(?<=[\u4e00-\u9fff:;,])\s+|\s+(?=[\u4e00-\u9fff:;,])")


@lru_cache(maxsize=4096)
def ruled(text: str) -> str:
    """The matching form of a rule; see `plain`. What has no dollars and no second language stays as it is.

    Figures stand beside Chinese characters without a space: 每小时60元 of 每小時 60 元.
    """
    told = _UNIT_OF.sub(_with_unit, _BESIDE_A_FIGURE.sub("", english_charges.spelt(plain(text))))
    in_yuan = _OF_DOLLARS.sub("元", _DOLLARS.sub(r"\1元", told))
    alone = _GLOSS.sub("", in_yuan)
    return told if alone == told else _SPACE.sub("", alone)


def _with_unit(match: re.Match[str]) -> str:
    return f": 每{match[2]}{match[3]}元" if match[2] else f": {match[3]}元"
