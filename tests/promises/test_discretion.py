"""A restricted paper is named to nobody outside its groups, and nobody publishes by a side door."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from fastapi.testclient import TestClient

from knowledge.model import Role
from tests.publishing import Mall, opened
from ui.app import app_for
from ui.background.job import Kind

SECRET = ("SALARY-7", "薪酬明细", "restricted/")
WORDS = "旋转木马收费: 每日十点至二十二点开放, 雨天照常, 每次三十元, 会员八折, 一米二以下须由大人陪同。" * 4
RESTRICTED = f"---\ndoc_id: SALARY-7\ntitle: 薪酬明细\naudience: finance\n---\n# 薪酬明细\n\n{WORDS}\n"


@pytest.fixture
def mall(tmp_path) -> Iterator[Mall]:
    with opened(tmp_path) as made:
        yield made


@pytest.fixture
def client(mall) -> TestClient:
    return TestClient(app_for(mall.lobby, pages=False), client=("127.0.0.1", 5000))


@pytest.fixture
def people(mall) -> SimpleNamespace:
    """Headers of a clerk, of one who belongs to the group, of an admin and of staff."""

    def headers(role: Role, name: str, *groups: str) -> dict[str, str]:
        return {"Authorization": f"Bearer {mall.lobby.keys.create(role, name, groups)[1]}"}

    return SimpleNamespace(
        clerk=headers(Role.CONTENT, "林"),
        insider=headers(Role.CONTENT, "会计", "finance"),
        admin=headers(Role.ADMIN, "Ada"),
        staff=headers(Role.STAFF, "周"),
    )


def ended(mall: Mall, reply: dict) -> str:
    assert mall.lobby.jobs.find(reply["id"]).ended.wait(20)
    return reply["id"]


@pytest.fixture
def ingested(mall, client, people) -> str:
    """A job of the admin that read a restricted paper, a near copy of it and a locked one."""
    mall.write("a/restricted/薪酬明细.md", RESTRICTED)
    mall.write("a/restricted/裁员名单.docx", "not a document")
    mall.write("internal/须知.md", f"---\ndoc_id: NOTE\n---\n# 须知\n\n{WORDS}另请垂询服务台。\n")
    mall.write("internal/手册.md", "---\ndoc_id: BOOK\nsupersedes: SALARY-7\n---\n# 手册\n\n旋转木马手册。\n")
    reply = client.post("/api/jobs/ingest", json={"paths": [str(mall.papers)]}, headers=people.admin)
    return ended(mall, reply.json())


def told_in(text: str) -> list[str]:
    return [name for name in (*SECRET, "裁员") if name in text]


@pytest.mark.parametrize(
    "address",
    ["/api/jobs", "/api/jobs/{job}", "/api/jobs/{job}/events", "/api/library/runs", "/api/library/running",
     "/api/library/runs/{job}", "/api/library/runs/{job}?card=1", "/api/documents", "/api/documents/NOTE",
     "/api/documents/BOOK", "/api/library/documents", "/api/library/documents/NOTE", "/api/library/stale",
     "/api/withdrawn", "/api/library/withdrawn"],
)  # fmt: skip
def test_no_address_names_a_restricted_paper_to_whoever_is_outside_its_group(
    client, people, ingested, address
):
    asked = address.format(job=ingested)
    assert told_in(client.get(asked, headers=people.clerk).text) == []


def test_the_report_of_a_run_counts_only_what_it_tells(client, people, ingested):
    report = client.get(f"/api/jobs/{ingested}", headers=people.clerk).json()["report"]
    assert [entry["path"] for entry in report["entries"]] == ["internal/手册.md", "internal/须知.md"]
    assert sum(report["counts"].values()) == 2


def test_the_group_reads_the_whole_report(client, people, ingested):
    text = client.get(f"/api/jobs/{ingested}", headers=people.insider).text
    assert "SALARY-7" in text
    assert "SALARY-7" in client.get("/api/documents/NOTE", headers=people.insider).text


@pytest.mark.parametrize(
    ("name", "text"),
    [("同号.md", "---\ndoc_id: SALARY-7\n---\n# 别的\n\n别的内容。\n"), ("同文.md", RESTRICTED)],
)
def test_a_clash_with_a_restricted_paper_does_not_say_with_what(mall, client, people, ingested, name, text):
    files = [("files", (name, text.encode()))]
    job = ended(mall, client.post("/api/documents", files=files, headers=people.clerk).json())
    [entry] = client.get(f"/api/jobs/{job}", headers=people.clerk).json()["report"]["entries"]
    assert entry["outcome"] in ("failed", "duplicate")
    assert entry["reason"]
    assert told_in(str(entry)) == []


def test_only_who_asked_for_a_job_sees_which_file_it_reads(mall, client, people):
    go_on = threading.Event()
    slow = Kind(lambda _room, _job: {"ended": go_on.wait(30)}, lambda _: "", lambda _a, _r: None)
    mall.lobby.jobs.kinds = {**mall.lobby.jobs.kinds, "slow": slow}
    job = mall.lobby.jobs.submit("slow", asked_by="会计")
    job.current = "internal/裁员名单.md"
    try:
        assert client.get(f"/api/jobs/{job.id}", headers=people.insider).json()["current"]
        assert client.get(f"/api/jobs/{job.id}", headers=people.clerk).json()["current"] == ""
    finally:
        go_on.set()


def test_an_old_text_of_a_paper_that_was_restricted_since_comes_back_for_its_group_alone(
    mall, client, people
):
    mall.write("internal/工资.md", "---\ndoc_id: PAY\n---\n# 工资\n\n一千元。\n")
    mall.ingest()
    restricted = "visibility: restricted\naudience: finance\n"
    mall.write("internal/工资.md", f"---\ndoc_id: PAY\n{restricted}---\n# 工资\n\n两千元。\n")
    mall.ingest()
    [version] = client.get("/api/documents/PAY", headers=people.insider).json()["versions"]
    asked = {"version_id": version["version_id"]}
    client.post("/api/documents/PAY/withdraw", headers=people.insider)
    assert client.post("/api/documents/PAY/restore", json=asked, headers=people.clerk).status_code == 404
    assert client.get("/api/documents/PAY", headers=people.clerk).status_code == 404
    assert client.post("/api/documents/PAY/restore", json=asked, headers=people.insider).status_code == 200
    assert client.get("/api/documents/PAY", headers=people.staff).status_code == 404


# -- nobody publishes by a side door -----------------------------------------------------------------


@pytest.mark.parametrize(
    "since", ["status: archived\n", "publish_from: 2030-01-01T00:00:00\n", "internal_columns: 电话\n"]
)
def test_a_clerk_restores_nothing_to_shoppers_that_was_taken_from_them_since(mall, client, people, since):
    mall.write("public/规则.md", "---\ndoc_id: RULE\n---\n# 规则\n\n旋转木马收费旧价一元。\n")
    mall.ingest()
    mall.write("public/规则.md", f"---\ndoc_id: RULE\n{since}---\n# 规则\n\n旋转木马收费另有新价。\n")
    mall.ingest()
    version = client.get("/api/documents/RULE", headers=people.clerk).json()["versions"][0]["version_id"]
    asked = {"version_id": version}
    client.post("/api/documents/RULE/restore", json=asked, headers=people.clerk)
    assert "旧价" not in str(mall.told())


def test_a_clerk_writes_no_title_that_shoppers_read(mall, client, people):
    for folder in ("public", "internal"):
        mall.write(f"{folder}/{folder}.md", f"---\ndoc_id: {folder}\n---\n# 规则\n\n{folder}旋转木马收费。\n")
    mall.ingest()

    def edit(doc_id: str, who: dict[str, str]) -> int:
        return client.patch(f"/api/documents/{doc_id}", json={"title": "另一题"}, headers=who).status_code

    assert edit("public", people.clerk) == 403
    assert edit("internal", people.clerk) == 200
    assert edit("public", people.admin) == 200


def test_a_clerk_makes_nothing_public_by_reading_in_a_folder(mall, client, people, tmp_path):
    mall.write("public/规则.md", "# 规则\n\n旋转木马收费一元。\n")

    def asked(who: dict[str, str], **more: str) -> int:
        body = {"paths": [str(mall.papers)]}
        return client.post("/api/jobs/ingest", json=body, headers={**who, **more}).status_code

    assert asked(people.clerk) == 403
    assert mall.told() == {}
    for header in ("X-Forwarded-For", "Forwarded", "X-Real-IP"):
        assert asked(people.admin, **{header: "203.0.113.9"}) == 403
    job = mall.lobby.jobs.submit("ingest", {"paths": ["/nowhere"]}, asked_by="Ada")
    assert job.ended.wait(10)
    assert client.post(f"/api/jobs/{job.id}/retry", headers=people.clerk).status_code == 403


HOSTILE_NAMES = [
    "public/规则.md",
    "../../public/规则.md",
    "ｐublic／规则.md",
    "..\\public\\规则.md",
    "%2e%2e%2fpublic%2f规则.md",
]


@pytest.mark.parametrize("status", ["in_force", "embargoed", "expired", "archived"])
def test_an_upload_takes_no_place_of_another_paper_whatever_status_it_claims(mall, client, people, status):
    mall.write("public/规则.md", "---\ndoc_id: RULE\n---\n# 规则\n\n旋转木马收费一元。\n")
    mall.ingest()
    text = f"---\nsupersedes: RULE\nstatus: {status}\n---\n# 规则\n\n旋转木马收费九元。\n"
    files = [("files", ("新规.md", text.encode()))]
    ended(mall, client.post("/api/documents", files=files, headers=people.clerk).json())
    assert list(mall.told()) == ["RULE"]
    assert [one.doc_id for one in mall.found("旋转木马收费")] == ["RULE"]


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_an_upload_stays_inside_whatever_it_says_of_itself(mall, client, people, name):
    said = "visibility: public\npublish_from: 2020-01-01\nstatus: in_force\nsupersedes: RULE\n"
    mall.write("public/规则.md", "---\ndoc_id: RULE\n---\n# 规则\n\n旋转木马收费一元。\n")
    mall.ingest()
    for doc_id in ("RULE", "NEW"):
        text = f"---\ndoc_id: {doc_id}\n{said}---\n# 规则\n\n旋转木马收费九元, {doc_id}。\n"
        files = [("files", (name, text.encode()))]
        ended(mall, client.post("/api/documents", files=files, headers=people.clerk).json())
    assert "九元" not in str(mall.told())
    assert "一元" in str(mall.told())
