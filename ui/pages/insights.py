"""The page of figures for headquarters: filters, tiles, plots with their tables, the conversations behind, CSV."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import gradio as gr

from assistant.insights import BadPeriod, People, Period, Report, Simulated, Wanted, metrics
from assistant.insights.counting import NO_CAUSE
from assistant.insights.metrics import dimensions
from assistant.insights.week import words
from ui.auth import Act
from ui.desks.insightdesk import InsightDesk
from ui.lobby import Lobby
from ui.pages import figures, plots
from ui.pages.escaping import escape
from ui.pages.markup import html, one_block
from ui.pages.navigation import hero
from ui.pages.talk import Talker
from ui.wire.problems import NotReady, Problem

CSS = (Path(__file__).parent / "insights.css").read_text(encoding="utf-8")
CONCURRENT = 4
PAGE = 20  # conversations of a drill-down
_LINES = 12  # of a list that a plot shows
_TITLE = "中庭 · 服务洞察"
_SAYS = "问了什么、答得怎样、谁在等、缺什么资料：所有数字出自同一张指标表，可以追到每一段对话。"

PERIODS = {
    "today": "今天",
    "yesterday": "昨天",
    "7": "近7天",
    "30": "近30天",
    "90": "近90天",
    "own": "自选日期",
}
PARTS = [name for name in dimensions() if name != "day"]
PEOPLE = [("顾客", People.CUSTOMERS.value), ("员工", People.STAFF.value)]
SIMULATED = [
    ("不计", Simulated.WITHOUT.value),
    ("计入", Simulated.WITH.value),
    ("只看模拟", Simulated.ONLY.value),
]
SIDES = [("分子", "numerator"), ("分母", "denominator")]
ALL = ("全部", "")


@dataclass
class Asked:
    """What the filters say, in the order of the controls."""

    period: str
    first: str
    last: str
    people: str
    simulated: str
    parts: dict[str, str]

    @classmethod
    def of(cls, values: tuple[Any, ...]) -> Asked:
        period, first, last, people, simulated, *parts = values
        return cls(period, first or "", last or "", people, simulated, dict(zip(PARTS, parts, strict=True)))

    @property
    def wanted(self) -> Wanted:
        parts = {name: value or "" for name, value in self.parts.items()}
        return Wanted(**parts, people=People(self.people), simulated=Simulated(self.simulated))

    def within(self, desk: InsightDesk) -> Period:
        """Raises Problem for days that are none."""
        today = desk.now.date()
        if self.period == "own":
            return desk.period(_day(self.first), _day(self.last))
        last = today - timedelta(days=1) if self.period == "yesterday" else today
        days = int(self.period) if self.period.isdigit() else 1
        return Period(last - timedelta(days=days - 1), last)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip()) if text.strip() else None
    except ValueError:
        raise Problem(422, f"“{text[:20]}”不是日期，请写成 2026-01-31。") from None


def insights_page(lobby: Lobby) -> gr.Blocks:
    """Everything is read anew when a filter changes; nothing of it is kept in the page."""
    view = View(lobby)
    with gr.Blocks(title="中庭 Atrium · 服务洞察", analytics_enabled=False, fill_width=True) as page:
        head = html(hero(None, "/insights", _TITLE, _SAYS))
        filters = _filters(lobby.settings.demo)
        top = _html('<div class="empty">正在计算…</div>')
        with gr.Column(visible=False) as body:
            part, plotted = _body()
            asked, drilled, before, after = _drill()
        _html(figures.definitions())
        _wire(page, view, head, filters, [top, body, *plotted], part, asked, drilled, before, after)
    return page


def _html(value: str = "") -> gr.Markdown:
    """Our own HTML with the look of this page."""
    place = html(value)
    place.elem_classes = ["figures"]
    return place


def _filters(is_demo: bool) -> list[Any]:
    """Period, first and last day, people, simulated, then one for each dimension."""
    fake = Simulated.WITH if is_demo else Simulated.WITHOUT
    with gr.Row(elem_classes="filters"):
        period = gr.Dropdown(
            [(said, name) for name, said in PERIODS.items()], value="7", label="时间", min_width=110
        )
        first = gr.Textbox(label="从", placeholder="2026-01-01", visible=False, max_length=10, min_width=110)
        last = gr.Textbox(label="到", placeholder="2026-01-31", visible=False, max_length=10, min_width=110)
        people = gr.Dropdown(PEOPLE, value=People.CUSTOMERS.value, label="谁在问", min_width=110)
        simulated = gr.Dropdown(SIMULATED, value=fake.value, label="模拟对话", min_width=110)
        parts = [gr.Dropdown([ALL], value="", label=dimensions()[name].name, min_width=110) for name in PARTS]
    period.change(
        lambda chosen: [gr.update(visible=chosen == "own")] * 2,
        period,
        [first, last],
        api_visibility="private",
    )
    return [period, first, last, people, simulated, *parts]


def _body() -> tuple[gr.Dropdown, list[Any]]:
    """The choice of what figures are told apart by, and all places that are filled, in the order of View.figures."""
    _titled("小结")
    places: list[Any] = [_html()]
    for title in ("每日对话量", "每日答复结果", "咨询主题", "情绪与原因（说出原因的）", "知识缺口"):
        _titled(title)
        places += [gr.Plot(show_label=False, label=title, elem_classes="plots"), _html()]
    _titled("拆分对比")
    part = gr.Dropdown(
        [(dimensions()[name].name, name) for name in PARTS], value="channel", label="拆分维度", min_width=160
    )
    places += [gr.Plot(show_label=False, label="拆分对比", elem_classes="plots"), _html()]
    return part, places


def _titled(title: str) -> gr.Markdown:
    return gr.Markdown(f"## {title}", elem_classes="heads")


def _drill() -> tuple[list[Any], list[Any], gr.Button, gr.Button]:
    """What is looked behind, what is shown, and the buttons that turn pages."""
    _titled("数字背后的对话")
    with gr.Row(elem_classes="filters"):
        choices = [(metric.name, metric.id) for metric in metrics().values()]
        metric = gr.Dropdown(choices, value="unanswered", label="指标", min_width=160)
        side = gr.Dropdown(SIDES, value="numerator", label="比率的", min_width=110)
    shown = _html()
    with gr.Row(elem_classes="filters"):
        before = gr.Button("上一页", size="sm", interactive=False)
        after = gr.Button("下一页", size="sm", interactive=False)
    at = gr.State(0)
    return [metric, side], [shown, at, before, after], before, after


def _wire(
    page: gr.Blocks, view: View, head: Any, filters: list[Any], plotted: list[Any], part: Any, asked: list[Any],
    drilled: list[Any], before: Any, after: Any,
) -> None:  # fmt: skip
    quiet: dict[str, Any] = {
        "concurrency_limit": CONCURRENT,
        "api_visibility": "private",
        "show_progress": "hidden",
    }
    first_page = (view.first_page, [*filters, *asked], drilled)
    for control in filters:
        control.change(view.figures, [*filters, part], plotted, **quiet).then(*first_page, **quiet)
    part.change(view.figures, [*filters, part], plotted, **quiet)
    for control in asked:
        control.change(*first_page, **quiet)
    before.click(view.page_before, [drilled[1], *filters, *asked], drilled, **quiet)
    after.click(view.page_after, [drilled[1], *filters, *asked], drilled, **quiet)
    opening = page.load(view.opened, [*filters], [head, *filters[5:]], **quiet)
    opening.then(view.figures, [*filters, part], plotted, **quiet).then(*first_page, **quiet)


class View:
    """What the page shows, with the same rights and figures as the API."""

    def __init__(self, lobby: Lobby) -> None:
        self._lobby = lobby
        self._talker = Talker(lobby)

    def opened(self, request: gr.Request, *values: Any) -> list[Any]:
        """The head for whoever is there, and what each filter may be set to."""
        head = hero(self._talker.principal(request), "/insights", _TITLE, _SAYS)
        try:
            desk = self._desk(request)
            wide = desk.report(Period(desk.now.date() - timedelta(days=89), desk.now.date()), Wanted())
        except _REFUSED:
            return [head, *(gr.update() for _ in PARTS)]
        choices = {name: [(desk.name(name, one), one or "-") for one in wide.options[name]] for name in PARTS}
        return [head, *(gr.update(choices=[ALL, *choices[name]]) for name in PARTS)]

    def figures(self, request: gr.Request, *values: Any) -> list[Any]:
        """Tiles, words, plots and tables; of nothing or a refusal one sentence."""
        *filters, part = values
        try:
            desk = self._desk(request)
            asked = Asked.of(tuple(filters))
            found = desk.report(asked.within(desk), asked.wanted)
        except _REFUSED as error:
            return _only(f'<div class="empty">{escape(said(error))}</div>')
        top = figures.heading(desk, found)
        if not found.figures["conversations"].numerator and not found.figures["tickets"].numerator:
            return _only(top + figures.nothing(found))
        return [
            one_block(top + figures.tiles(found) + figures.downloads(found.period, found.wanted)),
            gr.update(visible=True),
            figures.week(words(found)),
            *_days(found),
            *_list(desk, found, "topics"),
            *_list(desk, found, "emotions"),
            *_list(desk, found, "gap_kinds"),
            *_parts(desk, found, part),
        ]

    def first_page(self, request: gr.Request, *values: Any) -> list[Any]:
        return self._drilled(0, values, request)

    def page_before(self, request: gr.Request, at: int, *values: Any) -> list[Any]:
        return self._drilled(max(0, at - PAGE), values, request)

    def page_after(self, request: gr.Request, at: int, *values: Any) -> list[Any]:
        return self._drilled(at + PAGE, values, request)

    def _drilled(self, start: int, values: tuple[Any, ...], request: gr.Request) -> list[Any]:
        *filters, metric, side = values
        try:
            desk = self._desk(request)
            asked = Asked.of(tuple(filters))
            rows = desk.behind(desk.report(asked.within(desk), asked.wanted), metric, side, None)
        except _REFUSED as error:
            return [f'<div class="empty">{escape(said(error))}</div>', 0, *[gr.update(interactive=False)] * 2]
        shown = desk.talks(rows[start : start + PAGE])
        told = figures.talks(desk, shown, start, len(rows), sum(adds for _, adds in rows), metrics()[metric])
        return [
            one_block(told),
            start,
            gr.update(interactive=start > 0),
            gr.update(interactive=start + PAGE < len(rows)),
        ]

    def _desk(self, request: gr.Request) -> InsightDesk:
        """Raises Problem for whoever may not see figures any more, and while the house gets ready."""
        if not self._talker.principal(request).may(Act.INSIGHTS):
            raise Problem(401, "登录已失效，请重新登录。")
        return InsightDesk(self._lobby.atrium, self._lobby.clock.now())


_REFUSED = (Problem, BadPeriod, NotReady)
_PLACES = 13  # those of `figures` below the top
_RATES = ("self_service", "hand_over", "unanswered")


def _only(said: str) -> list[Any]:
    """A sentence in place of all figures."""
    return [one_block(said), gr.update(visible=False), *[gr.update() for _ in range(_PLACES)]]


def _days(found: Report) -> list[Any]:
    """Two plots over the days, and the table of both."""
    days = found.days
    labels = [group.key[0][5:] for group in days]
    rates = {metrics()[name].name: [group.figures[name].value for group in days] for name in _RATES}
    counts = {"对话": [group.conversations for group in days]}
    return [
        plots.bars(labels, counts, " 段"),
        one_block(figures.day_table(days, ("conversations", "turns", "tickets", "emergencies"))),
        plots.lines(labels, rates),
        one_block(figures.day_table(days, figures.TOLD_BY_PART)),
    ]


_NONE = {
    "topics": "没有主题。",
    "emotions": "没有标注情绪的对话。",
    "gap_kinds": "没有知识缺口。",
}


def _list(desk: InsightDesk, found: Report, list_id: str) -> list[Any]:
    """A list as a plot of its first lines and a table of all, beside the period before."""
    trends = found.trends(list_id)
    if not trends:
        return [gr.update(visible=False), f'<p class="quiet">{_NONE[list_id]}</p>']
    name = metrics()[list_id].name
    table = figures.trend_table(name, trends, [desk.called(list_id, trend) for trend in trends])
    told = [one for one in trends if list_id != "emotions" or one.key[1] != NO_CAUSE]
    first = told[:_LINES]
    labels = [desk.called(list_id, trend) for trend in first]
    series = {"本期": [trend.count for trend in first], "前一期": [trend.before for trend in first]}
    plot = gr.update(value=plots.ranking(labels, series), visible=True) if first else gr.update(visible=False)
    up = figures.rising(told, [desk.called(list_id, trend) for trend in told])
    return [plot, one_block(up + table)]


def _parts(desk: InsightDesk, found: Report, part: str) -> list[Any]:
    """One dimension: its parts as shares of conversations, and their figures."""
    groups = found.by(part)
    if part != "floor":  # floors stay in their order
        groups = sorted(groups, key=lambda group: -group.conversations)
    labels = [desk.name(part, group.key[0]) for group in groups]
    rates = {metrics()[name].name: [group.figures[name].value for group in groups] for name in _RATES}
    told = figures.part_table(desk, part, groups)
    return [plots.bars(labels, rates, is_share=True), one_block(told)]


def said(error: Exception) -> str:
    """The sentence that a person at the page reads."""
    return "正在准备资料，请稍后再试。" if isinstance(error, NotReady) else str(error)
