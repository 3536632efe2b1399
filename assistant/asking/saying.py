"""Whether a text says a word: itself, another word for it, its stem, or as papers write it."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from assistant.asking.wording import also
from knowledge.text import fold
from knowledge.writing.regional import mainland
from knowledge.writing.subjects import is_guess, thing_done_with
from knowledge.writing.synonyms import meant
from knowledge.writing.topics import letters_stand_in

_SHORT = 2  # letters of a word that has no parts
_FOUNDED = r"[建成创设]立|创[办建]|开办|组建|始建|建[成校]|落成"
_BEGUN = r"爆发|发生|[开起始]始|兴起|出现|打响|[起始]于|展开|[进举]行"
_ISSUED = r"问世|面世|推出|发[行售布]|上[映市演]|首[播映演]|出版|播出"
# How papers write what has a name, and what comes to be in the year that is asked for.
_NUMBER = re.compile(r"(?<![\d-])(?:0\d{2,3}[- ]\d{4} ?\d{4}|\d{3,4}-\d{3}-\d{4}|1[3-9]\d{9})(?!\d)")
_WRITTEN = {
    "会员卡": re.compile("会员"),
    "满减": re.compile(r"满\d+元?[立直]?减\d+"),
    **dict.fromkeys(("预订", "预定", "预约"), re.compile("代[订约]|[订约][位座台桌]")),
    **dict.fromkeys(("派出所", "民警", "警察", "公安"), re.compile("公安|警|执法|司法")),
    **dict.fromkeys(("分机", "短号", "内线"), re.compile(r"(?:电话|分机|短号|内线)[^。]{0,80}\d{3,5}(?!\d)")),
    **dict.fromkeys(("电话", "热线", "号码", "联系方式", "电话号码"), _NUMBER),
    **dict.fromkeys(
        ("热线电话", "客服电话", "服务电话", "咨询电话"), re.compile(r"(?:电话|热线)[:是为]?\s*[\d-]{5,}")
    ),
    **dict.fromkeys(("建立", "成立", "创立", "设立", "创办", "创建", "建成", "落成"), re.compile(_FOUNDED)),
    **dict.fromkeys(("爆发", "发生", "开始", "兴起", "出现"), re.compile(_BEGUN)),
    **dict.fromkeys(("问世", "面世", "推出", "发行", "上映", "出版"), re.compile(_ISSUED)),
}


def says(text: str, word: str) -> bool:
    """Whether a text has a word, all letters of a guessed one, another word for it, or its stem: 柜 of 柜子."""
    if is_written(text, word):
        return True
    text = f"{text} {' '.join(mainland(text))}"
    if len(word) == 2 and re.search(rf"{word[0]}\d+[个张次件枚]?{word[1]}", text):
        return True  # 盖章, where 盖1章 is written
    if (thing := thing_done_with(word)) and thing in text:
        return True
    if word in text or (is_guess(word) and all(letter in text for letter in word)):
        return True
    return (
        any(other in text for other in mainland(word))
        or _stem(word) in text
        or word.removesuffix("时间") in text
        or any(other in text for other in _instead(word))
    )


def says_part(text: str, word: str) -> bool:
    """Whether a text says a word, two letters of it in a row, or each of its letters: 船厂 of 造船厂, 借 and 书 of 借书."""
    parts = [first + second for first, second in pairwise(word)] if len(word) > _SHORT else []
    return says(text, word) or any(part in text for part in parts) or all(letter in text for letter in word)


def says_nearly(text: str, word: str) -> bool:
    """The same, with the letters of a short word close together: 护照 is not said by 监护人 and 照片."""
    parts = [first + second for first, second in pairwise(word)] if len(word) > _SHORT else []
    return says(text, word) or any(part in text for part in parts) or letters_stand_in(word, text)


def _stem(word: str) -> str:
    """A word without the letter that makes a noun of it: 柜 of 柜子; a 儿子 is no 儿."""
    ends = len(word) > 1 and word[-1] in "子里儿" and not word.endswith("儿子")
    return word[:-1] if ends else word


def is_written(text: str, word: str) -> bool:
    """Whether a text has what a word stands for in the form in which papers write it: 会员 for 会员卡, a number for 电话."""
    form = _WRITTEN.get(word)
    return form is not None and form.search(text) is not None


@cache
def _instead(word: str) -> tuple[str, ...]:
    others = (fold(other) for one in meant(word) for other in one.others)
    return (*others, *also(word).split())
