"""What templates can say of a campaign: short texts made of its terms and clauses, by name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.drafting.sums.terms import Campaign, Clause
from assistant.drafting.templates.typeset import compact_dates, digit_dates, without_year

BRACKETS = re.compile(r"[(（][^()（）]*[)）]")


def campaign_slots(campaign: Campaign, asked: str) -> dict[str, str]:
    """Every slot of a campaign that its clauses can fill."""
    terms = {key: term.text for key, term in campaign.terms.items()}
    period, prizes = terms.get("period", ""), terms.get("prizes", "")
    slots = {
        **terms,
        "name": campaign.name,
        "period_short": without_year(period),
        "period_digits": digit_dates(period),
        "days": without_year(terms.get("days", "")),
        "days_digits": digit_dates(terms.get("days", "")),
        "claim": without_year(terms.get("claim", "")),
        "redeem": terms.get("redeem", "").removesuffix("兑奖"),
        "moment": without_year(terms.get("moment", "")),
        "fee": terms.get("fee", "").removesuffix("报名"),
        "moment_short": BRACKETS.sub("", without_year(terms.get("moment", ""))),
        "prize_first": re.split(r"[;；]", prizes)[0],
        "use_short": terms.get("use", "").removeprefix("参与门店"),
        "limit_short": re.sub(r"每[位名]会员", "每人", terms.get("limit", "")),
        "free_short": terms.get("free", "")[:2],
        "app_short": "小程序" if "app" in terms else "",
        "tip": _tip(campaign.topic),
        **_clauses(campaign, asked),
    }
    return {key: value.strip() for key, value in slots.items() if value.strip()}


def _tip(clauses: Sequence[Clause]) -> str:
    tips = [c.text for c in clauses if "请" in c.text and "咨询" not in c.text and len(c.text) <= 60]
    return next(iter(tips), "")


def _clauses(campaign: Campaign, asked: str) -> dict[str, str]:
    """The clauses closest to what was asked, best first, as they are written."""
    pairs = {asked[i : i + 2] for i in range(len(asked) - 1)}
    usable = [
        c.text
        for c in campaign.topic
        if not re.search(r"咨询|版本|替代|举例|[如见][下附上]表|附表", c.text) and not c.english
    ]
    one_section = len({c.section for c in campaign.topic}) == 1
    ranked = usable if one_section else sorted(usable, key=lambda text: -sum(pair in text for pair in pairs))
    short = [text for text in ranked if len(text) <= 45]
    slots = {f"clause{i}": text for i, text in enumerate(ranked[:3], start=1)}
    slots |= {f"head{n}": head for n, head in enumerate(_heads(ranked[0]), start=1)} if ranked else {}
    return slots | ({"clause_short": short[0]} if short else {})


def _heads(clause: str) -> list[str]:
    """Beginnings of a clause, from long to short: what a short channel can hold of it."""
    parts = re.split(r"[,，]", compact_dates(BRACKETS.sub("", re.split(r"[;；。]", clause)[0])))
    return ["，".join(parts[:n]) for n in range(min(len(parts), 5), 0, -1)]
