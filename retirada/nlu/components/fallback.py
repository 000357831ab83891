"""When the assistant asks back rather than answer: Rasa's own fallback, and sooner for a few words."""

from __future__ import annotations

from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.classifiers.fallback_classifier import FallbackClassifier
from rasa.shared.nlu.constants import INTENT
from rasa.shared.nlu.training_data.message import Message

from retirada.nlu.components.classifier import READING
from retirada.nlu.readers.examples import UTTERANCE


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class ShortMessageFallbackClassifier(FallbackClassifier):
    """Rasa's FallbackClassifier, with a threshold of its own for short messages that are read as a topic.

    «cancelar» or «volver a empezar» can be about anything: most of what was answered by mistake was as short. But a
    young topic is not refused for that: it is answered, or offered before a message is declined.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Rasa's thresholds, and those of short messages and young topics.

        `threshold`, `ambiguity_threshold`: see Rasa's.
        `short`: the most words of a short message.
        `short_threshold`: the least confidence of a short message that is read as a topic.
        `short_topic_threshold`: the least confidence in any topic from which that holds, too, of a short first message
            that is read as none.
        `young_threshold`: the least confidence in a young topic from which a message that is read as no topic is asked
            about.
        """
        return {
            **FallbackClassifier.get_default_config(),
            "short": 4,
            "short_threshold": 0.85,
            "short_topic_threshold": 0.1,
            "young_threshold": 0.1,
        }

    def _should_fallback(self, message: Message) -> bool:
        return (
            self._is_near_a_young_topic(message)
            or self._is_unsure_and_short(message)
            or super()._should_fallback(message)
        )

    def _is_near_a_young_topic(self, message: Message) -> bool:
        reading = message.get(READING)
        if not reading or reading["is_topic"]:
            return False
        return max(reading["young"].values(), default=0.0) >= self.component_config["young_threshold"]

    def _is_unsure_and_short(self, message: Message) -> bool:
        reading, utterance = message.get(READING), message.get(UTTERANCE)
        if not reading or message.get(INTENT)["name"] in reading["young"]:
            return False
        short = sum(norm.isalnum() for norm in utterance.norms) <= self.component_config["short"]
        unsure = message.get(INTENT)["confidence"] < self.component_config["short_threshold"]
        begins = utterance.context is not None and utterance.context.first
        may_be_topic = begins and reading["topic_confidence"] >= self.component_config["short_topic_threshold"]
        return short and unsure and (reading["is_topic"] or may_be_topic)
