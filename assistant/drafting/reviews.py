"""A reply to a customer's review: thanks, the matter, and where a person helps. It promises nothing."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

import yaml

from assistant.drafting.dice import Dice
from assistant.drafting.typeset import typeset
from assistant.model import MallProfile

MOST_TOPICS = 2
BRING = "到店时间和门店名称"
_LABELLED = re.compile(r"差评|投诉|一星|1星")  # the request says what kind of review it is
_PRAISED = re.compile(r"好评|五星|5星|表扬")


@cache
def _data() -> dict:
    return yaml.safe_load(files("assistant.data").joinpath("replies.yaml").read_text("utf-8"))


def kind_of_review(review: str) -> str:
    """praise, complaint, mixed or other."""
    data = _data()
    denied = [word for word in data["no_praise"] if word in review]
    rest = review
    for word in denied:
        rest = rest.replace(word, " ")
    bad = bool(denied) or bool(_LABELLED.search(review)) or any(word in rest for word in data["complaint"])
    good = bool(_PRAISED.search(rest)) or any(word in rest for word in data["praise"])
    if bad and good:
        return "mixed"
    return "complaint" if bad else "praise" if good else "other"


def review_reply(review: str, profile: MallProfile, dice: Dice) -> str:
    """The reply; other words with another seed. Nothing of the review itself is repeated."""
    data, kind = _data(), kind_of_review(review)
    topics = [t for t in data["topics"] if any(word in review for word in t["words"])]
    said = [dice.pick("opening", data["openings"][kind])]
    if kind in ("complaint", "mixed"):
        sorry = [t for t in topics if t.get("sorry")][:MOST_TOPICS]
        said += [t["sorry"] for t in sorry] or [data["other"]["sorry"]]
        said.append(_next_step(sorry[0]["bring"] if sorry else BRING, profile, dice))
    elif kind == "praise":
        said += [t["glad"] for t in topics if t.get("glad")][:1] or [data["other"]["glad"]]
        said.append(dice.pick("thanks", data["thanks"]))
    else:
        said.append(_next_step(BRING, profile, dice))
    return typeset("".join(said))


def english_reply(review: str, profile: MallProfile) -> str:
    data, kind = _data()["english"], kind_of_review(review)
    desk = profile.service_desk_en
    closing = data["next"] if desk and profile.hotline else data["plain"]
    told = data["thanks"] if kind == "praise" else closing.format(service_desk=desk, hotline=profile.hotline)
    return f"{data[kind]} {told}"


def _next_step(bring: str, profile: MallProfile, dice: Dice) -> str:
    known = profile.hotline and profile.service_desk
    step = dice.pick("next", _data()["next"]["desk" if known else "plain"])
    return step.format(bring=bring, service_desk=profile.service_desk, hotline=profile.hotline)
