"""The web channel reads as one what is sent within a second."""

from __future__ import annotations

from tests.integration.channels.web_client import said_in, send, undated, wait_until

BURST = ["puse una queja", "sigue en trámite\ntodavía", "¿la puedo retirar?"]


def test_texts_that_follow_one_another_within_a_second_are_one_turn(connect, assistant):
    client = connect()
    other = connect(client.opened["token"])
    ended = send(client, *({"text": text} for text in BURST))
    wait_until(lambda: len(ended) == 3)
    assert ended == [("message-0", {}), ("message-1", {}), ("message-2", {})]
    assert [item["id"] for item in client.items] == ["message-2.0", "message-2.1"]
    assert client.items[0]["answer"]["verdict"] == "withdrawable"
    said = [{"who": "user", "id": f"message-{number}", "text": text} for number, text in enumerate(BURST)]
    wait_until(lambda: len(other.items) == 5)
    read_back = connect(client.opened["token"]).opened["items"]
    assert undated(other.items) == undated(read_back) == said + undated(client.items)
    assert [event["text"] for event in said_in(assistant, client)] == ["\n".join(BURST)]


def test_a_text_after_the_debounce_is_a_turn_of_its_own_while_the_one_before_is_answered(connect, assistant):
    client = connect()
    other = connect(client.opened["token"])
    with assistant.hung_actions():
        first = send(client, {"text": "puse una queja"})
        wait_until(lambda: other.items)  # shown there when its turn begins
        second = send(client, {"text": "¿la puedo"}, {"text": "retirar?"}, begin=1)
    wait_until(lambda: len(second) == 2)
    assert (first, second) == ([("message-0", {})], [("message-1", {}), ("message-2", {})])
    turns = list(dict.fromkeys(item["id"].split(".")[0] for item in client.items))
    assert turns == ["message-0", "message-2"]
    assert [event["text"] for event in said_in(assistant, client)] == ["puse una queja", "¿la puedo\nretirar?"]


def test_a_button_is_never_joined_and_keeps_its_place(connect, assistant):
    client = connect()
    client.say(text="¿Puedo retirar mi queja?")
    pressed = '/inform{"status": "processed"}'
    wait_until(lambda: len(client.items) == 3)
    ended = send(client, {"text": "espere"}, {"payload": pressed}, {"text": "gracias"})
    wait_until(lambda: len(ended) == 3)
    assert [message_id for message_id, _ in ended] == ["message-0", "message-1", "message-2"]
    assert [event["text"] for event in said_in(assistant, client)][1:] == ["espere", pressed, "gracias"]


def test_what_would_be_too_long_together_is_two_turns(connect, assistant):
    client = connect()
    ended = send(client, *({"text": f"hola {'a' * 500}"} for _ in range(2)))
    wait_until(lambda: len(ended) == 2)
    assert len(said_in(assistant, client)) == 2


def test_a_number_that_goes_over_two_messages_is_not_shown_again(connect):
    client = connect()
    ended = send(client, {"text": "escríbame a ana.garcia arroba gmail punto"}, {"text": "com por favor"})
    wait_until(lambda: len(ended) == 2)
    shown = [item for item in connect(client.opened["token"]).opened["items"] if item["who"] == "user"]
    assert [(item["id"], item["text"]) for item in shown] == [("message-1", "escríbame a [correo] por favor")]


def test_a_question_that_was_chosen_is_read_alone(connect, assistant):
    client = connect()
    ended = send(client, {"text": "hola", "chosen": True}, {"text": "¿dónde se retira?", "chosen": True})
    wait_until(lambda: len(ended) == 2)
    assert [event["text"] for event in said_in(assistant, client)] == ["hola", "¿dónde se retira?"]
