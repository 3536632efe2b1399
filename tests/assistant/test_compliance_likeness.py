"""Breaches in words that no pattern foresaw, and forbidden words in innocent sentences."""

import time

import numpy as np
import pytest

from assistant.compliance import ComplianceChecker, Severity
from assistant.compliance.examples import labelled
from assistant.compliance.likeness import CopyLikeness, digest, fit, load_fit, said
from assistant.compliance.overlay import overlaid
from assistant.compliance.pieces import clauses, pieces
from assistant.compliance.rules import rule_book
from knowledge.encoders import open_embedder
from knowledge.errors import ModelUnavailable

BREACHES = [
    # none of them is an example; (text, channel, category, any of these rules)
    ("敷完脸上的坑坑洼洼都平了", None, "cosmetics", "C10|C11|C01"),
    ("一碗下肚,多年的胃寒就没影了", None, "food", "C01|C02|C11"),
    ("隔壁那家用的都是隔夜油,咱不干那事", None, None, "D04"),
    ("先交两千,里面给您算两千六", None, None, "C17"),
    ("孩子跟着学一个学期,重点班随便进", None, "education", "C14"),
    ("买了它放几年,卖出去比进价高一截", None, None, "C15"),
    ("点进来的都是中奖的,没有一个落下", None, None, "B09"),
    ("主办方怎么讲就怎么算,大家不要争", None, None, "B06"),
    ("戴上它桃花自己开,财气跟着走", None, None, "D06"),
    ("整座城都挑不出第二家卖得这么便宜的", None, None, "A07"),
    ("宝贝,回去缠一缠妈妈,这只小熊就是你的", None, None, "C19"),
    ("喝完一肚子委屈全没了,再来一轮", None, "alcohol", "C07"),
    ("开三个月就能把装修钱挣回来", None, None, "C16"),
    ("把这张图发到家族群,截图来领毛巾", "wechat_group", None, "B10"),
]
INNOCENT = [
    ("全市最佳志愿者颁奖礼周日在中庭举行", None, None),
    ("小票请对折后放进抽奖箱旁的回收盒", None, None),
    ("顶级域名注册讲座改到周四晚上", None, None),
    ("温度检测记录贴在冷柜门上", None, None),
    ("B2层月卡车位请按编号停放", None, None),
    ("系统检测到您的车位已满时,请联系岗亭", None, None),
    ("唯一需要带的是身份证原件", None, None),
    ("专家提醒:发热请及时就医", None, None),
    ("孩子哭闹时,家长可以到母婴室休息", None, None),
    ("理财书籍在四楼书店左侧书架", None, None),
    ("志愿者招募需满18岁,请带学生证", None, None),
    ("天花板喷淋头检修,三楼走廊今晚封闭", None, None),
]


@pytest.fixture(scope="module")
def embedder():
    return open_embedder("builtin-e5")


@pytest.fixture(scope="module")
def checker(embedder):
    return ComplianceChecker(likeness=CopyLikeness.load(embedder))


class Silent:
    """An embedder whose model went away."""

    def __init__(self, name):
        self.name = name

    def embed_queries(self, texts):
        raise ModelUnavailable("switched off")


def test_the_shipped_fit_belongs_to_the_shipped_examples():
    """If this fails: python -m benchmarks.compliance --write"""
    assert load_fit().digest == digest(labelled(rule_book().words))


def test_every_rule_about_meaning_has_examples_of_both_kinds():
    told = {(e.rule_id, e.breaks) for e in labelled(rule_book().words) if not e.known}
    for rule_id in load_fit().rules:
        assert (rule_id, True) in told
        assert (rule_id, False) in told


def test_most_breaches_in_new_words_are_found(checker):
    caught = [
        text
        for text, channel, category, rules in BREACHES
        if {f.rule_id for f in checker.check(text, channel, category).findings} & set(rules.split("|"))
    ]
    by_words = [
        t
        for t, channel, category, _ in BREACHES
        if ComplianceChecker().check(t, channel, category).status != "ok"
    ]
    assert len(caught) >= 10, {t for t, *_ in BREACHES} - set(caught)
    assert len(by_words) < len(caught)


def test_nearly_all_innocent_sentences_are_left_alone(checker):
    wronged = [t for t, channel, category in INNOCENT if checker.check(t, channel, category).status != "ok"]
    assert len(wronged) <= 1, wronged


def test_a_finding_by_likeness_says_so_and_names_the_example_and_the_place(checker):
    text = "新店开业,欢迎来坐坐。主办方怎么讲就怎么算,大家不要争。"
    (finding,) = [f for f in checker.check(text).findings if f.rule_id == "B06"]
    assert finding.why.startswith("与违规表述相近:“")
    assert finding.severity is Severity.BLOCK
    assert text[slice(*finding.span)] == finding.text
    assert "欢迎" not in finding.text


def test_without_a_working_embedder_the_patterns_judge_alone():
    fitted = load_fit()
    mute = ComplianceChecker(likeness=CopyLikeness(fitted, Silent(fitted.model), labelled(rule_book().words)))
    for text in ("全城最低价", "温度检测显示屏在B2电梯口", "主办方怎么讲就怎么算"):
        assert mute.check(text) == ComplianceChecker().check(text)


def test_there_is_no_likeness_for_another_model():
    assert CopyLikeness.load(Silent("another/model")) is None


def test_a_rule_of_the_house_is_taken_at_its_word(embedder):
    row = {
        "id": "HQ01",
        "name": "层数",
        "severity": "warn",
        "patterns": ["三楼走廊"],
        "why": "总部统一写L3。",
        "suggestion": "写L3。",
    }
    own = ComplianceChecker(overlaid({"rules": [row]}), likeness=CopyLikeness.load(embedder))
    assert [f.rule_id for f in own.check("三楼走廊今晚封闭检修,请绕行").findings] == ["HQ01"]


def test_a_telephone_number_is_one_whatever_stands_around_it(checker):
    text = "失物招领处请打13800138000,工作人员会核对"
    assert "E01" in {f.rule_id for f in checker.check(text, "xiaohongshu").findings}


def test_lines_may_be_checked_without_likeness(checker):
    text = "主办方怎么讲就怎么算,大家不要争"
    assert checker.check(text).status == "blocked"
    assert checker.check(text, by_likeness=False).status == "ok"


def test_a_text_of_200_characters_costs_milliseconds(checker):
    text = "周末带朋友来坐坐,窗边看得到江。新店的面包每天七点出炉,配一杯热可可。" * 6
    checker.check("热身的一句话,不算在内")
    began = time.process_time()
    for at in range(10):
        checker.check(f"{at}号桌的客人,{text[:190]}")
    assert (time.process_time() - began) / 10 < 0.15  # about 0.02 are usual


def test_pieces_are_sentences_and_long_ones_are_cut_at_commas():
    text = "今天新到一批羊毛围巾!价格1,299元一条的那款只剩灰色," + "店里还有很多别的颜色可以慢慢挑," * 4
    parts = [text[slice(*span)] for span in pieces(text)]
    assert parts[0] == "今天新到一批羊毛围巾!"
    assert parts[1].startswith("价格1,299元")
    assert all(len(part) <= 44 for part in parts)
    assert [text[slice(*c)] for c in clauses(text, 0, 11)] == ["今天新到一批羊毛围巾!"]
    assert not list(pieces("299元\nB1-08\nfree parking for everybody"))


def test_the_frame_of_a_message_is_no_claim():
    assert said("【某商场】周末有市集,拒收请回复r") == "周末有市集"


def test_a_fit_that_was_saved_judges_alike(tmp_path):
    examples = labelled(rule_book().words)[:60]
    vectors = np.random.default_rng(0).normal(size=(60, 16)).astype(np.float32)
    made = fit(vectors, examples, [frozenset()] * 60, ("A01", "A02"))
    made.save(tmp_path / "fit.npz")
    assert np.allclose(load_fit(tmp_path / "fit.npz").scores(vectors), made.scores(vectors), atol=0.2)
