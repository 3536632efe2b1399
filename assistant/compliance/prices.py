"""K1 and K2: a price beside another, and the conditions beside a reduction."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.compliance.copy import DATE, SHORT_CHANNELS, Copy, Observation, amount, lacking, missing
from assistant.compliance.notices import paragraph
from assistant.compliance.verdict import Severity

SEE_RULES = r"(?:详见|细则|规则|详情|说明|咨询|服务台|小程序|查看|以.{0,8}为准)"
COUPON = re.compile(
    r"满\s*[\d一二两三四五六七八九十百千][\d一二两三四五六七八九十百千,]{0,9}\s*[元块]?\s*(?:立|即|可|直)?[减返抵]\s*[\d一二两三四五六七八九十百千]{1,9}(?!\d*\s*(?:个?小时|分钟|h|次|积分|分(?![之])))|(?<!\d)\d{1,9}\s*元(?:无门槛|代金|优惠|电子|现金|抵用|消费|满减)?券"
)
# Coupons that are spoken of as things, not offered: lost, settled, explained.
ABOUT_COUPON = re.compile(
    r"捡到|拾[到获]|丢失|遗失|失主|核销(?:失败|流程|培训|记录)|退[货款]|财务|结算|对账|报错|无法使用|投诉|培训|示例|举例|例如|比如|怎么算|口径"
)
NOT_OFFERED = re.compile(r"不参与[^。!?\n]{0,12}$|不(?:可|能)(?:以)?使用[^。!?\n]{0,6}$")
COMPARISON = re.compile(
    r"[¥]?(\d[\d,.]{0,12})\s*元?\s*(?:→|->|➔|变成?|直?降(?:到|至|为))\s*[¥]?(\d[\d,.]{0,12})\s*元?"
)
STRUCK = re.compile(r"~~\s*[¥]?\d[\d,.]{0,12}\s*元?\s*~~")
BASE_PRICE = re.compile(
    r"(?:原价|原售价|划线价|日常价|日常售价|门市价|吊牌价|专柜价|市场价|平时(?:卖|售价)?)[^\d。]{0,4}(\d[\d,.]{0,12})"
)
LOW_PRICE = re.compile(
    r"(?:前|近)\s*(?:7|七)\s*[日天][^\d。]{0,4}(?:内)?最低(?:成交)?价[^\d。]{0,4}(\d[\d,.]{0,12})"
)
PRICE_BASIS = re.compile(r"(?:前|近)\s*(?:7|七)\s*[日天][^。]{0,8}(?:成交)?价|建议零售价")


def price_comparison(copy: Copy) -> Iterator[Observation]:
    low = LOW_PRICE.search(copy.text)
    for match in BASE_PRICE.finditer(copy.text):
        if low and amount(match[1]) > amount(low[1]):
            detail = f"被比较价{match[1]}高于前7日最低成交价{low[1]}。"
            yield Observation(match.span(), detail, Severity.BLOCK)
    if PRICE_BASIS.search(copy.text):
        return
    for match in COMPARISON.finditer(copy.text):
        if amount(match[1]) > amount(match[2]):
            yield Observation(match.span())
    for match in STRUCK.finditer(copy.text):
        yield Observation(match.span())


def coupon_conditions(copy: Copy) -> Iterator[Observation]:
    match = next(
        (m for m in COUPON.finditer(copy.text) if not NOT_OFFERED.search(copy.text[: m.start()])), None
    )
    if not match or ABOUT_COUPON.search(copy.text):
        return
    wanted = {"起止日期": DATE}
    if copy.channel not in SHORT_CHANNELS:
        wanted["限领或适用范围"] = r"每[人位券单]|限|参与(?:门店|品牌|商户)|指定|适用|" + SEE_RULES
    names = missing(paragraph(copy.text, *match.span()), wanted) if missing(copy.text, wanted) else []
    if names:
        yield lacking(match.span(), names)
