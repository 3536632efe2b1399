"""What changed between two versions of a paper: what the one in force says of it itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.asking.need import figures_in
from assistant.quoted.focus import Focus
from assistant.reply import Line, Source, spoken
from knowledge.model import Document, Hit, Passage, Standing
from knowledge.text import fold, is_cjk, tokens

_ASKS = re.compile(
    r"(?:改|变|更新|调整|修订|新增)了?(?:什么|哪|些什么|几[处点条])|(?:什么|哪些|有何|多大)(?:区别|不同|变化|变动|改动|差别|不一样)"
    r"|差(?:在)?(?:了)?(?:哪|几[处点条])|(?:新旧|新老)版?[^。]{0,8}(?:对比|差别|比较)"
    r"|新旧[^,。]{0,10}(?:差|比|不同|区别)|(?:旧|老|原来|上一?)版?[^,。]{0,8}(?:差|高|低|多|少|贵|便宜)了?(?:多少|几)"
    r"|(?:新版|现在|改后|现行)[^。]{0,18}(?:老版|旧版|改前|改之前|以前|原来|之前)的?(?:呢|是|多少|几)"
    r"|(?:改版|改价|调整|涨价|修订|改)之?前的?(?:是|呢)?(?:多少|几|怎么|呢)|[,，\s](?:以前|原来|老版|旧版|之前)的?(?:是|呢)?(?:多少|几[块元家张天个]|怎么)"
    r"|哪(?:里|些地方|几[处点条]|些)(?:改|变|不同|不一样)|what(?:'s| has| is| was)? (?:changed|new in|different)"
)
_OF_VERSIONS = re.compile(
    r"版|v\d|新旧|新老|[改整]之?前|旧|老的|以前|之前|去年|原来|原先|新规|上一?次|规则|规定|章程|制度|sop|version|rules?(?![a-z])"
)
_TELLS = re.compile(
    r"替代(?!消费|使用)|旧版|上一版|作废|废止|原[“\"]|(?:调整|修订|更改|改)为|由[^,。;]{1,10}(?:调整|改|增加|减少)|新增|不再|取消了?|已于[^,。;]{4,14}结束|与[^,。;]{0,8}版"
)
_IN_FORCE = re.compile(
    r"\d日?起(?:生效|施行|执行)[。]?$"
)  # says of a paper since when it is in force, and no rule
_NUMBER = re.compile(r"sop[- ]?(\d+)")
_READ = 12  # hits among which the paper must be
_MOST = 4  # passages
_PAIRS = 2
_A_FIGURE = 0.2  # for each figure that is another one now
_ALIKE = 0.5  # of an old passage's words, that the one in its place has


def asks_what_changed(text: str) -> bool:
    """Whether a question asks how a paper differs from an earlier version of it."""
    folded = fold(text)
    return bool(_ASKS.search(folded) and _OF_VERSIONS.search(folded))


def paper_meant(text: str, ranked: Sequence[Hit]) -> Hit | None:
    """The best passage of the paper with a past that the question is about: by its title, then by what was found of it."""
    past = [
        hit
        for hit in ranked[:_READ]
        if hit.document.supersedes
        and hit.standing is Standing.IN_FORCE
        and hit.document.doc_type != "replay"  # a final report corrects figures, and changes no rule
    ]
    asked = {char for char in fold(text) if is_cjk(char)}

    def names(hit: Hit) -> tuple[bool, int, float, float]:
        title, paper = title_of(hit.document), hit.document.doc_id
        found = sum(max(other.score, 0.0) for other in past if other.document.doc_id == paper)
        return is_named(hit.document, text), len(asked & set(title)), found, hit.score

    return max(past, key=names, default=None)


def title_of(paper: Document) -> str:
    """A paper's title as people say it: without its edition and its number."""
    return re.sub(r"[（(].*|20\d\d版?|^sop[- ]?\d+\s*", "", fold(paper.title))


def is_named(paper: Document, text: str) -> bool:
    """Whether a text names a paper, by its title or by its number: sop1 is SOP-01."""
    number, asked = _NUMBER.search(fold(paper.title)), _NUMBER.search(fold(text))
    same = number is not None and asked is not None and int(number[1]) == int(asked[1])
    return same or title_of(paper) in fold(text)


def set_beside(
    paper: Document, old: Document, about: Focus, passages_of: Callable[[Document], Sequence[Passage]]
) -> list[tuple[Passage, Passage]]:
    """The passages of an old version nearest to the question, each with the one in its place that has other figures."""
    new = [one for one in passages_of(paper) if one.kind != "row" and figures_in(one.text)]
    pairs = []
    for before in passages_of(old):
        near = [(_alike(before, after), after) for after in new]
        alike, after = max(near, key=lambda one: one[0], default=(0.0, None))
        is_other = after is not None and figures_in(before.text) - figures_in(after.text)
        is_rule = before.kind != "row" and not _IN_FORCE.search(before.text)
        if after is not None and is_rule and is_other and alike >= _ALIKE:
            worth = about.of_characters(before.text) + alike + _A_FIGURE * len(is_other)
            pairs.append((worth, before, after))
    nearest = sorted(pairs, key=lambda one: one[0], reverse=True)[:_PAIRS]
    return [(before, after) for _, before, after in nearest]


def rows_beside(
    paper: Document, old: Document, passages_of: Callable[[Document], Sequence[Passage]]
) -> list[tuple[str, str, Passage]]:
    """What the tables of both versions give for one item, where it is another figure now: item, old value, new row."""
    before = dict(pair for one in passages_of(old) if (pair := _item_of(one)))
    found = []
    for passage in passages_of(paper):
        item = _item_of(passage)
        if item and item[0] in before and figures_in(before[item[0]]) != figures_in(item[1]):
            found.append((item[0], before.pop(item[0]), passage))
    return found


def _item_of(passage: Passage) -> tuple[str, str] | None:
    """The item and the value of a row of two columns; a row with one cell is an item and its value."""
    cells = [cell.partition(":")[::2] for cell in passage.text.split(";")] if passage.kind == "row" else []
    if len(cells) == 2:
        return cells[0][1].strip(), cells[1][1].strip()
    return (cells[0][0].strip(), cells[0][1].strip()) if len(cells) == 1 else None


def _alike(one: Passage, other: Passage) -> float:
    """The share of a passage's words, figures aside, that another one has."""
    words = {word for word in tokens(one.text) if not any(char.isdigit() for char in word)}
    return len(words & set(tokens(other.text))) / max(1, len(words))


def changes(
    paper: Document, about: Focus, passages_of: Callable[[Document], Sequence[Passage]]
) -> list[Line]:
    """The passages of a paper that tell what it changed, those nearest to the question, in its order."""
    telling = [one for one in passages_of(paper) if one.kind != "row" and _TELLS.search(fold(one.text))]
    nearest = sorted(telling, key=lambda one: about.of_characters(one.text), reverse=True)[:_MOST]
    return [Line(spoken(one), (Source(one, paper),)) for one in telling if one in nearest]
