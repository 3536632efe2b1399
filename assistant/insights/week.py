"""The figures of a period in words. Every number in them is one of a metric, and says which."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from assistant.desks import Desks
from assistant.insights.figure import Figure, percent, plain
from assistant.insights.report import Report
from assistant.insights.rising import Trend

_MOST = 3  # lines of a list that are named


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it stands in a sentence. `when`: now, before, or change between the two; `entry` names the line of a
    list; `side` says that it is a figure's numerator or denominator and not its value."""

    metric: str
    text: str
    value: float
    when: str = "now"
    side: str = ""
    entry: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    text: str
    numbers: tuple[Number, ...]


Part = str | Number


def _said(*parts: Part) -> Sentence:
    text = "".join(part if isinstance(part, str) else part.text for part in parts)
    return Sentence(text, tuple(part for part in parts if isinstance(part, Number)))


def words(report: Report, desks: Desks | None = None) -> list[Sentence]:
    """The figures of a report, most important first; nothing is said of what nobody counted."""
    if not report.figures["conversations"].numerator and not report.figures["tickets"].numerator:
        return [_said("这段时间没有顾客对话,也没有工单。")]
    writer = _Writer(report, desks or Desks.load())
    return [sentence for write in writer.order for sentence in write()]


class _Writer:
    def __init__(self, report: Report, desks: Desks) -> None:
        self._now, self._before = report.figures, report.before.figures
        self._report = report
        self._desks = desks
        self.order: tuple[Callable[[], Iterator[Sentence]], ...] = (
            self._volume, self._rates, self._emergencies, self._speed, self._tickets, self._thumbs, self._topics,
            self._emotions, self._gaps, self._outdated,
        )  # fmt: skip

    def _volume(self) -> Iterator[Sentence]:
        now, before = self._now["conversations"], self._before["conversations"]
        lead = ("顾客对话共", self._value("conversations"), "段、", self._value("turns"), "问")
        if not before.numerator:
            yield _said(*lead, "。前一期没有顾客对话,无从比较。")
            return
        gain = now.numerator - before.numerator
        if not gain:
            yield _said(*lead, ",与前一期的", self._value("conversations", "before"), "段持平。")
            return
        change = Number(
            "conversations", percent(abs(gain) / before.numerator), gain / before.numerator, "change"
        )
        yield _said(
            *lead, ",比前一期的", self._value("conversations", "before"), "段", "多" if gain > 0 else "少", change, "。"
        )  # fmt: skip

    def _rates(self) -> Iterator[Sentence]:
        if self._now["self_service"].value is None:
            return
        yield _said(
            "助手独自答完的占", self._value("self_service"), *self._points("self_service"),
            ";转给岗位或人工的占", self._value("hand_over"), *self._points("hand_over"),
            ";有提问没答出的占", self._value("unanswered"), *self._points("unanswered"), "。",
        )  # fmt: skip

    def _points(self, metric: str) -> tuple[Part, ...]:
        """By how many points a share went up or down; nothing where one of the two says little."""
        now, before = self._now[metric], self._before[metric]
        if now.value is None or before.value is None or now.is_small or before.is_small:
            return ()
        gain = now.value - before.value
        if not round(abs(gain) * 100, 1):
            return ("(与前一期持平)",)
        points = Number(metric, plain(abs(gain) * 100, 1), gain, "change")
        return ("(比前一期", "升" if gain > 0 else "降", points, "个百分点)")

    def _emergencies(self) -> Iterator[Sentence]:
        if self._now["emergencies"].numerator:
            yield _said("其中有紧急事项", self._value("emergencies"), "段,请逐一复核处置经过。")

    def _speed(self) -> Iterator[Sentence]:
        if self._now["first_word_median"].value is not None:
            yield _said(
                "助手给出第一个字的时间,中位数为", self._value("first_word_median"), ",绝大多数不超过",
                self._value("first_word_p95"), "。",
            )  # fmt: skip
        if self._now["person_median"].value is not None:
            yield _said(
                "转人工后员工首次回话的中位时间为", self._value("person_median"), ";还没有人回话的占",
                self._value("person_unanswered"), "。",
            )  # fmt: skip

    def _tickets(self) -> Iterator[Sentence]:
        if not self._now["tickets"].numerator:
            return
        late, over = self._now["late_response"], self._now["late_resolution"]
        parts: list[Part] = ["工单", self._value("tickets"), "张"]
        if late.numerator or over.numerator:
            parts += [
                ",首次回应超时", self._side("late_response"), "张(", self._value("late_response"),
                "),解决超时", self._side("late_resolution"), "张(", self._value("late_resolution"), ")。",
            ]  # fmt: skip
        else:
            parts.append(",没有超时的。")
        yield _said(*parts)

    def _thumbs(self) -> Iterator[Sentence]:
        figure = self._now["satisfaction"]
        if figure.value is None:
            yield _said("没有顾客留下评价。")
            return
        told: tuple[Part, ...] = (
            "顾客评价", self._side("satisfaction", "denominator"), "次,点赞占", self._value("satisfaction"),
        )  # fmt: skip
        yield _said(*told, ",评价太少,仅供参考。" if figure.is_small else "。")

    def _topics(self) -> Iterator[Sentence]:
        found = self._report.trends("topics")
        if found:
            named = _joined("topics", found[:_MOST], lambda one: "/".join(filter(None, one)))
            yield _said("问得最多的是", *named, "。")
        for trend in [one for one in found if one.is_rising][:_MOST]:
            yield _said(
                f"「{'/'.join(filter(None, trend.key))}」明显增多,由",
                Number("topics", f"{trend.before:,}", trend.before, "before", entry=trend.key), "段升到",
                Number("topics", f"{trend.count:,}", trend.count, entry=trend.key), "段。",
            )  # fmt: skip

    def _emotions(self) -> Iterator[Sentence]:
        if self._now["negative"].value is None:
            return
        parts: list[Part] = ["已标注情绪的对话里,负面的占", self._value("negative")]
        causes = self._report.negative_causes
        if causes:
            parts += [",最常见的是", *_joined("emotions", causes[:_MOST], "·".join)]
        yield _said(*parts, "。")

    def _gaps(self) -> Iterator[Sentence]:
        if not self._now["gaps"].numerator:
            return
        parts: list[Part] = ["有", self._value("gaps"), "段对话问到资料里缺的内容"]
        found = [one for one in self._report.trends("gap_kinds") if one.key[1] in self._desks]
        if found:
            parts += [
                ",多由",
                *_joined("gap_kinds", found[:_MOST], lambda one: f"{self._desks[one[1]].name}·{one[0]}"),
                "补上",
            ]
        yield _said(*parts, "。")

    def _outdated(self) -> Iterator[Sentence]:
        if self._now["outdated"].numerator:
            yield _said("有", self._value("outdated"), "份已失效的文件仍被引用,须立即处理。")
        else:
            yield _said("没有引用过已失效的文件。")

    def _value(self, metric: str, when: str = "now") -> Number:
        figure: Figure = (self._now if when == "now" else self._before)[metric]
        return Number(metric, figure.shown, figure.value or 0.0, when)

    def _side(self, metric: str, side: str = "numerator") -> Number:
        value = getattr(self._now[metric], side)
        return Number(metric, f"{value:,}", value, side=side)


def _joined(list_id: str, found: list[Trend], name: Callable[[tuple[str, str]], str]) -> list[Part]:
    parts: list[Part] = []
    for one in found:
        number = Number(list_id, f"{one.count:,}", one.count, entry=one.key)
        parts += ["、" if parts else "", f"「{name(one.key)}」(", number, "段)"]
    return parts
