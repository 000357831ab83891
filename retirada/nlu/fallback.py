"""When the assistant asks «¿Se refiere a…?» rather than answer: Rasa's own fallback, and sooner for a few words."""

from __future__ import annotations

from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.classifiers.fallback_classifier import FallbackClassifier
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from retirada.nlu.text import words


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class CarefulFallback(FallbackClassifier):
    """Rasa's FallbackClassifier, with a threshold of its own for short messages that are read as a question.

    «cancelar» or «volver a empezar» can be about anything: most of what was answered by mistake was as short.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`threshold`, `ambiguity_threshold`: see Rasa's. `short`: up to so many words, `short_threshold` decides.
        `not_topics`: intents that are no question, and can be short.
        """
        own = {"short": 4, "short_threshold": 0.95, "not_topics": []}
        return {**FallbackClassifier.get_default_config(), **own}

    def _should_fallback(self, message: Message) -> bool:
        intent, config = message.get(INTENT), self.component_config
        short = sum(word.isalnum() for word, _, _ in words(message.get(TEXT) or "")) <= config["short"]
        unsure = (
            short and intent["name"] not in config["not_topics"] and intent["confidence"] < config["short_threshold"]
        )
        return unsure or super()._should_fallback(message)
