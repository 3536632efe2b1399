"""A walk through the studio in a real browser: facts, drafts, a finding replaced, saved, submitted, approved."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import openpyxl
import pytest

from docs.chromium import Page, browser, found
from tests.ui.test_ui_server import atrium, serving, until_ready

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(600),
    pytest.mark.skipif(found() is None, reason="Chromium is not installed"),
]
SHEET = "品名:云朵拿铁\n品牌:云朵咖啡\n规格:480ml\n价格:26元\n产地:云南普洱\n主要配料:牛乳、浓缩咖啡\n门店:云朵咖啡B1店"
EVIL = "<img src=x onerror=document.title='taken'><script>document.title='taken'</script>"
TYPE = """(() => {
  const box = document.querySelector(%s);
  box.value = %s;
  for (const name of ['input', 'change']) box.dispatchEvent(new Event(name, {bubbles: true}));
})()"""
BUTTON = (
    "[...document.querySelectorAll(%s + ' button')].find(b => b.offsetParent && b.textContent.trim() === %s)"
)
BODY = ".card.current .editor:not(.line) textarea"


@pytest.fixture
def house(tmp_path: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """A server without a paper, and a key for each role."""
    home = tmp_path / "home"
    keys = {}
    for role in ("content", "admin"):
        made = atrium(home, "keys", "create", "--role", role, "--name", f"{role}一号")
        keys[role] = re.search(r"atr_\S+", made.stdout)[0]
    with serving(home, tmp_path / "log") as (_process, url):
        until_ready(url)
        yield url, keys


class Walk:
    """Somebody at the studio."""

    def __init__(self, page: Page, url: str, keys: dict[str, str]) -> None:
        self.page, self.url, self.keys = page, url, keys

    def enter(self, role: str, view: str = "write") -> None:
        self.page.log_in(self.url, self.keys[role])
        self.show(view)

    def show(self, view: str) -> None:
        self.page.open("about:blank")  # or only the part after # changes
        self.page.open(f"{self.url}/studio/#{view}")
        self.page.wait("document.querySelector('#view section')")

    def type(self, selector: str, text: str) -> None:
        self.page.run(TYPE % (json.dumps(selector), json.dumps(text)))

    def press(self, label: str, within: str = "body") -> None:
        button = BUTTON % (json.dumps(within), json.dumps(label))
        self.page.wait(button)
        self.page.run(f"{button}.click()")

    def said(self, text: str) -> None:
        self.page.wait(f"document.querySelector('#said').textContent.includes({json.dumps(text)})")

    def text(self, selector: str) -> str:
        return self.page.run(f"document.querySelector({json.dumps(selector)}).innerText")

    def facts(self, sheet: str = SHEET) -> None:
        self.type("#facts .ways textarea", sheet)
        self.press("整理事实")
        self.said("整理出")

    def drafts(self) -> None:
        self.press("生成草稿")
        self.said("写好")


def test_copy_goes_from_facts_to_the_library(house):
    url, keys = house
    with browser() as page:
        walk = Walk(page, url, keys)
        page.size(1280, 900)
        walk.enter("content", "copies/%ff")  # no address of ours: the first view is shown
        walk.facts()
        assert page.run("document.querySelectorAll('#fact-table .row:not(.heads)').length") == 7
        walk.drafts()
        assert "26元" in page.run(f"document.querySelector({json.dumps(BODY)}).value")

        # An emoji before it is two units for the browser and one character for the rules.
        page.run(f"""(() => {{
          const box = document.querySelector({json.dumps(BODY)});
          box.focus();
          box.setSelectionRange(0, 0);
          document.execCommand('insertText', false, '😀冠军品质,');
        }})()""")
        page.wait("document.querySelector('.card.current .findings .block')")
        marked = page.run("document.querySelector('.card.current .layer .block').textContent")
        assert marked.startswith("冠军")
        assert walk.text(".card.current .findings .block b") == f"“{marked}”"
        assert "不能发布" in walk.text(".card.current header")
        replace = "document.querySelector('.card.current .findings .block button.first')"
        page.wait(replace)
        page.run(f"{replace}.click()")
        page.wait("!document.querySelector('.card.current .findings .block')")
        body = page.run(f"document.querySelector({json.dumps(BODY)}).value")
        assert body.startswith("😀")
        assert "冠军" not in body

        walk.show("write")  # a reload loses nothing
        assert page.run(f"document.querySelector({json.dumps(BODY)}).value") == body
        save = BUTTON % (json.dumps(".card.current"), json.dumps("存入文案库"))
        page.wait(save)
        page.run(f"(() => {{ const b = {save}; b.click(); b.click(); b.click(); }})()")
        walk.said("已存入文案库")
        walk.press("提交审核", ".card.current")
        walk.said("已提交审核")

        walk.enter("admin", "copies?state=review")
        page.wait("document.querySelector('.copies li a')")
        assert page.run("document.querySelectorAll('.copies li').length") == 1  # three clicks saved one
        page.run("document.querySelector('.copies li a').click()")
        walk.press("通过", "#copies")
        page.wait("document.querySelector('#ask[open] button[value=yes]')")
        page.run("document.querySelector('#ask button[value=yes]').click()")
        walk.said("已通过")
        assert "审核通过" in walk.text(".history")
        page.run("location.hash = '#copies?state=approved'")
        page.wait("document.querySelector('.copies li')")
        assert "已通过" in walk.text(".copies")
    guide = httpx.get(
        f"{url}/api/guide", headers={"Authorization": f"Bearer {keys['content']}"}, trust_env=False
    )
    assert [copy["is_final"] for copy in guide.json()["copies"]] == [True]


def test_a_returned_piece_is_edited_and_its_changes_are_shown(house):
    url, keys = house
    with httpx.Client(
        base_url=url, headers={"Authorization": f"Bearer {keys['content']}"}, trust_env=False
    ) as api:
        made = api.post("/api/copies", json={"channel": "wechat_group", "body": "雨天来店里坐坐。"}).json()
        api.post(f"/api/copies/{made['id']}/submit")
    with browser() as page:
        walk = Walk(page, url, keys)
        page.size(360, 800)
        walk.enter("admin", f"copies/{made['id']}")
        walk.press("退回", "#copies")
        page.wait("document.querySelector('#ask[open]')")
        walk.type("#ask textarea", "请写明店名")
        page.run("document.querySelector('#ask button[value=yes]').click()")
        walk.said("已退回")
        walk.enter("content", f"copies/{made['id']}")
        page.wait("document.querySelector('#copies .editor')")
        assert "请写明店名" in walk.text("#copies")
        walk.type("#copies .editor:not(.line) textarea", "雨天来云朵咖啡坐坐。")
        walk.press("保存修改", "#copies")
        walk.said("修改已保存")
        page.run("document.querySelectorAll('#copies details').forEach(d => (d.open = true))")
        assert walk.text(".diff ins") == "云朵咖啡"
        assert walk.text(".diff del") == "店里"
        assert page.run("document.documentElement.scrollWidth") == 360


def test_whoever_was_overtaken_keeps_what_they_typed(house):
    url, keys = house
    with httpx.Client(
        base_url=url, headers={"Authorization": f"Bearer {keys['admin']}"}, trust_env=False
    ) as api:
        made = api.post("/api/copies", json={"channel": "wechat_group", "body": "雨天来店里坐坐。"}).json()
        with browser() as page:
            walk = Walk(page, url, keys)
            walk.enter("content", f"copies/{made['id']}")
            page.wait("document.querySelector('#copies .editor')")
            api.put(f"/api/copies/{made['id']}", json={"body": "晴天来店里坐坐。", "revision": 1})
            field = "#copies .editor:not(.line) textarea"
            walk.type(field, "雪天来店里坐坐。")
            walk.press("保存修改", "#copies")
            walk.said("第2稿")
            assert page.run(f"document.querySelector('{field}').value") == "雪天来店里坐坐。"
            walk.press("读取最新版本", "#copies")
            page.wait(f"document.querySelector('{field}').value === '晴天来店里坐坐。'")


def test_the_check_marks_what_it_finds_and_takes_a_text_for_no_markup(house):
    url, keys = house
    with browser() as page:
        walk = Walk(page, url, keys)
        page.size(360, 800, dark=True)
        walk.enter("content", "check")
        walk.type("#check .editor:not(.line) textarea", f"{EVIL}国家级品质")
        walk.press("检查", "#check")
        page.wait("document.querySelector('#check .layer .block')")
        assert page.run("document.querySelector('#check .layer .block').textContent") == "国家级"
        page.run("location.hash = '#write'")
        page.wait("document.querySelector('#facts')")
        walk.facts(f"品名:{EVIL}\n价格:26元\n规格:480ml")
        assert page.run("document.querySelectorAll('main img, main script').length") == 0
        assert "taken" not in page.run("document.title")
        assert page.run("document.documentElement.scrollWidth") == 360


def test_a_lost_connection_loses_no_word(tmp_path):
    home = tmp_path / "home"
    made = atrium(home, "keys", "create", "--role", "content", "--name", "c")
    keys = {"content": re.search(r"atr_\S+", made.stdout)[0]}
    with browser() as page:
        with serving(home, tmp_path / "log") as (_process, url):
            until_ready(url)
            walk = Walk(page, url, keys)
            walk.enter("content")
            walk.facts()
        walk.type("#brief textarea", "写给雨天来的人")
        walk.press("生成草稿")
        walk.said("连不上服务器")
        assert page.run("document.querySelector('#brief textarea').value") == "写给雨天来的人"
        assert "云朵拿铁" in page.run(
            "[...document.querySelectorAll('#fact-table textarea')].map(t => t.value)"
        )


def test_marks_move_with_the_text_that_is_edited(house):
    url, keys = house
    with browser() as page:
        Walk(page, url, keys).enter("content")
        run = "import('/studio/assets/points.js').then(p => %s)"
        assert page.run(run % "p.toUnits('😀冠军', [[1, 3]])") == [[2, 4]]
        assert page.run(run % "p.moved([{start: 2, end: 4}], 'ab冠军', 'xab冠军')") == [
            {"start": 3, "end": 5}
        ]
        assert page.run(run % "p.moved([{start: 2, end: 4}], 'ab冠军', 'ab冠')") == []
        parts = page.run(run % "p.apart('题', '正文', [{span: [0, 1]}, {span: [2, 4]}, {span: [0, 0]}])")
        assert [(mark["start"], mark["end"]) for mark in parts["title"] + parts["body"]] == [(0, 1), (0, 2)]


def test_a_table_of_communities_goes_in_and_what_came_of_each_row_is_told(house, tmp_path):
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
    status = "document.querySelector('.job [role=status]')?.textContent === '已完成'"
    with browser() as page:
        walk = Walk(page, url, keys)
        page.size(360, 800)
        walk.enter("content", "batch")
        page.give("#batch input[type=file]", [table])
        page.wait(f"{status} && document.querySelector('.reasons')")
        told = walk.text(".reasons")
        for word in ("第 2 行", "“产品”一列", "第 3 行", "B列“客群标签”", "第 4 行", "C列“渠道”"):
            assert word in told
        assert page.run("document.querySelector('.job h3').textContent") == "社群.csv"
        assert (
            page.run("fetch(document.querySelector('.job a[href$=csv]').href).then(r => r.text())").count(
                "P-9"
            )
            >= 2
        )
        page.give("#batch input[type=file]", [book])
        page.wait(f"{status} && document.querySelector('.job h3').textContent === '社群.xlsx'")
        page.wait("document.querySelector('.recent li')")
        assert "社群.csv" in page.run("document.querySelector('.recent').textContent")
        assert page.run("document.documentElement.scrollWidth") <= 360
        assert page.run("document.title") != "taken"
