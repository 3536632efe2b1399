"""The priced lines of a brief: a menu or a price list among other things that it tells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.drafting.facts.fields import exact_kind

LINE = re.compile(
    r"^\s*(?:\d{1,2}[.、)）]\s*)?(?P<name>[^\d:：¥￥$,，。;；\n][^:：¥￥$,，。;；\n]{1,23}?)[\s.…·_—-]*"
    r"(?P<price>(?:[¥￥$]|HK\$|NT\$|RMB ?)\s*\d[\d,]*(?:\.\d{1,2})?|\d[\d,]*(?:\.\d{1,2})?\s*(?:元|块)|(?<=[.…·_—\t-])\s?\d[\d,]*(?:\.\d{1,2})?|(?<=  )\d[\d,]*(?:\.\d{1,2})?)(?P<per>\s*/\s*\S{1,4}|\s*起)?[\s,，;；。]*$"
)
_BARS = re.compile(r"^\s*[|｜].*[|｜]\s*$")
LEAST_IN_A_BRIEF = 2  # priced lines that follow each other
CARTE = "价目"  # the field that all prices of a list are told in
COLUMNS = 2
_CALLED = ("菜单", "餐单", "饮品单", "酒水单", "价目表", "价目")
_ITEM = re.compile(
    r"(?P<name>[\u3400-\u9fff][\u3400-\u9fffA-Za-z·]{1,13}?(?:[(（][^()（）\n]{1,10}[)）])?)\s*(?P<size>\d+(?:\.\d+)?\s*(?:ml|g|kg|克|毫升|寸|粒|片|只|个|支|枚|张|装)*\s*)?"
    r"(?P<price>(?:小份|大份|中份|小杯|大杯|中杯)?[¥￥]?\s*\d[\d,]*(?:\.\d{1,2})?\s*元(?:\s*/\s*[\u3400-\u9fff]|[一每][\u3400-\u9fff])?(?:(?:小份|大份|中份|小杯|大杯|中杯)\s*\d+\s*元)*起?)"
)
_ENGLISH_ITEM = re.compile(
    r"(?:^|[:;,.]|\band\b)\s*(?P<name>[A-Za-z][A-Za-z0-9 '&×()-]{2,48}?)\s*[:,–-]?\s*(?P<price>(?:CNY|RMB|¥)\s*\d[\d,]*(?:\.\d{1,2})?|\d[\d,]*(?:\.\d{1,2})?\s*(?:yuan|CNY|RMB)(?!\s*\d))(?![\d])",
    re.I,
)
# What has a price and is no goods of its own: kinds of price, tickets, sizes, conditions of an offer.
_NO_GOODS = re.compile(
    r"价$|票$|费$|金$|[寸码份杯号装]$|^(?:成人|儿童|单人|双人|会员|原|现|满|减|立|实付|到手|每|另|再|只要|仅|售|卖|送|返|赠|押|抵|约|共|合计|总)|(?:满|减|立减|各|就|卖|只要|仅售|仅|是|为|要|收|付|送|返|退|花|买|了|另加|加)$|[一两二三四五六七八九十]$|克每|每克|^(?:only|now|price|at|for|was|from|member|original|each|per)\b"
)
Row = tuple[int, int, str, str]  # start, end, name, price
SIZE = re.compile(r"^[大中小超]?[杯份碗盒瓶码号]$")


@dataclass(frozen=True, slots=True)
class Carte:
    """The priced goods of a brief at [start, end): `said` is all of them in one line, `first` the first of
    `count`; `kind` is what the brief calls the list, empty: nothing."""

    start: int
    end: int
    said: str
    first: str
    count: int
    kind: str

    def called(self, shop: str) -> str:
        """The name of the whole: the shop's list, else its first goods."""
        if shop and self.kind:
            return f"{shop}{self.kind}"
        if not re.search(r"[\u3400-\u9fff]", self.first):
            return f"{self.first} and more"
        return f"{self.first}等{self.count}款"


def carte_in(text: str) -> Carte | None:
    """The priced goods of a brief that tells other things too, a line or a clause each; None for fewer than two."""
    return _in_lines(text) or _in_a_row(text)


def _in_lines(text: str) -> Carte | None:
    run: list[Row] = []
    best: list[Row] = []
    start, head = 0, None  # of the table's head above the run
    for line in text.splitlines(keepends=True):
        match = LINE.match(_bare_row(line))
        if match and _names_goods(match["name"]):
            name = match["name"].strip(" .…·_—-")
            told = _money(match["price"]) + (match["per"] or "").strip()
            run.append((start if head is None else head, start + len(line.rstrip()), name, told))
            head = None
        elif line.strip():
            run = []
            head = (start if head is None else head) if _BARS.match(line) else None
        best = max(best, run, key=len)
        start += len(line)
    return _carte(best, text)


def _in_a_row(text: str) -> Carte | None:
    """火山炒饭28元、泰式炒河粉32元: goods with a price each, one behind the other."""
    return _run(text, _ITEM) or _run(text, _ENGLISH_ITEM)


def _run(text: str, item: re.Pattern[str]) -> Carte | None:
    run: list[Row] = []
    best: list[Row] = []
    for match in item.finditer(text):
        if run and text[run[-1][1] : match.start("name")].strip(" 、,，;；和及与\n"):
            run = []
        if _is_goods(match["name"]):
            told = "".join(part for part in (match.groupdict().get("size") or "", match["price"]) if part)
            run.append((match.start("name"), match.end(), match["name"].strip(), told.strip()))
        else:
            run = []
        best = max(best, run, key=len)
    return _carte(best, text)


def _carte(rows: Sequence[Row], text: str) -> Carte | None:
    if len(rows) < LEAST_IN_A_BRIEF or len({name for _, _, name, _ in rows}) < len(rows):
        return None
    latin = not re.search(r"[\u3400-\u9fff]", rows[0][2])
    said = ("; " if latin else "、").join(
        f"{name}{' ' if latin else ''}{price}" for _, _, name, price in rows
    )
    kind = next((called for called in _CALLED if called in text), "")
    return Carte(rows[0][0], rows[-1][1], said, rows[0][2], len(rows), kind)


def _names_goods(name: str) -> bool:
    return not exact_kind(name) and not SIZE.match(name.strip())


def _is_goods(name: str) -> bool:
    return _names_goods(name) and not _NO_GOODS.search(name.strip()) and len(name.strip()) > 2


def _bare_row(line: str) -> str:
    """A row between bars as a line: | 咖喱饭 | 38 |."""
    if not _BARS.match(line):
        return re.sub(r"^\s*[-•*·]\s*", "", line)
    cells = [cell.strip() for cell in re.split(r"[|｜]", line) if cell.strip()]
    return "\t".join(cells) if len(cells) == COLUMNS else ""


def _money(price: str) -> str:
    """In yuan where no currency is told: 68 as 68元."""
    return f"{price.strip()}元" if re.fullmatch(r"[\d,.]+", price.strip()) else price.strip()
