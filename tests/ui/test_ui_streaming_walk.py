"""An answer is on the page while the rest of it is still being written, in a real browser at the demo mall."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate, pairwise

import pytest
from playwright.sync_api import Locator, expect

from tests.llm_servers import Reply, serving
from tests.ui.listening import Served, served
from tests.ui.test_ui_talk_walk import arrive, ask

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]
QUESTION = "宠物可以进商场吗"
_PASSAGE = re.compile(r"<<<资料 (\d+) \|[^\n]*>>>\n([^\n]*)\n<<<资料 \1 完>>>")


@dataclass
class Quoting:
    """A model that quotes the first passages, a sentence each, and goes on only when it is told to."""

    sentences: list[str] = field(default_factory=list)
    asked: threading.Event = field(default_factory=threading.Event)
    may: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))

    def __call__(self, reply: Reply) -> None:
        found = _PASSAGE.findall(reply.prompt)[:3]
        self.sentences = [text.rstrip("。") for _, text in found]
        self.asked.set()
        reply.head()
        pieces = [f"{text}[{n}]。" for (n, _), text in zip(found, self.sentences, strict=True)]
        said, ends = "".join(pieces), [*accumulate(map(len, pieces))]
        for start, end in pairwise([0, *(end + 1 for end in ends[:-1]), ends[-1]]):
            assert self.may.acquire(timeout=60)  # a character of the next: until then a mark may still follow
            reply.text(said[start:end])
        reply.finish()
        reply.done()


@pytest.fixture
def quoting(mall) -> Iterator[tuple[Served, Quoting]]:
    """The mall with such a model."""
    model = Quoting()
    with serving(model) as (url, _script), served(mall.house.speaking(url, llm_seconds=300)) as speaking:
        yield speaking, model


def grows(answer: Locator, label: Locator, model: Quoting) -> None:
    """Each sentence is seen before the model has said the next one; the label comes with the end."""
    assert model.asked.wait(60)
    assert len(model.sentences) == 3
    for number, sentence in enumerate(model.sentences):
        model.may.release()
        expect(answer).to_contain_text(sentence)
        for later in model.sentences[number + 1 :]:
            expect(answer).not_to_contain_text(later)
            expect(label).to_have_count(0)
    expect(label).to_have_count(1)


def test_an_answer_arrives_in_pieces_on_the_page(quoting, somebody):
    mall, model = quoting
    page = somebody(360, 740)
    arrive(page, mall.url)
    ask(page, QUESTION)
    grows(page.locator(".chat"), page.locator(".ai-label"), model)
    expect(page.locator("details.source")).to_have_count(3)


def test_an_answer_arrives_in_pieces_in_the_widget(quoting, somebody):
    mall, model = quoting
    page = somebody(360, 640)
    page.goto(f"{mall.url}/widget?language=zh-Hans")
    expect(page.locator(".said")).to_have_count(1)
    page.locator("#message").fill(QUESTION)
    page.locator("#message").press("Enter")
    grows(page.locator("#log"), page.locator(".label"), model)
