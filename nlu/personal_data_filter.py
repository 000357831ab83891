"""A Rasa pipeline step that keeps mails and numbers out of what Rasa reads, logs and stores."""

from __future__ import annotations

from typing import Any, Optional

from rasa.core.channels.channel import UserMessage
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from nlu.personal_data import without_personal_data


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class PersonalDataFilter(GraphComponent):
    """Replaces mails and numbers by their kind, see nlu/personal_data.py.

    What a pipeline changes in its messages does not reach the tracker, which gets the text that the channel made a
    `UserMessage` of. So wherever a model with this step is loaded, a `UserMessage` is made without them: in every
    channel and in `rasa shell`, before anything is read, logged or stored.
    """

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> PersonalDataFilter:
        UserMessage.text = property(_text, _set_text)
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Replace them also in messages that are no UserMessage, as those of `rasa test nlu`."""
        for message in messages:
            if message.get(TEXT):
                message.set(TEXT, without_personal_data(message.get(TEXT)))
        return messages


def _text(message: UserMessage) -> Optional[str]:
    return message.__dict__["text"]


def _set_text(message: UserMessage, text: Optional[str]) -> None:
    message.__dict__["text"] = without_personal_data(text) if text else text
