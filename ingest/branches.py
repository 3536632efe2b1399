"""Names that say at each shop of a list in which mall it lies: 某某(云湖天地店)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from knowledge.model import Shop

_BRANCH = re.compile(r"\s*[(（]([^()（）]{2,}店)[)）]$")
_FEWEST = 3  # shops that share a branch
_MOST = 0.4  # of the list


def without_common_branch(shops: Sequence[Shop]) -> tuple[Shop, ...]:
    """The shops, named without the branch that most of them share: it tells none from another."""
    found = Counter(match[1] for shop in shops if (match := _BRANCH.search(shop.name)))
    common = {branch for branch, count in found.items() if count >= _FEWEST and count >= _MOST * len(shops)}
    return tuple(_renamed(shop, common) for shop in shops)


def _renamed(shop: Shop, common: set[str]) -> Shop:
    match = _BRANCH.search(shop.name)
    if match is None or match[1] not in common:
        return shop
    name = shop.name[: match.start()]
    return replace(shop, name=name, aliases=tuple(alias for alias in shop.aliases if alias != name))
