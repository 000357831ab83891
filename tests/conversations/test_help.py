"""Menu, sources, a person, other languages, and what is not understood."""

from __future__ import annotations

import re

import pytest


def texts(messages) -> str:
    return "\n".join(message["text"] for message in messages)


def buttons(messages) -> list[str]:
    return [button["payload"] for message in messages for button in message["buttons"]]


def test_the_menu_offers_every_topic_in_one_message_under_headings(assistant, sender, rules):
    menu, privacy = assistant.say("ayuda", sender)
    assert privacy["text"].startswith("Privacidad")
    assert sorted(buttons([menu])) == sorted(f"/{topic}" for topic in rules.tables)
    assert len({button["group"] for button in menu["buttons"]}) > 1


def test_what_is_not_known_brings_no_menu(assistant, sender):
    for text in ("receta de tortilla", "¿va a llover hoy?", "pon una alarma"):
        assert len(buttons(assistant.say(text, sender))) <= 2


@pytest.mark.parametrize(("text", "number"), [("¿qué dice la pregunta 7?", 7), ("léeme la pregunta tres", 3)])
def test_a_question_of_the_source_by_its_number(assistant, sender, rules, text, number):
    said = texts(assistant.say(text, sender))
    assert all(statement in said for statement in rules.question(f"P{number}").statements)


def test_there_is_no_question_6(assistant, sender):
    assert "no tiene una pregunta 6" in texts(assistant.say("¿qué dice la pregunta 6?", sender))


def test_where_an_answer_comes_from(assistant, sender):
    assistant.say("si la retiro ¿puedo poner otra?", sender)
    said = texts(assistant.say("¿de dónde sale eso?", sender))
    assert "preguntas 5, 7 y 10" in said
    assert "sin fecha" in said
    assert "no asesoría legal" in said


def test_it_owns_up_to_being_a_program(assistant, sender):
    assert "no una persona" in texts(assistant.say("¿eres una persona?", sender))


def test_a_person_with_a_transcript_to_copy(assistant, sender):
    assistant.say("¿puedo retirar mi queja?", sender)
    offered = assistant.say("quiero hablar con una persona", sender)
    assert "personal de Alibaba" in texts(offered)
    (copy,) = [payload for payload in buttons(offered) if payload.startswith("/privacy")]
    assert "Usted: ¿puedo retirar mi queja?" in texts(assistant.say(copy, sender))


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("how do I withdraw my complaint?", "only answer in Spanish"),
        ("怎么撤回投诉?", "我只能用西班牙语回答"),
    ],
)
def test_another_language_gets_a_line_in_it(assistant, sender, text, line):
    messages = assistant.say(text, sender)
    assert line in messages[0]["text"]
    assert messages[0]["answer"]["topic"] == "out_of_scope"


def test_what_is_not_known_is_not_said_in_the_same_words_twice_running(assistant, sender):
    said = [assistant.say(text, sender)[0] for text in ("receta de tortilla", "va a llover hoy?", "pon una alarma")]
    assert said[0]["text"] != said[1]["text"] != said[2]["text"]
    assert all(message["answer"]["topic"] == "out_of_scope" for message in said)
    assert "una persona" in said[1]["text"]


def test_a_word_that_may_be_about_anything_is_asked_back_with_a_choice(assistant, sender, rules):
    asked = assistant.say("cancelar", sender)[:1]
    assert "No estoy seguro" in asked[0]["text"]
    offered = buttons(asked)
    assert len(offered) >= 2
    assert set(offered) <= {f"/{topic}" for topic in rules.tables}


def test_privacy_is_said_once_at_the_start(assistant, sender):
    first, second = (assistant.say("hola", sender) for _ in range(2))
    assert re.search(r"durante \d+ días", texts(first))
    assert "borra mis datos" in texts(first)
    assert "Privacidad" not in texts(second)


def test_an_answer_on_remembered_facts_says_so(assistant, sender):
    assistant.say("mi queja sigue en trámite", sender)
    assert "Cuento con lo que me dijo: sigue en trámite" in texts(assistant.say("¿la puedo retirar?", sender))


def test_a_correction_is_acknowledged(assistant, sender):
    assistant.say("ya cerraron mi queja, ¿la puedo retirar?", sender)
    messages = assistant.say("perdón, aún está en trámite", sender)
    assert messages[0]["text"] == "Gracias por aclarármelo, lo corrijo: sigue en trámite."
    assert messages[-1]["answer"]["verdict"] == "withdrawable"


def test_a_rating_is_kept_with_what_was_rated(assistant, sender, rules):
    answered = assistant.say("¿puedo reabrir una queja que cancelé?", sender)[0]
    ratings = [b for b in answered["buttons"] if b["payload"].startswith("/feedback")]
    assert [b["title"] for b in ratings] == ["Útil", "No útil", "Desactualizada", "No era mi pregunta"]
    assert assistant.say(ratings[2]["payload"], sender)[0]["answer"]["verdict"] is None
    first = {"rating": "outdated", "topic": "reopen", "verdict": "not_reopenable", "row": "reopen.any"}
    (stored,) = stored_ratings(assistant, sender)
    assert stored.items() >= {**first, "rulebook": rules.version}.items()
    assert stored["model"]


def test_an_answer_has_one_rating_the_latest(assistant, sender):
    assistant.say("¿puedo retirar mi queja?", sender)
    assistant.say("me sirvió", sender)
    assistant.say('/feedback{"rating": "not_useful"}', sender)
    assistant.say("¿y dónde la retiro?", sender)
    assistant.say('/feedback{"rating": "useful"}', sender)
    assistant.say('/feedback{"rating": "useful"}', sender)
    ratings = [(kept["verdict"], kept["rating"]) for kept in stored_ratings(assistant, sender)]
    assert ratings == [("withdrawal_conditions", "not_useful"), ("where", "useful")]


def test_a_rating_of_nothing_is_not_kept(assistant, sender):
    assistant.say("hola", sender)
    assistant.say('/feedback{"rating": "useful"}', sender)
    assert not [e for e in assistant.events(sender) if e["event"] == "slot" and e["name"] == "feedback" and e["value"]]


def stored_ratings(assistant, sender: str) -> list[dict]:
    """The ratings of the conversation, without the ids of the answers."""
    stored = [e["value"] for e in assistant.events(sender) if e["event"] == "slot" and e["name"] == "feedback"]
    return [{key: value for key, value in rating.items() if key != "about"} for rating in stored[-1]]
