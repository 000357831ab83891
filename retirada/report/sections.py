"""The figures as sections of a page: a sentence, a chart and a table each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple, Optional, TypeVar

from retirada.guide.contents import Responses
from retirada.operator_texts import operator_texts
from retirada.privacy.personal_data import without_personal_data
from retirada.report import charts
from retirada.report.figures import BAD, CONTAINED, LEFT, WRITTEN, WROTE, BadAnswer, Figures
from retirada.report.shares import Share, share
from retirada.rulebook.freshness import LastCheck
from retirada.rulebook.schema import Knowledge
from retirada.rulebook.sources import Question
from retirada.rulebook.wording import first_sentences
from retirada.server.store.period import Period

Key = TypeVar("Key", bound=Hashable)


class Table(NamedTuple):
    """A table of a section.

    Attributes:
        title: what it is unfolded by; None where it is always open.
    """

    header: Sequence[str]
    rows: Sequence[Sequence[str]]
    title: Optional[str] = None


class Section(NamedTuple):
    """A heading and what stands under it."""

    title: str
    lines: Sequence[str] = ()
    charts: Sequence[str] = ()
    tables: Sequence[Table] = ()


class Sections:
    """Puts figures into words.

    Args:
        knowledge, responses, titles: those of today; what they no longer have is called by its id.
        period: of the figures.
    """

    def __init__(
        self, figures: Figures, knowledge: Knowledge, responses: Responses, titles: Mapping[str, str], period: Period
    ) -> None:
        self._figures, self._knowledge, self._responses, self._period = figures, knowledge, responses, period
        self._titles = {**knowledge.guide.subjects, **titles}
        self._texts = operator_texts().report
        self._n_turns = sum(figures.turns.values())

    def all(self, due: Sequence[LastCheck], months: int) -> list[Section]:
        """All sections, in their order.

        Args:
            due: what was last checked more than `months` months ago.
        """
        return [
            self._visits(),
            self._contained(),
            self._topics(),
            self._subjects(),
            self._asked_back(),
            self._ratings(),
            self._stops(),
            self._times(),
            self._due(due, months),
        ]

    def _visits(self) -> Section:
        texts, figures = self._texts, self._figures
        if not figures.visits:
            return Section(texts.visits, [texts.nothing])
        n_days = (self._period.last - self._period.first).days + 1
        days = [self._period.first + timedelta(days=n) for n in range(n_days)]
        by_channel: Counter[str] = Counter()
        turns_by_channel: Counter[str] = Counter()
        for (_, channel), count in figures.visits.items():
            by_channel[channel] += count
        for (_, channel), count in figures.turns.items():
            turns_by_channel[channel] += count
        channels = [channel for channel, _ in by_channel.most_common()]
        n_visits = by_channel.total()
        rows = [
            [name, self._share(share(by_channel[name], n_visits)), f"{turns_by_channel[name]}"] for name in channels
        ]
        series = {name: [figures.visits[day, name] for day in days] for name in channels}
        return Section(
            texts.visits,
            [texts.visits_counted.format(visits=n_visits, people=figures.people, turns=self._n_turns), texts.visit],
            [charts.by_day(days, series, texts.visits_by_day)],
            [
                Table([texts.channel, texts.visits_column, texts.turns_column], rows),
                Table([texts.day, texts.visits_column, texts.turns_column], list(self._day_rows(days)), texts.each_day),
            ],
        )

    def _day_rows(self, days: Sequence[date]) -> Iterable[list[str]]:
        totals = []
        for counts in (self._figures.visits, self._figures.turns):
            of_day: Counter[date] = Counter()
            for (day, _), count in counts.items():
                of_day[day] += count
            totals.append(of_day)
        return ([day.isoformat(), *(str(of_day[day]) for of_day in totals)] for day in days if totals[1][day])

    def _contained(self) -> Section:
        texts, counts = self._texts, self._figures.contained
        here = self._share(share(counts[CONTAINED], counts.total()))
        line = texts.contained_counted.format(share=here, too_recent=self._figures.too_recent)
        return Section(
            texts.contained, [line], tables=self._table(texts.outcome, counts, lambda key: texts.contained_names[key])
        )

    def _topics(self) -> Section:
        texts, counts = self._texts, self._figures.topics
        if not counts:
            return Section(texts.topics, [texts.nothing])
        total = counts.total()
        by_topic: Counter[str] = Counter()
        for (topic, _), count in counts.items():
            by_topic[topic] += count
        named = {self._title(topic): share(count, total) for topic, count in by_topic.most_common()}
        rows = [
            [self._title(topic), self._said(verdict), self._share(share(count, total))]
            for (topic, verdict), count in counts.most_common()
        ]
        kept = [texts.kept_no_more.format(count=self._figures.kept)] if self._figures.kept else []
        return Section(
            texts.topics,
            [texts.topics_counted, *kept],
            [charts.shares(named, texts.topics_chart)],
            [Table([texts.topic, texts.verdict, texts.share_column], rows)],
        )

    def _subjects(self) -> Section:
        texts, counts = self._texts, self._figures.subjects
        line = texts.subjects_counted.format(share=self._share(share(self._figures.declined, self._n_turns)))
        return Section(texts.subjects, [line], tables=self._table(texts.subject, counts, self._title))

    def _asked_back(self) -> Section:
        texts, counts = self._texts, self._figures.chosen
        line = texts.asked_back_counted.format(share=self._share(share(counts.total(), self._n_turns)))
        others = {WROTE: texts.wrote, LEFT: texts.left}
        return Section(
            texts.asked_back,
            [line],
            tables=self._table(texts.choice, counts, lambda key: others.get(key) or self._title(key)),
        )

    def _ratings(self) -> Section:
        texts, figures = self._texts, self._figures
        n_bad = sum(figures.ratings[rating] for rating in BAD)
        line = texts.ratings_counted.format(
            share=self._share(share(n_bad, figures.ratings.total() - figures.ratings[WRITTEN]))
        )
        tables = list(self._table(texts.rating, figures.ratings, self._rating))
        lines = [line]
        if figures.bad:
            header = [texts.day, texts.rating, texts.topic, texts.verdict, texts.asked, texts.comment]
            tables.append(Table(header, [self._bad_row(answer) for answer in figures.bad]))
            lines.append(texts.bad_shown.format(shown=len(figures.bad), total=n_bad))
        return Section(texts.ratings, lines, tables=tables)

    def _bad_row(self, answer: BadAnswer) -> list[str]:
        # What was stored by an earlier version may hold more than is stored now.
        return [
            answer.day.isoformat(),
            self._rating(answer.rating),
            self._title(answer.topic or ""),
            self._said(answer.verdict or ""),
            without_personal_data(answer.text),
            without_personal_data(answer.comment or ""),
        ]

    def _stops(self) -> Section:
        texts, facts = self._texts, self._knowledge.facts

        def name(key: tuple[str, Optional[str]]) -> str:
            outcome, asks = key
            if asks is None:
                return texts.stop_names[outcome]
            return texts.stop_names["asks"].format(fact=facts[asks].title if asks in facts else asks)

        return Section(texts.stops, tables=self._table(texts.stop, self._figures.stops, name))

    def _times(self) -> Section:
        texts, times = self._texts, self._figures.milliseconds
        if not times:
            return Section(texts.times, [texts.nothing])
        half, most = percentile(times, 0.5), percentile(times, 0.95)
        line = texts.times_counted.format(half=half, most=most, longest=max(times), total=times.total())
        return Section(texts.times, [line], [charts.answer_times(times, texts.times_axis, texts.times)])

    def _due(self, due: Sequence[LastCheck], months: int) -> Section:
        texts = self._texts
        if not due:
            return Section(texts.due, [texts.none_due.format(months=months)])
        rows = [
            [
                one.entry.id,
                one.entry.question if isinstance(one.entry, Question) else one.entry.text,
                one.checked.date.isoformat(),
            ]
            for one in due
        ]
        header = ["", texts.entry, texts.checked]
        return Section(texts.due, [texts.due_counted.format(months=months)], tables=[Table(header, rows)])

    def _table(self, header: str, counts: Counter[Key], name: Callable[[Key], str]) -> list[Table]:
        """A row for each key, the most frequent first, with its share of all; no table of nothing."""
        total = counts.total()
        rows = [[name(key), self._share(share(count, total))] for key, count in counts.most_common()]
        return [Table([header, self._texts.share_column], rows)] if rows else []

    def _share(self, one: Share) -> str:
        if not one.total:
            return self._texts.share_of_nothing
        numbers = {name: _percent(getattr(one, name)) for name in ("value", "low", "high")}
        return self._texts.share.format(count=one.part, total=one.total, **numbers)

    def _title(self, intent: str) -> str:
        return self._titles.get(intent, intent)

    def _rating(self, rating: str) -> str:
        return self._texts.rating_names.get(rating, rating)

    def _said(self, verdict: str) -> str:
        """The first sentence with which the verdict is given today."""
        variations = self._responses.get(f"utter_{verdict}")
        return first_sentences(variations[0]["text"], 1) if variations else verdict


def percentile(counts: Mapping[int, int], part: float) -> int:
    """The least value that so great a part of all is not above."""
    reached, total = 0, sum(counts.values())
    for value in sorted(counts):
        reached += counts[value]
        if reached >= part * total:
            return value
    raise ValueError("of nothing there is no percentile")


def _percent(value: float) -> str:
    """«12,5», as Spanish writes it."""
    return f"{100 * value:.1f}".replace(".", ",")
