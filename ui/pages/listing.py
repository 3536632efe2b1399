"""The list of documents: what was asked for, which rows fit, and their HTML. Everything that goes in is escaped."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import quote, urlencode

from knowledge.model import Visibility
from ui.pages.escaping import escape
from ui.pages.sources import VISIBILITY
from ui.pages.terms import STATE, SUBMITTED
from ui.register import Row

PAGE = 50  # rows at a time: a thousand documents stay quick and readable

# What a keeper looks after -> which rows that are.
LOOKS: Mapping[str, tuple[str, Callable[[Row], bool]]] = {
    "waiting": ("待发布", lambda row: row.waiting is not None),
    "stale": ("过期未复审", lambda row: row.is_stale),
    "warned": ("有警告", lambda row: bool(row.warnings)),
    "returned": ("已退回", lambda row: row.returned is not None),
}
_NEVER = date.max
SORTS: Mapping[str, tuple[str, Callable[[Row], Any], bool]] = {
    "title": ("按标题", lambda row: row.title, False),
    "newest": ("最近生效在前", lambda row: row.effective_from or row.issued_on or date.min, True),
    "review": ("复审期限近的在前", lambda row: row.review_by or _NEVER, False),
    "warnings": ("警告多的在前", lambda row: len(row.warnings), True),
    "passages": ("段落多的在前", lambda row: row.passages, True),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of the list somebody asks to see; odd values are as good as none."""

    q: str = ""
    state: str = ""
    visibility: str = ""
    look: str = ""
    sort: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of the rows that fit, and the figures above it."""

    rows: tuple[Row, ...]
    fitting: int
    total: int
    page: int
    pages: int
    looks: Mapping[str, int]  # how many of all rows each look has


def state_of(row: Row) -> str:
    return SUBMITTED if row.waiting else row.standing.value


def listing(rows: Sequence[Row], wanted: Wanted) -> Listing:
    """The rows that fit, sorted, cut into pages."""
    fitting = sorted((row for row in rows if _fits(row, wanted)), key=lambda row: (row.title, row.doc_id))
    _name, key, is_falling = SORTS.get(wanted.sort, SORTS["title"])
    fitting.sort(key=key, reverse=is_falling)
    pages = max(1, -(-len(fitting) // PAGE))
    page = min(max(1, wanted.page), pages)
    looks = {name: sum(map(has, rows)) for name, (_label, has) in LOOKS.items()}
    shown = tuple(fitting[(page - 1) * PAGE : page * PAGE])
    return Listing(shown, len(fitting), len(rows), page, pages, looks)


def _fits(row: Row, wanted: Wanted) -> bool:
    return (
        (not wanted.state or state_of(row) == wanted.state)
        and (not wanted.visibility or row.visibility.value == wanted.visibility)
        and (wanted.look not in LOOKS or LOOKS[wanted.look][1](row))
        and all(word in _said(row) for word in _plain(wanted.q).split())
    )


def _said(row: Row) -> str:
    return _plain(f"{row.title} {row.version} {row.doc_id} {row.source} {row.owner_desk} {row.doc_type}")


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


# -- HTML --------------------------------------------------------------------------------------------


def listing_html(shown: Listing, wanted: Wanted, desks: Mapping[str, str]) -> str:
    """Filters and results; `desks` gives the names that people use."""
    return f'<h2 tabindex="-1" class="sr">文件列表</h2>{_filters(wanted)}<div id="results">{_results(shown, wanted, desks)}</div>'


def _filters(wanted: Wanted) -> str:
    states = STATE.items()
    visibilities = [(each.value, VISIBILITY[each]) for each in Visibility]
    looks = [(name, label) for name, (label, _has) in LOOKS.items()]
    sorts = [(name, label) for name, (label, _key, _falling) in SORTS.items()]
    return (
        '<form id="filters" data-piece="documents" role="search">'
        f'<input type="search" name="q" value="{escape(wanted.q)}" placeholder="搜标题、编号、文件名、部门" '
        'aria-label="搜索文件" autocomplete="off" maxlength="100">'
        + _select("state", "状态", "全部状态", states, wanted.state)
        + _select("visibility", "可见范围", "全部范围", visibilities, wanted.visibility)
        + _select("look", "关注", "全部文件", looks, wanted.look)
        + _select("sort", "排序", "", sorts, wanted.sort)
        + "</form>"
    )


def _select(name: str, label: str, none: str, options: Iterable[tuple[str, str]], chosen: str) -> str:
    first = f'<option value="">{none}</option>' if none else ""
    rest = "".join(
        f'<option value="{escape(value)}"{" selected" if value == chosen else ""}>{escape(said)}</option>'
        for value, said in options
    )
    return f'<select name="{name}" aria-label="{label}">{first}{rest}</select>'


def _results(shown: Listing, wanted: Wanted, desks: Mapping[str, str]) -> str:
    if not shown.total:
        return '<div class="empty">资料库还是空的。把文件拖到上面,或点“选择文件”。</div>'
    if not shown.rows:
        return '<div class="empty">没有符合条件的文件。<a href="#documents">清除条件</a></div>'
    heads = "".join(
        f'<th scope="col"{" class=number" if name in _NUMBERS else ""}>{name}</th>' for name in _COLUMNS
    )
    body = "".join(_row(row, desks) for row in shown.rows)
    return f"{_sums(shown)}<table><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>{_pages(shown, wanted)}"


_COLUMNS = ("标题", "状态", "可见", "版本", "有效期", "负责", "段落", "警告")
_NUMBERS = ("段落", "警告")


def _sums(shown: Listing) -> str:
    links = "".join(
        f' · <a href="#documents?look={name}">{LOOKS[name][0]} {count}</a>'
        for name, count in shown.looks.items()
        if count
    )
    fitting = f"{shown.fitting} / " if shown.fitting != shown.total else ""
    return f'<p class="quiet" role="status">{fitting}{shown.total} 份文件{links}</p>'


def _row(row: Row, desks: Mapping[str, str]) -> str:
    cells = (
        ("状态", tags(row), "state"),
        ("可见", VISIBILITY[row.visibility], ""),
        ("版本", escape(row.version), ""),
        ("有效期", validity(row), "day"),
        ("负责", escape(desks.get(row.owner_desk, row.owner_desk)), ""),
        ("段落", str(row.passages), "number"),
        ("警告", str(len(row.warnings)) if row.warnings else "", "number"),
    )
    rest = "".join(_cell(*cell) for cell in cells)
    return f'<tr><td class="title">{link(row)}<div class="quiet">{escape(row.source)}</div></td>{rest}</tr>'


def _cell(name: str, value: str, look: str) -> str:
    """On a phone the column's name stands before the value, so an empty cell is left out there."""
    return f'<td data-name="{name}" class="{look}">{value and f"<span>{value}</span>"}</td>'


def link(row: Row) -> str:
    """The row's title, leading to its document."""
    return f'<a href="#documents/{quote(row.doc_id, safe="")}">{escape(row.title or row.doc_id)}</a>'


def tags(row: Row) -> str:
    """Where a document stands, and what waits for somebody."""
    more = (
        (row.waiting is not None, "submitted", "待发布"),
        (row.returned is not None, "late", "已退回"),
        (row.changed is not None, "submitted", "有新内容"),
        (row.is_replacement, "submitted", "新版本"),
        (row.is_stale, "late", "该复审"),
    )
    shown = [
        (row.standing.value, STATE[row.standing]),
        *((look, name) for holds, look, name in more if holds),
    ]
    return " ".join(f'<span class="tag {look}">{name}</span>' for look, name in shown)


def validity(row: Row) -> str:
    """From when to when, as far as it is said."""
    since, until = row.effective_from or row.issued_on, row.effective_to
    if not since and not until:
        return ""
    return f"{since or ''} – {until or '长期'}" if since else f"至 {until}"


def _pages(shown: Listing, wanted: Wanted) -> str:
    if shown.pages == 1:
        return ""
    steps = (
        (shown.page > 1, shown.page - 1, "← 上一页"),
        (shown.page < shown.pages, shown.page + 1, "下一页 →"),
    )
    before, after = (
        f'<a href="#documents?{escape(_asked(replace(wanted, page=number)))}">{said}</a>' if there else ""
        for there, number, said in steps
    )
    return f'<nav class="pages" aria-label="翻页">{before}<span>第 {shown.page} / {shown.pages} 页</span>{after}</nav>'


def _asked(wanted: Wanted) -> str:
    return urlencode({name: value for name, value in asdict(wanted).items() if value})


# -- what is past its review -------------------------------------------------------------------------


def stale_html(rows: Iterable[Row], today: date, desks: Mapping[str, str]) -> str:
    """The documents past their review, under the desk that owns them, the longest overdue first."""
    overdue = sorted(
        (row for row in rows if row.is_stale and row.review_by), key=lambda row: row.review_by or today
    )
    if not overdue:
        return '<h2 tabindex="-1">待复审</h2><div class="empty">没有过了复审期限的文件。</div>'
    owners: dict[str, list[Row]] = {}
    for row in overdue:
        owners.setdefault(row.owner_desk, []).append(row)
    groups = "".join(
        f"<h3>{escape(desks.get(owner, owner) or '没有写明负责部门')} · {len(some)} 份</h3>"
        f'<ul class="lines">{"".join(_overdue(row, today) for row in some)}</ul>'
        for owner, some in owners.items()
    )
    return (
        f'<h2 tabindex="-1">待复审 · {len(overdue)} 份</h2>'
        '<p class="quiet">已过复审期限的文件,按负责部门列出。请确认内容是否仍然有效,需要时上传新版本或撤下。</p>'
        + groups
    )


def _overdue(row: Row, today: date) -> str:
    days = (today - row.review_by).days if row.review_by else 0
    return (
        f'<li><div class="row-head">{link(row)} {tags(row)}</div>'
        f'<div class="quiet">期限 {row.review_by},已过 {days} 天 · {VISIBILITY[row.visibility]} · {escape(row.version)}</div></li>'
    )
