"""K4 and K5: what a lottery must say, and the most that one winner may get."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from assistant.compliance.copy import DATE, Copy, Observation, amount, lacking, missing
from assistant.compliance.notices import is_denied
from assistant.compliance.verdict import Severity

ENTRY = {"参与条件": r"满|凭|消费|报名|会员|参与|登记", "期间": DATE}
SHEET = {"数量或概率": r"概率|共\s*\d|\d+\s*[名个份张位台套]|%", "主办方": r"主办|组织者|承办"}
DRAWING = {
    "开奖方式": r"开奖|即抽|即时|当场|现场|公布|揭晓|摇",
    "兑奖方式": r"兑奖|领奖|领取|兑换",
}
DRAWN = re.compile(r"抽|摇|转盘|刮|砸|幸运|锦鲤|满\s*\d|消费")
PRIZE_CAP = 50_000  # yuan for one winner, use-rights and discounts counted at their market value (AUCL§11(4))
LOTTERY = re.compile(
    r"[一二三四五特头]等?奖(?!学金|状|杯)|抽奖(?:赢|抽|送|得|活动|规则|大|时间|码)|(?:参与|可|来|去|即可|赢|直播间?)抽奖|满\s*\d+元?[^,。;!?\n]{0,4}抽|[\d一二两三四五六七八九十]{1,3}[位名个]幸运(?:儿|顾客|观众|粉丝|会员|读者)|抽[取出选]?[^,。;!?\n]{0,2}幸运|抽(?:一?[次个份]大?奖|大奖|取幸运|幸运)|抽[^,。;!?\d]{0,3}大奖|(?:幸运|大)转盘|刮刮(?:乐|卡)|摇(?:一摇|奖)|砸金蛋|(?<![打领提])抽(?:取|出|选|送)?\s*[\d一二两三四五六七八九十百]+\s*[名位人份个台](?!号|数字)"
)
ABOUT_LOTTERY = re.compile(
    r"咨询|兑奖处|名单|解释|讲解|抽奖(?:箱|券|机)?(?:故障|维修|位于|旁|停用|回收|箱)|存档|留档|档案|更新|调整为|下调|更改|核对|财务|保存|删除"
)
# A prize for work, not by lot.
AWARD = re.compile(
    r"作品|获奖|荣获|得主|评[选审委奖]|大赛|比赛|竞赛|画展|摄影|征文|设计奖|选手|参赛|颁奖|志愿|学生|老师|工程|质量奖|马拉松|运动会|联赛|评比|夺得|获得"
)
UNITS = {"万": 10_000, "w": 10_000, "k": 1_000, "千": 1_000, "": 1}
PRIZE = re.compile(
    r"(?<![\d.,-])(\d[\d,]{0,11}(?:\.\d+)?)\s*(万|w|k|千|)\s*(?:元|块|现金|大奖|购物金|红包|礼金|基金|(?<=[万wk])(?=[,。!;)的]|$))"
    r"(?:[^,。;\n]{0,6}?(?:[x×*]|连[续领发送]|共)\s*(\d{1,3})\s*(?:个月|期|年|次|周|天))?"
)
EVERY = re.compile(r"每[月周年天日]\s*$|每[月周年天日](?:发放?|领取?|送|给|得|可得)?[^\d,。]{0,4}$")
TIMES = re.compile(
    r"(?:连[续领发送]|共|为期|持续|发满)[^\d,。]{0,3}(\d{1,3})\s*(?:个月|期|年|周|天)|(\d{1,3})\s*(?:个月|年)(?:内)?(?:每|连)"
)
IN_ALL = re.compile(
    r"(?:总价值|总额|总值|奖池|奖品池|共计|合计|累计|总计|预算|费用|成本|超过|总奖金|奖金池|满|消费|每满|单笔)[^\d。,;]{0,6}$"
)
CONDITION = re.compile(r"^[^,。;\n]{0,3}(?:可|即可|参与|抽|及以上|以上|有机会|得\d?次)")
SAME_TICKET = re.compile(
    r"(?:同一?|一张?|每张?)[^,。;]{0,3}(?:票|小票|单|券|号码)[^。;]{0,8}(?:累计|重复|多次|叠加|同时|兼得)|(?:可|能)(?:重复|多次|叠加|累计|兼)(?:中奖|得奖|中)|奖项可?(?:叠加|兼得|累计)"
)
PRIZES = re.compile(r"等奖|头奖|大奖|抽|奖品|锦鲤|中奖|幸运|奖金|赢|最高可[得获拿]")


def lottery_sheet(copy: Copy) -> Iterator[Observation]:
    match = LOTTERY.search(copy.text)
    if not match or ABOUT_LOTTERY.search(copy.text) or is_denied(copy.text, *match.span()):
        return
    if AWARD.search(copy.text) and not DRAWN.search(copy.text):
        return
    told_elsewhere = re.search(r"细则|规则|详见|详情", copy.text)
    names = missing(copy.text, ENTRY if told_elsewhere else ENTRY | SHEET)
    if names:
        yield lacking(match.span(), names)
    elif not told_elsewhere and (names := missing(copy.text, DRAWING)):
        yield replace(lacking(match.span(), names), severity=Severity.WARN)


def prize_cap(copy: Copy) -> Iterator[Observation]:
    if not PRIZES.search(copy.text):
        return
    told = [(match.span(), *_value(copy.text, match)) for match in PRIZE.finditer(copy.text)]
    prizes = [row for row in told if _is_prize(copy.text, row[0])]
    for span, value, steps in prizes:
        if value > PRIZE_CAP:
            yield Observation(span, f"{steps}超过50,000元。")
    if len(prizes) > 1 and SAME_TICKET.search(copy.text):
        total = sum(value for _, value, _ in prizes)
        if total > PRIZE_CAP and all(value <= PRIZE_CAP for _, value, _ in prizes):
            steps = "+".join(f"{value:,.0f}" for _, value, _ in prizes)
            span = (prizes[0][0][0], prizes[-1][0][1])
            yield Observation(span, f"同一票可累计{steps}={total:,.0f}元,超过50,000元。")


def _value(text: str, match: re.Match[str]) -> tuple[float, str]:
    """What a prize is worth in all, and how that is reckoned."""
    one = amount(match[1]) * UNITS[match[2]]
    times = int(match[3] or 1)
    if times == 1 and EVERY.search(text[max(0, match.start() - 8) : match.start()]):
        clause_after, before = text[match.end() : match.end() + 16], text[: match.start()][-16:]
        found = TIMES.search(clause_after) or TIMES.search(before)
        times = int(found[1] or found[2]) if found else 1
    return one * times, f"{one:,.0f}元" if times == 1 else f"{one:,.0f}×{times}={one * times:,.0f}元,"


def _is_prize(text: str, span: tuple[int, int]) -> bool:
    """Neither the prizes in all nor what one has to spend."""
    start, end = span
    left = max((text.rfind(mark, 0, start) for mark in "。;!?\n"), default=-1) + 1
    rights = [at for mark in "。;!?\n" if (at := text.find(mark, end)) >= 0]
    sentence = text[left : min(rights, default=len(text))]
    in_all = IN_ALL.search(text[max(left, start - 10) : start]) or CONDITION.match(text[end : end + 8])
    return bool(PRIZES.search(sentence)) and not in_all
