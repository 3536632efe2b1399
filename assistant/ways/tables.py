"""Answers out of tables: shops, hours, and sums by a rule."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

import rjieba

from assistant.asking.asked import Asked
from assistant.asking.facilities import asks_why_shut
from assistant.asking.followup import shops_in
from assistant.asking.moments import moment_in
from assistant.asking.value import value_in
from assistant.english import as_a_wish
from assistant.language import is_chinese
from assistant.model import Handling
from assistant.quoted import certainty, support
from assistant.quoted.cells import cells_of
from assistant.quoted.nouns import compounds_of, own_words
from assistant.quoted.own_rows import beside_the_directory
from assistant.quoted.procedure import asks_for_steps
from assistant.quoted.rows import opening_rules, passages_of, timetables
from assistant.quoted.unanswered import Unanswered
from assistant.quoted.versions import asks_what_it_said, first_with_past, is_of_before
from assistant.reckoning import Asking, Sum, entry, reckoned
from assistant.reply import Line, Reply, Source, spoken
from assistant.shops import missing
from assistant.shops.goods import sold_instead
from assistant.shops.kinds import kinds_in
from assistant.shops.lines import ShopLines
from assistant.shops.lookup import Lookup
from assistant.shops.opening import asks_opening, is_of_the_mall, opening_reply
from assistant.shops.reopening import reopenings
from assistant.shops.timetable import asks_hours, of_a_timetable
from assistant.ways.tone import COMPLAINS
from knowledge.directory import labels_of, stands_in
from knowledge.library import Library
from knowledge.model import Hit, Shop
from knowledge.text import fold, words
from knowledge.writing.names import forms_of

_SOMETHING_FOUND = re.compile(
    r"(?<![a-z])(?:found|picked up|handed in|turned in) (?:a|an|the|some|my|this|it)(?![a-z])"
)
_LEFT_BEHIND = re.compile(
    r"(?:left|forgot)(?: behind)? (?:a|an|some|his|her|their) (?!shop|store|restaurant)"
)
_RECORDED = re.compile(
    r"(?:watch|see|view|show|film|play|check)(?:es|ed|ing)?(?: \w+){0,3} (?:clips?|footage|cctv|recordings?|videos?|cameras?|screens?|tapes?)(?![a-z])"
)
# What a tenant has to do for a thing is a rule, and no shop.
_OF_PROCEDURE = re.compile(
    r"(?:找|归|报|问|去|由)(?:哪|什么|啥)个?部门|(?:什么|哪些|啥)(?:材料|手续|资料|证件|单子)|谁(?:来)?(?:批|签|审|管|负责)|审批|报批|报备|备案|食堂|员工餐|工作餐|考试|补考|及格|入职|试用期"
)
_NOT_RECKONED = ("投诉", "紧急", "表扬")
_A_NAME = 3  # characters of what a row is of
_A_QUESTION = 3  # characters of a question at least
_COMMON = 2  # pairs of characters that a question and a remark have in common
_NEAR = 3  # hits of which one may call what is asked for by its name
# 换大一码的鞋 is brought back, not looked for; a watch shop that changes batteries is.
_BROUGHT_BACK = re.compile(
    r"换(?:一?个)?[大小]一?[码号]|换(?:个|一)?[尺]?码|退货|退换|换货|(?<![a-z])(?:exchange|return|refund)(?:ed|ing)?(?![a-z]).{0,30}(?:bought|size|tag|receipt)"
)
# The same of what was bought at a shop that is named: the rule of returns is asked for, and not where the shop is.
_TAKEN_BACK = re.compile(
    r"(?<![a-z])(?:bought|purchased|got|ordered)(?![a-z]).*(?<![a-z])(?:(?:take|bring|send|give) (?:it|them|this|that|these) back|return|refund|exchange|swap|money back)(?:ed|ing)?(?![a-z])"
)
# Whether what is carried or led in may come along is a rule for all such places: 抱进那家咖啡店行吗.
_CARRIED_IN = re.compile(
    r"(?:[抱牵拎揣推装]|[带背](?:着)?(?:它|狗|猫|宠物))(?:着|它|狗|猫|宠物|一起|一块)*(?:进|到|去|上|入)(?!哪|边)[^,。?]{0,14}(?:(?:行|可以|成|得|让|没事|没问题|没关系)[吗吧嘛么不]|行不行|可不可以|能行)"
    r"|(?:能|可以|可不可以|能不能|让不让)[^,。?]{0,4}(?:[抱牵拎揣]|[带背](?:着)?(?:它|狗|猫|宠物))(?:着|它|狗|猫|宠物|一起|一块)*(?:进|到|去|上|入)(?!哪|边)"
)
_WAY_OUT = re.compile(
    r"(?<![a-z])(?:which (?:gate|exit|door|lift|elevator|way)|way out|get out|early[- ]bird)(?![a-z])|从哪[个]?(?:门|口|梯)?[出走离]|走哪个?(?:门|口|梯)"
)
# Columns that have shops in any table.
_OF_A_DIRECTORY = re.compile(r"商户|商家|品牌|店铺|门店|店名|名称|铺位|租户|业态|项目|内容|说明|备注")
_RULES_SHOWN = 2  # passages quoted below a sum


class Tables:
    """Tables before prose."""

    def __init__(self, library: Library, unanswered: Unanswered) -> None:
        self._library = library
        self._unanswered = unanswered

    def sum(self, asked: Asked) -> Reply | None:
        """A sum that a rule settles, and the rule below it; complaints go to a person."""
        if asked.triage.intent in _NOT_RECKONED and COMPLAINS.search(asked.text):
            return None
        past = first_with_past(asked.found.hits, self._library)
        is_before = past and is_of_before(asked.full, asked.today, past.document, self._library)
        if is_before or (past and asked.staff and asks_what_it_said(asked.text)):
            return None  # the rule in force gives no sum for the time of the one before it
        asking = Asking(
            asked.text,
            lambda words: asked.find(words).hits,
            asked.today,
            asked.directory,
            self._row_of(asked),
            asked.english,
            asked.question.as_of,
            lambda paper: passages_of(self._library, asked, paper),
        )
        found = reckoned(asking, asked.topic)
        if found is None:
            return None
        said, topic = found
        rules = [one for one in said.sources if one.document.doc_type != "directory"][:_RULES_SHOWN]
        if asked.english:  # the steps tell the rule, and the sum cites it
            rules = [one for one in rules if not is_chinese(one.passage.text)]
        lines = [Line(spoken(one.passage), (one,)) for one in rules]
        lines += self._asked_besides(asked, said)
        return Reply(Handling.ANSWER, (said.line(), *lines), 0.95, topic=topic)

    @staticmethod
    def _asked_besides(asked: Asked, said: Sum) -> list[Line]:
        """What the paper of a sum says to a second question of the message: 一共多少杯？三楼那家也有吗."""
        _, mark, rest = asked.text.partition("?")
        papers = {one.document.doc_id for one in said.sources}
        if asked.english or not mark or len(rest.strip("?。! ")) < _A_QUESTION:
            return []
        told = {one.passage.passage_id for one in said.sources}
        hits = [hit for hit in asked.find(asked.text).hits if hit.document.doc_id in papers]
        new = [hit for hit in hits if hit.passage.passage_id not in told]
        return [Line(spoken(hit.passage), (Source(hit.passage, hit.document),)) for hit in new[:_RULES_SHOWN]]

    def unwritten(self, asked: Asked) -> Reply | None:
        """That nobody writes down what is asked for; what the directory says of the shops beside it."""
        reply = self._unanswered.unwritten(asked)
        beside = self.shops(asked) if reply and not asked.need.days else None
        if not reply or not beside:
            return reply
        return replace(reply, handling=Handling.PARTIAL, lines=(*reply.lines, *beside.lines), tickets=())

    def shops(self, asked: Asked) -> Reply | None:
        if asked.of_an_item or asks_for_steps(asked.full):
            return None
        if asked.staff and entry.ASKS.search(asked.text):
            return None  # when its staff may come in is a rule, not a shop
        if not asked.shops and not kinds_in(asked.text) and is_of_the_mall(asked.full):
            return None
        if not asked.shops and _WAY_OUT.search(asked.text):
            return None  # by which gate one leaves after a film is no cinema, nor an early bird offer a shop
        if asked.staff and not asked.shops and _OF_PROCEDURE.search(asked.text):
            return None
        if not asked.shops and (_BROUGHT_BACK.search(asked.text) or _CARRIED_IN.search(asked.text)):
            return None
        if asked.shops and _TAKEN_BACK.search(asked.text):
            return None
        if _goes_on_with_papers(asked):
            return None
        if support.hidden_nouns(asked.text, asked.search, asked.question.as_of):
            return None  # the order of the directory is no ranking
        if asked.english and asked.staff and _LEFT_BEHIND.search(asked.text):
            return None
        if asked.english and (_SOMETHING_FOUND.search(asked.text) or _RECORDED.search(asked.text)):
            return (
                None  # a ring that was found is not looked for at a jeweller's, nor a clip at a watchmaker's
            )
        is_of_the_house = asked.is_of_listed_facility or asked.is_of_a_service_told
        if not asked.shops and (is_of_the_house or asks_why_shut(asked.text)):
            return None
        if (asked.staff and _stands_in_a_table(asked)) or _is_of_a_row_named(asked):
            return None
        if untold := self._unanswered.untold_of_shop(asked):
            return untold
        if not asked.shops and _has_a_name_of_its_own(asked):
            return None
        text = as_a_wish(asked.full) if asked.english else asked.full
        if asked.shops and not asked.directory.mentions(text):
            text = asked.full  # where can I find one asks for no shop called One; where is One does
        reply = self._lookup(asked).reply(text, asked.need, asked.question.as_of, asked.english)
        if reply is None:
            return None
        shops = (mention.shop for mention in asked.named)
        again = reopenings(shops, asked.found.hits, asked.today, asked.english)
        return replace(reply, lines=(*reply.lines, *again, *beside_the_directory(asked)), topic=asked.full)

    def timetable(self, asked: Asked) -> Reply | None:
        """The hours that a table of the week tells of a kind of shop or of a place that is named."""
        if not asks_hours(asked.full) or asks_for_steps(asked.full) or asked.of_an_item:
            return None
        rows = [row for row in timetables(self._library, asked) if not row.is_of_the_house]
        day = next(iter(asked.need.days), asked.today)
        said = ShopLines(asked.english, day, asked.question.as_of, self._row_of(asked))
        reply = of_a_timetable(rows, asked.full, asked.need, asked.directory, said)
        return replace(reply, topic=asked.full) if reply else None

    def by_remark(self, asked: Asked) -> Reply | None:
        """The one shop whose remark in the directory is what a shopper's question is nearest to: 试驾要预约吗."""
        if asked.staff or asked.english or asked.facilities:
            return None
        best = asked.found.hits[0] if asked.found.hits else None
        nearest = _shop_of(best, asked.directory.shops) if best else None
        shop = nearest if nearest and _is_near(nearest.note, asked.text) else _only_one_of_kind(asked)
        if shop is None:
            return None
        said = ShopLines(False, asked.today, asked.question.as_of, self._row_of(asked))
        return Reply(Handling.ANSWER, (said.card(shop, {"place"}),), certainty.CERTAIN, topic=asked.full)

    def opening(self, asked: Asked) -> Reply | None:
        if not asks_opening(asked.full) or asks_for_steps(asked.full):
            return None
        if not asked.english and kinds_in(asked.text):
            return None  # the hours of a kind of shop are not the mall's
        rules = opening_rules(self._library, asked)
        day = next(iter(asked.need.days), asked.today)
        named = moment_in(asked.full, asked.question.as_of, day)
        at = (
            named.at
            if named and not named.is_guessed
            else asked.question.as_of
            if not asked.need.days
            else None
        )
        return opening_reply(asked.need, asked.today, rules, asked.english, at)

    def absent(self, asked: Asked) -> Reply | None:
        """A shop that is asked for by a name that stands nowhere, with shops of its kind."""
        if support.hidden_nouns(asked.text, asked.search, asked.question.as_of):
            return None
        day = next(iter(asked.need.days), asked.today)
        said = ShopLines(asked.english, day, asked.question.as_of, self._row_of(asked))
        if asked.facilities and not asked.staff and (sold := sold_instead(asked.directory, asked.text, said)):
            return sold
        names = (missing.absent(asked.directory, name, asked.full, said) for name in asked.missing)
        return next(filter(None, names), None) or missing.none_of_kind(asked.directory, asked.full, said)

    def _lookup(self, asked: Asked) -> Lookup:
        return Lookup(
            asked.directory,
            self._row_of(asked),
            lambda: opening_rules(self._library, asked),
            lambda: asked.found.hits,
        )

    def _row_of(self, asked: Asked) -> Callable[[Shop], Source | None]:
        """The directory row behind a shop, if this viewer may read it."""
        question = asked.question

        def source(shop: Shop) -> Source | None:
            found = self._library.passage(shop.passage_id, question.viewer, question.as_of)
            return Source(*found) if found else None

        return source


def _goes_on_with_papers(asked: Asked) -> bool:
    """Whether papers answered what a follow-up leans on, and its own words ask for no shop.

    A restaurant that was only spoken of (喂奶, may my dog come into one) is not looked for on the next day either.
    """
    if asked.full == asked.text or not asked.turns or asked.named or kinds_in(asked.text):
        return False
    before = asked.turns[-1]
    rows = {hit.document.doc_id for hit in asked.found.hits if hit.document.doc_type == "directory"}
    is_of_papers = before.handling == Handling.ANSWER.value and before.documents
    if not is_of_papers or set(before.documents) & rows or shops_in(before.answer, asked.directory):
        return False
    return not any(fold(tag) in asked.text for shop in asked.directory.shops for tag in shop.tags)


def _stands_in_a_table(asked: Asked) -> bool:
    """Whether a row of another table than the directory is of the shop that is named and has a column for what is asked.

    墨镜说那篇推文谁写: of a calendar of 推文主题, not of the shop.
    """
    rest = fold(asked.full)
    for one in asked.named:
        rest = rest.replace(fold(one.matched), " ")
    things = set(words(_OF_A_DIRECTORY.sub(" ", rest)))
    if _is_of_its_own_row(asked, things):
        return True
    for hit in asked.found.hits[:_NEAR]:
        cells = [cell.partition(":") for cell in fold(hit.passage.text).split(";")]
        if hit.passage.kind != "row" or hit.document.doc_type == "directory":
            continue
        named = (header for header, _, value in cells for one in asked.named if fold(one.matched) in value)
        if any(things & set(words(header)) for header in named):
            return True
    return False


def _is_of_a_row_named(asked: Asked) -> bool:
    """Whether the nearest row of another table is one that the question names, and speaks of the shop: 秋日券在白鸟能用吗."""
    best = next(iter(asked.found.hits), None)
    if best is None or best.passage.kind != "row" or best.document.doc_type == "directory":
        return False
    (_, name), *rest = cells_of(best.passage.text) or [("", "")]
    told = fold(" ".join(value for _, value in rest))
    is_named = len(name) >= _A_NAME and fold(name) in fold(asked.full)
    return is_named and any(
        form in told for one in asked.named for form in (one.matched, *forms_of(one.shop))
    )


def _is_of_its_own_row(asked: Asked, things: set[str]) -> bool:
    """Whether a row of another table is of the very shop or unit, and has a word of what is asked that the directory's lacks.

    哪天进场装修,东西从哪上: of a register of works.
    """
    called = {fold(name) for one in asked.named for name in (one.shop.name, one.matched)}
    called |= {fold(unit) for unit in asked.directory.units_named(asked.full)}
    told: dict[bool, set[str]] = {True: set(), False: set()}
    for hit in asked.found.hits[:_NEAR] if called else ():
        cells = [cell.partition(":")[2].strip() for cell in fold(hit.passage.text).split(";")]
        if hit.passage.kind == "row" and called & set(cells):
            told[hit.document.doc_type == "directory"] |= things & set(words(fold(hit.passage.text)))
    return any(rjieba.has_word(word) for word in told[False] - told[True])


def _is_near(note: str, text: str) -> bool:
    """Whether a remark has words of a question."""
    common = set(words(fold(text))) & set(words(fold(note)))
    return len(common) >= _COMMON or any(word in fold(note) for word in own_words(text))


def _only_one_of_kind(asked: Asked) -> Shop | None:
    """The only shop of the kind that is named, or whose remark names it, where that gives the value asked for: 剪发 200 元."""
    value = value_in(asked.text)
    kinds = kinds_in(asked.text) if value and not asked.shops else []
    if len(kinds) != 1:
        return None
    every = asked.directory.shops
    shops = kinds[0].among(every) or [
        shop for shop in every if any(stands_in(word, fold(shop.note)) for word in kinds[0].written)
    ]
    told = [shop for shop in shops if value and re.search(value.has, fold(shop.note))]
    return told[0] if len(shops) == len(told) == 1 else None


def _shop_of(hit: Hit, shops: Sequence[Shop]) -> Shop | None:
    """The shop that a row is of, be it in the second file that tells of it."""
    row = hit.passage.passage_id
    return next((shop for shop in shops if row in (shop.passage_id, *shop.beside)), None)


def _has_a_name_of_its_own(asked: Asked) -> bool:
    """Whether a paper near the question calls by its name what it names, made of kinds of shop and no shop: 露营电影."""
    rows = [fold(" ".join((shop.name, *labels_of(shop), *shop.tags))) for shop in asked.directory.shops]
    near = [hit for hit in asked.found.hits[:_NEAR] if hit.document.doc_type != "directory"]
    said = [fold(f"{' '.join(hit.passage.section)} {hit.passage.text}") for hit in near]
    return any(
        any(name in text for text in said) and not any(name in row for row in rows)
        for name in compounds_of(asked.text)
    )
