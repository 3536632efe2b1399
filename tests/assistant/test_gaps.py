"""Knowledge gaps: what counts as asked in vain, what belongs together, and what becomes of a closed gap."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from assistant.copies import Person
from assistant.feedback import chosen, kept
from assistant.gaps import Gaps, GapStore, Kind, NoSuchGap, State, Why, outline
from assistant.gaps.clusters import Clusters
from assistant.gaps.evidence import in_vain
from assistant.gaps.model import day
from assistant.journal import Journal, Opinion, Turn
from tests.fakes import HashingEmbedder

WHO = Person("key:1", "甲")
QUESTION, OTHER = "宠物寄养在哪里办理", "停车月卡怎么申请办理"


class House:
    """A journal and the gaps that are read from it."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.open()

    def open(self) -> None:
        self.journal = Journal(self.home / "journal.db")
        self.gaps = Gaps(GapStore(self.home / "gaps.db"), self.journal, HashingEmbedder())

    def restart(self) -> None:
        self.journal.close()
        self.gaps.close()
        self.open()

    def asked(
        self, question: str = QUESTION, handling: str = "unknown", conversation: str = "c", **fields
    ) -> int:
        told = {"tickets": ("T1",), "confidence": 0.1, "desk": "cs_store", "intent": "咨询"} | fields
        return self.journal.remember(conversation, Turn(question, question, "没有找到。", handling, **told))

    def answered(self, question: str = QUESTION, conversation: str = "a") -> int:
        return self.asked(question, "answer", conversation, tickets=(), confidence=0.9)

    def close(self, gap: str) -> None:
        self.gaps.close_gap(gap, "已补文件", "document", "K1", WHO, datetime.now(UTC))


@pytest.fixture
def house(tmp_path):
    made = House(tmp_path)
    yield made
    made.journal.close()
    made.gaps.close()


# -- what counts -------------------------------------------------------------------------------------


def turn(handling: str, **fields) -> Turn:
    return Turn("问", "问", "答", handling, **fields)


@pytest.mark.parametrize(
    ("one", "why"),
    [
        (turn("unknown", tickets=("T1",), confidence=0.1), Why.UNANSWERED),
        (turn("unknown", confidence=0.15), Why.UNANSWERED),  # a shop may be asked itself
        (turn("unknown", confidence=0.1), None),  # another mall, one's own shifts
        (turn("handoff", intent="咨询"), Why.HANDED_OVER),
        (turn("handoff", intent="投诉"), None),
        (turn("answer", confidence=0.2), Why.DOUBTFUL),
        (turn("answer", confidence=0.9), None),
        (turn("refuse", confidence=0.1), None),
        (turn("emergency", confidence=0.1), None),
    ],
)
def test_what_counts_as_asked_in_vain(one, why):
    assert in_vain(one) is why


@pytest.mark.parametrize(
    ("helpful", "reason", "why"),
    [
        (False, "", Why.DISLIKED),
        (False, "[outdated]", Why.DISLIKED),
        (False, "[manner]", None),
        (False, "[manner,unclear] 没看明白", Why.DISLIKED),
        (True, "", None),
    ],
)
def test_a_thumb_down_counts_unless_it_is_of_manner_alone(helpful, reason, why):
    opinion = Opinion("c", 1, helpful, reason, datetime.now(UTC))
    assert in_vain(turn("answer", confidence=0.9), opinion) is why


def test_reasons_come_back_as_they_were_chosen():
    opinion = Opinion("c", 1, False, kept(["outdated", "unclear"], "去年的"), datetime.now(UTC))
    assert chosen(opinion) == ("outdated", "unclear")
    assert chosen(Opinion("c", 1, False, "[nonsense] x", datetime.now(UTC))) == ()
    assert kept([], "只有文字") == "只有文字"


# -- what belongs together ---------------------------------------------------------------------------


def test_questions_that_ask_alike_are_one_gap_with_their_desk(house):
    for conversation in ("a", "b"):
        house.asked(conversation=conversation)
    house.asked(OTHER, conversation="c", desk="parking")
    first, second = house.gaps.all()
    assert (first.question, len(first.asked), first.conversations, first.owner) == (
        QUESTION,
        2,
        2,
        "cs_store",
    )
    assert (second.question, second.owner, second.kind) == (OTHER, "parking", Kind.MISSING)


def test_a_second_look_and_a_restart_give_the_same_gaps(house):
    for number in range(6):
        house.asked(f"{QUESTION}{number % 3}", conversation=f"c{number}")
        told = [(gap.id, len(gap.asked)) for gap in house.gaps.all()]
        assert told == [(gap.id, len(gap.asked)) for gap in house.gaps.all()]
    house.restart()
    assert told == [(gap.id, len(gap.asked)) for gap in house.gaps.all()]


def test_a_thumb_down_after_the_look_still_counts(house):
    number = house.answered()
    assert house.gaps.all() == []
    house.journal.feedback("a", False, kept(["outdated"]), number)
    (gap,) = house.gaps.all()
    assert (gap.kind, gap.why) == (Kind.OUTDATED, {"disliked": 1})
    assert gap.asked[0].reasons == ("outdated",)


def test_a_disliked_answer_from_a_paper_that_was_replaced_is_outdated(house):
    number = house.asked(handling="answer", confidence=0.9, documents=("K1",))
    house.journal.feedback("c", False, "", number)
    assert house.gaps.all()[0].kind is Kind.CONFLICTING
    assert house.gaps.all(over={"K1"})[0].kind is Kind.OUTDATED


def test_erasing_a_conversation_takes_its_words_out(house):
    house.asked(conversation="mine")
    house.asked(f"{QUESTION}呀", conversation="yours")
    assert len(house.gaps.all()[0].asked) == 2
    house.journal.erase("mine")
    (gap,) = house.gaps.all()
    assert [one.turn.conversation_id for one in gap.asked] == ["yours"]
    house.journal.erase("yours")
    assert house.gaps.all() == []


def test_no_word_of_a_question_is_copied(house, tmp_path):
    house.asked()
    house.gaps.all()
    kept_bytes = b"".join(path.read_bytes() for path in tmp_path.glob("gaps.db*"))
    assert QUESTION.encode() not in kept_bytes
    assert QUESTION[:4].encode() not in kept_bytes


def test_a_number_that_is_given_again_after_an_erasure_is_another_question(house):
    house.asked(conversation="mine")
    house.gaps.all()
    house.journal.erase("mine")
    house.asked(OTHER, conversation="yours")  # SQLite gives the freed number again
    (gap,) = house.gaps.all()
    assert gap.question == OTHER


# -- what becomes of a closed one --------------------------------------------------------------------


def test_a_closed_gap_that_is_asked_again_in_vain_is_open_again(house):
    house.asked()
    (gap,) = house.gaps.all()
    house.close(gap.id)
    assert house.gaps.one(gap.id).state is State.CLOSED
    house.asked(conversation="later")
    assert house.gaps.one(gap.id).state is State.REOPENED


def test_a_closed_gap_that_is_asked_again_and_answered_is_mended(house):
    house.asked()
    (gap,) = house.gaps.all()
    house.answered()  # before it was closed: that mends nothing
    house.close(gap.id)
    house.answered(conversation="later")
    house.answered(OTHER, conversation="other")
    found = house.gaps.one(gap.id)
    assert (found.state, len(found.answered), len(found.asked)) == (State.MENDED, 1, 1)


def test_an_answer_that_mended_a_gap_and_is_disliked_opens_it_again(house):
    house.asked()
    (gap,) = house.gaps.all()
    house.close(gap.id)
    number = house.answered(conversation="later")
    assert house.gaps.one(gap.id).state is State.MENDED
    house.journal.feedback("later", False, kept(["inaccurate"]), number)
    found = house.gaps.one(gap.id)
    assert (found.state, found.why) == (State.REOPENED, {"unanswered": 1, "disliked": 1})


def test_another_embedding_model_keeps_the_gaps(house):
    house.asked()
    house.asked(OTHER, conversation="d")
    before = [(gap.id, gap.question) for gap in house.gaps.all()]
    house.gaps._embedder.name = "another"
    assert [(gap.id, gap.question) for gap in house.gaps.all()] == before


def test_a_long_journal_is_read_in_portions(house, monkeypatch):
    for number in range(7):
        house.asked(f"{QUESTION}{'甲乙丙'[number % 3] * 6}", conversation=f"c{number}")
    whole = [len(gap.asked) for gap in house.gaps.all()]
    monkeypatch.setattr("assistant.gaps.gaps._READ", 2)
    other = Gaps(GapStore(house.home / "other.db"), house.journal, HashingEmbedder())
    assert [len(gap.asked) for gap in other.all()] == whole
    other.close()


def test_a_gap_that_never_was_cannot_be_closed(house):
    for gap_id in ("G9", "nonsense"):
        with pytest.raises(NoSuchGap):
            house.close(gap_id)


# -- clusters and outlines ---------------------------------------------------------------------------


def test_the_same_order_gives_the_same_clusters():
    rng = np.random.default_rng(3)
    middles = rng.normal(size=(20, 16))
    vectors = middles[rng.integers(20, size=300)] + rng.normal(0, 0.05, (300, 16))
    vectors = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)

    def placed() -> list[int]:
        clusters = Clusters(16)
        return [clusters.join(clusters.nearest(vector), vector) for vector in vectors]

    assert placed() == placed()
    assert len(set(placed())) == 20


def test_an_outline_has_the_headings_that_its_questions_want():
    made = outline("宠物寄养怎么收费", ["宠物寄养怎么收费", "宠物寄养在几楼", "小狗能寄养多久"])
    headings = {one.heading: one.asked for one in made.headings}
    assert headings.keys() == {"适用范围", "时间", "地点", "费用", "流程", "联系"}
    assert headings["费用"] == ("宠物寄养怎么收费",)
    assert "## 费用" in made.text


def test_a_question_is_no_markup_in_an_outline():
    made = outline("# 标题 [x](http://e) <script>", ["# 标题 [x](http://e) <script>"])
    assert not set("#[<") & set(made.title)
    assert "<script" not in made.text


def test_days_are_the_mall_s(house):
    late = datetime.fromisoformat("2026-03-04T23:30:00+08:00")
    house.asked(as_of=late)
    one = house.gaps.all()[0].asked[0].turn
    assert day(one, late.tzinfo) == late.date()
