"""What a house has for its guests beside shops, asked for by many names: 找个地方喂奶, 上个厕所, somewhere to sit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from assistant.data import read_table
from knowledge.model import Hit
from knowledge.text import fold
from knowledge.writing.floors import keys_in

_BRACKETS = re.compile(r"[(（][^()（）]*[)）]")
# What a whole sentence is about where the thing stands in it: where it is, that there is one, what holds for it.
_WHERE = re.compile(
    r"在哪|哪[里儿边]|哪一?[层个]|几[楼层]|什么地方|[怎咋]么?[去走]|[有找借租](?:个|没有)?|(?<![a-z])(?:where|is there|are there|any|do you have|nearest|find)(?![a-z])"
)
# What stands before the place where something was left.
_LEFT_AT = re.compile(
    r"(?:落|忘|丢|掉|漏|遗[落失忘])(?:下|了|在|到|喺)*(?:一?[个件把条盒袋只部台本副][^,，。?]{1,5}[在到喺])?(?:你们|那个?)?(?:[bl]?\d[楼层f]?的?)?(?:[东南西北]侧的?)?$"
    r"|(?<![a-z])(?:left|forgot|lost|dropped)(?: [a-z]+){1,4} (?:in|at|on|by|near) (?:the |a |your )?(?:[a-z]+ )?$"
)
_LOST = re.compile(r"[丢掉]了|弄丢|落[在下]|不见了|遗失|捡到|拾到")
_LOST_PROPERTY = re.compile(r"失物|遗失|丢失|丢了|拾到|拾物|捡到")


@dataclass(frozen=True, slots=True)
class Facility:
    """One thing that guests look for, by how it is asked for and how papers write it."""

    name: str
    asked: re.Pattern[str]
    written: re.Pattern[str]

    def told_by(self, hit: Hit) -> bool:
        """Whether a passage tells of it, and does not only name it within brackets, among what a rule covers."""
        told = _BRACKETS.sub(" ", fold(hit.passage.text))
        return self.written.search(told) is not None or bool(
            self.written.search(fold(" ".join(hit.passage.section)))
        )

    def is_subject_of(self, hit: Hit) -> bool:
        """Whether a passage begins with it, as the row of a table or a clause about it does, or is one of its places.

        位置: L3 西侧 tells of nursing rooms under their heading.
        """
        first = re.split(r"[,，;；。、]", fold(hit.passage.text))[0]
        if hit.passage.kind == "row" and hit.passage.section and keys_in(first):
            first = f"{fold(hit.passage.section[-1])} {first}"
        return self.written.search(_BRACKETS.sub(" ", first)) is not None


# That it cannot be used is asked about, not what is near it.
_SHUT = re.compile(
    r"锁|关(?:了|着|闭|掉|门了)|停用|封(?:了|着|闭)|坏|维修|检修|进不去|打不开|开不了|用不了|不能用|不让[进用]|(?<![a-z])(?:locked|closed|shut|broken|out of order|not working)(?![a-z])"
)


def asks_why_shut(text: str) -> bool:
    """Whether a thing of the house is said to be shut or broken: 喂奶那间怎么锁了."""
    return bool(facilities_in(text)) and _SHUT.search(text) is not None


def facilities_in(text: str) -> tuple[Facility, ...]:
    """The things of a house that a plain question asks for; not those where something was left: 蛋糕落母婴室了."""
    return tuple(
        one
        for one in _facilities()
        if any(not _LEFT_AT.search(text[: match.start()]) for match in one.asked.finditer(text))
    )


def looks_for(text: str) -> tuple[Facility, ...]:
    """The things of a house that a plain question looks for: where one is, or whether there is any."""
    return facilities_in(text) if _WHERE.search(text) else ()


def asks_for_a_loan(text: str) -> bool:
    """Whether a plain message asks whether a thing can be borrowed: 能借充电宝不, can I borrow an umbrella."""
    return _LOAN.search(fold(text)) is not None


_LOAN = re.compile(
    r"(?:能|可以|可唔可以)[^,。!?]{0,4}借(?![鉴口此贷])[^,。!?]{1,8}(?:[吗么嘛不?]|$)|有没有?[^,。!?]{1,8}借"
    r"|(?<![a-z])(?:can|could|may) (?:i|we) (?:borrow|rent)(?![a-z])"
)
_WISHES = re.compile(
    r"^(?:下[大小暴]?雨了?[,，]?)?(?:我们?|咱们?)?(?:家|的)?(?:孩子|小孩|宝宝|娃|儿子|女儿|老人|老婆|老公|朋友)?(?:好|就)?(?:想要?|要|想去|要去|急着)?(?:[上去找用借]个?)?"
)
_PLACES = ("洗手间", "母婴室", "吸烟点", "饮水", "休息区", "医务", "祈祷室", "取款机", "充电宝", "雨伞")


def as_a_place(text: str) -> str:
    """A message that is no more than what a house has (厕所, 想上厕所), as the question where it is; others as they are."""
    bare = re.sub(r"[\W_]+$", "", text)
    thing = _WISHES.sub("", bare)
    named = [one for one in _facilities() if one.name in _PLACES and one.asked.fullmatch(thing)]
    return f"{thing}在哪" if named else text


@cache
def _facilities() -> tuple[Facility, ...]:
    rows = read_table("facilities.yaml")
    return tuple(
        Facility(name, re.compile(row["asked"]), re.compile(row["written"])) for name, row in rows.items()
    )


def is_of_lost_property(asked: str, told: str) -> bool:
    """Whether something was lost or found, and what is told is of such things: whatever it is, it need not be named there."""
    return _LOST.search(asked) is not None and _LOST_PROPERTY.search(told) is not None
