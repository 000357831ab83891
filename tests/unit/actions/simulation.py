"""A conversation at the level of the actions: what Rasa does around them, without NLU and servers."""

from __future__ import annotations

import re
from typing import Any, Optional

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.acknowledge import ActionAcknowledge
from actions.answer import ActionAnswer
from actions.chitchat import ActionChitchat
from actions.clarify import ActionClarify
from actions.confirm import ActionConfirm
from actions.correction import ActionCorrection
from actions.erase import ActionErase
from actions.feedback import ActionFeedback
from actions.human import ActionHuman
from actions.meaning import ActionMeaning
from actions.new_case import ActionNewCase
from actions.next_door import ActionNextDoor
from actions.next_step import ActionNextStep
from actions.privacy import ActionPrivacy
from actions.rephrase import ActionRephrase
from actions.reply import ActionReply
from actions.settings import Settings
from actions.sources import ActionSources
from actions.status_check import ActionStatusCheck
from actions.why import ActionWhy
from retirada.paths import PROJECT
from retirada.yaml_files import read_yaml

SETTINGS = Settings(retention_days=30)
DOMAIN = read_yaml(PROJECT / "domain.yml")
_CLASSES = (
    *(ActionAcknowledge, ActionAnswer, ActionChitchat, ActionClarify, ActionConfirm, ActionCorrection, ActionErase),
    *(ActionFeedback, ActionHuman, ActionMeaning, ActionNewCase, ActionNextDoor, ActionNextStep, ActionPrivacy),
    *(ActionRephrase, ActionReply, ActionSources, ActionStatusCheck, ActionWhy),
)
ACTIONS = {action.name(): action for action in (kind(SETTINGS) for kind in _CLASSES)}
_RULES = read_yaml(PROJECT / "data" / "dialogue" / "rules.yml")["rules"]
_MARK = re.compile(r"\[([^\]]+)\]\((\w+)\)")
ACTION_OF = {rule["steps"][0]["intent"]: rule["steps"][1]["action"] for rule in _RULES}

# The facts of the two cases of `told_of_two`.
MIRROR = {"party": "complainant", "ground": "other", "status": "in_process"}
LOGO = {"party": "respondent", "ground": "product_infringement", "status": "processed"}


class Conversation:
    """Turns are given as the NLU would read them; what is said is returned as Rasa would store it."""

    def __init__(self) -> None:
        self._start()

    def _start(self) -> None:
        self.slots: dict[str, Any] = dict.fromkeys(DOMAIN["slots"])
        self.events: list[dict] = []

    def turn(
        self,
        intent: str,
        text: Optional[str] = None,
        ranking: Optional[dict[str, float]] = None,
        entities: Optional[list[tuple[str, str]]] = None,
        said: Optional[dict[str, str]] = None,
        sure: Optional[dict[str, float]] = None,
        asked: Optional[str] = None,
        denied: Optional[str] = None,
        clauses: Optional[list[tuple]] = None,
        **facts: str,
    ) -> list[dict]:
        """The bot events of a turn.

        Args:
            intent: of the message.
            text: of it; a payload without one.
            ranking: other intents it may mean, with their confidences; its own is 1 unless it is among them.
            entities: (name, value) of entities that are no facts, or of several of one name.
            said: name or value of a fact → the words of the text that state it, where it matters where they stand.
            sure: value of an entity → how sure the NLU is of it; it is of all others.
            asked, denied: the words of the text that say what is asked, and what is not.
            clauses: of several that ask, each: its words, what it is read as, how surely, details with how sure, and
                what else it may be read as, with how sure.
            facts: fact name → value.
        """
        found = [*facts.items(), *(entities or [])]
        guesses = {intent: 1.0, **(ranking or {})}
        message = {
            "text": text or f"/{intent}",
            "intent": {"name": intent, "confidence": guesses[intent]},
            "entities": [
                {
                    "entity": name,
                    "value": value,
                    **self._place(text or "", (said or {}).get(name) or (said or {}).get(value)),
                    **({"confidence_entity": sure[value]} if sure and value in sure else {}),
                }
                for name, value in found
            ],
            "intent_ranking": [{"name": name, "confidence": sure_of} for name, sure_of in guesses.items()],
        }
        if asked:
            places = [(text.index(words), text.index(words) + len(words)) for words in (asked, denied) if words]
            message["reading"] = {"asked": places[0], "denied": places[1:]}
        if clauses:
            read = [
                {**self._place(text, words), "intent": i, "confidence": c, "details": d, "ranking": [(i, c), *others]}
                for words, i, c, d, *others in clauses
            ]
            message["reading"] = {**message.get("reading", {}), "clauses": read}
        number = str(len(self.events))
        self.events.append({"event": "user", "text": message["text"], "parse_data": message, "message_id": number})
        tracker = Tracker("ana", dict(self.slots), message, list(self.events), False, None, {}, ACTION_OF[intent])
        dispatcher = CollectingDispatcher()
        events = ACTIONS[ACTION_OF[intent]].run(dispatcher, tracker, DOMAIN)
        said = [self._spoken(message) for message in dispatcher.messages]
        self.events += said
        for event in events:
            self.slots[event["name"]] = event["value"]
            self.events.append({"event": "slot", "name": event["name"], "value": event["value"]})
        if self.slots["erase"]:
            self._start()
        return said

    @staticmethod
    def _place(text: str, words: Optional[str]) -> dict[str, int]:
        return {"start": text.index(words), "end": text.index(words) + len(words)} if words else {}

    @staticmethod
    def _spoken(message: dict) -> dict:
        response = DOMAIN["responses"][message["response"]][0]
        own = [{**b, "payload": b["payload"].format()} for b in response.get("buttons", [])]
        return {
            "event": "bot",
            "text": response["text"].format(**message),
            "buttons": (buttons := [*own, *(message.get("buttons") or [])]),
            "data": {"buttons": buttons},
            "metadata": {
                "utter_action": message["response"],
                "answer": message["answer"],
                "guide": message.get("guide"),
            },
        }


def answers(said: list[dict]) -> list[dict]:
    """The `answer` of each message, without the privacy notice."""
    return [m["metadata"]["answer"] for m in said if m["metadata"]["utter_action"] != "utter_privacy_notice"]


def topics(said: list[dict]) -> list[Optional[str]]:
    """The topic of each message, but for the privacy notice."""
    return [answer["topic"] for answer in answers(said)]


def texts(said: list[dict]) -> str:
    """All that was said, without the privacy notice."""
    return "\n".join(m["text"] for m in said if m["metadata"]["utter_action"] != "utter_privacy_notice")


def responses(said: list[dict]) -> list[str]:
    """The name of the response of each message."""
    return [message["metadata"]["utter_action"] for message in said]


def kept(talk: Conversation) -> list[dict]:
    """The facts of each case that is kept beside the one under discussion."""
    return [case["facts"] for case in talk.slots["cases"] or [] if case]


def put(
    talk: Conversation,
    intent: str,
    marked: str,
    ranking: Optional[dict[str, float]] = None,
    told: Optional[dict[str, str]] = None,
    entities: Optional[list[tuple[str, str]]] = None,
    **facts: str,
) -> list[dict]:
    """The bot events of a turn whose claims are marked: «[la quito yo](i_can_withdraw)».

    Args:
        told: value → the words that state it, see `Conversation.turn`; so are `ranking`, `entities` and `facts`.
    """
    claims = _MARK.findall(marked)
    return talk.turn(
        intent,
        _MARK.sub(r"\1", marked),
        ranking,
        entities=[*(("claim", claim) for _, claim in claims), *(entities or [])],
        said={**{claim: words for words, claim in claims}, **(told or {})},
        **facts,
    )


def told_of_two(talk: Conversation) -> None:
    """Tell of an open complaint over a mirror, and then of a closed one over a logo, which is asked about."""
    talk.turn("withdraw", "puse una queja por un espejo roto, sigue en trámite. ¿La quito?", **MIRROR)
    words = {"party": "pusieron", "ground": "logo", "status": "cerraron"}
    talk.turn("withdraw", "y me pusieron otra por un logo, ya la cerraron. ¿La quito?", said=words, **LOGO)
