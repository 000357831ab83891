"""What the responses of domain.yml say, in the variant that fits the case, and the lines that go with them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from typing import Any, Optional

from rasa_sdk import Tracker

from actions.reading.phrases import normalize
from actions.reading.sole_principal import is_named_alone
from actions.reading.tracker_state import written
from retirada.prefilter import search
from retirada.rulebook.details import NOT_FILED
from retirada.rulebook.schema import Knowledge
from retirada.rulebook.wording import enumeration, first_sentences, source_line, variant

Facts = dict[str, str]
Button = dict[str, str]

# «No es así», where «no» could agree: «¿ya no me sancionan?»
ANSWERS = {"yes": "Sí", "they": "Sí", "no": "No", "not_so": "No es así"}
_AT_FIRST = 5  # words of a sentence that say yes or no
_LEADS = 42  # letters, within which «en propiedad intelectual, según la guía,» stands


class Texts:
    """The texts of one turn.

    Of each response there can be variants, said where it is known what the case is and who the person is, in the order
    of `rulebook.wording.variant`; and of each of these `…_plainly`, its shortest form. `{who}` in a text is whom the
    person speaks for.
    """

    def __init__(self, tracker: Tracker, domain: dict[str, Any], knowledge: Knowledge) -> None:
        self._tracker, self._responses, self._knowledge = tracker, domain["responses"], knowledge

    @property
    def principal(self) -> str:
        """Whom the person speaks for, «su hermana»; empty for who speaks for themselves."""
        return self._tracker.get_slot("principal") or ""

    @cached_property
    def _may_not_act(self) -> bool:
        """Whether whom the person speaks for is out of reach, «mi padre falleció», or somebody else may have filed it
        from an account that is told of.
        """
        phrases, texts = self._knowledge.phrases, [normalize(text) for text in self._written]
        patterns = (phrases.out_of_reach, phrases.own_account, phrases.account_is_of)
        return any(search(pattern, text) for pattern in patterns for text in texts)

    @cached_property
    def _written(self) -> tuple[str, ...]:
        """What the person has written so far."""
        return written(self._tracker)

    def _may_name(self, party: str) -> bool:
        """Whether whom the person speaks for can be said to be a party: it is sure that the one case is theirs."""
        if self._tracker.get_slot("cases") or (party == "complainant" and self._may_not_act):
            return False
        return is_named_alone(self._knowledge, self.principal, party, self._written)

    def has(self, name: str, facts: Facts) -> bool:
        """Whether there is a response `utter_<name>` for the case."""
        return self.variant_of(f"utter_{name}", facts) in self._responses

    def plain_text(self, response: str) -> str:
        """The text of the response itself, with its placeholders but for `{who}`."""
        return str(self._responses[response][0]["text"]).replace("{who}", self.principal)

    def body(self, response: str) -> str:
        """The text of the response itself, without the notes and the source that its last placeholder stands for."""
        return self.plain_text(response).partition("\n\n{")[0]

    def text(self, response: str, facts: Facts) -> str:
        """The text of a response, with its placeholders but for `{who}`."""
        return self.plain_text(self.variant_of(response, facts))

    def filled(self, name: str, facts: Facts, **variables: Any) -> str:
        """The text of the response `utter_<name>`, with its placeholders filled in."""
        return self.text(f"utter_{name}", facts).format(**variables)

    def first_sentence(self, name: str, facts: Facts) -> str:
        """The first sentence of the response `utter_<name>`."""
        return first_sentences(self.text(f"utter_{name}", facts), 1)

    def begin_with(self, answer: Optional[str], sentence: str) -> str:
        """A sentence of ours with «Sí» or «No» before it, or after «según la guía», if that is the answer and it does
        not say either yet: «Quien la presentó sí puede…», «No, ya se procesó».
        """
        if answer is None:
            return sentence
        first = re.findall(r"\w+", sentence)[:_AT_FIRST]
        if first[:1] in (["Sí"], ["No"]) or answer.lower() in first or "sí" in first:
            return sentence
        named = self._knowledge.phrases.says_the_guide
        end = sentence.lower().find(named, 0, _LEADS) + len(named)
        if end >= len(named):
            return f"{sentence[:end]} {answer.lower()}:{sentence[end:]}"
        return f"{answer}: {sentence[:1].lower()}{sentence[1:]}"

    def beginnings(self, sentence: str) -> list[str]:
        """A sentence of ours as it is, and with each answer that it may begin with."""
        return [self.begin_with(answer, sentence) for answer in (None, *dict.fromkeys(ANSWERS.values()))]

    def shortest(self, verdict: str, facts: Facts) -> str:
        """The verdict in its shortest form; empty where it has none of its own."""
        response = f"{self.variant_of(f'utter_{verdict}', facts)}_plainly"
        return self.plain_text(response) if response in self._responses else ""

    def buttons(self, response: str) -> list[Button]:
        """The buttons of a response. Straight from the domain, so with the braces that Rasa doubles in templates."""
        buttons = self._responses[response][0].get("buttons", [])
        return [{**button, "payload": button["payload"].format()} for button in buttons]

    def reading_buttons(self, intents: Sequence[str]) -> list[Button]:
        """A button for each of the intents, with the title that `utter_readings`, or else the menu, gives it."""
        offered = [*self.buttons("utter_menu"), *self.buttons("utter_readings")]
        titles = {button["payload"]: button["title"] for button in offered}
        return [{"title": titles[f"/{i}"], "payload": f"/{i}"} for i in intents if f"/{i}" in titles]

    def note_lines(self, notes: Sequence[str]) -> list[str]:
        """Each official note as a line: what it says, where to check it, and how we read that page."""
        shown = self._knowledge.notes
        return [
            shown.presentation.format(text=note.text, page=note.page, copy=shown.copies[note.copied])
            for note in map(self._knowledge.note, notes)
        ]

    def source_line(self, sources: Sequence[str]) -> str:
        """«Fuente: preguntas 1, 2 y 3 de la guía.» for P1, P2, P3, in ascending order."""
        return source_line(self._knowledge, sources)

    def in_words(self, facts: Facts, with_unstated: bool = False) -> str:
        """The facts as a Spanish enumeration: «es por robo de imágenes y sigue en trámite». That it is a complaint goes
        without saying, beside anything else, unless `with_unstated`.
        """
        telling = {f: v for f, v in facts.items() if with_unstated or self._knowledge.unstated.get(f) != v} or facts
        in_order = [fact for fact in self._knowledge.facts if fact in telling]  # the same at every start
        return enumeration([self.fact_in_words(fact, telling[fact]) for fact in in_order])

    def variant_of(self, response: str, facts: Facts) -> str:
        """The most telling variant that there is, by the case and by who the person is."""
        # Who speaks for somebody else is no party: «usted» would be the wrong one.
        party = facts.get("party", "")
        if self.principal:
            party = f"for_{party}" if self._may_name(party) else ""
        case = {name: facts.get(name, "") for name in ("kind", "status", "ground", "issues_resolved")}
        if (case["kind"], case["status"]) == ("report", "in_process"):
            case["status"] = ""  # that one in process can be withdrawn is not so of any report
        filed = NOT_FILED if self._is_to_come(facts) else {}
        return variant(self._responses, response, {**case, "party": party, **filed})

    def leaves_party_unsaid(self, verdict: str, facts: Facts) -> bool:
        """Whether the words of a verdict don't say who the person is, or whom they speak for is, and that is sure."""
        party = facts.get("party", "")
        is_sure = not self.principal or self._may_name(party)
        return is_sure and not self.variant_of(f"utter_{verdict}", facts).endswith(f"_{party}")

    def fact_in_words(self, fact: str, value: str) -> str:
        """A fact as a clause, said of the person or of whom they speak for."""
        named, who = self._knowledge.facts[fact], self.principal
        if named.to_come and self._is_to_come({fact: value}):
            return named.to_come["of_another" if who else "meaning"].format(who=who)
        return named.of_another[value].format(who=who) if who and named.of_another else named.meaning[value]

    def _is_to_come(self, facts: Facts) -> bool:
        """Whether a case of which this is so is the one under discussion, and that one is yet to be filed."""
        may_be = facts.get("party") != "respondent" and not facts.get("status")
        return bool(self._tracker.get_slot("to_come")) and may_be
