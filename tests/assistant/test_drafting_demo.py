"""The demo mall's sheets drafted by the house as it is wired, with a model's server on the line."""

from __future__ import annotations

from assistant.drafting import DraftReply, DraftRequest
from tests.house import NOW, STAFF, House
from tests.llm_servers import FAULTS, saying, serving

CHANNELS = ("wechat_group", "sms")


def drafts(house: House, product: str) -> DraftReply:
    drafter = house.atrium.drafter(STAFF, NOW)
    return drafter.draft(DraftRequest(product=product, channels=CHANNELS, as_of=NOW))


def products(house: House) -> list[str]:
    documents = house.atrium.library.documents(STAFF, NOW)
    return [document.doc_id for document in documents if document.doc_type == "product"]


def test_every_sheet_gives_marked_drafts(demo_house: House) -> None:
    found = [draft for product in products(demo_house) for draft in drafts(demo_house, product).drafts]
    assert len(found) >= 10
    assert all(len(draft.rubric) == 10 and 40 <= draft.score <= 60 for draft in found)
    assert {draft.mode for draft in found} == {"template"}


def test_the_wired_model_is_asked_and_not_believed_when_it_praises(demo_house: House) -> None:
    with serving(saying("全城第一的好店,到店免费送大礼,网红爆款!")) as (address, script):
        reply = drafts(demo_house.speaking(address), products(demo_house)[0])
    assert len(script.requests) == 4  # a draft and its repair for each channel
    assert reply.drafts == drafts(demo_house, products(demo_house)[0]).drafts
    assert len([note for note in reply.notes if "仍没有通过检查" in note]) == 2


def test_a_wired_model_that_fails_costs_no_draft(demo_house: House) -> None:
    with serving(FAULTS["status 500"]) as (address, _):
        reply = drafts(demo_house.speaking(address), products(demo_house)[0])
    assert reply.drafts == drafts(demo_house, products(demo_house)[0]).drafts
