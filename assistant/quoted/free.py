"""What costs nothing: every paper's passage that says so, to who asks what there is for free."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from assistant.asking.asked import Asked
from assistant.language import ENGLISH
from assistant.model import Handling
from assistant.quoted import certainty
from assistant.reply import Reply, quoted
from knowledge.directory import is_shop_row
from knowledge.model import Hit, Standing
from knowledge.text import fold

_MOST, _OF_ONE_PAPER = 5, 2
_LEANS = re.compile(r"(?:It|They|This)(?![a-z])")
_READ = 40  # passages looked through
_FREE = r"(?:免费|免费用|不要钱|不用钱|不花钱|不收钱|不收费|唔使钱|白玩|白嫖)"
_WHICH = r"(?:什么|啥|哪些|咩|乜嘢|乜)"
_ASKS = re.compile(
    rf"(?:(?:有|边|做|送){_WHICH}|哪些)[^,。?!]{{0,6}}{_FREE}|{_FREE}的?[^,。?!]{{0,8}}(?:有{_WHICH}|{_WHICH})|有(?:没有|冇)?{_FREE}的?(?:东西|活动|项目|玩|服务)"
    r"|(?<![a-z])(?:what(?:'s| is| are) (?:there |here |all )?(?:for )?free(?![a-z])(?! (?:parking|hours?|minutes?|of))|what can .{2,24} for free|anything free|free (?:things|stuff|activities|events|services|fun)|for free\b.{0,10}$)"
)
_OF_A_THING = re.compile(r"停车|泊车|抵扣|park")  # 有什么办法免费停车 asks for that rule
_SAYS = re.compile(
    r"免费(?!时长|停车|注册)|不收(?:门票|费)|(?<![a-z-])free(?=[.,;:]|$| of charge| to (?:borrow|use|attend|enter|join)| without| for | admission| entry)"
)
_FUN = re.compile(r"玩|活动|节目|看|(?<![a-z])(?:fun|events?|kids|activit\w+|things to do)(?![a-z])")
_LOOK_FOR = {  # by whether it is for fun, and whether in English
    (True, False): "免费参加 不收门票 免费观看 活动",
    (False, False): "免费借用 免费使用 免费参加 设施 服务",
    (True, True): "free event, free entry, no ticket or registration needed",
    (False, True): "free of charge, free to borrow, free event",
}


def what_is_free(asked: Asked) -> Reply | None:
    """The passages in force that say that something is free, a few of each paper; None for other questions."""
    text = fold(asked.text)
    if not _ASKS.search(text) or _OF_A_THING.search(text):
        return None
    words = _LOOK_FOR[bool(_FUN.search(text)), asked.english]
    hits = asked.search.find(words, as_of=asked.question.as_of, k=_READ).hits
    lines = [quoted(hit) for chosen in _chosen(asked, hits) for hit in (*_before(chosen, hits), chosen)]
    return Reply(Handling.ANSWER, tuple(lines), certainty.SURE, topic=asked.full) if lines else None


def _before(hit: Hit, hits: Sequence[Hit]) -> list[Hit]:
    """The passage before one that begins with a pronoun: It is free tells nothing by itself."""
    if not _LEANS.match(hit.passage.text):
        return []
    doc, place = hit.document.doc_id, hit.passage.ordinal - 1
    return [one for one in hits if one.document.doc_id == doc and one.passage.ordinal == place][:1]


def _chosen(asked: Asked, hits: Sequence[Hit]) -> list[Hit]:
    """Those in the asker's language, where there are any, no more than a few of one paper."""
    free = [
        hit
        for hit in hits
        if hit.standing is Standing.IN_FORCE
        and not is_shop_row(hit.document, hit.passage)
        and _SAYS.search(fold(hit.passage.text))
        and not _OF_A_THING.search(fold(f"{hit.document.title} {hit.passage.text}"))
    ]
    own = [hit for hit in free if (hit.passage.language == ENGLISH) == asked.english]
    papers: Counter[str] = Counter()
    chosen = []
    for hit in own or free:
        papers[hit.document.doc_id] += 1
        if papers[hit.document.doc_id] <= _OF_ONE_PAPER:
            chosen.append(hit)
    return chosen[:_MOST]
