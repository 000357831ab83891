"""What is asked to be erased is gone from the tracker store."""

from __future__ import annotations

import random
import string

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
