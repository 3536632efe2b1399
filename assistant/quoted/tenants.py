"""Rows of internal tables that give what single shops sell: nobody is told, so they are read without that figure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.quoted.cells import cells_of
from knowledge.directory import stands_in
from knowledge.model import Document, Found, Hit, Passage, Visibility
from knowledge.text import fold

_NAMES_A_SHOP = re.compile(
    r"(?:店铺?|门店|柜位?|铺头?|品牌|商户|商家|租户|(?<![a-z])(?:shop|store|brand|tenant))(?:名称?| ?names?)?$"
)
_SALES = re.compile(
    r"销售(?!热线|电话|点|时间|地址|部)|营业额|营收|业绩|流水(?!号)|坪效|(?<![a-z])(?:sales|turnover|revenue)(?![a-z])"
)
_MONEY = re.compile(r"[约近+¥$-]*\d[\d,]*(?:\.\d+)?\s*(?:[千百十]?[万亿]?元?|%|k|m)?")  # 23件 is none
_OF_A_PERIOD = re.compile(r"20\d\d|\d{1,2}月|月|季|年|周|日|q[1-4]|金额|本期|上期|同期")
_SHARE = re.compile(
    r"占比|占.{0,6}比|比重|份额|贡献|同比|环比|[年月]增|增[长幅]|(?<![a-z])(?:share|growth|yoy|mom)(?![a-z])"
)
_ALL_IN_ALL = re.compile(r"^(?:合计|总计|共计|小计|全场|全馆|整体)|(?<![a-z])total(?![a-z])")
_ASKS = re.compile(rf"{_SALES.pattern}|生意|卖(?:得|了|的)?(?:最|多少|怎)|(?<![a-z])sell(?:s|ing)?(?![a-z])")
_WHICH = re.compile(
    r"(?:[哪各每几边]|单一?)[个家间]?(?:店|柜|专柜|铺|品牌|牌子|商户|商家|租户)|(?<![分按])(?:店铺?|柜位?|专柜|品牌|商户|商家|租户)(?:的)?(?:销售|业绩|营业额|营收|生意|排)"
    r"|最(?:好|高|多|旺|差|低|少)的?(?:店|柜|专柜|铺|品牌|牌子|商户|商家|租户)"
    r"|(?<![a-z])(?:which|each|every|top|best|what) (?:[\w-]+ )?(?:shops?|stores?|brands?|tenants?|counters?)(?![a-z])"
)


def asks_which_sells(text: str) -> bool:
    """Whether a plain message asks how single shops that it does not name sell: 哪个柜位业绩最高."""
    said = fold(text)
    return bool(_ASKS.search(said) and _WHICH.search(said))


def asks_what_is_sold(text: str) -> bool:
    """Whether a plain message asks for sales at all."""
    return _ASKS.search(fold(text)) is not None


def without_sales(passage: Passage, document: Document) -> Passage:
    """The passage as it may be told: the row of one shop in an internal table without what it sells."""
    if passage.kind != "row" or document.visibility is Visibility.PUBLIC:
        return passage
    cells = cells_of(passage.text)
    if not _tenant(cells):
        return passage
    heading = fold(" ".join((document.title, *passage.section)))
    sold = [cell for cell in cells if _is_sold(*cell, heading)]
    if not sold:
        return passage
    kept = [cell for cell in cells if cell not in sold and not _SHARE.search(fold(cell[0]))]
    return replace(passage, text="; ".join(f"{header}: {value}" for header, value in kept))


def is_named(text: str, hits: Iterable[Hit]) -> bool:
    """Whether a plain message names the shop of a row of an internal table that was found."""
    said = fold(text)
    internal = (hit.passage for hit in hits if hit.document.visibility is not Visibility.PUBLIC)
    names = (fold(_tenant(cells_of(passage.text))) for passage in internal if passage.kind == "row")
    return any(len(name) > 1 and stands_in(name, said) for name in names)


def found_without_sales(found: Found) -> Found:
    """What was found, each row as it may be told."""
    return replace(found, hits=tuple(map(_told, found.hits)))


def _tenant(cells: Sequence[tuple[str, str]]) -> str:
    """The shop that a row is of, as it calls it; empty for rows of all in all and of other things."""
    name = next((value for header, value in cells if _NAMES_A_SHOP.search(fold(header))), "")
    return "" if _ALL_IN_ALL.search(fold(name)) else name


def _told(hit: Hit) -> Hit:
    passage = without_sales(hit.passage, hit.document)
    return hit if passage is hit.passage else replace(hit, passage=passage)


def _is_sold(header: str, value: str, heading: str) -> bool:
    """Whether a cell is a sum of money under a head of sales, or of a month in a table of sales."""
    if not _MONEY.fullmatch(fold(value).strip()):
        return False
    head = fold(header)
    return bool(_SALES.search(head) or (_OF_A_PERIOD.match(head) and _SALES.search(heading)))
