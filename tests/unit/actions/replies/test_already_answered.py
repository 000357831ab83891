"""What one part of a reply has answered is not answered again in another, and what was not asked is not."""

from __future__ import annotations

from actions.reading.low_confidence import unless_misplaced
from retirada.rulebook.knowledge import project_knowledge
from tests.unit.actions.simulation import answers, texts

KNOWLEDGE = project_knowledge()


def _read(intent, confidence, **others):
    ranking = [{"name": name, "confidence": c} for name, c in {intent: confidence, **others}.items()]
    return {"intent": {"name": intent, "confidence": confidence}, "intent_ranking": ranking}


def test_a_detail_that_is_named_answers_the_subject_whose_words_they_are(talk):
    text = "¿pierde la cuenta? ¿va a la cárcel por esto?"
    said = talk.turn(
        "ip_outcomes",
        text,
        entities=[("detail", "shop_closed"), ("detail", "prison"), ("second_topic", "lawyer")],
        said={"shop_closed": "pierde la cuenta", "prison": "pierde", "lawyer": "¿va a la cárcel por esto?"},
        sure={"shop_closed": 0.9, "prison": 0.03},
    )
    assert "lawyer" not in [answer["about"] for answer in answers(said)]


def test_a_clause_that_is_a_details_asks_nothing_next_door(talk):
    said = talk.turn(
        "sources",
        "¿vale de algo lo suyo? ¿lo llevo a un juicio?",
        entities=[("detail", "quote_it"), ("second_topic", "first_filing")],
        said={"quote_it": "lo llevo", "first_filing": "¿lo llevo a un juicio?"},
        sure={"quote_it": 0.2},
    )
    assert "citar" in texts(said)
    assert "first_filing" not in [answer["about"] for answer in answers(said)]


def test_despair_comes_first_where_it_is_likely():
    read = _read("distress", 0.68, respondent_request=0.12, cost=0.02)
    assert unless_misplaced(KNOWLEDGE, read) == "distress"
    assert unless_misplaced(KNOWLEDGE, _read("distress", 0.5, respondent_request=0.3)) == "respondent_request"
    assert unless_misplaced(KNOWLEDGE, _read("fraud", 0.68, respondent_request=0.12)) == "respondent_request"


def test_the_wish_to_die_of_somebody_else_comes_first(talk):
    said = talk.turn("inform", "mi papá no quiere seguir viviendo", party="respondent")
    assert answers(said)[0]["about"] == "distress"
    said = talk.turn("inform", "mi papá no quiere vivir con él", party="respondent")
    assert answers(said)[0]["about"] != "distress"


def test_what_was_only_supposed_is_taken_back_by_who_never_said_it(talk):
    talk.turn("withdraw", "¿la puedo quitar?", party="complainant")
    talk.turn("withdraw", "¿y si ya está cerrada?", entities=[("supposed", "yes")], status="processed")
    said = talk.turn("correction", "yo nunca dije que estaba cerrada", status="retracted")
    assert "Dejo de contar con esto: ya se procesó" in texts(said)


def test_of_two_cases_with_one_answer_neither_is_doubted(talk):
    talk.turn("refile", "¿puede ponerla otra vez?", party="respondent", ground="product_infringement")
    two = {"entities": [("second_case", "ground=image_theft")], "ground": "product_infringement"}
    talk.turn("refile", "la del logo y otra por una foto: ¿pueden ponerlas otra vez?", **two)
    said = talk.turn("refile", "la del logo y la de la foto, ¿pueden ponerlas otra vez?", **two)
    assert "Si no es eso" not in texts(said[-1:])


def test_what_decides_nothing_of_what_is_talked_about_is_not_asked_again(talk):
    talk.turn("refile", "¿puede ponerla otra vez?", party="respondent")
    talk.turn("ip_withdrawal_effect", "¿y si la retira?", entities=[("detail", "points_back")])
    said = talk.turn("sources", "¿la puedo citar?", entities=[("detail", "quote_it")])
    assert "¿hay pruebas" not in texts(said).lower()


def test_a_detail_of_a_processed_complaint_says_that_it_is(talk):
    facts = {"party": "complainant", "status": "processed"}
    said = talk.turn("withdraw", "¿paga él primero?", entities=[("detail", "pay_first")], **facts)
    assert texts(said).count("se procesó") == 1


def test_of_a_blocked_account_there_is_more_than_one_way_to_say_it(talk):
    talk.turn("account", "¿la desbloquean?", entities=[("detail", "account_blocked")])
    said = talk.turn("ip_withdrawal_effect", "si la retiran, ¿se desbloquea?", entities=[("detail", "account_blocked")])
    assert "cuenta se desbloquee" in texts(said)


def test_another_place_is_spoken_of_although_a_detail_was_read_in_its_name(talk):
    said = talk.turn(
        "ip_outcomes",
        "¿y en la tienda de Temu?",
        entities=[("detail", "shop_closed"), ("second_topic", "other_platform"), ("other_place", "Temu")],
        said={"shop_closed": "la tienda", "other_platform": "¿y en la tienda de Temu?", "other_place": "Temu"},
        sure={"shop_closed": 0.5},
    )
    assert "other_platform" in [answer["about"] for answer in answers(said)]
