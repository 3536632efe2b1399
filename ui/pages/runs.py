"""Runs of jobs: a card while one goes, its report when it has ended, the list of the last ones. Everything is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import quote

from ui.pages.escaping import escape
from ui.pages.reasons import said_in_chinese
from ui.pages.terms import FLAG, JOB, KIND, OUTCOME
from ui.schemas.jobs import JobReply

LINES = 300  # of one report; what needs a person stands first
_ENDED = ("done", "failed", "cancelled")


@dataclass(frozen=True, slots=True)
class Flagged:
    """Something odd in a file, as the report keeps it."""

    kind: str
    excerpt: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """What became of one file."""

    path: str
    outcome: str
    reason: str = ""
    doc_id: str = ""
    passages: int = 0
    warnings: tuple[str, ...] = ()
    flags: tuple[Flagged, ...] = ()

    @classmethod
    def of(cls, entry: Mapping[str, Any]) -> Line:
        """From a report's entry; reports of earlier releases know fewer fields."""
        same = {
            name: entry[name] for name in ("path", "outcome", "reason", "doc_id", "passages") if name in entry
        }
        flags = (
            Flagged(str(flag["kind"]), str(flag["excerpt"]), str(flag.get("place", "")))
            for flag in entry.get("flags", ())
        )
        return cls(**same, warnings=tuple(entry.get("warnings", ())), flags=tuple(flags))

    @property
    def weight(self) -> int:
        """Smaller stands first: what failed, what is odd, what is new, what is as it was."""
        if self.warnings or self.flags:
            return min(2, _WEIGHT.get(self.outcome, 3))
        return _WEIGHT.get(self.outcome, 3)


_WEIGHT = {
    "failed": 0,
    "skipped": 1,
    "duplicate": 1,
    "withdrawn": 1,
    "added": 3,
    "updated": 3,
    "unchanged": 4,
}


def card_html(job: JobReply) -> str:
    """One job: how far it is, or what came of it."""
    is_live = job.status not in _ENDED
    rest = _live(job) if is_live else _over(job)
    return (
        f'<article class="job" data-job="{escape(job.id)}"{" data-live=yes" if is_live else ""}>'
        f"<header><b>{_title(job)}</b>{_status(job)}{_buttons(job, is_live)}</header>"
        f'<p class="quiet">{_when(job)}</p>{rest}</article>'
    )


def _title(job: JobReply) -> str:
    again = " · 重试" if job.retry_of else ""
    return f"{KIND.get(job.kind, escape(job.kind))}{again}"


def _status(job: JobReply) -> str:
    return f'<span class="tag {job.status}">{JOB[job.status]}</span>'


def _buttons(job: JobReply, is_live: bool) -> str:
    job_id = escape(job.id)
    if is_live:
        return f'<button type="button" data-cancel="{job_id}">取消</button>'
    again = f'<button type="button" data-again="{job_id}">{_again(job)}</button>' if _again(job) else ""
    return f'{again}<button type="button" class="close" data-close="{job_id}">收起</button>'


def _again(job: JobReply) -> str:
    """What a retry is called; empty when there is nothing to retry."""
    if job.status in ("failed", "cancelled"):
        return "再做一次"
    failed = (job.report or {}).get("counts", {}).get("failed", 0)
    return f"重试失败的 {failed} 个" if failed else ""


def _when(job: JobReply) -> str:
    by = f"{escape(job.asked_by)} · " if job.asked_by else ""
    died = f" · 中断过 {job.interruptions} 次" if job.interruptions else ""
    return f"{by}{_moment(job.started_at or job.created_at)}{died}"


def _moment(at: datetime) -> str:
    return f"{at.astimezone():%Y-%m-%d %H:%M}"


def _live(job: JobReply) -> str:
    value = f' max="{job.total}" value="{job.done}"' if job.total else ""
    far = f"{job.done} / {job.total}" if job.total else JOB[job.status]
    return f'<progress{value} aria-label="进度"></progress><p class="now quiet" role="status" aria-live="polite">{far}</p>'


def _over(job: JobReply) -> str:
    error = f'<p class="bad" role="alert">{escape(said_in_chinese(job.error))}</p>' if job.error else ""
    return error + (report_html(job.report) if job.report else "")


# -- the report --------------------------------------------------------------------------------------


def report_html(report: Mapping[str, Any]) -> str:
    """Every file's outcome in words, those that need a person first; a reindex tells its passages alone."""
    lines = sorted(map(Line.of, report.get("entries", ())), key=lambda line: line.weight)
    same = sum(line.outcome == "unchanged" and line.weight == 4 for line in lines)
    shown = [line for line in lines if line.weight < 4][:LINES]
    rest = len(lines) - len(shown) - same
    more = f"<p class=quiet>还有 {rest} 个没有列出。</p>" if rest else ""
    more += f"<p class=quiet>{same} 个文件没有变化。</p>" if same else ""
    warned = "".join(f"<li>{escape(said_in_chinese(each))}</li>" for each in report.get("warnings", ()))
    return (
        f'<p class="sum">{sums(report)}</p>'
        + (f'<ul class="warnings">{warned}</ul>' if warned else "")
        + (f'<ul class="lines">{"".join(map(line_html, shown))}</ul>' if shown else "")
        + more
    )


def sums(report: Mapping[str, Any]) -> str:
    """已收录 3 · 失败 1 · 12 段 · 0.8 秒."""
    counts = [
        f"{OUTCOME.get(name, escape(name))} {count}"
        for name, count in report.get("counts", {}).items()
        if count
    ]
    if report.get("passages"):
        counts.append(f"{report['passages']} 段")
    if "seconds" in report:
        counts.append(f"{report['seconds']:.1f} 秒")
    return " · ".join(counts) or "没有文件"


def line_html(line: Line) -> str:
    """One file: outcome, name, reason, warnings, flags."""
    name = escape(line.path.rsplit("/", 1)[-1])
    there = line.doc_id and line.outcome not in ("failed", "withdrawn")
    name = f'<a href="#documents/{quote(line.doc_id, safe="")}">{name}</a>' if there else f"<b>{name}</b>"
    size = f'<span class="quiet">{line.passages} 段</span>' if line.passages else ""
    reason = f"<p>{escape(said_in_chinese(line.reason))}</p>" if line.reason else ""
    warnings = "".join(f'<li class="quiet">{escape(said_in_chinese(each))}</li>' for each in line.warnings)
    outcome = (
        f'<span class="tag {escape(line.outcome)}">{OUTCOME.get(line.outcome, escape(line.outcome))}</span>'
    )
    return (
        f'<li><div class="row-head">{outcome}{name}{size}</div>{reason}'
        f"{f'<ul>{warnings}</ul>' if warnings else ''}{_flags(line.flags)}</li>"
    )


def _flags(flags: Sequence[Flagged]) -> str:
    items = "".join(
        f'<li><span class="tag warn">{FLAG.get(flag.kind, escape(flag.kind))}</span> <q>{escape(flag.excerpt)}</q> '
        f'<span class="quiet">{escape(flag.place)}</span></li>'
        for flag in flags
    )
    return f"<ul>{items}</ul>" if items else ""


# -- the last ones -----------------------------------------------------------------------------------


def runs_html(jobs: Iterable[JobReply]) -> str:
    """The last jobs, newest first; each leads to its report."""
    items = "".join(_run(job) for job in jobs)
    list_ = f'<ul class="lines">{items}</ul>' if items else '<div class="empty">还没有处理过文件。</div>'
    return f'<h2 tabindex="-1">处理记录</h2><div id="results">{list_}</div>'


def _run(job: JobReply) -> str:
    said = sums(job.report) if job.report else escape(said_in_chinese(job.error))
    return (
        f'<li><div class="row-head"><a href="#runs/{quote(job.id)}">{_title(job)}</a>{_status(job)}'
        f'<span class="quiet">{_when(job)}</span></div><p class="quiet">{said}</p></li>'
    )


def run_html(job: JobReply) -> str:
    """The view of one job."""
    return f'<p><a href="#runs">← 处理记录</a></p><h2 tabindex="-1">{_title(job)}</h2>{card_html(job)}'


def running_html(jobs: Iterable[JobReply]) -> str:
    """The cards of the jobs that go on, whoever began them."""
    return "".join(card_html(job) for job in jobs if job.status not in _ENDED)
