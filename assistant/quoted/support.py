"""Whether what was found really speaks of what was asked.

A search always finds something near. A question about a thing that stands nowhere on the viewer's
shelves (a festival without a report, a brand that is not in the mall) is not answered by its
neighbour.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

import rjieba

from assistant.asking.saying import says
from assistant.asking.value import NO_THING
from assistant.asking.wording import also
from assistant.english import SHOPPING_DAY
from assistant.quoted.nouns import KIN, OF_ANY, is_noun
from knowledge.evidence import folded_text
from knowledge.model import Hit
from knowledge.search import Search
from knowledge.text import fold, is_cjk
from knowledge.writing.subjects import is_guess
from knowledge.writing.synonyms import meant
from knowledge.writing.topics import leading_things, stands_in, topics

_NAMES = ("nz", "nt", "nr", "ns", "j")
_DAY_WORD = re.compile(
    r"今|明|昨|晚|夜|半天|后天|前天|现在|目前|当前|周|星期|礼拜|早上|上午|中午|下午|晚上|晚间|半夜|夜里|凌晨|平时|去年|今年|明年|以后|以前|之前|当天|当日|时候|最近|刚才|年|月|日|期间|小时|分钟|过去|刚刚|待会|马上"
)


_ASKS_FOR_A_THING = re.compile(r"有没有|有无|有.{1,10}[吗么没嘛]|在哪|哪里|几楼|几层|复盘|活动|开业")
_VERBS = "卖买做吃喝修借"
_WORD = r"((?:(?![吗嘛么没呢啊])[\u4e00-\u9fff]){2,6}?)"
_THING = re.compile(
    rf"(?<!没)有(?:没有)?(?!没|人){_WORD}(?:吗|没(?!有)|么|嘛|$)|^{_WORD}在(?:哪|几)|有没有(?!人){_WORD}(?=[吗嘛么呢啊?？]|$)"
)
_SHORT = 2  # letters of a name that may not lose one
# How many there are, what has come to be, what is old or new and a day is no name: AED一共几个, 有数了没, 新旧版, 礼拜几.
_NO_NAME = re.compile(r"^(?:星期|礼拜|一共|总共|合计|分别|新旧|新老|老版|旧版|版本)$|^数$|.了$")
_ASKS_FOR_A_RANK = re.compile(r"第几|排名|第一(?!个?(?:半?小时|钟头|天)|[步次张件份杯年])|指数|top")
_SHOPPING_DAY = r"(?<![\d.])(?:618|818|315|520|1111|1212)(?=那[场次]|大促|促销|购物节|活动|的?(?:客流|销售|业绩|数据|复盘))"
_MARKS = re.compile(
    rf"双(?:1[0-2]|[1-9])(?!\d)|{_SHOPPING_DAY}|(?:[四五六七八九十]|特)等奖|(?<![a-z0-9])[a-z]{{3,}}(?![a-z0-9])|k\d{{2}}[a-z]?(?![0-9])"
)


def missing_marks(text: str, hits: Sequence[Hit]) -> list[str]:
    """The marks in a question (双12, wifi, K11; of an English one Double 12) that stand in none of the hits."""
    near = fold(" ".join(f"{hit.document.doc_id} {hit.document.title} {hit.passage.text}" for hit in hits))
    if not re.search(r"[\u4e00-\u9fff]", text):
        days = SHOPPING_DAY.findall(fold(text))
        return [f"Double {day}" for day in days if f"双{day}" not in near and f"double {day}" not in near]
    asks = _ASKS_FOR_A_THING.search(text)
    marks = [
        mark
        for mark in dict.fromkeys(_MARKS.findall(fold(text)))
        if asks or not (mark.isascii() and mark.isalpha())
    ]
    return [mark for mark in marks if mark not in near]


def missing_days(text: str, hits: Sequence[Hit]) -> list[str]:
    """The shopping days in a question (双12) that stand in none of the hits: another sale's terms are not theirs."""
    return [mark for mark in missing_marks(text, hits) if re.match(r"双\d|double \d", fold(mark))]


def unknown_topics(text: str, hits: Sequence[Hit]) -> list[str]:
    """The names with which a plain question begins, or the works that it quotes, that stand in none of the hits, nor another word for them."""
    named = [name for name in topics(text) if not (_NO_NAME.search(name) or KIN.search(name))]
    near = [folded_text(hit) for hit in hits] if named else []
    return [name for name in named if not any(_is_in(name, passage) for passage in near)]


def unspoken_things(text: str, hits: Sequence[Hit]) -> list[str]:
    """The things with which a plain question begins that stand in none of the hits, nor another word for them: what is said of potatoes tells nothing of 芋头."""
    things = [
        word
        for word in leading_things(text)
        if not (
            _NO_NAME.search(word) or OF_ANY.match(word) or _DAY_WORD.search(word) or NO_THING.search(word)
        )
    ]
    near = [folded_text(hit) for hit in hits] if things else []
    return [word for word in things if not any(says(passage, word) for passage in near)]


def _is_in(name: str, passage: str) -> bool:
    return any(stands_in(fold(word), passage) for word in (*_wordings(name), *_guessed_from(name)))


def _guessed_from(name: str) -> list[str]:
    """What a name that no dictionary has is without its first letter, if that is a verb: 岚马 of 跑岚马, 神轿 of 往神轿."""
    if len(name) <= _SHORT or not is_guess(name):
        return []
    return [name[1:]] if any(kind[0] in "vp" for _, kind in rjieba.tag(name[0])) else []


def missing_names(
    text: str, search: Search, as_of: datetime, ignored: frozenset[str] = frozenset()
) -> list[str]:
    """The proper names and occasions in a question none of whose parts stands anywhere in reach."""
    if not _ASKS_FOR_A_THING.search(text):
        return []
    named = [word for word, tag in rjieba.tag(text) if _is_name(word, tag) and word not in ignored]
    thing = _THING.search(text)
    named += [
        found.lstrip(_VERBS) for found in (thing.groups() if thing else ()) if found and found not in ignored
    ]
    return [
        word
        for word in dict.fromkeys(named)
        if not _NO_NAME.search(word) and not any(search.knows(one, as_of) for one in _wordings(word))
    ]


def _wordings(word: str) -> list[str]:
    """A word, and other words for the same thing: those of every mall and those of this one."""
    elsewhere = (other for one in meant(word) if fold(word) == one.said for other in one.others)
    return [word, *elsewhere, *also(word).split()]


def hidden_nouns(text: str, search: Search, as_of: datetime) -> list[str]:
    """The nouns of a question about a rank that stand in no paper this viewer may read."""
    if not _ASKS_FOR_A_RANK.search(text):
        return []
    nouns = [word for word, tag in rjieba.tag(fold(text)) if tag.startswith("n") and is_noun(word)]
    return [noun for noun in nouns if not also(noun) and not search.knows(noun, as_of)]


def _is_name(word: str, tag: str) -> bool:
    if len(word) < 2 or not is_cjk(word[0]) or also(word):
        return False
    if not rjieba.has_word(word) or KIN.match(word):  # guessed by the segmenter, often across words
        return False
    return tag.startswith(_NAMES) or (tag == "t" and not _DAY_WORD.search(word))
