"""What names shops or kinds of them and yet is no question about shops: papers answer it."""

from __future__ import annotations

import re

import rjieba

from assistant.asking.asked import Asked
from assistant.asking.facilities import asks_why_shut
from assistant.asking.spoken_shops import shops_in
from assistant.model import Handling
from assistant.quoted import support
from assistant.quoted.cells import cells_of
from assistant.quoted.nouns import compounds_of, own_nouns
from assistant.quoted.procedure import asks_for_steps
from assistant.reckoning import entry
from assistant.shops.kinds import kinds_in
from assistant.shops.marks import marks_in
from assistant.shops.opening import is_of_the_mall
from knowledge.directory import labels_of
from knowledge.text import fold, words
from knowledge.writing.names import forms_of

_SOMETHING_FOUND = re.compile(
    r"(?<![a-z])(?:found|picked up|handed in|turned in) (?:a|an|the|some|my|this|it)(?![a-z])"
)
_LEFT_BEHIND = re.compile(
    r"(?:left|forgot)(?: behind)? (?:a|an|some|his|her|their) (?!shop|store|restaurant)"
)
_RECORDED = re.compile(
    r"(?:watch|see|view|show|film|play|check)(?:es|ed|ing)?(?: \w+){0,3} (?:clips?|footage|cctv|recordings?|videos?|cameras?|screens?|tapes?)(?![a-z])"
)
# What a tenant has to do for a thing is a rule, and no shop.
_OF_PROCEDURE = re.compile(
    r"(?:找|归|报|问|去|由)(?:哪|什么|啥)个?部门|(?:什么|哪些|啥)(?:材料|手续|资料|证件|单子)|谁(?:来)?(?:批|签|审|管|负责)|审批|报批|报备|备案|食堂|员工餐|工作餐|考试|补考|及格|入职|试用期"
    r"|(?:能|可以|能不能|可不可以|得|要不要)?(?:硬性|强制|强行|逼|要求|勒令)(?:要求|规定|让|着)?(?:所有|全部|各)?(?:商户|商家|店铺|租户|他们)"
)
# 换大一码的鞋 is brought back, not looked for; a watch shop that changes batteries is.
_BROUGHT_BACK = re.compile(
    r"换(?:一?个)?[大小]一?[码号]|换(?:个|一)?[尺]?码|退货|退换|换货|(?<![a-z])(?:exchange|return|refund)(?:ed|ing)?(?![a-z]).{0,30}(?:bought|size|tag|receipt)"
)
# 哪些店能7天退货 asks of a column of the directory.
_WHICH_SHOPS = re.compile(r"(?:哪[些几]?[家个]?|有没有|什么)(?:的)?(?:店|商家|品牌|门店)")
# The same of what was bought at a shop that is named: the rule of returns is asked for, and not where the shop is.
_TAKEN_BACK = re.compile(
    r"(?<![a-z])(?:bought|purchased|got|ordered)(?![a-z]).*(?<![a-z])(?:(?:take|bring|send|give) (?:it|them|this|that|these) back|return|refund|exchange|swap|money back)(?:ed|ing)?(?![a-z])"
)
# Whether what is carried or led in may come along is a rule for all such places: 抱进那家咖啡店行吗.
_CARRIED_IN = re.compile(
    r"(?:[抱牵拎揣推装]|[带背](?:着)?(?:它|狗|猫|宠物))(?:着|它|狗|猫|宠物|一起|一块)*(?:进|到|去|上|入)(?!哪|边)[^,。?]{0,14}(?:(?:行|可以|成|得|让|没事|没问题|没关系)[吗吧嘛么不]|行不行|可不可以|能行)"
    r"|(?:能|可以|可不可以|能不能|让不让|准不准|允许)[^,。?]{0,3}(?:自己?带|带)(?!我|路|他|她)[^,。?]{0,9}(?:进|到|入)(?!哪|边)|(?:自己?带|带着?)(?!我|路|他|她)[^,。?]{1,9}(?:进|入)(?!哪|边)[^,。?]{0,10}(?:[吗吧嘛么不]|行不行|可不可以)"
    r"|(?:能|可以|可不可以|能不能|让不让)[^,。?]{0,4}(?:[抱牵拎揣]|[带背](?:着)?(?:它|狗|猫|宠物))(?:着|它|狗|猫|宠物|一起|一块)*(?:进|到|去|上|入)(?!哪|边)"
    r"|带着(?:它|狗|猫)?(?:也|还)?(?:行|可以|成|没事|没问题)(?:[吗么嘛不]|$|[?？])"
)
# Whether the house books tables is told by a paper, where one near speaks of it.
_BOOKED = re.compile(
    r"(?:预订|预定|预约|代订|订)(?:位|座|台|桌|餐厅|餐馆|饭店)|(?<![a-z])(?:book(?:ing)?|reserv(?:e|ing|ation)) (?:a |of )?(?:table|restaurant)s?(?![a-z])"
)
_OF_BOOKING = re.compile(r"代订|订[位座台]|预订|(?<![a-z])(?:reservations?|bookings?|book a table)(?![a-z])")
# What somebody found is no wish for such a thing: 捡来的手机能接吗.
_PICKED_UP = re.compile(
    r"(?:捡|拾)(?:到|来|了|的)|(?<![a-z])(?:found|picked up|handed in) (?:a|an|this|the|some)(?![a-z])"
)
_WAY_OUT = re.compile(
    r"(?<![a-z])(?:which (?:gate|exit|door|lift|elevator|way)|way out|get out|early[- ]bird)(?![a-z])|从哪[个]?(?:门|口|梯)?[出走离]|走哪个?(?:门|口|梯)|(?<![电动轿])车[^,，。?]{0,4}(?:能|可以|让)?(?:开|取|拿)(?:得|不)?(?:出|走)"
)
# Columns that have shops in any table.
_OF_A_DIRECTORY = re.compile(r"商户|商家|品牌|店铺|门店|店名|名称|铺位|租户|业态|项目|内容|说明|备注")
_A_NAME = 3  # characters of what a row is of
_NEAR = 3  # hits of which one may call what is asked for by its name


def is_no_search(asked: Asked) -> bool:
    """Whether a message is no question about shops for all that it names, so that papers answer it."""
    text = asked.text
    if asked.of_an_item or asks_for_steps(asked.full):
        return True
    if _goes_on_with_papers(asked) or support.hidden_nouns(text, asked.search, asked.question.as_of):
        return True  # the order of the directory is no ranking
    if not asked.shops and _is_of_a_rule(asked):
        return True
    if asked.shops and _TAKEN_BACK.search(text):
        return True
    if asked.english and any(one.search(text) for one in (_SOMETHING_FOUND, _RECORDED)):
        return True  # a ring that was found is not looked for at a jeweller's, nor a clip at a watchmaker's
    if _is_told_by_a_rule(asked):
        return True
    return _is_of_a_row_named(asked) or (asked.staff and _is_of_staff(asked))


def _is_of_a_rule(asked: Asked) -> bool:
    """Whether words that name no shop ask for a rule or a thing of the house, be a kind of shop among them."""
    text = asked.text
    if not kinds_in(text) and is_of_the_mall(asked.full):
        return True
    if _WHICH_SHOPS.search(text) and marks_in(text, asked.directory.shops):
        return False
    if any(one.search(text) for one in (_WAY_OUT, _BROUGHT_BACK, _CARRIED_IN, _PICKED_UP)):
        return True
    near = (hit for hit in asked.found.hits[:_NEAR] if hit.document.doc_type != "directory")
    if _BOOKED.search(text) and any(_OF_BOOKING.search(fold(hit.passage.text)) for hit in near):
        return True
    return asked.is_of_listed_facility or asked.is_of_a_service_told or asks_why_shut(text)


def _is_of_staff(asked: Asked) -> bool:
    """Whether a colleague asks for a rule of the trade or for a row of another table than the directory."""
    text = asked.text
    if entry.ASKS.search(text):
        return True  # when its staff may come in is a rule, not a shop
    if (not asked.shops and _OF_PROCEDURE.search(text)) or (asked.english and _LEFT_BEHIND.search(text)):
        return True
    return _stands_in_a_table(asked)


def _goes_on_with_papers(asked: Asked) -> bool:
    """Whether papers answered what a follow-up leans on, and its own words ask for no shop.

    A restaurant that was only spoken of (喂奶, may my dog come into one) is not looked for on the next day either.
    """
    if asked.full == asked.text or not asked.turns or asked.named or kinds_in(asked.text):
        return False
    before = asked.turns[-1]
    rows = {hit.document.doc_id for hit in asked.found.hits if hit.document.doc_type == "directory"}
    is_of_papers = before.handling == Handling.ANSWER.value and before.documents
    if not is_of_papers or set(before.documents) & rows or shops_in(before.answer, asked.directory):
        return False
    return not any(fold(tag) in asked.text for shop in asked.directory.shops for tag in shop.tags)


def _stands_in_a_table(asked: Asked) -> bool:
    """Whether a row of another table than the directory is of the shop that is named and has a column for what is asked.

    墨镜说那篇推文谁写: of a calendar of 推文主题, not of the shop.
    """
    rest = fold(asked.full)
    for one in asked.named:
        rest = rest.replace(fold(one.matched), " ")
    things = set(words(_OF_A_DIRECTORY.sub(" ", rest)))
    if _is_of_its_own_row(asked, things):
        return True
    for hit in asked.found.hits[:_NEAR]:
        cells = [cell.partition(":") for cell in fold(hit.passage.text).split(";")]
        if hit.passage.kind != "row" or hit.document.doc_type == "directory":
            continue
        named = (header for header, _, value in cells for one in asked.named if fold(one.matched) in value)
        if any(things & set(words(header)) for header in named):
            return True
    return False


def _is_of_a_row_named(asked: Asked) -> bool:
    """Whether the nearest row of another table is one that the question names, and speaks of the shop: 秋日券在白鸟能用吗."""
    best = next(iter(asked.found.hits), None)
    if best is None or best.passage.kind != "row" or best.document.doc_type == "directory":
        return False
    (_, name), *rest = cells_of(best.passage.text) or [("", "")]
    told = fold(" ".join(value for _, value in rest))
    is_named = len(name) >= _A_NAME and fold(name) in fold(asked.full)
    return is_named and any(
        form in told for one in asked.named for form in (one.matched, *forms_of(one.shop))
    )


_COUNTS = re.compile(
    r"(?:能|可以|可)(?:不能|不可以)?[^,，。?？]{0,8}[用买付抵积换]|[用抵积]得?[了不]|算不算|参[加与]|适用"
)


def _is_told_by_a_rule(asked: Asked) -> bool:
    """Whether a rule near the question names the shop and, in its heading or text, the thing that may count there: 礼品卡能在苹果店用吗."""
    if not asked.named or not _COUNTS.search(asked.full):
        return False
    rest = fold(asked.full)
    for one in asked.named:
        rest = rest.replace(fold(one.matched), " ")
    things = own_nouns(rest) | set(re.findall(r"[一-鿿]{2,6}", _COUNTS.sub(" ", rest)))
    names = {form for one in asked.named for form in (fold(one.matched), *forms_of(one.shop))}
    near = (hit for hit in asked.found.hits[:_NEAR] if hit.document.doc_type != "directory")
    told = ((fold(hit.passage.text), fold(" ".join(hit.passage.section))) for hit in near)
    return any(
        any(name in text for name in names) and any(thing in f"{heading} {text}" for thing in things)
        for text, heading in told
    )


def _is_of_its_own_row(asked: Asked, things: set[str]) -> bool:
    """Whether a row of another table is of the very shop or unit, and has a word of what is asked that the directory's lacks.

    哪天进场装修,东西从哪上: of a register of works.
    """
    called = {fold(name) for one in asked.named for name in (one.shop.name, one.matched)}
    called |= {fold(unit) for unit in asked.directory.units_named(asked.full)}
    told: dict[bool, set[str]] = {True: set(), False: set()}
    for hit in asked.found.hits[:_NEAR] if called else ():
        cells = [cell.partition(":")[2].strip() for cell in fold(hit.passage.text).split(";")]
        if hit.passage.kind == "row" and called & set(cells):
            told[hit.document.doc_type == "directory"] |= things & set(words(fold(hit.passage.text)))
    return any(rjieba.has_word(word) for word in told[False] - told[True])


def has_a_name_of_its_own(asked: Asked) -> bool:
    """Whether a paper near the question calls by its name what it names, made of kinds of shop and no shop: 露营电影.

    What a column of the directory says yes or no of is no such name: 7天无理由.
    """
    text = asked.text
    for one in marks_in(text, asked.directory.shops):
        text = one.mark.asked.sub(" ", text)
    rows = [fold(" ".join((shop.name, *labels_of(shop), *shop.tags))) for shop in asked.directory.shops]
    near = [hit for hit in asked.found.hits[:_NEAR] if hit.document.doc_type != "directory"]
    said = [fold(f"{' '.join(hit.passage.section)} {hit.passage.text}") for hit in near]
    return any(
        any(name in text for text in said) and not any(name in row for row in rows)
        for name in compounds_of(text)
    )
