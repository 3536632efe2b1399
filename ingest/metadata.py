"""What is known about a document besides its text: who may see it, which version, from when to when.

Sources in falling order of trust: front matter, sidecar, folder, file name, first page. Whatever
is missing or odd never makes a document visible to more people.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, tzinfo
from pathlib import PurePosixPath

from ingest.model import Reading
from knowledge.model import Document, Shelf, Visibility

# Narrower visibilities stand further right: of several statements the narrowest holds.
_NARROWER = (Visibility.PUBLIC, Visibility.INTERNAL, Visibility.RESTRICTED, Visibility.DRAFT)


@dataclass(frozen=True, slots=True)
class Folder:
    """What a folder's name says about the files in it."""

    visibility: Visibility
    is_archive: bool = False


FOLDERS: dict[str, Folder] = {
    "public": Folder(Visibility.PUBLIC),
    "internal": Folder(Visibility.INTERNAL),
    "content": Folder(Visibility.INTERNAL),
    "restricted": Folder(Visibility.RESTRICTED),
    "draft": Folder(Visibility.DRAFT),
    "drafts": Folder(Visibility.DRAFT),
    "archive": Folder(Visibility.INTERNAL, is_archive=True),
    "archived": Folder(Visibility.INTERNAL, is_archive=True),
}

_STATUSES = frozenset(["in_force", "superseded", "expired", "draft", "embargoed", "archived"])
_OVER = frozenset(("superseded", "expired", "archived"))
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
_OWN_FIELDS = frozenset(
    [
        "doc_id",
        "title",
        "doc_type",
        "visibility",
        "audience",
        "version",
        "status",
        "issued_on",
        "effective_from",
        "effective_to",
        "publish_from",
        "supersedes",
        "owner_desk",
        "review_by",
        "language",
        "file",
        "duplicate_of",
        "internal_columns",
    ]
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


@dataclass
class Described:
    """A document with what was odd about its description."""

    document: Document
    warnings: list[str] = field(default_factory=list)
    duplicate_of: str = ""
    internal_columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a file comes from: what is known of it before it is read."""

    source: str  # path relative to the folder that was given, with slashes
    folders: tuple[str, ...] = ()  # names of the folders it lies in, the given one included
    sha256: str = ""
    fingerprint: str = ""
    sidecar: Mapping[str, object] = field(default_factory=dict)
    zone: tzinfo = UTC  # the mall's, for an embargo written without one


def describe(origin: Origin, reading: Reading) -> Described:
    """The document that a file is, by everything that is said about it."""
    return _Description(origin, reading).described()


def shelf_of(document: Document) -> Shelf:
    """The shelf for a document's public parts: PUBLIC when it is, or is scheduled to become, public."""
    is_over = document.declared_status in _OVER or document.declared_status == "draft"
    is_archived = bool(document.extra.get("archived"))
    if is_over or is_archived or document.visibility in (Visibility.RESTRICTED, Visibility.DRAFT):
        return Shelf.INTERNAL
    is_for_all = document.visibility is Visibility.PUBLIC or document.publish_from is not None
    return Shelf.PUBLIC if is_for_all else Shelf.INTERNAL


class _Description:
    def __init__(self, origin: Origin, reading: Reading) -> None:
        self.origin = origin
        self.reading = reading
        self.front = reading.front_matter
        self.said: dict[str, object] = {**origin.sidecar, **self.front}
        self.name = PurePosixPath(origin.source).stem
        self.folders = [FOLDERS[name.lower()] for name in origin.folders if name.lower() in FOLDERS]
        self.first_page = _first_page(reading)
        self.warnings: list[str] = []

    def described(self) -> Described:
        publish_from, is_lost = self._publish_from()
        visibility = self._visibility()
        if is_lost and visibility is Visibility.PUBLIC:
            visibility = Visibility.INTERNAL  # an embargo that cannot be read must hold
        is_archived = any(folder.is_archive for folder in self.folders)
        document = Document(
            doc_id=self._text("doc_id") or self.origin.source,
            title=self._text("title")
            or self.reading.title
            or _named_at_start(self.reading)
            or _plain_name(self.name),
            source=self.origin.source,
            sha256=self.origin.sha256,
            fingerprint=self.origin.fingerprint,
            visibility=visibility,
            doc_type=self._text("doc_type").lower() or _doc_type(self.name),
            version=self._text("version") or _version(self.name) or self.first_page.get("version", ""),
            declared_status=self._status(is_archived),
            issued_on=self._date("issued_on") or _day_in(self.name) or self._first_page_date("issued_on"),
            effective_from=self._date("effective_from") or self._first_page_date("effective_from"),
            effective_to=self._date("effective_to"),
            publish_from=None if is_archived else publish_from,
            supersedes=_words(self.said.get("supersedes")),
            audience=_words(self.said.get("audience")),
            owner_desk=self._text("owner_desk"),
            review_by=self._date("review_by"),
            language=self._text("language"),
            extra=self._extra(is_archived),
        )
        self._check(document)
        return Described(
            document, self.warnings, self._text("duplicate_of"), _words(self.said.get("internal_columns"))
        )

    def _text(self, name: str) -> str:
        value = self.said.get(name, "")
        if isinstance(value, list | dict):
            self.warnings.append(f"{name} must be one value; what is written there was ignored.")
            return ""
        return " ".join(str(value).split())

    def _visibility(self) -> Visibility:
        stated = [said["visibility"] for said in (self.front, self.origin.sidecar) if "visibility" in said]
        views = [Visibility.parse(value) for value in stated]
        for value, view in zip(stated, views, strict=True):
            if str(value).strip().lower() != view.value:
                self.warnings.append(f"visibility {str(value)!r} is unknown; the document is internal.")
        views += [folder.visibility for folder in self.folders]
        if not views:
            self.warnings.append("No visibility is stated; the document is internal.")
            views = [Visibility.INTERNAL]
        if self._is_draft_by_name():
            views.append(Visibility.DRAFT)
        if self.first_page.get("secrecy") and max(map(_NARROWER.index, views)) == 0:
            self.warnings.append("The first page names a level of secrecy; the document is internal.")
            views.append(Visibility.INTERNAL)
        return max(views, key=_NARROWER.index)

    def _is_draft_by_name(self) -> bool:
        return any(stage in self.name for stage in _DRAFT_STAGES) or self._text("status").lower() == "draft"

    def _status(self, is_archived: bool) -> str:
        status = self._text("status").lower()
        if status and status not in _STATUSES:
            self.warnings.append(f"status {status!r} is unknown and was ignored.")
            status = ""
        if is_archived:
            return status if status == "expired" else "superseded"
        if self._is_draft_by_name() or any(folder.visibility is Visibility.DRAFT for folder in self.folders):
            return "draft"
        return status

    def _publish_from(self) -> tuple[datetime | None, bool]:
        """The end of an embargo, and whether one was stated that cannot be read."""
        text = self._text("publish_from")
        if not text:
            return None, False
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            self.warnings.append(f"publish_from {text!r} is no date and time; the document stays internal.")
            return None, True
        return (moment if moment.tzinfo else moment.replace(tzinfo=self.origin.zone)), False

    def _date(self, name: str) -> date | None:
        text = self._text(name)
        if not text:
            return None
        day = _as_date(text)
        if day is None:
            self.warnings.append(f"{name} {text!r} is no date (write 2026-11-21) and was ignored.")
        return day

    def _first_page_date(self, name: str) -> date | None:
        return _day_in(self.first_page.get(name, ""))

    def _extra(self, is_archived: bool) -> dict[str, str]:
        extra = {
            key: ", ".join(map(str, value)) if isinstance(value, list) else str(value)
            for key, value in self.said.items()
            if key not in _OWN_FIELDS and not isinstance(value, dict)
        }
        return extra | ({"archived": "yes"} if is_archived else {})

    def _check(self, document: Document) -> None:
        start, end = document.effective_from, document.effective_to
        if start and end and end < start:
            self.warnings.append(f"effective_to {end} lies before effective_from {start}.")
        if document.visibility is Visibility.RESTRICTED and not document.audience:
            self.warnings.append("The document is restricted but names no audience: nobody can read it.")


def _first_page(reading: Reading) -> dict[str, str]:
    text = "\n".join(section.text for section in reading.sections[:_FIRST_LINES] if (section.page or 1) == 1)
    found = ((name, pattern.search(text)) for name, pattern in _FIRST_PAGE.items())
    return {name: match[1].strip() for name, match in found if match}


def _doc_type(name: str) -> str:
    return next((doc_type for word, doc_type in _DOC_TYPES if word in name), "other")


def _version(name: str) -> str:
    match = _VERSION.search(name)
    if match:
        return f"V{match[1]}"
    stage = next((stage for stage in _STAGES if stage in name), "")
    edition = _EDITION.search(name)
    return stage or (edition[0] if edition else "")


def _named_at_start(reading: Reading) -> str:
    """The name of a paper that opens with it: 《失物招领办法》拾到物品……"""
    match = _OPENING_NAME.match(reading.sections[0].text) if reading.sections else None
    return match[1] if match else ""


def _plain_name(name: str) -> str:
    return name.replace("_", " ").strip() or name


def _as_date(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10]) if re.match(r"\d{4}-\d\d-\d\d", text) else _day_in(text)
    except ValueError:
        return None


def _day_in(text: str) -> date | None:
    match = _DAY.search(text) or _COMPACT_DAY.search(text)
    if not match:
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None


def _words(value: object) -> tuple[str, ...]:
    """A list, or one text with commas, as words."""
    items: Sequence[object] = value if isinstance(value, list) else re.split(r"[,，、;；]", str(value or ""))
    return tuple(text for item in items if not isinstance(item, dict) and (text := str(item).strip()))
