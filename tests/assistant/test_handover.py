"""A hand-over: who may do what from which state, what a shopper is told, and that nothing is lost or doubled."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from datetime import timedelta

import pytest

from assistant.handover import Act, NoSuchThread, Sender, State
from assistant.handover.moves import MOVES, By, check
from assistant.handover.telling import wants_the_assistant
from assistant.model import Question
from assistant.tickets import Hand, NotYours, Person, Refused
from assistant.tickets import State as TicketState
from knowledge.model import Viewer
from tests.handover import Desks, desks
from tests.tickets import ADMIN, ANYWHERE, AT_PARKING, AT_STORE, NOW

PHONE = "13812345678"
ALSO_AT_STORE = Hand(Person("key:7", "郑"), frozenset({"cs_store"}))
S = State


@pytest.fixture
def house(tmp_path):
    opened = desks(tmp_path)
    yield opened
    opened.close()


def in_state(house: Desks, state: State) -> None:
    """Leads conversation c1 to a state by real acts; 吴 has it where somebody does."""
    house.arrives()
    house.asks()
    if state is S.WAITING:
        return
    house.staff().take("c1")
    if state is S.ASSISTANT:
        house.staff().give_back("c1")
    if state is S.CLOSED:
        house.staff().close("c1")


# -- who may do what ---------------------------------------------------------------------------------

ACTS = {
    "ask": lambda house: house.asks(),
    "write": lambda house: house.writes("在吗"),
    "go back": lambda house: house.line.go_back("c1", NOW),
    "take": lambda house: house.staff().take("c1"),
    "reply": lambda house: house.replies("您好"),
    "return": lambda house: house.staff().give_back("c1"),
    "close": lambda house: house.staff().close("c1"),
    "transfer": lambda house: house.staff().transfer("c1", "parking"),
}
# Where each act leads from each state; what is not there is refused, and nothing changes.
LEADS = {
    "ask": {S.ASSISTANT: S.WAITING, S.CLOSED: S.WAITING, S.WAITING: S.WAITING, S.WITH_PERSON: S.WITH_PERSON},
    "write": {state: state for state in S},  # whom it reaches is another matter
    "go back": {S.WAITING: S.ASSISTANT, S.WITH_PERSON: S.ASSISTANT, S.ASSISTANT: S.ASSISTANT, S.CLOSED: S.CLOSED},
    "take": {S.WAITING: S.WITH_PERSON, S.WITH_PERSON: S.WITH_PERSON},
    "reply": {S.WITH_PERSON: S.WITH_PERSON},
    "return": {S.WITH_PERSON: S.ASSISTANT},
    "close": {S.WITH_PERSON: S.CLOSED, S.WAITING: S.CLOSED},
    "transfer": {S.WITH_PERSON: S.WAITING, S.WAITING: S.WAITING},
}  # fmt: skip


@pytest.mark.parametrize("state", S)
@pytest.mark.parametrize("act", ACTS)
def test_an_act_leads_where_the_table_says_or_is_refused_and_changes_nothing(house, act, state):
    in_state(house, state)
    before, said = house.thread(), house.said()
    if state in LEADS[act]:
        ACTS[act](house)
        assert house.thread().state is LEADS[act][state]
        assert house.said()[: len(said)] == said
    else:
        with pytest.raises(Refused, match="这个会话"):
            ACTS[act](house)
        assert (house.thread(), house.said()) == (before, said)


def test_every_act_of_staff_is_for_the_desk_and_speaking_for_whoever_has_it(house):
    in_state(house, S.WITH_PERSON)
    stranger, colleague = house.staff(AT_PARKING), house.staff(ALSO_AT_STORE)
    for office, error in ((stranger, NoSuchThread), (colleague, NotYours)):
        for refused in (
            lambda office=office: office.reply("c1", "您好"),
            lambda office=office: office.give_back("c1"),
            lambda office=office: office.close("c1"),
            lambda office=office: office.transfer("c1", "member"),
        ):
            with pytest.raises(error):
                refused()
    with pytest.raises(Refused, match="吴已在接待"):
        colleague.take("c1")
    assert house.thread().staff == AT_STORE.person
    house.staff(ADMIN).give_back("c1")  # an admin may end what a colleague left
    assert house.thread().state is S.ASSISTANT


def test_every_move_says_by_whom(house):
    in_state(house, S.WITH_PERSON)
    for act, move in MOVES.items():
        if move.by in (By.DESK, By.HOLDER):
            with pytest.raises(NotYours):
                check(house.thread(), act, AT_PARKING)


def test_of_two_who_take_at_once_one_wins(house):
    in_state(house, S.WAITING)
    gate, won, lost = threading.Barrier(8), [], []

    def take(number: int) -> None:
        office = house.staff(Hand(Person(f"key:{number}", f"同事{number}"), None))
        gate.wait()
        try:
            won.append(office.take("c1"))
        except Refused as error:
            lost.append(str(error))

    crowd = [threading.Thread(target=take, args=(number,)) for number in range(8)]
    for one in crowd:
        one.start()
    for one in crowd:
        one.join()
    assert (len(won), len(lost)) == (1, 7)
    assert house.thread().staff == won[0].staff
    assert sum(one.sender is Sender.NOTICE for one in house.store.messages("c1")) == 2  # queued; with whom


def test_a_colleague_takes_over_from_who_has_gone_but_not_from_who_is_there(house):
    in_state(house, S.WITH_PERSON)
    house.staff().leave()
    with pytest.raises(Refused, match="吴已在接待"):  # who took it a moment ago has not gone
        house.staff(ALSO_AT_STORE).take("c1")
    house.later(minutes=5)
    house.arrives(ALSO_AT_STORE, "客服 小郑")
    assert house.staff(ALSO_AT_STORE).take("c1").who == "客服 小郑"
    with pytest.raises(Refused):
        house.staff().take("c1")


# -- what a shopper is told --------------------------------------------------------------------------


def test_with_somebody_there_a_shopper_has_a_place_in_the_queue_and_a_ticket(house):
    house.arrives()
    assert "第 1 位" in house.asks()
    assert "第 2 位" in house.asks("c2")
    assert (house.stands("c2").position, house.stands("c2").line) == (2, "排队第 2 位")
    house.staff().take("c1")
    assert house.stands("c2").position == 1
    [ticket] = house.tickets.store.of_conversation("c1")
    assert (ticket.desk, ticket.intent, ticket.subject) == ("cs_store", "求助", "人工")
    assert house.thread().ticket_id == ticket.id


def test_with_nobody_there_a_shopper_is_told_so_with_the_promised_time(house):
    said = house.asks()
    assert house.stands().state is S.ASSISTANT
    assert "没有客服在线" in said
    assert "11月25日（周三）15:30" in said  # half an hour, within hours
    assert house.thread().ticket_id in said
    assert not any(word in said for word in ("马上", "立即", "已通知"))


def test_at_night_the_promise_counts_from_when_the_desk_opens(house):
    house.moment = NOW.replace(hour=23)
    assert "11月26日（周四）10:30" in house.asks()
    assert "10:30 on Thursday" in house.asks("c2", language="en")


def test_presence_runs_out_unless_it_is_said_again(house):
    house.arrives()
    house.later(seconds=80)
    house.arrives()
    house.later(seconds=80)
    assert house.line.is_attended("cs_store")
    house.later(seconds=20)
    assert not house.line.is_attended("cs_store")


def test_whoever_is_at_one_desk_is_not_there_for_another_but_the_general_desk_takes_in_all(house):
    house.arrives(ANYWHERE, desk="parking")
    house.asks()
    assert house.stands().state is S.ASSISTANT
    parked = house.tickets.opened(conversation_id="c2", desk="parking", second_desks=())
    house.asks("c2")
    assert (house.thread("c2").desk, house.thread("c2").ticket_id) == ("parking", parked.id)
    house.staff(ANYWHERE).leave()
    house.arrives(AT_STORE)
    house.tickets.opened(conversation_id="c3", desk="parking", second_desks=())
    house.asks("c3")
    assert house.thread("c3").desk == "cs_store"
    with pytest.raises(NotYours):
        house.arrives(AT_STORE, desk="parking")


def test_who_waits_when_all_have_left_is_told_and_the_assistant_answers_again(house):
    in_state(house, S.WAITING)
    house.later(minutes=3)
    assert "都不在线" in house.stands().line
    assert house.writes("几点关门") is None  # the assistant's to answer
    assert house.stands().state is S.ASSISTANT
    assert "最晚在" in house.said()[-1]
    house.later(hours=1)
    assert "请拨打热线" in house.stands().line  # the promised moment has passed: no new promise


def test_a_shopper_who_asked_in_vain_may_be_written_to_later(house):
    house.asks()
    house.later(minutes=20)
    house.arrives()
    assert [one.conversation_id for one in house.store.open(NOW - timedelta(days=7))] == ["c1"]
    house.staff().take("c1")
    house.replies("让您久等了")
    assert house.stands().line == "客服 小吴 为您服务"
    house.staff().give_back("c1")
    assert house.store.open(NOW - timedelta(days=7)) == []
    with pytest.raises(Refused, match="再次要求人工"):
        house.staff().take("c1")


READ = {
    "zh-Hans": ("排在第 1 位", "客服 为您服务", "该岗位现在没有人在线。已为您留下工单", "已回到 AI 助手"),
    "zh-Hant": ("排在第 1 位", "客服 為您服務", "該崗位現在沒有人在線。已為您留下工單", "已回到 AI 助手"),
    "en": ("number 1 in the queue", "talking to Customer service", "nobody is online there now. Your request is filed", "Back with the AI assistant"),
}  # fmt: skip


def test_what_became_of_a_conversation_is_told_in_the_language_of_whoever_reads_it(house):
    house.arrives(who="", desk="cs_store")
    house.asks(language="en")
    house.staff().take("c1")
    house.replies("您好")
    house.staff().transfer("c1", "parking")
    house.line.go_back("c1", house.moment)
    house.restart()  # as it is kept, not as it is remembered
    for language, lines in READ.items():
        said = house.line.messages("c1", language=language)
        notices = [one.text for one in said if one.sender is Sender.NOTICE]
        assert [line for line, text in zip(lines, notices, strict=True) if line not in text] == []
        (words,) = (one for one in said if one.sender is Sender.STAFF)
        assert words.text == "您好", "what a person wrote stays as they wrote it"
        assert words.name == {"en": "Customer service", "zh-Hans": "客服", "zh-Hant": "客服"}[language]
    assert house.line.messages("c1")[0].text.startswith("You are being transferred")


def test_where_a_conversation_stands_is_told_in_the_language_of_whoever_reads_it(house):
    house.arrives(who="客服 小吴")
    house.asks(language="zh-Hans")
    lines = {"": "排队第 1 位", "zh-Hant": "排隊第 1 位", "en": "Number 1 in the queue"}
    assert {one: house.line.stands("c1", house.moment, one).line for one in lines} == lines
    house.staff().take("c1")
    assert house.line.stands("c1", house.moment, "en").line == "You are talking to 客服 小吴"
    heard = house.line.hear(Question("还在吗", Viewer(), house.moment, "c1", "en"))
    assert heard.text == "Delivered to 客服 小吴."


def test_a_notice_of_an_earlier_release_is_read_as_it_was_written(house):
    house.arrives()
    house.asks(language="en")
    with closing(sqlite3.connect(house.home / "threads.db")) as file, file:
        file.execute("DROP TRIGGER messages_hold")  # such a row has no sentences
        file.execute("UPDATE messages SET told = NULL")
    (notice,) = house.line.messages("c1", language="zh-Hans")
    assert notice.text.startswith("You are being transferred")


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant", "en"])
def test_every_line_is_in_the_language_of_the_shopper(house, language):
    house.arrives(who="Lin")
    house.asks(language=language)
    house.staff().take("c1")
    house.staff().transfer("c1", "parking")
    lines = [text for one in house.said() if (text := one.split(":", 1)[1])]
    assert len(lines) == 3
    if language == "en":
        assert all(line.isascii() for line in lines)
    else:
        assert any(("轉" if language == "zh-Hant" else "转") in line for line in lines)


@pytest.mark.parametrize(
    "message",
    ["回到助手", "返回AI助手", "我想回到助手吧", "不用人工了", "back to the assistant", "Back to the AI assistant please.", "取消人工服务"],
)  # fmt: skip
def test_the_wish_to_be_back_is_heard(house, message):
    in_state(house, S.WITH_PERSON)
    assert house.writes(message).text == "已回到 AI 助手"
    assert house.thread().state is S.ASSISTANT


@pytest.mark.parametrize(
    "message",
    ["刚才助手说可以退", "AI助手答错了", "能不能回到刚才的问题", "你们的机器人不行", "the assistant said so"],
)
def test_a_message_that_names_the_assistant_is_for_the_person(message):
    assert not wants_the_assistant(message)


# -- what is written ---------------------------------------------------------------------------------


def test_while_with_a_person_a_message_goes_to_them_and_no_further(house):
    in_state(house, S.WITH_PERSON)
    heard = house.writes("店员不给退")
    assert (heard.text, heard.is_urgent) == ("已送达客服 小吴。", False)
    house.replies("我来看一下")
    assert house.said()[-2:] == ["shopper:店员不给退", "staff:我来看一下"]
    assert house.store.messages("c1")[-1].name == "客服 小吴"


def test_an_emergency_goes_to_the_person_and_is_answered_at_once(house):
    in_state(house, S.WAITING)
    house.asks("c0")
    heard = house.writes("三楼着火了", key="k1")
    assert heard.is_urgent
    house.line.answered(heard, "请从安全出口离开", 7)
    assert house.thread().priority == "P0"
    assert (house.stands().position, house.stands("c0").position) == (1, 2)
    assert house.writes("我在电影院门口").is_urgent  # nobody has come yet: the assistant goes on
    again = house.writes("三楼着火了", key="k1")
    assert (again.answered.text, again.answered.turn) == ("请从安全出口离开", 7)
    house.staff().take("c1")
    assert not house.writes("在三楼东侧").is_urgent  # now a person has it


def test_a_key_that_was_used_counts_once_for_either_side(house):
    in_state(house, S.WITH_PERSON)
    first = house.writes("在吗", key="a")
    assert house.writes("在吗", key="a").message == first.message
    assert house.replies("在的", "a") == house.replies("在的", "a")
    house.staff().give_back("c1")
    assert house.replies("在的", "a").text == "在的"  # sent again after it was given back
    assert house.writes("在吗", key="a").message == first.message
    assert sum("在吗" in one or "在的" in one for one in house.said()) == 2


def test_what_a_shopper_writes_of_himself_is_masked_and_sealed_with_the_ticket(house):
    in_state(house, S.WITH_PERSON)
    house.writes(f"打我电话{PHONE},或者你们的热线400-000-0188")
    assert house.said()[-1] == "shopper:打我电话138****5678,或者你们的热线400-000-0188"
    assert PHONE.encode() not in b"".join(path.read_bytes() for path in house.home.iterdir())
    [ticket] = house.tickets.store.of_conversation("c1")
    contacts = house.tickets.office.contact(ticket.id, AT_STORE)
    assert any(PHONE in one.words for one in contacts)


def test_what_staff_write_reaches_the_shopper_as_it_was_written(house):
    in_state(house, S.WITH_PERSON)
    text = "<b>您好</b> [1] 店里电话 0571-88881234"
    assert house.replies(text).text == text


def test_a_number_of_the_shoppers_that_staff_repeat_stays_hidden_and_no_other(house):
    in_state(house, S.WITH_PERSON)
    house.writes(f"我的电话{PHONE}")
    house.replies(f"是{PHONE}吗?那家店的电话是13987654321")
    house.staff().give_back("c1", f"会打{PHONE}给您")
    said = [one for one in house.said() if one.startswith("staff")]
    assert said == ["staff:是138****5678吗?那家店的电话是13987654321", "staff:会打138****5678给您"]
    assert PHONE.encode() not in b"".join(path.read_bytes() for path in house.home.glob("threads.db*"))


# -- the ticket goes along ---------------------------------------------------------------------------


def test_the_ticket_is_taken_answered_handed_on_and_resolved_with_the_thread(house):
    in_state(house, S.WAITING)
    [ticket] = house.tickets.store.of_conversation("c1")
    house.staff().take("c1")
    assert house.tickets.now(ticket).state is TicketState.TAKEN
    assert house.tickets.now(ticket).responded_at is None
    house.later(minutes=1)
    house.replies("您好")
    assert house.tickets.now(ticket).responded_at == house.moment
    house.staff().transfer("c1", "parking", "请看抬杆")
    moved = house.tickets.now(ticket)
    assert (moved.desk, moved.state, moved.assignee) == ("parking", TicketState.NEW, None)
    assert house.thread().desk == "parking"
    with pytest.raises(NoSuchThread):
        house.staff().seen("c1")
    house.staff(AT_PARKING).take("c1")
    house.staff(AT_PARKING).close("c1", "祝您愉快", "抬杆已修好")
    done = house.tickets.now(ticket)
    assert (done.state, done.resolution) == (TicketState.RESOLVED, "抬杆已修好")
    assert house.said()[-2:] == ["staff:祝您愉快", "notice:本次人工服务已结束，AI 助手继续为您服务"]


def test_a_thread_goes_on_when_its_ticket_went_another_way(house):
    in_state(house, S.WAITING)
    [ticket] = house.tickets.store.of_conversation("c1")
    house.tickets.office.dismiss(ticket.id, "误触", AT_STORE)
    house.staff().take("c1")
    house.replies("您好")
    house.staff().transfer("c1", "parking")
    assert house.tickets.now(ticket).state is TicketState.FALSE_ALARM


def test_a_thread_whose_ticket_was_lost_is_told_of_without_a_promise(house):
    house.asks()
    house.tickets.store.close()
    (house.home / "tickets.db").unlink()
    house.restart()
    assert house.stands().line == "现在没有客服在线。"
    house.arrives()
    house.staff().take("c1")
    house.replies("您好")
    house.staff().transfer("c1", "member")
    house.later(minutes=5)
    assert house.writes("在吗") is None
    assert house.said()[-1] == "notice:客服现在都不在线。"


def test_asking_again_takes_the_open_ticket_along_and_after_its_end_a_new_one(house):
    house.asks()
    house.asks()
    house.arrives()
    house.asks()
    [ticket] = house.tickets.store.of_conversation("c1")
    house.staff().take("c1")
    house.staff().close("c1", resolution="好了")
    house.asks()
    assert [one.id for one in house.tickets.store.of_conversation("c1")] == [
        ticket.id,
        house.thread().ticket_id,
    ]
    assert house.thread().state is S.WAITING


# -- the file ----------------------------------------------------------------------------------------


def test_an_erased_conversation_leaves_nothing_in_the_file(house):
    in_state(house, S.WITH_PERSON)
    house.writes("我的秘密是向日葵")
    assert house.store.erase("c1")
    assert not house.store.erase("c1")
    assert (house.store.find("c1"), house.said(), house.store.history("c1")) == (None, [], [])
    assert "向日葵".encode() not in b"".join(path.read_bytes() for path in house.home.glob("threads.db*"))
    with pytest.raises(NoSuchThread):
        house.replies("您好")
    assert house.writes("在吗") is None


def test_what_was_said_can_be_neither_changed_nor_taken_out(house):
    in_state(house, S.WITH_PERSON)
    with closing(sqlite3.connect(house.home / "threads.db")) as file:
        for statement in (
            "UPDATE messages SET text = 'x'",
            "DELETE FROM messages",
            "UPDATE events SET who = 'x'",
            "DELETE FROM events",
        ):
            with pytest.raises(sqlite3.IntegrityError):
                file.execute(statement)


def test_the_history_tells_who_did_what_without_a_word_of_it(house):
    in_state(house, S.WITH_PERSON)
    house.writes("向日葵")
    house.replies("郁金香")
    house.staff().give_back("c1")
    history = house.store.history("c1")
    assert [one.act for one in history] == [Act.ASKED, Act.TAKEN, Act.SAID, Act.REPLIED, Act.RETURNED]
    assert not any(word in repr(history) for word in ("向日葵", "郁金香"))
    assert [one.act for one in house.store.events(NOW, NOW + timedelta(days=1))] == [
        one.act for one in history
    ]


def test_the_file_is_for_its_user_alone(house):
    assert (house.home / "threads.db").stat().st_mode & 0o777 == 0o600
