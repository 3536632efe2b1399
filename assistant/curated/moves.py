"""What may be done with an entry in which state, and what stands against it. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from assistant.copies import Person
from assistant.curated.model import Act, Entry, Event, Revision, State

_OPEN = frozenset({State.DRAFT, State.RETURNED})


@dataclass(frozen=True, slots=True)
class Move:
    """One kind of act: from which states, to which (None: the state stays), and what it is called."""

    act: Act
    start: frozenset[State]
    end: State | None
    verb: str


MOVES: dict[Act, Move] = {
    move.act: move
    for move in (
        Move(Act.EDITED, _OPEN, State.DRAFT, "修改"),
        Move(Act.SUBMITTED, _OPEN, State.REVIEW, "提交审核"),
        Move(Act.PUBLISHED, frozenset({State.REVIEW}), State.PUBLISHED, "发布"),
        Move(Act.RETURNED, frozenset({State.REVIEW}), State.RETURNED, "退回"),
        Move(
            Act.WITHDRAWN,
            _OPEN | {State.REVIEW, State.PUBLISHED, State.EXPIRED},
            State.WITHDRAWN,
            "撤下",
        ),
        Move(Act.RENEWED, frozenset({State.PUBLISHED, State.EXPIRED}), State.PUBLISHED, "续期"),
    )
}

CALLED = {
    State.DRAFT: "草稿",
    State.REVIEW: "待审核",
    State.PUBLISHED: "已发布",
    State.RETURNED: "已退回",
    State.WITHDRAWN: "已撤下",
    State.EXPIRED: "已过期",
}
_WHAT_NOW = {
    (Act.EDITED, State.REVIEW): "请审核人先退回,再修改。",
    (Act.EDITED, State.PUBLISHED): "已发布的答复不再改动;请另写一条更正,发布后再撤下这一条。",
    (Act.EDITED, State.EXPIRED): "请续期,或另写一条更正。",
    (Act.PUBLISHED, State.DRAFT): "请先提交审核。",
    (Act.PUBLISHED, State.RETURNED): "请修改后重新提交。",
}
NOT_ONE_S_OWN = "写过或提交过这条答复的人不能自己发布,请另一位同事来审。"
COMMENT_MISSING = "退回时请写明要改什么。"
NO_END = "请写明有效期(到哪一天为止):馆方答复都有期限。"
OVER = "有效期{until}已经过去了。"
NO_ORIGIN = "请写明依据:一份文件里的原文,或由谁说明。"
NO_WORDS = "请摘出所依据的原文。"
NO_OWNER = "请写明由哪个岗位负责。"
URGENT = "这是紧急情况的问法:紧急情况的说法由应急规则给出,不能由馆方答复改写。"
FOR_CURATORS = "已发布的答复要由能发布答复的同事撤下。"
INTERNAL_SOURCE = "依据的文件不对顾客公开。确认这一说法可以对外公开的,请在发布时勾选“可以对外公开”。"
INTERNAL_WORDS = "答复里有内部文件的原文(“{words}”)。确认可以对外公开的,请在发布时勾选“可以对外公开”。"


def after(act: Act, state: State) -> State:
    """The state that an allowed act leads to."""
    return MOVES[act].end or state


def wrong_state(entry: Entry, act: Act, today: date, last: Event | None = None) -> str:
    """Why this cannot be done where the entry stands now; empty when it can."""
    state = entry.state_on(today)
    if state in MOVES[act].start:
        return ""
    who = f"({last.who.name},{last.at:%Y-%m-%d %H:%M})" if last and state is not State.EXPIRED else ""
    return f"这条答复现在是“{CALLED[state]}”{who},不能{MOVES[act].verb}。{_WHAT_NOW.get((act, state), '')}"


def other_revision(seen: int, last: Revision) -> str:
    """Says to somebody who looked at an earlier text who wrote the last one."""
    at = f"{last.at:%Y-%m-%d %H:%M}"
    return f"您看到的是第{seen}稿,{last.who.name}已在{at}改成第{last.revision}稿。请刷新后再操作。"


def own_work(publisher: Person, hands: Iterable[Person]) -> str:
    """Four eyes: why this person may not publish; `hands` are those who wrote a revision or submitted it."""
    return NOT_ONE_S_OWN if any(publisher.is_same(one) for one in hands) else ""


def incomplete(entry: Entry, today: date) -> str:
    """What an entry lacks to be looked at by somebody else; empty when it has all."""
    if entry.valid_until is None:
        return NO_END
    if entry.valid_until < today:
        return OVER.format(until=entry.valid_until)
    if not entry.origin.is_given:
        return NO_ORIGIN
    if entry.origin.doc_id and not entry.origin.quote:
        return NO_WORDS
    return "" if entry.owner else NO_OWNER
