"""The action that says the last answer again, plainly."""

from __future__ import annotations

import re
from typing import Any

from actions.reading.phrases import normalize, split_yes_or_no
from actions.reading.tracker_state import Said, last_turn, last_verdict
from actions.replies.summary import say_in_short
from actions.turn.turn import Turn
from actions.turn_action import TurnAction
from retirada.rulebook.decision import decide
from retirada.rulebook.wording import first_sentences, without_repeats

_OF_ITSELF = ("utter_sources", "utter_privacy", "utter_detail_beside")  # without a topic, and long enough
_BESIDE_A_VERDICT = ("utter_detail", "utter_why_words", "utter_guide_")  # what was not understood is the verdict
_ASKS = "utter_ask_"  # begins the names of responses that ask for a fact
_SHORT_ALREADY = ("utter_rephrase", "utter_sources_notes", "utter_privacy_copy", "utter_why_words")
_FIRST_CLAUSE = re.compile(r"[;:]\s|\s\(")
_A_CLAUSE, _SHORT = 4, 8  # words
_PARTS = 2  # of what was said last, at most


class ActionRephrase(TurnAction):
    intents = ("rephrase",)

    def name(self) -> str:
        return "action_rephrase"

    def reply(self, turn: Turn) -> None:
        """Say the last answer in two sentences, without notes: of a verdict, or a detail of it, the short text where
        the long one was not understood, and the other way round; of anything else, what comes first. Then ask the open
        question again, plainly.
        """
        if re.search(turn.knowledge.phrases.summary, normalize(turn.reading.text)) and (turn.topic or turn.is_told_of):
            say_in_short(turn)
            return
        last = last_verdict(turn.tracker)
        row = turn.knowledge.row(last.answer.get("row") or "") if last else None
        told = [message for message in last_turn(turn.tracker) if _tells(message)]
        is_detail = bool(told) and (told[-1].response or "").startswith(_BESIDE_A_VERDICT)
        is_next_door = is_detail and told[-1].answer.get("topic") == "out_of_scope"
        rows = [turn.knowledge.row(message.answer.get("row") or "") for message in told]
        topics = list(dict.fromkeys(row[0] for row in rows if row))
        if row and (not told or told[-1].answer.get("verdict") or (is_detail and not is_next_door)):
            in_other_words = [_in_other_words(turn, topic) for topic in topics] or [_in_other_words(turn, row[0])]
            if len(topics) > 1:  # of several answers, all parts, each in a sentence
                firsts = [first_sentences(words["sentences"], 1) for words in in_other_words]
                in_other_words[-1]["sentences"] = without_repeats(firsts)
            turn.say("rephrase_verdict", topic="rephrase", asks=turn.pending_fact, **in_other_words[-1])
        elif told and not (told[-1].response or "").startswith(_SHORT_ALREADY):
            _say_what_comes_first(turn, told)
        else:
            turn.say("rephrase", topic="rephrase", asks=turn.pending_fact)
        turn.ask_again(plainly=True)


def _tells(message: Said) -> bool:
    """Whether a message says something that can be said again, and does not only ask."""
    response = message.response or ""
    says = message.answer.get("topic") or response.startswith(_OF_ITSELF)
    return bool(says) and not response.startswith(_ASKS)


def _in_other_words(turn: Turn, topic: str) -> dict[str, Any]:
    """The verdict on a topic: in the words of its short text, or of the long one where the short one was just said."""
    decision = decide(turn.knowledge, topic, turn.facts)
    full, again = (
        first_sentences(turn.responder.text(f"utter_{decision.verdict}{variant}", turn.facts), 2)
        for variant in ("", "_again")
    )
    heard = [message.text for message in last_turn(turn.tracker)]
    plain = full if any(again in text for text in heard) else again
    return {"decision": decision, "sentences": split_yes_or_no(plain)[1]}


def _say_what_comes_first(turn: Turn, told: list[Said]) -> None:
    """Say of each word or line next door what it says first; then, of a word, or where there were several, what that
    means for the answer.
    """
    cores = list(dict.fromkeys(_core(message.text) for message in told))[:_PARTS]
    core, about = " ".join(cores), told[-1].answer.get("about")
    if turn.topic and (told[-1].answer.get("topic") == "meaning" or len(cores) > 1):
        decision = decide(turn.knowledge, turn.topic, turn.facts)
        again = turn.responder.text(f"utter_{decision.verdict}_again", turn.facts)
        is_short = len(first_sentences(again, 1).split()) <= _SHORT
        again = first_sentences(again, 2 if is_short else 1)
        sentences = f"{core} {split_yes_or_no(again)[1]}"
        turn.say("rephrase_verdict", topic="rephrase", about=about, decision=decision, sentences=sentences)
    else:
        turn.say("rephrase_other", topic="rephrase", about=about, asks=turn.pending_fact, sentences=core)


def _core(text: str) -> str:
    """The first clause of what was said, where that is long enough, or else the first sentence."""
    sentence = first_sentences(text, 1)
    first = _FIRST_CLAUSE.split(sentence)[0]
    return f"{first}." if len(first.split()) >= _A_CLAUSE and first != sentence else sentence
