"""The word list by which Chinese papers are told in English."""

from importlib.resources import files

import yaml

from assistant.lexicon import asked_for, words


def test_every_word_is_told_by_text():
    table = yaml.safe_load(files("assistant.data").joinpath("gloss.yaml").read_text(encoding="utf-8"))
    wrong = [
        (section, han)
        for section, rows in table.items()
        if isinstance(rows, dict)
        for han, told in rows.items()
        if not isinstance(told, str)
    ]
    assert wrong == []


_SAYS_NO = (
    "not",
    "no",
    "without",
    "cannot",
    "forbidden",
    "only",
    "un",
    "free",
    "less",
    "except",
    "defect",
    "expired",
    "as usual",
    "dis",
    "allowed",
)
_NO_DENIAL = (
    "accessible",
    "wifi",
    "different",
    "whatever",
    "at least",
    "at most",
    "drone",
)  # 无障碍, 不同, 不少于, 无人机


def test_a_word_that_denies_is_told_as_a_denial():
    told = [
        (han, word.english)
        for han, may_be in words().items()
        if han[0] in "不无未禁" and len(han) > 1
        for word in may_be
    ]
    wrong = [one for one in told if not any(said in one[1] for said in (*_SAYS_NO, *_NO_DENIAL))]
    assert wrong == []


def test_the_same_thing_is_asked_for_by_several_words():
    assert "婴儿车" in asked_for()["pram"].split()
    assert "保温杯" in asked_for()["flask"].split()
    assert "open" not in asked_for()
