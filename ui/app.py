"""The FastAPI application: middleware, routes and pages around one lobby."""

from __future__ import annotations

from importlib.metadata import version

from fastapi import FastAPI
from starlette.middleware import Middleware

from ui.lobby import Lobby
from ui.middleware.body_limit import BodyLimit
from ui.middleware.crowd import Crowd
from ui.middleware.dressing import Dressing
from ui.middleware.headers import SecurityHeaders
from ui.middleware.origin import SameOrigin
from ui.middleware.pages import PageGate
from ui.middleware.recording import Recording
from ui.middleware.requests import Requests
from ui.pages.entrance import nothing_here
from ui.routes import (
    account,
    admin,
    audit,
    batches,
    channels,
    chat,
    completions,
    compliance,
    conversations,
    copies,
    curated,
    deskpage,
    documents,
    drafts,
    facts,
    feedback,
    gaps,
    guide,
    health,
    hooks,
    inbox,
    insights,
    jobs,
    keys,
    library,
    login,
    passages,
    privacy,
    search,
    shops,
    signon,
    simulations,
    studio,
    threads,
    tickets,
    triage,
    users,
    widget,
)
from ui.wire import openapi, problems

ROUTERS = [
    chat.router,
    conversations.router,
    channels.router,
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
    curated.router,
    gaps.router,
    hooks.router,
    insights.router,
    simulations.router,
    deskpage.router,
    facts.router,
    documents.router,
    passages.router,
    jobs.router,
    library.router,
    studio.router,
    feedback.router,
    login.router,
    signon.router,
    account.router,
    users.router,
    keys.router,
    audit.router,
    admin.router,
    privacy.router,
    widget.router,
    health.router,
]


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
            Middleware(Requests, metrics=lobby.metrics, traces=lobby.traces),
            Middleware(SecurityHeaders, framed_by=lobby.settings.widget_pages),
            Middleware(Crowd, most=lobby.limits.answers_at_once, rescue=lambda: lobby.rescue),
            Middleware(BodyLimit, limits=lobby.limits),
            Middleware(SameOrigin),
            Middleware(Recording, audit=lobby.audit),
            Middleware(PageGate, doorkeeper=lobby.doorkeeper, nothing_here=nothing_here),
            Middleware(Dressing),
        ],
    )
    app.state.lobby = lobby
    problems.install(app, nothing_here)
    openapi.describe(app)
    # As they are: `include_router` would make every route anew at the first request, which takes 0.2 s.
    app.router.routes.extend(route for router in ROUTERS for route in router.routes)
    if pages:  # these take seconds to import, and the command line needs none of them
        from ui.mcp.mount import mount_tools
        from ui.pages.mount import mount_pages

        mount_tools(app, lobby)
        mount_pages(app, lobby)
    return app
