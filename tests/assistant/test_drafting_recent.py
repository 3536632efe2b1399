"""A draft is not said twice to the same people."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import pytest

from assistant.compliance import ComplianceChecker
from assistant.drafting import Drafter, DraftReply, DraftRequest
from assistant.drafting.recent import FEWEST, NothingRecent, Past
from assistant.drafting.rubric.judged import rubric
from assistant.drafting.telling import pairs_of
from tests.assistant.drafting_papers import DraftPapers
from tests.assistant.test_drafting_author import Saying
from tests.assistant.test_drafting_drafts import NOW, PROFILE
from tests.assistant.wordings import EDITS, FACTS, WORDINGS, with_other_goods


class Remembered:
    """A store that has approved these texts, and remembers what it was asked for."""

    def __init__(self, *texts: str) -> None:
        self._texts = texts
        self.asked: list[tuple[str | None, str]] = []

    def texts(self, tag: str | None, channel: str) -> Sequence[str]:
        self.asked.append((tag, channel))
        return self._texts


def ask(recent=None, model=None, **request) -> DraftReply:
    drafter = Drafter(ComplianceChecker(), DraftPapers(), PROFILE, model=model, recent=recent)
    return drafter.draft(
        DraftRequest(**{"as_of": NOW, "product": "P1", "channels": ("xiaohongshu",), **request})
    )


def alike(reply: DraftReply) -> list[str]:
    return [note for note in reply.notes if "措辞相同" in note]


def test_notes_by_several_hands_are_unlike_though_they_share_every_fact() -> None:
    for one, other in itertools.permutations(WORDINGS, 2):
        assert Past.of([other]).like(one, FACTS).share < rubric()["fresh_from"]


@pytest.mark.parametrize("edit", EDITS, ids=lambda one: one.__name__)
def test_a_note_that_was_only_edited_is_too_like(edit) -> None:
    facts = [edit(fact) for fact in FACTS] if edit is with_other_goods else FACTS
    for text in (text for text in WORDINGS if "整理好了" not in text):  # a list of facts under one sentence
        assert Past.of([*WORDINGS]).like(edit(text), facts).share >= rubric()["too_like"]


def test_texts_prepared_together_are_compared_as_one_by_one() -> None:
    texts = [*WORDINGS, "Buy one, get one", "𠮷野家A"]
    for text in texts:
        own = pairs_of(text) - pairs_of("\n".join(FACTS))
        if len(own) >= FEWEST:
            shares = [len(own & pairs_of(other)) / len(own) for other in texts]
            told = Past.of(texts).like(text, FACTS)
            assert told.share == max(shares)
            assert told.nearest == texts[shares.index(max(shares))]


def test_the_nearest_is_named_and_nothing_is_like_nothing() -> None:
    assert Past.of(WORDINGS).like(WORDINGS[0], FACTS).nearest == WORDINGS[0]
    assert Past.of(()).like(WORDINGS[0], FACTS).share == 0
    assert Past.of(WORDINGS).like("", FACTS).share == 0
    assert NothingRecent().texts("T1", "sms") == ()


def test_a_text_that_is_all_facts_is_like_itself_alone() -> None:
    told, turned = "；".join(FACTS), "；".join(FACTS[::-1])
    assert Past.of([told]).like(told, FACTS).share == 1
    assert Past.of([told]).like(turned, FACTS).share == 0


def test_what_was_approved_is_asked_for_by_tag_and_channel() -> None:
    recent = Remembered()
    ask(recent, tag="T2", channels=("sms", "wechat_group"))
    assert recent.asked == [("T2", "sms"), ("T2", "wechat_group")]


def test_a_template_draft_like_a_recent_one_is_written_with_another_seed() -> None:
    first = ask(tag="T2").drafts[0]
    again = ask(Remembered(first.whole), tag="T2")
    assert again.drafts[0].whole != first.whole
    assert again.drafts[0].mode == "template"


def test_a_draft_that_stays_like_recent_ones_says_so_and_loses_its_freshness() -> None:
    every = [ask(tag="T2", seed=seed).drafts[0].whole for seed in range(12)]
    reply = ask(Remembered(*every), tag="T2")
    assert len(alike(reply)) == 1
    assert "100%" in alike(reply)[0]
    marks = {mark.criterion: mark.points for mark in reply.drafts[0].rubric}
    assert marks["fresh"] == 0
    assert marks["lawful"] == 6


def test_unlike_copy_changes_nothing() -> None:
    plain = ask(tag="T2")
    reply = ask(Remembered("今晚七点中庭有音乐会。\n请提前入座。"), tag="T2")
    assert reply == plain


NOTE = """标题：云朵米露｜第二杯半价
下班的路上经过二层,不妨停一停看一看。
☕ 云朵米露的主要配料写得很清楚:大米、牛乳,含乳。
💰 两种杯型任选:300 ml 18元,500 ml 22元。
🎉 记好日子,4月3日至4月9日同款同规格的第二杯半价,每日限90份。
📍 云朵茶铺L2-07
要不要顺路捎上一杯?"""
OTHER = """标题：云朵米露｜第二杯半价
今天的下午茶,看看云朵茶铺。
☕ 大米和牛乳做的云朵米露,含乳。
💰 300 ml 18元,500 ml 22元。
🎉 4月3日至4月9日第二杯半价,限同款同规格,每日限90份。
📍 铺位L2-07
你选哪一杯?"""


def test_a_model_is_shown_what_was_said_and_asked_again() -> None:
    recent = Remembered(NOTE)
    model = Saying(NOTE, OTHER)
    reply = ask(recent, model, tag="T2")
    assert reply.drafts[0].mode == "generated"
    assert "今天的下午茶" in reply.drafts[0].body
    assert "近期已经用过的文案" in model.asked[0][1].content
    assert "下班的路上经过二层" in model.asked[0][1].content
    assert "措辞有" in model.asked[1][-1].content
    assert alike(reply) == []


def test_a_model_that_repeats_itself_is_asked_once_more_and_named() -> None:
    model = Saying(NOTE)
    reply = ask(Remembered(NOTE), model, tag="T2")
    assert len(model.asked) == 2
    assert reply.drafts[0].mode == "generated"
    assert len(alike(reply)) == 1
