"""The FastAPI application: middleware, routes and pages around one lobby."""

from __future__ import annotations

from importlib.metadata import version

from fastapi import FastAPI
from starlette.middleware import Middleware

from ui import problems
from ui.lobby import Lobby
from ui.middleware.body_limit import BodyLimit
from ui.middleware.headers import SecurityHeaders
from ui.middleware.origin import SameOrigin
from ui.middleware.pages import PageGate
from ui.routes import (
    batches,
    chat,
    completions,
    compliance,
    copies,
    deskpage,
    documents,
    drafts,
    facts,
    feedback,
    guide,
    health,
    inbox,
    jobs,
    library,
    login,
    passages,
    search,
    shops,
    studio,
    threads,
    tickets,
    triage,
    widget,
)
from ui.wiring import Atrium

ROUTERS = [
    chat.router,
    completions.router,
    search.router,
    shops.router,
    triage.router,
    compliance.router,
    drafts.router,
    batches.router,
    copies.router,
    guide.router,
    threads.router,
    inbox.router,
    tickets.router,
    deskpage.router,
    facts.router,
    documents.router,
    passages.router,
    jobs.router,
    library.router,
    studio.router,
    feedback.router,
    login.router,
    widget.router,
    health.router,
]


def create_app(atrium: Atrium, *, pages: bool = True) -> FastAPI:
    """An application over an atrium that is ready."""
    lobby = Lobby(atrium.settings)
    lobby.let_in(atrium)
    return app_for(lobby, pages=pages)


def app_for(lobby: Lobby, *, pages: bool = True) -> FastAPI:
    """An application over a lobby whose atrium may still be on its way.

    `pages` adds what only a server has: the Gradio pages, and the tools for models.
    """
    app = FastAPI(
        title="Atrium",
        version=version("atrium-mall"),
        docs_url=None,  # Swagger's page fetches its script from elsewhere; /openapi.json is ours alone
        redoc_url=None,
        middleware=[
            Middleware(SecurityHeaders, framed_by=lobby.settings.widget_pages),
            Middleware(BodyLimit, limits=lobby.limits),
            Middleware(SameOrigin),
            Middleware(PageGate, doorkeeper=lobby.doorkeeper),
        ],
    )
    app.state.lobby = lobby
    problems.install(app)
    for router in ROUTERS:
        app.include_router(router)
    if pages:  # these take seconds to import, and the command line needs none of them
        from ui.mcp.mount import mount_tools
        from ui.pages.mount import mount_pages

        mount_tools(app, lobby)
        mount_pages(app, lobby)
    return app
