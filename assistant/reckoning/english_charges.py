"""A charge by time in English put as rules say it in Chinese, so that one reader reads both.

S$1.80 for the first hour, then S$0.90 for every 30 minutes or part thereof is 首1小时 S$1.80, 之后每30分钟 S$0.90,
不足30分钟按30分钟计. What is said in another form stays as it is.
"""

from __future__ import annotations

import re

_A = r"(?:[a-z]{0,3}\$|(?:hkd|sgd|mop|twd|rmb|cny) ?)\s?\d+(?:\.\d+)?"
_U = (
    r"(?:(?P<{0}n>\d+(?:\.\d+)?|half(?: an?)?|1/2|½)[- ]?)?"
    r"(?P<{0}u>hours?|hrs?|minutes?|mins?)(?![a-z])"
)
_FIRST = r"(?:the )?(?:first|1st|initial) "
_MORE = r"(?:each |every |per |the )*(?:subsequent|additional|following|next|further|extra) (?:and subsequent )?(?:block of )?"
_PART = r"(?P<part>,? or (?:any )?part (?:thereof|of (?:it|an hour|the hour)))?"
_THEN = r"(?P<then>(?:then|thereafter|afterwards?|after that)[, :]*)?"
_BETWEEN = r"\s*[:=–-]?\s*"
_BEFORE_PRICE = re.compile(rf"(?P<a>{_A}) (?:for |in |per )?{_FIRST}{_U.format('')}")
_BEHIND_PRICE = re.compile(rf"{_FIRST}{_U.format('')}{_BETWEEN}(?P<a>{_A})")
_GOES_ON = re.compile(
    rf"(?P<a>{_A}) (?:for |per )?{_MORE}{_U.format('')}{_PART}"
    rf"|{_MORE}{_U.format('b')}{_PART.replace('<part>', '<bpart>')}{_BETWEEN}(?P<b>{_A})"
)
_STEP = re.compile(
    rf"{_THEN}(?P<a>{_A}) ?(?:for (?:each|every) |(?:per |/ ?)(?:each |every )?){_U.format('')}{_PART}"
)
_FREE = re.compile(
    rf"{_FIRST}{_U.format('')} (?:is |are |of parking (?:is |are )?)?free(?: of charge)?|free (?:parking )?(?:for |during )?{_FIRST}{_U.format('b')}"
)
_CAP = re.compile(
    rf"(?:capped at|(?:daily )?(?:maximum|max\.?|cap)(?: charge)?(?: of)?)[: ]*(?P<a>{_A})(?: (?:per|a|each) (?:day|entry))?"
    rf"|(?P<b>{_A}) (?:per|a) day (?:at most|maximum|max)"
)
_FLAT = re.compile(rf"(?P<a>{_A}) (?:per|each|every) (?:entry|visit|time)")
_HAN = re.compile(r"[一-鿿]")
_BY_TIME = re.compile(r"hour|hr|min|entry|visit")


def spelt(told: str) -> str:
    """A folded English rule with its charges in Chinese; one with Chinese in it as it is."""
    if _HAN.search(told) or not _BY_TIME.search(told):
        return told
    told = _FREE.sub(lambda one: f"前{_span(one, '' if one['u'] else 'b')}免费", told)
    told = _BEFORE_PRICE.sub(lambda one: f"首{_span(one)}{one['a']}", told)
    told = _BEHIND_PRICE.sub(lambda one: f"首{_span(one)}{one['a']}", told)
    told = _CAP.sub(lambda one: f"每天封顶{one['a'] or one['b']}", told)
    told = _GOES_ON.sub(_going_on, told)
    has_first = "首" in told
    told = _STEP.sub(lambda one: _step(one, has_first), told)
    return _FLAT.sub(lambda one: f"每次{one['a']}", told)


def _going_on(one: re.Match[str]) -> str:
    key = "" if one["u"] else "b"
    price = one["a"] or one["b"]
    return f"之后每{_span(one, key)}{price}{_rounding(one, key, one['part'] or one['bpart'])}"


def _step(one: re.Match[str], has_first: bool) -> str:
    after = "之后" if one["then"] or has_first else ""
    return f"{after}每{_span(one)}{one['a']}{_rounding(one, '', one['part'])}"


def _rounding(one: re.Match[str], key: str, part: str | None) -> str:
    return f",不足{_span(one, key)}按{_span(one, key)}计" if part else ""


def _span(one: re.Match[str], key: str = "") -> str:
    """1/2 hour as 30分钟, hour as 1小时."""
    count, unit = one[f"{key}n"] or "1", one[f"{key}u"]
    if not count[0].isdigit() or count == "1/2":
        return "30分钟"
    return f"{count}{'分钟' if unit.startswith('min') else '小时'}"
