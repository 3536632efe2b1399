"""Several shops of one name: told of all together where nothing in the name tells them apart."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.model import Handling
from assistant.reply import Line, Reply
from assistant.shops.lines import ShopLines
from knowledge.directory import Mention
from knowledge.text import fold

_MOST = 5


def are_one_brand(mentions: Sequence[Mention]) -> bool:
    """Whether these shops bear the very same name; 某某 B1店 and 某某 L3店 do not, and can be chosen between."""
    names = {_plain(mention.shop.name) for mention in mentions}
    english = {_plain(mention.shop.name_en) for mention in mentions} - {""}
    return len(names) == 1 and len(english) <= 1


def _plain(name: str) -> str:
    """Letters and figures alone: harbour no. 1 is harbour no.1."""
    return re.sub(r"[\W_]", "", fold(name))


def of_one_brand(mentions: Sequence[Mention], asked: set[str], said: ShopLines) -> Reply:
    """All branches of a brand, each with what is asked for."""
    first = mentions[0].shop
    head = Line(said("branches", first, count=len(mentions)))
    lines = [
        said.card(mention.shop, asked | {"place"} if asked - {"place"} else asked)
        for mention in mentions[:_MOST]
    ]
    return Reply(Handling.ANSWER, (head, *lines), 0.95)


def called_so(mentions: Sequence[Mention], asked: set[str], said: ShopLines) -> Reply | None:
    """The one shop that is called just what was said, and then those whose names only have it: 耐克, beside 耐克儿童."""
    called = [
        one for one in mentions if one.exact and one.matched in map(fold, (one.shop.name, one.shop.name_en))
    ]
    if len(called) != 1 or len({mention.matched for mention in mentions}) != 1:
        return None
    others = [mention for mention in mentions if mention is not called[0]][: _MOST - 1]
    head = Line(said("named_alike", count=len(others)))
    tells_more = bool(asked - {"place", "goods", "hours"})
    rest = [said.card(one.shop, asked | {"place"}) if tells_more else said.option(one.shop) for one in others]
    return Reply(Handling.ANSWER, (said.card(called[0].shop, asked or {"place", "hours"}), head, *rest), 0.9)
