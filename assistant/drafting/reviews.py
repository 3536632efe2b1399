"""A reply to a customer's review: thanks, the matter, and where a person helps. It promises nothing."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import yaml

from assistant.drafting.typeset import typeset
from assistant.model import MallProfile


@cache
def _data() -> dict:
    return yaml.safe_load(files("assistant.data").joinpath("replies.yaml").read_text("utf-8"))


def review_reply(review: str, profile: MallProfile) -> str:
    data = _data()
    matter = next((t["say"] for t in data["topics"] if any(w in review for w in t["words"])), data["else"])
    known = profile.hotline and profile.service_desk
    closing = data["closing"] if known else data["closing_plain"]
    said = closing.format(service_desk=profile.service_desk, hotline=profile.hotline)
    return typeset(f"{data['greeting']}{matter}{said}")
