"""How the actions speak: the response, the structured answer that goes with it, and its last lines."""

from __future__ import annotations

from typing import Any, Optional

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.settings import Settings
from actions.tracker_state import (
    facts_in_message,
    is_first_turn,
    last_responses,
    last_verdict_response,
    notes_shown,
    topics_asked,
)
from retirada.rulebook.decision import Decision, facts_that_matter, note_fits
from retirada.rulebook.knowledge import project_knowledge


class Responder:
    """Says the messages of one turn. Each carries the `answer` that belongs to it.

    A response that was also said in the last turn is replaced by its variant `…_again`, so that nothing is said in
    the same words over and over. The first message of a conversation is followed by the privacy notice, which is
    `quiet`: where a channel can, it shows it as an aside.
    """

    def __init__(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any], settings: Settings
    ) -> None:
        self._dispatcher, self._tracker, self.settings = dispatcher, tracker, settings
        self._responses = domain["responses"]
        self._said_last = last_responses(tracker)
        self._answer: dict[str, Any] = {}
        self._is_first = is_first_turn(tracker)
        self._last_verdict = last_verdict_response(tracker)
        self._notes_shown = notes_shown(tracker)
        self.facts_in_message = set(facts_in_message(tracker))  # the facts that the latest message gives
        self.topics = topics_asked(tracker)  # since the case began

    def say(self, name: str, facts: dict[str, str], declined: bool = False, **variables: Any) -> None:
        """Say the response `utter_<name>` of a turn of conversation; `variables` fill its placeholders."""
        self._answer = _answer(facts, topic="out_of_scope" if declined else None)
        self._utter(f"utter_{name}", **variables)

    def before_verdict(self, name: str, decision: Decision, facts: dict[str, str], **variables: Any) -> None:
        """Say the response `utter_<name>` that leads to the decision's verdict."""
        self._answer = answer_of(decision._replace(notes=[]), facts)
        self._utter(f"utter_{name}", **variables)

    def verdict(self, decision: Decision, facts: dict[str, str]) -> None:
        """Say the decision's verdict with its sources and the notes that are new, then ask for the fact it asks for.

        Where it was also the last verdict given, only what counts is said again. A channel that can fold notes finds
        their lines under the message's key `notes`.
        """
        self.topics.add(decision.topic)
        fits = [
            note
            for note in decision.notes
            if note not in self._notes_shown and note_fits(project_knowledge(), note, self.topics, facts)
        ]
        self._notes_shown.update(fits)
        decision = decision._replace(notes=fits)
        self._answer = answer_of(decision, facts)
        response = f"utter_{decision.verdict}"
        if response == self._last_verdict:
            response += "_again"
        self._last_verdict = response
        self._utter(
            response,
            footer=footer(decision, self._remembered(decision, facts)),
            feedback=self._buttons("utter_ask_feedback"),
            **({"notes": note_lines(fits)} if fits else {}),
        )
        if decision.asks:
            self._answer = {**self._answer, "notes": []}
            self._utter(f"utter_ask_{decision.asks}")

    def topic_buttons(self, topics: list[str]) -> list[dict[str, str]]:
        """The menu's buttons for these topics, in this order, without their headings."""
        titles = {button["payload"]: button["title"] for button in self._buttons("utter_menu")}
        return [{"title": titles[f"/{topic}"], "payload": f"/{topic}"} for topic in topics]

    def _utter(self, response: str, **variables: Any) -> None:
        if response in self._said_last and f"{response}_again" in self._responses:
            response = f"{response}_again"
        self._dispatcher.utter_message(response=response, answer=self._answer, **variables)
        if self._is_first:
            # Right after the first message: what is said last may be a question, which has to stay last.
            self._is_first = False
            self._dispatcher.utter_message(
                response="utter_privacy", answer=self._answer, days=self.settings.retention_days, quiet=True
            )

    def _remembered(self, decision: Decision, facts: dict[str, str]) -> dict[str, str]:
        """The facts that the verdict rests on and that were said in an earlier message."""
        matter = facts_that_matter(project_knowledge(), decision.topic, facts)
        return {fact: facts[fact] for fact in matter if fact not in self.facts_in_message}

    def _buttons(self, response: str) -> list[dict[str, str]]:
        # Straight from the domain, so with the braces that Rasa doubles in templates.
        return [{**button, "payload": button["payload"].format()} for button in self._responses[response][0]["buttons"]]


def answer_of(decision: Decision, facts: dict[str, str]) -> dict[str, Any]:
    """The `answer` that goes with a verdict, for whoever audits or renders the conversation."""
    return _answer(facts, **decision._asdict())


def _answer(
    facts: dict[str, str],
    topic: Optional[str] = None,
    verdict: Optional[str] = None,
    sources: list[str] | None = None,
    notes: list[str] | None = None,
    asks: Optional[str] = None,
) -> dict[str, Any]:
    return {
        "topic": topic,
        "verdict": verdict,
        "sources": sources or [],
        "notes": notes or [],
        "facts": facts,
        "asks": asks,
        "rulebook": project_knowledge().version,
    }


def footer(decision: Decision, remembered: dict[str, str]) -> str:
    """The last lines of an answer: what it takes for granted, its official notes, its source line."""
    lines = [project_knowledge().remembered.format(list=in_words(remembered))] if remembered else []
    return "\n".join([*lines, *note_lines(decision.notes), source_line(decision.sources)])


def note_lines(note_ids: list[str]) -> list[str]:
    """Each official note as a line: what it says, where to check it, and how we read that page."""
    shown = project_knowledge().notes
    notes = [project_knowledge().note(note_id) for note_id in note_ids]
    return [shown.presentation.format(text=note.text, page=note.page, copy=shown.copies[note.copied]) for note in notes]


def in_words(facts: dict[str, str]) -> str:
    """The facts as a Spanish enumeration: «es por robo de imágenes y sigue en trámite»."""
    return _enumeration([project_knowledge().facts[fact].meaning[value] for fact, value in facts.items()])


def source_line(source_ids: list[str]) -> str:
    """«Fuente: preguntas 1, 2 y 3 de la guía.» for P1, P2, P3, in ascending order."""
    numbers = [str(n) for n in sorted(int(s[1:]) for s in source_ids)]
    sources = project_knowledge().sources
    citation = sources.citation_one if len(numbers) == 1 else sources.citation_many
    return citation.format(list=_enumeration(numbers))


def _enumeration(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else ", ".join(parts[:-1]) + " y " + parts[-1]
