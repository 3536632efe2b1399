"""What a service of a kind of shop costs, where no paper tells it: 剪头发多少钱. The shops themselves may be asked."""

from __future__ import annotations

import re

from assistant.asking.asked import Asked
from assistant.model import Handling
from assistant.phrases import Phrases
from assistant.quoted import certainty
from assistant.reply import Line, Reply, Source
from assistant.shops.asking import names_only_kinds
from assistant.shops.kinds import kinds_in, tightest, words_of
from assistant.shops.lines import ShopLines
from knowledge.directory import is_shop_row
from knowledge.library import Library
from knowledge.model import Hit, Shop
from knowledge.text import fold
from knowledge.writing.presence import is_present

_PRICE = re.compile(
    r"票?(?:大概|一般|大约)?(?:要|得|收)?(?:多少钱|几多?钱|多少元|几块钱?|什么价钱?|啥价|贵不贵|贵吗)(?:[一每]?[次个回副])?|[怎咋]么?(?:收费|卖)|价格(?:多少|是多少)?"
    r"|(?<![a-z])how much (?:is|are|for|does)(?: (?:a|an|the|it))?(?: cost)?(?![a-z])"
)
_AMOUNT = re.compile(r"(?<![满减\d,.])\d[\d,.]*元|[$¥] ?\d")
_SENTENCE = re.compile(r"[。;；]")
_READ = 6  # hits of which one may tell the price
_IN_FULL, _MOST = 2, 5  # shops told of with their number, and in a list


def price_of_a_kind(asked: Asked, library: Library, phrases: Phrases) -> Reply | None:
    """The shops of the one kind whose price is all that is asked; None where a paper near the question has it."""
    text = fold(asked.text)
    if asked.staff or asked.named or asked.facilities or not _PRICE.search(text):
        return None
    rest = _PRICE.sub(" ", text)
    kinds = tightest(kinds_in(rest), asked.directory.shops)
    if len(kinds) != 1 or not names_only_kinds(rest) or _is_told(asked, words_of(rest)):
        return None
    shops = [shop for shop in kinds[0].among(asked.directory.shops) if is_present(shop, asked.today)]
    if not 0 < len(shops) <= _MOST:
        return None

    def row_of(shop: Shop) -> Source | None:
        found = library.passage(shop.passage_id, asked.question.viewer, asked.question.as_of)
        return Source(*found) if found else None

    said = ShopLines(asked.english, asked.today, asked.question.as_of, row_of)
    in_full = len(shops) <= _IN_FULL
    lines = [said.card(shop, {"phone"}) if in_full else said.option(shop) for shop in shops]
    topic = asked.question.message.strip().rstrip("?？。!！")
    first = Line(phrases.say("shop_silent", asked.language, topic=topic))
    return Reply(Handling.UNKNOWN, (first, *lines), certainty.GOING_ON, topic=asked.full)


def _is_told(asked: Asked, words: list[str]) -> bool:
    """Whether a sentence of a paper near the question names the thing and what is paid, be it in a row with its price."""
    papers = (hit for hit in asked.found.hits[:_READ] if not is_shop_row(hit.document, hit.passage))
    told = [part for hit in papers for part in _parts(hit)]
    return any(_AMOUNT.search(text) and any(word in text for word in words) for text in told)


def _parts(hit: Hit) -> list[str]:
    """The sentences of a passage; a row is one."""
    text = fold(hit.passage.text)
    return [text] if hit.passage.kind == "row" else _SENTENCE.split(text)
