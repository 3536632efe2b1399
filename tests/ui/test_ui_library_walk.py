"""A walk through the library page in a real browser: a file comes in, is published, replaced and brought back."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import docx
import httpx
import pytest

from docs.chromium import Page, browser, found
from tests.ui.test_ui_server import atrium, serving, until_ready

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(600),
    pytest.mark.skipif(found() is None, reason="Chromium is not installed"),
]
TITLE = "雨伞借用规则"
SAID = "document.querySelector('#said').textContent.includes(%s)"


def rules(path: Path, deposit: int) -> Path:
    paper = docx.Document()
    paper.add_heading(TITLE, 0)
    paper.add_heading("一、押金", 1)
    paper.add_paragraph(f"顾客在总服务台借用雨伞,每把雨伞收取押金{deposit}元,七天内归还全额退还押金。")
    paper.add_heading("二、归还", 1)
    paper.add_paragraph("雨伞归还到任意一层的服务台均可,损坏照价赔偿。")
    paper.save(str(path))
    return path


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
    """Somebody at the library page."""

    def __init__(self, page: Page, url: str, keys: dict[str, str]) -> None:
        self.page, self.url, self.keys = page, url, keys

    def enter(self, role: str, view: str = "documents") -> None:
        self.page.log_in(self.url, self.keys[role])
        self.page.open("about:blank")  # or only the part after # changes, and the page stays another's
        self.page.open(f"{self.url}/library/#{view}")
        self.page.wait("document.querySelector('#view h2')")

    def open(self, tag: str) -> None:
        """The one document of the list that bears this tag."""
        row = f"[...document.querySelectorAll('#results tbody tr')].find(r => r.textContent.includes({json.dumps(tag)}))"
        self.page.wait(row)
        self.page.run(f"{row}.querySelector('a').click()")
        self.page.wait("document.querySelector('#view .facts')")

    def do(self, name: str, said: str, file: Path | None = None) -> None:
        """Presses a button, reads what will happen, agrees, and reads what has happened."""
        self.page.click(name)
        assert len(self.page.run("document.querySelector('#ask .says').textContent")) > 10
        if file:
            self.page.give("#newer", [file])
        self.page.run("document.querySelector('#ask .yes').click()")
        self.page.wait(SAID % json.dumps(said))

    def report(self) -> str:
        """The report of the last upload, when it is there."""
        self.page.wait("document.querySelector('#jobs .job .report, #jobs .job .sum')", seconds=120)
        return self.page.run("document.querySelector('#jobs').innerText")

    def asked(self) -> str:
        """What a shopper is told of the deposit, and of which paper."""
        reply = httpx.post(
            f"{self.url}/api/chat", json={"message": "借雨伞押金多少钱?"}, timeout=60, trust_env=False
        ).json()
        titles = [citation["title"] for citation in reply["citations"]]
        return f"{reply['handling']} {reply['answer']} {titles}"


def test_a_paper_comes_in_is_published_replaced_and_brought_back(house, tmp_path):
    url, keys = house
    broken = tmp_path / "坏掉的.pdf"
    broken.write_bytes(b"%PDF-1.7\nthis is all there is")
    first = rules(tmp_path / f"{TITLE}.docx", 30)
    second = rules(tmp_path / f"{TITLE}_V2.docx", 50)
    with browser() as page:
        walk = Walk(page, url, keys)
        page.size(1280, 900)
        walk.enter("content")
        page.drop("#drop", [first, broken])
        report = walk.report()
        assert "已收录 1" in report
        assert "失败 1" in report
        assert re.search("PDF.{0,4}(损坏|打不开|没有)", report)
        assert "30元" not in walk.asked()
        page.run("location.hash = '#documents?q=' + encodeURIComponent('雨伞')")
        walk.open(TITLE)
        walk.do("提交发布", "已提交")
        assert "30元" not in walk.asked()

        walk.enter("admin", "documents?look=waiting")
        walk.open("待发布")
        walk.do("发布", "已发布")
        assert "30元" in walk.asked()
        assert TITLE in walk.asked()

        walk.do("上传新版本", "新版本", second)
        assert "已收录 1" in walk.report()
        assert "30元" in walk.asked()
        page.run("location.hash = '#documents'")
        walk.open("新版本")
        walk.do("发布", "已发布")
        assert "50元" in walk.asked()
        assert "30元" not in walk.asked()

        page.run("location.hash = '#documents'")
        walk.open("被替代")
        walk.do("恢复此版本", "已恢复")
        assert "30元" in walk.asked()
        assert "50元" not in walk.asked()


def test_neither_a_file_name_nor_the_address_bar_becomes_markup(house, tmp_path):
    url, keys = house
    evil = tmp_path / "<img src=x onerror=document.title='taken'>.md"
    evil.write_text(
        "# <script>document.title='taken'</script>\n\n服务台在一层东侧,每天十点开始服务。\n", encoding="utf-8"
    )
    with browser() as page:
        walk = Walk(page, url, keys)
        page.size(360, 800)
        walk.enter("content")
        page.drop("#drop", [evil])
        assert "已收录 1" in walk.report()
        assert page.run("document.documentElement.scrollWidth") == 360
        page.run("document.querySelector('#jobs .added ~ a').click()")
        page.wait("document.querySelector('#view .passage')")
        assert page.run("document.querySelectorAll('#library img, #library script').length") == 0
        for place in ("../passages/x", "/../../../openapi.json", "runs/../../documents", "//evil.example/x"):
            page.run(f"location.hash = '#{place}'")
            page.wait("document.querySelector('#view [role=alert]')")
            page.run("location.hash = '#runs'")
            page.wait("!document.querySelector('#view [role=alert]')")
        assert "taken" not in page.run("document.title")


def test_the_page_says_so_when_the_server_is_gone(tmp_path):
    home = tmp_path / "home"
    made = atrium(home, "keys", "create", "--role", "content", "--name", "c")
    keys = {"content": re.search(r"atr_\S+", made.stdout)[0]}
    with browser() as page:
        with serving(home, tmp_path / "log") as (_process, url):
            until_ready(url)
            walk = Walk(page, url, keys)
            walk.enter("content")
            page.wait("document.querySelector('#view').textContent.includes('还是空的')")
        page.run("location.hash = '#stale'")
        page.wait("document.querySelector('#view [role=alert]')")
        assert "连不上服务器" in page.run("document.querySelector('#view').innerText")
