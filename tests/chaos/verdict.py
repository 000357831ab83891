"""What is wrong with what people were told, by what is stored."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby

from tests.chaos.load import ERASURE, Message, Outcome
from tests.store_troubles import NOT_STORED

ERASED = "He borrado esta conversación"


def problems(
    messages: list[Message], events: Callable[[str], list[dict]], heard: Callable[[Message], list[str]]
) -> tuple[list[str], list[str]]:
    """Compare what people were told with what is stored.

    Args:
        messages: all of each conversation, in order.
        events: the stored events of a conversation.
        heard: what the sender of a message got by Telegram, to the end.

    Returns:
        What was lost: accepted and not answered exactly once, or answered and not stored; and the untrue sentences.
        Each is a line to read.
    """
    lost, untrue = [], []
    # Those of one conversation are in order already.
    for conversation, of_one in groupby(sorted(messages, key=lambda it: it.conversation), lambda it: it.conversation):
        said = list(of_one)
        stored = events(conversation)
        texts = {kind: [it.get("text") for it in stored if it["event"] == kind] for kind in ("user", "bot")}
        erasure = next((it for it in said if it.text == ERASURE[-1]), None)
        is_erased = erasure is not None and any(ERASED in reply for reply in erasure.replies)
        if is_erased and stored:
            untrue.append(f"{conversation}: «{_first_line(erasure.replies[0])}», and {len(stored)} events are stored")
        # Whether a request that was cut off erased the conversation, nobody was told.
        may_be_gone = is_erased or (erasure is not None and erasure.outcome is Outcome.CUT_OFF)
        for message in said:
            where = f"{conversation}: «{message.text}»"
            if message.outcome is Outcome.UNANSWERED:
                lost.append(f"{where} got no answer")
            if conversation.startswith("telegram:") and len(replies := heard(message)) > 1:
                lost.append(f"{where} was answered {len(replies)} times")
            if message.outcome is Outcome.ANSWERED and message.text not in ERASURE and not may_be_gone:
                if message.text not in texts["user"]:
                    lost.append(f"{where} was answered and is not stored")
                lost += [
                    f"{where}: «{it}» was said and is not stored" for it in set(message.replies) - set(texts["bot"])
                ]
            if any(NOT_STORED in reply for reply in message.replies) and message.text in texts["user"]:
                untrue.append(f"{where} is stored, and was answered «{_first_line(message.replies[0])}»")
    return lost, untrue


def _first_line(reply: str) -> str:
    return reply.splitlines()[0]
