"""The words of a question that carry its subject, without those that only ask."""

from __future__ import annotations

import re

from knowledge.text import fold

# Word classes of the segmenter that only join or point: pronouns, adverbs, prepositions, particles.
_EMPTY_CLASSES = "drpucyoehfw"
_NOUNS = ("n", "j")
_ASKING = frozenset(
    re.findall(
        r"\S+",
        """
        什么 怎么 怎样 如何 多少 多久 多长 多大 哪里 哪个 哪些 哪儿 哪一 哪 几 几点 几天 谁 为什么 何时 何人 时候
        是 有 在 能 可以 要 会 需要 请 请问 想 想要 知道 没有 做 去 来 用 到 一 个 上 下 里 中
        有没有 有无 是不是 是否 能不能 可不可以 可否 要不要 会不会 一下 地方 东西 事情 情况 钱 人
        what which when where who whom whose how why is are was were do does did can could may must should will
        a an the of to in on at by for from with and or not i me my we our you your it its this that these those
        there be been have has had many much long any some get
        """,
    )
)


def subjects(question: str) -> dict[str, bool]:
    """Folded words in their order -> whether the word is a Chinese noun or name of at least two characters."""
    import rjieba  # a fifth of a second

    found: dict[str, bool] = {}
    for spaced, kind in rjieba.tag(fold(question)):
        word = spaced.strip()
        if not re.search(r"\w", word) or word in _ASKING:
            continue
        if word[0].isascii():
            found[word] = False
        elif not kind.startswith(tuple(_EMPTY_CLASSES)):
            found[word] = len(word) > 1 and kind.startswith(_NOUNS)
    return found
