"""K10 and K11: goods that need an approval before they may be promoted, and the warning that alcohol needs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.compliance.copy import Copy, Observation
from assistant.compliance.notices import PROMOTION, is_denied, is_spoken_about

REGULATED = frozenset({"medical", "drug", "device", "health_food", "medical_device"})
MEDICAL = re.compile(
    r"种植牙|植牙|种牙|正畸|矫正牙|拔牙|洗牙|补牙|医美|热玛吉|水光针|处方药|非处方药|药品|感冒药|医疗器械|保健食品|保健品|特医(?:食品|奶粉)|牙科|口腔(?:门诊|医院|诊所)"
)
NOT_MEDICAL = re.compile(r"不是|并非|非(?:保健|药)|不参与|不适用|除外|不能用")
WARNING_LINE = re.compile(
    r"过量饮酒|未成年人?[^。]{0,4}(?:请勿|禁止|不得|谢绝|不宜)|未满\s*(?:18|十八)[^。]{0,6}(?:请勿|禁止|不得|谢绝|不售)|饮酒有害|理性饮酒|alcohol"
)
SELLING = re.compile(r"[¥]\s*\d|\d\s*元|购买|下单|选购|上新|新品|促销|优惠|特惠|折|到店|来[一店]|尝")


def regulated_goods(copy: Copy) -> Iterator[Observation]:
    promoted = PROMOTION.search(copy.text)
    if not promoted:
        return
    match = MEDICAL.search(copy.text)
    if copy.category in REGULATED:
        yield Observation((match or promoted).span())
    elif match and not (
        is_denied(copy.text, *match.span())
        or is_spoken_about(copy.text, *match.span())
        or NOT_MEDICAL.search(copy.text)
    ):
        yield Observation(match.span())


def alcohol_warning(copy: Copy) -> Iterator[Observation]:
    if copy.category == "alcohol" and SELLING.search(copy.text) and not WARNING_LINE.search(copy.text):
        yield Observation((0, len(copy.text)))
