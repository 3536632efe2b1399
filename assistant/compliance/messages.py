"""K15: what a text message must keep to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import time

from assistant.compliance.copy import Copy, Observation

SMS_LIMIT = 70  # characters including signature and opt-out
FIRST, LAST = time(8), time(21)  # when promotions may be sent
OPT_OUT = re.compile(
    r"(?:拒收请?回复?\s*r|(?:回复?\s*(?:td?|n)\s*退订)|退订(?:请)?回复?\s*(?:td?|n|r)|拒收请?回复?\s*(?:td?|n))[。.!)\]】]?\s*$"
)
OPT_OUT_ANYWHERE = re.compile(r"拒收|退订")
SEND_AT = re.compile(r"(?:发送时间|定时发送|推送时间)[^\d]{0,3}(\d{1,2}):(\d{2})")


def sms(copy: Copy) -> Iterator[Observation]:
    if copy.channel != "sms":
        return
    whole = (0, len(copy.text))
    if copy.length > SMS_LIMIT:
        yield Observation(whole, f"现有{copy.length}个字符。")
    if OPT_OUT_ANYWHERE.search(copy.text) and not OPT_OUT.search(copy.text):
        yield Observation(whole, "退订提示要放在末尾。")
    if copy.send_at and not FIRST <= copy.send_at <= LAST:
        yield Observation(whole, f"{copy.send_at:%H:%M}不在08:00–21:00之内。")
    for match in SEND_AT.finditer(copy.text):
        if not FIRST <= time(int(match[1]) % 24, int(match[2]) % 60) <= LAST:
            yield Observation(match.span(), "不在08:00–21:00之内。")
