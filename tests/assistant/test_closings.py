"""What is told by a closing time is told for the closing time of the day that is asked for."""

from __future__ import annotations

from datetime import date

from assistant.quoted.closings import of_that_closing
from knowledge.model import Document, Hit, Passage, Standing
from knowledge.writing.hours import OpeningRule

DAY = date(2026, 12, 3)
TEXTS = (
    "延时到23:00闭店的日子：22:30播第一次闭店广播。",
    "22:00闭店的日子：21:30播第一次闭店广播。",
    "2026年11月28日：22:30播第一次闭店广播。",
    "广播由中控室播放。",
)


def hits() -> list[Hit]:
    document = Document("S", "SOP", "s.docx", "0")
    passages = [Passage(f"S-{n}", "S", n, text) for n, text in enumerate(TEXTS)]
    return [Hit(passage, document, Standing.IN_FORCE, 1.0 - n / 10) for n, passage in enumerate(passages)]


def told(closes: str, day: date | None) -> list[str]:
    row, paper = Passage("H-1", "H", 0, "", kind="row"), Document("H", "Hours", "h.md", "0")
    rule = OpeningRule("10:00", closes, frozenset(), frozenset(range(7)), True, "", row, paper)
    return [hit.passage.text for hit in of_that_closing(hits(), rule, day)]


def test_the_days_closing_time_comes_first_and_other_days_not_at_all():
    assert told("22:00", DAY) == [TEXTS[1], TEXTS[3]]


def test_a_passage_about_the_day_itself_is_of_it():
    assert told("22:00", date(2026, 11, 28))[0] in (TEXTS[1], TEXTS[2])


def test_without_hours_or_a_passage_that_speaks_of_them_nothing_changes():
    assert told("21:00", DAY) == list(TEXTS)
    assert told("22:00", None) == list(TEXTS)
