"""Checks on what a text must contain or must not do as a whole; word lists are in the rules."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from assistant.compliance.notices import PROMOTION, is_denied, paragraph
from assistant.compliance.verdict import Severity

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Copy:
    """What is checked: the normalised text, its length as it would be sent, where it goes, what it sells."""

    text: str
    length: int
    channel: str | None
    category: str | None


@dataclass(frozen=True, slots=True)
class Observation:
    span: Span
    detail: str = ""
    severity: Severity | None = None  # None: the check's own


Check = Callable[[Copy], Iterator[Observation]]

SMS_LIMIT = 70  # characters including signature and opt-out
SHORT_CHANNELS = frozenset({"sms", "wechat_moments"})
REGULATED = frozenset({"medical", "drug", "device", "health_food", "medical_device"})

DATE = r"(?:\d{1,2}\s*[月/.-]\s*\d{1,2}|即日起|(?:nov|dec|jan|feb|mar|apr|may|jun|jul|aug|sep|oct)[a-z]*\.?\s*\d|当[日天]|周[一二三四五六日末]|每[日天周])"
SEE_RULES = r"(?:详见|细则|规则|详情|说明|咨询|服务台|小程序|查看|以.{0,8}为准)"
COUPON = re.compile(
    r"满\s*\d[\d,]{0,9}\s*元?\s*(?:立|即|可)?[减返抵]\s*\d+|\d+\s*元(?:无门槛|代金|优惠|电子|现金|抵用|消费)?券"
)
NOT_OFFERED = re.compile(r"不参与[^。!?\n]{0,12}$|不(?:可|能)(?:以)?使用[^。!?\n]{0,6}$")
COMPARISON = re.compile(
    r"[¥]?(\d[\d,.]{0,12})\s*元?\s*(?:→|->|➔|变成?|直?降(?:到|至|为))\s*[¥]?(\d[\d,.]{0,12})\s*元?"
)
BASE_PRICE = re.compile(r"(?:原价|划线价|日常价|门市价|吊牌价|专柜价|市场价)[^\d。]{0,4}(\d[\d,.]{0,12})")
LOW_PRICE = re.compile(
    r"(?:前|近)\s*(?:7|七)\s*[日天][^\d。]{0,4}(?:内)?最低(?:成交)?价[^\d。]{0,4}(\d[\d,.]{0,12})"
)
PRICE_BASIS = re.compile(r"(?:前|近)\s*(?:7|七)\s*[日天][^。]{0,8}(?:成交)?价|建议零售价")
LOTTERY = re.compile(
    r"[一二三四五特头]等奖|抽奖(?:赢|抽|送|得|活动|规则)|参与抽奖|(?:可|来|去|即可|赢)抽奖|抽大奖|幸运转盘"
)
GIFT = re.compile(
    r"赠品|满\s*\d[\d,]{0,9}\s*元?\s*(?:即|可|就)?[送赠](?![货达到餐])|买[^,。\n]{1,8}[送赠](?![货达到餐])[^,。\n]"
)
PREPAID = re.compile(
    r"\d+\s*次卡|储值卡|[充存]\s*\d+\s*元?\s*[送得赠返]|(?:健身|乐园|美容|游泳)(?:年|季|月)卡"
)
REPORT = re.compile(r"(?:检测|检验|测试)报告[^。]{0,4}[a-z0-9-]{4,}")
MEDICAL = re.compile(
    r"种植牙|植牙|正畸|矫正牙|拔牙|洗牙|补牙|医美|热玛吉|水光针|处方药|非处方药|药品|感冒药|医疗器械|保健食品|特医食品|牙科|口腔(?:门诊|医院|诊所)"
)
WARNING_LINE = re.compile(r"过量饮酒|(?:未成年人?)[^。]{0,4}(?:请勿|禁止|不得|谢绝)|饮酒有害|alcohol")
SELLING = re.compile(r"[¥]\s*\d|\d\s*元|购买|下单|选购|上新|新品|促销|优惠|特惠|折|到店|来[一店]|尝")
BUY_LINK = re.compile(r"团购(?:链接|套餐|入口)|购买链接|下单链接|左下角|小黄车|购物车|橱窗|商品卡|链接")
INFLUENCER = re.compile(r"探店|达人|博主|测评|种草|姐妹们")
AD_MARK = re.compile(r"广告|(?<![a-z])ad(?![a-z])")
HIDES_AI = re.compile(r"(?:非|不是|绝非)ai(?:生成|写)?|纯手(?:打|写)原创|真人(?:手写|原创)")
OPT_OUT = re.compile(
    r"(?:拒收请?回复?\s*r|(?:回复?\s*(?:td?|n)\s*退订)|退订(?:请)?回复?\s*(?:td?|n))[。.!)\]】]?\s*$"
)
OPT_OUT_ANYWHERE = re.compile(r"拒收|退订")
PERSONAL = re.compile(
    r"(?<!\d)1[3-9]\d[-\s]?\d{4}[-\s]?\d{4}(?!\d)|(?<!\d)\d{17}[\dx](?![\da-z])|(?<![a-z0-9])t[1-8](?:\s*(?:标签|客群|人群|会员)|:)"
)
MONTH_DAY = re.compile(r"(?<!\d)(\d{1,2})\s*[月/]\s*(\d{1,2})(?!\d)")
DATE_RANGE = re.compile(
    r"(?<![\d/])(\d{1,2})\s*[月/]\s*(\d{1,2})\s*日?\s*(?:-|–|—|~|至|到)\s*(\d{1,2})\s*[月/]\s*(\d{1,2})"
)
DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def _amount(text: str) -> float:
    return float(text.replace(",", "").rstrip(".") or 0)


def _missing(text: str, wanted: dict[str, str]) -> list[str]:
    return [name for name, pattern in wanted.items() if not re.search(pattern, text)]


def price_comparison(copy: Copy) -> Iterator[Observation]:
    low = LOW_PRICE.search(copy.text)
    for match in BASE_PRICE.finditer(copy.text):
        if low and _amount(match[1]) > _amount(low[1]):
            yield Observation(
                match.span(), f"被比较价{match[1]}高于前7日最低成交价{low[1]}。", Severity.BLOCK
            )
    for match in COMPARISON.finditer(copy.text):
        if _amount(match[1]) > _amount(match[2]) and not PRICE_BASIS.search(copy.text):
            yield Observation(match.span())


def coupon_conditions(copy: Copy) -> Iterator[Observation]:
    match = next(
        (m for m in COUPON.finditer(copy.text) if not NOT_OFFERED.search(copy.text[: m.start()])), None
    )
    if not match:
        return
    wanted = {"起止日期": DATE}
    if copy.channel not in SHORT_CHANNELS:
        wanted["限领或适用范围"] = r"每[人位券单]|限|参与(?:门店|品牌|商户)|指定|适用|" + SEE_RULES
    missing = _missing(paragraph(copy.text, *match.span()), wanted) if _missing(copy.text, wanted) else []
    if missing:
        yield Observation(match.span(), f"缺少:{'、'.join(missing)}。")


def dates(copy: Copy) -> Iterator[Observation]:
    for match in DATE_RANGE.finditer(copy.text):
        first, last = (int(match[1]), int(match[2])), (int(match[3]), int(match[4]))
        turns_year = first[0] >= 10 and last[0] <= 3
        if first > last and not turns_year:
            yield Observation(match.span(), "开始日期在结束日期之后。")
    for match in MONTH_DAY.finditer(copy.text):
        month, day = int(match[1]), int(match[2])
        if "月" in match[0] and (not 1 <= month <= 12 or not 1 <= day <= DAYS[month - 1]):
            yield Observation(match.span(), "没有这一天。")


def lottery_sheet(copy: Copy) -> Iterator[Observation]:
    match = LOTTERY.search(copy.text)
    if not match or re.search(r"咨询|兑奖处|名单", copy.text):
        return
    see = re.search(r"细则|规则|详见|详情", copy.text)
    wanted = {
        "参与条件": r"满|凭|消费|报名|会员",
        "期间": DATE,
        "数量或概率": r"概率|共\s*\d|\d+\s*[名个份张]|%",
        "主办方": r"主办|组织者",
    }
    missing = _missing(copy.text, {"参与条件": wanted["参与条件"], "期间": DATE} if see else wanted)
    if missing:
        yield Observation(match.span(), f"缺少:{'、'.join(missing)}。")


def gift(copy: Copy) -> Iterator[Observation]:
    for match in GIFT.finditer(copy.text):
        around = paragraph(copy.text, *match.span())
        if not is_denied(copy.text, *match.span()) and not re.search(
            r"限\s*\d|共\s*\d|总量|每[人单日]", around
        ):
            yield Observation(match.span())
            return


def prepaid(copy: Copy) -> Iterator[Observation]:
    match = PREPAID.search(copy.text)
    if match and not re.search(r"余额|查询|挂失", copy.text):
        missing = _missing(
            copy.text, {"有效期": r"有效|个月|期限|至", "退款方式": r"退", "适用门店": r"店|馆|园|适用"}
        )
        if missing:
            yield Observation(match.span(), f"缺少:{'、'.join(missing)}。")


def cited_test(copy: Copy) -> Iterator[Observation]:
    match = REPORT.search(copy.text)
    if match and "来样" not in copy.text and not re.search(r"20\d\d", copy.text):
        yield Observation(match.span())


def regulated_goods(copy: Copy) -> Iterator[Observation]:
    promoted = PROMOTION.search(copy.text)
    if not promoted:
        return
    match = MEDICAL.search(copy.text)
    if copy.category in REGULATED:
        yield Observation((match or promoted).span())
        return
    if (
        match
        and not is_denied(copy.text, *match.span())
        and not re.search(r"不是|并非|非(?:保健|药)", copy.text)
    ):
        yield Observation(match.span())


def alcohol_warning(copy: Copy) -> Iterator[Observation]:
    if copy.category != "alcohol" or WARNING_LINE.search(copy.text) or not SELLING.search(copy.text):
        return
    yield Observation((0, len(copy.text)))


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


def sms(copy: Copy) -> Iterator[Observation]:
    if copy.channel != "sms":
        return
    if copy.length > SMS_LIMIT:
        yield Observation((0, len(copy.text)), f"现有{copy.length}个字符。")
    if OPT_OUT_ANYWHERE.search(copy.text) and not OPT_OUT.search(copy.text):
        yield Observation((0, len(copy.text)), "退订提示要放在末尾。", Severity.EVIDENCE)


def privacy(copy: Copy) -> Iterator[Observation]:
    for match in PERSONAL.finditer(copy.text):
        yield Observation(match.span())


CHECKS: dict[str, Check] = {
    "K1": price_comparison,
    "K2": coupon_conditions,
    "K3": dates,
    "K4": lottery_sheet,
    "K7": gift,
    "K8": prepaid,
    "K9": cited_test,
    "K10": regulated_goods,
    "K11": alcohol_warning,
    "K13": recognisable,
    "K14": ai_label,
    "K15": sms,
    "K16": privacy,
}


def observe(copy: Copy) -> Iterator[tuple[str, Observation]]:
    for check_id, check in CHECKS.items():
        for observation in check(copy):
            yield check_id, observation
