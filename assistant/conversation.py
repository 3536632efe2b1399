"""Follow-ups made whole: 那明天呢 after a question about closing time asks for tomorrow's closing time."""

from __future__ import annotations

import re

from knowledge.text import fold

_LEANS = re.compile(
    r"^(?:那|那么|还有|另外|跟|和|与|它|他们|这个|那个|可是?|但是?|不过|为什么|所以|然后|如果是|换成|and |what about|how about|but )"
    r"|^(?:明天|今天|后天|周[一二三四五六日末]|那天).{0,3}(?:还有|有|行|可以|开)[吗么没]?[?？]?$"
    r"|(?:呢|的话)[?？!！。]?$|不是说|到底|刚才|刚刚|上面|你说|我记得|我看到|手上这|手里这|前面|那家|这家|那个|哪一家"
    r"|(?<![a-z])(?:it|they|that one|this one)(?![a-z])"
)
_RELATIVE_DAY = re.compile(
    r"今[天儿日晚]|明[天儿日晚]|后天|昨天|周[一二三四五六日末]|today|tomorrow|tonight|\d{1,2}月?\d{0,2}[日号]"
)
_STANDS_ALONE = {
    True: 60,
    False: 28,
}  # characters, of Latin text and of Chinese: longer ones bring their own subject
_LONGEST = 240


def leans(message: str) -> bool:
    """Whether a plain message by its wording speaks of something said before."""
    return len(message) <= _STANDS_ALONE[message.isascii()] and bool(_LEANS.search(message.strip()))


def joined(topic: str, message: str) -> str:
    """The message with what it leans on in front; a day it names replaces the day named before."""
    before = fold(topic)
    if _RELATIVE_DAY.search(message):
        before = _RELATIVE_DAY.sub("", before)
    return f"{before} {message}"[-_LONGEST:].strip()
