"""A walk through the library page in a real browser: a file comes in, is published, replaced and brought back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import docx
import httpx
import pytest
from playwright.sync_api import Page, expect

from docs.chromium import log_in
from tests.ui.test_ui_server import serving, until_ready
from tests.ui.walking import goes, keys_of, press, says, width_of

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]
TITLE = "雨伞借用规则"


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
    keys = keys_of(home, "content", "admin")
    with serving(home, tmp_path / "log") as (_process, url):
        until_ready(url)
        yield url, keys


def drop(page: Page, selector: str, files: Sequence[Path]) -> None:
    """Drags files from outside the browser onto an element."""
    place = page.locator(selector)
    place.scroll_into_view_if_needed()
    box = place.bounding_box()
    at = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
    data = {"items": [], "files": [str(file) for file in files], "dragOperationsMask": 1}
    devtools = page.context.new_cdp_session(page)
    for kind in ("dragEnter", "dragOver", "drop"):
        devtools.send("Input.dispatchDragEvent", {"type": kind, "data": data, **at})


class Walk:
    """Somebody at the library page."""

    def __init__(self, page: Page, url: str, keys: dict[str, str]) -> None:
        self.page, self.url, self.keys = page, url, keys

    def enter(self, role: str, view: str = "documents") -> None:
        log_in(self.page, self.url, self.keys[role])
        goes(self.page, f"{self.url}/library/#{view}")
        expect(self.page.locator("#view h2").first).to_be_visible()

    def show(self, view: str) -> None:
        self.page.evaluate("view => { location.hash = view; }", view)

    def open(self, tag: str) -> None:
        """The one document of the list that bears this tag."""
        row = self.page.locator("#results tbody tr").filter(has_text=tag).first
        row.locator("a").first.click()
        expect(self.page.locator("#view .facts")).to_be_visible()

    def do(self, name: str, said: str, file: Path | None = None) -> None:
        """Presses a button, reads what will happen, agrees, and reads what has happened."""
        press(self.page, name)
        asked = self.page.locator("#ask .says")
        expect(asked).to_be_visible()
        assert len(asked.inner_text()) > 10
        if file:
            self.page.set_input_files("#newer", file)
        self.page.locator("#ask .yes").click()
        says(self.page, said)

    def report(self) -> str:
        """The report of the last upload, when it is there."""
        done = self.page.locator("#jobs .job .report, #jobs .job .sum")
        expect(done.first).to_be_attached(timeout=120_000)
        return self.page.locator("#jobs").inner_text()

    def asked(self) -> str:
        """What a shopper is told of the deposit, and of which paper."""
        reply = httpx.post(
            f"{self.url}/api/chat", json={"message": "借雨伞押金多少钱?"}, timeout=60, trust_env=False
        ).json()
        titles = [citation["title"] for citation in reply["citations"]]
        return f"{reply['handling']} {reply['answer']} {titles}"


def test_a_paper_comes_in_is_published_replaced_and_brought_back(house, somebody, tmp_path):
    url, keys = house
    broken = tmp_path / "坏掉的.pdf"
    broken.write_bytes(b"%PDF-1.7\nthis is all there is")
    first = rules(tmp_path / f"{TITLE}.docx", 30)
    second = rules(tmp_path / f"{TITLE}_V2.docx", 50)
    page = somebody()
    walk = Walk(page, url, keys)
    walk.enter("content")
    drop(page, "#drop", [first, broken])
    report = walk.report()
    assert "已收录 1" in report
    assert "失败 1" in report
    assert re.search("PDF.{0,4}(损坏|打不开|没有)", report)
    assert "30元" not in walk.asked()
    walk.show("documents?q=%E9%9B%A8%E4%BC%9E")  # 雨伞
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
    walk.show("documents")
    walk.open("新版本")
    walk.do("发布", "已发布")
    assert "50元" in walk.asked()
    assert "30元" not in walk.asked()

    walk.show("documents")
    walk.open("被替代")
    walk.do("恢复此版本", "已恢复")
    assert "30元" in walk.asked()
    assert "50元" not in walk.asked()


def test_neither_a_file_name_nor_the_address_bar_becomes_markup(house, somebody, tmp_path):
    url, keys = house
    evil = tmp_path / "<img src=x onerror=document.title='taken'>.md"
    evil.write_text(
        "# <script>document.title='taken'</script>\n\n服务台在一层东侧,每天十点开始服务。\n", encoding="utf-8"
    )
    page = somebody(360, 800)
    walk = Walk(page, url, keys)
    walk.enter("content")
    drop(page, "#drop", [evil])
    assert "已收录 1" in walk.report()
    assert width_of(page) == 360
    page.locator("#jobs .added ~ a").first.click()
    expect(page.locator("#view .passage").first).to_be_visible()
    expect(page.locator("#library img, #library script")).to_have_count(0)
    trouble = page.locator("#view [role=alert]")
    for place in ("../passages/x", "/../../../openapi.json", "runs/../../documents", "//evil.example/x"):
        walk.show(place)
        expect(trouble).to_be_visible()
        walk.show("runs")
        expect(trouble).to_have_count(0)
    assert "taken" not in page.title()


def test_the_page_says_so_when_the_server_is_gone(tmp_path, somebody):
    home = tmp_path / "home"
    keys = keys_of(home, "content")
    page = somebody()
    with serving(home, tmp_path / "log") as (_process, url):
        until_ready(url)
        walk = Walk(page, url, keys)
        walk.enter("content")
        expect(page.locator("#view")).to_contain_text("还是空的")
    walk.show("stale")
    expect(page.locator("#view [role=alert]")).to_contain_text("连不上服务器")
