"""The action that says the last answer again, plainly."""

from __future__ import annotations

from actions.reading.asked_in_words import asks_for_the_whole
from actions.reading.official_pages import notes_spoken_of
from actions.reading.phrases import normalize
from actions.reading.tracker_state import last_turn, last_verdict
from actions.replies.answering import answer_questions
from actions.replies.explaining import explain_note
from actions.replies.other_words import details_in, say_in_other_words, say_what_it_means, says_something
from actions.replies.questions_on_wording import ONLY_LEADS
from actions.replies.statements import say_next_step
from actions.replies.summary import say_in_short
from actions.turn.turn import Turn
from actions.turn_action import TurnAction
from retirada.prefilter import search

_SHORT_ALREADY = ("utter_rephrase", "utter_sources_notes", "utter_privacy_copy", "utter_why_words")
_OF_THE_GUIDE = ("withdraw", "refile")  # topics that the guide comes to


class ActionRephrase(TurnAction):
    intents = ("rephrase",)

    def name(self) -> str:
        return "action_rephrase"

    def reply(self, turn: Turn) -> None:
        """Say the last answer in a few sentences, without notes: of a verdict, or a detail of it, the short text where
        the long one was not understood, and the other way round; of anything else, what comes first. Then ask the open
        question again, plainly.
        """
        written, phrases = normalize(turn.reading.text), turn.knowledge.phrases
        if asks_for_the_whole(turn.knowledge, turn.reading.text):
            if turn.facts.items() - turn.knowledge.unstated.items():
                say_in_short(turn)
            else:
                answer_questions(turn, _OF_THE_GUIDE, ask=False)  # «¿me hace un resumen de la guía?», of no case
            return
        last = last_turn(turn.tracker)
        was_told = any(message.answer.get("topic") == "next_step" for message in last)
        if search(phrases.what_to_do, written) and (turn.topic or turn.is_told_of) and not was_told:
            say_next_step(turn, turn.topic)  # «en poquitas palabras, ¿qué tengo que hacer primero?»
            return
        told = [message for message in last if says_something(message)]
        told = [message for message in told if not (message.response or "").startswith(ONLY_LEADS)] or told
        if not told and (verdict := last_verdict(turn.tracker)):
            told = [verdict]
        is_known = told and (told[-1].answer.get("verdict") or not (told[-1].response or "").startswith(_SHORT_ALREADY))
        if is_known and told[-1].answer.get("topic") == "meaning" and not details_in(turn, told[-1]):
            say_what_it_means(turn, told)
        elif is_known:
            say_in_other_words(turn, told)
        elif groups := [group for message in last for group in notes_spoken_of(turn.knowledge, message)]:
            for note in dict.fromkeys(note for group in groups for note in group):
                explain_note(turn, note)
        else:
            turn.say("rephrase", topic="rephrase", asks=turn.pending_fact)
        turn.ask_again(plainly=True)
