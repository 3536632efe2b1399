"""The figures as HTML: tiles, tables, the week in words, definitions. Everything that goes in is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from urllib.parse import urlencode

from assistant.insights import Figure, Group, Metric, Period, Report, Wanted, metrics
from assistant.insights.figure import FEW, NOTHING, percent, plain
from assistant.insights.metrics import Kind, dimensions
from assistant.insights.rising import Trend
from assistant.insights.week import Sentence
from ui.desks.insightdesk import InsightDesk, Talk
from ui.pages.escaping import escape
from ui.schemas.insights import change

HANDLING = {
    "answer": "答出", "partial": "部分", "clarify": "追问", "unknown": "未答", "handoff": "转人工", "refuse": "拒答",
    "emergency": "紧急",
}  # fmt: skip
TOLD_BY_PART = ("self_service", "hand_over", "unanswered", "late_response", "satisfaction", "negative")
_SMALL = f'<abbr title="不足{FEW}，仅供参考">*</abbr>'


def tiles(report: Report) -> str:
    """Every figure in a tile, with the period before and what changed."""
    before = report.before.figures
    return (
        f'<ul class="tiles">{"".join(_tile(now, before[name]) for name, now in report.figures.items())}</ul>'
    )


def _tile(now: Figure, before: Figure) -> str:
    of = f"{now.numerator:,} / {now.denominator:,}" if now.metric.kind is Kind.SHARE else ""
    mark = _SMALL if now.is_small else ""
    unit = f" <small>{escape(now.metric.unit)}</small>" if now.metric.kind is Kind.COUNT else ""
    return (
        f'<li title="{escape(now.metric.definition)}"><span class="name">{escape(now.metric.name)}</span>'
        f'<b>{escape(now.shown)}{unit}{mark}</b><span class="of">{of}</span>{_changed(now, before)}</li>'
    )


def _changed(now: Figure, before: Figure) -> str:
    """What the figure was, and by how much it went up or down; coloured where that is good or bad."""
    if before.value is None and not before.numerator:
        return '<span class="before">前一期 —</span>'
    grown = change(now, before)
    said = ""
    if grown:
        look = (
            ""
            if now.metric.better == "even"
            else "good"
            if (grown > 0) == (now.metric.better == "up")
            else "bad"
        )
        points = now.metric.kind is Kind.SHARE
        much = f"{plain(abs(grown) * 100, 1)}点" if points else percent(abs(grown))
        said = f' <span class="{look}">{"↑" if grown > 0 else "↓"}{much}</span>'
    return f'<span class="before">前一期 {escape(before.shown)}{said}</span>'


def heading(desk: InsightDesk, report: Report) -> str:
    """Which days are counted, up to when, and whom the figures leave out."""
    counted, period = report.counted, report.period
    fake = counted["simulated"]
    notes = (
        "今天还没结束，与前一期比时请留意。" if period.last >= desk.now.date() else "",
        f"员工对话 {counted['staff']:,} 段单独计。" if counted["staff"] else "",
        _SIMULATED[report.wanted.simulated].format(fake=f"{fake:,}") if fake else "",
    )
    return (
        f'<p class="quiet">{_span(period)}，对比 {_span(period.before)}；时区 {escape(desk.gathering.zone)},'
        f"截至 {desk.now:%Y-%m-%d %H:%M}。{''.join(notes)}</p>"
    )


_SIMULATED = {
    "without": "另有模拟对话 {fake} 段，未计入。",
    "with": "其中含模拟对话（共 {fake} 段）。",
    "only": "只看模拟对话（共 {fake} 段）。",
}


def _span(period: Period) -> str:
    return f"{period.first}" if period.days == 1 else f"{period.first} 至 {period.last}（{period.days}天）"


def nothing(report: Report) -> str:
    """What to do where there is nothing to count."""
    hint = (
        "把“模拟对话”改为“计入”可以看到它们。"
        if report.counted["simulated"]
        else "换一段时间，或清除筛选条件再看。"
    )
    return f'<div class="empty">这段时间没有符合条件的对话和工单。{hint}</div>'


def week(sentences: Sequence[Sentence]) -> str:
    items = "".join(f"<li>{escape(sentence.text)}</li>" for sentence in sentences)
    return f'<ul class="words">{items}</ul><p class="quiet">以上每个数字都取自下面的指标，由固定规则写成，没有使用语言模型。</p>'


def table(heads: Sequence[str], rows: Iterable[Sequence[str]], caption: str) -> str:
    """A plain table; cells are escaped here, and all but the first are numbers."""
    top = "".join(
        f'<th scope="col"{" class=number" if at else ""}>{escape(head)}</th>' for at, head in enumerate(heads)
    )
    body = "".join(
        f'<tr><th scope="row">{escape(row[0])}</th>'
        + "".join(f'<td class="number">{escape(cell)}</td>' for cell in row[1:])
        + "</tr>"
        for row in rows
    )
    return f'<div class="wide" tabindex="0" role="group" aria-label="{escape(caption)}"><table><caption class="sr">{escape(caption)}</caption><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table></div>'


def beside(name: str, inner: str) -> str:
    """The table that says the same as a plot."""
    return f"<details><summary>数据表：{escape(name)}</summary>{inner}</details>"


def day_table(days: Sequence[Group], wanted: Sequence[str]) -> str:
    rows = ([group.key[0], *(_cell(group.figures[name]) for name in wanted)] for group in days)
    return beside("按日", table(["日期", *(metrics()[name].name for name in wanted)], rows, "按日的指标"))


def part_table(desk: InsightDesk, dimension: str, groups: Sequence[Group]) -> str:
    """One dimension's parts, the largest first; of few conversations with a mark."""
    wanted = ("tickets", *TOLD_BY_PART)
    name = dimensions()[dimension].name
    heads = [name, "对话量", *(metrics()[one].name for one in wanted)]
    rows = (
        [
            desk.name(dimension, group.key[0]) + (" *" if group.is_small else ""),
            f"{group.conversations:,}",
            *(_cell(group.figures[one]) for one in wanted),
        ]
        for group in groups
    )
    return (
        table(heads, rows, f"按{name}")
        + f'<p class="quiet">* 不足{FEW}段或{FEW}张，仅供参考。各行相加等于全部。</p>'
    )


def _cell(figure: Figure) -> str:
    return figure.shown + (" *" if figure.is_small else "")


def trend_table(name: str, trends: Sequence[Trend], called: Sequence[str]) -> str:
    """A list beside the period before; what rises is said in words too."""
    rows = (
        [label, f"{trend.count:,}", f"{trend.before:,}", _grown(trend)]
        for trend, label in zip(trends, called, strict=True)
    )
    return beside(name, table([name, "本期", "前一期", "变化"], rows, name))


def _grown(trend: Trend) -> str:
    if trend.change is None:
        return "新出现" if trend.is_rising else NOTHING
    return f"{trend.change:+.0%}{' 明显上升' if trend.is_rising else ''}"


def rising(trends: Sequence[Trend], called: Sequence[str]) -> str:
    up = [
        f"<li>{escape(label)}:{trend.before:,} → {trend.count:,}</li>"
        for trend, label in zip(trends, called, strict=True)
        if trend.is_rising
    ]
    return f'<p class="rising">明显上升</p><ul class="words">{"".join(up)}</ul>' if up else ""


def talks(desk: InsightDesk, shown: Sequence[Talk], start: int, total: int, added: int, of: Metric) -> str:
    """The conversations behind a figure."""
    if not total:
        return '<div class="empty">没有对话。</div>'
    rows = "".join(_talk(desk, talk) for talk in shown)
    heads = "".join(
        f'<th scope="col">{head}</th>'
        for head in ("时间", "第一问", "处理", "渠道", "岗位", "业态", "楼层", "工单")
    )
    return (
        f'<p class="quiet" role="status">{escape(of.name)}:共 {total:,} 段，合计 {added:,}；第 {start + 1:,}–{start + len(shown):,} 段</p>'
        f'<div class="wide" tabindex="0" role="group" aria-label="对话"><table class="talks"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>'
    )


def _talk(desk: InsightDesk, talk: Talk) -> str:
    facts = talk.facts
    said = talk.first or ("(没有对话的工单)" if not facts.is_conversation else "(员工对话不显示内容)")
    cells = (
        ("时间", f"{facts.began_at:%m-%d %H:%M}"),
        ("第一问", said + (" [模拟]" if facts.is_simulated else "")),
        ("处理", "、".join(HANDLING.get(one, one) for one in sorted(facts.handlings))),
        ("渠道", desk.name("channel", facts.channel)),
        ("岗位", desk.name("desk", facts.desk)),
        ("业态", desk.name("format", facts.format)),
        ("楼层", desk.name("floor", facts.floor)),
        ("工单", "、".join(ticket.id for ticket in facts.tickets)),
    )
    return "<tr>" + "".join(f'<td data-name="{name}">{escape(cell)}</td>' for name, cell in cells) + "</tr>"


def downloads(period: Period, wanted: Wanted) -> str:
    """Links to the same figures as files."""
    asked = {
        "from": period.first,
        "to": period.last,
        **{name: value for name, value in vars(wanted).items() if name in _ASKED and value},
    }
    links = "".join(
        f'<a class="file" download href="/api/insights/export.csv?{escape(urlencode(asked | {"sheet": sheet}))}">{said}</a>'
        for sheet, said in (("figures", "下载指标 CSV"), ("rows", "下载明细 CSV(可相加)"))
    )
    return f'<p class="files">{links}</p>'


_ASKED = ("format", "floor", "channel", "mall", "language", "desk", "people", "simulated")


def definitions() -> str:
    """What every figure means, from the one table of metrics."""
    rows = "".join(
        f'<tr><th scope="row">{escape(one.name)}</th><td>{escape(one.definition)}{_fraction(one)}</td></tr>'
        for one in metrics().values()
    )
    parts = "".join(f"<li>{escape(one.name)}:{escape(one.says)}</li>" for one in dimensions().values())
    return (
        f'<details><summary>指标定义</summary><div class="wide" tabindex="0" role="group" aria-label="指标定义"><table class="says"><tbody>{rows}</tbody></table></div>'
        f'<p>拆分口径</p><ul class="words">{parts}</ul></details>'
    )


def _fraction(metric: Metric) -> str:
    if not (metric.numerator and metric.denominator):
        return ""
    return f'<br><span class="quiet">{escape(metric.numerator)} ÷ {escape(metric.denominator)}</span>'
