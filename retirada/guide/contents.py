"""What the guide holds, in its order: taken from the knowledge and from what the assistant says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple, Optional

from retirada.rulebook.combinations import Combination, disjoint, first_that_holds
from retirada.rulebook.fields import Checked
from retirada.rulebook.guide_texts import GuideTexts
from retirada.rulebook.schema import Knowledge, Term
from retirada.rulebook.sources import Question
from retirada.rulebook.wording import first_sentences, in_order, in_words, variant

Responses = Mapping[str, list[dict[str, Any]]]
_ADDRESS = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]+(?:/[^\s,]*)?")


class Answer(NamedTuple):
    """What is answered in some cases of a topic.

    Attributes:
        condition: the facts that decide, a phrase for each; none where it is so in every case.
        values: the same as data; see `Combination`.
        sentence: the verdict in one sentence.
        asks: the question that follows it, or None.
    """

    condition: list[str]
    values: dict[str, list[Optional[str]]]
    row: str
    verdict: str
    sentence: str
    asks: Optional[str]
    sources: list[str]


class Full(NamedTuple):
    """A verdict's whole text."""

    verdict: str
    paragraphs: list[str]


class Topic(NamedTuple):
    """What is answered on a topic.

    Attributes:
        group: the heading that the topic stands under.
        answers: to be read in their order: of several that hold, the first one decides.
        combinations: the same answers, so that of every combination of facts exactly one holds.
        full: the whole texts.
        notes: ids of the official notes that go with them.
    """

    id: str
    title: str
    group: str
    answers: list[Answer]
    combinations: list[Answer]
    full: list[Full]
    notes: list[str]


class Link(NamedTuple):
    """A link to a place in the page: its `id` there, and the words of the link."""

    id: str
    words: str


class CitedQuestion(NamedTuple):
    """A question of the guide, when it was last checked, and the topics that cite it."""

    question: Question
    checked: Checked
    cited_by: list[Link]


class Note(NamedTuple):
    """An official note, and the topics and subjects that cite it.

    Attributes:
        address: the URL in `page`; None where it has none.
    """

    id: str
    text: str
    kind: str
    copied: str
    page: str
    address: Optional[str]
    checked: Checked
    cited_by: list[Link]


class Subject(NamedTuple):
    id: str
    title: str
    paragraphs: list[str]
    sources: list[str]
    notes: list[str]


class Contents(NamedTuple):
    """Everything, in the order in which it is shown."""

    knowledge: Knowledge
    texts: GuideTexts
    questions: list[CitedQuestion]
    topics: list[Topic]
    notes: list[Note]
    terms: list[Term]
    subjects: list[Subject]


def contents(knowledge: Knowledge, responses: Responses) -> Contents:
    """Gather what the guide holds.

    Args:
        knowledge: what `knowledge.load()` gives.
        responses: those of domain.yml, name → variations.

    Raises:
        KeyError: a response or a title is missing; `make check` says which.
    """
    titles = button_titles(responses)
    topics = [_topic(knowledge, responses, topic, titles[topic]) for topic in knowledge.tables]
    subjects = [
        Subject(
            id=name,
            title=titles.get(name) or knowledge.guide.subjects[name],
            paragraphs=_paragraphs(responses, name),
            sources=in_order(subject.sources),
            notes=knowledge.notes_for(name),
        )
        for name, subject in knowledge.subjects.items()
    ]
    questions = [
        CitedQuestion(q, knowledge.checked(q), [_link(t) for t in topics if any(q.id in a.sources for a in t.answers)])
        for q in knowledge.sources.questions
    ]
    return Contents(
        knowledge=knowledge,
        texts=knowledge.guide,
        questions=questions,
        topics=topics,
        notes=list(_notes(knowledge, topics, subjects)),
        terms=knowledge.glossary.terms,
        subjects=subjects,
    )


def button_titles(responses: Responses) -> dict[str, str]:
    """Intent → the title that `utter_readings`, or else the menu, offers it by."""
    offered = [*_buttons(responses, "utter_menu"), *_buttons(responses, "utter_readings")]
    return {button["payload"].removeprefix("/"): button["title"] for button in offered}


def _topic(knowledge: Knowledge, responses: Responses, topic: str, title: str) -> Topic:
    rows = knowledge.tables[topic]
    groups = {button["payload"]: button.get("group", "") for button in _buttons(responses, "utter_menu")}
    return Topic(
        id=topic,
        title=title,
        group=groups.get(f"/{topic}", ""),
        answers=[_answer(knowledge, responses, found) for found in first_that_holds(knowledge, topic)],
        combinations=[_answer(knowledge, responses, found) for found in disjoint(knowledge, topic)],
        full=[Full(verdict, _paragraphs(responses, verdict)) for verdict in dict.fromkeys(row.verdict for row in rows)],
        notes=in_order(list(dict.fromkeys(note for row in rows for note in row.notes))),
    )


def _answer(knowledge: Knowledge, responses: Responses, combination: Combination) -> Answer:
    values, decision = combination
    known = {fact: value for fact, (value, *others) in values.items() if value is not None and not others}
    response = variant(responses, f"utter_{decision.verdict}", known)
    return Answer(
        condition=in_words(knowledge, values),
        values=values,
        row=decision.row,
        verdict=decision.verdict,
        sentence=first_sentences(responses[response][0]["text"], 1),
        asks=responses[f"utter_ask_{decision.asks}"][0]["text"] if decision.asks else None,
        sources=in_order(decision.sources),
    )


def _notes(knowledge: Knowledge, topics: Sequence[Topic], subjects: Sequence[Subject]) -> Iterator[Note]:
    entries: list[Topic | Subject] = [*topics, *subjects]
    for note in knowledge.notes.notes:
        address = _ADDRESS.match(note.page)
        yield Note(
            id=note.id,
            text=note.text,
            kind=knowledge.guide.kinds[note.kind],
            copied=knowledge.notes.copies[note.copied],
            page=note.page,
            address=f"https://{address[0]}" if address else None,
            checked=knowledge.checked(note),
            cited_by=[_link(entry) for entry in entries if note.id in entry.notes],
        )


def _link(entry: Topic | Subject) -> Link:
    return Link(f"tema-{entry.id}" if isinstance(entry, Topic) else f"asunto-{entry.id}", entry.title)


def _paragraphs(responses: Responses, name: str) -> list[str]:
    """The text of `utter_<name>`, without what it is to be completed with."""
    text = responses[f"utter_{name}"][0]["text"].split("{")[0]
    return [line.strip() for line in text.split("\n") if line.strip()]


def _buttons(responses: Responses, response: str) -> list[dict[str, Any]]:
    return responses[response][0]["buttons"]
