"""Personal data in a text, masked: telephone, identity, card and plate numbers, mail addresses, handles.

What is masked is what a customer may be found by; a mall's own hotline is passed in and stays.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

_GAP = r"[-\s.·—–_()]{0,3}"
_NUMERALS = "零〇一二三四五六七八九幺壹贰叁肆伍陆柒捌玖两"
_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使港澳"
_DIGIT = rf"[\d{_NUMERALS}]"


@dataclass(frozen=True, slots=True)
class Kind:
    """How one kind of personal data looks in a plain text; group 1 is what is masked."""

    name: str
    pattern: re.Pattern[str]


KINDS = tuple(
    Kind(name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        ("mail", r"((?<![\w.%+-])[\w.%+-]{1,64}\s?@\s?(?:[a-z0-9-]{1,63}\s?\.\s?){1,4}[a-z]{2,10}(?![\w-]))"),
        ("identity", rf"(?<![\da-z])(\d{{6}}{_GAP}(?:19|20)\d{{2}}{_GAP}\d{{4}}{_GAP}\d{{3}}[\dx])(?![\da-z])"),
        ("card", rf"(?<![\da-z])(\d{{4}}{_GAP}\d{{4}}{_GAP}\d{{4}}{_GAP}\d{{4}}(?:{_GAP}\d{{1,3}})?)(?![\da-z])"),
        ("mobile", rf"(?<!\d)((?:\+?(?:00)?86{_GAP})?1{_GAP}[3-9](?:{_GAP}\d){{9}})(?!\d)"),
        ("mobile in words", rf"(?<!{_DIGIT})([1一幺壹](?:{_GAP}{_DIGIT}){{10}})(?!{_DIGIT})"),
        ("abroad", rf"(?<![\w+])(\+(?:{_GAP}\d){{8,14}})(?!\d)"),
        ("landline", r"(?<![\d-])(\(?0\d{2,3}\)?[-\s—–]\d{3,4}[-\s]?\d{4})(?!\d)"),
        # No word boundary before the province: a plate follows 车牌 without a blank.
        ("plate", rf"([{_PROVINCES}][a-hj-z][·.\s-]?(?=[a-z0-9]{{0,6}}\d)[a-hj-np-z0-9]{{5,6}}[挂学警港澳]?)(?![a-z0-9])"),
        ("passport", r"(?<![\da-z])([egdsphk][a-hj-np-z]?\d{7,8}|[chmw]\d{8})(?![\da-z])"),
        (
            "handle",
            r"(?:电话|手机|号码|联系方式|微信号?|wechat|whatsapp|(?<![a-z])(?:tel|phone|vx|wx|qq)(?![a-z]))(?:是|为|:|\s|no\.?|number|is){0,4}"
            r"((?=[\w+-]*\d)[a-z0-9+_-]{5,20})(?![a-z0-9])",
        ),
    )
)  # fmt: skip


def masked(text: str, known: Collection[str] = (), only: Callable[[str], bool] = lambda _hidden: True) -> str:
    """The text with personal data as 138****5678. `known` are numbers that the mall publishes: those stay.

    `only` is asked of each as it would read when masked; what it denies stays too.
    """
    public = {_bare(number) for number in known if number}
    out = list(text)
    for start, stop in _found(text, public):
        kept = text[start:stop]
        head, tail = (3, 4) if len(kept) >= 11 else (1, 2)
        hidden = [*kept[:head], *("*" * (len(kept) - head - tail)), *kept[-tail:]]
        if only("".join(hidden)):
            out[start:stop] = hidden
    return "".join(out)


def _found(text: str, public: set[str]) -> Iterator[tuple[int, int]]:
    """Spans in the text as it is written; no two of them overlap."""
    plain, places = _plain(text)
    taken = bytearray(len(plain))
    for kind in KINDS:
        for match in kind.pattern.finditer(plain):
            start, stop = match.span(1)
            if any(taken[start:stop]) or _bare(match[1]) in public:
                continue
            taken[start:stop] = b"\1" * (stop - start)
            yield places[start], places[stop - 1] + 1


def _plain(text: str) -> tuple[str, list[int]]:
    """The text without disguise (full-width digits, zero-width characters), and where each character stood."""
    plain: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text):
        for one in unicodedata.normalize("NFKC", char):
            if unicodedata.category(one) != "Cf":
                plain.append(one)
                places.append(place)
    return "".join(plain), places


def _bare(number: str) -> str:
    return re.sub(r"\D", "", number)
