"""A small steady load by REST and Telegram on assistants of which some may be gone, and what each message came to."""

from __future__ import annotations

import itertools
import threading
import time
import uuid
from dataclasses import dataclass, field
from enum import Enum

import httpx

from retirada.channels.core.sentences import sentences
from tests.integration.channels.fakes import Fakes
from tests.integration.channels.users import TelegramUser
from tests.replicas import Replicas
from tests.store_troubles import NOT_STORED

REST_PEOPLE, TELEGRAM_PEOPLE = 5, 2
PAUSE_SECONDS = 0.8
# Longer than anything that the assistant waits for.
TIMEOUT_SECONDS = 60
# A conversation; every second one is then erased. No text occurs twice, and the last two are commands.
TEXTS = ("¿puedo retirar mi queja?", "sigue en trámite", "gracias", "¿dónde se hace?")
ERASURE = ("borra mis datos", "sí")


class Outcome(Enum):
    """What a message came to.

    REFUSED is clearly so, by a sentence or a status. CUT_OFF is a request whose connection broke or could not be made:
    its sender knows that nothing was answered. UNANSWERED was accepted, or waited for in vain.
    """

    ANSWERED = "answered"
    REFUSED = "refused"
    CUT_OFF = "cut off"
    UNANSWERED = "unanswered"


@dataclass
class Message:
    """One message of a conversation (`channel:sender`), when it began and ended, and the replies to it."""

    conversation: str
    text: str
    began: float
    outcome: Outcome = Outcome.UNANSWERED
    replies: list[str] = field(default_factory=list)
    ended: float = 0.0


class Load:
    """People who write, one message after another, until it is stopped. A proxy stands between them and the assistants:
    where one refuses the connection, the message goes to the next.

    Args:
        replicas: the assistants, by turns.
        fakes: Telegram, with whose API they run; None for REST only.
    """

    def __init__(self, replicas: Replicas, fakes: Fakes | None) -> None:
        self._replicas, self._fakes = replicas, fakes
        self._messages: list[Message] = []
        self._stopped = threading.Event()
        self._turn = itertools.count()
        people = [self._write_by_rest] * REST_PEOPLE + [self._write_by_telegram] * (TELEGRAM_PEOPLE if fakes else 0)
        self._threads = [threading.Thread(target=person, daemon=True) for person in people]
        for thread in self._threads:
            thread.start()

    def stop(self) -> list[Message]:
        """Let everybody hear the end of what they have said; return all messages."""
        self._stopped.set()
        for thread in self._threads:
            thread.join()
        return self._messages

    def messages(self) -> list[Message]:
        """Those so far, without those that wait."""
        return [message for message in list(self._messages) if message.ended]

    def _write_by_rest(self) -> None:
        with httpx.Client(timeout=TIMEOUT_SECONDS) as client:
            for number in itertools.count():
                sender = uuid.uuid4().hex
                for text in (*TEXTS, *(ERASURE if number % 2 else ())):
                    if self._stopped.is_set():
                        return
                    message = self._begin(f"rest:{sender}", text)
                    self._post(client, sender, message)
                    message.ended = time.monotonic()
                    self._stopped.wait(PAUSE_SECONDS)

    def _post(self, client: httpx.Client, sender: str, message: Message) -> None:
        body = {"sender": sender, "message": message.text}
        for assistant in self._in_turn():
            try:
                reply = client.post(f"{assistant.url}/webhooks/rest/webhook", json=body)
            except httpx.ConnectError:
                message.outcome = Outcome.CUT_OFF
                continue
            except httpx.TimeoutException:
                message.outcome = Outcome.UNANSWERED
            except httpx.TransportError:
                message.outcome = Outcome.CUT_OFF
            else:
                if reply.status_code == 200:
                    message.replies = [item["text"] for item in reply.json()]
                    message.outcome = outcome_of(message.replies)
                else:
                    message.replies = [reply.json()["error"]]
                    message.outcome = Outcome.REFUSED
            return

    def _write_by_telegram(self) -> None:
        """As somebody new each time; what is not taken is delivered again, as Telegram does."""
        while not self._stopped.is_set():
            user = TelegramUser(self._replicas.running[0], self._fakes)
            body = user.message("gracias")
            message = self._begin(user.conversation, "gracias")
            deadline = time.monotonic() + TIMEOUT_SECONDS
            while time.monotonic() < deadline and not self._delivered(user, body):
                time.sleep(0.2)
            while time.monotonic() < deadline and not self._fakes.sent[user.id]:
                time.sleep(0.02)
            message.replies = self.heard(message)
            message.outcome = outcome_of(message.replies)
            message.ended = time.monotonic()
            self._stopped.wait(PAUSE_SECONDS)

    def _delivered(self, user: TelegramUser, body: bytes) -> bool:
        for assistant in self._in_turn():
            user.assistant = assistant
            try:
                return user.post(body).status_code == 200
            except httpx.ConnectError:
                continue
            except httpx.TransportError:
                return False
        return False

    def heard(self, message: Message) -> list[str]:
        """What Telegram was given for the message's sender until now."""
        return [sent.text for sent in self._fakes.sent[message.conversation.partition(":")[2]]]

    def _in_turn(self) -> list:
        number = next(self._turn)
        running = self._replicas.running
        return [running[(number + place) % len(running)] for place in range(len(running))]

    def _begin(self, conversation: str, text: str) -> Message:
        message = Message(conversation, text, time.monotonic())
        self._messages.append(message)
        return message


def outcome_of(replies: list[str]) -> Outcome:
    """What somebody who got these replies was told."""
    if not replies:
        return Outcome.UNANSWERED
    refusals = (sentences().unavailable, sentences().busy, NOT_STORED)
    return Outcome.REFUSED if replies[0].startswith(refusals) else Outcome.ANSWERED
