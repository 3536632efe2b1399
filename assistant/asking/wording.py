"""How people put a question, turned into how documents speak."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

from assistant.asking.aim import without_aim
from assistant.data import read_table
from knowledge.text import fold
from knowledge.writing.chains import CHAINS
from knowledge.writing.numerals import SCALES, number

_MIXED = re.compile(r"(\d+(?:\.\d+)?)\s*(十|百|千|万)(?!分之)")
_THOUSANDS = re.compile(r"(?<![a-z\d.-])(\d+(?:\.\d+)?)k(?![a-z\d-])")  # spent 88k
_COUNTED = re.compile(
    r"(?<![一二两三四五六七八九十第周期拜\d百千万])(?:[二三四五六七八九]?十[一二三四五六七八九]?|[二两三四五六七八九])"
    r"(?=楼|层|天|号(?!店|线)|小时|分钟|岁|元|块|月|点(?!儿|评|餐|单))"
)
_YUAN = re.compile(
    r"(\d+|[一二两三四五六七八九十百](?:[一二两三四五六七八九十百零]{0,3}[一二两三四五六七八九十百])?)(?:块钱?|元钱|蚊(?![子虫香帐]))(?![\d一二两三四五六七八九])"
)
_HALF = re.compile(r"(\d+|[一二两三四五六七八九])\s*个半小?时")
_BEFORE = re.compile(
    r"^(?:(?:喂|你好呀?|您好|哈[喽啰]|不好意思|打扰(?:一下|了)|麻烦(?:问)?(?:一下|下)?|请问(?:一下|下)?|excuse me|sorry|whatever|(?:(?:hi|hello|hey)(?: there)?|well)(?=\s*[,.!~\u4e00-\u9fff]))(?![a-z])"
    r"[啊呀哦,.。!~、…\s]*|(?:好的?|ok(?:ay)?|嗯+|哦+|噢+|行|对了|知道了|明白了?|谢谢[你您]?|多谢[你您晒]?|唔该[晒]?|感谢|thanks?|thank you|那个|就是)(?:[啊呀哦]*[,.。!~、…\s]+|(?=我?想?问一?下))|(?:顺便|另外|还有)(?:再)?(?:想)?(?:请)?问(?:一下|下)?[,\s]*)+"
)
# Where somebody heard of it is no part of what is asked: 朋友圈都在说的那个点灯.
_HEARD_OF = re.compile(
    r"^(?:我)?(?:最近)?在?(?:朋友圈|小红书|抖音|快手|微博|公众号|视频号|群|网|朋友|同事|邻居|大家|人家|别人)(?:圈)?[里上们]*(?:都|在|最近|天天|老|一直)*"
    r"(?:说|讲|聊|传|刷|转|晒|发|推|看)(?:屏|疯|爆|到|起)?了?的(?:那|这)?(?:个|场|家|款|种)?(?=[一-鿿]{2})"
)
# Said around a question in between: 那个我新来的就是…你给我从头到尾顺一遍呗.
_FILLER = re.compile(
    r"^(?:那个|就是|这个|嗯|呃|额)+(?=[我你])|^我(?:是)?(?:新来的|刚来|新人|新员工)(?:的)?[,，]?(?:就是)?|^就是(?=.{8})|你?(?:给|帮)我(?=从|列|说|讲|捋|顺|理|查)|(?:一下|一遍)?呗(?=$|[,，。?？]|就)|(?:最后|最终)?(?<![走开看头路])(?:到底|究竟)(?!哪)(?=[一-鿿])|(?<=[一-鿿])(?:最后|最终)(?=卖|来了|花|用了|一共|总共|达成)"
)
_ASKING = re.compile(
    r"^(?:那个|就是)?(?:我|我们)?(?:就是)?(?:想要?|要)?(?:再)?(?:请问|问|请教|咨询|了解|知道)(?:一下|下)(?:你们|您们?|你|那个|就是)*[,\s]*"
)
_WHAT_FOR = re.compile(r"^[^\d,，。?？!！:：]{1,6}用[:：,，]\s*")  # 培训用: is no part of what is asked
_AFTER = re.compile(
    r"(?<=[^\s,.。!])[,.。!~\s]*(?:来着[啊呀了]?[?？]?|谢谢[你您啦了]*|多谢|thanks?(?: you)?|thank you|pls|please)[.。!~\s]*$"
)
# What a question is for, and how it should be answered, is no part of what is asked.
_LABEL = re.compile(
    r"^(?:(?:这是|仅|只|纯)?(?:培训|教学|学习|考试|备课|新人培训|面试|模拟|练习|抽查)(?:用|题|试题|提问|问题|问)?(?:的)?"
    r"|[一-鿿]{0,4}(?:考题|试题|抽题|抽问|测验|问答|小测|笔试)|新人问|新员工问|学员问|for (?:a |our |the |staff )?(?:training|exam|quiz)(?: only| purposes)?|(?:exam|test|quiz|training) question)\s*[:：,，]\s*"
    r"|[,，。.!;；\s]*(?:(?:别|不要|不用)(?:给我|再|乱)?(?:发|触发|弹|拉)?警报|(?:这)?不是真的?(?:报警|出事|发生)|没(?:有)?(?:真的?)?出事|(?:请)?说人话|别废话|直接说|直说|快点?说|简单点?说?|考试问|just asking|no emergency)[了啊呀哦!！。.]*(?=$|[,，。.!;；\s])"
)
# That all is well again is told before another matter is asked: 孩子找到了谢谢，想借个推车.
_ALL_WELL = re.compile(
    r"^(?:(?:[^,，。.?？!！\s]{0,8}?(?:找到|找着|找回|寻到|寻回|回来|出来)(?:来)?了(?:多亏[^,，。.?？!！\s]{0,8})?|(?:已经)?没事了|好了没事|虚惊一场[^,，。.?？!！\s]{0,8}|(?:多亏|幸好|辛苦)[^,，。.?？!！\s]{0,8}|太好了|谢谢(?:你们?|大家)?|多谢(?:晒|你们?)?|好在|还好"
    r"|(?:we |i )?(?:found|got) (?:him|her|them|(?:my|our|the) (?:son|daughter|kid|child|boy|girl|mum|mom|dad))(?: back)?(?: now)?|(?:he|she)(?:'s| is) (?:ok|okay|fine|back|found)(?: now)?|all (?:good|fine|is well)(?: now)?|false alarm|thanks?(?: you)?)"
    r"(?:[啊呀啦哈!！,，。.~、…]|\s)+)+(?=.{4})"
)
# 怎么办会员卡 asks how to become a member, not what to do.
_JOIN = re.compile(
    r"怎么(?:样)?(?:才能)?办(?:理)?一?[张个]?会员卡?(?=$|[\s,，。?？呀啊呢])|(?<![\u4e00-\u9fff])会员卡?怎么办(?:理)?(?=$|[\s,，。?？呀啊呢])"
)
# 中了最晚几时去领: what is won is a prize; 中了暑 and 中了毒 are none.
_WON = re.compile(
    r"(?:(?<![\u4e00-\u9fff])|(?<=[我抽是果一的]))中了(?=(?:的话|之?后|以后)?[,，\s]*(?:最[早晚迟]|[去在怎几哪啥能可要得找拿领兑]|什么|多久|$))"
)
# Who is lost is no lost property: 小孩丢了多久报警; 孩子丢了手机 is.
_LOST_PERSON = re.compile(
    r"(小孩|孩子|小朋友|宝宝|老人|老太太?|老头|爷爷|奶奶)(?:弄|搞|给|走|跑)?丢了(?=$|[\s,，。?？!！]|多|怎|要|该|几|谁|先|咋|什么|以?后|报|的)"
)
_HAN, _LATIN = re.compile(r"[\u4e00-\u9fff]"), re.compile("[a-z]")
# 25年周年庆, 26版章程; 25年的质保 is a length of time.
_SHORT_YEAR = re.compile(
    r"(?<![\d.第])(2\d)(?=版(?!本?号)|年(?:的?(?:店庆|周年庆|国庆|春节|双1|元旦|中秋|活动|复盘|积分|规则|章程|会员|那[场次版]))|年版)"
)
_WEEKDAY = re.compile(r"(?:礼拜|星期)(?=[一二三四五六日天几末])")
# 28号几点关, 29呢: the figure is a day like the one before it.
_ALSO_A_DAY = re.compile(
    r"(\d[号日][^。?？]{0,16}[,，、\s](?:那|还有)?)(\d{1,2})(?=呢)|^(那?)(1[3-9]|2\d|3[01])(?=呢[?？]?$)"
)
_WHETHER = re.compile(r"有无(?!线|论|数|尽|缘|障碍|限(?!高|时|制))")  # 有无线网络 has 无线
# 點去 asks how, 幾點去 when; 茶点, 缺点 and 一点 ask nothing.
_CANTONESE_HOW = re.compile(
    r"(?<![几\d一二两三四五六七八九十百半早晚有茶地景站热焦重缺优特观网餐糕甜终起差整零多快慢要点])(?<![这那]个)"
    r"点(申请|登记|报名|预约|换|借|还(?![有在开])|坐|上去|落去|付款|畀钱|去|攞|拿|行(?!不|吗)|用|计(?!划|算)|退|办|算(?=费|分|积|钱|法|的|数)|搭|换|领|交|入|玩|解锁|先可以)"
)
# 能带 is a word of physics, and 能带狗吗 and 泰迪能带进去吗 ask whether a dog may come.
_MAY = re.compile(
    r"(?<![\u4e00-\u9fff])能(?=[带牵抱推拿用坐骑吃喝穿买退换停进出存寄借开])|(?<![功智性可不才只万技职效动热电核本体])能(?=带(?![宽谱]))"
)
# 花满300 and 买够两百 tell what was spent; 什么会员都不是 is nobody's card.
_SPENT = re.compile(r"(?<![一-鿿])(?:花|买|消费|刷)[满够](?=\d|[一二两三四五六七八九][百千万])")
_NO_MEMBER = re.compile(r"(?:什么|啥|任何|哪种|哪个)(?:会员|卡)(?:卡|等级)?(?:都|也)(?:不是|没(?:有|办过?)?)")
# 停 as a phone hears it: 听了三个半小时车.
_HEARD_PARKING = re.compile(r"听(?=了?[^,，。?？]{0,8}(?:小时|钟头|分钟|天|夜)的?车|车费|车场|车位)")
# 而家仲開唔開 asks of the doors; 开不开发票 asks of an invoice.
_OR_NOT_YET = re.compile(r"(了[一-鿿]{0,2})未(?=[呀啊]?[?？]?$)")  # 收工了未, 食了饭未
_OPEN_OR_NOT = re.compile(r"开不开(?=$|[\s,，。.!！?？呀啊呢])")
_WHAT_NOW = re.compile(r"(?<![几\d一二三四五六七八九十百半茶地景站重起零])点算(?=$|[\s,，。.!！?？呀啊好])")
# 玩儿 and 票儿 are 玩 and 票; 女儿, 婴儿 and 儿童 keep theirs, and 这儿 and 地儿 have words of their own.
_RHOTIC = re.compile(r"(?<=[玩事孩空门票钱味活摊样座块份面法点会盘碗店号劲道])儿(?![童子女科园媳])")
# Particles of dialects at the end of a clause; 伐 asks.
_PARTICLE = re.compile(r"(?<=[\u4e00-\u9fff])(?:[撒噻咧哩捏嘞哈嗲]|的咯)+(?=$|[\s,，。.!！?？])")
_A_TICKET = re.compile(
    r"(?<=[条张个要买停车戏场有攞])飞(?=$|[,，。?？!！\s]|[㗎呀啊吗呢要使畀俾])|飞(?=[㗎架]$)"
)
_ASKS_AT_END = re.compile(r"(?<=[\u4e00-\u9fff])伐(?=$|[\s,，。.!！?？])")
_FIGURES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
]
_IN_WORDS = re.compile(
    rf"(?<![a-z])(?:(?P<half>half an hour)|(?P<one>an hour)(?P<after> and a half)|(?P<n>{'|'.join(_FIGURES[1:])})(?P<more> and a half)?"
    r" (?P<unit>hours?|hrs?|minutes?|mins?|days?|weeks?|months?|years?|times|kids|children|people|adults|coupons|vouchers|receipts|tickets|points|hundred yuan|yuan))(?![a-z])"
)
_AND_FEW = re.compile(r"(?<!\d)(\d+00)零(\d{1,2})(?=元)")  # what is left of 一千零五十块
_AND_MORE = re.compile(
    r"(?<![\d.])(\d{1,3}|(?<![一二两三四五六七八九十百千万])[一二两三四五六七八九])(万|千)(\d{1,4}|[一二三四五六七八九])(千|百)?(?![\d%.个])"
)
# 三万块, 十五个人; 千万别, 十几个, 两三个 and 一百多人 give no exact number.
_LONG_NUMBER = re.compile(
    r"(?<![第几数好多半一二两三四五六七八九十百千万\d])([一二两三四五六七八九十][一二两三四五六七八九十百千万零]*[十百千万][一二三四五六七八九]?|十[一二三四五六七八九])"
    r"(?=块|元|[个名位]?人|[张件份桌台辆箱]|个(?!半)|积分)"
)
_WEEKS = re.compile(
    r"(?<![哪第])([一两二三四五六\d])个?(?:礼拜|星期|周)(?![一二三四五六日天末几年])"
)  # 一个礼拜 is 7天, and 哪一周 asks which
_TENS_OFF = re.compile(r"(?<=减)[二三四五六七八九]?十[一二三四五六七八九]?(?![几多百千万])")
_OFF = re.compile(r"(?<![满\d.])(\d{2,5})元?减(\d{1,4})(?![\d%.])")  # 300减80 is 满300减80
# 买一万多少积分: what is spent, with no word for money behind it.
_TEN_THOUSANDS = re.compile(
    r"([买花费刷满充]了?)([一二两三四五六七八九]|\d{1,2})万(?![\d一二三四五六七八九几余个张份人元块]|多(?!少))"
)
_SPOKEN = re.compile(r"([一二两三四五六七八九])(百|千)(零?[一二三四五六七八九](?:十|百)?)?(?!货|分)")


_COUPON_OF = re.compile(
    r"(?<![\d.减])([1-9]\d{0,3})[元块]钱?的?(?:那[个张种])?的?(?:优惠|满减|代金|电子|全场)?券"
)
# A coupon that was won is a prize, and none of an offer.
_IS_WON = re.compile(r"抽(?:奖|到|中|的|出)|[摇转]到|中(?:奖|到|了|的)|[一二三四五特]等奖|奖品|赢")


def plain(message: str) -> str:
    """The folded message with dialect wording and mixed numerals written plainly: 满3百减5十咋用 → 满300减50怎么用."""
    spoken, written, _ = _tables()
    message = _A_TICKET.sub("票", fold(message))
    message = _RHOTIC.sub("", _PARTICLE.sub("", _ASKS_AT_END.sub("吗", message)))
    message = _CANTONESE_HOW.sub(
        r"怎么\1", _WHETHER.sub("有没有", _WEEKDAY.sub("周", _unmixed(_written_out(fold(message)))))
    )
    text = spoken.sub(lambda match: written[match[0]], _WHAT_NOW.sub("怎么办", message))
    text = (
        _HALF.sub(lambda match: f"{number(match[1])}.5小时", text)
        .replace("半个小时", "30分钟")
        .replace("半个钟头", "30分钟")
        .replace("半个钟", "30分钟")
        .replace("半小时", "30分钟")
    )
    text = _ALSO_A_DAY.sub(lambda match: f"{match[1] or match[3]}{match[2] or match[4]}号", text)
    text = _SHORT_YEAR.sub(r"20\1", text)
    text = _OR_NOT_YET.sub(r"\1吗", _OPEN_OR_NOT.sub("开门吗", text))
    text = _NO_MEMBER.sub("不是会员", _SPENT.sub("消费满", text))
    text = _HEARD_PARKING.sub("停", _MAY.sub("可以", text))
    text = _LOST_PERSON.sub(r"\1走失了", text)
    text = _WON.sub("中奖了", _JOIN.sub("怎么注册会员", text))
    text = _AND_MORE.sub(_ten_thousands_and, text)
    text = _TEN_THOUSANDS.sub(lambda match: f"{match[1]}{int(number(match[2])) * 10_000}", text)
    text = _YUAN.sub(lambda match: f"{int(number(match[1]))}元", text)
    text = _WEEKS.sub(lambda match: f"{7 * int(number(match[1]))}天", text)
    text = _COUNTED.sub(_counted, _LONG_NUMBER.sub(_in_digits, text))
    text = _THOUSANDS.sub(lambda match: f"{float(match[1]) * 1000:.0f}", text)
    text = _SPOKEN.sub(_spoken_number, _MIXED.sub(_mixed_number, text))
    text = _AND_FEW.sub(lambda match: str(int(match[1]) + int(match[2])), text)
    text = _OFF.sub(r"满\1减\2", _TENS_OFF.sub(lambda match: str(number(match[0])), text))
    if _IS_WON.search(text):
        return _COUPON_OF.sub(r"\1元电子券", text)
    return _COUPON_OF.sub(r"减\1元的优惠券", text)  # what it takes off is its name


def _written_out(text: str) -> str:
    """An English message with its texting spelled out: do u close at 10 tonite asks do you close at 10 tonight."""
    if _HAN.search(text):
        return text
    pattern, words = _texted()
    return _IN_WORDS.sub(_in_figures, pattern.sub(lambda match: words[match[0]], text))


def _in_figures(match: re.Match[str]) -> str:
    """Two hours are 2 hours, three and a half hours 3.5 hours, an hour and a half 1.5 hours, half an hour 30 minutes."""
    if match["half"]:
        return "30 minutes"
    count = 1 if match["one"] else _FIGURES.index(match["n"])
    return f"{count}{'.5' if match['more'] or match['after'] else ''} {match['unit'] or 'hours'}"


@cache
def _data() -> dict[str, Any]:
    return read_table("wording.yaml")


@cache
def _texted() -> tuple[re.Pattern[str], dict[str, str]]:
    data = _data()
    longest_first = "|".join(sorted(map(re.escape, data["texted"]), key=len, reverse=True))
    return re.compile(rf"(?<![a-z0-9'\"&.-])(?:{longest_first})(?![a-z0-9'\"&.-])"), data["texted"]


def _unmixed(text: str) -> str:
    """A Chinese sentence with its English words in Chinese: 今日open到几点 asks 今日开到几点."""
    if not _HAN.search(text) or not _LATIN.search(text):
        return text
    pattern, words = _mixed()
    return pattern.sub(lambda match: words[match[0]], text)


@cache
def _mixed() -> tuple[re.Pattern[str], dict[str, str]]:
    data = _data()
    longest_first = "|".join(sorted(map(re.escape, data["mixed"]), key=len, reverse=True))
    return re.compile(rf"(?<![a-z0-9'&-])(?<![a-z0-9] )(?:{longest_first})(?![a-z0-9'&-]| [a-z0-9])"), data[
        "mixed"
    ]


def without_all_well(message: str) -> str:
    """A message without its first words that all is well again, where another matter follows."""
    return _ALL_WELL.sub("", message) or message


def bare(text: str) -> str:
    """A plain message without what people say before and after a question: 你好我想问一下, 培训用:, 谢谢."""
    text = without_all_well(text)
    rest = _HEARD_OF.sub("", _LABEL.sub("", text).strip(" ,，。;；")) or text
    while (shorter := _FILLER.sub("", rest, count=1)) != rest and len(shorter) > 1:
        rest = shorter
    rest = without_aim(_AFTER.sub("", _ASKING.sub("", _WHAT_FOR.sub("", _BEFORE.sub("", rest)))))
    return rest if len(rest) > 1 else text


@lru_cache(4096)
def also(text: str) -> str:
    """Words to search for besides the question's own: 柯基 is answered under 宠物, 第二回来闹 under 二次投诉."""
    extra, rest = [words for said, words in _told() if said.search(text)], text
    for word in sorted(_tables()[2], key=len, reverse=True):
        if word in rest:  # 走丢 is not 丢了: the longer word takes its letters
            extra.append(_tables()[2][word])
            rest = rest.replace(word, " ")
    return " ".join(dict.fromkeys(" ".join(extra).split()))


@cache
def _told() -> list[tuple[re.Pattern[str], str]]:
    """How a situation is told, and the words of the rule for it."""
    data = _data()
    return [(re.compile(row["said"]), row["adds"]) for row in data["told"]]


@cache
def _tables() -> tuple[re.Pattern[str], dict[str, str], dict[str, str]]:
    """Spoken wording in one pass, longest first, so that no replacement is replaced again."""
    data = _data()
    spoken = {fold(word): written for word, written in data["plain"].items()}
    names = {name for chain in CHAINS for name in map(fold, chain)} - spoken.keys()
    # 迪卡侬 is a name, though 侬 is 你
    spoken |= {name: name for name in names if not name.isascii() and any(word in name for word in spoken)}
    longest_first = sorted(spoken, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first))), spoken, data["also"]


def _in_digits(match: re.Match[str]) -> str:
    return str(int(number(match[1])))


def _counted(match: re.Match[str]) -> str:
    """七天 → 7天, 四楼 → 4楼, 十二点 → 12点, 二十号 → 20号."""
    return str(number(match[0]))


def _ten_thousands_and(match: re.Match[str]) -> str:
    """2万6 → 26000, 3千5 → 3500, 2万6千 → 26000, 2万6000 → 26000: a bare figure counts the next lower unit."""
    scale, more = SCALES[match[2]], int(number(match[3]))
    unit = SCALES[match[4]] if match[4] else scale // 10 if len(match[3]) == 1 else 1
    return str(int(number(match[1])) * scale + more * unit)


def _mixed_number(match: re.Match[str]) -> str:
    return f"{float(match[1]) * SCALES[match[2]]:g}" if float(match[1]) < 1000 else match[0]


def _spoken_number(match: re.Match[str]) -> str:
    """三百 → 300, 一千二 → 1200, 两百五十 → 250."""
    scale = SCALES[match[2]]
    value = int(number(match[1])) * scale
    rest = match[3] or ""
    if rest.startswith("零"):  # 两百零一, 一千零五十
        value += int(number(rest[1])) * (SCALES[rest[2]] if len(rest) > 2 else 1)
    elif rest:
        unit = SCALES[rest[1]] if len(rest) > 1 else scale // 10
        value += int(number(rest[0])) * unit
    return str(value)
