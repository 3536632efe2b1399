"""More questions than can be answered soon: some are turned away at once, with when to come again, and none is cut off."""

from __future__ import annotations

import asyncio

import httpx
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from ui.middleware.crowd import ANSWERS, Crowd


@pytest.mark.parametrize("path", sorted(ANSWERS))
def test_whoever_comes_when_it_is_full_is_told_at_once_and_whoever_is_inside_is_answered(path):
    async def scene() -> None:
        slow = asyncio.Event()

        async def answer(_request) -> PlainTextResponse:
            await slow.wait()
            return PlainTextResponse("十点。")

        async def look(_request) -> PlainTextResponse:
            return PlainTextResponse("ok")

        app = Starlette(
            routes=[Route(path, answer, methods=["POST"]), Route("/healthz", look)],
            middleware=[Middleware(Crowd, most=3)],
        )
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://mall") as client:
            inside = [asyncio.create_task(client.post(path)) for _ in range(3)]
            await asyncio.sleep(0.05)
            refused = await asyncio.wait_for(client.post(path), 1)
            assert refused.status_code == 503
            assert int(refused.headers["retry-after"]) > 0
            assert refused.headers["content-type"] == "application/problem+json"
            assert "119" in refused.json()["detail"], "who is in danger does not wait for a place"
            assert (await client.get("/healthz")).status_code == 200
            slow.set()
            assert {(await one).text for one in inside} == {"十点。"}
            assert (await client.post(path)).status_code == 200, "there is room again"

    asyncio.run(scene())


def test_a_question_that_fails_leaves_its_place():
    async def fails(_scope, _receive, _send) -> None:
        raise RuntimeError("broken")

    async def scene() -> None:
        crowd = Crowd(fails, most=1)
        scope = {"type": "http", "method": "POST", "path": "/api/chat"}
        for _ in range(3):
            with pytest.raises(RuntimeError):
                await crowd(scope, None, None)

    asyncio.run(scene())
