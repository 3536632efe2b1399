"""What a question leaves out: 除了…, 不要…, other than; shops by name, and what is said beside them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.shops.kinds import Kind, kinds_in, words_of
from knowledge.directory import Directory, Mention, labels_of, stands_in
from knowledge.model import Shop
from knowledge.text import fold
from knowledge.writing.floors import keys_in

_LEFT_OUT = re.compile(
    r"除了?(?P<a>.{1,24}?)(?:以外|之外|外|，|,|还|都|其他|别的|就)|(?<![是要])(?:不是(?![^，,。]{0,12}[吗么嘛])|不要|不想(?:吃|喝|买|去|要)?|不吃|不喝|排除)(?P<b>.{1,8}?)(?:的|，|,|以外|之外|$)"
    r"|(?P<c>[^，,]{1,8}?)(?:以外|之外)的?"
    r"|(?:other than|except(?: for)?|besides|apart from|excluding|but not)\s+(?P<d>[^,?]{2,48}?)(?=,|\?|$| on | in | open)"
)


def goods_of_those(named: Sequence[Mention], folded: str, kinds: Sequence[Kind]) -> Kind | None:
    """What a shop that is left out sells and a question names, where no kind has as long a word for it: 洗面奶."""
    tags = {fold(tag) for mention in named for tag in mention.shop.tags}
    goods = max((tag for tag in tags if len(tag) > 1 and tag in folded), key=len, default="")
    said = [word for word in words_of(folded) if kinds and len(word) >= len(goods)]
    return Kind(goods, goods, (goods,)) if goods and not said else None


def parted(folded: str) -> tuple[str, str]:
    """What is left out, and the rest of the question."""
    match = _LEFT_OUT.search(folded)
    said = next((part for part in match.groups() if part), "") if match else ""
    if not match or not said or _is_only_rule(said):
        return "", folded
    return said, f"{folded[: match.start()]} {folded[match.end('a') if match['a'] else match.end() :]}"


def _is_only_rule(said: str) -> bool:
    """不是说… and 不要钱 leave no shops out."""
    return not (kinds_in(said) or keys_in(said) or re.search(r"[\u4e00-\u9fffa-z]{2}", said))


def stands(word: str, directory: Directory) -> bool:
    """Whether a word stands in what some shop is or sells."""
    return any(
        stands_in(word, fold(label)) for shop in directory.shops for label in (*labels_of(shop), shop.name)
    )


def without_names(left: str, named: Iterable[Mention]) -> str:
    """What is left out beside shops: who leaves out one hotpot by its name would have another."""
    for mention in named:
        if mention.exact:
            left = left.replace(mention.matched, " ")
    return left


def written(named: Iterable[Mention]) -> tuple[Shop, ...]:
    return tuple(mention.shop for mention in named if mention.exact)
