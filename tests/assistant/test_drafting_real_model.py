"""Copy drafted with a real model, small and seldom right: whatever it writes, what is given out passed the checks.

Skipped without the two packages of requirements/real-model.txt, as tests/assistant/test_llms_real_model.py is.
"""

from __future__ import annotations

import pytest

from assistant.compliance.numbers import unsourced_numbers
from tests.assistant.drafting_papers import DraftPapers
from tests.assistant.test_drafting_author import ask, bodies
from tests.assistant.test_drafting_drafts import PROFILE
from tests.assistant.test_llms_real_model import address, model_at  # noqa: F401

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("language", ["zh-Hans", "en"])
@pytest.mark.parametrize("subject", [{"product": "P1"}, {"product": "P2"}, {"campaign": "C2"}], ids=str)
def test_what_a_real_model_drafts_passed_the_checks_or_is_the_templates(
    address: str,  # noqa: F811
    subject: dict,
    language: str,
) -> None:
    asked = {"channels": ("wechat_group",), "language": language, **subject}
    reply = ask(model_at(address, 200), **asked)
    doc_id = next(iter(subject.values()))
    sources = [passage.text for passage in DraftPapers().passages(doc_id)]
    for draft in reply.drafts:
        print("\nsaid:", draft.mode, draft.score, draft.body)
        assert draft.status != "blocked"
        assert unsourced_numbers(draft.whole, [*sources, PROFILE.hotline, PROFILE.service_desk]) == []
    notes = [note for note in reply.notes if "语言模型" in note]
    print("\nnotes:", notes)
    if all(draft.mode == "template" for draft in reply.drafts):
        assert bodies(reply) == bodies(ask(None, **asked))
        assert len(notes) == len(reply.drafts)
