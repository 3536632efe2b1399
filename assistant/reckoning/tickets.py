"""What several people pay by a table of tickets: 一个小孩两个大人周六一共多少, of 单次票（1大1小） and 加一位成人."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.grounding.numerals import number, plain
from assistant.quoted.cells import cells_of
from assistant.reckoning.asking import EXAMPLE, Asking, Sum
from assistant.reckoning.stay import stay_in
from assistant.reply import Source
from knowledge.model import Hit, Passage
from knowledge.writing.calendar import days_in
from knowledge.writing.trading import days_named, takes_in

_N = r"(\d+|[一两二俩三仨四五六七八九十])"
_ADULTS = rf"{_N}\s*(?:个|位|名)?(?:大人|成人|家长)|{_N}\s*大(?=\s*{_N}\s*小)"
_CHILDREN = rf"{_N}\s*(?:个|位|名)?(?:小孩儿?|孩子|儿童|小朋友|娃娃?|宝宝)|(?<=大){_N}\s*小(?!时|孩|朋)"
_PERSONS = re.compile(rf"{_N}\s*(?:个人|位(?!置)|人(?!民))|{_N}\s*张(?:票|电影票|门票)?")
_ADULT, _CHILD = re.compile(_ADULTS), re.compile(_CHILDREN)
ASKS = re.compile(
    rf"(?:{_ADULTS}|{_CHILDREN}|{_PERSONS.pattern}).*(?:多少|几[块元]|几钱)|(?:多少|几[块元]).*(?:大人|小孩|个人)"
)
_OTHER = re.compile(r"停车|退|积分|券|满\d|抽|充值|押金|会员|工资|赔|罚")
_PRICE = re.compile(r"(\d+(?:\.\d+)?)元(?:/[人张位次])?")
_PRICE_COLUMN = re.compile(r"价|费用|收费|金额")
_TOGETHER = re.compile(rf"{_N}\s*大\s*{_N}\s*小")
_ONE_MORE = re.compile(
    r"(?:加|增加|另加|额外|多)[^元]{0,3}?(?:一|1|每)(?:位|名|个)?(成人|大人|家长|儿童|小孩|孩子)"
)
_SINGLE = re.compile(r"^(成人|大人|儿童|小孩)票?$")
_LIMIT = re.compile(r"限(?:时|玩)?(\d+)个?小时")
_SPECIAL = re.compile(r"特价|优惠|半价|折")
_OF_ADULTS = ("成人", "大人", "家长")


@dataclass(frozen=True, slots=True)
class Ticket:
    """A row of such a table with its price on the day that is asked for."""

    label: str
    price: Decimal
    source: Source
    hours: int = 0  # for which it holds; 0 where it does not say


@dataclass(frozen=True, slots=True)
class Party:
    adults: int = 0
    children: int = 0
    persons: int = 0  # of whom nobody says what they are


def reckon(asking: Asking) -> Sum | None:
    """What the people that a question names pay on the day that it names, by the first table of tickets that it finds."""
    if _OTHER.search(asking.told):
        return None
    party = _party(asking.told)
    rows = [
        hit for hit in asking.own[:5] if hit.passage.kind == "row" and not EXAMPLE.search(hit.passage.text)
    ]
    tables = dict.fromkeys((hit.document.doc_id, hit.passage.section) for hit in rows)
    for doc_id, section in tables:
        hit = next(one for one in rows if (one.document.doc_id, one.passage.section) == (doc_id, section))
        beside = [one for one in asking.paper(hit.document) if one.section == section]
        bought = _bought(party, asking.told, list(_tickets(asking, hit, beside)))
        if bought and not _is_special(asking, beside) and not _stays_longer(asking.told, bought):
            steps = "+".join(_step(asking, count, ticket) for count, ticket in bought)
            due = sum((count * ticket.price for count, ticket in bought), Decimal(0))
            is_one = len(bought) == 1 and bought[0][0] == 1
            text = steps + asking.say("stop") if is_one else asking.say("worth", due=due, steps=steps)
            return Sum(text, tuple(ticket.source for _, ticket in bought))
    return None


def _party(told: str) -> Party:
    adults, children = (sum(map(_count, pattern.finditer(told))) for pattern in (_ADULT, _CHILD))
    if adults or children:
        return Party(adults, children)
    persons = [_count(match) for match in _PERSONS.finditer(told)]
    return Party(persons=persons[0]) if len(persons) == 1 else Party()


def _count(match: re.Match[str]) -> int:
    said = next(filter(None, match.groups()), "0")
    return int(number(said.replace("俩", "两").replace("仨", "三")) or 0)


def _tickets(asking: Asking, hit: Hit, beside: Sequence[Passage]) -> Iterator[Ticket]:
    for passage in beside:
        cells = cells_of(plain(passage.text))
        if passage.kind == "row" and len(cells) > 1 and (price := _price(asking, cells[1:])) is not None:
            limit = _LIMIT.search(plain(passage.text))
            yield Ticket(cells[0][1], price, Source(passage, hit.document), int(limit[1]) if limit else 0)


def _price(asking: Asking, cells: Sequence[tuple[str, str]]) -> Decimal | None:
    """The price of a row on the day that is asked for; none where its columns are of days and none is that day's."""
    priced = [(header, match[1]) for header, value in cells if (match := _PRICE.fullmatch(value))]
    by_days = [(header, price) for header, price in priced if any(days_named(header))]
    if not by_days:
        plainly = [price for header, price in priced if _PRICE_COLUMN.search(header)]
        return Decimal(plainly[0]) if len(plainly) == 1 else None
    days, day = days_named(asking.told)[0], next(iter(days_in(asking.told, asking.today)), None)
    for header, price in by_days:
        if takes_in(header, day) if day else days and days <= days_named(header)[0]:
            return Decimal(price)
    return None


def _bought(party: Party, told: str, tickets: Sequence[Ticket]) -> list[tuple[int, Ticket]]:
    """How many of which tickets; empty where the table does not settle it."""
    if party.persons:
        meant = [ticket for ticket in tickets if ticket.label and ticket.label in told]
        return [(party.persons, meant[0])] if len(meant) == 1 else []
    if not (party.adults or party.children):
        return []
    together = [(ticket, match) for ticket in tickets if (match := _TOGETHER.search(ticket.label))]
    if len(together) == 1:
        ticket, match = together[0]
        return _with_more(party, ticket, match, tickets)
    single = {match[1] in _OF_ADULTS: ticket for ticket in tickets if (match := _SINGLE.match(ticket.label))}
    wanted = ((party.adults, True), (party.children, False))
    if any(count and kind not in single for count, kind in wanted):
        return []
    return [(count, single[kind]) for count, kind in wanted if count]


def _with_more(
    party: Party, ticket: Ticket, match: re.Match[str], tickets: Sequence[Ticket]
) -> list[tuple[int, Ticket]]:
    """A ticket for so many adults and children, and one more for each whom it leaves out."""
    adults, children = (int(number(said) or 0) for said in match.groups())
    more = {found[1] in _OF_ADULTS: one for one in tickets if (found := _ONE_MORE.search(one.label))}
    count = party.children // children if children and not party.children % children else 0
    if False not in more and count > 1 and party.adults >= count * adults:
        left = (party.adults - count * adults, 0)
    else:
        count, left = 1, (party.adults - adults, party.children - children)
    if min(left) < 0 or any(
        over and kind not in more for over, kind in zip(left, (True, False), strict=True)
    ):
        return []
    extra = [(over, more[kind]) for over, kind in zip(left, (True, False), strict=True) if over]
    return [(count, ticket), *extra]


def _is_special(asking: Asking, beside: Sequence[Passage]) -> bool:
    """Whether a sentence beside the table has another price on the day that is asked for: 每周二特价."""
    days = {day.weekday() for day in days_in(asking.told, asking.today)} | days_named(asking.told)[0]
    sentences = (one.text for one in beside if one.kind != "row" and _SPECIAL.search(one.text))
    return any(days & days_named(text)[0] for text in sentences)


def _stays_longer(told: str, bought: Sequence[tuple[int, Ticket]]) -> bool:
    """Whether somebody stays longer than a ticket is for, which costs more."""
    stay = stay_in(told)
    return stay is not None and any(ticket.hours and stay > ticket.hours * 60 for _, ticket in bought)


def _step(asking: Asking, count: int, ticket: Ticket) -> str:
    return asking.say(
        "ticket" if count == 1 else "tickets", name=ticket.label, price=ticket.price, count=count
    )
