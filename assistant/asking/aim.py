"""What one means to do next, said behind a question: the phone is asked for in 电话多少 想约个位, and not the table."""

from __future__ import annotations

import re

_ASKS = r"(?:多少|几|[吗嘛么呢]|哪|怎么|什么|[有开在]没有?|不)[^,，。?？\s]{0,6}"
_AIM = re.compile(
    rf"(?P<asked>{_ASKS})[\s,，。?？]+(?:我们?|咱们?)?(?:想|要|准备|打算)(?:去|来|先|提前|跟他们)?"
    r"(?:预?[约订定]|预约|过去|过来)(?:一?[个张下桌间次])?(?:位子?|座位?|桌子?|号|包[间厢]|时间|人|看看|一趟)?[了啊呀~。.!！]*$"
)


def without_aim(text: str) -> str:
    """A message without what its sender would do once the question before it is answered."""
    return _AIM.sub(lambda match: match["asked"], text)
