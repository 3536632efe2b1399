"""Choosing what answers: what every user without a language model gets.

An answer is a few clauses, table rows or sentences, each whole and each cited: never a half sentence,
never a glue of unrelated ones.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.asking.codes import codes_in
from assistant.asking.need import Need, amounts_in, figures_in, shared
from assistant.english import things_in, things_named
from assistant.language import ENGLISH
from assistant.quoted.events import names_event
from assistant.quoted.excerpts import Excerpt, before, excerpts, is_said, merged
from assistant.quoted.focus import Focus, focus
from assistant.quoted.limits import excludes, holds_for, rung
from assistant.quoted.support import has_another_year, nouns_of
from knowledge.bilingual import is_in_both, is_read_in_chinese, is_read_in_english
from knowledge.model import Hit
from knowledge.text import fold, tokens
from knowledge.writing.calendar import covers, days_in
from knowledge.writing.synonyms import meant


@dataclass(frozen=True, slots=True)
class Taste:
    """How much each sign counts in choosing passages, in units of the search score."""

    kind: float = 0.8
    same_day: float = 1.0
    own_date: float = 0.8  # more for what names the very day, not only a span that it lies in
    other_day: float = -0.6
    other_day_row: float = -2.5  # a table row about another day is about something else
    shop_row: float = -4.0  # shops are looked up in the directory before anything is searched
    example: float = -1.4  # a worked example before its rule, when no amount was asked about
    aside: float = -0.8  # a figure that its paper gives for comparison only
    scope: float = -0.8  # what a paper applies to, when that was not asked
    law: float = -0.9  # the law behind a rule, when the rule was asked about
    script: float = -0.8  # what to say to somebody, when the rule was asked about
    house_paper: float = 0.5  # staff ask for the house's own procedure before its public summary
    figure: float = 0.4
    in_limit: float = 0.9  # a rule whose limit holds for the amount asked about: 490元, of 不足500元的
    settled: float = 0.3  # of that, in a follow-up that names no amount itself
    out_of_limit: float = -1.2  # a rule whose limits exclude it: 800人, of 1,000人及以上
    rung: float = 2.0  # of rows with a limit each, the one that the amount falls to
    other_figure_row: float = -1.8  # a table row for another amount than the one asked about
    other_kind_row: float = (
        -2.5
    )  # a table row of another kind, where a row beside it names what was asked about
    other_event: float = -2.0  # a report on another event than the one that is named
    own_word: float = 2.0  # what a follow-up itself names
    own_subject: float = 0.4  # more for what begins with it: 导盲犬可以进入, not 导盲犬除外
    foreign: float = -1.5  # a Chinese passage for a question in English
    other_year: float = -3.0  # a paper whose title names another year
    other_times: float = -1.5  # what it says of 去年, when 今年 was asked about
    past_occasion: float = -1.5  # the same occasion of an earlier year, when no year was named
    margin: float = 2.2  # how far below the best a part may stand and still be quoted, in units of Worth
    cut_margin: float = 2.2  # the same for a sentence out of a paragraph
    scope_asked: float = 1.5  # what a paper applies to, when that was asked
    own_number: float = 1.0  # more for the paper whose number is named: SOP-03, and less for any other
    near: float = 0.8  # for a neighbour under the same heading
    new_words: float = 2.0  # for all the words of the question, none of them said yet
    new_kind: float = (
        1.5  # for each wanted kind of answer that nothing chosen has, from the passage of the best part
    )
    most: int = 4  # passages
    read: int = 8  # passages looked into
    characters: int = 460
    cut: int = 380  # characters after which no more sentences are taken out of paragraphs


TASTE = Taste()
_PARTS = 8  # quoted at most
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
_OCCASIONS = ("campaign", "lottery", "replay")
_EXAMPLE = re.compile(r".{0,16}(?:举例|算例)")
# Text that speaks to a machine is no rule of the mall, and a paper's own number answers nothing.
_YEARS = ("去年", "今年", "明年")
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
    other = _rows_of_other_kinds(quotable, need)
    of_others = _of_other_events(quotable, need)
    rungs, past = _rungs(quotable, need)
    judged = [
        replace(
            hit,
            score=hit.score
            + _bonus(hit, need, today, staff, taste)
            + taste.other_kind_row * (hit.passage.passage_id in other)
            + taste.other_event * (hit.document.doc_id in of_others)
            + taste.rung * (hit.passage.passage_id in rungs)
            + taste.other_figure_row * (hit.passage.passage_id in past),
        )
        for hit in quotable
    ]
    return sorted(judged, key=lambda hit: hit.score, reverse=True)


def _of_other_events(hits: Sequence[Hit], need: Need) -> set[str]:
    """The reports that a question does not name, where it names the event of another one."""
    reports = {hit.document.doc_id: hit.document for hit in hits if hit.document.doc_type == "replay"}
    named = {doc_id for doc_id, report in reports.items() if names_event(report, need.text)}
    return reports.keys() - named if named else set()


def _rungs(hits: Sequence[Hit], need: Need) -> tuple[set[str], set[str]]:
    """The rows whose limit the amount asked about falls to, and the other rows of their tables."""
    tables: dict[tuple[str, tuple[str, ...]], list[Hit]] = {}
    for hit in hits:
        if hit.passage.kind == "row" and hit.document.doc_type != "directory":
            tables.setdefault((hit.document.doc_id, tuple(hit.passage.section)), []).append(hit)
    own: set[str] = set()
    others: set[str] = set()
    for rows in tables.values():
        at = rung([hit.passage.text for hit in rows], need.amounts)
        if at is not None:
            own.add(rows[at].passage.passage_id)
            others |= {hit.passage.passage_id for hit in rows} - own
    return own, others


def _rows_of_other_kinds(hits: Sequence[Hit], need: Need) -> set[str]:
    """The rows that do not name a thing asked about, in tables of which another row does: 围巾 is kept as 衣物 are."""
    things = [
        _called(word)
        for word in (need.own or (things_named(need.text) if need.english else nouns_of(need.text)))
    ]
    tables: dict[tuple[str, tuple[str, ...]], list[Hit]] = {}
    for hit in hits:
        if hit.passage.kind == "row" and hit.document.doc_type != "directory":
            tables.setdefault((hit.document.doc_id, tuple(hit.passage.section)), []).append(hit)
    others: set[str] = set()
    for rows in tables.values():
        title = fold(rows[0].document.title)
        for names in things:
            if any(name in title for name in names):
                continue  # what the whole paper is about chooses none of its rows
            naming = {hit.passage.passage_id for hit in rows if any(name in _cells(hit) for name in names)}
            if len(naming) == 1 and len(rows) > 1:
                others |= {hit.passage.passage_id for hit in rows} - naming
        called = {hit.passage.passage_id for hit in rows if _is_called(hit, need.text)}
        if len(called) == 1 and len(rows) > 1:
            others |= {hit.passage.passage_id for hit in rows} - called
    return others


def _called(word: str) -> tuple[str, ...]:
    """A thing, under its own and its kind's name."""
    own = (word, *things_in(word)) if word.isascii() else (word,)
    return tuple(
        dict.fromkeys((*own, *(fold(other) for one in own for said in meant(one) for other in said.others)))
    )


def _is_called(hit: Hit, text: str) -> bool:
    """Whether a question has the very words of a row's first cell: 一般 of 一般投诉几天办结."""
    first = fold(hit.passage.text.split(";")[0]).partition(":")[2].strip()
    return len(first) > 1 and not first.isdigit() and first in text


def _cells(hit: Hit) -> str:
    """What a row says, without the headers of its columns."""
    return fold(" ".join(cell.partition(":")[2] for cell in hit.passage.text.split(";")))


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


def choose(
    ranked: Sequence[Hit], need: Need, taste: Taste = TASTE, about: Focus | None = None
) -> list[Excerpt]:
    """The few parts to quote: the best one, and those close to it that add something.

    The best comes first; the rest follow in the order of their documents, so that steps stay in order.
    """
    about = about or focus(need.text, ranked)
    parts = excerpts(ranked[: taste.read], need, about)
    if not parts:
        return []
    chosen = [parts[0]]
    leant_on = before(parts[0])
    rest = [*([leant_on] if leant_on else []), *parts[1:]]
    while rest and len(chosen) < _PARTS:
        said = frozenset().union(*(one.words for one in chosen))
        wanted = need.kinds - frozenset().union(*(need.given(one.text) for one in chosen))
        adds = [
            _adds(one, chosen[0], said, about, taste) + _of_new_kinds(one, chosen[0], wanted, need, taste)
            for one in rest
        ]
        most = max(adds)
        part = rest.pop(adds.index(most))
        if most < chosen[0].score - _margin(part, taste) or not _speaks(part, chosen[0], about):
            continue
        if _fits(part, chosen, taste) and _same_language(part, chosen[0]) and not _repeats(part, chosen):
            chosen.append(part)
    return _in_order(chosen)


def _adds(part: Excerpt, best: Excerpt, said: frozenset[str], about: Focus, taste: Taste) -> float:
    """What a part is worth beside what is said: more under the heading of the best, and for words not yet said."""
    new = about.of_words(said | part.words) - about.of_words(said)
    return part.score + taste.new_words * new + taste.near * (part.is_whole and _is_near(part, best))


def _speaks(part: Excerpt, best: Excerpt, about: Focus) -> bool:
    """Whether a part from elsewhere has a word of the question; English ones are of other words."""
    heading = f"{part.hit.document.title} {' '.join(part.hit.passage.section)}"
    own = part.words | frozenset(tokens(heading))
    return part.hit.passage.language == ENGLISH or _is_near(part, best) or about.of_words(own) > 0.0


def _of_new_kinds(part: Excerpt, best: Excerpt, wanted: frozenset[str], need: Need, taste: Taste) -> float:
    """What a part of the same passage is worth for giving what is asked besides: the place, where the number is given."""
    if not wanted or part.hit.passage.passage_id != best.hit.passage.passage_id:
        return 0.0
    return taste.new_kind * len(wanted & need.given(part.text))


def _margin(part: Excerpt, taste: Taste) -> float:
    return taste.margin if part.is_whole else taste.cut_margin


def _is_near(part: Excerpt, best: Excerpt) -> bool:
    one, other = part.hit, best.hit
    return one.document.doc_id == other.document.doc_id and one.passage.section == other.passage.section


def _fits(part: Excerpt, chosen: Sequence[Excerpt], taste: Taste) -> bool:
    passages = {one.hit.passage.passage_id for one in (*chosen, part)}
    length = sum(len(one.text) for one in (*chosen, part))
    return len(passages) <= taste.most and length <= (taste.characters if part.is_whole else taste.cut)


def _bonus(hit: Hit, need: Need, today: date, staff: bool, taste: Taste) -> float:
    bonus = taste.kind * need.fit(hit.passage.text)
    if hit.document.doc_type == "directory":
        bonus += taste.shop_row
    if not need.figures and _EXAMPLE.match(hit.passage.text):
        bonus += taste.example
    if _ASIDE.search(hit.passage.text):
        bonus += taste.aside
    applies = _APPLIES.match(hit.passage.text) is not None
    if _ASKS_FOR_SCOPE.search(need.text):
        bonus += taste.scope_asked * applies
    elif applies or _SCOPE.search(" ".join(hit.passage.section[-1:])):
        bonus += taste.scope
    if codes := codes_in(need.text):
        bonus += taste.own_number if codes & codes_in(hit.document.title) else -taste.own_number
    if _LAW.match(hit.passage.text) and not _ASKS_FOR_LAW.search(need.text):
        bonus += taste.law
    if _SCRIPT.match(hit.passage.text) and not _ASKS_WHAT_TO_SAY.search(need.text):
        bonus += taste.script
    if staff and hit.document.doc_type in ("sop", "replay"):
        bonus += taste.house_paper
    if need.days:
        bonus += _day_bonus(hit, need, today, taste)
    if need.own and any(word in fold(hit.passage.text) for word in need.own):
        bonus += taste.own_word
        said = _NUMBER.sub("", fold(hit.passage.text))
        bonus += taste.own_subject * any(said.startswith(word) for word in need.own)
    if need.english and not is_read_in_english(hit.passage.text):
        bonus += taste.foreign
    titled = re.search(r"20\d{2}", hit.document.title)
    if need.year and has_another_year(hit.document, need.year):
        bonus += taste.other_year
    if _is_of_other_times(need.text, hit.passage.text):
        bonus += taste.other_times
    if not need.year and titled and int(titled[0]) < today.year and hit.document.doc_type in _OCCASIONS:
        bonus += taste.past_occasion
    return bonus + _figure_bonus(hit, need, taste)


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


def _same_language(part: Excerpt, best: Excerpt) -> bool:
    """The same said again in another language is left out."""
    one, other = part.hit.passage, best.hit.passage
    return (
        is_in_both(one.text)
        or is_in_both(other.text)
        or (one.language == ENGLISH) == (other.language == ENGLISH)
    )


def _repeats(part: Excerpt, chosen: Sequence[Excerpt]) -> bool:
    """A part that was already said, or whose figures and most of whose words were, adds nothing."""
    if is_said(part, chosen):
        return True
    words = part.words
    said = {word for other in chosen for word in other.words}
    figures = figures_in(part.text)
    figures_said = {figure for other in chosen for figure in figures_in(other.text)}
    known = len(words & said) / max(1, len(words))
    return known > 0.8 or (bool(figures) and figures <= figures_said and known > 0.6)


def _in_order(chosen: list[Excerpt]) -> list[Excerpt]:
    """The best, the rest of its passage, of its document, of the others; each passage in its own order."""
    best, rest = chosen[0], chosen[1:]
    place = {part.hit.passage.passage_id: n for n, part in reversed(list(enumerate(chosen)))}

    def order(part: Excerpt) -> tuple[bool, bool, int, int]:
        one, other = part.hit, best.hit
        same = one.document.doc_id == other.document.doc_id
        mine = one.passage.passage_id == other.passage.passage_id
        return not mine, not same, one.passage.ordinal if same else place[one.passage.passage_id], part.start

    return [best, *merged(sorted(rest, key=order))]
