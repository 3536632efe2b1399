"""Wrong stacking in a request: two coupons at once, a coupon on another, the threshold before the discount."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from assistant.drafting.sums.terms import Campaign, Term
from assistant.grounding.numerals import plain

_OFF = re.compile(r"满\s*(\d[\d,]*)\s*元?\s*(?:立|即)?减\s*(\d[\d,]*)")
_DENIED = re.compile(r"(?:不要|别|不能|不可|不得|不许|勿)[^，。；,;]{0,6}$")
# what is asked, the terms that say otherwise
_WRONG: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = (
    (
        re.compile(
            r"(?:[两二三四五2-5]|多)张(?:券)?(?:可以?|能)?(?:一起|同时|叠加|连用|一次)[^，。；,;]{0,6}|(?:叠加|一次)(?:使)?用(?:[两二三四五2-5]|多)张(?:券)?"
            r"|(?:不限|无限)(?:张数?|叠加)"
        ),
        ("per_receipt",),
    ),
    (
        re.compile(
            r"(?:品牌|全场|店铺|会员|其他|别的)[^，。；,;]{0,4}券[^，。；,;]{0,6}(?:叠加|同享|一起|同时|再减)|(?:叠加|同享|一起用)[^，。；,;]{0,4}(?:品牌|全场|店铺|其他)[^，。；,;]{0,3}券"
        ),
        ("stack_not",),
    ),
    (
        re.compile(
            r"(?:折前|打折前|按?原价|吊牌价)[^，。；,;]{0,6}满\s*\d+|先(?:用券|满减|减)[^，。；,;]{0,3}(?:再|后)(?:打)?折"
        ),
        ("stack", "use"),
    ),
)


def corrections(asked: str, campaign: Campaign | None) -> tuple[str, ...]:
    """One sentence for each wrong stacking, with the rule and where it stands."""
    if campaign is None:
        return ()
    return tuple(dict.fromkeys([*_multiples(asked, campaign), *_wrong(asked, campaign)]))


def _wrong(asked: str, campaign: Campaign) -> Iterator[str]:
    for pattern, keys in _WRONG:
        match = pattern.search(asked)
        term = next((campaign.terms[key] for key in keys if key in campaign.terms), None)
        if match and term and not _DENIED.search(asked[: match.start()]):
            yield _said(match[0], term)


def _multiples(asked: str, campaign: Campaign) -> Iterator[str]:
    """满600减100 where the rule is 满300减50, one a receipt."""
    offer, once = campaign.terms.get("offer"), campaign.terms.get("per_receipt")
    rule = _OFF.search(plain(offer.text)) if offer else None
    if offer is None or rule is None:
        return
    threshold, off = (Decimal(part.replace(",", "")) for part in rule.groups())
    for match in _OFF.finditer(plain(asked)):
        wanted, less = (Decimal(part.replace(",", "")) for part in match.groups())
        if (wanted, less) == (threshold, off) or _DENIED.search(asked[: match.start()]):
            continue
        said = _said(match[0], offer)
        if once and wanted > threshold:
            due = f"满{wanted}元也只用1张：{wanted}−{off}={wanted - off}元"
            said += f"{once.text}（{once.clause.source}），{due}。"
        yield said


def _said(words: str, term: Term) -> str:
    return f"请求里的“{words.strip(' ,，')}”与规则不符，没有写入：{term.text}（{term.clause.source}）。"
