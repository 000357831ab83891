"""The yes or no that is asked for, before a verdict that begins with neither: «¿la puedo quitar yo?» «No: solo…»"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Optional

from actions.reading.phrases import normalize
from actions.reading.principal import named_principal, names
from actions.replies.claims_read import Found
from actions.turn.texts import ANSWERS
from actions.turn.turn import Turn
from retirada.prefilter import search
from retirada.rulebook.decision import decide
from retirada.rulebook.wording import OF_INTELLECTUAL_PROPERTY

_WHO_MAY, _OUTCOME = "only_complainant", "ip_outcomes"
_UNLESS = "unless"  # what leaves it in doubt whether any answer fits


def yes_or_no(turn: Turn, verdict: str) -> Optional[str]:
    """«Sí» or «No», where the message asks what the verdict says or denies, in words that leave no doubt."""
    asked, text = turn.knowledge.phrases.yes_or_no.get(verdict, {}), normalize(turn.reading.text)
    if _UNLESS in asked and search(asked[_UNLESS], normalize(" ".join(turn.written[-1:]))):
        return None  # whatever clause is read: «¿me salvo si la retira y además apelo?»
    found = [answer for answer, pattern in asked.items() if answer != _UNLESS and search(pattern, text)]
    says_so = _of_who_may(turn, found) if verdict == _WHO_MAY else turn.facts.get("ground") != "other"
    says_so = says_so and turn.facts.get("status") != "processed"
    answers = {ANSWERS[name] for name in found}
    return answers.pop() if len(answers) == 1 and says_so else None


def presses(turn: Turn, topic: str) -> bool:
    """Whether the message asks for a yes or a no in so many words, «¿me sancionan, sí o no?», on a topic whose verdict
    may not begin by saying which, or why neither.
    """
    is_late = topic == _OUTCOME or (topic != "withdraw" and turn.facts.get("ground") == "other")
    return is_late and search(turn.knowledge.phrases.presses, normalize(turn.reading.text)) is not None


def _of_who_may(turn: Turn, found: list[str]) -> bool:
    """Whether that can be said to the person who was accused, who speaks for nobody: not yes, of a report that its
    ground may not allow to withdraw, or where another is named who may be meant, by a pronoun also if that was before:
    «mi socio lleva la cuenta», «¿él la puede quitar?»
    """
    facts = turn.facts
    if facts.get("party") != "respondent" or turn.get("principal"):
        return False
    is_open = facts.get("kind") == "report" and facts.get("ground") not in OF_INTELLECTUAL_PROPERTY
    where = [turn.reading.text, *(turn.written_before if found == ["they"] else ())]
    is_another = any(_names_another(turn, text) for text in where)
    return found == ["no"] or not (is_open or is_another)


def _names_another(turn: Turn, text: str) -> bool:
    """Whether a message names somebody of the person's own, who may be meant: «mi hermano me ayuda con la tienda»."""
    knowledge, written = turn.knowledge, normalize(text)
    if named_principal(knowledge, text) or search(knowledge.phrases.helpers, written):
        return True
    # A customer is rather who complained.
    return any(not search(knowledge.phrases.customer, named[0]) for named in names(knowledge).finditer(written))


def answer_open_claim(turn: Turn, claims: Sequence[Found], says: str) -> str:
    """What is said of a claim that is left open, with the yes or no that it is put for, if it is the only one."""
    topic = claims[0].claim.topic if len(claims) == 1 and claims[0].is_right is None else None
    if topic not in turn.knowledge.tables:
        return says
    return turn.responder.begin_with(yes_or_no(turn, decide(turn.knowledge, str(topic), turn.facts).verdict), says)
