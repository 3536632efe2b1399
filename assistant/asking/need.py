"""What a question asks for: the kind of answer, the days and the figures it names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from knowledge.text import fold, is_english
from knowledge.writing.calendar import days_in
from knowledge.writing.numerals import HAN, in_digits

# kind of answer -> (how a question asks for it, what a passage has that gives it)
_KINDS: dict[str, tuple[str, str]] = {
    "time": (
        r"几点|(?:上午|下午|中午|早上|晚上|傍晚)(?:去|来)?(?:还)?(?:有|能|可以|行|办|领|买|喝)|什么时候|何时|时间|哪一?[天年]|哪个?月|几[号月]|最晚|最早|截止|到期|结束|开始|年份|时期|年代|when|how (?:late|early)|until|till (?!now)|what (?:time|year|date|day)|last (?:day|date)|deadline",
        r"\d{1,2}:\d{2}|\d+月\d+日|\d+-\d+-\d+|\d{2,4}年|世纪|年代|每月\d+日|时期",
    ),
    "duration": (
        r"多久|几天|多长时间|多少天|提前|时限|期限|how long|how soon|how quickly|how many days|time limit|within (?:how|what)",
        r"\d+\s*(?:个)?(?:工作日|天|日|小时|分钟|个?月|年)|t[-+]\d+|\d+ (?:day|hour|minute|month)",
    ),
    "money": (
        r"多少钱|花费?多少(?=$|[,。?!呢啊呀 ])|(?:要|用|需要?|得)(?:不[要用得])?(?:另外?|再)?[花交付掏出给]?钱(?=$|[吗么嘛不,。?!呢啊 ])|收费|价格|费用|多少元|几块|赔|押金|how much|deposit|price|fee|cost",
        r"元|¥|免费|\d\s*积?分(?!钟)|free",
    ),
    "place": (
        r"在哪|哪里|哪儿|何处|什么地方|哪个?(?:国家?|城市|省|市|县|区|地)|籍贯|几楼|哪层|哪个?楼|位置|怎么走|哪几个点|有(?:没有|无)?[^,。?]{0,14}地方|where|which floor",
        r"[bl]\d|楼|层|区|中庭|服务台|位于|坐落|地处|[省市县镇村州岛]|level",
    ),
    "who": (r"谁|找哪|哪个部门|负责|权限|批|who", r"部|经理|主管|班长|服务台|中控|法务|财务|手续|desk"),
    "offer": (
        r"满(?:多少|几[百十]?).{0,3}减|减(?:多少|几[百十块])|满减.{0,6}(?:多少|几)|how much off|what.{0,16}(?:deal|offer|discount)(?![a-z])",
        r"满\d+元?[立直]?减\d+|\d off (?:a |cny |\d)",
    ),
    "level": (
        r"[几哪]一?级|(?:什么|哪个?)(?:等级|级)|级别|算p|what level|which (?:level|class|priority)",
        r"级别|等级|[a-e一二三四五特]级|(?<![a-z])p[0-4](?!\d)",
    ),
    "rate": (r"率|概率|几率|比例|百分|chance|odds", r"\d%"),
    "allowed": (
        r"能|可以|行不|行吗|可不可|让不让|允许|要不要|是不是|是否|写不写|can |may |allowed",
        r"可以|不可|不得|不能|不予|禁止|须|应当?|不允许|不参与|不支持|无需|仅限|允许|may|must|cannot|not",
    ),
    "why": (
        r"为什么|为何|为啥|原因|怎么会|凭什么|why",
        r"因为?|由于|因此|所以|导致|使得|为了|原因|以免|防止|because|due to",
    ),
    "how": (
        r"怎么(?!会)|如何|流程|步骤|顺序|先后|第一步|办法|how (?:to|do|can)",
        r"步骤|第.步|先|再|然后|步",
    ),
    "count": (
        r"多少(?!钱)|几(?:个|张|次|台|只|家|场|分|名|位|条|部|所|座|种)|多[高长大远重宽]|面积|最多|上限|how many",
        r"\d|[一二两三四五六七八九十百千万]+(?:个|张|次|台|只|家|场|分|名|位|条|部|所|座|种|人)",
    ),
}

# 到30号结束 supposes a day; it does not ask about what is on that day.
_CLAIMED = re.compile(
    r"[号日\d](?:就|才|就要|晚上?)?(?:结束|截止|到期|过期|为止|开始|生效|起)(?!营业|时间|的)"
)
_ANY = "[个份件张只台名位家座间辆条盒套](?!人?之)"  # 几个 counts anything: 100份
_COUNTED = re.compile(r"(?:几|多少)(积分|[台张次个只家场名位条部所座种人层辆间件杯])")
_WRITTEN = {"个": _ANY, "积分": "积?分(?!钟|之|店)"}  # units, as papers may write them

_FIGURE = re.compile(r"(?<![双a-z\d.-])\d+(?:\.\d+)?%?")
_AMOUNT = re.compile(
    r"(?<![双a-z\d.-])(\d+(?:\.\d+)?)\s*(?:个)?(%|元|块|蚊|¥|工作日|天|日|小时|钟头|分钟|分|岁|张|次|回|人|台|份|件|厘米|平方米|平米|平方|平(?![台时日常均价板])|m2|米|公斤|个?月|年"
    r"|cm|kg|(?:yuan|rmb|cny|hours?|hrs?|minutes?|mins?|days?|m)(?![a-z]))?"
)
# A bare figure behind one of these is money: 预算90000的活动, 退2600的单子.
_OF_MONEY = re.compile(
    r"(?:预算|金额|报价|标价|要价|索赔|赔付?|补偿|退款?|花了?|费用?|报销|采购|[买购]个?|垫付?|押金|价值|现金|给|付)[^\d,，。?]{0,3}(?<![双a-z\d.-])(\d{3,}(?:\.\d+)?)(?=$|[^\d%.])"
)
# And one of persons behind what counts them: 人数要是冲到1100呢.
_OF_PERSONS = re.compile(
    r"(?:人数|人流|客流|人头|到场|报名)(?:要是|如果|万一|假如|预计|估计|大概|可能|会|要|能|冲|涨|增|加|升|超|达|报|改|降|减|变|成|到|过|有|是|了|为){0,6}[^\d,，。?]{0,2}(?<![双a-z\d.-])(\d{2,})(?=$|[^\d%.万])"
)
_UNITS = {
    "cm": "厘米",
    "kg": "公斤",
    "m": "米",
    "yuan": "元",
    "rmb": "元",
    "cny": "元",
    "day": "天",
    "days": "天",
} | dict.fromkeys(("hour", "hours", "hr", "hrs"), "小时")
_UNITS |= dict.fromkeys(("minute", "minutes", "min", "mins"), "分钟")
_UNITS |= dict.fromkeys(("平米", "平方", "平", "m2"), "平方米")
_UNITS |= {"块": "元", "蚊": "元", "¥": "元", "钟头": "小时", "回": "次", "日": "天", "个月": "月"}
_BESIDE = r"(?<![比较])"  # 比去年多多少 asks of now
_YEARS = {
    "前年": -2,
    "去年": -1,
    "上年": -1,
    "今年": 0,
    "这次": 0,
    "本次": 0,
    "这一次": 0,
    "本届": 0,
    "本年": 0,
    "明年": 1,
    "last year": -1,
    "this year": 0,
}


@dataclass(frozen=True, slots=True)
class Need:
    """A question, read: its folded text, kinds of answer wanted, days and figures named."""

    text: str
    kinds: frozenset[str]
    days: tuple[date, ...]
    figures: frozenset[str]
    amounts: frozenset[tuple[str, str]] = frozenset()  # figures with their units, ("3", "小时")
    own: frozenset[str] = frozenset()  # the nouns of a follow-up itself: what is new in it
    is_settled: bool = False  # of a follow-up that names no amount: the one asked about before was answered
    year: int | None = None  # the year that is asked about, where one is named
    today: date | None = None

    @property
    def day(self) -> date | None:
        """The one day that is asked about: today, where none is named."""
        return self.days[0] if len(self.days) == 1 else None if self.days else self.today

    @property
    def english(self) -> bool:
        return is_english(self.text)

    def given(self, passage: str) -> frozenset[str]:
        """The wanted kinds of answer that a passage has."""
        folded = fold(passage)
        return frozenset(kind for kind in self.kinds if self._gives(kind, folded))

    def fit(self, passage: str) -> float:
        """0 to 1: the share of the wanted kinds of answer that a passage has; 0 when none is wanted."""
        if not self.kinds:
            return 0.0
        return len(self.given(passage)) / len(self.kinds)

    def _gives(self, kind: str, folded: str) -> bool:
        """Whether a text has an answer of this kind; 几台 is answered by a number of 台."""
        counted = _COUNTED.search(self.text) if kind == "count" else None
        unit = _WRITTEN.get(counted[1], counted[1]) if counted else ""
        wanted = rf"[\d万{HAN}]\s*{unit}" if counted else _KINDS[kind][1]
        return re.search(wanted, folded) is not None


def read(message: str, today: date) -> Need:
    """Reads a plain message (see wording.plain)."""
    text = fold(message)
    kinds = frozenset(kind for kind, (asks, _) in _KINDS.items() if re.search(asks, text))
    days = () if _CLAIMED.search(text) else tuple(days_in(text, today))
    return Need(
        text, kinds, days, figures_in(text), amounts_asked(text), year=_year(text, today), today=today
    )


def amounts_asked(text: str) -> frozenset[tuple[str, str]]:
    """The amounts of a question, a bare figure that can only be money in 元, and one that can only be persons in 人."""
    bare = dict.fromkeys(_OF_PERSONS.findall(text), "人") | dict.fromkeys(_OF_MONEY.findall(text), "元")
    return frozenset((figure, unit or bare.get(figure, "")) for figure, unit in amounts_in(text))


def _year(text: str, today: date) -> int | None:
    written = re.search(r"(?<!\d)(20\d{2})年?(?![\d-])", text)
    spoken = next((offset for word, offset in _YEARS.items() if re.search(rf"{_BESIDE}{word}", text)), None)
    if written:
        return int(written[1])
    return None if spoken is None else today.year + spoken


_NAMED = re.compile(r"(?<![a-z])double[ -]?\d{1,2}(?![\d.])")  # the number of a name is no figure


def figures_in(text: str) -> frozenset[str]:
    """The numbers in a text, thousands separators gone: 1,000 → 1000; not those in names (双11, L4-06, V2)."""
    plain = _NAMED.sub(" ", re.sub(r"(?<=\d)[,，](?=\d{3}(?!\d))", "", fold(text)))
    return frozenset(_FIGURE.findall(plain))


def amounts_in(text: str) -> frozenset[tuple[str, str]]:
    """The figures of a text with their units, "" where none is written."""
    plain = _NAMED.sub(" ", re.sub(r"(?<=\d)[,，](?=\d{3}(?!\d))", "", in_digits(fold(text))))
    return frozenset((figure, _UNITS.get(unit, unit)) for figure, unit in _AMOUNT.findall(plain))


def shared(wanted: frozenset[tuple[str, str]], there: frozenset[tuple[str, str]]) -> int:
    """How many wanted amounts are there; a missing unit agrees with any."""
    return sum(
        any(figure == other and (unit == also or not unit or not also) for other, also in there)
        for figure, unit in wanted
    )
