"""How much of everything one caller may have. Every figure is a setting (ATRIUM_LIMITS__NAME)."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, NonNegativeInt, PositiveInt


class Limits(BaseModel):
    """Sizes in characters or bytes, rates in requests a minute or a day; a rate of 0 means no limit."""

    model_config = ConfigDict(frozen=True)

    json_bytes: PositiveInt = 64 * 1024
    page_event_bytes: PositiveInt = 256 * 1024  # one event of a page
    upload_bytes: PositiveInt = 20 * 1024 * 1024  # each file
    upload_files: PositiveInt = 20
    batch_bytes: PositiveInt = 32 * 1024 * 1024  # a table of communities
    batch_rows: PositiveInt = 200_000

    shopper_per_minute: NonNegativeInt = 10  # a session
    shopper_per_day: NonNegativeInt = 100
    # A mall's Wi-Fi puts hundreds of shoppers behind one address: loose on purpose.
    address_per_minute: NonNegativeInt = 600
    staff_per_minute: NonNegativeInt = 30  # a login session: a person
    key_per_minute: NonNegativeInt = 6_000  # a key: a program
    login_per_minute: NonNegativeInt = 20  # tries to log in, an address
    answers_at_once: PositiveInt = 64  # in the making; more are turned away with 503 before they wait

    # Of the language model, counted by us; a longer reply than there is left for is not asked for.
    llm_tokens_a_day: NonNegativeInt = 0  # for everybody together
    llm_tokens_a_day_each: NonNegativeInt = 0  # a session, an account, a key
    passwords_an_hour: PositiveInt = 20  # tried for one account, also in a demo

    def loosened(self) -> Limits:
        """For a demo on one's own machine, where a thousand quick questions are an evaluation, not an attack."""
        rates = {name: getattr(self, name) * 100 for name in type(self).model_fields if "_per_" in name}
        return self.model_copy(update=rates)
