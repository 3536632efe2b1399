"""K6: a promotion that is changed after it was published, to the disadvantage of those who take part."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.compliance.copy import Copy, Observation, amount
from assistant.compliance.notices import SENTENCE_END, clause, is_denied
from assistant.compliance.numbers import NUMBER

# What a promotion gives, and what it asks for: less of the one is worse, more of the other too.
GIVEN = (
    r"[送赠发][^,。;!?\n]{0,3}\d|电影票|奖[品项金券励池]?|[一二三四五六特头]等奖|中奖[名人]?[额数率]?|礼品|礼[包盒券]|赠品|赠送|好礼|代金券|优惠券|满减券|购物卡|购物金|券|红包|积分|权益|优惠|折扣|补贴|返现|减免"
    r"|免费(?:停车|时长|名额)?|名额|限量|限领|份数|张数|倍数|有效期|兑换期|兑奖期?|领取期|活动期|抵扣"
)
ASKED = r"门槛|满额|消费满|需消费|须消费|实付满|起用|兑换所需|所需积分|使用条件|工本费|参与费"
CHANGED = re.compile(
    r"更[新改正]|变更|调整|修[改订]|改[为成至到]|改[发送赠]|[下上]调|换[为成]|改[换由]|降[为至到低级]|减[为至到少]|增[为至到加]|[升提][为至到高]|缩[短减水小]|取消|撤[销回下]|收回|作废|[双单]倍|停[止发]|终止|不再|提前(?:结束|截止|[至到])"
)
FROM_TO = re.compile(
    r"(?:由|从|原(?:定|来|为|先)?(?:的|是)?)?[^\d,。;!?\n]{0,6}(\d[\d,]*(?:\.\d+)?)\s*(万|千)?\s*([㐀-鿿%]{0,8}?)[,、]?[^\d,。;!?\n]{0,3}"
    r"(?:下调|上调|调整|更改|变更|修改|缩短|缩减|减少|降低|增加|提高|改|降|减|升|换|增|->|→|现)[为至到成]?[^\d,。;!?\n]{0,6}(\d[\d,]*(?:\.\d+)?)\s*(万|千)?"
)
FALLS = re.compile(
    rf"(?:{GIVEN})[^,。;!?\n]{{0,12}}(?:下调|调低|降[为至到低级]|减[为至到少半]|缩[短减水小]|取消|撤[销回下]|收回|作废|停发|停止(?:发放|兑换|领取|赠送)|提前(?:[至到][^,。;!?\n]{{0,8}})?(?:结束|截止|失效)|不再(?:发放|赠送|提供|享|兑|参加)|砍[掉半]|少[送发给])"
    rf"|(?:下调|调低|降低|减少|缩短|缩减|缩小|取消|撤销|收回|停发|停止(?:发放|兑换|领取|赠送)|不再(?:发放|赠送|提供|享受|兑换)|砍掉|少[送发给])[^,。;!?\n]{{0,8}}(?:{GIVEN})"
)
RISES = re.compile(
    rf"(?:{ASKED})[^,。;!?\n]{{0,8}}(?:上调|调高|提[高到至升]|升[高到至]|增[加到至]|抬高)|(?:上调|调高|提高|抬高|增加)[^,。;!?\n]{{0,8}}(?:{ASKED})"
)
REPLACED = re.compile(
    rf"(?:{GIVEN})[^,。;!?\n]{{0,12}}(?:由|从|原为|改[为成发]|换[为成])[^,。;!?\n]{{0,14}}(?:改[为成发]|换[为成]|调整为|变更为)"
)
PUBLISHED = re.compile(
    r"已(?:公布|公示|发布|开始|报名|领|中奖|参与)|原[定来先公活]|规则(?:更新|调整|变更|修[改订])|(?:更新|调整|变更|更正|修订)(?:通知|公告|说明|如下|:)|通知:|公告:|活动(?:中途|期间|进行|过半|规则|第)|中途|临时|即[日刻]起|现[改将由]|改[为成]|调整为|下调|上调|由\s*\d|从\s*\d|之前|上周|提前(?:[至到]|结束|截止)|已报名|已参[与加]|知悉"
)
BETTER = re.compile(
    r"延长|增加名额|翻倍|不受影响|照常|仍(?:按|可|有效)|保[留持](?!期)|补发|已领(?:取)?的?[^,。]{0,6}有效|维持|不变|按原"
)
FEE = re.compile(r"停车费|价格|售价|票价|活动价|运费|押金|手续费|配送费")
SIGNED_OFF = re.compile(
    r"(?:订单|预约|报名|排号|会员资格|授权|订阅)[^,。]{0,4}(?:取消|作废)|取消(?:订单|预约|报名|排号)|取消[^,。]{0,4}(?:收费|限制|门槛|预约制|限购)|系统|模板|积分(?:兑换)?后|退货|退款"
)
OFFER = re.compile(r"满\s*(\d[\d,]*)\s*元?\s*(?:立|即|可|直)?[减返抵送]\s*(\d[\d,]*)")
# 两张 → 2张: one numeral before a measure, so that offsets hold.
NUMERAL = re.compile(r"[一二两双单三四五六七八九](?=[张份个名件次倍天位杯只套枚盒])")
DIGITS = dict(zip("一二两双单三四五六七八九", "122213456789", strict=True))
SCALE = {"万": 10_000.0, "千": 1_000.0}


def worsened(copy: Copy) -> Iterator[Observation]:
    """Less given or more asked than was published; what gets better, or is disclaimed, is left alone."""
    for match in CHANGED.finditer(copy.text):
        left, right = clause(copy.text, *match.span(), SENTENCE_END)
        sentence = copy.text[left:right]
        if not PUBLISHED.search(sentence) or SIGNED_OFF.search(sentence):
            continue
        found = _worse(sentence)
        if found and not is_denied(copy.text, left + found[0], left + found[1]):
            yield Observation((left + found[0], left + found[1]))
            return


def _worse(sentence: str) -> tuple[int, int] | None:
    """Where a sentence makes something worse, by its figures where it has two, else by its words."""
    sentence = NUMERAL.sub(lambda m: DIGITS[m[0]], sentence)
    offers = list(OFFER.finditer(sentence))
    if len(offers) == 2:
        (spend, off), (more, less) = [(amount(m[1]), amount(m[2])) for m in offers]
        is_worse = more > spend or less < off
        return (offers[0].start(), offers[1].end()) if is_worse else None
    for match in FROM_TO.finditer(sentence):
        before, after = _value(match[1], match[2]), _value(match[4], match[5])
        about = sentence[max(0, match.start() - 14) : match.end()]
        if before == after:
            continue
        is_asked = re.search(ASKED, about)
        if is_asked is None and (FEE.search(about) or not re.search(GIVEN, about)):
            continue
        if (after > before) is bool(is_asked):
            return match.span()
        return None
    if BETTER.search(sentence) or len(NUMBER.findall(sentence)) > 6:
        return None
    found = FALLS.search(sentence) or RISES.search(sentence) or REPLACED.search(sentence)
    return found.span() if found else None


def _value(number: str, scale: str | None) -> float:
    return amount(number) * SCALE.get(scale or "", 1.0)
