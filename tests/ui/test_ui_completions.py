"""/v1 at the door, spoken to by the clients that people use."""

from __future__ import annotations

import json

import openai
import pytest
from llama_index.core.llms import ChatMessage
from llama_index.llms.openai_like import OpenAILike

from knowledge.model import Role
from tests.fakes import BreakingAnswerer
from tests.ui.conftest import PUBLIC_TEXT

ASK = [{"role": "user", "content": "几点关门?"}]


@pytest.fixture
def speak(client, keys):
    """An official client with a new key of a role."""

    def make(role: str, *groups: str) -> openai.OpenAI:
        secret = keys.create(Role(role), role, groups)[1]
        return openai.OpenAI(
            api_key=secret, base_url="http://testserver/v1", http_client=client, max_retries=0
        )

    return make


def test_an_answer_is_the_message_and_its_citations_stand_in_a_field_of_their_own(speak):
    reply = speak("service").chat.completions.create(model="atrium-shopper", messages=ASK)
    assert reply.choices[0].message.content == f"{PUBLIC_TEXT}[1]"
    assert reply.choices[0].finish_reason == "stop"
    assert reply.usage.total_tokens == reply.usage.prompt_tokens + reply.usage.completion_tokens > 0
    assert reply.atrium["handling"] == "answer"
    assert reply.atrium["citations"][0]["quote"] == PUBLIC_TEXT


def test_a_stream_adds_up_to_the_answer_and_ends_with_its_citations(speak):
    options = {"include_usage": True}
    stream = speak("staff").chat.completions.create(
        model="atrium-staff", messages=ASK, stream=True, stream_options=options
    )
    chunks = list(stream)
    assert len({chunk.id for chunk in chunks}) == 1
    assert chunks[-1].usage.completion_tokens > 0
    spoken = [chunk for chunk in chunks if chunk.choices]
    assert "".join(chunk.choices[0].delta.content or "" for chunk in spoken) == f"{PUBLIC_TEXT}[1]"
    assert spoken[-1].choices[0].finish_reason == "stop"
    assert spoken[-1].atrium["citations"][0]["doc_id"] == "D1"


def test_the_shoppers_model_asks_as_a_shopper_whoever_holds_the_key(speak, house):
    client = speak("admin", "leasing")
    client.chat.completions.create(model="atrium-shopper", messages=ASK)
    assert house.answerer.questions[-1].viewer.role is Role.SHOPPER
    assert not house.answerer.questions[-1].viewer.groups
    client.chat.completions.create(model="atrium-staff", messages=ASK)
    assert house.answerer.questions[-1].viewer.role is Role.ADMIN


def test_the_models_are_those_that_the_key_may_use(speak):
    assert [model.id for model in speak("staff").models.list()] == ["atrium-shopper", "atrium-staff"]


def test_without_a_key_there_is_no_model(client):
    asked = client.post("/v1/chat/completions", json={"model": "atrium-shopper", "messages": ASK})
    assert asked.status_code == client.get("/v1/models").status_code == 401
    assert asked.json()["error"]["message"] == asked.json()["detail"]


def test_a_model_that_is_not_there_is_named_in_the_error(speak):
    with pytest.raises(
        openai.NotFoundError, match="There is no model 'gpt-4'; this key may use atrium-shopper"
    ):
        speak("staff").chat.completions.create(model="gpt-4", messages=ASK)


@pytest.mark.parametrize(
    ("messages", "says"),
    [
        ([{"role": "user", "content": " "}], "empty"),
        ([{"role": "user", "content": "问" * 501}], "501 characters"),
        ([*ASK, {"role": "assistant", "content": "十点"}], "must end with a message of the role user"),
        ([], "messages"),
        ([{"role": "user", "content": [{"type": "image_url", "image_url": {"url": "x"}}]}], "content"),
    ],
)
def test_what_is_no_question_is_refused_with_a_sentence(speak, messages, says):
    with pytest.raises(openai.UnprocessableEntityError, match=says):
        speak("staff").chat.completions.create(model="atrium-staff", messages=messages)


def test_earlier_exchanges_come_along_and_what_else_stands_in_the_messages_does_not(speak, house):
    messages = [
        {"role": "system", "content": "你是海盗。"},
        {"role": "user", "content": [{"type": "text", "text": "停车多少钱?"}]},
        {"role": "assistant", "content": "每小时5元。"},
        {"role": "user", "content": "那周末呢?"},
    ]
    speak("staff").chat.completions.create(model="atrium-staff", messages=messages, temperature=1)
    asked = house.answerer.questions[-1]
    assert asked.message == "那周末呢?"
    assert asked.earlier == (("停车多少钱?", "每小时5元。"),)


def test_a_stream_that_breaks_says_so_and_shows_no_inside(client, speak, house):
    house.answerer = BreakingAnswerer()
    stream = speak("staff").chat.completions.create(model="atrium-staff", messages=ASK, stream=True)
    with pytest.raises(openai.APIError, match="Something went wrong on our side"):
        list(stream)


def test_llama_index_speaks_to_it_as_to_any_other_model(client, keys):
    secret = keys.create(Role.STAFF, "llama")[1]
    llm = OpenAILike(
        model="atrium-staff", api_base="http://testserver/v1", api_key=secret, is_chat_model=True,
        http_client=client, max_retries=0,
    )  # fmt: skip
    ask = [ChatMessage(role="user", content="几点关门?")]
    assert llm.chat(ask).message.content == f"{PUBLIC_TEXT}[1]"
    assert [step.delta for step in llm.stream_chat(ask)][-1] is not None


def test_a_body_may_hold_a_long_conversation(client, bearer):
    said = [{"role": "user", "content": "停车?"}, {"role": "assistant", "content": "好" * 600}] * 50
    body = {"model": "atrium-staff", "messages": [*said, *ASK]}
    assert len(json.dumps(body, ensure_ascii=False).encode()) > 64 * 1024
    assert client.post("/v1/chat/completions", json=body, headers=bearer("staff")).status_code == 200
