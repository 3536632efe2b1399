"""No text that anybody writes makes a page ask a stranger, run a script or put up a dialog: every payload, on every surface.

A surface counts only for payloads that were seen on it, as the text that they are.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from openpyxl import Workbook
from playwright.sync_api import Page, expect

from assistant.model import Answer, AnswerEvent, Citation, Handling, Mode, Question
from docs.chromium import Visitors, log_in
from knowledge.model import Passage
from tests.house import NOW, SHOPPER, House, fresh, ingested, opened
from tests.promises.payloads import ACTIVE, ALL, Stranger, fitting, listening, marks
from tests.ui.listening import Served, served
from tests.ui.walking import goes

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1800)]
MOST = 40  # at least so many on each surface
TITLE = "雨伞借用须知"


# -- the house that everything was written into ------------------------------------------------------


def write_papers(folder: Path, stranger: Stranger) -> None:
    """A mall whose name, paper, headings and shops carry the payloads."""
    public = folder / "public"
    public.mkdir(parents=True)
    name = json.dumps(f"雨伞广场{stranger.payload(0)}", ensure_ascii=False)
    (folder / "mall.yaml").write_text(f'name: {name}\nhotline: "400-000-1234"\n', encoding="utf-8")
    clauses = "\n\n".join(
        f"## 第{n}处 {text}\n\n第{n}处雨伞借用点在{n}号门服务台,借伞免费。{text}"
        for n, text in enumerate(stranger.payloads)
    )
    (public / "umbrellas.md").write_text(f"# {TITLE}\n\n{clauses}\n", encoding="utf-8")
    sheet = Workbook()
    sheet.active.append(["铺位号", "品牌", "业态一级", "楼层", "营业时间", "标签"])
    for n, text in enumerate(stranger.payloads, 1):
        sheet.active.append([f"L2-{n:02}", text, "雨具", "L2", "10:00–22:00", text])
    sheet.save(public / "店铺目录.xlsx")


@dataclass(frozen=True)
class Parrot:
    """Answers with the message and cites the paragraph that carries the same payload; asked for none, tells all of them."""

    passages: dict[int, Passage]
    payloads: list[str]

    def answer(self, question: Question) -> Answer:
        told = sorted(marks(question.message)) or [*ALL]
        citations = tuple(self._cited(number, n) for number, n in enumerate(told, 1))
        said = "\n".join(f"{self.payloads[n]}[{number}]" for number, n in enumerate(told, 1))
        return Answer(said, Handling.ANSWER, citations, f"c{told[0]}", "zh-Hans", 0.9, Mode.GENERATED)

    def _cited(self, number: int, n: int) -> Citation:
        passage = self.passages[n]
        where = " > ".join(passage.section)
        return Citation(
            number, passage.doc_id, self.payloads[n], "V1", where, passage.text, "", passage.passage_id
        )

    def stream(self, question: Question) -> Iterator[AnswerEvent]:
        answer = self.answer(question)
        for piece in (answer.answer[:9], answer.answer[9:]):
            yield AnswerEvent(text=piece)
        yield AnswerEvent(done=answer)


@pytest.fixture(scope="module")
def stranger() -> Iterator[Stranger]:
    with listening() as open_ear:
        yield open_ear


@pytest.fixture(scope="module")
def house(tmp_path_factory, ingested_home, stranger) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("payloads")
    write_papers(folder / "papers", stranger)
    with opened(ingested(fresh(folder / "home", ingested_home), [folder / "papers"])) as house:
        yield house


@pytest.fixture(scope="module")
def mall(house) -> Iterator[Served]:
    with served(house) as open_mall:
        yield open_mall


@pytest.fixture(scope="module")
def parrots(house, stranger) -> Iterator[Served]:
    """The same house, where the assistant says what it is told."""
    cited = {n: passage for passage in house.passages(SHOPPER) for n in marks(passage.text)}
    assert {*cited} == {*ALL}
    with served(House(replace(house.atrium, answerer=Parrot(cited, stranger.payloads)))) as repeating:
        yield repeating


@dataclass
class Guard:
    """Watches what pages do with payloads."""

    somebody: Visitors
    stranger: Stranger
    complaints: list[str]  # of a policy, that something was tried

    def page(self, *size: int, **more: Any) -> Page:
        page = self.somebody(*size, **more)
        page.on("console", lambda said: "Content Security" in said.text and self.complaints.append(said.text))
        return page

    def sees(self, page: Page, where: str, least: int = MOST) -> None:
        """So many payloads are on the page, in words or in fields, and none is more than text."""
        page.wait_for_timeout(300)  # for what would come late
        words = page.evaluate(
            "[document.body.innerText, ...[...document.querySelectorAll('input, textarea')].map(f => f.value)].join('\\n')"
        )
        assert len(marks(words)) >= least, f"{where}: {sorted(marks(words))}"
        self.untouched(page, where)

    def untouched(self, page: Page, where: str) -> None:
        found = page.evaluate(
            """([names, origin]) => [...document.querySelectorAll('*')].filter(e =>
              names.some(name => (e.getAttribute(name) || '').includes(origin)) ||
              [...e.attributes].some(a => /^on/.test(a.name) && /alert|confirm|prompt|fetch/.test(a.value)) ||
              /^\\s*javascript:/i.test(e.getAttribute('href') || e.getAttribute('src') || '')).map(e => e.outerHTML.slice(0, 200))""",
            [list(ACTIVE), self.stranger.origin],
        )
        assert found == [], where
        assert self.stranger.asked == [], where
        assert [url for url in self.somebody.requests if url.startswith(self.stranger.origin)] == [], where
        assert self.complaints == [], where
        assert self.somebody.dialogs == [], where


@pytest.fixture
def guard(somebody, stranger) -> Guard:
    stranger.asked.clear()
    return Guard(somebody, stranger, [])


def send(page: Page, mall: Served, path: str, by: str = "", /, **body: Any) -> Any:
    """Over the API, by a role's key or as the visit of this page."""
    headers = {"Authorization": f"Bearer {mall.keys[by]}"} if by else {}
    reply = page.request.post(mall.url + path, data=body, headers=headers)
    assert reply.ok, f"{path}: {reply.status} {reply.text()}"
    return reply.json()


# -- the measure itself ------------------------------------------------------------------------------


def test_on_a_page_without_walls_the_payloads_do_harm(somebody, stranger):
    """Else finding nothing elsewhere would say nothing."""
    stranger.asked.clear()
    harmful = set()
    for n in ALL:
        page = somebody()
        before = len(stranger.asked), len(somebody.dialogs)
        page.goto(f"{stranger.origin}/bare/{n}", wait_until="commit")
        page.wait_for_timeout(250)
        if (len(stranger.asked), len(somebody.dialogs)) != before:
            harmful.add(n)
        page.context.close()
    dialogs = len(somebody.dialogs)
    somebody.dialogs.clear()
    assert len(harmful) >= MOST, sorted({*ALL} - harmful)
    assert dialogs >= 8


# -- shoppers ----------------------------------------------------------------------------------------


def arrive(page: Page, url: str) -> None:
    page.goto(url)
    expect(page.locator(".chat .message").first).to_be_visible()


def ask(page: Page, message: str) -> None:
    page.locator("#message textarea").fill(message)
    page.locator("#message button").click()


def test_a_message_an_answer_and_its_sources_on_the_shoppers_page(guard, parrots):
    page = guard.page(360, 740)
    arrive(page, f"{parrots.url}/")
    answers = page.locator(".chat .ai-label")
    for n, payload in enumerate(guard.stranger.payloads):
        ask(page, payload)
        expect(answers).to_have_count(n + 1)
        expect(page.locator("details.source blockquote")).to_contain_text(f"P{n:02}Z")
    guard.sees(page, "the shopper's page", len(ALL))


def test_an_answer_and_its_sources_on_the_page_of_staff(guard, parrots):
    page = guard.page()
    log_in(page, parrots.url, parrots.keys["staff"])
    arrive(page, f"{parrots.url}/staff/")
    ask(page, "都念一遍")
    expect(page.locator("details.source")).to_have_count(len(ALL))
    guard.sees(page, "the page of staff", len(ALL))


def test_a_message_an_answer_and_its_sources_in_the_widget(guard, parrots):
    page = guard.page(360, 640)
    page.goto(f"{parrots.url}/widget?language=zh-Hans")
    expect(page.locator(".said")).to_have_count(1)
    sources = page.locator(".said details")
    for n, payload in enumerate(guard.stranger.payloads):
        page.locator("#message").fill(payload)
        page.locator("#message").press("Enter")
        expect(sources).to_have_count(n + 1)
        expect(page.locator("[aria-busy]")).to_have_count(0)
    page.evaluate("document.querySelectorAll('details').forEach(d => (d.open = true))")
    guard.sees(page, "the widget", len(ALL))


def test_what_a_shopper_and_a_person_write_to_each_other(guard, mall):
    """On the shopper's page, in the widget and at the desk."""
    page, clerk = guard.page(360, 740), guard.page()
    arrive(page, f"{mall.url}/")
    send(clerk, mall, "/api/inbox/presence", "admin", present=True, name=guard.stranger.payload(0))
    talk = send(page, mall, "/api/chat", message=guard.stranger.payload(0), conversation_id=None)[
        "conversation_id"
    ]
    send(page, mall, f"/api/conversations/{talk}/person")
    send(clerk, mall, f"/api/inbox/{talk}/take", "admin")
    for n, payload in enumerate(guard.stranger.payloads):
        send(page, mall, "/api/chat", message=payload, conversation_id=talk)
        send(clerk, mall, f"/api/inbox/{talk}/reply", "admin", text=payload, key=str(n))
    page.goto(f"{mall.url}/")
    expect(page.locator(".chat")).to_contain_text(f"P{ALL[-1]:02}Z")
    guard.sees(page, "the shopper's page", len(ALL))
    page.goto(f"{mall.url}/widget")
    page.evaluate("talk => sessionStorage.setItem('atrium-conversation', talk)", talk)
    page.reload()
    expect(page.locator("#log")).to_contain_text(f"P{ALL[-1]:02}Z")
    guard.sees(page, "the widget", len(ALL))
    log_in(clerk, mall.url, mall.keys["admin"])
    goes(clerk, f"{mall.url}/desk/#inbox/{talk}")
    expect(clerk.locator(".talk")).to_contain_text(f"P{ALL[-1]:02}Z")
    guard.sees(clerk, "the desk", len(ALL))


# -- the desk ----------------------------------------------------------------------------------------


def whole_list(page: Page, url: str, part: str) -> None:
    """A part of the desk with all its rows."""
    goes(page, f"{url}/desk/#{part}")
    expect(page.locator(".rows:not([aria-busy]) a").first).to_be_visible()
    more = page.get_by_role("button", name="再看一些")
    while more.count() and more.first.is_visible():
        shown = page.locator(".rows a").count()
        more.first.click()
        expect(page.locator(".rows a").nth(shown)).to_be_attached()


def test_tickets_corrections_and_conversations_at_the_desk(guard, mall):
    page = guard.page()
    payloads = guard.stranger.payloads
    for n, payload in enumerate(payloads):
        made = send(page, mall, "/api/tickets", "staff", desk="cs_store", priority="P3", message=payload, entity=payload)  # fmt: skip
        entry = send(page, mall, "/api/corrections", "staff", question=payload, answer=payload, visibility="public", statement=payload)  # fmt: skip
        send(page, mall, "/api/chat", message=f"{payload} {n}", conversation_id=None)
    for payload in payloads:
        send(page, mall, f"/api/tickets/{made['id']}/comment", "staff", text=payload)
    log_in(page, mall.url, mall.keys["admin"])
    for part in ("tickets", "curated", "conversations"):
        whole_list(page, mall.url, part)
        guard.sees(page, part, len(ALL))
    for part, id_ in (("tickets", made["id"]), ("curated", entry["id"])):
        goes(page, f"{mall.url}/desk/#{part}/{id_}")
        expect(page.locator(".detail article")).to_be_visible()
        guard.sees(page, f"{part}, opened", len(ALL) if part == "tickets" else 1)
    page.goto(f"{mall.url}/insights/")
    expect(page.locator(".hero nav")).to_be_visible()
    expect(page.locator("table").first).to_be_attached()
    guard.untouched(page, "the figures")


# -- content -----------------------------------------------------------------------------------------


def test_papers_their_names_titles_and_paragraphs_in_the_library(guard, mall, tmp_path):
    page = guard.page()
    log_in(page, mall.url, mall.keys["content"])
    goes(page, f"{mall.url}/library/#documents")
    page.locator("#results tbody tr a").filter(has_text=TITLE).first.click()
    expect(page.locator("#view .passage").first).to_be_visible()
    guard.sees(page, "a paper", len(ALL))
    goes(page, f"{mall.url}/library/#documents")
    page.locator("#results tbody tr a").filter(has_text="店铺目录").first.click()
    expect(page.locator("#view .passage").first).to_be_visible()
    guard.sees(page, "the shops", len(ALL))

    named = [payload.replace("/", "∕") for payload in fitting(guard.stranger.payloads, 80)]
    assert len(named) >= MOST
    files = [tmp_path / f"{name}.md" for name in named]
    for n, file in enumerate(files):
        payload = guard.stranger.payloads[n]
        file.write_text(f"---\ntitle: {json.dumps(payload)}\n---\n# {payload}\n\n{n}号柜台领取{n}把雨伞。{payload}\n", encoding="utf-8")  # fmt: skip
    goes(page, f"{mall.url}/library/#documents")
    picker = page.locator("#files")
    for start in range(0, len(files), 20):
        picker.set_input_files(files[start : start + 20])
        done = page.locator("#jobs .job .report, #jobs .job .sum")
        expect(done).to_have_count(start // 20 + 1, timeout=300_000)
    guard.sees(page, "the report of an upload", MOST)
    goes(page, f"{mall.url}/library/#documents")
    expect(page.locator("#results tbody tr").nth(19)).to_be_visible()
    guard.sees(page, "the list of papers", 20)
    goes(page, f"{mall.url}/library/#runs")
    expect(page.locator("#view h2").first).to_be_visible()
    guard.untouched(page, "the runs")


def test_copy_in_the_studio_and_at_the_guides(guard, mall):
    page = guard.page()
    [paper] = [one.doc_id for one in mall.house.atrium.library.documents(SHOPPER, NOW) if one.title == TITLE]
    for payload in guard.stranger.payloads:
        new = {"channel": "wechat_group", "title": payload, "body": f"雨天来坐坐。{payload}"}
        made = send(page, mall, "/api/copies", "content", **new)
        submitted = send(page, mall, f"/api/copies/{made['id']}/submit", "content")
        figures = [
            one["span"] for one in submitted["findings"] if one["rule_id"] == "K17"
        ]  # those of an address
        proofs = [{"rule_id": "K17", "doc_id": paper, "span": span} for span in figures]
        send(
            page,
            mall,
            f"/api/copies/{made['id']}/approve",
            "admin",
            revision=made["revision"],
            evidence=proofs,
        )
    log_in(page, mall.url, mall.keys["content"])
    goes(page, f"{mall.url}/studio/#copies")
    expect(page.locator(".copies li a").first).to_be_visible()
    guard.sees(page, "the copy library", MOST)
    goes(page, f"{mall.url}/studio/#copies/{made['id']}")
    expect(page.locator("#copies .history")).to_be_visible()
    guard.sees(page, "a piece of copy", 1)
    goes(page, f"{mall.url}/studio/#check")
    page.locator("#check .editor:not(.line) textarea").fill("国家级\n" + "\n".join(guard.stranger.payloads))
    page.locator("#check").get_by_role("button", name="检查", exact=True).click()
    expect(page.locator("#check .layer .block").first).to_be_visible()
    guard.sees(page, "the check", len(ALL))
    goes(page, f"{mall.url}/guide/")
    page.get_by_role("button", name="再看一些").click()
    expect(page.locator("#copies .copy").nth(MOST - 1)).to_be_attached()
    guard.sees(page, "the guides' texts", MOST)


# -- the door and the admin --------------------------------------------------------------------------


def test_names_of_people_and_keys_and_the_record(guard, mall):
    page = guard.page()
    for payload in fitting(guard.stranger.payloads, 80):
        send(page, mall, "/api/keys", "admin", name=payload, role="staff")
    people = fitting(guard.stranger.payloads, 40)
    for n, payload in enumerate(people):
        send(page, mall, "/api/users", "admin", name=f"person.{n}", called=payload, role="staff")
    log_in(page, mall.url, mall.keys["admin"])
    for tab, least in (("people", len(people)), ("keys", MOST), ("audit", 20), ("sessions", 0)):
        goes(page, f"{mall.url}/admin/#{tab}")
        expect(page.locator("#view .cards, #view table").first).to_be_visible()
        guard.sees(page, tab, least)


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("/password?name=%s", 1),
        ("/login?next=%s", 0),
        ("/privacy?language=%s", 0),
        ("/widget?language=%s&chosen=%s", 0),
        ("/desk/#tickets/%s?q=%s", 0),
        ("/studio/#copies/%s", 0),
        ("/library/#documents?q=%s", 0),
        ("/library/#%s", 0),
        ("/admin/#%s", 0),
    ],
)
def test_what_stands_in_the_address_bar(guard, mall, path, fields):
    page = guard.page()
    log_in(page, mall.url, mall.keys["admin"])
    for payload in guard.stranger.payloads:
        page.goto(mall.url + path.replace("%s", quote(payload, safe="")))  # after a # the page stays
        guard.sees(page, path, fields)
