"""A reduction from a threshold: 满300减50, with what its paper says of using it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.grounding.numerals import number, plain
from assistant.reckoning.asking import EXAMPLE
from knowledge.model import Hit

OFFER = re.compile(
    r"(每)?(?:单笔|消费|实付)?满\s*(\d+)\s*元?\s*(?:立|可|即|直|就)?减\s*(\d+)|(\d+)\s*(?:减|-(?=\d+ (?:coupon|off|voucher)))\s*(\d+)(?!\.?\d)"
)
_ONCE = re.compile(
    r"(?:每[笔单张次]|一[张笔单次]|单笔|同一)[^,;。]{0,10}?(?:限|只能|仅限|仅可|最多|可)用?(?:使?用)?(\d|一|两|二)张|限用(\d|一)张|只能用(\d|一)张|可用(\d|一)张"
    r"|不(?:可|能|得)叠加(?:使用)?(?!.{0,6}折)"
)
_HAD = re.compile(r"门槛|可用\d|限用|可使用|折后|单笔|立减")
_EACH = re.compile(r"每满(\d+)元?(?:可用|减|立减)")
_AFTER_DISCOUNT = re.compile(r"折后|折扣后|优惠后实付|打折后|实付")
_SINGLE = re.compile(r"单笔|一张小票|单张小票|每笔小票|拼单|同一笔|不能合并|不可合并|不能合计")
_MOST = re.compile(r"(?:最多|最高|上限|封顶)[^\d,;。]{0,4}减?(\d+)元")


@dataclass(frozen=True, slots=True)
class Offer:
    """From `threshold` yuan `reduction` yuan are taken off, by what `hits` of one paper or more say."""

    threshold: Decimal
    reduction: Decimal
    hits: tuple[Hit, ...]

    @property
    def texts(self) -> list[tuple[str, Hit]]:
        return [(plain(hit.passage.text), hit) for hit in self.hits]

    @property
    def rule(self) -> Hit:
        """The passage that says when the reduction is had."""
        return next((hit for text, hit in self.texts if _HAD.search(text)), self.hits[0])

    def counted(self, spent: Decimal) -> tuple[int, Hit] | None:
        """How many reductions one receipt of `spent` yuan takes, and where that is said; None where it is not."""
        times = int(spent // self.threshold)
        each = next(
            (
                hit
                for text, hit in self.texts
                if any(Decimal(one) == self.threshold for one in _EACH.findall(text))
            ),
            None,
        )
        if each:
            most = {Decimal(match[1]) for text, _ in self.texts if (match := _MOST.search(text))}
            count = min(times, int(min(most) // self.reduction)) if most else times
            return count, each
        limits = {_limit(match): hit for text, hit in reversed(self.texts) if (match := _ONCE.search(text))}
        if limits and min(limits) == 1:
            return min(times, 1), limits[1]
        return (times, self.rule) if times < 2 else None

    def after_discount(self) -> Hit | None:
        """Where it is said that the threshold is looked at after a discount."""
        return next((hit for text, hit in self.texts if "折后" in text or "折扣后" in text), None) or next(
            (hit for text, hit in self.texts if _AFTER_DISCOUNT.search(text)), None
        )

    def single(self) -> Hit | None:
        """Where it is said that receipts are not added up."""
        return next((hit for text, hit in self.texts if _SINGLE.search(text)), None)


def offer_of(told: str, hits: Sequence[Hit]) -> Offer | None:
    """The offer that a question names, or the only one there is."""
    by_offer: dict[tuple[Decimal, Decimal], list[Hit]] = {}
    for hit in hits:
        for key in {_key(match) for match in OFFER.finditer(plain(hit.passage.text))}:
            by_offer.setdefault(key, []).append(hit)
    by_offer = {key: found for key, found in by_offer.items() if 0 < key[1] < key[0]}
    named = {_key(match) for match in OFFER.finditer(told)}
    keys = [key for key in by_offer if key in named] if named else list(by_offer)
    if len(keys) != 1:
        return None
    papers = {hit.document.doc_id for hit in by_offer[keys[0]]}
    own = [*by_offer[keys[0]], *(hit for hit in hits if hit.document.doc_id in papers)]
    once = {hit.passage.passage_id: hit for hit in own if not EXAMPLE.search(hit.passage.text)}
    return Offer(*keys[0], tuple(once.values())) if once else None


def _key(match: re.Match[str]) -> tuple[Decimal, Decimal]:
    return Decimal(match[2] or match[4]), Decimal(match[3] or match[5])


def _limit(match: re.Match[str]) -> int:
    said = next((part for part in match.groups() if part), "1")
    return int(number(said) or 1)
