"""Several questions in one message: each is read and answered by itself, in the order asked."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.asking.terms import terms_in
from assistant.language import is_chinese
from assistant.model import Handling
from assistant.phrases import Phrases
from assistant.quoted.nouns import own_nouns, own_words
from assistant.reply import Line, Reply
from assistant.shops.opening import asks_opening
from knowledge.directory import is_shop_row
from knowledge.text import fold
from knowledge.writing.numerals import number

_MOST = 3  # questions of one message
_LINES = 3  # of the answer to each
_QUESTION = re.compile(r"[?？]+")
_SENTENCE = re.compile(r"[?？。！!;；\n]+")
# A comma or a blank may part two questions; these words say that it does.
_AND = re.compile(
    r"[,，、\s]*(?:还有(?!没|什么|哪|多少|几|谁|名额|空|位|车位|座|余|剩|货|票|券|吗)|另外|以及|同埋|然后|顺便(?:再?问(?:一下|下)?)?|再问(?:一下|下)?"
    r"|还想(?:再?问|知道)(?:一下|下)?|对了)[,，\s]*"
    r"|[,;]?\s+(?:and|also|plus|\+|&)\s+(?=(?:also\s+)?(?:where|what|when|how|who|which|is|are|do|does|can|could|may|will)(?![a-z]))"
    r"|(?:[,，](?!\d{3}(?!\d))|(?<!\d)[,，])\s*|(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])"
)

_IN_ENGLISH = re.compile(
    r"(?:is|are|was|do|does|did|can|could|will|would|should|may) (?:the|a|an|my|our|i|we|you|they|there|it|this|that)(?![a-z])",
    re.I,
)
_ANNOUNCES = re.compile(
    r"^(?:我?(?:想|要)?(?:再?问|请教|咨询|确认)(?:一下|下)?)?(?:你们?|您)?"
    r"(?:(?P<count>[两二三四\d])|几)(?:个(?:小?问题|事情?)|件事)(?:想?问)?(?:一下|下)?[:：,，。、\s]*"
    r"|^(?:hi|hello|hey)?[,! ]*(?:i have |i've got |got )?(?:(?P<word>two|three|four|[234])|a few|some) (?:quick )?(?:questions|things)[:,.\s-]*",
    re.I,
)
# What a thing has and nothing is by itself: 力度多大 and 名额多少 go with the question before them.
_OF_A_THING = re.compile(
    r"floor|level|till|unit|zone|hours?|phone|price|size|colou?r|手机号?|号码|微信|力度|幅度|规模|门槛|期限|时限|名额|数量|限额|额度|比例|原因|结果|办法|措施|目标|理由|条件|地点|法律|有效期|好处|权益|门票|票价|年龄|流程|步骤|时间|费用|依据|规定|政策"
)
# Somebody's reduction is one of something: 会员能免多久 goes with the question before it.
_REDUCTION = re.compile(
    r"^(?:(?:那|请问)?(?:非?会员|[普银金黑]+卡|老人|长者|孩子|小孩|儿童|学生|员工|军人|残疾人|顾客|客人)(?:们)?)?(?:可不可以|能不能|可以|能|会|有没有|有)?"
    r"(?:再)?(?:免费?|抵扣?|减免?|优惠|打折|折扣|便宜)(?:多久|多长时间?|多少|几(?:个?小时|折|块|元|分钟|次))?(?:钱|费用?)?[吗么呢]?$"
    r"|^满(?:多少|几)(?:元|块)?[立直]?[减送返]"
)
# What one does with a thing, or pays for it, is no thing: do i have to book goes with the question before it.
_OF_WHAT_WAS_ASKED = re.compile(
    r"(?<![a-z])(?:book(?:ing)?|register|sign up|tickets?|deposits?|reserv\w+|pay|bring|claim|collect|fee|price|cost|charge|odds|opening hours|discount|approv\w+|permit|apply|form|til|till|until|limit|person|people|max(?:imum)?|minimum|member|week|morning|evening|also|late|early|old|big|many)s?(?![a-z])"
)
_POINTS_BACK = re.compile(r"(?<![a-z])(?:it|they|them|one|ones|that|those|he|she)(?![a-z])")
_HAS_OF_ITS_OWN = re.compile(r"(?<![a-z])(?:the mall|you (?:guys )?(?:open|close))(?![a-z])")
# What is held against something else goes with the question before it: 比试听贵多少.
_HELD_AGAINST = re.compile(
    r"^(?:那么?|可|但是?)?(?:要|会)?比[^,，。]{1,10}(?:贵|便宜|多|少|高|低|长|短|远|近|大|小|划算)"
)
# Who was spoken of in the question before, or what one pays with or brings for it: 她腿脚不便，我去代领要带什么, 积分能抵吗, 身份证要带不.
_OF_WHO_WAS_NAMED = re.compile(
    r"^(?:那么?|还)?(?:身份证|证件|小票|会员码|会员卡|户口本|护照|驾照)?(?:要不要|用不用|需不需要|要|需要|用|得)(?:带|出示|拿)(?:身份证|证件|小票|会员码|会员卡|户口本|护照|驾照|什么)?[吗么嘛不呢]?$"
    r"|^(?:那么?|可|但是?|因为|要是|如果)?(?:(?:[她他佢](?!们?家)|它)(?!们|人)|(?:用?积分|[优惠满减电子]*券)(?:可不可以|能不能|可以|能)?(?:抵扣?|抵用)[吗么嘛不]?$)"
)
_WORDS = {"two": 2, "three": 3, "four": 4, "2": 2, "3": 3, "4": 4}
_SEPARATOR = re.compile(
    r"[?？。!！;；\n,，、]+|(?<=[\u4e00-\u9fff\d])\s+(?=[\u4e00-\u9fffA-Za-z\d])|\s*\d[.)、]\s*"
)
_CASE = re.compile(r"[?？。!！；;\n,，]+")
_DAY = re.compile(
    r"今[天晚日早]|明[天晚日早]|后天|(?:\d{1,2}月)?\d{1,2}[号日](?:晚上?|早上|下午)?|(?:下?周|星期)[一二三四五六日天末]"
)
_ASKS_THE_TIME = re.compile(r"^[^,，。]{0,6}(?:几点|什么时候|什么时间)")
# 朋友圈跟社群呢字数 asks the same of both.
_BOTH = re.compile(
    r"^(?:那么?|还有)?([^跟和与、,，呢]{1,6})(?:跟|和|与|、)([^跟和与、,，呢]{1,6})呢[,，\s]*([^?？呢]{0,6})[?？]?$"
)


def questions_in(message: str, asks: Callable[[str], bool], goes_on: bool = False) -> list[str]:
    """The questions of a message, each with the statements before it; one where they have a subject in common.

    `asks` tells whether a piece of text puts a question. 母婴室在哪？要钱吗 is one question, 停车多少钱？母婴室在哪 are two.
    In a message that `goes_on` with a conversation each question has its subject there: 能带狗吗？要门票吗 are two.
    """
    if said := _announced(message):
        return said
    apart = [piece for piece in map(str.strip, _QUESTION.split(message)) if piece] if goes_on else []
    if 2 <= len(apart) <= _MOST and all(map(asks, apart)) and not message.isascii():
        return apart
    if both := _BOTH.match(message.strip()):
        return [f"{both[place]}{both[3] or '呢'}" for place in (1, 2)]
    found: list[str] = []
    waiting: list[str] = []
    for piece in filter(None, map(str.strip, _pieces(message))):
        waiting.append(piece)
        if not asks(piece) and not _IN_ENGLISH.match(piece):
            continue
        text, waiting = _joined(waiting), []
        if found and not _has_a_subject(text):
            found[-1] = _joined([found[-1], text])
        else:
            found.append(text)
    if waiting and found:
        found[-1] = _joined([found[-1], *waiting])
    return found if 2 <= len(found) <= _MOST else [message]


def asking_clause(text: str, asks: Callable[[str], bool]) -> str:
    """The one clause of a Chinese message that asks, where others tell a case and it says itself what is asked about."""
    clauses = [clause for clause in map(str.strip, _CASE.split(text)) if clause]
    asking = [clause for clause in clauses if asks(clause)]
    if len(clauses) < 2 or len(asking) != 1 or not is_chinese(text):
        return ""
    return asking[0] if own_nouns(asking[0]) else ""


def is_of_who_was_named(question: str) -> bool:
    """Whether a later question is of somebody or something that the one before it named."""
    return bool(_OF_WHO_WAS_NAMED.match(question.strip()))


def on_its_day(first: str, other: str) -> str:
    """A later question for a clock time, on the day that the first one names: 今晚几点闭店，几点清场."""
    day = _DAY.search(first)
    return f"{day[0]}{other}" if day and _ASKS_THE_TIME.search(other) and not _DAY.search(other) else other


def together(
    questions: Sequence[str], replies: Sequence[Reply], phrases: Phrases, language: str, topic: str
) -> Reply:
    """One reply to all of them, each under its question; an answer that serves several is given once."""
    own: dict[str, tuple[str, Reply]] = {}
    for question, reply in zip(questions, replies, strict=True):
        own.setdefault(reply.lines[0].text, (question, reply))
    if len(own) == 1:
        return replies[0]
    if all(
        reply.handling is Handling.UNKNOWN and not any(line.sources for line in reply.lines)
        for reply in replies
    ):
        tickets = tuple(dict.fromkeys(ticket for reply in replies for ticket in reply.tickets))
        return replace(replies[0], tickets=tickets)
    if of_one_passage := _of_one_passage(replies):
        return of_one_passage
    questions, replies = zip(*own.values(), strict=True)
    lines: list[Line] = []
    for question, reply in zip(questions, replies, strict=True):
        if not _is_said(reply.lines[0], lines):  # else what is said above answers it too
            new = [line for line in reply.lines if not _is_said(line, lines)][:_LINES]
            lines += [Line(phrases.say("about", language, topic=question)), *new]
    told = [reply for reply in replies if reply.lines[0] in lines]
    if len(told) == 1:
        return told[0]
    kinds = {reply.handling for reply in replies}
    hits = tuple(hit for reply in replies for hit in reply.hits[:_LINES])
    return Reply(
        kinds.pop() if len(kinds) == 1 else Handling.PARTIAL,
        tuple(lines),
        min(reply.confidence for reply in replies),
        topic,
        tickets=tuple(dict.fromkeys(ticket for reply in replies for ticket in reply.tickets)),
        hits=hits if all(reply.hits for reply in replies) else (),
    )


def _is_said(line: Line, lines: Sequence[Line]) -> bool:
    """Whether a line stands above already, also behind a word of yes or no."""
    return any(line.text in one.text for one in lines)


def _of_one_passage(replies: Sequence[Reply]) -> Reply | None:
    """The reply that quotes most, where all quote one and the same passage; None where they do not."""
    quoted = [
        {source.passage.passage_id for line in reply.lines[:_LINES] for source in line.sources}
        for reply in replies
    ]
    plain = all(_is_quoted(line) for reply in replies for line in reply.lines[:_LINES])
    if not plain or len(quoted[0]) != 1 or any(one != quoted[0] for one in quoted):
        return None
    most = max(replies, key=lambda reply: sum(len(line.text) for line in reply.lines[:_LINES]))
    return replace(most, lines=most.lines[:_LINES])


def _is_quoted(line: Line) -> bool:
    """Whether a line quotes a passage; what is said of a shop is taken from its row, and seldom all of it."""
    return any(not is_shop_row(source.document, source.passage) for source in line.sources)


def _announced(message: str) -> list[str]:
    """The questions of a message that says how many there are: 三个问题 车库限高 会员日几号 点灯几号; empty where it does not."""
    match = _ANNOUNCES.match(message.strip())
    if match is None:
        return []
    pieces = [piece.strip() for piece in _SEPARATOR.split(message.strip()[match.end() :]) if piece.strip()]
    said = match["count"] or match["word"]
    count = int(number(said)) if match["count"] else _WORDS.get((said or "").lower(), 0)
    fits = len(pieces) == count or (not count and len(pieces) > 1)
    return pieces if fits and 2 <= len(pieces) <= _MOST else []


def _pieces(message: str) -> list[str]:
    return [piece for sentence in _SENTENCE.split(message) for piece in _AND.split(sentence)]


def _joined(pieces: Sequence[str]) -> str:
    return (", " if pieces[0].isascii() else "，").join(pieces)


def _has_a_subject(text: str) -> bool:
    """Whether a question could be asked by itself: 停车多少钱, not 要钱吗, 满多少减多少."""
    if _REDUCTION.match(text.strip()) or terms_in(text) or _HELD_AGAINST.match(text.strip()):
        return False
    if text.isascii() and not (asks_opening(fold(text)) or _HAS_OF_ITS_OWN.search(fold(text))):
        named = own_nouns(_OF_WHAT_WAS_ASKED.sub(" ", fold(text)))
        return any(not _OF_A_THING.fullmatch(word) for word in named) and not _POINTS_BACK.search(fold(text))
    words = [word for word in own_words(text) if len(word) > 1 and not _OF_A_THING.fullmatch(word)]
    return bool(words) or asks_opening(fold(text))
