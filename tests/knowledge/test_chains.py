"""Which names are those of a well-known chain."""

import pytest

from knowledge.writing.chains import belongs


@pytest.mark.parametrize(
    ("name", "chain"),
    [("starbucks reserve", ("Starbucks",)), ("星巴克臻选", ("星巴克",)), ("mango man", ("Mango",)), ("boots pharmacy", ("Boots",))],
)  # fmt: skip
def test_a_name_that_begins_with_the_chains_is_the_chain(name, chain):
    assert belongs([name], chain)


@pytest.mark.parametrize(("name", "chain"), [("apple tree garden", ("Apple",)), ("mango wood", ("Mango",)), ("kfcx", ("KFC",))])  # fmt: skip
def test_a_chain_that_is_a_word_too_is_not_every_name_that_begins_so(name, chain):
    assert not belongs([name], chain)


@pytest.mark.parametrize(
    ("name", "is_it"), [("天汇里顺丰站", True), ("顺丰速运站", True), ("一路顺丰", False), ("中华站", False)]
)
def test_a_counter_of_a_chain_may_be_called_after_the_place_first(name, is_it):
    assert belongs([name], ("顺丰", "SF Express")) is is_it
