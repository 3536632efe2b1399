"""What a text is about: the name of the goods in its first clauses, and their brand."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.drafting.facts.phrases import BREAK, shadow_of, words

UNIT = re.compile(r"[LlBb]\d{1,2}-(?:\d{1,4}[A-Za-z]?(?![0-9A-Za-z])|[\u3400-\u9fff]?[A-Za-z]\d{0,2})")
_QUOTED = re.compile(r"[「“《『\"]([^「」“”《》『』\"\n]{2,24})[」”》』\"]")
_OPENING = re.compile(
    r"^\s*(?:(?:大家好|hi|hello|嗨|新品推荐|新品上市|上新啦?|新品|新款|今日推荐|推荐|本店新上|本周|今冬|今夏|秋冬(?=[!,:, 新上])|春夏(?=[!,:, 新上]))[!,:, ]*)*"
    r"(?:我们(?:家)?的?|本店的?|店里的?)?(?:新到的?|新上的?|新出的?|新推出的?|介绍一下)?"
    r"(?:这|那|本|该|一)?(?:批|波|种|款|支|个|件|双|条|瓶|杯|只|枚|门|盒|套|碗|块)?(?:新品|新款)?[::\s]*"
)
_ENGLISH_OPENING = re.compile(
    r"^\s*(?:introducing|meet|try|new|our|the|this|a|an)\s+(?:new\s+|our\s+)?", re.I
)
# What follows a name in its clause.
_AFTER = re.compile(
    r"(?:是(?!兰)|采用|选用|使用|为(?=[\d一])|含(?=[\d有])|只要|仅售|售价|原价|现价|特价|来自|产自|上市|到店|到货|开售|发售|上新|净含量|净重|容量|规格|适合|有(?=[\d两三四五六])"
    r"|共(?=\d)|由(?=.)|(?:今|明)(?:天|日)|重约?(?=\d)|[\s::(（—]|就?在(?=[lb\d一二三四五负])|开班|招生|热卖|热销|卖(?=\d)|\bis\b|\bare\b|\bcomes\b|\bhas\b|\bmade\b|\bwith\b|\bfor\b|\bat\b|\bin\b)"
)
_ENGLISH_AFTER = re.compile(
    r"\s+(?:is|are|comes|has|features|made|with|for|at|in|from|now|only|by)\b|[:(—]|\s+-\s", re.I
)
_NO_NAME = re.compile(
    r"^(?:有?一?[位名个]?|某)?(?:顾客|客人|会员|用户)|^(?:写|出|帮|请|要|给|做|来|生成|为|用|同款|一篇|突出|改写|发|主打|到|在|和(?![田牛服果菓平风])|与|最|第|满|凡|每|全场|活动|优惠|现在|今天|门店|地址|价格|欢迎|(?:供应|营业|开放|服务)?时[间段]|门?店(?:就)?在|以[上下]|[lb]\d{1,2}[层楼f]?(?:中庭|外?广场|连廊|大厅|入口|门口)?$|products?$|items?$|cny\b|rmb\b)|[??]|(?:吗|呢|吧)$|能不能|可不可以|有没有|几点|多少|怎么|哪[里儿家]|什么时候"
)
_MAKER = re.compile(
    r"^(?P<v>[\u3400-\u9fff]{2,5}牌|[A-Za-z][A-Za-z&'’.-]{1,20}(?:\s[A-Z][A-Za-z&'’.-]+){0,2})(?=\s*[\u3400-\u9fff])"
)
_BRAND = re.compile(
    r"(?:品牌(?:是|为|:)?|来自品牌|(?<![a-z])by)\s*(?P<v>[\u3400-\u9fffA-Za-z][\u3400-\u9fffA-Za-z&'· ]{1,19})"
)
_ASKED = re.compile(
    r"(?:给|为|帮)(?:我们的?|这款|本店的?|新品)?(?P<v>[^,。!?;\n]{2,20}?)(?:写|出|做|来|拟|编)"
)
CLAUSE = re.compile(rf"(?:(?!\.\s)[^{BREAK}])+")
_TRAILING = " \t\r\n、,:-—和与及的"
_OWN_HE = re.compile(r"和(?=[田牛服果菓平风])")  # 和田玉 is a name
_NAME_MOST = 24  # characters


@dataclass(frozen=True, slots=True)
class Told:
    """A fact in a sentence: its own words stand at [start, end)."""

    kind: str
    field: str
    start: int
    end: int


class Text:
    """A text, and which of its characters a fact has taken."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.shadow = shadow_of(text)
        self.taken: list[tuple[int, int]] = []

    def is_free(self, start: int, end: int) -> bool:
        return not any(a < end and start < b for a, b in self.taken)

    def free_part(self, start: int, end: int) -> tuple[int, int]:
        """The longest piece of a span that no other fact has."""
        pieces, since = [], start
        for a, b in sorted((a, b) for a, b in self.taken if a < end and start < b):
            pieces.append((since, max(since, a)))
            since = max(since, b)
        return max([*pieces, (since, max(since, end))], key=lambda piece: piece[1] - piece[0])

    def trimmed(self, start: int, end: int) -> tuple[int, int]:
        while start < end and self.text[start] in _TRAILING and not _OWN_HE.match(self.text[start:end]):
            start += 1
        while end > start and self.text[end - 1] in _TRAILING:
            end -= 1
        return start, end


def name_in(page: Text) -> Told | None:
    """What the text is about: quoted in its first clauses, else what its first clause begins with."""
    asked = _ASKED.match(page.shadow)
    if asked:
        return Told("name", "品名", *page.trimmed(*asked.span("v")))
    for clause in list(CLAUSE.finditer(page.shadow))[:2]:
        found = _leading(page, clause.start(), clause.end()) or _quoted(page, clause.start(), clause.end())
        if found:
            return found
        if page.is_free(clause.start(), clause.end()) and len(clause[0].strip()) > 4:
            break  # the text begins with something else
    return None


def _quoted(page: Text, start: int, end: int) -> Told | None:
    quoted = _QUOTED.search(page.text, start, end)
    if quoted and page.is_free(*quoted.span(1)) and not any(word in quoted[1] for word in words()["asides"]):
        return Told("name", "品名", *quoted.span(1))
    return None


def _leading(page: Text, start: int, end: int) -> Told | None:
    clause = page.shadow[start:end]
    opening = _OPENING.match(clause)
    head = opening.end() if opening else 0
    english = _ENGLISH_OPENING.match(clause[head:])
    head += english.end() if english else 0
    first_taken = min((a for a, b in page.taken if start + head < b and a < end), default=end)
    words_left = clause[head : max(head, first_taken - start)]
    latin = sum(c.isascii() and c.isalpha() for c in words_left) > len(words_left) / 2
    stop = (_ENGLISH_AFTER if latin else _AFTER).search(words_left, 2 if len(words_left) > 2 else 0)
    stop_at = stop.start() if stop else len(words_left)
    a, b = page.trimmed(start + head, start + head + stop_at)
    if _QUOTED.fullmatch(page.text, a, b):
        a, b = a + 1, b - 1
    name = page.shadow[a:b]
    if (
        not 2 <= len(name) <= _NAME_MOST * (2 if latin else 1)
        or _NO_NAME.search(name)
        or not re.search(r"[a-z\u3400-\u9fff]{2}", name)
    ):
        return None
    if any(word in name for word in words()["asides"]):
        return None
    return Told("name", "品名", a, b)


def branded(page: Text, name: Told) -> list[Told]:
    """The name, and the brand that it begins with or that the text calls one."""
    maker = _MAKER.match(page.text[name.start : name.end])
    said = _BRAND.search(page.text)
    page.taken.append((name.start, name.end))
    found = [name]
    if said and page.is_free(*said.span("v")):
        page.taken.append(said.span())
        found.append(Told("brand", "品牌", *page.trimmed(*said.span("v"))))
    elif maker:
        found.append(Told("brand", "品牌", name.start, name.start + len(maker["v"].removesuffix("牌"))))
    return found
