"""Sizes without a tokenizer."""

from knowledge.measure import Estimate


def test_what_is_read_differently_is_counted_differently() -> None:
    texts = ["停车，两小时。", "parking", "1234567", " \n\t", "🎈", "会员 VIP 88折"]
    assert Estimate().count_tokens(texts) == [7, 3, 4, 0, 1, 5]


def test_the_estimate_says_how_much_is_read() -> None:
    assert Estimate().longest == 512
    assert Estimate(8192).longest == 8192
