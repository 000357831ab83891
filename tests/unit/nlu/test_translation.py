"""Words of other languages are read as Spanish ones, and Spanish ones as they are."""

from __future__ import annotations

import pytest
from rasa.shared.core.events import BotUttered, SlotSet
from rasa.shared.core.slots import TextSlot
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.training_data.message import Message

from retirada.nlu.components.tokenizer import MessageTokenizer
from retirada.nlu.translation import LANGUAGES, LanguagesError, load, spelt_out, to_spanish

SLOTS = [TextSlot(name, [{}]) for name in ("pending_question", "topic", "party")]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("e se eu retirar, posso apresentar outra?", "y si yo retirar, puedo presentar otra?"),
        ("non ho ricevuto niente, posso ritirare?", "no recibí nada, puedo retirar?"),
        ("encara no ha contestat. Puc esperar?", "todavía no ha contestado. puedo esperar?"),
        ("i have no proof. ¿Puedo poner otra?", "no tengo prueba. ¿Puedo poner otra?"),
        ("je n'ai pas de preuves, ¿la puedo poner otra vez?", "yo no tengo pruebas, ¿la puedo poner otra vez?"),
    ],
)
def test_what_is_partly_in_another_language_is_read_in_spanish(written, read):
    assert to_spanish(written).replace("'", " ") == read


@pytest.mark.parametrize(
    "written",
    [
        "o sea, la mía sigue en trámite y la de él no. ¿La quito o la dejo?",
        "yo uso la app, pero me sale un error al entrar con mi cuenta",
        "¿no se puede entonces? Si me paga mañana, ¿qué hago?",
        "me dijo el seller que la quite y ya",
        "gracias, la otra es contra mí",
    ],
)
def test_spanish_stays_as_it_is(written):
    assert to_spanish(written) == written


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("mi amiga TMB la kito xq le pagaron", "mi amiga tambien la quito porque le pagaron"),
        ("osea nose dnd kitarla", "o sea no se donde quitarla"),
        ("Kevin pesa un kilo, talla m, plan C", "Kevin pesa un kilo, talla m, plan C"),
    ],
)
def test_what_is_shortened_on_a_phone_is_read_in_full(written, read):
    assert spelt_out(written) == read


def test_what_is_quoted_stays_as_it_is():
    assert to_spanish('não entendo, o que significa "escalated"?').endswith('"escalated"?')


def test_a_word_that_is_spanish_too_is_foreign_only_beside_one_that_is_not():
    assert to_spanish("tengo dos quejas, e ainda não sei se posso") == "tengo dos quejas, y todavía no sé si puedo"


@pytest.mark.parametrize(("events", "is_translated"), [([], False), ([BotUttered("¿En qué punto está?")], True)])
def test_a_first_message_is_read_as_it_was_written(events, is_translated):
    tokenizer = MessageTokenizer(MessageTokenizer.get_default_config(), None, None)
    tracker = DialogueStateTracker.from_events("ana", [SlotSet("topic", None), *events], SLOTS)
    (message,) = tokenizer.process([Message(data={"text": "não sei se posso"})], tracker)
    assert (message.get("text") == "no sé si puedo") is is_translated
    tokens = message.get("text_tokens")
    assert all(message.get("text")[token.start : token.end] == token.text for token in tokens)


def test_a_button_is_read_as_it_is():
    tokenizer = MessageTokenizer(MessageTokenizer.get_default_config(), None, None)
    tracker = DialogueStateTracker.from_events("ana", [SlotSet("topic", None), BotUttered("¿Qué más?")], SLOTS)
    (message,) = tokenizer.process([Message(data={"text": "/respondent_request"})], tracker)
    assert message.get("text") == "/respondent_request"


@pytest.mark.parametrize(
    "text",
    [
        "words: {no: no}\nambiguous: {}",
        "words: {Não: no}\nambiguous: {}",
        "words: {nao: no}",
        "words: {nao: no}\nambiguous: {nao: no}",
        "words: {one two three four: cuatro}\nambiguous: {}",
        "words: [",
    ],
)
def test_a_dictionary_that_cannot_be_used_names_its_file(tmp_path, text):
    (tmp_path / "portuguese.yml").write_text(text, encoding="utf-8")
    with pytest.raises(LanguagesError, match=r"portuguese\.yml cannot be used"):
        load(tmp_path)


def test_the_project_s_dictionaries_can_be_used():
    assert len(load()) == len(list(LANGUAGES.glob("*.yml")))
