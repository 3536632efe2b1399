"""Runs of jobs: a card while one goes, its report when it has ended, the list of the last ones. Everything is escaped."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote

from ui.background.ledger import ENDED
from ui.pages.escaping import escape
from ui.pages.moments import moment_html
from ui.pages.reasons import said_in_chinese
from ui.pages.report import report_html, sums
from ui.pages.terms import JOB, KIND
from ui.schemas.jobs import JobReply


def card_html(job: JobReply) -> str:
    """One job: how far it is, or what came of it."""
    is_live = job.status not in ENDED
    rest = _live(job) if is_live else _over(job)
    return (
        f'<article class="job" aria-label="{_title(job)}" data-job="{escape(job.id)}"{" data-live=yes" if is_live else ""}>'
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
    return f"{by}{moment_html(job.started_at or job.created_at)}{died}"


def _live(job: JobReply) -> str:
    value = f' max="{job.total}" value="{job.done}"' if job.total else ""
    far = f"{job.done} / {job.total}" if job.total else JOB[job.status]
    return f'<progress{value} aria-label="进度"></progress><p class="now quiet" role="status" aria-live="polite">{far}</p>'


def _over(job: JobReply) -> str:
    error = f'<p class="bad" role="alert">{escape(said_in_chinese(job.error))}</p>' if job.error else ""
    if job.status == "cancelled":
        error += f"<p>已取消：{_far(job)}已经收录的保留，其余的没有动。</p>"
    return error + (report_html(job.report) if job.report else "")


def _far(job: JobReply) -> str:
    done = sum((job.report or {}).get("counts", {}).values())  # job.done counts files that were read, too
    return f"{job.total} 个文件里处理了 {done} 个；" if job.total else "还没有开始；"


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
    return "".join(card_html(job) for job in jobs if job.status not in ENDED)
