"""Ratings, what is kept, lines next door, and how replies are worded: no text twice running."""

from __future__ import annotations

import itertools

import pytest

from actions.privacy import ActionPrivacy
from retirada.rulebook.knowledge import project_knowledge
from tests.unit.actions.simulation import ACTIONS, SETTINGS, answers, texts


@pytest.mark.parametrize("subject", sorted(project_knowledge().subjects))
def test_each_subject_next_door_has_its_own_line(talk, subject):
    said = talk.turn(subject, "…")
    answer = answers(said)[0]
    assert (answer["topic"], answer["about"], answer["verdict"]) == ("out_of_scope", subject, None)
    assert len(said[0]["buttons"]) <= 2


@pytest.mark.parametrize(
    ("subject", "notes"),
    [("respond_deadline", ["O4", "O13"]), ("appeal", ["O2"]), ("fraud", ["O12"])],
)
def test_the_note_that_helps_is_shown_once(talk, subject, notes):
    said = talk.turn(subject, "…")
    assert answers(said)[0]["notes"] == notes
    assert texts(said).count("Compruébelo en") == len(notes)
    assert answers(talk.turn(subject, "…"))[0]["notes"] == []


def test_a_note_on_the_other_kind_of_complaint_is_not_shown(talk):
    assert answers(talk.turn("appeal", "…", ground="other"))[0]["notes"] == []


def test_a_place_is_named_back(talk):
    assert "De Mercado Libre no sé nada" in texts(talk.turn("other_platform", "…", other_place="Mercado Libre"))


def test_despair_gets_two_sentences_and_a_person_and_no_menu(talk):
    said = talk.turn("distress", "ya no puedo más")
    assert not any(message["buttons"] for message in said)
    assert "personal de Alibaba" in texts(said)


def test_questions_of_two_kinds_are_both_answered(talk):
    said = talk.turn("withdraw", "¿la puedo retirar y cuánto cuesta?", status="in_process", second_topic="cost")
    assert [(a["topic"], a["about"]) for a in answers(said)] == [("withdraw", None), ("out_of_scope", "cost")]


@pytest.mark.parametrize("topic", sorted(project_knowledge().tables))
@pytest.mark.parametrize("facts", [{}, {"party": "complainant"}, {"party": "respondent"}])
def test_no_verdict_is_given_in_the_same_words_twice_running(talk, topic, facts):
    turns = [talk.turn(topic, "…", **facts) for _ in range(5)]
    written = [
        next(m["text"] for m in said if not m["metadata"]["utter_action"].startswith("utter_in_the_way"))
        for said in turns
    ]
    assert all(one != other for one, other in itertools.pairwise(written))
    assert len(set(written[:3])) == 3


def test_who_is_known_is_spoken_to(talk):
    assert "usted puede retirarla" in texts(talk.turn("withdraw", "…", status="in_process", party="complainant"))
    assert "usted, que la recibió, no" in texts(talk.turn("withdraw", "me la pusieron a mí", party="respondent"))


def test_what_was_said_earlier_is_said_back_once(talk):
    talk.turn("inform", "mi queja es un informe por spam", kind="report", ground="other")
    assert "Cuento con lo que me dijo: se trata de un informe" in texts(talk.turn("withdraw", "¿la puedo retirar?"))
    assert "Cuento con" not in texts(talk.turn("withdraw", "¿de verdad no?"))


def test_a_bad_rating_can_be_explained_in_a_sentence(talk):
    talk.turn("reopen", "¿puedo reabrirla?")
    talk.turn("feedback", '/feedback{"rating": "not_useful"}', rating="not_useful")
    said = talk.turn("nlu_fallback", "no me dijo el plazo")
    assert texts(said) == "Gracias, lo guardo junto a su valoración."
    assert [(r["rating"], r["comment"]) for r in talk.slots["feedback"]] == [("not_useful", "no me dijo el plazo")]


def test_a_question_after_a_bad_rating_is_answered_and_is_no_comment(talk):
    talk.turn("reopen", "¿puedo reabrirla?")
    talk.turn("feedback", '/feedback{"rating": "not_useful"}', rating="not_useful")
    assert answers(talk.turn("where", "¿dónde se retira?"))[0]["verdict"] == "where"
    assert "comment" not in talk.slots["feedback"][0]
    assert texts(talk.turn("nlu_fallback", "no me dijo el plazo")) != "Gracias, lo guardo junto a su valoración."


def test_what_says_what_was_missing_is_kept_and_answered(talk):
    talk.turn("reopen", "¿puedo reabrirla?")
    talk.turn("feedback", '/feedback{"rating": "not_useful"}', rating="not_useful")
    assert answers(talk.turn("duration", "no me dijo cuánto tarda"))[0]["about"] == "duration"
    assert [rating["comment"] for rating in talk.slots["feedback"]] == ["no me dijo cuánto tarda"]


def test_what_is_kept_is_said_before_anything_is_offered_to_be_erased(talk):
    (said,) = [m for m in talk.turn("privacy", "¿qué guardan?") if m["buttons"]]
    assert "30 días" in said["text"]
    assert [b["payload"] for b in said["buttons"]] == ['/privacy{"request": "copy"}', "/erase"]
    assert talk.slots["pending_question"] is None


@pytest.mark.parametrize(
    ("text", "entities"),
    [
        ("deme lo que tienen de mí", []),
        ("¿me da lo que tienen guardado sobre mí?", []),
        ("necesito una copia de esta charla", []),
        ("pásame lo que tienes de mí", []),
        ("/privacy", [("request", "copy")]),
    ],
)
def test_who_asks_for_what_is_kept_gets_it(talk, text, entities):
    talk.turn("withdraw", "mi queja sigue en trámite, ¿la puedo retirar?", status="in_process")
    said = texts(talk.turn("privacy", text, entities=entities))
    assert "Usted: mi queja sigue en trámite" in said
    assert "Lo que recuerdo de su caso: sigue en trámite." in said


@pytest.mark.parametrize("text", ["me da miedo que lo lean", "¿hay copia de esto en algún lado?", "¿qué puede pasar?"])
def test_who_asks_what_is_kept_is_told_that(talk, text):
    talk.turn("withdraw", "¿la puedo retirar?")
    assert "Esto es lo que guardo" not in texts(talk.turn("privacy", text))


def test_who_asks_for_what_is_kept_is_not_asked_whether_to_erase_it(talk):
    talk.turn("withdraw", "¿la puedo retirar?")
    assert "Esto es lo que guardo" in texts(talk.turn("erase", "Quiero que me dé todo lo que guarda de mí."))
    assert "¿Borro todo" in texts(talk.turn("erase", "quiero que borre todo lo que guarda de mí"))


def test_a_report_is_spoken_of_as_a_report(talk):
    said = talk.turn("withdraw", "puse un informe, ¿lo puedo retirar?", kind="report", party="complainant")
    assert texts(said).startswith("Un informe se puede retirar si es por robo de imágenes")
    assert "El suyo puede retirarlo usted" in texts(said)


def test_what_was_not_understood_is_offered_in_the_words_of_the_conversation(talk):
    said = talk.turn("nlu_fallback", "procesada?", {"meaning": 0.4, "status_check": 0.3}, status="processed")
    titles = {button["payload"]: button["title"] for button in said[0]["buttons"]}
    assert titles == {
        "/meaning": "Qué significa una palabra",
        "/status_check": "Cómo saber en qué punto está",
        '/inform{"status": "processed"}': "Me dice esto: ya se procesó",
    }


@pytest.mark.parametrize("has_queue", [True, False])
def test_the_queue_is_named_to_who_asks_what_is_kept_only_where_there_is_one(talk, monkeypatch, has_queue):
    monkeypatch.setitem(ACTIONS, "action_privacy", ActionPrivacy(SETTINGS._replace(has_queue=has_queue)))
    for _ in range(2):
        assert ("cifrado, en una cola" in texts(talk.turn("privacy"))) is has_queue


def test_a_story_is_answered_with_what_to_do_now(talk):
    story = "puse una queja por unas botas rotas, me prometió la plata, la quité y de eso no he visto nada"
    said = talk.turn("inform", story, party="complainant", status="withdrawn", issues_resolved="no")
    assert texts(said).startswith("Para lo que queda por arreglar, pida al personal de Alibaba que medie")
    assert [button["payload"] for button in said[-1]["buttons"]][:1] == ["/withdraw"]
    assert (answers(said)[0]["topic"], answers(said)[0]["verdict"]) == (None, None)


def test_what_is_said_in_a_few_words_is_only_noted(talk):
    assert "¿Qué quiere saber" in texts(talk.turn("inform", "ya la retiré", party="complainant", status="withdrawn"))
