"""Facts in sentences: "这款保温杯500ml,316不锈钢,售价199元" without a single label."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.drafting.phrases import BREAK, shadow_of, wordings, words

FEATURE = "特点"
_CLAUSE = re.compile(rf"(?:(?!\.\s)[^{BREAK}])+")
_WORD = re.compile(rf"[^{BREAK}\s]+")
_SPACED = 3  # blanks between Chinese words: here they end clauses
_QUOTED = re.compile(r"[「“《『\"]([^「」“”《》『』\"\n]{2,24})[」”》』\"]")
_OPENING = re.compile(
    r"^\s*(?:(?:大家好|hi|hello|嗨|新品推荐|新品上市|上新啦?|新品|新款|今日推荐|推荐|本店新上|本周|今冬|今夏|秋冬|春夏)[!,:, ]*)*"
    r"(?:我们(?:家)?的?|本店的?|店里的?)?(?:新到的?|新上的?|新出的?|新推出的?|介绍一下)?"
    r"(?:这|那|本|该|一)?(?:款|支|个|件|双|条|瓶|杯|只|枚|门|盒|套|碗|块)?(?:新品|新款)?[::\s]*"
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
    r"^(?:写|出|帮|请|要|给|做|来|生成|为|用|同款|一篇|突出|改写|发|主打|到|在|和|与|最|第|满|凡|每|全场|活动|优惠|现在|今天|门店|地址|价格|欢迎)|[??]|(?:吗|呢|吧)$"
)
_MAKER = re.compile(
    r"^(?P<v>[\u3400-\u9fff]{2,5}牌|[A-Za-z][A-Za-z&'’.-]{1,20}(?:\s[A-Z][A-Za-z&'’.-]+){0,2})(?=\s*[\u3400-\u9fff])"
)
_BRAND = re.compile(
    r"(?:品牌(?:是|为|:)?|来自品牌|(?<![a-z])by)\s*(?P<v>[\u3400-\u9fffA-Za-z][\u3400-\u9fffA-Za-z&'· ]{1,19})"
)
_JOINING = re.compile(r"^[\s、,::]*(?:而且|并且|同时|另外|还有|也|且|还|并|更|就|都|以及|和|与|,)+")
_TRAILING = " \t\r\n、,:-—和与及的"
_NAME_MOST, _FEATURE_LEAST, _FEATURE_MOST = 24, 3, 40
# Words that are too short for a field's name.
_FULL = {"共": "规格", "总": "规格", "重": "重量", "长": "长度", "高": "高度"}
_ASKED = re.compile(
    r"(?:给|为|帮)(?:我们的?|这款|本店的?|新品)?(?P<v>[^,。!?;\n]{2,20}?)(?:写|出|做|来|拟|编)"
)
_WINDOW = 600  # characters read at once
_BEFORE = 6  # characters before an amount of money that say what it is


@dataclass(frozen=True, slots=True)
class Told:
    """A fact in a sentence: its own words stand at [start, end)."""

    kind: str
    field: str
    start: int
    end: int


class _Text:
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
        while start < end and self.text[start] in _TRAILING:
            start += 1
        while end > start and self.text[end - 1] in _TRAILING:
            end -= 1
        return start, end


def told_in(text: str, features: bool = True) -> list[Told]:
    """The facts of a free text in their order. With `features`, what is left of it and says something too.

    A long text is read in windows that end with a sentence, so that time grows with its length.
    """
    found: list[Told] = []
    start = 0
    while start < len(text):
        end = len(text) if len(text) - start <= _WINDOW else _end_of_window(text, start)
        told = _told_in(text[start:end], features)
        found += [Told(fact.kind, fact.field, start + fact.start, start + fact.end) for fact in told]
        start = end
    return found


def _end_of_window(text: str, start: int) -> int:
    """After the last sentence's end, else clause's end, within the window."""
    window = text[start : start + _WINDOW]
    ends = (max(window.rfind(mark) for mark in marks) for marks in ("。！!？?\n", "，,；; "))
    return start + next((end + 1 for end in ends if end > 0), _WINDOW)


def _told_in(text: str, features: bool) -> list[Told]:
    page = _Text(text)
    found = [fact for wording in wordings() if wording.kind != "material" for fact in _worded(page, wording)]
    name = _name(page)  # before the materials: 316不锈钢保温杯 is a name, and says what it is made of
    found += [fact for wording in wordings() if wording.kind == "material" for fact in _worded(page, wording)]
    if name:
        found = _beside(name, found) + _branded(page, name)
    if features:
        found += _features(page)
    return sorted(_settled(_distinct(page, found)), key=lambda fact: fact.start)


def _worded(page: _Text, wording) -> Iterator[Told]:
    for match in wording.pattern.finditer(page.shadow):
        start, end = page.trimmed(*page.free_part(*match.span("v")))
        if end - start < 2:
            continue
        kind, field = wording.kind, wording.field
        said = match.groupdict().get("f")
        if kind == "price" and not field:
            kind, field = _money(page, match.start("v"), end)
            said = None
        if kind == "skip":
            continue
        if said:
            field = _FULL.get(said) or page.text[match.start("f") : match.end("f")]
        page.taken.append((min(start, match.start()) if said or kind == "origin" else start, end))
        yield Told(kind, field, start, end)


def _money(page: _Text, start: int, end: int) -> tuple[str, str]:
    """What an amount of money is, by the words before and after it."""
    since = max((m.end() for m in re.finditer(rf"[{BREAK}]", page.shadow[:start])), default=0)
    before = page.shadow[max(since, start - _BEFORE) : start].rstrip(" :约为是的")
    after = page.shadow[end : end + 4].lstrip()
    if re.match(r"(?:代金|现金|无门槛|优惠)?券|红包|以上|off|抵|可", after):
        return "skip", ""
    best = max(
        (
            (len(word), row["kind"], word)
            for row in words()["prices"]
            for word in row["words"]
            if before.endswith(word)
        ),
        default=(0, "price", ""),
    )
    _, kind, word = best
    place = page.shadow.rfind(word, 0, start) if word else start
    said = page.text[place : place + len(word)]
    return kind, said if kind in ("list_price", "tag_price", "hidden", "detail") or word.endswith(
        "价"
    ) else "价格"


def _name(page: _Text) -> Told | None:
    """What the text is about: quoted in its first clauses, else what its first clause begins with."""
    asked = _ASKED.match(page.shadow)
    if asked:
        return Told("name", "品名", *page.trimmed(*asked.span("v")))
    for clause in list(_CLAUSE.finditer(page.shadow))[:2]:
        found = _leading(page, clause.start(), clause.end()) or _quoted(page, clause.start(), clause.end())
        if found:
            return found
        if page.is_free(clause.start(), clause.end()) and len(clause[0].strip()) > 4:
            break  # the text begins with something else
    return None


def _quoted(page: _Text, start: int, end: int) -> Told | None:
    quoted = _QUOTED.search(page.text, start, end)
    if quoted and page.is_free(*quoted.span(1)) and not any(word in quoted[1] for word in words()["asides"]):
        return Told("name", "品名", *quoted.span(1))
    return None


def _leading(page: _Text, start: int, end: int) -> Told | None:
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


def _branded(page: _Text, name: Told) -> list[Told]:
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


def _features(page: _Text) -> Iterator[Told]:
    """Clauses that no pattern took and that tell of the goods."""
    spaced = len(re.findall(r"[\u3400-\u9fff] +[\u3400-\u9fff\d]", page.shadow)) >= _SPACED
    for clause in (_WORD if spaced else _CLAUSE).finditer(page.shadow):
        if not page.is_free(*clause.span()):
            continue
        joining = _JOINING.match(clause[0])
        start, end = page.trimmed(clause.start() + (joining.end() if joining else 0), clause.end())
        said = page.shadow[start:end].strip()
        end = start + len(page.shadow[start:end].rstrip())
        if (
            _FEATURE_LEAST <= len(said) <= _FEATURE_MOST
            and not any(word in said for word in words()["asides"])
            and "?" not in said
        ):
            yield Told("detail", FEATURE, start, end)


def _beside(name: Told, found: Sequence[Told]) -> list[Told]:
    """Without the material that the name has in it, where the text names what it is made of."""
    inside = [f for f in found if f.kind == "material" and name.start <= f.start and f.end <= name.end]
    others = any(f.kind == "material" and f not in inside for f in found)
    return [f for f in found if not (others and f in inside)]


def _distinct(page: _Text, found: Sequence[Told]) -> list[Told]:
    """Without a material that another one names more fully: 羊绒 beside 100%山羊绒."""
    said = [page.shadow[f.start : f.end] for f in found if f.kind == "material"]
    return [
        f
        for f in found
        if f.kind != "material"
        or not any(
            page.shadow[f.start : f.end] in other and page.shadow[f.start : f.end] != other for other in said
        )
    ]


def _settled(found: Sequence[Told]) -> list[Told]:
    """Days are an offer's only where there is an offer; else they are days of something else."""
    if any(fact.kind == "promo" for fact in found):
        return list(found)
    renamed = {"period": ("detail", "日期"), "conditions": ("detail", "限制")}
    return [Told(*renamed[f.kind], f.start, f.end) if f.kind in renamed else f for f in found]
