"""Short replies by rules: what is refused, what is said in passing, what is no matter of this mall."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.asking.asked import Asked
from assistant.asking.saying import says
from assistant.model import Handling
from assistant.phrases import Phrases
from assistant.quoted import asked_figures, certainty, grids, tenants
from assistant.quoted.not_ours import (
    is_about_a_wrong_paper,
    is_about_another_mall,
    is_about_employment,
    is_about_own_work,
    is_about_staff_cars,
)
from assistant.quoted.nouns import own_nouns
from assistant.quoted.reports import means_figures, reports_named
from assistant.quoted.rows import rows_near
from assistant.reply import Line, Reply, Source, spoken
from assistant.shops.lines import ShopLines
from assistant.triage import Triager
from assistant.ways.said import said
from assistant.ways.tone import IS_QUESTION
from knowledge.library import Library
from knowledge.model import Shop
from knowledge.text import fold
from knowledge.writing.calendar import weekday_name

_SALES = re.compile(r"卖[了得过掉出].{0,6}(?:多少|几|好|万|差)|哪[个家]卖得|销量|营业额|销售额|流水")
# What staff may tell somebody who wants it of them: a question about the rule, no request for the thing.
_WHETHER_TO_TELL = re.compile(
    r"(?:让|要|叫|求|托|请|找|问)我们?[^。?]{0,16}(?:能|可以|可不可以|该不该)[^。?]{0,3}(?:给|报|说|讲|告诉|发|查|念)[^。?]{0,3}[吗不么嘛?]"
    r"|(?:给不给|查不查|报不报|说不说|该给吗|(?:直接|当场)给(?:他|她|对方)?[吗么嘛不]?|(?:我|帮)(?:他|她)?(?:查|调|报|念)(?:一?下|给(?:他|她|人家|对方))[吗么嘛不]?)[?？]*$"
    r"|谁(?:来)?(?:签|批|同意|审|授权)|(?:走|要|有|按)(?:什么|哪些|啥)(?:流程|手续|审批)|怎么(?:审批|报批|申请)"
    r"|(?:能|可以|能不能|可不可以|该不该|要不要)(?:给|告诉|报给|发给)(?:他|她|对方|人家|客人|家属|商户)?[吗不么嘛?]?$"
)
_OF_THE_SHOP = re.compile(
    r"^(?:[a-z0-9]{1,6}店?|(?:总|旗舰|分)店)?(?:把|它的?|他家的?|店的?|店里的?|门店的?|的)*(?:地址|位置|电话|联系方式|座机)(?:号码?)?(?:也|再)?(?:发|给|告诉|报)(?:给|一下)?我"
)
_OF_A_PERSON = re.compile(
    r"店长|店主|老板|老闆|店员|员工|同事|经理|主管|负责人|联系人|会员|顾客|客人|客户|业主|私人|个人|本人|手机号|微信|住址|身份证|谁|[他她](?!家)"
)
_OF_A_POST = re.compile(r"([\u4e00-\u9fff]{2,6}?)的?(?:办公室?|内部|值班)?(?:电话|分机|短号|号码)")
_OF_ITS_PEOPLE = re.compile(
    r"店长|店主|老板|老闆|店员|负责人|导购|柜姐|(?<![a-z])(?:manager|owner|boss|assistant)(?![a-z])"
)
# How a rule speaks of what is kept of persons.
_KEPT = re.compile(r"个人信息|隐私|不(?:得|予|能)?(?:当场)?(?:提供|透露|泄露)|授权|依法调取")
_GOES_ON = re.compile(r"呢[?？。!]*$|^(?:那|and|(?:what|how) about)(?![a-z])|^[^,。?]{1,12}$")
_RULES = 2  # passages quoted below a refusal
_NEAR = 5  # hits of which one may be a report's
_LEADS = re.compile(
    r"(?P<what>坪效|销售额|营业额|客单价|业绩)[^,，。?？]{0,4}(?:第[一二三1-3]|最[高低好差]|前[一二三四五\d]|排名)"
)
_CLAUSE = re.compile(r"[,，。.;；!！?？]|(?<=[一-鿿])\s+(?=[一-鿿])")
_THANKS = re.compile(r"^(?:谢谢|多谢|谢了|唔该|thanks|thank you).{0,8}$", re.I)
_FOUND_AGAIN = re.compile(r"(?:孩子|小孩|娃|老人|人|宝宝).{0,4}找到[了啦]|没事[了啦]")
_TELLS = re.compile(
    r"^(?:我|我们|你|你们|俺|咱).{3,}(?:了|啦|啊|呀|呢|哦|的)?[!。~]*$|(?:太|真|好).{1,6}(?:了|啦|啊|呀)[!。~]*$|^(?:i|we|you|this|that|it)(?:'m|'re|'s)? "
)
_IDLE = re.compile(
    r"^(?:我|我们|咱们?)?(?:就|只|先|想|好|太|有点|随便|出来|来|去)*(?:无聊|逛逛?街?|看看|转转|走走|玩玩|累|困|冷|热|推荐(?:一?下|几个|一个)?|介绍(?:一?下)?)(?:死|坏)?了?[啊呀啦吧~!。,. ]*$"
)
# A first message whose thing nobody has named: 能带进去吗, 那个电话多少来着.
_UNNAMED = re.compile(
    r"^(?:请问|那|这|它)?(?:个)?(?:能|可以|让|准|给)(?:不能|不可以|不让)?(?:带|拿|抱|推|提)(?:进|上|出|过)?(?:去|来)?(?:吗|么|嘛|不|没)?[呀啊?？。]*$"
    r"|^(?:请问)?(?:那|这)(?:一?(?:个|张|款|种|位))(?:电话|号码|价格|价钱|费用|密码|时间|日期|数字?|名字|东西|票|券|奖)(?:号码?)?(?:是|要|到底)?(?:多少|几|什么|啥|哪天|咋|怎么样)?(?:钱|点|号)?(?:来着|呀|啊|了|呢)*[?？。]*$"
    r"|^(?:请问)?(?:那|这)一?[个家间](?:店|铺|商家|餐厅|饭店)(?:铺|子)?的?(?:几点|电话|在哪|在几|几楼|开到|开门|什么时候|啥时候|还开)[^,，。]{0,6}[?？。]*$"
    r"|^(?:请问)?(?:那|这)?(?:要|需要|得|用)?(?:不用|不要)?(?:提前)?(?:预约|预订|预定|买票)(?:吗|么|嘛|不)?[呀啊?？。]*$"
    r"|^(?:请问|那|这|它|这个|那个|一共|总共|大概|要|收|扣|罚)*(?:多少钱?|几块钱?|几点(?!了))(?:来着|呀|啊|了|呢)*[?？。]*$"
    r"|^(?:can|may) (?:i|we) (?:bring|take) (?:it|this|that|them)(?: in(?:side)?)?[?]*$|^what(?:'s| was| is) (?:that|the) (?:number|price|code|time) again[?]*$"
)
_ORDERS = re.compile(
    r"把.{1,20}(?:给|发|告诉)|(?:发|给|告诉|帮)我|(?<![a-z])(?:give|send|show|tell) (?:me|us)(?![a-z])"
)


def _is_ranked(asked: Asked) -> bool:
    """Whether a report that is near tells who leads in the measure that is asked for: 坪效前三."""
    measure = _LEADS.search(asked.text)
    near = asked.found.hits[:_NEAR] if measure else ()
    return measure is not None and any(
        hit.document.doc_type == "replay"
        and re.search(rf"{measure['what']}[^。;；]{{0,4}}(?:前|第|top|排名|最)", hit.passage.text)
        for hit in near
    )


class Courtesy:
    """A word in return, and nothing looked up."""

    def __init__(self, triager: Triager, phrases: Phrases, library: Library) -> None:
        self._triager = triager
        self._phrases = phrases
        self._library = library

    def refusal(self, asked: Asked) -> Reply | None:
        kind = asked.signals.out_of_scope
        if not kind and asked.shops and _SALES.search(asked.text):
            kind = "brand_sales"
        of_a_tenant = asked.staff and _asks_of_a_tenant(asked)
        if not kind and of_a_tenant:
            kind = "brand_sales"
        if kind == "privacy" and asked.named and _is_of_the_shop(asked):
            kind = ""
        is_named = bool(asked.shops) or of_a_tenant
        if kind == "brand_sales" and asked.staff and not is_named and self._is_kept(asked):
            return None
        if kind == "privacy" and asked.staff and _WHETHER_TO_TELL.search(asked.text):
            kind = "" if asked.search_alone.answerable >= certainty.SURE else kind  # the rule is asked for
        if kind == "privacy" and asked.staff and _is_listed(asked):
            kind = ""  # the house's own list of extensions
        enough = certainty.CLEAR if asked.staff else certainty.STATED
        if kind in ("offtopic", "medicine") and asked.search_alone.answerable >= enough:
            return None  # 动火作业 is no homework where the house's papers speak of it
        if kind == "offtopic" and self._asks_of_the_house(asked):
            return None  # what it is for is told beside it: homework, where are the AEDs?
        if not kind:
            return None
        if kind == "privacy" and asked.signals.line and not asked.staff:
            return said(self._phrases, "line", asked)  # a desk is no person
        reply = said(self._phrases, f"refuse_{kind}", asked, Handling.REFUSE)
        if kind != "privacy":
            return reply
        return replace(reply, lines=(*reply.lines, *_rule_of_privacy(asked), *self._number_of_shop(asked)))

    def _number_of_shop(self, asked: Asked) -> list[Line]:
        """The number that the directory has for everybody of the one shop whose people's own number is wanted."""
        shops = {*asked.directory.at(asked.text), *(mention.shop for mention in asked.named)}
        if len(shops) != 1 or not _OF_ITS_PEOPLE.search(asked.text):
            return []
        question = asked.question

        def row(shop: Shop) -> Source | None:
            found = self._library.passage(shop.passage_id, question.viewer, question.as_of)
            return Source(*found) if found else None

        said = ShopLines(asked.english, asked.today, question.as_of, row)
        return [said.card(shop, {"phone"}) for shop in shops]

    def _is_kept(self, asked: Asked) -> bool:
        """Whether the figures that staff ask for are the mall's own, of a report that they may read; a shop's are not."""
        rows = grids.grid_rows(rows_near(self._library, asked))
        return (
            reports_named(self._library, asked)
            or asked_figures.tells_of(asked.text, rows)
            or _is_ranked(asked)
            or means_figures(self._library, asked)
        )

    def _asks_of_the_house(self, asked: Asked) -> bool:
        """Whether a clause of its own, that is no matter of elsewhere, asks what the papers surely have."""
        clauses = [clause.strip() for clause in _CLAUSE.split(asked.text) if clause.strip()]
        own = (
            clause
            for clause in (clauses if len(clauses) > 1 else ())
            if self._triager.asks(clause)
            and not self._triager.signals(clause, asked.question.viewer).out_of_scope
        )
        return any(asked.find(clause).answerable >= certainty.CERTAIN for clause in own)

    def line(self, asked: Asked) -> Reply | None:
        """The mall's number, where a desk's is asked for that no paper gives."""
        if asked.staff or not asked.signals.line:
            return None
        desk = own_nouns(asked.text)
        near = (fold(hit.passage.text) for hit in asked.found.hits[:_NEAR])
        is_told = any(
            says(text, "电话") and any(word in text for word in desk if word != "电话") for text in near
        )
        return None if is_told else said(self._phrases, "line", asked)

    def small_talk(self, asked: Asked) -> Reply | None:
        signals = asked.signals
        if _FOUND_AGAIN.search(asked.text) and not IS_QUESTION.search(asked.text):
            return said(self._phrases, "emergency_over", asked)
        spoken = {
            "identity": signals.identity,
            "greeting": signals.greeting,
            "thanks": signals.thanks or bool(_THANKS.search(asked.text)),
            "goodbye": signals.goodbye,
            "languages": signals.languages,
            "noted": signals.noted,
            "praise": signals.praise,
            "scolds": signals.scolds,
        }
        key = next((key for key, holds in spoken.items() if holds), None)
        if signals.clock:
            return self._clock(asked)
        return replace(said(self._phrases, key, asked), small_talk=True) if key else None

    def _clock(self, asked: Asked) -> Reply:
        """The time and the day of the question."""
        at = asked.question.as_of
        day = f"{at:%Y-%m-%d}" if asked.english else f"{at.month}月{at.day}日"
        weekday = f"{at:%A}" if asked.english else weekday_name(at.date())
        text = self._phrases.say("clock", asked.language, day=day, weekday=weekday, time=f"{at:%H:%M}")
        return Reply(Handling.ANSWER, (Line(text),), certainty.BY_RULE, small_talk=True)

    def not_ours(self, asked: Asked) -> Reply | None:
        """Another mall, and what concerns only the colleague who asks, are no matter of the mall's papers."""
        if is_about_another_mall(asked.text, asked.search, asked.question.as_of):
            return said(self._phrases, "elsewhere", asked, Handling.UNKNOWN)
        if asked.staff and is_about_a_wrong_paper(asked.text):
            return said(self._phrases, "wrong_paper", asked)
        if asked.staff and is_about_staff_cars(asked.text, asked.found.hits):
            return said(self._phrases, "staff_cars", asked, Handling.UNKNOWN)
        of_staff = is_about_employment(asked.text, asked.search, asked.question.as_of)
        if asked.staff and (of_staff or is_about_own_work(asked.text)):
            return said(self._phrases, "own_work", asked, Handling.UNKNOWN)
        return None

    def says_nothing(self, asked: Asked) -> Reply | None:
        """A shopper tells something that is no question, and that the papers hardly speak of, or anybody asks of a thing not named: what is wanted?"""
        if _UNNAMED.search(asked.text.strip()) and not asked.turns:
            return said(self._phrases, "clarify_open", asked, Handling.CLARIFY)
        if asked.staff or asked.need.kinds:
            return None
        if _IDLE.search(asked.text) and not asked.turns:
            return said(self._phrases, "clarify_open", asked, Handling.CLARIFY)
        if not _TELLS.search(asked.text) or self._triager.asks(asked.text):
            return None
        if _ORDERS.search(asked.text):
            return None
        if asked.search_alone.answerable >= certainty.SURE:
            return None
        return said(self._phrases, "clarify_open", asked, Handling.CLARIFY)


def _asks_of_a_tenant(asked: Asked) -> bool:
    """Whether staff ask which shop sells most, what one sells, or go on from sales to one: 那ZARA呢."""
    if tenants.asks_which_sells(asked.text):
        return True
    goes_on = asked.full != asked.text and _GOES_ON.search(asked.text)
    if not tenants.asks_what_is_sold(asked.full if goes_on else asked.text):
        return False
    return bool(asked.shops) or tenants.is_named(asked.text, asked.found.hits)


def _rule_of_privacy(asked: Asked) -> list[Line]:
    """For staff the rule beside the refusal: who may be given what is kept of a person, and by whom."""
    if not asked.staff or asked.english or asked.search_alone.answerable < certainty.SURE:
        return []
    rules = [
        hit
        for hit in asked.search_alone.hits[:_NEAR]
        if hit.passage.kind != "row" and _KEPT.search(hit.passage.text)
    ]
    return [Line(spoken(hit.passage), (Source(hit.passage, hit.document),)) for hit in rules[:_RULES]]


def _is_listed(asked: Asked) -> bool:
    """Whether a paper near gives the extension of the post whose number staff ask for: 值班经理8001."""
    post = _OF_A_POST.search(fold(asked.text))
    near = asked.found.hits[:_NEAR] if post else ()
    return post is not None and any(
        re.search(rf"{re.escape(post[1])}[^\d。;；]{{0,4}}\d{{3,5}}(?!\d)", fold(hit.passage.text))
        for hit in near
    )


def _is_of_the_shop(asked: Asked) -> bool:
    """Whether what is wanted is where a shop that is named is or its telephone, which the directory has for everybody."""
    rest = asked.text
    for mention in asked.named:
        rest = rest.replace(mention.matched, "")
    return bool(_OF_THE_SHOP.match(rest.lstrip(" ,，的"))) and not _OF_A_PERSON.search(rest)
