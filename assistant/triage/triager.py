"""Triager: one message in, its intent, urgency and desk out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.desks import Desks
from assistant.model import Triage
from assistant.triage.entities import Entity, EntityRules, named_shops
from assistant.triage.homophones import repaired
from assistant.triage.intents import Intents, Rule
from assistant.triage.likeness import Likeness, Resemblance
from assistant.triage.matters import Judgement, Matter, parts_of
from assistant.triage.opinion import Opinions
from assistant.triage.signals import SignalRules, Signals
from assistant.triage.urgency import Alarm, Pressing, Urgency
from assistant.triage.wording import normalise, read_rules
from knowledge.embedding import Embedder
from knowledge.model import Viewer


@dataclass(frozen=True, slots=True)
class _EmergencyDesk:
    desk: str
    second: tuple[str, ...]


_EMERGENCY_DESKS = {
    "missing": _EmergencyDesk("security", ("cs_store",)),
    "medical": _EmergencyDesk("security", ("cs_store",)),
    "fire": _EmergencyDesk("security", ("property",)),
    "food": _EmergencyDesk("security", ("cs_store", "leasing", "legal")),
    "trapped": _EmergencyDesk("security", ("property",)),
    "violence": _EmergencyDesk("security", ("cs_store",)),
    "self_harm": _EmergencyDesk("security", ("cs_store",)),
    "crowd": _EmergencyDesk("security", ("cs_hq", "leasing", "legal")),
    "media": _EmergencyDesk("marketing", ("cs_hq", "security")),
}
_REFUSAL_SUBJECTS = {
    "injection": "指令注入",
    "privacy": "个人信息",
    "authority": "内部资料",
    "brand_sales": "商户经营数据",
    "abuse": "辱骂",
    "medicine": "用药",
    "footage": "监控录像",
    "offtopic": "无关话题",
}
# Questions that a rule knows for what they are, and that likeness alone makes no emergency: 我朋友有几多分.
_KNOWN_QUESTIONS = ("privacy", "medicine", "offtopic")
_REFUSAL_DESKS = {"footage": "security", "privacy": "legal", "brand_sales": "leasing"}
# Set on the labelled examples, each left out in turn: above _RAISES few are not emergencies (n-grams alone
# need more); below _CALMS none was an emergency; above _LIKELY most intents were right.
_RAISES, _RAISES_BY_GRAMS, _CALMS = 0.12, 0.35, -0.75
_LIKELY, _LIKELY_BY_GRAMS = -0.7, -0.4
_LIKELY_TO_ASK = -0.5
# Above the first a likeness overrules a rule, above the second an enquiry that asks nothing; see benchmarks/triage.py.
_PLAINLY, _HARDLY = (-0.2, -0.5), -0.4
_LIKELY_PIECE = 0.1  # a piece of a message that no rule knows is a matter of its own above this
_LOST_PROPERTY = "失物"
_LEAST_LEFT = 4  # characters that tell something, without the harmless words of a message
_LEAST = 6  # characters that a language model is asked about
_OF_STAFF = ("content", "it_kb")  # desks that no shopper's message goes to
_SHOPPERS_STAY_CALM = ("crowd", "media")


class Triager:
    """Judges messages by tables, and by likeness to examples where no rule foresaw the wording.

    `shops` gives the names of the mall's tenants, read at each call. An `embedder` that runs in this process
    sharpens the likeness; nothing waits for it when it fails.
    """

    def __init__(
        self,
        desks: Desks,
        shops: Callable[[], Sequence[str]] = tuple,
        embedder: Embedder | None = None,
        kept: Path | None = None,
        likeness: Likeness | None = None,
        opinions: Opinions | None = None,
    ) -> None:
        """`kept` is a folder where vectors of the examples may be left for the next start; `likeness` stands in
        for the one that is learned from the shipped examples; `opinions` are asked where neither rules nor
        likeness know a message."""
        rules = read_rules("intents.yaml")
        self._desks, self._shops = desks, shops
        self._urgency, self._intents, self._signals = Urgency.load(), Intents(rules), SignalRules(rules)
        self._entities = EntityRules(rules)
        self._likeness = likeness or Likeness.load(embedder, kept)
        self._opinions = opinions

    def signals(self, message: str, viewer: Viewer) -> Signals:
        """What an answerer wants to know about the message besides its intent."""
        return self._signals.read(normalise(message), viewer.is_staff)

    def judge(self, message: str, viewer: Viewer) -> Triage:
        """Intent, urgency and desk. Urgency beats intent; a message nothing fits is 咨询 for cs_store."""
        judged = self._by_tables(message, viewer)
        return self._second_opinion(message, judged, viewer.is_staff) or judged

    def _by_tables(self, message: str, viewer: Viewer) -> Triage:
        """By rules and likeness alone."""
        text, staff = normalise(message), viewer.is_staff
        if alarms := self._alarms(text, staff):
            return _emergency(alarms)
        pressing = self._urgency.pressing(text)
        refused = self._signals.read(text, staff).out_of_scope
        if refused in ("injection", "offtopic") or (refused and not pressing):
            return _refusal(refused)
        internal = self._intents.judge(text, staff) if pressing and staff else None
        if pressing and not (internal and internal.intent == "内部"):
            return self._pressing(pressing, text)
        if not staff and (calm := self._urgency.calm_matters(text)):
            return _calm(calm[0])
        return self._ordinary(self._rule(text, staff), text)

    def _second_opinion(self, message: str, judged: Triage, staff: bool) -> Triage | None:
        """The model's, where one is set and nothing else knows an ordinary message; it never touches what is urgent."""
        text = normalise(message)
        if self._opinions is None or not self._is_unknown(text, judged, staff):
            return None
        desks = [desk.id for desk in self._desks if staff or desk.id not in _OF_STAFF]
        told = self._opinions.of(message, self._intents.lists(staff), desks)
        if told is None:
            return None
        usual = self._intents.usual(told.intent, text)
        priority = min(judged.priority, usual.priority if usual else judged.priority)
        second = tuple(desk for desk in (usual.second if usual else ()) if desk != told.desk)
        why = f"规则和例句都没有把握，语言模型归为{told.intent}/{told.subject}，由{self._desks[told.desk].name}负责。"
        return Triage(told.intent, told.subject, priority, told.desk, second, why)

    def _is_unknown(self, text: str, judged: Triage, staff: bool) -> bool:
        """Whether a message is an ordinary one that no rule, no example and no name in it tells anything of."""
        if judged.priority != "P3" or len(text) < _LEAST or self._urgency.alarms(text, staff):
            return False
        signals = self._signals.read(text, staff)
        small_talk = (
            signals.greeting or signals.thanks or signals.goodbye or signals.noted or signals.identity
        )
        if small_talk or signals.languages or signals.out_of_scope:
            return False
        seems = self._likeness.judge(self._urgency.without_harmless(text))
        unlike = seems.intent_score < (_LIKELY if seems.sharp else _LIKELY_BY_GRAMS)
        return unlike and self._intents.judge(text, staff).is_last and not self.entities(text)

    def matters(self, message: str, viewer: Viewer) -> list[Matter]:
        """The matters of a message, one ticket each, the most urgent first; mostly one, which is the message.

        A matter that names no shop and no floor is about those of the whole message.
        """
        parts = parts_of(message, lambda text: self._judgement(text, viewer))
        places = [entity for entity in self.entities(message) if entity.kind in ("shop", "floor")]
        found = [
            Matter(part, self.judge(part, viewer), self._placed(self.entities(part), places))
            for part in parts
        ]
        return sorted(found, key=lambda matter: matter.triage.priority)

    def entities(self, message: str) -> tuple[Entity, ...]:
        """The shops, floors, facilities and campaigns that a message names."""
        return self._entities.read(normalise(message), self._shops())

    def _judgement(self, message: str, viewer: Viewer) -> Judgement:
        """How a piece of a message is judged by itself, and how surely."""
        text, judged = normalise(message), self._by_tables(message, viewer)
        rule = self._intents.judge(text, viewer.is_staff)
        likely = self._likeness.judge(self._urgency.without_harmless(text)).intent_score > _LIKELY_PIECE
        sure = judged.priority in ("P0", "P1") or not rule.is_fallback or likely
        return Judgement(judged, sure, self._intents.asks(text))

    @staticmethod
    def _placed(own: tuple[Entity, ...], places: Sequence[Entity]) -> tuple[Entity, ...]:
        return own if any(entity in places for entity in own) else (*places, *own)

    def _alarms(self, text: str, staff: bool) -> list[Alarm]:
        """What the rules found, and what resembles an emergency so much that a rule must be missing."""
        alarms = self._urgency.alarms(text, staff) or self._urgency.alarms(repaired(text), staff)
        if alarms:
            seems = self._likeness.judge(text)
            harmless = seems.sharp and seems.emergency < _CALMS and not self._urgency.is_live(text)
            return [] if harmless else alarms
        if self._signals.read(text, staff).out_of_scope in _KNOWN_QUESTIONS:
            return []
        bare = self._urgency.without_harmless(text)
        if bare != text and len(bare) < _LEAST_LEFT:
            return []  # of 有人吸烟 is left 有人, which resembles many alarms
        seems = self._likeness.judge(bare)
        # staff who ask what to do with a refund of 3000 tell of no crowd
        calm = seems.kind in _SHOPPERS_STAY_CALM and (not staff or self._intents.asks(text))
        enough = seems.emergency > (_RAISES if seems.sharp else _RAISES_BY_GRAMS)
        if calm or not enough or self._urgency.is_excused(seems.kind, text):
            return []
        if seems.kind == "self_harm" and self._intents.judge(text, staff).subject == _LOST_PROPERTY:
            return []  # 我伞落这儿了 is short, and like what is said at an edge
        return [self._urgency.alarm_of(seems.kind, text)]

    def kind_spoken_of(self, message: str) -> str:
        """The kind of emergency that a message speaks of, though it reports none; empty where it speaks of none."""
        return self._urgency.kind_spoken_of(normalise(message))

    def calmed(self, message: str) -> str:
        """A message without its abuse, where it puts a question beside it; itself where it does not."""
        return self._signals.calmed(message, self._intents.asks)

    def complains(self, message: str) -> bool:
        """Whether a rule knows a shopper's message for a complaint that is told and asks nothing; likeness is not enough."""
        text = normalise(message)
        rule = self._intents.judge(text, staff=False)
        return rule.intent == "投诉" and not rule.is_fallback and not self._intents.asks(text)

    def knows(self, message: str, intent: str) -> bool:
        """Whether a rule gives a shopper's message this intent, and not only its likeness to examples."""
        rule = self._intents.judge(normalise(message), staff=False)
        return rule.intent == intent and not rule.is_fallback

    def asks(self, message: str) -> bool:
        """Whether a message puts a question."""
        return self._intents.asks(normalise(message))

    def _named(self, text: str) -> str | None:
        return next((entity.name for entity in named_shops(text, self._shops())), None)

    def _pressing(self, pressing: list[Pressing], text: str) -> Triage:
        first = pressing[0]
        desk = self._owner(text, first.desk) if first.owner_first else first.desk
        second = dict.fromkeys([first.desk, *first.second, *(rule.desk for rule in pressing[1:])])
        if self._named(text):
            second["brand"] = None
        others = tuple(other for other in second if other != desk)
        reasons = "、".join(dict.fromkeys(rule.why for rule in pressing))
        return Triage(first.intent, first.subject, "P1", desk, others, f"{reasons}，30分钟内须由人工回应。")

    def _owner(self, text: str, otherwise: str) -> str:
        """The desk that runs the place complained about; a shop does not judge itself."""
        rule = self._intents.judge(text, staff=False)
        return rule.desk if rule.intent == "投诉" and not rule.shop_desk else otherwise

    def _rule(self, text: str, staff: bool) -> Rule:
        """The table's rule; where none fits, the intent of the examples that the message resembles most."""
        rule = self._intents.judge(text, staff)
        seems = self._likeness.judge(self._urgency.without_harmless(text))
        if not rule.is_fallback:
            return self._overruled(rule, seems, text, staff)
        least = _LIKELY if seems.sharp else _LIKELY_BY_GRAMS
        if self._intents.asks(text):
            least = _LIKELY_TO_ASK  # who asks is answered, unless it is plainly something else
        unlikely = seems.intent_score < least
        if unlikely or (seems.intent == "内部" and not staff):
            return rule
        return self._intents.usual(seems.intent, text) or rule

    def _overruled(self, rule: Rule, seems: Resemblance, text: str, staff: bool) -> Rule:
        """What the message plainly resembles, where that is another intent and the rule's is not likely at all."""
        plain = (
            not rule.is_sure
            and seems.sharp
            and seems.intent_score > _PLAINLY[rule.intent == "咨询" and not self._intents.asks(text)]
        )
        other = plain and seems.scores.get(rule.intent, 0.0) < _HARDLY
        if not other or seems.intent == rule.intent or (seems.intent == "内部" and not staff):
            return rule
        return self._intents.usual(seems.intent, text) or rule

    def _ordinary(self, rule: Rule, text: str) -> Triage:
        shop = self._named(text)
        desk, second = rule.desk, rule.second
        if rule.shop_desk and (shop or (rule.intent != "咨询" and self._intents.names_a_kind_of_shop(text))):
            desk, second = "brand", ("cs_store", *second)
        elif rule.subject == "服务态度" and not shop:
            desk, second = "cs_store", ("brand",)
        others = tuple(d for d in dict.fromkeys(second) if d != desk)
        of_shop = f"，涉及商户“{shop}”" if shop else ""
        why = f"{rule.why}{of_shop}，由{self._desks[desk].name}负责。"
        return Triage(rule.intent, rule.subject, rule.priority, desk, others, why)


def _emergency(alarms: list[Alarm]) -> Triage:
    first = alarms[0]
    row = _EMERGENCY_DESKS[first.kind]
    more = [desk for alarm in alarms[1:] for desk in (_EMERGENCY_DESKS[alarm.kind].desk,)]
    second = tuple(desk for desk in dict.fromkeys([*row.second, *more]) if desk != row.desk)
    return Triage(
        "紧急", first.kind, "P0", row.desk, second, f"“{first.words}”符合{first.name}规则，按紧急处理。"
    )


def _refusal(kind: str) -> Triage:
    desk = _REFUSAL_DESKS.get(kind, "cs_store")
    subject = _REFUSAL_SUBJECTS[kind]
    return Triage("权限/越界", subject, "P3", desk, (), f"属于{subject}，按规则不予提供。")


def _calm(alarm: Alarm) -> Triage:
    second = ("security", "marketing") if alarm.kind == "media" else ("security", "cs_store")
    return Triage(
        "投诉", "投诉升级", "P1", "cs_hq", second, f"“{alarm.words}”涉及{alarm.name}，由人工尽快接手。"
    )
