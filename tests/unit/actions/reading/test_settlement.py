"""What is settled with the other party and what is not, and whether to withdraw now."""

from __future__ import annotations

import pytest

from tests.unit.actions.simulation import answers, texts

FILED = {"party": "complainant", "status": "in_process"}


def asked_after(talk, text, intent="withdraw", **facts):
    """The answer to a message, of a complaint that is in process."""
    talk.turn("withdraw", "¿la puedo retirar?", **FILED)
    return answers(talk.turn(intent, text, **facts))[-1]


@pytest.mark.parametrize(
    "text",
    [
        "me dieron la mitad nada más, ¿la quito ya?",
        "me pagó todo menos el flete, ¿la retiro o espero?",
        "bajó unas pero quedan tres fotos, ¿la quito o no?",
        "dice que las borró todas pero todavía las veo, entonces no la retiro",
        "llegó al fin, pero vino rota, ¿ya la saco o todavía no?",
        "ainda não pagou o resto, retiro já?",
        "la tienda sigue vendiendo mi marca, ¿la retiro ya?",
        "me envió 3 cajas de 10, la quito?",
        "me juró que mañana baja el anuncio, ¿la retiro hoy?",
        "me transfirió, aunque solo un adelanto, ¿la quito?",
        "ya me reembolsaron el 60 %, ¿la quito ya?",
        "lo quitó pero aún sale un cojín con mi logo, ¿la dejo?",
    ],
)
@pytest.mark.parametrize("intent", ["withdraw", "before_withdrawing", "confirm", "ip_remove_listing", "nlu_fallback"])
def test_who_says_that_something_is_open_is_told_to_wait(talk, text, intent):
    assert asked_after(talk, text, intent)["verdict"] == "resolve_first"


@pytest.mark.parametrize(
    "text",
    [
        "me depositó el resto, ¿ahora sí?",
        "antes me debían la mitad, pero ya no me deben nada, ¿la quito ya?",
        "ya no aparecen mis fotos en su tienda, ¿ya la puedo quitar?",
        "acabou de pagar tudo, agora sim?",
        "me llegó el pago completo, ¿la retiro hoy o espero?",
        "ya lo bajó de su página, ¿le doy a cancelar?",
    ],
)
@pytest.mark.parametrize("intent", ["withdraw", "next_step", "refile"])
def test_who_says_that_all_is_settled_is_told_that_they_can_now(talk, text, intent):
    answer = asked_after(talk, text, intent)
    assert (answer["verdict"], answer["facts"]["issues_resolved"]) == ("withdrawable", "yes")


@pytest.mark.parametrize(
    ("text", "settled"),
    [
        ("ya quitó la otra también", "yes"),
        ("ya me cambiaron la lámpara", "yes"),
        ("acaban de devolver lo demás", "yes"),
        ("al final sí llegó", "yes"),
        ("ayer me llegó el paquete", "yes"),
        ("ayer me llegó, el aviso digo", "no"),
        ("al final llegó la respuesta", "no"),
        ("hoy me llegó el producto equivocado", "no"),
        ("ya me devolvió la mitad", "no"),
        ("dice que ya pagó", "no"),
        ("ya la quito entonces", "no"),
        ("quedó en que ya mañana pagaron", "no"),
        ("si ya pagaron le aviso", "no"),
    ],
)
def test_what_was_open_is_settled_by_what_was_done_since(talk, text, settled):
    talk.turn("withdraw", "¿la puedo retirar?", **FILED, issues_resolved="no")
    talk.turn("inform", text)
    assert talk.slots["issues_resolved"] == settled


@pytest.mark.parametrize(
    "text",
    ["dice que ya pagó pero yo no veo el dinero", "según él ya mandó la plata, a mí no me aparece"],
)
def test_what_they_only_say_that_they_paid_is_not_settled(talk, text):
    talk.turn("withdraw", "¿la puedo retirar?", **FILED)
    talk.turn("withdraw", f"{text}. ¿la saco?", issues_resolved="yes")
    assert talk.slots["issues_resolved"] == "no"


@pytest.mark.parametrize(
    "text",
    [
        "¿todavía me deben algo, según usted?",
        "si todavía me debe la mitad, ¿puedo?",
        "la puse porque me deben plata",
        "no sirve quitarlo, ¿no?",
        "dice que no aparece el botón",
        "dice que ya mandó el aviso y a mí no me llegó respuesta",
        "todavía no me llega respuesta de Alibaba",
        "todavía no la quito",
        "supongamos que la saco y no me paga",
    ],
)
def test_what_is_asked_supposed_or_of_another_thing_says_nothing_of_it(talk, text):
    talk.turn("withdraw", "¿la puedo retirar?", **FILED)
    talk.turn("withdraw", text)
    assert talk.slots["issues_resolved"] is None


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("¿y si no está todo resuelto, la quito?", "resolve_first"),
        ("y si al final no llegamos a un acuerdo, ¿puedo quitarla?", "resolve_first"),
        ("si no estoy de acuerdo con la decisión, ¿la quito?", "withdrawable"),
        ("¿y si no está resuelta todavía, la quito?", "withdrawable"),  # the complaint
    ],
)
def test_what_is_supposed_not_to_be_settled_counts_for_that_answer(talk, text, verdict):
    assert asked_after(talk, text)["verdict"] == verdict
    assert answers(talk.turn("withdraw", "entonces la mía, ¿la puedo retirar hoy?"))[-1]["verdict"] == "withdrawable"


def test_the_accused_settles_nothing_by_taking_the_product_down(talk):
    talk.turn("ip_remove_listing", "ya borré todo, ya no aparecen las fotos, ¿sirve?", party="respondent")
    assert talk.slots["issues_resolved"] is None


def test_what_the_words_say_last_counts(talk):
    text = "me pagó todo, aunque todavía me debe el envío"
    assert asked_after(talk, text, issues_resolved="yes")["verdict"] == "resolve_first"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("llegaron los repuestos pero uno viene roto", "los"),
        ("me pagó el producto pero no el envío", "pagó"),
        ("mandó el otro, pero rayado", "mandó"),
    ],
)
def test_what_came_wrong_in_part_is_not_settled_whatever_was_read_of_the_rest(talk, text, words):
    said = {"said": {"issues_resolved": words}, "issues_resolved": "yes"}
    assert asked_after(talk, text, "inform", **said)["verdict"] == "resolve_first"


def test_what_was_agreed_after_it_was_settled_opens_nothing(talk):
    talk.turn("inform", "ya me pagó todo", **FILED, issues_resolved="yes")
    talk.turn("where", "quedamos en que yo quitaba la queja, ¿cómo la retiro?")
    assert talk.slots["issues_resolved"] == "yes"


def test_what_comes_wrong_after_it_was_settled_is_open(talk):
    talk.turn("withdraw", "¿la quito?", **FILED, issues_resolved="yes")
    talk.turn("nlu_fallback", "resulta que uno viene roto")
    assert talk.slots["issues_resolved"] == "no"


def test_a_settled_complaint_is_withdrawn_without_a_further_condition(talk):
    said = texts(talk.turn("withdraw", "ya quedamos bien, ¿la puedo retirar?", **FILED, issues_resolved="yes"))
    assert "ya puede retirarla" in said and "Hágalo solo con todo resuelto" not in said


@pytest.mark.parametrize("text", ["él quiere que la cancele. ¿debo?", "me pide que la quite, ¿es buena idea?"])
def test_advice_is_asked_for_not_permission(talk, text):
    assert answers(talk.turn("withdraw", text, party="complainant"))[-1]["verdict"] == "weigh_request"


def test_advice_rests_on_what_is_settled(talk):
    assert asked_after(talk, "sigue usando mis fotos. ¿Debería retirarla?", "before_withdrawing")["verdict"] == (
        "resolve_first"
    )


@pytest.mark.parametrize("text", ["¿y si alibaba la resuelve antes?", "le preguntaba qué pasa si la cierran antes"])
@pytest.mark.parametrize("intent", ["withdraw", "confirm", "correction"])
def test_a_decision_that_may_come_is_not_taken_for_one_that_came(talk, text, intent):
    answer = asked_after(talk, text, intent, entities=[("supposed", "yes")], status="processed")
    assert (answer["verdict"], talk.slots["status"]) == ("not_withdrawable_processed", "in_process")


@pytest.mark.parametrize("text", ["ya la quité, ¿listo?", "ya la quité, pregunto si ya terminó todo"])
def test_who_withdrew_it_is_told_that_all_is_done(talk, text):
    talk.turn("refile", "¿puedo poner otra?", party="complainant", evidence="yes")
    said = talk.turn("refile", text, status="withdrawn")
    assert texts(said).startswith("No tiene que hacer nada más")


def test_an_ok_that_tells_of_the_withdrawal_is_heard(talk):
    talk.turn("withdraw", "¿la puedo retirar?", **FILED)
    said = talk.turn("acknowledge", "bueno, ya la quité", status="withdrawn")
    assert answers(said)[-1]["verdict"] == "already_withdrawn"


def test_a_plan_to_be_paid_first_is_confirmed(talk):
    talk.turn("withdraw", "¿la puedo retirar?", **FILED)
    said = talk.turn("before_withdrawing", "le digo que me devuelva primero todo y luego la quito, ¿está bien así?")
    assert texts(said).startswith("Así es.")


def test_who_withdrew_it_and_would_file_for_another_reason_asks_whether_they_may(talk):
    talk.turn("inform", "ya la retiré", status="withdrawn", party="complainant", evidence="yes")
    said = talk.turn("nlu_fallback", "¿y si lo denuncio por la marca, me irá mejor?", {"ip_outcomes": 0.4})
    assert answers(said)[-1]["verdict"] == "refile_with_evidence"


@pytest.mark.parametrize(
    "text",
    [
        "ya ha venido, pero con el espejo quebrado. ¿La retiro o no?",
        "llegó y la pata está suelta, ¿eso cuenta como todo arreglado?",
        "el plato viene en pedazos. ¿Está resuelto o no?",
    ],
)
def test_what_came_broken_is_not_settled(talk, text):
    assert asked_after(talk, text)["verdict"] == "resolve_first"


def test_who_filed_it_is_not_told_to_think_before_filing(talk):
    said = talk.turn(
        "respondent_request",
        "me da plata si la quito, ¿me conviene?",
        entities=[("second_topic", "should_file")],
        said={"should_file": "¿me conviene?"},
        **FILED,
    )
    assert [answer["topic"] for answer in answers(said)] == ["respondent_request"]


def test_who_corrects_the_status_and_asks_whether_that_changes_it_is_told_what_is_so_now(talk):
    talk.turn("withdraw", "¿se puede retirar?", party="respondent", status="processed")
    said = talk.turn(
        "correction",
        "leí mal, pone abierta. ¿cambia en algo?",
        entities=[("second_topic", "ip_withdrawal_effect")],
        said={"ip_withdrawal_effect": "¿cambia en algo?"},
        status="in_process",
    )
    assert answers(said)[-1]["verdict"] == "only_complainant"
    assert "Quien la presentó sí puede retirarla" in texts(said)


def test_that_somebody_took_theirs_back_settles_nothing(talk):
    talk.turn("refile", "¿puedo poner otra?", **FILED)
    talk.turn("correction", "no: mi tía ya la quitó y no tiene nada")
    assert talk.slots["issues_resolved"] is None


def test_that_it_is_not_settled_after_all_wins_over_what_was_held(talk):
    asked_after(talk, "ya me pagó todo", issues_resolved="yes")
    said = talk.turn("why", "¿cómo que ya puedo? ¡si no me ha dado ni un sol!", issues_resolved="no")
    assert answers(said)[-1]["verdict"] == "resolve_first"


def test_who_parted_as_friends_has_settled_it(talk):
    answer = asked_after(talk, "quedamos de amigos, ¿la quito?", issues_resolved="yes")
    assert answer["facts"]["issues_resolved"] == "yes"


def test_who_begs_pardon_has_settled_nothing(talk):
    talk.turn("withdraw", "¿la puedo quitar?", party="complainant", status="in_process")
    text = "ya me pidieron perdón"
    talk.turn("inform", text, issues_resolved="yes", said={"issues_resolved": "pidieron perdón"})
    assert talk.slots["issues_resolved"] is None


@pytest.mark.parametrize(
    ("text", "settled"),
    [
        ("puse una queja por una bata que no llegó y ahora si ha llegado. como la quito", "yes"),
        ("copian mis dibujos, puse denuncia y ellos ya bajaron las poleras. ¿Cómo hago para retirarla?", "yes"),
        ("ahora me pagaron, ¿cómo se retira la queja?", "yes"),
        ("ayer me llegó el pedido roto y puse una queja. ¿dónde la quito?", None),
        ("me bajaron los puntos y puse una queja, ¿cómo se quita?", None),
        ("cerraron la primera y ahora hice otra por unas tazas que tampoco llegaron bien. ¿Se quita?", None),
    ],
)
def test_what_is_settled_since_is_heard_with_the_question_how_it_is_withdrawn(talk, text, settled):
    talk.turn("withdraw", text, party="complainant")
    assert talk.slots["issues_resolved"] == settled


def test_whether_it_pays_is_weighed_by_who_filed_it(talk):
    talk.turn("withdraw", "¿se puede?", party="complainant", status="in_process")
    said = talk.turn("correction", "no te pregunté cómo se hace, te pregunto si me conviene")
    assert [answer["verdict"] for answer in answers(said)][-1:] == ["resolve_all_issues"]


def test_a_complaint_that_is_no_report_after_all_is_called_so(talk):
    talk.turn("withdraw", "¿se puede?", kind="report", party="complainant")
    said = texts(talk.turn("correction", "no, dice queja y sigue en trámite", kind="complaint", status="in_process"))
    assert "lo corrijo: se trata de una queja y sigue en trámite" in said


def test_what_is_told_beside_a_detail_says_the_answer_anew(talk):
    talk.turn("withdraw", "¿la quito?", party="complainant", status="in_process")
    text = "fue un error y ya no hay nada que arreglar, ¿la saco y listo?"
    said = {"filed_by_mistake": "fue un error"}
    asked = talk.turn("withdraw", text, entities=[("detail", next(iter(said)))], said=said, issues_resolved="yes")
    assert "todo está resuelto" in texts(asked)


@pytest.mark.parametrize(
    ("text", "is_said"),
    [
        ("¿y si mañana me gira lo que debe, entonces sí?", True),
        ("¿y si mañana me paga lo que debe, entonces sí?", True),
        ("cuando me devuelva el resto, ¿ya la puedo quitar?", True),
        ("apenas me deposite la otra mitad la saco?", True),
        ("¿y si me paga la mitad, la quito?", False),
        ("¿y si no me paga, la quito?", False),
        ("si me paga, ¿puedo poner otra?", False),
        ("¿la quito hoy y que me pague el lunes?", False),
    ],
)
def test_who_asks_what_comes_once_they_are_paid_is_told_when(talk, text, is_said):
    talk.turn("withdraw", "¿la quito?", party="complainant", status="in_process", issues_resolved="no")
    said = texts(talk.turn("withdraw", text))
    assert ("Cuando la otra parte haya cumplido" in said) == is_said


@pytest.mark.parametrize(
    ("text", "read", "settled"),
    [
        ("¿Y si me pide quitarla antes de girarme? Ya me pasó con otra tienda y quedé sin nada", "quedé", "no"),
        ("¿La saco primero? A mi socio lo dejaron plantado y a mí me dejaron sin un peso", "dejaron sin", "no"),
        ("me ocurrió con otro taller que al final pagó. ¿La saco primero?", "pagó", "no"),
        ("me pagó. ¿La saco ya?", "pagó", "yes"),
        ("me pasó el dinero y me pagó el otro envío. ¿La saco ya?", "pagó", "yes"),
    ],
)
def test_what_happened_with_another_settles_nothing_here(talk, text, read, settled):
    talk.turn("withdraw", "¿la quito?", **FILED, issues_resolved="no")
    said = {"issues_resolved=yes": read}
    talk.turn("before_withdrawing", text, entities=[("in_clause", "issues_resolved=yes")], said=said)
    assert talk.slots["issues_resolved"] == settled


@pytest.mark.parametrize(
    ("text", "settled"),
    [
        ("el vendedor ya me mandó un cupón, cuenta como arreglado?", None),
        ("me mandó otro igual, ¿eso vale como resuelto?", None),
        ("ya me mandó el dinero. ¿La quito?", "yes"),
    ],
)
def test_what_is_asked_to_count_as_settled_is_not_told_to_be(talk, text, settled):
    talk.turn("withdraw", "¿la puedo retirar?", **FILED)
    talk.turn("before_withdrawing", text, issues_resolved="yes", said={"issues_resolved": "me mandó"})
    assert talk.slots["issues_resolved"] == settled


@pytest.mark.parametrize(
    ("party", "text", "told"),
    [
        ("complainant", "el vendedor me devuelve la plata si la saco. ¿La saco?", "no"),
        ("complainant", "ya me pagó todo lo que debía y me ofrece un regalo si la quito. ¿La quito?", "yes"),
        ("complainant", "¿y si me ofrece dinero para que la quite?", None),
        ("respondent", "dice que si la quito me paga. ¿La quito?", None),
    ],
)
def test_what_is_given_only_in_return_for_the_withdrawal_is_not_settled(talk, party, text, told):
    talk.turn("withdraw", text, party=party, status="in_process")
    assert talk.slots["issues_resolved"] == told


def test_what_is_offered_in_return_is_what_is_asked_about(talk):
    said = talk.turn("respondent_request", "me ofrece regalías si desisto. ¿Qué me aconsejas?", party="complainant")
    assert answers(said)[-1]["verdict"] == "weigh_request"
