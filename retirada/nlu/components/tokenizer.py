"""A Rasa tokenizer on spaCy: each message and training example is read once, and all after it works on that."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Optional

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.constants import TOKENS_NAMES
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.constants import INTENT_MESSAGE_PREFIX
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from spacy.language import Language

from retirada.nlu.components.base import StoredComponent
from retirada.nlu.context import Context, read_context
from retirada.nlu.language import create_language, load_language
from retirada.nlu.normalization.chinese import chinese, from_chinese
from retirada.nlu.normalization.conjugation import conjugation
from retirada.nlu.normalization.infinitives import conjugated
from retirada.nlu.normalization.opponents import as_the_other, opponents
from retirada.nlu.normalization.translation import dictionaries, spelt_out, to_spanish
from retirada.nlu.questions.corrected_question import ASKED_PART, asked_part
from retirada.nlu.readers.examples import UTTERANCE
from retirada.nlu.utterance import Utterance

# The lookup tables of platforms, and of offices, that are none of the assistant's business.
LOOKUPS = ("other_place", "other_office")


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=True)
class MessageTokenizer(StoredComponent, Tokenizer):
    """Gives each message its tokens, and what the readers read: the `Utterance`, and its part that asks, if any."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Rasa's own settings of a tokenizer: intents are not split."""
        return {"intent_tokenization_flag": False, "intent_split_symbol": "_", "token_pattern": None}

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        StoredComponent.__init__(self, config, storage, resource)
        Tokenizer.__init__(self, config)
        self._nlp: Language = create_language()

    def _read_from(self, folder: Path) -> None:
        self._nlp = load_language(folder / "language")
        chinese(), dictionaries(), conjugation()  # so that the first message does not wait for them

    def train(self, training_data: TrainingData) -> Resource:
        """Learn how words are spelt, and the names of other platforms and offices."""
        tables = {table["name"]: table["elements"] for table in training_data.lookup_tables}
        self._nlp = create_language(*(tables.get(name, ()) for name in LOOKUPS))
        texts = [_encodable(message.get(TEXT)) for message in training_data.intent_examples]
        corrector: Any = self._nlp.get_pipe("spelling_corrector")
        with self._nlp.memory_zone():
            corrector.fit(map(self._nlp.make_doc, texts))
        with self._storage.write_to(self._resource) as folder:
            self._nlp.to_disk(folder / "language")
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        self._read(training_data.intent_examples, context=None)
        return training_data

    def process(self, messages: list[Message], tracker: Optional[DialogueStateTracker] = None) -> list[Message]:
        """Read the messages; `tracker` is their conversation, None where there is none (`rasa shell nlu`).

        In a conversation, what is shortened on a phone is read in full, foreign words as Spanish ones, and verbs in the
        form that goes with who does it. `parse_data["text"]` has what is read, the own text of the event what was
        written.
        """
        context = read_context(tracker)
        if context:
            for message in messages:
                text = message.get(TEXT) or ""
                if not text.startswith(INTENT_MESSAGE_PREFIX):  # a button says what it is to say
                    text = to_spanish(from_chinese(text, context.first), context.first)
                    text = as_the_other(text, _opponents(tracker))
                    message.set(TEXT, conjugated(spelt_out(text)))
        self._read(messages, context)
        for message in messages:
            if utterance := message.get(UTTERANCE):
                message.set(ASKED_PART, asked_part(utterance))
        return messages

    def tokenize(self, message: Message, attribute: str) -> list[Token]:
        """The tokens of a text that is no message of a person's."""
        with self._nlp.memory_zone():
            return [Token(token.text, token.idx) for token in self._nlp.make_doc(_encodable(message.get(attribute)))]

    def _read(self, messages: list[Message], context: Optional[Context]) -> None:
        # In the zone, words never seen before are forgotten again: else a server's memory grows with each.
        with self._nlp.memory_zone():
            for message in messages:
                if text := message.get(TEXT):
                    utterance = Utterance.from_doc(self._nlp(_encodable(text)), context)
                    message.set(UTTERANCE, utterance)
                    tokens = [Token(text[start:end], start, end) for start, end in utterance.offsets]
                    message.set(TOKENS_NAMES[TEXT], tokens)


def _opponents(tracker: DialogueStateTracker) -> frozenset[str]:
    """Who the other party is, as earlier messages say; nobody where they speak of several complaints, or another's."""
    party = tracker.get_slot("party")
    if party is None or tracker.get_slot("cases") or tracker.get_slot("principal"):
        return frozenset()
    return opponents((event.text or "" for event in tracker.events if event.type_name == "user"), party)


def _encodable(text: str) -> str:
    """The text without halves of characters, which spaCy cannot hold; of the same length."""
    return text.encode("utf-8", "replace").decode("utf-8")
