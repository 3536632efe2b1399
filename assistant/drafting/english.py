"""English drafts: a paper's own English sentences, else what patterns and a word list can say of its facts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.drafting import compose
from assistant.drafting.chinese import DEFAULT_SECONDS, Page, Text
from assistant.drafting.english_facts import campaign_terms, name_of, product_facts
from assistant.drafting.model import SellingPoint
from assistant.drafting.reviews import english_reply
from assistant.drafting.terms import Campaign
from assistant.drafting.translate import data, translated

CONTACT = re.compile(r"hotline|questions:|organiser", re.I)
MOST_POINTS = 5
WORDS_A_SECOND = 2.5
FEWEST = 3  # words of a shot's spoken text, for its time
ENOUGH = 2  # of a paper's own sentences that a short channel has to hold for them to be taken
CLOCK = re.compile(r"(?<=日)\s*\d{1,2}:\d{2}")
BRACKETS = re.compile(r"\s*[(（][^()（）]*[)）]")


@dataclass(frozen=True, slots=True)
class _Piece:
    """Sentences of a draft, the wordings of each from long to short; `must` ones come first when room is short."""

    wordings: tuple[str, ...]
    source: str
    must: bool = False
    kind: str = ""


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
    return _laid_out(page, title, kept) if kept else Text("", "")


def _title(names: Sequence[str], limit: int) -> str:
    """The name, or its last words: in English they say what it is."""
    whole = _capital(" and ".join(name for name in names if name))
    if len(whole) <= limit:
        return whole
    words = names[0].split()
    while words and len(" ".join(words)) > limit:
        words = words[1:]
    return _capital(" ".join(words))


def _products(page: Page) -> Iterator[_Piece]:
    apart = len(page.subject.sheets) > 1
    for sheet in page.subject.sheets:
        name = name_of(sheet)
        for told in product_facts(sheet, page.dice):
            texts = told.wordings
            if apart and told.kind != "opening":
                texts = tuple(f"{name}: {text}" for text in texts)
            must = told.kind in ("opening", "price", "offer", "warning")
            yield _Piece(tuple(map(_sentence, texts)), told.source, must, told.kind)
    closing = page.dice.pick("english closing", data()["closings"])
    if closing and not page.form.table:
        yield _Piece((closing,), "")


def _campaign(campaign: Campaign, page: Page) -> list[_Piece]:
    """The paper's own English; its terms where a short channel would hold too little of that."""
    own = [_Piece((c.text,), c.source) for c in campaign.clauses if c.english]
    if own and (not page.form.whole or _first_fit(page, own) >= ENOUGH):
        return own
    short = list(_short(campaign, page))
    if page.form.signed:
        return short or own
    name, mall = _capital(translated(campaign.name)), page.profile.name_en or page.profile.name
    opening = page.dice.pick("english opening", data()["openings"]["campaign"]).format(name=name, mall=mall)
    made = [_Piece((opening,), campaign.doc_id)] if name else []
    terms = list(campaign_terms(campaign))
    if not terms:
        return own or short
    made += [_Piece(tuple(map(_sentence, t.wordings)), t.source, t.kind in _LEADING) for t in terms]
    rules = page.dice.pick("english rules", data()["rules"])
    return [*made, _Piece((rules,), campaign.doc_id)]


_LEADING = frozenset({"offer", "period", "days", "moment", "place", "draw", "use", "ages", "fee", "price"})


def _first_fit(page: Page, pieces: Sequence[_Piece]) -> int:
    """How many of the pieces fit, from the first on."""
    count = 0
    while count < len(pieces) and page.form.holds(
        "", _whole(page, "", [p.wordings[0] for p in pieces[: count + 1]])
    ):
        count += 1
    return count


def _short(campaign: Campaign, page: Page) -> Iterator[_Piece]:
    """One whole sentence for a message."""
    known = {"name": _capital(translated(campaign.name))}
    for key, term in campaign.terms.items():
        text = CLOCK.sub("", term.text) if key in ("period", "days") else term.text
        said = translated(re.sub(r"\d{4}年", "", BRACKETS.sub("", text)))
        known[key] = said.replace(" when you spend ", " on ")
    told = [w.format_map(known) for w in data()["short"] if all(known.get(name) for name in compose.needs(w))]
    fitting = [t for t in told if page.form.holds("", _signed(page, [t]))]
    if fitting:
        yield _Piece((_capital(fitting[0]),), campaign.doc_id, must=True)


def _laid_out(page: Page, title: str, pieces: Sequence[_Piece]) -> Text:
    """In the form of the channel: a film's shots, a page's table, a message, or lines."""
    form = page.form
    told = [p for p in pieces if p.source]
    listed = tuple(SellingPoint(p.wordings[0].rstrip("."), p.source) for p in told[1 : MOST_POINTS + 1])
    if form.shots:
        return Text(title, _shots(page, pieces), listed)
    if form.table:
        facts = [p.wordings[0] for p in told]
        return Text(
            title, "\n".join(["Highlights", *(f"· {p.text}" for p in listed), "", "Facts", *facts]), listed
        )
    return Text(title, _fitting(page, title, pieces), listed)


def _fitting(page: Page, title: str, pieces: Sequence[_Piece]) -> str:
    """As many sentences as the channel holds; those that must stand first, short, then all as long as may be."""
    kept: dict[int, str] = {}

    def body(texts: dict[int, str]) -> str:
        return _whole(page, title, [texts[n] for n in sorted(texts)])

    musts = [(n, piece.wordings[-1]) for n, piece in enumerate(pieces) if piece.must]
    for at, wording in [
        *musts,
        *((n, w) for n, piece in enumerate(pieces) for w in reversed(piece.wordings)),
    ]:
        if page.form.holds(title, body({**kept, at: wording})):
            kept[at] = wording
    warned = all(n in kept for n, piece in enumerate(pieces) if piece.kind == "warning")
    return body(kept) if kept and warned else ""


def _whole(page: Page, title: str, texts: Sequence[str]) -> str:
    if page.form.signed:
        return _signed(page, texts)
    return "\n".join([*texts, *([_topics(page, title)] if page.form.topics else [])])


def _signed(page: Page, texts: Sequence[str]) -> str:
    return compose.signed(page.profile.sms_signature or page.profile.name, f"{' '.join(texts)} ")


def _topics(page: Page, title: str) -> str:
    words = [title, page.profile.name_en, "Shopping", "Weekend"]
    kept = dict.fromkeys("".join(c for c in word.title() if c.isalnum()) for word in words if word)
    least, _ = page.form.topics or (3, 5)
    return " ".join(f"#{word}" for word in list(kept)[: max(3, least)])


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


def _shots(page: Page, pieces: Sequence[_Piece]) -> str:
    shortest, longest = page.form.seconds or (15, 30)
    seconds = max(shortest, min(longest, page.demands.seconds or DEFAULT_SECONDS))
    kept: list[int] = []
    for at in sorted(range(len(pieces)), key=lambda at: not pieces[at].must):
        spoken = sum(_words(pieces[n].wordings[-1]) for n in (*kept, at))
        if spoken <= seconds * WORDS_A_SECOND or not kept:
            kept.append(at)
    texts = [pieces[at].wordings[-1] for at in sorted(kept)]
    total, said, rows, pictures = sum(map(_words, texts)), 0, [], data()["pictures"]
    for n, text in enumerate(texts, start=1):
        start, said = said, said + _words(text)
        times = f"{round(start / total * seconds)}-{round(said / total * seconds)} s"
        rows.append(f"Shot {n} | {times} | Picture: {pictures[(n - 1) % len(pictures)]} | Voice: {text}")
    return "\n".join(rows)


def _words(sentence: str) -> int:
    return max(FEWEST, len(sentence.split()))


def _sentence(text: str) -> str:
    return f"{_capital(text.strip(' :,').rstrip('.'))}."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
