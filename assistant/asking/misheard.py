"""Words of malls typed as they sound: 抽浆 is 抽奖, 充电庄 is 充电桩, 失物招另 is 失物招领."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from functools import cache

from assistant.asking.speech import dictionary
from assistant.data import read_table
from knowledge.text import fold
from knowledge.writing.sounds import is_word, sound_of
from knowledge.writing.synonyms import KIND, SAME

_HAN = re.compile(r"(?<=\d)[\u4e00-\u9fff]|[\u4e00-\u9fff]+")  # a measure belongs to its figure: 26版会员
_PHRASE = re.compile("[的么什了吗被哪那几]")  # what has one of these is no word but a phrase
_HOW_MANY = re.compile("几[分张个次天]$")  # it asks for a number: 最多能补几分 is not 补积分
_LONGEST = 5  # letters of a word that is put right
_SURE = 3  # letters that sound as a word by little chance
_OFTEN, _SELF, _VERY_OFTEN = 4, 8, 60
_MEASURES = "首个张把条只件本杯碗份位名台次回句种款双对"
_ONLY_MEASURES = "束枚瓶支套杯碗"


def put_right(
    message: str, names: Iterable[str] = (), is_known: Callable[[str], bool] = lambda typed: False
) -> str:
    """The message with what no dictionary has, and sounds as a word of malls, as that word is written.

    Only whole words stand for a whole word, so that 说明额外 keeps its letters. Nothing within `names` is touched, and
    nothing that `is_known`: what the papers write so is no misspelling.
    """
    kept = [name for name in names if name in message]
    return _HAN.sub(lambda run: _of_run(run[0], kept, is_known), message)


def _of_run(run: str, names: list[str], is_known: Callable[[str], bool]) -> str:
    import rjieba  # its dictionary takes a fifth of a second

    words: list[str] = rjieba.cut(run, False)  # guessed words hide misspelt ones
    found: list[str] = []
    at = 0
    while at < len(words):
        written, taken = next(
            (
                (right, some)
                for some in range(min(_LONGEST, len(words) - at), 0, -1)
                if (right := _meant("".join(words[at : at + some]), names, is_known))
            ),
            (words[at], 1),
        )
        found.append(written)
        at += taken
    return "".join(found)


def _meant(typed: str, names: list[str], is_known: Callable[[str], bool]) -> str:
    """The word of malls that is meant by letters which make no word; empty where there is none."""
    if (
        not 1 < len(typed) <= _LONGEST
        or typed in _spoken()
        or is_word(typed)
        or fold(typed) != typed
        or _HOW_MANY.search(typed)
    ):
        return ""
    right = _words_by_sound().get(_sound(typed), "") or _of_papers(typed, is_known)
    wrong = [a for a, b in zip(typed, right, strict=False) if a != b]
    is_name = any(typed in name or name in typed for name in names)
    # 写首诗 is no 首饰, 买束花 no 买书
    is_counted = len(typed) < _SURE and (
        (typed[0] == right[:1] and typed[0] in _MEASURES) or typed[-1] in _ONLY_MEASURES
    )
    is_bound = any(
        _alone()[letter] < _SELF for letter in typed if letter not in wrong
    )  # 积 of 积份 is no word
    often = _OFTEN if len(typed) < _SURE and not is_bound else _VERY_OFTEN
    is_phrase = is_counted or len(wrong) == len(typed) or any(_alone()[letter] >= often for letter in wrong)
    return "" if not right or is_name or is_phrase or is_known(typed) else right


def _of_papers(typed: str, is_written: Callable[[str], bool]) -> str:
    """The one word of a dictionary that papers write and that two letters sound as, neither of which is a word: 态渡."""
    if len(typed) != 2 or any(_alone()[letter] >= _OFTEN for letter in typed):
        return ""
    alike = [
        word
        for word in dictionary().get(sound_of(typed), ())
        if len(word) == 2 and _sound(word) == _sound(typed) and is_written(word)
    ]
    return alike[0] if len(alike) == 1 else ""


@cache
def _alone() -> Counter[str]:
    """How often a letter stands for a word by itself in the labelled messages: 搞点 is a phrase, and no 糕点."""
    import rjieba

    messages = (text for texts in read_table("examples.yaml").values() for text in texts)
    return Counter(word for text in messages for word in rjieba.cut(text, False) if len(word) == 1)


@cache
def _spoken() -> frozenset[str]:
    """Words that are no misspelling, though no dictionary has them: 巴适."""
    return _words() | frozenset(read_table("wording.yaml")["plain"])


@cache
def _words() -> frozenset[str]:
    """Words of malls, two letters and more; of those of the tables, what a dictionary has or is longer."""
    pinyin = read_table("pinyin.yaml")
    terms = pinyin["terms"].split()
    kinds = (word for row in read_table("kinds.yaml") for word in row["said"])
    told = (*(word for row in SAME for word in row), *KIND, *kinds, *pinyin["words"].split())
    words = {*terms, *(word for word in told if len(word) > 2 or is_word(word))}
    return frozenset(
        word for word in words if len(word) > 1 and _HAN.fullmatch(word) and not _PHRASE.search(word)
    )


@cache
def _words_by_sound() -> dict[str, str]:
    """The one word of each sound; where two sound alike, neither is meant for sure."""
    by_sound: dict[str, set[str]] = {}
    for word in _words():
        by_sound.setdefault(_sound(word), set()).add(word)
    return {sound: next(iter(words)) for sound, words in by_sound.items() if len(words) == 1}


def _sound(text: str) -> str:
    return "'".join(map(sound_of, text))
