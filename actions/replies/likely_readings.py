"""What a message that was not understood may be: the readings that are answered, and those that are offered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Optional

from actions.reading.details_asked import confidence, open_details
from actions.reading.entities import details_read
from actions.reading.languages import OTHER_LANGUAGES
from actions.reading.low_confidence import FALLBACK, NOT_SHORT, NOWHERE
from actions.replies.answering import answer_questions, likeliest_topic
from actions.replies.details import answer_details
from actions.turn.turn import Turn
from retirada.rulebook.decision import decide
from retirada.rulebook.wording import split_yes_or_no

_MAX_OFFERED, _MAX_ANSWERED = 3, 2
_LEAST_CONFIDENCE = 0.08
_LIKELIER = 1.2  # times as likely as the next
LEAST_WORDS = 3
_LEAST_DETAIL = 0.025  # so sure the NLU is of a detail that is answered where it is sure of nothing else
# Beside courtesies stands what is asked, and what is told or corrected is not what it is.
_NO_MATTER = (FALLBACK, "greet", "thanks", "goodbye", "acknowledge", "inform", "correction")
# What one means by these is the question; and whoever asks in Spanish means no language.
_NO_CHOICE = ("confirm", "correction", *OTHER_LANGUAGES)


def answer_likely_detail(turn: Turn) -> bool:
    """Answer the detail that the NLU found, however weakly, where it is not sure of anything else; whether there is one
    that says something new.
    """
    read = details_read(turn.tracker.latest_message)
    open_ones = open_details(turn.knowledge)
    found = [e for e in read if e["value"] not in open_ones and confidence(e) >= _LEAST_DETAIL]
    whole = turn.reading
    for entity in sorted(found, key=confidence, reverse=True):
        turn.reading = whole._replace(details=[entity["value"]], questions=[])
        if answer_details(turn):
            return True
    turn.reading = whole._replace(details=[])
    return False


def offer_with_answers(turn: Turn, offered: list[dict[str, str]]) -> None:
    """Offer the readings, with the answers to the first two. If only the likeliest has one, it is given plainly."""
    lines: list[str] = []
    sources: list[str] = []
    for button in offered[:_MAX_ANSWERED]:
        sentence, cited = _in_a_sentence(turn, button["payload"].removeprefix("/"))
        if sentence:
            lines.append(f"• {button['title']}. {sentence}")
            sources += cited
    first = offered[0]["payload"].removeprefix("/")
    if len(lines) == 1 and _in_a_sentence(turn, first)[0]:
        answer_questions(turn, [first])  # one answer is no choice
        return
    if len(lines) > 1 and sources:
        turn.say("clarify_each", buttons=offered, answers="\n".join(lines), sources=list(dict.fromkeys(sources)))
    elif len(lines) > 1:
        turn.say("clarify_each_beside", buttons=offered, answers="\n".join(lines))
    else:
        turn.say("clarify", buttons=offered)
    turn.set("pending_question", first if first in turn.knowledge.tables else turn.pending_fact)


def _in_a_sentence(turn: Turn, intent: str) -> tuple[str, Sequence[str]]:
    """The answer to an intent in a sentence, and the source questions that it rests on; nothing for acts."""
    if intent in turn.knowledge.tables:
        decision = decide(turn.knowledge, intent, turn.facts)
        return split_yes_or_no(turn.responder.sentence(decision, turn.facts))[1], decision.sources
    if intent in turn.knowledge.subjects:
        line = turn.responder.new_sentence(intent, turn.facts)
        return split_yes_or_no(line)[1], turn.knowledge.subjects[intent].sources
    return "", ()


def likely_topic(turn: Turn) -> Optional[str]:
    """The topic that the message is likeliest about, asked or put to us for confirmation, in the middle of a case."""
    words = len(turn.reading.text.split())
    if not turn.topic or words < LEAST_WORDS or (words < NOT_SHORT and not _stands_out(turn)):
        return None
    first = likely_matters(turn)[:1]
    if first == ["confirm"]:
        return likeliest_topic(turn)
    return next((name for name in first if name in turn.knowledge.tables), None)


def _stands_out(turn: Turn) -> bool:
    """Whether one reading is likelier than the next: a few words could be about anything."""
    first, second, *_ = [g["confidence"] for g in turn.reading.ranking if g["name"] != FALLBACK] + [0.0, 0.0]
    return bool(first >= _LIKELIER * second)


def likely_matters(turn: Turn) -> list[str]:
    """What the message may ask or claim, the likeliest first; no courtesies, and nothing that only tells."""
    likely = [guess["name"] for guess in turn.reading.ranking if guess["confidence"] >= _LEAST_CONFIDENCE]
    return [name for name in likely if name not in _NO_MATTER]


def readings_offered(turn: Turn) -> list[dict[str, str]]:
    """Buttons for the intents that compete, in the words of this conversation. One alone is no choice: then the next
    topics are offered with it.
    """
    likely = [guess["name"] for guess in turn.reading.ranking if guess["confidence"] >= _LEAST_CONFIDENCE]
    choices = [name for name in likely if name not in _NO_CHOICE]
    # «Cancelar» may be about anything: that we know nothing of it is no choice beside a topic.
    intents = [name for name in choices if name != NOWHERE] or choices
    topics = [guess["name"] for guess in turn.reading.ranking if guess["name"] in turn.knowledge.tables]
    if not intents:
        return []
    buttons = turn.responder.reading_buttons(intents) + _facts_read(turn)
    for button in turn.responder.reading_buttons(topics):
        if len(buttons) < 2 and button not in buttons:
            buttons.append(button)
    return buttons[:_MAX_OFFERED]


def _facts_read(turn: Turn) -> list[dict[str, str]]:
    """«Le digo que ya se procesó», for what the message may state."""
    entities = turn.tracker.latest_message.get("entities", [])
    read = {e["entity"]: e["value"] for e in entities}
    titles = turn.responder.text("utter_reading_fact", {})
    return [
        {
            "title": titles.format(fact=fact.meaning[read[name]]),
            "payload": f'/inform{{"{name}": "{read[name]}"}}',
        }
        for name, fact in turn.knowledge.facts.items()
        if name not in ("kind", *turn.facts) and read.get(name) in fact.values
    ][:1]
