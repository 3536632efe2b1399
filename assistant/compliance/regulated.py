"""K10 and K11: goods that need an approval before they may be promoted, and the warning that alcohol needs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.compliance.copy import Copy, Observation
from assistant.compliance.notices import PROMOTION, is_denied, is_spoken_about

REGULATED = frozenset({"medical", "drug", "device", "health_food", "medical_device"})
MEDICAL = re.compile(
    r"种植牙|植牙|种牙|正畸|矫正牙|牙齿矫正|拔牙|洗牙|补牙|医美|医疗美容|热玛吉|水光针|玻尿酸(?:填充|注射)|双眼皮手术|植发|近视手术|(?:非)?处方药|药品|药[片丸剂]|中成药|中药饮片"
    r"|(?:降[压糖脂]|退[烧热]|止[痛咳泻痒]|消炎|感冒|抗生素|胃|肠胃|眼|鼻炎|皮肤|安神|过敏|抗过敏|减肥|晕车|风湿|避孕|妇科|儿科|外用|口服)药(?!妆|师)|糖浆(?=[^,。]{0,6}(?:止咳|感冒))|止咳糖浆|退[烧热]贴|医用(?:冷?敷[贴料]|面膜|凝胶)|滴眼液|眼药水|膏药|口服液(?!体)|阿莫西林|布洛芬|胰岛素|板蓝根|感冒灵|伟哥"
    r"|医疗器械|助听器|血压计|血糖仪|制氧机|雾化器|理疗仪|呼吸机|角膜塑形|(?<![a-z])ok镜|保健食品|保健品|蓝帽|特医(?:食品|奶粉|配方)|特殊医学用途|牙科|口腔(?:门诊|医院|诊所)"
)
# The number under which the authority let an advertisement or a product pass.
APPROVED = re.compile(
    r"(?:[㐀-鿿]广审|医广|药广审|械广审|食健广审)[^,。]{0,6}\d|(?:审批|批准|审查|注册证|备案)[^,。]{0,6}?(?:文号|编?号)[:为]?\s*[^,。]{0,10}\d|国药准字|国食健[字注]|[国省京沪津渝㐀-鿿]械[注备]准?"
)
NOT_MEDICAL = re.compile(r"不是|并非|非(?:保健|药)|不参与|不适用|除外|不能用")
WARNING_LINE = re.compile(
    r"过量饮酒|未成年人?[^。]{0,4}(?:请勿|禁止|不得|谢绝|不宜)|未满\s*(?:18|十八)[^。]{0,6}(?:请勿|禁止|不得|谢绝|不售)|饮酒有害|理性饮酒|alcohol"
)
SELLING = re.compile(
    r"[¥]\s*\d|\d\s*元|购买|下单|选购|上新|新[品到]|到货|现货|促销|优惠|特惠|折|半价|会员价|第[二2][杯瓶]|买[一二1-3]|[赠送]|到店|来[一店壶杯瓶]|尝|小酌|干杯|畅饮|微醺|礼盒|推荐|特调|品鉴|品酒|试饮|酒单|(?:今晚|周[一二三四五六日末])[^,。]{0,4}开(?:门|喝|业)"
)


def regulated_goods(copy: Copy) -> Iterator[Observation]:
    """Promoted without the number of an approval."""
    promoted = PROMOTION.search(copy.text)
    if not promoted or APPROVED.search(copy.text):
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
    if copy.category != "alcohol" or WARNING_LINE.search(copy.text):
        return
    if any(not is_denied(copy.text, *match.span()) for match in SELLING.finditer(copy.text)):
        yield Observation((0, len(copy.text)))
