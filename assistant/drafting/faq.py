"""Questions and answers out of clauses and facts; answers are the papers' own words."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.drafting.facts import Fact, FactSheet
from assistant.drafting.slots import details_of, place_of, product_slots, promo_line, spec_line
from assistant.drafting.terms import Campaign, Clause
from assistant.drafting.typeset import typeset

LEAD = re.compile(r"^(?P<lead>[^:：。，,；;]{4,24})[:：]\s*(?P<rest>\S.*)$")
ASKING = re.compile(r"怎么|几岁|什么|多少|哪|吗|能不能|可不可以|还有没有|几")
BRACKETS = re.compile(r"[(（][^()（）]*[)）]")
NOT_ASKED = re.compile(r"总览|举例|版本|更新|实时数据|本(?:文件|规则|细则)不载")
# How a clause's opening words end -> what makes them a question.
ENDINGS = {
    "日期": "是哪几天", "时间": "是什么时候", "费用": "是多少", "地点": "在哪里", "取消报名": "怎么办理", "必须陪同": "吗",
    "咨询": "找谁", "门槛": "是什么", "有效期": "到什么时候", "方式": "是什么", "停车优惠": "怎么享受", "价格": "是多少",
    "的门店": "有哪些", "的处理": "是怎样的", "整单退货": "怎么处理", "部分退货": "怎么处理", "课程": "是什么安排",
}  # fmt: skip
# kind of fact -> the question people put
PRODUCT_QUESTIONS = (
    ("price", "{name}多少钱?"),
    ("pricing", "{name}怎么计价?"),
    ("shop", "在哪里买?"),
    ("conditions", "活动怎么参加?"),
    ("material", "用了什么原料?"),
    ("allergen", "有过敏原吗?"),
    ("efficacy", "备案功效是什么?"),
    ("spec", "规格是多少?"),
    ("citation", "检测数据是多少?"),
    ("validity", "有效期多久?"),
    ("refund", "可以退款吗?"),
    ("refund_own", "自己不想用了怎么退?"),
    ("refund_theirs", "店家原因退卡怎么算?"),
    ("coupon", "可以用商场的券吗?"),
)

# term of a campaign -> the question people put, where no clause asks it
TERM_QUESTIONS = (
    ("ages", "适合几岁的孩子?"),
    ("lessons", "怎么上课?"),
    ("price", "多少钱?"),
    ("trial", "有试听吗?"),
    ("teachers", "老师有什么资质?"),
    ("free", "要门票吗?"),
    ("entry", "几点入场?"),
    ("place", "在哪里?"),
    ("contact", "咨询找谁?"),
)
NAMES_A_KIND = re.compile(r"(?:类别|标准|来源|类型|方式)$")
DIGIT = re.compile(r"\d")

Pair = tuple[str, str]


def campaign_questions(campaign: Campaign, count: int) -> list[Pair]:
    """Clauses that open with what they are about; one a section before a second of the same section."""
    asked = [(c.section, pair) for c in campaign.clauses if not c.english and (pair := _asked(c))]
    turns: dict[str, int] = {}
    ordered = []
    for at, (section, pair) in enumerate(asked):
        turns[section] = turns.get(section, 0) + 1
        ordered.append((turns[section], at, pair))
    chosen = sorted(ordered)[:count]
    pairs = [pair for _, _, pair in sorted(chosen, key=lambda row: row[1])]
    told = "".join(answer for _, answer in pairs)
    more = [pair for pair in _term_questions(campaign) if pair[1] not in told]
    return [*pairs, *more][:count]


def _asked(clause: Clause) -> Pair | None:
    match = LEAD.match(clause.text)
    if not match or NOT_ASKED.search(clause.text):
        return None
    lead = BRACKETS.sub("", match["lead"]).strip()
    if ASKING.search(lead):
        return f"{lead}?", match["rest"]
    ending = next((asking for end, asking in ENDINGS.items() if lead.endswith(end)), "")
    return (f"{lead}{ending}?", match["rest"]) if ending else None


def product_questions(sheet: FactSheet, count: int) -> list[Pair]:
    name = sheet.value("name")
    answers = {
        "shop": place_of(sheet.value("shop")),
        "spec": spec_line(sheet),
        "conditions": promo_line(sheet),
        "price": product_slots(sheet, "").get("price_line", ""),
    }
    pairs = []
    for kind, question in PRODUCT_QUESTIONS:
        fact = sheet.first(kind)
        if fact:
            pairs.append((question.format(name=name), answers.get(kind) or fact.cited))
    return [*pairs, *(_detail_question(fact) for fact in details_of(sheet))][:count]


def _detail_question(fact: Fact) -> Pair:
    amount = DIGIT.search(fact.value) and not NAMES_A_KIND.search(fact.field)
    return f"{fact.field}是{'多少' if amount else '什么'}?", fact.cited


def _term_questions(campaign: Campaign) -> list[Pair]:
    return [(q, campaign.terms[term].text) for term, q in TERM_QUESTIONS if term in campaign.terms]


def as_text(pairs: Iterable[Pair]) -> str:
    return "\n".join(typeset(f"Q{n}:{q}\nA{n}:{_ended(a)}") for n, (q, a) in enumerate(pairs, start=1))


def _ended(answer: str) -> str:
    return answer if answer[-1:] in "。!！?？" else f"{answer}。"
