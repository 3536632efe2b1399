"""The admin page: who gets it, under which policy, and that it puts text into the page as text."""

from __future__ import annotations

import re

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from tests.ui.test_ui_roles import MATRIX
from ui.app import app_for
from ui.auth import MAY, Act
from ui.middleware.recording import _ORDINARY, _TAKEN_OUT
from ui.pages.admin import ADMIN, words
from ui.pages.own import SHARED
from ui.routes import admin


@pytest.fixture
def site(lobby) -> TestClient:
    """The application with this one page of those that only a server has."""
    app: FastAPI = app_for(lobby, pages=False)
    app.include_router(admin.page)
    return TestClient(app, raise_server_exceptions=False, follow_redirects=False)


def test_the_page_runs_its_own_scripts_and_no_others(site, bearer):
    headers = bearer("admin")
    page = site.get("/admin/", headers=headers)
    assert page.status_code == 200
    policy = page.headers["content-security-policy"]
    assert "script-src 'self';" in policy
    assert "unsafe-inline" not in policy
    assert not re.search(r"<script(?![^>]*\bsrc=)|\son\w+=|\sstyle=", page.text)
    for address in re.findall(r'(?:src|href)="(assets/[^"]+)"', page.text):
        assert site.get(f"/admin/{address}", headers=headers).status_code == 200, address
    scripts = {
        name: path.read_text(encoding="utf-8") for name, path in ADMIN.assets.items() if path.suffix == ".js"
    }
    for name, script in scripts.items():
        assert not re.search(r"innerHTML|outerHTML|insertAdjacent|document\.write|\beval\b", script), name
        assert set(re.findall(r"from '\./([\w.]+)'", script)) <= set(scripts), name


def test_nothing_else_of_the_folder_is_handed_out(site, bearer):
    headers = bearer("admin")
    for name in ("page.html", "words.yaml", "__init__.py", "..%2fapp.py", "nothing.js"):
        assert site.get(f"/admin/assets/{name}", headers=headers).status_code == 404, name


def test_whoever_may_not_is_led_to_the_login_and_told_why(site, bearer):
    for headers in ({}, bearer("staff"), bearer("content"), bearer("service")):
        reply = site.get("/admin/", headers=headers)
        assert (reply.status_code, reply.headers["location"]) == (303, "/login?next=/admin")
        assert site.get("/admin/assets/admin.js", headers=headers).status_code == 401
    assert "不能打开" in site.get("/login?next=/admin", headers=bearer("content")).text


def test_everything_that_is_recorded_has_a_name_on_the_page(client):
    """A route that changes something and that everybody of the house does not do all day."""
    everybodys = {"/api/chat", "/api/feedback", "/api/search", "/api/triage", "/api/compliance", "/api/facts", "/api/drafts",
                  "/v1/chat/completions", "/login", "/logout", "/password", "/setup", "/account/password", "/account/leave",
                  "/channels/wechat/{name}", "/channels/webhook/{name}"}  # fmt: skip
    acts = {
        f"{method} {re.sub(r'{[^}]*}', '{id}', path)}"
        for method, path in MATRIX
        if (method != "GET" or _TAKEN_OUT.fullmatch(path)) and path not in everybodys
    }
    unnamed = acts - set(words()["recorded"])
    assert not unnamed, "add them to ui/adminpage/words.yaml"


def test_what_only_some_may_do_is_recorded():
    """Of what shoppers and programs may not do, only reading is left out."""
    some = MAY["admin"] - MAY["service"]  # type: ignore[index]
    assert some & _ORDINARY == {Act.READ_DOCUMENTS, Act.READ_COPY}


def test_no_file_of_the_page_hides_a_shared_one():
    assert not {path.name for path in SHARED.iterdir()} & {path.name for path in ADMIN.folder.iterdir()} - {
        "__init__.py"
    }
