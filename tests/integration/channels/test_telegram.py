"""Telegram's own ways: groups, commands, callback queries, the webhook's set-up."""

from __future__ import annotations

import asyncio

import pytest

from retirada.channels.providers.telegram_webhook import set_webhook
from tests.integration.channels.conftest import has_tracker
from tests.integration.channels.fakes import BOT_NAME, ENVIRONMENT
from tests.integration.channels.users import TelegramUser
from tests.waiting import wait_for

BOT_ID = int(ENVIRONMENT["TELEGRAM_TOKEN"].split(":")[0])


@pytest.fixture
def ana(connected, fakes) -> TelegramUser:
    yield TelegramUser(connected, fakes)
    assert not fakes.problems


class Group:
    """A group where users write; what the assistant says there goes to everybody."""

    def __init__(self, user: TelegramUser) -> None:
        self.id = -int(user.id)

    def content(self, user: TelegramUser, **content: object) -> dict:
        chat = {"id": self.id, "title": "Vendedores", "type": "supergroup"}
        return {**user.content(**content), "chat": chat}

    def post(self, user: TelegramUser, **content: object) -> None:
        assert user.post(user.update(message=self.content(user, **content))).status_code == 200

    def hear(self, user: TelegramUser, count: int) -> list:
        """The first `count` messages or more."""
        return user.fakes.wait_for(str(self.id), count)


def test_a_group_is_answered_only_when_the_assistant_is_addressed(ana):
    group = Group(ana)
    group.post(ana, text="¿puedo retirar mi queja?")
    group.post(ana, text="hola @OtroBot")
    group.post(ana, text=f"escriban a {BOT_NAME} o a x@{BOT_NAME}.com")
    group.post(ana, text="/start@OtroBot")
    group.post(ana, new_chat_members=[{"id": BOT_ID, "is_bot": True, "first_name": "Retirada"}])
    group.post(ana, text=f"gracias @{BOT_NAME.upper()}")
    sent = group.hear(ana, 1)
    assert sent[0].text.startswith("De nada")
    assert sent[0].body["reply_parameters"]["message_id"]
    group.post(ana, text="hola", reply_to_message={"message_id": 1, "from": {"id": BOT_ID, "is_bot": True}})
    group.hear(ana, 2)
    group.post(ana, text=f"/help@{BOT_NAME}")
    assert [s.text.split(" ")[0] for s in group.hear(ana, 3)][:3] == ["De", "Buenas.", "Respondo"]
    assert has_tracker(ana.assistant, f"telegram:{group.id}:{ana.id}")


def test_in_a_group_each_person_has_their_own_conversation_and_none_sees_the_private_one(ana, connected, fakes):
    beto, group = TelegramUser(connected, fakes), Group(ana)
    ana.say("puse una queja, ¿la puedo retirar?", 2)
    ana.say("ya se procesó")
    group.post(ana, text=f"@{BOT_NAME} ¿puedo retirar mi queja?")
    first = group.hear(ana, 2)
    assert first[0].text.startswith("Usted puede retirarla mientras")
    group.post(beto, text=f"@{BOT_NAME} sigue en trámite")
    assert group.hear(beto, 3)[2].text.startswith("Gracias")
    # Beto presses a button that was offered to Ana.
    query = {"id": "q", "from": beto.content()["from"], "data": first[1].buttons[0][1]}
    beto.post(beto.update(callback_query={**query, "message": group.content(ana, text="¿?")}))
    assert "ya no está disponible" in group.hear(beto, 4)[3].text


def test_a_pressed_button_is_acknowledged(ana):
    question = ana.say("¿puedo retirar mi queja?", 2)[1]
    ana.deliver(ana.press(question.buttons[0][1]))
    assert wait_for(lambda: ana.fakes.acknowledged)


@pytest.mark.parametrize(
    ("text", "told"), [("/start", "Buenas"), ("/start ref_7", "Buenas"), ("/help", "Respondo con")]
)
def test_telegram_s_own_commands(ana, text, told):
    assert ana.say(text)[0].text.startswith(told)


def test_a_caption_is_read(ana):
    photo = [{"file_id": "x", "width": 90, "height": 90}]
    assert ana.deliver(ana.update(message=ana.content(photo=photo, caption="gracias")))[0].text.startswith("De nada")


@pytest.mark.parametrize("kind", ["voice", "location", "photo", "document", "contact", "poll", "dice", "unknown_thing"])
def test_other_kinds_are_told_so(ana, kind):
    assert ana.deliver(ana.update(message=ana.content(**{kind: {"x": 1}})))[0].text.startswith("Solo puedo leer")


def test_what_needs_no_answer_gets_none(ana):
    bot = {**ana.content(text="hola"), "from": {"id": 5, "is_bot": True}}
    for update in (
        {"edited_message": ana.content(text="hola")},
        {"channel_post": ana.content(text="hola")},
        {"my_chat_member": {"chat": {"id": 1}, "from": {"id": int(ana.id)}}},
        {"message_reaction": {"chat": {"id": 1}}},
        {"inline_query": {"id": "1", "from": {"id": int(ana.id)}, "query": "hola"}},
        {"callback_query": {"id": "1", "from": {"id": int(ana.id), "is_bot": False}, "inline_message_id": "1"}},
        {"message": ana.content(pinned_message={"message_id": 1})},
        {"message": bot},
        {},
    ):
        assert ana.post(ana.update(**update)).status_code == 200
    assert ana.say("gracias")[0].text.startswith("De nada")
    assert len(ana.fakes.sent[ana.id]) == 1


def test_replies_in_a_forum_go_to_their_topic(ana):
    group = Group(ana)
    group.post(ana, text=f"hola @{BOT_NAME}", is_topic_message=True, message_thread_id=77)
    assert group.hear(ana, 1)[0].body["message_thread_id"] == 77


def test_the_webhook_is_set_by_a_command_and_not_by_an_address(ana, monkeypatch):
    for name, value in ana.fakes.environment.items():
        monkeypatch.setenv(name, value)
    told = asyncio.run(set_webhook("https://chat.example.org/"))
    assert told == "Telegram sends messages to https://chat.example.org/webhooks/telegram/webhook now."
    assert ana.fakes.webhooks[-1] == {
        "url": "https://chat.example.org/webhooks/telegram/webhook",
        "secret_token": ENVIRONMENT["TELEGRAM_SECRET"],
        "allowed_updates": ["message", "callback_query"],
    }
    assert "nowhere" in asyncio.run(set_webhook("delete"))
    with pytest.raises(SystemExit, match="public address"):
        asyncio.run(set_webhook("http://chat.example.org"))
    for path in ("set_webhook", ""):
        assert ana.assistant.client.get(f"{ana.assistant.url}/webhooks/telegram/{path}").status_code == 404


def test_a_token_that_telegram_does_not_know_is_told(ana, monkeypatch):
    for name, value in ana.fakes.environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("TELEGRAM_TOKEN", "1:" + "x" * 35)
    with pytest.raises(SystemExit, match="Nothing was changed at Telegram: telegram: HTTP 400"):
        asyncio.run(set_webhook("https://chat.example.org"))
    ana.fakes.problems.clear()
