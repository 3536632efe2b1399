"""The list of documents as HTML: filters, figures, rows, pages. Everything that goes in is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from urllib.parse import quote, urlencode

from knowledge.model import Visibility
from ui.desks.register import Row
from ui.pages.escaping import escape
from ui.pages.listing import LOOKS, SORTS, Listing, Wanted
from ui.pages.sources import VISIBILITY
from ui.pages.terms import STATE


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
        return '<div class="empty">资料库还是空的。把文件拖到上面，或点“选择文件”。</div>'
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
    return (
        f'<tr><td class="title">{link(row)}<div class="quiet">{escape(source_of(row))}</div></td>{rest}</tr>'
    )


def _cell(name: str, value: str, look: str) -> str:
    """On a phone the column's name stands before the value, so an empty cell is left out there."""
    return f'<td data-name="{name}" class="{look}">{value and f"<span>{value}</span>"}</td>'


def link(row: Row) -> str:
    """The row's title, leading to its document."""
    return f'<a href="#documents/{quote(row.doc_id, safe="")}">{escape(row.title or row.doc_id)}</a>'


def source_of(row: Row) -> str:
    """Where the file lies; of an upload its name, since nobody chose its folder."""
    return f"上传 · {row.source.rsplit('/', 1)[-1]}" if row.is_upload else row.source


def tags(row: Row) -> str:
    """Where a document stands, and what waits for somebody."""
    more = (
        (row.waiting is not None, "submitted", "待发布"),
        (row.returned is not None, "late", "已退回"),
        (row.changed is not None, "submitted", "有新内容"),
        (row.is_replacement, "submitted", "新版本，未发布"),
        (row.is_stale, "late", "该复审"),
    )
    stands = () if row.is_replacement else ((row.standing.value, STATE[row.standing]),)
    shown = [
        *stands,
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
