"""What a reply says before it answers: that we are sorry, of which case it is, what is held now, what words mean."""

from __future__ import annotations

from typing import Any

from actions.cases.both_cases import all_cases, cases_of, principals
from actions.cases.by_message.mentions import TELLS
from actions.cases.labels import names_of_cases
from actions.reading.entities import values
from actions.reading.low_confidence import FALLBACK, MAY_CORRECT
from actions.reading.phrases import contains, normalize
from actions.reading.principal import account_of
from actions.reading.rejected_reply import rejects
from actions.replies.answering import restated
from actions.replies.erase_question import say_nothing_is_erased
from actions.replies.explaining import explain_words
from actions.replies.ip_only import no_longer_of_ip
from actions.replies.statements import only_tells_as_accused, say_what_is_held, topic_of_facts
from actions.turn.turn import Turn
from retirada.prefilter import search


def say_before_the_answer(turn: Turn) -> None:
    """Say what has to be known before the answer, each where the message gives occasion."""
    say_nothing_is_erased(turn)
    if _suffers(turn):
        turn.say("suffers")
    if turn.cases.is_one_case:
        turn.say("one_case")
    if turn.cases.goes_to_one or turn.cases.is_split:
        if turn.get("principal") or not turn.get("to_come"):  # what is said of one to come tells so itself
            _announce_case(turn)
    elif turn.reading.intent != "correction" and (_corrects(turn) or _is_denied(turn)):
        say_what_is_held(turn, turn.topic)  # a correction says so itself
    elif turn.reading.intent == FALLBACK and no_longer_of_ip(turn):
        say_what_is_held(turn, None)  # «dice que no es de marca, ¿todo lo que me dijo ya no vale?»
    explain_words(turn)


def _suffers(turn: Turn) -> bool:
    """Whether who asks something, or what to do, says for the first time that they suffer under it."""
    intent, message = turn.reading.intent, turn.tracker.latest_message
    asks = (set(turn.reading.questions) - {"distress"} or intent == "next_step") and intent not in ("distress", "fraud")
    is_read = intent == "next_step" and "distress" in (message["intent"]["name"], *values(message, "second_topic"))
    says_so = is_read or search(turn.knowledge.phrases.suffers, normalize(turn.reading.text))
    return bool(asks and says_so) and not turn.responder.told(turn.responder.text("utter_suffers", turn.facts))


def _announce_case(turn: Turn) -> None:
    """Say which case is spoken of now, where it isn't the one before: by its name, if it was told of before, else by
    what is told of it. The answer is that of the topic answered next.
    """
    topic = next((question for question in turn.reading.questions if question in turn.knowledge.tables), None)
    if topic is None and turn.reading.intent in TELLS:
        topic = topic_of_facts(turn)
        topic = None if only_tells_as_accused(turn, topic) else topic
    of_answer: dict[str, Any] = restated(turn, topic) if topic else {}
    if turn.reading.intent == "new_case" and not turn.is_told_of and not turn.reading.questions:
        return  # its reply says so
    if not turn.facts:
        turn.say("case_now_empty", **of_answer)
        return
    kinds = {facts.get("kind", turn.knowledge.unstated["kind"]) for facts in all_cases(turn)}
    in_words = turn.responder.in_words(turn.facts, with_unstated=len(kinds) > 1)
    who = None if "party" in turn.facts else turn.get("principal")
    name = "case_now_of" if who else "case_now"
    said = turn.filled(name, who=who, facts_in_words=in_words)
    was_known = not (turn.facts.items() <= turn.reading.stated.items() or turn.get("principal"))
    if (was_known and len(cases_of(turn)) > 1) or turn.responder.told(said):
        turn.say("case", which=_name_of_current(turn), **of_answer)
    else:
        turn.say(name, who=who, facts_in_words=in_words, **of_answer)


def _name_of_current(turn: Turn) -> str:
    """What the case under discussion is called, beside the others."""
    return names_of_cases(turn, all_cases(turn), principals(turn))[cases_of(turn).index(None)]


def _corrects(turn: Turn) -> bool:
    """Whether a statement that contradicts an earlier one corrects it («perdón, aún está en trámite»), rather than says
    what has happened since.
    """
    contradicts = any(
        turn.before.get(fact) not in (None, value) for fact, value in turn.changed.items() if fact != "device"
    )
    if "party" in turn.changed and turn.before.get("party") == turn.changed["party"]:
        contradicts = True  # «no, es contra mi tienda», of who was taken to speak for a relative
    phrases, text = turn.knowledge.phrases, turn.reading.text
    is_said_so = contains(text, [*phrases.corrects, *phrases.told_already]) or rejects(turn.knowledge, text)
    sure = {guess["name"]: guess["confidence"] for guess in turn.reading.ranking}
    is_said_so = is_said_so or sure.get("correction", 0) >= MAY_CORRECT or account_of(turn.knowledge, text) is not None
    return not turn.reading.supposes and contradicts and is_said_so


def _is_denied(turn: Turn) -> bool:
    """Whether what was held is no more: denied, and not only asked about, as in «no sé si es queja o informe»."""
    is_doubted = search(turn.knowledge.phrases.kind_in_doubt, normalize(turn.reading.text))
    is_asked_about = is_doubted or turn.reading.intent in ("meaning", "status_check")
    is_gone = any(fact != "device" for fact in turn.gone)  # that a computer broke was not misheard
    return is_gone and not turn.changed and not is_asked_about
