"""/api/insights: figures of the service, the conversations behind them, and the week in words."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query
from fastapi.responses import StreamingResponse

from assistant.insights import People, Period, Report, Simulated, Wanted, metrics
from assistant.insights.figure import FEW
from assistant.insights.metrics import Kind, dimensions
from assistant.insights.rising import SMALLEST
from assistant.insights.sheet import Sheet, csv_of
from assistant.insights.week import words
from ui.auth import Act
from ui.desks.insightdesk import InsightDesk
from ui.entry.access import AskedAt, InAtrium, allowed
from ui.schemas.insights import (
    DefinitionsReply,
    DimensionReply,
    FigureReply,
    GroupReply,
    InsightsReply,
    MetricReply,
    OptionReply,
    PeriodReply,
    SentenceReply,
    TalkReply,
    TalksReply,
    TrendReply,
    WeekReply,
)
from ui.wire.problems import Problem

router = APIRouter(tags=["insights"], dependencies=[Depends(allowed(Act.INSIGHTS))])

Value = Annotated[str, Query(max_length=200)]
_MOST_AT_ONCE = 3  # dimensions that are crossed
_LINES = 50  # of a list


def desk(atrium: InAtrium, as_of: AskedAt) -> InsightDesk:
    return InsightDesk(atrium, as_of)


Desk = Annotated[InsightDesk, Depends(desk)]


def period(
    desk: Desk,
    first: Annotated[date | None, Query(alias="from")] = None,
    last: Annotated[date | None, Query(alias="to")] = None,
    day: Annotated[date | None, Query()] = None,
) -> Period:
    """`day` is that one; else from the first to the last, both within; without any the last seven."""
    return desk.period(day or first, day or last)


def wanted(
    format: Value = "",
    floor: Value = "",
    channel: Value = "",
    mall: Value = "",
    language: Value = "",
    at_desk: Annotated[str, Query(alias="desk", max_length=200)] = "",
    people: People = People.CUSTOMERS,
    simulated: Simulated = Simulated.WITHOUT,
) -> Wanted:
    """Which conversations count; "-" is those of which nobody said it."""
    return Wanted(format, floor, channel, mall, language, at_desk, people, simulated)


Within = Annotated[Period, Depends(period)]
Asked = Annotated[Wanted, Depends(wanted)]


def found(desk: Desk, period: Within, wanted: Asked) -> Report:
    return desk.report(period, wanted)


Found = Annotated[Report, Depends(found)]


@router.get("/api/insights")
def insights(
    desk: Desk, found: Found, by: Annotated[list[str] | None, Query(max_length=20)] = None
) -> InsightsReply:
    """Every figure beside the period before, by day and by each dimension, or `by` those that are named: `by=channel`,
    `by=day,channel` crosses them."""
    figures = [FigureReply.told(now, found.before.figures[name]) for name, now in found.figures.items()]
    crossed = (
        [tuple(one.split(",")) for one in by] if by else [(one,) for one in dimensions() if one != "day"]
    )
    for names in crossed:
        _check(names)
    return InsightsReply(
        period=PeriodReply.of(found.period),
        before=PeriodReply.of(found.period.before),
        timezone=str(desk.gathering.zone),
        until=desk.now,
        filters={name: str(value) for name, value in asdict(found.wanted).items() if value},
        counted=dict(found.counted),
        figures=figures,
        days=[GroupReply.of(group, ("day",), desk.name) for group in found.days],
        parts={
            ",".join(names): [GroupReply.of(group, names, desk.name) for group in found.by(*names)]
            for names in crossed
        },
        lists={
            one.id: [
                TrendReply.of(trend, desk.called(one.id, trend)) for trend in found.trends(one.id)[:_LINES]
            ]
            for one in metrics().values()
            if one.kind is Kind.LIST
        },
        options={
            name: [OptionReply(value=value or "-", name=desk.name(name, value)) for value in values]
            for name, values in found.options.items()
        },
    )


def _check(names: tuple[str, ...]) -> None:
    unknown = [name for name in names if name not in dimensions()]
    if unknown or len(set(names)) != len(names) or len(names) > _MOST_AT_ONCE:
        raise Problem(
            422,
            f"by={','.join(names)} cannot be told apart; name up to {_MOST_AT_ONCE} of {', '.join(dimensions())}.",
        )


@router.get("/api/insights/conversations")
def conversations(
    desk: Desk,
    found: Found,
    metric: Annotated[str, Query(max_length=60)] = "conversations",
    side: Literal["numerator", "denominator"] = "numerator",
    entry: Annotated[list[Value] | None, Query(min_length=2, max_length=2)] = None,
    start: Annotated[int, Query(ge=0, le=10_000_000)] = 0,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> TalksReply:
    """The very conversations behind a figure, newest first; `entry`, twice, is the key of one line of a list."""
    rows = desk.behind(found, metric, side, (entry[0], entry[1]) if entry else None)
    return TalksReply(
        metric=metric,
        side=side,
        sum=sum(adds for _, adds in rows),
        total=len(rows),
        conversations=[TalkReply.of(talk) for talk in desk.talks(rows[start : start + limit])],
    )


@router.get("/api/insights/export.csv")
def export(desk: Desk, found: Found, sheet: Sheet = Sheet.ROWS) -> StreamingResponse:
    """A table for spreadsheets: every combination of values, whose sums are the figures; or the figures with their definitions."""
    name = f"insights-{found.period.first}-{found.period.last}-{sheet}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingResponse(
        csv_of(found, sheet, desk.name), media_type="text/csv; charset=utf-8", headers=headers
    )


@router.get("/api/insights/week")
def week(desk: Desk, wanted: Asked, day: Annotated[date | None, Query()] = None) -> WeekReply:
    """The seven days that end with this one, in words made of these figures alone."""
    found = desk.report(desk.period(None, day), wanted)
    sentences = words(found)
    return WeekReply(
        period=PeriodReply.of(found.period),
        before=PeriodReply.of(found.period.before),
        sentences=[SentenceReply.of(sentence) for sentence in sentences],
        text="".join(sentence.text for sentence in sentences),
    )


@router.get("/api/insights/definitions")
def definitions() -> DefinitionsReply:
    """What each figure means and is counted from."""
    return DefinitionsReply(
        metrics=[MetricReply.said(metric) for metric in metrics().values()],
        dimensions=[DimensionReply.said(dimension) for dimension in dimensions().values()],
        small=FEW,
        rising=SMALLEST,
    )
