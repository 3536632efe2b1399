"""The studio's page: who gets it, under which policy, and what it is told of the house."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from assistant.drafting.channels import channels
from knowledge.library import Library
from knowledge.model import Document, Passage, Role, Shelf, Visibility
from ui.app import app_for
from ui.pages.own import SHARED
from ui.pages.palette import variables
from ui.pages.studio import STUDIO

SCRIPTS = {
    name: path.read_text(encoding="utf-8") for name, path in STUDIO.assets.items() if name.endswith(".js")
}
WORDS = ("words.js", "studiowords.js", "copywords.js")


@pytest.fixture
def site(lobby):
    with TestClient(app_for(lobby), raise_server_exceptions=False) as opened:
        yield opened


def test_the_page_runs_its_own_scripts_and_no_others(site, bearer):
    page = site.get("/studio/", headers=bearer("content"))
    assert page.status_code == 200
    policy = page.headers["content-security-policy"]
    assert "script-src 'self';" in policy
    assert "unsafe-inline" not in policy
    assert not re.search(r"<script(?![^>]*\bsrc=)|\son\w+=|\sstyle=", page.text)
    asked = re.findall(r'(?:src|href)="(assets/[^"]+)"', page.text)
    assert "assets/studio.js" in asked
    for address in asked:
        reply = site.get(f"/studio/{address}", headers=bearer("content"))
        assert reply.status_code == 200, address
        assert reply.headers["content-type"].startswith(("text/javascript", "text/css")), address


def test_nothing_else_of_the_folder_is_handed_out(site, bearer):
    for name in ("page.html", "__init__.py", "..%2fapp.py", "nothing.js"):
        assert site.get(f"/studio/assets/{name}", headers=bearer("admin")).status_code == 404, name


def test_strangers_get_neither_the_page_nor_its_scripts(site):
    assert site.get("/studio/", follow_redirects=False).status_code == 303
    assert site.get("/studio/assets/studio.js").status_code == 401
    assert site.get("/api/studio").status_code == 401


@pytest.mark.parametrize(
    ("role", "may"),
    [("service", set()), ("content", {"write copy"}), ("admin", {"write copy", "approve copy"})],
)
def test_the_page_knows_what_its_reader_may_do(client, bearer, role, may):
    me = client.get("/api/studio", headers=bearer(role)).json()["me"]
    assert set(me["may"]) & {"write copy", "approve copy"} == may


def test_the_page_counts_against_the_limits_of_the_channels(client, bearer):
    told = {row["id"]: row for row in client.get("/api/studio", headers=bearer("content")).json()["channels"]}
    assert set(told) == set(channels())
    for channel in channels().values():
        assert (told[channel.id]["title"], told[channel.id]["whole"]) == (channel.title, channel.whole)


@pytest.fixture
def sheets(library: Library) -> Iterator[None]:
    """Two product sheets: one that all staff may read, one for a group."""
    for doc_id, visibility in (("S1", Visibility.INTERNAL), ("S2", Visibility.RESTRICTED)):
        document = Document(doc_id, "雨伞", f"{doc_id}.md", doc_id, visibility, doc_type="product")
        library.publish(document, [Passage(f"{doc_id}-p", doc_id, 0, "品名:雨伞", Shelf.INTERNAL)])
    yield
    for doc_id in ("S1", "S2"):
        library.withdraw(doc_id)


@pytest.mark.usefixtures("sheets")
def test_only_sheets_that_the_reader_may_read_are_offered(client, bearer):
    offered = client.get("/api/studio", headers=bearer("content")).json()["products"]
    assert [row["id"] for row in offered] == ["S1"]


def test_no_paper_is_offered_from_which_no_copy_may_be_written(client, bearer, library):
    old = Document("S0", "旧伞", "s0.md", "S0", Visibility.INTERNAL, "campaign", declared_status="superseded")
    new = Document("S3", "新伞", "s3.md", "S3", Visibility.INTERNAL, "campaign")
    for document in (old, new):
        library.publish(
            document, [Passage(f"{document.doc_id}-p", document.doc_id, 0, "满减", Shelf.INTERNAL)]
        )
    offered = client.get("/api/studio", headers=bearer("content")).json()["campaigns"]
    for document in (old, new):
        library.withdraw(document.doc_id)
    assert [row["id"] for row in offered] == ["S3"]


def test_what_copy_must_not_tell_is_told_apart(client, bearer):
    kinds = {row["id"]: row for row in client.get("/api/studio", headers=bearer("staff")).json()["kinds"]}
    assert kinds["price"]["told"]
    assert not kinds["forbidden"]["told"]
    assert not kinds["hidden"]["told"]


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_script_writes_text_and_never_markup(name):
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function", SCRIPTS[name]
    )


def test_every_sentence_that_a_script_says_is_in_the_table_of_words():
    words = {key for name in WORDS for key in re.findall(r"'([\w.]+)': '", SCRIPTS[name])}
    words |= set(re.findall(r"(?<=[ {])(\w+): '", SCRIPTS["words.js"]))
    for name, script in SCRIPTS.items():
        assert set(re.findall(r"\bsay\('([\w.]+)'", script)) <= words, name


def test_the_palette_gives_every_colour_that_the_styles_name():
    named = {
        name
        for path in STUDIO.assets.values()
        if path.suffix == ".css"
        for name in re.findall(r"var\((--(?:primary|neutral)-\d+)\)", path.read_text())
    }
    assert named
    assert named <= set(re.findall(r"(--[\w-]+):", variables()))


def test_a_login_of_staff_opens_the_page(site, keys):
    secret = keys.create(Role.STAFF, "前台")[1]
    site.post("/login", data={"key": secret}, headers={"Origin": "http://testserver"})
    assert "内容工作台" in site.get("/studio").text


def test_no_file_of_the_page_hides_one_that_all_pages_share():
    own = {path.name for path in STUDIO.folder.iterdir()} - {"__init__.py", "__pycache__"}
    assert not own & {path.name for path in SHARED.iterdir()}
