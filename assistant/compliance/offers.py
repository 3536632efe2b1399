"""K7 and K8: what must be said of a gift and of a card that is paid in advance."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.compliance.copy import Copy, Observation, lacking, missing
from assistant.compliance.notices import is_denied, paragraph

GIFT = re.compile(
    r"赠品(?!金额|价款|损坏|区|台|兑换处)|满\s*[\d一二两三四五六七八九十百千][\d,一二两三四五六七八九十百千]{0,9}\s*[元块]?\s*(?:即|可|就)?[送赠](?![货达到餐])|买[^,。\n]{1,8}[送赠](?![货达到餐])[^,。\n]"
)
QUANTITY = re.compile(r"限\s*\d|共\s*\d|总量|每[人单日]")
PREPAID = re.compile(
    r"(?<!\d)\d{1,6}\s*次卡|储值卡|[充存]\s*\d{1,9}\s*元?\s*[送得赠返]|(?:健身|乐园|美容|游泳|瑜伽|美甲|洗车)(?:年|季|月)卡"
)
CARD_SERVICE = re.compile(r"余额|查询|挂失|补办|面额")
CARD_TERMS = {"有效期": r"有效|个月|期限|至", "退款方式": r"退", "适用门店": r"店|馆|园|适用"}


def gift(copy: Copy) -> Iterator[Observation]:
    for match in GIFT.finditer(copy.text):
        told = QUANTITY.search(paragraph(copy.text, *match.span()))
        if not told and not is_denied(copy.text, *match.span()):
            yield Observation(match.span())
            return


def prepaid(copy: Copy) -> Iterator[Observation]:
    match = PREPAID.search(copy.text)
    if match and not CARD_SERVICE.search(copy.text):
        names = missing(copy.text, CARD_TERMS)
        if names:
            yield lacking(match.span(), names)
