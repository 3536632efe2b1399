"""Follow-ups made whole: 那明天呢 after a question about closing time asks for tomorrow's closing time."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.journal import Turn
from knowledge.text import fold

_LEANS = re.compile(
    r"^(那|那么|还有|另外|跟|和|与|它|他们|这个|那个|可是?|但是?|不过|为什么|所以|然后|如果是|换成|and |what about|how about|but )"
    r"|(呢|的话)[?？!！。]?$|不是说|到底|刚才|刚刚|上面|你说|手上这|手里这|前面"
)
_RELATIVE_DAY = re.compile(r"今[天儿日晚]|明[天儿日晚]|后天|昨天|现在|today|tomorrow|\d{1,2}月\d{1,2}[日号]?")
_SHORT = 14
_LONGEST = 240


def full_question(message: str, turns: Sequence[Turn]) -> str:
    """The message as it would be put to somebody who did not hear the conversation so far.

    `message` is plain (wording.plain). A message that stands alone is returned as it is.
    """
    if not turns or not _leans(message):
        return message
    topic = fold(turns[-1].topic)
    if _RELATIVE_DAY.search(message):
        topic = _RELATIVE_DAY.sub("", topic)
    return f"{topic} {message}"[-_LONGEST:].strip()


def _leans(message: str) -> bool:
    text = message.strip()
    return bool(_LEANS.search(text)) and (len(text) <= 2 * _SHORT or not re.search(r"在哪|几楼|怎么", text))
