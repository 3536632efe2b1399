"""One document as its keepers see it: facts, passages, versions, history, what may be done. Everything is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from urllib.parse import quote

from knowledge.decisions import Decision
from knowledge.model import Passage, Shelf
from knowledge.versions import Version
from ui.desks.register import Detail, Row
from ui.pages.actions import Ask, asks, back_button, button, restore_button
from ui.pages.escaping import escape
from ui.pages.flags import Flagged, caution, flags_html, flags_of_document
from ui.pages.moments import moment_html
from ui.pages.reasons import said_in_chinese
from ui.pages.sources import VISIBILITY
from ui.pages.table import link, source_of, tags
from ui.pages.terms import DECISION, DOC_TYPE, FIELD, LANGUAGE, ORIGIN, SET_ASIDE

PASSAGES = 200  # at a time: a directory of a thousand rows stays quick


def document_html(detail: Detail, may_publish: bool, desks: Mapping[str, str], start: int = 0) -> str:
    """The whole view; `start` is the first passage shown."""
    row, flags = detail.row, flags_of_document(detail)
    return (
        '<p><a href="#documents">← 文件列表</a></p>'
        f'<h2 tabindex="-1">{escape(row.title or row.doc_id)}</h2>'
        f"<p>{tags(row)} {_waits(row)}</p>{_acts(asks(row, may_publish), row, caution(flags))}"
        f"{_facts(detail, desks)}{_warnings(row.warnings, flags)}{_chain(detail)}"
        f"{_passages(detail, start)}{_history(detail)}"
    )


def _waits(row: Row) -> str:
    """Who waits for what, in a line."""
    said = []
    if row.waiting:
        said.append(f"{_who(row.waiting, '有人')} 提交，等管理员发布或退回。")
    if row.returned:
        comment = f":“{escape(row.returned.comment)}”" if row.returned.comment else "。"
        said.append(f"{_who(row.returned, '管理员')} 退回{comment}")
    return f'<span class="quiet">{" ".join(said)}</span>' if said else ""


def _who(decision: Decision, somebody: str) -> str:
    return f"{escape(decision.who or somebody)} 于 {moment_html(decision.at)}"


def _acts(possible: Iterable[Ask], row: Row, mind: str) -> str:
    buttons = "".join(button(ask, row.doc_id, mind if ask.makes_public else "") for ask in possible)
    barred = (
        f'<p class="quiet">暂不能发布：{escape(said_in_chinese(row.objection))}</p>' if row.objection else ""
    )
    return f'<div class="acts">{buttons}</div>{barred}'


# -- facts -------------------------------------------------------------------------------------------


def _facts(detail: Detail, desks: Mapping[str, str]) -> str:
    items = "".join(
        f"<dt>{FIELD[name]}</dt><dd>{value}{_origin(detail.document.said_by.get(name, ''))}</dd>"
        for name, value in _values(detail, desks)
        if value
    )
    return f'<div class="facts"><dl>{items}<dt>文件</dt><dd>{escape(source_of(detail.row))}</dd></dl></div>'


def _values(detail: Detail, desks: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    document = detail.document
    yield "doc_id", escape(document.doc_id)
    yield "visibility", VISIBILITY[document.visibility]
    yield "audience", escape("、".join(document.audience))
    yield "doc_type", escape(DOC_TYPE.get(document.doc_type, document.doc_type).removeprefix("other"))
    yield "version", escape(document.version)
    for name in ("issued_on", "effective_from", "effective_to"):
        yield name, escape(str(getattr(document, name) or ""))
    yield "publish_from", moment_html(document.publish_from) if document.publish_from else ""
    yield "owner_desk", escape(desks.get(document.owner_desk, document.owner_desk))
    yield "review_by", escape(str(document.review_by or ""))
    yield "language", LANGUAGE.get(document.language, escape(document.language))


def _origin(said: str) -> str:
    return (
        f' <span class="quiet">({escape(ORIGIN.get(said) or said_in_chinese(said))})</span>' if said else ""
    )


def _warnings(warnings: Iterable[str], flags: Iterable[Flagged]) -> str:
    items = "".join(f"<li>{escape(said_in_chinese(warning))}</li>" for warning in warnings) + flags_html(
        flags
    )
    return f'<h3>请留意</h3><ul class="warnings">{items}</ul>' if items else ""


def _chain(detail: Detail) -> str:
    """Newest first: what replaces it, itself, what it replaced."""
    if not detail.older and not detail.newer:
        return ""
    rows = [*detail.newer, detail.row, *detail.older]
    backs = ["", *(back_button(newer, older) for newer, older in pairwise(rows))]
    items = "".join(
        _link_of_chain(row, row is detail.row, back) for row, back in zip(rows, backs, strict=True)
    )
    return f'<h3>版本链（新的在前）</h3><ol class="lines">{items}</ol>'


def _link_of_chain(row: Row, is_this: bool, back: str) -> str:
    name = f"<b>{escape(row.title)}</b>(本文件)" if is_this else link(row)
    since = row.effective_from or row.issued_on
    return f'<li><div class="row-head">{name} {escape(row.version)} {tags(row)} <span class="quiet">{since or ""}</span>{back}</div></li>'


# -- passages ----------------------------------------------------------------------------------------


def _passages(detail: Detail, start: int) -> str:
    changed = ""
    if detail.changed_passages:
        blocks = "".join(passage_html(each) for each in detail.changed_passages[:PASSAGES])
        changed = f"<details open><summary>新内容（待发布）：{len(detail.changed_passages)} 段</summary>{blocks}</details>"
    blocks = "".join(passage_html(each) for each in detail.passages[start : start + PASSAGES])
    public = sum(each.shelf is Shelf.PUBLIC for each in detail.passages)
    legend = f"{len(detail.passages)} 段，其中 {public} 段顾客可查（绿色），其余只给员工（黄色）"
    none = '<div class="empty">没有段落。</div>' if not detail.passages else ""
    return f'<h3>正文</h3><p class="quiet">{legend}</p>{changed}{none}{blocks}{_more(detail, start)}'


def passage_html(passage: Passage) -> str:
    """One passage as a marked block: where it stands, on which shelf, how surely it was recognised."""
    shelf = "公开" if passage.shelf is Shelf.PUBLIC else "内部"
    read = passage.confidence is not None
    sure = f'<span class="tag warn">识别文字 {passage.confidence:.0%}</span>' if read else ""
    return (
        f'<article class="passage {passage.shelf.value}{" read" if read else ""}"><div class="where">'
        f"<span>{passage.ordinal + 1}</span><span>{escape(passage.locator)}</span>"
        f'<span class="tag">{shelf}</span>{sure}</div><div class="text">{_text(passage.text)}</div></article>'
    )


def _text(text: str) -> str:
    """Line breaks as tags: the piece must hold no bare newline that Markdown could see."""
    return escape(text).replace("\n", "<br>")


def _more(detail: Detail, start: int) -> str:
    left = len(detail.passages) - start - PASSAGES
    address = f"#documents/{quote(detail.row.doc_id, safe='')}?start="
    before = f'<a href="{address}{max(0, start - PASSAGES)}">← 前面的段落</a>' if start else ""
    after = f'<a href="{address}{start + PASSAGES}">后面还有 {left} 段 →</a>' if left > 0 else ""
    return f'<nav class="pages" aria-label="段落翻页">{before}{after}</nav>' if before or after else ""


# -- history -----------------------------------------------------------------------------------------


def _history(detail: Detail) -> str:
    versions = "".join(version_html(each) for each in detail.versions)
    decisions = "".join(_decision(each) for each in detail.decisions)
    none = '<p class="quiet">还没有记录。</p>' if not versions and not decisions else ""
    return (
        "<h3>历史</h3>"
        + none
        + (f'<ul class="lines">{versions}</ul>' if versions else "")
        + (f'<ul class="lines">{decisions}</ul>' if decisions else "")
    )


def version_html(version: Version) -> str:
    """An earlier content, with what brings it back."""
    title = escape(f"{version.document.title} {version.document.version}".strip())
    return (
        f'<li><div class="row-head"><b>{title}</b><span class="quiet">{moment_html(version.at)} {SET_ASIDE[version.why]}'
        f"{_by(version.who)}</span>{restore_button(version)}</div></li>"
    )


def withdrawn_html(versions: Iterable[Version]) -> str:
    """What was taken out and may come back."""
    items = "".join(version_html(each) for each in versions)
    list_ = f'<ul class="lines">{items}</ul>' if items else '<div class="empty">没有撤下的文件。</div>'
    return f'<h2 tabindex="-1">已撤下</h2><p class="quiet">撤下的文件谁也查不到，但可以恢复。</p>{list_}'


def _decision(decision: Decision) -> str:
    comment = f":“{escape(decision.comment)}”" if decision.comment else ""
    return f'<li><b>{DECISION[decision.what]}</b> <span class="quiet">{moment_html(decision.at)}{_by(decision.who)}</span>{comment}</li>'


def _by(who: str) -> str:
    return f" · {escape(who)}" if who else ""
