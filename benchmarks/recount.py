"""The figures once more, straight from the rows with SQL and plain loops: shares no code with what is proved."""

from __future__ import annotations

import json
import math
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from statistics import median
from typing import Any
from zoneinfo import ZoneInfo

STAFF = ("staff", "content", "admin")


class Recount:
    """The customers' conversations of a period in a home, recounted. `simulated`: without, with or only."""

    def __init__(
        self, home: Path, first: date, last: date, zone: ZoneInfo, now: datetime, simulated: str = "without"
    ) -> None:
        self.zone, self.now, self.simulated = zone, now, simulated
        self.first, self.last = first, last
        self._journal = _open(home / "journal.db")
        self._tickets = _open(home / "tickets.db")
        self.days: dict[str, str] = {}  # conversation -> day
        self.rows: dict[str, dict[str, Any]] = {}  # conversation -> its row
        for row in self._journal.execute("SELECT * FROM conversations"):
            self._take(row["id"], row["began_at"], dict(row))
        for row in self._journal.execute(
            "SELECT conversation_id id, role, language, as_of, min(n) FROM turns"
            " WHERE conversation_id NOT IN (SELECT id FROM conversations) GROUP BY conversation_id"
        ):
            self._take(row["id"], row["as_of"], {**row, "owner": "", "channel": "", "mall": ""})
        asked = {row[0] for row in self._journal.execute("SELECT DISTINCT conversation_id FROM turns")}
        asked |= self._wanted(home / "threads.db")
        self.rows = {one: row for one, row in self.rows.items() if one in asked}
        self.turns = [
            dict(row)
            for row in self._journal.execute("SELECT * FROM turns ORDER BY n")
            if row["conversation_id"] in self.rows
        ]
        self.tickets = list(self._own_tickets())
        self.labels = self._labelled(home / "labels.db")
        self.waits = self._waited(home / "threads.db")

    def _labelled(self, path: Path) -> dict[str, dict[str, Any]]:
        """What labels say of each conversation, from the lists that people see; the first format and floor, and what was
        cited, from what is shown."""
        if not path.exists():
            return {}
        file, found = _open(path), {}
        for row in file.execute("SELECT conversation_id, shown FROM labels"):
            shown = json.loads(row["shown"])
            found[row["conversation_id"]] = {
                "outdated": len(shown["outcome"]["outdated"]),
                "desk": shown["gap"]["desk"],
                **{kind: (shown[f"{kind}s"] or [{"value": ""}])[0]["value"] for kind in ("format", "floor")},
            }
        for row in file.execute("SELECT conversation_id, kind, value FROM given"):
            if row["kind"] in {"polarity", "emotion", "cause", "gap"}:
                found[row["conversation_id"]][row["kind"]] = row["value"]
        return {one: found[one] for one in found if one in self.rows}

    @staticmethod
    def _wanted(path: Path) -> set[str]:
        """Conversations in which a person was wanted, and there."""
        if not path.exists():
            return set()
        wanted = "SELECT DISTINCT conversation_id FROM events WHERE act IN ('asked', 'taken')"
        return {row[0] for row in _open(path).execute(wanted)}

    def _waited(self, path: Path) -> dict[str, float | None]:
        """Minutes from the first time that a person was wanted, and there, to their first word; None while there is none."""
        if not path.exists():
            return {}
        began: dict[str, datetime] = {}
        found: dict[str, float | None] = {}
        for row in _open(path).execute("SELECT conversation_id, act, at FROM events ORDER BY number"):
            one, at = row["conversation_id"], datetime.fromisoformat(row["at"])
            if row["act"] in {"asked", "taken"} and one in self.rows:
                began.setdefault(one, at)
                found.setdefault(one, None)
            if row["act"] == "replied" and one in began and found[one] is None:
                found[one] = (at - began[one]).total_seconds() / 60
        return found

    def _take(self, one: str, began: str, row: dict[str, Any]) -> None:
        day = datetime.fromisoformat(began).astimezone(self.zone).date()
        fake = row["owner"] == "simulator"
        wanted = {"without": not fake, "with": True, "only": fake}[self.simulated]
        if self.first <= day <= self.last and row["role"] not in STAFF and wanted:
            self.days[one], self.rows[one] = day.isoformat(), row

    def _own_tickets(self) -> Iterable[dict[str, Any]]:
        """With `day`, and with the channel and language of their conversation where there is one."""
        everywhere = {
            row[0]
            for row in self._journal.execute(
                "SELECT conversation_id FROM turns UNION SELECT id FROM conversations"
            )
        }
        since = datetime.combine(self.first, time(), self.zone)
        until = datetime.combine(self.last + timedelta(days=1), time(), self.zone)
        gone = {
            row[0]
            for row in self._tickets.execute(
                "SELECT ticket_id FROM events WHERE act = 'erased' AND who_id = 'atrium:simulator'"
            )
        }
        for row in map(dict, self._tickets.execute("SELECT * FROM tickets ORDER BY number")):
            if row["id"] in gone or row["merged_into"] or row["state"] == "false_alarm":
                continue
            opened = datetime.fromisoformat(row["opened_at"])
            if row["conversation_id"] in self.rows:
                if opened >= since:
                    yield {**row, "day": self.days[row["conversation_id"]]}
            elif (
                row["conversation_id"] not in everywhere
                and since <= opened < until
                and self.simulated != "only"
            ):
                yield {**row, "conversation_id": "", "day": opened.astimezone(self.zone).date().isoformat()}

    # -- the figures -----------------------------------------------------------------------------

    def pairs(self, group: str = "") -> dict[str, dict[str, tuple[int, int]]]:
        """Numerator and denominator of each sum, for each value of a group (day, channel, language, mall; or "": all)."""
        found: dict[str, dict[str, tuple[int, int]]] = defaultdict(dict)
        for key, ids in self._groups(group).items():
            found[key] |= self._of_conversations(ids)
        parts: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for ticket in self.tickets:
            parts[self._ticket_key(ticket, group)].append(ticket)
        for key, tickets in parts.items():
            found[key] |= self._of_tickets(tickets)
        return found

    def _groups(self, group: str) -> dict[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for one in self.rows:
            found[self._key(one, group)].add(one)
        return found

    def _key(self, one: str, group: str) -> str:
        if group in {"format", "floor"}:
            return self.labels.get(one, {}).get(group, "")
        return "" if not group else self.days[one] if group == "day" else self.rows[one][group]

    def _ticket_key(self, ticket: dict[str, Any], group: str) -> str:
        if not group or group == "day":
            return ticket["day"] if group else ""
        if ticket["conversation_id"]:
            return self._key(ticket["conversation_id"], group)
        return {
            "channel": "counter" if ticket["channel"] == "desk" else "",
            "mall": "",
            "format": "",
            "floor": "",
        }.get(group, ticket.get(group, ""))

    def _of_conversations(self, ids: set[str]) -> dict[str, tuple[int, int]]:
        turns = [turn for turn in self.turns if turn["conversation_id"] in ids]
        many = len(ids)

        def having(*handlings: str) -> set[str]:
            return {turn["conversation_id"] for turn in turns if turn["handling"] in handlings}

        everyones = self._tickets.execute(
            "SELECT conversation_id, merged_into, is_gap FROM tickets"
        ).fetchall()
        handed = having("handoff") | {row[0] for row in everyones if row[0] in ids}
        handed |= ids & set(self.waits)
        served = having("answer") - having("unknown", "partial", "handoff", "emergency") - handed
        thumbs: dict[tuple[str, int], int] = {}
        for row in self._journal.execute("SELECT conversation_id, turn, helpful FROM feedback ORDER BY n"):
            if row[0] in ids:
                thumbs[row[0], row[1]] = row[2]
        lacking = having("unknown") | {row[0] for row in everyones if row[0] in ids and row[2]}
        gaps = {one for one in ids if (self.labels[one].get("gap") if one in self.labels else one in lacking)}
        waiting = [one for one in ids if one in self.waits]
        moods = [self.labels[one]["polarity"] for one in ids if "polarity" in self.labels.get(one, {})]
        return {
            "conversations": (many, 0), "turns": (len(turns), 0), "self_service": (len(served), many),
            "hand_over": (len(handed), many), "unanswered": (len(having("unknown")), many),
            "partial": (len(having("partial")), many), "clarify": (len(having("clarify")), many),
            "refusal": (len(having("refuse")), many), "emergencies": (len(having("emergency")), 0),
            "satisfaction": (sum(thumbs.values()), len(thumbs)), "rated": (len({one for one, _ in thumbs}), many),
            "gaps": (len(gaps), 0), "negative": (moods.count("负"), len(moods)),
            "person_unanswered": (sum(self.waits[one] is None for one in waiting), len(waiting)),
            "outdated": (sum(self.labels[one]["outdated"] for one in ids if one in self.labels), 0),
        }  # fmt: skip

    def _of_tickets(self, tickets: list[dict[str, Any]]) -> dict[str, tuple[int, int]]:
        many = len(tickets)
        done = ("resolved", "closed")
        response = resolution = solved = again = 0
        for row in tickets:
            answered = row["responded_at"]
            if answered or row["state"] not in done:
                response += (answered or _text(self.now)) > row["respond_by"]
            if row["resolved_at"] or row["state"] not in done:
                resolution += (row["resolved_at"] or row["paused_at"] or _text(self.now)) > row["resolve_by"]
            again += row["reopened"] > 0
            solved += row["reopened"] > 0 or row["resolved_at"] is not None
        return {
            "tickets": (many, 0), "late_response": (response, many), "late_resolution": (resolution, many),
            "reopened": (again, solved),
        }  # fmt: skip

    def seconds(self, group: str = "") -> dict[str, list[float]]:
        """Until the first word, sorted."""
        found: dict[str, list[float]] = defaultdict(list)
        for turn in self.turns:
            found[self._key(turn["conversation_id"], group)].append(turn["seconds"])
        return {key: sorted(values) for key, values in found.items()}

    def topics(self) -> Counter[tuple[str, str]]:
        asked = {
            (turn["conversation_id"], turn["intent"], turn["subject"])
            for turn in self.turns
            if turn["intent"]
        }
        return Counter((intent, subject) for _, intent, subject in asked)

    def emotions(self) -> Counter[tuple[str, str]]:
        return Counter(
            (label["emotion"], label.get("cause", "未说明"))
            for label in self.labels.values()
            if "emotion" in label
        )

    def gap_kinds(self) -> Counter[tuple[str, str]]:
        """Of what is labelled."""
        return Counter((label["gap"], label["desk"]) for label in self.labels.values() if "gap" in label)


def differences(told: Any, recount: Recount) -> list[str]:
    """A sentence for each figure of a report that is not what the recount says."""
    wrong = []
    for group in ("", "day", "channel", "language", "mall", "format", "floor"):
        ours = {"".join(part.key): part for part in told.by(*([group] if group else []))}
        theirs, seconds = recount.pairs(group), recount.seconds(group)
        if group and set(ours) != set(theirs):
            wrong.append(f"{group}: {sorted(ours)} instead of {sorted(theirs)}")
        for key, pairs in theirs.items():
            if key not in ours:
                continue
            figures = ours[key].figures
            for name, (numerator, denominator) in pairs.items():
                figure = figures[name]
                if (figure.numerator, figure.denominator) != (numerator, denominator):
                    wrong.append(
                        f"{group} {key} {name}: {figure.numerator}/{figure.denominator}, not {numerator}/{denominator}"
                    )
            of = seconds.get(key, [])
            wanted = (
                {"first_word_median": median(of), "first_word_p95": of[math.ceil(len(of) * 0.95) - 1]}
                if of
                else {}
            )
            wrong += [
                f"{group} {key} {name}: {figures[name].value}, not {value}"
                for name, value in wanted.items()
                if not math.isclose(figures[name].value or 0, value)
            ]
    minutes = [wait for wait in recount.waits.values() if wait is not None]
    if told.figures["person_median"].value != (median(minutes) if minutes else None):
        wrong.append(f"person_median: {told.figures['person_median'].value}, not of {minutes}")
    lists = {"topics": recount.topics()}
    if recount.labels:
        lists |= {"emotions": recount.emotions(), "gap_kinds": recount.gap_kinds()}
    for name, counted in lists.items():
        if {entry.key: entry.count for entry in told.table.entries(name)} != dict(counted):
            wrong.append(f"{name} differ")
    return wrong


def _open(path: Path) -> sqlite3.Connection:
    file = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    file.row_factory = sqlite3.Row
    return file


def _text(moment: datetime) -> str:
    return moment.astimezone(ZoneInfo("UTC")).isoformat(timespec="microseconds")
