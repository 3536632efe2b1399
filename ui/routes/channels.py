"""/channels: shoppers who write by WeCom, by an official account, or through another system.

Servers call here, not browsers: no cookie and no key is looked at, only what each call proves of itself.
"""

from __future__ import annotations

import asyncio
import time

from fastapi import APIRouter, Request, Response

from ui.entry.access import InLobby
from ui.entry.rates import TooOften
from ui.inlets import Call, Heard, Inlet, Kind, NoSuchInlet, Unheard
from ui.inlets.model import Adapter
from ui.inlets.wechat import WeChat
from ui.lobby import Lobby
from ui.schemas.chat import ChatReply
from ui.wire.problems import NotReady, Problem

router = APIRouter(tags=["channels"])

_WECHATS = (Kind.WECOM, Kind.OFFICIAL)


@router.get("/channels/wechat/{name}")
async def greeted(name: str, request: Request, lobby: InLobby) -> Response:
    """Proves to the platform that this address is ours."""
    _, adapter = _found(lobby, name, *_WECHATS)
    assert isinstance(adapter, WeChat)
    try:
        return Response(adapter.greet(await _call(request)), media_type="text/plain")
    except Unheard as error:
        raise Problem(error.status, str(error)) from None


@router.post("/channels/wechat/{name}")
async def wechat(name: str, request: Request, lobby: InLobby) -> Response:
    """A message of the platform. It is answered within five seconds, or with nothing and by the interface later."""
    inlet, adapter = _found(lobby, name, *_WECHATS)
    call = await _call(request)
    heard = _heard(adapter, call)
    _ready(lobby)
    said = lobby.reception.said_at_once(heard)
    if said is None:
        said = await _answered(lobby, inlet, heard)
    if said is None:  # the platform has hung up, and will ask again
        return Response(status_code=503)
    body, kind = adapter.reply(heard, said, call.at)
    return Response(body, media_type=kind)


async def _answered(lobby: Lobby, inlet: Inlet, heard: Heard) -> str | None:
    reception = lobby.reception
    try:
        entry, future, _ = await asyncio.to_thread(reception.take, inlet, heard)
    except TooOften:
        return reception.too_often(heard)
    if entry.is_late:
        return ""
    seconds = reception.seconds_for(inlet, entry)
    try:
        spoken = await asyncio.wait_for(asyncio.shield(asyncio.wrap_future(future)), seconds)
    except TimeoutError:
        return await asyncio.to_thread(reception.overdue, inlet, heard, entry)
    await asyncio.to_thread(reception.handed_out, entry)
    return spoken.text


@router.post("/channels/webhook/{name}")
async def webhook(name: str, request: Request, lobby: InLobby) -> ChatReply:
    """A signed message of another system; the reply is that of /api/chat. A message that was answered is not answered again."""
    inlet, adapter = _found(lobby, name, Kind.WEBHOOK)
    heard = _heard(adapter, await _call(request))
    _ready(lobby)
    if (refused := lobby.reception.said_at_once(heard)) is not None:
        raise Problem(422, refused)
    entry, future, is_new = await asyncio.to_thread(lobby.reception.take, inlet, heard)
    if not is_new:
        raise Problem(409, "This message_id came before; a new message has a new one.")
    spoken = await asyncio.shield(asyncio.wrap_future(future))
    await asyncio.to_thread(lobby.reception.handed_out, entry)
    if spoken.answer is None:
        raise Problem(503, spoken.text)
    return ChatReply.of(spoken.answer)


def _found(lobby: Lobby, name: str, *kinds: Kind) -> tuple[Inlet, Adapter]:
    try:
        return lobby.reception.book.find(name, *kinds)
    except NoSuchInlet as error:
        raise Problem(404, str(error)) from None


def _heard(adapter: Adapter, call: Call) -> Heard:
    try:
        return adapter.hear(call)
    except Unheard as error:
        raise Problem(error.status, str(error)) from None


def _ready(lobby: Lobby) -> None:
    if not lobby.readiness.is_ready:
        raise NotReady


async def _call(request: Request) -> Call:
    headers = {name: value for name, value in request.headers.items() if name.startswith("x-atrium-")}
    return Call(dict(request.query_params), headers, await request.body(), time.time())
