"""Drafts on the wire: who wrote them, what they get for it, and why it was not the model."""

from __future__ import annotations

import pytest

from assistant.compliance import ComplianceChecker
from assistant.drafting import Drafter
from knowledge.model import Role
from tests.assistant.draft_replies import BAD, LATTE
from tests.assistant.drafting_papers import DraftPapers
from tests.assistant.test_drafting_author import Gone, Saying
from tests.assistant.test_drafting_drafts import PROFILE

ASKED = {"product": "P1", "channels": ["wechat_group"]}


@pytest.fixture
def drafted(client, house, bearer):
    """What the API replies when this model writes."""

    def ask(model) -> dict:
        house.drafter = lambda viewer, as_of: Drafter(
            ComplianceChecker(), DraftPapers(), PROFILE, model=model
        )
        reply = client.post("/api/drafts", json=ASKED, headers=bearer(Role.CONTENT))
        assert reply.status_code == 200, reply.text
        return reply.json()

    return ask


@pytest.mark.parametrize("model", [None, Saying(LATTE)], ids=["none", "writing"])
def test_a_draft_says_who_wrote_it_and_shows_ten_marks_that_add_up(drafted, model) -> None:
    (draft,) = drafted(model)["drafts"]
    assert draft["mode"] == ("generated" if model else "template")
    assert len(draft["rubric"]) == 10
    assert all(set(mark) == {"criterion", "name", "points", "of", "why"} for mark in draft["rubric"])
    assert sum(mark["of"] for mark in draft["rubric"]) == 60
    assert draft["score"] == pytest.approx(sum(mark["points"] for mark in draft["rubric"]))


@pytest.mark.parametrize("model", [Gone(), Saying(BAD[1].text)], ids=["absent", "wrong"])
def test_the_template_stands_in_and_a_note_says_why(drafted, model) -> None:
    reply, plain = drafted(model), drafted(None)
    assert reply["drafts"] == plain["drafts"]
    assert next(note for note in reply["notes"] if note not in plain["notes"]).startswith(
        "微信社群(简体):语言模型"
    )
