"""The order in which passages that were found answer what was asked: their scores with what speaks for and against each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from assistant.asking.codes import codes_in
from assistant.asking.facilities import facilities_in
from assistant.asking.need import Need, amounts_in, shared
from assistant.english import things_named
from assistant.language import ENGLISH
from assistant.quoted.another_time import has_another_year
from assistant.quoted.events import names_event
from assistant.quoted.limits import excludes, holds_for
from assistant.quoted.nouns import nouns_of
from assistant.quoted.returns import is_of_another_return
from assistant.quoted.rows_asked import names_of, rows_asked
from assistant.quoted.taste import TASTE, Taste
from knowledge.bilingual import is_read_in_chinese, is_read_in_english
from knowledge.directory import is_shop_row
from knowledge.model import Hit
from knowledge.text import fold
from knowledge.writing.calendar import covers, days_in

_ASIDE = re.compile(r"仅供(?:对照|参考|比较)")
_SCOPE, _ASKS_FOR_SCOPE = (
    re.compile(r"适用范围|目的与"),
    re.compile(
        r"适用|范围|针对|哪些人|管[哪什啥]|[讲写说]的?(?:是|了)?(?:什么|哪些)(?:内容|事|东西)?$|主要内容|关于什么"
    ),
)
_APPLIES = re.compile(
    r"[\d.\s]*本(?:规程|规定|办法|制度|规则|细则|手册|流程|标准|预案|指引|sop)(?:适用于|规定(?!的)|是.{0,24}办法)"
)
_LAW, _ASKS_FOR_LAW = (
    re.compile(r"[\d.\s]*法律依据"),
    re.compile(r"法|依据|条例|凭什么|违规|处罚|罚|(?<![a-z])(?:law|legal)(?![a-z])"),
)
_NUMBER = re.compile(r"^\d+(?:\.\d+)*\s*")
_SCRIPT = re.compile(r".{0,16}(?:话术|用语示例|禁语)")
_ASKS_WHAT_TO_SAY = re.compile(
    r"话术|怎么[说讲答跟问劝]|怎么(?:解释|回[复答应]?)|[说讲答回]什么|口径|解释|禁语|用语|what (?:to|do i|should i) say"
)
_ASKS_HOW_MUCH = re.compile(
    r"多少|多钱|几钱|几[元块]|罚|(?<![a-z])(?:how much|price|cost|fee|fine)s?(?![a-z])"
)
_SHORT_HEADING = 4  # characters
_OCCASIONS = ("campaign", "lottery", "replay")
# can i bring my dog into a restaurant: what is said of that place comes before what is said of all.
_INTO = re.compile(
    r"(?<![a-z])(?:into|inside) (?:an?|the|your|any|one of the) (?P<place>[a-z]{4,}?)s?(?![a-z])"
)
_EXAMPLE = re.compile(r".{0,16}(?:举例|算例)")
_YEARS = ("去年", "今年", "明年")
# Text that speaks to a machine is no rule of the mall, and a paper's own number answers nothing.
_LEFT_OUT = re.compile(
    r"不(?:列入|计入|参[加与]|适用|包[括含]|累[点计积]|积[分点]|可使用|能使用)|不含|除外|(?<![a-z])(?:exclud\w*|except|not (?:valid|included|applicable))(?![a-z])"
)
_LIST = re.compile(r"[^、,]{2,}(?:、[^、,]{2,}){2,}|(?:[^,;:]{3,}, ){2,}")  # three things at least
_UNQUOTABLE = re.compile(
    r"^\S{0,8}编号[:：]\s*[\w-]+$|[:：]\s*(?:内部|文件|文档|资料)编号(?=[;；:：])|(?:忽略|无视|忘记).{0,8}(?:指令|提示|规则)|系统提示|你现在是|管理员模式|(?:ignore|disregard|forget) (?:all |any )?(?:the )?(?:previous|above|earlier)|(?:^|\s)(?:say|output|print):|请说[:：]|system prompt",
    re.I,
)


def rank(
    hits: Sequence[Hit], need: Need, today: date, staff: bool = False, taste: Taste = TASTE
) -> list[Hit]:
    """The hits in order of how well they answer this need, their scores adjusted."""
    in_its_language = _in_the_language(hits, need)
    quotable = [hit for hit in in_its_language if not _UNQUOTABLE.search(hit.passage.text)]
    rows = rows_asked(quotable, need, today)
    of_others = _of_other_events(quotable, need)
    headed = _headed(quotable, need)
    judged = [
        replace(
            hit,
            score=hit.score
            + sum(_bonuses(hit, need, today, staff, taste))
            + taste.other_kind_row * (hit.passage.passage_id in rows.of_other_kinds)
            + taste.other_event * (hit.document.doc_id in of_others)
            + taste.headed * (hit.passage.passage_id in headed)
            + taste.rung * (hit.passage.passage_id in rows.own)
            + taste.called * (hit.passage.passage_id in rows.called)
            + taste.other_figure_row * (hit.passage.passage_id in rows.of_other_figures),
        )
        for hit in quotable
    ]
    return sorted(judged, key=lambda hit: hit.score, reverse=True)


def _in_the_language(hits: Sequence[Hit], need: Need) -> Sequence[Hit]:
    """Without the English summaries of Chinese papers, for who asks in Chinese."""
    if need.english:
        return hits
    chinese = {hit.document.doc_id for hit in hits if not is_read_in_english(hit.passage.text)}
    own = [
        hit
        for hit in hits
        if is_read_in_chinese(hit.passage.text)
        or (hit.document.language == ENGLISH and hit.document.doc_id not in chinese)
    ]
    return own or hits


def _of_other_events(hits: Sequence[Hit], need: Need) -> set[str]:
    """The reports that a question does not name, where it names the event of another one."""
    reports = {hit.document.doc_id: hit.document for hit in hits if hit.document.doc_type == "replay"}
    named = {doc_id for doc_id, report in reports.items() if names_event(report, need.text)}
    return reports.keys() - named if named else set()


def _bonuses(hit: Hit, need: Need, today: date, staff: bool, taste: Taste) -> Iterator[float]:
    """What speaks for a passage, and what against it, one by one."""
    yield taste.kind * need.fit(hit.passage.text)
    yield from _of_what_it_is(hit, need, taste)
    if staff and hit.document.doc_type in ("sop", "replay"):
        yield taste.house_paper
    if need.days:
        yield _day_bonus(hit, need, today, taste)
    yield from _of_own_words(hit, need, taste)
    if _leaves_out(hit, need):
        yield taste.left_out
    if need.english and not is_read_in_english(hit.passage.text):
        yield taste.foreign
    yield from _of_years(hit, need, today, taste)
    yield _figure_bonus(hit, need, taste)


def _of_what_it_is(hit: Hit, need: Need, taste: Taste) -> Iterator[float]:
    """For the sort of passage: a shop's row, an example, a scope, a law or a script that was asked for or was not."""
    text = hit.passage.text
    if is_shop_row(hit.document, hit.passage):
        yield taste.shop_row
    if not need.figures and _EXAMPLE.match(text):
        yield taste.example
    if _ASIDE.search(text):
        yield taste.aside
    if is_of_another_return(need.text, hit):
        yield taste.other_return
    applies = _APPLIES.match(text) is not None
    if _ASKS_FOR_SCOPE.search(need.text):
        yield taste.scope_asked * applies
    elif applies or _SCOPE.search(" ".join(hit.passage.section[-1:])):
        yield taste.scope
    if codes := codes_in(need.text):
        yield taste.own_number if codes & codes_in(hit.document.title) else -taste.own_number
    if _LAW.match(text) and not _ASKS_FOR_LAW.search(need.text):
        yield taste.law
    if _SCRIPT.match(text) and not _ASKS_WHAT_TO_SAY.search(need.text):
        yield taste.script


def _of_own_words(hit: Hit, need: Need, taste: Taste) -> Iterator[float]:
    """For the words that a follow-up itself names, and for the place that something is to be brought into."""
    text = fold(hit.passage.text)
    into = _INTO.search(fold(need.text))
    if into and re.search(rf"(?<![a-z])(?:into|inside|enter)(?![a-z])[^.;]*{into['place']}", text):
        yield taste.entered
    if not need.own:
        return
    if any(word in text for word in need.own):
        yield taste.own_word
        said = _NUMBER.sub("", text)
        yield taste.own_subject * any(said.startswith(word) for word in need.own)


def _headed(hits: Sequence[Hit], need: Need) -> set[str]:
    """The paragraphs whose heading is hardly more than a thing that is asked about, by any name of its: 免费接驳, for 班车.

    How much something costs, and what a row tells of a thing of the house, rather stands in the row than below the thing.
    """
    things = facilities_in(need.text)
    rows = [hit for hit in hits if hit.passage.kind == "row"]
    if _ASKS_HOW_MUCH.search(need.text) or any(one.told_by(hit) for one in things for hit in rows):
        return set()
    words = things_named(need.text) if need.english else nouns_of(need.text)
    names = {name for word in words for name in names_of(word)}
    return {hit.passage.passage_id for hit in hits if any(name in _short_heading(hit) for name in names)}


def _short_heading(hit: Hit) -> str:
    """The heading of a paragraph, where it is a word or two; empty for others."""
    heading = _NUMBER.sub("", fold(hit.passage.section[-1])) if hit.passage.section else ""
    return heading if hit.passage.kind != "row" and 1 < len(heading) <= _SHORT_HEADING else ""


def _leaves_out(hit: Hit, need: Need) -> bool:
    """Whether a passage lists what a rule does not hold for, and a thing that is asked about stands there, by any name of its."""
    told = fold(hit.passage.text)
    listed = _LIST.search(told)
    if not listed or not _LEFT_OUT.search(f"{fold(' '.join(hit.passage.section[-1:]))} {told}"):
        return False
    latin = re.findall(r"(?<![a-z0-9])[a-z]{3,}(?![a-z])", fold(need.text))
    return any(name in told for word in (*nouns_of(need.text), *latin) for name in names_of(word))


def _of_years(hit: Hit, need: Need, today: date, taste: Taste) -> Iterator[float]:
    """For the year that is spoken of."""
    titled = re.search(r"20\d{2}", hit.document.title)
    if need.year and has_another_year(hit.document, need.year):
        yield taste.other_year
    if _is_of_other_times(need.text, hit.passage.text):
        yield taste.other_times
    if not need.year and titled and int(titled[0]) < today.year and hit.document.doc_type in _OCCASIONS:
        yield taste.past_occasion


def _is_of_other_times(question: str, text: str) -> bool:
    """Whether a question names 今年, and a passage only another such year."""
    asked = {word for word in _YEARS if word in question}
    said = {word for word in _YEARS if word in text}
    return bool(asked and said and not asked & said)


def _figure_bonus(hit: Hit, need: Need, taste: Taste) -> float:
    """For the amounts that were asked about; a row is about the amount in its first cell."""
    if not need.amounts:
        return 0.0
    row = hit.passage.kind == "row"
    whole = amounts_in(hit.passage.text)
    there = (row and amounts_in(hit.passage.text.split(";")[0])) or whole
    if holds_for(need.amounts, hit.passage.text, bare=need.english):
        return taste.in_limit * (taste.settled if need.is_settled else 1)
    if excludes(need.amounts, hit.passage.text):
        return taste.out_of_limit
    agreeing = shared(need.amounts, there)
    if not agreeing:
        is_other = (row and there) or _EXAMPLE.match(hit.passage.text)
        return taste.other_figure_row if is_other else 0.0
    return taste.figure * agreeing / len(need.amounts)


def _day_bonus(hit: Hit, need: Need, today: date, taste: Taste) -> float:
    covered = covers(hit.passage.text, need.days[0], hit.document.effective_from or today)
    if covered is None:
        return 0.0
    if covered:
        named = days_in(hit.passage.text, hit.document.effective_from or today)
        return taste.same_day + taste.own_date * (need.days[0] in named)
    return taste.other_day_row if hit.passage.kind == "row" else taste.other_day
