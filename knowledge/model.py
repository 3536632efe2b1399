"""The nouns of the house: documents, passages, viewers, hits."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from knowledge.articles import Stretch
    from knowledge.evidence import Evidence


class Visibility(StrEnum):
    """Who a document was written for, the widest first. Anything unknown is INTERNAL, never PUBLIC."""

    PUBLIC = "public"
    INTERNAL = "internal"
    RESTRICTED = "restricted"
    DRAFT = "draft"

    @classmethod
    def parse(cls, value: object) -> Visibility:
        """The visibility a person wrote; whatever is missing or odd becomes INTERNAL."""
        try:
            return cls(str(value).strip().lower())
        except ValueError:
            return cls.INTERNAL

    @property
    def narrowness(self) -> int:
        """The order of the members: 0 for everybody, more for fewer people."""
        return tuple(Visibility).index(self)


class Shelf(StrEnum):
    """One of the two physically separate indexes."""

    PUBLIC = "public"
    INTERNAL = "internal"


class Role(StrEnum):
    """What a credential entitles to; SHOPPER is a role of its own, never an absence of one."""

    SHOPPER = "shopper"
    STAFF = "staff"
    CONTENT = "content"
    ADMIN = "admin"
    SERVICE = "service"


class Standing(StrEnum):
    """Where a document stands at a moment: only IN_FORCE answers "what is the rule"."""

    IN_FORCE = "in_force"
    SUPERSEDED = "superseded"
    EXPIRED = "expired"
    UPCOMING = "upcoming"
    EMBARGOED = "embargoed"
    DRAFT = "draft"


@dataclass(frozen=True, slots=True)
class Viewer:
    """Somebody who asks: a role, and the departments (`groups`) whose restricted papers they may read."""

    role: Role = Role.SHOPPER
    groups: frozenset[str] = frozenset()

    @property
    def is_staff(self) -> bool:
        return self.role is not Role.SHOPPER

    @property
    def shelves(self) -> tuple[Shelf, ...]:
        return (Shelf.PUBLIC, Shelf.INTERNAL) if self.is_staff else (Shelf.PUBLIC,)


NEIGHBOURS = (
    "neighbours"  # in a document's extra: the malls around the house of whose shops it is, a line each
)


@dataclass(frozen=True, slots=True)
class Document:
    """One version of one document, as the catalogue holds it.

    Each version is a document of its own (`K09` and `K10`), linked by `supersedes`. Dates are
    the mall's local dates; `publish_from` is an aware moment (embargo). `audience` names the
    groups that may read a RESTRICTED document; for other visibilities it is descriptive.
    """

    doc_id: str
    title: str
    source: str  # the file's path as ingested, relative to the folder that was given
    sha256: str  # of the file's bytes
    visibility: Visibility = Visibility.INTERNAL
    doc_type: str = "other"
    version: str = ""
    declared_status: str = ""  # what its author wrote: in_force, superseded, expired, draft, archived
    issued_on: date | None = None
    effective_from: date | None = None
    effective_to: date | None = None
    publish_from: datetime | None = None
    supersedes: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()
    owner_desk: str = ""
    review_by: date | None = None
    language: str = "zh-Hans"
    fingerprint: str = ""  # of bytes, metadata and pipeline version: unchanged means nothing to do
    extra: dict[str, str] = field(default_factory=dict)  # site_id, floor, format, campaign, ...
    said_by: dict[str, str] = field(default_factory=dict)  # field -> where its value comes from
    warnings: tuple[str, ...] = ()  # what a person should look at, a sentence each

    @property
    def label(self) -> str:
        """Title and version, as a citation shows them."""
        return f"{self.title} {self.version}".strip()


@dataclass(frozen=True, slots=True)
class Passage:
    """The smallest piece that is found, quoted and cited: a clause, a paragraph, a table row.

    `text` is the original wording, complete in itself (a table row carries its headers).
    `section` is the heading path under the title. `shelf` says in which index it lies: never
    PUBLIC unless the document is public (or becomes public at `publish_from`) and the part of it
    (a spreadsheet column) is public too.
    """

    passage_id: str
    doc_id: str
    ordinal: int
    text: str
    shelf: Shelf = Shelf.INTERNAL
    kind: str = "prose"  # prose, clause, row, slide, caption
    section: tuple[str, ...] = ()
    page: int | None = None
    row: str = ""  # sheet and row number, or the row's key
    language: str = "zh-Hans"
    confidence: float | None = None  # 0-1 for recognised text (OCR), None for text that was typed

    @property
    def locator(self) -> str:
        """Where a person finds it in the file: 第2页 · 二、电子券."""
        parts = [f"第{self.page}页" if self.page else "", " › ".join(self.section), self.row]
        return " · ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Publication:
    """A document with all that becomes visible with it, in one commit or not at all."""

    document: Document
    passages: tuple[Passage, ...]
    shops: tuple[Shop, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """That a paper's clause reads otherwise by another paper, from a day on."""

    clause: str  # as the notice calls it: 第三条; empty where it names none
    paper: Document
    notice: Document
    piece: Passage  # the statement of the notice
    since: date | None
    where: tuple[Stretch, ...] = ()  # what of the paper it changes; empty where that is not known


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that was found, with the document it stands in and why it scored."""

    passage: Passage
    document: Document
    standing: Standing
    score: float  # fused, comparable between questions
    parts: dict[str, float] = field(default_factory=dict)  # dense, keyword, title, exact ...
    change: Change | None = None  # by which the passage reads as it does here

    @property
    def heading(self) -> str:
        """What stands over the passage: the title of its paper and its headings."""
        return f"{self.document.title} {' '.join(self.passage.section)}"

    @property
    def is_merged(self) -> bool:
        """Whether the passage is its paper's with words of another paper in it."""
        return self.change is not None and self.document.doc_id == self.change.paper.doc_id


@dataclass(frozen=True, slots=True)
class Found:
    """What a search returns: hits, best first, and a calibrated 0-1 that something was found."""

    hits: tuple[Hit, ...]
    answerable: float
    evidence: Evidence | None = None  # what it was judged by; None without hits


@dataclass(frozen=True, slots=True)
class Shop:
    """One row of the shop directory, public columns only. Times are as written, e.g. 10:00–22:00."""

    unit: str  # 铺位号, L4-06
    name: str
    name_en: str = ""
    aliases: tuple[str, ...] = ()  # 别名, 曾用名
    category: str = ""  # 业态一级
    subcategory: str = ""  # 业态二级
    floor: str = ""
    hours_weekday: str = ""  # 日–四
    hours_weekend: str = ""  # 五六及节假日
    phone: str = ""
    status: str = ""  # 营业, 装修, 撤场, 即将开业, 快闪
    status_from: date | None = None
    status_to: date | None = None
    tags: tuple[str, ...] = ()
    points_rate: str = ""  # 积分系数, as written
    in_campaign: str = ""  # 参与满减: 是 / 否
    pets: str = ""
    returns_7d: str = ""
    location: str = ""  # 位置说明
    note: str = ""
    updated_on: date | None = None
    rating: str = ""  # 评分, a figure as written
    spend: str = ""  # 人均, as written: ¥122
    doc_id: str = ""
    passage_id: str = ""  # the public passage that carries this row
    beside: tuple[str, ...] = ()  # those of the rows of other files that were taken into it; never stored
    hours_row: str = ""  # the passage of another paper that tells its hours; never stored
    hours_of: str = ""  # whose that row is, where it is not the shop's own: L3 正餐区; never stored
    on_days: tuple[
        tuple[date, str, str], ...
    ] = ()  # its hours on single days, each with its row; never stored
    hours_terms: tuple[
        tuple[date, date | None, str, str], ...
    ] = ()  # those that a notice changes from one day on, or to another, each with its row; never stored
    told: str = ""  # what a notice says of a change, as written; never stored
    told_row: str = ""  # the passage of that notice; never stored
