"""Wording that names a thing without promoting it: prohibitions, disclaimers, titles, contests, directory lines."""

from __future__ import annotations

import re

CLAUSE_END = "。!?;,\n"
SENTENCE_END = "。!?;\n"
LISTED = 3  # marks between names that make a sentence a list of shops
WINDOW = 120  # characters looked at around a word, so that a text without marks stays cheap
REST = 12  # characters of a clause that still belong to a wording
REACH = 14  # characters between the denial and the word it denies

DENIAL = re.compile(
    r"不代表|(?:并|均|也|本品|产品)无|不等于|不意味着?|(?<!敢)不敢|不追求|不争|不求|不一定|不见得|未必|不算|不以|不做|不搞|不玩|不用来|不提|不说|不讲|不谈|不再|不得以|不向|不对|不售|不卖|不出售|不销售|不经营|不供应|不得|不能|不可|不可以|不会|不要|不许|不准|不用|不写|不宣传|不承诺|不保证|不具有?|不具备|不含|不是|不构成|不属于"
    r"|不设|不提供|不支持|不代替|不涉及|不使用|禁止|禁售|严禁|请勿|切勿|谢绝|拒绝|杜绝|抵制|警惕|谨防|别[轻相]?信|勿[轻相]?信|不要[轻相]信|防范|避免|无需|无须|不需要|不必|没有"
    r"|并非|非(?=保健|医|独家|卖品)|勿|别写|别用|禁烟|控烟|无烟"
)
# "不能错过的全城最低价" promotes; "不是一般的顶级" too
UNDENIAL = re.compile(
    r"错过|放过|没有|缺|少了|离开|抗拒|小看|忽视|再等|犹豫|辜负|一般|普通(?!食品|化妆品|商品)|简单|之一|不爱|只|仅|止|光是|不"
)
TWICE = re.compile(r"(?:不能|不可|不会|从不|绝不|怎能|岂能|无不|少不了|离不开)$")  # 不能没有 is no denial
AFTER = re.compile(
    r"^[^。!?;,\n]{0,6}(?:一律|严格)?(?:禁止|严禁|不得|请勿|谢绝|除外|不参与|不参加|不适用|不享受|不在此列|一律不|不批|不予)"
)

PLACE = re.compile(
    r"(?<![a-z0-9])[lb]\d{1,2}(?!\d)|位于|营业时间|\d{1,2}:\d{2}|铺位|[一二三四五六七八九\d]\s*[楼层]|电话|怎么走|在哪"
)
PROMOTION = re.compile(
    r"特惠|优惠|满\s*\d+|特价|折(?!叠|扣券说明)|立减|满减|直降|免费|体验价|团购|周年庆|开业|酬宾|促销|限时|抢|送|赠|领取|套餐价|补贴|返现"
    r"|热[卖销]|爆款|会员价|抢购|半价|第二[件份盒瓶双]|会员日|到货|有售|现货|开售|发售|大促|新品|上新|推荐|必|超值|划算|(?<!\d)\d+(?:\.\d+)?元|[¥]\d|无痛|买[一1]|首单|钜惠|折扣|来袭|福利"
)

QUOTES = {"“": "”", "‘": "’", "「": "」", "『": "』", '"': '"', "《": "》"}
QUOTED = 24  # characters that a quoted wording has at most
# A sentence that speaks about a wording, not with it.
ABOUT_WORDING = re.compile(
    r"字样|字眼|字句|用语|用词|词语|说法|写法|话术|表述|措辞|条款|不得|不能|不可|不要|不许|禁止|严禁|避免|违法|违规|违反|无效|删[除掉去]|去掉|已?撤[下换]|已撤|误[写播]|改[为成掉]|下架|整改|处罚|罚款|行不行|能不能|可不可以|可以写吗|算不算|什么意思"
)
FORBIDDEN_WORDS = re.compile(
    r"(?:禁用|违禁|禁止|敏感|极限|不可用|不得使用的?)(?:表述|词|用语|字词|说法|话术|内容)[^\n]{0,2}"
    r"|(?:培训|店员|员工|商户)(?:要点|提示|笔记|题|问答|案例|课件|守则|须知|培训|训练)?:"
)
WORKS = re.compile(
    r"电影|影片|动画|漫画|上映|重映|首映|放映|排片|话剧|音乐[会剧]|剧[场目本]|演出|演唱|专场|歌曲?|专辑|图书|书籍|新书|小说|绘本|作者|读书|展览|特展|画展|主题展|游戏|手游|纪录片|综艺|讲座|原著"
)
CONTEST = re.compile(
    r"比赛|大赛|决赛|联赛|竞赛|赛事|赛季|赛场|锦标赛|杯赛|挑战赛|[初复半季总]赛|选手|运动员|球员|球队|球星|战队|教练|裁判|参赛|夺得|捧杯|奖杯|颁奖|世界杯|奥运|亚运|全运|马拉松|跑者|电竞|棋手|年龄组|观赛|联盟|季后"
)
COMMERCE = re.compile(
    r"销[量售冠]|热[卖销]|好评|口碑|单品|品类|类目|爆款|同款|级品质|性价比|最低|优惠|折|特价|买|购|套餐|[一-龥]{2,4}界"
)


def clause(text: str, start: int, end: int, stops: str = CLAUSE_END) -> tuple[int, int]:
    """The clause around start:end, looking no farther than WINDOW to either side."""
    first, last = max(0, start - WINDOW), min(len(text), end + WINDOW)
    left = max((text.rfind(stop, first, start) for stop in stops), default=-1) + 1
    rights = [at for at in (text.find(stop, end, last) for stop in stops) if at >= 0]
    return max(left, first), min(rights, default=last)


def to_clause_end(text: str, start: int, end: int) -> tuple[int, int]:
    """The span run on to the end of its clause, if that is near."""
    at = end
    while at < len(text) and at - end < REST and text[at] not in CLAUSE_END and text[at] not in '"”」』':
        at += 1
    is_near = at == len(text) or at - end < REST
    return (start, at if is_near else end)


def is_denied(text: str, start: int, end: int) -> bool:
    """Whether the clause forbids or disclaims the word at start:end rather than using it."""
    left, right = clause(text, start, end)
    if text[max(left, start - 1) : start] in ("不", "未"):  # 不+承诺提分
        return True
    for denial in DENIAL.finditer(text, left, start):
        between = text[denial.end() : start]
        doubled = TWICE.search(text[max(left, denial.start() - 3) : denial.start()])
        if len(between) <= REACH and not doubled and not UNDENIAL.search(between):
            return True
    return bool(AFTER.match(text[end:right]))


def is_spoken_about(text: str, start: int, end: int) -> bool:
    """Whether the line lists forbidden words, or the wording stands in quotation marks and the sentence is about it
    or names a film, a book, a show."""
    if FORBIDDEN_WORDS.search(text, max(text.rfind("\n", 0, start) + 1, start - WINDOW), start):
        return True
    opening = max((text.rfind(mark, max(0, start - QUOTED), start) for mark in QUOTES), default=-1)
    if opening < 0:
        return False
    closing = text.find(QUOTES[text[opening]], max(end - 1, opening + 1), end + QUOTED)
    if closing < end:
        return False
    left, right = clause(text, start, end, SENTENCE_END)
    about = WORKS if text[opening] == "《" else ABOUT_WORDING
    return bool(about.search(text[left:opening] + text[closing + 1 : right]))


def is_contest(text: str, start: int, end: int) -> bool:
    """Whether the sentence tells of a contest and sells nothing."""
    left, right = clause(text, start, end, SENTENCE_END)
    sentence = text[left:right]
    return bool(CONTEST.search(sentence)) and not COMMERCE.search(sentence)


def is_promoted(text: str, start: int, end: int) -> bool:
    """Whether the sentence around start:end promotes something."""
    left, right = clause(text, start, end, SENTENCE_END)
    return bool(PROMOTION.search(text[left:right]))


def is_directory_line(text: str, start: int, end: int) -> bool:
    """Whether the sentence only says where and when something is."""
    left, right = clause(text, start, end, SENTENCE_END)
    sentence = text[left:right]
    listed = sentence.count("、") >= LISTED
    return (listed or bool(PLACE.search(sentence))) and not PROMOTION.search(sentence)


def paragraph(text: str, start: int, end: int) -> str:
    return text[text.rfind("\n", 0, start) + 1 : text.find("\n", end) if "\n" in text[end:] else len(text)]
