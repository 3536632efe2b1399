"""A known label that stands before its value without a mark: 过敏原乳、蛋."""

from __future__ import annotations

import re

from assistant.drafting.facts.fields import exact_kind
from assistant.drafting.facts.phrases import shadow_of

_PLACE = re.compile(r"[lb]\d|[楼层铺店区门街路座号馆厅庭]")
_GLUED = frozenset(
    {
        "allergen", "efficacy", "shop", "validity", "origin", "craft", "material", "pricing",
        "hidden", "contact", "list_price", "licence", "batch", "maker",  # kept, and told to nobody
    }
)  # fmt: skip
_NO_LABEL = frozenset({"注意", "备注", "积分", "地址"})  # in a sentence these are words
_BROUGHT = re.compile(r"准备|提供|自备|自带|免费|包含")  # 材料馆方准备 is no material


def glued_label(said: str) -> tuple[str, str, int] | None:
    """A known label without a mark: 过敏原乳、蛋, 位置 B1-27 阿禾面馆; kind, field, where the value begins."""
    shadow = shadow_of(said)
    for length in range(min(8, len(said) - 1), 1, -1):
        kind = exact_kind(shadow[:length])
        if (
            kind in _GLUED
            and shadow[:length] not in _NO_LABEL
            and re.match(r"[\u3400-\u9fff]", shadow[length - 1 :])
            and (kind != "shop" or _PLACE.search(shadow[length:]))
            and (kind != "material" or not _BROUGHT.search(shadow[length:]))
        ):
            rest = re.match(r"\s*(?:只|仅)?(?:写|有|为|是|含|包括)?\s*", shadow[length:])
            begin = length + (rest.end() if rest else 0)
            return (kind, said[:length].strip(), begin) if len(said) > begin else None
    return None
