"""The things and doings that a message names itself, in either language."""

from __future__ import annotations

import re
from itertools import pairwise

import rjieba

from knowledge.text import fold, is_cjk

# What says nothing of which thing is meant.
OF_ANY = re.compile(r"第?[几哪]|一共|总共|合计|商场|商城|顾客|客人|员工|时候|地方|东西|家里|朋友")
# Who comes along is no name to look for.
KIN = re.compile(
    r"[阿老我]?(?:妈|爸|爹|娘|公|婆|爷|奶|嬷|姨|叔|伯|舅|姑|哥|姐|弟|妹)+$|老[大二三幺]$|[大小二]宝$|儿子$|女儿$|闺女$|孙[子女]$|闺蜜$|发小$|同事$|同学$|室友$|邻居$"
)
# Whom a rule binds and whose body it speaks of, it says in many ways, or not at all.
ANYBODY = re.compile(r"公司|单位|企业|机构|人员|时候|身体|身上|全身")
_NOUNS_ANYHOW = frozenset(("积分",))  # taken for an adverb
_LATER = re.compile(r"隔[天日夜]|[次翌]日|第二天|当[天日晚]|过夜")  # when, and no thing
_STEM = 5  # letters of an English word that its forms share
# Latin words that bring no subject into a question.
# What is asked of whatever thing.
_OF_ANY = re.compile(
    r"顺序|流程|步骤|时[间段候]|期限|时限|标准|要求|手续|金额|材料|部门|单位|负责人?|责任人?|原因|结果|办法|条件|次序|先后"
)
_EMPTY_WORDS = frozenset(
    """
    about after again all and any are area ask before but can close closed could cost did does entry ever every fee
    find for free from get give have hello her here his how least like long many may maybe me mine more most much must
    near need next not now one only open our out place please rather same shall she should some sorry take tell than
    thank thanks that the their them then there these they this those till time until want was well were what when
    where which while who whom whose why will with would yes you your per day
    """.split()  # noqa: SIM905
)
_PLAIN_VERBS = frozenset("是有要能会可想问说看去来到在用给让得请应需叫行做") | {
    "还有",
    "延长",
    "没有",
    "不是",
    "可以",
    "应该",
    "需要",
    "要钱",
    "花钱",
    "收钱",
}


def names_something_new(text: str, said: str) -> bool:
    """Whether a thing that a short message names was not spoken of before."""
    known = fold(said)
    things = (noun for noun in own_nouns(text) if not (KIN.match(noun) or _LATER.fullmatch(noun)))
    return any(noun[:_STEM] not in known for noun in things)


def own_nouns(text: str) -> frozenset[str]:
    """The things that a message names itself, in either language."""
    latin = re.findall(r"(?<![a-z0-9])[a-z]{3,}(?![a-z0-9])", fold(text))
    return nouns_of(text) | {word for word in latin if word not in _EMPTY_WORDS}


def things_named(text: str) -> frozenset[str]:
    """The same without what can be asked of whatever thing, and names none: 顺序是什么, 哪个部门管."""
    return frozenset(word for word in own_nouns(text) if not _OF_ANY.fullmatch(word))


def own_words(text: str) -> frozenset[str]:
    """The things and doings that a message names itself: what a follow-up is about."""
    doings = {
        word
        for word, tag in rjieba.tag(fold(text))
        if tag.startswith("v") and word not in _PLAIN_VERBS and is_cjk(word[0])
    }
    return own_nouns(text) | doings


def nouns_of(text: str) -> frozenset[str]:
    """The nouns of a message."""
    return frozenset(
        word
        for word, tag in rjieba.tag(fold(text))
        if (tag.startswith(("n", "j")) or word in _NOUNS_ANYHOW) and is_noun(word)
    )


def compounds_of(text: str) -> list[str]:
    """What a message calls by two words in a row of which the second is a noun, folded: 露营电影, 跨年市集."""
    tagged = rjieba.tag(fold(text))
    return [
        first + word
        for (first, kind), (word, tag) in pairwise(tagged)
        if tag.startswith(("n", "j", "vn")) and kind.startswith(("n", "j", "v"))
        if min(len(first), len(word)) > 1
        and is_cjk(first[0])
        and is_cjk(word[0])
        and first not in _PLAIN_VERBS
    ]


def is_noun(word: str) -> bool:
    """Whether a word that is tagged as one names a thing."""
    return len(word) > 1 and is_cjk(word[0]) and rjieba.has_word(word) and not OF_ANY.match(word)
