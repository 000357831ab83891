"""REST: what it answers, and what it refuses."""

from __future__ import annotations

import hashlib
import os
import re
import signal
import tarfile
from pathlib import Path

import pytest

from retirada.server.training import MODEL
from tests.conftest import JSON, start_assistant
from tests.waiting import wait_for

ANSWER_KEYS = {"topic", "about", "verdict", "row", "sources", "notes", "facts", "asks", "rulebook", "model"}


def test_health(assistant):
    reply = assistant.client.get(f"{assistant.url}/health")
    assert (reply.status_code, reply.json()) == (200, {"status": "ok"})


def test_every_message_has_text_buttons_and_answer(assistant, sender):
    messages = assistant.say("¿Puedo retirar mi queja?", sender)
    assert len(messages) >= 2
    for message in messages:
        assert message["text"].strip()
        assert isinstance(message["buttons"], list)
        assert set(message["answer"]) == ANSWER_KEYS
    assert messages[0]["answer"]["verdict"] == "withdrawal_conditions"
    assert messages[0]["answer"]["asks"] == "status"
    assert "Fuente: preguntas 1, 2 y 3 de la guía." in messages[0]["text"]


def test_a_button_s_payload_answers_the_question_that_offered_it(assistant, sender):
    question = assistant.say("¿Puedo retirar mi queja?", sender)[-1]
    payload = next(b["payload"] for b in question["buttons"] if b["title"] == "Sigue en trámite")
    assert assistant.say(payload, sender)[0]["answer"]["verdict"] == "withdrawable"


def test_no_text_shows_a_placeholder_or_markup(assistant, sender, rules):
    for topic in rules.tables:
        for message in assistant.say(f"/{topic}", sender):
            assert not re.search(r"[{}]|\*\*|None", message["text"]), message["text"]


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ({"sender": "a"}, "Falta «message»"),
        ({"message": "hola"}, "Falta «sender»"),
        ({"sender": "a", "message": ""}, "«message» está vacío"),
        ({"sender": "a", "message": "  \n"}, "«message» está vacío"),
        ({"sender": "a", "message": "\u202e\x00"}, "«message» está vacío"),
        ({"sender": " ", "message": "hola"}, "«sender» está vacío"),
        ({"sender": "a", "message": 7}, "«message» tiene que ser un texto"),
        ({"sender": ["a"], "message": "hola"}, "«sender» tiene que ser un texto"),
        ({"sender": "a", "message": "a" * 1001}, "más de 1000 caracteres"),
        ([{"sender": "a", "message": "hola"}], "objeto JSON"),
        ("hola", "objeto JSON"),
        (7, "objeto JSON"),
    ],
)
def test_a_body_that_breaks_the_contract_gets_a_sentence(assistant, body, told):
    reply = assistant.post(body)
    assert reply.status_code == 400
    assert told in reply.json()["error"]


@pytest.mark.parametrize("raw", [b"", b"{", b"\xff\xfe", b"sender=a&message=hola"])
def test_a_body_that_is_not_json_gets_a_sentence(assistant, raw):
    reply = assistant.client.post(f"{assistant.url}/webhooks/rest/webhook", content=raw, headers=JSON)
    assert reply.status_code == 400
    assert "JSON" in reply.json()["error"]


@pytest.mark.parametrize("text", ["\\ud800", "🙏", "hola\\u0000", "\\u202equeja", "¿" * 400])
def test_odd_text_is_answered(assistant, sender, text):
    body = f'{{"sender": "{sender}", "message": "{text} ¿puedo retirar mi queja?"}}'
    reply = assistant.client.post(f"{assistant.url}/webhooks/rest/webhook", content=body.encode(), headers=JSON)
    assert reply.status_code == 200
    assert reply.json()[0]["text"]


def test_a_message_of_1000_characters_is_answered(assistant, sender):
    assert assistant.say("¿Puedo retirar mi queja? ".ljust(1000, "x"), sender)


def test_a_dead_action_server_gives_a_polite_sentence_and_loses_nothing(restartable, sender):
    restartable.say("¿Puedo retirar mi queja?", sender)
    os.kill(restartable.child("rasa_sdk"), signal.SIGKILL)
    assert "no puedo responder" in restartable.say("sigue en trámite", sender)[0]["text"]
    assert "Failed to run custom action 'action_answer'" in restartable.log.read_text()

    assert wait_for(lambda: restartable.client.get(f"{restartable.url}/health").status_code == 200, 30)
    assert "The action server ended" in restartable.log.read_text()
    assert restartable.say("entonces, ¿la puedo retirar?", sender)[0]["answer"]["verdict"] == "withdrawable"


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_sigterm_and_ctrl_c_stop_both_servers(restartable, how):
    def listening() -> list[bool]:
        sockets = Path("/proc/net/tcp").read_text()
        return [
            f"0100007F:{port:04X} 00000000:0000 0A" in sockets for port in (restartable.port, restartable.action_port)
        ]

    assert listening() == [True, True]
    assert restartable.stop(how) == 0
    assert listening() == [False, False]


def test_a_taken_port_is_told_in_one_line(assistant, tmp_path):
    with pytest.raises(RuntimeError, match=rf"Port {assistant.port} is in use"):
        start_assistant(tmp_path, PORT=str(assistant.port))


def test_of_each_turn_is_kept_what_read_it_and_what_decided(assistant, sender, rules):
    assistant.say("¿puedo retirar mi queja?", sender)
    assistant.say("sigue en trámite", sender)
    said = [event for event in assistant.events(sender) if event["event"] == "user"][-1]
    read = said["parse_data"]
    assert len(read["intent_ranking"]) > 2
    assert all(0 < read["reading"][reader]["confidence"] <= 1 for reader in ("linear", "network"))
    context = read["reading"]["context"]
    assert (context["asked"], context["topic"], context["verdict"]) == ("status", "withdraw", "withdrawal_conditions")
    told = [event["metadata"]["answer"] for event in assistant.events(sender) if event["event"] == "bot"]
    assert {answer["rulebook"] for answer in told} == {rules.version}
    assert told[-1]["row"] == "withdraw.complaint_in_process"
    # The same for the same model, on whichever machine and however often it is unpacked.
    assert {answer["model"] for answer in told} == {digest_of(MODEL)}


def digest_of(model: Path) -> str:
    """As retirada/server/patches/loading_patches.py has it: of the names and contents of a model's components, without
    its metadata, which says when it was trained.
    """
    digest = hashlib.sha256()
    with tarfile.open(model) as archive:
        files = {m.name.partition("components/")[2]: m for m in archive if m.isfile() and "components/" in m.name}
        for name in sorted(files, key=lambda name: Path(name)):
            content = archive.extractfile(files[name]).read()
            digest.update(f"{name}\0{len(content)}\0".encode())
            digest.update(content)
    return digest.hexdigest()[:12]
