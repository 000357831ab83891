"""How the actions speak: which response is said, with the structured answer and the last lines that go with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Optional

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.reading.tracker_state import PRIVACY_NOTICE, SAME_VERDICT, Answer, is_first_turn, model_id
from actions.settings import Settings
from actions.turn.sentences import is_said_in
from actions.turn.texts import Facts
from actions.turn.texts_told import TextsTold
from retirada.guide.address import question_anchor
from retirada.rulebook.decision import Decision, facts_that_matter, note_fits
from retirada.rulebook.schema import Knowledge
from retirada.rulebook.wording import first_sentences, in_order

HEADING = "utter_case"  # begins the names of responses that only lead to the next one


class Responder(TextsTold):
    """Says the messages of one turn. Each carries the `answer` that belongs to it.

    The first message of a conversation is followed by the privacy notice, which is `quiet`: a channel may show it as an
    aside. `settings` are the operator's.
    """

    def __init__(
        self,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],
        settings: Settings,
        knowledge: Knowledge,
    ) -> None:
        super().__init__(tracker, domain, knowledge)
        self._dispatcher, self.settings = dispatcher, settings
        self._model = model_id(tracker)
        self._is_first = is_first_turn(tracker)
        self._said: Answer = {}  # of the last message of this turn
        self.answered: set[str] = set()  # the topics, subjects and acts that this turn has spoken of

    def say(
        self,
        name: str,
        facts: Facts,
        topic: Optional[str] = None,
        about: Optional[str] = None,
        sources: Sequence[str] = (),
        notes: Sequence[str] = (),
        asks: Optional[str] = None,
        decision: Optional[Decision] = None,
        asides: Sequence[str] = (),
        **variables: Any,
    ) -> None:
        """Say the response `utter_<name>`.

        Args:
            name: of the response, without `utter_`.
            facts: that the answer rests on.
            topic, about, sources, asks: of the `answer`.
            notes: those that go with it; what was shown before is left out.
            decision: the decision that is restated, if any; its verdict, sources and row are the answer's.
            asides: sentences to add before notes and source.
            variables: fill the response's placeholders; `buttons` are added to its own.
        """
        new = [note for note in notes if note not in self._notes_shown]
        self._notes_shown.update(new)
        cited = decision.sources if decision else sources
        answer = self._answer(facts, topic, decision, cited, new, asks, about)
        before = self._said_before if topic == "out_of_scope" or name == "inform" else self._said_last
        response = self._unless_said(f"utter_{name}", facts, before)
        lines = self.note_lines(new)
        below = [*asides, *lines]
        variables["note_text"] = "\n".join(["\n", *below]) if below else ""
        if cited:
            variables["footer"] = "\n".join([*below, self.source_line(cited)])
        self._utter(response, answer, **variables, **({"notes": lines} if lines else {}))

    def verdict(
        self,
        decision: Decision,
        facts: Facts,
        stated: Sequence[str],
        asides: Sequence[str] = (),
        is_asked_again: bool = False,
        answer_first: Optional[str] = None,
        is_short: bool = False,
        is_pressed: bool = False,
    ) -> None:
        """Say the decision's verdict with its sources and the notes that are new, then ask for the fact it asks for.

        A channel that can fold notes finds their lines under the message's key `notes`; one that can link to the guide,
        where to, under `guide` (as every message with a source line has it).

        Args:
            decision: of the case.
            facts: that it rests on.
            stated: the facts that the latest message states: they are not said back.
            asides: sentences to add before notes and source.
            is_asked_again: the message says that it asks the same again: it needs no asking whether that is meant.
            answer_first: «Sí» or «No», to begin with.
            is_short: something else was answered at length.
            is_pressed: a plain answer is asked for: the shortest form comes first.
        """
        self.topics.add(decision.topic)
        notes = [
            note
            for note in decision.notes
            if note not in self._notes_shown and note_fits(self._knowledge, note, self.topics, facts)
        ]
        self._notes_shown.update(notes)
        answer = self._answer(facts, decision.topic, decision, decision.sources, notes, decision.asks)
        response = self._verdict_response(decision.verdict, facts, is_asked_again, is_short)
        is_full = response == self.variant_of(f"utter_{decision.verdict}", facts)
        sentence = self.sentence(decision, facts)
        if answer_first:
            body = self.body(response)
            response, sentence = SAME_VERDICT, self.begin_with(answer_first, sentence if "{" in body else body)
        elif is_pressed and is_full and (plain := self.shortest(decision.verdict, facts)):
            body, response = self.body(response), SAME_VERDICT
            sentence = f"{plain}{body.removeprefix(first_sentences(body, 1))}"
        footer = [
            *asides,
            *(self._reconciliation(decision.verdict, response, facts) if is_full else []),
            *self._remembered(decision, facts, stated),
            *self.note_lines(notes),
            self.source_line(decision.sources),
        ]
        self._verdicts.append(decision.verdict)
        self._all_verdicts.add(decision.verdict)
        self._verdicts_now.add(decision.verdict)
        self._last_variant = response
        self._utter(
            response,
            answer,
            footer="\n".join(footer),
            sentence=sentence,
            feedback=self.buttons("utter_ask_feedback"),
            **({"notes": self.note_lines(notes)} if notes else {}),
        )
        if decision.asks:
            self.ask(decision.asks, facts)

    def ask(self, fact: str, facts: Facts, plainly: bool = False) -> None:
        """Ask for a fact, with its buttons; `plainly`, say what is asked. The answer is the last one, without notes."""
        before = self._said or self._answer(facts, topic=None)
        name = f"utter_ask_{fact}_plainly" if plainly else f"utter_ask_{fact}"
        response = self._unless_said(name, facts, self._said_last)
        self._utter(response, {**before, "notes": [], "asks": fact})

    @property
    def has_apologized(self) -> bool:
        """Whether this turn, or the one before, begs pardon."""
        pardon = self.plain_text("utter_misread").partition(",")[0]
        said = (m.get("details") or self.plain_text(m["response"]) for m in self._dispatcher.messages)
        return any(pardon in text for text in said) or self.told(pardon, last=True)

    @property
    def asks(self) -> Optional[str]:
        """The fact that this turn's last message asks for, or None."""
        return self._said.get("asks")

    def _reconciliation(self, verdict: str, response: str, facts: Facts) -> list[str]:
        """What to add where an earlier answer of the conversation, or what is known of the case, seems to say
        otherwise, once, and the response does not say it itself.
        """
        return [
            pair.says
            for pair in self._knowledge.sources.reconciled
            if verdict in pair.verdicts
            and (pair.after & self._all_verdicts or (pair.when and pair.when.items() <= facts.items()))
            and not (self.told(pair.says) or is_said_in(self.body(response), pair.says))
        ]

    def _remembered(self, decision: Decision, facts: Facts, stated: Sequence[str]) -> list[str]:
        """What the verdict rests on and was said in an earlier message, if neither it nor we said it back yet."""
        said = stated if self.leaves_party_unsaid(decision.verdict, facts) else ("party", *stated)
        recalled = {
            fact: facts[fact]
            for fact in facts_that_matter(self._knowledge, decision.topic, facts)
            if fact not in said and not self.told(self.fact_in_words(fact, facts[fact]))
        }
        return [self._knowledge.remembered.format(list=self.in_words(recalled))] if recalled else []

    def _utter(self, response: str, answer: Answer, **variables: Any) -> None:
        self._said = answer
        decided = (answer["row"] or "").partition(".")[0]
        self.answered |= {named for named in (answer["topic"], answer["about"], decided) if named}
        if answer["sources"] and "{footer}" in self.plain_text(response):
            variables["guide"] = question_anchor(in_order(answer["sources"])[0])
        self._dispatcher.utter_message(response=response, answer=answer, **{"who": self.principal, **variables})
        if self._is_first and not response.startswith(HEADING):
            # Right after the first message: what is said last may be a question, which has to stay last.
            self._is_first, days = False, self.settings.retention_days
            self._dispatcher.utter_message(response=PRIVACY_NOTICE, answer=answer, days=days, quiet=True)

    def _answer(
        self,
        facts: Facts,
        topic: Optional[str],
        decision: Optional[Decision] = None,
        sources: Sequence[str] = (),
        notes: Sequence[str] = (),
        asks: Optional[str] = None,
        about: Optional[str] = None,
    ) -> Answer:
        return {
            "topic": topic,
            "about": about,
            "verdict": decision.verdict if decision else None,
            "row": decision.row if decision else None,
            "sources": list(sources),
            "notes": list(notes),
            "facts": dict(facts),
            "asks": asks,
            "rulebook": self._knowledge.version,
            "model": self._model,
        }
