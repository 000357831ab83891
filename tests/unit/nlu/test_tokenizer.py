"""The words of a message that are read, and where they stand in it."""

from __future__ import annotations

import pytest
from rasa.shared.nlu.training_data.message import Message

from retirada.nlu.components.personal_data_filter import PersonalDataFilter
from retirada.nlu.components.tokenizer import MessageTokenizer
from retirada.nlu.readers.examples import UTTERANCE


@pytest.mark.parametrize("number", ["[teléfono]", "612 345 678"])
def test_a_telephone_is_read_as_nothing_and_other_words_stay_where_they_are(number):
    text = f"mi número es {number}, ya la cerraron"
    tokenizer = MessageTokenizer(MessageTokenizer.get_default_config(), None, None)
    (message,) = tokenizer.process(PersonalDataFilter().process([Message(data={"text": text})]))
    assert "".join(message.get(UTTERANCE).norms) == "minumeroes,yalaceraron"  # letters are not repeated
    tokens = message.get("text_tokens")
    assert [token.text for token in tokens][-3:] == ["ya", "la", "cerraron"]
    assert all(message.get("text")[token.start : token.end] == token.text for token in tokens)
