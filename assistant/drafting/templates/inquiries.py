"""The questions that a request wants answered, and the clause of a campaign that answers each."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from assistant.drafting.sums.terms import Clause, Term
from assistant.drafting.telling import pairs_of

ASKING = re.compile(
    r"吗|么$|能不能|可不可以|有没有|是不是|要不要|用不用|算不算|怎么|如何|多少|几[张条次天点个份岁]|哪[里儿天些家个]|什么|多久|何时|呢$"
)
_ENDS = re.compile(
    r"[。!！?？;；\n]|[①-⑳]|(?:^|(?<=[\s:：,，。;；?？]))(?:\(?\d{1,2}[.、)）]|[一二三四五]、|第[一二三四五][,，、:：])"
)
_LEAD = re.compile(
    r"^[\s,，、:：]*(?:(?:请|帮|麻烦|写|出|来|做|给)[^:：,，]{0,16}[:：]|(?:问题?|客人|顾客|会员|有人|常被|他们?)[^:：,，]{0,6}?(?:问|想知道|关心)(?:[^:：,，]{0,4}[:：,，])?|[^:：]{0,24}?问[^:：,，]{0,4}[:：])\s*"
)
_ERRAND = re.compile(
    r"[,，]?\s*(?:请|帮忙?|麻烦)?(?:写|出|做|编|整理)(?:成|一|两|二|三|\d|个|份|段|条|清楚|明白|FAQ|faq|问答)[^?？]*$|[,，]\s*(?:FAQ|faq|问答|算给)[^?？]*$"
)
_ASKER = re.compile(
    r"^(?:客人|顾客|会员|家长|有人|他们?|她|大家)?(?:还|又|想|都|常|就)?问(?:一下|到|道)?(?=.{3})"
)
_TERMS = (
    (
        "limit",
        re.compile(
            r"(?:能|可以?|最多|一共)?领(?:取)?(?:几|多少)[张份个]|每人几张|限领|几张券?(?:能|可以)?领"
        ),
    ),
    (
        "per_receipt",
        re.compile(
            r"(?:小票|[一每]笔|一单|一次)[^,，？?]{0,6}(?:用|使)[^,，？?]{0,3}[几多][少张]|(?:能|可以)?(?:用|叠)几张"
        ),
    ),
    (
        "period",
        re.compile(
            r"(?:活动|券)?(?:到|什么时候|几号|哪天|何时)[^,，？?]{0,4}(?:结束|截止|为止|有效|过期)|(?:有效期|活动(?:时间|日期))"
        ),
    ),
    ("claim", re.compile(r"(?:哪[里儿]|怎么|如何|什么时候|几号)[^,，？?]{0,3}领|领券(?:时间|方式|入口)")),
    ("total", re.compile(r"(?:一共|总共|总)[^,，？?]{0,4}多少张|总量")),
    ("excluded", re.compile(r"哪些店[^,，？?]{0,4}(?:不能|不参|用不了)|不参与的?店")),
)
_ASKED_WORDS = re.compile(
    rf"{ASKING.pattern}|当[天日]|今天|那天|可以|能够?|客人|顾客|会员|请问"
)  # of a question, not of its matter
_OPENS = 16  # characters in which a clause says what it is about
_ASIDE = 0.3  # what an example counts beside a rule
_EXAMPLE = re.compile(r"举例|例如|比如")
_RARE = 0.25  # of the clauses have a pair that tells one from another
_SHARE = 0.34  # of the weight of a question's pairs that its answer has
_LONGEST = 40  # characters of a question


def inquiries(asked: str) -> list[str]:
    """The questions of a request in their order, each as a shopper would put it."""
    found: list[str] = []
    for part in _ENDS.split(asked):
        said = _ERRAND.sub("", _LEAD.sub("", part or "")).strip(" ,，、:：“”\"'")
        clauses = [c for c in re.split(r"[,，:：]", said) if c.strip()]
        first = next((n for n, c in enumerate(clauses) if ASKING.search(c)), None)
        if first is None:
            continue
        question = _ASKER.sub("", "，".join(clauses[first:]).strip())
        if 3 <= len(question) <= _LONGEST:
            found.append(f"{question}？")
    return list(dict.fromkeys(found))


def answered(
    questions: Iterable[str], clauses: Sequence[Clause], terms: Mapping[str, Term] | None = None
) -> list[tuple[str, str]]:
    """Each question with the terms that it asks for, else the clause that shares most of it, rare words first;
    without one it is left out."""
    own = [clause for clause in clauses if not clause.english]
    spread = Counter(pair for clause in own for pair in pairs_of(clause.text))
    told: list[tuple[str, str]] = []
    for question in questions:
        named = [terms[key].text for key, asks in _TERMS if terms and key in terms and asks.search(question)]
        if named:
            told.append((question, "，".join(dict.fromkeys(named))))
            continue
        pairs = {pair for pair in pairs_of(_ASKED_WORDS.sub(" ", question)) if spread[pair]}
        weights = {pair: math.log(1 + len(own) / spread[pair]) for pair in pairs}
        whole = sum(weights.values())
        telling = {pair for pair in pairs if spread[pair] <= _RARE * len(own)}

        def score(clause: Clause, weights: dict[str, float] = weights) -> float:
            inside, over = pairs_of(clause.text), pairs_of(f"{clause.section}。{clause.text[:_OPENS]}")
            found = ((pair, weight) for pair, weight in weights.items() if pair in inside)
            shared = sum(weight * (1 + 0.5 * (pair in over)) for pair, weight in found)
            aside = _ASIDE if _EXAMPLE.search(clause.text) else 1
            return shared * aside / (1 + len(clause.text) / 400)

        best = max(own, key=score, default=None)
        found = telling & pairs_of(best.text) if best else ()
        if best and found and score(best) >= _SHARE * whole:
            told.append((question, best.text))
    return told
