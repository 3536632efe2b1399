"""A walk through the studio in a real browser: facts, drafts, a finding replaced, saved, submitted, approved."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import httpx
import openpyxl
import pytest
from playwright.sync_api import Page, expect

from docs.chromium import log_in
from tests.ui.test_ui_server import serving, until_ready
from tests.ui.walking import EVIL, agree, goes, keys_of, press, says, stays_text, width_of

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]
SHEET = "品名:云朵拿铁\n品牌:云朵咖啡\n规格:480ml\n价格:26元\n产地:云南普洱\n主要配料:牛乳、浓缩咖啡\n门店:云朵咖啡B1店"
CARD = ".card.current"
BODY = f"{CARD} .editor:not(.line) textarea"
COPY = "#copies .editor:not(.line) textarea"


@pytest.fixture
def house(tmp_path: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """A server without a paper, and a key for each role."""
    home = tmp_path / "home"
    keys = keys_of(home, "content", "admin")
    with serving(home, tmp_path / "log") as (_process, url):
        until_ready(url)
        yield url, keys


def api(url: str, key: str) -> httpx.Client:
    return httpx.Client(base_url=url, headers={"Authorization": f"Bearer {key}"}, trust_env=False)


class Walk:
    """Somebody at the studio."""

    def __init__(self, page: Page, url: str, keys: dict[str, str]) -> None:
        self.page, self.url, self.keys = page, url, keys

    def enter(self, role: str, view: str = "write") -> None:
        log_in(self.page, self.url, self.keys[role])
        self.show(view)

    def show(self, view: str) -> None:
        goes(self.page, f"{self.url}/studio/#{view}")
        expect(self.page.locator("#view section").first).to_be_visible()

    def type(self, selector: str, text: str) -> None:
        """Writes into a field and leaves it."""
        field = self.page.locator(selector)
        field.fill(text)
        field.blur()

    def press(self, label: str, within: str = "body") -> None:
        press(self.page.locator(within), label)

    def facts(self, sheet: str = SHEET) -> None:
        self.type("#facts .ways textarea", sheet)
        self.press("整理事实")
        says(self.page, "整理出")

    def drafts(self) -> None:
        self.press("生成草稿")
        says(self.page, "写好")


def test_copy_goes_from_facts_to_the_library(house, somebody):
    url, keys = house
    page = somebody()
    walk = Walk(page, url, keys)
    walk.enter("content", "copies/%ff")  # no address of ours: the first view is shown
    walk.facts()
    expect(page.locator("#fact-table .row:not(.heads)")).to_have_count(7)
    walk.drafts()
    body = page.locator(BODY)
    assert "26元" in body.input_value()

    # An emoji before it is two units for the browser and one character for the rules.
    body.press("Control+Home")
    page.keyboard.insert_text("😀冠军品质,")
    found = page.locator(f"{CARD} .findings li.block")
    expect(found).to_have_count(1)
    marked = page.locator(f"{CARD} .layer .block").text_content()
    assert marked.startswith("冠军")
    expect(found.locator("b").first).to_have_text(f"“{marked}”")
    expect(page.locator(f"{CARD} header")).to_contain_text("不能发布")
    found.locator("button.first").click()
    expect(found).to_have_count(0)
    written = body.input_value()
    assert written.startswith("😀")
    assert "冠军" not in written

    walk.show("write")  # a reload loses nothing
    expect(body).to_have_value(written)
    save = page.locator(CARD).get_by_role("button", name="存入文案库", exact=True)
    expect(save).to_be_enabled()
    save.evaluate("button => { button.click(); button.click(); button.click(); }")
    says(page, "已存入文案库")
    walk.press("提交审核", CARD)
    says(page, "已提交审核")

    walk.enter("admin", "copies?state=review")
    copies = page.locator(".copies li")
    expect(copies.locator("a")).to_have_count(1)  # three clicks saved one
    copies.locator("a").click()
    walk.press("通过", "#copies")
    agree(page)
    says(page, "已通过")
    expect(page.locator(".history")).to_contain_text("审核通过")
    page.evaluate("location.hash = '#copies?state=approved'")
    expect(copies).to_have_count(1)
    expect(page.locator(".copies")).to_contain_text("已通过")
    with api(url, keys["content"]) as content:
        guide = content.get("/api/guide").json()
    assert [copy["is_final"] for copy in guide["copies"]] == [True]


def test_a_returned_piece_is_edited_and_its_changes_are_shown(house, somebody):
    url, keys = house
    with api(url, keys["content"]) as content:
        made = content.post(
            "/api/copies", json={"channel": "wechat_group", "body": "雨天来店里坐坐。"}
        ).json()
        content.post(f"/api/copies/{made['id']}/submit")
    page = somebody(360, 800)
    walk = Walk(page, url, keys)
    walk.enter("admin", f"copies/{made['id']}")
    walk.press("退回", "#copies")
    walk.type("#ask[open] textarea", "请写明店名")
    agree(page)
    says(page, "已退回")
    walk.enter("content", f"copies/{made['id']}")
    expect(page.locator("#copies")).to_contain_text("请写明店名")
    walk.type(COPY, "雨天来云朵咖啡坐坐。")
    walk.press("保存修改", "#copies")
    says(page, "修改已保存")
    page.evaluate("document.querySelectorAll('#copies details').forEach(d => (d.open = true))")
    expect(page.locator(".diff ins")).to_have_text("云朵咖啡")
    expect(page.locator(".diff del")).to_have_text("店里")
    assert width_of(page) == 360


def test_whoever_was_overtaken_keeps_what_they_typed(house, somebody):
    url, keys = house
    page = somebody()
    with api(url, keys["admin"]) as admin:
        made = admin.post("/api/copies", json={"channel": "wechat_group", "body": "雨天来店里坐坐。"}).json()
        walk = Walk(page, url, keys)
        walk.enter("content", f"copies/{made['id']}")
        field = page.locator(COPY)
        expect(field).to_be_visible()
        admin.put(f"/api/copies/{made['id']}", json={"body": "晴天来店里坐坐。", "revision": 1})
    walk.type(COPY, "雪天来店里坐坐。")
    walk.press("保存修改", "#copies")
    says(page, "第2稿")
    expect(field).to_have_value("雪天来店里坐坐。")
    walk.press("读取最新版本", "#copies")
    expect(field).to_have_value("晴天来店里坐坐。")


def test_the_check_marks_what_it_finds_and_takes_a_text_for_no_markup(house, somebody):
    url, keys = house
    page = somebody(360, 800, dark=True)
    walk = Walk(page, url, keys)
    walk.enter("content", "check")
    walk.type("#check .editor:not(.line) textarea", f"{EVIL}国家级品质")
    walk.press("检查", "#check")
    expect(page.locator("#check .layer .block")).to_have_text("国家级")
    page.evaluate("location.hash = '#write'")
    expect(page.locator("#facts")).to_be_visible()
    walk.facts(f"品名:{EVIL}\n价格:26元\n规格:480ml")
    stays_text(page)
    assert width_of(page) == 360


def test_a_lost_connection_loses_no_word(tmp_path, somebody):
    home = tmp_path / "home"
    keys = keys_of(home, "content")
    page = somebody()
    with serving(home, tmp_path / "log") as (_process, url):
        until_ready(url)
        walk = Walk(page, url, keys)
        walk.enter("content")
        walk.facts()
    walk.type("#brief textarea", "写给雨天来的人")
    walk.press("生成草稿")
    says(page, "连不上服务器")
    expect(page.locator("#brief textarea")).to_have_value("写给雨天来的人")
    facts = [field.input_value() for field in page.locator("#fact-table textarea").all()]
    assert "云朵拿铁" in facts


def test_marks_move_with_the_text_that_is_edited(house, somebody):
    url, keys = house
    page = somebody()
    Walk(page, url, keys).enter("content")
    run = "import('/studio/assets/points.js').then(p => %s)"
    assert page.evaluate(run % "p.toUnits('😀冠军', [[1, 3]])") == [[2, 4]]
    assert page.evaluate(run % "p.moved([{start: 2, end: 4}], 'ab冠军', 'xab冠军')") == [
        {"start": 3, "end": 5}
    ]
    assert page.evaluate(run % "p.moved([{start: 2, end: 4}], 'ab冠军', 'ab冠')") == []
    parts = page.evaluate(run % "p.apart('题', '正文', [{span: [0, 1]}, {span: [2, 4]}, {span: [0, 0]}])")
    assert [(mark["start"], mark["end"]) for mark in parts["title"] + parts["body"]] == [(0, 1), (0, 2)]


def test_a_table_of_communities_goes_in_and_what_came_of_each_row_is_told(house, somebody, tmp_path):
    url, keys = house
    table, book = tmp_path / "社群.csv", tmp_path / "社群.xlsx"
    rows = [
        ["社群", "客群标签", "渠道", "产品"],
        ["一群", "T2", "短信", "P-9"],
        ["二群", "T99", "短信", "P-9"],
        [EVIL, "T1", "电报", ""],
    ]
    with table.open("w", encoding="gbk", newline="") as file:
        csv.writer(file).writerows(rows)
    workbook = openpyxl.Workbook()
    for row in rows[:2]:
        workbook.active.append(row)
    workbook.save(book)
    page = somebody(360, 800)
    walk = Walk(page, url, keys)
    walk.enter("content", "batch")
    upload, job = page.locator("#batch input[type=file]"), page.locator(".job")
    upload.set_input_files(table)
    expect(job.get_by_role("status")).to_have_text("已完成", timeout=60_000)
    for word in ("第 2 行", "“产品”一列", "第 3 行", "B列“客群标签”", "第 4 行", "C列“渠道”"):
        expect(page.locator(".reasons")).to_contain_text(word)
    expect(job.locator("h3")).to_have_text("社群.csv")
    given = page.evaluate("fetch(document.querySelector('.job a[href$=csv]').href).then(r => r.text())")
    assert given.count("P-9") >= 2
    upload.set_input_files(book)
    expect(job.locator("h3")).to_have_text("社群.xlsx", timeout=60_000)
    expect(job.get_by_role("status")).to_have_text("已完成", timeout=60_000)
    expect(page.locator(".recent")).to_contain_text("社群.csv")
    assert width_of(page) <= 360
    stays_text(page)
