"""The action that takes «sí», «no» and «no sé» as the reply to what the assistant asked last."""

from __future__ import annotations

from actions.cases.by_message.switch import begin_case
from actions.reading.denied_facts import says_it_is_not_withdrawn
from actions.reading.erasure import ERASE, answers_whether_to_erase
from actions.replies.answering import answer_questions, answer_topic
from actions.replies.erase_question import ask_whether_to_erase
from actions.replies.statements import answer_statement
from actions.turn.turn import Turn
from actions.turn_action import TurnAction
from retirada.rulebook.decision import decide

_VALUES = {"affirm": "yes", "deny": "no"}


class ActionReply(TurnAction):
    intents = ("affirm", "deny", "dont_know")

    def name(self) -> str:
        return "action_reply"

    def reply(self, turn: Turn) -> None:
        """Act on the reply: a fact that was asked for, a suggested question, a new case, or erasure."""
        reply, pending = turn.reading.intent, turn.pending
        if turn.pending_fact:
            _on_fact(turn, reply, turn.pending_fact)
        elif pending == "new_case" and reply == "affirm":
            begin_case(turn)
            turn.say("new_case_accepted")
        elif pending == ERASE and reply == "affirm" and not _is_clear(turn):
            ask_whether_to_erase(turn)
        elif pending == ERASE and reply == "affirm":
            # The tracker store sees the slot and deletes the conversation; the channels say it only then.
            turn.say("erased", erased=True)
            turn.set(ERASE, True)
        elif pending in ("new_case", ERASE):
            turn.set("pending_question", None)
            turn.say("kept")
        elif pending in turn.knowledge.tables or pending in turn.knowledge.subjects:
            turn.set("pending_question", None)
            answer_questions(turn, [pending]) if reply == "affirm" else turn.say(reply)
        elif turn.reading.stated and turn.topic:
            answer_statement(turn)
        else:
            turn.say(reply)


def _is_clear(turn: Turn) -> bool:
    """Whether the message says nothing but «sí»: an erasure cannot be undone. «Dale, pero mañana» is asked again."""
    answer = answers_whether_to_erase(turn.tracker, turn.knowledge, turn.reading.text)
    return turn.reading.is_button or answer == "affirm"


def _on_fact(turn: Turn, reply: str, fact: str) -> None:
    topic = turn.topic or "withdraw"
    values = turn.knowledge.facts[fact].values
    # «No, no la retiré todavía» says its «no» to what we held, or asked of it, and not to the open question.
    is_of_withdrawal = says_it_is_not_withdrawn(turn.knowledge, turn.tracker.latest_message)
    says_no_to_else = reply == "deny" and (turn.gone or turn.changed or is_of_withdrawal)
    if fact in turn.reading.stated or says_no_to_else:
        answer_topic(turn, topic)
    elif _VALUES.get(reply) in values:
        turn.set(fact, _VALUES[reply])
        turn.reading.stated[fact] = _VALUES[reply]
        answer_topic(turn, topic)
    elif reply in _VALUES:
        # «Sí» to «¿en qué punto está?» says none of the values.
        turn.ask_again()
    else:
        # How to find out, then the rule for either case.
        decision = decide(turn.knowledge, topic, turn.facts)._replace(asks=None)
        turn.say(f"dont_know_{fact}", topic=topic, decision=decision)
        answer_topic(turn, topic, ask=False)
