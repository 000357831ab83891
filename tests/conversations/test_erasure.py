"""What is asked to be erased is gone from the tracker store."""

from __future__ import annotations

import random
import string

import pytest

from tests.waiting import wait_for


def test_erasure_after_a_confirmation(assistant, sender):
    ana, eva = f"{sender}-ana", f"{sender}-eva"
    assistant.say("puse una queja y la quiero quitar", ana)
    assistant.say("puse una queja y la quiero quitar", eva)
    assert "Borro todo" in assistant.say("borra mis datos", ana)[0]["text"]
    assert assistant.events(ana)
    assert "He borrado" in assistant.say("sí", ana)[0]["text"]
    assert not assistant.events(ana) and assistant.events(eva)

    answer = assistant.say("¿la puedo retirar si sigue en trámite?", ana)[0]["answer"]
    assert answer["facts"] == {"status": "in_process"}
    said = [*assistant.say("borra mis datos", eva), *assistant.say("no", eva)]
    assert "lo dejo todo como estaba" in said[-1]["text"]
    assert assistant.events(eva)


@pytest.mark.parametrize(
    "confirms",
    [
        "por favor, sí. muchas gracias por todo",
        "sim, pode apagar. obrigada!",
        "dale, borra nomás",
        "vale",
        "bórrame todo",
    ],
)
def test_it_is_confirmed_in_other_words(assistant, sender, confirms):
    assistant.say("borra mis datos", sender)
    assert "He borrado" in assistant.say(confirms, sender)[0]["text"]
    assert not assistant.events(sender)


@pytest.mark.parametrize(
    ("refuses", "told"),
    [
        ("espera, no borres nada", "lo dejo todo como estaba"),
        ("no borre nada. ¿Se puede reabrir una queja cancelada?", "no borro nada"),
    ],
)
def test_it_is_refused_also_beside_a_question(assistant, sender, refuses, told):
    assistant.say("borra mis datos", sender)
    said = assistant.say(refuses, sender)
    assert told in said[0]["text"]
    assert "He borrado" not in assistant.say("sí", sender)[0]["text"]
    assert assistant.events(sender)


@pytest.mark.parametrize(
    "text",
    [
        *("sí, pero no todo", "que si puedes borrar lo que te he escrito", "si lo borras te denuncio", "¿sí?"),
        *("de acuerdo, no", "sí, mejor no", "dale, dejalo asi", "si, mas tarde", "que borre qué", "muchas gracias"),
        *("elimina la queja", "ya borre la queja", "si por favor retire la queja", "confirmo la recepción del pedido"),
    ],
)
def test_what_only_sounds_like_a_yes_erases_nothing(assistant, sender, text):
    assistant.say("borra mis datos", sender)
    assistant.say(text, sender)
    assert assistant.events(sender)


def test_what_is_confirmed_beside_a_question_is_asked_again(assistant, sender):
    assistant.say("borra mis datos", sender)
    said = assistant.say("sí, borre. Y una cosa, ¿se puede reabrir una queja cancelada?", sender)
    assert "no se vuelve a abrir" in said[0]["text"]
    assert "¿La borro?" in said[-1]["text"] and assistant.events(sender)
    assert "He borrado" in assistant.say("sí", sender)[0]["text"]


def test_what_was_erased_is_in_no_byte_of_what_the_assistant_has_written(assistant, sender):
    ana, eva = f"{sender}-ana", f"{sender}-eva"
    # Numbers would be replaced.
    words = ["".join(random.choices(string.ascii_lowercase, k=14)) for _ in range(3)]
    for word in words:
        assistant.say(f"mi queja es por {word}", ana)
        assistant.say(f"gracias {word[::-1]}", eva)

    def files_with(word: str) -> list[str]:
        return [p.name for p in assistant.log.parent.rglob("*") if p.is_file() and word.encode() in p.read_bytes()]

    assert files_with(words[0])
    assistant.say("borra mis datos", ana)
    assert "He borrado" in assistant.say("sí", ana)[0]["text"]
    wait_for(lambda: not any(map(files_with, words)), 30)
    assert [files_with(word) for word in words] == [[], [], []]
    assert files_with(words[2][::-1])
