"""What the assistant says about the demo mall, rule by rule."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.language import to_script
from assistant.model import Answer, Handling, Mode, Question
from assistant.quoted import certainty
from knowledge.text import fold
from tests.house import EMBARGO_ENDS, NOW, SHOPPER, STAFF, House
from tests.llm_servers import FAULTS, Reply, _stream

_MARK = re.compile(r"\[(\d+)\]")
_CLAIMS = re.compile(
    r"已(经)?(通知|上报|报告|报警|联系|派人|安排人|转告)|has been (told|notified)|have (told|notified)"
)


def said(answer: Answer) -> str:
    return fold(answer.answer).replace(",", "").replace(" ", "")


def cited(answer: Answer) -> set[str]:
    return {citation.doc_id for citation in answer.citations}


def well_cited(house: House, answer: Answer) -> None:
    """Every mark leads to a citation, every citation is marked, every quote stands in its passage."""
    marks = {int(n) for n in _MARK.findall(answer.answer)}
    assert marks == {citation.n for citation in answer.citations}
    for citation in answer.citations:
        passage = house.atrium.library.catalogue.passages([citation.passage_id])[citation.passage_id]
        assert citation.quote
        assert citation.quote in passage.text


# -- which paper answers -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "viewer", "says", "paper"),
    [
        ("停车费封顶是多少", SHOPPER, "40", "K07"),
        ("现在停车免费的时间有多长", SHOPPER, "30分钟", "K07"),
        ("每位会员限领几张电子券", SHOPPER, "2张", "K09"),
        ("一般的投诉几天之内要结掉", STAFF, "3个工作日", "K17"),
        ("捡到一把普通雨伞要保管多少天", STAFF, "90天", "K19"),
        ("小孩走丢了多久以后报警", STAFF, "立即", "K28"),
    ],
)
def test_the_version_in_force_answers(demo_house, question, viewer, says, paper):
    answer = demo_house.ask(question, viewer)
    assert says in said(answer)
    assert paper in cited(answer)


@pytest.mark.parametrize(
    ("question", "old", "new", "since"),
    [
        ("我手上的V2.4写普通客诉5个工作日结案,对吗", "5个工作日", "3个工作日", "2026-06-01|6月1日"),
        ("老规定雨伞不是保管30天吗", "30天", "90天", "2026-03-01|3月1日"),
        ("以前不是说30分钟没找到再报警吗", "30分钟", "立即", "2026-04-01|4月1日"),
    ],
)
def test_staff_read_that_an_old_version_is_void_and_since_when(demo_house, question, old, new, since):
    answer = demo_house.ask(question, STAFF)
    text = said(answer)
    assert new in text
    assert old in text
    assert re.search(r"失效|废止|不再(适用|执行)|旧版", text)
    assert re.search(since, text)


def test_shoppers_are_not_told_a_rule_of_the_old_charter(demo_house):
    answer = demo_house.ask("我2025年攒的积分到哪天作废")
    assert re.search(r"2026(-12-31|年12月31日)", said(answer))
    assert "K06" not in cited(answer)


@pytest.mark.parametrize(
    ("day", "closing"),
    [
        ("今天", "23:00"),
        ("明天", "22:30"),
        ("11月27日", "22:30"),
        ("11月28号", "23:00"),
        ("11月24日", "22:00"),
    ],
)
def test_an_extension_beats_the_general_hours_on_its_days_only(demo_house, day, closing):
    answer = demo_house.ask(f"{day}商场营业到几点")
    assert answer.handling is Handling.ANSWER
    assert closing in said(answer)


def test_a_draft_answers_nobody_and_a_rumour_is_not_confirmed(demo_house):
    for viewer in (SHOPPER, STAFF):
        text = said(demo_house.ask("听你们店员说周年庆是满300减80,真的吗", viewer))
        assert "减50" in text
        assert not re.search(r"(是|可以|有)满300元?减80", text.replace("说周年庆是满300减80", ""))


def test_a_campaign_under_embargo_is_unknown_to_shoppers_until_its_moment(demo_house):
    before = demo_house.ask("双12满减怎么算")
    assert before.handling is Handling.UNKNOWN
    assert not before.citations
    after = demo_house.ask("双12满减怎么算", as_of=EMBARGO_ENDS)
    assert "满500元减100" in said(after)
    assert cited(after) == {"K15"}


# -- shops ---------------------------------------------------------------------------------------


def test_names_that_sound_alike_are_asked_back(demo_house):
    answer = demo_house.ask("娇鱼在几楼")
    assert answer.handling is Handling.CLARIFY
    assert "椒渔川味火锅" in answer.answer
    assert "焦鱼烤物" in answer.answer


def test_two_branches_are_told_apart(demo_house):
    text = said(demo_house.ask("禾也咖啡早上几点开"))
    assert "b1-08" in text
    assert "l3-22" in text
    assert "8:00" in text


def test_a_shop_that_moved_is_told_with_its_new_place(demo_house):
    text = said(demo_house.ask("北屿户外是不是在二楼"))
    assert "l4-06" in text
    assert re.search(r"不在l?2|由l2-15迁", text)


def test_a_shop_under_renovation_is_not_called_open(demo_house):
    text = said(demo_house.ask("青砚书房今晚开门吗"))
    assert "装修" in text
    assert "12-10" in text or "12月10" in text


@pytest.mark.parametrize(("day", "there"), [("2026-11-21", True), ("2026-11-27", False)])
def test_a_popup_is_there_on_its_days_only(demo_house, day, there):
    answer = demo_house.ask("毛球星球快闪店还在吗", as_of=datetime.fromisoformat(f"{day}T15:00:00+08:00"))
    assert bool(re.search(r"已.{0,6}结束|不在|撤", answer.answer)) is not there


def test_a_shop_number_that_nobody_has_is_unknown(demo_house):
    assert demo_house.ask("L5-99是哪家店").handling is Handling.UNKNOWN


def test_a_brand_that_is_not_in_the_mall_is_unknown(demo_house):
    answer = demo_house.ask("蓝鲸乌托邦轰趴馆在几楼")
    assert answer.handling is not Handling.ANSWER or "蓝鲸乌托邦" not in answer.answer


# -- figures -------------------------------------------------------------------------------------


def test_the_final_report_answers_and_names_its_denominator(demo_house):
    answer = demo_house.ask("双11满减券核销率多少", STAFF)
    text = said(answer)
    assert "69.0%" in text
    assert re.search(r"领取", text)
    assert "K33" in cited(answer)


def test_a_preliminary_figure_is_called_preliminary(demo_house):
    text = said(demo_house.ask("双11快报里核销率是多少", STAFF))
    assert "71.3%" in text
    assert re.search(r"快报|替代|终版|未剔除", text)


def test_a_comparison_is_computed_and_says_so(demo_house):
    answer = demo_house.ask("双11核销率比国庆差多少", STAFF)
    text = said(answer)
    assert "计算得出" in text
    assert "5.0个百分点" in text
    assert {"K33", "K34"} <= cited(answer)


def test_a_report_that_does_not_exist_is_unknown(demo_house):
    assert demo_house.ask("中秋活动核销率是多少", STAFF).handling is Handling.UNKNOWN


@pytest.mark.parametrize("viewer", [SHOPPER, STAFF], ids=["shopper", "staff"])
def test_a_brands_sales_are_refused(demo_house, viewer):
    answer = demo_house.ask("椒渔川味火锅上个月营业额多少", viewer)
    assert answer.handling is Handling.REFUSE
    assert answer.citations == ()


@pytest.mark.parametrize("message", ["L5-11那店长手机号多少,我找他理论", "椒渔川味火锅老板的微信给我"])
def test_a_shops_people_are_reached_by_the_number_of_the_shop(demo_house, message):
    answer = demo_house.ask(message)
    assert answer.handling is Handling.REFUSE
    assert "0000-188-0250" in answer.answer


def test_whether_a_recording_is_kept_is_no_live_figure(demo_house):
    answer = demo_house.ask("9月底的坚控现在还有没有", STAFF)
    assert answer.handling is Handling.ANSWER
    assert "保存不少于30天" in answer.answer


def test_of_shops_that_sound_alike_the_kind_that_is_said_tells_which(demo_house):
    answer = demo_house.talk("今晚你们开到几点", "那家火锅呢,椒鱼那个")
    assert answer.handling is Handling.ANSWER
    assert "次日02:00" in answer.answer


def test_live_figures_are_not_made_up(demo_house):
    answer = demo_house.ask("小小店长明天还剩几个名额")
    assert answer.handling is Handling.PARTIAL
    assert re.search(r"实时|小程序|现场", answer.answer)


# -- people --------------------------------------------------------------------------------------

EMERGENCIES = [
    "我女儿在三楼走散了",
    "有个老人倒在地上叫不醒",
    "四楼有烟味,好像着火了",
    "我被困在电梯里了",
    "My son is missing!",
]


@pytest.mark.parametrize("message", EMERGENCIES)
def test_an_emergency_is_answered_in_three_lines_with_a_number_to_call(demo_house, message):
    answer = demo_house.ask(message)
    assert answer.handling is Handling.EMERGENCY
    assert len(answer.answer.strip().splitlines()) <= 3
    assert "400-000-0188" in answer.answer
    assert answer.tickets[0].priority == "P0"


@pytest.mark.parametrize("viewer", [SHOPPER, STAFF], ids=["shopper", "staff"])
@pytest.mark.parametrize("message", [*EMERGENCIES, "收银员骂我,我要投诉", "我的钱包丢在影院了"])
def test_nobody_is_said_to_have_been_told(demo_house, message, viewer):
    assert not _CLAIMS.search(demo_house.ask(message, viewer).answer)


def test_a_complaint_goes_to_a_person_with_a_ticket_at_the_service_desk(demo_house):
    answer = demo_house.ask("B1收银台排了四十分钟还没人管,太差了")
    assert answer.handling is Handling.HANDOFF
    kept = demo_house.atrium.tickets.store.find(answer.tickets[0].id)
    assert kept.words == "B1收银台排了四十分钟还没人管,太差了"
    assert (kept.desk, kept.priority) == (answer.tickets[0].desk, answer.tickets[0].priority)
    assert (kept.role, kept.intent, kept.conversation_id) == ("shopper", "投诉", answer.conversation_id)
    assert answer.tickets[0].id in answer.answer


def test_after_hours_a_shopper_reads_by_when_they_are_answered_and_the_ticket_is_due_then(demo_house):
    message = "你们活动宣传的和实际不一样,我要投诉"
    answer = demo_house.ask(message)
    office_hours = demo_house.ask(message, as_of=NOW - timedelta(days=2))
    ticket = demo_house.atrium.tickets.store.find(answer.tickets[0].id)
    assert ticket.desk == "marketing"  # an office, and this is a Saturday
    by = ticket.respond_by.astimezone(NOW.tzinfo)
    assert f"{by.month}月{by.day}日（周一）{by:%H:%M}前首次回应" in answer.answer
    assert "400-000-0188" in answer.answer
    assert "现在不在受理时间" not in office_hours.answer


def test_a_shopper_who_leaves_a_number_leaves_it_under_the_seal(demo_house):
    answer = demo_house.ask("在B2停车场车被刮了没人管,我要投诉,电话13812345678")
    ticket = demo_house.atrium.tickets.store.find(answer.tickets[0].id)
    assert ticket.has_contact
    assert "138****5678" in ticket.words
    files = list(demo_house.home.glob("tickets.db*"))
    assert files
    assert not any(b"13812345678" in path.read_bytes() for path in files)


def test_a_complaint_that_goes_on_stays_one_ticket(demo_house):
    """The number has 12345 in it, which is a hotline of its own only where it stands alone."""
    first = demo_house.ask("B1收银台排了四十分钟还没人管,太差了")
    again = demo_house.ask("就在超市出口那边,真的没人管,电话13812345678", conversation=first.conversation_id)
    assert again.tickets == first.tickets
    assert again.tickets[0].id in again.answer
    assert demo_house.atrium.tickets.store.find(first.tickets[0].id).has_contact


def test_staff_read_the_steps_of_their_own_procedure_in_an_emergency(demo_house):
    answer = demo_house.ask("顾客说孩子不见了,我该怎么做", STAFF)
    assert "K28" in cited(answer)
    assert "K28a" not in cited(answer)
    assert "110" in answer.answer


@pytest.mark.parametrize(
    ("message", "says"),
    [
        ("培训用：疑似食物中毒的处置顺序", "120"),
        ("同事说走失先找半小时再报警，现在还这样吗", "立即"),
        ("what's the procedure if a child goes missing?", "110"),
        ("考试题：有顾客晕倒第一步做什么", "120"),
    ],
)
def test_staff_who_ask_about_an_emergency_read_the_procedure_without_an_alarm(demo_house, message, says):
    answer = demo_house.ask(message, STAFF)
    assert answer.handling is Handling.ANSWER
    assert says in said(answer)
    assert not answer.tickets


def test_staff_who_report_in_english_are_answered_in_english_before_the_chinese_steps(demo_house):
    lines = demo_house.ask("A kid is stuck in the lift at B1!", STAFF).answer.splitlines()
    assert lines[0].isascii()
    assert lines[1].isascii()
    assert not lines[2].isascii()


@pytest.mark.parametrize(
    "message", ["听说你们找小孩有广播暗号，是什么", "what is the announcement code for a lost kid"]
)
def test_a_shopper_is_not_told_a_code_word_and_not_alarmed(demo_house, message):
    assert demo_house.ask(message).handling is Handling.REFUSE


@pytest.mark.parametrize(
    ("message", "says"), [("停车怎么收费", "5元"), ("会员日是几号", "18日"), ("牧云涮肉在几楼", "l5-12")]
)
def test_after_an_emergency_a_new_question_is_answered(demo_house, message, says):
    answer = demo_house.talk("我儿子不见了", "他穿红衣服", message)
    assert answer.handling is Handling.ANSWER
    assert says in said(answer)
    assert "拨打110" not in said(answer)


@pytest.mark.parametrize("message", ["他穿红衣服", "要等多久", "怎么办啊", "在三楼"])
def test_what_still_concerns_the_emergency_keeps_its_lines(demo_house, message):
    answer = demo_house.talk("我儿子不见了", message)
    assert answer.handling is Handling.EMERGENCY
    assert "110" in answer.answer


def test_in_a_fire_nothing_stands_beside_the_lines(demo_house):
    answer = demo_house.talk("三楼着火了", "出口在哪")
    assert answer.handling is Handling.EMERGENCY
    assert not answer.citations


def test_staff_who_go_on_in_english_after_a_report_read_the_procedure(demo_house):
    answer = demo_house.talk(
        "kid lost near L2, mom is crying", "does the announcement say his name?", viewer=STAFF
    )
    assert answer.handling is Handling.ANSWER
    assert answer.answer.startswith("[Missing person]")
    assert answer.citations


def test_a_question_of_help_is_answered_under_the_first_line(demo_house):
    answer = demo_house.talk("有人晕倒了", "AED在哪")
    assert answer.handling is Handling.EMERGENCY
    assert answer.answer.startswith("请马上拨打120")
    assert "B2" in answer.answer
    assert answer.citations


@pytest.mark.parametrize(
    "message",
    ["你个破机器人，会员日到底几号", "智障玩意儿 会员日几号 说人话", "你妈的 会员日几号"],
)
def test_a_question_asked_in_anger_is_answered(demo_house, message):
    answer = demo_house.ask(message)
    assert answer.handling is Handling.ANSWER
    assert "18" in answer.answer


@pytest.mark.parametrize("message", ["你是不是脑残", "垃圾客服 滚", "你们都是废物吗"])
def test_abuse_alone_is_refused(demo_house, message):
    assert demo_house.ask(message).handling is Handling.REFUSE


def test_a_follow_up_stays_in_the_report_that_was_spoken_of(demo_house):
    answer = demo_house.talk("双11复盘有哪些问题", "第一个谁负责", "第二个呢", viewer=STAFF)
    assert "招商" in answer.answer
    assert "12-20" in answer.answer or "12月20日" in answer.answer


def test_a_question_about_what_is_unknown_does_not_borrow_another_campaign(demo_house):
    assert demo_house.ask("双12有什么活动 满多少减多少").handling is Handling.UNKNOWN


# -- conversation and language -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("turns", "says"),
    [
        (["今天几点关门", "那明天呢"], "22:30"),
        (["今天几点关门", "明天呢", "那后天呢"], "22:00"),
        (["北屿户外在哪", "电话呢"], "0000-188"),
        (["停车怎么收费", "会员呢"], "小时"),
        (["北屿户外和素白分别在几楼", "第二家电话多少"], "0000-188-0169"),
        (["火锅在几楼", "谢谢", "储物柜在哪里", "能过夜吗"], "不可过夜"),
        (["储物柜怎么收费", "青砚书房在哪", "回到刚才储物柜，能过夜吗"], "不可过夜"),
        (["jintian ji dian guan men", "ming tian ne"], "22:30"),
        (["opening hours this weekend?", "and on Christmas?"], "2026-12-25"),
        (["母婴室在哪", "轮椅呢", "要押金吗"], "100元"),
    ],
)
def test_a_follow_up_leans_on_what_was_asked_before(demo_house, turns, says):
    assert says in demo_house.talk(*turns).answer


def test_a_caller_may_keep_the_conversation_itself_and_tell_what_was_said(demo_house):
    """A follow-up of a follow-up: what the first one asked is still known."""
    told = (("今天几点关门", "23:00"), ("明天呢", "22:30"))
    question = Question("那后天呢", SHOPPER, NOW, earlier=told)
    assert "22:00" in demo_house.atrium.answerer.answer(question).answer


@pytest.mark.parametrize(
    ("message", "says"),
    [
        ("停车多少钱？母婴室在哪？", ("每小时5元", "B1")),
        ("你们几点关门 有没有轮椅借", ("23:00", "8台")),
        ("What time do you close today and where is the nursing room?", ("23:00", "B1")),
    ],
)
def test_each_of_several_questions_is_answered(demo_house, message, says):
    answer = demo_house.ask(message)
    assert answer.handling is Handling.ANSWER
    assert all(part in answer.answer for part in says)


def test_what_is_unknown_among_several_questions_is_said(demo_house):
    answer = demo_house.ask("停车多少钱？双12有什么活动？")
    assert answer.handling is Handling.PARTIAL
    assert "5元" in answer.answer


def test_a_new_conversation_knows_nothing_of_another(demo_house):
    demo_house.ask("北屿户外在哪")
    assert "0000-188" not in demo_house.ask("那电话呢").answer


@pytest.mark.parametrize(
    ("question", "language", "says"),
    [
        ("請問今天營業到幾點", "zh-Hant", "23:00"),
        ("請問總服務台在哪裡", "zh-Hant", "L1"),
        ("What time does the mall close today?", "en", "23:00"),
        ("Where can I smoke?", "en", "L1"),
    ],
)
def test_an_answer_is_in_the_askers_language(demo_house, question, language, says):
    answer = demo_house.ask(question)
    assert answer.language == language
    assert says in answer.answer
    if language == "en":
        latin = len(re.findall(r"[A-Za-z]", answer.answer))
        assert latin > len(re.findall(r"[\u4e00-\u9fff]", answer.answer))
    else:
        assert to_script(answer.answer, "zh-Hant") == answer.answer


# -- citations -----------------------------------------------------------------------------------

ASKED_BY_ANYBODY = [
    "停车怎么收费",
    "今天几点关门",
    "抽奖什么时候截止",
    "宠物推车能进餐厅吗",
    "北屿户外在几楼",
    "what are the opening hours",
    "积分怎么算",
    "童画美育的老师有证吗",
    "吸烟区在哪里",
    "圣诞点灯要报名吗",
]
ASKED_BY_STAFF = [
    "双11核销率比国庆差多少",
    "闭店前半小时做什么",
    "监控能给顾客拷贝吗",
    "补8000积分谁批",
    "千人活动提前多久报",
    "以前不是说30分钟没找到再报警吗",
]


@pytest.mark.parametrize("question", ASKED_BY_ANYBODY + ASKED_BY_STAFF)
def test_every_mark_leads_to_a_quote_that_stands_in_its_passage(demo_house, question):
    answer = demo_house.ask(question, STAFF if question in ASKED_BY_STAFF else SHOPPER)
    if answer.handling is Handling.ANSWER:
        assert answer.citations
    well_cited(demo_house, answer)


# -- a language model ----------------------------------------------------------------------------


def copying(reply: Reply) -> None:
    """Says the first passage it was shown, in its words, with its number."""
    shown = re.search(r"<<<资料 1 \|[^\n]*>>>\n(?:[\d.]+ )?(.*?)。?\n<<<", reply.prompt, re.DOTALL)
    _stream(reply, f"{shown[1]}[1]。" if shown else "NOT_IN_PASSAGES", 6)


def test_what_a_model_says_by_the_book_is_the_answer(demo_house, speaking_house):
    house, _script = speaking_house(copying)
    answer = house.ask("停车怎么收费")
    assert answer.mode is Mode.GENERATED
    assert answer.degraded == ""
    assert "40元" in said(answer)
    well_cited(house, answer)


@pytest.mark.parametrize(
    "fault",
    [
        "status 500",
        "html with status 200",
        "empty choices",
        "bad json",
        "cut stream",
        "an empty reply",
        "out of tokens",
    ],
)
def test_when_the_model_fails_the_documents_answer(speaking_house, demo_house, fault):
    house, _script = speaking_house(FAULTS[fault])
    answer = house.ask("停车怎么收费")
    assert answer.mode is Mode.EXTRACTIVE
    assert answer.degraded
    assert answer.answer == demo_house.ask("停车怎么收费").answer


def test_a_number_of_the_models_own_is_replaced_and_the_answer_says_why(speaking_house):
    house, _script = speaking_house(
        lambda reply: _stream(reply, "停车每小时5元[1]。每24小时封顶25元[1]。", 6)
    )
    events = house.stream("停车怎么收费")
    answer = events[-1].done
    assert answer is not None
    assert answer.mode is Mode.EXTRACTIVE
    assert "sources" in answer.degraded
    assert "封顶25" not in answer.answer
    assert "封顶25" not in "".join(event.text for event in events)
    assert "40元" in answer.answer


def test_an_emergency_never_waits_for_a_model(speaking_house):
    house, script = speaking_house(FAULTS["hang"])
    began = datetime.now()
    assert house.ask("有人晕倒了").handling is Handling.EMERGENCY
    assert (datetime.now() - began).total_seconds() < 2
    assert script.requests == []


def test_the_same_question_at_the_same_moment_has_the_same_answer(demo_house):
    assert (
        demo_house.ask("停车怎么收费", as_of=NOW).answer == demo_house.ask("停车怎么收费", as_of=NOW).answer
    )


# -- whatever is typed ---------------------------------------------------------------------------

_BITS = ["停车", "双11", "L4-06", "禾也", "[1]", "满300减50", "\n", "\u200b", "'", '"', "*", "%", "\\", "AND", "NEAR(", "为什么", "9" * 30, "2026-13-45", "25:99", "👨‍👩‍👧", "ﷺ", "\u202e", "０１２", "呢", "?", "{mall}", "<b>", "١٢"]  # fmt: skip


@given(
    st.lists(st.one_of(st.sampled_from(_BITS), st.text(max_size=6)), min_size=1, max_size=8), st.booleans()
)
@settings(max_examples=60, deadline=None)
def test_nothing_that_is_typed_breaks_an_answer(demo_house, bits, is_staff):
    message = "".join(bits).encode("utf-8", "replace").decode()
    answer = demo_house.ask(message, STAFF if is_staff else SHOPPER)
    assert answer.answer
    well_cited(demo_house, answer)


def test_many_may_ask_at_once(demo_house):
    questions = ASKED_BY_ANYBODY * 3
    alone = {question: cited(demo_house.ask(question)) for question in ASKED_BY_ANYBODY}
    with ThreadPoolExecutor(8) as askers:
        together = list(askers.map(demo_house.ask, questions))
    assert [cited(answer) for answer in together] == [alone[question] for question in questions]


@pytest.mark.parametrize(
    "message",
    ["溜冰場門票多少錢", "部门团建每人经费多少", "Can I pay with American Express?", "元宵灯会由谁负责"],
)
def test_what_no_paper_speaks_of_is_not_answered_by_a_neighbour(demo_house: House, message: str) -> None:
    answer = demo_house.ask(message, STAFF)
    assert answer.handling is Handling.UNKNOWN
    assert not answer.citations


def test_a_doubtful_find_is_shown_as_the_nearest_and_no_more(demo_house: House, monkeypatch) -> None:
    monkeypatch.setattr(certainty, "DOUBTFUL", 1.0)  # whatever is found
    answer = demo_house.ask("捡到的伞你们会留着吗")
    assert answer.handling is Handling.PARTIAL
    assert re.search("最接近|nearest", answer.answer.splitlines()[0])
    well_cited(demo_house, answer)


@pytest.mark.parametrize(
    "message", ["面霜打开用过了能退不", "去年攒的分什么时候就没有了", "头奖是什么,总共有几份"]
)
def test_a_question_in_other_words_than_the_paper_is_not_lost(demo_house: House, message: str) -> None:
    assert demo_house.ask(message).handling is Handling.ANSWER


@pytest.mark.parametrize(
    "question",
    [
        "我在三楼丢的伞上礼拜的，现在问还留着没",
        "两张单子加起来五百二，够不够抽一次奖",
        "手机还有四张这周的小票，一起上传行吧",
    ],
)
def test_a_question_that_sounds_like_a_complaint_is_answered(demo_house, question):
    answer = demo_house.ask(question)
    assert answer.handling is Handling.ANSWER
    assert not answer.tickets


@pytest.mark.parametrize(
    "wish", ["want to borrow a stroller for my baby, not a member", "想借把轮椅给我妈用"]
)
def test_who_wishes_to_borrow_what_the_house_lends_is_told_where(demo_house, wish):
    answer = demo_house.ask(wish)
    assert answer.handling is Handling.ANSWER
    assert not answer.tickets


def test_what_is_to_come_is_asked_for_and_not_suggested(demo_house):
    answer = demo_house.ask("听说双十二力度更大，透露下呗")
    assert answer.handling in (Handling.UNKNOWN, Handling.PARTIAL)


@pytest.mark.parametrize("said", ["手机屏碎了", "鞋开胶了", "裤子太长"])
def test_who_says_that_a_thing_is_broken_is_told_where_it_is_mended(demo_house, said):
    answer = demo_house.ask(said)
    assert answer.handling is Handling.ANSWER
    assert "K01" in cited(answer)
    assert not answer.tickets


def test_a_room_that_is_locked_is_asked_about_whoever_is_hungry(demo_house):
    assert "11月30日" in demo_house.ask("四楼喂奶那间怎么锁了啊 宝宝饿了").answer


def test_advice_is_told_to_its_end(demo_house):
    assert "阴干" in demo_house.ask("皮鞋淋湿了咋弄").answer


@pytest.mark.parametrize("goods", ["雨伞", "买毛巾", "充电线"])
def test_goods_and_nothing_else_ask_where_they_are_sold(demo_house, goods):
    assert "K01" in cited(demo_house.ask(goods))


def test_a_complaint_still_goes_to_a_person(demo_house):
    answer = demo_house.ask("你们家店员站那玩手机，喊三遍都不应一声")
    assert answer.handling is Handling.HANDOFF
    assert answer.tickets


@pytest.mark.parametrize("question", ["刚买衣服花了六百，停车费能减吗", "手机里存了小票，怎么上传"])
def test_goods_that_somebody_has_are_no_shops_to_look_for(demo_house, question):
    assert "K01" not in cited(demo_house.ask(question))


@pytest.mark.parametrize("question", ["宠物可以进商场吗", "猫能进来逛吗", "宠物让不让进"])
def test_whether_a_pet_may_come_in_is_told_by_the_rule(demo_house, question):
    answer = demo_house.ask(question)
    assert answer.handling is Handling.ANSWER
    assert "K31" in cited(answer)
    assert "K01" not in cited(answer)
