"""Whether what a note or a word of Trade Assurance says is so of the case at hand: «¿eso no es para mí?»"""

from __future__ import annotations

import re
from typing import Optional

from actions.reading.asked_in_words import meant_by_words
from actions.reading.pages import notes_spoken_of
from actions.reading.phrases import claimed, contains, normalize, split_yes_or_no
from actions.reading.tracker_state import Said, last_turn, said
from actions.replies.answering import restated
from actions.turn.turn import Turn
from retirada.rulebook.wording import OF_INTELLECTUAL_PROPERTY

_TERM = "trade_assurance"
_NAMES = ("trade assurance", "trade")


def answer_scope(turn: Turn) -> bool:
    """Say of which cases a note speaks, and whether this is one of them, where that is what the message asks."""
    text, phrases = normalize(turn.reading.text), turn.knowledge.phrases
    asks = meant_by_words(turn.knowledge, turn.knowledge.asked_in_words.note_scope, turn.reading.intent, text)
    kind = _kind_asked_about(turn, text) if asks else None
    if kind is None:
        return False
    name = _trade(turn, text) if kind == "trade" else _ip(turn)
    answer, rest = split_yes_or_no(turn.responder.text(f"utter_scope_{name}", turn.facts))
    if answer is not None and answer == claimed(turn.knowledge, re.sub(phrases.rejects, " ", text)):
        sentence = turn.responder.text("utter_agrees", turn.facts).format(sentence=rest)
    else:
        sentence = rest if answer is None else f"{answer}, {rest[:1].lower()}{rest[1:]}"
    if name == "trade_taobao" and turn.topic:
        decided = restated(turn, turn.topic)
        rule = split_yes_or_no(turn.responder.sentence(decided["decision"], turn.facts))[1]
        turn.say("scope_rule", **{**decided, "topic": "confirm"}, sentence=sentence, rule=rule)
    else:
        turn.say("detail_beside", topic="confirm", details=sentence)
    return True


def _kind_asked_about(turn: Turn, text: str) -> Optional[str]:
    """The kind of the notes that the message asks about: it names Trade Assurance, or points to what was just said."""
    phrases = turn.knowledge.phrases
    heard = [message.text for message in said(turn.tracker)]
    if contains(text, _NAMES):
        return "trade" if any(contains(each, _NAMES) for each in heard) else None
    last = last_turn(turn.tracker)
    if not last or not (re.search(phrases.points_to_it, text) or re.search(phrases.on_taobao, text)):
        return None
    if any(m.answer.get("about") == _TERM or _speaks_of_it_alone(m) for m in last):
        return "trade"
    # Below a verdict, a note is not what «eso» points to; a time that only it gives is.
    is_of_notes = any(not message.answer.get("verdict") for message in last) or re.search(phrases.a_time_limit, text)
    groups = [note for message in last for group in notes_spoken_of(turn.knowledge, message) for note in group]
    kinds = {turn.knowledge.note(note).kind for note in groups}
    return kinds.pop() if is_of_notes and len(kinds) == 1 else None


def _speaks_of_it_alone(message: Said) -> bool:
    return contains(message.text, _NAMES) and not message.answer.get("verdict") and not message.answer.get("notes")


def _trade(turn: Turn, text: str) -> str:
    phrases = turn.knowledge.phrases
    told = [normalize(e.get("text") or "") for e in turn.tracker.events if e["event"] == "user"]
    if turn.facts.get("ground") in OF_INTELLECTUAL_PROPERTY:
        return "trade_ip_time" if re.search(phrases.a_time_limit, text) else "trade_ip"
    if any(re.search(phrases.with_trade_assurance, each) for each in (*told, text)):
        return "trade_yes"
    return "trade_taobao" if any(re.search(phrases.on_taobao, each) for each in (*told, text)) else "trade_open"


def _ip(turn: Turn) -> str:
    ground = turn.facts.get("ground")
    return "ip_open" if ground is None else "ip_yes" if ground in OF_INTELLECTUAL_PROPERTY else "ip_no"
