"""What a question asks for, held against what was found: the nearest rule answers no other question."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from assistant.asking.saying import says, says_nearly, says_part
from assistant.asking.value import NO_THING, Value
from assistant.asking.wanted import Wanted
from assistant.data import read_table
from assistant.english import speaks_of, things_in
from knowledge.evidence import across
from knowledge.model import Hit
from knowledge.text import fold, is_cjk, is_english
from knowledge.writing.subjects import subjects
from knowledge.writing.synonyms import meant
from knowledge.writing.topics import is_own_case, leading_things

_SENTENCE = re.compile(r"[。；;！!？?\n]")
_FEW_HANZI = 0.2  # of the letters of a passage that is not Chinese
_THE_HOUSE = frozenset(("商场", "商城", "购物中心"))  # of which every paper of the house tells
_SHARE = 0.5  # of the question's other words that the passage and its headings must have
# Of what sort a thing is, right before it: 电子发票 is a 发票.
_SORT = re.compile(r"电子|纸质|线上|线下|网上|实体|普通|专用")
# When something was or is to be is no subject of a rule.
_SEVERAL = 2  # things that a question names
_SPEAKING = 2  # hits of which one may speak of what is hardly ever written
_OF_ONE = re.compile(
    r"[一1每](?:度|斤|公斤|公里|米|克|两|小时|天|次|个|张|位)"
)  # 一度 of 一度电多少钱 is what a price is for
_WHEN = re.compile(
    r"\d+|点|[早晚]上|上午|下午|中午|夜里|半夜|凌晨|第[二三\d]天|[今明后昨]天|周末|平时|现在|目前|如今"
)


@dataclass(frozen=True)
class Demand(Wanted):
    """What a plain question wants, and whether passages state it."""

    def unwritten(self, hits: Sequence[Hit]) -> str:
        """The kind of a question whose answer nobody writes down; empty for others, or where one of the nearest passages has it."""
        for kind, row in _unwritten().items():
            if not re.search(row["asks"], self.text) or ("but" in row and re.search(row["but"], self.text)):
                continue
            written = row.get("written")
            if written and "noun" in row:
                noun = re.search(row["noun"], self.text)
                written = written.replace("{noun}", re.escape(noun[0]) if noun else r"(?!)")
            near = hits[: row.get("read", _SPEAKING)]
            return "" if written and any(re.search(written, fold(hit.passage.text)) for hit in near) else kind
        return ""

    def lacks_value(self, hits: Sequence[Hit]) -> bool:
        """Whether a value is asked for and no sentence gives one of its kind, under what the question names."""
        return self.value is not None and not any(self._states(hit, self.value) for hit in hits)

    def missing(self, hits: Sequence[Hit], is_sure: bool = False, is_row: bool = False) -> list[str]:
        """The things asked for that stand in none of the hits that speak of the question, nor another word for them.

        Where the search `is_sure`, only those that a word such as 多少 or 多长 asks for. What is in another
        language is believed to have them, but for the row of a shop (`is_row`), whose fields are known.
        """
        wanted = dict.fromkeys((*self.things, *((*self.nouns, *self.value.of) if self.value else ())))
        if is_row:
            wanted |= dict.fromkeys(self.offered)
        if is_sure:
            wanted = dict.fromkeys((*self.sharp, *(self.value.of if self.value else ())))
        return [
            word
            for word in wanted
            if not self.is_of_facility(word)
            and not any(self._tells(hit, word, is_row) for hit in self.about(hits, word))
        ]

    def about(self, hits: Sequence[Hit], word: str) -> Sequence[Hit]:
        """The hits that have the question's other words, if any: a lifespan of another animal is none of this one."""
        told = [hit for hit in hits if self._covers(hit, _heading(hit) + fold(hit.passage.text), word)]
        return told or hits

    def _tells(self, hit: Hit, word: str, is_row: bool) -> bool:
        """Whether a passage has a word, and beside each name in the question that no dictionary has and no heading says."""
        heading, passage = _heading(hit), fold(hit.passage.text)
        if not (is_row or word.isascii()) and _is_foreign(passage):
            return True  # its own words for it are not ours to judge
        told = heading + passage + (f" {fold(across(hit.passage.text))}" if hit.passage.kind == "row" else "")
        if not (says(told, word) or self._is_called_otherwise(word, passage)):
            return False
        names = [one for one in self.strange if one != word and one in passage and one not in heading]
        if not names or hit.passage.kind == "row" or says(heading, word):
            return True
        sentences = [part for part in _SENTENCE.split(passage) if part.strip()]
        beside = ["。".join(sentences[max(at - 1, 0) : at + 2]) for at in range(len(sentences))]
        return all(any(name in part and says(part, word) for part in beside) for name in names)

    def _is_called_otherwise(self, word: str, passage: str) -> bool:
        """Whether a word is part of a phrase of the question that a passage puts otherwise: the 电话 of 客服电话 is the 热线."""
        phrases = (one for one in meant(self.text) if word in one.said and word != one.said)
        return any(fold(other) in passage for one in phrases for other in one.others)

    def names_shop(self, hit: Hit) -> bool:
        """Whether a hit speaks of each shop that the question names."""
        whole = _heading(hit) + fold(hit.passage.text)
        return all(any(name in whole for name in names) for names in self.names)

    def _states(self, hit: Hit, value: Value) -> bool:
        passage = fold(hit.passage.text)
        whole = _heading(hit) + passage
        return (
            self.names_shop(hit)
            and self._covers(hit, whole)
            and self._is_led_by(hit, whole)
            and any(
                value.is_in(sentence, _section(hit)) and self._is_of_it(_heading(hit) + sentence, value)
                for sentence in _sentences(hit, passage)
            )
        )

    def _is_of_it(self, sentence: str, value: Value) -> bool:
        """Whether a sentence that gives a value has half of what an impersonal question names, its headings with it.

        A paper on one thing gives many values: the price of a fruit is none of the field on which it grows.
        """
        words = [word for word in self._told_words if word not in value.asked]
        if len(words) < _SEVERAL or is_own_case(self.text) or is_english(self.text):
            return True
        return _is_foreign(sentence) or sum(says_part(sentence, word) for word in words) >= _SHARE * len(
            words
        )

    def _is_led_by(self, hit: Hit, whole: str) -> bool:
        """Whether a passage under its headings speaks of each thing that the question begins with: the fee for an 身份证 is none for a 护照."""
        if _is_foreign(fold(hit.passage.text)) or any(one.told_by(hit) for one in self.facilities):
            return True
        return all(says_nearly(whole, word) for word in self._led_by)

    @cached_property
    def _led_by(self) -> list[str]:
        """The things of a dictionary with which its asking clause begins."""
        things = leading_things(self.text)
        return [
            one
            for one in things
            if not (
                self.is_named(one) or self.is_of_facility(one) or NO_THING.search(one) or one in _THE_HOUSE
            )
        ]

    @cached_property
    def _told_words(self) -> list[str]:
        """What the question names, without when and of how much it asks, and without single letters."""
        plain = (word for word in self.words if not (_WHEN.fullmatch(word) or _OF_ONE.fullmatch(word)))
        return [word for word in plain if len(word) > 1 or word.isascii()]

    def _covers(self, hit: Hit, text: str, beside: str = "") -> bool:
        """Whether a passage speaks of what the question names `beside` one word; in another language, of its things."""
        words: Sequence[str] = self._named_beside(beside) if beside else self._told_words
        if is_english(self.text):
            if hit.passage.language == "en":
                return not things_in(self.text) or speaks_of(hit.passage.text, self.text)
            words = things_in(self.text)
        words = words or ([] if beside else [word for word in self.words if not _WHEN.fullmatch(word)])
        if any(one.told_by(hit) for one in self.facilities):  # under whatever name
            words = [word for word in words if not self.is_of_facility(word)]
            if len(words) <= 1 and not beside:
                return True  # of the thing only one word more is asked: wifi密码
        return sum(says(text, word) for word in words) >= _SHARE * len(words)

    def _named_beside(self, word: str) -> list[str]:
        """The other things and names of the question, without what is done with them and when."""
        said = subjects(self.clause)
        return [
            one
            for one in self.words
            if one != word
            and not (_SORT.fullmatch(one) and one + word in self.text)
            and one not in _THE_HOUSE
            and (said[one] or one in self.strange or (one.isascii() and not one.isdigit()))
        ]


def _is_foreign(passage: str) -> bool:
    """Whether a passage is written in Latin letters, but for a name or two."""
    letters = [char for char in passage if char.isalpha()]
    return sum(map(is_cjk, letters)) < _FEW_HANZI * len(letters)


def _heading(hit: Hit) -> str:
    return fold(f"{hit.heading} ")


def _section(hit: Hit) -> str:
    """The question that a passage answers, where one is its heading: it names what the answer leaves out."""
    heading = fold(" ".join(hit.passage.section[-1:]))
    return f"{heading} " if heading.endswith("?") else ""


def _sentences(hit: Hit, passage: str) -> Iterator[str]:
    yield from [passage] if hit.passage.kind == "row" else _SENTENCE.split(passage)


@cache
def _unwritten() -> dict[str, dict[str, Any]]:
    """The kinds of questions whose answer nobody writes down, their patterns without the spaces that break their lines."""
    rows = read_table("demands.yaml")["unwritten"]
    return {kind: {**row, "asks": row["asks"].replace(" |", "|")} for kind, row in rows.items()}
