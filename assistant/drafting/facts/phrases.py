"""How facts are worded in sentences: a row of patterns a kind, in the order in which they take their words.

The patterns read the shadow of a text (`shadow_of`): half width, lower case, Simplified, character for character.
Each has a group `v`, the fact's own words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from assistant.data import read_table
from knowledge.text import fold

STOP = r"。!?;\n"  # ends a sentence
BREAK = STOP + r",，"  # ends a clause
NUM = r"(?<![\d.])(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?"
CN = r"[一二两三四五六七八九十半\d]"
DAY = r"(?:(?:20)?\d{2}[-/.年])?(?:1[0-2]|0?[1-9])[-/.月](?:[12]\d|3[01]|0?[1-9])(?:[日号])?"
MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
ENGLISH_DAY = rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s+{MONTH}|{MONTH}\s+\d{{1,2}})(?:,?\s+20\d\d)?"
_CLOCK = r"(?:\s*\d{1,2}:\d{2})?"
_TO = r"\s*(?:起?至|到|-|–|—|~)\s*"
SPAN = (
    rf"{DAY}{_CLOCK}{_TO}(?:{DAY}|(?:[12]\d|3[01]|0?[1-9])[日号]){_CLOCK}"
    rf"|即日起?(?:至|到){DAY}"
    rf"|(?:{ENGLISH_DAY}|\d{{1,2}})\s*(?:-|–|to|until)\s*{ENGLISH_DAY}|{MONTH}\s+\d{{1,2}}\s*(?:-|–|to)\s*\d{{1,2}}(?:,?\s+20\d\d)?"
)
_NO_UNIT = r"(?!\s*(?:cm|mm|kg|g|ml|l|m|元|块|码|岁|折|%|寸|%|小时|分钟|倍|个|[\d.]))"
# Chinese and Latin units of an amount of goods; those of one letter need an end after them.
_UNIT = (
    r"(?:毫升|公升|升|千克|公斤|克拉|克|斤|两(?!件|个|种)|厘米|毫米|米(?![饭粉线白色香]|防水|水深)|英寸|寸|码|片(?!刻)|支|枚|粒|颗|包|袋|盒|瓶|罐|杯|条|张|只|件套|件|块装|块(?!钱)|双|对|套|个装"
    r"|人份|人餐|课时|节课?|堂课?|次卡|次课?|%vol|%\s*alc|度(?=[,，。;；\s]|$)|(?:ml|cl|kg|mg|oz|cm|mm|inch(?:es)?|pcs|pieces?|sheets?|lessons?|sessions?|bars?|bags?|packs?|[lgm])(?![a-z]))"
)
_AMOUNT = rf"(?:约)?{NUM}\s*{_UNIT}(?!\s?不锈钢)"
_MONEY = (
    rf"(?:[¥￥$]|hk\$|nt\$|us\$|(?:rmb|cny|hkd)\s?|人民币|港币)\s*{NUM}(?:\s*(?:元|万元))?"
    rf"|{NUM}\s*(?:万元|元|块钱|块(?=[,，。;；!\s]|$)|圆(?=[,，。;；!\s]|$)|港元|港币|rmb|cny|yuan)"
)
_PER = r"(?:\s*/\s*[\u3400-\u9fffa-z]{1,4}|(?:一|每)[份杯件个位人节]|(?:起)(?=[,，。;；!\s]|$))?"
_LIMIT = (
    r"(?:(?<!期)(?:每(?:位(?:会员|顾客)|[\u3400-\u9fff])|单笔)?(?:限购|限量|限领|限用|限)\s*\d+\s*[\u3400-\u9fff]{1,3}"
    r"|(?:每日|每天|全场|前)\s*\d+\s*(?:份|件|名|位|杯|单)|[赠送售]完即止|仅限[^"
    + BREAK
    + r"]{1,12}|限(?:新会员|会员|新客|首次)[^"
    + BREAK
    + r"]{0,8}"
    r"|(?:不可?|不能|不得)与[^"
    + BREAK
    + r"]{2,12}(?:同享|同用|叠加|同时使用)|同款同(?:规格|价)[^"
    + BREAK
    + r"]{0,6})"
)

_SIZED = rf"(?:{_AMOUNT}|[大中小超单双]?[杯份碗盒瓶码号人]|[大中小]份)\s*:?\s*(?:{_MONEY})"


@cache
def words() -> dict:
    return read_table("fact_words.yaml")


def _one_of(names: Iterable[str], alone: bool = True) -> str:
    """The longest first; Latin words whole. Not `alone`: one character is a word only after a share, 60%棉."""
    return "(?:" + "|".join(_word(name, alone) for name in sorted(names, key=len, reverse=True)) + ")"


def _word(name: str, alone: bool) -> str:
    if name[0].isascii():
        return rf"(?<![a-z]){re.escape(name)}(?![a-z])"
    return (
        re.escape(name) if alone or len(name) > 1 else rf"(?:(?<=%)|(?<=% )|(?<=\d)){name}(?![\u3400-\u9fff])"
    )


def shadow_of(text: str) -> str:
    """The text in half width, lower case and Simplified, of the same length: a place there is a place here."""
    shadow = fold(text)
    if len(shadow) == len(text):
        return shadow
    return "".join(_plain(char) for char in text)


def _plain(char: str) -> str:
    plain = fold(char) or unicodedata.normalize("NFKC", char).lower()
    return plain if len(plain) == 1 else char


@dataclass(frozen=True, slots=True)
class Wording:
    """One way to word a fact. `field` is what the table calls it; "" takes the word of group `f`."""

    kind: str
    field: str
    pattern: re.Pattern[str]


def _row(kind: str, field: str, *patterns: str) -> list[Wording]:
    return [Wording(kind, field, re.compile(p)) for p in patterns]


@cache
def wordings() -> tuple[Wording, ...]:
    """All rows; the first that takes a word keeps it."""
    data = words()
    material = _one_of(data["materials"], alone=False)
    allergen, place = _one_of(data["allergens"]), _one_of(data["places"])
    mark = _one_of(data["material_marks"])
    stuff = rf"(?:\d{{1,3}}(?:\.\d+)?%\s*)?{mark}{{0,2}}\s?(?:[a-z]{{0,3}}\d{{2,4}}[a-z]?k?\s?)?(?:\d{{2}}k\s?)?{mark}{{0,2}}\s?{material}(?:\s*\d{{1,3}}(?:\.\d+)?%|(?<=[金银铂])\s?\d{{3}}(?:\.\d)?(?!\d|\s?元))?(?:底|芯|面|里)?(?![香味色风纹调])"
    care = rf"[^{BREAK}]{{0,40}}(?:机洗|手洗|漂白|熨烫|干洗|阴凉|冷藏|避光|直射|微波|密封保存|常温保存)[^{BREAK}]{{0,40}}"
    warn = rf"[^{BREAK}]{{0,40}}(?:过量饮酒|未成年人|孕妇|请勿|切勿|严禁|慎用|监护|看护|防止烫伤|小心烫|远离(?:火|儿童)|有害健康|误食|窒息|(?<!不)不适(?:合|宜)\d|keep away|choking|drink responsibly)[^{BREAK}]{{0,40}}"
    return (
        *_row("warning", "警示语", rf"(?P<v>{warn}(?:[,，]{warn})*)"),
        *_row("care", "保存与护理", rf"(?P<v>{care}(?:[,，]{care})*)"),
        *_row(
            "allergen", "过敏原",
            rf"(?P<v>(?<![不内])(?:可能)?含有?(?:微量|少量)?{allergen}(?:[、和及与/]{allergen})*(?:及其制品|制品|成分|类)?(?:[,，]对[^{BREAK}]{{1,8}}过敏者[^{BREAK}]{{0,40}})?)",
            rf"(?P<v>[^{BREAK}]{{0,40}}过敏(?:者|体质|人群)[^{BREAK}]{{0,40}})",
            rf"(?P<v>contains\s+{allergen}(?:(?:,\s*|\s+and\s+){allergen})*)",
        ),
        *_row(
            "report", "检测报告",
            rf"(?P<v>[^{BREAK}]{{0,40}}(?:检测|检验|质检|鉴定|送检|自检)(?:报告|证书|编号|机构)?[^{BREAK}]{{0,40}}\d[^{BREAK}]{{0,40}}(?:[,，](?:报告|证书)(?:编号|号)[^{BREAK}]{{0,40}})?)",
            r"(?P<v>(?:报告|证书)(?:编号|号)\s*:?\s*[a-z0-9-]{4,})", rf"(?P<v>[^{BREAK}]{{0,40}}(?:test report|certificate)[^{BREAK}]{{0,40}}\d[^{BREAK}]{{0,40}})",
        ),
        *_row(
            "standard", "执行标准",
            r"(?P<v>(?<![a-z0-9])(?:gb|qb|fz|sb|ny|ls|qc|hg|jb|ws|sn|gh|t|q|iso|en|astm|db\d{0,2})(?:\s?/\s?[a-z]{1,6})?\s?(?:[a-z]{0,4}\s?)?\d{3,6}[a-z]?(?:\.\d+)*(?:[-–—]\d{4})?(?:\s*\(?[abc]类\)?)?)",
            r"(?P<v>[abc]类(?=[,，。;；\s(]|$))",
        ),
        *_row(
            "validity", "有效期",
            rf"(?P<f>保质期限?|保存期限?|有效期限?|质保期|赏味期限?|最佳赏味期|保修期?)(?:为|是|至|到|:)?\s*(?P<v>{CN}{{1,4}}\s*(?:个)?(?:年|月|天|日|周|小时)(?:内)?|(?:20\d\d[-/.年])?{DAY}(?:前)?)",
            rf"(?P<v>(?:自?(?:购买|付款|开卡|报名)(?:之日|后)?起?)?{CN}{{1,4}}\s*(?:个月|年|天)内有效)",
            rf"(?P<v>开(?:封|瓶|盖)后[^{BREAK}]{{0,4}}{CN}{{1,3}}\s*(?:个月|天|日|小时)内?[^{BREAK}]{{0,6}})",
            rf"(?:best before|use by|valid (?:for|until)|shelf life(?: of)?:?)\s*(?P<v>{ENGLISH_DAY}|{NUM}\s*(?:months?|years?|days?|weeks?)|{DAY})",
        ),
        *_row(
            "period", "活动有效期",
            r"(?P<v>(?:本|这|下|每)?(?:周|星期)[一二三四五六日天]\s*(?:至|到|-)\s*(?:周|星期)[一二三四五六日天])(?=有效|可用|限定|,|。|$)",
            rf"(?P<v>{SPAN}){_NO_UNIT}", rf"(?P<v>(?:截至|截止到?|仅限|限|至){DAY}(?:止|当天)?|{DAY}(?:前(?!\d+[名位件份])|止|截止|当天))",
        ),
        *_row("conditions", "活动条件", rf"(?P<v>{_LIMIT})"),
        *_row(
            "promo", "活动",
            rf"(?P<v>(?:每|单笔|实付)?满\s*{NUM}\s*(?:元|[件杯盒份双支瓶只套本人个节])?\s*(?:立?减|享|打|送|赠|返|抵|即)[^{BREAK}]{{1,16}})",
            rf"(?P<v>(?:立减|直降|立省|下单减|减免|抵扣|再减|立享|直减|优惠)\s*[¥￥]?{NUM}\s*(?:元|块)?)",
            rf"(?P<v>(?:同款|买)?第{CN}\s*[\u3400-\u9fff]?(?:打|减)?(?:半价|{CN}(?:\.\d)?折|免费|{NUM}元))",
            rf"(?P<v>买{CN}{{1,2}}[^{BREAK}]{{0,4}}(?:送|赠|免|减)[^{BREAK}]{{1,14}})",
            rf"(?P<v>(?:全场|新品|会员|限时|早鸟|两人同行|双人)?(?:打|享)?(?:\d{{2}}|{CN}(?:\.\d)?)折(?!叠|扇|痕|页|线)(?:优惠)?)",
            rf"(?P<v>(?:早鸟|团购|老带新)[^{BREAK}]{{0,10}}\d[^{BREAK}]{{0,6}})", rf"(?P<v>(?:加|\+)\s*{NUM}\s*元?(?:换购|得)[^{BREAK}]{{1,12}})",
            rf"(?P<v>(?:下单|购买|报名|到店)?(?:即|均|再|加)?(?:赠送?|附赠|送)(?!礼|给|人|女|男|父|母|长辈|朋友|自|货|餐|达|修|洗|老)[^{BREAK}]{{2,14}})",
            rf"(?P<v>buy\s+(?:one|two|\d)\b[^{BREAK}.]{{0,30}}|(?:{_MONEY})\s*off[^{BREAK}.]{{0,24}}|\d{{1,2}}%\s*off[^{BREAK}.]{{0,24}}|save\s+(?:{_MONEY})|free\s[a-z ]{{2,20}}\swith\s[a-z ]{{2,24}}|(?:second|2nd)\s[^{BREAK}.]{{0,12}}half price)",
        ),
        *_row("price", "规格与价格", rf"(?P<v>{_SIZED}(?:\s*[、/;,，]?\s*{_SIZED})+)"),
        *_row("price", "", rf"(?P<v>(?:{_MONEY}){_PER})"),
        *_row(
            "origin", "产地",
            rf"(?:产自|原产于?|采自|(?:原)?产地(?:是|为|在)?:?|生产于|酿造于)\s*(?P<v>[\u3400-\u9fff·a-z ]{{2,14}}?)(?=[{BREAK}、的(]|$)",
            rf"来自\s*(?P<v>{place}[\u3400-\u9fff·]{{0,10}}?(?:产区|省|市|县|山|岛|谷|庄园|村|镇|州|湖|海)?)(?=[{BREAK}、的(]|$)",
            rf"(?P<v>{place}[\u3400-\u9fff]{{0,10}}产区)",
            rf"(?P<v>{place}[\u3400-\u9fff]{{0,6}}?)(?=产(?:[{BREAK}的]|$))",
            rf"(?P<v>{place})(?=(?:原装)?进口|原装|制造|出品|产(?=[{BREAK}的]|$))",
            rf"(?:made in|product of|imported from|grown in)\s+(?P<v>[a-z][a-z ]{{2,20}}?)(?=[{BREAK}.]|\s(?:with|and|from|for)|$)",
        ),
        *_row(
            "shop", "门店",
            r"(?:(?P<f>上课地点|上课地址|地点|地址|门店|店铺|铺位|位置|校区)?(?:在|位于|就在|到|:)*|available at|visit us at|at(?=\s+[lb]\d))?\s*(?P<v>[\u3400-\u9fffa-z·& ]{0,12}(?<![a-z0-9])[lb]\d{1,2}-\d{1,4}[a-z]?(?:号?铺|店|专柜)?)",
            rf"(?:门店|地址|店)?(?:在|位于|就在|到)\s*(?P<v>[^{BREAK}]{{0,10}}(?:负|b|l)?{CN}{{1,2}}(?:楼|层|f)[^{BREAK}]{{0,14}})",
            rf"(?P<v>(?:负|b|l)?{CN}{{1,2}}(?:楼|层|f)[^{BREAK}]{{0,12}}?)(?=有售|可购|现货|发售)",
            rf"(?P<v>[^{BREAK}]{{2,14}}(?:专柜|门店|旗舰店|号铺))(?:有售|可购|现货|发售|购买)",
        ),
        *_row(
            "audience", "适用人群",
            r"(?:适合|适用于?|建议|推荐|招收|面向)?\s*(?P<v>\d{1,2}\s*(?:[-–~至到]\s*\d{1,2})?\s*(?:周?岁|年级)(?:及?以上|以下|\+)?(?:的?(?:儿童|孩子|宝宝|小朋友|幼儿|少儿|青少年|成人|学员))?)",
            r"(?:适合|适用于)\s*(?P<v>[\u3400-\u9fff、]{2,10}(?:肤质|肌肤|人群|皮肤|肤色|学员|儿童))",
            r"(?P<v>(?:for\s+)?ages?\s+\d{1,2}(?:\s*(?:-|–|to)\s*\d{1,2}|\+|\s+and\s+(?:up|over|above))?)",
        ),
        *_row(
            "material", "材质",
            rf"(?P<f>配料|原料|成分|主料|用料|材质|面料|主要原料|主要成分)(?:表|只|仅)?(?:有|为|是|含|包括|选用|采用|:)+(?:了)?\s*(?P<v>[^{BREAK}]{{1,60}}?)(?=制成|[{BREAK}]|$)",
            rf"内含\s*(?P<v>[^{BREAK}]{{2,40}})",
            rf"made\s+(?:of|from|with)\s+(?P<v>[^{BREAK}.]{{2,40}}?)(?=[{BREAK}.]|\s(?:in|for)\s|$)",
            rf"(?P<v>{stuff}(?:\s*[+、/和与及镶]\s*{stuff})*)",
            rf"(?:采用|选用|使用|精选|以|由|用)\s*(?P<v>[^{BREAK}]{{2,24}}?)(?:制成|制作|打造|酿造?成?|熬制|烘焙|缝制|手作|手工|为原料|为主料|作原料|为主要原料)",
            rf"(?P<v>[\u3400-\u9fff]{{1,6}})(?=(?:面料|材质)(?:[{BREAK}的]|$))",
            r"(?P<v>[\u3400-\u9fff、]{2,10})(?=酿造|酿制)",
        ),
        *_row("spec", "酒精度", rf"(?P<v>{NUM}\s*%\s*(?:vol|abv|alc)(?![a-z]))"),
        *_row(
            "spec", "规格",
            rf"(?P<v>{NUM}\s*[x×*]\s*{NUM}(?:\s*[x×*]\s*{NUM})?\s*(?:cm|mm|厘米|毫米|寸))",
            rf"(?<![限满前第每买送赠减])(?P<f>净含量|净重|容量|克重|重|尺码|圈口|酒精度|表径|长|高|直径|共|总)?(?:约|为|:)?\s*(?P<v>(?:{NUM}\s*[-–~至]\s*)?{_AMOUNT}(?:\s*[x×*]\s*{NUM}\s*{_UNIT}?)?(?:\s*/\s*[\u3400-\u9fff])?(?:装)?)(?![减送赠享])",
            r"(?P<f>尺码|码数|size)s?\s*:?\s*(?P<v>(?:xx?s|s|m|l|x{1,3}l)(?:\s*[-–~至/、,]\s*(?:s|m|l|x{1,3}l))+(?:码)?)",
            r"(?P<v>\d{1,2}\s*%\s*(?:vol|abv|alc))",
        ),
        *_row("refund", "退款", rf"(?P<v>[^{BREAK}]{{0,40}}(?:可退|退款|退费|无理由退|退换)[^{BREAK}]{{0,40}})"),
    )  # fmt: skip
