"""English drafts: a paper's own English sentences, else what patterns and a word list can say of its facts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.drafting import compose
from assistant.drafting.channels import Channel
from assistant.drafting.chinese import DEFAULT_SECONDS, Page, Text
from assistant.drafting.dice import Dice
from assistant.drafting.facts import Fact, FactSheet
from assistant.drafting.model import SellingPoint
from assistant.drafting.reviews import english_reply
from assistant.drafting.slots import BRACKETS, UNIT
from assistant.drafting.terms import Campaign
from assistant.drafting.translate import data, translated

BRACKETED_LATIN = re.compile(r"[(（]([A-Za-z][A-Za-z0-9 .&'·-]+)[)）]")
CONTACT = re.compile(r"hotline|questions:|organiser", re.I)
LATIN = re.compile(r"^[ -~–·&]+$")
MOST_SENTENCES = 10
MOST_POINTS = 5
WORDS_A_SECOND = 2.5
FEWEST = 3  # words of a shot's spoken text, for its time

Told = tuple[str, str]  # a sentence, and where it comes from


def written(page: Page) -> Text:
    """The English draft of a page; its body is empty where nothing can be said in English."""
    form, subject = page.form, page.subject
    if form.form == "dianping":
        return Text("", english_reply(page.request.text or "", page.profile))
    sheets = subject.sheets
    if sheets:
        titles = [name_of(sheet) for sheet in sheets]
        told = [one for sheet in sheets for one in _product(sheet, page.dice, len(sheets) > 1)]
    elif subject.campaign:
        titles = [_campaign_name(subject.campaign)]
        told = list(_campaign(subject.campaign, page))
    else:
        return Text("", "")
    title = " and ".join(name for name in titles if name)
    title = title if form.title and len(title) <= form.title else titles[0][: form.title or 0]
    return _laid_out(page, title, told)


def untranslated(sheet: FactSheet) -> list[str]:
    """The fields of a sheet that an English draft leaves out."""
    kept = [*data()["kinds"], "detail"]
    told = [fact for fact in sheet.tellable if fact.kind in kept]
    return list(dict.fromkeys(fact.field for fact in told if not _said(fact)))


def name_of(sheet: FactSheet) -> str:
    """SHANLAN vacuum flask; the Chinese name where the words are not known, so that the shop knows what is meant."""
    brand = BRACKETED_LATIN.search(sheet.value("brand"))
    plain = BRACKETS.sub("", sheet.value("brand"))
    name = sheet.value("name")
    rest = name.removeprefix(plain) or name
    for n in range(2, min(len(plain), len(rest))):
        if rest[:n] == plain[:n] and translated(rest[n:]):
            rest = rest[n:]
    said = translated(rest)
    latin = brand[1].title() if brand else ""
    return " ".join(part for part in (latin, said or (rest if not latin else "")) if part)


def _product(sheet: FactSheet, dice: Dice, apart: bool) -> Iterator[Told]:
    name, where = name_of(sheet), _where(sheet)
    ways = data()["openings"]["product" if where else "nowhere"]
    named = sheet.first("name") or sheet.first("brand") or sheet.first("shop")
    if name:
        opening = dice.pick("english opening", ways).format(name=name, where=where)
        yield _capital(opening), named.source if named else ""
    elif where:
        yield f"{where}.", named.source if named else ""
    about = f"{name}: " if apart and name else ""
    for kind, ways in data()["kinds"].items():
        for fact in sheet.all(kind):
            if said := _said(fact):
                made = kind == "material" and sheet.goods.category not in ("food", "beverage")
                way = dice.pick(f"english {kind}", data()["goods_with_made_of"] if made else ways)
                text = way.format(said) if "{}" in way else f"{way}: {said}"
                yield f"{about}{_sentence(text)}", fact.source
    for fact in sheet.all("detail"):
        if said := _said(fact):
            label = data()["fields"][fact.field]
            yield f"{about}{_sentence(f'{label}: {said}')}", fact.source


def _said(fact: Fact) -> str:
    """What is told of a fact; a detail needs a label that is known, and a tested figure its proof."""
    if fact.kind == "detail" and fact.field not in data()["fields"]:
        return ""
    if fact.kind == "detail" and fact.cited != fact.value:
        return ""  # the proof beside it is Chinese
    text = fact.value if fact.kind == "price" else BRACKETS.sub("", fact.value)
    return translated(BRACKETS.sub("", text))


def _where(sheet: FactSheet) -> str:
    shop = sheet.value("shop")
    units = UNIT.findall(BRACKETS.sub("", shop)) or UNIT.findall(shop)
    return " and ".join(units)


def _campaign_name(campaign: Campaign) -> str:
    return _capital(translated(campaign.name))


def _campaign(campaign: Campaign, page: Page) -> Iterator[Told]:
    """The paper's own English, else its terms."""
    own = [clause for clause in campaign.clauses if clause.english]
    if own:
        yield from ((clause.text, clause.source) for clause in own)
        return
    name, mall = _campaign_name(campaign), page.profile.name_en or page.profile.name
    if name:
        ways = data()["openings"]["campaign"]
        yield page.dice.pick("english opening", ways).format(name=name, mall=mall), campaign.doc_id
    for key, way in data()["terms"].items():
        term = campaign.terms.get(key)
        if term and (said := translated(term.text)):
            yield _sentence(way.format(said)), term.clause.source
    yield page.dice.pick("english rules", data()["rules"]), campaign.doc_id


def _sentence(text: str) -> str:
    return f"{_capital(text.strip(' :,'))}."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _laid_out(page: Page, title: str, told: Sequence[Told]) -> Text:
    """In the form of the channel: a film's shots, a page's table, a message, or lines."""
    form = page.form
    kept = [(s, source) for s, source in told if form.contact or not CONTACT.search(s)]
    if not kept:
        return Text("", "")
    listed = tuple(SellingPoint(s.rstrip("."), source) for s, source in kept[1 : MOST_POINTS + 1])
    sentences = [s for s, _ in kept]
    if form.shots:
        return Text(title, _shots(form, page, sentences), listed)
    if form.table:
        return Text(title, "\n".join(["Highlights", *(f"· {p.text}" for p in listed), "", "Facts", *sentences]), listed)
    return Text(title if form.title else "", _fitting(page, title, sentences), listed)


def _fitting(page: Page, title: str, sentences: Sequence[str]) -> str:
    """As many sentences as the channel holds, in order."""
    form, kept = page.form, list[str]()

    def whole(texts: Sequence[str]) -> str:
        if form.signed:
            return compose.signed(page.profile.sms_signature or page.profile.name, " ".join(texts))
        return "\n".join([*texts, *([_topics(page, title)] if form.topics else [])])

    for sentence in sentences[:MOST_SENTENCES]:
        if form.holds(title if form.title else "", whole([*kept, sentence])):
            kept.append(sentence)
    return whole(kept) if kept else ""


def _topics(page: Page, title: str) -> str:
    words = [title, page.profile.name_en, "Shopping", "Weekend"]
    kept = dict.fromkeys("".join(c for c in word.title() if c.isalnum()) for word in words if word)
    least, _ = page.form.topics or (3, 5)
    return " ".join(f"#{word}" for word in [w for w in kept if w][: max(3, least)])


def _shots(form: Channel, page: Page, sentences: Sequence[str]) -> str:
    shortest, longest = form.seconds or (15, 30)
    seconds = max(shortest, min(longest, page.demands.seconds or DEFAULT_SECONDS))
    kept: list[str] = []
    for sentence in sentences:
        if sum(map(_words, [*kept, sentence])) <= seconds * WORDS_A_SECOND or not kept:
            kept.append(sentence)
    total, said, rows = sum(map(_words, kept)), 0, []
    pictures = data()["pictures"]
    for n, sentence in enumerate(kept, start=1):
        start, said = said, said + _words(sentence)
        times = f"{round(start / total * seconds)}-{round(said / total * seconds)} s"
        rows.append(f"Shot {n} | {times} | Picture: {pictures[(n - 1) % len(pictures)]} | Voice: {sentence}")
    return "\n".join(rows)


def _words(sentence: str) -> int:
    return max(FEWEST, len(sentence.split()))
