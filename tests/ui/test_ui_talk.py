"""The shopper's page while a person has the conversation: what it shows, to whom, and as whose words."""

from __future__ import annotations

import pytest

from assistant.handover import InboxOffice, Wanted
from assistant.journal import Turn
from assistant.tickets import Hand, Person
from knowledge.model import Role
from tests.ui.conftest import NOON, PUBLIC_TEXT
from tests.ui.test_ui_pages import request_of
from ui.auth import LOGIN_COOKIE, SHOPPER_COOKIE
from ui.operating.readiness import Readiness
from ui.pages.chat import SHOPPER, STAFF, _greet, _stands
from ui.pages.talk import Talk, Talker
from ui.pages.words import LANGUAGE_COOKIE

EVIL = "<img src=x onerror=alert(1)> **粗** [链](http://evil.example)"


class Visit:
    """One browser at the page."""

    def __init__(self, lobby) -> None:
        self.talker = Talker(lobby)
        self.request = request_of(None, {SHOPPER_COOKIE: lobby.doorkeeper.new_visit()})
        self.talk = Talk()

    def say(self, message: str) -> list[str]:
        *_, (bubbles, _sources, self.talk, _box) = self.talker.say(message, self.talk, self.request)
        return [one["content"] for one in bubbles]

    def listen(self) -> list[str]:
        return [one["content"] for one in self.talker.listen(self.talk, self.request).bubbles]


@pytest.fixture
def visit(lobby) -> Visit:
    made = Visit(lobby)
    made.say("几点关门?")
    return made


@pytest.fixture
def office(house) -> InboxOffice:
    made = InboxOffice(house.persons, house.tickets.office(NOON), Hand(Person("key:1", "林")), NOON)
    made.arrive("客服 小林")
    return made


def handed_over(visit: Visit, house, office: InboxOffice) -> str:
    from ui.conversations import owner

    mine = visit.talk.conversation_id
    whose = owner(visit.talker.principal(visit.request))
    house.persons.ask(Wanted(mine, None, "zh-Hans", NOON, "web", "", whose), "退货")
    office.take(mine)
    return mine


def test_what_a_person_says_appears_once_escaped_and_without_the_label_of_the_assistant(visit, house, office):
    mine = handed_over(visit, house, office)
    office.reply(mine, EVIL)
    shown = visit.listen()
    assert shown == visit.listen()
    assert "客服 小林" in shown[-1]
    assert not any(one in shown[-1] for one in ("AI", "<img", "**", "http://"))
    assert _stands(visit.talk)[0].active
    assert "客服 小林 为您服务" in _stands(visit.talk)[1]


def test_what_goes_to_a_person_is_shown_once_and_the_assistant_is_silent(visit, house, office):
    mine = handed_over(visit, house, office)
    visit.listen()
    asked = len(house.answerer.questions)
    shown = visit.say("还在吗")
    assert sum("还在吗" in one for one in shown) == 1
    assert visit.listen() == shown
    assert len(house.answerer.questions) == asked
    assert house.persons.store.messages(mine)[-1].text == "还在吗"
    office.give_back(mine, "祝您愉快")
    assert "已回到 AI 助手" in visit.listen()[-1]
    assert not _stands(visit.talk)[0].active
    assert "ai-label" in visit.say("几点开门?")[-1]


def test_a_page_that_is_opened_anew_goes_on_with_its_own_thread_and_no_other(visit, lobby, house, office):
    mine = handed_over(visit, house, office)
    office.reply(mine, "向日葵")
    again, stranger = Visit(lobby), Visit(lobby)
    again.request = visit.request
    for one, sees in ((again, True), (stranger, False)):
        _hero, bubbles, talk, *_rest = _greet(lobby, one.talker, SHOPPER, one.request)
        assert ("向日葵" in str(bubbles)) is sees
        assert (talk.conversation_id == mine) is sees
        assert talk.is_live is sees
    stranger.talk.conversation_id = mine  # not even with its id
    assert "向日葵" not in str(stranger.listen())


def opened_anew(lobby, cookies, face=SHOPPER) -> tuple[str, Talk, str]:
    """The bubbles, the talk and the sources of a page that was loaded again."""
    _hero, bubbles, talk, sources, *_rest = _greet(lobby, Talker(lobby), face, request_of(None, cookies))
    return str(bubbles), talk, sources


@pytest.fixture
def told(visit, house) -> dict[str, str]:
    """The cookies of a tab whose conversation has one answer in the journal."""
    cited = {"doc_id": "D1", "title": "文件D1", "version": "V1", "passage_id": "D1-p"}
    turn = Turn(
        "几点关门?",
        "几点关门?",
        f"{PUBLIC_TEXT}[1]",
        "answer",
        ("D1",),
        mode="extractive",
        citations=(cited,),
    )
    house.journal.remember(visit.talk.conversation_id, turn)
    return dict(visit.request.request.cookies) | {"atrium_talk": visit.talk.conversation_id}


def test_a_page_that_is_loaded_again_shows_what_was_said_with_its_sources_and_goes_on_with_it(
    visit, told, lobby
):
    mine = visit.talk.conversation_id
    bubbles, talk, sources = opened_anew(lobby, told)
    assert all(one in bubbles for one in ("几点关门?", "营业时间为每天", "1 处依据"))
    assert all(one in sources for one in ("文件D1", "营业时间为每天"))
    assert (talk.conversation_id, talk.is_live) == (mine, False)
    assert list(talk.turns) == [2]  # under its answer a thumb still counts
    visit.talk = talk
    visit.say("停车呢?")
    assert visit.talk.conversation_id == mine


def test_a_page_that_was_loaded_before_the_house_was_ready_asks_again_and_shows_what_was_said(
    visit, told, lobby, monkeypatch
):
    request = request_of(None, told)
    monkeypatch.setattr(Readiness, "is_ready", False)
    early = _greet(lobby, visit.talker, SHOPPER, request)
    assert "data-early" in str(early)
    assert "data-talk" not in str(early), "the tab must not forget its conversation"
    assert "几点关门?" not in str(early[1])
    monkeypatch.undo()
    ready = _greet(lobby, visit.talker, SHOPPER, request, None, early[2])
    assert "data-early" not in str(ready)
    assert f'data-talk="{visit.talk.conversation_id}"' in str(ready)
    assert "几点关门?" in str(ready[1])


def test_a_number_in_a_cookie_opens_nobody_elses_conversation(visit, told, lobby, keys):
    mine = {"atrium_talk": visit.talk.conversation_id, "atrium_talk_staff": visit.talk.conversation_id}
    key, _secret = keys.create(Role.ADMIN, "主管")
    stranger, colleague = lobby.doorkeeper.new_visit(), lobby.sessions.open(key)
    for other in ({SHOPPER_COOKIE: stranger}, {LOGIN_COOKIE: colleague}, {}):
        for face in (SHOPPER, STAFF):
            bubbles, talk, _sources = opened_anew(lobby, other | mine, face)
            assert "几点关门?" not in bubbles
            assert talk.conversation_id == ""
    for made_up in ("x", "x" * 5000, "<b>", ""):
        assert opened_anew(lobby, told | {"atrium_talk": made_up})[1].conversation_id == ""


def test_what_was_deleted_is_not_shown_again(visit, told, lobby):
    visit.talker.erase(visit.talk, visit.request)
    bubbles, talk, sources = opened_anew(lobby, told)
    assert "几点关门?" not in bubbles
    assert "文件D1" not in sources
    assert talk.conversation_id == ""


def test_a_paragraph_that_may_be_read_no_more_is_not_shown_beside_the_answer_that_cited_it(
    visit, house, told, lobby
):
    hidden = {"doc_id": "D2", "title": "文件D2", "version": "V1", "passage_id": "D2-p"}
    house.journal.remember(
        visit.talk.conversation_id,
        Turn("再问", "再问", "见[1]", "answer", mode="extractive", citations=(hidden,)),
    )
    bubbles, _talk, sources = opened_anew(lobby, told)
    assert "再问" in bubbles
    assert not any(one in sources for one in ("文件D2", "内部掌握"))


def test_back_to_the_assistant_is_one_press(visit, house, office):
    mine = handed_over(visit, house, office)
    visit.listen()
    assert not visit.talker.back(visit.talk, visit.request).is_live
    assert house.persons.store.find(mine).staff is None


def test_a_page_that_is_turned_to_another_language_says_in_it_where_the_conversation_stands(
    visit, lobby, house, office
):
    mine = handed_over(visit, house, office)
    office.reply(mine, "您好")
    visit.listen()
    said = {
        "en": "You are talking to 客服 小林",
        "zh-Hant": "客服 小林 為您服務",
        "zh-Hans": "客服 小林 为您服务",
    }
    for language, line in said.items():
        cookies = dict(visit.request.request.cookies) | {LANGUAGE_COOKIE: language}
        visit.request = request_of(None, cookies)
        _hero, bubbles, visit.talk, *_rest = _greet(
            lobby, visit.talker, SHOPPER, visit.request, None, visit.talk
        )
        assert line in _stands(visit.talk)[1]
        assert [
            line in one["content"]
            for one in bubbles
            if "为您服务" in one["content"] or line in one["content"]
        ] == [True]
        assert "您好" in bubbles[-1]["content"], "what a person wrote stays as they wrote it"
        assert line in str(_greet(lobby, visit.talker, SHOPPER, visit.request)[1]), (
            "opened anew it says the same"
        )
