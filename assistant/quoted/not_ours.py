"""Questions that are not for the mall's papers: on another mall, on one's own work, on a paper that is wrong."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from knowledge.model import Hit
from knowledge.search import Search
from knowledge.text import fold

# Chains of malls, and a mall next door.
_CHAIN = re.compile(
    r"(?:万达|万象[城汇]|大悦城|吾悦|银泰|来福士|太古[里汇]|龙湖天街|印象城|凯德|恒隆|国金中心|环球港|爱琴海|正佳|天河城|海港城|合生汇)"
)
_NEXT_DOOR = re.compile(
    r"(?:隔壁|对面|旁边|附近|其他|别的|另一[个家])的?(?:[那这][个家座])?(?:商场|商城|购物中心|百货)"
    r"|(?<![a-z])(?:next door|another|other) (?:shopping )?(?:mall|centre|center)s?(?![a-z])"
)
_OWN_WORK = re.compile(
    r"(?:我|本人|咱)(?!们?(?:顾客|会员))[^,。!?]{0,8}(?:加班费|加班工资|工资|薪[水资]|奖金|绩效|年假|调休|病假|考勤|社保|公积金|排班|班表|轮休|上班|上?(?:什么|啥|哪个)班)"
    r"|(?<![a-z])my (?:own |next )?(?:pay|payslip|salary|wages?|shifts?|roster|leave|overtime|holidays?)(?![a-z])"
)
_OF_STAFF = re.compile(
    r"年假|病假|事假|婚假|产假|调休|加班费|工资|薪资|薪水|底薪|年终奖|社保|公积金|五险一金|试用期|转正|离职|辞职|食堂|员工餐|宿舍|餐补|饭补|工服|工装"
    r"|(?<![a-z])(?:annual leave|sick leave|payroll|canteen)(?![a-z])"
)
# A season ticket, or a place for the cars of those who work here; for guests' cars there are the rules of parking.
_STAFF_CARS = re.compile(
    r"(?:员工|店员|同事|商户|上班|我们自己)[^,。;!?]{0,6}(?:停车|泊车|车位|月卡|月票|月租|包月|车辆|停哪|的车)(?!场|费争)|(?:停车|泊车|车位)的?(?:月卡|月票|月租|包月|月保|年卡)|月租车|包月(?:停|车)"
    r"|(?<![a-z])(?:staff|employees?|tenants?|workers?)(?:'s?)? (?:\w+ )?(?:parking|cars|car(?! park))(?![a-z])|(?:season|monthly) (?:parking|ticket|pass)|parking (?:pass|permit)"
)
_FEE = re.compile(
    r"收费|多少|几钱|几块|费用|优惠|免费|折|办|有没有|有吗|月卡|月票|月租|包月|停哪|怎么停|能停|可以停|(?<![a-z])(?:how much|pass|permit|free|discount|price|cost|fee|get|where)(?![a-z])"
)
_NEAREST = 8  # hits of which one may speak of such cars
_A_RULE = re.compile(
    r"规定|制度|流程|几点(?:上班|下班|打卡)|在哪|怎么(?:申请|进)|谁批|顾客|客人|会员|policy|procedure"
)
_WRONG_PAPER = re.compile(
    r"(?:资料|知识库|文档|答案|回答|这条|条目)[^。?]{0,12}(?:过期|过了?[期时]|过时|失效|有?错|有误|不对|不准|没更新|旧)"
    r"|(?:过期|过时|错误?|有误|旧)的?(?:资料|知识|文档|答案|回答|条目)"
    r"|(?<![a-z])(?:documents?|papers?|answers?|information|knowledge base|entry|passage)(?: \w+){0,6}? (?:out of date|outdated|wrong|incorrect|stale|obsolete)(?![a-z])"
    r"|(?<![a-z])(?:outdated|wrong|incorrect|stale|obsolete) (?:documents?|papers?|answers?|information|entry|passage)(?![a-z])"
)
_OF_OTHERS = re.compile(
    r"商户|顾客|客人|会员|车主|租户|供应商|品牌|(?<![a-z])(?:tenant|customer|guest|member|supplier)s?(?![a-z])"
)
_WHOM_TO_TELL = re.compile(
    r"(?:找|报给?|告诉|通知|反馈给?|反映给?|联系|话(?:俾|给)|向|问|由)(?:谁|边个|哪个|什么人|哪位)|谁(?:来)?(?:改|管|更新|负责|修)|(?:怎么|如何|哪里|去哪)(?:反馈|上报|报|改|更新|反映)"
    r"|(?<![a-z])(?:who|whom|how)(?: \w+){0,3} (?:tell|report|inform|contact|notify|ask|fix|update|correct|updates|fixes|corrects)(?![a-z])"
)


def is_about_another_mall(text: str, search: Search, as_of: datetime) -> bool:
    """Whether another mall is asked about: one next door, or one of a chain that no paper speaks of."""
    named = _CHAIN.search(text)
    return _NEXT_DOOR.search(text) is not None or (named is not None and not search.knows(named[0], as_of))


def is_about_own_work(text: str) -> bool:
    """Whether somebody asks for his own shifts, pay or leave, and not for a rule about them."""
    return _OWN_WORK.search(text) is not None and not _A_RULE.search(text)


def is_about_employment(text: str, search: Search, as_of: datetime) -> bool:
    """Whether leave, pay or board of staff is asked about, and no paper speaks of it."""
    named = _OF_STAFF.findall(text)
    return bool(named) and not any(search.knows(word, as_of) for word in named)


def is_about_a_wrong_paper(text: str) -> bool:
    """Whether somebody asks whom to tell that what the knowledge base holds or says is wrong or out of date."""
    said = fold(text)
    is_wrong = _WRONG_PAPER.search(said) is not None and _OF_OTHERS.search(said) is None
    return is_wrong and _WHOM_TO_TELL.search(said) is not None


def is_about_staff_cars(text: str, hits: Sequence[Hit]) -> bool:
    """Whether the fee or place of cars of those who work here is asked for, and no near passage speaks of it."""
    if not (_STAFF_CARS.search(fold(text)) and _FEE.search(fold(text))):
        return False
    return not any(_STAFF_CARS.search(fold(hit.passage.text)) for hit in hits[:_NEAREST])
