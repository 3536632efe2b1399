"""Follow-ups made whole: 那明天呢, 第二个呢, 它几点关, what about L3, put as to somebody who did not hear what was said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.asking.conversation import (
    asks_of_anything,
    asks_whether_within,
    comes_back,
    is_short,
    joined,
    lacks_what_was_told,
    leans,
    names_a_floor,
    naming,
    ordinal_in,
    points_at,
    says_otherwise,
    without_connector,
    without_ordinal,
    without_return,
)
from assistant.asking.facilities import facilities_in
from assistant.asking.other_shops import of_others
from assistant.asking.spending import is_of_what_is_earned, of_spending, only_tells_what_was_spent
from assistant.asking.spoken_shops import (
    FORMER_PLACE,
    OTHER,
    asks_of_a_shop,
    brings_a_subject,
    called,
    is_of_the_mall,
    shop_meant,
    shops_in,
    the_other,
    which_is_said,
    without_which,
)
from assistant.journal import Turn
from assistant.model import Handling
from assistant.quoted.nouns import own_nouns
from assistant.shops.kinds import kind_of_chain, kinds_in, words_of
from assistant.shops.wanted import asked_of
from knowledge.directory import Directory, Mention
from knowledge.model import Shop
from knowledge.text import fold
from knowledge.writing.calendar import names_a_day, without_days

_FEW = 3  # shops of a list that a question without a subject is asked of one by one
_ASKS = re.compile(r"[吗嘛么]|哪|几|多少|怎么|有没有|什么|where|which|what|how|is there|are there|do you")
# What it is held against is not what is asked about: does it open at 8 like the B1 one?
_LIKE = re.compile(
    r",? (?:just )?(?:like|same as) the [\w ]{1,14}? (?:one|shop|store|branch)(?![a-z])|(?:像|跟|和|同)[^,。?]{1,8}那[家个间](?:店)?(?:一样|似的)"
)
# The shops that were listed, spoken of as all of them: which of the two opens earlier.
_OF_THOSE = re.compile(
    r"(?<=which)(?: ones?)? (?:of|out of|between|among) (?:(?:the|these|those) (?:two|three|2|3|both)|these|those|them|both)(?: (?:shops|stores|branches|cafes|places|ones))?(?![a-z])"
)
_THAT_SHOP = re.compile(r"(?<!哪)(?:那|这|该|嗰|呢)一?(?:家|间)(?:店|铺|商户)?(?![\u4e00-\u9fff]{0,4}的那)")
_NUMBER_OF_UNIT = re.compile(
    r"^(?:那|那么|and |what about |how about )*([a-z]{0,2}\d{1,3})(?:号)?(?:铺位?)?(?:呢|也[\u4e00-\u9fff]{0,6}[吗么嘛不])?[?？]?$"
)
_COUNTS_THERE = re.compile(
    r"(?:那|在)*([\u4e00-\u9fff]{2,8}?)(?:也|都)?(?:能不能|可不可以|能|可以)(?:用|使|抵|积)[吗么嘛不]?[?？]?"
)
_LAST_NUMBER = re.compile(r"\d+$")
_A_UNIT = 3  # characters of its number
_WHICH_SHOP = re.compile(
    r"哪一?[家间]|[去在到]哪[里儿]?(?:能|可以)?(?:买|修|吃|喝|剪|配)|哪[里儿]?有(?!电)|有(?:哪些|别的|其他)"
)
_WHAT_ABOUT = re.compile(r"^(?:(?:what|how) about|at|in) (?:the |a |some )?(.{2,40}?)[?.! ]*$")
_ONLY_A_KIND = re.compile(
    r"^(?:the |a )?([\u4e00-\u9fff]{2,4}|[a-z ]{3,16}?)(?: place| shop| one)?[?？。!]*$"
)
_ABOUT_WHAT = re.compile(r"^(.{2,12}?)呢[?？。!]*$")
_THE_MALL = re.compile(r"(?:你们)?(?:整个)?商场|(?:the )?mall")
_ELLIPTIC = re.compile(r"^[那的 ,，]*(.{0,6}?)[的呢吗啊呀 ]*[?？。!！]*$")


_LETTER = re.compile(r"^(?:那么?|还有)?([a-h])[区座馆栋]?(?:的|那边)?(?:呢|的呢)?[?？。]?$")
_LETTERED = re.compile(r"(?<![a-z])([a-h])(?=[区座馆栋])")


def _of_another_letter(text: str, topic: str) -> str:
    """The topic asked of another zone: b呢, after 双十一A区做了多少. Empty where it names no zone, or several."""
    said, before = _LETTER.match(fold(text)), fold(topic)
    if said is None or len(set(_LETTERED.findall(before))) != 1:
        return ""
    return _LETTERED.sub(said[1], before)


# 美食大厅能进吗, after 金毛能带去逛吗, asks of the dog.
_LETS_IN = re.compile(
    r"(?:能|可以|让|准|许)(?:不能|不可以|不让|不准)?(?:带)?[进坐乘搭]|[进坐乘](?:去|来)?得?[了去](?:吗|么|不)"
)
_A_PET = re.compile(r"宠物|[狗猫犬]")
_BRINGS = re.compile(_A_PET.pattern + r"|(?:带|牵|抱|遛)[^,。?]{0,4}(?:进|入|逛|去)")


def by_wording(text: str, turns: Sequence[Turn], directory: Directory) -> str | None:
    """The whole question, where the wording of a plain message tells what it leans on; None where it does not."""
    if turns and (name := _named_before(text, turns[-1], directory)):
        return naming(text, name)
    turns = [turn for turn in turns if not _is_small_talk(turn)]
    if not turns:
        return None
    topic = turns[-1].topic
    if whole := of_spending(text, topic):
        return whole
    if zone := _of_another_letter(text, topic):
        return zone
    if _LETS_IN.search(text) and _BRINGS.search(topic) and own_nouns(text) and not _A_PET.search(text):
        return joined(topic, text)
    if doubt := says_otherwise(text):
        return joined(topic, doubt)
    if comes_back(text) and (earlier := _earlier_topic(text, turns)):
        return joined(earlier, without_return(text))
    if directory.units_named(text):
        return None
    if unit := _of_another_unit(text, topic, directory):
        return unit
    if others := of_others(text, turns[-1], shops_in(turns[-1].answer, directory), directory):
        return others
    if wish := of_which_shop(text):
        return wish
    text = _LIKE.sub("", text)
    if told := _of_its_remark(text, turns[-1], directory):
        return told
    names_those = _OF_THOSE.search(text) is not None
    text = _OF_THOSE.sub(" one", text)
    named = _of_kind_said(directory.mentions(text), text)
    if other := the_other(text, named, turns, directory):
        return _of_another_shop(OTHER.sub(" ", text), topic, [other.name], directory)
    if named:
        goes_on = leans(text) or _is_of_a_shop_alone(text, named)
        return _of_another_shop(text, topic, [m.matched for m in named], directory) if goes_on else None
    if absent := _of_what_is_no_shop_here(text, topic, directory):
        return absent
    if (another := _another_kind(text, topic, directory)) is not None:
        return another
    if other_goods := _other_goods(text, turns[-1], directory):
        return other_goods
    shop = None if _swaps_floor(text) else shop_meant(text, turns, directory)
    if shop:
        return _of_listed(text, shop, turns, directory)
    if shops_in(turns[-1].answer, directory) and _asks_of_another_thing(text):
        return None
    listed = shops_in(turns[-1].answer, directory)
    of_those = (names_those or asks_of_a_shop(text)) and len(listed) > 1
    if of_those and len(listed) <= _FEW and turns[-1].handling != Handling.CLARIFY.value:
        return f"{'、'.join(shop.name for shop in listed)} {text}"
    goes_on = (
        leans(text)
        or asks_of_anything(text)
        or only_tells_what_was_spent(text)
        or asks_whether_within(text)
        or _asks_where_it_counts(text, topic)
        or lacks_what_was_told(text, turns[-1].answer)
        or _names_what_was_asked_of(text, turns[-1])
    )
    return joined(topic, text) if of_those or goes_on else None


# A thing and no more, as who was asked of what says it: 停车呀, 我说的是停车, parking.
_ONLY_A_THING = re.compile(
    r"^(?!.*(?:谢|不用|不必|没事|知道|明白|算了|好的|好吧|可以|再见|拜拜|唔该|是的|对的|真的|随便|thank|okay|(?<![a-z])(?:ok|yes|no|fine|sure|bye|never ?mind)(?![a-z])))(?:(?:是|我?(?:是)?(?:说|问)的?是?|就是|关于)?(?P<thing>[一-鿿]{2,5}?)(?:的|费)?[呀啊啦呢吧嘛]?|(?:i mean |for |the )*(?P<english>[a-z]+(?: [a-z]+)?))[。.!！]?$"
)
_PRICE_OR_TIME = re.compile(r"多少钱|几钱|怎么收|几点|什么时候|多久|多少|how much|what time|when|how long")


def _names_what_was_asked_of(text: str, before: Turn) -> bool:
    """Whether a message only names the thing that the question before left out: 停车呀, after 星期六多少钱."""
    untold = (Handling.CLARIFY.value, Handling.PARTIAL.value, Handling.UNKNOWN.value)
    question = fold(before.topic)
    is_bare = _PRICE_OR_TIME.search(question) and not own_nouns(without_days(question))
    said = _ONLY_A_THING.match(fold(text))
    return bool(before.handling in untold and is_bare and said) and not _ASKS.search(text)


def _of_kind_said(named: Sequence[Mention], text: str) -> Sequence[Mention]:
    """Of shops that one name may mean, the one that is of a kind said beside it: 那家火锅，叫椒鱼的."""
    kinds = kinds_in(text) if len({mention.matched for mention in named}) == 1 and len(named) > 1 else []
    shops = [mention.shop for mention in named]
    fit = [mention for mention in named if any(mention.shop in kind.among(shops) for kind in kinds)]
    return [replace(fit[0], matched=fit[0].shop.name)] if len(fit) == 1 else named


def _named_before(text: str, before: Turn, directory: Directory) -> str:
    """The one unit or shop that was asked about, where 那家 is said and the answer told of none: its rent was refused."""
    if not _THAT_SHOP.search(text) or not is_short(text) or shops_in(before.answer, directory):
        return ""
    if directory.mentions(text) or directory.units_named(text):
        return ""
    shops = [mention.shop.name for mention in directory.mentions(before.message)]
    named = dict.fromkeys(directory.units_named(before.message) or shops)
    return next(iter(named)) if len(named) == 1 else ""


def _of_its_remark(text: str, before: Turn, directory: Directory) -> str:
    """A question after a thing that the remark on the one shop told of names: 有瑜伽课吗, after lulu在几楼."""
    shops = shops_in(before.answer, directory)
    if len(shops) != 1 or not is_short(text) or directory.mentions(text):
        return ""
    (shop,) = shops
    note = fold(shop.note)
    is_told = any(noun in note and noun in fold(before.answer) for noun in own_nouns(text))
    return f"{shop.name} {text}" if is_told and not names_a_floor(text) else ""


def _of_another_unit(text: str, topic: str, directory: Directory) -> str:
    """What was asked of a unit, of the one of another number beside it: 35呢, after L2-33现在空着吗."""
    before = fold(topic.split("\n")[0])
    match, units = _NUMBER_OF_UNIT.match(text), directory.units_named(before)
    if match is None or len(units) != 1 or units[0].lower() not in before:
        return ""
    told = _LAST_NUMBER.search(units[0])
    if told is None:
        return ""
    beside = f"{units[0][: told.start()]}{match[1].zfill(len(told[0]))}"
    units_like = (match[1], beside) if match[1].isdigit() else (match[1],)
    known = next((unit.lower() for unit in units_like if directory.has_unit(unit)), "")
    # A long number is a unit's though nobody has it; 30呢 may be of days.
    unit = known or (units_like[-1].lower() if len(match[1]) >= _A_UNIT else "")
    return before.replace(units[0].lower(), unit) if unit else ""


def of_which_shop(text: str) -> str:
    """A message that asks which shop is of a kind, which is never asked of the shop spoken of: 那想吃面去哪家."""
    rest = without_connector(text)
    asks = _WHICH_SHOP.search(rest) and kinds_in(rest)
    return rest if asks and not points_at(rest) and not names_a_floor(rest) else ""


def _asks_where_it_counts(text: str, topic: str) -> bool:
    """Whether it is asked at what kind of shop the coupon or points spoken of count: 火锅店能用吗."""
    match = _COUNTS_THERE.fullmatch(text) if is_short(text) else None
    return match is not None and bool(kinds_in(match[1]) and is_of_what_is_earned(topic))


def _another_kind(text: str, topic: str, directory: Directory) -> str | None:
    """A kind of shop that is asked for after a shop was asked about: and what about coffee on L3?

    Of a kind that only one shop is, what was asked is asked of that shop: and at the cinema?
    """
    rest = without_connector(text)
    about = (
        _WHAT_ABOUT.match(rest)
        or _ABOUT_WHAT.match(rest)
        or (_ONLY_A_KIND.match(rest) if rest != text else None)
    )
    if about is None or not kinds_in(about[1]):
        return None
    before = fold(topic.split("\n")[0])
    if not directory.mentions(before):
        words = words_of(before)
        asked = _without_goods_beside(before, words[0], directory) if words else ""
        swapped = asked.replace(words[0], about[1], 1) if words else ""
        for word in words[1:]:
            swapped = swapped.replace(word, "")
        return swapped or None
    fit = {shop for kind in kinds_in(about[1]) for shop in kind.among(directory.shops)}
    if len(fit) == 1 and not names_a_floor(text):
        return _of_another_shop("", topic, [shop.name for shop in fit], directory)
    return f"where is {about[1]}" if text.isascii() else f"{about[1]}有哪些"


def _other_goods(text: str, before: Turn, directory: Directory) -> str:
    """Goods of the directory that are asked for after shops were listed for others: 滑雪板呢, after 哪里有帐篷."""
    about = _ABOUT_WHAT.match(without_connector(text))
    goods = {fold(tag) for shop in directory.shops for tag in shop.tags if len(tag) > 1}
    if about is None or about[1] not in goods or not shops_in(before.answer, directory):
        return ""
    earlier = fold(before.topic.split("\n")[0])
    looked_for = kinds_in(earlier) or any(tag in earlier for tag in goods)
    return f"哪里有卖{about[1]}" if looked_for and not directory.mentions(earlier) else ""


def _without_goods_beside(text: str, kind: str, directory: Directory) -> str:
    """A question without the goods that are named in one breath with a kind of shop: 天幕 of 帐篷天幕."""
    tags = {fold(tag) for shop in directory.shops for tag in shop.tags if len(tag) > 1}
    beside = "|".join(
        re.escape(tag) for tag in sorted(tags, key=len, reverse=True) if tag in text and tag != kind
    )
    if not beside:
        return text
    joint = r"[、和跟与或,，\s]*"
    text = re.sub(rf"{re.escape(kind)}(?:{joint}(?:{beside}))+", kind, text)
    return re.sub(rf"(?:(?:{beside}){joint})+{re.escape(kind)}", kind, text)


def _of_listed(text: str, shop: Shop, turns: Sequence[Turn], directory: Directory) -> str:
    """What is asked of one of the shops that were named; 第一个今晚呢 and 烤的那家 ask what was asked before."""
    name = called(shop, directory)
    if FORMER_PLACE.search(text):
        return f"{name} {text}"
    which = which_is_said(text)
    said = text[: which.start()] + text[which.end() :] if which else without_ordinal(text)
    rest = without_connector(said.strip(" ,"))
    if asked_of(rest) or (which is None and ordinal_in(text) is None):
        return f"{name} {rest}" if which else naming(text, name)
    if not _ELLIPTIC.match(rest):
        return naming(text, name)
    before = next((turn.message for turn in reversed(turns) if asked_of(fold(turn.message))), "")
    question = without_ordinal(without_days(fold(before)) if names_a_day(rest) else fold(before))
    question = without_which(question)
    for mention in directory.mentions(question):
        question = question.replace(mention.matched, "")
    day = _ELLIPTIC.match(rest)
    return f"{name} {day[1] if day else ''}{question}".strip()


def _asks_of_another_thing(text: str) -> bool:
    """Whether a message that only begins like a follow-up asks for a thing of its own: 那附近有文具店吗."""
    rest = without_connector(text)
    return not leans(rest) and not points_at(rest) and bool(_ASKS.search(rest)) and brings_a_subject(rest)


def _is_small_talk(turn: Turn) -> bool:
    """A greeting, thanks or a refusal: nothing that a question can lean on."""
    return turn.handling == Handling.REFUSE or (turn.handling == Handling.ANSWER and not turn.documents)


def _swaps_floor(text: str) -> bool:
    """Whether a message names another floor and hardly more: 那三楼呢, what about L3."""
    return names_a_floor(text) and leans(text) and not points_at(text)


def _is_of_a_shop_alone(text: str, named: Sequence[Mention]) -> bool:
    """Whether a message is the name of a shop with 的 behind it and no more, which asks the same of it: 巴奴的."""
    return any(re.fullmatch(rf"{re.escape(one.matched)}的[呢吗]?[?？。]?", fold(text)) for one in named)


def _of_what_is_no_shop_here(text: str, topic: str, directory: Directory) -> str:
    """What was asked of a shop, of a chain that the directory has not: 彪马呢, after 耐克在几楼.

    A thing of the house is asked for itself: 厕所呢, 停车呢.
    """
    about = _ABOUT_WHAT.match(without_connector(text)) or _WHAT_ABOUT.match(without_connector(text))
    before = topic.split("\n")[0]
    of_a_shop = bool(directory.mentions(before)) or kind_of_chain(before) is not None
    if about is None or not of_a_shop:
        return ""
    if _THE_MALL.fullmatch(about[1]):
        return _of_another_shop("", topic, [about[1]], directory)
    if facilities_in(about[1]) or is_of_the_mall(about[1]):
        return f"where is {about[1]}" if text.isascii() and facilities_in(about[1]) else about[1]
    known = kind_of_chain(about[1])
    is_one = known is not None and known[0] == fold(about[1])
    return _of_another_shop("", topic, [fold(about[1])], directory) if is_one else ""


def _of_another_shop(text: str, topic: str, names: list[str], directory: Directory) -> str:
    """那素白呢 asks of 素白 what was asked of the shop before; with a question of its own it stands alone."""
    if asked_of(text):
        return text
    before = topic.split("\n")[0]
    for mention in directory.mentions(before):
        before = fold(before).replace(mention.matched, "")
    if chain := kind_of_chain(before):
        before = fold(before).replace(chain[0], "")
    return f"{'、'.join(dict.fromkeys(names))} {before.strip()}".strip()


def _earlier_topic(text: str, turns: Sequence[Turn]) -> str | None:
    """The latest topic before the last one that shares a thing with the message."""
    things = own_nouns(without_return(text))
    for turn in reversed(turns):
        spoken = fold(f"{turn.topic} {turn.message}")
        if any(thing in spoken for thing in things):
            return fold(turn.topic)
    return None
