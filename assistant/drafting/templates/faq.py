"""Questions and answers out of clauses and facts; answers are the papers' own words."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.drafting.facts.table import Fact, FactSheet
from assistant.drafting.sums.terms import Campaign, Clause
from assistant.drafting.templates.dice import Dice
from assistant.drafting.templates.points import ASIDE, KIND_TERMS
from assistant.drafting.templates.slots import details_of, product_slots, promo_line, spec_line
from assistant.drafting.templates.typeset import listed, spoken_dates, typeset

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
# kind of fact -> the questions people put, the answer around the fact
PRODUCT_QUESTIONS: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("price", ("{name}多少钱?", "{name}什么价格?", "{name}怎么卖?"), "{}"),
    ("pricing", ("{name}怎么计价?", "{name}的价格怎么算?"), "{}"),
    ("shop", ("在哪里买?", "门店在哪里?", "去哪儿找?"), "在{}"),
    ("conditions", ("活动怎么参加?", "活动有什么条件?"), "{}"),
    ("material", ("{material_field}是什么?", "用了什么?"), "{}"),
    ("allergen", ("有过敏原吗?", "过敏提示是什么?"), "{}"),
    ("efficacy", ("{efficacy_field}是什么?",), "{}"),
    ("spec", ("什么规格?", "规格是多少?"), "{}"),
    ("citation", ("检测数据是多少?",), "{}"),
    ("validity", ("{validity_field}多久?", "{validity_field}到什么时候?"), "{}"),
    ("refund", ("可以退款吗?", "怎么退款?"), "{}"),
    ("refund_own", ("自己不想用了怎么退?",), "{}"),
    ("refund_theirs", ("店家原因退卡怎么算?",), "{}"),
    ("coupon", ("可以用商场的券吗?",), "{}"),
)
# How a field's name ends -> what is asked of it.
DETAIL_QUESTIONS = (
    ("颜色", "有哪些颜色?"), ("色号", "是什么色号?"), ("口味", "有哪些口味?"), ("辣度", "辣度怎么选?"), ("年龄", "适合多大年龄?"),
    ("时间", "{field}是什么时候?"), ("退费", "怎么退费?"), ("材料", "材料谁准备?"), ("标准", "执行什么标准?"), ("认证", "有什么认证?"),
    ("保修", "保修多久?"), ("课时", "一共几节课?"), ("班额", "一个班多少人?"), ("适用门店", "哪些门店可以用?"), ("提示", "要留意什么?"), ("续航", "续航多久?"),
    ("质保", "质保多久?"), ("保存", "怎么保存?"),
)  # fmt: skip

# term of a campaign -> the question people put, where no clause asks it
TERM_QUESTIONS = (
    ("draw", "怎么参加抽奖?"),
    ("draw_limit", "一天能抽几次?"),
    ("prizes", "有哪些奖?"),
    ("redeem", "怎么兑奖?"),
    ("period", "活动到什么时候?"),
    ("offer", "有什么优惠?"),
    ("use", "使用门槛是什么?"),
    ("claim", "在哪里领?"),
    ("limit", "每人能领几张?"),
    ("total", "一共多少张?"),
    ("stack", "能和别的优惠一起用吗?"),
    ("excluded", "哪些店不参与?"),
    ("days", "是哪几天?"),
    ("hours", "几点开始?"),
    ("fee", "怎么报名?"),
    ("companion", "要有大人陪吗?"),
    ("cancel", "来不了怎么办?"),
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
    while len(pairs) > 1 and len(pairs) + len(_unanswered(campaign, pairs, due=True)) > count:
        pairs.pop()  # what every reader asks comes before what the paper says besides
    return [*pairs, *_unanswered(campaign, pairs, due=True), *_unanswered(campaign, pairs)][:count]


def _unanswered(campaign: Campaign, pairs: Iterable[Pair], due: bool = False) -> list[Pair]:
    """The questions of terms that no answer tells; `due`: only of those without which a campaign is not told,
    and without `due` only of the others."""
    told = "".join(answer for _, answer in pairs)
    own = KIND_TERMS[campaign.kind].split()
    return [
        (question, campaign.terms[term].text)
        for term, question in TERM_QUESTIONS
        if term in campaign.terms and (term in own and term not in ASIDE) == due
        if campaign.terms[term].text not in told
    ]


def _asked(clause: Clause) -> Pair | None:
    match = LEAD.match(clause.text)
    if not match or NOT_ASKED.search(clause.text):
        return None
    lead = BRACKETS.sub("", match["lead"]).strip()
    if ASKING.search(lead):
        return f"{lead}?", match["rest"]
    ending = next((asking for end, asking in ENDINGS.items() if lead.endswith(end)), "")
    return (f"{lead}{ending}?", match["rest"]) if ending else None


def product_questions(sheet: FactSheet, count: int, dice: Dice) -> list[Pair]:
    slots = product_slots(sheet, "")
    answers = {
        "shop": slots.get("where", ""),
        "spec": spec_line(sheet).removeprefix("规格"),
        "conditions": promo_line(sheet),
        "price": slots.get("price_line", ""),
    }
    names = {
        "name": "这款",
        "validity_field": validity.field if (validity := sheet.first("validity")) else "有效期",
    }
    pairs = []
    for kind, questions, answer in PRODUCT_QUESTIONS:
        fact = sheet.first(kind)
        if fact:
            question = dice.pick(f"question {kind}", questions).format_map({**names, **slots})
            pairs.append((question, answer.format(answers.get(kind) or fact.cited)))
    bare = [fact.cited for fact in details_of(sheet) if fact.is_bare]
    others = [_detail_question(fact) for fact in details_of(sheet) if not fact.is_bare]
    asked = [("还有什么要知道的?", listed(bare))] if bare else []
    kept = [*pairs, *others][: count - len(asked)]
    return [*kept, *asked]


def _detail_question(fact: Fact) -> Pair:
    ending = next((asks for end, asks in DETAIL_QUESTIONS if fact.field.endswith(end)), "")
    if ending:
        return ending.format(field=fact.field), spoken_dates(fact.cited, within=True)
    amount = DIGIT.search(fact.value) and not NAMES_A_KIND.search(fact.field)
    return f"{fact.field}{'是多少' if amount else '是什么'}?", spoken_dates(fact.cited, within=True)


def as_text(pairs: Iterable[Pair]) -> str:
    return "\n".join(typeset(f"Q{n}:{q}\nA{n}:{_ended(a)}") for n, (q, a) in enumerate(pairs, start=1))


def _ended(answer: str) -> str:
    return answer if answer[-1:] in "。!！?？" else f"{answer}。"
