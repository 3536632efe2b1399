"""Simple sums that people ask for, out of a rule of a general form: the rule is cited, every step is shown.

Where the rule's form is another one, or the question leaves something open, nothing is computed and the
rule is quoted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from assistant.fees import fee_in, stay_in
from assistant.focus import Focus
from assistant.numerals import plain
from assistant.reply import Line, Source
from knowledge.model import Hit, Standing

_READ = 3  # hits in whose papers a rule is looked for
_SAME_THING = 0.35  # of the question's characters, by weight, that a charge and its heading must have
_KNOWN = 0.75  # of the characters of what is charged for
_OF_A_CHARGE = re.compile(
    r"小时|钟头|分钟|个半?|多少|几[块元]|[元钱费付要花收了我的吗呢半]|怎么|一共|大概|需要|应该|优惠"
)
_HOW_MUCH = re.compile(r"多少|几块|几元|收费|怎么收|要付|费用|贵")
_PAYS = re.compile(r"付|到手|多少钱|几块|减多少|便宜|优惠多少")
_REFUND = re.compile(r"退(?:款|回)?.{0,4}(?:多少|几)|能退多少|退我多少")
_POINTS = re.compile(r"(?:积|得|有|攒).{0,4}(?:多少|几).{0,3}分|多少积分")
_OFFER = re.compile(r"满(\d+)元?减(\d+)")
_TAKEN_BACK = re.compile(r"剩余.{0,16}?不足(\d+)元.{0,24}?扣回.{0,8}?(\d+)元")
_EXAMPLE = re.compile(r"举例|算例|例如")  # after its rule
_ONCE = re.compile(r"限用1张|只能用1张|可用1张")
_RATE = re.compile(r"([一-鿿、]{2,12}?)(?:消费)?[(（]?1元积?(\d+(?:\.\d+)?)分")
_ITEMS = re.compile(
    r"\d+(?:\.\d+)?元?(?:的?[一-鿿]{0,4})?(?:\s*[+、和跟]\s*\d+(?:\.\d+)?元?(?:的?[一-鿿]{0,4}?)?)+"
)
_RETURNED = re.compile(r"退(?:了|掉)?(?:那?件)?(\d+(?:\.\d+)?)")
_SUM = re.compile(r"(?<![\d.])(\d+(?:\.\d+)?)(?!\d|\.\d|\s*(?:张|件|个|次|岁|天|日|月|点|小时|分|%|折|楼))")


def reckoned(question: str, hits: Sequence[Hit], about: Focus) -> Line | None:
    """The sum that a question asks for, computed from the first rule among the hits that settles it."""
    told = plain(question)
    papers = {hit.document.doc_id for hit in hits[:_READ]}
    near = [hit for hit in hits if hit.document.doc_id in papers and hit.standing is Standing.IN_FORCE]
    in_force = sorted(near, key=lambda hit: _EXAMPLE.search(hit.passage.text) is not None)
    for way in _WAYS:
        if line := next(way(told, in_force, about), None):
            return line
    return None


def _stay(question: str, hits: Sequence[Hit], about: Focus) -> Iterator[Line]:
    """停车7小时多少钱: a stay by a charge by time, before anything is taken off."""
    stay = stay_in(question)
    if stay is None or not _HOW_MUCH.search(question):
        return
    charged = [(hit, fee) for hit in hits if _is_about(hit, about) and (fee := fee_in(hit.passage.text))]
    if not charged:
        return
    paper = charged[0][0].document.doc_id
    own = [(hit, fee) for hit, fee in charged if hit.document.doc_id == paper]
    hit, fee = max(own, key=lambda one: one[1].completeness)
    parts = [
        fee_in(f"{other.passage.text}，{hit.passage.text}")
        for other in hits
        if other.document.doc_id == paper
    ]
    if not _is_known(question, [other for other in hits if other.document.doc_id == paper]):
        return
    if any(whole and whole.completeness > fee.completeness for whole in parts):
        return  # the rest of the charge stands in another row
    due = fee.of(stay)
    if due is not None:
        said = f"按标准应付{due:f}元（计算得出：{fee.shown(stay)}；未计任何抵扣和优惠）。"
        yield Line(said, (_source(hit),))


def _refund(question: str, hits: Sequence[Hit], about: Focus) -> Iterator[Line]:
    """买200+120用了券，退120那件退多少: the rule that takes the reduction back below its threshold."""
    bought, returned = _ITEMS.search(_OFFER.sub(" ", question)), _RETURNED.search(question)
    if not (_REFUND.search(question) and bought and returned):
        return
    items = [Decimal(item) for item in re.findall(r"\d+(?:\.\d+)?", bought[0])]
    back = Decimal(returned[1])
    if back not in items or len(items) < 2:
        return
    for hit in hits:
        if not (rule := _TAKEN_BACK.search(plain(hit.passage.text))):
            continue
        threshold, reduction, left = Decimal(rule[1]), Decimal(rule[2]), sum(items) - back
        if sum(items) < threshold:
            return
        if left < threshold:
            said = f"应退{back - reduction:f}元（计算得出：剩余{left:f}元不足{threshold:f}元，扣回{reduction:f}元，{back:f}-{reduction:f}={back - reduction:f}元）。"
        else:
            said = f"应退{back:f}元（计算得出：剩余{left:f}元仍满{threshold:f}元，不扣回优惠）。"
        yield Line(said, (_source(hit),))
        return


def _coupon(question: str, hits: Sequence[Hit], about: Focus) -> Iterator[Line]:
    """买320用券付多少: one reduction, where the rule says that one purchase takes one."""
    if not _PAYS.search(question) or re.search(r"退|折", question) or not re.search(r"券|满|减", question):
        return
    offers = {offer for hit in hits for offer in _OFFER.findall(plain(hit.passage.text))}
    named = set(_OFFER.findall(question))
    offers = (offers & named) if named else offers
    amounts = _SUM.findall(_OFFER.sub(" ", question))
    if len(offers) != 1 or len(amounts) != 1:
        return
    threshold, reduction = (Decimal(part) for part in offers.pop())
    spent = Decimal(amounts[0])
    for hit in hits:
        if not (_OFFER.search(plain(hit.passage.text)) and _ONCE.search(plain(hit.passage.text))):
            continue
        if spent < threshold:
            said = f"{spent:f}元不满{threshold:f}元，不能减{reduction:f}元（折后实付须满{threshold:f}元）。"
        else:
            said = f"用1张后实付{spent - reduction:f}元（计算得出：{spent:f}-{reduction:f}={spent - reduction:f}元）。"
        yield Line(said, (_source(hit),))
        return


def _points(question: str, hits: Sequence[Hit], about: Focus) -> Iterator[Line]:
    """吃饭花了200积多少分: an amount by the rate of its trade."""
    amounts = _SUM.findall(question)
    if not _POINTS.search(question) or len(amounts) != 1:
        return
    for hit in hits:
        for names, rate in _RATE.findall(plain(hit.passage.text)):
            trade = next(
                (name for name in re.split("[、和]", names) if len(name) > 1 and name in question), ""
            )
            if trade:
                points = Decimal(amounts[0]) * Decimal(rate)
                said = f"可积{points.normalize():f}分（计算得出：{amounts[0]}元×{rate}={points.normalize():f}分，{trade}1元积{rate}分）。"
                yield Line(said, (_source(hit),))
                return


_WAYS: tuple[Callable[[str, Sequence[Hit], Focus], Iterator[Line]], ...] = (_stay, _refund, _coupon, _points)


def _is_about(hit: Hit, about: Focus) -> bool:
    heading = f"{hit.document.title} {' '.join(hit.passage.section)} {hit.passage.text}"
    return about.of_characters(heading) >= _SAME_THING


def _is_known(question: str, paper: Sequence[Hit]) -> bool:
    """Whether most of what a question names stands in a paper: a charge for parking is none for a gym."""
    named = set(re.findall(r"[一-鿿]", _OF_A_CHARGE.sub("", question)))
    text = " ".join(f"{hit.document.title} {hit.passage.text}" for hit in paper)
    return sum(char in text for char in named) >= _KNOWN * len(named)


def _source(hit: Hit) -> Source:
    return Source(hit.passage, hit.document)
