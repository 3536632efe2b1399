"""A reply to a customer's review: thanks, the matter, and where a person helps. It promises nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache

from assistant.data import read_table
from assistant.drafting.facts.table import Fact
from assistant.drafting.templates.dice import Dice
from assistant.drafting.templates.praised import taken_up, told_by_customer
from assistant.drafting.templates.typeset import typeset
from assistant.model import MallProfile

MOST_TOPICS = 2
_QUESTION = re.compile(
    r"能不能|可不可以|有没有|是不是|可以.{0,8}吗|吗$|多少|怎么|哪里|哪家|什么|几[点岁个天]|多久|问"
)
_LABELLED = re.compile(r"差评|投诉|一星|1星")  # the request says what kind of review it is
_PRAISED = re.compile(r"好评|五星|5星|表扬")
_CLAUSES = re.compile(r"[，。；！？,;!?\s]+|但是?|不过|就是|可惜")

# Something given for a review that is deleted or changed.
TRADED = re.compile(
    r"(?:删|撤|改)(?:除|掉|了|成)?[^，。；,;\n]{0,6}(?:差评|评价|点评|好评|五星)[^。；;\n]{0,12}(?:送|赠|返|补偿|券|红包|免单|退)"
    r"|(?:送|赠|返|补偿|给)[^。；;\n]{0,10}(?:券|红包|免单|现金|积分)[^。；;\n]{0,12}(?:删|撤|改)[^。；;\n]{0,6}评"
)

# Praise that nobody has given yet.
FABRICATED = re.compile(
    r"(?:编|写|刷|造|凑|弄|炮制|代写|生成|来)(?:上|出|一?些|几)?\s*[\d一二三四五六七八九十百两几]{0,3}\s*[条个篇则份]?[^,，。;；\n回]{0,8}?(?:假|五星|5星|满分)?好评(?!的?(?:顾客|客人|回复|回评))"
)


@cache
def _data() -> dict:
    return read_table("replies.yaml")


def kind_of_review(review: str) -> str:
    """praise, complaint, mixed or other."""
    bad, good = _sides(review)
    if bad and good:
        return "mixed"
    return "complaint" if bad else "praise" if good else "other"


def _sides(review: str) -> tuple[list[str], list[str]]:
    """The clauses that complain, and those that praise; 不好吃 is no praise for its 好吃."""
    data = _data()
    bad, good = [], []
    for clause in filter(None, _CLAUSES.split(review)):
        denied = [word for word in data["no_praise"] if word in clause]
        rest = clause
        for word in denied:
            rest = rest.replace(word, " ")
        if denied or _LABELLED.search(rest) or any(word in rest for word in data["complaint"]):
            bad.append(clause)
        elif _PRAISED.search(rest) or any(word in rest for word in data["praise"]):
            good.append(clause)
    return bad, good


def asked_fact(review: str, facts: Sequence[Fact]) -> Fact | None:
    """The fact that a question among the clauses is about, if there is one; a fact is no part of the question."""
    asking = [c for c in _CLAUSES.split(review) if c and _QUESTION.search(c)]
    pairs = {c[i : i + 2] for c in asking for i in range(len(c) - 1)}

    def shared(fact: Fact) -> int:
        if any(fact.value in clause for clause in asking):
            return 0
        return sum(fact.value[i : i + 2] in pairs for i in range(len(fact.value) - 1))

    best = max(facts, key=shared, default=None)
    return best if best and shared(best) else None


def review_reply(
    review: str,
    profile: MallProfile,
    dice: Dice,
    name: str = "",
    told: Fact | None = None,
    shops: Sequence[str] = (),
    allowed: Callable[[str], bool] = bool,
) -> str:
    """The reply; other words with another seed. Of the review itself only who or what was praised is
    taken up, as far as `allowed`; `told`, the fact of the goods that it asks about, is said, and `name`, what it is about."""
    review = TRADED.sub(" ", review)  # said to us, not by the customer
    data, kind = _data(), kind_of_review(review)
    bad, good = _sides(review)
    said = [dice.pick("opening", data["openings"][kind])]
    own = _sides(told_by_customer(review) or review)[1]
    named = taken_up(own or good, shops, name, allowed) if good else []
    said += named[: MOST_TOPICS if kind == "praise" else 1]
    if good and not named:
        most = MOST_TOPICS if kind == "praise" else 1
        said += [topic["glad"] for topic in _topics(good, "glad")][:most] or (
            [data["other"]["glad"]] if kind == "praise" else []
        )
    if kind == "praise":
        said.append(dice.pick("thanks", data["thanks"]))
        return typeset("".join(said))
    if told and kind == "other":
        said.append(_data()["told"].format(name=name, fact=told.value))
    sorry = _topics(bad if kind == "mixed" else [review], "sorry")[:MOST_TOPICS]
    if kind != "other":
        said += [topic["sorry"] for topic in sorry] or [
            data["about"].format(name=name) if name else data["other"]["sorry"]
        ]
    if name and name not in "".join(said):
        said.append(data["about"].format(name=name))
    said.append(_next_step(sorry[0]["tell"] if sorry else data["tell"], profile, dice))
    return typeset("".join(said))


def _topics(clauses: list[str], side: str) -> list[dict]:
    text = "\n".join(clauses)
    return [t for t in _data()["topics"] if t.get(side) and any(word in text for word in t["words"])]


def english_reply(review: str, profile: MallProfile) -> str:
    data, kind = _data()["english"], kind_of_review(review)
    desk = profile.service_desk_en
    closing = data["next"] if desk and profile.hotline else data["plain"]
    told = data["thanks"] if kind == "praise" else closing.format(service_desk=desk, hotline=profile.hotline)
    return f"{data[kind]} {told}"


def _next_step(tell: str, profile: MallProfile, dice: Dice) -> str:
    known = profile.hotline and profile.service_desk
    step = dice.pick("next", _data()["next"]["desk" if known else "plain"])
    return step.format(tell=tell, service_desk=profile.service_desk, hotline=profile.hotline)
