"""The words of a question that carry its subject, without those that only ask, and its clauses."""

from __future__ import annotations

import re

from knowledge.text import fold

# Word classes of the segmenter that only join or point: pronouns, adverbs, prepositions, particles.
_EMPTY_CLASSES = "drpucyoehfw"
_NOUNS = ("n", "j")
_HAN = "[\u4e00-\u9fff]"
# In Chinese a space ends a clause too; a point or colon within a number ends nothing.
_BREAK = re.compile(rf"[,;!?。、\n]+|[.:](?!\d)|(?<={_HAN})\s+|\s+(?={_HAN})")
_TAIL = re.compile(
    r"(?:行不行|行吗|行不|成不成|成吗|好不好|好吗|对吗|对不对|可以吗|可不可以)(?!\w)"
)  # 车行吗 has no 车行
_DONE, _DOING_A_THING = "开买卖办取领用带要交退换查购", 3
_LEAST = 4  # characters of a clause: what is shorter belongs to the one before
_ASKING = frozenset(
    re.findall(
        r"\S+",
        """
        什么 怎么 怎样 如何 多少 多久 多长 多大 哪里 哪个 哪些 哪儿 哪一 哪 几 几点 几天 谁 为什么 何时 何人 时候
        是 有 在 能 可以 要 会 需要 请 请问 想 想要 知道 没有 才能 做 去 来 用 到 一 个 上 下 里 中
        有没有 有无 是不是 是否 能不能 可不可以 可否 要不要 会不会 一下 地方 东西 事情 情况 钱 人
        what which when where who whom whose how why is are was were do does did can could may must should will
        a an the of to in on at by for from with and or not i me my we our you your it its this that these those
        there be been have has had many much long any some get
        """,
    )
)


# Who is concerned, and what counts things: a question is not about them, and a paper says it otherwise.
BESIDE_THE_POINT = frozenset(
    re.findall(
        r"\S+",
        """
        客人 顾客 客户 客官 朋友 同事 同学 老板 领导 家人 家属 老公 老婆 丈夫 妻子 爸爸 妈妈 我妈 我爸 儿子 女儿 哥哥 姐姐
        弟弟 妹妹 爷爷 奶奶 男朋友 女朋友 对象 婆婆 公公 岳母 岳父 宝宝 孩子 小孩 小朋友 老人 员工 店员 店家 店里 店长 师傅 车主 阿姨 别人 人家 大家 大伙 对方 供应商 民警 名字 样子
        一共 总共 顺序 次数 数量 字数 毛病 问题 声音 部分 方面 时间 钟头 天数 车子 柜子 老同事
        guest customer shopper visitor friend people person someone somebody kid son daughter wife husband
        """,
    )
)


def subjects(question: str) -> dict[str, bool]:
    """Folded words in their order -> whether the word is a Chinese noun or name of at least two characters."""
    import rjieba  # a fifth of a second

    found: dict[str, bool] = {}
    for spaced, kind in rjieba.tag(_TAIL.sub(" ", fold(question))):
        word = spaced.strip()
        if not re.search(r"\w", word) or word in _ASKING or word in BESIDE_THE_POINT:
            continue
        if word[0].isascii():
            found[word] = False
        elif not kind.startswith(tuple(_EMPTY_CLASSES)):
            found[word] = len(word) > 1 and kind.startswith(_NOUNS) and not is_guess(word)
    return found


def asks_only(word: str) -> bool:
    """Whether a word only asks, or says hardly anything by itself."""
    return word in _ASKING


def is_guess(word: str) -> bool:
    """Whether no dictionary has this Chinese word, so that it may be cut across two others: 庆券, 银卡要."""
    import rjieba

    return not word[0].isascii() and not rjieba.has_word(word)


def thing_done_with(word: str) -> str:
    """The thing in a word of what is done with it: 发票 of 开发票; empty where there is none."""
    return word[1:] if len(word) == _DOING_A_THING and word[0] in _DONE else ""


def clauses(question: str) -> list[str]:
    """The parts of a question, folded; one that is too short to say anything goes with its neighbour."""
    found: list[str] = []
    for part in filter(None, map(str.strip, _BREAK.split(fold(question)))):
        if found and min(len(part), len(found[-1])) < _LEAST:
            found[-1] += f" {part}"
        else:
            found.append(part)
    return found
