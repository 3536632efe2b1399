"""From what was sent to a first draft: its channel, its tag, its sources as they stand now. Pure but for the papers."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from assistant.compliance.goods import goods_of
from assistant.copies.model import Copy, NewCopy, Person, Refused, Source, State
from assistant.copies.papers import Papers
from assistant.drafting.channels import Channel, channel
from assistant.drafting.guard import tags

MODES = ("template", "generated")
BETWEEN = " · "  # a selling point's source: "PS-01 · 二、活动 · 表2第2行"


def first_draft(
    new: NewCopy, papers: Papers, author: Person, at: datetime, known: Mapping[str, Channel]
) -> Copy:
    """A piece of copy in its first revision, for one of the `known` channels.

    Raises UnknownChannel, and Refused for a tag, a mode or a paper that nobody knows here.
    """
    if new.tag is not None and new.tag not in tags()["tags"]:
        raise Refused(f"没有客群标签“{new.tag[:20]}”。可用的标签:{'、'.join(tags()['tags'])}。")
    if new.mode not in MODES:
        raise Refused(f"没有生成方式“{new.mode[:20]}”。可用:{'、'.join(MODES)}。")
    return Copy(
        id=f"C{secrets.token_hex(5)}",
        state=State.DRAFT,
        revision=1,
        turn=1,
        channel=channel(new.channel, known).id,
        tag=new.tag,
        campaign=new.campaign or None,
        product=new.product or None,
        language=new.language,
        category=new.category or _category(new, papers),
        mode=new.mode,
        title=new.title,
        body=new.body,
        selling_points=new.selling_points,
        steps=new.steps,
        author=author,
        created_at=at,
        changed_at=at,
        sources=pinned(_cited(new, papers), papers),
    )


def _cited(new: NewCopy, papers: Papers) -> list[Source]:
    """The product sheet and the campaign paper first, then what was named besides."""
    named = [doc_id for doc_id in (new.product, new.campaign) if doc_id]
    for doc_id in named:
        if papers.paper(doc_id) is None or not papers.may_read(doc_id):
            raise Refused(f"没有找到编号为“{doc_id[:40]}”的产品单或活动文件,请检查编号。")
    points = (str(point.get("source", "")) for point in new.selling_points)
    return [
        *(Source("", doc_id) for doc_id in named),
        *new.sources,
        *(Source(name) for name in points if name),
    ]


def pinned(cited: Iterable[Source], papers: Papers) -> tuple[Source, ...]:
    """Each source once, a known document with its title and as it stands now."""
    found = (_pinned(source, papers) for source in cited)
    return tuple({(one.doc_id, one.name, one.locator, one.is_proof): one for one in found}.values())


def _pinned(source: Source, papers: Papers) -> Source:
    doc_id, locator = source.doc_id, source.locator
    if not doc_id:
        doc_id, _, locator = source.name.partition(BETWEEN)
    paper = papers.paper(doc_id) if papers.may_read(doc_id) else None
    if paper is None:
        return replace(source, name=source.name or source.doc_id, doc_id="", version="", sha256="")
    label = f"{paper.title} {paper.version}".strip()
    return replace(
        source, name=label, doc_id=doc_id, locator=locator, version=paper.version, sha256=paper.sha256
    )


def source_doc(source: str) -> str:
    """The document that a selling point's source names first, if it names one."""
    return source.partition(BETWEEN)[0]


def _category(new: NewCopy, papers: Papers) -> str | None:
    """What a product's sheet, else a campaign's title, says it is about; None leaves it to the text.

    A campaign's text names shops of every kind, which makes it no copy for their goods.
    """
    if new.product and (sheet := papers.paper(new.product)):
        return goods_of((sheet.title, *papers.texts(new.product))).checked_as
    if new.campaign and (paper := papers.paper(new.campaign)):
        return goods_of((paper.title,)).checked_as
    return None
