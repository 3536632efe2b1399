"""What a question asks for, and whether what was found states it: the nearest rule answers no other question."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

import rjieba

from assistant.asking.facilities import Facility, facilities_in
from assistant.asking.wording import also
from assistant.data import read_table
from assistant.english import speaks_of, things_in
from knowledge.model import Hit
from knowledge.text import fold, is_cjk, language_of
from knowledge.writing.regional import mainland
from knowledge.writing.subjects import clauses, is_guess, subjects, thing_done_with
from knowledge.writing.synonyms import meant

_SENTENCE = re.compile(r"[。；;！!？?\n]")
_FEW_HANZI = 0.2  # of the letters of a passage that is not Chinese
_SHORT_THING = 2  # characters of a thing that may stand right behind its number
_A_NAME = 3  # characters of a word that no dictionary has
_SHARE = 0.5  # of the question's other words that the passage and its headings must have
_INTERROGATIVE = r"多少|几多|几|什么|啥|哪|谁|怎么|如何|多[高长大远重宽久]|是不是|有没有|能不能|可不可以"
_ASKS = re.compile(r"多少|几多|几|多[高长大远重宽久]|[是有要填用带]什么(?!样)|哪|谁|吗|[?]|$")
_MEASURE = r"(?:多少|几多|几(?![点楼号月天层])|多[高长大远重宽久])"
# Words that count the same: 几个人 is answered by 20人 and 20名, 几多架 by 8台.
_ALIKE = ("[个名位人]", "[个台架部辆把只件张套]", "[家间个处]")
_OWNER = re.compile(r"(?<=是)(?:哪|谁)[一-鿿]{0,4}的[一-鿿]{2,4}$")
# By what it is done is no thing asked for: 在手机上补小票.
_HOW_OFTEN = re.compile(r"[一每单当]?[天日周月年次]|[能可会要得][\u4e00-\u9fff]")
_MEANS = re.compile(
    r"(?:自己)?(?:[在用拿从靠通]过?)(?:自己的?)?(?:手机|电脑|网|线)(?:上|里)?|(?:手机|电脑|网|线)上"
)
_THERE_IS = re.compile(
    r"(?<!没)有(?:没有)?(?!没|人)\s*((?:(?![吗么嘛])[一-鿿]){2,6}?|[a-z][a-z0-9-]{2,11})\s*(?:吗|没(?!有)|么|嘛|[?]|$)"
)
# 卡臣王朝的首都在哪: what is wanted of a subject, whatever part of speech it is taken for.
_OF = re.compile(r"的([一-鿿]{2,4}?)(?:是谁|在哪)")
_OFFERED = re.compile(r"(?:送|做|提供|支持|接受|代办)([一-鿿]{2,4}?)(?:服务)?(?:吗|么|嘛|不|[?]|$)")
_CLASS = re.compile(r"(?:什么|啥|哪[个种家些位类条款]?)$")
# Between the thing that is wanted and the word that asks: 教练有几个, 颜色一共几种.
_LIGHT = re.compile(r"[是有要在能会可的得了一共大概最都需应该含装为里上个些种名张\s]*")
# What stands for the answer itself, whatever the papers call it.
_NO_THING = re.compile(
    r"单子|事儿|东东|[开关锁]门|打烊|地方|位置|数量|[上下]限|金额|部门|手续|流程|步骤|条件|要求|规定|规则|原因|结果|情况|办法|方式|内容|人数|次数|名额|商场"
    r"|地址|方位|名字|东西|资料|朋友圈|平时|周末|今天|明天|现在|楼层?|标准|区别|日期|特[点征]|铺位|福利|权益|好处|优惠|待遇|特权|事件|花钱|毛病|干嘛|干啥|干什么|做啥|咋|现场|当场|门槛|^权"
)

# When something was or is to be is no subject of a rule.
_WHEN = re.compile(r"\d+|点|[早晚]上|上午|下午|中午|夜里|半夜|凌晨|第[二三\d]天|[今明后昨]天|周末|平时")
_DOING = re.compile(r".[进出上下回过起开]?[来去]$")
_CLIPPED = re.compile(
    r"^[店家间人][能可会要]$|^家店$|^[会能要可得该][扣退换收给算发用变还进去送免补开办]$"
)  # cut out of 几家店能用
# How much or how long is told beside a subject and is none: 停电一个小时.
_AMOUNT = re.compile(
    r"[\d一二两三四五六七八九十百千万半]+个?(?:小时|分钟|钟头|钟|天|元|块|点|次|[年月日号])|一个|小时|分钟|钟头"
)
_WHETHER_IT = re.compile(
    r"(?:会(?!员|议|费|计|展|客|面|长|所)|要(?!求|点|件|素|闻)|能(?!源|力|量)|得(?!分)|该|肯)[一-鿿]"
)  # 会扣, no thing
_WRITTEN = {"满减": re.compile(r"满\d+元?[立直]?减\d+")}  # how papers write what has a name


def _any_of(unit: str) -> str:
    """A pattern of the words that count as this one does; the unit itself where it counts its own."""
    alike = [group.strip("[]") for group in _ALIKE if unit and unit in group]
    return f"[{''.join(dict.fromkeys(''.join(alike)))}]" if alike else unit


@dataclass(frozen=True, slots=True)
class Value:
    """A kind of value that is asked for: what a sentence has that gives it, what only looks like it, what is counted."""

    has: str
    looks_like: str
    of: tuple[str, ...]
    is_detail: bool = (
        False  # of a thing that is there: where it is not stated, what is stated of the thing helps
    )

    def is_in(self, sentence: str, heading: str = "") -> bool:
        """Whether a sentence gives it of what is counted, which a `heading` may name for all below."""
        rest = re.sub(self.looks_like, " ", sentence) if self.looks_like else sentence
        return re.search(self.has, rest) is not None and all(
            _says(heading + sentence, word) for word in self.of
        )


@dataclass(frozen=True)
class Demand:
    """A plain question, by what it wants. `names` are, for each shop in it, the ways to say its name."""

    text: str
    names: tuple[tuple[str, ...], ...] = ()

    @cached_property
    def value(self) -> Value | None:
        for row in _data()["asked"]:
            if found := re.search(row["asks"], self.text):
                groups = found.groupdict(default="")
                unit = re.escape(groups.get("unit", ""))
                unit = _any_of(unit)
                of = [word for word, _ in rjieba.tag(groups.get("of", "")) if len(word) > 1]
                counted = tuple(word for word in of if not _NO_THING.search(word))
                # 12章 is counted without a measure word
                thing = groups.get("of", "")
                if unit and not thing and "个" in unit:
                    unit = r"[\u4e00-\u9fff]"  # 盖几个 leaves out of what
                unit = f"(?:{unit}|{re.escape(thing)})" if unit and 0 < len(thing) <= _SHORT_THING else unit
                return Value(
                    row["has"].replace("{unit}", unit), row.get("not", ""), counted, row.get("detail", False)
                )
        return None

    @cached_property
    def things(self) -> tuple[str, ...]:
        """The nouns beside the word that asks, and what is asked for by 有没有: what is wanted of the subject."""
        beside = [word for word in self._nouns if self._is_beside(word)]
        there = [
            one for one in _THERE_IS.findall(self.text) if _is_thing(one) and not self._is_named(one.strip())
        ]
        of = [one for one in _OF.findall(self.text) if not self._is_named(one)]
        return tuple(word for word in dict.fromkeys((*beside, *there, *of)) if not _NO_THING.search(word))

    def unwritten(self, hits: Sequence[Hit]) -> str:
        """The kind of a question whose answer nobody writes down; empty for others, or where a passage has it."""
        for kind, row in _data()["unwritten"].items():
            if not re.search(row["asks"], self.text) or ("but" in row and re.search(row["but"], self.text)):
                continue
            written = row.get("written")
            if written and "noun" in row:
                noun = re.search(row["noun"], self.text)
                written = written.replace("{noun}", re.escape(noun[0]) if noun else r"(?!)")
            return "" if written and any(re.search(written, fold(hit.passage.text)) for hit in hits) else kind
        return ""

    def lacks_value(self, hits: Sequence[Hit]) -> bool:
        """Whether a value is asked for and no sentence gives one of its kind, under what the question names."""
        return self.value is not None and not any(self._states(hit, self.value) for hit in hits)

    @cached_property
    def _nouns(self) -> tuple[str, ...]:
        """The things named, without those of a shop's name and those whose owner is asked for: 哪家店的电话."""
        text = _MEANS.sub(" ", _OWNER.sub(" ", self.text))
        nouns = [word for word, kind in rjieba.tag(text) if _is_noun(word, kind)]
        known = [word for word in dict.fromkeys(nouns) if word in subjects(text) and not is_guess(word)]
        return tuple(one for one in known if not re.search(_INTERROGATIVE, one) and not self._is_named(one))

    def missing(self, hits: Sequence[Hit], is_sure: bool = False, is_row: bool = False) -> list[str]:
        """The things asked for that stand in none of the hits that speak of the question, nor another word for them.

        Where the search `is_sure`, only those that a word such as 多少 or 多长 asks for. What is in another
        language is believed to have them, but for the row of a shop (`is_row`), whose fields are known.
        """
        wanted = dict.fromkeys((*self.things, *((*self._nouns, *self.value.of) if self.value else ())))
        if is_row:
            wanted |= dict.fromkeys(self.offered)
        if is_sure:
            wanted = dict.fromkeys((*self._sharp, *(self.value.of if self.value else ())))
        return [
            word
            for word in wanted
            if not self._is_of_facility(word)
            and not any(self._tells(hit, word, is_row) for hit in self._about(hits, word))
        ]

    def _about(self, hits: Sequence[Hit], word: str) -> Sequence[Hit]:
        """The hits that have the question's other words, if any: a lifespan of another animal is none of this one."""
        told = [hit for hit in hits if self._covers(hit, _heading(hit) + fold(hit.passage.text), word)]
        return told or hits

    def _tells(self, hit: Hit, word: str, is_row: bool) -> bool:
        """Whether a passage has a word, and beside each name in the question that no dictionary has and no heading says."""
        heading, passage = _heading(hit), fold(hit.passage.text)
        if not (is_row or word.isascii()) and _is_foreign(passage):
            return True  # its own words for it are not ours to judge
        if not _says(heading + passage, word):
            return False
        names = [one for one in self._strange if one != word and one in passage and one not in heading]
        if not names or hit.passage.kind == "row" or _says(heading, word):
            return True
        sentences = [part for part in _SENTENCE.split(passage) if part.strip()]
        beside = ["。".join(sentences[max(at - 1, 0) : at + 2]) for at in range(len(sentences))]
        return all(any(name in part and _says(part, word) for part in beside) for name in names)

    @cached_property
    def _sharp(self) -> tuple[str, ...]:
        """Of the things wanted those whose measure is asked for: 寿命有多长, 票价是多少, not 这算数吗."""
        return tuple(
            word
            for word in self.things
            if re.search(
                rf"{re.escape(word)}{_LIGHT.pattern}{_MEASURE}|(?:多少|几多|几){_LIGHT.pattern}{re.escape(word)}",
                self.text,
            )
        )

    @cached_property
    def _strange(self) -> tuple[str, ...]:
        return tuple(word for word in self._words if len(word) >= _A_NAME and is_guess(word))

    @cached_property
    def offered(self) -> tuple[str, ...]:
        """What a shop is asked to do or take: 外卖 of 送外卖吗."""
        return tuple(dict.fromkeys(_OFFERED.findall(self.text)))

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
            and any(value.is_in(sentence, _section(hit)) for sentence in _sentences(hit, passage))
        )

    def _covers(self, hit: Hit, text: str, beside: str = "") -> bool:
        """Whether a passage speaks of what the question names `beside` one word; in another language, of its things."""
        words: Sequence[str] = (
            self._named_beside(beside)
            if beside
            else [
                word
                for word in self._words
                if not _WHEN.fullmatch(word) and (len(word) > 1 or word.isascii())
            ]
        )
        if language_of(self.text) == "en":
            if hit.passage.language == "en":
                return not things_in(self.text) or speaks_of(hit.passage.text, self.text)
            words = things_in(self.text)
        words = words or ([] if beside else self._words)
        if any(one.told_by(hit) for one in self._facilities):  # under whatever name
            words = [word for word in words if not self._is_of_facility(word)]
        return sum(_says(text, word) for word in words) >= _SHARE * len(words)

    def _named_beside(self, word: str) -> list[str]:
        """The other things and names of the question, without what is done with them and when."""
        said = subjects(self._clause)
        return [
            one
            for one in self._words
            if one != word and (said[one] or one in self._strange or (one.isascii() and not one.isdigit()))
        ]

    def _is_of_facility(self, word: str) -> bool:
        """Whether a word is part of how a thing of the house is asked for: 箱子存 of 大箱子存一天."""
        spans = [match.span() for one in self._facilities for match in one.asked.finditer(self.text)]
        there = [match.span() for match in re.finditer(re.escape(word), self.text)]
        return any(start < stop_ and start_ < stop for start, stop in spans for start_, stop_ in there)

    @cached_property
    def _facilities(self) -> tuple[Facility, ...]:
        return facilities_in(self.text)

    @cached_property
    def _words(self) -> tuple[str, ...]:
        return tuple(_subjects(self._clause))

    @cached_property
    def _clause(self) -> str:
        """The clause that asks, where it says of what; else the whole."""
        asking = [part for part in clauses(self.text) if re.search(_INTERROGATIVE, part) and _subjects(part)]
        if len(asking) > 1:  # of several the one that asks for the value: 母婴室几楼 4楼那个能用吗
            row = next((row for row in _data()["asked"] if re.search(row["asks"], self.text)), None)
            asking = [part for part in asking if row and re.search(row["asks"], part)]
        return asking[0] if len(asking) == 1 else self.text

    def _is_beside(self, word: str) -> bool:
        before, _, after = self.text.partition(word)
        if _CLASS.search(before):  # 什么时期, 哪个系统: what kind of answer it is
            return False
        return bool(
            re.match(rf"{_LIGHT.pattern}(?:{_ASKS.pattern})", after)
            or re.search(rf"(?:多少|几多|几){_LIGHT.pattern}$", before)
        )

    def _is_named(self, word: str) -> bool:
        return any(word in name for names in self.names for name in names)


def _is_foreign(passage: str) -> bool:
    """Whether a passage is written in Latin letters, but for a name or two."""
    letters = [char for char in passage if char.isalpha()]
    return sum(map(is_cjk, letters)) < _FEW_HANZI * len(letters)


def _is_thing(phrase: str) -> bool:
    """Whether what is asked for by 有没有 is a thing: 包间, 停车位, not 搬走, 开门, 什么优惠."""
    if re.search(_INTERROGATIVE, phrase) or phrase.endswith("了"):  # 有数了没 asks whether it is there yet
        return False
    return phrase.isascii() or any(
        kind.startswith(("n", "j")) or is_guess(word) for word, kind in rjieba.tag(phrase)
    )


def _is_noun(word: str, kind: str) -> bool:
    """拉进来 and 退回去 are taken for names of persons, and are doings."""
    return (
        len(word) > 1
        and not _DOING.search(word)
        and not _CLIPPED.search(word)
        and not _WHETHER_IT.fullmatch(word)
        and (kind.startswith(("n", "j")) or (kind == "vn" and len(word) == 2))
    )


def _heading(hit: Hit) -> str:
    return fold(f"{hit.document.title} {' '.join(hit.passage.section)} ")


def _section(hit: Hit) -> str:
    """The question that a passage answers, where one is its heading: it names what the answer leaves out."""
    heading = fold(" ".join(hit.passage.section[-1:]))
    return f"{heading} " if heading.endswith("?") else ""


def _sentences(hit: Hit, passage: str) -> Iterator[str]:
    yield from [passage] if hit.passage.kind == "row" else _SENTENCE.split(passage)


def _says(text: str, word: str) -> bool:
    """Whether a text has a word, all letters of a guessed one, another word for it, or its stem: 柜 of 柜子."""
    if (form := _WRITTEN.get(word)) and form.search(text):
        return True
    text = f"{text} {' '.join(mainland(text))}"
    if len(word) == 2 and re.search(rf"{word[0]}\d+[个张次件枚]?{word[1]}", text):
        return True  # 盖章, where 盖1章 is written
    if (thing := thing_done_with(word)) and thing in text:
        return True
    if word in text or (is_guess(word) and all(letter in text for letter in word)):
        return True
    return (
        word.rstrip("子里儿") in text
        or word.removesuffix("时间") in text
        or any(other in text for other in _instead(word))
    )


@cache
def _instead(word: str) -> tuple[str, ...]:
    others = (fold(other) for one in meant(word) for other in one.others)
    return (*others, *also(word).split())


@cache
def _data() -> dict[str, Any]:
    """The table, its patterns without the spaces that break their lines."""
    data = read_table("demands.yaml")
    for row in (*data["unwritten"].values(), *data["asked"]):
        row["asks"] = row["asks"].replace(" |", "|")
    return data


def _subjects(text: str) -> list[str]:
    """What a piece of text is about, without words that ask, parts of words, and how often: 一天能传几张 tells nothing."""
    return [
        word
        for word in subjects(text)
        if not re.search(_INTERROGATIVE, word)
        and not _CLIPPED.search(word)
        and not _HOW_OFTEN.fullmatch(word)
        and not _AMOUNT.fullmatch(word)
    ]
