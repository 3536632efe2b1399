"""What the text of a request asks for beside the subject: languages, questions, seconds."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.language import ENGLISH, HANS, HANT
from knowledge.writing.numerals import number

_NOT_TAUGHT = "(?!启蒙|啟蒙|课|課|绘本|繪本|口语|口語|老师|老師|外教|歌|书|書|原版|培训|培訓|教|字母|单词|單詞|角|阅读|閱讀)"  # goods, no wish
LANGUAGES = (
    (HANS, re.compile(r"简体|簡體|simplified", re.I)),
    (HANT, re.compile(r"繁体|繁體|traditional", re.I)),
    (
        ENGLISH,
        re.compile(rf"(?:英文|英语|英語){_NOT_TAUGHT}|english(?! (?:breakfast|tea|course|class))", re.I),
    ),
)
FAQ = re.compile(
    r"(?:(\d{1,2}|[一二两三四五六七八九十])\s*(?:条|個|个|則|则)?\s*)?(?:faq|常见问题|常見問題|问答|問答)",
    re.I,
)
SECONDS = re.compile(r"(\d{1,3})\s*(?:秒|s(?:ec)?\b)", re.I)
SUMS = re.compile(
    r"到手|合计|一共|总共|计算|算[一笔下出]|算清|折合|券后|折后|实付|[两二2][\u3400-\u9fff](?:一起|一共|合计|总共)?(?:买|要|是|付)?(?:多少|几|价)|(?:少|省|便宜|优惠|减)(?:了|下)?(?:多少|几)|(?:退|付|花)(?:了|回|给?他?)?多少|怎么算|算给|举个?例|案例|满减后|各?退多少|到手价|how much|in total",
    re.I,
)
DEFAULT_QUESTIONS = 5
MOST_QUESTIONS = 10


@dataclass(frozen=True, slots=True)
class Demands:
    languages: tuple[str, ...] = ()
    questions: int = 0
    seconds: int | None = None
    sums: bool = False  # what is paid in the end is to stand in the text


def demands_of(text: str) -> Demands:
    languages = tuple(code for code, pattern in LANGUAGES if pattern.search(text))
    seconds = SECONDS.search(text)
    return Demands(languages, _questions(text), int(seconds[1]) if seconds else None, bool(SUMS.search(text)))


def _questions(text: str) -> int:
    match = FAQ.search(text)
    if not match:
        return 0
    count = match[1]
    if not count or count in "1一":  # 出一个FAQ is a page of them
        return DEFAULT_QUESTIONS
    return min(int(number(count)), MOST_QUESTIONS)
