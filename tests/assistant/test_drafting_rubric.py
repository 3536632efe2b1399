"""The 60-point rubric: ten criteria, each with its reason; what makes a text worse lowers it, what makes it better never does."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from assistant.compliance import ComplianceChecker
from assistant.drafting import Drafter, DraftRequest
from assistant.drafting.channels import channel
from assistant.drafting.demands import demands_of
from assistant.drafting.rubric.criteria import MEASURES, rubric_of
from assistant.drafting.rubric.judged import Judged, rubric
from assistant.drafting.rubric.mark import Mark
from assistant.drafting.rubric.measures import rests
from assistant.drafting.rubric.parts import sentences_of
from assistant.drafting.subject import subject_of
from assistant.drafting.task import Task
from assistant.drafting.telling import Said, statements_of
from assistant.drafting.writer import Text, Writer
from tests.assistant.drafting_papers import DraftPapers
from tests.assistant.test_drafting_drafts import EVERYWHERE, NOW, PROFILE, SUBJECTS

CHECKER, PAPERS = ComplianceChecker(), DraftPapers()
WRITER = Writer(CHECKER, PROFILE)
DRAFTER = Drafter(CHECKER, PAPERS, PROFILE)
WITH_LINES = ("xiaohongshu", "wechat_group", "wechat_moments")


def judged(subject: dict, name: str, language: str = "zh-Hans", tag: str | None = None) -> Judged:
    """A template's draft, as the rubric sees it."""
    request = DraftRequest(as_of=NOW, tag=tag, **subject)
    found = subject_of(request, PAPERS)
    goods = found.goods("")
    task = Task(request, found, goods, demands_of(""), channel(name), language)
    draft = WRITER.write(channel(name), request, found, goods, task.demands, language)
    return Judged(
        task.form, draft.title, draft.body, language, len(draft.selling_points), draft.findings,
        task.statements, (*found.sources, *WRITER.house), tag,
    )  # fmt: skip


def rewritten(one: Judged, subject: dict, body: str | None = None, title: str | None = None) -> Judged:
    """The same draft with other words, checked again."""
    found = subject_of(DraftRequest(as_of=NOW, **subject), PAPERS)
    text = Text(one.title if title is None else title, one.body if body is None else body)
    task = Task(DraftRequest(as_of=NOW), found, found.goods(""), demands_of(""), one.channel, one.language)
    page = WRITER.page(task.form, task.request, task.subject, task.goods, task.demands)
    draft = WRITER.checked(page, text, task.language)
    return replace(one, title=text.title, body=text.body, findings=draft.findings)


def total(one: Judged) -> float:
    return round(sum(mark.points for mark in rubric_of(one)), 1)


def points(one: Judged) -> dict[str, float]:
    return {mark.criterion: mark.points for mark in rubric_of(one)}


every_draft = pytest.mark.parametrize(
    ("subject", "name"),
    [(subject, name) for subject in SUBJECTS for name in EVERYWHERE],
    ids=lambda one: str(one),
)
drafts_of_lines = pytest.mark.parametrize(
    ("subject", "name"),
    [(subject, name) for subject in SUBJECTS for name in WITH_LINES],
    ids=lambda one: str(one),
)


# -- form ----------------------------------------------------------------------------------------


def test_ten_criteria_of_six_points_make_sixty() -> None:
    assert [row["id"] for row in rubric()["criteria"]] == list(MEASURES)
    assert len(MEASURES) * rubric()["of"] == 60


@every_draft
def test_every_draft_shows_its_ten_marks_and_their_sum(subject: dict, name: str) -> None:
    (draft,) = DRAFTER.draft(DraftRequest(channels=(name,), as_of=NOW, **subject)).drafts
    assert len(draft.rubric) == 10
    assert all(isinstance(mark, Mark) and 0 <= mark.points <= mark.of == 6 for mark in draft.rubric)
    assert all(re.search(r"[。;]$", mark.why) and "{" not in mark.why for mark in draft.rubric)
    assert draft.score == round(sum(mark.points for mark in draft.rubric), 1)
    assert 45 <= draft.score <= 60
    assert draft.mode == "template"


def test_a_full_mark_has_no_complaint_and_a_complaint_names_what_is_lacking() -> None:
    full = judged({"product": "P1"}, "xiaohongshu")
    assert {mark.why for mark in rubric_of(full) if mark.criterion == "facts"} == {"该写的事实都写了。"}
    (short,) = (m for m in rubric_of(replace(full, body="云朵米露")) if m.criterion == "facts")
    assert "价格" in short.why
    assert short.points < 3


@pytest.mark.parametrize("body", ["", " ", "\n\n", "🎉", "#话题", "\ud800", "x" * 20000, "。" * 3000])
@pytest.mark.parametrize("name", EVERYWHERE)
def test_odd_texts_are_marked_without_an_accident(body: str, name: str) -> None:
    one = replace(judged({"product": "P1"}, name), title="", body=body)
    assert 0 <= total(one) < total(judged({"product": "P1"}, name))


# -- what makes a text worse ---------------------------------------------------------------------


@drafts_of_lines
def test_a_fact_less_is_less(subject: dict, name: str) -> None:
    one = judged(subject, name)
    lines = one.body.split("\n")
    for n, line in enumerate(lines):
        without = rewritten(one, subject, "\n".join([*lines[:n], *lines[n + 1 :]]))
        if len(without.told) < len(one.told):
            assert total(without) < total(one), line


@pytest.mark.parametrize("name", ["xiaohongshu", "wechat_group", "wechat_moments", "sms"])
@pytest.mark.parametrize("condition", ["同款同规格", "每日限90份", r"4月3日至4月9日|4/3-4/9"])
def test_a_condition_less_is_less(name: str, condition: str) -> None:
    one = judged({"product": "P1"}, name)
    body, title = re.sub(condition, "", one.body), re.sub(condition, "", one.title)
    assert body != one.body
    without = rewritten(one, {"product": "P1"}, body, title)
    if len(without.told) < len(one.told):
        assert points(without)["conditions"] < points(one)["conditions"]
        assert total(without) < total(one) - 1


def test_a_warning_and_a_basis_less_are_less() -> None:
    wine, latte = judged({"product": "P2"}, "wechat_group"), judged({"product": "P1"}, "wechat_group")
    sober = rewritten(wine, {"product": "P2"}, "\n".join(x for x in wine.body.split("\n") if "过量" not in x))
    assert total(sober) <= total(wine) - 8
    untested = rewritten(latte, {"product": "P1"}, latte.body.replace("（品牌送检检测，2026-01）", ""))
    assert points(untested)["conditions"] < 6
    assert total(untested) < total(latte)


WORSE = {
    "too long": lambda body: body + "\n" + "\n".join(f"云朵山杏白露春游小小园丁第{n}条" for n in range(120)),
    "a forbidden word": lambda body: f"{body}\n全城第一",
    "a false number": lambda body: f"{body}\n只要7777元",
    "capitals": lambda body: f"{body}\nAMAZING SUPER DEAL",
    "pictograms": lambda body: f"{body}\n" + "🎉" * 30,
    "cries": lambda body: f"{body}\n来看看!!!快来!!!",
    "a line again": lambda body: f"{body}\n{max(sentences_of(body), key=len)}",
    "an experience of its own": lambda body: f"{body}\n我已经买过了,姐妹们",
    "the tag": lambda body: f"{body}\n银发会员看这里",
    "idle talk": lambda body: f"{body}\n春天的风吹过街角。\n小猫在窗台打盹。\n远处传来钟声。\n书页翻到末尾。",
}


@pytest.mark.parametrize("how", WORSE)
@every_draft
def test_what_makes_a_text_worse_lowers_the_sum(subject: dict, name: str, how: str) -> None:
    one = judged(subject, name)
    assert total(rewritten(one, subject, WORSE[how](one.body))) < total(one)


@every_draft
def test_a_text_without_its_form_is_less(subject: dict, name: str) -> None:
    one = judged(subject, name)
    if one.title:
        assert points(rewritten(one, subject, title=""))["form"] < 6
    if channel(name).topics:
        assert points(rewritten(one, subject, re.sub(r"#\S+ ?", "", one.body)))["form"] < 6
    if channel(name).signed:
        assert points(rewritten(one, subject, one.body.replace("拒收请回复R", "")))["form"] < 6
    if channel(name).shots:
        assert points(rewritten(one, subject, "\n".join(sentences_of(one.body))))["form"] < 6


def test_likeness_to_recent_copy_costs_freshness_alone() -> None:
    one = judged({"product": "P1"}, "xiaohongshu")
    shares = [0.0, 0.1, 0.2, 0.3, 0.45, 0.6, 1.0]
    fresh = [points(replace(one, like=share))["fresh"] for share in shares]
    assert fresh == sorted(fresh, reverse=True)
    assert fresh[:3] == [6, 6, 6]
    assert fresh[-2:] == [0, 0]
    rest = {criterion: given for criterion, given in points(one).items() if criterion != "fresh"}
    assert rest.items() <= points(replace(one, like=1.0)).items()


# -- what makes it better ------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["xiaohongshu", "wechat_group"])
@pytest.mark.parametrize("subject", SUBJECTS, ids=str)
def test_facts_and_conditions_that_are_added_never_lower_their_marks(subject: dict, name: str) -> None:
    """A text is built up line by line from nothing: what tells facts rises, and nothing of it falls again."""
    one = judged(subject, name)
    lines = [line for line in one.body.split("\n") if rests(line, one.sources) and not line.startswith("#")]
    texts = ["\n".join(lines[:n]) for n in range(1, len(lines) + 1)]
    marks = [points(rewritten(one, subject, text)) for text in texts]
    for criterion in ("facts", "call", "concrete"):
        given = [mark[criterion] for mark in marks]
        assert given == sorted(given), criterion


@pytest.mark.parametrize("subject", SUBJECTS, ids=str)
def test_mending_a_finding_never_costs(subject: dict) -> None:
    one = judged(subject, "wechat_group")
    grave = rewritten(one, subject, f"{one.body}\n全城第一,稳赚不赔")
    lighter = replace(grave, findings=grave.findings[1:])
    assert total(grave) <= total(lighter) <= total(replace(grave, findings=()))


def test_a_word_to_the_readers_is_worth_a_point_and_one_to_these_readers_another() -> None:
    one = replace(judged({"product": "P1"}, "wechat_group", tag="T1"), body="云朵米露18元。")
    spoken = replace(one, body="云朵米露18元,欢迎。")
    theirs = replace(one, body="家长们,云朵米露18元。")
    assert points(one)["tone"] < points(spoken)["tone"] < points(theirs)["tone"] == 6


# -- what is told --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("云朵米露300 ml 18元", {"name", "price"}),
        ("4/3-4/9第二杯半价", {"promo", "period"}),
        ("4月3日到9日,同款同规格的第二杯半价,每日限90份", {"promo", "period", "conditions"}),
        ("雲朵米露,含乳", {"name", "allergen"}),
        ("在L2-07", {"shop"}),
        ("18", set()),
        ("", set()),
    ],
)
def test_a_fact_is_told_by_its_figures_in_any_spelling_or_by_its_words(text: str, kinds: set[str]) -> None:
    statements = statements_of(subject_of(DraftRequest(product="P1", as_of=NOW), PAPERS))
    said = Said(text)
    assert {s.kind for s in statements if said.tells(s)} == kinds


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant"])
def test_a_brief_is_not_loud_for_what_it_forbids(language):
    brief = judged({"product": "P1"}, "koc", language)
    assert "亲身体验" not in MEASURES["tone"](brief).lacking
    assert "亲身体验" in MEASURES["tone"](replace(brief, body=f"亲测好喝。\n{brief.body}")).lacking
    assert points(brief)["sources"] == 6


def test_an_answer_to_a_review_owes_no_fact_of_the_goods():
    reply = judged({"product": "P1", "text": "排队太久了"}, "dianping")
    assert (points(reply)["facts"], points(reply)["call"]) == (6, 6)


def test_a_way_to_opt_out_is_one_in_either_script():
    for language in ("zh-Hans", "zh-Hant"):
        assert "退订" not in MEASURES["form"](judged({"product": "P1"}, "sms", language)).lacking


@pytest.mark.parametrize("name", ["sms", "koc", "faq"])
def test_a_channel_of_the_house_is_marked_as_the_one_it_is_like(name):
    one = judged(SUBJECTS[0], name)
    own = replace(one, channel=replace(one.channel, id="of-the-house", like=name))
    assert points(own) == points(one)
