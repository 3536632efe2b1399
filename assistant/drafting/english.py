"""English drafts: the papers' own English sentences, else labelled facts that need no translating."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.drafting.channels import Channel
from assistant.drafting.facts import FactSheet

BRACKETED_LATIN = re.compile(r"[(（]([A-Za-z][A-Za-z0-9 .&'·-]+)[)）]")
BRACKETS = re.compile(r"[(（][^()（）]*[)）]")
UNIT = re.compile(r"[LB]\d{1,2}-[0-9A-Za-z]{1,4}")
ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
CONTACT = re.compile(r"hotline|questions:|organiser", re.I)
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
MOST_SENTENCES = 6
LABELS = (
    ("price", ""), ("spec", "Size"), ("material", "Made with"), ("conditions", "Offer"), ("period", "Offer dates"),
    ("allergen", "Allergens"), ("warning", "Please note"),
)  # fmt: skip
WORDS = (
    (r"同款同规格的?第二杯半价", "second cup half price for the same drink and size"),
    (r"第二杯半价", "second cup half price"), (r"同款同规格", "same drink and size"), (r"活动价|售价", ""),
    (r"(\d[\d,.]*)\s*元", r"CNY \1"), (r"每日限?\s*(\d+)\s*份", r"\1 a day"), (r"\s*至\s*", " to "),
    (r"过量饮酒有害健康", "drink in moderation"), (r"未成年人请勿饮酒", "no alcohol for minors"),
    (r"含乳[^,，;；。]*[,，]对乳过敏者请留意|含乳", "contains milk"), (r"牛乳", "milk"), (r"浓缩咖啡", "espresso"),
    (r"桂花酱", "osmanthus sauce"), (r"不锈钢", "stainless steel"), (r"纯棉", "cotton"), (r"[;；、,，]\s*", ", "),
)  # fmt: skip


def fitting(channel: Channel, sentences: Sequence[str], signature: str, opt_out: str) -> str:
    """As many sentences as the channel holds, in order; contacts only where they may stand."""
    kept: list[str] = []
    for sentence in sentences:
        if CONTACT.search(sentence) and not channel.contact:
            continue
        if (
            channel.holds("", _whole(channel, [*kept, sentence], signature, opt_out))
            and len(kept) < MOST_SENTENCES
        ):
            kept.append(sentence)
    return _whole(channel, kept, signature, opt_out) if kept else ""


def _whole(channel: Channel, sentences: Sequence[str], signature: str, opt_out: str) -> str:
    return f"【{signature}】{' '.join(sentences)}{opt_out}" if channel.signed else "\n".join(sentences)


def product_sentences(sheet: FactSheet) -> tuple[str, list[str]]:
    """Title and lines; facts that only stand in Chinese are left to the person who reads the notes."""
    brand = BRACKETED_LATIN.search(sheet.value("brand"))
    title = brand[1].title() if brand else ""
    units = ", ".join(
        UNIT.findall(BRACKETS.sub("", sheet.value("shop"))) or UNIT.findall(sheet.value("shop"))
    )
    lines = [f"{title}, {units}" if title and units else title or units]
    told = ((label, _translated(sheet.value(kind))) for kind, label in LABELS)
    return title, [
        line
        for line in (*lines, *(f"{label}: {text}".removeprefix(": ") for label, text in told if text))
        if line
    ]


def _translated(text: str) -> str:
    """The text in English when the small word list covers all of it, else nothing."""
    text = ISO.sub(lambda m: f"{int(m[3])} {MONTHS[int(m[2]) - 1]} {m[1]}", BRACKETS.sub("", text))
    for pattern, word in WORDS:
        text = re.sub(pattern, word, text)
    text = re.sub(r"\s+", " ", text).strip(" ,")
    return "" if re.search(r"[\u3400-\u9fff]", text) else text
