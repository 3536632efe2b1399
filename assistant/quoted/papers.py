"""What the papers say to a question: searched, judged, quoted; and that nothing was found is an answer too."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.asking.asked import Asked
from assistant.asking.need import figures_in
from assistant.asking.wording import also
from assistant.language import ENGLISH
from assistant.model import Handling
from assistant.phrases import Phrases
from assistant.quoted import certainty, comparison, extractive, support, versions
from assistant.quoted.aspects import left_out
from assistant.quoted.changes import (
    asks_what_changed,
    changes,
    is_named,
    paper_meant,
    rows_beside,
    set_beside,
)
from assistant.quoted.closings import of_that_closing
from assistant.quoted.drafts import about_draft, draft_meant
from assistant.quoted.excerpts import Excerpt
from assistant.quoted.focus import focus
from assistant.quoted.procedure import asks_for_steps, steps, without_days
from assistant.quoted.quotations import quotations, settling
from assistant.quoted.rows import rows_of_type
from assistant.quoted.season import out_of_season
from assistant.quoted.unanswered import Gap, Unanswered
from assistant.reply import Line, Reply
from assistant.shops.opening import day_line
from knowledge.library import Library
from knowledge.model import Document, Hit, Passage, Standing
from knowledge.text import fold
from knowledge.writing.calendar import days_in
from knowledge.writing.hours import OpeningRule, opening_on, rules_in
from knowledge.writing.names import forms_of
from knowledge.writing.subjects import is_guess, subjects
from knowledge.writing.synonyms import meant

_FIGURE = re.compile(r"\d+(?:\.\d+)?[\u4e00-\u9fff%]")
_NEAREST = 3  # hits among which a follow-up finds the paper under discussion
_SHOWN = 8  # passages that a language model may write from
_REPORT = re.compile(r"(\S{2,6}?)(?:那场|那次|活动)?的?(?:复盘|总结报告)")
_FIGURES_OF = re.compile(
    r"(?<![\d.])(双?\d{2,4})(?:大促|购物节|促销|活动|那场|那次|期间|当天)?的?(?:整体|总)?(?:客流|销售|核销|领取|新会员|复盘)"
)
_ANY_REPORT = re.compile(r"份|这|那|哪|所有|全部|上次|最近|历次|看看|一下|有没有")
_OUT = re.compile(r"公布|公开|发布|解禁|published?|announce")
_RATE = re.compile(
    r"[一-鿿]{2}率|百分之|客单价|新增会员|目标|问题|投诉|(?<![a-z])(?:rate|percent|pct)(?![a-z])"
)
_NUMBERED = re.compile(r"(?<![a-z0-9])([a-z]{2,6})[-\s]?(\d{1,3})(?![\d.]|-\d)")  # SOP-03, PS-08
_A_SERIES = (
    3  # papers of one series, from which on a number that is not among them is no name of something else
)
# Said of anything in a mall: that a passage has these words makes it no answer.
_OF_ANYTHING = re.compile(
    r"收费|收钱|价格|费用|免费|营业|开放|提供|服务|商场|位置|电话|预约|报名|参加|联系|使用|办理|时间|[周星][期一二三四五六日天]|今天|明天"
)
_CODES = re.compile(r"(?<![a-z0-9])[a-z][a-z0-9]{2,}(?![a-z0-9])")  # names in Latin letters
_IS_LIVE = re.compile(r"实时|剩余|余量|现场公示")
_ASKS_LIVE = re.compile(
    r"还有(?:空|车)?[位票货券]|排队|等位|[要得][排等](?:多久|多长|几|多少)|[排等](?:几|多少)[桌位号]|车位|空位|座位|名额|还剩|剩[余几多]|余量|库存|(?<![a-z])(?:left|queue|wait|in stock)(?![a-z])"
)
_OVER = "【已于"  # see versions.label
_SO_FAR = re.compile(r"(?:到|截[至止]到?)(?:现在|目前|今天|此刻|这会儿?)|目前(?:为止)?|迄今|至今|so far")
_AS_THE_MALL = re.compile(
    r"(?:与|同|和|按|随|跟)商场(?:的)?(?:营业|开放)?时间|[:：]\s*商场营业时间|同商场|mall (?:opening )?hours|the same hours as the mall"
)
_BY_WHEN = re.compile(r"[之以]前|截止|期限|过期|到期|最[晚迟]|哪[一]?天|几号|还能|deadline|last day")
_OF_THE_HOURS = re.compile(r"闭店|关门|打烊|开店|开门|广播|清场|送货|卸货")


class Papers:
    """Answers out of the documents that a viewer may read."""

    def __init__(self, library: Library, phrases: Phrases, unanswered: Unanswered) -> None:
        self._library = library
        self._phrases = phrases
        self._unanswered = unanswered

    def reply(self, asked: Asked) -> Reply | None:
        """Search, then quote; None when nothing is near enough."""
        if draft := draft_meant(asked):
            return Reply(Handling.ANSWER, tuple(about_draft(draft, asked)), certainty.CERTAIN)
        ranked = extractive.rank(asked.found.hits, asked.need, asked.today, asked.staff)
        ranked = _of_its_paper(asked, ranked) or ranked
        ranked = of_that_closing(ranked, self._closing(asked), next(iter(asked.need.days), None))
        if not self._is_supported(asked, ranked):
            named = self._changed(asked, ranked, named=True)
            return self._answer(asked, named, ()) if named else None
        if in_order := self._in_order(asked, ranked):
            return self._hedged(asked, self._answer(asked, in_order, ()))  # all of them, in no other words
        if changed := self._changed(asked, ranked):
            return self._answer(asked, changed, ())
        if denies := self._unanswered.denied(asked, ranked):
            said = extractive.choose([denies], asked.need)
            return replace(self._answer(asked, quotations(asked, said), ()), handling=Handling.PARTIAL)
        gap = self._unanswered.gap(asked, ranked)
        if gap and (instead := self._unanswered.instead(asked, gap)):
            return instead
        about = focus(asked.full, ranked)
        chosen = extractive.choose(ranked, asked.need, about=about)
        if gap and not asked.staff and _speaks_of_nothing(asked, chosen):
            return self._unanswered.unknown(asked)
        ended = versions.ended([part.hit for part in chosen], asked.english)
        if ended:
            chosen = chosen[:2]
        season = [] if ended else out_of_season(asked, ranked)
        if season:  # of what cannot be had now the rest of the rules is not asked
            return self._hedged(asked, self._answer(asked, season, ranked), is_settled=True)
        settled = settling(asked, chosen, ranked, about)
        quoted = quotations(asked, chosen, None if gap else settled)
        lines = [
            *ended,
            *self._ruling(asked, ranked),
            *quoted[:1],
            *self._until_when_untold(asked, chosen),
            *quoted[1:],
            *quotations(asked, left_out(asked, chosen)),
            *self._coming(asked, chosen),
            *self._hours_beside(asked, chosen),
        ]
        return self._hedged(asked, self._answer(asked, lines, ranked), settled is not None, gap)

    def _answer(self, asked: Asked, lines: Sequence[Line], ranked: Sequence[Hit]) -> Reply:
        return Reply(Handling.ANSWER, tuple(lines), asked.found.answerable, hits=tuple(ranked[:_SHOWN]))

    def _read(self, paper: Document, asked: Asked) -> Sequence[Passage]:
        return self._library.passages(paper.doc_id, asked.question.viewer, asked.question.as_of)

    def _coming(self, asked: Asked, chosen: Sequence[Excerpt]) -> list[Line]:
        hits = [part.hit for part in chosen]
        return versions.coming(
            hits, self._library, asked.question.viewer, asked.question.as_of, asked.english
        )

    def reports_named(self, asked: Asked) -> bool:
        """Whether the question names an occasion that a readable report is about."""
        reports = self._library.documents_of_type("replay", asked.question.viewer, asked.question.as_of)
        return any(comparison.event_of(report) in asked.full for report in reports)

    def _is_supported(self, asked: Asked, ranked: list[Hit]) -> bool:
        if not ranked or asked.missing:
            return False
        if asked.found.answerable < certainty.REFUSED and not (
            _names_a_figure_of_its_paper(asked, ranked[0])
            or _names_a_rare_figure(asked, ranked[0])
            or _of_its_paper(asked, ranked)
        ):
            return False
        if self._no_such_report(asked) or (asked.signals.live_data and _SO_FAR.search(asked.text)):
            return False
        return not support.is_of_another_year(asked.need.year, asked.found.hits)

    def _no_such_report(self, asked: Asked) -> bool:
        """Whether a report is asked for by an occasion that no report is about."""
        if asked.staff and self._is_report_of_another_year(asked):
            return True
        named = _REPORT.search(asked.text) or _FIGURES_OF.search(asked.text)
        if named is None or not asked.staff or _ANY_REPORT.search(named[1]):
            return False
        return not self.reports_named(asked)

    def _until_when_untold(self, asked: Asked, chosen: Sequence[Excerpt]) -> list[Line]:
        """From when a paper may be spoken of that nobody outside may know yet, in its own words."""
        hit = chosen[0].hit if chosen else None
        if hit is None or hit.standing is not Standing.EMBARGOED or hit.document.publish_from is None:
            return []
        day = hit.document.publish_from.astimezone(asked.question.as_of.tzinfo).date()
        quoted = {part.hit.passage.passage_id for part in chosen if _OUT.search(part.text)}
        own = sorted(
            self._read(hit.document, asked), key=lambda one: asked.english != (one.language == ENGLISH)
        )
        for passage in own:
            if _OUT.search(passage.text) and day in days_in(passage.text, asked.today):
                part = Excerpt(replace(hit, passage=passage), passage.text)
                return [] if passage.passage_id in quoted else quotations(asked, [part])
        return []

    def _is_report_of_another_year(self, asked: Asked) -> bool:
        """Whether figures are asked of an occasion that all reports on it are of another year."""
        if not (comparison.spoken_of(asked.text) or _RATE.search(asked.text) or _REPORT.search(asked.text)):
            return False
        question = asked.question
        reports = self._library.documents_of_type("replay", question.viewer, question.as_of)
        named = [
            report for report in reports if (event := comparison.event_of(report)) and event in asked.full
        ]
        return bool(named) and all(
            comparison.is_of_another_year(report, asked.full, asked.today) for report in named
        )

    def no_such_paper(self, asked: Asked) -> Reply | None:
        """That there is none, where a paper is named by a number of a series that a reader has, but not this number: SOP-12 of SOP-01–11."""
        named = set(_NUMBERED.findall(fold(asked.text)))
        if not named:
            return None
        documents = self._library.documents(asked.question.viewer, asked.question.as_of)
        known = {one for document in documents for one in _NUMBERED.findall(fold(document.title))}
        known |= {
            one for hit in asked.found.hits[:_NEAREST] for one in _NUMBERED.findall(fold(hit.passage.text))
        }
        series = Counter(name for name, _ in known)
        held = {(name, int(number)) for name, number in known}
        wanted = {(name, int(number)) for name, number in named if series[name] >= _A_SERIES}
        return self._unanswered.unknown(asked) if wanted and not wanted & held else None

    def _ruling(self, asked: Asked, ranked: list[Hit]) -> list[Line]:
        """Which version holds, when the question has an old one in mind."""
        hit = versions.first_with_past(ranked)
        if hit is None:
            return []
        question, leads = asked.question, hit.document.doc_id == ranked[0].document.doc_id
        return versions.note(
            hit, asked.full, asked.need, self._library, question.viewer, question.as_of, leads, asked.english
        )

    def _changed(self, asked: Asked, ranked: list[Hit], named: bool = False) -> list[Line]:
        """How the paper in force differs from the one that it replaced, to staff who ask for that; of one `named` only."""
        if not asked.staff or not asks_what_changed(asked.text):
            return []
        hit = paper_meant(asked.full, [*ranked, *asked.found.hits])
        if hit is None or (named and not is_named(hit.document, asked.full)):
            return []
        about = focus(asked.full, [*ranked, *asked.found.hits])
        told = changes(hit.document, about, lambda paper: self._read(paper, asked))
        lines: list[Line] = []
        for old in versions.replaced_by(hit.document, self._library):
            rows = rows_beside(hit.document, old, lambda paper: self._read(paper, asked))
            items = [versions.item(old, hit.document, *row, asked.english) for row in rows]
            lines += [line for line in items if line.text]
            for pair in set_beside(hit.document, old, about, lambda paper: self._read(paper, asked)):
                if not asked.english and not figures_in(versions.unnumbered(pair[0].text)) <= _said_in(rows):
                    lines += versions.both(old, hit.document, *pair)
        if asked.english:
            parts = [
                Excerpt(replace(hit, passage=line.sources[0].passage), line.sources[0].passage.text)
                for line in told
            ]
            return [*lines, *quotations(asked, parts)]
        return [*lines, *(line for line in told if line not in lines)] if told else []

    def _in_order(self, asked: Asked, ranked: Sequence[Hit]) -> list[Line]:
        """All steps of a procedure; on which day it is gone through does not choose the procedure."""
        if asked.need.days and asks_for_steps(asked.full):
            need = replace(asked.need, days=())
            hits = asked.find(without_days(asked.full)).hits
            ranked = extractive.rank(hits, need, asked.today, asked.staff)
        return steps(asked.full, ranked, lambda paper: self._read(paper, asked), self._closing(asked))

    def _closing(self, asked: Asked) -> OpeningRule | None:
        """The mall's hours on the day that is named."""
        if not asked.need.days or not _OF_THE_HOURS.search(asked.full):
            return None
        return opening_on(asked.need.days[0], rules_in(rows_of_type(self._library, asked, "hours")))

    def _hours_beside(self, asked: Asked, chosen: Sequence[Excerpt]) -> list[Line]:
        """The mall's hours on a day, where an answer is reckoned from them, or is that they are the same."""
        days = asked.need.days
        is_asked = "time" in asked.need.kinds and not _BY_WHEN.search(asked.text)
        if chosen and _AS_THE_MALL.search(chosen[0].text) and is_asked:
            days = days or (asked.today,)
        elif not _OF_THE_HOURS.search(asked.full):
            return []
        if not days:
            return []
        rules = rules_in(rows_of_type(self._library, asked, "hours"))
        line = day_line(days[0], asked.today, rules, asked.english)
        return [line] if line else []

    def _hedged(self, asked: Asked, reply: Reply, is_settled: bool = False, gap: Gap | None = None) -> Reply:
        """Live figures, hearsay and what is hardly found are answered by what the papers say, and said to be no more.

        So is what they do not state (`gap`).
        """
        signals = asked.signals
        is_live = _IS_LIVE.search(reply.lines[0].text)
        live = signals.live_data and (
            reply.confidence < certainty.SURE or _ASKS_LIVE.search(asked.text) or is_live
        )
        live = live and not (asked.staff and self.reports_named(asked))  # 双11收银排队归谁改 asks of then
        live = live or (is_live and _SO_FAR.search(asked.text))
        if live and (over := [line for line in reply.lines if line.text.startswith(_OVER)]):
            rest = tuple(line for line in reply.lines if line not in over)  # of what is over nothing is left
            return replace(reply, lines=(*over, *rest))
        doubtful = (
            not is_settled
            and reply.confidence < certainty.DOUBTFUL
            and not (
                _goes_on_in_its_paper(asked, reply)
                or _is_found_alone(asked, reply)
                or (reply.hits and _names_a_rare_figure(asked, reply.hits[0]))
            )
        )
        heard = signals.rumour and not is_settled and not self._is_settled(asked, reply)
        key = (
            "live_data"
            if live
            else "rumour"
            if heard
            else "nearest"
            if doubtful
            else "not_stated"
            if gap
            else ""
        )
        if not key:
            return reply
        own = Line(self._phrases.say(key, asked.language, topic=gap.topic if gap else ""))
        if live and (
            doubtful or not _speaks_of_the_shop(asked, reply)
        ):  # the nearest rule has nothing to do with it
            return Reply(Handling.PARTIAL, (own,), reply.confidence)
        # Staff ask which of two figures holds.
        settled = asked.staff and key == "rumour" and reply.confidence >= certainty.SURE
        handling = Handling.ANSWER if settled else Handling.PARTIAL
        return replace(reply, handling=handling, lines=(own, *reply.lines), hits=())

    def _is_settled(self, asked: Asked, reply: Reply) -> bool:
        """Whether the papers quoted speak of every figure that is said to have been said."""
        quoted = " ".join(line.text for line in reply.lines if line.sources)
        figures = asked.need.figures
        return bool(figures) and _values(figures) <= _values(figures_in(quoted))


def _speaks_of_the_shop(asked: Asked, reply: Reply) -> bool:
    """Whether a line names a shop that is asked about; true where none is."""
    names = [form for mention in asked.named for form in (mention.matched, *forms_of(mention.shop))]
    said = fold(" ".join(line.text for line in reply.lines))
    return not names or any(name in said for name in names)


def _said_in(rows: Iterable[tuple[str, str, Passage]]) -> frozenset[str]:
    return frozenset().union(*(figures_in(value) for _, value, _ in rows))


def _speaks_of_nothing(asked: Asked, chosen: Sequence[Excerpt]) -> bool:
    """Whether what is nearest has none of the things that a Chinese question names, under its own or another word."""
    things = support.nouns_of(asked.full) | {
        word
        for word in subjects(asked.full)
        if len(word) > 1 and not is_guess(word) and not _OF_ANYTHING.search(word)
    }
    said = fold(
        " ".join(f"{part.hit.document.title} {part.hit.passage.section} {part.text}" for part in chosen)
    )
    words = {word for thing in things for word in (thing, *also(thing).split(), *_others_of(thing))}
    words |= {
        word for word in _CODES.findall(fold(asked.full)) if word in asked.found.hits[0].passage.text.lower()
    }
    return not asked.english and bool(things) and not any(word in said for word in words)


def _others_of(word: str) -> list[str]:
    return [fold(other) for one in meant(word) for other in one.others]


def _goes_on_in_its_paper(asked: Asked, reply: Reply) -> bool:
    """Whether a follow-up is answered out of the paper that the answer before quoted first."""
    sources = [source.document.doc_id for line in reply.lines for source in line.sources]
    before = asked.turns[-1].documents if asked.turns else ()
    return bool(sources) and sources[0] in before


def _of_its_paper(asked: Asked, ranked: Sequence[Hit]) -> list[Hit]:
    """What the paper under discussion says to a message that finds little by itself; empty where it does not go on in it.

    It does when a passage of that paper is among the nearest and has a word of the message, or its wording leans.
    """
    answerable = asked.found.answerable
    if not asked.turns or not certainty.GOING_ON <= answerable < certainty.REFUSED:
        return []
    own = [hit for hit in ranked if hit.document.doc_id in asked.turns[-1].documents[:1]]
    if not own:
        return []
    words = support.own_words(asked.text)
    if asked.full != asked.text:
        said = fold(" ".join(hit.passage.text for hit in own))
        return own if own[0] is ranked[0] and all(word in said for word in words) else []
    nearest = {hit.passage.passage_id for hit in asked.found.hits[:_NEAREST]}
    spoken = [hit for hit in own if any(word in fold(hit.passage.text) for word in words)]
    near = any(hit.passage.passage_id in nearest for hit in spoken)
    return [*spoken, *(hit for hit in own if hit not in spoken)] if asked.staff and near else []


def _is_found_alone(asked: Asked, reply: Reply) -> bool:
    """Whether the question of a message that also tells something finds the same paper by itself, and surely."""
    question, mark, told = asked.text.partition("?")
    if not mark or not told.strip(" ?!。"):
        return False
    found = asked.find(question)
    cited = {source.document.doc_id for line in reply.lines for source in line.sources}
    return found.answerable >= certainty.CLEAR and found.hits[0].document.doc_id in cited


def _names_a_figure_of_its_paper(asked: Asked, best: Hit) -> bool:
    """Whether a follow-up names a figure that stands in the paper quoted before: 他哥哥11岁呢, of 5–10岁 and 11岁以上."""
    if asked.full == asked.text or not asked.turns or best.document.doc_id not in asked.turns[-1].documents:
        return False
    return any(figure in best.passage.text for figure in _FIGURE.findall(asked.text))


def _names_a_rare_figure(asked: Asked, best: Hit) -> bool:
    """Whether staff name a figure with decimals that stands in the best passage: 71.3 is about nothing else."""
    rare = {figure.rstrip("%") for figure in asked.need.figures if "." in figure.rstrip("%0")}
    there = {figure.rstrip("%") for figure in figures_in(best.passage.text)}
    return asked.staff and bool(rare & there)


def _values(figures: Iterable[str]) -> set[float]:
    """69, 69.0 and 69.0% are one figure."""
    return {float(figure.rstrip("%")) for figure in figures}
