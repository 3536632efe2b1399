"""Whether an offer can be had at the moment that is asked about, by the clause that says from when until when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, time

from assistant.asking.asked import Asked
from assistant.reply import Line, quoted
from knowledge.evidence import folded_text
from knowledge.model import Hit, Standing
from knowledge.text import fold
from knowledge.writing.calendar import window_in
from knowledge.writing.occasions import ways_to_call

_TYPES = ("campaign", "lottery")
_ASKS_WHAT_IS_ON = re.compile(
    r"活动|优惠|好玩|节目|表演|(?:搞|做|办|有)(?:点|些)?(?:什么|啥)(?!时)|(?<![a-z])(?:events?|activit\w+|on offer|what'?s on|going on)(?![a-z])"
)
_NEAR = 5  # hits of which one names the feast
_READ = 12  # hits of which one may say from when until when
_ASKS = re.compile(
    r"(?:今[天日晚]|现在|这会儿?|此刻|明[天日晚]|后天|还|\d[号日]|周[一二三四五六日天])[^,。?]{0,8}?(?:能|可以|有得)(?:不能|不可以)?[^,。?]{0,6}?(?P<does>用|使|刷|抽)"
    r"[^,。?多久几]{0,6}(?:[吗不么没嘛吧][?]?|[?])?$"
    r"|(?<![a-z])(?:can|could|is|are)(?![a-z]).{0,40}(?P<doing>use|used|valid|draw)(?![a-z])"
)
_OF = {"抽": re.compile(r"抽奖"), "draw": re.compile(r"draw")}
_OF_COUPONS = re.compile(r"有效期|使用时间|可以?使?用|用1张|valid|show the code|coupon")
_THINGS = re.compile(r"券|满\d*减|抽奖|coupon|voucher|draw")


def of_that_feast(asked: Asked, ranked: Sequence[Hit]) -> list[Hit]:
    """Where a question asks what is on at a feast, the hits that name it, if a near one does: 圣诞有什么活动 asks of no anniversary."""
    ways = ways_to_call(fold(asked.text)) if _ASKS_WHAT_IS_ON.search(asked.text) else frozenset()
    named = [hit for hit in ranked if any(way in folded_text(hit) for way in ways)]
    return named if any(hit in named for hit in ranked[:_NEAR]) else list(ranked)


def out_of_season(asked: Asked, ranked: Sequence[Hit]) -> list[Line]:
    """The clause that says from when until when, where the moment lies outside; nothing where it lies within."""
    text = fold(asked.full)
    match = _ASKS.search(fold(asked.text))
    if match is None or not _THINGS.search(text):
        return []
    does = match["does"] or match["doing"]
    of_it = _OF.get(does, _OF_COUPONS)
    for hit in ranked[:_READ]:
        window = window_in(hit.passage.text, asked.today) if _tells(hit, of_it) else None
        if window is None:
            continue
        at = _moment(asked)
        if window[0] <= at < window[1]:
            return []
        line = quoted(hit)
        told = _in_english(window) if asked.english else line.text
        return [Line(_opening(at >= window[1], asked.english) + told, line.sources)]
    return []


def _tells(hit: Hit, of_it: re.Pattern[str]) -> bool:
    in_force = hit.standing is Standing.IN_FORCE and hit.document.doc_type in _TYPES
    return in_force and of_it.search(fold(hit.passage.text)) is not None


def _in_english(window: tuple[datetime, datetime]) -> str:
    return f"It runs from {window[0]:%Y-%m-%d %H:%M} to {window[1]:%Y-%m-%d %H:%M}."


def _moment(asked: Asked) -> datetime:
    """The moment asked about, on the wall clock: now, or noon of another day."""
    day = next(iter(asked.need.days), asked.today)
    return (
        asked.question.as_of.replace(tzinfo=None) if day == asked.today else datetime.combine(day, time(12))
    )


def _opening(is_over: bool, english: bool) -> str:
    if english:
        return "No, it is over. " if is_over else "Not yet. "
    return "不能，已经结束。" if is_over else "还不能，时间没到。"
