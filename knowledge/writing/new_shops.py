"""A shop that a notice of new shops tells of, with its hours: 甲店於2樓210號舖開幕，營業時間11:30–23:30."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files

from knowledge.text import fold
from knowledge.writing.amending import shadow
from knowledge.writing.trading import spans_on
from knowledge.writing.weekly import A_MONDAY
from knowledge.yamlfile import read_yaml

_OPENED: str = read_yaml(files("knowledge.writing") / "moves.yaml")["opened"]
_HEADING = re.compile(
    r"新店|新商户|新品牌|新租户|新进驻|新食肆|(?<![a-z])new (?:shops?|stores?|tenants?|brands?|opening)"
)
_OPENED_AT = re.compile(
    rf"(?P<whose>[^,，。:：]{{2,40}}?)\s*(?:已|将|现已|正式|全新)*(?:[于在]|进驻|登陆|(?<![a-z])(?:opens?|opened|is now open|now open)? ?(?:at|on)(?![a-z]))\s*"
    rf"(?:(?:shop|unit) (?:no\.? ?)?)?(?P<place>(?:[负地下]*[\d一二三四五六七八九十]+\s*[层楼]|[a-z]{{1,3}}\d?\s*[层楼]|[bl]?\d/?f|(?<=shop )|(?<=unit ))[^,，。]{{0,14}}?[号铺舖]?[铺舖]?)"
    rf"\s*(?:正式|盛大|全新)*(?:{_OPENED}|$|[,，])"
)
_HOURS = re.compile(
    r"(?:(?:营业|营运|开放)时[间段]|(?<![a-z])(?:opening |business )?hours)\s*(?:为|是|[:：])?\s*(?P<hours>[^,，。;；]+)"
)


@dataclass(frozen=True, slots=True)
class NewShop:
    """Its name and its hours as written, and the words of its place."""

    name: str
    place: str
    hours: str


def new_shop_in(sentence: str, section: Sequence[str]) -> NewShop | None:
    """The shop that a sentence under a heading of new shops says to have opened somewhere."""
    if not any(_HEADING.search(fold(heading)) for heading in section[-1:]):
        return None
    said = _OPENED_AT.match(shadow(sentence))
    if said is None:
        return None
    found = _HOURS.search(shadow(sentence))
    hours = sentence[slice(*found.span("hours"))].strip() if found else ""
    is_read = bool(hours) and spans_on(fold(hours), A_MONDAY) is not None
    return NewShop(sentence[slice(*said.span("whose"))].strip(), said["place"], hours if is_read else "")
