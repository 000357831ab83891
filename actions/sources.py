"""The action that says where answers come from, and reads out the guide."""

from __future__ import annotations

import re
from typing import Optional

from actions.phrases import contains
from actions.reading import entity
from actions.tracker_state import last_verdict, notes_shown
from actions.turn import Turn, TurnAction
from retirada.guide.address import TOP, question_anchor

_QUESTION = re.compile(r"\b(?:pregunta|punto)\s*(?:n[uú]mero|n[°º.]|#)?\s*(\d+|[a-z]+)\b")
_NUMBERS = ("uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez")


class ActionSources(TurnAction):
    intents = ("sources",)

    def name(self) -> str:
        return "action_sources"

    def reply(self, turn: Turn) -> None:
        """Read out the question of the guide that is asked for; of an official page that was mentioned, its address;
        else say what the guide is, and what the last answer rests on. A channel that knows where the guide is served
        links to it (`guide`).
        """
        number = _number(turn)
        last = last_verdict(turn.tracker)
        row = turn.knowledge.row(last.answer.get("row") or "") if last else None
        shown = notes_shown(turn.tracker) or set(row[1].notes if row else [])
        if number is None and shown and contains(turn.reading.text, turn.knowledge.phrases.official_page):
            pages = [f"• {turn.knowledge.note(note).page}" for note in sorted(shown)]
            turn.say("sources_notes", pages="\n".join(dict.fromkeys(pages)))
        elif number is None:
            rests_on = turn.responder.source_line(last.answer["sources"]) if last else ""
            turn.say("sources", rests_on=rests_on, guide=TOP)
        elif question := turn.knowledge.question(f"P{number}"):
            lines = [f"• {statement}" for statement in question.statements]
            if question.remarks:
                lines.append(question.remarks)
            statements = "\n".join(lines)
            turn.say(
                "question",
                number=number,
                question=question.question,
                statements=statements,
                guide=question_anchor(question.id),
            )
        else:
            known = ", ".join(question.id[1:] for question in turn.knowledge.sources.questions)
            turn.say("no_such_question", number=number, known=known, guide=TOP)


def _number(turn: Turn) -> Optional[int]:
    named = _QUESTION.search(turn.reading.text.lower())
    number = entity(turn.tracker, "question") or (named and named.group(1)) or ""
    if number in _NUMBERS:
        return _NUMBERS.index(number) + 1
    digits = str(number).removeprefix("P")
    return int(digits) if digits.isdecimal() else None
