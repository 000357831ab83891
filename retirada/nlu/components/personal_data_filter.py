"""A Rasa pipeline step that keeps names, mails and numbers out of what Rasa reads, logs and stores."""

from __future__ import annotations

import re
from typing import Any

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
    """Replaces names, mails and numbers by their kind, see retirada/privacy/personal_data.py.

    Messages of people come here without them (retirada/server/patches/rasa_patches.py); those of `rasa test nlu` may
    not.
    """

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> PersonalDataFilter:
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
