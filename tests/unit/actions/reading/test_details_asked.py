"""What is answered is the specific thing that is asked, and each of two things."""

from __future__ import annotations

import pytest

from tests.unit.actions.simulation import answers, texts, topics

ACCUSED, COMPLAINANT = {"party": "respondent"}, {"party": "complainant"}
UNSURE = "nlu_fallback"


def test_a_clear_detail_counts_beside_one_that_is_named(talk):
    said = talk.turn(
        "appeal",
        "como se apela cuantos dias nos quedan",
        entities=[("detail", "appeal_menu"), ("detail", "appeal_deadline")],
        said={"appeal_menu": "como se apela", "appeal_deadline": "dias nos quedan"},
        sure={"appeal_menu": 0.9, "appeal_deadline": 0.8},
        **ACCUSED,
    )
    assert "con qué pasos" in texts(said) and "Qué plazo hay" in texts(said)


def test_a_weak_detail_does_not(talk):
    said = talk.turn(
        "appeal",
        "como se apela cuantos dias nos quedan",
        entities=[("detail", "appeal_deadline")],
        said={"appeal_deadline": "dias nos quedan"},
        sure={"appeal_deadline": 0.3},
        **ACCUSED,
    )
    assert "con qué pasos" in texts(said) and "Qué plazo hay" not in texts(said)


def test_each_of_two_questions_may_have_its_detail(talk):
    said = talk.turn(
        "cost",
        "¿Cuánto demora la mediación? ¿Y sale algo?",
        ranking={"cost": 0.9, "duration": 0.4},
        entities=[("detail", "mediation_cost")],
        said={"mediation_cost": "sale"},
        sure={"mediation_cost": 0.08},
    )
    assert "en mediar" in texts(said) and "se paga" in texts(said)


@pytest.mark.parametrize(
    ("text", "answered"),
    [
        ("no comprendo qué es procesada. ¿Y cómo sabe mi socia si la suya lo está?", True),
        ("no comprendo qué es procesada, ¿me lo aclara?", False),
    ],
)
def test_who_asks_for_a_word_may_ask_where_it_is_seen(talk, text, answered):
    said = talk.turn(
        "meaning", text, {"meaning": 0.5, "status_check": 0.5}, entities=[("term", "procesada")], **ACCUSED
    )
    assert topics(said)[0] == "meaning" and ("status_check" in topics(said)) is answered


@pytest.mark.parametrize(("text", "answered"), [("¿la quita ella?", True), ("¿me lo aclara?", False)])
def test_a_topic_named_beside_a_word_is_answered(talk, text, answered):
    ranking = {"meaning": 0.6, "withdraw": 0.4}
    said = talk.turn("meaning", f"qué es procesada, {text}", ranking, entities=[("term", "procesada")], **ACCUSED)
    assert topics(said)[0] == "meaning" and ("withdraw" in topics(said)) is answered


def test_whether_there_is_time_left_is_seen_where_it_is_withdrawn(talk):
    talk.turn("withdraw", "¿la puedo retirar?", **COMPLAINANT)
    said = talk.turn(UNSURE, "¿y ella dónde ve que llega?", {UNSURE: 0.45, "status_check": 0.35, "where": 0.3})
    assert topics(said) == ["status_check"]


@pytest.mark.parametrize(("text", "chosen"), [("lo de apelar", True), ("lo de la multa", False)])
def test_a_button_may_be_named_by_its_words(talk, text, chosen):
    ranking = {UNSURE: 0.45, "appeal": 0.2, "duration": 0.2, "points": 0.15}
    offered = talk.turn(UNSURE, "y con eso qué", ranking)[0]["buttons"]
    assert any("apelar" in button["title"].lower() for button in offered)
    said = talk.turn("feedback", text)
    assert (answers(said)[-1].get("about") == "appeal") is chosen


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("No le pregunté eso. Digo que cómo lo sabe mi socia", "status_check"),
        ("No le pregunté eso. Digo que cómo se presenta otra", "out_of_scope"),
    ],
)
def test_who_rejects_the_reply_may_ask_where_it_is_seen(talk, text, topic):
    talk.turn("ip_outcomes", "¿nos castigan?", **ACCUSED)
    said = talk.turn("correction", text, {"correction": 0.9, "refile": 0.06, "ip_notice": 0.02})
    assert topics(said)[-1] == topic


@pytest.mark.parametrize(("intent", "verdict"), [("where", "where_mobile"), ("withdraw", "withdrawal_conditions")])
def test_a_phone_named_in_a_part_counts_where_the_place_is_asked(talk, intent, verdict):
    said = talk.turn(intent, "la puse y ya no la quiero, ¿y con la app?", entities=[("in_clause", "device=mobile")])
    assert answers(said)[0]["verdict"] == verdict


def test_proof_that_is_told_with_a_question_is_of_filing_again(talk):
    talk.turn("respondent_request", "me ruega que la quite", **COMPLAINANT)
    assert topics(talk.turn("inform", "pruebas hay. ¿importa?", evidence="yes")) == ["refile"]


def test_the_accused_who_settled_is_told_whose_turn_it_is(talk):
    said = talk.turn("next_step", "ya le devolví lo suyo, ¿y ahora?", issues_resolved="yes", **ACCUSED)
    assert "le toca a quien se quejó" in texts(said) and "comprobante" in texts(said)
    assert "le toca a quien se quejó" not in texts(talk.turn("next_step", "¿y qué más?", issues_resolved="no"))


@pytest.mark.parametrize(
    ("text", "intent", "named"),
    [
        ("¿y si le transfiero lo que pide y no la retira?", "settlement", "aunque se cumpla lo acordado"),
        ("¿y si transfiere lo que pide y no la retiro?", "settlement", None),
        ("¿le va a quedar una mancha en la tienda?", "ip_outcomes", "De antecedentes"),
        ("¿alcanza con haberle devuelto todo para que la quite?", "before_withdrawing", "obligue a retirarla"),
        ("¿usted la puede cancelar?", "withdraw", "no entro en Alibaba"),
        ("¿usted me puede decir cómo va?", "withdraw", None),
        ("¿quién ha de reunir las pruebas, él o yo?", "refile", None),
        ("¿quién la quita, él o yo?", "withdraw", "Tiene que hacerlo"),
    ],
)
def test_what_is_named_in_so_many_words(talk, rules, text, intent, named):
    said = texts(talk.turn(intent, text, **ACCUSED))
    of_a_detail = [detail.says for detail in rules.details if detail.says in said]
    assert named in said if named else not of_a_detail


@pytest.mark.parametrize(
    ("text", "intent", "topic"),
    [
        ("no sabe cómo quitar el anuncio", "inform", "next_step"),
        ("qué hago para que la señora la retire", "withdraw", "respondent_request"),
        ("qué hago para que la paguen", "withdraw", "withdraw"),
    ],
)
def test_how_it_is_withdrawn_and_how_to_have_it_withdrawn(talk, text, intent, topic):
    talk.turn("withdraw", "¿la puedo quitar?", **ACCUSED)
    assert topics(talk.turn(intent, text))[-1] == topic


@pytest.mark.parametrize(("text", "own"), [("mi tía recibió una queja", False), ("recibí una queja", True)])
def test_the_accused_is_not_sent_to_the_menu_of_who_filed(talk, text, own):
    talk.turn("withdraw", f"{text}, ¿se quita?", **ACCUSED)
    said = texts(talk.turn("status_check", "¿y dónde sale si ya la cerraron?"))
    assert "Entre en su cuenta" not in said and ("A usted se lo puede decir" in said) is own


def test_who_would_not_file_one_is_not_told_of_filing(talk):
    talk.turn("ip_notice", "me llegó un aviso por unos bolsos", party="respondent", ground="product_infringement")
    said = talk.turn(
        "should_file",
        "¿denunciar yo? Yo no quiero denunciar a nadie. ¿Qué me hacen si le dan la razón?",
        entities=[("second_topic", "ip_outcomes"), ("detail", "complain_back")],
        sure={"complain_back": 0.06},
    )
    assert answers(said)[-1]["verdict"] == "ip_two_outcomes" and "quejarse a su vez" not in texts(said)


def test_the_detail_that_is_asked_for_again_is_all_that_is_answered(talk):
    talk.turn("ip_review", "¿cómo lo revisan?", party="respondent", ground="product_infringement")
    said = talk.turn(
        "should_file",
        "perdone, pero no me ha contestado: ¿los dejo publicados o no?",
        entities=[("detail", "leave_it_up")],
        sure={"leave_it_up": 0.14},
    )
    assert "Si dejarlo o volver a publicarlo" in texts(said) and "Piénselo bien" not in texts(said)


def test_what_the_complaint_is_about_is_not_seen_from_here(talk):
    talk.turn("ip_notice", "me llegó un aviso, ¿qué es?", party="respondent")
    said = talk.turn("meaning", "no sé de qué es la queja, solo trae un número. cómo sé de qué es", entities=[])
    assert texts(said).startswith("De qué producto o por qué motivo es")


def test_what_to_do_beside_news_of_the_case_is_answered(talk):
    talk.turn("mediation", "¿pueden mediar?", party="respondent")
    said = talk.turn("inform", "ya vi el papel, es por una marca. q ago", ground="product_infringement")
    assert [answer["topic"] for answer in answers(said)][-1] == "next_step"
    assert texts(said).startswith("Gracias, tomo nota: es por infracción de productos.")


def test_a_topic_that_is_surely_asked_beside_what_is_told_is_answered(talk):
    talk.turn("reopen", "¿se puede reabrir?", party="complainant", ground="product_infringement", status="withdrawn")
    text = "le digo que tengo pruebas, el registro y fotos. Puedo volver a quejarme"
    said = talk.turn("refile", text, {"refile": 0.9, "inform": 0.05}, evidence="yes")
    assert answers(said)[-1]["verdict"] == "refile_with_evidence"


def test_somebody_who_erases_things_is_no_order_to_us(talk):
    talk.turn("refile", "¿puedo poner otra?", party="complainant", evidence="yes")
    said = talk.turn("refile", "y cuando la ponga el copión se entera y borra todo, ¿me creen igual?")
    assert "Borro todo" not in texts(said)
    assert "Borro todo" in texts(talk.turn("thanks", "gracias y borra todo"))


def test_a_second_question_beside_a_detail_that_was_said_is_answered(talk):
    of_shop = {"entities": [("detail", "shop_closed")]}
    for text in ("¿me cierran la tienda?", "¿y la cierran?"):
        talk.turn("ip_outcomes", text, party="respondent", ground="product_infringement", **of_shop)
    asked = [("detail", "shop_closed"), ("second_topic", "points")]
    places = {"shop_closed": "cierran la tienda", "points": "¿me quitan puntos?"}
    text = "¿me quitan puntos? cuántos puntos te cierran la tienda"
    said = talk.turn("ip_outcomes", text, entities=asked, said=places)
    assert "todo lo que sé" not in texts(said) and "cuántos puntos" in texts(said)


def test_a_detail_that_is_hardly_read_beside_a_sure_topic_is_not_answered(talk):
    read = {"entities": [("detail", "shop_closed")], "sure": {"shop_closed": 0.07}}
    said = talk.turn("ip_outcomes", "¿me bajan puntos o qué?", party="respondent", ground="image_theft", **read)
    assert "cerrar la tienda" not in texts(said)


def test_a_plan_and_what_comes_if_it_is_closed_first_are_both_answered(talk):
    talk.turn("withdraw", "¿la puedo retirar?", party="complainant", ground="other", status="in_process")
    said = texts(
        talk.turn("before_withdrawing", "espero a ver el dinero antes de sacarla, ¿cierto? y si alibaba cierra antes")
    )
    assert said.startswith("Así es. Espere a que todo quede resuelto") and "Si se procesa antes" in said


def test_what_is_lost_by_giving_in_is_answered(talk):
    text = "su abogado nos pide que retiremos la queja. ¿Qué perdemos si accedemos?"
    said = talk.turn("respondent_request", text, party="complainant", ground="product_infringement")
    assert texts(said).startswith("Lo que se pierde al retirarla")


def test_what_is_hardly_of_the_rest_of_the_world_is_left_open_in_a_case(talk):
    sure = talk.turn("elsewhere", "¿qué tiempo hace en Lima?")
    assert texts(sure).startswith("De eso no sé")
    talk.turn("ip_outcomes", "¿me sancionan?", party="respondent", ground="other")
    said = talk.turn("elsewhere", "¿y si él también me insultó?", {"elsewhere": 0.75, "ip_outcomes": 0.1})
    assert texts(said).startswith("Sobre «¿y si él también me insultó?», la guía no dice nada")
    assert answers(said)[0]["about"] == "elsewhere"


def test_a_report_that_stays_is_not_said_to_be_withdrawn_on_request(talk):
    talk.turn("withdraw", "¿lo puedo quitar?", party="complainant", kind="report", ground="other")
    said = texts(talk.turn("respondent_request", "¿y si me piden que lo quite?"))
    assert "puede pedir que se retire" not in said


@pytest.mark.parametrize("text", ["¿y si le digo que si no sube el precio lo denuncio?", "así lo tengo asustado"])
def test_a_complaint_as_a_threat_is_refused(talk, text):
    said = talk.turn("should_file", text, {"should_file": 0.6, "fraud": 0.2})
    assert texts(said).startswith("No, en eso no le ayudo")


def test_how_long_a_shop_stays_closed_is_of_the_sanction(talk):
    said = talk.turn("duration", "¿y cuánto tiempo te cierran la tienda si sale mal?", party="respondent")
    assert texts(said).startswith("Cuánto dura la sanción")


def test_how_long_it_is_kept_is_of_what_is_kept(talk):
    asked = {"entities": [("second_topic", "duration"), ("detail", "remember_me")], "sure": {"remember_me": 0.06}}
    said = texts(talk.turn("privacy", "¿entonces guardas lo que digo? ¿con mi número? ¿cuánto tiempo?", **asked))
    assert "30 días como máximo" in said and "cuánto tarda Alibaba" not in said


def test_whether_we_hand_it_on_is_no_question_of_the_police(talk):
    said = texts(talk.turn("authority", "digo si le das mis mensajes a la policía o a la otra parte"))
    assert "a la otra parte" in said and "policía" not in said.lower()


def test_whether_who_complained_is_blocked_is_answered(talk):
    talk.turn("withdraw", "¿la puedo retirar?", party="complainant", ground="other", status="in_process")
    text = "y mientras tanto él puede decir que soy una mentirosa? me bloquean?"
    said = talk.turn("nlu_fallback", text, {"fraud": 0.4, "withdraw": 0.16, "refile": 0.12})
    assert texts(said).startswith("De cerrar o bloquear una cuenta")


@pytest.mark.parametrize("asked", ["duration", "appeal", "withdraw"])
def test_that_alibaba_wait_is_asked_in_words(talk, asked):
    said = texts(talk.turn(asked, "¿puedo pedir a Alibaba que no la resuelva todavía?", status="in_process"))
    assert "Que Alibaba espere o pare el caso" in said


def test_that_the_shop_wait_is_not_asked_of_alibaba(talk):
    said = texts(talk.turn("before_withdrawing", "¿le digo a la tienda que espere?", party="complainant"))
    assert "Alibaba espere" not in said


def test_on_which_page_one_appeals_is_no_question_of_the_cost(talk):
    facts = {"party": "respondent", "ground": "image_theft"}
    said = texts(talk.turn("appeal", "¿apelar, en que página?", **facts))
    assert "cuesta" not in said


def test_what_is_remembered_of_the_case_is_what_was_told(talk):
    talk.turn("inform", "me denunciaron por spam", party="respondent", ground="other")
    detail = {"entities": [("detail", "remember_me")], "sure": {"remember_me": 0.6}}
    said = texts(talk.turn("privacy", "¿Qué recordás de mi caso?", **detail))
    assert said.startswith("De su caso recuerdo") and "contra usted" in said
    assert "durante esta conversación" in texts(talk.turn("privacy", "¿se acuerda de lo que le conté?", **detail))


def test_what_is_known_of_where_it_stands_is_nothing_remembered(talk):
    talk.turn("inform", "me denunciaron por spam", party="respondent", ground="other")
    assert "recuerdo" not in texts(talk.turn("status_check", "¿qué se sabe de lo mío?"))


@pytest.mark.parametrize(
    ("text", "is_meant"),
    [
        ("¿puedo pedirle a Alibaba que espere?", True),
        ("¿puedo pedir a Alibaba que me espere en la llamada?", False),
        ("¿pueden los de Alibaba posponer el envío?", False),
    ],
)
def test_who_asks_alibaba_to_wait_with_something_else_asks_nothing_of_the_case(talk, text, is_meant):
    talk.turn("inform", "puse una queja", party="complainant")
    assert ("Que Alibaba espere" in texts(talk.turn("mediation", text))) == is_meant
