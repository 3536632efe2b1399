"""Drafts on the wire: traces and sums go out with them."""

import pytest
from pydantic import ValidationError

from tests.assistant.test_drafting_drafts import ask
from ui.schemas.copy import DraftsReply, DraftsRequest


def test_traces_and_steps_go_out_with_a_draft():
    sent = DraftsReply.of(ask(product="P1", channels=("sms",))).model_dump(mode="json")
    (draft,) = sent["drafts"]
    assert draft["steps"] == sent["steps"] == ["300 ml两杯：18+18÷2=27元", "500 ml两杯：22+22÷2=33元"]
    for trace in draft["traces"]:
        start, end = trace["span"]
        assert draft[trace["part"]][start:end] == trace["text"]
        assert trace["source"]


@pytest.mark.parametrize("seed", [-1, "many", 10**9])
def test_a_seed_is_a_small_number(seed):
    with pytest.raises(ValidationError):
        DraftsRequest(product="P1", seed=seed)
