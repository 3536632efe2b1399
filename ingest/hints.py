"""What a file's name and first page suggest about a document, where nobody says it."""

from __future__ import annotations

import re
from datetime import date

from ingest.model import Reading

_DOC_TYPES = (
    # In a file's or document's name -> doc_type; the first that fits.
    ("复盘", "replay"),
    ("SOP", "sop"),
    ("操作规程", "sop"),
    ("店铺目录", "directory"),
    ("商户目录", "directory"),
    ("抽奖", "lottery"),
    ("停车", "parking"),
    ("会员", "member"),
    ("营业时间", "hours"),
    ("产品单", "product"),
    ("活动规则", "campaign"),
    ("设施", "facility"),
    ("常见问题", "faq"),
    ("通知", "notice"),
    ("公告", "notice"),
)
_VERSION = re.compile(r"(?<![A-Za-z])[Vv](\d+(?:\.\d+){0,2})(?![\d.]*[A-Za-z])")
_STAGES = ("讨论稿", "征求意见稿", "草稿", "初稿", "终版", "定稿", "快报")
_DRAFT_STAGES = frozenset(("讨论稿", "征求意见稿", "草稿", "初稿"))
_EDITION = re.compile(r"20\d{2}版")
_DAY = re.compile(r"(20\d{2})[-./年](\d{1,2})[-./月](\d{1,2})日?")
_COMPACT_DAY = re.compile(r"(?<!\d)(20\d{2})([01]\d)([0-3]\d)(?!\d)")
_FIRST_PAGE = {
    "version": re.compile(r"^(?:版本|版本号|版\s?次)\s*[:：]\s*(\S{1,12})$", re.MULTILINE),
    "issued_on": re.compile(r"^(?:发布|公布|签发|印发|编制)(?:日期|时间)\s*[:：]\s*(.{6,14})$", re.MULTILINE),
    "effective_from": re.compile(r"^(?:生效|实施|施行)(?:日期|时间)\s*[:：]\s*(.{6,14})$", re.MULTILINE),
    "secrecy": re.compile(
        r"^(?:密级|文件密级|保密级别)\s*[:：]\s*(内部|秘密|机密|绝密|受限)\S{0,6}$", re.MULTILINE
    ),
}
_OPENING_NAME = re.compile("《([^《》\n]{2,40})》")
_FIRST_LINES = 12  # sections looked at


def doc_type_in(name: str) -> str:
    return next((doc_type for word, doc_type in _DOC_TYPES if word in name), "other")


def version_in(name: str) -> str:
    match = _VERSION.search(name)
    if match:
        return f"V{match[1]}"
    stage = next((stage for stage in _STAGES if stage in name), "")
    edition = _EDITION.search(name)
    return stage or (edition[0] if edition else "")


def plain_name(name: str) -> str:
    return name.replace("_", " ").strip() or name


def as_date(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10]) if re.match(r"\d{4}-\d\d-\d\d", text) else day_in(text)
    except ValueError:
        return None


def day_in(text: str) -> date | None:
    match = _DAY.search(text) or _COMPACT_DAY.search(text)
    if not match:
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None


def first_page_of(reading: Reading) -> dict[str, str]:
    text = "\n".join(section.text for section in reading.sections[:_FIRST_LINES] if (section.page or 1) == 1)
    found = ((name, pattern.search(text)) for name, pattern in _FIRST_PAGE.items())
    return {name: match[1].strip() for name, match in found if match}


def named_at_start(reading: Reading) -> str:
    """The name of a paper that opens with it: 《失物招领办法》拾到物品……"""
    match = _OPENING_NAME.match(reading.sections[0].text) if reading.sections else None
    return match[1] if match else ""


def is_draft_name(name: str) -> bool:
    """Whether a file's name says that its text is not settled."""
    return any(stage in name for stage in _DRAFT_STAGES)
