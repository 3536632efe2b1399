"""The studio: a page of our own that its scripts fill, and what they must know of the house."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from assistant.compliance.goods import kinds_of_goods
from assistant.drafting.channels import Channel
from assistant.drafting.drafter import DEFAULT_CHANNELS
from assistant.drafting.facts.fields import field_table, names_of_kinds
from assistant.drafting.guard import tags
from ui.pages.own import UI, OwnPage
from ui.pages.terms import FACT, LANGUAGE

STUDIO = OwnPage(
    "/studio",
    UI / "studio",
    "中庭 · 内容工作台",
    "每个事实注明出处，草稿先过规则检查；发布前须人工审核。",
)


def channel_row(channel: Channel) -> dict[str, Any]:
    """A channel with the limits that the page counts against."""
    limits = {name: getattr(channel, name) for name in ("title", "body", "whole", "lines")}
    return {"id": channel.id, "name": channel.name, "reminder": getattr(channel, "reminder", ""), **limits}


def kinds() -> list[dict[str, Any]]:
    """The kinds of facts; what is not `told` stands in the table and in no draft."""
    untold = field_table()["untold"]
    named = {**names_of_kinds(), **FACT}
    return [{"id": kind, "name": name, "told": kind not in untold} for kind, name in named.items()]


def lists(channels: Iterable[Channel]) -> dict[str, Any]:
    """What the page's lists offer, each in the order of the house's tables."""
    return {
        "channels": [channel_row(channel) for channel in channels],
        "usual": list(DEFAULT_CHANNELS),
        "tags": [{"id": key, "name": row["label"]} for key, row in tags()["tags"].items()],
        "languages": [{"id": key, "name": name} for key, name in LANGUAGE.items()],
        "kinds": kinds(),
        "categories": [{"id": key, "name": name} for key, name in kinds_of_goods().items()],
    }
