"""The documents past their review, as HTML. Everything that goes in is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from ui.desks.register import Row
from ui.pages.escaping import escape
from ui.pages.sources import VISIBILITY
from ui.pages.table import link, tags


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
        '<p class="quiet">已过复审期限的文件，按负责部门列出。请确认内容是否仍然有效，需要时上传新版本或撤下。</p>'
        + groups
    )


def _overdue(row: Row, today: date) -> str:
    days = (today - row.review_by).days if row.review_by else 0
    return (
        f'<li><div class="row-head">{link(row)} {tags(row)}</div>'
        f'<div class="quiet">期限 {row.review_by}，已过 {days} 天 · {VISIBILITY[row.visibility]} · {escape(row.version)}</div></li>'
    )
