"""The pages mounted in the application."""

from __future__ import annotations

from collections.abc import Callable

import gradio as gr
from fastapi import FastAPI, Request

from ui.auth import Act, BadKey
from ui.lobby import Lobby
from ui.middleware.pages import GUARDED, address_of
from ui.pages import insights, library
from ui.pages.chat import HEAD, SHOPPER, STAFF, chat_page
from ui.pages.insights import insights_page
from ui.pages.library import library_page
from ui.pages.theme import CSS, theme
from ui.routes import admin, deskpage, studio


def mount_pages(app: FastAPI, lobby: Lobby) -> None:
    """The shopper's page comes last: whatever no route before it took is asked of it."""
    _mount(app, lobby, library_page(lobby), "/library", CSS + library.CSS, library.HEAD)
    _mount(app, lobby, insights_page(lobby), "/insights", CSS + insights.CSS)
    app.include_router(studio.page)
    app.include_router(admin.page)
    app.include_router(deskpage.page)
    _mount(app, lobby, chat_page(lobby, STAFF), "/staff", head=HEAD)
    _mount(app, lobby, chat_page(lobby, SHOPPER), "/", head=HEAD)


def _mount(app: FastAPI, lobby: Lobby, page: gr.Blocks, path: str, css: str = CSS, head: str = "") -> None:
    page.queue(max_size=200)
    gr.mount_gradio_app(
        app,
        page,
        path=path,
        auth_dependency=_guard(lobby, GUARDED[path]) if path in GUARDED else None,
        theme=theme(),
        css=css,
        head=head,
        footer_links=[],
        show_error=False,
        allowed_paths=[],
        ssr_mode=False,
        enable_monitoring=False,
        run_history=False,
    )


def _guard(lobby: Lobby, act: Act) -> Callable[[Request], str | None]:
    """Synchronous on purpose: older Gradio let everyone in when this was a coroutine."""

    def user(request: Request) -> str | None:
        try:
            principal = lobby.doorkeeper.principal(request.headers, request.cookies, address_of(request))
        except BadKey:
            return None
        return f"{principal.role} {principal.id}" if principal.may(act) else None

    return user
