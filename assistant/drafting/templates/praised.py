"""What a customer's review is about, in words short enough to be taken up: who served, which goods, which shop."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

_QUOTED = re.compile(r"[“‘「『\"']([^“”‘’「」『』\"'\n]{4,})[”’」』\"']")
_SAID = re.compile(
    r"(?:顾客|客人|用户|会员|网友|家长|有人|对方)(?:留言|评价|点评)?(?:说|反映|反馈|抱怨|评价|夸|写道?|称赞|表扬)[:：,，]?\s*([^)）。;；\n]{2,80})"
)
_LABELLED = re.compile(r"(?:好评|差评|中评|点评|评价|评论|留言|原文)(?:内容)?[:：]\s*(\S[^\n]*)", re.S)
_STAFF = (
    r"柜员|柜姐|店员|导购|服务员|服务生|店长|店主|老板娘?|师傅|老师|教练|收银员?|阿姨|小哥哥?|小姐姐|工作人员|前台|技师|美容师|发型师|咖啡师|调酒师"
    r"|花艺师|验光师|摄影师|保安|保洁|客服|妹妹|姐姐|员工|伙计|厨师|配镜师"
)
_SERVED = re.compile(
    rf"(?P<shop>[\u3400-\u9fff]{{2,8}}?)?(?:家|店里?|那边)?的?(?:一位|那位|这位)?(?P<who>{_STAFF})"
)
_LIKED = re.compile(
    r"^(?:他们?家的?|这家的?|你们?家?的?|店里的?|点了|换的|点的|买的|选的|做的|推荐的|买了|试了|吃了|喝了|带了|尤其是?|特别是|这[款个件双条杯份支瓶]|那[款个件双条杯份支瓶]|就是|而且|还有)*"
    r"(?P<goods>[\u3400-\u9fff]{2,6}?)(?:用着|用起来|用了|喝着|喝起来|吃着|吃起来|穿着|穿起来|穿上|戴着|戴上|摸着|闻着|睡着|坐着|闻起来"
    r"|的?味道|的?口感|的?手感|的?做工|的?质感|做得|烤得|煮得|熬得|讲得|教得|很|挺|真|特别|超|非常|也|都|确实|不错|足|又|好[吃喝看用闻香])"
)
_NO_GOODS = re.compile(
    r"环境|服务|态度|感觉|觉得|整体|总体|孩子|宝宝|老公|老婆|朋友|闺蜜|家人|今天|昨天|上次|这次|下次|第一|价格|位置|人[不很]|没有|一直|大家|自己|我|你|他|她|这|那|哪|什么"
)
_NO_SHOP = re.compile(
    r"今天|昨天|这家|那家|他们|你们|我们|一位|一个|新来|店里|门口|柜台|服务|态度|每个|所有|因为|还有|而且|带班|我|你|他|她|谢|感"
)
MOST = 2


def told_by_customer(asked: str) -> str:
    """The customer's own words in a request for a reply: quoted, reported or behind a label; else empty."""
    for pattern in (_QUOTED, _SAID, _LABELLED):
        if match := pattern.search(asked):
            return match[1].strip()
    return ""


def taken_up(
    good: Sequence[str], shops: Sequence[str], goods: str, allowed: Callable[[str], bool]
) -> list[str]:
    """At most MOST sentences on what was praised; each names it and is allowed."""
    return [said for said in dict.fromkeys(_sentences(good, shops, goods)) if allowed(said)][:MOST]


def _sentences(good: Sequence[str], shops: Sequence[str], goods: str) -> Iterator[str]:
    text = "\n".join(good)
    named = next((shop for shop in shops if shop in text), "")
    served = _SERVED.search(text)
    if served:
        before = served["shop"] or ""
        shop = named or ("" if _NO_SHOP.search(before) else before)
        yield f"您对{shop}{served['who']}的肯定，我们会转告本人。"
    if goods and (goods in text or goods[-2:] in text):
        yield f"{goods}您喜欢，我们会转告门店。"
        return
    for clause in good:
        liked = _LIKED.match(clause)
        if liked and not _NO_GOODS.search(liked["goods"]) and not re.search(_STAFF, clause):
            thing = liked["goods"].removeprefix(named).removesuffix("的")
            if len(thing) >= 2:
                yield f"{thing}合您的心意，我们也高兴。"
    if named and not served:
        yield f"您对{named}的喜欢，我们会转告门店。"
