"""Marks of shops that a directory has yes or no for: pets, points, campaign, 7-day returns, open round the clock, tags."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from assistant.data import read_table
from knowledge.model import Shop
from knowledge.text import fold
from knowledge.writing.spans import DAY
from knowledge.writing.trading import spans_on

_YES = re.compile(r"^(?:是|有|可|能|支持|参[加与]|适用|允许|欢迎|友好|y|yes|true|√|✓|✔|o|●)")
_NO = re.compile(
    r"^(?:否|无|不|没|未|非|禁止|谢绝|n$|no|false|×|✗|x$|0(?:\.0+)?$)|不(?:可|得|能|参|支持|积)|禁止|谢绝"
)
Holds = Callable[[Shop], bool | None]  # None: the directory does not say


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark, how a question asks for shops that have it or lack it, how it is called, and whether a shop has it."""

    name: str
    asked: re.Pattern[str]
    denied: re.Pattern[str]
    called: tuple[str, str, str, str]  # with it and without it, in Chinese; the same in English
    holds: Holds


@dataclass(frozen=True, slots=True)
class Wanted:
    """A mark that the shops asked for have (`is_had`) or lack."""

    mark: Mark
    is_had: bool

    def fits(self, shop: Shop) -> bool:
        return self.mark.holds(shop) is self.is_had

    def called(self, english: bool) -> str:
        return self.mark.called[(2 if english else 0) + (0 if self.is_had else 1)]


def marks_in(text: str, shops: Sequence[Shop] = ()) -> list[Wanted]:
    """The marks that a text asks for; a denial is looked for first: 不能带宠物 is no wish for pets.

    Those out of tags only where the tags of some of the shops say them.
    """
    folded = fold(text)
    found = []
    told = [tagged()[name].mark for name in tagged_in(text) if tagged()[name].is_told(shops)]
    is_of_vouchers = any(mark.name == _VOUCHERS for mark in told)
    for mark in (*MARKS, *told):
        if is_of_vouchers and mark.name == "campaign":
            continue  # the directory says of vouchers itself who takes them
        if mark.denied.search(folded):
            found.append(Wanted(mark, False))
        elif mark.asked.search(folded):
            found.append(Wanted(mark, True))
    return found


@dataclass(frozen=True, slots=True)
class Tagged:
    """A mark out of a shop's tags, and how it is said of one shop; see data/marks.yaml."""

    mark: Mark
    says: tuple[str, str, str, str]
    topic: tuple[str, str]
    tags: re.Pattern[str]  # with it or without it

    def said_of(self, shop: Shop, english: bool) -> str:
        """What follows the shop's name; empty where its tags do not say."""
        has = self.mark.holds(shop)
        if has is None:
            return ""
        return self.says[(2 if english else 0) + (0 if has else 1)]

    def is_told(self, shops: Iterable[Shop]) -> bool:
        """Whether a directory says it of any shop."""
        return any(self.mark.holds(shop) is not None for shop in shops)

    def limits(self, shop: Shop) -> str:
        """The tag where it says more than yes or no: 少量素食, Limited wheelchair access."""
        return next((tag for tag in shop.tags if _LIMITED.search(tag) and self.tags.search(fold(tag))), "")


_VOUCHERS = "gift_voucher"
_LIMITED = re.compile(r"部分|少量|只[设收]|全[素纯清]")


def tagged_in(text: str) -> set[str]:
    """The names of the marks out of tags that a text speaks of."""
    folded = fold(text)
    return {name for name, one in tagged().items() if one.mark.asked.search(folded)}


def goods_of(shop: Shop) -> tuple[str, ...]:
    """A shop's tags but those that are marks, which are told where they are asked for."""
    return tuple(tag for tag in shop.tags if not _is_mark(tag))


@cache
def _is_mark(tag: str) -> bool:
    folded = fold(tag)
    return any(one.tags.search(folded) for one in tagged().values())


@cache
def tagged() -> dict[str, Tagged]:
    """The marks out of tags by their names."""
    rows: dict[str, dict[str, Any]] = read_table("marks.yaml")
    return {
        name: Tagged(
            _mark(name, row),
            tuple(row["says"]),
            tuple(row["topic"]),
            re.compile(rf"(?:{row['tagged']}|{row['lacks']})"),
        )
        for name, row in rows.items()
    }


def _mark(name: str, row: dict[str, Any]) -> Mark:
    asked, denied = re.compile(row["asked"]), re.compile(row["denied"])
    return Mark(name, asked, denied, tuple(row["called"]), _tag(row["tagged"], row["lacks"]))


def _tag(tagged: str, lacks: str) -> Holds:
    def holds(shop: Shop) -> bool | None:
        tags = fold("；".join(shop.tags))
        return False if re.search(lacks, tags) else True if re.search(tagged, tags) else None

    return holds


def _cell(*fields: str, yes: str = "", no: str = "") -> Holds:
    """Reads a shop's cell, and where that is empty its remark and tags: `yes` and `no` are what those say."""

    def holds(shop: Shop) -> bool | None:
        for field in fields:
            value = fold(getattr(shop, field)).strip()
            if value.strip(" -"):
                if _NO.search(value) and not re.match(r"(?:宠物)?(?:友好|可|欢迎)", value):
                    return False
                return True if _YES.search(value) or (yes and re.search(yes, value)) else None
        told = fold("；".join((shop.note, *shop.tags)))
        if no and re.search(no, told):
            return False
        return True if yes and re.search(yes, told) else None

    return holds


def _points(shop: Shop) -> bool | None:
    value = fold(shop.points_rate).strip()
    if re.search(r"[1-9]", value):
        return True
    return _cell("points_rate", yes=r"(?<!不)(?:可|能)积分", no=r"不(?:参与|可|能)?积分|无积分")(shop)


def _round_the_clock(shop: Shop) -> bool | None:
    from datetime import date

    spans = spans_on(f"{shop.hours_weekday}；{shop.hours_weekend}", date(2026, 1, 5))
    return None if spans is None else any(stop - start >= DAY for start, stop in spans)


_PET = r"(?:宠物|狗狗?|猫咪?|毛孩子|pets?|dogs?)"
_CAMPAIGN = r"(?:满减|活动|促销|优惠券|电子券|用券|券)"

MARKS = (
    Mark(
        "pets",
        re.compile(
            rf"宠物友好|(?:可以|能|允许|让|可).{{0,3}}(?:带|牵|抱|遛|进).{{0,3}}{_PET}|带.{{0,2}}{_PET}.{{0,4}}(?:能|可以|可)?(?:进|逛|去)"
            rf"|{_PET}.{{0,3}}(?:可以|能|可|让)进|pets?.?friendly|(?:allow|welcome|accept)s? {_PET}|{_PET} (?:are )?(?:allowed|welcome)|bring (?:my|a|our) {_PET}"
        ),
        re.compile(
            rf"(?:不(?:可以|能|让|许|准|允许|可)|禁止|谢绝).{{0,4}}(?:带|牵|抱|进).{{0,3}}{_PET}|{_PET}.{{0,3}}(?:不能|不可|不让|禁止)"
            rf"|(?:no|not allow|n't allow) {_PET}|not.{{0,10}}{_PET}"
        ),
        ("宠物友好", "宠物不可进入", "pet-friendly", "no pets"),
        _cell("pets", yes=r"宠物友好|(?:可|欢迎)(?:以)?(?:携)?带(?:宠物|狗|猫)|(?:pets?|dogs?) welcome|pet.?friendly",
              no=r"(?:禁止|不可|谢绝).{0,4}(?:宠物|狗)|no (?:pets|dogs)"),
    ),
    Mark(
        "points",
        re.compile(r"(?:可以|能|有|有没有|参与|累计|攒|积)\s*积?分(?!之)|(?:earn|give|collect)s? points|points are"),
        re.compile(r"(?:不|(?<!有)没有?|无法|不能|不可以?|不参与|不累计|不给)积分|(?<!有)没有?积分|积不了分|(?:not|n't|no) (?:earn |give |collect |get )?(?:any )?points"),
        ("可以积分", "不积分", "earning points", "not earning points"),
        _points,
    ),
    Mark(
        "campaign",
        re.compile(rf"(?:参加|参与|能用|可用|可以用|支持|适用).{{0,4}}{_CAMPAIGN}|满减.{{0,2}}(?:的|店)|(?:in|part of|join\w*) the (?:campaign|promotion)|(?:take|accept)s? (?:the )?(?:coupon|voucher)s?"),
        re.compile(rf"(?:不|(?<!有)没有?|未|不能|无法|不可以?)(?:参加|参与|能?用|可用|可以用|支持|适用).{{0,4}}{_CAMPAIGN}|{_CAMPAIGN}.{{0,3}}(?:不能用|用不了|不可用|不参加|不参与)"
                   r"|(?:not|n't) (?:in|part of|join|take part in|accept) .{0,6}(?:campaign|promotion|coupon|voucher)"),
        ("参与满减", "不参与满减", "in the campaign", "not in the campaign"),
        _cell("in_campaign", yes=r"参(?:加|与)(?:满减|活动)", no=r"不参(?:加|与).{0,4}(?:满减|活动)"),
    ),
    Mark(
        "returns",
        re.compile(r"7天.{0,3}(?:无理由|退)|(?:7|seven).?days? returns?|无理由退"),
        re.compile(r"(?:不|(?<!有)没有?|未|不能)(?:支持|参与|参加|可以|享受|适用)?.{0,2}(?:7天|无理由)|(?:7天|无理由).{0,8}(?:不支持|不行|不能)|(?:not|n't) .{0,8}(?:7|seven).?days? returns?"),
        ("支持7天无理由退货", "不支持7天无理由退货", "with 7-day returns", "without 7-day returns"),
        _cell("returns_7d", yes=r"支持7天", no=r"不(?:支持|适用)7天"),
    ),
    Mark(
        "24h",
        re.compile(r"24\s*小时|通宵|整夜|24.?h(?:ours?)?|all night|round the clock"),
        re.compile(r"(?:不是|非)(?:24小时|通宵)"),
        ("24小时营业", "不是24小时营业", "open 24 hours", "not open 24 hours"),
        _round_the_clock,
    ),
)  # fmt: skip
