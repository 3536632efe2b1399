"""A small office of copy: papers that a test may change, people of each part, the real rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from assistant.compliance import ComplianceChecker
from assistant.copies import Copy, CopyOffice, CopyStore, Judge, NewCopy, Paper, Person, Tick
from assistant.copies.checking import Checker
from knowledge.model import Standing

LIN, WU = Person("key:1", "林"), Person("key:2", "吴")
ADA, BO = Person("key:8", "Ada"), Person("key:9", "Bo")
TODAY = date(2026, 11, 21)
NOW = datetime.fromisoformat("2026-11-21T15:00:00+08:00")
PLAIN = NewCopy("wechat_group", "下午茶时间,路过的话来坐一坐。", tag="T2", product="PS-1")
FIRST_SHOP = NewCopy(
    "wechat_group", "岚州首店开在B1,周末来坐一坐。", tag="T2", product="PS-1"
)  # A05 asks for a proof


@dataclass
class FewPapers:
    """Papers that a test may change; all may be read but those in `secret`."""

    known: dict[str, Paper] = field(default_factory=dict)
    written: dict[str, Sequence[str]] = field(default_factory=dict)
    secret: set[str] = field(default_factory=set)

    def paper(self, doc_id: str) -> Paper | None:
        return self.known.get(doc_id)

    def may_read(self, doc_id: str) -> bool:
        return doc_id not in self.secret

    def texts(self, doc_id: str) -> Sequence[str]:
        return self.written.get(doc_id, ())

    def becomes(self, doc_id: str, **changes: object) -> None:
        self.known[doc_id] = replace(self.known[doc_id], **changes)  # type: ignore[arg-type]


def few_papers() -> FewPapers:
    """A product sheet and a brand's letter that ends with the year."""
    return FewPapers(
        {
            "PS-1": Paper("PS-1", "桂花拿铁产品单", "V1", "aa", Standing.IN_FORCE, None),
            "E-1": Paper("E-1", "品牌确认函", "V1", "bb", Standing.IN_FORCE, date(2026, 12, 31)),
        },
        {"PS-1": ("品名:桂花拿铁", "价格:22元", "铺位:B1-08"), "E-1": ("岚州首店,2026年11月确认",)},
    )


class Desk(CopyOffice):
    """An office whose judge a test may ask too."""

    @property
    def judge(self) -> Judge:
        return self._judge


def office_over(
    store: CopyStore,
    papers: FewPapers | None = None,
    *,
    checker: Checker | None = None,
    edition: str = "1",
    today: date = TODAY,
    at: datetime = NOW,
) -> Desk:
    judge = Judge(store, checker or ComplianceChecker(), papers or few_papers(), edition, today)
    return Desk(store, judge, at)


PROVEN = Tick("A05", "E-1")


def approved(
    office: CopyOffice, new: NewCopy = PLAIN, ticks: Sequence[Tick] = (), until: date | None = None
) -> Copy:
    """A piece that 林 wrote and Ada approved."""
    copy = office.save(new, LIN)
    office.submit(copy.id, LIN)
    return office.approve(copy.id, copy.revision, ticks, ADA, until)
