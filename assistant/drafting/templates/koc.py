"""A task brief for a KOC: what to tell, with sources; what not to; and that it is marked as an advertisement."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from assistant.compliance.goods import Goods
from assistant.data import read_table
from assistant.drafting.channels import Channel
from assistant.drafting.facts.fields import field_table
from assistant.drafting.facts.table import Fact, FactSheet
from assistant.drafting.guard import Guard
from assistant.drafting.subject import Subject
from assistant.drafting.sums.terms import Campaign
from assistant.drafting.templates import points
from assistant.drafting.templates.slots import details_of, place_of, promo_line
from assistant.drafting.templates.typeset import ended, spoken_dates, typeset, widened
from assistant.drafting.templates.voice import people
from assistant.language import HANT, to_script

FORBIDDING = "【不能写】"  # the one place in which forbidden words may stand
MOST_FACTS = 12


@cache
def _data() -> dict:
    return read_table("koc.yaml")


def task_brief(
    subject: Subject, goods: Goods, tag: str | None, form: Channel, allowed: Guard
) -> tuple[str, str]:
    """Title and body; empty when there is nothing to tell."""
    sheet, campaign, data = subject.sheet, subject.campaign, _data()
    facts = list(_facts(subject, allowed))
    if not facts:
        return "", ""
    name = sheet.value("name") if sheet else campaign.name if campaign else ""
    kind = goods.category if sheet or not campaign else campaign.kind
    goal = widened(data["goal"].get(kind) or data["goal"]["general"]).format(thing=name)
    audience = people(tag)
    period = spoken_dates(sheet.value("period")) if sheet else ""
    if not period and campaign and "period" in campaign.terms:
        period = campaign.terms["period"].text
    sections = {
        "【任务目标】": [goal],
        "【面向的人】": [data["audience"].format(people=audience) if audience else data["audience_any"]],
        "【必须写到的事实】": _numbered(facts),
        FORBIDDING: _numbered(_forbidden(subject, goods)),
        "【广告标识与身份】": data["disclosure"],
        "【交付】": data["deliverables"],
        "【时间】": [*([data["period"].format(period=period)] if period else []), data["dates"]],
    }
    body = "\n".join(line for head, lines in sections.items() for line in (head, *lines))
    title = f"{name}｜KOC任务书"
    return (title if form.title is None or len(title) <= form.title else "KOC任务书"), body


def _numbered(lines: Sequence[str]) -> list[str]:
    return [f"{n}. {line}" for n, line in enumerate(lines, start=1)]


def _facts(subject: Subject, allowed: Guard) -> Iterator[str]:
    told = [pair for sheet in subject.sheets for pair in list(_of_sheet(sheet))[:MOST_FACTS]]
    if subject.campaign:
        told += _of_campaign(subject.campaign)
    for text, source in told:
        if allowed(text):
            yield typeset(f"{ended(text, '')}（来源：{source}）")


def _of_sheet(sheet: FactSheet) -> Iterator[tuple[str, str]]:
    """A warning first: it may be missing nowhere. What a citation says is not said twice."""
    apart = {*points.NOT_IN_TABLE, *field_table()["told_as_details"]}
    kept = [f for f in sheet.tellable if f.kind not in apart]
    for fact in sorted([*kept, *details_of(sheet)], key=lambda f: f.kind != "warning"):
        yield spoken_dates(_told(sheet, fact), within=True), str(fact.source)


def _told(sheet: FactSheet, fact: Fact) -> str:
    if fact.kind == "citation":
        return fact.value
    value = {"promo": promo_line(sheet), "shop": place_of(fact.value), "efficacy": fact.value}.get(fact.kind)
    if not value and fact.field in fact.value:
        return fact.cited
    return f"{fact.field}：{value or fact.cited}"


def sources_told(subject: Subject) -> tuple[str, ...]:
    """The places that a brief names; their numbers are no facts."""
    facts = [str(fact.source) for sheet in subject.sheets for fact in sheet.tellable]
    terms = subject.campaign.terms.values() if subject.campaign else ()
    return (*facts, *(term.clause.source for term in terms))


def _of_campaign(campaign: Campaign) -> list[tuple[str, str]]:
    kept = [
        k for k in points.KIND_TERMS[campaign.kind].split() if k in campaign.terms and k not in points.ASIDE
    ]
    return [
        (f"{points.TERM_NAMES[k]}：{campaign.terms[k].text}", campaign.terms[k].clause.source) for k in kept
    ]


def _forbidden(subject: Subject, goods: Goods) -> list[str]:
    """The rules' own list, what they say of these goods, and what the sheet itself rules out."""
    listed, categories = _data()["forbidden"], dict.fromkeys([goods.category, goods.checked_as])
    more = [line for category in categories for line in listed.get(category, ())]
    own = [f"产品单写明不得使用：{'、'.join(sheet.forbidden)}" for sheet in subject.sheets if sheet.forbidden]
    return [widened(ended(line)) for line in (*listed["all"], *more, *own)]


def without_ban(whole: str) -> str:
    """The same text with blanks for the section of forbidden words, so that spans hold."""
    start = max(whole.find(heading) for heading in (FORBIDDING, to_script(FORBIDDING, HANT)))
    if start < 0:
        return whole
    end = whole.find("\n【", start + 1)
    end = len(whole) if end < 0 else end
    return whole[:start] + "".join("\n" if c == "\n" else " " for c in whole[start:end]) + whole[end:]
