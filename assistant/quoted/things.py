"""The things that a question names, and whether what was found speaks of any."""

from __future__ import annotations

import re
from collections.abc import Sequence

import rjieba

from assistant.asking.asked import Asked
from assistant.asking.facilities import is_of_lost_property
from assistant.asking.saying import is_written
from assistant.asking.wording import also
from assistant.quoted.demanded import demand_of
from assistant.quoted.excerpts import Excerpt
from assistant.quoted.nouns import nouns_of
from knowledge.bilingual import is_read_in
from knowledge.evidence import across
from knowledge.text import fold, language_of
from knowledge.writing.subjects import is_guess, subjects
from knowledge.writing.synonyms import meant
from knowledge.writing.topics import spoken_beginning

# Said of anything in a mall: that a passage has these words makes it no answer.
_OF_ANYTHING = re.compile(
    r"收费|收钱|价格|费用|免费|营业|开放|提供|服务|商场|位置|电话|预约|报名|参加|联系|使用|办理|时间|[周星][期一二三四五六日天]|今天|明天"
)
_MEASURES = frozenset(("小时", "分钟", "钟头"))  # what is paid by the hour is another thing for each thing
_CLAUSE_NUMBER = re.compile(r"^(?:第?[\d.一二三四五六七八九十]+[条、.]?\s*)?")
_LONG, _NEAR = 3, 5  # characters of a thing, and hits of which one may begin with it
_PLAIN = frozenset("人钱店家事楼层天号点时里")
_PAIR = 2
_CODES = re.compile(r"(?<![a-z0-9])[a-z][a-z0-9]{2,}(?![a-z0-9])")  # names in Latin letters


def speaks_of_nothing(asked: Asked, chosen: Sequence[Excerpt], letters: bool = False) -> bool:
    """Whether what is nearest has none of the things that a Chinese question names, under its own or another word.

    With `letters` nouns of one character and words that no dictionary has count too: 没带伞, 金岸卡.
    """
    things = _letters_in(asked.full) if letters else frozenset()
    things |= nouns_of(asked.full) | {
        word
        for word in subjects(asked.full)
        if len(word) > 1 and (letters or not is_guess(word)) and not _OF_ANYTHING.search(word)
    }
    things -= _MEASURES
    said = fold(
        " ".join(
            f"{part.hit.document.title} {part.hit.passage.section} {part.text} {across(part.text)}"
            for part in chosen
        )
    )
    is_foreign = bool(chosen) and not is_read_in(chosen[0].text, language_of(asked.text))
    if is_foreign or is_of_lost_property(asked.full, said) or spoken_beginning(asked.full, said):
        return False
    words = {word for thing in things for word in (thing, *also(thing).split(), *_others_of(thing))}
    words |= {
        word for word in _CODES.findall(fold(asked.full)) if word in asked.found.hits[0].passage.text.lower()
    }
    return not asked.english and bool(things) and not any(_is_in(word, said) for word in words)


def of_the_thing(asked: Asked, chosen: Sequence[Excerpt]) -> list[Excerpt]:
    """Of parts that do not answer, those that have a thing of the question; all where none has."""
    told = [part for part in chosen if not speaks_of_nothing(asked, [part])]
    return told or list(chosen)


def _is_in(word: str, said: str) -> bool:
    """Whether a text says a word, as papers write it too, or an end of one that no dictionary has: 金澜卡 of 升金澜卡."""
    return (
        word in said
        or is_written(said, word)
        or (is_guess(word) and len(word) > _PAIR and (word[1:] in said or word[:-1] in said))
    )


def heads_a_passage(asked: Asked) -> bool:
    """Whether one of the nearest passages begins with what is asked for and a colon: 集合点:A点…"""
    things = [word for word in demand_of(asked).things if len(word) >= _LONG]
    near = (_CLAUSE_NUMBER.sub("", fold(hit.passage.text)) for hit in asked.found.hits[:_NEAR] if things)
    return any(text.startswith((f"{thing}:", f"{thing}：")) for text in near for thing in things)


def _letters_in(text: str) -> frozenset[str]:
    """The nouns of one character, but those of any question."""
    return frozenset(
        word for word, tag in rjieba.tag(text) if len(word) == 1 and tag == "n" and word not in _PLAIN
    )


def _others_of(word: str) -> list[str]:
    others = [fold(other) for one in meant(word) for other in one.others]
    return [*others, word.removesuffix("节")] if len(word) > _PAIR else others  # 圣诞 is 圣诞节
