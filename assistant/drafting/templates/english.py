"""English drafts: a paper's own English sentences, else what patterns and a word list can say of its facts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.drafting.sums.terms import Campaign
from assistant.drafting.templates import phrasing
from assistant.drafting.templates.chinese import Page, Text
from assistant.drafting.templates.english_facts import campaign_terms, name_of, product_facts
from assistant.drafting.templates.english_page import Piece, laid_out, signed, whole
from assistant.drafting.templates.reviews import english_reply
from assistant.drafting.templates.translate import data, translated

CONTACT = re.compile(r"hotline|questions:|organiser|\d{3,4}-\d{3,4}", re.I)
ENOUGH = 2  # of a paper's own sentences that a short channel has to hold for them to be taken
CLOCK = re.compile(r"(?<=日)\s*\d{1,2}:\d{2}")
BRACKETS = re.compile(r"\s*[(（][^()（）]*[)）]")


def written(page: Page) -> Text:
    """The English draft of a page; its body is empty where nothing can be said in English."""
    form, sheets, campaign = page.form, page.subject.sheets, page.subject.campaign
    if form.form == "dianping":
        return Text("", english_reply(page.request.text or "", page.profile))
    if sheets:
        names = [name_of(sheet) for sheet in sheets]
        if form.form == "faq":
            return Text("", _questions(page))
        pieces = list(_products(page))
    elif campaign:
        names = [_capital(translated(campaign.name))]
        pieces = _campaign(campaign, page)
    else:
        return Text("", "")
    title = _title(names, form.title) if form.title else ""
    kept = [p for p in pieces if form.contact or not CONTACT.search(p.wordings[0])]
    return laid_out(page, title, kept) if kept else Text("", "")


def _title(names: Sequence[str], limit: int) -> str:
    """The name, or its last words: in English they say what it is."""
    whole = _capital(" and ".join(name for name in names if name))
    if len(whole) <= limit:
        return whole
    words = names[0].split()
    while words and len(" ".join(words)) > limit:
        words = words[1:]
    return _capital(" ".join(words))


def _products(page: Page) -> Iterator[Piece]:
    apart = len(page.subject.sheets) > 1
    for sheet in page.subject.sheets:
        name = name_of(sheet)
        for told in product_facts(sheet, page.dice):
            texts = told.wordings
            if apart and told.kind != "opening":
                texts = tuple(f"{name}: {text}" for text in texts)
            must = told.kind in ("opening", "price", "offer", "warning")
            yield Piece(tuple(map(_sentence, texts)), told.source, must, told.kind)
    closing = page.dice.pick("english closing", data()["closings"])
    if closing and not page.form.table:
        yield Piece((closing,), "")


def _campaign(campaign: Campaign, page: Page) -> list[Piece]:
    """The paper's own English; its terms where a short channel would hold too little of that."""
    own = [Piece((c.text,), c.source) for c in campaign.clauses if c.english]
    if own and (not page.form.whole or _first_fit(page, own) >= ENOUGH):
        return own
    short = list(_short(campaign, page))
    if page.form.signed:
        return short or own
    name, mall = _capital(translated(campaign.name)), page.profile.name_en or page.profile.name
    opening = page.dice.pick("english opening", data()["openings"]["campaign"]).format(name=name, mall=mall)
    made = [Piece((opening,), campaign.doc_id)] if name else []
    terms = list(campaign_terms(campaign))
    if not terms:
        return own or short
    made += [Piece(tuple(map(_sentence, t.wordings)), t.source, t.kind in _LEADING) for t in terms]
    rules = page.dice.pick("english rules", data()["rules"])
    return [*made, Piece((rules,), campaign.doc_id)]


_LEADING = frozenset({"offer", "period", "days", "moment", "place", "draw", "use", "ages", "fee", "price"})


def _first_fit(page: Page, pieces: Sequence[Piece]) -> int:
    """How many of the pieces fit, from the first on."""
    count = 0
    while count < len(pieces) and page.form.holds(
        "", whole(page, "", [p.wordings[0] for p in pieces[: count + 1]])
    ):
        count += 1
    return count


def _short(campaign: Campaign, page: Page) -> Iterator[Piece]:
    """One whole sentence for a message."""
    known = {"name": _capital(translated(campaign.name))}
    for key, term in campaign.terms.items():
        text = CLOCK.sub("", term.text) if key in ("period", "days") else term.text
        said = translated(re.sub(r"\d{4}年", "", BRACKETS.sub("", text)))
        known[key] = said.replace(" when you spend ", " on ")
    told = [
        w.format_map(known) for w in data()["short"] if all(known.get(name) for name in phrasing.needs(w))
    ]
    fitting = [t for t in told if page.form.holds("", signed(page, [t]))]
    if fitting:
        yield Piece((_capital(fitting[0]),), campaign.doc_id, must=True)


def _questions(page: Page) -> str:
    """Questions and answers out of the facts for which a question is known, one of a kind."""
    asks, sheets = data()["questions"], page.subject.sheets
    rows: dict[str, str] = {}
    for sheet in sheets:
        about = f"{_capital(name_of(sheet))}: " if len(sheets) > 1 else ""
        for told in product_facts(sheet, page.dice):
            question = asks.get("shop" if told.kind == "opening" else told.kind)
            if question:
                rows.setdefault(f"{about}{question}", _sentence(told.wordings[0]))
    count = page.demands.questions or len(rows)
    told_rows = list(rows.items())[:count]
    return "\n".join(f"Q{n}: {q}\nA{n}: {a}" for n, (q, a) in enumerate(told_rows, start=1))


def _sentence(text: str) -> str:
    return f"{_capital(text.strip(' :,').rstrip('.'))}."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
