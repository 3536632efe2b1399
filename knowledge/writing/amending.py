"""How a notice words what it changes in another paper: 第三条改为：…, 由11月10日改为11月20日, Article 8 is deleted.

A statement is read only where it names an article, quotes the words that it changes, or says from what to what.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from knowledge.text import to_simplified
from knowledge.writing.calendar import days_in
from knowledge.writing.numerals import HAN, in_characters


class Kind(StrEnum):
    """What a statement does to a paper."""

    REPLACED = "replaced"  # an article reads otherwise as a whole
    CHANGED = "changed"  # words of it do: from `old` to `new`
    VALUE = "value"  # what is due, ends or costs is `new`; what it was is not said
    DELETED = "deleted"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Article:
    """The place of a rule in its paper: 第八条第二款 is ("8", "2", ""), Clause 3.2(b) is ("3.2", "", "b")."""

    number: str
    paragraph: str = ""  # 款
    item: str = ""  # 项
    called: str = ""  # as it is written


@dataclass(frozen=True, slots=True)
class Statement:
    """One change, as its notice words it; `text` is text[start:end] of what was read."""

    kind: Kind
    start: int
    end: int
    articles: tuple[Article, ...] = ()
    old: str = ""
    new: str = ""
    subject: str = ""  # what has the new value: 领奖截止日
    is_end: bool = False  # the value is the end of a span

    @property
    def article(self) -> Article | None:
        return self.articles[0] if self.articles else None


_N = rf"[{HAN}\d]+(?:\.\d+)*"
_ZH = (
    rf"(?:第\s?(?:{_N})\s?条(?:\s?第\s?(?:{_N})\s?款)?(?:\s?第?\s?[((]?(?:{_N})[))]?\s?[项点])?"
    rf"|第\s?(?:{_N})\s?(?:款|项|节|点|章)|条款\s?\d+(?:\.\d+)*)"
)
_EN = r"(?:(?<![a-z])(?:article|clause|section|rule|paragraph|term)\s\d+(?:\.\d+)*(?:\([a-z\d]{1,3}\))?)"
_PLACE = rf"(?:{_ZH}|{_EN})"
_NAME = r"(?:\s?[(《“\"「【][^)》”\"」】\n]{1,24}[)》”\"」】])?"
_BECOMES = r"(?:修改|修订|修正|调整|变更|更改|更正|更新|替换|改|应)(?:为|成)"
_READS = (
    r"(?:is|are|shall be|will be|has been)?\s?(?:hereby\s)?(?:(?:replaced|substituted)\s(?:by|with)|amended to read"
    r"|(?:amended|revised) as follows|revised to read|changed to(?: read)?|reads as follows|now reads|to read)(?:\sthe following)?"
)
_TO = (
    r"(?:(?:调整|修改|修订|变更|更改|更正|延长|延期|顺延|提高|降低|下调|上调|增加|减少|缩短|推迟|提前|延|增|减|降|升|改|应)"
    r"(?:为|至|到|成))"
)
_OPEN, _CLOSE = "“\"「『‘'", "”\"」』’'"
_QUOTED = rf"[{_OPEN}](?P<{{0}}>[^{_OPEN}{_CLOSE}\n]{{{{1,120}}}})[{_CLOSE}]"
_MOVED = r"(?:changed|extended|amended|revised|increased|reduced|raised|lowered|moved|postponed|corrected|brought forward)"
_LEAD = r"[^。;\n”」]{0,30}?"  # between an article and what of it is changed


def _quoted(name: str) -> str:
    return _QUOTED.format(name).replace("{{", "{").replace("}}", "}")


_HEADS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (
        Kind.ADDED,
        re.compile(
            rf"(?:新增|增加|增设|增补|补充)(?:一条)?[,:]?(?:作为|为)?\s?{_PLACE}|new {_EN}|{_EN} is added"
            rf"|{_PLACE}{_NAME}[中后末尾]{{0,2}}(?:新增|增加|增设|增补|补充)(?:一[款项句]|以下内容|如下)*[::]"
        ),
    ),
    (
        Kind.DELETED,
        re.compile(
            rf"(?:删除|删去|取消|废止)原?{_PLACE}{_NAME}(?:[、和及,]\s?{_PLACE}{_NAME})*(?![^。;\n]{{0,6}}(?:中|里)的?)"
            rf"|(?:{_PLACE}{_NAME}[、和及,]\s?)*{_PLACE}{_NAME}(?:的?(?:全部)?(?:内容|规定))?"
            r"(?:均|都|一并|予以|现|同时|即日起|自[^,。;\n]{1,16}起)*(?:删除|删去|取消|废止|停止(?:执行|适用)|不再(?:执行|适用|有效)|作废)"
            rf"|{_EN}{_NAME}\s(?:is|are|shall be)\s(?:hereby\s)?(?:deleted|removed|cancelled|canceled|repealed|revoked)"
        ),
    ),
    (
        Kind.REPLACED,
        re.compile(
            rf"{_PLACE}{_NAME}(?:的?(?:全文|内容|规定|条文))?(?:现|全文|统一|相应|,?自[^,。;\n]{{1,18}}起,?)*{_BECOMES}[::,]?\s?(?=[^\s])"
            rf"|{_EN}{_NAME}\s{_READS}\s?[::,]?\s?"
        ),
    ),
    (
        Kind.CHANGED,
        re.compile(
            rf"(?:{_PLACE}{_NAME}{_LEAD})?(?:原文?|将)?{_quoted('a1')}(?:有误|一句|字样|的表述)*[,;]?(?:现|统一|均)?{_TO}[::]?\s?{_quoted('b1')}"
            rf"|(?:{_PLACE}{_NAME})?{_LEAD}(?:由|从|原(?:来|定)?(?:的|为)?)(?P<a2>[^{_OPEN}{_CLOSE}。;,\n]{{1,40}}?)(?:,?现)?{_TO}"
            rf"(?P<b2>[^{_OPEN}{_CLOSE}。;,\n]{{1,40}})"
            rf"|(?:{_EN}{_NAME}[^.;\n]{{0,40}}?)?{_quoted('a3')}\s(?:is|are|shall be|should|will be)\s?(?:hereby\s)?"
            rf"(?:(?:replaced|substituted)\s(?:by|with)|changed to|amended to|corrected to|read|be)(?:\sread)?\s?{_quoted('b3')}"
            rf"|(?:{_EN}[^.;\n]{{0,60}}?)?{_MOVED}\sfrom\s(?P<a4>[^.;\n]{{1,60}}?)\sto\s(?P<b4>[^.,;\n]{{1,60}})"
        ),
    ),
    (
        Kind.VALUE,
        re.compile(
            rf"(?:{_PLACE}{_NAME}(?:中|里)?的?)?(?P<s1>[\u4e00-\u9fff]{{2,12}}?)(?:统一|现|将|均)*{_TO}(?P<b5>(?:20\d\d年)?\d[^,。;\n]{{0,16}})"
            rf"|(?:{_EN}[,:]?\s)?(?:the\s)?(?P<s2>[a-z][a-z \-]{{3,40}}?)\s(?:is|are|has been|have been|will be|shall be)\s(?:hereby\s)?"
            rf"{_MOVED}\s(?:to|until)\s(?P<b6>[^.,;\n]{{1,40}})"
        ),
    ),
)  # fmt: skip
_ISSUED = re.compile(
    r"(?:发布|公布|印发|公告|更新|日期|issued|published|date)[^\d\n]{0,8}(?P<day>20\d\d[年/.-]\d{1,2}[月/.-]\d{1,2}日?)"
    r"|^\s?(?P<alone>20\d\d[年/.-]\d{1,2}[月/.-]\d{1,2}日?)\s?$|(?:issued|published|date)[^\d\n]{0,8}(?P<en>\d{1,2} [a-z]+ 20\d\d|[a-z]+ \d{1,2},? 20\d\d)",
    re.M,
)
_ORDINAL = re.compile(rf"(?:^|(?<=[\n。;]))\s?(?:[((]?(?:{_N})[))、..]\s?|[①-⑳]|[-•·*]\s)$")
_AFTERWARDS = re.compile(
    r"^(?:其余|其他|其它|除上述|除此|本(?:公告|通知|次|调整)|特此|以上|上述|原第|敬请|如有|给您|不便|all other|the remaining|save as|except as|this notice)",
    re.M,
)
_LEADING_ORDINAL = re.compile(rf"\s*(?:[((]?(?:{_N})[))、.]\s?(?!\d)|[①-⑳]\s?|[-•·*]\s)?")
_OF_AN_END = re.compile(r"延|截止|有效|期限|时间|结束|deadline|valid|expir|until|extend|end date")
_SENTENCE = re.compile(r"[。;:\n]|(?<=\w)\.\s")
_ENDS = re.compile(r"[。.;;,,\s]+$")
_ASIDE = re.compile(r"(?<=.)[((][^()()]{4,}[))]$")  # 60天(设备已扩容): why, and not what
_BARE = re.compile(r"^(?:20\d\d年)?[\d.,:]+[^\s,。;]{0,12}$")  # a figure, a day, an hour: no rule by itself
_PARTS = re.compile(
    rf"第\s?(?P<n>{_N})\s?条(?:\s?第\s?(?P<p>{_N})\s?款)?(?:\s?第?\s?[((]?(?P<i>{_N})[))]?\s?[项点])?"
    rf"|第\s?(?P<n2>{_N})\s?(?:款|项|节|点|章)|条款\s?(?P<n3>\d+(?:\.\d+)*)"
    r"|(?<![a-z])(?:article|clause|section|rule|paragraph|term)\s(?P<n4>\d+(?:\.\d+)*)(?:\((?P<i4>[a-z\d]{1,3})\))?"
)


def shadow(text: str) -> str:
    """A text in one width, script and case, character by character: what is found in it stands there in the text."""
    one = "".join(found if len(found := unicodedata.normalize("NFKC", char)) == 1 else char for char in text)
    simple = to_simplified(one)
    return (simple if len(simple) == len(one) else one).lower()


def issued_in(text: str) -> date | None:
    """The day on which a paper says that it was given out, or that stands alone below it; None where it says none."""
    for match in _ISSUED.finditer(shadow(text)):
        said = next(filter(None, match.groups()))
        if days := days_in(said, date(2000, 1, 1)):
            return days[0]
    return None


def statements(text: str) -> list[Statement]:
    """The changes that a notice states, in its order; none where it only says that something changes."""
    read = shadow(text)
    heads = _heads(read)
    starts: list[int] = []
    for kind, match in heads:
        starts.append(_begun(read, kind, match, starts[-1] if starts else 0))
    found: list[Statement] = []
    for (kind, match), start in zip(heads, starts, strict=True):
        end = next((other for other in starts if other > start), len(text))
        one = replace(_statement(kind, text, read, match, _trimmed(read, start, end)), start=start)
        if found and found[-1].start == start and not one.articles:  # 第1条,首次回复由…改为…,结案由…改为…
            one = replace(one, articles=found[-1].articles)
        found.append(one)
    replaced = {one.article for one in found if one.kind is not Kind.DELETED and one.article}
    numbers = {one.number for one in replaced}
    return [
        one
        for one in found
        if one.kind is not Kind.DELETED or not {a.number for a in one.articles} <= numbers
    ]


def articles_in(text: str) -> tuple[Article, ...]:
    """The articles that a text names."""
    return tuple(_article(match) for match in _PARTS.finditer(shadow(text)))


def numbered(text: str) -> str:
    """第三 and 三 and 3 as 3; 3.2 as it is."""
    if text[:1].isdigit() or not text:
        return text.rstrip(".")
    return str(int(in_characters(text)))


def _heads(read: str) -> list[tuple[Kind, re.Match[str]]]:
    """Where statements begin; of two kinds at one place the one that is tried first."""
    taken: list[tuple[int, int, Kind, re.Match[str]]] = []
    for kind, pattern in _HEADS:
        for match in pattern.finditer(read):
            if kind is Kind.REPLACED and _is_of_a_part(read, match):
                continue
            if not any(match.start() < end and start < match.end() for start, end, *_ in taken):
                taken.append((match.start(), match.end(), kind, match))
    return [(kind, match) for *_, kind, match in sorted(taken, key=lambda one: one[0])]


def _begun(read: str, kind: Kind, match: re.Match[str], floor: int) -> int:
    """Where a statement begins: at its article, or with the sentence that says it, without its ordinal."""
    start = match.start()
    if kind is not Kind.REPLACED:
        before = _SENTENCE.split(read[floor:start])[-1] if floor < start else ""
        start -= len(before)
    if ordinal := _LEADING_ORDINAL.match(read[start : match.end()]):
        start += ordinal.end()
    return start


def _is_of_a_part(read: str, match: re.Match[str]) -> bool:
    """Whether the words before an article make it a mere reference: 本条与第三条改为… is none, 按第三条 is."""
    return read[max(0, match.start() - 1) : match.start()] in {"按", "照", "据", "见"}


def _trimmed(read: str, start: int, end: int) -> int:
    """The end of a statement, before the ordinal of the next one and before what is said after all of them."""
    piece = read[start:end]
    if after := _AFTERWARDS.search(piece, 1):
        piece = piece[: after.start()]
    piece = piece.rstrip()
    if ordinal := _ORDINAL.search(piece):
        piece = piece[: ordinal.start()]
    if (
        piece.count("\n")
        and (last := piece.rfind("\n"))
        and re.search(r"《[^》\n]*》$|(?:将|对)$", piece[last:])
    ):
        piece = piece[:last]
    return start + len(piece.rstrip())


def _statement(kind: Kind, text: str, read: str, match: re.Match[str], end: int) -> Statement:
    said = {name[0]: text[slice(*match.span(name))] for name, value in match.groupdict().items() if value}
    head = match[0] if kind is not Kind.REPLACED else read[match.start() : match.end()]
    articles = articles_in(text[match.start() : match.start() + len(head)])
    if kind in (Kind.CHANGED, Kind.VALUE):
        before = read[
            match.start() : match.start("a1") if "a1" in match.re.groupindex and match["a1"] else match.end()
        ]
        articles = articles_in(before)[:1]
    if kind is Kind.REPLACED:
        new = _unquoted(text[match.end() : end])
        if _BARE.match(shadow(new)):
            return Statement(Kind.VALUE, match.start(), end, articles[:1], new=_ENDS.sub("", new))
        return Statement(kind, match.start(), end, articles[:1], new=new)
    new = _ENDS.sub("", said.get("b", ""))
    if not _ASIDE.search(said.get("a", "")):
        new = _ASIDE.sub("", new)
    is_end = _OF_AN_END.search(match[0]) is not None
    return Statement(
        kind, match.start(), end, articles, said.get("a", "").strip(), new, said.get("s", ""), is_end
    )


def _unquoted(text: str) -> str:
    bare = text.strip()
    if bare[:1] and bare[0] in _OPEN and _ENDS.sub("", bare)[-1:] in _CLOSE:
        return _ENDS.sub("", bare)[1:-1]
    return bare


def _article(match: re.Match[str]) -> Article:
    number = next(filter(None, (match["n"], match["n2"], match["n3"], match["n4"])))
    item = match["i"] or match["i4"] or ""
    plain = numbered(item) if item and item[0] in f"{HAN}0123456789" else item
    return Article(numbered(number), numbered(match["p"] or ""), plain, match[0])
