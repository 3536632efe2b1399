"""The job of a batch: each text that is still missing, written once; what changed meanwhile, written anew."""

from __future__ import annotations

import hashlib
import logging
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from assistant.compliance.overlay import FILES as RULE_FILES
from assistant.copies.edition import edition
from assistant.drafting.channels import UnknownChannel
from assistant.drafting.model import DraftRequest
from assistant.drafting.subject import UnknownPaper, why_not_usable
from knowledge.model import Role, Viewer
from ui.background.job import Arguments, Job, Kind
from ui.batches.book import Book
from ui.batches.community import SLOT
from ui.batches.model import FAILED, REJECTED, Made, Wanted
from ui.batches.shelf import Shelf
from ui.batches.telling import made_of
from ui.clock import Clock, moment, zone

if TYPE_CHECKING:
    from ui.atrium import Atrium

log = logging.getLogger(__name__)

MOST_ROUNDS = 3  # papers that change all the time are told of, not chased
_BETWEEN_WRITES = 0.5  # seconds; what a kill may cost


def _work(atrium: Atrium, job: Job) -> dict[str, Any]:
    """Arguments: `batch`, and maybe `as_of`, the moment that the demo's clock was asked to show."""
    settings = atrium.settings
    with Shelf(settings.home, settings.batch_days).opened(job.arguments["batch"]) as book:
        if book is None:
            return {"gone": True}
        return _written(book, atrium, job)


def _written(book: Book, atrium: Atrium, job: Job) -> dict[str, Any]:
    facts = book.facts
    viewer = Viewer(Role(facts["role"]), frozenset(facts["groups"]))
    as_of = _moment(atrium, job.arguments.get("as_of"))
    _failed_again(book)
    for _ in range(MOST_ROUNDS):
        source = Source(atrium, viewer, as_of)
        _renew(book, source)
        if not _write(book, source, job):
            return {"cancelled": True}
        if not _stale(book, Source(atrium, viewer, as_of)):
            break
    return {}


def _moment(atrium: Atrium, told: str | None) -> datetime:
    clock = Clock(zone(atrium.profile.timezone), atrium.settings.clock)
    return moment(told, clock.timezone) if told else clock.now()


def _failed_again(book: Book) -> None:
    """What failed by an error of ours gets another try."""
    book.reopen([number for number, _, status, _ in book.prints() if status == FAILED])


@dataclass
class Source:
    """What texts are made of, as it is at one moment for one viewer."""

    atrium: Atrium
    viewer: Viewer
    as_of: datetime
    _prints: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._channels = self.atrium.channels
        self.drafter = self.atrium.drafter(self.viewer, self.as_of)
        laid_over = [self.atrium.settings.home / name for name in RULE_FILES]
        self._always = {"商场资料": _digest(repr(self.atrium.profile)), "合规规则": edition(laid_over)}
        self._forms = {name: _digest(repr(channel)) for name, channel in self._channels.known.items()}

    def prints(self, wanted: Wanted) -> dict[str, str]:
        """What a text depends on, by the name that people know it by, with a digest of how it is now."""
        papers = {doc_id: self._of_paper(doc_id) for doc_id in (wanted.product, wanted.campaign) if doc_id}
        return {**papers, f"渠道{wanted.channel}": self._forms.get(wanted.channel, ""), **self._always}

    def named(self, wanted: Wanted, prints: Mapping[str, str]) -> str:
        """The columns of a table that name a paper which is not there."""
        asked = {"产品": wanted.product, "活动": wanted.campaign}
        lacking = [f"“{what}”" for what, doc_id in asked.items() if doc_id and prints[doc_id] == _NOTHING]
        return f"{'、'.join(lacking)}一列：" if lacking else ""

    def _of_paper(self, doc_id: str) -> str:
        if doc_id not in self._prints:
            document = self.atrium.library.document(doc_id, self.viewer, self.as_of)
            told = f"{document!r}{why_not_usable(document, self.as_of)}" if document else ""
            self._prints[doc_id] = _digest(told)
        return self._prints[doc_id]


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()[:16]


_NOTHING = _digest("")  # of a paper that is not there


def _stale(book: Book, source: Source) -> dict[int, list[str]]:
    """The texts that were made of something which is not any more what it was, with what that is."""
    found: dict[int, list[str]] = {}
    for number, wanted, _, before in book.prints():
        now = source.prints(wanted)
        if changed := [name for name in now if before.get(name) != now[name]]:
            found[number] = changed
    return found


def _renew(book: Book, source: Source) -> None:
    """Has those written anew, and says so on the batch."""
    stale = _stale(book, source)
    if not stale:
        return
    rows = book.reopen(list(stale))
    names = "、".join(dict.fromkeys(name for changed in stale.values() for name in changed))
    note = f"{names[:200]}在批次开始之后有变动：{len(stale)}份底稿（{rows}行）已按现在的内容重写。"
    book.tell(notes=[*book.facts["notes"], note])


def _write(book: Book, source: Source, job: Job) -> bool:
    """Writes what is missing; False when it was stopped in between. What was written is kept at once or soon."""
    done, total = book.counted()
    made: list[tuple[int, Made]] = []
    kept_at = time.monotonic()
    job.tell(done, total, stage="drafting")
    try:
        for number, wanted in book.to_do():
            if job.stopped():
                return False
            made.append((number, _draft(wanted, source)))
            if time.monotonic() - kept_at >= _BETWEEN_WRITES:
                book.keep(made)
                made, kept_at = [], time.monotonic()
            done += 1
            job.tell(done, total, stage="drafting")
        return True
    finally:
        book.keep(made)


def _draft(wanted: Wanted, source: Source) -> Made:
    prints = source.prints(wanted)
    request = DraftRequest(
        product=wanted.product or None,
        channels=(wanted.channel,),
        tag=wanted.tag or None,
        campaign=wanted.campaign or None,
        as_of=source.as_of,
        community=SLOT,
    )
    try:
        return made_of(source.drafter.draft(request), prints)
    except (UnknownPaper, UnknownChannel) as error:
        return Made(REJECTED, findings=f"{source.named(wanted, prints)}{error}", prints=prints)
    except Exception:
        log.exception("No draft for %s", wanted)
        return Made(FAILED, findings="起草时出错，运维日志里有详情；“继续”会再试一次。", prints=prints)


# -- what people call it -----------------------------------------------------------------------------


def _title(arguments: Mapping[str, Any]) -> str:
    return f"batch {arguments.get('batch', '')}"


def _again(arguments: Arguments, _report: Mapping[str, Any] | None) -> Arguments:
    return arguments


KINDS: dict[str, Kind] = {"batch": Kind(_work, _title, _again, "drafts", is_local=False)}
