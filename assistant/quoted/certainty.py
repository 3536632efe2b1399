"""How sure a search must be (`Found.answerable`) for what; the figures behind are in docs/retrieval.md."""

from __future__ import annotations

NOTHING = 0.1  # nothing was found, or nobody writes it down
# A follow-up that the paper quoted before is near to, though by itself nothing would be found.
GOING_ON = 0.15
REFUSED = 0.22  # below: nothing was found, and a desk is named
DOUBTFUL = 0.26  # below: the nearest passages are shown, and said to be no more than that
SURE = 0.36  # to speak beside a person who takes over
CLEAR = 0.45  # a message that finds this much stands alone, whatever was said before
STATED = 0.8  # what is found so surely needs not say it in the words of the question
STATED_TO_STAFF = 0.5  # the same for staff, who know the house's words and see the source
BY_RULE = 0.9  # what a rule settles, not a search
CERTAIN = 0.7  # a rare word does not silence it, nor an emergency before it
