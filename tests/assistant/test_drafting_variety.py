"""Drafts differ by audience and by seed, keep their facts, and never show the audience."""

import re
from itertools import combinations

import pytest

from assistant.drafting.templates.compose import paragraphs
from assistant.drafting.templates.dice import Dice
from assistant.drafting.templates.phrasing import templates
from assistant.drafting.templates.voice import tags
from tests.assistant.test_drafting_drafts import EVERYWHERE, SUBJECTS, ask

TAGS = [f"T{n}" for n in range(1, 9)]
SEEDS = range(5)
MOST_ALIKE = {"xiaohongshu": 0.75, "wechat_group": 0.8, "wechat_moments": 0.85, "douyin": 0.85, "sms": 0.9}


def drafted(name, tag, seed, **subject):
    (draft,) = ask(channels=(name,), tag=tag, seed=seed, **subject).drafts
    return f"{draft.title}\n{draft.body}"


def likeness(one, other):
    """Jaccard of character pairs."""
    a, b = ({text[i : i + 2] for i in range(len(text) - 1)} for text in (one, other))
    return len(a & b) / len(a | b)


@pytest.mark.parametrize("name", MOST_ALIKE)
def test_forty_drafts_of_one_product_are_no_copies_of_each_other(name):
    texts = [drafted(name, tag, seed, product="P1") for tag in TAGS for seed in SEEDS]
    alike = [likeness(a, b) for a, b in combinations(texts, 2)]
    assert sum(alike) / len(alike) < MOST_ALIKE[name]
    identical = sum(a == b for a, b in combinations(texts, 2)) / len(alike)
    assert identical < 0.06


def test_another_seed_is_another_text_and_the_same_seed_the_same():
    first, again, other = (drafted("xiaohongshu", "T2", seed, product="P1") for seed in (3, 3, 4))
    assert first == again != other


@pytest.mark.parametrize("subject", SUBJECTS, ids=str)
@pytest.mark.parametrize("name", EVERYWHERE)
def test_no_wording_of_any_audience_is_blocked_or_shows_it(subject, name):
    labels = [row["label"] for row in tags()["tags"].values() if not row.get("public")]
    for n, tag in enumerate(TAGS):
        for draft in ask(channels=(name,), tag=tag, seed=n, **subject).drafts:
            text = f"{draft.title}\n{draft.body}"
            assert draft.status != "blocked", (text, draft.findings)
            assert not any(label in text for label in labels)
            assert not re.search(r"T[1-8](?!\d)", text)


@pytest.mark.parametrize("seed", range(12))
def test_print_is_clean_whatever_is_chosen(seed):
    for subject in SUBJECTS:
        for draft in ask(channels=EVERYWHERE, seed=seed, tag=TAGS[seed % 8], **subject).drafts:
            text = f"{draft.title}\n{draft.body}"
            assert not re.search(r"[，。；：、！？]{2,}|[，；、]$|^[，。；：、]", text, re.M) or re.search(
                r"^.{1,7}，$", text, re.M
            )
            assert not re.search(r"[{}]|None|  ", text)
            if not draft.channel.startswith(("xiaohongshu", "wechat")):
                assert not re.search(r"[\U0001f300-\U0001faff]", text)


@pytest.mark.parametrize("seed", range(6))
def test_the_offer_stands_with_its_conditions_in_every_wording(seed):
    for name in ("xiaohongshu", "wechat_group", "wechat_moments", "sms", "douyin"):
        text = drafted(name, "T2", seed, product="P1")
        assert "第二杯半价" in text
        assert re.search(r"4月3日|4/3", text)
        assert "每日限90份" in text


def test_every_choice_moves_on_with_the_next_seed():
    dice = [Dice(("a",), seed).pick("opening", "xyz") for seed in range(3)]
    assert sorted(dice) == ["x", "y", "z"]


def test_a_line_that_goes_on_never_joins_another_block():
    from assistant.drafting.templates.phrasing import Line

    price, place = Line(("一。",), 0, block="p"), Line(("二。",), 0, block="w", joined=True)
    assert paragraphs([(price, "一。"), (place, "二。")]) == ["一。", "二。"]


def test_templates_name_only_slots_that_can_be_filled():
    from assistant.drafting.templates.phrasing import needs

    rows = [
        text
        for channel in templates()["product"].values()
        for form in channel.get("forms", [channel])
        for row in form.get("lines", [])
        for level in row.get("say", []) + row.get("fit", [])
        for text in ([level] if isinstance(level, str) else level)
    ]
    assert len(rows) > 200
    known = {
        "name", "brand", "other_brand", "short", "material", "pricing", "citation", "promo", "origin", "craft", "allergen",
        "warning", "efficacy", "spec", "validity", "efficacy_short", "efficacy_field", "material_field", "spec_line", "spec_bare",
        "details", "details_short", "detail", "price", "price_line", "price_is", "promo_line", "promo_short", "validity_line",
        "refund_line", "refund_short", "where", "where_short", "where_spoken", "coupon_in", "coupon_out", "after_coupon_line",
        "after_coupon_short", "sum_line", "opening", "closing", "question", "hello", "greeting",
    } | {f"e_{mark}" for mark in tags()["marks"]["plain"]}  # fmt: skip
    assert {name for text in rows for name in needs(text)} <= known
