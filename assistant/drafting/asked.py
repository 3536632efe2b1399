"""What a request demands that may not be written: found, named, and kept out of the drafts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.compliance import ComplianceChecker, Finding, Severity
from assistant.compliance.goods import Goods
from assistant.compliance.notices import is_denied
from assistant.compliance.numbers import unsourced_numbers
from assistant.compliance.rules import RuleBook
from assistant.drafting.facts.clauses import demands_in
from assistant.drafting.guard import WHOLE_TEXT
from assistant.drafting.subject import Subject
from assistant.drafting.templates.joint import bound_together
from assistant.drafting.templates.reviews import FABRICATED, TRADED
from assistant.drafting.templates.voice import tags

# Rules after which nothing but directory information is written.
NO_DRAFT = frozenset({"C05", "C06", "C09", "C12", "C13", "K10"})
# A request for several channels names some of them; that is no call to leave the platform.
PLATFORM_CONTACT = frozenset({"E01", "E03", "E06"})
HAN = re.compile(r"[\u3400-\u9fff]")
TITLED = re.compile(r"《[^《》\n]{1,40}》")
# What a customer says in a request for a reply: quoted, or after a label that says so, up to the errand behind it.
REVIEWED = (
    re.compile(r"[“‘「『\"'][^”’」』\"'\n]{2,}[”’」』\"']"),
    re.compile(
        r"(?:差评|好评|中评|评价|点评|评论|留言|原文|顾客|客人|用户|会员)[^:：,，。;；\n]{0,8}[:：].*?(?=[,，。!！?？;；\s]+(?:请|帮|麻烦|写|怎么|以|用|回)|$)",
        re.S,
    ),
)
WRITING = re.compile(r"写|编|加上|加一|说成|提到|强调|注明|承诺|保证|返|送")
CLAIMED_NUMBER = re.compile(
    r"(?:原价|现价?|只要|仅|立减|直降|减|满|活动价|特价|券后)\s*[¥￥]?\d[\d,]*(?:\.\d+)?|\d[\d,]*(?:\.\d+)?\s*(?:元|折|块)"
)


def traded_reviews(book: RuleBook, text: str) -> list[Finding]:
    """A request to pay for a better review: it is never written."""
    return [
        Finding(
            "D05",
            Severity.BLOCK,
            match[0],
            match.span(),
            book.cite(("CPR§9", "HOUSE"), None),
            "以好处换取删改评价属虚假宣传。",
            "只写致歉、核实和处理渠道,不提好处,也不要求删改评价。",
        )
        for match in TRADED.finditer(text)
    ]


def made_up(book: RuleBook, text: str) -> list[Finding]:
    """A request to write reviews in customers' place."""
    return [
        Finding(
            "D05",
            Severity.BLOCK,
            match[0],
            match.span(),
            book.cite(("AUCL§9", "CPR§9", "HOUSE"), None),
            "代替顾客写好评属虚假宣传。",
            "请到店的顾客如实评价,商场只以官方身份回复。",
        )
        for match in FABRICATED.finditer(text)
        if not is_denied(text, *match.span())
    ]


def blocking(findings: Sequence[Finding]) -> bool:
    return any(f.severity is Severity.BLOCK for f in findings)


def is_fabricated(text: str, findings: Sequence[Finding], channels: Sequence[str]) -> bool:
    """Whether reviews are to be made up: there is none to answer. To trade for one is another demand."""
    traded = [m.span() for m in TRADED.finditer(text)]
    made = (f.span for f in findings if f.rule_id == "D05")
    apart = any(not any(a < end and start < b for a, b in traded) for start, end in made)
    return apart and set(channels) == {"dianping"}


def is_ours(text: str, span: tuple[int, int]) -> bool:
    """Whether words of a request for a reply are said by us, not by the customer whose review it quotes."""
    told = [m.span() for pattern in REVIEWED for m in pattern.finditer(text)]
    if any(a <= span[0] and span[1] <= b for a, b in told):
        return False
    return bool(WRITING.search(text[: span[1]]))


def request_findings(
    checker: ComplianceChecker,
    text: str,
    channels: Sequence[str],
    goods: Goods,
    sources: Sequence[str],
    pasted: bool = False,
) -> list[Finding]:
    """Findings on the words of a request, each wording once; what the sources themselves say is no demand.
    `pasted`: the source is the request itself, which proves no claim to be the only one."""
    seen: dict[tuple[str, tuple[int, int]], Finding] = {}
    wanted = [(a, text[a:b]) for a, b in demands_in(text)]
    told = "\n".join(sources)
    text = TITLED.sub(lambda m: " " * len(m[0]), text)  # 《最好的我们》 is a book
    for channel in channels or (None,):
        for finding in checker.check(text, channel, goods.checked_as, by_likeness=False).findings:
            if _is_demand(finding, len(channels)) and (
                not _is_sourced(finding, told) or (pasted and is_unproven(finding))
            ):
                seen.setdefault((finding.rule_id, finding.span), finding)
        for at, said in wanted:  # what is to be claimed is held against what claims like it have been
            for finding in checker.check(said, channel, goods.checked_as).findings:
                span = (finding.span[0] + at, finding.span[1] + at)
                known = any(a < span[1] and span[0] < b for rule, (a, b) in seen if rule == finding.rule_id)
                if finding.severity is Severity.BLOCK and _is_demand(finding, len(channels)) and not known:
                    seen[finding.rule_id, span] = replace(finding, span=span)
    return list(seen.values())


def is_unproven(finding: Finding) -> bool:
    """Whether it is a claim to be the only or the first, without the proof that it needs."""
    return finding.rule_id == "A05" and finding.severity is Severity.EVIDENCE


def _is_demand(finding: Finding, channels: int) -> bool:
    if finding.rule_id in WHOLE_TEXT or (
        finding.rule_id in PLATFORM_CONTACT and not HAN.search(finding.text)
    ):
        return False  # a shop's number is a fact; to lead people there is a demand
    return channels == 1 or finding.rule_id not in PLATFORM_CONTACT


def _is_sourced(finding: Finding, told: str) -> bool:
    return finding.severity is not Severity.BLOCK and finding.text in told


def unsourced_claims(book: RuleBook, text: str, sources: Sequence[str]) -> list[Finding]:
    """Prices and discounts that the request names and no source does."""
    advice = book.structure["K17"]
    claimed = [m.span() for m in CLAIMED_NUMBER.finditer(text)]
    return [
        Finding(
            "K17",
            Severity.EVIDENCE,
            text[a:b],
            (a, b),
            book.cite(advice.basis, None),
            advice.why,
            advice.suggestion,
        )
        for a, b in unsourced_numbers(text, sources)
        if any(start <= a and b <= end for start, end in claimed)
    ]


def wrong_audience(book: RuleBook, tag: str | None, goods: Goods) -> list[Finding]:
    """Drinks may not go to audiences with minors."""
    row = tags()["tags"].get(tag or "", {})
    if goods.category != "alcohol" or not row.get("no_alcohol"):
        return []
    advice = book.structure["K11"]
    why = "酒类文案不得投放给含未成年人或学生的客群。"
    return [
        Finding("K11", Severity.BLOCK, "", (0, 0), book.cite(advice.basis, None), why, "更换为成年客群。")
    ]


def of_partners(book: RuleBook, tag: str | None, text: str, subject: Subject) -> list[Finding]:
    """A joint draft: the second product's audience, and offers that would bind one tenant to the other."""
    if subject.partner is None:
        return []
    basis = book.cite(("HOUSE",), None)
    bound = [
        Finding(
            "K18",
            Severity.EVIDENCE,
            words,
            (text.find(words), text.find(words) + len(words)),
            basis,
            "两家的报名资料里没有这样的联合优惠,不能替任何一家承诺。",
            "请两家书面确认联合优惠的内容、日期和条件,写进产品单后再写。",
        )
        for words in bound_together(text, subject.sources)
    ]
    return [*bound, *wrong_audience(book, tag, subject.partner.goods)]


def not_in_force(book: RuleBook, reasons: Sequence[str]) -> list[Finding]:
    advice = book.structure["K3"]
    basis = book.cite(advice.basis, None)
    return [
        Finding("K3", Severity.BLOCK, "", (0, 0), basis, why, "使用现行且已公布的文件。")
        for why in reasons
        if why
    ]
