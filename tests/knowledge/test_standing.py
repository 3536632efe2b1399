"""Where a paper stands on a day in the past: the version in force then holds, also when it is archived now."""

from datetime import date, datetime, timedelta, timezone

import pytest

from knowledge.model import Document, Standing
from knowledge.standing import standing

CHINA = timezone(timedelta(hours=8))
NEW = Document("K2", "须知", "k2.docx", "x", version="V2", effective_from=date(2026, 3, 1))


def at(day):
    return datetime.fromisoformat(day).replace(tzinfo=CHINA)


def old(**fields):
    return Document("K1", "须知", "k1.docx", "x", version="V1", declared_status="superseded", **fields)


@pytest.mark.parametrize(
    "fields", [{"effective_from": date(2024, 1, 1)}, {"effective_to": date(2026, 2, 28)}]
)
def test_what_is_declared_replaced_held_until_its_successor_started(fields):
    assert standing(old(**fields), at("2026-02-15"), [NEW]) is Standing.IN_FORCE
    assert standing(old(**fields), at("2026-03-01"), [NEW]) is Standing.SUPERSEDED


def test_without_a_successor_the_declaration_counts():
    assert standing(old(effective_from=date(2024, 1, 1)), at("2026-02-15")) is Standing.SUPERSEDED


def test_without_any_date_the_declaration_counts():
    assert standing(old(), at("2026-02-15"), [NEW]) is Standing.SUPERSEDED


def test_before_it_began_it_was_not_in_force():
    assert standing(old(effective_from=date(2024, 1, 1)), at("2023-12-31"), [NEW]) is not Standing.IN_FORCE
