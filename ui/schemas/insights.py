"""Figures on the wire: each with what it was counted from."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from pydantic import BaseModel

from assistant.insights import Figure, Group, Metric, Period
from assistant.insights.metrics import Dimension
from assistant.insights.rising import Trend
from assistant.insights.table import Figures
from assistant.insights.week import Number, Sentence
from ui.desks.insightdesk import Talk

Name = Callable[[str, str], str]


class PeriodReply(BaseModel):
    first: date
    last: date
    days: int

    @classmethod
    def of(cls, period: Period) -> PeriodReply:
        return cls(first=period.first, last=period.last, days=period.days)


class ValueReply(BaseModel):
    """`value` is null where there is nothing to take it of, and `shown` then "—": never 0 %."""

    value: float | None
    shown: str
    numerator: int
    denominator: int
    is_small: bool

    @classmethod
    def of(cls, figure: Figure) -> ValueReply:
        return cls(**_value(figure))


def _value(figure: Figure) -> dict:
    value = None if figure.value is None else round(figure.value, 6)
    same = {name: getattr(figure, name) for name in ("shown", "numerator", "denominator", "is_small")}
    return {"value": value, **same}


class FigureReply(ValueReply):
    """`change` is by how much the value grew against the period before: of shares the difference, else the growth."""

    id: str
    name: str
    name_en: str
    kind: str
    unit: str
    better: str
    before: ValueReply
    change: float | None

    @classmethod
    def told(cls, now: Figure, before: Figure) -> FigureReply:
        metric = now.metric
        same = {name: getattr(metric, name) for name in ("id", "name", "name_en", "kind", "unit", "better")}
        return cls(**_value(now), **same, before=ValueReply.of(before), change=change(now, before))


def change(now: Figure, before: Figure) -> float | None:
    if now.value is None or before.value is None:
        return None
    if now.metric.kind == "share":
        return round(now.value - before.value, 6)
    return round((now.value - before.value) / before.value, 6) if before.value else None


class GroupReply(BaseModel):
    """One part of the whole. `key` has its value of each dimension asked for, `names` what people call them."""

    key: dict[str, str]
    names: dict[str, str]
    conversations: int
    is_small: bool
    figures: dict[str, ValueReply]

    @classmethod
    def of(cls, group: Group, dimensions: tuple[str, ...], name: Name) -> GroupReply:
        key = dict(zip(dimensions, group.key, strict=True))
        return cls(
            key=key,
            names={one: name(one, value) for one, value in key.items()},
            conversations=group.conversations,
            is_small=group.is_small,
            figures=values_of(group.figures),
        )


def values_of(figures: Figures) -> dict[str, ValueReply]:
    return {name: ValueReply.of(figure) for name, figure in figures.items()}


class TrendReply(BaseModel):
    """One line of a list, beside the period before."""

    key: tuple[str, str]
    name: str
    count: int
    before: int
    change: float | None
    is_rising: bool

    @classmethod
    def of(cls, trend: Trend, name: str) -> TrendReply:
        same = {one: getattr(trend, one) for one in ("key", "count", "before", "change", "is_rising")}
        return cls(**same, name=name)


class OptionReply(BaseModel):
    value: str
    name: str


class InsightsReply(BaseModel):
    """`until` is the moment up to which is counted; `counted` the conversations of customers, staff and the simulator."""

    period: PeriodReply
    before: PeriodReply
    timezone: str
    until: datetime
    filters: dict[str, str]
    counted: dict[str, int]
    figures: list[FigureReply]
    days: list[GroupReply]
    parts: dict[str, list[GroupReply]]
    lists: dict[str, list[TrendReply]]
    options: dict[str, list[OptionReply]]


class TalkReply(BaseModel):
    """A conversation behind a figure. `adds` is by how much; `id` is empty of tickets without a conversation."""

    id: str
    began_at: datetime
    people: str
    is_simulated: bool
    channel: str
    mall: str
    language: str
    format: str
    floor: str
    desk: str
    turns: int
    handlings: list[str]
    topics: list[tuple[str, str]]
    tickets: list[str]
    first: str
    adds: int

    @classmethod
    def of(cls, talk: Talk) -> TalkReply:
        facts = talk.facts
        same = (
            "id", "began_at", "people", "is_simulated", "channel", "mall", "language", "format", "floor", "desk", "turns",
        )  # fmt: skip
        return cls(
            **{name: getattr(facts, name) for name in same},
            handlings=sorted(facts.handlings),
            topics=list(facts.topics),
            tickets=[ticket.id for ticket in facts.tickets],
            first=talk.first,
            adds=talk.adds,
        )


class TalksReply(BaseModel):
    """`sum` is what the conversations add up to: the figure's numerator or denominator."""

    metric: str
    side: str
    sum: int
    total: int
    conversations: list[TalkReply]


class NumberReply(BaseModel):
    """A number of a sentence: of which metric, in which period, or the change between the two."""

    metric: str
    text: str
    value: float
    when: str
    side: str
    entry: tuple[str, str] | None

    @classmethod
    def of(cls, number: Number) -> NumberReply:
        return cls(**{name: getattr(number, name) for name in cls.model_fields})


class SentenceReply(BaseModel):
    text: str
    numbers: list[NumberReply]

    @classmethod
    def of(cls, sentence: Sentence) -> SentenceReply:
        return cls(text=sentence.text, numbers=[NumberReply.of(number) for number in sentence.numbers])


class WeekReply(BaseModel):
    period: PeriodReply
    before: PeriodReply
    sentences: list[SentenceReply]
    text: str


class MetricReply(BaseModel):
    id: str
    name: str
    name_en: str
    kind: str
    of: str
    unit: str
    better: str
    definition: str
    numerator: str
    denominator: str

    @classmethod
    def said(cls, metric: Metric) -> MetricReply:
        return cls(**{name: getattr(metric, name) for name in cls.model_fields})


class DimensionReply(BaseModel):
    id: str
    name: str
    says: str

    @classmethod
    def said(cls, dimension: Dimension) -> DimensionReply:
        return cls(id=dimension.id, name=dimension.name, says=dimension.says)


class DefinitionsReply(BaseModel):
    metrics: list[MetricReply]
    dimensions: list[DimensionReply]
    small: int  # of fewer conversations a part says little
    rising: int  # of fewer conversations a topic never rises
