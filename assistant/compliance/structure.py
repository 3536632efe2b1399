"""The checks on what a text must contain or must not do as a whole; word lists are in the rules.

K12, K18, K19 and K20 are told by wording alone: their patterns stand in the rule book.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.compliance.changes import worsened
from assistant.compliance.copy import Check, Copy, Observation
from assistant.compliance.dates import dates
from assistant.compliance.labels import ai_label, cited_test, recognisable
from assistant.compliance.lotteries import lottery_sheet, prize_cap
from assistant.compliance.messages import sms
from assistant.compliance.offers import gift, prepaid
from assistant.compliance.persons import privacy
from assistant.compliance.prices import coupon_conditions, price_comparison
from assistant.compliance.regulated import alcohol_warning, regulated_goods

CHECKS: dict[str, Check] = {
    "K1": price_comparison,
    "K2": coupon_conditions,
    "K3": dates,
    "K4": lottery_sheet,
    "K5": prize_cap,
    "K6": worsened,
    "K7": gift,
    "K8": prepaid,
    "K9": cited_test,
    "K10": regulated_goods,
    "K11": alcohol_warning,
    "K13": recognisable,
    "K14": ai_label,
    "K15": sms,
    "K16": privacy,
}


def observe(copy: Copy) -> Iterator[tuple[str, Observation]]:
    """What the checks see, each with the number of its check."""
    for check_id, check in CHECKS.items():
        for observation in check(copy):
            yield check_id, observation
