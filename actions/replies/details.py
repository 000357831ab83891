"""Answering details: what a message asks that is one step beside the guide's questions (data/knowledge/details.yml)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Optional

from actions.cases.both_cases import is_of_all, speaks_of_all
from actions.reading.details_asked import clear_details, named_subjects
from actions.reading.details_named import is_named
from actions.reading.details_only_told import SAYS_WHERE_IT_STANDS
from actions.reading.low_confidence import FALLBACK, NOT_SHORT
from actions.reading.note_wording import word_asked
from actions.reading.phrases import contains, normalize, questions_asked, sentences_in
from actions.reading.principal import named_principal
from actions.reading.rejected_reply import rejects
from actions.reading.short_answers import ACTS_BESIDE
from actions.replies.answering import answer_questions, in_the_way, next_door
from actions.replies.beside_details import (
    all_asked_apart,
    asked_apart,
    asked_by_details,
    asked_for_sure,
    is_told_already,
)
from actions.replies.claim_parts import say_other_parts
from actions.replies.details_to_say import (
    details_to_say,
    question_of,
    words_of,
)
from actions.replies.explaining import explain_terms
from actions.replies.new_wording import place_untold, was_said_last
from actions.replies.not_filed import facts_to_come
from actions.replies.open_questions import asks_of_us, left_open
from actions.replies.statements import say_next_step, say_what_is_held
from actions.turn.asking import without_asking
from actions.turn.sentences import is_said_in, parts_once
from actions.turn.turn import Turn
from retirada.guide.address import TOP
from retirada.prefilter import search
from retirada.rulebook.decision import decide
from retirada.rulebook.details import Detail
from retirada.rulebook.wording import NOT_ANY_MORE, first_sentences, split_yes_or_no

_SAYS_WHEN = {"pay_first", "once_paid"}  # details that say when to withdraw, and the verdicts that would say it again
_WHEN = ("withdrawable", "resolve_first", "resolve_all_issues")
_FOR_ANOTHER = {"by_proxy", "third_account"}  # details of which we don't know who would withdraw it
_LOCKED_OUT, _OPINION = "cannot_log_in", "your_opinion"
_OF_US = ("why", "bot_challenge")  # «¿lo sabe seguro o es su opinión?» asks for no advice
_THOUGHT_OF = 0.1  # so likely a topic, its answer follows that of a detail
_WITH_A_TOPIC = ("meaning", "status_check", "next_step", "why", "confirm")  # acts that `answer.topic` names


def answer_details(turn: Turn) -> bool:
    """Answer the details that the message asks about, then what else it asks; whether there was any.

    A detail belongs to a question, whose own answer follows in one sentence unless it was said last, or the detail
    stands in its place.
    """
    details = [] if turn.reading.second_case else details_to_say(turn)
    details = [detail for detail in details if not detail.again] or details
    by_question: dict[str, list[Detail]] = {}
    for detail in details:
        by_question.setdefault(question_of(turn, detail), []).append(detail)
    if not by_question:
        return False
    if not turn.pending_fact:
        turn.set("pending_question", None)  # a later «sí» is no answer to it any more
    if turn.reading.intent == "correction" and not turn.cases.switched:
        say_what_is_held(turn, None)
    for question, asked in by_question.items():
        say_details(turn, question, asked)
    apart, own_words = set(asked_apart(turn, details)), set(asked_by_details(turn, details))
    answered = {*by_question, *own_words, *(of for detail in details for of in detail.of if of not in apart)}
    are_all = 1 < len(details) >= questions_asked(turn.reading.text)  # «¿cuentan los sábados? ¿y si se me pasó?»
    several = not are_all and (len(turn.reading.questions) > 1 or any(detail.instead_of for detail in details))
    named = named_subjects(turn.knowledge, turn.reading.text)  # asked in so many words, it is no misreading
    is_one = len(details) == 1 >= questions_asked(turn.reading.text) + len(apart)
    if is_one and is_named(turn.knowledge, details[0].id, turn.reading.text):
        answered |= turn.knowledge.subjects.keys() - set(named)  # «¿de quién son las pruebas, mías o de él?»
    if is_one and _is_unclear_and_short(turn):
        answered |= turn.knowledge.tables.keys()
    is_all = len(details) == 1 and questions_asked(turn.reading.text) <= 1 and not apart
    if is_all and rejects(turn.knowledge, turn.reading.text) and set(details[0].of).isdisjoint(turn.reading.questions):
        answered |= turn.knowledge.tables.keys()  # «no me ha contestado: ¿los dejo puestos?» asks that and no more
    if is_all and rejects(turn.knowledge, turn.reading.text) and was_said_last(turn, details[0]):
        answered |= set(details[0].of)
    turn.responder.answered |= own_words
    sure = asked_for_sure(turn, details)
    rest = [q for q in turn.reading.questions if (several or q in (*named, *apart, *sure)) and q not in answered]
    if turn.reading.intent == "meaning" and questions_asked(turn.reading.text) > len(details):
        rest = rest or [q for q in named if q not in answered]  # «¿qué es apelar? ¿Tengo que ir a juicio?»
    answer_questions(turn, rest)
    if _leaves_without_advice(turn, details):
        say_next_step(turn, turn.topic)
        return True
    if turn.reading.intent == "confirm":
        say_other_parts(turn, answered)
    parts = [part for part in turn.reading.text.split("?") if part.strip()]
    if turn.reading.intent == "meaning" and len(parts) > len(details):
        term = word_asked(turn.knowledge, turn.reading.text)  # «¿apelo ahí? ¿qué es IPP?»
        is_new = term and not is_said_in(turn.words, first_sentences(turn.knowledge.term(term).says, 1))
        explain_terms(turn, [term] if term and is_new else [], None)
    in_its_place = any(turn.topic in detail.instead_of for detail in details)  # what its question is for was answered
    # What a topic's answer asks by itself, or was just said by what one sees, is not asked.
    is_said = "?" in turn.reading.text and any(detail.id in SAYS_WHERE_IT_STANDS for detail in details)
    is_said = is_said or any(detail.id == _LOCKED_OUT for detail in details)  # who can't log in does not see it
    if turn.reading.intent != "confirm" and not (in_its_place or is_said or turn.knowledge.tables.keys() & set(rest)):
        _ask_what_decides(turn)
    return True


def answer_details_and_act(turn: Turn) -> bool:
    """Answer the details that the message asks about, and then what it asks of us, where that stands apart from them;
    whether it asks about any.
    """
    if not answer_details(turn):
        return False
    if turn.reading.intent in ACTS_BESIDE and all_asked_apart(turn):
        turn.reading = turn.reading._replace(beside=[(turn.reading.intent, ""), *turn.reading.beside])
    return True


def _leaves_without_advice(turn: Turn, details: Sequence[Detail]) -> bool:
    """Whether all that the reply says to who asks what we would do is that we have no opinion."""
    is_opinion = [detail.id for detail in details] == [_OPINION] and "party" not in details[0].when
    said = " ".join(reply.get("details") or reply["response"] for reply in turn.replies)
    return is_opinion and turn.reading.intent not in _OF_US and said in (details[0].says, details[0].says_again)


def _is_unclear_and_short(turn: Turn) -> bool:
    """Whether the NLU is not sure of so few words, of which a detail is all: «¿y si se enfada?»"""
    return turn.tracker.latest_message["intent"]["name"] == FALLBACK and len(turn.reading.text.split()) <= NOT_SHORT


def _ask_what_decides(turn: Turn) -> None:
    """Ask the open question again, unless it decides nothing of the topic that was talked about last."""
    decide_it = {fact for row in turn.knowledge.tables.get(turn.topic or "", []) for fact in row.when}
    if turn.pending_fact in decide_it or turn.topic not in turn.knowledge.tables:
        turn.ask_again()


def answer_details_apart(turn: Turn, words: Collection[str]) -> bool:
    """Answer the details that the message clearly asks about in other sentences than those with the words; whether
    there were any: «¿qué es mediar? ¿Me devuelven el dinero?»
    """
    whole, message = turn.reading, turn.tracker.latest_message
    asked_of = clear_details(turn.knowledge, message, in_claim=True).intersection(whole.details)
    # What the actions themselves find asked about has no place in the text.
    clear = [e for e in message.get("entities", []) if e["value"] in asked_of and "start" in e]
    told = False
    for sentence in (s for s in sentences_in(whole.text) if not contains(whole.text[slice(*s)], words)):
        names = [e["value"] for e in clear if sentence[0] <= e["start"] and e["end"] <= sentence[1]]
        asked = next((d.of[0] for d in turn.knowledge.details_called(names)), "")
        turn.reading = whole._replace(intent=asked, text=whole.text[slice(*sentence)], details=names, questions=[])
        told = (bool(names) and answer_details(turn)) or told
    turn.reading = whole
    return told


def answer_detail_of_all(turn: Turn) -> bool:
    """Answer a detail of several cases, that is so of each of them, once; whether it was clearly asked about."""
    is_asked = bool(clear_details(turn.knowledge, turn.tracker.latest_message).intersection(turn.reading.details))
    return is_asked and is_of_all(turn) and not speaks_of_all(turn) and answer_details(turn)


def say_it_is_left_open(turn: Turn, buttons: Sequence[dict[str, str]]) -> bool:
    """Say that the guide leaves open what is asked, with what may be asked of it; whether that was not just said."""
    says = next((words_of(turn, detail) for detail in turn.knowledge.details if detail.again), "")
    if not says or asks_of_us(turn):
        return False
    turn.say("detail_beside", details=says, topic="correction", buttons=buttons)
    return True


def say_details(turn: Turn, question: str, asked: Sequence[Detail], with_answer: bool = True) -> None:
    """Say details of a question and, `with_answer`, what it is answered with, unless that was said or they stand for
    it.
    """
    says: list[str] = []
    for text in (words_of(turn, d) for d in sorted(asked, key=lambda d: question in d.follows)):
        if not is_said_in(" ".join(says), text):  # of two that say nearly the same, the fuller one is said
            says = [*(said for said in says if not is_said_in(text, said)), text]
    in_its_place = not with_answer or any(question in d.instead_of or (d.again and left_open(turn)) for d in asked)
    act = turn.reading.intent if turn.reading.intent in _WITH_A_TOPIC else None
    if question in turn.knowledge.tables:
        decision = decide(turn.knowledge, question, turn.facts)
        counts = in_the_way(turn, question) or decision  # «antes de retirarla» is not said of one that is withdrawn
        # Of a claim, what holds is said, whether it was said before or not.
        is_claim = turn.reading.intent == "confirm"
        is_worded_for_it = any({"status", "kind"} & detail.when.keys() for detail in asked)
        status, of_withdrawing = turn.facts.get("status"), counts.topic == "withdraw"
        is_told = of_withdrawing and is_worded_for_it and (counts.verdict in NOT_ANY_MORE or status == "processed")
        facts = {**turn.facts, **facts_to_come(turn)}
        names = {detail.id for detail in asked}
        is_locked_out = _LOCKED_OUT in names
        of_another = turn.get("principal") or named_principal(turn.knowledge, turn.reading.text)
        is_for_another = not _FOR_ANOTHER.isdisjoint(names) or (is_locked_out and of_another)
        if facts.get("party") == "complainant" and is_for_another and not turn.get("principal"):
            del facts["party"]  # «soy su agente, ¿puedo retirarla yo por él?» gets no «usted puede»
        sentence = split_yes_or_no(turn.responder.sentence(counts, facts))[1]
        is_told |= counts.verdict in _WHEN and not _SAYS_WHEN.isdisjoint(detail.id for detail in asked)
        is_told |= not is_claim and is_told_already(turn, counts.verdict, sentence, list(asked))
        is_new = not in_its_place and not is_told
        # That it was processed is said in so many words: a detail may only suppose it, but for one of such a case.
        is_over = status == "processed" and not is_worded_for_it
        if is_new and _is_thought_of(turn, question) and (is_over or not is_said_in(" ".join(says), sentence)):
            at = sum(question not in detail.follows for detail in asked)
            is_of_one = turn.is_told_of and not is_locked_out  # who tells of no complaint asks for the detail alone
            says[at:at] = [sentence, *(place_untold(turn, counts.verdict, says) if is_of_one else [])]
        may_ask = is_new and not (is_of_all(turn) or is_locked_out)
        asks = without_asking(turn.tracker, turn.knowledge, decision.asks) if may_ask else None
        topic: Optional[str] = act if act and in_its_place else question
        turn.say("detail", details=parts_once(says), topic=topic, decision=decision, asks=asks)
        turn.set("topic", question)
        if asks:
            turn.set("pending_question", asks)
    elif question in turn.knowledge.subjects:
        _answer_next_door(turn, question, says, in_its_place, with_notes=with_answer)
    else:
        topic = question if question in _WITH_A_TOPIC else None
        guide = {"guide": TOP} if question == "sources" else {}  # as its own answer links to it
        turn.say("detail_beside", details=parts_once(says), topic=topic, **guide)


def _is_thought_of(turn: Turn, topic: str) -> bool:
    """Whether a message that asks for a detail may ask for the answer on its topic, too: «¿me cierran la tienda?» does,
    «¿qué demuestro, si es copia?» does not.
    """
    likely = {guess["name"] for guess in turn.reading.ranking if guess["confidence"] >= _THOUGHT_OF}
    return topic in (turn.reading.intent, *turn.reading.questions, *likely)


def _answer_next_door(turn: Turn, subject: str, says: list[str], in_its_place: bool, with_notes: bool) -> None:
    entry = turn.knowledge.subjects[subject]
    if in_its_place:
        of_answer = {**next_door(turn, subject), "sources": [], **({} if with_notes else {"notes": []})}
        turn.say("detail_beside", details=parts_once(says), **of_answer)
        return
    # What the guide or a page says of the matter itself is said with it the first time.
    line = turn.responder.first_sentence(subject, turn.facts)
    plain = split_yes_or_no(line)[1]
    is_known = entry.sources or turn.knowledge.notes_for(subject)
    is_told = turn.responder.told(line) or turn.responder.told(plain)
    words = normalize(" ".join([turn.words, *says]))
    is_told |= entry.told_by is not None and search(entry.told_by, words) is not None
    if is_known and not is_told and not is_said_in(" ".join(says), plain):
        says.append(plain)
    turn.say("detail" if entry.sources else "detail_beside", details=parts_once(says), **next_door(turn, subject))
