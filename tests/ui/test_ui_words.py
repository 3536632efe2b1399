"""In which language the shopper's page speaks, what it greets with, what it says is kept, and how it is deleted."""

from __future__ import annotations

import re
import string
from datetime import datetime

import pytest
import yaml

from assistant.shops.today import going_on, hours_today
from knowledge.library import Library
from knowledge.model import Document, Passage, Shelf, Viewer, Visibility
from tests.fakes import HashingEmbedder
from tests.ui.test_ui_pages import request_of
from ui.auth import SHOPPER_COOKIE
from ui.pages.chat import SHOPPER, STAFF, _greet
from ui.pages.talk import Talk, Talker
from ui.pages.words import LANGUAGE_COOKIE, LANGUAGES, accepted, kept_for, words
from ui.welcome import welcome

SATURDAY = datetime.fromisoformat("2026-11-21T15:00:00+08:00")
CHINESE = re.compile(r"[一-鿿]")


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh-Hans"),
        ("zh-TW,zh;q=0.9", "zh-Hant"),
        ("zh-HK", "zh-Hant"),
        ("en-US,en;q=0.9,zh;q=0.8", "en"),
        ("fr-FR,fr;q=0.9,en;q=0.8", "en"),
        ("en;q=0.1, zh-Hant;q=0.9", "zh-Hant"),
        ("en;q=0", "zh-Hans"),  # not acceptable
        ("ja", "zh-Hans"),
        ("", "zh-Hans"),
        (";;;q=,,", "zh-Hans"),
    ],
)
def test_a_browser_is_shown_the_first_of_its_languages_that_there_are_words_in(header, language):
    assert accepted(header) == language


def test_every_word_is_there_in_every_language_with_the_same_gaps():
    def gaps(text: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    hans, hant, english = (words(language) for language in LANGUAGES)
    for name, said in hans.items():
        assert gaps(said) == gaps(hant[name]) == gaps(english[name]), name
        assert all(each.strip() or name == "between" for each in (said, hant[name], english[name])), name
        assert not CHINESE.search(english[name]), name
    assert hant["person"] == "轉人工"


def greeted(lobby, face=SHOPPER, talk=None, **cookies: str):
    cookies.setdefault(SHOPPER_COOKIE, lobby.doorkeeper.new_visit())
    return _greet(lobby, Talker(lobby), face, request_of(None, cookies), None, talk)


def test_the_chosen_language_is_that_of_the_page_and_of_answers(lobby, house):
    head, bubbles, talk, *rest = greeted(lobby, **{LANGUAGE_COOKIE: "en"})
    assert 'lang="en"' in head
    assert "AI assistant" in bubbles[0]["content"]
    assert any("kept for 180 days" in str(part) for part in rest)
    *_, (_bubbles, _sources, talk, _box) = Talker(lobby).say("停车", talk, request_of(None, {}))
    assert house.answerer.questions[-1].language == "en"


def test_a_language_that_nobody_chose_leaves_answers_to_the_question(lobby, house):
    *_, talk = greeted(lobby)[:3]
    list(Talker(lobby).say("停车", talk, request_of(None, {})))
    assert house.answerer.questions[-1].language is None
    assert greeted(lobby, **{LANGUAGE_COOKIE: "<script>"})[2].language == "zh-Hans"


def test_another_language_keeps_what_was_said(lobby):
    begun = Talk(conversation_id="c", bubbles=[{"role": "user", "content": "停车"}])
    _head, bubbles, talk, *_ = greeted(lobby, talk=begun, **{LANGUAGE_COOKIE: "zh-Hant"})
    assert bubbles == [{"role": "user", "content": "停车"}]
    assert (talk.conversation_id, talk.language) == ("c", "zh-Hant")


def test_the_page_of_staff_stays_chinese_and_says_nothing_of_retention(lobby):
    shown = str(greeted(lobby, STAFF, **{LANGUAGE_COOKIE: "en"}))
    assert "员工模式" in shown
    assert "purpose" not in shown


def test_a_notice_that_was_read_is_not_shown_again(lobby):
    assert 'class="purpose"' in str(greeted(lobby))
    assert 'class="purpose"' not in str(greeted(lobby, atrium_informed="1"))


def test_the_notice_says_for_how_long(house, lobby):
    assert "保存 180 天" in welcome(house, Viewer(), lobby.clock.now(), "zh-Hans").notice
    assert kept_for(None, "en") == "kept until you delete them"


def test_what_the_privacy_page_says_is_in_the_language_asked_for(client):
    assert "保存 180 天" in client.get("/privacy").text
    english = client.get("/privacy", params={"language": "en"}).text
    assert "kept for 180 days" in english
    assert '<html lang="en">' in english
    assert "保存 180 天" in client.get("/privacy", headers={"Accept-Language": "zh-TW"}).text


def test_an_owner_deletes_the_conversation_on_the_page_and_a_stranger_does_not(lobby, house):
    mine = request_of(None, {SHOPPER_COOKIE: lobby.doorkeeper.new_visit()})
    other = request_of(None, {SHOPPER_COOKIE: lobby.doorkeeper.new_visit()})
    talker = Talker(lobby)
    *_, (_bubbles, _sources, talk, _box) = talker.say("几点关门?", Talk(language="en", chosen="en"), mine)
    refused = talker.erase(Talk(conversation_id=talk.conversation_id), other)
    assert refused.conversation_id == talk.conversation_id
    assert house.journal.owner(talk.conversation_id) is not None
    house.journal.remember(talk.conversation_id, _turn())
    begun = talker.erase(talk, mine)
    assert (begun.conversation_id, begun.language, begun.chosen) == ("", "en", "en")
    assert "deleted" in begun.bubbles[0]["content"]
    assert house.journal.all_turns(talk.conversation_id) == []


def _turn():
    from assistant.journal import Turn

    return Turn("几点关门", "几点关门", "22:00。", "answer")


# -- what goes on ------------------------------------------------------------------------------------


@pytest.fixture
def papers(tmp_path):
    opened = Library(tmp_path, HashingEmbedder())

    def shelve(
        doc_id: str, title: str, kind: str, text: str = "详见正文", shelf=Shelf.PUBLIC, **days
    ) -> None:
        paper = Document(doc_id, title, f"{doc_id}.md", doc_id, Visibility(shelf), doc_type=kind, **days)
        row = "row" if kind == "hours" else "text"
        opened.publish(paper, [Passage(f"{doc_id}-p", doc_id, 0, text, shelf, kind=row)])

    yield opened, shelve
    opened.close()


def test_names_of_what_goes_on_are_those_of_papers_in_force_that_a_shopper_may_read(papers):
    library, shelve = papers
    day = SATURDAY.date()
    shelve("A", "春茶节活动规则", "campaign", effective_from=day, effective_to=day.replace(day=30))
    shelve("B", "夜市通知", "campaign", effective_from=day, effective_to=day.replace(day=25))
    shelve("C", "内部冲刺方案", "campaign", shelf=Shelf.INTERNAL, effective_from=day)
    shelve(
        "D", "旧庆典规则", "campaign", effective_from=day.replace(month=9), effective_to=day.replace(month=10)
    )
    shelve("E", "Jazz Night", "campaign", effective_from=day)
    assert going_on(library, Viewer(), SATURDAY, "zh-Hans") == ["夜市", "春茶节活动", "Jazz Night"]
    assert going_on(library, Viewer(), SATURDAY, "en") == ["Jazz Night"]


def test_the_hours_of_a_greeting_are_those_of_the_day_and_none_without_a_paper(papers):
    library, shelve = papers
    assert hours_today(library, Viewer(), SATURDAY, "zh-Hans") == ""
    shelve("H", "开放公告", "hours", "日期:周五、周六;开门:09:10;闭店:23:20")
    assert "09:10–23:20" in hours_today(library, Viewer(), SATURDAY, "zh-Hant")
    assert "from 09:10 to 23:20" in hours_today(library, Viewer(), SATURDAY, "en")
    assert hours_today(library, Viewer(), SATURDAY.replace(day=23), "en") == ""


def test_the_table_of_words_is_one(client):
    script = client.get("/widget/words.js").text
    assert yaml.safe_load(script.split(" = ", 1)[1].split(", LANGUAGES")[0])["en"]["send"] == "Send"
