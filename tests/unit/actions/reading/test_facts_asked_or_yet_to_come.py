"""A question, a part or something yet to come is not held of a case; what is said outright is, and of the right one."""

from __future__ import annotations

import pytest

from actions.reading.principal import named_principal
from retirada.rulebook.knowledge import project_knowledge
from tests.unit.actions.marked_message import reading
from tests.unit.actions.simulation import answers, texts

FILED = {"party": "complainant", "status": "in_process"}
IP = {"party": "respondent", "ground": "product_infringement"}


def test_a_yes_supposes_nothing(talk):
    talk.turn("withdraw", "¿la puedo retirar?", **FILED, issues_resolved="no")
    said = talk.turn("withdraw", "hoy es viernes y sí depositó todo. ¿ya la puedo quitar?")
    assert answers(said)[-1]["facts"]["issues_resolved"] == "yes"


@pytest.mark.parametrize(
    "text",
    ["¿y si mañana ya la cerraron?", "y si para el lunes ya está procesada?", "¿y si no paga y alibaba ya decidió?"],
)
def test_what_may_be_decided_by_then_is_not_decided(talk, text):
    talk.turn("withdraw", "¿la puedo retirar?", **FILED)
    talk.turn("withdraw", text, status="processed")
    assert talk.slots["status"] == "in_process"


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("solo quiero ver si ya fallaron", "processed"),
        ("voy a averiguar si la cerraron", "processed"),
        ("necesito saber si sigue abierta", "in_process"),
        ("quiero comprobar si ya la retiró mi socio", "withdrawn"),
    ],
)
def test_what_one_would_find_out_is_not_so(talk, said, value):
    talk.turn("inform", f"soy el vendedor, {said}", party="respondent", status=value, said={"status": said[-12:]})
    assert talk.slots["status"] is None


@pytest.mark.parametrize(
    ("text", "said", "value"),
    [
        ("ya revisé y sí la cerraron", "la cerraron", "processed"),
        ("fui a ver si contestaban y ya la cerraron", "la cerraron", "processed"),
        ("hay que ver si me dejan retirarla porque sigue pendiente", "sigue pendiente", "in_process"),
        ("quiero saber si la que está en trámite se puede retirar", "en trámite", "in_process"),
    ],
)
def test_what_one_found_out_or_asks_the_rule_of_is_so(talk, text, said, value):
    talk.turn("inform", text, status=value, said={"status": said})
    assert talk.slots["status"] == value


@pytest.mark.parametrize("text", ["no, no la retiré, solo lo pensé. ¿la puedo quitar?", "al final no la quité"])
def test_who_did_not_withdraw_it_after_all_is_heard(talk, text):
    talk.turn("inform", "ya la retiré", party="complainant", status="withdrawn")
    talk.turn("withdraw", text)
    assert talk.slots["status"] is None


def test_the_other_half_is_of_the_same_case():
    text = "me depositó la mitad, la otra mitad dice que el viernes"
    read = reading("before_withdrawing", text, FILED, ("second_case", "issues_resolved=no", "dice"))
    assert (read.second_case, read.stated["issues_resolved"]) == ({}, "no")


@pytest.mark.parametrize("text", ["hice otra por unas bombillas", "he interpuesto una segunda por unas telas"])
def test_one_filed_since_does_not_stand_where_the_first_did(talk, text):
    said = {"status": "la cerraron", "party": text.split(" por")[0]}
    told = f"hace un año puse una queja, la cerraron. Ahora {text}. ¿La puedo quitar?"
    talk.turn("withdraw", told, party="complainant", status="processed", said=said)
    assert talk.slots["status"] is None


def test_who_represents_the_accused_plans_no_complaint(talk):
    text = "represento a una empresa a la que le presentaron una denuncia. ¿Esto es oficial?"
    talk.turn("sources", text, **IP, said={"party": "le presentaron"})
    assert (talk.slots["party"], talk.slots["to_come"]) == ("respondent", None)


def test_the_words_of_the_screen_are_told_where_they_are_asked_about():
    read = reading("meaning", "dice under processing, eso qué es?", FILED, ("status", "in_process", "under processing"))
    assert read.stated["status"] == "in_process"


@pytest.mark.parametrize(
    ("text", "who"), [("tengo cliente que puso queja", "su cliente"), ("mi compi recibió una queja", "su compi")]
)
def test_whom_they_speak_for_is_named_so_too(text, who):
    assert named_principal(project_knowledge(), text) == who


@pytest.mark.parametrize(
    ("before", "begins"),
    [("me llegó el aviso ayer", "Sin prueba no pasa nada; pero"), ("no me llegó ningún aviso", "Así es.")],
)
def test_once_the_notice_came_that_nothing_happens_is_not_agreed_to(talk, before, begins):
    talk.turn("inform", before, **IP)
    claim, text = "not_proven_nothing", "si no lo prueban no pasa nada, ¿verdad?"
    said = talk.turn("confirm", text, entities=[("claim", claim)], said={claim: "si no lo prueban no pasa nada"})
    assert texts(said).startswith(begins) and answers(said)[-1]["verdict"] == "ip_two_outcomes"


@pytest.mark.parametrize(
    ("intent", "text", "said"),
    [
        ("withdraw", "usaba mis fotos, pidió perdón y las ha quitado. ¿La retiro?", ("status", "withdrawn", "quitado")),
        ("points", "ya quitar 6 punto. ¿punto regresa?", ("status", "withdrawn", "ya quitar")),
        ("withdraw", "no sé si ya la resolvieron, aún no me dicen nada", ("status", "in_process", "aún no")),
        ("withdraw", "la otra no sé", ("status", "processed", "otra")),
        ("withdraw", "¿y si lo llamo queja y no informe?", ("kind", "complaint", "queja")),
        ("inform", "¡nadie se quejó de mí!", ("party", "respondent", "de mí")),
        ("ip_remove_listing", "ya borré el anuncio, ¿con eso basta?", ("issues_resolved", "yes", "borré")),
        ("confirm", "sí, pero solo mientras siga y con todo arreglado, ¿no?", ("issues_resolved", "yes", "arreglado")),
    ],
)
def test_what_is_of_something_else_is_not_held_of_the_case(intent, text, said):
    assert said[0] not in reading(intent, text, {"party": "complainant"}, said).stated


def test_that_the_two_kinds_are_not_the_same_denies_neither():
    text = "mi amigo dice que informe y queja no es igual, ¿cuál hice?"
    assert "kind" not in reading("meaning", text, FILED, ("kind", "report", "informe")).stated


def test_what_comes_if_the_open_one_is_closed_is_asked_after_the_closed_one():
    text = "¿y si la pendiente se resuelve mañana? ¿podríamos retirarla?"
    assert reading("withdraw", text, {**FILED, "status": "processed", "cases": [None, {"facts": FILED}]}).if_closed


def test_of_one_received_and_one_filed_mine_is_the_one_filed(talk):
    told = {"party": "me puso una", "ground": "fotos"}
    talk.turn("inform", "un tipo me puso una por sus fotos", party="respondent", ground="image_theft", said=told)
    talk.turn("inform", "yo puse otra por un daño", party="complainant", ground="other", said={"party": "puse otra"})
    talk.turn("withdraw", "¿la que me puso él la puedo quitar?", party="respondent", said={"party": "me puso"})
    talk.turn("settlement", "volviendo a la mía: si acepto la mitad, ¿puedo reclamar el otro 50 %?")
    assert talk.slots["party"] == "complainant"


def test_who_is_the_other_party_of_question_seven_is_left_open(talk):
    talk.turn("inform", "la puse yo", party="complainant")
    said = talk.turn("meaning", "la 7 dice «la otra parte tenga pruebas». ¿La otra parte soy yo o es él?")
    assert "no aclara" in texts(said) and "reclamante" not in texts(said)


def test_whose_account_it_is_does_not_tell_who_filed_it(talk):
    talk.turn("inform", "la puso mi nieto", party="complainant")
    said = talk.turn("meaning", "¿quién es quien la presentó, mi nieto o yo? La cuenta es mía")
    assert "la guía no lo aclara" in texts(said)


def test_the_accused_who_asks_what_the_other_has_to_do_is_told_where(talk):
    talk.turn("inform", "me pusieron una queja", party="respondent")
    said = talk.turn("next_step", "ella la va a quitar, ¿qué tiene que hacer ella?")
    assert answers(said)[-1]["topic"] == "where"


def test_who_supposes_that_it_was_won_supposes_that_it_was_processed(talk):
    talk.turn("inform", "me pusieron una queja", party="respondent")
    said = talk.turn("withdraw", "¿y si ella ya ganó la queja, la puede quitar?")
    assert answers(said)[-1]["facts"]["status"] == "processed"


def test_who_wants_the_other_punished_is_not_the_accused():
    text = "quiero que lo sancionen, ¿cuántos puntos son?"
    assert "party" not in reading("points", text, {}, ("party", "respondent", "sancionen")).stated


@pytest.mark.parametrize(
    ("text", "slots", "value", "words", "held"),
    [
        ("ya la borré ayer, ¿me sancionan?", IP, "withdrawn", "borré", None),
        ("la he eliminado. ¿Me sancionan?", IP, "withdrawn", "eliminado", None),
        ("ya la borré ayer, ¿le sancionan?", FILED, "withdrawn", "borré", "withdrawn"),
        ("dice mi hija que sigue en tramite. Pero no tengo ordenador", IP, "in_process", "tramite", "in_process"),
        ("dice mi hija que sigue en tramite, pero no veo dónde quitarla", IP, "in_process", "tramite", "in_process"),
        ("dice mi hija que sigue en tramite, pero no la veo", IP, "in_process", "tramite", None),
        ("no pregunto por una queja cancelada, ¿pierdo puntos?", IP, "withdrawn", "cancelada", None),
        ("no te hablo de la cerrada. ¿Pierdo puntos?", IP, "processed", "cerrada", None),
    ],
)
def test_where_it_stands_is_held_as_it_is_told(text, slots, value, words, held):
    assert reading("ip_outcomes", text, slots, ("status", value, words)).stated.get("status") == held


@pytest.mark.parametrize(
    ("intent", "text", "held"),
    [
        ("meaning", "todavía la están revisando. ¿Qué es en trámite?", "in_process"),
        ("status_check", "todavía la están revisando, creo. ¿Cómo sé en qué va?", "in_process"),
        ("meaning", "eso de revisando, ni idea. ¿Qué es en trámite?", None),
    ],
)
def test_where_it_stands_is_told_beside_the_word_that_is_asked(intent, text, held):
    read = reading(intent, text, {"party": "complainant"}, ("status", "in_process", "revisando"))
    assert read.stated.get("status") == held


def test_who_is_not_accused_is_not_put_down_so():
    text = "No es contra mí ni contra ella. Yo preguntaba por Indecopi."
    assert "party" not in reading("authority", text, FILED, ("party", "respondent", "mí")).stated


def test_a_complaint_that_was_dismissed_was_processed():
    assert reading("withdraw", "¿y si la desestiman, la puedo retirar?", FILED).if_closed
    assert reading("withdraw", "dice rechazada, ¿se puede quitar?", FILED).stated["status"] == "processed"


def test_a_customers_complaint_beside_the_first_is_another(talk):
    talk.turn("ip_outcomes", "me denunciaron por un bolso, ¿pierdo puntos?", **IP)
    text = "también tengo queja de cliente, dice que llegó roto. ¿Se quita?"
    talk.turn("withdraw", text, ground="other", said={"ground": "llegó roto"})
    assert (len(talk.slots["cases"]), talk.slots["party"], talk.slots["ground"]) == (2, "respondent", "other")


def test_a_report_over_an_infringement_is_withdrawn_as_a_complaint(talk):
    talk.turn("withdraw", "¿lo puedo retirar?", **FILED, kind="report", ground="product_infringement")
    said = talk.turn("correction", "me equivoqué, fue una queja. ¿cambia algo?", kind="complaint")
    assert "Eso no cambia la respuesta" in texts(said)


def test_a_client_of_whom_all_is_asked_filed_both(talk):
    told = "una asociada nuestra puso dos quejas, una ya la cerraron y la otra sigue pendiente. ¿las retira?"
    talk.turn(
        "withdraw", told, party="complainant", status="processed", entities=[("second_case", "status=in_process")]
    )
    talk.turn("withdraw", "no la presentamos nosotros, la puso ella. ¿Puede retirarla la asociación?")
    assert {case["facts"]["party"] for case in talk.slots["cases"] if case} == {"complainant"}


@pytest.mark.parametrize(
    ("text", "answered"),
    [("cerrada por falta de respuesta, ¿perdí?", True), ("¿o ganó él?", True), ("¿los 300 dólares los perdí?", False)],
)
def test_that_it_is_closed_does_not_say_who_won(talk, text, answered):
    talk.turn("inform", "ya la cerraron", party="complainant", status="processed")
    assert ("no dice a favor de quién" in texts(talk.turn("status_check", text))) is answered


def test_one_that_is_open_is_not_the_closed_one(talk):
    talk.turn("inform", "ya la cerraron", party="complainant", ground="image_theft", status="processed")
    text = "y en la que está en trámite, ¿qué hago?"
    talk.turn("next_step", text, status="in_process", said={"status": "en trámite"})
    assert (len(talk.slots["cases"]), talk.slots["ground"], talk.slots["status"]) == (2, None, "in_process")


@pytest.mark.parametrize(
    ("text", "held"),
    [
        *((f"mi queja {what}. ¿La quito?", "processed") for what in ("fue rechazada", "aparece como desestimada")),
        *(
            (f"{what}. ¿La quito?", None)
            for what in ("Me sale rechazada la clave", "Mi apelación aparece como rechazada")
        ),
        *((f"{what}. ¿La quito?", None) for what in ("Mi solicitud sale denegada", "Si la queja fue rechazada no sé")),
        *((f"{what}. ¿La quito?", None) for what in ("Pagué y sale rechazado", "Me sale rechazado el código, no sé")),
    ],
)
def test_only_a_complaint_that_was_rejected_was_processed(text, held):
    assert reading("withdraw", text, FILED).stated.get("status") == held


@pytest.mark.parametrize("text", ["¿y si me rechazan la queja?", "¿y si Alibaba la rechaza?", "¿y si la archivan?"])
def test_that_they_reject_it_is_that_they_close_it(text):
    assert reading("withdraw", text, FILED).if_closed


@pytest.mark.parametrize(
    "text",
    [
        *("Le hice una oferta. Si la rechaza, ¿puedo retirarla?", "Le ofrecí un cambio. ¿Y si la rechazan? ¿retiro?"),
        *("¿y si él rechaza el cambio?", "¿y si el banco lo deniega?", "¿y si el vendedor rechaza la queja?"),
        *("¿y si la cierra el vendedor?", "¿y si la tienda la cierra por su cuenta?", "¿y si se cierra sola?"),
    ],
)
def test_what_alibaba_does_not_do_is_no_decision(text):
    assert not reading("withdraw", text, FILED).if_closed
