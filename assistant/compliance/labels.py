"""K9, K13 and K14: where a figure comes from, that an advertisement is one, and that a machine wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.compliance.copy import Copy, Observation
from assistant.compliance.verdict import Severity

REPORT = re.compile(r"(?:检测|检验|测试)报告[^。]{0,4}[a-z0-9-]{4,}")
DATED = re.compile(r"(?<![a-z\d])20\d\d(?!\d)")  # a year, not the beginning of a report's number
BUY_LINK = re.compile(
    r"团购(?:链接|套餐|入口)|购买链接|下单链接|左下角[^。!?]{0,6}(?:团购|下单|购|链接|抢|领|商品|套餐)|小黄车|购物车|橱窗|商品卡|链接"
)
INFLUENCER = re.compile(r"探店|达人|博主|测评|种草|姐妹们")
AD_MARK = re.compile(r"广告|(?<![a-z])ad(?![a-z])")
HIDES_AI = re.compile(
    r"(?:非|不是|绝非|并非|无)ai(?:生成|写|创作)?|纯手(?:打|写)原创|真人(?:手写|原创|撰写)|ai(?:痕迹|味)(?:全无|为零)"
)


def cited_test(copy: Copy) -> Iterator[Observation]:
    match = REPORT.search(copy.text)
    if match and "来样" not in copy.text and not DATED.search(copy.text):
        yield Observation(match.span())


def recognisable(copy: Copy) -> Iterator[Observation]:
    if copy.channel not in ("xiaohongshu", "douyin") or AD_MARK.search(copy.text):
        return
    match = BUY_LINK.search(copy.text)
    if match:
        staged = INFLUENCER.search(copy.text) is not None
        yield Observation(match.span(), severity=Severity.BLOCK if staged else None)


def ai_label(copy: Copy) -> Iterator[Observation]:
    for match in HIDES_AI.finditer(copy.text):
        yield Observation(match.span())
