"""The wording of follow-ups: how a message shows that it speaks of what was said before, and how both are joined."""

from __future__ import annotations

import re

from assistant.quoted.periods import names_a_month
from knowledge.text import fold
from knowledge.writing import floors
from knowledge.writing.calendar import names_a_day, without_days
from knowledge.writing.member_levels import of_another_level
from knowledge.writing.numerals import number
from knowledge.writing.occasions import names_an_occasion, without_occasions
from knowledge.writing.trading import KIND_OF_DAY

_LEANS = re.compile(
    r"^(?:这|那)(?:个|种|类|些|条|项|点)?(?:毛病|问题|情况|状况|事儿?|短板|槽点|缺点)|^(?:从|要等?到?)?(?:几[号点月]|哪一?天|什么时候|何时)[几号点月]*(?:之后|以后|起|之前|以前)?(?:才|就)?(?:行|能|可以|算|开始)(?:说|讲|公布|对外)?[吗呢]?[?？]?$|^(?:老规定|旧规定|老版|旧版|老的|旧的|当时|再(?:往上|高|多|大)|往上|超(?:过|出)?了)|^(?:那|那么|咁|还有|仲有|另外|跟|和|与|它|他们|她们|佢|这个|那个|嗰|呢个|可是|但是?|不过|为什么|所以|然后|如果|要是|万一|假如|如果是|换成|换作"
    r"|and |what if |what about |how about |but |or |so |then |also |which one|until when|since when|from when|why|else )"
    r"|^(?:顺便|顺路|然后)?(?:[能可]以?|能不能)?(?:[抱牵拎揣]|带它)(?:进|到|去|上)"  # what is carried in was spoken of
    r"|[用拿带退换抵兑领花使丢送给把](?:得)?(?:掉|上|了|到)?它(?!们?家)"
    # what is brought back was lent or bought: 可以推回家明天还吗
    r"|^(?:可不可以|能不能|可以|能|那)*(?:把它?)?(?:(?:推|带|拿|骑|借|坐)(?:着|走|回|到|出)?(?:家里?|外面|楼上|楼下|去)?)?,?(?:明天|后天|改天|隔天|次日|第2天|第二天|过[几两]天|下次|晚点)(?:再|才)?(?:来)?[还退取拿领](?:回来|去|给你们)?(?:可不可以|能不能|可以|行|能)?[吗么嘛不]?[?？]?$"
    r"|^(?:不去了?|去不了|来不了|不来了|不要了|不想[去要参]|不参加了?|约了|报了|取消的?话?)"
    r"|^(?:那)?(?:要|需要?|得|收|扣)(?:花|交|扣|用|付|给)?(?:多少|几|什么|哪些)(?:钱|个?积?分|元|块|张|次|材料|证件|手续|条件)?[呀啊呢]*[?？]?$"
    r"|^(?:那)?(?:要不要|用不用|需不需要|需要|要)(?:给|交|付|花|扣|带|出示|提前)?(?!多少|几|什么)[\u4e00-\u9fff]{1,4}(?:吗|么|不)?[呀啊]?[?？]?$"
    r"|^(?:那)?(?:要不要|用不用|需不需要|是不是要|需要|要|得|用)(?:先|再|一定|必须)*(?:等|排|住|放|满|够|过)(?:到|满|够|上)?\d+(?:\.\d+)?个?(?:分钟|小时|钟头|天|人|元|工作日)(?:以上|以后|之后)?(?:再|才|才行|才能)?[\u4e00-\u9fff]{0,3}[吗么嘛不吧][?？]?$"
    r"|^(?:那)?(?:有效期?|期限|时限|限期|时效|工期|押金|手续费|工本费|费用|罚款|材料|手续|证件|名额|额度|上限)(?:是|要|有|需要|得|一共|大概)?(?:多久|多长(?:时间)?|几[天月年]|几个(?:月|小时|工作日)|多少(?:钱|元|块|天|小时|个|份|人)?|哪些|什么|怎么[算交收]|到(?:什么时候|几号|哪天|几点))[呀啊呢]?[?？]?$"  # of what was asked about
    r"|^(?:谁(?:来)?(?!有|在|能|可以|知道)[\u4e00-\u9fff]{1,2}|(?:哪一?天|几号)[\u4e00-\u9fff])(?:的|了|呀|啊)?[?？]?$"  # 谁审, 哪天发
    r"|^主要的?(?:毛病|问题|原因|不足|短板|教训|亮点|缺点)|^[^,，。?？]{1,10}又(?:是|要|得|能|可以|该|需要)?(?:提前)?(?:多少|多久|几|哪|谁|怎么|什么)"  # 公安那边又要多少天前申请
    r"|^(?:什么时[候段]|几点|何时|哪天|从哪里?|怎么)(?:才)?(?:能|可以|让)?[\u4e00-\u9fff](?:上去|下来|下去|进去|进来|出去|出来|起来|回去|回来)[呀啊呢]?[?？]?$"  # 什么时段能装上去: it says not what
    r"|^[\w&'. ]{2,30} (?:too|as well|also)\W*$"  # fairprice too?
    r"|(?:跟|和|同|比)(?:现在|如今|目前|以前|之前|原来|新的|旧的|现行的)(?:的)?(?:相?差|比|相比|有什么(?:不同|不一样|区别))"
    r"|^(?:明天|今天|后天|周[一二三四五六日末]|那天).{0,3}(?:还有|有|行|可以|开)[吗么没]?[?？]?$"
    r"|^(?:那)?(?:我家)?(?:[小大老][的大二]|[弟妹哥姐](?:弟|妹|哥|姐)?)(?:那个)?(?:也|才|刚|今年|现在)*(?:是|有)?(?:\d|[一二两三四五六七八九十])+个?(?:周?岁|月)"  # 小的6岁, after 大的11岁
    r"|(?:呢|的话)[?？!！。]?$|(?:[楼层]|[bl]\d)的(?=能|可以|还|有|在|开|呢)|^.{0,8}(?:牵|抱|带|拿|穿|推)着(?=[逛进走去来坐上吃能可行]|$)|^(?:现在|今天)?(?:能不能|可不可以|能|可以)?(?:跟|和|对|向|给)(?:客人|顾客|会员|商户|外面?|外人|别人)(?:们)?(?:说|讲|公布|公开|透露|发|提)(?:出去|了)?(?:吗|不|么|没)?[?？]?$|也一样|一样[吗么不嘛]|也是(?:这样|这个点|那个点|一样)|不是说|到底|刚才|刚刚|上面|你说|我记得|我看到|手上这|手里这|前面|那家|这家|那个|哪一家|那间|呢间|嗰间"
    r"|(?<![a-z])(?:it|its|they|them|their|that one|this one|those|these|there(?! (?:is|are|a|an|any)))(?![a-z])(?! (?:true|ok|possible|okay|allowed) )"
)
# Said alone, it answers what was said; joined to a topic it would be taken for a question.
_ORDINAL = re.compile(
    r"(?:第|头)(?P<han>[一二两三四五六七八九]|\d)(?:家|个|间|款|项|种|条|样)?(?!次|天|步|名|层|楼|场|张|等|件|小时|周|季)"
    r"|(?:the )?(?P<word>first|second|third|fourth|fifth|last)(?: one| shop| store| option)?(?![a-z]| (?:hour|day|floor|time|\d))"
    r"|(?P<last>最后(?:那|一)?[家个间])|(?P<former>前者)|(?P<latter>后者)"
)
_WORDS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": -1}
_IT = re.compile(
    r"(?:那|这|该|呢|嗰|上面那|刚才那)(?:一)?(?:家|间|个|所)?(?:店铺?|餐厅|商家|品牌)|(?:那|这|呢|嗰)(?:家|间)"
    r"|它们?的?|他们家?的?|她们家?的?|人家|佢哋?嘅?的?|该店"
    r"|(?<![a-z])(?:it|its|they|them|their|that (?:shop|store|place|restaurant|one)|this (?:shop|store|place|one))(?![a-z])"
)
_HAVE = re.compile(
    r"^(?:do|does)\s+(.+?)\s+have\s+(?:an? |any |the )?"
)  # what it has is asked, not what it sells
_BACK = re.compile(
    r"回到|说回|讲回|返去|再问|再说|刚才(?:说|问|讲)?的?|刚刚(?:说|问|讲)?的?|之前(?:说|问|讲)的?|前面(?:说|问|讲)的?|头先|最开始"
    r"|(?<![a-z])(?:back to|as for|earlier|before that|going back|you said about|again about)(?![a-z])"
)
_CONNECTOR = re.compile(
    r"^(?:那么?|咁|还有|仲有|另外|然后|对了|and(?: also)?|also|so|but|then|ok(?:ay)?)[,，\s]*(?![家个间天种款])"
)
_THIS_YEAR = re.compile(r"今年|本届|(?<![a-z])this (?:year|yr)")
# Of another year, and what was on offer then: 去年的满200减30 is not asked of 今年.
_OF_THEN = re.compile(
    r"去年的?|前年的?|上年的?|20\d\d年?的?|满\d+元?减\d+元?|(?<![a-z])last (?:year|yr)'?s?(?![a-z])|\d+ off \d+"
)
_COMPARES = re.compile(r"比|相较|(?<![a-z])(?:versus|vs|compared?|than)(?![a-z])")
_SWAPS = re.compile(
    r"^(?:那|那么|咁|换成|换作|如果|要是|and |what about |how about |what if )|呢[?？!！。]?$"
)
_STANDS_ALONE = {True: 60, False: 28}  # characters, of Latin text and of Chinese
_SHORT = {True: 48, False: 16}  # the same, of messages that may lean without saying so
_LONGEST = 240
# 中秋节那天也行吗 without its day.
_HOLDS_THEN = re.compile(
    r"(?:那么?|咁|如果是?|要是|换成|在|是)*(?:节|假期|长假|黄金周)?(?:的时候|那[几两]?天|这[几两]?天|当[天日]|期间|[早晚]上|去|来)*(?:也|还|都|又|就)?(?:会|是)?(?:行|可以|能|成|得|有|开|算|一样|照样|适用)(?:不行|不可以|不能|吗|么|不|没有?|嘛|吧)?[呀啊呢]?[?？]?"
    r"|(?:and )?(?:is (?:it|that)|does (?:it|that)) (?:also |still |ok|fine|apply|allowed|possible|hold|true| )+(?:on|at|during|for)? ?(?:the )?[?]?"
)
# 周六晚上, after who is on duty tomorrow: a day and no more.
_PART_OF_THE_DAY = re.compile(
    r"(?:那|那么|and|on|the)?\s?(?:的|那天)?(?:早上?|上午|中午|下午|傍晚|晚上?|夜里|[早中晚夜]班|morning|afternoon|evening|night)?(?:呢|呀)?"
)
# When, where, whether one may come, queue, sign up, fetch: what is asked of an occasion, and names none.
_OF_TAKING_PART = re.compile(
    r"最[早迟晚快]|大概|大约|一般|提前|可不可以|能不能|要不要|需不需要|用不用|可以|需要|应该|几[点时号天楼层]钟?|哪一?[楼层]|什么时候|什么时间|何时|哪[里儿天]?|在|到|去|来|进去|进场|入场|进|开始|结束|完|排队|排|等"
    r"|[卡占站][位座]|搞|办|举行|举办|领取?|兑换?|取|拿|报名|预约|登记|签到|截止|为止|放人|开放|时间|地点|位置|当[天日]|那天|多久|有人|大人|小孩|孩子|陪同?|[要得能会才先就可的了呀啊呢吗嘛么不没行前后人地方个我们]|[,，?？!！。\s]"
)
# What is asked of whatever thing, with no word for the thing: 多少钱, 能用多久, 什么时候恢复.
_OF_ANYTHING = re.compile(
    r"(?:那么?|请问|大概|一般|一共|总共|都|还)*(?:"
    r"要?多少钱(?:[每一]?(?:[个次天张份位]?(?:小时|钟头)|[个次天张份位节]))?|[每一](?:个?小时|个?钟头?|[次天节])要?多少钱|(?:要|得|需要)?(?:怎么|如何)(?:收费|收钱|算钱|计费|付费)|贵不贵|贵[吗么]|收费[吗么]|收不收[费钱]|要不要钱|要钱[吗么]|免费的?[吗么]?"
    r"|(?:什么时候|何时|几时|哪天)(?:能|可以|才|会)*(?:恢复|截止|结束|开始|到期|过期|好)?"
    r"|(?:能|可以|得|要)*(?:用|放|停|存|借|玩|坐|寄|保管|保留|有效)多久|多久(?:能|可以)?(?:好|到期|过期|有效)"
    r"|(?:能不能|可不可以|能|可以)(?:过夜|隔夜)(?:放|存|停)?[吗么]?"
    r"|(?:几岁|多大)(?:的?(?:孩子|小孩))?(?:起|以上)?(?:能|可以|才)*(?:玩|参加|用|借|坐|报名|进)"
    r"|(?:今晚|今天|晚上|夜里|早上|上午|中午|下午|凌晨)*\d{1,2}(?::\d{2}|点(?:半|\d{1,2}分?)?)钟?(?:以后|之后|以前|之前)?(?:还|也|就|都)*(?:能不能|能|可以)*(?:走|用|进|过|通行|停|借|坐)(?:得了)?[吗么不]"
    r"|(?:还|也|都)?(?:能|可以|给|能不能|可不可以|给不给)?退(?:费|钱|款|课|票)?(?:不退|不了|得了)?(?:吗|么|不|嘛)|退不退(?:费|钱|款|票|课)?"
    r"|(?:是)?(?:几|多少)倍(?:积分)?[,\s]*(?:(?:在|是)?(?:哪些|哪几家|什么)(?:店|门店)?(?:有|参加|参与)?)?"
    r"|(?:要|得|该|应该)?(?:走|坐|乘|搭|从)(?:哪|什么)一?[部个条边道]?(?:[货客直扶电]?梯|门|口|通道|路)(?:走|进|出|上|下|进去|出去|上去|下去)?"
    r"|(?:卖|花|来|发|领|用|核销)(?:出去)?了多少(?:钱|人|张|份|个)?"
    r"|密码是?(?:多少|什么)|有(?:什么|哪些)(?:权益|好处|优惠|要求|条件|限制|规定)"
    r")[呀啊呢]?[?？]?"
)
# Of a thing whether it is within what was spoken of: 金项链参加吗.
_IS_WITHIN = re.compile(
    r"(?:那|还有)?[\u4e00-\u9fffa-z]{1,8}?(?:也|都|能|可以|算)*(?:参加|参与|适用|包括在内|算在内|在内|享受|参不参加|参不参与|适不适用)(?:吗|么|嘛|不|没|的吗)?[?？]?"
)
# 没小票了怎么办: what one has not.
_HAS_NOT = re.compile(
    r"(?:我|但|但是|可是|如果|要是)*(?:没有?带?|忘带|忘了带|丢了)(?P<what>[\u4e00-\u9fff]{2,6}?)(?:了|的话)?(?:怎么办|行吗|可以吗|行不行|还?能[^,。?]{1,4}吗|呢)?[?？]?"
)
# What a copy at hand or a colleague says, and of which matter only what was said before tells: 抽屉里这份写的7天,哪个对.
_SAYS_OTHERWISE = re.compile(
    r"(?P<whose>(?:我们?|咱们?|可是?|但是?|不过|诶|那|看|怎么|以前|之前)*"
    r"(?:手[里上边头]|抽屉|墙上|[门桌]上|文件夹|柜子|打印|复印|老?员工|师[傅父]|同事|领导|主管|经理|班长|群|培训|上次|[这那][份版张本])"
    r"(?:手册|规定|文件|纸|表|制度|办法|资料|告示|复印件|出来|[里上面头边那这的一份版张本册旧老新跟给我们都时候还才也])*)"
    r"(?:写|印|说|讲|标|贴|教|发|是)(?:[的着了成]|都|就|明明|才|可)*(?:是|要|有)?"
    r"[^,，。?？]{0,6}(?:\d|[一二两三四五六七八九十百半])[^,，。?？]{0,10}"
    r"(?:[,，。]?[^,，。]{0,3}(?:[哪谁]|对[吗不么]|对不对|为准)[^,，。]{0,6})?"
)


def leans(message: str) -> bool:
    """Whether a plain message by its wording speaks of something said before."""
    is_told = _LEANS.search(message.strip()) or says_otherwise(message) or only_moves_the_day(message)
    return bool(is_told) and len(message) <= _STANDS_ALONE[message.isascii()]


def says_otherwise(message: str) -> str:
    """What a copy or a colleague says of what was spoken of, without where the copy lies; empty where none is quoted."""
    match = _SAYS_OTHERWISE.fullmatch(message.strip())
    return f"手里这份{match[0][match.end('whose') :]}" if match else ""


def only_moves_the_day(message: str) -> bool:
    """Whether a plain message asks whether what was spoken of holds on another day, and nothing else: 中秋节那天也行吗."""
    folded = fold(message)
    rest = without_occasions(without_days(folded))
    is_alone = _PART_OF_THE_DAY.fullmatch(rest.strip(" ,?!"))
    return rest != folded and bool(is_alone or _HOLDS_THEN.fullmatch(rest.strip()))


def only_takes_part(message: str) -> bool:
    """Whether a plain message asks when, where or whether one takes part, and names nothing that it is of: 最早几点可以进去."""
    return is_short(message) and not _OF_TAKING_PART.sub("", message)


def asks_of_anything(message: str) -> bool:
    """Whether a plain message asks what can be asked of whatever was spoken of, and names nothing: 能过夜吗."""
    return _OF_ANYTHING.fullmatch(message.strip()) is not None


def asks_whether_within(message: str) -> bool:
    """Whether a plain message asks of a thing whether what was spoken of takes it in: 金项链参加吗."""
    return is_short(message) and _IS_WITHIN.fullmatch(message.strip()) is not None


def lacks_what_was_told(message: str, answer: str) -> bool:
    """Whether a plain message says that its sender has not what the answer before tells one to have: 没小票了怎么办."""
    lacks = _HAS_NOT.fullmatch(message.strip())
    return lacks is not None and lacks["what"] in fold(answer)


def without_connector(message: str) -> str:
    """The message without the word that ties it to what was said before: 那停车怎么收费."""
    return _CONNECTOR.sub("", message)


def names_a_floor(message: str) -> bool:
    """Whether a message names a floor: L3呢, 那三楼呢."""
    return floors.names_a_floor(fold(without_connector(message)))


def is_short(message: str) -> bool:
    """Whether a message is so short that it may leave its subject out."""
    return len(message) <= _SHORT[message.isascii()]


def may_lean(message: str) -> bool:
    """Whether a message is not so long that it must stand alone, where nothing is found for it by itself."""
    return len(message) <= _STANDS_ALONE[message.isascii()]


def comes_back(message: str) -> bool:
    """Whether a message returns to something before the last question: 回到刚才储物柜."""
    return bool(_BACK.search(message))


def without_return(message: str) -> str:
    """The message without the words by which it returns."""
    return _BACK.sub("", message).strip(" ,，。") or message


def ordinal_in(message: str) -> int | None:
    """Which of what was listed is meant: 1 for the first, -1 for the last; None when none is."""
    match = _ORDINAL.search(message)
    if match is None:
        return None
    if match["han"]:
        return int(number(match["han"]))
    if match["word"]:
        return _WORDS[match["word"]]
    return 1 if match["former"] else -1


def without_ordinal(message: str) -> str:
    """The message without the words that say which of several is meant."""
    return _ORDINAL.sub("", message, count=1).strip(" ,，")


def naming(message: str, name: str) -> str:
    """The message with a name in the place of the ordinal or the pronoun that stands for it, or in front."""
    for pattern in (_ORDINAL, _IT):
        if match := pattern.search(message):
            before, after = message[: match.start()], message[match.end() :]
            between = " " if message.isascii() else ""
            named = f"{before}{between}{name}{between}{_unrepeated(after, name)}".strip()
            return _HAVE.sub(r"\1 ", named)
    return f"{name} {message}"


def _unrepeated(after: str, name: str) -> str:
    """What follows a name, without the end of the name said again: 那家火锅 is 椒语火锅, not 椒语火锅火锅."""
    repeated = next((n for n in range(len(name), 1, -1) if after.startswith(name[-n:])), 0)
    return after[repeated:]


def points_at(message: str) -> bool:
    """Whether a pronoun or 那家 stands for something said before."""
    return bool(_IT.search(message))


_WHAT_ABOUT = re.compile(
    r"^(?:and |so |but )?(?:what|how) about (?=.*(?:day|tomorrow|tonight|today|weekend|week))|[?？]$"
)


def joined(topic: str, message: str) -> str:
    """The message with what it leans on in front; what it names anew (a day, a month, a floor) replaces what was named before."""
    before = fold(topic).replace("\n", " ")
    if _COMPARES.search(message):
        return f"{before.strip()} {message}"[-_LONGEST:].strip()
    if names_an_occasion(fold(message)):
        before = without_occasions(without_days(before))
    elif names_a_day(message):
        before = without_days(before)
        message = _WHAT_ABOUT.sub("", message)
    elif names_a_month(message):
        before = without_occasions(before)
    elif KIND_OF_DAY.search(message):
        before = KIND_OF_DAY.sub("", before)
    before = of_another_level(before, message)
    if _THIS_YEAR.search(message):
        before = _OF_THEN.sub(" ", before)
    if names_a_floor(message):
        before, message = floors.without_floors(before), without_connector(message)
    return f"{before.strip()} {message}"[-_LONGEST:].strip()


def topic_after(topic: str, message: str, brings_its_own: bool) -> str:
    """What the next follow-up may lean on: the question at the root, and the latest turn that it took: 轮椅呢."""
    root = topic.split("\n")[0]
    is_another_day = True
    if names_an_occasion(fold(message)):
        root = without_occasions(without_days(root))
    elif names_a_day(message):
        root = without_days(root)
    else:
        is_another_day = False
    if not _SWAPS.search(message) and not (is_another_day and leans(message)):
        return topic
    if not brings_its_own and not is_another_day:
        return topic
    return f"{root}\n{message}"
