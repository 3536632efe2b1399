"""The name of which a plain question speaks: 黄足笛鲷 of 黄足笛鲷的俗名是什么, and the work that it quotes: 《…》.

A question that tells of a person's own case (我, 佢) says things in other words than papers do; one that begins with a name asks of that
very thing, and what has a like name is no answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.text import fold
from knowledge.writing.subjects import BESIDE_THE_POINT, asks_only, clauses, is_guess

_OWN_CASE = re.compile(r"[我你您咱俺佢嘅咩唔冇啦]")
_ASKS = re.compile(r"什么|啥|谁|哪|多少|几|何|怎|吗|多[长高大远久重]")
_TELLS = re.compile(r"[了着过][啊呀吧呢]?[。!]?$")  # 收银机断网了 tells of a case
_QUOTED = re.compile(r"《([^》]{2,30})》")
_HAN = re.compile(r"[\u4e00-\u9fff]")
# Word classes of the segmenter: names, and single letters that are words by themselves.
_NAME = ("nr", "ns", "nt", "nz", "nrt", "zg", "g", "ng")
# 普通 is taken for a name of something else (nz), and dictionaries have all such words.
_MAKES_A_NAME = frozenset(("nr", "ns", "nt", "nrt", "zg", "g"))
_THING = ("n", "j", "vn")
_EMPTY = "drpuc"
# What joins a name to the rest and is taken for its last letter: 潘淑是, 沈元龙以.
_JOINING = "是有在于受被把与和跟及能会可要也都又还再了过着的地得里中内上下前后时分现曾当卒成为给向从对用因以这那哪几多少各每条只个位名人家"
_PAIR = 2  # letters of a short word
_WHOLE, _MOST = 3, 0.6  # a name of so many letters stands whole; of a longer one so much of its beginning


def is_own_case(told: str) -> bool:
    """Whether a folded question tells of a person's own case."""
    return _OWN_CASE.search(told) is not None


def topics(question: str) -> list[str]:
    """The names, folded, with which the asking clauses of an impersonal question begin, and the works it quotes."""
    told = fold(question)
    quoted: list[str] = _QUOTED.findall(told)
    if is_own_case(told):
        return quoted
    led = (_leading_name(clause) for clause in clauses(told) if _ASKS.search(clause))
    return [*quoted, *filter(None, led)]


def spoken_beginning(question: str, text: str) -> str:
    """The longest beginning of an impersonal question, folded and in whole words, that a folded text says: 松间民宿 of 松间民宿住一晚多少钱."""
    import rjieba  # a fifth of a second

    told, spoken = fold(question), ""
    if is_own_case(told):
        return ""
    for word, _ in rjieba.tag(told):
        if asks_only(word) or not _HAN.match(word) or spoken + word not in text:
            break
        spoken += word
    spoken = spoken.rstrip(_JOINING)
    return spoken if len(spoken) >= _WHOLE and spoken[0] not in _JOINING else ""


def leading_things(question: str) -> list[str]:
    """The things of a dictionary, folded, with which the asking clauses of an impersonal question begin: 芋头 of 芋头要蒸多久."""
    told = fold(question)
    if is_own_case(told):
        return []
    parts = clauses(told)
    asking = (
        [part for part in parts if _ASKS.search(part)] if len(parts) > 1 or _TELLS.search(told) else parts
    )
    return [thing for part in asking for thing in _things_led_by(part)]


def _things_led_by(clause: str) -> Iterator[str]:
    import rjieba  # a fifth of a second

    for word, kind in rjieba.tag(clause):
        if not (_HAN.match(word) and kind.startswith(_THING)):
            return
        if len(word) > 1 and not (is_guess(word) or asks_only(word) or word in BESIDE_THE_POINT):
            yield word


def stands_in(topic: str, text: str) -> bool:
    """Whether a folded text has a name, or most of it from its beginning: what follows may be no part of the name."""
    least = len(topic) if len(topic) <= _WHOLE else -int(-len(topic) * _MOST // 1)
    return topic[:least] in text or _stands_in_parts(topic, text)


def _stands_in_parts(topic: str, text: str) -> bool:
    """Whether a text has what a name begins with, and each dictionary word behind it, if need be with other letters between.

    台南孔庙大成殿 is the 大成殿 of the 台南孔子庙; no dictionary has the second half of 松平忠吉.
    """
    import rjieba  # a fifth of a second

    first, *others = rjieba.cut(topic)
    return (
        bool(others)
        and len(first) > 1
        and first in text
        and all(len(word) > 1 and rjieba.has_word(word) and letters_stand_in(word, text) for word in others)
    )


def letters_stand_in(word: str, text: str) -> bool:
    """Whether a text has a word, or of a short one both letters close together: 黄叶 of 叶子发黄."""
    if word in text or len(word) != _PAIR:
        return word in text
    one, other = map(re.escape, word)
    return re.search(f"{one}.{{0,2}}{other}|{other}.{{0,2}}{one}", text) is not None


def _leading_name(clause: str) -> str:
    import rjieba  # a fifth of a second

    name, is_name = "", False
    for word, kind in rjieba.tag(clause):
        if not _may_be_of_a_name(word, kind):
            break
        name += word
        is_name = is_name or kind in _MAKES_A_NAME or is_guess(word)
    name = name.rstrip(_JOINING)
    return name if is_name and len(name) > 1 and name[0] not in _JOINING else ""


def _may_be_of_a_name(word: str, kind: str) -> bool:
    if not _HAN.match(word) or asks_only(word) or word in BESIDE_THE_POINT or kind[0] in _EMPTY:
        return False
    return kind in _NAME or (kind[0] == "n" and (len(word) == 1 or is_guess(word)))
