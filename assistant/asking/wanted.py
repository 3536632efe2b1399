"""What a plain question wants and what it is about, by its words alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

import rjieba

from assistant.asking.facilities import Facility, facilities_in
from assistant.asking.value import NO_THING, Value, asking_row, value_in
from knowledge.writing.subjects import clauses, is_guess, subjects

_A_NAME = 3  # characters of a word that no dictionary has
_INTERROGATIVE = r"多少|几多|几|什么|啥|哪|谁|怎么|如何|多[高长大远重宽久]|是不是|有没有|能不能|可不可以"
_ASKS = re.compile(r"多少|几多|几|多[高长大远重宽久]|[是有要填用带]什么(?!样)|哪|谁|吗|[?]")
_MEASURE = r"(?:多少|几多|几(?![点楼号月天层])|多[高长大远重宽久])"
_OWNER = re.compile(r"(?<=是)(?:哪|谁)[一-鿿]{0,4}的[一-鿿]{2,4}$")
_HOW_OFTEN = re.compile(r"[一每单当]?[天日周月年次]|[能可会要得][\u4e00-\u9fff]")
# By what it is done is no thing asked for: 在手机上补小票.
_MEANS = re.compile(
    r"(?:自己)?(?:[在用拿从靠通]过?)(?:自己的?)?(?:手机|电脑|网|线)(?:上|里)?|(?:手机|电脑|网|线)上"
)
_THERE_IS = re.compile(
    r"(?<!没)有(?:没有)?(?!没|人)\s*((?:(?![吗么嘛呀啊㗎])[一-鿿]){2,6}?|[a-z][a-z0-9-]{2,11})\s*(?:[呀啊㗎]|吗|没(?!有)|么|嘛|[?]|$)"
)
# 卡臣王朝的首都在哪: what is wanted of a subject, whatever part of speech it is taken for.
_OF = re.compile(r"的([一-鿿]{2,4}?)(?:(?:分别)?是谁|在哪|叫什么|叫啥)")
_OFFERED = re.compile(
    r"(?:送|做|提供|支持|接受|代办)(?![到得完好过])([一-鿿]{2,4}?)(?:服务)?(?:吗|(?<![什怎多这那])么|嘛|不|[?]|$)"
)
_CLASS = re.compile(r"(?:什么|啥|哪[一1]?[个种家些位类条款座所间支项本部门栋]?)$")
# Between the thing that is wanted and the word that asks: 教练有几个, 颜色一共几种.
_LIGHT = re.compile(r"[是有要在能会可的得了一共大概最都需应该含装为里上个些种名张每按照付发给收交年月\s]*")
# Between words that the segmenter takes for one: 视网膜中共有多少, 几个人才能用, 7天罚多少.
_SEAM = re.compile(r"(?<=中)(?=共有)|(?<=人)(?=才[能可会行够])|(?<=天)(?=[罚收要])")
_DOING = re.compile(r".[进出上下回过起开]?[来去]$")
_CLIPPED = re.compile(
    r"^[店家间人][能可会要]$|^天[罚收扣]$|^家店$|^[会能要可得该][扣退换收给算发用变还进去送免补开办]$"
)  # cut out of 几家店能用
# How much or how long is told beside a subject and is none: 停电一个小时.
_AMOUNT = re.compile(
    r"[\d一二两三四五六七八九十百千万半]+个?(?:小时|分钟|钟头|钟|天|元|块|点|次|[年月日号])|一个|小时|分钟|钟头"
)
_WHETHER_IT = re.compile(
    r"(?:会(?!员|议|费|计|展|客|面|长|所)|要(?!求|点|件|素|闻)|能(?!源|力|量)|得(?!分)|该|肯)[一-鿿]"
)  # 会扣, no thing


@dataclass(frozen=True)
class Wanted:
    """A plain question, by what it wants. `names` are, for each shop in it, the ways to say its name."""

    text: str
    names: tuple[tuple[str, ...], ...] = ()

    @cached_property
    def value(self) -> Value | None:
        """The value that it asks for."""
        return value_in(self.text)

    @cached_property
    def things(self) -> tuple[str, ...]:
        """The nouns beside the word that asks, and what is asked for by 有没有: what is wanted of the subject."""
        beside = [word for word in self.nouns if self._is_beside(word)]
        there = [
            one for one in _THERE_IS.findall(self.text) if _is_thing(one) and not self.is_named(one.strip())
        ]
        of = [one for one in _OF.findall(self.text) if not self.is_named(one)]
        return tuple(word for word in dict.fromkeys((*beside, *there, *of)) if not NO_THING.search(word))

    @cached_property
    def offered(self) -> tuple[str, ...]:
        """What a shop is asked to do or take: 外卖 of 送外卖吗."""
        return tuple(dict.fromkeys(_OFFERED.findall(self.text)))

    @cached_property
    def nouns(self) -> tuple[str, ...]:
        """The things named, without those of a shop's name and those whose owner is asked for: 哪家店的电话."""
        text = _SEAM.sub(" ", _MEANS.sub(" ", _OWNER.sub(" ", self.text)))
        nouns = [word for word, kind in rjieba.tag(text) if _is_noun(word, kind)]
        known = [word for word in dict.fromkeys(nouns) if word in subjects(text) and not is_guess(word)]
        return tuple(one for one in known if not re.search(_INTERROGATIVE, one) and not self.is_named(one))

    @cached_property
    def sharp(self) -> tuple[str, ...]:
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
    def strange(self) -> tuple[str, ...]:
        """The names that no dictionary has."""
        return tuple(word for word in self.words if len(word) >= _A_NAME and is_guess(word))

    @cached_property
    def words(self) -> tuple[str, ...]:
        """What the clause that asks is about."""
        return tuple(_subjects(self.clause))

    @cached_property
    def clause(self) -> str:
        """The clause that asks, where it says of what; else the whole."""
        asking = [part for part in clauses(self.text) if re.search(_INTERROGATIVE, part) and _subjects(part)]
        if len(asking) > 1:  # of several the one that asks for the value: 母婴室几楼 4楼那个能用吗
            row = asking_row(self.text)
            asking = [part for part in asking if row and re.search(row["asks"], part)]
        return asking[0] if len(asking) == 1 else self.text

    @cached_property
    def only_tells(self) -> bool:
        """Whether it tells a case in several clauses of which none asks."""
        return len(clauses(self.text)) > 1 and not re.search(rf"{_INTERROGATIVE}|{_ASKS.pattern}", self.text)

    @cached_property
    def facilities(self) -> tuple[Facility, ...]:
        """The things of the house that it asks for."""
        return facilities_in(self.text)

    def is_of_facility(self, word: str) -> bool:
        """Whether a word is part of how a thing of the house is asked for: 箱子存 of 大箱子存一天."""
        spans = [match.span() for one in self.facilities for match in one.asked.finditer(self.text)]
        there = [match.span() for match in re.finditer(re.escape(word), self.text)]
        return any(start < stop_ and start_ < stop for start, stop in spans for start_, stop_ in there)

    def _is_beside(self, word: str) -> bool:
        before, _, after = self.text.partition(word)
        if _CLASS.search(before):  # 什么时期, 哪个系统: what kind of answer it is
            return False
        end = "" if self.only_tells else "|$"  # 早班 asks of it, and …,一串车在按喇叭 does not
        return bool(
            re.match(rf"{_LIGHT.pattern}(?:{_ASKS.pattern}{end})", after)
            or re.search(rf"(?:多少|几多|几){_LIGHT.pattern}$", before)
        )

    def is_named(self, word: str) -> bool:
        """Whether a word is part of the name of a shop that the question names."""
        return any(word in name for names in self.names for name in names)


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
