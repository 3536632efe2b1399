"""How much each sign counts in choosing what to quote."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Taste:
    """How much each sign counts in choosing passages, in units of the search score."""

    kind: float = 0.8
    same_day: float = 1.0
    own_date: float = 0.8  # more for what names the very day, not only a span that it lies in
    other_day: float = -0.6
    other_day_row: float = -2.5  # a table row about another day is about something else
    shop_row: float = -4.0  # shops are looked up in the directory before anything is searched
    example: float = -1.4  # a worked example before its rule, when no amount was asked about
    aside: float = -0.8  # a figure that its paper gives for comparison only
    scope: float = -0.8  # what a paper applies to, when that was not asked
    law: float = -0.9  # the law behind a rule, when the rule was asked about
    script: float = -0.8  # what to say to somebody, when the rule was asked about
    house_paper: float = 0.5  # staff ask for the house's own procedure before its public summary
    figure: float = 0.4
    in_limit: float = 0.9  # a rule whose limit holds for the amount asked about: 490元, of 不足500元的
    settled: float = 0.3  # of that, in a follow-up that names no amount itself
    out_of_limit: float = -1.2  # a rule whose limits exclude it: 800人, of 1,000人及以上
    rung: float = 2.0  # of rows with a limit each, the one that the amount falls to
    called: float = 1.0  # a row whose first cell the question has
    other_figure_row: float = -1.8  # a table row for another amount than the one asked about
    other_kind_row: float = (
        -2.5
    )  # a table row of another kind, where a row beside it names what was asked about
    other_event: float = -2.0  # a report on another event than the one that is named
    other_return: float = -3.5  # how a card or ticket is given back, when goods are
    headed: float = 3.0  # a passage below a short heading that is what is asked about: 地铁
    own_word: float = 2.0  # what a follow-up itself names
    entered: float = 4.0  # says who may come into the place that is asked of
    own_subject: float = 0.4  # more for what begins with it: 导盲犬可以进入, not 导盲犬除外
    left_out: float = (
        2.0  # a list of what a rule leaves out, with what is asked about on it: 不列入：超市、停车费
    )
    foreign: float = -1.5  # a Chinese passage for a question in English
    other_year: float = -3.0  # a paper whose title names another year
    other_times: float = -1.5  # what it says of 去年, when 今年 was asked about
    past_occasion: float = -1.5  # the same occasion of an earlier year, when no year was named
    margin: float = 2.2  # how far below the best a part may stand and still be quoted, in units of Worth
    cut_margin: float = 2.2  # the same for a sentence out of a paragraph
    scope_asked: float = 1.5  # what a paper applies to, when that was asked
    own_number: float = 1.0  # more for the paper whose number is named: SOP-03, and less for any other
    near: float = 0.8  # for a neighbour under the same heading
    new_words: float = 2.0  # for all the words of the question, none of them said yet
    new_kind: float = (
        1.5  # for each wanted kind of answer that nothing chosen has, from the passage of the best part
    )
    asked_anew: float = 5.0  # for all that a follow-up asks, where nothing chosen has any of it
    most: int = 4  # passages
    read: int = 8  # passages looked into
    characters: int = 460
    cut: int = 380  # characters after which no more sentences are taken out of paragraphs


TASTE = Taste()
