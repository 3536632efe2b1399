"""Drafts copy from product sheets and campaign papers: facts first, then a channel's form, then the checks."""

from assistant.drafting.drafter import Drafter
from assistant.drafting.model import Draft, DraftReply, DraftRequest, SellingPoint
from assistant.drafting.papers import Papers

__all__ = ["Draft", "DraftReply", "DraftRequest", "Drafter", "Papers", "SellingPoint"]
