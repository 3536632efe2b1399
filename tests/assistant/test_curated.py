"""Curated answers: who may publish what, what they answer, and what becomes of them when their source changes."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta

import pytest

from assistant.curated import NoSuchEntry, Origin, Overtaken, Refused, State, Wanted, Wording
from assistant.curated.passage import passage_id
from knowledge.model import Shop, Visibility
from tests.curating import (
    CURATOR,
    LEASING,
    NOON,
    OTHER,
    QUOTE,
    SECRET,
    SHOPPER,
    STAFF,
    UNTIL,
    WRITER,
    new,
    opened,
    paper,
)

QUESTION = "轮椅在哪里借"


@pytest.fixture
def room(tmp_path):
    with opened(tmp_path) as made:
        yield made


# -- who may do what ---------------------------------------------------------------------------------


def test_what_one_person_wrote_another_publishes(room):
    draft = room.office().write(new(QUESTION, "服务台。"), WRITER)
    assert draft.state is State.DRAFT
    assert room.ask(QUESTION) is None
    room.office().submit(draft.id, WRITER)
    with pytest.raises(Refused, match="不能自己发布"):
        room.office().publish(draft.id, WRITER)
    with pytest.raises(Refused, match="不能自己发布"):  # the same person with another key
        room.office().publish(draft.id, replace(WRITER, id="key:99"))
    assert room.office().publish(draft.id, CURATOR).state is State.PUBLISHED
    assert room.ask(QUESTION).entry.wording.answer == "服务台。"


def test_whoever_edited_or_submitted_it_does_not_publish_it(room):
    draft = room.office().write(new(QUESTION), WRITER)
    room.office().edit(draft.id, new(QUESTION, "改过。"), OTHER)
    room.office().submit(draft.id, CURATOR)
    for one in (WRITER, OTHER, CURATOR):
        with pytest.raises(Refused, match="不能自己发布"):
            room.office().publish(draft.id, one)


@pytest.mark.parametrize(
    ("lacking", "said"),
    [
        ({"valid_until": None}, "有效期"),
        ({"valid_until": date(2026, 3, 3)}, "已经过去"),
        ({"origin": Origin()}, "依据"),
        ({"owner": ""}, "岗位"),
    ],
)
def test_what_is_not_complete_is_not_submitted(room, lacking, said):
    draft = room.office().write(new(QUESTION, **lacking), WRITER)
    with pytest.raises(Refused, match=said):
        room.office().submit(draft.id, WRITER)


def test_the_wording_of_an_emergency_is_not_overridden(room):
    draft = room.office().write(new("商场着火了怎么办"), WRITER)
    with pytest.raises(Refused, match="紧急"):
        room.office().submit(draft.id, WRITER)


def test_what_was_returned_is_edited_and_submitted_again(room):
    draft = room.office().write(new(QUESTION), WRITER)
    room.office().submit(draft.id, WRITER)
    with pytest.raises(Refused, match="写明"):
        room.office().return_(draft.id, CURATOR, " ")
    assert room.office().return_(draft.id, CURATOR, "写清楚在哪层").state is State.RETURNED
    room.office().edit(draft.id, new(QUESTION, "L1服务台。"), WRITER)
    room.office().submit(draft.id, WRITER)
    room.office().publish(draft.id, CURATOR)
    acts = [event.act.value for event in room.answers.store.history(draft.id)]
    assert acts == ["written", "submitted", "returned", "edited", "submitted", "published"]


def test_a_text_that_changed_meanwhile_is_not_published_unseen(room):
    draft = room.office().write(new(QUESTION), WRITER)
    room.office().edit(draft.id, new(QUESTION, "改过。"), WRITER)
    room.office().submit(draft.id, WRITER)
    with pytest.raises(Overtaken, match="第2稿"):
        room.office().publish(draft.id, CURATOR, revision=1)


def test_of_two_who_act_at_once_one_wins(room):
    entry = room.published(QUESTION)
    event = room.answers.store.history(entry.id)[-1]
    room.office().withdraw(entry.id, OTHER, may_curate=True)
    with pytest.raises(Overtaken):
        room.answers.store.change(entry, replace(entry, owner="other"), event)
    assert room.answers.store.find(entry.id).state is State.WITHDRAWN


def test_only_who_may_publish_withdraws_what_is_published(room):
    entry = room.published(QUESTION)
    with pytest.raises(Refused, match="能发布"):
        room.office().withdraw(entry.id, WRITER)
    room.office().withdraw(entry.id, OTHER, may_curate=True)
    assert room.ask(QUESTION) is None
    assert room.answers.passage(passage_id(entry.id), STAFF, NOON) is None


def test_personal_data_is_masked_and_the_mall_s_own_numbers_stay(room):
    entry = room.published(
        "我是13812345678,轮椅在哪借",
        "打13987654321或400-000-0000。",
        origin=Origin(statement="张三13700001111"),
    )
    kept = f"{entry.wording} {entry.origin}"
    assert not any(number in kept for number in ("13812345678", "13987654321", "13700001111"))
    assert "400-000-0000" in kept


def test_history_and_texts_are_only_added_to(room, tmp_path):
    entry = room.published(QUESTION)
    with closing(sqlite3.connect(tmp_path / "curated.db")) as file:
        for statement in ("UPDATE events SET who = 'x'", "DELETE FROM revisions", "DELETE FROM entries"):
            with pytest.raises(sqlite3.IntegrityError):
                file.execute(statement)
    assert room.answers.store.history(entry.id)


def test_a_restart_forgets_nothing(tmp_path):
    with opened(tmp_path) as room:
        entry = room.published(QUESTION)
    with opened(tmp_path) as room:
        assert room.ask(QUESTION).entry == entry


# -- who may read what -------------------------------------------------------------------------------


def test_a_shopper_never_gets_an_internal_answer(room):
    entry = room.published(QUESTION, SECRET, visibility=Visibility.INTERNAL)
    assert room.ask(QUESTION, SHOPPER) is None
    assert room.answers.hits(QUESTION, SHOPPER, NOON, 0.0, 3) == []
    assert room.answers.passage(passage_id(entry.id), SHOPPER, NOON) is None
    assert room.ask(QUESTION, STAFF).entry == entry


def test_a_public_answer_from_an_internal_paper_needs_a_confirmation_that_is_kept(room):
    paper(room.library, "N1", SECRET, Visibility.INTERNAL)
    origin = Origin("N1", quote="轮椅超时不收费")
    draft = room.office().write(new(QUESTION, "超时不收费。", origin=origin), WRITER)
    room.office().submit(draft.id, WRITER)
    with pytest.raises(Refused, match="不对顾客公开"):
        room.office().publish(draft.id, CURATOR)
    room.office().publish(draft.id, CURATOR, is_confirmed=True)
    assert room.answers.store.history(draft.id)[-1].detail["confirmed"] is True
    assert room.ask(QUESTION) is not None


def test_a_public_answer_does_not_repeat_an_internal_paper(room):
    paper(room.library, "N1", SECRET, Visibility.INTERNAL)
    draft = room.office().write(new(QUESTION, f"您好,{SECRET}"), WRITER)
    room.office().submit(draft.id, WRITER)
    with pytest.raises(Refused, match="内部文件的原文"):
        room.office().publish(draft.id, CURATOR)


def test_what_stands_in_a_public_paper_too_may_be_repeated(room):
    paper(room.library, "N1", SECRET, Visibility.INTERNAL)
    paper(room.library, "P1", SECRET)
    assert room.published(QUESTION, SECRET).state is State.PUBLISHED


def test_an_answer_from_a_restricted_paper_is_known_to_its_groups_only(room):
    paper(room.library, "R1", SECRET, Visibility.RESTRICTED, audience=("leasing",))
    fields = {"origin": Origin("R1", quote="内部冲销"), "visibility": Visibility.INTERNAL}
    draft = room.office(LEASING).write(new(QUESTION, "冲销。", **fields), WRITER)
    room.office(LEASING).submit(draft.id, WRITER)
    room.office(LEASING).publish(draft.id, CURATOR)
    assert room.ask(QUESTION, LEASING) is not None
    assert room.ask(QUESTION, STAFF) is None
    with pytest.raises(NoSuchEntry):
        room.office(STAFF).find(draft.id)
    room.library.withdraw("R1")  # nor afterwards
    with pytest.raises(NoSuchEntry):
        room.office(STAFF).find(draft.id)


def test_a_paper_that_one_may_not_read_is_no_source(room):
    paper(room.library, "R1", SECRET, Visibility.RESTRICTED, audience=("leasing",))
    with pytest.raises(Refused, match="没有找到"):
        room.office(STAFF).write(new(QUESTION, origin=Origin("R1", quote="内部冲销")), WRITER)


# -- what it answers ---------------------------------------------------------------------------------


def test_it_answers_other_wordings_and_scripts_of_its_question(room):
    wording = Wording("轮椅在哪里借", "服务台。", ("哪里可以租轮椅",))
    room.published(QUESTION, wording=wording)
    assert room.ask("請問輪椅在哪裡借") is not None
    assert room.ask("哪里可以租轮椅") is not None
    assert room.ask("轮椅借了在哪里还") is None


def test_it_speaks_english_only_where_it_has_english(room):
    room.published(QUESTION, wording=Wording("轮椅在哪里借", "服务台。"))
    assert room.ask("Where can I borrow a wheelchair") is None
    english = ("Where can I borrow a wheelchair", "At the service desk.")
    room.published("借轮椅去哪", wording=Wording("借轮椅去哪", "服务台。", (), *english))
    found = room.ask("where can i borrow a wheelchair")
    assert found.answer(english=True) == english[1]


def test_an_answer_about_one_shop_does_not_answer_for_another(room):
    shops = (
        Shop("L1-01", "麦小满", passage_id="D-p", doc_id="D", floor="L1"),
        Shop("L2-02", "海岛捞", passage_id="D-p", doc_id="D", floor="L2"),
    )
    paper(room.library, "D", "店铺名录", shops=shops)
    room.published("麦小满有会员折扣吗", "九折。")
    assert room.ask("麦小满有会员折扣吗") is not None
    assert room.ask("海岛捞有会员折扣吗") is None
    assert room.ask("有会员折扣吗") is None


def test_it_ends_with_its_last_day_and_goes_on_when_renewed(room):
    entry = room.published(QUESTION, valid_until=date(2026, 3, 10))
    room.as_of = NOON + timedelta(days=7)
    assert room.ask(QUESTION) is None
    assert entry.state_on(room.as_of.date()) is State.EXPIRED
    with pytest.raises(Refused, match="不能自己"):
        room.office().renew(entry.id, UNTIL, WRITER)
    room.office().renew(entry.id, UNTIL, OTHER)
    assert room.ask(QUESTION) is not None


def test_a_search_shows_it_first_with_its_own_citation(room):
    entry = room.published(QUESTION, "服务台。")
    hit = room.answers.hits(QUESTION, SHOPPER, NOON, best=4.0, k=3)[0]
    assert hit.score > 4.0
    assert (hit.document.title, hit.document.version) == ("馆方答复", "2026-03-04")
    assert hit.passage.passage_id == passage_id(entry.id)
    assert "服务台。" in hit.passage.text


def test_good_replies_are_offered_to_a_question_like_theirs(room):
    room.published(QUESTION, "您好,轮椅在服务台借。", is_best=True)
    room.published("雨伞在哪里借", "服务台。")
    found = room.answers.replies("轮椅在哪里借", STAFF, NOON, 3)
    assert [one.entry.wording.answer for one in found] == ["您好,轮椅在服务台借。"]


# -- when its source changes -------------------------------------------------------------------------


@pytest.fixture
def resting(room):
    """A published answer that rests on a public paper."""
    paper(room.library, "P1", f"轮椅租借。{QUOTE}", version="V1")
    return room.published(QUESTION, "两小时内免费。", origin=Origin("P1", quote=QUOTE))


def footing(room, entry):
    return room.answers.sources.footing(entry, room.as_of)


def test_it_keeps_version_checksum_and_quote_of_its_source(resting):
    origin = resting.origin
    assert (origin.version, origin.quote, bool(origin.sha256)) == ("V1", QUOTE, True)


def test_a_new_version_that_still_says_so_marks_it(room, resting):
    paper(room.library, "P1", f"轮椅租借须知。{QUOTE}请按时归还。", version="V2")
    assert "复核" in footing(room, resting).review_due
    assert room.ask(QUESTION) is not None
    assert "待复核" in room.answers.passage(passage_id(resting.id), STAFF, NOON)[1].version
    assert "待复核" not in room.answers.passage(passage_id(resting.id), SHOPPER, NOON)[1].version


def test_a_new_version_that_does_not_say_so_stops_it(room, resting):
    paper(room.library, "P1", "轮椅每小时收费5元。", version="V2")
    assert footing(room, resting).review_due
    assert room.ask(QUESTION) is None


def test_what_was_stopped_answers_again_on_its_renewed_source(room, resting):
    paper(room.library, "P1", "每位顾客可免费借用轮椅三小时。", version="V2")
    origin = Origin("P1", quote="可免费借用轮椅三小时")
    room.office().renew(resting.id, UNTIL, OTHER, origin=origin)
    assert room.ask(QUESTION).footing.review_due == ""


@pytest.mark.parametrize(("text", "answers"), [(QUOTE, True), ("轮椅每小时收费5元。", False)])
def test_a_successor_decides_in_the_place_of_what_it_replaced(room, resting, text, answers):
    paper(room.library, "P2", text, supersedes=("P1",), effective_from=date(2026, 3, 1))
    assert bool(footing(room, resting).review_due)
    assert (room.ask(QUESTION) is not None) == answers


def test_a_source_that_is_withdrawn_over_or_internal_now_stops_it(room, resting):
    paper(room.library, "P1", QUOTE, effective_to=date(2026, 3, 1))
    assert room.ask(QUESTION) is None
    paper(room.library, "P1", QUOTE, Visibility.INTERNAL)
    assert room.ask(QUESTION) is None
    paper(room.library, "P1", QUOTE)
    assert room.ask(QUESTION) is not None
    room.library.withdraw("P1")
    assert room.ask(QUESTION) is None


def test_a_quote_that_the_source_does_not_have_is_refused(room):
    paper(room.library, "P1", QUOTE)
    with pytest.raises(Refused, match="没有这段原文"):
        room.office().write(new(QUESTION, origin=Origin("P1", quote="免费借用一天")), WRITER)


def test_without_a_quote_the_nearest_passage_is_taken_or_it_is_not_submitted(room):
    paper(room.library, "P1", QUOTE)
    near = room.office().write(new(QUESTION, "可免费借用轮椅两小时。", origin=Origin("P1")), WRITER)
    assert near.origin.quote == QUOTE
    far = room.office().write(new(QUESTION, "雨伞在L3。", origin=Origin("P1")), WRITER)
    with pytest.raises(Refused, match="原文"):
        room.office().submit(far.id, WRITER)


def test_the_list_finds_words_and_states(room):
    room.published(QUESTION)
    room.office().write(new("雨伞在哪里借"), WRITER)
    store = room.answers.store
    assert store.page(Wanted(State.PUBLISHED), NOON.date())[1] == 1
    assert [one.wording.question for one in store.page(Wanted(q="雨傘"), NOON.date())[0]] == ["雨伞在哪里借"]
    assert store.page(Wanted(State.EXPIRED), date(2027, 1, 1))[1] == 1
