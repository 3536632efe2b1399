"""Whether what was found really speaks of what was asked.

A search always finds something near. A question about a thing that stands nowhere on the viewer's
shelves (a festival without a report, a brand that is not in the mall) is not answered by its
neighbour.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise

import rjieba

from assistant.asking.saying import says
from assistant.asking.wording import also
from assistant.english import SHOPPING_DAY
from knowledge.evidence import folded_text
from knowledge.model import Document, Hit
from knowledge.search import Search
from knowledge.text import fold, is_cjk
from knowledge.writing.subjects import is_guess
from knowledge.writing.synonyms import meant
from knowledge.writing.topics import leading_things, stands_in, topics

_FLOORS = re.compile(r"[几哪]|一共|总共|合计|商场|商城|顾客|客人|员工|时候|地方|东西|家里|朋友")
_NAMES = ("nz", "nt", "nr", "ns", "j")
_DAY_WORD = re.compile(
    r"今|明|昨|晚|夜|半天|后天|前天|现在|目前|当前|周|星期|礼拜|早上|上午|中午|下午|晚上|晚间|半夜|夜里|凌晨|平时|去年|今年|明年|以后|以前|之前|当天|当日|时候|最近|刚才|年|月|日|期间|小时|分钟|过去|刚刚|待会|马上"
)


_ASKS_FOR_A_THING = re.compile(r"有没有|有无|有.{1,10}[吗么没嘛]|在哪|哪里|几楼|几层|复盘|活动|开业")
_VERBS = "卖买做吃喝修借"
_WORD = r"((?:(?![吗嘛么没呢啊])[\u4e00-\u9fff]){2,6}?)"
_THING = re.compile(
    rf"(?<!没)有(?:没有)?(?!没|人){_WORD}(?:吗|没(?!有)|么|嘛|$)|^{_WORD}在(?:哪|几)|有没有(?!人){_WORD}(?=[吗嘛么呢啊?？]|$)"
)
_SHORT = 2  # letters of a name that may not lose one
# How many there are, what has come to be, what is old or new and a day is no name: AED一共几个, 有数了没, 新旧版, 礼拜几.
_NO_NAME = re.compile(r"^(?:星期|礼拜|一共|总共|合计|分别|新旧|新老|老版|旧版|版本)$|^数$|.了$")
_KIN = re.compile(
    r"[阿老我]?(?:妈|爸|爹|娘|公|婆|爷|奶|嬷|姨|叔|伯|舅|姑|哥|姐|弟|妹)+$|老[大二三幺]$|[大小二]宝$|儿子$|女儿$|闺女$|孙[子女]$|闺蜜$|发小$|同事$|同学$|室友$|邻居$"
)  # who comes along is no name to look for
_ASKS_FOR_A_RANK = re.compile(r"第几|排名|第一|指数|top")
_SHOPPING_DAY = r"(?<![\d.])(?:618|818|315|520|1111|1212)(?=那[场次]|大促|促销|购物节|活动|的?(?:客流|销售|业绩|数据|复盘))"
_MARKS = re.compile(
    rf"双(?:1[0-2]|[1-9])(?!\d)|{_SHOPPING_DAY}|(?:[四五六七八九十]|特)等奖|(?<![a-z0-9])[a-z]{{3,}}(?![a-z0-9])|k\d{{2}}[a-z]?(?![0-9])"
)
# Chains of malls, and a mall next door.
_CHAIN = re.compile(
    r"(?:万达|万象[城汇]|大悦城|吾悦|银泰|来福士|太古[里汇]|龙湖天街|印象城|凯德|恒隆|国金中心|环球港|爱琴海|正佳|天河城|海港城|合生汇)"
)
_NEXT_DOOR = re.compile(
    r"(?:隔壁|对面|旁边|附近|其他|别的|另一[个家])的?(?:[那这][个家座])?(?:商场|商城|购物中心|百货)"
    r"|(?<![a-z])(?:next door|another|other) (?:shopping )?(?:mall|centre|center)s?(?![a-z])"
)
_OWN_WORK = re.compile(
    r"(?:我|本人|咱)(?!们?(?:顾客|会员))[^,。!?]{0,8}(?:加班费|加班工资|工资|薪[水资]|奖金|绩效|年假|调休|病假|考勤|社保|公积金|排班|班表|轮休|上班)"
    r"|(?<![a-z])my (?:own |next )?(?:pay|payslip|salary|wages?|shifts?|roster|leave|overtime|holidays?)(?![a-z])"
)
_OF_STAFF = re.compile(
    r"年假|病假|事假|婚假|产假|调休|加班费|工资|薪资|薪水|底薪|年终奖|社保|公积金|五险一金|试用期|转正|离职|辞职|食堂|员工餐|宿舍|餐补|饭补|工服|工装"
    r"|(?<![a-z])(?:annual leave|sick leave|payroll|canteen)(?![a-z])"
)
# A season ticket, or a place for the cars of those who work here; for guests' cars there are the rules of parking.
_STAFF_CARS = re.compile(
    r"(?:员工|店员|同事|商户|上班|我们自己)[^,。;!?]{0,6}(?:停车|泊车|车位|月卡|月票|月租|包月|车辆|停哪|的车)(?!场|费争)|(?:停车|泊车|车位)的?(?:月卡|月票|月租|包月|月保|年卡)|月租车|包月(?:停|车)"
    r"|(?<![a-z])(?:staff|employees?|tenants?|workers?)(?:'s?)? (?:\w+ )?(?:parking|cars|car(?! park))(?![a-z])|(?:season|monthly) (?:parking|ticket|pass)|parking (?:pass|permit)"
)
_FEE = re.compile(
    r"收费|多少|几钱|几块|费用|优惠|免费|折|办|有没有|有吗|月卡|月票|月租|包月|停哪|怎么停|能停|可以停|(?<![a-z])(?:how much|pass|permit|free|discount|price|cost|fee|get|where)(?![a-z])"
)
_NEAREST = 8  # hits of which one may speak of such cars
_A_RULE = re.compile(
    r"规定|制度|流程|几点(?:上班|下班|打卡)|在哪|怎么(?:申请|进)|谁批|顾客|客人|会员|policy|procedure"
)


def is_about_another_mall(text: str, search: Search, as_of: datetime) -> bool:
    """Whether another mall is asked about: one next door, or one of a chain that no paper speaks of."""
    named = _CHAIN.search(text)
    return _NEXT_DOOR.search(text) is not None or (named is not None and not search.knows(named[0], as_of))


_WRONG_PAPER = re.compile(
    r"(?:资料|知识库|文档|答案|回答|这条|条目)[^。?]{0,12}(?:过期|过了?[期时]|过时|失效|有?错|有误|不对|不准|没更新|旧)"
    r"|(?:过期|过时|错误?|有误|旧)的?(?:资料|知识|文档|答案|回答|条目)"
    r"|(?<![a-z])(?:documents?|papers?|answers?|information|knowledge base|entry|passage)(?: \w+){0,6}? (?:out of date|outdated|wrong|incorrect|stale|obsolete)(?![a-z])"
    r"|(?<![a-z])(?:outdated|wrong|incorrect|stale|obsolete) (?:documents?|papers?|answers?|information|entry|passage)(?![a-z])"
)
_OF_OTHERS = re.compile(
    r"商户|顾客|客人|会员|车主|租户|供应商|品牌|(?<![a-z])(?:tenant|customer|guest|member|supplier)s?(?![a-z])"
)
_WHOM_TO_TELL = re.compile(
    r"(?:找|报给?|告诉|通知|反馈给?|反映给?|联系|话(?:俾|给)|向|问|由)(?:谁|边个|哪个|什么人|哪位)|谁(?:来)?(?:改|管|更新|负责|修)|(?:怎么|如何|哪里|去哪)(?:反馈|上报|报|改|更新|反映)"
    r"|(?<![a-z])(?:who|whom|how)(?: \w+){0,3} (?:tell|report|inform|contact|notify|ask|fix|update|correct|updates|fixes|corrects)(?![a-z])"
)


def is_about_own_work(text: str) -> bool:
    """Whether somebody asks for his own shifts, pay or leave, and not for a rule about them."""
    return _OWN_WORK.search(text) is not None and not _A_RULE.search(text)


def is_about_employment(text: str, search: Search, as_of: datetime) -> bool:
    """Whether leave, pay or board of staff is asked about, and no paper speaks of it."""
    named = _OF_STAFF.findall(text)
    return bool(named) and not any(search.knows(word, as_of) for word in named)


def is_about_a_wrong_paper(text: str) -> bool:
    """Whether somebody asks whom to tell that what the knowledge base holds or says is wrong or out of date."""
    said = fold(text)
    is_wrong = _WRONG_PAPER.search(said) is not None and _OF_OTHERS.search(said) is None
    return is_wrong and _WHOM_TO_TELL.search(said) is not None


def is_about_staff_cars(text: str, hits: Sequence[Hit]) -> bool:
    """Whether the fee or place of cars of those who work here is asked for, and no near passage speaks of it."""
    if not (_STAFF_CARS.search(fold(text)) and _FEE.search(fold(text))):
        return False
    return not any(_STAFF_CARS.search(fold(hit.passage.text)) for hit in hits[:_NEAREST])


def missing_marks(text: str, hits: Sequence[Hit]) -> list[str]:
    """The marks in a question (双12, wifi, K11; of an English one Double 12) that stand in none of the hits."""
    near = fold(" ".join(f"{hit.document.doc_id} {hit.document.title} {hit.passage.text}" for hit in hits))
    if not re.search(r"[\u4e00-\u9fff]", text):
        days = SHOPPING_DAY.findall(fold(text))
        return [f"Double {day}" for day in days if f"双{day}" not in near and f"double {day}" not in near]
    asks = _ASKS_FOR_A_THING.search(text)
    marks = [
        mark
        for mark in dict.fromkeys(_MARKS.findall(fold(text)))
        if asks or not (mark.isascii() and mark.isalpha())
    ]
    return [mark for mark in marks if mark not in near]


def missing_days(text: str, hits: Sequence[Hit]) -> list[str]:
    """The shopping days in a question (双12) that stand in none of the hits: another sale's terms are not theirs."""
    return [mark for mark in missing_marks(text, hits) if re.match(r"双\d|double \d", fold(mark))]


def unknown_topics(text: str, hits: Sequence[Hit]) -> list[str]:
    """The names with which a plain question begins, or the works that it quotes, that stand in none of the hits, nor another word for them."""
    named = [name for name in topics(text) if not (_NO_NAME.search(name) or _KIN.search(name))]
    near = [folded_text(hit) for hit in hits] if named else []
    return [name for name in named if not any(_is_in(name, passage) for passage in near)]


def unspoken_things(text: str, hits: Sequence[Hit]) -> list[str]:
    """The things with which a plain question begins that stand in none of the hits, nor another word for them: what is said of potatoes tells nothing of 芋头."""
    things = [
        word
        for word in leading_things(text)
        if not (_NO_NAME.search(word) or _FLOORS.match(word) or _DAY_WORD.search(word))
    ]
    near = [folded_text(hit) for hit in hits] if things else []
    return [word for word in things if not any(says(passage, word) for passage in near)]


def _is_in(name: str, passage: str) -> bool:
    wordings = (name, *_guessed_from(name), *_instead(name), *also(name).split())
    return any(stands_in(fold(word), passage) for word in wordings)


def _guessed_from(name: str) -> list[str]:
    """What a name that no dictionary has is without its first letter, if that is a verb: 岚马 of 跑岚马, 神轿 of 往神轿."""
    if len(name) <= _SHORT or not is_guess(name):
        return []
    return [name[1:]] if any(kind[0] in "vp" for _, kind in rjieba.tag(name[0])) else []


_OF_ONE_YEAR = ("campaign", "lottery")
_LEADING = 5  # hits among which a paper of the year must be


def is_of_another_year(year: int | None, hits: Sequence[Hit]) -> bool:
    """Whether the paper that fits best is of another year than the one asked about: by its title, or
    the rules of an occasion that was not in that year; and no paper of that year is as near."""
    if year is None or not hits:
        return False
    leading = sorted(hits, key=lambda hit: hit.score, reverse=True)[:_LEADING]
    if any(_year_of(hit.document) == year for hit in leading):
        return False
    return has_another_year(leading[0].document, year)


def tells_of_a_year(hit: Hit, year: int | None) -> bool:
    """Whether a passage of a paper that holds from year to year speaks of that year: 2025年获得的积分."""
    return hit.document.doc_type not in _OF_ONE_YEAR and f"{year}年" in hit.passage.text


_A_MONTH = r"(?<![\d.-])(1[0-2]|[1-9])月(?!\d)"
_MONTH = re.compile(_A_MONTH)
_MONTH_OF = re.compile(rf"{_A_MONTH}份?的?(?![初底末上中下])")  # 12月的班表, and no day of it
_SOME_MONTH = re.compile(r"(?<!\d)(\d{1,2})月|20\d\d-(\d\d)")
_SEVERAL_MONTHS = re.compile(r"月?\s*[-–—~至到、和]\s*\d{1,2}月")


def is_of_another_month(text: str, hits: Sequence[Hit]) -> bool:
    """Whether a paper that goes by its month (11月排班表), or a report on one time, is asked for by another month.

    None of that month is as near; a report that has the month anywhere near tells of it.
    """
    asked = set(_MONTH_OF.findall(text))
    if len(asked) != 1 or not hits or re.search(r"\d[日号]", text):
        return False
    leading = sorted(hits, key=lambda hit: hit.score, reverse=True)[:_LEADING]
    if any(_names_month(hit, asked) for hit in leading):
        return False
    if leading[0].document.doc_type == "replay":
        return True
    title = fold(leading[0].document.title)
    titled = set(_MONTH.findall(title))
    if len(titled) != 1 or _SEVERAL_MONTHS.search(title):
        return False
    return bool(_pairs(_MONTH.sub(" ", title)) & _pairs(_MONTH.sub(" ", text)))


def _names_month(hit: Hit, months: set[str]) -> bool:
    said = fold(f"{hit.document.title} {hit.passage.text}")
    named = (month for pair in _SOME_MONTH.findall(said) for month in pair)
    return any(month.lstrip("0") in months for month in named)


def _pairs(text: str) -> set[str]:
    return {a + b for a, b in pairwise(text) if is_cjk(a) and is_cjk(b)}


def has_another_year(document: Document, year: int) -> bool:
    """Whether a paper is of another year than this one; a paper of no year is of any."""
    titled = _year_of(document)
    if titled is None and document.doc_type in _OF_ONE_YEAR and document.effective_from:
        over = document.effective_to or document.effective_from
        return not document.effective_from.year <= year <= over.year
    return titled is not None and titled != year


def _year_of(document: Document) -> int | None:
    titled = re.search(r"20\d{2}", document.title)
    return int(titled[0]) if titled else None


def names_something_new(text: str, said: str) -> bool:
    """Whether a thing that a short message names was not spoken of before."""
    known = fold(said)
    things = (noun for noun in own_nouns(text) if not (_KIN.match(noun) or _LATER.fullmatch(noun)))
    return any(noun[:_STEM] not in known for noun in things)


_LATER = re.compile(r"隔[天日夜]|[次翌]日|第二天|当[天日晚]|过夜")  # when, and no thing


_STEM = 5  # letters of an English word that its forms share
# Latin words that bring no subject into a question.
_EMPTY_WORDS = frozenset(
    """
    about after again all and any are area ask before but can close closed could cost did does entry ever every fee
    find for free from get give have hello her here his how least like long many may maybe me mine more most much must
    near need next not now one only open our out place please rather same shall she should some sorry take tell than
    thank thanks that the their them then there these they this those till time until want was well were what when
    where which while who whom whose why will with would yes you your per day
    """.split()  # noqa: SIM905
)
_PLAIN_VERBS = frozenset("是有要能会可想问说看去来到在用给让得请应需叫行做") | {
    "还有",
    "延长",
    "没有",
    "不是",
    "可以",
    "应该",
    "需要",
    "要钱",
    "花钱",
    "收钱",
}


def own_nouns(text: str) -> frozenset[str]:
    """The things that a message names itself, in either language."""
    latin = re.findall(r"(?<![a-z0-9])[a-z]{3,}(?![a-z0-9])", fold(text))
    return nouns_of(text) | {word for word in latin if word not in _EMPTY_WORDS}


def own_words(text: str) -> frozenset[str]:
    """The things and doings that a message names itself: what a follow-up is about."""
    doings = {
        word
        for word, tag in rjieba.tag(fold(text))
        if tag.startswith("v") and word not in _PLAIN_VERBS and is_cjk(word[0])
    }
    return own_nouns(text) | doings


def nouns_of(text: str) -> frozenset[str]:
    """The nouns of a message."""
    return frozenset(
        word for word, tag in rjieba.tag(fold(text)) if tag.startswith(("n", "j")) and _is_noun(word)
    )


def compounds_of(text: str) -> list[str]:
    """What a message calls by two words in a row of which the second is a noun, folded: 露营电影, 跨年市集."""
    tagged = rjieba.tag(fold(text))
    return [
        first + word
        for (first, kind), (word, tag) in pairwise(tagged)
        if tag.startswith(("n", "j", "vn")) and kind.startswith(("n", "j", "v"))
        if min(len(first), len(word)) > 1
        and is_cjk(first[0])
        and is_cjk(word[0])
        and first not in _PLAIN_VERBS
    ]


def _is_noun(word: str) -> bool:
    return len(word) > 1 and is_cjk(word[0]) and rjieba.has_word(word) and not _FLOORS.match(word)


def missing_names(
    text: str, search: Search, as_of: datetime, ignored: frozenset[str] = frozenset()
) -> list[str]:
    """The proper names and occasions in a question none of whose parts stands anywhere in reach."""
    if not _ASKS_FOR_A_THING.search(text):
        return []
    named = [word for word, tag in rjieba.tag(text) if _is_name(word, tag) and word not in ignored]
    thing = _THING.search(text)
    named += [
        found.lstrip(_VERBS) for found in (thing.groups() if thing else ()) if found and found not in ignored
    ]
    return [
        word
        for word in dict.fromkeys(named)
        if not _NO_NAME.search(word)
        and not any(search.knows(one, as_of) for one in (word, *_instead(word), *also(word).split()))
    ]


def _instead(word: str) -> list[str]:
    """Other words for the same thing in every mall."""
    return [other for one in meant(word) if fold(word) == one.said for other in one.others]


def hidden_nouns(text: str, search: Search, as_of: datetime) -> list[str]:
    """The nouns of a question about a rank that stand in no paper this viewer may read."""
    if not _ASKS_FOR_A_RANK.search(text):
        return []
    nouns = [word for word, tag in rjieba.tag(fold(text)) if tag.startswith("n") and _is_noun(word)]
    return [noun for noun in nouns if not also(noun) and not search.knows(noun, as_of)]


def _is_name(word: str, tag: str) -> bool:
    if len(word) < 2 or not is_cjk(word[0]) or also(word):
        return False
    if not rjieba.has_word(word):  # guessed by the segmenter, often across words
        return False
    if _KIN.match(word):
        return False
    return tag.startswith(_NAMES) or (tag == "t" and not _DAY_WORD.search(word))
