"""A small mall whose papers lie in a real library, for batches of drafts by the real drafter."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from assistant.compliance import ComplianceChecker
from assistant.drafting import Drafter
from assistant.drafting.house_channels import FILE, HouseChannels
from assistant.model import MallProfile
from knowledge.library import Library
from knowledge.model import Document, Passage, Shelf, Visibility
from tests.assistant.drafting_papers import CREAM, FAIR, LATTE, WINE
from tests.fakes import HashingEmbedder
from ui.desks.papers import ViewersPapers
from ui.settings import Settings

NOON = datetime.fromisoformat("2026-04-03T12:00:00+08:00")
PRODUCTS = {"P1": LATTE, "P2": WINE, "P3": CREAM}


def opened_library(folder: Path) -> Library:
    """Three product sheets, a campaign in force and one that is over."""
    library = Library(folder, HashingEmbedder())
    for doc_id, rows in PRODUCTS.items():
        publish_product(library, doc_id, rows)
    publish_campaign(library, "C1", "春游季活动规则")
    publish_campaign(library, "C4", "冬日季活动规则", effective_to=date(2026, 2, 1))
    return library


def publish_product(library: Library, doc_id: str, rows: list[tuple[str, str, str]], **more: object) -> None:
    title, source = f"产品单 {rows[0][1]}", f"{doc_id}.docx"
    plain = Document(doc_id, title, source, repr(rows), Visibility.INTERNAL, "product")
    document = replace(plain, **more)
    texts = [f"字段: {field}; 内容: {value}; 依据: {basis}" for field, value, basis in rows]
    passages = [
        Passage(f"{doc_id}-{n}", doc_id, n, text, Shelf.INTERNAL, kind="row", row=f"第{n + 1}行")
        for n, text in enumerate(texts)
    ]
    library.publish(document, passages)


def publish_campaign(library: Library, doc_id: str, title: str, **more: object) -> None:
    document = Document(doc_id, title, f"{doc_id}.docx", title, Visibility.PUBLIC, "campaign", **more)
    clauses = [
        Passage(f"{doc_id}-{n}", doc_id, n, text, Shelf.PUBLIC, section=("一、规则",))
        for n, text in enumerate(FAIR.split("\n"))
    ]
    library.publish(document, clauses)


def furnish(house: SimpleNamespace, settings: Settings, library: Library) -> SimpleNamespace:
    """Gives a house what batches work with."""
    house.settings, house.library, house.checker = settings, library, ComplianceChecker()
    house.profile = MallProfile(name="云顶商场", sms_signature="云顶", hotline="400-111-2222")
    house.channels = HouseChannels.read(settings.home / FILE)

    def drafter(viewer, as_of):
        papers = ViewersPapers(library, viewer, as_of)
        return Drafter(house.checker, papers, house.profile, channels=house.channels)

    house.drafter = drafter
    return house


class Unhurried:
    """The real drafter, a little later."""

    def __init__(self, drafter) -> None:
        self._drafter = drafter

    def draft(self, request):
        time.sleep(0.05)
        return self._drafter.draft(request)


def unhurried(house: Any) -> None:
    """Lets a house write a little later, so that a batch is still under way when somebody looks."""
    prompt = house.drafter
    house.drafter = lambda viewer, as_of: Unhurried(prompt(viewer, as_of))
