"""Old versions: saying which paper was replaced, by which one, and since when."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from assistant.asking.need import Need, figures_in
from assistant.english import figures_of, header, whence
from assistant.reply import Line, Source, spoken
from knowledge.library import Library
from knowledge.model import Document, Hit, Passage, Standing, Viewer
from knowledge.standing import is_void
from knowledge.text import fold, sentences, tokens
from knowledge.writing.calendar import days_in, last_day, month_in

_ASKS = re.compile(
    r"旧版|老版|以前|原来|之前|不是说|手上这|手里这|[听信][哪谁]|按哪|[哪谁]的?[个份张版]?(?:版|为准|[才更]?对|[才更]?准|算数|作数)|以哪|过去|废止|作废|老规定|v\d|旧的|上一版|改了"
)
# What did the old one say? asks for the old words themselves; which one holds does not.
_ASKS_WHAT_IT_SAID = re.compile(
    r"(?:旧版|老版|上一版|过去|原来|以前|老规定|v\d[\d.]*|(?:20\d\d|去年|上一)版).{0,16}(?:多少|多久|几|什么|怎么|哪|谁|何时)"
)
_BACK_THEN = re.compile(
    r"那时|当时|那会儿?|那阵子?|那个月|(?<![a-z])(?:back then|at (?:the|that) time)(?![a-z])"
)
_OF_ITSELF = re.compile(
    r"替代|取代|归档|仅供查[阅考]|起(?:生效|施行|执行)"
)  # how an old paper ended is not what it said
_OF_A_KIND = re.compile(r"(\d+(?:\.\d+)?)(?:倍|折|点|楼|层)")
_CLAUSE_NUMBER = re.compile(r"^(?:\d+(?:\.\d+)+[.、]?|[•·▪*-])\s*(?=\D)")
_WITH_TERMS = ("campaign", "parking", "lottery", "notice", "member")
# A day until which something has to be done: 须在2026年12月15日前（含当日）.
_UNTIL = re.compile(r"(?:须|应|请|务必|必须|限)(?:您)?[在于](20\d{2}年\d{1,2}月\d{1,2}日)(?:以|之)?前")
_LEADING = 6  # hits
_STANDINGS = {
    Standing.SUPERSEDED: "已被替代，不再适用",
    Standing.EXPIRED: "已过期，不再适用",
    Standing.UPCOMING: "尚未生效",
    Standing.EMBARGOED: "未公开，不得对外",
    Standing.DRAFT: "讨论稿，未采用，不得对外",
}
_STANDINGS_IN_ENGLISH = {
    Standing.SUPERSEDED: "replaced, no longer applies",
    Standing.EXPIRED: "expired, no longer applies",
    Standing.UPCOMING: "not in force yet",
    Standing.EMBARGOED: "not public, not to be passed on",
    Standing.DRAFT: "a draft that was never adopted, not to be passed on",
}


_USED_TO = re.compile(
    r"(?:以前|之前|原来|原先|从前|过去)[^,，。?？]{0,4}(?:是|可以|能|说|只|免|收|有|写|元|块)|以前的规[定则]|老规[定矩]|(?:规则|规定|标准|价格)[^,，。]{0,3}(?:改|变)了|(?<![a-z])(?:used to|previously|it was .{1,20} before)(?![a-z])"
)


def says_it_was_otherwise(text: str) -> bool:
    """Whether somebody tells how a rule used to be: 以前不是4元吗."""
    return _USED_TO.search(fold(text)) is not None


def asks_about_versions(text: str) -> bool:
    return _ASKS.search(fold(text)) is not None


def asks_what_it_said(text: str) -> bool:
    """Whether the words of an old version are asked for: 以前停车一小时多少钱."""
    return _ASKS_WHAT_IT_SAID.search(fold(text)) is not None


def is_of_before(text: str, today: date, new: Document, library: Library) -> bool:
    """Whether the days or the month that are named were over before a paper took the place of the one in force then."""
    days = days_in(text, today) or month_in(text, today)
    if not days or new.effective_from is None or max(days) >= new.effective_from:
        return False
    return any((old.effective_from or min(days)) <= min(days) for old in replaced_by(new, library))


def replaced_by(document: Document, library: Library) -> list[Document]:
    """The documents that this one replaced, by its own words or by its name and version."""
    known = library.catalogue.documents()
    declared = [known[doc_id] for doc_id in document.supersedes if doc_id in known]
    if declared:
        return declared
    newer = library.catalogue.succession().newer
    return [
        known[older]
        for older, ones in newer.items()
        if older in known and any(one.document.doc_id == document.doc_id for one in ones)
    ]


def first_with_past(ranked: Sequence[Hit], library: Library) -> Hit | None:
    """The best hit of the paper that replaced another one and has most of the leading hits, by their scores."""
    leading = [hit for hit in ranked[:_LEADING] if replaced_by(hit.document, library)]
    worth: Counter[str] = Counter()
    for hit in leading:
        worth[hit.document.doc_id] += round(100 * max(hit.score, 0.0))
    return max(leading, key=lambda hit: worth[hit.document.doc_id], default=None)


def label(hit: Hit, today: date, named: bool = True, english: bool = False) -> str:
    """What must be said before quoting a paper not in force, or a term that is over; else empty.

    Every line says so, the first of a paper with its name (`named`).
    """
    if english:
        said = _STANDINGS_IN_ENGLISH.get(hit.standing)
        return f"({whence(hit.document) + ': ' if named else ''}{said}) " if said else ""
    words = "已停用，不再适用" if is_void(hit.passage) else _STANDINGS.get(hit.standing)
    named = named and not is_void(hit.passage)  # the rest of its paper may hold
    begins = hit.document.effective_from
    if hit.standing is Standing.UPCOMING and begins:
        words = f"将于{begins.isoformat()}起施行，{words}"
    if words:
        return f"【{hit.document.label}：{words}】" if named else f"【{words}】"
    over = is_over(hit, today)
    return f"【已于{over.isoformat()}结束】" if over else ""


def is_over(hit: Hit, today: date) -> date | None:
    """The day on which a term of a paper that is in force came to its end; None where none did."""
    over = last_day(hit.passage.text, hit.document.effective_from or today)
    if over is None and (until := _UNTIL.search(hit.passage.text)):
        over = next(iter(days_in(until[1], today)), None)
    return over if hit.document.doc_type in _WITH_TERMS and over is not None and over < today else None


def not_in_force_said(hit: Hit, sentence: str, english: bool = False) -> str:
    """What a draft or an old paper says, said to be no more than that."""
    document = hit.document
    if english:
        figures = figures_of(unnumbered(sentence))
        said = f"It said: {', '.join(figures)}." if figures else ""
        paper = whence(replace(document, effective_from=None))
        return f"{paper[:1].upper()}{paper[1:]}: {_STANDINGS_IN_ENGLISH[hit.standing]}. {said}".strip()
    words = _CLAUSE_NUMBER.sub("", sentence).rstrip("。；;")
    kind = "该文件是讨论稿，未采用，不得对外" if hit.standing is Standing.DRAFT else _STANDINGS[hit.standing]
    return f"这是《{document.title}》{document.version}里的内容，{kind}：“{words}”。现行规则如下："


def coming(
    chosen: Sequence[Hit], library: Library, viewer: Viewer, as_of: datetime, english: bool = False
) -> list[Line]:
    """From when on a later version takes the place of the paper that answers best."""
    if not chosen or chosen[0].standing is not Standing.IN_FORCE or chosen[0].document.doc_type == "replay":
        return []
    for newer in library.catalogue.successors(chosen[0].document.doc_id):
        begins = newer.effective_from
        passages = library.passages(newer.doc_id, viewer, as_of)
        if begins and begins > as_of.date() and passages:
            text = f"以上为现行规定；新版{newer.version}将于{begins.isoformat()}起施行。"
            if english:
                text = (
                    f"This is in force now; version {newer.version} takes its place on {begins.isoformat()}."
                )
            return [Line(text, (Source(passages[0], newer),))]
    return []


def ended(chosen: Sequence[Hit], english: bool = False) -> list[Line]:
    """That the paper which answers best has ended, before anything of it is quoted."""
    if not chosen or chosen[0].standing is not Standing.EXPIRED:
        return []
    document = chosen[0].document
    if is_void(chosen[0].passage):
        void = "This is out of use and no longer applies." if english else _out_of_use(chosen[0].passage)
        return [Line(void, (Source(chosen[0].passage, document),))]
    when = f"于{document.effective_to.isoformat()}" if document.effective_to else ""
    source = Source(chosen[0].passage, document)
    text = f"《{document.title}》{document.version}已{when}结束，不再适用。"
    if english:
        over = f" on {document.effective_to.isoformat()}" if document.effective_to else ""
        text = f"{whence(document)}, ended{over} and no longer applies."
    return [Line(text, (source,))]


def _out_of_use(passage: Passage) -> str:
    return f"“{passage.section[-1]}”已停用，下面的不再适用。"


def note(
    best: Hit,
    text: str,
    need: Need,
    library: Library,
    viewer: Viewer,
    as_of: datetime,
    leads: bool = True,
    english: bool = False,
) -> list[Line]:
    """Lines that settle which version holds, when the question quotes or asks about an old one.

    Staff see what the old version said, marked as void in the same sentence, and read it first when they
    asked for it; shoppers, who cannot read old versions, get nothing. A paper that does not lead the
    answer (`leads`) is brought up only by a figure of its old version.
    """
    if not viewer.is_staff:
        return []
    lines: list[Line] = []
    of_before = is_of_before(text, as_of.date(), best.document, library)
    of_then = of_before and _BACK_THEN.search(fold(text)) is not None
    asks_of_it = of_before or asks_what_it_said(text)
    for old in replaced_by(best.document, library):
        sentence = _old_sentence(old, text, need, best, library, viewer, as_of, asks_of_it)
        if sentence is None or not (leads or of_then or _quotes(sentence, need, best)):
            continue
        both = [_ruling(best.document, old, best, english), _quote(old, sentence, english)]
        lines += both[::-1] if asks_of_it else both
    return lines


def _ruling(new: Document, old: Document, best: Hit, english: bool) -> Line:
    if english:
        holds = f"{whence(new)}, applies; it replaced {old.version}, which is void."
        return Line(holds, (Source(best.passage, best.document),))
    since = f"自{new.effective_from.isoformat()}起" if new.effective_from else ""
    before = old.version or "旧版"
    text = f"以现行的《{new.title}》{new.version}为准：它{since}替代了{before}，{before}已失效。"
    return Line(text, (Source(best.passage, best.document),))


def _quote(old: Document, sentence: str, english: bool) -> Line:
    words = _CLAUSE_NUMBER.sub("", sentence).rstrip("。")
    if english:
        figures = ", ".join(figures_of(words))
        return Line(f"The old {old.version} (void, no longer applies) said: {figures or words}.")
    return Line(f"旧版{old.version}（已失效，不再适用）曾写：“{words}”。")


def since_when(best: Hit, english: bool) -> Line:
    """Which version holds and since when, and nothing of what it replaced: for shoppers, who cannot read old versions."""
    new = best.document
    source = Source(best.passage, new)
    if english:
        said = whence(new)
        return Line(f"The rules that apply now are {said}.", (source,))
    since = f"，自{new.effective_from.isoformat()}起施行" if new.effective_from else ""
    return Line(f"现行的是《{new.title}》{new.version}{since}，以前的规定不再适用。", (source,))


def both(old: Document, new: Document, before: Passage, after: Passage) -> list[Line]:
    """What an old version said, marked as void, and what stands in its place."""
    return [_quote(old, before.text, False), Line(spoken(after), (Source(after, new),))]


def unnumbered(text: str) -> str:
    """A clause without its number."""
    return _CLAUSE_NUMBER.sub("", text)


def item(old: Document, new: Document, name: str, value: str, row: Passage, english: bool = False) -> Line:
    """What one item was, marked as void, and what it is now; empty where English has no word for it."""
    now = row.text.split(";")[-1].partition(":")[2].strip()
    if english:
        called, before, after = header(name), figures_of(value), figures_of(now)
        if not called or not before or not after:
            return Line("")
        text = f"{called}: {', '.join(before)} in {old.version} (void), {', '.join(after)} in {new.version} (in force)."
        return Line(text, (Source(row, new),))
    text = f"{name}：旧版{old.version}（已失效）为{value}，现行{new.version}为{now}。"
    return Line(text, (Source(row, new),))


def _old_sentence(
    old: Document,
    text: str,
    need: Need,
    best: Hit,
    library: Library,
    viewer: Viewer,
    as_of: datetime,
    asks_of_it: bool,
) -> str | None:
    """The sentence of the old version that the question has in mind, or asks for."""
    wanted = set(tokens(text)) - set(tokens(f"{old.title} {old.version} {best.document.version}"))
    foreign = need.figures - figures_in(best.passage.text)
    closest: tuple[float, str] | None = None
    for passage in library.passages(old.doc_id, viewer, as_of):
        for sentence in sentences(passage.text):
            shared = (
                len(wanted & set(tokens(sentence)))
                + 3 * len(foreign & figures_in(sentence))
                + 2 * need.fit(sentence)
            )
            if closest is None or shared > closest[0]:
                closest = (shared, sentence)
    if closest is None or closest[0] < 2:
        return _what_it_said(old, text, library, viewer, as_of) if asks_of_it else None
    is_other = foreign and not foreign & figures_in(closest[1])  # a figure that the old version has not there
    is_meant = asks_of_it or (asks_about_versions(text) and not is_other) or _quotes(closest[1], need, best)
    return closest[1] if is_meant else None


def _what_it_said(old: Document, text: str, library: Library, viewer: Viewer, as_of: datetime) -> str | None:
    """The sentence of an old version nearest to a question that has few words but those of its title: V3怎么收费.

    Of sentences as near, the one that tells most figures: of 那时候怎么收的 hardly a word stands in a paper.
    """
    wanted = set(tokens(text))
    least = 1 if _BACK_THEN.search(fold(text)) or month_in(text, as_of.date()) else 2
    said = {
        sentence: (len(wanted & set(tokens(sentence))), len(figures_in(sentence)))
        for passage in library.passages(old.doc_id, viewer, as_of)
        for sentence in sentences(passage.text)
        if not _OF_ITSELF.search(sentence)
    }
    nearest = max(said, key=said.__getitem__, default="")
    return nearest if nearest and said[nearest][0] >= least else None


def _quotes(sentence: str, need: Need, best: Hit) -> bool:
    """Whether the question has a figure of an old sentence that the paper in force does not have there."""
    told = fold(sentence)
    others = {found[1] for found in _OF_A_KIND.finditer(need.text) if found[0] not in told}  # 5倍 is not 5元
    return bool((need.figures - figures_in(best.passage.text) - others) & figures_in(sentence))
