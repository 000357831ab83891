"""From Rasa's training data to the readers' examples."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from typing import Any, Optional

from rasa.shared.nlu.constants import ENTITIES, INTENT
from rasa.shared.nlu.training_data.message import Message

from retirada.nlu.catalog import Catalog
from retirada.nlu.context import CONTEXT_KEYS, NOTHING, Context
from retirada.nlu.readers.augmentation import synthetic_examples
from retirada.nlu.readers.reader import ReaderExample
from retirada.nlu.utterance import Fact

UTTERANCE = "utterance"  # the message property that holds what the tokenizer made of it

Spec = Mapping[str, Sequence[Optional[str]]]

# Turns of judged rounds are what people write to an assistant, and few beside what authors have written.
_FROM_ROUNDS, _REPEATS = "round ", 4
CONTEXTS = 4  # sampled for each example; the network sees another each epoch
# Shares of the sampled contexts.
_UNKNOWN, _FIRST, _NOTHING_ASKED, _NO_TOPIC, _NO_PARTY, _NOTHING_ABOUT = 0.4, 0.1, 0.5, 0.1, 0.4, 0.7


def training_examples(
    messages: Sequence[Message], catalog: Catalog, n_synthetic: int, seed: int
) -> list[ReaderExample]:
    """The readers' examples: one for each message that the tokenizer has read, and synthetic ones.

    An example that has, or whose block in data/nlu has, `metadata: {context: {asked: […], topic: […], …}}` is trained
    in these contexts; where it says nothing, in any, so that the context never carries what the words say. With `also`,
    it teaches a second intent.
    """
    sampler = ContextSampler([_spec(message) for message in messages], catalog, seed)
    examples = [
        ReaderExample(
            message.get(UTTERANCE),
            (message.get(INTENT), *_also(message)),
            tuple(Fact(e["entity"], e["value"], e["start"], e["end"]) for e in message.get(ENTITIES, [])),
            sampler.sample(_spec(message)),
            _REPEATS if _is_from_a_round(message) else 1,
        )
        for message in messages
        if message.get(UTTERANCE) and message.get(UTTERANCE).norms
    ]
    synthetic = synthetic_examples(examples, catalog.questions, n_synthetic, seed)
    return examples + [example._replace(contexts=sampler.sample({})) for example in synthetic]


class ContextSampler:
    """Draws the contexts in which an example is trained.

    Args:
        specs: the contexts that the training data names. Their values, and the topics, are what is drawn from.
        catalog: the topics.
        seed: the same seed and calls give the same contexts.
    """

    def __init__(self, specs: Sequence[Spec], catalog: Catalog, seed: int) -> None:
        self._random = random.Random(seed)
        self._values = {
            name: sorted({value for spec in specs for value in spec.get(name, ()) if value}) for name in CONTEXT_KEYS
        }
        self._values["topic"] = sorted({*self._values["topic"], *catalog.topics})

    def sample(self, spec: Spec) -> tuple[Optional[Context], ...]:
        """`CONTEXTS` contexts that fit the spec."""
        return tuple(self._one(spec) for _ in range(CONTEXTS))

    def _one(self, spec: Spec) -> Optional[Context]:
        rng = self._random
        if not spec and rng.random() < _UNKNOWN + _FIRST:
            return Context(first=True) if rng.random() < _FIRST / (_UNKNOWN + _FIRST) else None
        return Context(
            asked=self._value(spec, "asked", _NOTHING_ASKED),
            topic=self._value(spec, "topic", _NO_TOPIC),
            verdict=self._value(spec, "verdict", _NO_TOPIC),
            party=self._value(spec, "party", _NO_PARTY),
            about=self._value(spec, "about", _NOTHING_ABOUT),
        )

    def _value(self, spec: Spec, name: str, unset: float) -> Optional[str]:
        if name in spec:
            return self._random.choice(list(spec[name]))
        if not self._values[name] or self._random.random() < unset:
            return None
        return self._random.choice(self._values[name])


def _also(message: Message) -> Sequence[str]:
    """The second intent, where the example's block names one."""
    return ((message.get("metadata") or {}).get("intent") or {}).get("also", [])


def _is_from_a_round(message: Message) -> bool:
    voices = ((message.get("metadata") or {}).get("intent") or {}).get("voice", [])
    return any(str(voice).startswith(_FROM_ROUNDS) for voice in voices)


def _spec(message: Message) -> Spec:
    """What the example or else its block says of its contexts: name → values, None for «nothing»."""
    metadata: Mapping[str, Any] = message.get("metadata") or {}
    return {
        name: [None if value in (None, NOTHING) else value for value in values]
        for level in ("intent", "example")
        for name, values in ((metadata.get(level) or {}).get("context") or {}).items()
    }
