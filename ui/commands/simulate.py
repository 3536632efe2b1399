"""atrium simulate: days of made-up conversations, to fill a demo and to try figures with."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Annotated, Any

import typer

from ui.commands.output import AsJson, desk, say, say_json

_NOON = time(12)
_TOLD_EVERY = 50  # conversations


def simulate(
    seed: Annotated[int, typer.Option(help="The same seed and house give the same conversations.")] = 1,
    day: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"], help="The last day; by default the house's today, in a demo its own."
        ),
    ] = None,
    conversations: Annotated[int, typer.Option(min=1, max=5000, help="How many a day.")] = 200,
    days: Annotated[int, typer.Option(min=1, max=92, help="How many days, the last one included.")] = 1,
    erase: Annotated[
        bool, typer.Option("--erase", help="Erase all that was ever simulated, and stop.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Plays made-up people through the house, marked so that figures can leave them out and --erase takes them out."""
    from assistant.simulation import Repertoire
    from ui.playing import Stage

    with desk() as house:
        stage = Stage(house)
        if erase:
            return _told({"erased": stage.erase()}, "{erased} simulated conversations erased", as_json)
        last = day.date() if day else stage.today()
        repertoire = Repertoire(stage.slots(datetime.combine(last, _NOON)))
        first = last - timedelta(days=days - 1)
        scripts = [
            script
            for number in range(days)
            for script in repertoire.day(seed, first + timedelta(days=number), conversations)
        ]
        for played in stage.play(scripts, repertoire):
            if not as_json and played.conversations % _TOLD_EVERY == 0:
                say(f"{played.conversations} of {len(scripts)} …")
    counted = {name: getattr(played, name) for name in ("conversations", "turns", "thumbs", "tickets")}
    counted |= {"first": first.isoformat(), "last": last.isoformat(), "handlings": dict(played.handlings)}
    return _told(
        counted,
        "{conversations} conversations with {turns} questions, {thumbs} thumbs and {tickets} tickets, {first} to {last}",
        as_json,
    )


def _told(told: dict[str, Any], words: str, as_json: bool) -> None:
    if as_json:
        return say_json(told)
    return say(words.format(**told))
