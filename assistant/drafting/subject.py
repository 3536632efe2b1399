"""What a draft is about: a product's facts, a campaign's terms, and whether they may be used today."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from assistant.compliance.goods import Goods, goods_of
from assistant.drafting.facts.pasted import PASTED, brief_sheet, sheet_of
from assistant.drafting.facts.table import Fact, FactSheet, settled
from assistant.drafting.model import DraftRequest
from assistant.drafting.papers import Papers
from assistant.drafting.sums.cases import case_of
from assistant.drafting.sums.coupons import names_offer
from assistant.drafting.sums.terms import Campaign, campaign_of, name_of
from knowledge.errors import AtriumError
from knowledge.model import Document, Passage, Visibility
from knowledge.text import fold

NOT_COPY = frozenset(
    {"directory", "sop", "replay"}
)  # papers for looking up or for the house, not for telling
HOUSE_TYPES = frozenset({"product", "campaign", "lottery"})  # written for copy, also before they are public
RETIRED = frozenset({"superseded", "expired", "draft", "archived", "embargoed"})
DIRECTORY_FIELDS = ("铺位", "品牌", "楼层", "营业时间", "电话", "位置")
CONFIRMED = "事实表"
LOOKED_AT = 12  # hits in which a request's subject is looked for
DENIED = re.compile(
    r"(?:不作|不用于|不属于|不能|不得|不可|不(?:代|替)|非|并非|无|勿)[^,，。;；\n]{0,10}"
)  # 不作医疗用途 is no medicine
DRINK_CAUTION = "过量饮酒有害健康,未成年人请勿饮酒"  # what copy about drinks cannot do without
GOODS = 2  # facts beside a name that tell of goods
BROUGHT = 2  # facts beside a name with which a request needs no paper
SHEET_FIELDS = 3  # labelled fields that make a text a sheet
MADE_UP = frozenset(
    {"品名", "规格", "价格", "材质", "门店", "特点", "提示", "活动", "适用人群", "计价方式"}
)  # fields that a reader gave
SAYS_WHAT = 3  # characters at a name's end that say what the goods are: 桂花拿铁, 羽绒服
NUMBER = re.compile(r"(?<![A-Za-z0-9-])[A-Z]{1,3}-?\d{2,3}(?![0-9A-Za-z-])")  # how papers are numbered
NAMED = 2  # character pairs of a title that the request has to share


class UnknownPaper(AtriumError):
    """A product sheet or campaign paper that is not among the papers."""


@dataclass(frozen=True, slots=True)
class Subject:
    sheet: FactSheet | None = None
    campaign: Campaign | None = None
    documents: tuple[Document, ...] = ()
    directory: tuple[str, ...] = ()  # directory lines of shops that the request names
    partner: FactSheet | None = None  # the second tenant's product in a joint draft

    @property
    def sources(self) -> tuple[str, ...]:
        """Everything that a number in a draft may come from."""
        facts = [fact for sheet in self.sheets for fact in sheet.tellable]
        clauses = self.campaign.clauses if self.campaign else ()
        return (*(f"{f.field} {f.value} {f.basis}" for f in facts), *(c.text for c in clauses))

    @property
    def is_pasted(self) -> bool:
        """Whether the request itself is what is known of the goods."""
        return self.sheet is not None and self.sheet.doc_id == PASTED

    @property
    def sheets(self) -> tuple[FactSheet, ...]:
        return tuple(sheet for sheet in (self.sheet, self.partner) if sheet)

    def without(self, spans: Sequence[tuple[int, int]]) -> Subject:
        """The subject without what stands at these places of a pasted text: it may not be written."""
        if self.sheet is None or self.sheet.doc_id != PASTED:
            return self
        return replace(self, sheet=self.sheet.without([(a, b) for a, b in spans if a < b]))

    def categories(self, goods: Goods) -> tuple[str, ...]:
        """What the rules check a draft as: both goods of a joint draft."""
        more = [self.partner.goods.checked_as] if self.partner else []
        return tuple(dict.fromkeys([goods.checked_as, *more]))

    def goods(self, asked: str) -> Goods:
        if self.sheet:  # a paper's own category counts; a pasted text may name it anywhere
            return self.sheet.goods_of_text(DENIED.sub("", asked) if self.sheet.doc_id == PASTED else "")
        return goods_of((self.campaign.name, asked) if self.campaign else (asked,))


def subject_of(request: DraftRequest, papers: Papers) -> Subject:
    """The facts a request brings and the papers it names, else those its text names, else the facts in its text.

    Raises UnknownPaper for a doc_id that is not among the papers.
    """
    subject = _cautioned(_subject(request, papers))
    if not request.partner or request.partner == request.product:
        return subject
    document = _known(papers, request.partner)
    sheet = sheet_of(request.partner, papers.passages(request.partner))
    documents = (*subject.documents, document)
    if subject.sheet is None:  # there is nothing to join it to
        return replace(subject, sheet=sheet, documents=documents)
    return replace(subject, partner=sheet, documents=documents)


def _subject(request: DraftRequest, papers: Papers) -> Subject:
    asked = request.text or ""
    if not request.product and not request.campaign and request.facts is None:
        named = _numbered(request, papers)
        return _subject(named, papers) if named else _searched(asked, papers, request.as_of)
    documents = [_known(papers, doc_id) for doc_id in (request.product, request.campaign) if doc_id]
    sheet = sheet_of(request.product, papers.passages(request.product)) if request.product else None
    if request.facts is not None:  # the table that a person has confirmed: it alone is told
        sheet = FactSheet(request.product or CONFIRMED, settled(request.facts)) if request.facts else None
    campaign = None
    if request.campaign:
        campaign = campaign_of(documents[-1], papers.passages(request.campaign), asked)
    if request.campaign and sheet is None and request.facts is None:
        told = "" if case_of(asked, campaign) else asked  # somebody's receipts are no goods
        pasted = brief_sheet(told)
        if campaign and _brings_goods(pasted) and not _tells_campaign(pasted, campaign):
            sheet = _without_offer(pasted, campaign)
        elif told and (document := _goods_named(told, papers, request.as_of)):
            documents.append(document)
            sheet = sheet_of(document.doc_id, papers.passages(document.doc_id))
    directory = () if sheet else _directory(asked, papers)
    return Subject(sheet, campaign, tuple(documents), directory)


def _numbered(request: DraftRequest, papers: Papers) -> DraftRequest | None:
    """The request with the papers that its text names by their numbers: K09, PS-04."""
    found = [papers.document(number) for number in dict.fromkeys(NUMBER.findall(request.text or ""))]
    documents = [document for document in found if document]
    product = next((d.doc_id for d in documents if d.doc_type == "product"), None)
    campaign = next((d.doc_id for d in documents if d.doc_type != "product"), None)
    return replace(request, product=product, campaign=campaign) if documents else None


def _cautioned(subject: Subject) -> Subject:
    """Drinks get the caution that the rules demand where a pasted text has none."""
    sheet = subject.sheet
    if sheet is None or sheet.doc_id != PASTED or sheet.first("warning") or sheet.goods.category != "alcohol":
        return subject
    caution = Fact("warning", "提示语", DRINK_CAUTION, "K11")
    return replace(subject, sheet=replace(sheet, facts=(*sheet.facts, caution)))


def _known(papers: Papers, doc_id: str) -> Document:
    document = papers.document(doc_id)
    if document is None:
        raise UnknownPaper(f"没有找到编号为“{doc_id[:40]}”的产品单或活动文件,请检查编号。")
    return document


def _searched(asked: str, papers: Papers, as_of: datetime | None) -> Subject:
    """What a request without a paper is about: goods that it brings along, else a paper that it names."""
    pasted = brief_sheet(asked)
    if _is_sheet(pasted):
        return Subject(sheet=pasted)
    found = {hit.document.doc_id: hit.document for hit in papers.search(asked, LOOKED_AT)}
    usable = [d for d in found.values() if _may_be_told(d, as_of) and _named(d, asked) >= NAMED]
    document = max(usable, key=lambda d: _named(d, asked), default=None)
    directory = _directory(asked, papers)
    if document is None or (
        _brings_goods(pasted) and not _is_of(document, pasted, papers.passages(document.doc_id))
    ):
        held_back = [d for d in found.values() if is_embargoed(d, as_of) and _named(d, asked) >= NAMED]
        sheet = pasted if _tells_goods(pasted) and not held_back else None
        return Subject(sheet=sheet, documents=tuple(held_back[:1]), directory=directory)
    passages = papers.passages(document.doc_id)
    if document.doc_type == "product":
        return Subject(sheet=sheet_of(document.doc_id, passages), documents=(document,), directory=directory)
    return Subject(
        campaign=campaign_of(document, passages, asked), documents=(document,), directory=directory
    )


def _is_sheet(pasted: FactSheet) -> bool:
    """A name that its field calls one, or several fields of a sheet."""
    named = pasted.first("name")
    labelled = [fact for fact in pasted.facts if fact.field not in MADE_UP]
    return (
        bool(named and named.field not in MADE_UP and len(pasted.facts) > 1) or len(labelled) >= SHEET_FIELDS
    )


def _tells_goods(pasted: FactSheet) -> bool:
    """A name and one fact that goods have."""
    return bool(pasted.first("name")) and (
        pasted.says_what_is_sold or len([f for f in pasted.facts if f.kind != "name"]) >= GOODS
    )


def _brings_goods(pasted: FactSheet) -> bool:
    """Whether a request tells so much of its goods that no paper has to."""
    told = [fact for fact in pasted.facts if fact.kind not in ("name", "period", "conditions")]
    sold = any(pasted.first(kind) for kind in ("price", "pricing", "spec"))
    return bool(pasted.first("name") and sold) and len(told) >= BROUGHT


def _goods_named(asked: str, papers: Papers, as_of: datetime | None) -> Document | None:
    """The product whose name, or the end of it that says what it is, stands in a request for a campaign."""
    found = {hit.document.doc_id: hit.document for hit in papers.search(asked, LOOKED_AT)}
    text = fold(asked)
    products = (d for d in found.values() if d.doc_type == "product" and not why_not_usable(d, as_of))
    for document in products:
        name = fold(sheet_of(document.doc_id, papers.passages(document.doc_id)).value("name"))
        if len(name) >= SAYS_WHAT and name[-SAYS_WHAT:] in text:
            return document
    return None


def _without_offer(pasted: FactSheet, campaign: Campaign) -> FactSheet:
    """The campaign's own offer is told by its clauses, not as the goods' own."""
    kept = (
        f
        for f in pasted.facts
        if f.kind not in ("promo", "conditions", "detail") or not names_offer(f.value, campaign)
    )
    return replace(pasted, facts=settled(kept))


def _tells_campaign(pasted: FactSheet, campaign: Campaign) -> bool:
    """Whether what looks like goods is the campaign itself: its name, or a price that its clauses tell."""
    name = fold(pasted.value("name"))
    clauses = "\n".join(clause.text for clause in campaign.clauses)
    amounts = re.findall(r"\d[\d,]*", pasted.value("price"))
    return (
        name in fold(campaign.name)
        or fold(campaign.name) in name
        or not amounts
        or all(a in clauses for a in amounts)
    )


def _is_of(document: Document, pasted: FactSheet, passages: Sequence[Passage]) -> bool:
    """Whether a paper is of the goods that a request brings: by name, and by the price where both tell one."""
    title, name = fold(name_of(document.title)), fold(pasted.value("name"))
    if not (title and name) or not (title in name or name in title):
        return False
    text = "\n".join(passage.text for passage in passages)
    amounts = re.findall(r"\d[\d,]*(?:\.\d+)?", pasted.value("price"))
    return all(amount in text or amount.replace(",", "") in text.replace(",", "") for amount in amounts)


def _may_be_told(document: Document, as_of: datetime | None) -> bool:
    """Copy is made of product sheets and of public papers in force, never of an internal one."""
    if why_not_usable(document, as_of):
        return False
    if document.doc_type == "product":
        return True
    return document.doc_type not in NOT_COPY and document.visibility is Visibility.PUBLIC


def _named(document: Document, asked: str) -> int:
    title, text = fold(name_of(document.title)), fold(asked)
    title = title.replace(fold(document.doc_id), "").replace("产品单", "")  # the kind of paper names no goods
    return sum(title[i : i + 2] in text for i in range(len(title) - 1))


def _directory(asked: str, papers: Papers) -> tuple[str, ...]:
    hits = papers.search(asked, LOOKED_AT) if asked else ()
    lines = (_public_part(hit.passage.text) for hit in hits if hit.document.doc_type == "directory")
    return tuple(line for line in lines if line)[:1]


def _public_part(row: str) -> str:
    """A directory row without the columns that are nobody's business outside."""
    cells = re.split(r"[;；]\s*", row)
    return ";".join(cell for cell in cells if cell.startswith(DIRECTORY_FIELDS))


def _is_for_the_house(document: Document) -> bool:
    """A paper of the house's own work is told to no customer, even when somebody names it."""
    if document.doc_type in NOT_COPY:
        return True
    return document.visibility is not Visibility.PUBLIC and document.doc_type not in HOUSE_TYPES


def is_embargoed(document: Document, as_of: datetime | None) -> bool:
    return bool(as_of and document.publish_from and as_of < document.publish_from)


def why_not_usable(document: Document, as_of: datetime | None) -> str:
    """Empty when the paper may be used in copy at that moment, else the reason. Its moments are the house's."""
    label = f"《{document.label}》"
    if document.visibility is Visibility.DRAFT or document.declared_status in RETIRED - {"embargoed"}:
        return f"{label}不是现行文件(草稿、已被替代或已过期),不能据此写文案。"
    if _is_for_the_house(document):
        return f"{label}是内部资料,不是产品单或活动文件,不能据此写给顾客看的文案。"
    if document.publish_from and is_embargoed(document, as_of):
        opens = document.publish_from.astimezone(as_of.tzinfo if as_of else None)
        return f"{label}在{opens:%Y-%m-%d %H:%M}之前不得公开,不能据此写文案。"
    if as_of and document.effective_to and as_of.date() > document.effective_to:
        return f"{label}已于{document.effective_to}到期,不能据此写文案。"
    return ""
