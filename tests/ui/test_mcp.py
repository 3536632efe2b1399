"""The tools for models, spoken to by the official client: over HTTP with a key, and over standard input."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import anyio
import httpx
import pytest
from mcp.client.client import Client
from mcp.client.stdio import StdioServerParameters, stdio_client
from mcp.client.streamable_http import streamable_http_client

from knowledge.model import Role
from tests.house import NOW, copied
from tests.ui.conftest import INTERNAL_TEXT, PUBLIC_TEXT
from tests.ui.listening import listening
from tests.ui.test_ui_server import environment
from ui.app import app_for
from ui.mcp.mount import mount_tools

TOOLS = {"ask_mall", "search_knowledge", "find_shop", "check_copy"}


@pytest.fixture
def address(lobby) -> Iterator[str]:
    """The application with its tools, on a real port."""
    app = app_for(lobby, pages=False)
    mount_tools(app, lobby)
    with listening(app) as port:
        yield f"http://127.0.0.1:{port}"


def called(address: str, headers: dict[str, str], tool: str, **asked):
    """What a tool answers to a client with these headers."""

    async def call():
        async with (
            httpx.AsyncClient(headers=headers, timeout=30, trust_env=False) as http,
            Client(streamable_http_client(f"{address}/mcp", http_client=http)) as client,
        ):
            assert {each.name for each in (await client.list_tools()).tools} == TOOLS
            return await client.call_tool(tool, asked)

    return anyio.run(call)


def test_an_answer_comes_with_its_citations(address, bearer):
    told = called(address, bearer("service"), "ask_mall", question="几点关门?")
    assert not told.is_error
    assert told.structured_content["answer"] == f"{PUBLIC_TEXT}[1]"
    assert told.structured_content["citations"][0]["doc_id"] == "D1"


def test_a_tool_may_do_what_its_key_may(address, bearer, house):
    found = called(address, bearer("staff"), "search_knowledge", query=INTERNAL_TEXT, k=2)
    assert INTERNAL_TEXT in [hit["text"] for hit in found.structured_content["hits"]]
    called(address, bearer("content", "leasing"), "ask_mall", question="几点关门?")
    assert house.answerer.questions[-1].viewer.role is Role.CONTENT
    assert house.answerer.questions[-1].viewer.groups == {"leasing"}


def test_the_moment_of_a_demo_is_passed_on(address, bearer, house):
    headers = {**bearer("staff"), "X-Demo-Clock": "2026-12-24T18:00:00+08:00"}
    called(address, headers, "ask_mall", question="几点关门?")
    assert house.answerer.questions[-1].as_of.isoformat() == "2026-12-24T18:00:00+08:00"


def test_a_refusal_is_a_sentence_for_the_model(address, bearer):
    told = called(address, bearer("staff"), "ask_mall", question=" ")
    assert told.is_error
    assert told.content[0].text.endswith("message is empty; write something.")


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer atr_wrong"}])
def test_without_a_key_that_works_there_are_no_tools(address, headers):
    body = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
    accept = {"Accept": "application/json, text/event-stream"}
    assert httpx.post(f"{address}/mcp", json=body, headers={**headers, **accept}).status_code == 401


def test_a_page_of_another_origin_is_refused(address, bearer):
    headers = {**bearer("staff"), "Origin": "https://elsewhere.example"}
    assert httpx.post(f"{address}/mcp", json={}, headers=headers).status_code == 403


def test_a_program_on_the_same_machine_speaks_over_standard_input(ingested_home, tmp_path):
    """As a shopper by default: the demo's internal papers stay out of reach."""
    parameters = StdioServerParameters(
        command=sys.executable,
        args=["-m", "ui.cli", "mcp"],
        env=environment(copied(ingested_home, tmp_path / "home"), ATRIUM_CLOCK=NOW.isoformat()),
    )

    async def call():
        async with Client(stdio_client(parameters)) as client:
            names = {each.name for each in (await client.list_tools()).tools}
            refused = await client.call_tool("search_knowledge", {"query": "客诉"})
            return names, refused, await client.call_tool("find_shop", {"floor": "L1", "limit": 3})

    names, refused, found = anyio.run(call)
    assert names == TOOLS
    assert refused.is_error
    assert "--role staff" in refused.content[0].text
    assert len(found.structured_content["shops"]) == 3
    assert found.structured_content["total"] > 3
