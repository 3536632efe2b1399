"""Thumbs under answers: on the chat pages and in the widget."""

from __future__ import annotations

from types import SimpleNamespace

import gradio as gr
import pytest

from assistant.feedback import chosen, named
from assistant.journal import Conversation, Turn
from tests.ui.conftest import NOON
from ui.pages.chat import SHOPPER, chat_page
from ui.pages.talk import Talk, Talker
from ui.pages.thumbs import Thumbs


@pytest.fixture
def request_():
    """A page's event of somebody without a key, as Gradio hands it on."""
    inner = SimpleNamespace(headers={}, cookies={}, client=SimpleNamespace(host="127.0.0.1"))
    return SimpleNamespace(request=inner)


@pytest.fixture
def talk(house):
    """A conversation of one answer, the third bubble."""
    number = house.journal.remember("c", Turn("几点关门", "几点关门", "22:00。", "answer"))
    house.journal.open(Conversation("c", "shopper", "shopper", "web", "", "zh-Hans", NOON))
    return Talk(conversation_id="c", turns={2: number})


@pytest.fixture
def thumbs(lobby):
    with gr.Blocks():
        yield Thumbs(Talker(lobby))


def thumb(index: int, liked: bool) -> gr.LikeData:
    return gr.LikeData(None, {"index": index, "value": "", "liked": liked})


def test_a_thumb_down_asks_why_and_the_reason_is_kept(thumbs, talk, request_, house):
    _, row, told = thumbs._liked(talk, thumb(2, False), request_)
    assert row["visible"]
    assert told["visible"]
    thumbs._because("outdated")(talk, request_)
    opinions = house.journal.opinions("c")
    assert [(one.turn, one.helpful, chosen(one)) for one in opinions] == [
        (talk.turns[2], False, ()),
        (talk.turns[2], False, ("outdated",)),
    ]


def test_a_thumb_up_asks_nothing(thumbs, talk, request_, house):
    _, row, _ = thumbs._liked(talk, thumb(2, True), request_)
    assert not row["visible"]
    assert [one.helpful for one in house.journal.opinions("c")] == [True]


def test_a_thumb_on_the_greeting_is_no_opinion(thumbs, talk, request_, house):
    thumbs._liked(talk, thumb(0, False), request_)
    assert house.journal.opinions("c") == []


def test_a_conversation_of_somebody_else_takes_no_thumb(thumbs, talk, request_, house):
    house.journal.open(Conversation("d", "staff 1", "staff", "internal", "", "zh-Hans", NOON))
    talk.conversation_id = "d"
    _, _, told = thumbs._liked(talk, thumb(2, False), request_)
    assert "谢谢" not in told["value"]
    assert house.journal.opinions("d") == []


def test_the_chat_page_offers_every_reason(lobby):
    page = chat_page(lobby, SHOPPER)
    values = {block.value for block in page.blocks.values() if isinstance(block, gr.Button)}
    assert {name for _, name in named("zh-Hans")} <= values


def test_the_widget_brings_its_thumbs(client):
    assert "/widget/thumbs.js" in client.get("/widget").text
    script = client.get("/widget/thumbs.js")
    assert script.headers["content-type"].startswith("text/javascript")
    assert "aria-pressed" in script.text
    assert "innerHTML" not in script.text  # every text is a text node
