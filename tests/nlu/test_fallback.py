"""When the assistant asks back: what it is unsure of, and sooner if there are only a few words."""

from __future__ import annotations

import pytest

from retirada.evaluation.components import configured

NAME = "nlu_fallback"


@pytest.mark.parametrize(
    ("text", "intent", "confidence", "asks_back"),
    [
        ("¿puedes cancelarlo?", "withdraw", 0.94, True),
        ("¿cancelo mi queja?", "withdraw", 0.96, False),
        ("¿puedo cancelar la queja que puse ayer?", "withdraw", 0.6, False),
        ("¿puedo cancelar la queja que puse ayer?", "withdraw", 0.4, True),
        ("desde el celular", "inform", 0.6, False),
        ("no", "deny", 0.4, True),
    ],
)
def test_a_few_words_must_be_surer(text, intent, confidence, asks_back):
    from rasa.shared.nlu.training_data.message import Message

    from retirada.nlu.fallback import CarefulFallback

    guess = {"name": intent, "confidence": confidence}
    message = Message(data={"text": text, "intent": guess, "intent_ranking": [guess]})
    fallback = CarefulFallback(configured(CarefulFallback))
    assert (fallback.process([message])[0].get("intent")["name"] == NAME) is asks_back
