"""What a model thinks never reaches an answer, wherever the stream is cut."""

from __future__ import annotations

import pytest

from assistant.llms.deadlines import Deadlines
from assistant.llms.model import Message
from assistant.llms.openai_like import OpenAILikeModel
from assistant.llms.served import Server
from assistant.llms.thoughts import StrayThought, Thoughts
from knowledge.errors import ModelUnavailable
from tests.llm_servers import Reply, saying, serving

PATIENT = Deadlines(connect=3, first_token=8, idle=5, total=10)
ASKED = [Message("user", "满减怎么算？")]

# (what the model writes, what it says)
REPLIES = [
    ("满300减50。", "满300减50。"),
    ("<think>也许是80？</think>满300减50。", "满300减50。"),
    ("<think>\n\n</think>\n\n满300减50。", "\n\n满300减50。"),
    ("<THINK>也许</Think>好。", "好。"),
    ("<thinking>a < b</thinking>好。", "好。"),
    ("[THINK]也许[/THINK]好[1]。", "好[1]。"),
    ("<|channel|>analysis<|message|>也许<|end|>好。", "好。"),
    ("好。<think>再想想</think>完。", "好。完。"),
    ("<think>一</think>好<think>二</think>的", "好的"),
    ("<think>没有结束", ""),
    ("3 < 5，[1]，<b>好</b>", "3 < 5，[1]，<b>好</b>"),
    ("末尾是<thin", "末尾是<thin"),
    ("<think>里面有 <thinking> 和 <b> 也不是</think>好", "好"),
]


def spoken(text: str, step: int, begun: bool = False) -> str:
    thoughts = Thoughts(begun)
    pieces = [text[start : start + step] for start in range(0, len(text), step)]
    return "".join(map(thoughts.spoken, pieces)) + thoughts.rest()


@pytest.mark.parametrize("step", [1, 2, 3, 5, 8, 100])
@pytest.mark.parametrize(("written", "said"), REPLIES)
def test_only_what_is_said_is_passed_on(written: str, said: str, step: int) -> None:
    assert spoken(written, step) == said


def test_a_word_is_not_held_back_longer_than_it_may_be_a_mark() -> None:
    thoughts = Thoughts()
    assert thoughts.spoken("满300减50") == "满300减50"
    assert thoughts.spoken("<") == ""
    assert thoughts.spoken("b>") == "<b>"


def test_an_end_without_a_beginning_is_noticed() -> None:
    with pytest.raises(StrayThought):
        spoken("也许是80</think>满300减50", 3)


@pytest.mark.parametrize("step", [1, 4, 100])
def test_a_reply_may_begin_in_a_thought(step: int) -> None:
    assert spoken("也许是80</think>满300减50", step, begun=True) == "满300减50"
    assert spoken("<think>也许</think>好", step, begun=True) == "好"
    assert spoken("这次没有想", step, begun=True) == "这次没有想"


def model_at(url: str) -> OpenAILikeModel:
    return OpenAILikeModel(Server(url, "m"), PATIENT)


def test_thoughts_in_the_text_are_taken_out_of_a_served_stream() -> None:
    with serving(saying("<think>也许是80[1]。</think>满300减50[1]。")) as (url, _):
        assert "".join(model_at(url).stream(ASKED)) == "满300减50[1]。"


def test_thoughts_in_a_field_of_their_own_are_not_passed_on() -> None:
    def reasoning(reply: Reply) -> None:
        reply.head()
        for field in ("reasoning_content", "reasoning"):
            reply.event(
                {
                    "id": "c",
                    "object": "chat.completion.chunk",
                    "created": 1,
                    "model": "m",
                    "choices": [{"index": 0, "delta": {field: "也许是80"}, "finish_reason": None}],
                }
            )
        reply.text("满300减50[1]。")
        reply.finish()
        reply.done()

    with serving(reasoning) as (url, _):
        assert "".join(model_at(url).stream(ASKED)) == "满300减50[1]。"


def test_a_model_whose_template_opens_the_thought_is_understood_from_its_second_reply_on() -> None:
    with serving(saying("也许是80[1]。</think>满300减50[1]。")) as (url, _):
        model = model_at(url)
        with pytest.raises(ModelUnavailable, match="thought aloud"):
            list(model.stream(ASKED))
        assert "".join(model.stream(ASKED)) == "满300减50[1]。"


def test_nothing_but_a_thought_is_no_reply() -> None:
    with serving(saying("<think>满300减80[1]。")) as (url, _), pytest.raises(ModelUnavailable, match="empty"):
        list(model_at(url).stream(ASKED))
