"""Where the conversation stands when something is said: what the readers know beside the words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple, Optional

if TYPE_CHECKING:
    from rasa.shared.core.trackers import DialogueStateTracker

SUGGESTION = "suggestion"
NOTHING = "nothing"
_ACTS_ASKED = ("new_case", "erase")  # what is asked for beside facts, which are slots, and suggested topics


class Context(NamedTuple):
    """Where the conversation stands.

    Attributes:
        asked: what the assistant asked last: a fact, «suggestion», «new_case» or «erase».
        topic: the last topic.
        verdict: the last verdict.
        party: who the person is, if known.
        about: the subject next door or the word of ours that the last reply was about.
        first: whether the assistant has said nothing yet.
    """

    asked: Optional[str] = None
    topic: Optional[str] = None
    verdict: Optional[str] = None
    party: Optional[str] = None
    about: Optional[str] = None
    first: bool = False

    def features(self) -> list[str]:
        """One string for each thing known.

        >>> Context(asked="status", topic="withdraw").features()
        ['asked=status', 'topic=withdraw']
        """
        if self.first:
            return ["first"]
        named = zip(CONTEXT_KEYS, self, strict=False)
        # That nothing was asked is worth knowing, too: «sí» then answers nothing.
        return [f"{name}={value or NOTHING}" for name, value in named if value is not None or name == "asked"]


# What `metadata: {context: …}` of a training example may name.
CONTEXT_KEYS = tuple(name for name in Context._fields if name != "first")


def read_context(tracker: Optional[DialogueStateTracker]) -> Optional[Context]:
    """The context that the conversation gives to the message being read; None where there is no conversation, as in
    `rasa shell nlu`: a conversation begins with events, before its first message.
    """
    if tracker is None or not tracker.events:
        return None
    answers = _answers(tracker)
    last = next(answers, None)
    if last is None:
        return Context(first=True)
    asked = tracker.get_slot("pending_question")
    return Context(
        asked=asked if asked is None or asked in tracker.slots or asked in _ACTS_ASKED else SUGGESTION,
        topic=tracker.get_slot("topic"),
        verdict=next((answer["verdict"] for answer in _answers(tracker) if answer.get("verdict")), None),
        party=tracker.get_slot("party"),
        about=last.get("about"),
    )


def _answers(tracker: DialogueStateTracker) -> Iterator[dict[str, Any]]:
    """The `answer` of each message of the assistant, the latest first."""
    for event in reversed(tracker.events):
        if event.type_name == "bot":
            yield event.metadata.get("answer") or event.data.get("answer") or {}
