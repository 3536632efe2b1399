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
from assistant.quoted.events import names_event
from assistant.quoted.limits import holds_for
from assistant.quoted.named import untold
from assistant.quoted.nouns import own_words
from assistant.quoted.own_rows import names_nobody
from assistant.quoted.reports import is_measured, reports_named, untold_part
from assistant.quoted.sells import OF_A_SHOP, doings_in, goods_untold
from assistant.quoted.siblings import only_siblings
from assistant.reply import Line, Reply, Source
from assistant.shops.kinds import kinds_in
from assistant.shops.lines import ShopLines
from assistant.shops.lookup import asked_of
from assistant.shops.marks import Tagged, tagged, tagged_in
from assistant.shops.words import FIGURES
from assistant.tickets import Counter, matter
from knowledge.bilingual import is_read_in
from knowledge.directory import Mention
from knowledge.evidence import folded_text
from knowledge.library import Library
from knowledge.model import Hit, Shop, Standing
from knowledge.text import fold, language_of
from knowledge.writing.names import forms_of
from knowledge.writing.presence import OPEN, is_present, state_in

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
_GOODS = 3  # characters of what a shop's row says that it sells
_PRICE = re.compile(r"多少钱|几多?钱|几块|价|贵|打折|几折|how much|price")
_DISCOUNTS = frozenset(("打折", "几折"))
_DISCOUNT = re.compile(r"[\d一二三四五六七八九半]折|不打折|(?:折扣|优惠)[^;]*:")  # in a shop's own row
_BRANCHES = re.compile(r"(?:几|多少)(?:家|个)(?:分?店|门店)|分店")
_NOT_SOLD = re.compile(r"[寄存租借]|小时|钟头|停车|丢|捡|退|换")  # the price asked is not that of the goods
# What a shop's own lines say or say to be unwritten, in whatever language its row is.
_OF_EVERY_SHOP = frozenset(("place", "hours", "phone", "names"))
_TOLD_BESIDE = frozenset(("place", "hours"))
# Since when a shop is there, which its hours do not tell.
_OPENED = re.compile(
    r"(?:什么时候|何时|哪一?年|几[月号]|哪天|多久).{0,4}(?:开业|开张|开幕|入驻|进驻)的?|开业(?:日期|多久|了?几年)"
    r"|when did .{1,30} open(?! today)|since when|how long has"
)
_SHOPS = 2  # shops that may be asked themselves


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

    def untold_of_shop(self, asked: Asked) -> Reply | None:
        """The reply where one shop is named and neither its row nor a paper that names it has the thing asked for."""
        shops = {mention.shop for mention in asked.named}
        demand = demand_of(asked)
        doings = frozenset(doings_in(fold(asked.text)))
        if len(shops) == 1 and _OPENED.search(asked.text):
            if not any(map(_has_dates, shops)):
                return self._silent(asked)
            if any(shop.status_from for shop in shops):
                return None  # until when it is not there is told, in whatever words
        things = [one for one in (*demand.things, *demand.offered) if not asked_of(one) & _OF_EVERY_SHOP]
        things = [one for one in things if not _tells_which_shop(asked, one)]
        untagged = [tagged()[name] for name in sorted(tagged_in(asked.text))]
        if len({shop.name for shop in shops}) != 1:
            return None  # branches of one name are asked of together
        if goods_untold(asked, shops, [hit for hit in asked.found.hits[:_READ] if demand.names_shop(hit)]):
            return self._silent(asked)
        if not (things or doings or untagged):
            return None
        shop = next(iter(shops))
        if any(getattr(shop, name) for name in FIGURES if name in asked_of(asked.text)):
            return None  # what one spends there is told by the directory
        rows = (
            self._library.passage(row, asked.question.viewer, asked.question.as_of)
            for one in shops
            for row in (one.passage_id, *one.beside)
        )
        near = [hit for hit in asked.found.hits[:_READ] if demand.names_shop(hit)]
        own = [Hit(*row, Standing.IN_FORCE, 0.0) for row in rows if row]
        told = fold(" ".join(hit.passage.text for hit in (*own, *near)))
        if _BRANCHES.search(asked.text):
            return None  # how many there are is told by the directory
        if doings & _DISCOUNTS and _DISCOUNT.search(fold(" ".join(hit.passage.text for hit in own))):
            return None
        if doings and not any(word in told for word in doings):
            return (
                self._silent(asked) if not asked_of(asked.text) & _TOLD_BESIDE else self._told_beside(asked)
            )
        if any(_is_untold(one, asked, told) for one in untagged):
            return self._silent(asked)
        missing = [
            word
            for word in (demand.missing([*own, *near], is_row=True) if things else ())
            if not asked_of(word) & _OF_EVERY_SHOP and not any(kind.among([shop]) for kind in kinds_in(word))
        ]
        return self._silent(asked) if missing else None

    def instead(self, asked: Asked, gap: Gap) -> Reply | None:
        """The reply where a shop itself may be asked, or nothing near is worth quoting; None where something is."""
        if gap.of_a_row:
            return None
        return self._silent(asked) or (self.unknown(asked) if gap.is_whole else None)

    def _silent(self, asked: Asked) -> Reply | None:
        """Where a shop is named of which the papers do not say what is asked: ask the shop; None where none is."""
        named = dict.fromkeys(mention.shop for mention in _named(asked))
        shops = list(named or dict.fromkeys(self._sellers(asked)))[:_SHOPS]
        if not shops:
            return None
        said = self._shop_lines(asked)
        lines = [said.card(shop, {"phone"}) for shop in shops]
        first = Line(self._phrases.say("shop_silent", asked.language, topic=topic_of(asked)))
        return Reply(Handling.UNKNOWN, (first, *lines), certainty.GOING_ON)

    def _told_beside(self, asked: Asked) -> Reply:
        """Of a shop that is named what its row has, and that the rest is not written: 喜茶在几楼?现在排队久不久."""
        shop = next(mention.shop for mention in asked.named)
        said = self._shop_lines(asked)
        card = said.card(shop, asked_of(asked.text) & _TOLD_BESIDE | {"phone"})
        key = "live_data" if asked.signals.live_data else "shop_silent"
        rest = Line(
            self._phrases.say(key, asked.language, topic="、".join(OF_A_SHOP.findall(fold(asked.text))))
        )
        lines = (card, rest) if key == "live_data" else (rest, card)
        return Reply(Handling.PARTIAL, lines, certainty.CERTAIN, topic=asked.full)

    def _shop_lines(self, asked: Asked) -> ShopLines:
        return ShopLines(
            asked.english, asked.today, asked.question.as_of, lambda shop: self._row(asked, shop)
        )

    @staticmethod
    def _sellers(asked: Asked) -> list[Shop]:
        """The shops that have goods on their row which a shopper asks the price of: 冲锋衣多少钱."""
        if asked.staff or not _PRICE.search(asked.text) or _NOT_SOLD.search(asked.text):
            return []
        text = fold(asked.text)
        goods = {fold(tag) for shop in asked.directory.shops for tag in shop.tags if len(tag) >= _GOODS}
        said = max((one for one in goods if one in text), key=len, default="")
        shops = (shop for shop in asked.directory.shops if said and said in map(fold, shop.tags))
        return [shop for shop in shops if is_present(shop, asked.today)]

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

    def _row(self, asked: Asked, shop: Shop) -> Source | None:
        found = self._library.passage(shop.passage_id, asked.question.viewer, asked.question.as_of)
        return Source(*found) if found else None


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


def _is_untold(mark: Tagged, asked: Asked, told: str) -> bool:
    """Whether a mark out of tags, such as halal, is said of no shop at all and stands in nothing that was found."""
    near = " ".join(fold(hit.passage.text) for hit in asked.found.hits[:_READ])
    return not mark.is_told(asked.directory.shops) and not mark.mark.asked.search(f"{told} {near}")


def _tells_which_shop(asked: Asked, thing: str) -> bool:
    """Whether a thing only says what the shop named before it sells, and its place, hours or number is asked for: 甜甜屋雪糕在几楼."""
    text = fold(asked.text)
    is_beside = any(re.search(rf"{re.escape(one.matched)}\s*{re.escape(thing)}", text) for one in asked.named)
    return is_beside and bool(kinds_in(thing)) and bool(asked_of(text)) and asked_of(text) <= _OF_EVERY_SHOP


def _has_dates(shop: Shop) -> bool:
    """Whether the directory says since when, or by its remark that it is not there as usual."""
    return bool(shop.status_from or shop.note or (shop.status and state_in(shop.status) != OPEN))


def demand_of(asked: Asked) -> Demand:
    """What a message wants by its own words."""
    return Demand(asked.text, tuple((mention.matched, *forms_of(mention.shop)) for mention in _named(asked)))


def _named(asked: Asked) -> list[Mention]:
    """The shops that a message names; an English word that is only part of a shop's name, kids or little, names none."""
    return [
        mention for mention in asked.named if not asked.english or mention.matched in forms_of(mention.shop)
    ]


def topic_of(asked: Asked) -> str:
    """What was asked, to be named in a reply: no second sentence, which may be an order to say something."""
    return re.split(r"[\n。！？!?]", asked.question.message.strip())[0][:40]
