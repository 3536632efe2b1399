"""What is said where the papers have no answer: nobody writes it, they give no such value, or nothing was found."""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.exc import OperationalError

from assistant.asking.asked import Asked
from assistant.asking.conversation import says_otherwise
from assistant.asking.demands import Demand
from assistant.asking.facilities import is_of_lost_property
from assistant.asking.saying import says
from assistant.desks import Desks
from assistant.english import things_in
from assistant.model import Handling, Ticket
from assistant.phrases import Phrases
from assistant.quoted import certainty, comparison, support, whether
from assistant.quoted.circumstances import untold_circumstances
from assistant.quoted.demanded import demand_of, topic_of
from assistant.quoted.events import names_event
from assistant.quoted.limits import holds_for
from assistant.quoted.named import untold
from assistant.quoted.nouns import own_words
from assistant.quoted.own_rows import names_nobody
from assistant.quoted.reports import is_measured, reports_named, untold_part
from assistant.quoted.siblings import only_siblings
from assistant.quoted.silent_shops import SilentShops
from assistant.reply import Line, Reply
from assistant.tickets import Counter, matter
from knowledge.bilingual import is_read_in
from knowledge.evidence import folded_text
from knowledge.library import Library
from knowledge.model import Hit, Standing
from knowledge.text import fold, language_of

log = logging.getLogger(__name__)

_IN_REPORTS = ("sold", "lately")  # what nobody writes down, but of an occasion with a report
_VALUES = frozenset({"count", "money", "rate", "who", "time"})
_DENYING = 8  # hits among which a paper may deny; the report that is named, wherever it does
# 本报告没有记录发放张数: what it says that it has not.
_DENIES = re.compile(r"(?:没有|未|并未)(?:记录|收录|载明|写明|统计|公布|披露|包含)([^，,。；;]{1,16})")
_ALL_OF = re.compile(r"[和与及、]|以及")
_COUNT = re.compile(r"张数|数量|金额|数据|情况|总数|[的数量额]")
# Whether a goal was reached, or how much of a whole, asks for figures too.
_REACHED = re.compile(
    r"达标|达成|完成|几成|比例|(?<![a-z])(?:hit|reach\w*|met|meet|beat|achieve\w*|share|percent\w*|pct)(?![a-z])"
)
_TO_TELL = re.compile(r"告诉|透露|宣传|预热|公布|公开|对外|[能可]以?(?:先|提前)?[说讲]")
_LIMITING = 2  # hits of which one may give the limit within which an amount lies
_READ = 6  # hits of which one must state what is asked for


@dataclass(frozen=True, slots=True)
class Gap:
    """What is not stated, in the asker's words; `is_whole` where neither the value nor the thing it is of stands there.

    Near papers that the search is sure of are quoted all the same.
    Where it is `of_a_row` of the house on a shop, that row is told, and the shop itself is not to be asked.
    """

    topic: str
    is_whole: bool
    of_a_row: bool = False


class Unanswered:
    """Says what is not written, and who may know."""

    def __init__(self, library: Library, counter: Counter, desks: Desks, phrases: Phrases) -> None:
        self._library = library
        self._counter = counter
        self._desks = desks
        self._phrases = phrases
        self.shops = SilentShops(library, phrases)

    def unwritten(self, asked: Asked) -> Reply | None:
        """The reply to a forecast, an opinion and the like, which no paper has; None for other questions."""
        kind = demand_of(asked).unwritten(asked.found.hits)
        if kind and asked.staff and not asked.shops and self._is_in_a_report(kind, asked):
            return None
        return self._reply(asked, f"unwritten.{kind}") if kind else None

    def _is_in_a_report(self, kind: str, asked: Asked) -> bool:
        named = kind in _IN_REPORTS and reports_named(self._library, asked)
        return named or is_measured(self._library, asked)

    def gap(self, asked: Asked, hits: Sequence[Hit]) -> Gap | None:
        """What the nearest passages do not state of what is asked for; None where they do, or it cannot be told."""
        demand, near = demand_of(asked), (*hits[:_READ], *asked.found.hits[:_READ])
        if asked.staff and any(holds_for(asked.need.amounts, hit.passage.text) for hit in hits[:_LIMITING]):
            return None  # the rule for that amount is there, whatever it is spent on
        if hits and hits[0].standing is Standing.EMBARGOED and _TO_TELL.search(asked.text):
            return None  # that it may not be told, says every line of it
        if hits and is_of_lost_property(asked.text, hits[0].passage.text):
            return None
        if asked.staff and says_otherwise(asked.text):
            return None  # what a copy says names nothing itself
        if part := untold_part(self._library, asked, hits):
            return Gap(part, is_whole=False)
        if names_nobody(asked, hits):
            return Gap(topic_of(asked), is_whole=False, of_a_row=True)
        enough = certainty.STATED_TO_STAFF if asked.staff else certainty.STATED
        best = fold(f"{hits[0].document.title} {hits[0].passage.text}") if hits else ""
        missing = [
            word
            for word in demand.missing(near, is_sure=asked.found.answerable >= enough)
            if word not in best  # what is quoted first has it
        ]
        is_whole = bool(missing)
        if asked.found.answerable < certainty.STATED:
            missing = list(dict.fromkeys((*missing, *_nowhere(demand, asked))))
        if demand.value and demand.value.is_in(best):  # wifi密码, where a code is sent
            missing = [word for word in missing if word not in demand.value.asked]
        missing = missing or untold(
            asked.text, asked.found.hits, is_sure=asked.found.answerable >= certainty.STATED
        )
        missing = missing or only_siblings(asked.text, near, asked.today.year)
        if not missing and hits and is_read_in(hits[0].passage.text, language_of(asked.text)):
            missing = whether.unsaid(asked.text, asked.question.message, near, demand)
            is_on_it = asked.found.answerable >= certainty.CERTAIN  # else it may be told in other words
            missing = missing or (untold_circumstances(asked.text, near, demand) if is_on_it else [])
        lacks_value = demand.lacks_value(near)
        if lacks_value and asked.staff and asked.found.answerable >= enough and demand.value:
            lacks_value = not demand.value.is_in(best)
        if not missing and not lacks_value:
            return None
        return Gap(
            topic_of(asked) if lacks_value else "、".join(missing),
            is_whole
            and lacks_value
            and asked.found.answerable < certainty.STATED
            and not (demand.value and demand.value.is_detail),
        )

    @staticmethod
    def denied(asked: Asked, hits: Sequence[Hit]) -> Hit | None:
        """The near passage in which a paper itself says that it does not have what is asked for; None where none does."""
        if not asked.staff or not (asked.need.kinds & _VALUES or _REACHED.search(asked.text)):
            return None
        full = " ".join((asked.full, *things_in(asked.full))) if asked.english else asked.full
        spoken = comparison.spoken_of(asked.text) or comparison.spoken_of(asked.full)  # 一共呢
        words = own_words(asked.text) | set(spoken)
        for at, hit in enumerate(hits):
            title = fold(hit.document.title)
            is_report = hit.document.doc_type == "replay"
            if (is_report and not names_event(hit.document, full)) or (at >= _DENYING and not is_report):
                continue
            own = [word for word in words if word not in title]
            what = [one for found in _DENIES.findall(fold(hit.passage.text)) for one in _ALL_OF.split(found)]
            if any(_is_what(one, own) for one in what):
                return hit
        return None

    def instead(self, asked: Asked, gap: Gap) -> Reply | None:
        """The reply where a shop itself may be asked, or nothing near is worth quoting; None where something is."""
        if gap.of_a_row:
            return None
        return self.shops.silent(asked) or (self.unknown(asked) if gap.is_whole else None)

    def unknown(self, asked: Asked) -> Reply:
        """That nothing was found is an answer too: what was looked for, and the desk that may know."""
        key = "live_data" if asked.signals.live_data else "unknown_staff" if asked.staff else "unknown"
        return self._reply(asked, key, "、".join(asked.missing))

    def live(self, asked: Asked) -> Reply:
        """That what is asked for is counted nowhere in the papers yet."""
        return self._reply(asked, "live_data")

    def _reply(self, asked: Asked, key: str, topic: str = "") -> Reply:
        desk_id = "it_kb" if asked.staff else asked.triage.desk
        desk = self._desks[asked.triage.desk].called(asked.language)
        text = self._phrases.say(key, asked.language, topic=topic or topic_of(asked), desk=desk)
        tickets: tuple[Ticket, ...] = ()
        try:
            tickets = (self._counter.open_ticket(matter(asked, desk_id, "P3", is_gap=True)),)
        except OperationalError:  # the words promise none
            log.exception("A question without an answer could not be filed.")
        return Reply(Handling.UNKNOWN, (Line(text),), certainty.NOTHING, tickets=tickets)


def _nowhere(demand: Demand, asked: Asked) -> list[str]:
    """What a question begins with, or wants, that stands in nothing that was found; what is in another language may have it."""
    hits = asked.found.hits
    if not hits or not is_read_in(hits[0].passage.text, language_of(asked.text)):
        return []
    wanted = [word for word in demand.things if not demand.is_of_facility(word)]
    told = [folded_text(hit) for hit in hits] if wanted else []
    unsaid = [word for word in wanted if not any(says(text, word) for text in told)]
    return [*support.unspoken_things(asked.text, hits), *unsaid]


def _is_what(denied: str, words: Sequence[str]) -> bool:
    """Whether a thing that a paper denies is the one asked for: 发放张数 of 发放, and not 客流目标 of 客流."""
    rest = denied
    for word in words:
        rest = rest.replace(word, "")
    return rest != denied and not _COUNT.sub("", rest)
