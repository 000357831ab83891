"""What holds of Telegram, Twilio, Messenger and WhatsApp alike."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from retirada.channels.core.guard import NOT_TEXT, OPTION_GONE, TOO_LONG, TOO_MANY
from tests.integration.channels.conftest import PER_MINUTE, events, trackers
from tests.integration.channels.people import PEOPLE, Person

QUESTION = "¿Puedo retirar mi queja?"
MISBEHAVIOURS = ("429", "500", "close", "timeout", "slow")


def test_a_good_message_is_answered(person: Person):
    verdict, question = person.say(QUESTION, 2)
    assert verdict.text.startswith("Una queja se puede retirar mientras siga en trámite")
    assert "Fuente: preguntas 1, 2 y 3 de la guía." in verdict.text
    assert question.text.startswith("¿En qué punto está?")
    assert person.conversation in trackers(person.assistant)


def cut(signature: str) -> str:
    return signature[:-1]


def changed(signature: str) -> str:
    return signature[:-1] + ("A" if signature[-1] != "A" else "B")


@pytest.mark.parametrize(
    "forge",
    [lambda _: None, lambda _: "", cut, changed, lambda s: s + "0", lambda s: s.swapcase(), lambda s: "ñ" * len(s)],
    ids=["missing", "empty", "truncated", "changed", "longer", "case", "not ascii"],
)
def test_a_forged_signature_reaches_nothing(person: Person, forge):
    body = person.message(QUESTION)
    forged = forge(person.sign(body))
    headers = {person.signature_header: forged if forged is None else forged.encode()}
    reply = person.post(body, **headers)
    assert reply.status_code == 403
    assert set(reply.json()) == {"error"}
    assert person.conversation not in trackers(person.assistant)
    assert not person.fakes.attempts[person.id]


@pytest.mark.parametrize("channel", ["twilio", "messenger", "whatsapp"])
def test_a_signature_taken_from_another_message_reaches_nothing(connected, fakes, channel):
    person, victim = PEOPLE[channel](connected, fakes), PEOPLE[channel](connected, fakes)
    signature = person.sign(person.message("hola"))
    reply = victim.post(victim.message(QUESTION), **{victim.signature_header: signature})
    assert reply.status_code == 403
    assert victim.conversation not in trackers(connected)


def test_the_same_delivery_again_is_not_answered_again(person: Person):
    body = person.message(QUESTION)
    assert len(person.deliver(body, 2)) == 2
    for _ in range(3):
        assert person.post(body).status_code == 200
    assert person.say("gracias")[0].text.startswith("De nada")
    assert len(person.fakes.sent[person.id]) == 3


def test_privacy_is_told_once_after_the_first_answer(person: Person):
    person.say(QUESTION, 2)
    person.say("gracias")
    assert person.fakes.notices[person.id] == [1]


def test_every_button_can_be_pressed(person: Person):
    if person.channel == "twilio":
        pytest.skip("has no buttons: see test_twilio.py")
    question = person.say(QUESTION, 2)[1]
    titles = [title for title, _ in question.buttons]
    assert titles == ["Sigue en trámite", "Ya se procesó", "Ya la retiré", "No lo sé"]
    pressed = person.deliver(person.press(question.buttons[1][1]))
    assert pressed[0].text.startswith("No, ya no se puede retirar")


def test_a_button_that_was_not_offered_is_told_so(person: Person):
    if person.channel == "twilio":
        pytest.skip("has no buttons")
    for option in ("/restart", "/inform", "x" * 64, ""):
        assert person.deliver(person.press(option))[0].text == OPTION_GONE


@pytest.mark.parametrize(
    "text",
    [
        "/restart",
        " / restart",
        "//session_start",
        '/inform{"kind": "report"}',
        '/inform{"kind": ["report"]}',
        '/inform{"topic": {"a": 1}}',
        "/withdraw",
        "/",
    ],
)
def test_a_typed_payload_is_only_words(person: Person, text):
    person.say(QUESTION, 2)
    before = events(person.assistant, person.conversation)
    person.say(text, 1)
    person.say("gracias", 0)
    added = events(person.assistant, person.conversation)[len(before) :]
    said = next(event for event in added if event["event"] == "user")
    assert not said["text"].startswith("/")
    assert said["parse_data"]["intent"]["name"] not in ("restart", "session_start")
    assert not [event for event in added if event["event"] in ("restart", "session_started")]
    assert not [
        event
        for event in added
        if event["event"] == "slot" and not isinstance(event["value"], (str, int, float, type(None)))
    ]
    assert not [entity for entity in said["parse_data"]["entities"] if entity.get("extractor") == "RegexMessageHandler"]


def test_an_offered_payload_may_be_typed(person: Person):
    person.say(QUESTION, 2)
    assert person.say('/inform{"status":"processed"}')[0].text.startswith("No, ya no se puede retirar")


def test_what_is_no_text_is_told_so(person: Person):
    assert person.deliver(person.other())[0].text == NOT_TEXT
    assert person.conversation not in trackers(person.assistant)


def test_long_messages_are_told_so(person: Person):
    assert person.say("a" * 1001)[0].text == TOO_LONG
    assert person.say("\u202e\x07" * 600)[0].text == NOT_TEXT
    assert person.conversation not in trackers(person.assistant)
    assert person.say(QUESTION.ljust(1000, "x"))[0].text != TOO_LONG


def test_replies_come_in_the_order_of_the_questions(person: Person):
    texts = ["gracias", "hola", "gracias", "hola", "gracias", "hola"]
    for text in texts:
        assert person.post(person.message(text)).status_code == 200
    wanted = ["De nada", "Buenas"] * 3
    assert [sent.text.split(".")[0] for sent in person.hear(6)] == wanted


def test_a_photo_is_answered_in_its_turn(person: Person):
    person.fakes.misbehave[person.id] = ["slow"]
    for body in (person.message("gracias"), person.other(), person.message("hola")):
        assert person.post(body).status_code == 200
    assert [sent.text.split(" ")[0] for sent in person.hear(3)] == ["De", "Solo", "Buenas."]


def test_too_many_messages_are_told_so_once(person: Person):
    for _ in range(PER_MINUTE + 4):
        assert person.post(person.message("hola")).status_code == 200
    person.hear(PER_MINUTE + 1)
    time.sleep(0.3)
    texts = [sent.text for sent in person.fakes.sent[person.id]]
    assert len(texts) == PER_MINUTE + 1 and texts[-1] == TOO_MANY and TOO_MANY not in texts[:-1]


def test_a_misbehaving_provider_gets_the_reply_in_the_end(connected, fakes):
    people = [(how, kind(connected, fakes)) for how in MISBEHAVIOURS for kind in PEOPLE.values()]
    for how, person in people:
        person.introduce()
        fakes.misbehave[person.id] = [how]
        assert person.post(person.message("gracias")).status_code == 200
    started = time.monotonic()
    for other in [kind(connected, fakes) for kind in PEOPLE.values()]:
        assert other.say("hola")[0].text.startswith("Buenas")
    assert time.monotonic() - started < 4, "one person's trouble delays the others"
    for how, person in people:
        assert [sent.text[:7] for sent in person.hear(1)] == ["De nada"]
        calls = fakes.attempts[person.id]
        assert len(calls) == (1 if how == "slow" else 2), how
        if how == "429":
            assert calls[1] - calls[0] >= 2
    for _, person in people:
        assert person.say("hola")[0].text.startswith("Buenas")
    assert not fakes.problems


def test_a_provider_that_refuses_is_left_alone(connected, fakes):
    people = [kind(connected, fakes) for kind in PEOPLE.values()]
    for person in people:
        person.introduce()
        fakes.misbehave[person.id] = ["403", "500", "500", "500"]
        for text in ("gracias", "hola", "adiós"):
            assert person.post(person.message(text)).status_code == 200
    for person in people:
        assert person.hear(1)[0].text.startswith("Hasta luego")
        assert len(fakes.attempts[person.id]) == 1 + 3 + 1
    assert "A call was not taken" in connected.log.read_text()


def test_a_provider_s_redirect_is_not_followed(person: Person):
    person.introduce()
    person.fakes.misbehave[person.id] = ["redirect"]
    assert person.post(person.message("gracias")).status_code == 200
    assert person.say("hola")[0].text.startswith("Buenas")
    assert len(person.fakes.attempts[person.id]) == 2


def test_many_people_at_once_get_their_own_answers(person: Person):
    kind = PEOPLE[person.channel]
    people = [kind(person.assistant, person.fakes) for _ in range(12)]

    def talk(number: int) -> str:
        one = people[number]
        one.say(QUESTION, 2)
        return one.say("ya la cerraron" if number % 2 else "sigue en trámite")[0].text

    with ThreadPoolExecutor(12) as pool:
        answers = list(pool.map(talk, range(12)))
    for number, answer in enumerate(answers):
        assert answer.startswith("No, ya no se puede" if number % 2 else "Sí, se puede")
    assert all(len(one.fakes.sent[one.id]) == 3 for one in people)


def test_no_channel_speaks_as_another(person: Person):
    person.say(QUESTION, 2)
    person.say("ya se procesó")
    through_rest = person.assistant.say("¿puedo retirar mi queja?", person.conversation)
    assert through_rest[0]["answer"]["facts"] == {"kind": "complaint"}
    assert f"rest:{person.conversation}" in trackers(person.assistant)


SENSELESS = [b"", b"{", b"[]", b"7", b"null", b'"x"', b"\xff", b"{}", b"[" * 100_000]


@pytest.mark.parametrize("body", SENSELESS, ids=range(len(SENSELESS)))
def test_a_verified_body_that_makes_no_sense_is_no_error(person: Person, body):
    try:
        signature = person.sign(body)
    except UnicodeDecodeError:
        signature = "x"
    assert person.post(body, **{person.signature_header: signature}).status_code in (200, 400, 403)


def test_a_huge_body_is_refused(person: Person):
    size = 300_000 if person.channel in ("telegram", "twilio") else 4_300_000
    assert person.post(b"x" * size, **{person.signature_header: "x"}).status_code == 413


def test_logs_hold_no_message_and_no_token(person: Person, fakes):
    person.introduce()
    person.say("muchas gracias, zanahoria")
    # The reply quotes the conversation.
    person.fakes.misbehave[person.id] = ["403", "403"]
    person.post(person.message("quiero hablar con una persona"))
    person.say("hola")
    assert len(person.fakes.attempts[person.id]) == 1 + 2 + 1
    log = person.assistant.log.read_text()
    assert "A call was not taken" in log and "zanahoria" not in log
    assert not [name for name, value in fakes.environment.items() if name not in ("TELEGRAM_API",) and value in log]
