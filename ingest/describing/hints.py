"""What a file's name suggests about a document, where nobody says it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath

from ingest.describing.dates import day_in
from knowledge.editions import DRAFTS, STAGES
from knowledge.text import fold

_DOC_TYPES = (
    # In a file's or document's name -> doc_type; the first that fits.
    ("复盘", "replay"),
    ("总结", "replay"),
    ("战报", "replay"),
    ("SOP", "sop"),
    ("规程", "sop"),
    ("预案", "sop"),
    ("店铺目录", "directory"),
    ("商户目录", "directory"),
    ("抽奖", "lottery"),
    *(
        (f"活动{kind}", "campaign")
        for kind in (
            "规则",
            "细则",
            "须知",
            "方案",
            "预告",
            "说明",
            "公告",
            "执行案",
            "通知",
            "告示",
            "通告",
            "的通知",
            "一览",
            "海报",
        )
    ),
    ("停车", "parking"),
    ("会员", "member"),
    ("营业时间", "hours"),
    ("产品单", "product"),
    ("设施", "facility"),
    ("常见问题", "faq"),
    ("通知", "notice"),
    ("公告", "notice"),
    ("流程", "sop"),
    ("处置", "sop"),
    ("应急", "sop"),
)
_VERSION = re.compile(r"(?<![A-Za-zＡ-Ｚａ-ｚ])[VvＶｖ](\d+(?:\.\d+){0,2})(?![\d.]*[A-Za-z])")
_NUMBERED = re.compile(r"第\s?(?:\d{1,3}|[一二三四五六七八九十]{1,3})\s?版|(?<![\d.])\d{1,2}\.\d{1,2}版")
_EDITION = re.compile(r"20\d{2}年?(?:新?版|修[订正][版本稿]?(?=\W|_|$))")
_MONTH_AT_END = re.compile(r"(?:^|[-_ (（])(20\d{2}[-.年](?:1[0-2]|0?[1-9])(?:月)?)[)）]?$")
_STAGES = (*sorted((stage for stage in STAGES if stage != "final"), key=len, reverse=True), "修订稿")
_COPY = re.compile(r"[-_ ]{0,3}(?:的?副本|复制件?|拷贝)|\s?[(（]\d{1,2}[)）]$")


@dataclass(frozen=True, slots=True)
class NameHints:
    """What was read off a name; what is empty or None is not said."""

    title: str
    doc_type: str
    version: str
    stage: str  # a stage of a draft only
    issued_on: date | None


def hints_in(source: str) -> NameHints:
    """The hints in a file's name."""
    name = PurePosixPath(source).stem
    return NameHints(
        plain_name(name),
        doc_type_in(name),
        version_in(name),
        next((stage for stage in DRAFTS if stage in fold(name)), ""),
        day_in(name),
    )


def doc_type_in(name: str) -> str:
    """The doc_type that a word in a name stands for; empty when none does."""
    return next((doc_type for word, doc_type in _DOC_TYPES if word in name), "")


def version_in(name: str) -> str:
    """V3.1, 第3版, 终版, 2026版, 2026修订 or, at the end of a name, 2026-11; empty when a name bears none."""
    bare = _COPY.sub("", name).strip()
    if match := _VERSION.search(bare):
        return f"V{match[1]}"
    if match := _NUMBERED.search(bare):
        return match[0].replace(" ", "")
    if stage := next((stage for stage in _STAGES if stage in bare), ""):
        return stage
    match = _EDITION.search(bare) or _MONTH_AT_END.search(bare)
    return match[match.lastindex or 0] if match else ""


def plain_name(name: str) -> str:
    return name.replace("_", " ").strip() or name
