"""Chinese passages told to somebody who reads English: the reply stays English, the quotation Chinese."""

import re
from datetime import date

from assistant.quoted.excerpts import Excerpt
from assistant.quoted.interpreter import row_in_english, told
from knowledge.model import Document, Hit, Passage, Standing

TODAY = date(2026, 11, 21)
PAPER = Document("D1", "SOP-21寄存", "d1.docx", "x", version="V1.2", effective_from=date(2026, 3, 1))


def part(text, kind="clause", language="zh-Hans", standing=Standing.IN_FORCE):
    return Excerpt(
        Hit(Passage("p" + text[:4], "D1", 1, text, kind=kind, language=language), PAPER, standing, 5.0, {}),
        text,
    )


def lines(question, *parts):
    return told(parts, question, TODAY)


def share_of_latin(text):
    latin, han = len(re.findall("[a-zA-Z]", text)), len(re.findall("[一-鿿]", text))
    return latin / (latin + 2 * han)


LONG = (
    "2.1 行李寄存须登记姓名和电话，由服务台当面清点并发给取件牌；雨伞、童车可以直接放在伞架旁，不必登记；"
    "易碎品请自行包好，服务台不负责拆包检查；监控录像保存不少于45天，需要查看的经值班经理同意。"
)


def test_the_statement_that_speaks_of_what_was_asked_is_quoted_word_for_word():
    said = lines("how long do you keep cctv footage", part(LONG))
    assert said[-1].text == "“监控录像保存不少于45天，需要查看的经值班经理同意。”"
    assert said[-1].sources[0].quote in LONG


def test_the_lead_tells_the_clause_word_by_word_and_names_its_paper():
    lead = lines("how long do you keep cctv footage", part(LONG))[0].text
    assert "CCTV footage keep at least 45 days" in lead
    assert all(word in lead for word in ("SOP-21", "V1.2", "in force since 2026-03-01"))


def test_a_clause_of_unknown_words_is_told_by_its_things_and_figures():
    lead = lines("how long do you keep cctv footage", part("监控录像封缄后逾旬日销毁殆尽，凡45天。"))[0].text
    assert "cctv" in lead
    assert "45 days" in lead


def test_a_reply_of_long_chinese_clauses_is_english_for_the_most_part():
    said = lines("how long do you keep cctv footage", part(LONG), part(LONG.replace("45", "60")))
    assert share_of_latin("\n".join(line.text for line in said)) > 0.6


def test_what_is_not_quoted_is_pointed_to_and_cited():
    said = lines("how long do you keep cctv footage", part(LONG), part("2.4 监控画面保管90天。"))
    assert said[-1].text.startswith("Also: ")
    assert "keep 90 days" in said[-1].text
    assert said[-1].sources


def test_what_speaks_of_nothing_that_was_asked_is_not_told():
    said = lines("how long do you keep cctv footage", part(LONG), part("雨伞可以放在伞架旁。"))
    assert not any("umbrella" in line.text for line in said)


def test_the_part_that_speaks_of_most_is_quoted_whatever_its_place():
    said = lines("who can approve compensation", part("补偿记入工单。"), part("赔偿由主管审批。"))
    assert "赔偿由主管审批" in said[1].text


def test_an_english_passage_stands_as_it_is():
    said = lines("pets?", part("Pets must be on a leash.", language="en"))
    assert [line.text for line in said] == ["Pets must be on a leash."]


def test_thousands_are_not_cut_in_two():
    said = lines(
        "who can approve compensation",
        part(
            "同一件投诉不得拆成几笔，主管当场最多300元，经理最多1,500元，超过1,500元的赔偿须报总经理审批，并留存审批记录。"
        ),
    )
    assert not re.search(r"\d”", said[1].text)


def test_a_paper_not_in_force_is_said_to_be_none():
    said = lines("cctv?", part("监控录像保存7天。", standing=Standing.SUPERSEDED))
    assert "replaced, no longer applies" in said[0].text


def test_a_row_is_told_in_english_when_its_first_cell_is():
    assert row_in_english("指标: 春节客流; 目标: 12万人次; 结果: 13.5万人次") == (
        "Metric: Spring Festival footfall; Target: 120,000 visits; Result: 135,000 visits."
    )
    assert row_in_english("活动: 灯谜会; 时间: 19:00") == ""


TIMED = (
    "开闭店时间以公告为准并由值班经理在闭店前三十分钟通知各岗位做好准备工作不得提前清场，各岗位按下列时间执行：周五22:30闭店广播，"
    "周六延时日改为23:00闭店，顾客离场后由安保从高楼层向低楼层逐层检查并在清场表签字，任何人不得在清场完成前锁门。"
)


def test_no_quotation_is_cut_within_a_time():
    said = lines("what time is the closing on extended Saturday", part(TIMED))
    quoted = said[-1].text.strip("“”…")
    assert quoted in TIMED
    assert not re.match(r"\d\d(?!:)", quoted)
    assert "23:00闭店" in quoted
