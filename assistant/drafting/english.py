"""English drafts: the papers' own English sentences, else labelled facts that need no translating."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.drafting.channels import Channel
from assistant.drafting.facts import FactSheet
from assistant.drafting.terms import Campaign

BRACKETED_LATIN = re.compile(r"[((]([A-Za-z][A-Za-z0-9 .&'·-]+)[))]")
UNIT = re.compile(r"[LB]\d{1,2}-[0-9A-Za-z]{1,4}")
CONTACT = re.compile(r"hotline|questions:|organiser", re.I)
LABELS = {
    "price": "Price",
    "spec": "Size",
    "period": "Offer dates",
    "promo": "Offer",
    "warning": "Please note",
}
WORDS = (
    (r"第二杯半价", "second cup half price"), (r"活动价|售价", ""), (r"(\d[\d,.]*)\s*元", r"CNY \1"), (r"[;;、,]", ", "),
    (r"同款同规格的?", "same drink and size"), (r"每日限?\s*(\d+)\s*份", r"\1 a day"), (r"至", " to "),
    (r"过量饮酒有害健康", "drink in moderation"), (r"未成年人请勿饮酒", "no alcohol for minors"),
    (r"含乳", "contains milk"), (r"牛乳", "milk"), (r"浓缩咖啡", "espresso"), (r"桂花酱", "osmanthus sauce"),
)  # fmt: skip


def english_campaign(channel: Channel, campaign: Campaign, name_en: str, signature: str, opt_out: str) -> str:
    """As many of the paper's English sentences as the channel holds, contacts only where they may stand."""
    sentences = [s for s in campaign.english if channel.contact or not CONTACT.search(s)]
    if channel.signed:
        return _sms(sentences, channel, signature, opt_out)
    kept: list[str] = []
    for sentence in sentences:
        body = "\n".join([*kept, sentence])
        if channel.holds("", body) and len(kept) < (channel.lines or 6):
            kept.append(sentence)
    return "\n".join(kept)


def _sms(sentences: Sequence[str], channel: Channel, signature: str, opt_out: str) -> str:
    bodies = (f"【{signature}】{sentence}{opt_out}" for sentence in sentences)
    return next((body for body in bodies if channel.holds("", body)), "")


def english_product(sheet: FactSheet) -> tuple[str, str]:
    """Title and body. Facts that only stand in Chinese are left to the reader's notes."""
    brand = BRACKETED_LATIN.search(sheet.value("brand"))
    title = brand[1].title() if brand else ""
    lines = [f"{title} at {', '.join(UNIT.findall(sheet.value('shop')))}".strip()]
    for kind in ("price", "spec", "promo", "period", "conditions", "material", "allergen", "warning"):
        text = _translated(sheet.value(kind))
        if text:
            lines.append(f"{LABELS.get(kind, kind.capitalize())}: {text}")
    return title, "\n".join(line for line in lines if line and not line.endswith(" at"))


def _translated(text: str) -> str:
    text = re.sub(r"[((][^()()]*[))]", "", text)
    for pattern, word in WORDS:
        text = re.sub(pattern, word, text)
    text = re.sub(r"\s*,\s*", ", ", re.sub(r"\s+", " ", text)).strip(" ,")
    return "" if re.search(r"[\u3400-\u9fff]", text) else text
