"""Facts of the benchmark's invented goods: what was reached stays reached."""

from benchmarks.facts import measured, summed


def test_labelled_text_gives_every_fact_of_28_kinds_of_goods():
    tally = summed(measured(("lines",)), 0)["lines"]
    assert (tally.precision, tally.recall) == (1, 1), (tally.missed, tally.wrong)


def test_sentences_give_their_facts_and_little_else():
    tally = summed(measured(("sentences",)), 0)["sentences"]
    assert tally.recall > 0.95, tally.missed
    assert tally.precision > 0.95, tally.wrong


def test_every_kind_of_goods_is_read():
    for name, tally in summed(measured(("sentences", "lines")), 1).items():
        assert min(tally.recall, tally.precision) > 0.85, name
