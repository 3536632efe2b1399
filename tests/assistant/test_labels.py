"""Labels of whole conversations: how they came out, what was lacking, what staff set, and how they are deleted."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from assistant.copies.model import Person
from assistant.journal import Conversation, Journal, Opinion
from assistant.labels import Kind, LabelOffice, LabelStore, NoSuchLabel, Source, Wanted
from assistant.labels.clerk import Clerk
from assistant.labels.store import place_of
from assistant.labels.tables import labels as rows
from tests.labelling import labeller, labels_of, turn

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
LI, CHEN = Person("k1", "李敏"), Person("k2", "陈浩")
SECRET = "蓝色保温杯"


# -- one conversation --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("handled", "outcome"),
    [
        (["answer"], "已答(有依据)"),
        (["answer", "unknown"], "部分"),
        (["partial"], "部分"),
        (["unknown"], "未答"),
        (["clarify"], "未答"),
        (["clarify", "answer"], "已答(有依据)"),
        (["refuse"], "拒答"),
        (["answer", "handoff"], "转人工"),
        (["handoff", "emergency", "answer"], "紧急"),
    ],
)
def test_a_conversation_comes_out_as_its_turns_were_handled(handled, outcome):
    turns = [turn("停车怎么收费", n, handling=how) for n, how in enumerate(handled, 1)]
    turns = [one if one.handling in ("answer", "partial") else replace(one, citations=()) for one in turns]
    assert labeller().labelled(turns).values(Kind.OUTCOME) == (outcome,)


def test_small_talk_has_no_outcome():
    assert labeller().labelled([turn("你好", citations=())]).outcome.label is None


def test_a_person_who_took_over_makes_it_a_handover():
    labels = labels_of("停车怎么收费", with_person=True, rewritten=True)
    assert labels.values(Kind.OUTCOME) == ("转人工",)
    assert labels.quality.rewritten


def test_the_papers_that_were_cited_are_counted_once():
    labels = labels_of("停车怎么收费", "会员停车呢")
    assert labels.outcome.documents == 1


def test_quality_counts_turns_seconds_and_thumbs():
    turns = [turn("停车怎么收费", 1, seconds=0.8), turn("会员呢", 2, seconds=0.1)]
    thumbs = [Opinion("c", 1, True, "", NOW), Opinion("c", 2, False, "旧的", NOW)]
    quality = labeller().labelled(turns, opinions=thumbs).quality
    assert (quality.first_seconds, quality.turns, quality.thumbs_up, quality.thumbs_down) == (0.8, 2, 1, 1)


def test_what_was_not_found_is_a_gap_for_the_desk_that_owns_it():
    labels = labeller().labelled([turn("停车能用数字人民币吗", handling="unknown", citations=())])
    assert labels.values(Kind.GAP) == ("缺失",)
    assert labels.gap.desk == "parking"


def test_a_gap_that_no_desk_of_papers_owns_is_for_the_keeper_of_the_knowledge():
    labels = labeller().labelled([turn("有没有卖黑胶唱片的", handling="unknown", citations=())])
    assert labels.gap.desk == "it_kb"


def test_the_queue_at_this_minute_is_no_gap():
    labels = labeller().labelled([turn("现在排队还有多少人", handling="unknown", citations=())])
    assert labels.gap.label is None


@pytest.mark.parametrize(
    ("messages", "gap"),
    [
        (["公告写免两小时,海报写免一小时,该信谁"], "冲突"),
        (["这层的地图是旧的吧,店早就搬走了"], "过期"),
        (["停车怎么抵", "没看懂,能说人话吗"], "表述不清"),
        (["停车怎么收费"], None),
        (["活动规则看不懂"], None),
    ],
)
def test_a_gap_is_told_by_what_the_shopper_says_of_the_answer(messages, gap):
    label = labels_of(*messages).gap.label
    assert (label.value if label else None) == gap


def test_a_thumb_down_may_tell_the_gap():
    thumb = Opinion("c", 1, False, "信息过时了", NOW)
    assert labels_of("停车怎么收费", opinions=[thumb]).values(Kind.GAP) == ("过期",)


def test_the_mood_of_a_conversation_is_its_strongest_and_thanks_end_a_lesser_one():
    assert labels_of("气死我了,凭什么多收", "好的谢谢").values(Kind.EMOTION) == ("生气",)
    assert labels_of("没看懂怎么抵扣", "谢谢,明白了").values(Kind.EMOTION) == ("感谢",)
    assert labels_of("凭什么多收我钱", "问题解决了,服务很快").values(Kind.EMOTION) == ("满意",)


def test_every_label_has_evidence_and_its_words_stand_in_the_message():
    messages = ["等了一個鐘頭都冇人理,真係好嬲", "I want a refund for the jacket"]
    labels = labels_of(*messages)
    for kind in Kind:
        for label in labels.of(kind):
            assert label.evidence, kind
            for one in label.evidence:
                assert not one.words or one.words in messages[one.turn - 1], (kind, one)


def test_labels_are_the_same_for_the_same_turns():
    assert labels_of("停车怎么收费", "太贵了吧") == labels_of("停车怎么收费", "太贵了吧")


@pytest.mark.parametrize("odd", ["", " ", "🙂🙂", "a" * 5000, "\u200b\u200b", "。。。", "١٢٣", "<script>"])
def test_odd_messages_are_labelled_without_a_fault(odd):
    assert labels_of(odd).channel is not None


# -- the office --------------------------------------------------------------------------------------


@pytest.fixture
def house(tmp_path: Path) -> Iterator[SimpleNamespace]:
    journal = Journal(tmp_path / "journal.db")
    forgotten: list[tuple[str, str]] = []

    def forget(conversation_id: str, who: Person) -> list[str]:
        forgotten.append((conversation_id, who.name))
        return ["T1"]

    office = LabelOffice(
        LabelStore(tmp_path / "labels.db"), labeller(), journal, forget_tickets=forget, days=30
    )

    def say(
        conversation_id: str,
        *messages: str,
        as_of: datetime = NOW,
        channel: str = "web",
        role: str = "shopper",
    ):
        for message in messages:
            journal.remember(conversation_id, turn(message, as_of=as_of, role=role))
        journal.open(Conversation(conversation_id, f"{role} a", role, channel, "", "zh-Hans", as_of))

    yield SimpleNamespace(home=tmp_path, journal=journal, office=office, say=say, forgotten=forgotten)
    office.close()
    journal.close()


def test_what_was_asked_since_is_labelled_before_anybody_looks(house):
    house.say("c1", "停车怎么收费")
    assert house.office.of(["c1"])["c1"].values(Kind.NEEDS) == ("停车",)
    house.say("c1", "积分能抵吗")
    assert set(house.office.of(["c1"])["c1"].values(Kind.NEEDS)) == {"停车", "会员/积分"}
    assert house.office.refresh() == 0


def test_an_opinion_changes_the_labels_too(house):
    house.say("c1", "停车怎么收费")
    house.office.refresh()
    house.journal.feedback("c1", False, "看不懂", 1)
    assert house.office.of(["c1"])["c1"].quality.thumbs_down == 1


def test_a_conversation_is_labelled_again_once_it_is_known_who_began_it(house):
    house.journal.remember("c1", turn("停车怎么收费"))
    assert house.office.of(["c1"])["c1"].values(Kind.CHANNEL) == ("api",)
    house.journal.open(Conversation("c1", "shopper a", "shopper", "hotline", "", "zh-Hans", NOW))
    assert house.office.of(["c1"])["c1"].values(Kind.CHANNEL) == ("hotline",)


def test_conversations_never_share_a_preference(house):
    house.say("c1", "带孩子去哪玩,人均一百以内")
    house.say("c2", "几点关门")
    found = house.office.of(["c1", "c2"])
    assert found["c1"].preferences
    assert found["c2"].preferences == ()


def test_a_list_is_filtered_by_all_that_it_asks_for_and_pages_by_key(house):
    for hour in range(5):
        house.say(f"p{hour}", "停车怎么收费", as_of=NOW + timedelta(hours=hour), channel="web")
    house.say("m1", "积分怎么换", channel="hotline")
    office = house.office
    parking = Wanted(labels=((Kind.NEEDS, "停车"),))
    first = office.page(parking, most=2)
    assert [one.id for one in first] == ["p4", "p3"]
    house.say("p9", "停车场几点关", as_of=NOW + timedelta(hours=9))  # what comes meanwhile moves nothing
    assert [one.id for one in office.page(parking, place_of(first[-1]), 9)] == ["p2", "p1", "p0"]
    assert [one.id for one in office.page(Wanted(channel="hotline"))] == ["m1"]
    late = Wanted(since=NOW + timedelta(hours=3), until=NOW + timedelta(hours=5))
    assert [one.id for one in office.page(late)] == ["p4", "p3"]
    assert [one.id for one in office.page(Wanted(ids=frozenset(house.journal.saying("换"))))] == ["m1"]


def test_what_staff_set_wins_over_rules_and_over_being_labelled_again(house):
    house.say("c1", "等了一小时没人理")
    house.office.correct("c1", {Kind.EMOTION: ["平静"], Kind.NEEDS: ["设施"]}, LI, "听了录音")
    house.say("c1", "凭什么")
    house.office.again()
    labels = house.office.of(["c1"])["c1"]
    assert (labels.values(Kind.EMOTION), labels.values(Kind.POLARITY)) == (("平静",), ("中",))
    assert labels.values(Kind.NEEDS) == ("设施",)
    assert labels.emotion
    assert labels.emotion.evidence[0].source is Source.STAFF
    assert set(labels.corrected) == {Kind.EMOTION, Kind.NEEDS}
    assert house.office.page(Wanted(labels=((Kind.NEEDS, "设施"),)))[0].id == "c1"


def test_a_correction_that_is_taken_back_lets_the_rules_speak_and_both_stay_written(house):
    house.say("c1", "停车怎么收费")
    house.office.correct("c1", {Kind.NEEDS: []}, LI)
    assert house.office.of(["c1"])["c1"].needs == ()
    house.office.correct("c1", {Kind.NEEDS: None}, CHEN)
    assert house.office.of(["c1"])["c1"].values(Kind.NEEDS) == ("停车",)
    assert [(one.before, one.after, one.who.name) for one in house.office.store.corrections("c1")] == [
        (("停车",), (), "李敏"),
        ((), None, "陈浩"),
    ]


@pytest.mark.parametrize(
    ("kind", "values", "said"),
    [
        (Kind.NEEDS, ["算命"], "可选"),
        (Kind.EMOTION, ["生气", "失望"], "只能有一个"),
        (Kind.CHANNEL, ["web"], "不能改"),
        (Kind.PREFERENCES, ["内向"], "写明方面"),
        (Kind.PREFERENCES, ["性格:内向"], "写明方面"),
    ],
)
def test_a_value_that_its_kind_does_not_have_is_refused_and_nothing_is_written(house, kind, values, said):
    house.say("c1", "停车怎么收费")
    with pytest.raises(NoSuchLabel, match=said):
        house.office.correct("c1", {Kind.STAGE: ["比较"], kind: values}, LI)
    assert house.office.store.corrections("c1") == []


def test_corrections_take_no_change(house):
    house.say("c1", "停车怎么收费")
    house.office.correct("c1", {Kind.NEEDS: []}, LI)
    with sqlite3.connect(house.home / "labels.db") as file:
        for statement in ("UPDATE corrections SET who_name = 'x'", "DELETE FROM corrections"):
            with pytest.raises(sqlite3.IntegrityError, match="kept"):
                file.execute(statement)


def test_other_rules_label_what_was_labelled_before(house):
    house.say("c1", "停车怎么收费")
    house.office.refresh()
    with house.office.store._engine.begin() as connection:
        connection.execute(rows.update().values(version="older"))
    assert house.office.again(everything=False) == 1
    assert house.office.of(["c1"])["c1"].version == house.office.version


def test_a_paper_that_was_not_in_force_is_named_and_judged_once(tmp_path):
    asked: list[int] = []

    def outdated(turns):
        asked.append(len(turns))
        return ["D1"] if turns and turns[0].message == "旧规则" else []

    journal = Journal(tmp_path / "j.db")
    office = LabelOffice(LabelStore(tmp_path / "l.db"), labeller(), journal, outdated)
    journal.remember("c1", turn("旧规则"))
    office.refresh()
    journal.remember("c1", turn("停车怎么收费"))
    labels = office.of(["c1"])["c1"]
    assert labels.outcome.outdated == ("D1",)
    assert labels.values(Kind.GAP) == ("过期",)
    office.again()
    assert asked[:2] == [1, 1]
    assert office.of(["c1"])["c1"].outcome.outdated == ("D1",)
    office.close()
    journal.close()


# -- deleting ----------------------------------------------------------------------------------------


def test_a_deleted_conversation_leaves_no_word_in_any_file(house):
    house.say("c1", f"我的{SECRET}丢了", "在哪登记")
    house.office.refresh()
    house.office.correct("c1", {Kind.NEEDS: ["失物"]}, LI, f"是{SECRET}")
    gone = house.office.erase("c1", LI, "asked for")
    assert (gone.turns, gone.tickets) == (2, ("T1",))
    assert gone.labels > 0
    assert house.forgotten == [("c1", "李敏")]
    assert house.office.of(["c1"]) == {}
    for path in house.home.glob("*.db*"):
        assert SECRET.encode() not in path.read_bytes(), path.name
    with sqlite3.connect(house.home / "labels.db") as file:
        noted = file.execute("SELECT conversation_id, who_name, why FROM erased").fetchall()
    assert noted == [("c1", "李敏", "asked for")]


def test_an_answer_that_was_under_way_does_not_bring_it_back(house):
    house.say("c1", "停车怎么收费")
    house.office.erase("c1", LI, "asked for")
    house.say("c1", f"还有{SECRET}")
    assert house.office.page(Wanted()) == []
    assert house.journal.all_turns("c1") == []


def test_a_deletion_that_was_killed_is_finished_at_the_next_start(house):
    house.say("c1", "停车怎么收费")
    house.say("c2", "积分怎么换")
    house.office.store.erase(["c1"], LI, "asked for", NOW)  # and then the power went
    assert house.office.finish() == 1
    assert house.journal.all_turns("c1") == []
    assert len(house.journal.all_turns("c2")) == 1
    assert house.office.finish() == 0


def test_conversations_are_deleted_when_their_time_is_over_and_tickets_stay(house):
    house.say("old", "停车怎么收费")
    house.office.refresh()
    assert house.office.sweep(datetime.now(UTC) + timedelta(days=29)) == 0
    assert house.office.sweep(datetime.now(UTC) + timedelta(days=31)) == 1
    assert house.journal.all_turns("old") == []
    assert house.forgotten == []


def test_without_a_term_nothing_is_deleted(tmp_path):
    journal = Journal(tmp_path / "j.db")
    office = LabelOffice(LabelStore(tmp_path / "l.db"), labeller(), journal)
    journal.remember("c1", turn("停车怎么收费"))
    assert office.sweep(datetime.now(UTC) + timedelta(days=9999)) == 0
    office.close()
    journal.close()


def test_the_clerk_labels_beside_the_answers_and_survives_what_fails(house):
    done: list[str] = []

    class Failing:
        def finish(self) -> int:
            return 0

        def again(self, everything: bool) -> int:
            raise RuntimeError("once")

        def refresh(self) -> int:
            done.append("refreshed")
            return house.office.refresh()

    clerk = Clerk(Failing(), pause=0.0)  # type: ignore[arg-type]
    clerk.begin()
    house.say("c1", "停车怎么收费")
    clerk.note()
    for _ in range(200):
        if house.office.store.of(["c1"]):
            break
        time.sleep(0.02)
    clerk.close()
    assert house.office.store.of(["c1"])["c1"].labels.values(Kind.NEEDS) == ("停车",)
    assert done
