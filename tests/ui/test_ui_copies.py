"""/api/copies, /api/guide and /guide: who may see and do what with a piece of copy."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import pytest
from fastapi.testclient import TestClient

from assistant.compliance import ComplianceChecker
from assistant.drafting.channels import channels
from assistant.drafting.house_channels import HouseChannels
from knowledge.library import Library
from knowledge.model import Document, Passage, Role, Shelf, Visibility
from tests.fakes import HashingEmbedder
from tests.ui.conftest import shelve
from ui.app import app_for

BODY = "下午茶时间,路过的话来坐一坐。"
FIRST_SHOP = "岚州首店开在中庭,周末来坐一坐。"


@pytest.fixture
def library(tmp_path):
    """A library that a test may change."""
    opened = Library(tmp_path / "library", HashingEmbedder())
    shelve(opened)
    add(opened, "S-1", Visibility.RESTRICTED, audience=("leasing",), title="租约谈判纪要")
    yield opened
    opened.close()


def add(library, doc_id, visibility=Visibility.INTERNAL, text="岚州首店,2026年确认。", **fields):
    document = Document(
        doc_id, fields.pop("title", f"文件{doc_id}"), f"{doc_id}.md", f"{doc_id}{text}", visibility, **fields
    )
    library.publish(document, [Passage(f"{doc_id}-p", doc_id, 0, text, Shelf.INTERNAL)])


@pytest.fixture
def house(house):
    house.checker = ComplianceChecker()
    return house


@pytest.fixture
def ask(client, bearer):
    """Asks as somebody of a role, each role one person; the reply with its body."""
    known = {}

    def ask(role, method, path, headers=None, **given):
        if role not in known:
            name, *groups = role.split("+")
            known[role] = bearer(name.rstrip("2"), *groups) if name != "shopper" else {}
        return client.request(method, path, headers={**known[role], **(headers or {})}, **given)

    return ask


@pytest.fixture
def save(ask):
    def save(role="content", **fields):
        body = {"channel": "wechat_group", "tag": "T2", "body": BODY, **fields}
        response = ask(role, "POST", "/api/copies", json=body)
        assert response.status_code == 201, response.text
        return response.json()

    return save


@pytest.fixture
def approve(ask, save):
    def approve(evidence=(), **fields):
        copy = save(**fields)
        ask("content", "POST", f"/api/copies/{copy['id']}/submit")
        body = {"revision": copy["revision"], "evidence": list(evidence)}
        response = ask("admin", "POST", f"/api/copies/{copy['id']}/approve", json=body)
        assert response.status_code == 200, response.text
        return response.json()

    return approve


# -- the way of a piece ------------------------------------------------------------------------------


def test_a_piece_goes_its_way_over_the_wire_and_tells_its_history(ask, save):
    copy = save(body=FIRST_SHOP, product="D2", selling_points=[{"text": "首店", "source": "D2 · 一"}])
    path = f"/api/copies/{copy['id']}"
    assert (copy["state"], copy["revision"], copy["label"]) == ("draft", 1, "AI生成底稿,须人工审核后发布")
    assert [(f["rule_id"], f["text"], f["is_proven"]) for f in copy["findings"]] == [("A05", "首店", False)]
    changed = ask("content", "PUT", path, json={"title": "周末", "body": FIRST_SHOP, "revision": 1}).json()
    assert changed["revisions"][0]["changes"] == [
        {"kind": "added", "text": "周末\n"},
        {"kind": "kept", "text": FIRST_SHOP},
    ]
    assert ask("content", "POST", f"{path}/submit", json={"comment": "请看"}).json()["state"] == "review"
    tick = {"rule_id": "A05", "doc_id": "D1", "valid_until": "2026-12-31"}
    done = ask("admin", "POST", f"{path}/approve", json={"revision": 2, "evidence": [tick]}).json()
    assert (done["state"], done["is_final"], done["expires_on"]) == ("approved", True, "2026-12-31")
    assert [f["is_proven"] for f in done["findings"]] == [True]
    assert [(p["rule_id"], p["doc_id"], p["valid_until"]) for p in done["evidence"]] == [
        ("A05", "D1", "2026-12-31")
    ]
    assert [(e["act"], e["comment"]) for e in done["history"]] == [
        ("approved", ""), ("submitted", "请看"), ("edited", ""), ("saved", ""),
    ]  # fmt: skip
    owned = ask("content", "POST", f"{path}/own", json={"name": "林晓"}).json()
    assert (owned["owner"], owned["label"]) == ("林晓", "")
    assert ask("staff", "GET", f"{path}/text").json()["text"] == f"周末\n{FIRST_SHOP}"
    gone = ask("content", "POST", f"{path}/withdraw", json={"comment": "店撤了"}).json()
    assert (gone["state"], gone["history"][0]["comment"]) == ("withdrawn", "店撤了")
    assert ask("staff", "GET", f"{path}/text").status_code == 409


def test_a_second_edit_of_one_revision_is_409_with_a_sentence(ask, save):
    copy = save()
    edits = [
        ask("content", "PUT", f"/api/copies/{copy['id']}", json={"body": text, "revision": 1})
        for text in ("一个字", "另一个字")
    ]
    assert [edit.status_code for edit in edits] == [200, 409]
    assert "第2稿" in edits[1].json()["detail"]


def test_refusals_are_sentences_with_their_status(ask, save):
    mine, other = save("admin"), save(body="全城第一,全网最低价。")
    for copy in (mine, other):
        ask("content", "POST", f"/api/copies/{copy['id']}/submit")
    told = {
        "own work": ask("admin", "POST", f"/api/copies/{mine['id']}/approve", json={"revision": 1}),
        "blocked": ask("content", "POST", f"/api/copies/{other['id']}/submit"),
        "no comment": ask("admin", "POST", f"/api/copies/{mine['id']}/return", json={"comment": " "}),
        "no revision": ask("admin", "POST", f"/api/copies/{mine['id']}/approve", json={}),
        "unknown": ask("content", "GET", "/api/copies/C404"),
        "channel": ask("content", "POST", "/api/copies", json={"channel": "fax", "body": BODY}),
        "empty": ask("content", "POST", "/api/copies", json={"channel": "sms", "body": " "}),
        "state": ask("content", "GET", "/api/copies?state=lost"),
        "deletion": ask("admin", "DELETE", f"/api/copies/{mine['id']}"),
    }
    assert {name: reply.status_code for name, reply in told.items()} == {
        "own work": 409, "blocked": 409, "no comment": 422, "no revision": 422, "unknown": 404, "channel": 422,
        "empty": 422, "state": 422, "deletion": 405,
    }  # fmt: skip
    assert "另一位管理员" in told["own work"].json()["detail"]
    assert "不能发布" in told["blocked"].json()["detail"]


def test_a_text_is_final_only_when_it_is_approved_and_guides_learn_nothing_of_drafts(ask, save, approve):
    draft, done = save(), approve()
    text = ask("content", "GET", f"/api/copies/{draft['id']}/text").json()
    assert (text["is_final"], text["text"]) == (False, f"{BODY}\nAI生成底稿,须人工审核后发布")
    hidden, missing = (ask("staff", "GET", f"/api/copies/{one}/text") for one in (draft["id"], "C404"))
    assert hidden.status_code == missing.status_code == 404
    assert hidden.content == missing.content
    text = ask("staff", "GET", f"/api/copies/{done['id']}/text").json()
    assert (text["is_final"], text["text"]) == (True, f"{BODY}\nAI生成底稿,经人工审核")


def test_a_source_that_was_withdrawn_or_replaced_marks_its_copies_and_stops_them(ask, approve, library):
    add(library, "PS-9")
    copy = approve(product="PS-9")
    path = f"/api/copies/{copy['id']}"
    add(library, "PS-10", supersedes=("PS-9",))
    for what in ("取代", "撤下"):
        [listed] = ask("content", "GET", "/api/copies?changed=true").json()["copies"]
        assert (listed["id"], listed["is_final"], listed["is_changed"]) == (copy["id"], False, True)
        assert what in listed["reasons"][0]
        assert ask("staff", "GET", f"{path}/text").status_code == 409
        [shown] = ask("staff", "GET", "/api/guide").json()["copies"]
        assert (shown["is_final"], shown["text"]) == (False, "")
        assert what in shown["reasons"][0]
        library.withdraw("PS-9")


def test_what_somebody_must_not_know_of_is_named_to_nobody_else(ask, approve, library):
    fields = {"product": "S-1", "selling_points": [{"text": "新店", "source": "S-1 · 二"}]}
    refused = ask("content", "POST", "/api/copies", json={"channel": "sms", "body": BODY, "product": "S-1"})
    missing = ask("content", "POST", "/api/copies", json={"channel": "sms", "body": BODY, "product": "S-404"})
    assert refused.status_code == missing.status_code == 409
    assert refused.json()["detail"] == missing.json()["detail"].replace("S-404", "S-1")
    copy = ask(
        "content+leasing", "POST", "/api/copies", json={"channel": "wechat_group", "body": BODY, **fields}
    ).json()
    assert copy["product"] == "S-1"
    ask("content+leasing", "POST", f"/api/copies/{copy['id']}/submit")
    path = f"/api/copies/{copy['id']}/approve"
    assert ask("admin", "POST", path, json={"revision": 1}).status_code == 404
    assert ask("admin+leasing", "POST", path, json={"revision": 1}).status_code == 200
    for withdrawn in (False, True):
        if withdrawn:
            library.withdraw("S-1")
        for path in (
            "/api/copies",
            f"/api/copies/{copy['id']}",
            "/api/copies/export.csv",
            "/api/copies?q=谈判",
        ):
            told = ask("content", "GET", path).text
            assert "S-1" not in told, path
            assert "租约谈判" not in told, path
        assert "S-1" in ask("content+leasing", "GET", f"/api/copies/{copy['id']}").text


@pytest.mark.parametrize("role", ["content", "admin"])
@pytest.mark.parametrize(
    "cited", [{"product": "S-1"}, {"campaign": "S-1"}, {"sources": [{"name": "纪要", "doc_id": "S-1"}]}]
)
def test_a_text_made_of_a_restricted_paper_is_there_for_its_readers_alone_until_it_is_approved(
    ask, save, role, cited
):
    copy = save("content+leasing", body="租金三百,先不对外说。", steps=["100*3=300"], **cited)
    path = f"/api/copies/{copy['id']}"
    change = {"title": "", "body": "改过", "revision": 1}
    calls = {
        "": ("GET", None), "/text": ("GET", None), "/submit": ("POST", {}), "/withdraw": ("POST", {}),
        "/return": ("POST", {"comment": "改"}), "/approve": ("POST", {"revision": 1}), "/own": ("POST", {}),
    }  # fmt: skip
    for state in ("draft", "review"):
        if state == "review":
            assert ask("content+leasing", "POST", f"{path}/submit").json()["state"] == state
        for call, (method, body) in calls.items():
            if role == "admin" or call not in ("/return", "/approve"):
                assert (
                    ask(role, method, path + call, **({"json": body} if body is not None else {})).status_code
                    == 404
                )
        assert ask(role, "PUT", path, json=change).status_code == 404
        for of_all in (
            "/api/copies",
            "/api/copies?q=租金",
            f"/api/copies?state={state}",
            "/api/copies/export.csv",
        ):
            assert copy["id"] not in (told := ask(role, "GET", of_all).text)
            assert "租金" not in told
        assert ask("admin", "GET", "/api/copies/trail").json() == []
        assert ask("content+leasing", "GET", "/api/copies").json()["total"] == 1
    assert ask("admin+leasing", "POST", f"{path}/approve", json={"revision": 1}).status_code == 200
    assert "租金" in ask("staff", "GET", f"{path}/text").text
    told = ask(role, "GET", path).json()
    assert "租金" in told["body"]
    assert [told[name] for name in ("steps", "history", "revisions", "selling_points")] == [[]] * 4


def test_whoever_looks_at_one_piece_reads_the_words_of_its_sources_where_they_may(ask, save, library):
    document = Document("PS-7", "拿铁产品单", "PS-7.docx", "拿铁", Visibility.INTERNAL, "product")
    rows = [
        Passage(
            f"PS-7-{n}",
            "PS-7",
            n,
            f"价格: {n}9元",
            Shelf.INTERNAL,
            kind="row",
            section=("产品事实",),
            row=f"第{n}行",
        )
        for n in (1, 11)
    ]
    library.publish(document, rows)
    named = [
        {"name": "PS-7 · 产品事实 · 第1行(价目表)"},
        {"name": "PS-7 · 产品事实 · 第9行"},
        {"name": "S-1 · 第1行"},
    ]
    copy = save("content+leasing", product="PS-7", sources=named)
    told = ask("content+leasing", "GET", f"/api/copies/{copy['id']}").json()["sources"]
    words = {one["locator"]: one["words"] for one in told}
    assert words == {"": "", "产品事实 · 第1行(价目表)": "价格: 19元", "产品事实 · 第9行": "", "第1行": ""}
    [listed] = ask("content+leasing", "GET", "/api/copies").json()["copies"]
    assert all(not one["words"] for one in listed["sources"])


@pytest.mark.parametrize("asked", ["product=S-1", "campaign=S-1", "q=S-1", "q=s-"])
def test_no_list_counts_what_was_made_from_a_paper_that_is_hidden(ask, approve, asked):
    fields = {"channel": "sms", "body": BODY, "product": "S-1", "campaign": "S-1"}
    assert ask("content+leasing", "POST", "/api/copies", json=fields).status_code == 201
    assert ask("content", "GET", f"/api/copies?{asked}").json()["total"] == 0
    assert BODY not in ask("content", "GET", f"/api/copies/export.csv?{asked}").text
    assert ask("content+leasing", "GET", f"/api/copies?{asked}").json()["total"] == 1
    assert ask("content", "GET", "/api/copies").json()["total"] == 0


def test_a_disk_that_takes_no_writing_is_told_and_nothing_changes(ask, save, house):
    copy = save()
    with house.copies._engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA query_only=ON")
    refused = ask("content", "POST", f"/api/copies/{copy['id']}/submit")
    assert (refused.status_code, "nothing was changed" in refused.text) == (507, True)
    assert ask("content", "GET", f"/api/copies/{copy['id']}").json()["state"] == "draft"


BAD = [
    {"body": "\ud800"}, {"title": "\ud800"}, {"body": "长" * 10_001}, {"channel": 5}, {"tag": "T99"}, {"sources": [1]},
    {"sources": ["x"] * 51}, {"selling_points": "x"}, {"mode": "magic"}, {"language": "fr"}, {"title": "长" * 201},
]  # fmt: skip


@pytest.mark.parametrize("bad", BAD)
def test_bad_input_is_a_clear_4xx_and_keeps_nothing(ask, bad):
    given = {"channel": "sms", "body": BODY, **bad}
    reply = ask(
        "content",
        "POST",
        "/api/copies",
        content=json.dumps(given),
        headers={"Content-Type": "application/json"},
    )
    assert 400 <= reply.status_code < 500
    assert reply.json()["detail"]
    assert ask("content", "GET", "/api/copies").json()["total"] == 0


@pytest.mark.parametrize(
    "query", ["q=%ED%A0%80", "q=%25_%27%22", "start=99999", "tag=%00", "channel=x&changed=true"]
)
def test_an_odd_search_finds_nothing_and_breaks_nothing(ask, save, query):
    save()
    reply = ask("content", "GET", f"/api/copies?{query}")
    assert (reply.status_code, reply.json()["copies"]) == (200, [])


def test_characters_that_nobody_sees_are_not_searched_for(ask, save):
    save()
    assert ask("content", "GET", "/api/copies?q=下%00午茶").json()["total"] == 1


def test_a_title_is_one_line(save):
    assert save(title=" 周末 \n 见 ")["title"] == "周末 见"


# -- lists, figures, export, trail -------------------------------------------------------------------


def test_lists_figures_and_the_export_tell_the_same(ask, save, approve):
    approve(tag="T5"), approve(channel="wechat_moments"), save()
    assert ask("content", "GET", "/api/copies").json()["total"] == 3
    found = ask("content", "GET", "/api/copies?state=approved&tag=T5").json()
    assert [(one["tag"], one["state"]) for one in found["copies"]] == [("T5", "approved")]
    assert [
        len(ask("content", "GET", f"/api/copies?limit=2&start={n}").json()["copies"]) for n in (0, 2)
    ] == [2, 1]
    figures = ask("content", "GET", "/api/copies/figures").json()
    assert (figures["total"]["drafted"], figures["total"]["approved"]) == (3, 2)
    assert figures["by"]["channel"]["wechat_moments"]["adoption_rate"] == 1
    assert "adoption_rate" in figures["definitions"]
    export = ask("content", "GET", "/api/copies/export.csv?state=approved")
    assert export.headers["content-type"].startswith("text/csv")
    rows = list(csv.DictReader(io.StringIO(export.text.removeprefix("\ufeff"))))
    assert len(rows) == 2
    assert all(row["正文"].endswith("AI生成底稿,经人工审核") for row in rows)


def test_the_trail_tells_an_admin_who_did_what(ask, approve):
    copy = approve()
    trail = ask("admin", "GET", "/api/copies/trail").json()
    assert [(one["act"], one["copy_id"]) for one in trail] == [
        (act, copy["id"]) for act in ("approved", "submitted", "saved")
    ]
    assert trail[0]["who"].startswith("admin")
    assert len(ask("admin", "GET", "/api/copies/trail?start=1&limit=1").json()) == 1


# -- guides ------------------------------------------------------------------------------------------


def test_guides_read_approved_copy_by_tag_and_channel_and_no_tag_stands_in_the_text(ask, save, approve):
    approve(tag="T5"), approve(channel="wechat_moments"), save()
    every = ask("staff", "GET", "/api/guide").json()
    assert every["total"] == 2
    assert every["tags"] == [
        {"id": "T2", "name": "年轻白领", "count": 1},
        {"id": "T5", "name": "宠物家庭", "count": 1},
    ]
    assert [(one["id"], one["count"]) for one in every["channels"]] == [
        ("wechat_group", 1),
        ("wechat_moments", 1),
    ]
    [one] = ask("staff", "GET", "/api/guide?tag=T5&channel=wechat_group").json()["copies"]
    assert (one["tag_name"], one["text"]) == ("宠物家庭", f"{BODY}\nAI生成底稿,经人工审核")
    assert ask("staff", "GET", "/api/guide?tag=T5&channel=sms").json()["total"] == 0


def test_a_channel_of_the_house_goes_all_the_way(ask, approve, house):
    own = replace(channels()["wechat_group"], id="tower_screen", name="塔楼大屏", like="wechat_group")
    house.channels = HouseChannels({**channels(), own.id: own})
    copy = approve(channel=own.id)
    assert copy["channel"] == own.id
    [shown] = ask("staff", "GET", f"/api/guide?channel={own.id}").json()["copies"]
    assert (shown["channel_name"], shown["is_final"]) == ("塔楼大屏", True)


def test_guides_are_reminded_of_what_a_platform_asks_for(ask, approve):
    approve(channel="xiaohongshu"), approve()
    reminders = {
        one["channel"]: one["reminder"] for one in ask("staff", "GET", "/api/guide").json()["copies"]
    }
    assert "AI辅助创作声明" in reminders["xiaohongshu"]
    assert reminders["wechat_group"] == ""


def test_the_page_is_for_staff_and_leads_others_to_the_login(lobby, keys):
    client = TestClient(app_for(lobby, pages=False), raise_server_exceptions=False)
    for path in ("/guide", "/guide/"):
        response = client.get(path, follow_redirects=False)
        assert (response.status_code, response.headers["location"]) == (303, "/login?next=/guide")
    secret = keys.create(Role.STAFF, "导购")[1]
    entered = client.post("/login", data={"key": secret, "next": "/guide"}, follow_redirects=False)
    assert entered.headers["location"] == "/guide"
    page = client.get("/guide")
    assert page.status_code == 200
    assert page.headers["content-security-policy"].startswith("default-src 'self'")
    assert 'aria-current="page">导购文案' in page.text
    service = keys.create(Role.SERVICE, "程序")[1]
    refused = client.get("/guide", headers={"Authorization": f"Bearer {service}"}, follow_redirects=False)
    assert refused.status_code == 303


def test_a_login_and_its_key_are_one_person(lobby, keys, ask, save):
    """Who saved with the key cannot approve over the page."""
    secret = keys.create(Role.ADMIN, "店长")[1]
    headers = {"Authorization": f"Bearer {secret}"}
    copy = save()
    client = TestClient(app_for(lobby, pages=False))
    changed = client.put(
        f"/api/copies/{copy['id']}", json={"body": "改一改。", "revision": 1}, headers=headers
    )
    assert changed.status_code == 200
    ask("content", "POST", f"/api/copies/{copy['id']}/submit")
    client.post("/login", data={"key": secret})
    refused = client.post(f"/api/copies/{copy['id']}/approve", json={"revision": 2})
    assert (refused.status_code, "另一位管理员" in refused.text) == (409, True)
