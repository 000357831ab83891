"""What holds of Telegram, Twilio, Messenger and WhatsApp alike."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from retirada.channels.core.bursts import DEBOUNCE_SECONDS
from retirada.channels.core.sentences import sentences
from retirada.channels.core.validation import MAX_CHARACTERS
from tests.integration.channels.conftest import PER_MINUTE, events, has_tracker
from tests.integration.channels.users import USERS, ProviderUser
from tests.waiting import wait_for

TOO_LONG = sentences().too_long.format(limit=MAX_CHARACTERS)
QUESTION = "¿Puedo retirar mi queja?"
MISBEHAVIOURS = ("429", "500", "close", "timeout", "slow")


def outlast_debounce() -> None:
    """Wait until what was said is no longer joined with what follows."""
    time.sleep(DEBOUNCE_SECONDS + 0.2)


def test_a_good_message_is_answered(user: ProviderUser):
    verdict, question = user.say(QUESTION, 2)
    assert verdict.text.startswith("Usted puede retirarla mientras siga en trámite")
    assert "Fuente: preguntas 1, 2 y 3 de la guía." in verdict.text
    assert question.text.startswith("¿En qué punto está?")
    assert has_tracker(user.assistant, user.conversation)


def cut(signature: str) -> str:
    return signature[:-1]


def changed(signature: str) -> str:
    return signature[:-1] + ("A" if signature[-1] != "A" else "B")


@pytest.mark.parametrize(
    "forge",
    [lambda _: None, lambda _: "", cut, changed, lambda s: s + "0", lambda s: s.swapcase(), lambda s: "ñ" * len(s)],
    ids=["missing", "empty", "truncated", "changed", "longer", "case", "not ascii"],
)
def test_a_forged_signature_reaches_nothing(user: ProviderUser, forge):
    body = user.message(QUESTION)
    forged = forge(user.sign(body))
    headers = {user.signature_header: forged if forged is None else forged.encode()}
    reply = user.post(body, **headers)
    assert reply.status_code == 403
    assert set(reply.json()) == {"error"}
    assert not has_tracker(user.assistant, user.conversation)
    assert not user.fakes.attempts[user.id]


@pytest.mark.parametrize("channel", ["twilio", "messenger", "whatsapp"])
def test_a_signature_taken_from_another_message_reaches_nothing(connected, fakes, channel):
    user, victim = USERS[channel](connected, fakes), USERS[channel](connected, fakes)
    signature = user.sign(user.message("hola"))
    reply = victim.post(victim.message(QUESTION), **{victim.signature_header: signature})
    assert reply.status_code == 403
    assert not has_tracker(connected, victim.conversation)


def test_the_same_delivery_again_is_not_answered_again(user: ProviderUser):
    body = user.message(QUESTION)
    assert len(user.deliver(body, 2)) == 2
    for _ in range(3):
        assert user.post(body).status_code == 200
    assert user.say("gracias")[0].text.startswith("De nada")
    assert len(user.fakes.sent[user.id]) == 3


def test_privacy_is_told_once_after_the_first_answer(user: ProviderUser):
    user.say(QUESTION, 2)
    user.say("gracias")
    assert user.fakes.notices[user.id] == [1]


def test_every_button_can_be_pressed(user: ProviderUser):
    if user.channel == "twilio":
        pytest.skip("has no buttons: see test_twilio.py")
    question = user.say(QUESTION, 2)[1]
    titles = [title for title, _ in question.buttons]
    assert titles == ["Sigue en trámite", "Ya se procesó", "Ya está retirada", "No lo sé"]
    pressed = user.deliver(user.press(question.buttons[1][1]))
    assert pressed[0].text.startswith("No, ya no puede retirarla")


def test_a_button_that_was_not_offered_is_told_so(user: ProviderUser):
    if user.channel == "twilio":
        pytest.skip("has no buttons")
    for option in ("/restart", "/inform", "x" * 64, ""):
        assert user.deliver(user.press(option))[0].text == sentences().option_gone


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
def test_a_typed_payload_is_only_words(user: ProviderUser, text):
    user.say(QUESTION, 2)
    before = events(user.assistant, user.conversation)
    user.say(text, 1)
    user.say("gracias", 0)
    added = events(user.assistant, user.conversation)[len(before) :]
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


def test_an_offered_payload_may_be_typed(user: ProviderUser):
    user.say(QUESTION, 2)
    assert user.say('/inform{"status":"processed"}')[0].text.startswith("No, ya no puede retirarla")


def test_what_is_no_text_is_told_so(user: ProviderUser):
    assert user.deliver(user.other())[0].text == sentences().not_text
    assert not has_tracker(user.assistant, user.conversation)


def test_long_messages_are_told_so(user: ProviderUser):
    assert user.say("a" * 1001)[0].text == TOO_LONG
    assert user.say("\u202e\x07" * 600)[0].text == sentences().not_text
    assert not has_tracker(user.assistant, user.conversation)
    assert user.say(QUESTION.ljust(1000, "x"))[0].text != TOO_LONG


def test_replies_come_in_the_order_of_the_questions(user: ProviderUser):
    user.fakes.misbehave[user.id] = ["slow"]
    for text in ("gracias", "hola", "gracias"):
        assert user.post(user.message(text)).status_code == 200
        outlast_debounce()
    assert [sent.text.split(".")[0] for sent in user.hear(3)] == ["De nada", "Buenas", "De nada"]


def test_messages_within_a_second_are_read_as_one_and_each_is_acknowledged_at_once(user: ProviderUser):
    deliveries = [user.message(text) for text in ("puse una queja", "sigue en trámite", "¿la puedo retirar?")]
    for body in (*deliveries, deliveries[1]):
        assert user.post(body).status_code == 200
        assert not user.fakes.attempts[user.id]
    assert user.hear(1)[0].text.startswith("Sí, usted puede retirarla")
    user.say("gracias")
    said = [event["text"] for event in events(user.assistant, user.conversation) if event["event"] == "user"]
    assert said == ["puse una queja\nsigue en trámite\n¿la puedo retirar?", "gracias"]


def test_a_choice_is_never_joined_and_keeps_its_place(user: ProviderUser):
    question = user.say(QUESTION, 2)[1]
    choice = user.message("2") if user.channel == "twilio" else user.press(question.buttons[1][1])
    for body in (choice, user.message("gracias")):
        assert user.post(body).status_code == 200
    verdict, thanks = user.hear(2)
    assert verdict.text.startswith("No, ya no puede retirarla") and thanks.text.startswith("De nada")


def test_a_photo_is_answered_in_its_turn(user: ProviderUser):
    user.fakes.misbehave[user.id] = ["slow"]
    for body in (user.message("gracias"), user.other(), user.message("hola")):
        assert user.post(body).status_code == 200
    assert [sent.text.split(" ")[0] for sent in user.hear(3)] == ["De", "Solo", "Buenas."]


def test_too_many_messages_are_told_so_once(user: ProviderUser):
    for _ in range(PER_MINUTE + 4):
        assert user.post(user.message("hola")).status_code == 200
    assert wait_for(lambda: sentences().too_many in [sent.text for sent in user.fakes.sent[user.id]])
    outlast_debounce()
    *greetings, refusal = [sent.text for sent in user.fakes.sent[user.id]]
    assert refusal == sentences().too_many and all(text.startswith("Buenas") for text in greetings)
    # Those that may be sent are read as one, or as several where it takes seconds to send them.
    said = [event["text"] for event in events(user.assistant, user.conversation) if event["event"] == "user"]
    assert "\n".join(said) == "\n".join(["hola"] * PER_MINUTE)
    assert len(greetings) == len(said)


def test_a_misbehaving_provider_gets_the_reply_in_the_end(connected, fakes):
    users = [(how, kind(connected, fakes)) for how in MISBEHAVIOURS for kind in USERS.values()]
    with ThreadPoolExecutor(len(users)) as pool:
        list(pool.map(lambda pair: pair[1].introduce(), users))
        for how, user in users:
            fakes.misbehave[user.id] = [how]
            assert user.post(user.message("gracias")).status_code == 200
        others = [kind(connected, fakes) for kind in USERS.values()]
        for greeting, *_ in pool.map(lambda other: other.say("hola"), others):
            assert greeting.text.startswith("Buenas")
    waiting = [user for how, user in users if how == "timeout"]
    assert all(len(fakes.sent[user.id]) == user.seen for user in waiting), "one user's trouble delays the others"
    for how, user in users:
        assert [sent.text[:7] for sent in user.hear(1)] == ["De nada"]
        calls = fakes.attempts[user.id]
        assert len(calls) == (1 if how == "slow" else 2), how
        if how == "429":
            assert calls[1] - calls[0] >= 2
    for _, user in users:
        assert user.say("hola")[0].text.startswith("Buenas")
    assert not fakes.problems


def test_a_provider_that_refuses_is_left_alone(connected, fakes):
    users = [kind(connected, fakes) for kind in USERS.values()]
    for user in users:
        user.introduce()
        fakes.misbehave[user.id] = ["403", "500", "500", "500"]
    for text in ("gracias", "hola", "adiós"):
        for user in users:
            assert user.post(user.message(text)).status_code == 200
        outlast_debounce()
    for user in users:
        assert user.hear(1)[0].text.startswith("Hasta luego")
        assert len(fakes.attempts[user.id]) == 1 + 3 + 1
    assert "A call was not taken" in connected.log.read_text()


def test_a_provider_s_redirect_is_not_followed(user: ProviderUser):
    user.introduce()
    user.fakes.misbehave[user.id] = ["redirect"]
    assert user.post(user.message("gracias")).status_code == 200
    outlast_debounce()
    assert user.say("hola")[0].text.startswith("Buenas")
    assert len(user.fakes.attempts[user.id]) == 2


def test_many_people_at_once_get_their_own_answers(user: ProviderUser):
    kind = USERS[user.channel]
    users = [kind(user.assistant, user.fakes) for _ in range(12)]

    def talk(number: int) -> None:
        one = users[number]
        one.say(QUESTION, 2)
        assert one.post(one.message("ya la cerraron" if number % 2 else "sigue en trámite")).status_code == 200
        one.hear_different(3)

    with ThreadPoolExecutor(12) as pool:
        list(pool.map(talk, range(12)))
    for number, one in enumerate(users):
        verdict, question, answer = one.hear_different(3)
        assert verdict.startswith("Usted puede retirarla mientras") and question.startswith("¿En qué punto está?")
        assert answer.startswith("No, ya no puede" if number % 2 else "Sí, usted puede")


def test_no_channel_speaks_as_another(user: ProviderUser):
    user.say(QUESTION, 2)
    user.say("ya se procesó")
    through_rest = user.assistant.say("¿puedo retirar mi queja?", user.conversation)
    assert through_rest[0]["answer"]["facts"] == {"party": "complainant", "kind": "complaint"}
    assert has_tracker(user.assistant, f"rest:{user.conversation}")


SENSELESS = [b"", b"{", b"[]", b"7", b"null", b'"x"', b"\xff", b"{}", b"[" * 100_000]


@pytest.mark.parametrize("body", SENSELESS, ids=range(len(SENSELESS)))
def test_a_verified_body_that_makes_no_sense_is_no_error(user: ProviderUser, body):
    try:
        signature = user.sign(body)
    except UnicodeDecodeError:
        signature = "x"
    assert user.post(body, **{user.signature_header: signature}).status_code in (200, 400, 403)


def test_a_huge_body_is_refused(user: ProviderUser):
    size = 300_000 if user.channel in ("telegram", "twilio") else 4_300_000
    assert user.post(b"x" * size, **{user.signature_header: "x"}).status_code == 413


def test_logs_hold_no_message_and_no_token(user: ProviderUser, fakes):
    user.introduce()
    user.say("muchas gracias, zanahoria")
    # The reply quotes the conversation.
    user.fakes.misbehave[user.id] = ["403"]
    user.post(user.message("deme lo que tienen de mí"))
    outlast_debounce()
    user.say("hola")
    assert len(user.fakes.attempts[user.id]) == 1 + 1 + 1
    log = user.assistant.log.read_text()
    assert "A call was not taken" in log and "zanahoria" not in log
    assert not [name for name, value in fakes.environment.items() if name not in ("TELEGRAM_API",) and value in log]
