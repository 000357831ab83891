"""A Rasa pipeline step that keeps mails and numbers out of what Rasa reads, logs and stores."""

from __future__ import annotations

import re
from typing import Any, Optional

from rasa.core.channels.channel import UserMessage
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from retirada.privacy.personal_data import PLACEHOLDERS, without_personal_data

_PLACEHOLDER = re.compile("|".join(map(re.escape, PLACEHOLDERS)))


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class PersonalDataFilter(GraphComponent):
    """Replaces mails and numbers by their kind, see retirada/privacy/personal_data.py.

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
        """Blank out what stands in their place: «[teléfono]» would be read as a fact, `device: mobile`. Other words
        stay where they are in the text that is stored. A message that is no UserMessage, as in `rasa test nlu`, may
        still have them in it.
        """
        for message in messages:
            if message.get(TEXT):
                text = without_personal_data(message.get(TEXT))
                message.set(TEXT, _PLACEHOLDER.sub(lambda found: " " * len(found.group()), text))
        return messages


def _text(message: UserMessage) -> Optional[str]:
    return message.__dict__["text"]


def _set_text(message: UserMessage, text: Optional[str]) -> None:
    message.__dict__["text"] = without_personal_data(text) if text else text
