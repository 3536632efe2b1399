"""Chains that many malls have, by kind, under the names that people use for them, and which shops belong to one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files

from knowledge.text import fold
from knowledge.yamlfile import read_yaml

_FEWEST_LETTERS, _FEWEST = 4, 3  # of a chain's name that begins another one: Latin, Chinese
# What follows a name that is a word too where it is the chain all the same: Mango Man, Apple Store, Boots Pharmacy.
_OF_A_BRANCH = re.compile(
    r"(?:(?:(?:premium|authori[sz]ed|official) )*(?:re-?seller|dealer|store|shop)|man|men|woman|women|kids|baby|home|outlet|express|coffee|cafe|pharmacy|cosmetics|factory|optical|店|专卖店|授权店|旗舰店|之家|便利店|体验店)(?: .*)?"
)

# A chain's name at the end of another one, as of its counter there: 海天里顺丰站.
_POINT = re.compile(r"(?:速运|快递)?(?:站|驿站|网点|营业点|服务点|自提点|智能柜|自助银行)$")

_TABLE = read_yaml(files("knowledge.writing") / "chains.yaml")
BY_KIND: dict[str, tuple[tuple[str, ...], ...]] = {
    kind: tuple(map(tuple, chains)) for kind, chains in _TABLE["chains"].items()
}
ALSO_WORDS = frozenset(_TABLE["also_words"])
CHAINS: tuple[tuple[str, ...], ...] = tuple(names for chains in BY_KIND.values() for names in chains)


_folded = lru_cache(maxsize=4096)(fold)


def belongs(names: Iterable[str], chain: Iterable[str]) -> bool:
    """Whether one of a shop's folded names is that of a chain: 星巴克臻选 and Marks & Spencer Food too."""
    return any(_begins(own, _folded(name)) for name in chain for own in names)


# What follows a chain's name at the end of that of its shop in a mall: 零售馆顺丰站.
_A_SHOP_OF_IT = re.compile(r"(?:站|店|专柜|自提点|服务点|营业厅)$")


def _begins(own: str, chain: str) -> bool:
    if own == chain:
        return True
    ending = _A_SHOP_OF_IT.sub("", own)
    if ending != own and ending.endswith(chain) and not chain.isascii() and chain not in ALSO_WORDS:
        return True
    if chain in ALSO_WORDS:
        rest = own.removeprefix(f"{chain} ") if chain.isascii() else own.removeprefix(chain)
        return rest != own and (_OF_A_BRANCH.fullmatch(rest) is not None)
    if chain.isascii():
        return len(chain) >= _FEWEST_LETTERS and own.startswith(f"{chain} ")
    point = _POINT.search(own)
    if point and own[: point.start()].endswith(chain):
        return True
    return len(chain) >= _FEWEST and own.startswith(chain)
