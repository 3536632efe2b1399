"""What a Chinese rule says to an English question: yes or no, and what it asks for, by the set words of such rules."""

from __future__ import annotations

import re
from functools import cache

from assistant import english
from assistant.data import read_table
from knowledge.text import fold

_CLOSED = re.compile(
    r"(?:^|[.!;,?] ?|(?:so|and|but|ok|then) )(?:can|could|may|should|do|does|are|is it|am i|must|shall)(?: \w+){0,2} (?:i|we|he|she|they|it|you|ok|okay|fine|allowed|\w+)(?![a-z])"
)
_OPEN = re.compile(r"(?<![a-z])(?:how|who|whom|when|where|which|what|why)(?![a-z])")
_NO = re.compile(
    r"不可以?(?!抗)|不能|不得|不予|不允许|不准|不支持|不办理|不受理|严禁|禁止|一律不|无法|只能看"
)
_YES = re.compile(r"(?<!不)可以|均可|(?<!不)可(?=[凭持在到由与同按用])|(?<!不)允许")
_CONDITION = re.compile(r"须|凭|经.{1,10}(?:同意|批准|确认)|只能|仅限?|除外|以内|先")
_APPROVAL = re.compile(r"(?:经|报|由)[^，。；]{1,10}(?:同意|批准|审批|决定|确认)")
_ROLE = "总经理|值班经理|客服经理|客服主管|主管|财务|法务|营运部?|市场部|岗亭班长|班长|中控|店长|公安机关|公安|派出所|会员中心|总部客服|服务台"
_MOST = 4  # duties said
_SAYS = {
    "no": "No. ",
    "unapproved": "Not without approval. ",
    "yes": "Yes. ",
    "some": "Yes, on conditions. ",
    "both": "Only within the rule. ",
}


def ruled(text: str, question: str) -> str:
    """Yes or no of a rule to a question that can be answered so; empty where the rule is not plainly about it."""
    asked = fold(question)
    if not _CLOSED.search(asked) or _OPEN.search(asked):
        return ""
    things = len(dict.fromkeys(english.things_named(question)))
    shared = english.shared_things(text, question)
    if shared < 2 and shared * 2 < max(things, 1):
        return ""
    no, yes = _NO.search(text), _YES.search(text)
    if no and yes:
        return _SAYS["both"]
    if no:
        return _SAYS["unapproved" if _APPROVAL.search(text) else "no"]
    if yes:
        return _SAYS["some" if _CONDITION.search(text) else "yes"]
    return _SAYS["unapproved"] if _APPROVAL.search(text) else ""


def duties(text: str) -> list[str]:
    """What a rule asks for, in English, in the order of the table; each role is named once."""
    found: list[str] = []
    roles: set[str] = set()
    for pattern, says in _table():
        for match in pattern.finditer(text):
            role = match.groupdict().get("role") or ""
            said = says.format(role=english.cell(role))
            if said not in found and not (role and role in roles):
                found.append(said)
            roles |= {role}
    return found[:_MOST]


@cache
def _table() -> list[tuple[re.Pattern[str], str]]:
    data = read_table("english.yaml")
    role = f"(?P<role>{_ROLE})"
    return [(re.compile(row["said"].replace("<role>", role)), row["says"]) for row in data["duties"]]
