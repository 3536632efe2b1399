"""Figures: every one counted from the same facts, parts adding up to the whole, nothing claimed of nothing."""

from __future__ import annotations

import csv
import io
import math
import re
import statistics
from collections import Counter
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.insights import (
    NOTHING,
    BadPeriod,
    Facts,
    LabelFact,
    People,
    Period,
    Report,
    Simulated,
    Table,
    ThreadFact,
    TicketFact,
    UnknownMetric,
    Wanted,
    metrics,
)
from assistant.insights.counting import BY_CONVERSATION, BY_TICKET, ENTRIES, VALUES
from assistant.insights.metrics import Kind, dimensions, metric
from assistant.insights.rising import SMALLEST, rises, trends
from assistant.insights.sheet import Sheet, csv_of
from assistant.insights.table import Entry
from assistant.insights.week import words

ZONE = ZoneInfo("Asia/Shanghai")
NOON = datetime(2026, 11, 20, 12, tzinfo=ZONE)
WEEK = Period(date(2026, 11, 14), date(2026, 11, 20))
HANDLINGS = ("answer", "partial", "clarify", "unknown", "handoff", "refuse", "emergency")


def talk(number: int = 1, **changes: object) -> Facts:
    """A question that was answered."""
    same = Facts(
        f"c{number}", NOON, channel="web", language="zh-Hans", turns=1, handlings=frozenset({"answer"})
    )
    return replace(same, **changes)


def shown(*facts: Facts) -> dict[str, str]:
    return {name: figure.shown for name, figure in Table(facts).figures.items()}


# -- the table of metrics ----------------------------------------------------------------------------


def test_every_metric_is_counted_and_every_count_is_a_metric():
    counted = [*BY_CONVERSATION, *BY_TICKET, *VALUES, *ENTRIES]
    assert sorted(counted) == sorted(metrics())


def test_every_metric_says_in_words_what_it_is():
    for one in metrics().values():
        assert one.name, one.id
        assert one.name_en, one.id
        assert len(one.definition) > 15, one.id
        assert one.better in {"up", "down", "even"}
        assert bool(one.denominator) == (one.kind in {Kind.SHARE, Kind.MEDIAN, Kind.P95}), one.id


def test_a_metric_that_is_none_is_refused_with_those_that_are():
    with pytest.raises(UnknownMetric, match="self_service"):
        metric("happiness")


# -- what counts as what -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "self_service"),
    [
        ({}, 1),
        ({"handlings": frozenset({"answer", "clarify"})}, 1),
        ({"handlings": frozenset({"answer", "unknown"})}, 0),
        ({"handlings": frozenset({"answer", "partial"})}, 0),
        ({"handlings": frozenset({"answer", "emergency"})}, 0),
        ({"handlings": frozenset({"answer", "handoff"})}, 0),
        ({"handlings": frozenset({"refuse"})}, 0),
        ({"handlings": frozenset({"clarify"})}, 0),
        ({"tickets": (TicketFact("T1", "parking"),)}, 0),
        ({"thread": ThreadFact(NOON)}, 0),
    ],
)
def test_self_service_is_an_answer_with_nothing_left_open_and_nobody_called(changes, self_service):
    figure = Table([talk(**changes)]).figures["self_service"]
    assert (figure.numerator, figure.denominator) == (self_service, 1)


def test_of_nothing_there_is_no_share_and_no_middle_but_a_count_of_none():
    told = shown()
    for name, one in metrics().items():
        if one.kind is not Kind.LIST:
            assert told[name] == ("0" if one.kind is Kind.COUNT else NOTHING), name


def test_satisfaction_of_nobody_is_no_zero():
    assert shown(talk())["satisfaction"] == NOTHING
    assert shown(talk(thumbs_down=1))["satisfaction"] == "0%"


def test_a_share_of_few_is_marked():
    assert Table([talk(n) for n in range(4)]).figures["self_service"].is_small
    assert not Table([talk(n) for n in range(5)]).figures["self_service"].is_small
    assert not Table([talk()]).figures["conversations"].is_small


def test_merged_tickets_and_false_alarms_are_none():
    late = TicketFact("T1", "parking", is_late_response=True)
    figures = Table([talk(tickets=(late, replace(late, id="T2", is_counted=False)))]).figures
    assert (figures["tickets"].numerator, figures["late_response"].shown) == (1, "100%")


def test_a_ticket_counts_for_its_own_desk_and_its_conversation_for_its_own():
    both = talk(
        desk="member",
        tickets=(TicketFact("T1", "member"), TicketFact("T2", "parking", is_late_response=True)),
    )
    parts = {group.key[0]: group for group in Table([both]).by(["desk"])}
    assert parts["member"].conversations == 1
    assert parts["parking"].conversations == 0
    assert parts["parking"].figures["late_response"].shown == "100%"
    assert Table([both], Wanted(desk="parking")).figures["tickets"].numerator == 1


def test_a_person_that_nobody_heard_of_yet_is_waited_for():
    came = ThreadFact(NOON, NOON + timedelta(minutes=3))
    figures = Table([talk(1, thread=came), talk(2, thread=ThreadFact(NOON))]).figures
    assert figures["person_median"].shown == "3 分钟"
    assert figures["person_unanswered"].shown == "50%"


def test_labels_say_what_is_lacking_and_without_them_what_was_not_answered():
    lacking = talk(1, handlings=frozenset({"unknown"}), desk="member")
    assert Table([lacking]).entries("gap_kinds") == [Entry(("缺失", "member"), 1)]
    labelled = replace(lacking, label=LabelFact(gap="过期", gap_desk="parking"))
    assert Table([labelled]).entries("gap_kinds") == [Entry(("过期", "parking"), 1)]
    assert not Table([replace(lacking, label=LabelFact())]).entries("gap_kinds")


def test_staff_and_the_simulator_are_counted_apart():
    facts = [talk(1), talk(2, people=People.STAFF), talk(3, is_simulated=True)]
    ids = {
        (people, simulated): [
            one.id for one in Table(facts, Wanted(people=people, simulated=simulated)).facts
        ]
        for people in People
        for simulated in Simulated
    }
    assert ids[People.CUSTOMERS, Simulated.WITHOUT] == ["c1"]
    assert ids[People.CUSTOMERS, Simulated.WITH] == ["c1", "c3"]
    assert ids[People.CUSTOMERS, Simulated.ONLY] == ["c3"]
    assert ids[People.STAFF, Simulated.WITH] == ["c2"]


# -- whatever the facts ------------------------------------------------------------------------------

_names = st.sampled_from(["", "a", "b"])
_tickets = st.builds(TicketFact, st.text("T123", min_size=1, max_size=3), _names, *[st.booleans()] * 6)
_labels = st.builds(
    LabelFact, *[st.sampled_from(["", "负", "正"])] * 3, _names, _names, *[st.sampled_from(["", "缺失"])] * 2
)
_threads = st.builds(
    ThreadFact,
    st.just(NOON),
    st.none() | st.integers(-5, 900).map(lambda late: NOON + timedelta(seconds=late)),
)
_facts = st.builds(
    Facts,
    id=st.sampled_from(["", "c"]),
    began_at=st.integers(0, 20_000).map(lambda minutes: NOON - timedelta(minutes=minutes)),
    people=st.sampled_from(People),
    is_simulated=st.booleans(),
    channel=_names,
    mall=_names,
    language=_names,
    desk=_names,
    turns=st.integers(0, 4),
    handlings=st.frozensets(st.sampled_from(HANDLINGS), max_size=3),
    topics=st.lists(st.tuples(_names, _names), max_size=3).map(tuple),
    seconds=st.lists(st.floats(0, 60), max_size=4).map(tuple),
    outdated=st.integers(0, 2),
    thumbs_up=st.integers(0, 3),
    thumbs_down=st.integers(0, 3),
    tickets=st.lists(_tickets, max_size=3).map(tuple),
    thread=st.none() | _threads,
    label=st.none() | _labels,
)
_wanted = st.builds(
    Wanted, *[st.sampled_from(["", "a", "-"])] * 6, st.sampled_from(People), st.sampled_from(Simulated)
)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(_facts, max_size=12),
    _wanted,
    st.lists(st.sampled_from(sorted(dimensions())), unique=True, max_size=3),
)
def test_parts_add_up_to_the_whole(facts, wanted, names):
    table = Table(facts, wanted)
    groups = table.by(names)
    assert sum(group.conversations for group in groups) == len(table.facts)
    for name, one in metrics().items():
        if one.is_sum:
            whole = table.figures[name]
            assert sum(group.figures[name].numerator for group in groups) == whole.numerator
            assert sum(group.figures[name].denominator for group in groups) == whole.denominator


@settings(max_examples=60, deadline=None)
@given(st.lists(_facts, max_size=12), _wanted)
def test_behind_each_figure_stand_the_conversations_that_make_it(facts, wanted):
    table = Table(facts, wanted)
    for name, one in metrics().items():
        if one.is_sum:
            for side in ("numerator", "denominator"):
                assert sum(adds for _, adds in table.behind(name, side)) == getattr(
                    table.figures[name], side
                ), name
        elif one.kind is not Kind.LIST:
            assert sum(adds for _, adds in table.behind(name)) == table.figures[name].denominator
        else:
            for entry in table.entries(name):
                assert len(table.behind_entry(name, entry.key)) == entry.count


@settings(max_examples=60, deadline=None)
@given(st.lists(_facts, max_size=12))
def test_shares_stay_between_nothing_and_all_and_middles_are_what_they_are_called(facts):
    table = Table(facts)
    seconds = sorted(value for one in table.facts for value in one.seconds)
    for name, figure in table.figures.items():
        if figure.metric.kind is Kind.SHARE:
            assert (figure.value is None) == (figure.denominator == 0), name
            assert figure.value is None or 0 <= figure.value <= 1, name
    if seconds:
        assert table.figures["first_word_median"].value == pytest.approx(statistics.median(seconds))
        assert table.figures["first_word_p95"].value == seconds[math.ceil(len(seconds) * 0.95) - 1]


@settings(max_examples=40, deadline=None)
@given(st.lists(_facts, max_size=12), _wanted)
def test_the_lines_of_the_csv_add_up_to_the_figures(facts, wanted):
    table = Table(facts, wanted)
    told = Report(WEEK, wanted, table, Table([]), {}, {})
    lines = list(
        csv.reader(io.StringIO("".join(csv_of(told, Sheet.ROWS, lambda _, value: value)).lstrip("\ufeff")))
    )
    sums = Counter()
    for line in lines[1:]:
        for head, cell in list(zip(lines[0], line, strict=True))[len(dimensions()) :]:
            sums[head] += int(cell)
    for one in metrics().values():
        if one.kind is Kind.COUNT:
            assert sums[one.name] == table.figures[one.id].numerator
        elif one.kind is Kind.SHARE:
            assert sums[f"{one.name}·分子"] == table.figures[one.id].numerator
            assert sums[f"{one.name}·分母"] == table.figures[one.id].denominator


@settings(max_examples=60, deadline=None)
@given(st.lists(_facts, max_size=15), st.lists(_facts, max_size=15))
def test_every_number_in_words_is_a_figure(after, before):
    told = Report(WEEK, Wanted(), Table(after), Table(before), {}, {})
    for sentence in words(told):
        left = sentence.text
        for number in sentence.numbers:
            assert number.text in left, sentence
            left = left.replace(number.text, "", 1)
            assert number.metric in metrics()
            _check(number, told)
        assert not re.search(r"\d", left), sentence


def _check(number, told):
    """The number is what the metric says, worked out here from the table alone."""
    now, before = told.figures.get(number.metric), told.before.figures.get(number.metric)
    if number.entry is not None:
        table = told.before if number.when == "before" else told.table
        counts = {one.key: one.count for one in table.entries(number.metric)}
        of_negative_ones = number.metric == "emotions"
        assert (
            number.value <= counts[number.entry] if of_negative_ones else number.value == counts[number.entry]
        )
    elif number.side:
        assert number.value == getattr(now, number.side)
    elif number.when == "change" and now.metric.kind is Kind.SHARE:
        assert number.value == pytest.approx(now.value - before.value)
    elif number.when == "change":
        assert number.value == pytest.approx((now.value - before.value) / before.value)
    else:
        figure = now if number.when == "now" else before
        assert (number.text, number.value) == (figure.shown, figure.value)


# -- in words, and what rises ------------------------------------------------------------------------


def said(after: list[Facts], before: list[Facts] = ()) -> str:
    told = Report(WEEK, Wanted(), Table(after), Table(before), {}, {})
    return "".join(sentence.text for sentence in words(told))


def test_nothing_is_said_of_nothing():
    assert said([]) == "这段时间没有顾客对话,也没有工单。"


def test_without_a_period_before_nothing_is_compared():
    assert "无从比较" in said([talk()])


def test_a_week_says_what_went_up():
    text = said([talk(n) for n in range(15)], [talk(n) for n in range(10)])
    assert "15段" in text
    assert "比前一期的10段多50%" in text


def test_outdated_citations_are_said_to_be_mended_at_once():
    assert "须立即处理" in said([talk(outdated=2)])
    assert "没有引用过" in said([talk()])


@pytest.mark.parametrize(
    ("count", "before", "up"),
    [(SMALLEST - 1, 0, False), (SMALLEST, 0, True), (12, 10, False), (20, 8, True), (110, 100, False), (160, 100, True),
     (50, 50, False), (40, 90, False)],
)  # fmt: skip
def test_only_what_grew_beyond_chance_rises(count, before, up):
    assert rises(count, before) is up


def test_in_a_first_week_nothing_rises():
    assert not any(trend.is_rising for trend in trends([Entry(("咨询", "停车"), 500)], []))


# -- periods -----------------------------------------------------------------------------------------


def test_the_period_before_is_as_long_and_ends_the_day_before():
    assert WEEK.before == Period(date(2026, 11, 7), date(2026, 11, 13))
    assert WEEK.days == WEEK.before.days == len(WEEK.each) == 7


def test_a_day_is_the_malls_own():
    since, until = Period(NOON.date(), NOON.date()).moments(ZoneInfo("Asia/Urumqi"))
    assert since.isoformat() == "2026-11-20T00:00:00+06:00"
    assert until - since == timedelta(days=1)


def test_a_day_may_have_an_hour_less():
    since, until = Period(date(2026, 3, 29), date(2026, 3, 29)).moments(ZoneInfo("Europe/Berlin"))
    assert (until.astimezone(ZoneInfo("UTC")) - since.astimezone(ZoneInfo("UTC"))) == timedelta(hours=23)


@pytest.mark.parametrize(
    ("first", "last"),
    [("2026-02-02", "2026-02-01"), ("2024-01-01", "2026-01-01"), ("1960-01-01", "1960-01-02")],
)
def test_a_period_that_cannot_be_is_refused(first, last):
    with pytest.raises(BadPeriod):
        Period(date.fromisoformat(first), date.fromisoformat(last))


def test_no_cell_of_a_csv_is_run_as_a_formula():
    told = Report(WEEK, Wanted(), Table([talk(mall="=1+1")]), Table([]), {}, {})
    text = "".join(csv_of(told, Sheet.ROWS, lambda _, value: value))
    assert text.startswith("\ufeff")
    assert "'=1+1" in text
    assert ",=1+1" not in text
