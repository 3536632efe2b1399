"""A later question of staff that leaves out what the first one is about is read after it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pytest

from assistant.answering import Answerer
from assistant.journal import Journal, Turn
from assistant.model import Answer, Handling, Question, Triage
from assistant.quoted import certainty
from assistant.reply import Line, Reply
from knowledge.model import Found
from tests.house import NOW, SHOPPER, STAFF

FIRST, LATER = "动火作业谁来批", "提前几天"
WHOLE = f"{FIRST}，{LATER}"
ENQUIRY = Triage("咨询", "", "P3", "service", (), "")


@dataclass(frozen=True)
class Read:
    """A message as it was read; `found` and `missing` as the test tells."""

    question: Question
    found: Found
    missing: Sequence[str] = ()
    turns: tuple[Turn, ...] = ()
    conversation_id: str = "c"
    language: str = "zh-Hans"
    english: bool = False
    triage: Triage = ENQUIRY
    topic: str = ""

    @property
    def text(self) -> str:
        return self.question.message

    full = root = text

    @property
    def staff(self) -> bool:
        return self.question.viewer.is_staff


@dataclass
class ToldReader:
    """Reads what the test tells: the questions of the message, how sure a message is, and what is missing for it."""

    parts: list[str]
    sure: Mapping[str, float] = field(default_factory=dict)
    lacking: Mapping[str, list[str]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def questions(self, asked: Read) -> list[str]:
        return self.parts

    def read(self, question: Question, turns: tuple[Turn, ...] = ()) -> Read:
        self.asked.append(question.message)
        found = Found((), self.sure.get(question.message, certainty.CLEAR))
        return Read(question, found, self.lacking.get(question.message, ()), turns)

    def in_its_case(self, part: Read, told: str, turns: tuple[Turn, ...], points_back: bool = False) -> Read:
        return part


@dataclass
class ToldReplies:
    """Answers in part what the test names, and the rest whole."""

    in_part: Sequence[str]

    def to(self, asked: Read) -> Reply:
        handling = Handling.PARTIAL if asked.text in self.in_part else Handling.ANSWER
        return Reply(handling, (Line(f"«{asked.text}»"),), 0.9)

    def together(self, asked: Read, parts: Sequence[Read], replies: Sequence[Reply]) -> Reply:
        return Reply(Handling.ANSWER, tuple(line for reply in replies for line in reply.lines), 0.9)


@pytest.fixture
def ask(tmp_path):
    """Asks with stand-ins that read and reply as they are told."""
    journal = Journal(tmp_path / "journal.db")

    def asking(reader: ToldReader, in_part: Sequence[str], viewer=STAFF) -> Answer:
        answerer = Answerer(reader, ToldReplies(in_part), journal)  # type: ignore[arg-type]
        return answerer.answer(Question("，".join(reader.parts), viewer, NOW))

    yield asking
    journal.close()


def test_what_is_answered_in_part_alone_is_answered_after_the_first_question(ask):
    answer = ask(ToldReader([FIRST, LATER]), [LATER])
    assert answer.answer == f"«{FIRST}»\n«{WHOLE}»"


def test_in_an_ascii_message_a_comma_and_a_blank_stand_between(ask):
    reader = ToldReader(["who signs for hot work", "how early"])
    assert "«who signs for hot work, how early»" in ask(reader, ["how early"]).answer


def test_each_later_question_goes_behind_the_first_and_not_behind_another(ask):
    answer = ask(ToldReader([FIRST, LATER, "几个人看着"]), [LATER, "几个人看着"])
    assert answer.answer.splitlines()[1:] == [f"«{WHOLE}»", f"«{FIRST}，几个人看着»"]


def test_what_is_answered_by_itself_is_not_asked_again(ask):
    reader = ToldReader([FIRST, LATER])
    assert f"«{LATER}»" in ask(reader, []).answer
    assert WHOLE not in reader.asked[1:]


def test_the_first_question_is_never_asked_again(ask):
    reader = ToldReader([FIRST, LATER])
    assert ask(reader, [FIRST]).answer == f"«{FIRST}»\n«{LATER}»"


def test_a_shoppers_later_question_leans_on_the_first_too(ask):
    reader = ToldReader([FIRST, LATER])
    assert f"«{WHOLE}»" in ask(reader, [LATER], SHOPPER).answer


@pytest.mark.parametrize(
    ("reader", "in_part"),
    [
        (ToldReader([FIRST, LATER], sure={WHOLE: certainty.SURE - 0.01}), [LATER]),
        (ToldReader([FIRST, LATER], lacking={WHOLE: ["动火"]}), [LATER]),
        (ToldReader([FIRST, LATER]), [LATER, WHOLE]),
    ],
    ids=["little is found", "a name is missing", "in part too"],
)
def test_the_part_stays_where_both_questions_together_find_no_more(ask, reader, in_part):
    assert ask(reader, in_part).answer == f"«{FIRST}»\n«{LATER}»"


def test_what_is_found_just_surely_enough_is_taken(ask):
    assert WHOLE in ask(ToldReader([FIRST, LATER], sure={WHOLE: certainty.SURE}), [LATER]).answer
