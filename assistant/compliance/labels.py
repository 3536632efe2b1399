"""K9, K13 and K14: where a figure comes from, that an advertisement is one, and that a machine wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.compliance.copy import Copy, Observation
from assistant.compliance.notices import is_denied
from assistant.compliance.verdict import Severity

REPORT = re.compile(r"(?:检测|检验|测试)报告[^。]{0,4}[a-z0-9-]{4,}")
DATED = re.compile(r"(?<![a-z\d])20\d\d(?!\d)")  # a year, not the beginning of a report's number
BUY_LINK = re.compile(
    r"团购(?:链接|套餐|入口)|购买链接|下单链接|左下角[^。!?]{0,6}(?:团购|下单|购|链接|抢|领|商品|套餐)|小黄车|购物车|橱窗|商品卡|链接"
)
INFLUENCER = re.compile(r"探店|达人|博主|测评|种草|姐妹们|kol|koc|素人")
# What tells that somebody was paid, in money or in kind.
PAID = re.compile(
    r"寄[了的]?样|样品(?:是)?[^,。]{0,4}(?:寄|送|赠)|(?:品牌|商家|店家|商场)方?[^,。]{0,4}(?:免费)?(?:送|寄|赠|请|赞助|付)(?:给|来)?(?:我|的|了我|测)|赞助|商单|恰饭|置换|推广费|合作费|稿费|受邀|付费(?:合作|推广|种草)|商务合作"
)
AD_MARK = re.compile(r"广告|(?<![a-z])ad(?![a-z])")
HIDES_AD = re.compile(
    r"(?:不|别|勿|无[需须]|没|未)(?:必|要|用|再|得|能|会|想|曾)?(?:打|写|标|注|贴|加|挂|露|提|出现)(?:明|注|上|出|成)?[“\"「]?广告"
    r"|(?:去掉|删[掉去除]|藏起?|抹掉|隐去|裁掉|避开)[^,。;!?]{0,4}广告[”\"」]?(?:标|字|二字)"
    r"|(?:看不出|[别不]让(?:人|读者|粉丝|网友)(?:看出|知道|发现))[^,。;!?]{0,4}广告"
    r"|广告[^,。;!?]{0,4}(?:字|标[识注签])[^,。;!?]{0,3}(?:去掉|删|抹|隐|裁|不[要用])"
)
AI = r"(?:ai|人工智能|机器|大模型)"
HIDES_AI = re.compile(
    rf"(?:非|不是|绝非|并非|无){AI}(?:生成|写|创作)?|纯手(?:打|写)原创|真人(?:手写|原创|撰写)|{AI}(?:痕迹|味)(?:全无|为零)"
    rf"|(?:去掉|去除|删[掉去除]|抹[掉去]|隐藏|藏起|裁掉|遮住|关[掉闭]|不[用要必]?(?:标|写|显示|保留|加|带|提)|别(?:标|写|加|带|提))[^,。;!?]{{0,6}}{AI}[^,。;!?]{{0,6}}(?:标[识注签记]|字样|水印|提示|声明|底稿|说明|生成)"
    rf"|{AI}[^,。;!?]{{0,8}}(?:标[识注签记]|字样|水印|提示|声明)[^,。;!?]{{0,4}}(?:去掉|去除|删[掉去除]|抹[掉去]|隐藏|裁掉|遮住|关[掉闭]|不[用要必](?:标|写|显示|保留)?)"
)
MARKETING = frozenset({"xiaohongshu", "douyin"})


def cited_test(copy: Copy) -> Iterator[Observation]:
    match = REPORT.search(copy.text)
    if match and "来样" not in copy.text and not DATED.search(copy.text):
        yield Observation(match.span())


def recognisable(copy: Copy) -> Iterator[Observation]:
    """An advertisement that hides what it is, or that sells or was paid for without the mark."""
    hidden = next((m for m in HIDES_AD.finditer(copy.text) if not is_denied(copy.text, *m.span())), None)
    paid = PAID.search(copy.text)
    if hidden and (paid or copy.channel in MARKETING or BUY_LINK.search(copy.text)):
        yield Observation(hidden.span(), "不得隐瞒广告性质。", Severity.BLOCK)
    elif copy.channel in MARKETING and not AD_MARK.search(copy.text):
        place = BUY_LINK.search(copy.text) or paid
        if place:
            staged = paid or INFLUENCER.search(copy.text)
            yield Observation(place.span(), severity=Severity.BLOCK if staged else None)


def ai_label(copy: Copy) -> Iterator[Observation]:
    for match in HIDES_AI.finditer(copy.text):
        if not is_denied(copy.text, *match.span()):
            yield Observation(match.span())
